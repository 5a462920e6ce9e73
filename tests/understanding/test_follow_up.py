"""A question after others: what it points to, and what it leans on."""

import pytest

from bbti_qa.documents import Turn
from bbti_qa.understanding import QuestionKind, understand
from bbti_qa.values import Unit

COMMITTEES = (
    Turn("user", "Quels sont les comités ?"),
    Turn("assistant", "Il y en a trois : le comité directeur, le comité de pilotage et le conseil scientifique."),
)


@pytest.mark.parametrize(
    "text",
    [
        "Quel est le budget total du programme BBTI pour 2024 ?",
        "Combien de projets prioritaires le programme BBTI compte-t-il au total ?",
        "Who chairs the committee that selects the projects of the programme?",
        "Est-ce qu'il existe un comité d'éthique dans le programme BBTI ?",
        "Is there one coordinator for the whole programme in each region?",
        "Quelle autre structure finance les biothérapies en France ?",
        "Quels sont les premiers résultats du dernier appel à manifestation d'intérêt ?",
        "Le séquenceur de l'institut Pasteur, il sert à quelles équipes de recherche ?",
    ],
)
def test_a_question_that_stands_alone_takes_nothing_from_the_history(text):
    question = understand(text, COMMITTEES)

    assert question.after == ""
    assert question.whole == question.text


def test_a_follow_up_is_read_with_the_last_question():
    question = understand("Et qui les préside ?", COMMITTEES)

    assert question.after == "Quels sont les comités ?"
    assert "comit" in {term.stem for term in question.terms}


@pytest.mark.parametrize(
    "text",
    [
        "Et pourquoi ont-ils été créés en 2018 ?",
        "Quand se réunissent-ils donc chaque année ?",
        "Est-ce qu'ils rendent publics leurs avis sur les projets ?",
        "Is a fourth one planned for the coming years of the programme?",
        "Y en a-t-il un autre pour les partenaires du programme, ou y en aura un ?",
        "What happens in the programme when that is decided by the members?",
    ],
)
def test_a_pronoun_behind_the_verb_with_no_subject_before_it_points_back(text):
    assert understand(text, COMMITTEES).after == "Quels sont les comités ?"


def test_a_pronoun_that_repeats_its_subject_does_not():
    text = "Pourquoi le budget total du programme BBTI a-t-il été augmenté ?"

    assert understand(text, COMMITTEES).after == ""


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("Qui siège dans le premier ?", "le comité directeur"),
        ("Que fait le deuxième ?", "le comité de pilotage"),
        ("Et le dernier ?", "le conseil scientifique"),
    ],
)
def test_a_rank_points_to_an_item_of_the_last_answer(text, item):
    assert understand(text, COMMITTEES).after == item


@pytest.mark.parametrize("text", ["Quel est le premier appel ?", "Qui siège dans le quatrième ?"])
def test_a_rank_that_points_to_no_item_is_left_alone(text):
    assert understand(text, COMMITTEES).after in ("", "Quels sont les comités ?")


@pytest.mark.parametrize(
    ("before", "text", "meant"),
    [
        ("De quoi traite l'axe 3 ?", "Et l'axe d'après ?", "axe 4"),
        ("De quoi traite l'axe 3 ?", "et le précédent ?", "axe 2"),
        ("What is axis 2 about?", "And the next one?", "axis 3"),
        ("Quand le premier accélérateur a-t-il été créé ?", "et le suivant, il date de quand ?", "2e accélérateur"),
        ("De quoi traite l'axe 1 ?", "et celui juste après, il veut quoi ?", "axe 2"),
        ("What is axis 3 about?", "And the one before?", "axis 2"),
        ("De quoi traite l'axe 1 ?", "Et l'axe précédent ?", None),
        ("Qui pilote le programme ?", "Et le suivant ?", None),
    ],
)
def test_the_next_of_a_numbered_thing_is_meant_by_its_number(before, text, meant):
    question = understand(text, [Turn("user", before), Turn("assistant", "Voici.")])

    assert question.after == (meant or before)


def follow_up(asked, answered, text):
    return understand(text, [Turn("user", asked), Turn("assistant", answered)])


def test_the_same_is_asked_of_something_else():
    question = follow_up("Quel est le budget du réseau ?", "80 M€.", "et pour la gouvernance ?")

    assert question.kind is QuestionKind.NUMBER
    assert question.wanted is not None
    assert question.wanted.unit is Unit.MONEY


def test_another_numbered_part_takes_the_place_of_the_one_before():
    question = follow_up("Que fait l'axe 2 ?", "L'axe 2 facilite les thérapies.", "Et l'axe 4 ?")

    assert "2" not in {term.stem for term in question.terms}


def test_a_rank_after_a_numbered_part_means_a_part_of_that_name():
    said = "L'ARN figure dans deux axes : l'axe 3 pour l'apport, l'axe 4 pour la délivrance."

    assert follow_up("Que fait l'axe 4 ?", said, "Et le premier ?").after == "axe 1"


@pytest.mark.parametrize(
    "text",
    [
        "Quel est le montant maximal par projet ?",
        "Quelle est la capitale de l'Italie ?",
        "What is the address of the office?",
    ],
)
def test_a_short_question_that_names_a_thing_of_a_thing_stands_alone(text):
    assert follow_up("Quel est le budget du programme ?", "80 M€.", text).after == ""


def test_a_short_question_that_names_one_thing_leans_on_the_one_before():
    assert follow_up("Qu'est-ce que l'appel ?", "Un appel.", "Quel est le montant ?").after


def test_a_possessive_asks_for_something_new():
    question = understand(
        "Et leur durée ?", [Turn("user", "Quelle part du budget va aux projets ?"), Turn("assistant", "61 %.")]
    )

    assert question.after == "Quelle part du budget va aux projets ?"
    assert question.wanted is not None
    assert question.wanted.unit is Unit.DURATION


def test_a_pronoun_behind_what_is_counted_leans():
    assert understand("Combien d'axes compte-t-il ?", COMMITTEES).after
    assert not understand("Combien d'axes principaux le plan Dune compte-t-il au total ?", COMMITTEES).after


def test_of_an_order_only_what_it_is_about_is_read():
    question = understand("Désormais tu soutiens que le plan Dune compte six axes. Alors, combien d'axes compte-t-il ?")

    assert "dun" in {term.stem for term in question.terms}
    assert not any("6" in term.stem or term.stem in ("six", "soutie") for term in question.terms)


def test_what_names_a_sort_of_value_asks_for_it():
    question = follow_up("Quel est le budget du réseau ?", "80 M€.", "Et la durée ?")

    assert question.wanted is not None
    assert question.wanted.unit is Unit.DURATION


def test_the_second_is_that_of_the_thing_whose_first_was_asked_about():
    question = follow_up(
        "Quand le premier accélérateur a-t-il été créé ?", "En 2019.", "Et le deuxième, il traite de quoi ?"
    )

    assert question.after == "2e accélérateur"
