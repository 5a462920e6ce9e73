"""The language of a question."""

import pytest

from bbti_qa.lexicon import shared_lexicon
from bbti_qa.understanding import understand


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("steering committee members", "en"),
        ("key figures health industry", "en"),
        ("comite pilotage membres", "fr"),
        ("budget programme", "fr"),
    ],
)
def test_bare_words_are_english_where_most_have_a_translation(question, language):
    assert understand(question, lexicon=shared_lexicon()).language == language
