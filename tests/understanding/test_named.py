"""Who is asked for."""

import pytest

from bbti_qa.understanding import understand


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("Qui préside le comité ?", "presid"),
        ("Who is the head of the network?", "head"),
        ("Par qui est dirigé le réseau ?", "dirig"),
        ("Quel est le budget ?", ""),
    ],
)
def test_what_somebody_is_asked_to_do_is_the_word_behind_who(text, done):
    assert understand(text).done == done
