"""Twenty sentences of the shipped corpus put into English by hand, before they were checked: what a part of an English brief keeps of them.

`pytest tests/tasks/test_brief_translations.py -rP` prints the counts.
"""

from __future__ import annotations

import re
from collections import Counter

import pytest
from chat_models import assistant_with, numbered_texts
from chat_server import serving

from bbti_qa.assistant import Assistant
from bbti_qa.judging import survey
from bbti_qa.tasks.brief import BriefRequest
from bbti_qa.tasks.brief.author import Author
from bbti_qa.tasks.brief.remarks import Margin
from bbti_qa.tasks.brief.statements import statements_of

# The beginning of a sentence of the corpus, and the sentence in English.
TRANSLATED = (
    ("Chaque axe réunit trois projets", "Each axis brings together three priority projects, twelve in all."),
    (
        "L’axe 1 du PEPR BBTI accompagne",
        "Axis 1 of the PEPR BBTI supports the development of cell therapies and the emergence of tissue therapies.",
    ),
    ("L’axe 2 du PEPR BBTI facilite", "Axis 2 of the PEPR BBTI facilitates the deployment of gene therapies."),
    ("L’axe 2 perfectionne", "Axis 2 improves existing gene therapies and seeks to contain their production costs."),
    (
        "L’axe 3 du PEPR BBTI développe",
        "Axis 3 of the PEPR BBTI develops engineering for biotherapies and bioprocesses.",
    ),
    ("Le budget du PEPR BBTI s’élève", "The budget of the PEPR BBTI amounts to 80 M€."),
    ("Les projets prioritaires reçoivent", "The priority projects receive 61% of this budget."),
    ("La gouvernance du PEPR BBTI est dotée", "The governance of the PEPR BBTI has a budget of 4 M€."),
    (
        "Confié à l’Inserm",
        "Entrusted to Inserm and CEA, with 80 M€ over seven years, from 2023 to 2030, it funds twelve priority projects, then two calls.",
    ),
    ("L’AMI devrait conduire", "The AMI should lead to the selection of three to four new projects."),
    ("Le nombre de lauréats", "The number of AAP winners has not been announced."),
    (
        "Quatre comités composent",
        "Four committees make up the governance of the PEPR BBTI: a steering committee, a piloting committee, an institutional strategic committee (CSI) and a scientific advisory board.",
    ),
    ("Le comité directeur a défini", "The steering committee defined the original programme."),
    ("Un budget de 4 M€", "A budget of 4 M€ is allocated to the governance of the PEPR BBTI."),
    (
        "La version corrigée",
        "The version corrected after the remarks of the CSTP was sent to ANR and DGRI in May 2023.",
    ),
    (
        "Le comité directeur du PEPR BBTI valide",
        "The steering committee of the PEPR BBTI approves changes and adaptations of the programme.",
    ),
    ("Aucune date d’ouverture", "No opening or closing date is given to the day for the AMI or the AAP."),
    (
        "L’AMI a pour but principal",
        "The main aim of the AMI is to strengthen technological research in bioproduction by calling on skills that the PEPR BBTI has not yet mobilised.",
    ),
    (
        "L’AAP permettra",
        "The AAP will make it possible either to deepen subjects already covered by the priority projects or to open others.",
    ),
    (
        "La lettre de mission demandait",
        "The mission letter asked Inserm and CEA for a framework document and a governance project.",
    ),
)

REQUEST = BriefRequest("the PEPR BBTI programme", "2026-11-21", language="en")
NEGATED = (
    (" is allocated", " is not allocated"),
    (" receive ", " do not receive "),
    (" supports ", " does not support "),
    (" facilitates ", " does not facilitate "),
    (" defined ", " did not define "),
    (" approves ", " does not approve "),
    (" asked ", " did not ask "),
    (" develops ", " does not develop "),
    (" amounts ", " does not amount "),
    (" is to strengthen", " is not to strengthen"),
)


@pytest.fixture(scope="module")
def server():
    with serving() as running:
        yield running


def shown(server, corpus_assistant: Assistant, claims: dict[str, str]) -> Counter[str]:
    """How many of `claims`, by the beginning of their sentence, a part shows as what; those corrected by the source's words are not among them."""
    snapshot = corpus_assistant.snapshot
    documents = {document.id: document for document in snapshot.documents}
    every = statements_of(snapshot.passages, documents)
    statements = [next(one for one in every if one.text.startswith(head)) for head in claims]

    def script(messages: list[str]) -> str:
        lines = numbered_texts(messages[1])
        told = [(claim, number) for head, claim in claims.items() for number, text in lines if text.startswith(head)]
        return " ".join(f"{claim.rstrip('.')} [{number}]." for claim, number in told)

    assistant = assistant_with(server, snapshot, script)
    assert assistant.writer is not None
    margin = Margin(survey((), documents), snapshot.documents, every, [], [], REQUEST.date, "en")
    author = Author(assistant.writer, REQUEST, margin, assistant.glossary)
    made = author.part("Part", statements, (), 20)
    found = Counter(one.support.value for one in made if one.support and one.text in claims.values())
    print(len(claims), "claims", dict(found))
    return found


def test_most_faithful_translations_are_shown_as_proven(server, corpus_assistant: Assistant):
    found = shown(server, corpus_assistant, dict(TRANSLATED))

    assert len(TRANSLATED) == 20
    assert found["supported"] >= 15


def test_no_translation_with_a_changed_figure_is_shown(server, corpus_assistant: Assistant):
    changed = {
        head: re.sub(r"\d+", lambda match: str(int(match[0]) + 1), claim)
        for head, claim in TRANSLATED
        if re.search(r"\d", claim)
    }

    assert len(changed) == 10
    assert shown(server, corpus_assistant, changed) == {}


def test_no_translation_that_denies_is_shown(server, corpus_assistant: Assistant):
    denied = {
        head: claim.replace(plain, denial) for head, claim in TRANSLATED for plain, denial in NEGATED if plain in claim
    }

    assert len(denied) == 10
    assert shown(server, corpus_assistant, denied) == {}
