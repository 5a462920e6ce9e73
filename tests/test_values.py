"""Values in text: one form for what is written in many ways, and no value where none is said."""

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbti_qa.enumeration import enumerated
from bbti_qa.values import Unit, counted_in, find_numbers, find_values, outdated, value_tokens


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
        (("1,200 days", "1 200 jours", "mille deux cents jours"), Unit.DURATION),
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


def in_french(number: int, tens: dict[int, str]) -> str:
    """A number below 10,000 in words; `tens` names 70, 80 and 90 where they have names of their own."""
    if number >= 1000:
        thousands = "mille" if number < 2000 else f"{in_french(number // 1000, tens)} mille"
        return f"{thousands} {in_french(number % 1000, tens)}" if number % 1000 else thousands
    if number >= 100:
        hundreds = "cent" if number < 200 else f"{in_french(number // 100, tens)} cent"
        rest = f" {in_french(number % 100, tens)}" if number % 100 else "s" if number >= 200 else ""
        return hundreds + rest
    ones = "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split()
    if number < 20:
        return ones[number] if number < 17 else f"dix-{ones[number - 10]}"
    names = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", **tens}
    ten = max(name for name in (*names, 80) if name <= number)
    if ten == 80 and ten not in names:
        return "quatre-vingts" if number == 80 else f"quatre-vingt-{in_french(number - 80, tens)}"
    rest = number - ten
    if not rest:
        return names[ten]
    return f"{names[ten]} et {in_french(rest, tens)}" if rest in (1, 11) else f"{names[ten]}-{in_french(rest, tens)}"


def in_english(number: int) -> str:
    if number >= 1000:
        rest = number % 1000
        tail = f" {'and ' if rest < 100 else ''}{in_english(rest)}" if rest else ""
        return f"{in_english(number // 1000)} thousand{tail}"
    if number >= 100:
        tail = f" and {in_english(number % 100)}" if number % 100 else ""
        return f"{in_english(number // 100)} hundred{tail}"
    ones = (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
    ).split()
    if number < 20:
        return ones[number]
    tens = "twenty thirty forty fifty sixty seventy eighty ninety".split()[number // 10 - 2]
    return f"{tens}-{ones[number % 10]}" if number % 10 else tens


ROMAND = {70: "septante", 80: "huitante", 90: "nonante"}
BELGIAN = {70: "septante", 90: "nonante"}


@pytest.mark.parametrize(
    "written", [lambda n: in_french(n, {}), lambda n: in_french(n, ROMAND), lambda n: in_french(n, BELGIAN), in_english]
)
def test_every_number_in_words_is_read_as_it_is_meant(written):
    read = {number: find_numbers(f"soit {written(number)} au total") for number in range(10_000) if number != 1}
    misread = [written(number) for number, found in read.items() if [value for value, *_ in found] != [number]]

    assert misread == []


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("deux millions cinq cent mille euros", 2_500_000), ("un million d'euros", 1e6), ("2 millions 500 000 euros", 2_500_000),
        ("un milliard et demi d'euros", 1.5e9), ("une dizaine de millions d'euros", 1e7), ("half a million euros", 5e5),
        ("une demi-douzaine de sites", 6), ("half a dozen sites", 6), ("deux douzaines de sites", 24), ("two dozen sites", 24),
        ("twenty-five hundred sites", 2500), ("10,000 patients", 10_000), ("1,234,567 patients", 1_234_567),
        ("The trial enrolled 3,125 patients.", 3125), ("L'indice est de 3,125 points.", 3.125), ("10¹³ vecteurs", 1e13),
        ("10^13 vecteurs", 1e13), ("10e13 vecteurs", 1e13), ("1,5 x 10¹³ vecteurs", 1.5e13), ("1.5×10^13 vectors", 1.5e13),
        ("80 M€²", 8e7), ("300 emplois³ créés", 300), ("moins cinq pour cent", -5), ("-5 %", -5), ("au moins cinq %", 5),
    ],
)  # fmt: skip
def test_numbers_are_read_in_their_many_forms(text, amount):
    assert only(text).low == only(text).high == amount


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("5-7 %", (5, 7)), ("5 – 7 %", (5, 7)), ("5-10 M€", (5e6, 1e7)), ("entre 7 et 10 %", (7, 10)), ("between 7 and 10 projects", (7, 10)),
        ("entre vingt et trente projets", (20, 30)), ("between one hundred and two hundred projects", (100, 200)),
        ("3-4 projets", (3, 4)), ("5 à 10 millions d'euros", (5e6, 1e7)), ("500 000 à 1 million d'euros", (5e5, 1e6)),
        ("de 65 à 40 M€", (4e7, 6.5e7)), ("deux à trois cents projets", (200, 300)),
    ],
)  # fmt: skip
def test_a_range_has_both_its_bounds(text, bounds):
    assert (only(text).low, only(text).high) == bounds


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("cinq cinq", [5, 5]), ("cent cent", [100, 100]), ("mille deux mille", [1000, 2000]), ("cent un peu partout", [100]),
        ("en 2021 mille projets", [2021, 1000]), ("axes 2 et trois", [2, 3]), ("9" * 400, []), ("10^400", []), ("m2", []),
        ("le recul passe de 5 % à -7 %", [5, -7]), ("COVID-19", [19]), ("de 2020 -2027", [2020, 2027]),
    ],
)  # fmt: skip
def test_numbers_that_stand_together_are_told_apart(text, numbers):
    assert [number for number, *_ in find_numbers(text)] == numbers


