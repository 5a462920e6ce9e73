"""Ranking sentences: what a sentence that goes back speaks of."""

from fakes import make_document

from bbti_qa.documents import Hit, Passage, Sentence, Span, Turn
from bbti_qa.evidence import rank, type_fit
from bbti_qa.understanding import understand

FIRST = "Les stations marines ont été créées en 2005."
SECOND = "Ces stations sont à Brest."
DOCUMENT = make_document("a.txt", "Plan", f"{FIRST} {SECOND}")


def passage(number: int, start: int, end: int, heading: str = "") -> Passage:
    spans = (Span(1, start, end),)
    headings = (heading,) if heading else ()
    return Passage(f"{DOCUMENT.id}:{number}", DOCUMENT.id, headings, (Sentence(spans),), spans, DOCUMENT.text(spans))


ONE, TWO = passage(0, 0, len(FIRST)), passage(1, len(FIRST) + 1, len(FIRST) + 1 + len(SECOND))


def covered(before, found: Passage = TWO) -> float:
    question = understand("Où ont été créées les stations marines ?")
    (item,) = rank(question, [Hit(found, 1.0, 1.0, 1.0)], {DOCUMENT.id: DOCUMENT}, lambda stem: 1.0, before=before)
    return item.why["coverage"]


def test_a_sentence_that_goes_back_is_read_behind_the_passage_before():
    assert covered(lambda _: ONE) > covered(None)
    assert covered(lambda _: None) == covered(None)


def test_not_behind_a_passage_of_another_section():
    other = passage(0, 0, len(FIRST), "Autre chose")

    assert covered(lambda _: other) == covered(None)


def test_a_share_of_a_budget_half_fits_where_an_amount_is_asked_for():
    question = understand("Combien d'argent est réservé aux stations ?")

    assert type_fit(question, "Elles reçoivent 4 M€.") == 1.0
    assert type_fit(question, "Elles représentent 61 % du budget total du plan.") == 0.5
    assert type_fit(question, "Elles représentent 61 % des sites.") == 0.0


def test_what_the_turn_before_told_counts_less_where_another_is_asked_for():
    ports, dunes = "L'appel « Ports » ouvre en mai 2020.", "Un autre appel ouvre en mars 2021."
    document = make_document("b.txt", "Appels", f"{ports} {dunes}")
    hits = []
    for number, text in enumerate((ports, dunes)):
        start = document.pages[0].text.index(text)
        spans = (Span(1, start, start + len(text)),)
        hits.append(Hit(Passage(f"b:{number}", document.id, (), (Sentence(spans),), spans, text), 1.0, 1.0, 1.0))
    history = [Turn("user", "Quand ouvre l'appel Ports ?"), Turn("assistant", "Il ouvre en mai 2020.")]

    def first(text: str) -> str:
        return rank(understand(text, history), hits, {document.id: document}, lambda stem: 1.0)[0].text

    assert first("Et l'autre appel ?") == dunes
    assert first("Et cet appel ?") == ports
