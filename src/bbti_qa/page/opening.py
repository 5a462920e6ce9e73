"""The assistant, opened once per snapshot and day and shared by all visitors."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import streamlit as st

from bbti_qa.assistant import Assistant
from bbti_qa.settings import Settings
from bbti_qa.wiring import criteria_file, glossary_file, open_assistant


def current_assistant(settings: Settings) -> Assistant:
    """The assistant over the snapshot published now: a new ingest, an edited glossary and a new day are seen at the next click.

    Raises BbtiError.
    """
    return _open(state_of(settings), settings)


def state_of(settings: Settings) -> str:
    """SHA-256 (hex) of all that an assistant is opened with: the settings, the snapshot in force, the glossary, the criteria, the day."""
    files = (settings.index / "CURRENT", glossary_file(settings), criteria_file(settings))
    told = hashlib.sha256(repr((date.today(), settings)).encode())
    for part in (settings.model_key.get_secret_value().encode(), *map(_content, files)):
        told.update(hashlib.sha256(part).digest())
    return told.hexdigest()


def _content(file: Path | None) -> bytes:
    """What the file holds, which changes with it; nothing where there is none."""
    try:
        return file.read_bytes() if file else b""
    except OSError:
        return b""


# One entry: the previous snapshot's vectors leave memory when the last visitor's script lets go of them. A failure to
# open is not remembered, so the page recovers at the next reload.
@st.cache_resource(max_entries=1, show_spinner=False)
def _open(state: str, _settings: Settings) -> Assistant:
    return open_assistant(_settings)
