"""The sort of value that would answer, and the words that only name it."""

import pytest

from bbti_qa.glossary import Entry, Glossary
from bbti_qa.language import stem
from bbti_qa.understanding import understand
from bbti_qa.values import Unit, find_values


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Quel est le budget ?", Unit.MONEY),
        ("Quel taux de financement ?", Unit.PERCENT),
        ("How much is set aside for the harbour?", Unit.MONEY),
        ("Combien a été réservé aux digues ?", Unit.MONEY),
        ("Combien de temps dure le programme ?", Unit.DURATION),
        ("When does the call open?", Unit.DATE),
        ("Combien de projets ?", Unit.COUNT),
        ("nb de projets retenus", Unit.COUNT),
        ("Dans quel axe ?", Unit.LABEL),
        ("Where would this fit in the programme?", Unit.LABEL),
        ("We grow algae. Which part of the programme covers this?", Unit.LABEL),
        ("Nous cultivons des algues. Est-ce que cela entre dans le plan, et où ?", Unit.LABEL),
        ("Sous quelle bannière déposer mon projet : 1, 2 ou 3 ?", Unit.LABEL),
        ("Fais une chronologie du programme.", Unit.DATE),
    ],
)
def test_the_sort_of_value_that_would_answer(text, unit):
    wanted = understand(text).wanted

    assert wanted is not None
    assert wanted.unit is unit


@pytest.mark.parametrize(
    "text", ["Pourquoi ce budget ?", "Quels sont les quatre axes ?", "Quel prix Nobel ?", "Qui pilote ?"]
)
def test_no_value_is_wanted_where_none_is_asked_for(text):
    assert understand(text).wanted is None


@pytest.mark.parametrize(
    ("text", "name", "unit"),
    [
        ("Quelle somme est réservée à la gouvernance ?", "somm", Unit.MONEY),
        ("Combien d'années dure le programme ?", "anne", Unit.DURATION),
        ("Quelle est la date de la réunion ?", "dat", Unit.DATE),
        ("Thème de chacun et date", "dat", Unit.DATE),
        ("La somme est-elle réservée ?", "somm", Unit.MONEY),
        ("Le nombre est-il fixé ?", "nombr", None),
    ],
)
def test_a_word_that_only_names_the_sort_of_value_is_held_by_such_a_value(text, name, unit):
    assert next(term.held_by for term in understand(text).terms if term.stem.startswith(name)) is unit


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("Jusqu'à quand court le plan ?", "court"),
        ("When does the plan end?", "end"),
        ("How long will the plan run?", "run"),
        ("Quand le plan commence-t-il ?", "commence"),
    ],
)
def test_a_period_tells_from_when_until_when_and_how_long(question, word):
    asked = understand(question)
    (period,) = find_values("Le plan (2023-2030) suit les algues.")

    assert next(term.held_by for term in asked.terms if term.stem == stem(word)) is Unit.DURATION
    assert asked.wanted is not None
    assert asked.wanted.is_met_by(period)


def test_a_duration_without_years_is_no_date():
    (value,) = find_values("Le plan dure sept mois.")

    assert not understand("Quand le plan commence-t-il ?").wanted.is_met_by(value)


def test_what_is_counted_is_looked_for_by_its_other_words():
    glossary = Glossary([Entry(("poste", "emploi"))])

    def weight(text: str) -> float:
        return dict(zip(*understand(text, glossary=glossary).weighted_stems(0.25, 0.5, 0.8), strict=True))["emploi"]

    assert weight("Combien de postes y a-t-il ?") == pytest.approx(0.8)
    assert weight("Quels postes y a-t-il ?") == pytest.approx(0.25)
