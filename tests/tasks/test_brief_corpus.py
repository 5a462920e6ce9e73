"""Briefs over the shipped corpus, written as Word and read back."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from lxml import etree

from bbti_qa.assistant import Assistant
from bbti_qa.documents import Support
from bbti_qa.errors import BriefError
from bbti_qa.language import fold
from bbti_qa.manuscript import to_html, to_markdown, to_word
from bbti_qa.tasks.brief import (
    Audience,
    Brief,
    BriefRequest,
    BriefSentence,
    LedgerKind,
    Length,
    Section,
    Template,
    to_manuscript,
    write_brief,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DATE = "2026-11-21"
REQUESTS = [
    BriefRequest("la gouvernance du programme", DATE),
    BriefRequest("les axes scientifiques du programme", DATE, Length.SHORT),
    BriefRequest("le calendrier des appels à projets", DATE, template=Template.FICHE),
    BriefRequest("les intégrateurs", DATE, audience=Audience.GRAND_PUBLIC, template=Template.COMMUNIQUE),
    BriefRequest("le PEPR BBTI", DATE, template=Template.FAQ),
    BriefRequest("la recherche en biothérapies", DATE, template=Template.CHRONOLOGIE),
    BriefRequest("la thérapie génique", DATE, Length.SHORT, Audience.GRAND_PUBLIC, "en"),
]
NAMES = [f"{request.template.value}-{request.language}-{request.topic}" for request in REQUESTS]


def manuscript_of(brief: Brief, assistant: Assistant) -> Any:
    return to_manuscript(brief, {document.id: document for document in assistant.snapshot.documents})


def quotes_by_footnote(data: bytes) -> list[tuple[str, list[str]]]:
    """(whole text, quotes) of each footnote of a Word file, in order."""
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/footnotes.xml"))
    found = []
    for note in root:
        if note.get(f"{W}type") is None:
            quoted = [
                run
                for run in note.iter(f"{W}r")
                if run.find(f"{W}rPr/{W}rStyle[@{W}val='SourceQuotation']") is not None
            ]
            found.append(("".join(note.itertext()), ["".join(run.itertext()) for run in quoted]))
    return found


@pytest.mark.parametrize("request_", REQUESTS, ids=NAMES)
def test_every_quote_of_the_word_file_stands_on_the_page_that_its_footnote_names(
    request_: BriefRequest, corpus_assistant: Assistant, brief_of: Callable[[BriefRequest], Brief]
) -> None:
    brief = brief_of(request_)
    notes = quotes_by_footnote(to_word(manuscript_of(brief, corpus_assistant)))

    assert len(notes) == len(brief.sentences) > 0
    for (text, quotes), sentence in zip(notes, brief.sentences, strict=True):
        assert len(quotes) == len(sentence.citations) > 0
        for quote, citation in zip(quotes, sentence.citations, strict=True):
            document = corpus_assistant.document(citation.document_id)
            assert document.page(citation.page).text[citation.start : citation.end] == quote
            assert f"{document.title}, version {document.version}, {document.date}, p. {citation.page}" in text


@pytest.mark.parametrize("request_", REQUESTS, ids=NAMES)
def test_every_sentence_is_words_of_its_quotes(
    request_: BriefRequest, brief_of: Callable[[BriefRequest], Brief]
) -> None:
    for sentence in brief_of(request_).sentences:
        said = fold(" ".join(" ".join(citation.quote.split()) for citation in sentence.citations))
        pieces = [piece.strip(" .;:,") for piece in re.split(r"\[…\]| ; |; | : ", sentence.text)]
        assert [piece for piece in pieces if fold(piece) not in said] == []
        assert sentence.support in (Support.VERBATIM, Support.SUPPORTED)


# Written without a look at ledger.py: whatever looks like a number, a date or a name to a plain expression.
SWEEP = [
    re.compile(r"\d+"),
    re.compile(r"\b(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)\b", re.I),
    re.compile(
        r"\b(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente|cent|mille|trentaine|centaine|cinquantaine)\b",
        re.I,
    ),
    re.compile(r"(?<=[a-zà-ÿ,’'] )[A-ZÀ-Ý][\w-]+"),
    re.compile(r"(?<=[dlDL]’)[A-ZÀ-Ý][\w-]+"),
    re.compile(r"\b[A-Z]{2,}[a-z]?\b"),
]


@pytest.mark.parametrize("request_", REQUESTS, ids=NAMES)
def test_the_ledger_holds_whatever_a_plain_sweep_of_the_text_finds(
    request_: BriefRequest, brief_of: Callable[[BriefRequest], Brief]
) -> None:
    brief = brief_of(request_)

    missing = []
    for number, sentence in enumerate(brief.sentences, start=1):
        spans = [(entry.start, entry.end) for entry in brief.ledger if entry.sentence == number]
        for pattern in SWEEP:
            missing += [
                (number, match.group(), sentence.text)
                for match in pattern.finditer(sentence.text)
                if not any(start <= match.start() and match.end() <= end for start, end in spans)
            ]
    assert missing == []


@pytest.mark.parametrize("request_", REQUESTS, ids=NAMES)
def test_every_entry_of_the_ledger_stands_in_its_sentence_and_its_source(
    request_: BriefRequest, brief_of: Callable[[BriefRequest], Brief]
) -> None:
    brief = brief_of(request_)

    for entry in brief.ledger:
        sentence = brief.sentences[entry.sentence - 1]
        assert sentence.text[entry.start : entry.end] == entry.text
        quotes = fold(" ".join(" ".join(citation.quote.split()) for citation in entry.citations))
        assert fold(entry.text) in quotes


def test_the_ledger_tells_amounts_dates_bodies_and_names_apart(brief_of: Callable[[BriefRequest], Brief]) -> None:
    brief = brief_of(BriefRequest("la gouvernance du programme", DATE))

    kinds = {entry.text: entry.kind for entry in brief.ledger}
    assert kinds["4 M€"] is LedgerKind.NUMBER
    assert kinds["mai 2023"] is LedgerKind.DATE
    assert kinds["comité directeur"] is LedgerKind.BODY
    assert kinds["PEPR BBTI"] is LedgerKind.NAME


@pytest.mark.parametrize("request_", [REQUESTS[0], REQUESTS[5]], ids=["note", "chronologie"])
def test_a_rerun_gives_the_same_bytes(request_: BriefRequest, corpus_assistant: Assistant) -> None:
    made = [manuscript_of(write_brief(corpus_assistant, request_), corpus_assistant) for _ in range(2)]

    assert to_word(made[0]) == to_word(made[1])
    assert to_html(made[0]) == to_html(made[1])
    assert to_markdown(made[0]) == to_markdown(made[1])


@pytest.mark.parametrize("topic", ["la recette de la tarte aux pommes", "les transports aériens en Bretagne"])
def test_a_topic_that_the_documents_do_not_hold_is_refused_with_where_we_looked(
    topic: str, corpus_assistant: Assistant
) -> None:
    with pytest.raises(BriefError, match=f"{topic}.*10 document"):
        write_brief(corpus_assistant, BriefRequest(topic, DATE))


def test_a_sentence_without_support_is_not_exported_unless_it_is_marked(
    corpus_assistant: Assistant, brief_of: Callable[[BriefRequest], Brief]
) -> None:
    brief = brief_of(REQUESTS[0])
    invented = BriefSentence("Le budget est de 900 M€.", (), None)
    tampered = replace(brief, sections=(*brief.sections, Section("Ajout", (invented,))))
    documents = {document.id: document for document in corpus_assistant.snapshot.documents}

    with pytest.raises(BriefError, match="900 M€"):
        to_manuscript(tampered, documents)
    marked = to_markdown(to_manuscript(tampered, documents, mark_unsupported=True))
    assert "\\[non étayé par les documents\\] Le budget est de 900 M€" in marked


def test_an_announcement_whose_date_is_past_is_flagged(brief_of: Callable[[BriefRequest], Brief]) -> None:
    request = BriefRequest("le calendrier des appels à projets", DATE)

    later = brief_of(request)
    earlier = brief_of(replace(request, date="2023-01-01"))

    def flagged(brief: Brief) -> list[str]:
        return [r.text for s in brief.sentences for r in s.remarks if "Annoncé au futur" in r.text]

    assert any("2025" in text for text in flagged(later))
    assert flagged(earlier) == []


def test_the_brief_says_that_no_model_wrote_it(
    corpus_assistant: Assistant, brief_of: Callable[[BriefRequest], Brief]
) -> None:
    text = to_markdown(manuscript_of(brief_of(REQUESTS[0]), corpus_assistant))

    assert "Texte composé sans modèle de langue" in text


def test_an_english_brief_says_that_the_quotes_are_french(
    corpus_assistant: Assistant, brief_of: Callable[[BriefRequest], Brief]
) -> None:
    text = to_markdown(manuscript_of(brief_of(REQUESTS[6]), corpus_assistant))

    assert "The documents are in French" in text
    assert "## In short" in text


def test_the_public_gets_the_acronyms_spelled_out(brief_of: Callable[[BriefRequest], Brief]) -> None:
    request = BriefRequest("la gouvernance du programme", DATE, audience=Audience.GRAND_PUBLIC)

    expansions = {one.short: one.long for one in brief_of(request).expansions}

    assert expansions["CSI"] == "comité stratégique institutionnel"


def test_the_public_gets_shorter_sentences(brief_of: Callable[[BriefRequest], Brief]) -> None:
    request = BriefRequest("la bioproduction", DATE)

    def words_a_sentence(audience: Audience) -> float:
        sentences = brief_of(replace(request, audience=audience)).sentences
        return sum(len(sentence.text.split()) for sentence in sentences) / len(sentences)

    assert words_a_sentence(Audience.GRAND_PUBLIC) < words_a_sentence(Audience.INSTITUTIONNEL)


def test_a_timeline_is_in_the_order_of_its_dates_and_has_a_picture(
    corpus_assistant: Assistant, brief_of: Callable[[BriefRequest], Brief]
) -> None:
    brief = brief_of(REQUESTS[5])
    page = to_html(manuscript_of(brief, corpus_assistant))

    dates = [fact.date for fact in brief.dates]
    assert len(dates) >= 4
    assert dates == sorted(dates)
    assert 'src="data:image/png;base64,' in page
    assert f'alt="Frise chronologique de {len(dates)} dates' in page


def test_a_press_release_leaves_its_contact_and_its_quotation_to_be_filled_in(
    corpus_assistant: Assistant, brief_of: Callable[[BriefRequest], Brief]
) -> None:
    text = to_markdown(manuscript_of(brief_of(REQUESTS[3]), corpus_assistant))

    assert "Contact presse" in text
    assert text.count("à compléter") == 3


def test_one_saying_of_several_documents_is_told_once_with_all_its_places(
    brief_of: Callable[[BriefRequest], Brief],
) -> None:
    brief = brief_of(BriefRequest("le budget du PEPR BBTI", DATE))

    assert max(len({c.document for c in sentence.citations}) for sentence in brief.sentences) >= 2
    texts = [sentence.text for sentence in brief.sentences]
    assert len(texts) == len(set(texts))
