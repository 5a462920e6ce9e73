"""The page over a small invented library, as `script.py` draws it over the real one. Run by Streamlit in the tests."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import streamlit as st

from bbti_qa.documents import Answer, Notice, NoticeKind, Outcome, Turn, Verdict
from bbti_qa.page.layout import draw_page, start_page

sys.path.insert(0, str(Path(__file__).parents[1]))  # Streamlit runs this file as a script, outside the package

from fakes import FakeAssistant, FakeSnapshot, cite, consider, make_document

PORT = os.environ.get("FAKE_APP_CANARY", "9")  # where hostile text wants the browser to call
HOSTILE = Path(__file__).with_name("hostile.txt").read_text(encoding="utf-8").replace("PORT", PORT).strip()
QUOTE = HOSTILE[HOSTILE.index("![x]") : HOSTILE.index("# titre") + 3]

PROGRAMME = (
    "Le programme réunit des équipes de recherche et des équipes de soin. "
    "Le programme dispose de 12 M€ sur 7 ans. "
    "Il est dirigé par deux établissements.\n" + "Les appels sont publiés chaque printemps. " * 40
)
sheet = make_document(
    "fiche.txt", "Fiche du programme BBTI", PROGRAMME, "Les travaux portent sur 4 axes.", date="2024-05-02", version="2"
)
trap = make_document(
    f"<b>piège</b> ![x](http://127.0.0.1:{PORT}/n.png).txt",
    f"Piège <img src=x> :red[t] ![a](http://127.0.0.1:{PORT}/t)",
    HOSTILE,
)

ANSWERS = {
    "Quel est le budget du PEPR BBTI ?": Answer(
        question="",
        language="fr",
        outcome=Outcome.ANSWERED,
        text="Le programme dispose de 12 M€ sur 7 ans [1]. Les travaux portent sur 4 axes [2].",
        citations=(
            cite(sheet, "Le programme dispose de 12 M€ sur 7 ans.", 1),
            cite(sheet, "Les travaux portent sur 4 axes.", 2),
        ),
        notices=(Notice(NoticeKind.PREMISE, "La question suppose un budget de 3 M€ ; le texte dit 12 M€.", (1,)),),
        passages=(consider(sheet, 1, 0.9), consider(sheet, 2, 0.7), consider(trap, 1, 0.1)),
        verdict=Verdict.YES,
        confidence=0.9,
    ),
    "Un doctorant peut-il candidater seul ?": Answer(
        question="",
        language="fr",
        outcome=Outcome.NOT_IN_DOCUMENTS,
        text="Les documents ne le disent pas.",
        verdict=Verdict.UNKNOWN,
    ),
    "piège": Answer(
        question="",
        language="fr",
        outcome=Outcome.ANSWERED,
        text=f"{HOSTILE} [1]",
        citations=(cite(trap, QUOTE, 1),),
        notices=(Notice(NoticeKind.LOOKED, HOSTILE),),
        passages=(consider(trap),),
    ),
}


class SlowAssistant(FakeAssistant):
    """Says the first piece of an answer about slowness, then takes two seconds."""

    def stream(
        self, question: str, history: Sequence[Turn] = (), language: str | None = None
    ) -> Iterator[str | Answer]:
        for piece in super().stream(question, history, language):
            yield piece
            time.sleep(2 if "lentement" in question else 0)


@st.cache_resource
def assistant() -> FakeAssistant:
    return SlowAssistant(FakeSnapshot((sheet, trap)), ANSWERS)


draw_page(assistant(), start_page())