def test_a_hyphen_behind_a_year_or_a_label_makes_no_range():
    assert [(value.low, value.high) for value in find_values("axe 2 à 5 ans") if value.unit is Unit.DURATION] == [
        (1825, 1825)
    ]
    assert [(value.low, value.high) for value in find_values("de 2021-5 %") if value.unit is Unit.PERCENT] == [(5, 5)]


WRITTEN = st.lists(
    st.sampled_from(
        """deux cent cents mille million millions milliards vingt vingts quatre soixante dix et and un une de douzaine dozen half a demi
        moins - -5 10 10¹³ ^9 x e9 1,000 3,125 1,234,567 3.000 500 000 12 % € M€ ans years entre à between pour projets The 2021 n° axe 4""".split()
    ),
    max_size=60,
)


@given(
    st.one_of(st.text(), WRITTEN.map(" ".join), WRITTEN.map("".join), st.integers(1, 400).map(lambda n: "cent " * n))
)
def test_numbers_of_any_text_are_finite_in_order_and_inside_it(text):
    numbers, values = find_numbers(text), find_values(text)

    assert all(math.isfinite(number) for number, *_ in numbers)
    assert all(math.isfinite(value.low) and value.low <= value.high and math.isfinite(value.high) for value in values)
    spans = [(start, end) for _, start, end in numbers]
    for places in (spans, [(value.start, value.end) for value in values]):
        assert all(0 <= start < end <= len(text) for start, end in places)
        assert all(one[1] <= other[0] for one, other in itertools.pairwise(places))


@given(st.text(alphabet="0123456789 ,.€%aeimnstunvigtdx-'/M", max_size=60))
def test_any_text_is_read_without_error_and_values_lie_apart(text):
    values = find_values(text)

    assert all(0 <= value.start < value.end <= len(text) for value in values)
    assert all(one.end <= other.start for one, other in itertools.pairwise(values))
    assert all(value.low <= value.high for value in values)


@given(st.integers(2, 999))
def test_digits_are_read_as_they_stand(number):
    assert only(f"{number} projets").low == number


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("la moitié des ports", 50),
        ("les neuf dixièmes du budget", 90),
        ("trois quarts des navires", 75),
        ("half of the budget", 50),
        ("a quarter of the fleet", 25),
    ],
)
def test_a_fraction_is_a_share(text, share):
    value = only(text)

    assert (value.unit, value.low) == (Unit.PERCENT, share)


def test_a_third_is_about_a_third():
    assert only("un tiers des ports").agrees(only("33 % des ports"))
    assert only("two thirds of the ports").agrees(only("67 % des ports"))


@pytest.mark.parametrize("text", ["la deuxième moitié de 2026", "the second half of the year", "un tiers de confiance", "un quart d'heure", "le cinquième de la liste", "the third of the row"])  # fmt: skip
def test_a_rank_or_a_time_is_no_share(text):
    assert Unit.PERCENT not in {value.unit for value in find_values(text)}


@pytest.mark.parametrize(
    "text", ["Le budget est-il de 100 millions ?", "Is the cost 100 million?", "Doté de 100 millions sur dix ans."]
)
def test_millions_of_a_budget_are_money(text):
    assert [value.low for value in find_values(text) if value.unit is Unit.MONEY] == [1e8]


def test_millions_of_nothing_are_no_money():
    assert not [value for value in find_values("Ils sont 3 millions.") if value.unit is Unit.MONEY]
    assert only("3 millions de patients financés").unit is Unit.COUNT


@pytest.mark.parametrize(
    "text", ["Il relève de France 2030.", "Le programme Horizon 2020 le finance.", "Innovation Santé 2030"]
)
def test_a_plan_named_after_a_year_dates_nothing(text):
    assert not [value for value in find_values(text) if value.unit is Unit.DATE]


@pytest.mark.parametrize("text", ["à l'horizon 2029", "à l’horizon 2029", "à horizon 2029", "en France, en 2029"])
def test_a_year_on_the_horizon_is_a_date(text):
    assert only(text).date == "2029"


@pytest.mark.parametrize("text", ["La France produit 5 des 76 biothérapies.", "It makes 5 of the 76 biotherapies."])
def test_some_of_many_are_counted_as_the_many_are(text):
    some, many = find_values(text)

    assert (some.low, many.low) == (5, 76)
    assert some.of[0] == many.of[0]
