"""Sentences that say that something is not said."""

from __future__ import annotations

import pytest

from bbti_qa.language import fold
from bbti_qa.reticence import says_that_nothing_is_said


@pytest.mark.parametrize(
    "text",
    [
        "Les articles ne précisent ni le montant ni la date.",
        "Le nombre de lauréats n’est pas annoncé.",
        "Aucun document ne parle des salaires.",
        "The deadline is not yet announced.",
        "Ce procédé n’est ni prévu ni exclu.",
    ],
)
def test_what_says_nothing(text):
    assert says_that_nothing_is_said(fold(text))


@pytest.mark.parametrize(
    "text", ["Le comité ne finance pas d’entreprise.", "Le montant est de 80 M€.", "The call is announced."]
)
def test_what_says_something(text):
    assert not says_that_nothing_is_said(fold(text))
