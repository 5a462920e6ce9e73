"""A timeline goes from the earliest to the latest."""

import pytest
from fakes import make_document

from bbti_qa.answering.chronology import in_order_of_time
from bbti_qa.documents import Evidence, Passage, Sentence, Span


def told(*sentences: str) -> list[str]:
    text = " ".join(sentences)
    document = make_document("a.txt", "Fiche", text)
    items = []
    for sentence in sentences:
        start = text.index(sentence)
        spans = (Span(1, start, start + len(sentence)),)
        passage = Passage("p", document.id, (), (Sentence(spans),), spans, sentence)
        items.append(Evidence(document, passage, Sentence(spans), sentence, 1.0, {}))
    return [item.text for item in in_order_of_time(items)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Lancé en 2019.", "Clos en 2023."),
        ("La lettre date du 29 juillet 2021.", "Le texte part à la fin de 2021."),
        ("Opened in 2021.", "It was sent in May 2021."),
        ("Le programme dure de 2023 à 2030.", "L'appel ouvre en 2025."),
        ("Le 3 mai 2021, il ouvre.", "Le 12 mai 2021, il ferme."),
    ],
)
def test_the_earlier_one_comes_first(first, second):
    assert told(second, first) == [first, second]


def test_what_goes_back_or_has_no_date_stays_behind_what_it_followed():
    late, it, early = "Le comité naît en 2024.", "Il siège à Lyon.", "La lettre part en 2021."

    assert told(late, it, early) == [early, late, it]
