"""Texts that are too long for their place."""

from bbti_qa.excerpt import fitted, shortened


def test_a_text_that_has_room_stays_as_it_is():
    assert shortened("le plan", 7) == fitted("le plan", 7) == "le plan"


def test_it_is_cut_between_words_or_wherever_it_comes():
    assert shortened("le plan des algues", 10) == "le plan…"
    assert shortened("le plan des algues", 10, between_words=False) == "le plan de…"


def test_what_is_fitted_counts_its_ellipsis():
    assert fitted("le plan des algues", 10) == "le plan d…"
