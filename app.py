"""The web page. `bbti-qa app` is the usual way in; `streamlit run app.py` and `python app.py` serve the same page."""

import streamlit as st

from bbti_qa.page.serving import SCRIPT, guards, serve

app = st.App(SCRIPT, middleware=guards())

if __name__ == "__main__":
    serve()
