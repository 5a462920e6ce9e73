"""Answers prefer the version in force, tell what the replaced one said otherwise, and keep instruments apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from bbti_qa.assistant import Assistant
from bbti_qa.documents import NoticeKind
from bbti_qa.embedding import shared_embedder
from bbti_qa.index import IndexStore
from bbti_qa.ingestion import ingest
from bbti_qa.judging.standing import differ
from bbti_qa.settings import load_settings
from bbti_qa.wiring import assistant_over

GUIDE = """# Guide du déposant

Le guide explique comment déposer un projet au programme fictif et quelles pièces joindre au dossier.

## Montants

L'aide maximale est de {amount} par projet. Chaque projet dure au plus trois ans et réunit deux équipes.

## Calendrier

Le jury se réunit en juin et publie ses résultats en juillet.
"""
ARCHIVES = "\n## Archives\n\nLes dossiers papier sont conservés dix ans au greffe du programme.\n"


def assistant(tmp_path: Path, **files: str) -> Assistant:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name, text in files.items():
        (corpus / (name.replace("__", "-") + (".toml" if name == "sources" else ".md"))).write_text(text, "utf-8")
    store, embedder = IndexStore(tmp_path / "index"), shared_embedder("bbti", "", None, None)
    ingest([corpus], store, embedder)
    return assistant_over(store.open(), embedder, load_settings({}))


@pytest.fixture
def guides(tmp_path: Path) -> Assistant:
    old, new = GUIDE.format(amount="80 000 €") + ARCHIVES, GUIDE.format(amount="120 000 €")
    return assistant(tmp_path, guide__2024__02=old, guide__2026__01=new)


def test_the_version_in_force_answers_and_what_the_old_one_said_is_told(guides: Assistant) -> None:
    answer = guides.answer("Quel est le montant maximal de l'aide ?")

    assert [citation.document for citation in answer.citations] == ["guide-2026-01.md"]
    assert "120 000 €" in answer.text
    assert [(notice.kind, notice.text, notice.citations) for notice in answer.notices] == [
        (
            NoticeKind.SUPERSESSION,
            "La version remplacée (Guide du déposant, février 2024, p. 1) disait\u00a0: «\u00a0L'aide maximale est de 80 000 € par projet.\u00a0»",
            (1,),
        )
    ]


def test_what_only_the_old_version_says_is_cited_with_a_warning(guides: Assistant) -> None:
    answer = guides.answer("Combien de temps sont conservés les dossiers papier ?")

    assert [citation.document for citation in answer.citations] == ["guide-2024-02.md"]
    assert [notice.kind for notice in answer.notices] == [NoticeKind.SUPERSESSION]
    assert "a été remplacé par «\u00a0Guide du déposant, janvier 2026\u00a0»" in answer.notices[0].text


def test_what_both_versions_say_is_cited_from_the_one_in_force_without_a_word(guides: Assistant) -> None:
    answer = guides.answer("Quand le jury publie-t-il ses résultats ?")

    assert [citation.document for citation in answer.citations] == ["guide-2026-01.md"]
    assert answer.notices == ()


CALL = """# Règlement de l'appel {year}

Version du 3 mars {year}

## Montants

L'aide maximale est de {amount} par projet. Le taux d'aide des entreprises est de {rate} %.

## Éligibilité

