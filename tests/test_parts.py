"""Where a question looks: in a part of a document, in a section, in one of the documents."""

import gc

import pytest
from fakes import assistant_over, make_sections

from bbti_qa.language import stem
from bbti_qa.parts import Part, Within, looked_in, stands_in
from bbti_qa.understanding import understand


@pytest.mark.parametrize(
    ("question", "within", "rest"),
    [
        (
            "Combien de navires sont cités dans la conclusion ?",
            Within(Part.CONCLUSION),
            "Combien de navires sont cités ?",
        ),
        ("D'après l'intro, à quoi sert le réseau ?", Within(Part.INTRODUCTION), "à quoi sert le réseau ?"),
        ("Quels axes le chapeau annonce-t-il ?", Within(Part.OPENING), "Quels axes annonce-t-il ?"),
        ("According to the abstract, how many teams are there?", Within(Part.OPENING), "how many teams are there?"),
        ("Quel enjeu est affiché en fin d'article ?", Within(Part.CONCLUSION), "Quel enjeu est affiché ?"),
        ("Dans la section Gouvernance, qui préside ?", Within(section="Gouvernance"), "qui préside ?"),
        (
            "Quel budget est donné dans l'article sur les algues ?",
            Within(document="les algues"),
            "Quel budget est donné ?",
        ),
        ("In the ALGA paper, what does the council do?", Within(document="ALGA"), "what does the council do?"),
        (
            "Selon la conclusion de l'article sur les algues, que faut-il cultiver ?",
            Within(Part.CONCLUSION, document="les algues"),
            "que faut-il cultiver ?",
        ),
        (
            "Why does the conclusion of the ALGA report insist on harbours?",
            Within(Part.CONCLUSION, document="ALGA"),
            "Why does insist on harbours?",
        ),
    ],
)
def test_where_a_question_looks_is_told_apart_from_what_it_asks(question, within, rest):
    assert looked_in(question) == (within, rest)


@pytest.mark.parametrize(
    "question",
    [
        "L'introduction d'un gène est-elle sûre ?",
        "Quand a lieu l'introduction sur le marché des algues ?",
        "Quand la conclusion du contrat a-t-elle lieu ?",
        "Who reviewed the framework document after it was sent?",
        "Le chapeau parle de deux axes, la suite de quatre : lequel est correct ?",
        "D'après l'article sur les algues, il y a six ports ; l'autre article dit-il pareil ?",
        "Les deux articles donnent-ils le même budget dans la conclusion ?",
        "Quel est le budget du programme ?",
        "Les conclusions tirées par d'autres ports sont-elles les mêmes ?",
        "Combien d'articles doivent publier les chercheurs ?",
        "Que trouve-t-on dans la partie haute du port ?",
        "La section détaillée et la liste ne disent pas la même chose, est-ce exact ?",
        "A paper on algae was published in 2020.",
    ],
)
def test_what_looks_nowhere_in_particular_is_left_whole(question):
    assert looked_in(question) == (None, question)


def test_a_question_that_asks_for_nothing_but_the_part_keeps_its_words():
    question = understand("Que dit la conclusion ?")

    assert question.is_overview
    assert question.terms
    assert not understand("Que dit l'article sur les algues ?").is_overview
    assert not understand("Que dit la conclusion des ports ?").is_overview


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


@pytest.fixture(scope="module")
def assistant():
    return assistant_over([ALGAE, CORALS])


@pytest.mark.parametrize(
    ("within", "beginnings"),
    [
        (Within(Part.OPENING), {"Les algues nourrissent"}),
        (Within(Part.INTRODUCTION), {"Introduction"}),
        (Within(Part.CONCLUSION), {"Conclusion et"}),
        (Within(section="Conseil"), {"Conseil"}),
    ],
)
def test_the_passages_of_a_part(assistant, within, beginnings):
    passages = assistant.snapshot.passages_of(ALGAE.id)
    held = [passage.text for passage, stands in zip(passages, stands_in(within, passages), strict=True) if stands]

    assert held
    assert 0 < len(held) < len(passages)
    assert all(any(text.startswith(beginning) for beginning in beginnings) for text in held)


def test_without_headings_a_document_ends_where_it_ends():
    plain = make_sections("plan.txt", *[("", f"La phrase numéro {at} parle du port. " * 12) for at in range(20)])
    passages = assistant_over([plain]).snapshot.passages_of(plain.id)

    ends = stands_in(Within(Part.CONCLUSION), passages)
    assert ends[-1]
    assert sum(ends) <= len(passages) // 5
    assert stands_in(Within(Part.OPENING), passages)[0]


def test_the_parts_of_a_document_are_found_once_for_a_snapshot(monkeypatch):
    from bbti_qa import parts

    laid_out, read = parts._laid_out, []
    monkeypatch.setattr(parts, "_laid_out", lambda passages: read.append(len(passages)) or laid_out(passages))
    document = make_sections("port.txt", ("Contexte", "Le port est grand."), ("Conclusion", "Le port grandit encore."))
    snapshot = assistant_over([document]).snapshot
    gc.collect()
    layouts = len(parts._LAYOUTS)

    for within in (*map(Within, Part), Within(section="contexte"), Within(section="contexte du port")):
        stands_in(within, snapshot.passages_of(document.id))

    assert read == [2]
    assert stands_in(Within(section="contexte"), snapshot.passages_of(document.id)).tolist() == [True, False]
    assert stands_in(Within(section="contexte du port"), snapshot.passages_of(document.id)).tolist() == [False, False]
    assert stands_in(Within(Part.CONCLUSION), tuple(snapshot.passages)).tolist() == [False, True]
    assert stands_in(Within(Part.CONCLUSION), ()).tolist() == []
    assert len(parts._LAYOUTS) == layouts + 1
    del snapshot
    gc.collect()
    assert len(parts._LAYOUTS) == layouts


def test_the_words_that_name_a_document_count_for_little():
    terms = {term.stem: term.weight for term in understand("Combien de navires cite l'article sur les coraux ?").terms}
    within = {term.stem: term.weight for term in understand("Combien de navires dans l'article sur les coraux ?").terms}

    assert terms[stem("navires")] == within[stem("navires")] == 1.0
    assert 0 < within[stem("coraux")] <= 0.25
