"""A row of buttons, each of which takes a result away as a file of one form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import streamlit as st

_FORMS: Final = {
    ".docx": ("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ".xlsx": ("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ".html": ("HTML", "text/html"),
    ".md": ("Markdown", "text/markdown"),
    ".jsonl": ("JSON Lines", "application/jsonl"),
}
"""The name and the media type of each form, in the order of the buttons."""


def draw_downloads(name: str, makers: Mapping[str, Callable[[], bytes | str]], key: str) -> None:
    """A button for each ending in `makers`; `name` is the file's without it, `key` is unique on the page.

    A file is made when its button is pressed: the page is drawn anew at every click, and four files take longer than the rest of it.
    """
    with st.container(horizontal=True):
        for ending, (label, media) in _FORMS.items():
            if ending in makers:
                st.download_button(
                    label,
                    makers[ending],
                    f"{name}{ending}",
                    media,
                    key=f"{key}-download{ending}",
                    icon=":material/download:",
                    on_click="ignore",
                )
