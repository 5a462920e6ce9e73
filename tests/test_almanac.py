"""Months and weekdays, in one place."""

from bbti_qa.almanac import FRENCH_MONTHS, FRENCH_WEEKDAYS, MONTH_NUMBERS, MONTHS, WEEKDAYS


def test_both_languages_number_a_month_alike():
    assert (MONTH_NUMBERS["aout"], MONTH_NUMBERS["august"]) == (8, 8)
    assert (MONTHS["fr"][7], MONTHS["en"][7]) == ("août", "August")
    assert sorted(set(MONTH_NUMBERS.values())) == list(range(1, 13))


def test_folded_names_have_no_accents():
    assert FRENCH_MONTHS[1] == "fevrier"
    assert len(FRENCH_WEEKDAYS) == len(WEEKDAYS["en"]) == 7


def test_no_name_begins_another_so_that_patterns_may_list_them_in_any_order():
    names = list(MONTH_NUMBERS)

    assert not [(one, other) for one in names for other in names if one != other and other.startswith(one)]