{who} Chaque projet réunit au moins deux équipes de deux établissements différents.
"""
LAST = {"year": 2024, "amount": "80 000 €", "rate": 40, "who": "Les entreprises ne sont pas éligibles."}
THIS = {"year": 2025, "amount": "120 000 €", "rate": 50, "who": "Les entreprises sont éligibles."}


@pytest.fixture
def calls(tmp_path: Path) -> Assistant:
    return assistant(tmp_path, appel__2024=CALL.format(**LAST), appel__2025=CALL.format(**THIS))


def test_an_edition_that_the_question_names_answers_for_itself(calls: Assistant) -> None:
    answer = calls.answer("Quel était le montant maximal de l'aide dans l'appel 2024 ?")

    assert [citation.document for citation in answer.citations] == ["appel-2024.md"]
    assert "80 000 €" in answer.text
    assert [(notice.kind, notice.text) for notice in answer.notices] == [
        (
            NoticeKind.SUPERSESSION,
            "La question porte sur «\u00a0Règlement de l'appel 2024, 3 mars 2024\u00a0», que «\u00a0Règlement de l'appel 2025, 3 mars 2025\u00a0» a remplacé depuis.",
        ),
        (
            NoticeKind.SUPERSESSION,
            "La version en vigueur (Règlement de l'appel 2025, 3 mars 2025, p. 1) dit\u00a0: «\u00a0L'aide maximale est de 120 000 € par projet.\u00a0»",
        ),
    ]


@pytest.mark.parametrize(
    "question", ["Les entreprises sont-elles éligibles ?", "Les entreprises sont-elles éligibles en 2025 ?"]
)
def test_the_newest_edition_answers_where_no_other_is_named(calls: Assistant, question: str) -> None:
    answer = calls.answer(question)

    assert {citation.document for citation in answer.citations} == {"appel-2025.md"}
    assert [notice.kind for notice in answer.notices] == [NoticeKind.SUPERSESSION]
    assert "Les entreprises ne sont pas éligibles." in answer.notices[0].text


def test_what_was_repealed_is_not_set_against_what_is_in_force(tmp_path: Path) -> None:
    found = assistant(
        tmp_path,
        ancien=CALL.format(**LAST).replace("2024", "premier"),
        neuf=CALL.format(**THIS),
        sources='["ancien.md"]\nstatus = "abrogé"\n',
    )

    answer = found.answer("Quel est le montant maximal de l'aide ?")

    assert [citation.document for citation in answer.citations] == ["neuf.md"]
    assert answer.notices == ()


def test_an_answer_from_one_instrument_says_what_another_says_otherwise(tmp_path: Path) -> None:
    found = assistant(
        tmp_path,
        un=CALL.format(**LAST).replace("l'appel 2024", "l'appel Altaïr"),
        deux=CALL.format(**THIS).replace("l'appel 2025", "l'appel Orion"),
        sources='["un.md"]\ninstrument = "Appel Altaïr"\n["deux.md"]\ninstrument = "Appel Orion"\n',
    )

    unnamed = found.answer("Les entreprises sont-elles éligibles ?")
    named = found.answer("Les entreprises sont-elles éligibles à l'appel Orion ?")

    assert NoticeKind.SCOPE in [notice.kind for notice in unnamed.notices]
    assert {citation.document for citation in named.citations} == {"deux.md"}
    assert NoticeKind.SCOPE not in [notice.kind for notice in named.notices]


def test_instruments_that_look_alike_are_kept_apart(tmp_path: Path) -> None:
    found = assistant(
        tmp_path,
        premier=GUIDE.format(amount="80 000 €"),
        second=GUIDE.format(amount="120 000 €").replace("Guide du déposant", "Guide des candidats"),
        sources='["premier.md"]\ninstrument = "Programme Alpha"\n["second.md"]\ninstrument = "Programme Omega"\n',
    )

    named = found.answer("Quel est le montant maximal de l'aide du programme Omega ?")
    unnamed = found.answer("Quel est le montant maximal de l'aide ?")

    assert {citation.document for citation in named.citations[:1]} == {"second.md"}
    instruments = {found.document(citation.document_id).instrument for citation in unnamed.citations}
    assert (len(instruments) > 1) == (NoticeKind.SCOPE in [notice.kind for notice in unnamed.notices])


def test_what_is_no_longer_valid_on_the_day_is_cited_with_a_warning(tmp_path: Path) -> None:
    sources = '["guide.md"]\nvalid_to = 2025-12-31\n'
    before = assistant(tmp_path, guide=GUIDE.format(amount="80 000 €"), sources=sources)
    question = "Quel est le montant maximal de l'aide ?"
    embedder = shared_embedder("bbti", "", None, None)

    notices = {
        day: [
            notice.text
            for notice in assistant_over(before.snapshot, embedder, load_settings({}), day).answer(question).notices
        ]
        for day in ("2025-12-31", "2026-01-01")
    }

    assert notices == {"2025-12-31": [], "2026-01-01": ["«\u00a0Guide du déposant\u00a0» n'est plus en vigueur."]}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("L'aide est de 80 M€.", "L'aide est de 90 M€.", True),
        ("L'aide est de 80 M€.", "L'aide s'élève à 80 M€.", False),
        ("Les entreprises sont éligibles.", "Les entreprises ne sont pas éligibles.", True),
        ("Le jury se réunit.", "Le jury se réunit souvent.", False),
    ],
)
def test_sayings_differ_by_their_values_and_their_denials(one: str, other: str, expected: bool) -> None:
    assert differ(one, other) is expected
