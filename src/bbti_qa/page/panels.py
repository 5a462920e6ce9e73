"""The panels of the page: the conversation, and one for each task. One row a panel; whoever adds a task adds a row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Final

import streamlit as st

from bbti_qa.assistant import Assistant
from bbti_qa.page.words import Words

Draw = Callable[[Assistant, Words], None]

CHAT: Final = "chat"


@dataclass(frozen=True, slots=True)
class Panel:
    """What the visitor can choose. `module` is imported when the panel is first drawn; its `function` draws it below the choice."""

    key: str
    french: str
    english: str
    icon: str
    module: str
    function: str

    def label(self, language: str) -> str:
        return f"{self.icon} {self.english if language == 'en' else self.french}"

    def draw(self, assistant: Assistant, words: Words) -> None:
        function: Draw = getattr(import_module(self.module), self.function)
        function(assistant, words)


PANELS: Final = (
    Panel(CHAT, "Questions", "Questions", ":material/forum:", "bbti_qa.page.layout", "draw_chat"),
    Panel(
        "eligibility",
        "Éligibilité",
        "Eligibility",
        ":material/fact_check:",
        "bbti_qa.page.qualifying",
        "draw_eligibility",
    ),
    Panel("scope", "Périmètre", "Scope", ":material/grid_on:", "bbti_qa.page.scoping", "draw_scope"),
    Panel("brief", "Fiches", "Briefs", ":material/article:", "bbti_qa.page.briefing", "draw_brief"),
    Panel("review", "Relecture", "Review", ":material/spellcheck:", "bbti_qa.page.reviewing", "draw_review"),
)


def choose_panel(words: Words) -> Panel:
    """Draws the choice at the top of the page; the conversation, until the visitor chooses."""
    panels = {panel.key: panel for panel in PANELS}
    key = st.segmented_control(
        words.choose_panel,
        list(panels),
        default=CHAT,
        required=True,
        format_func=lambda key: panels[key].label(words.language),
        key="panel",
        label_visibility="collapsed",
    )
    return panels[key or CHAT]
