"""What Streamlit runs, from top to bottom, for every visitor and every click."""

import streamlit as st

from bbti_qa.errors import BbtiError
from bbti_qa.page.faults import draw_failure
from bbti_qa.page.layout import draw_page, start_page
from bbti_qa.page.opening import current_assistant
from bbti_qa.settings import load_settings

words = start_page()
try:
    with st.spinner(words.opening):
        assistant = current_assistant(load_settings())
except BbtiError as error:
    draw_failure(error, words)
else:
    draw_page(assistant, words)
