"""Texts with a few words altered: what is altered is marked, and nothing else is."""

import random

import numpy as np
import pytest

from training.alterations import TURNS, Alterer

WORDS = ["harbour", "quay", "pilot", "captain", "vessel", "cargo", "crane", "warehouse", "sailor", "anchor"]
TEXT = "The captain must bring 12 vessels to the harbour before 2025 and the pilot is not on the quay."


def vector(word: str) -> np.ndarray:
    return np.random.default_rng(len(word) * 1000 + ord(word[0])).normal(size=8).astype(np.float32)


@pytest.fixture(scope="module")
def alterer() -> Alterer:
    return Alterer({"en": [" ".join(WORDS)] * 5, "fr": ["le capitaine doit partir avant la marée"] * 5}, vector)


def altered(alterer: Alterer, seed: int) -> tuple[str, list[str]]:
    found = alterer.alter(TEXT, "en", random.Random(seed))
    assert found is not None
    return found.text, [found.text[start:end] for start, end in found.places]


def test_every_alteration_changes_the_text_and_marks_something(alterer):
    for seed in range(200):
        text, marked = altered(alterer, seed)

        assert text != TEXT
        assert marked


def test_what_is_not_marked_stands_in_the_text_as_it_did(alterer):
    own = set(TEXT.replace(".", "").split())
    for seed in range(200):
        found = alterer.alter(TEXT, "en", random.Random(seed))
        letters = list(found.text)
        for start, end in found.places:
            letters[start:end] = " " * (end - start)
        assert set("".join(letters).replace(".", "").split()) <= own


def test_numbers_turns_and_neighbours_all_occur(alterer):
    texts = " ".join(altered(alterer, seed)[0] for seed in range(300))

    assert "must" in texts
    assert "may" in texts
    assert "after" in texts
    assert "is on the quay" not in TEXT
    assert "is on the quay" in texts.replace("  ", " ")
    assert any(year in texts for year in ("2024", "2026", "2015"))


def test_the_seed_decides(alterer):
    assert altered(alterer, 3) == altered(alterer, 3)
    assert len({altered(alterer, seed)[0] for seed in range(20)}) > 5


def test_a_text_of_one_word_is_left(alterer):
    assert alterer.alter("Harbour", "en", random.Random(1)) is None


def test_turns_are_given_for_both_languages_without_a_pair_twice():
    for pairs in TURNS.values():
        assert len({frozenset(pair) for pair in pairs}) == len(pairs)


def test_a_french_verb_that_is_denied_somewhere_may_be_denied_anywhere():
    said = [
        "Le port ne finance pas les quais.",
        "On n'accepte pas les navires.",
        "Le capitaine ne finance jamais rien.",
    ]
    alterer = Alterer({"fr": said * 3}, vector)

    found = {
        alterer.alter("Le réseau finance le quai et accepte tout", "fr", random.Random(seed)).text
        for seed in range(300)
    }

    assert any("ne finance pas" in text for text in found)
    assert any("n'accepte pas" in text for text in found)
    assert not any("ne ne" in text or "n'n'" in text for text in found)
