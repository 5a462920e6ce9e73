"""Briefs over the shipped corpus whose model changes every figure, or adds to every sentence: nothing of it is shown as proven."""

from __future__ import annotations

import re

import pytest
from chat_models import assistant_with, numbered_texts
from chat_server import serving

from bbti_qa.assistant import Assistant
from bbti_qa.documents import Support
from bbti_qa.tasks.brief import BriefRequest, write_brief

TOPICS = (
    "les axes scientifiques",
    "le budget du programme",
    *(
        pytest.param(topic, marks=pytest.mark.slow)
        for topic in (
            "la gouvernance du programme",
            "le calendrier des appels à projets",
            "les partenaires industriels",
            "les thérapies géniques",
        )
    ),
)
DIGITS = re.compile(r"\d+")


@pytest.fixture(scope="module")
def server():
    with serving() as running:
        yield running


def liar(messages: list[str]) -> str:
    """Every figure of every line one greater."""
    changed = [
        (number, DIGITS.sub(lambda match: str(int(match[0]) + 1), text)) for number, text in numbered_texts(messages[1])
    ]
    return " ".join(f"{text.rstrip(' .:;')} [{number}]." for number, text in changed[:5])


def embroiderer(messages: list[str]) -> str:
    """Every line with something that no document says."""
    added = "et le ministre de la pêche offrira trois navires brise-glace aux communes du littoral breton"
    return " ".join(f"{text.rstrip(' .:;')} {added} [{number}]." for number, text in numbered_texts(messages[1])[:5])


@pytest.mark.parametrize("topic", TOPICS)
def test_no_changed_figure_is_shown(server, corpus_assistant: Assistant, topic):
    brief = write_brief(assistant_with(server, corpus_assistant.snapshot, liar), BriefRequest(topic, "2026-11-21"))

    shown = [
        (figure, sentence.text)
        for sentence in brief.sentences
        for figure in DIGITS.findall(sentence.text)
        if not any(figure in citation.quote for citation in sentence.citations)
    ]
    assert shown == []


@pytest.mark.parametrize("topic", TOPICS)
def test_no_embroidery_is_shown_as_proven(server, corpus_assistant: Assistant, topic):
    brief = write_brief(
        assistant_with(server, corpus_assistant.snapshot, embroiderer), BriefRequest(topic, "2026-11-21")
    )

    proven = [one for one in brief.sentences if one.support in (Support.VERBATIM, Support.SUPPORTED)]
    assert [sentence.text for sentence in proven if "brise-glace" in sentence.text] == []


@pytest.mark.parametrize("topic", TOPICS)
def test_every_quote_is_exact_and_the_ledger_holds_every_figure(server, corpus_assistant: Assistant, topic):
    def copies(messages: list[str]) -> str:
        return " ".join(f"{text.rstrip(' .:;')} [{number}]." for number, text in numbered_texts(messages[1])[:4])

    brief = write_brief(assistant_with(server, corpus_assistant.snapshot, copies), BriefRequest(topic, "2026-11-21"))

    assert any(sentence.author for sentence in brief.sentences)
    for citation in (citation for sentence in brief.sentences for citation in sentence.citations):
        page = corpus_assistant.document(citation.document_id).page(citation.page)
        assert page.text[citation.start : citation.end] == citation.quote
    for number, sentence in enumerate(brief.sentences, start=1):
        held = [(entry.start, entry.end) for entry in brief.ledger if entry.sentence == number]
        for match in DIGITS.finditer(sentence.text):
            assert any(start <= match.start() and match.end() <= end for start, end in held), (match[0], sentence.text)
