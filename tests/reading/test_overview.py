"""What a part of a document says, and questions that look in one."""

import pytest
from fakes import assistant_over, make_sections

from bbti_qa.documents import Outcome
from bbti_qa.reading.overview import overview
from bbti_qa.understanding import understand

ALGAE = make_sections(
    "algues.txt",
    ("", "Les algues nourrissent les ports. Le budget des algues atteint trois millions d'euros."),
    ("Introduction", "Les algues poussent vite. Elles occupent six ports."),
    ("Conseil", "Un conseil de neuf membres dirige les algues."),
    ("Conclusion et perspectives", "Il faut cultiver les algues brunes. Neuf navires suivront."),
)
CORALS = make_sections(
    "coraux.txt",
    ("", "Les coraux blanchissent. Le budget des coraux atteint huit millions d'euros."),
    ("Contexte", "Les coraux vivent au sud."),
    ("Conclusion", "Il faut cultiver les coraux mous. Quatre navires suivront."),
)


NAMES = ("port", "quai", "phare", "bateau", "filet")


@pytest.fixture(scope="module")
def assistant():
    return assistant_over([ALGAE, CORALS])


@pytest.mark.parametrize(
    ("question", "fact", "other"),
    [
        ("Combien de navires sont annoncés dans l'article sur les coraux ?", "Quatre navires", "Neuf navires"),
        ("Combien de navires sont annoncés dans l'article sur les algues ?", "Neuf navires", "Quatre navires"),
        ("Que faut-il cultiver d'après la conclusion de l'article sur les coraux ?", "coraux mous", "algues brunes"),
    ],
)
def test_the_document_that_is_named_answers(assistant, question, fact, other):
    answer = assistant.answer(question)

    assert fact in answer.text
    assert other not in answer.text


def test_a_part_is_told_from_its_beginning_on(assistant):
    answer = assistant.answer("Que dit la conclusion de l'article sur les algues ?")

    assert answer.outcome is Outcome.ANSWERED
    assert [citation.quote for citation in answer.citations] == [
        "Il faut cultiver les algues brunes.",
        "Neuf navires suivront.",
    ]


def test_each_document_has_its_say_where_none_is_named(assistant):
    answer = assistant.answer("Résume la conclusion")

    assert {citation.document for citation in answer.citations} == {"algues.txt", "coraux.txt"}


def test_of_too_many_documents_no_part_is_told():
    many = [
        make_sections(f"{name}.txt", ("Début", f"Le {name} est là."), ("Conclusion", f"Le {name} part."))
        for name in NAMES
    ]

    assert assistant_over(many).answer("Que dit la conclusion ?").outcome is not Outcome.ANSWERED


def test_an_empty_index_has_no_parts():
    answer = assistant_over([]).answer("Que dit la conclusion ?")

    assert answer.outcome is not Outcome.ANSWERED


def test_of_a_large_index_only_the_part_is_read(assistant, monkeypatch):
    library, read = assistant.library, []
    rows = type(library.snapshot.passages)
    one = rows.__getitem__
    monkeypatch.setattr(rows, "__getitem__", lambda self, at: read.append(at) or one(self, at))

    told = overview(library, understand("Que dit la conclusion de l'article sur les algues ?"), 12)

    assert [hit.passage.headings[-1] for hit in told] == ["Conclusion et perspectives"]
    assert len(read) == 1
