"""The lexicon from parallel text: words that go together are found, the rest is left out."""

import itertools

from bbti_qa.language import stem
from training.lexicon import lexicon
from training.parallel import Pair

ENGLISH = {"dog": "chien", "bread": "pain", "bridge": "pont", "candle": "bougie"}
WHERE = {"garden": "jardin", "kitchen": "cuisine", "street": "rue"}


def pairs():
    return [
        Pair(f"The {thing} near the {place} number 12", f"{ENGLISH[thing]} près {WHERE[place]} numéro 12")
        for thing, place in itertools.product(ENGLISH, WHERE)
        for _ in range(4)
    ]


def test_words_that_go_together_are_found_with_their_shares():
    rows = dict(lexicon(pairs()))

    for english, french in ENGLISH.items():
        best, share = rows[stem(english)][0]
        assert best == stem(french)
        assert 0.5 < share <= 1


def test_numbers_and_rare_pairs_are_left_out():
    rows = dict(lexicon([*pairs(), Pair("A sparrow", "Un moineau")]))

    assert "12" not in rows
    assert "sparro" not in rows


def test_the_same_text_gives_the_same_rows():
    assert lexicon(pairs()) == lexicon(pairs())
