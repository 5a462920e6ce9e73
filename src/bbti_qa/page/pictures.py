"""The picture of a cited page with the quote marked, drawn in a process of its own when a visitor asks for it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import streamlit as st

from bbti_qa.documents import Citation, Document
from bbti_qa.originals import Originals
from bbti_qa.page.words import Words
from bbti_qa.settings import load_settings
from bbti_qa.wiring import reading_limits

SECONDS_KEPT: Final = 600  # a file that was missing is looked for again
MOST_KEPT: Final = 64  # pictures, of a few hundred kB each


def draw_picture(citation: Citation, document: Document, key: str, words: Words) -> None:
    """A switch, on from the start where the text itself was read from a picture, and below it the page."""
    if document.format != "pdf":
        return
    if st.toggle(words.show_picture, value=citation.area is not None, key=f"picture-{key}-{citation.marker}"):
        picture = _cited(str(load_settings().corpus), document.id, citation.page, citation.start, document, citation)
        if picture is None:
            st.caption(words.no_picture)
        else:
            st.image(picture, width="stretch")


# What begins with "_" is not part of the key: the id stands for the document, page and start for the citation.
@st.cache_data(max_entries=MOST_KEPT, ttl=SECONDS_KEPT, show_spinner=False)
def _cited(
    corpus: str, document_id: str, page: int, start: int, _document: Document, _citation: Citation
) -> bytes | None:
    return Originals([Path(corpus)], reading_limits(load_settings())).cited(_document, _citation)
