"""Word alignment and the rows made of it, on sentences small enough to know the answer."""

import itertools

import numpy as np
import pytest

from training.alignment import align
from training.initialisation import _rows
from training.vocabulary import Vocabulary

WORDS = {1: 11, 2: 12, 3: 13, 4: 14, 5: 15}  # French id -> English id


@pytest.fixture(scope="module")
def aligned():
    french = [list(order) for size in (2, 3) for order in itertools.permutations(WORDS, size)]
    english = [[WORDS[word] for word in row] for row in french]
    return align(french, english, say=lambda text: None)


def test_each_word_is_linked_with_its_translation(aligned):
    f, e, count = aligned

    best = {int(word): int(e[f == word][count[f == word].argmax()]) for word in np.unique(f)}

    assert best == WORDS


def test_links_on_which_both_directions_agree_outweigh_the_others_by_far(aligned):
    f, e, count = aligned
    right = np.array([WORDS[int(word)] for word in f]) == e

    assert count[right].min() > 20 * count[~right].max()


def test_word_order_decides_where_two_words_always_come_together():
    french, english = [[1, 2]] * 20, [[11, 12]] * 20

    f, e, count = align(french, english, say=lambda text: None)

    assert count[(f == 1) & (e == 11)] > 2 * count[(f == 1) & (e == 12)]


def test_empty_and_very_long_sentences_are_passed_over():
    french, english = [[], [1], [1] * 500, [1]], [[11], [11], [11], []]

    f, e, count = align(french, english, say=lambda text: None)

    assert (f.tolist(), e.tolist()) == ([1], [11])
    assert 0.5 < count[0] <= 1


def test_a_new_piece_lies_at_the_mean_of_what_it_is_linked_with_and_known_ones_keep_their_row():
    old = np.eye(4, dtype=np.float32)
    vocabulary = Vocabulary(("a", "b", "nouveau", "seul"), (0, 1, -1, -1))
    f, e = np.array([2, 2, 1]), np.array([0, 1, 1])
    none = np.zeros(4, dtype=np.int64)

    rows = _rows(old, vocabulary, f, e, np.array([3.0, 1.0, 5.0]), none, none)

    assert rows[:2].tolist() == old[:2].tolist()
    assert rows[2, 0] / rows[2, 1] == pytest.approx(3)
    assert np.linalg.norm(rows[2]) < 1 < np.linalg.norm(rows[2]) * 1.2  # half of the lost length given back
    assert np.allclose(rows[3], rows[:2].mean(axis=0))  # nothing known of it


def test_a_piece_of_both_languages_moves_by_its_share_of_french():
    old = np.eye(2, dtype=np.float32)
    vocabulary = Vocabulary(("main", "hand"), (0, 1))
    f, e, count = np.array([0]), np.array([1]), np.array([10.0])

    mostly_french = _rows(old, vocabulary, f, e, count, np.array([90, 0]), np.array([10, 5]))
    only_english = _rows(old, vocabulary, f, e, count, np.array([0, 0]), np.array([10, 5]))

    assert mostly_french[0, 1] > 0.4
    assert only_english[0].tolist() == [1, 0]
