"""What a visitor must know before giving a text: whether it leaves the machine."""

from __future__ import annotations

from typing import Final

import streamlit as st

from bbti_qa.assistant import Assistant
from bbti_qa.language import Language
from bbti_qa.page.markdown import escape_label

_TOLD: Final[dict[Language, str]] = {
    "fr": "Ce que vous donnez ici est envoyé au modèle de langue {model}.",
    "en": "What you give here is sent to the language model {model}.",
}


def tell_of_sending(assistant: Assistant, language: str) -> None:
    """Says above a form that its text goes to the model; nothing where there is none."""
    if assistant.writer is not None:
        told = _TOLD["en" if language == "en" else "fr"]
        st.caption(told.replace("{model}", escape_label(assistant.engine, 80)))
