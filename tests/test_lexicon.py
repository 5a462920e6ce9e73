"""The lexicon: English stems to French ones, and what a question makes of them."""

import pytest

from bbti_qa.lexicon import Lexicon, parse, shared_lexicon
from bbti_qa.understanding import understand


def test_the_lexicon_of_the_package_translates_everyday_words():
    lexicon = shared_lexicon()

    assert len(lexicon) > 3_000
    assert [french for french, _ in lexicon.french("child")] == ["enfant"]
    assert lexicon.french("xyzzy") == ()


def test_shares_are_shares_and_the_likeliest_comes_first():
    for english, row in parse(["work\ttravai:0.63 ouvrag:0.12"]):
        assert (english, row) == ("work", (("travai", 0.63), ("ouvrag", 0.12)))
    with pytest.raises(ValueError, match="float"):
        list(parse(["a\tb:c"]))


def test_english_questions_search_for_french_words_and_french_ones_do_not():
    lexicon = Lexicon({"child": (("enfant", 0.9),), "page": (("feuill", 0.5),)})
    english = understand("Where does the child live?", lexicon=lexicon)
    french = understand("Où est la page ?", lexicon=lexicon)

    stems, weights = english.weighted_stems(0.25, 0.5)
    assert dict(zip(stems, weights, strict=True))["enfant"] == pytest.approx(0.45)
    assert all(term.translations == () for term in french.terms)
