"""Values in text: one form for what is written in many ways, and no value where none is said."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbti_qa.enumeration import enumerated
from bbti_qa.values import Unit, counted_in, find_values, outdated, value_tokens


def only(text: str):
    values = find_values(text)
    assert len(values) == 1, values
    return values[0]


@pytest.mark.parametrize(
    ("texts", "unit"),
    [
        (
            (
                "80 M€",
                "80 millions d'euros",
                "quatre-vingts millions d’euros",
                "€80 million",
                "80 million euros",
                "an 80-million-euro plan",
            ),
            Unit.MONEY,
        ),
        (("3 000 €", "3 000 euros", "3.000 euros", "trois mille euros"), Unit.MONEY),
        (("61 %", "61%", "61 pour cent", "soixante et un pour cent"), Unit.PERCENT),
        (("7 ans", "sept ans", "7 years", "seven years", "7 années"), Unit.DURATION),
        (
            (
                "trois décennies",
                "les trente dernières années",
                "les trois dernières décennies",
                "the last three decades",
            ),
            Unit.DURATION,
        ),
        (("trente chercheurs", "30 chercheurs"), Unit.COUNT),
        (("vingt-et-un projets", "21 projets"), Unit.COUNT),
        (("1 000 essais", "mille essais", "1000 essais"), Unit.COUNT),
        (("2,5 millions de doses", "2.5 million doses"), Unit.COUNT),
        (("1re place", "première place", "1ère place"), Unit.ORDINAL),
    ],
)
def test_one_value_has_one_form_however_it_is_written(texts, unit):
    values = [only(text) for text in texts]

    assert {value.unit for value in values} == {unit}
    assert len({(value.low, value.high) for value in values}) == 1


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("le 29 juillet 2021", "2021-07-29"), ("July 29, 2021", "2021-07-29"), ("29/07/2021", "2021-07-29"), ("2021-07-29", "2021-07-29"),
        ("en mai 2023", "2023-05"), ("dès 2024", "2024"), ("1er mars 2025", "2025-03-01"),
    ],
)  # fmt: skip
def test_a_date_holds_as_much_as_is_said(text, date):
    assert only(text).date == date


def test_dates_agree_where_one_says_more():
    assert only("en 2024").agrees(only("en mars 2024"))
    assert not only("en 2024").agrees(only("en mars 2025"))


def test_ranges_agree_where_they_meet():
    assert only("3 à 4 projets").agrees(only("quatre projets"))
    assert not only("3 à 4 projets").agrees(only("cinq projets"))
    assert only("de 10 à 20 %").agrees(only("15 %"))


@pytest.mark.parametrize(("one", "other"), [("80 M€", "80 k€"), ("5 ans", "5 mois"), ("12 %", "12 projets")])
def test_another_unit_is_another_value(one, other):
    assert not only(one).agrees(only(other))


@pytest.mark.parametrize(
    "text",
    [
        "1.2 Description du modèle",
        "3 Annexes",
        "2 idContenu",
        "une idée",
        "l'axe principal",
        "dans le monde",
        "",
        "SARS-CoV",
        "etc.",
    ],
)
def test_where_no_value_is_said_none_is_found(text):
    assert find_values(text) == ()


def test_an_address_holds_no_value():
    assert find_values("Voir https://a.fr/files/2021/09/80-euros.pdf et www.b.fr/2020.") == ()


def test_a_numbered_name_is_no_count():
    value = only("les travaux de l'axe 4 avancent")

    assert (value.unit, value.low, value.of) == (Unit.LABEL, 4.0, ("axe",))
    assert Unit.LABEL not in {value.unit for value in find_values("seules 5 sont produites, contre 21 ailleurs")}


def test_places_are_those_of_the_text():
    text = "Cœur : 80 M€ sur sept ans, dès 2023."

    assert [text[value.start : value.end] for value in find_values(text)] == ["80 M€", "sept ans", "2023"]


def test_a_count_and_the_list_behind_it_are_told_apart():
    text = "huit instituts nationaux (Nantes, Paris, Lyon et Lille) et deux projets (voir la figure)"

    assert [(value.low, listed) for value, listed in enumerated(text)] == [(8.0, 4)]


def test_an_and_inside_an_item_is_no_miscount():
    text = "les quatre types de zones (urbaine, à urbaniser, agricole, naturelle et forestière)"

    assert [(value.low, listed) for value, listed in enumerated(text)] == [(4.0, 4)]


def test_what_is_left_behind_is_outdated():
    text = "Le pays est passé de la 1re à la 4e place."
    values = find_values(text)

    assert [value.low for value in outdated(text, values)] == [1.0]
    assert outdated("un budget de 3 à 4 M€", find_values("un budget de 3 à 4 M€")) == ()


def test_tokens_of_the_lexical_index_agree_across_writings():
    assert value_tokens("80 M€") == value_tokens("80 millions d'euros")
    assert set(value_tokens("quatre axes")) <= set(value_tokens("4 axes principaux"))
    assert "axe" in counted_in("quatre axes principaux")


@given(st.text(alphabet="0123456789 ,.€%aeimnstunvigtdx-'/M", max_size=60))
def test_any_text_is_read_without_error_and_values_lie_apart(text):
    values = find_values(text)

    assert all(0 <= value.start < value.end <= len(text) for value in values)
    assert all(one.end <= other.start for one, other in itertools.pairwise(values))
    assert all(value.low <= value.high for value in values)


@given(st.integers(2, 999))
def test_digits_are_read_as_they_stand(number):
    assert only(f"{number} projets").low == number
