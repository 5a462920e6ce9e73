"""The assistant, opened once per snapshot and shared by all visitors."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from bbti_qa.assistant import Assistant
from bbti_qa.settings import Settings
from bbti_qa.wiring import open_assistant


def current_assistant(settings: Settings) -> Assistant:
    """The assistant over the snapshot published now: a new ingest is seen at the next click. Raises BbtiError."""
    return _open(str(settings.index), pointer(settings.index), settings)


def pointer(index: Path) -> bytes:
    """What `CURRENT` holds, which changes with every publication; empty when nothing was ingested."""
    try:
        return (index / "CURRENT").read_bytes()
    except OSError:
        return b""


# One entry: the previous snapshot's vectors leave memory when the last visitor's script lets go of them. A failure to
# open is not remembered, so the page recovers at the next reload.
@st.cache_resource(max_entries=1, show_spinner=False)
def _open(index: str, published: bytes, _settings: Settings) -> Assistant:
    return open_assistant(_settings)
