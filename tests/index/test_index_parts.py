"""The two sides of the index: exact inner products and BM25."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbti_qa.errors import DamagedIndex
from bbti_qa.index import LexicalIndex, VectorIndex

TOKENS = [["a", "b", "a"], ["b", "c"], [], ["a", "d", "d", "e"]]


def test_the_best_row_comes_first_and_ties_keep_their_order():
    index = VectorIndex.build(np.array([[0, 1], [1, 0], [0, 1]], dtype=np.float32))

    rows, scores = index.search(np.array([0, 1], dtype=np.float32), 5)

    assert rows.tolist() == [0, 2, 1]
    assert scores.tolist() == [1.0, 1.0, 0.0]


def test_an_empty_index_finds_nothing():
    index = VectorIndex.build(np.zeros((0, 3), dtype=np.float32))

    assert len(index) == 0
    assert index.search(np.ones(3, dtype=np.float32), 3)[0].tolist() == []


def test_no_more_than_asked_for_is_found():
    index = VectorIndex.build(np.eye(4, dtype=np.float32))

    assert index.search(np.ones(4, dtype=np.float32), 0)[0].tolist() == []
    assert len(index.search(np.ones(4, dtype=np.float32), 2)[0]) == 2


@pytest.mark.parametrize("bad", [np.nan, np.inf, 0.0, 2.0])
def test_a_row_that_is_not_a_unit_vector_is_refused(bad):
    with pytest.raises(ValueError, match="norm 1"):
        VectorIndex.build(np.array([[1.0, 0.0], [bad, 0.0]], dtype=np.float32))


def test_vectors_survive_the_bytes():
    rows = np.eye(3, 5, dtype=np.float32)

    assert np.array_equal(VectorIndex.from_bytes(VectorIndex.build(rows).to_bytes()).rows(), rows)


def test_bytes_that_are_no_index_are_refused():
    with pytest.raises(DamagedIndex, match=r"vectors\.faiss"):
        VectorIndex.from_bytes(b"not an index")


def test_bm25_is_what_the_formula_says():
    index = LexicalIndex.build(TOKENS, k1=1.2, b=0.75)
    idf = math.log(1 + (4 - 2 + 0.5) / (2 + 0.5))
    average = (3 + 2 + 0 + 4) / 4
    expected = idf * 2 / (2 + 1.2 * (1 - 0.75 + 0.75 * 3 / average))

    scores = index.scores(["a"])

    assert scores[0] == pytest.approx(expected, rel=1e-5)
    assert scores[1] == 0
    assert index.idf("a") == pytest.approx(idf)
    assert index.document_frequency("a") == 2


def test_weights_multiply_and_unknown_tokens_add_nothing():
    index = LexicalIndex.build(TOKENS)

    assert np.allclose(index.scores(["a", "zz"], [0.5, 9.0]), 0.5 * index.scores(["a"]))


def test_the_lexical_bytes_do_not_depend_on_the_order_of_the_words():
    index = LexicalIndex.build(TOKENS)
    shuffled = LexicalIndex.build([list(reversed(row)) for row in TOKENS])

    assert index.to_files() == shuffled.to_files()
    assert np.array_equal(LexicalIndex.from_files(index.to_files()).scores(["d"]), index.scores(["d"]))


def test_a_slip_of_the_pen_is_mended_and_a_known_word_left_alone():
    index = LexicalIndex.build([["budget", "projet", "axe"]])

    assert index.similar("budjet") == ("budget",)
    assert index.similar("projte") == ("projet",)
    assert index.similar("axes") == ()


@given(
    st.lists(st.lists(st.text(alphabet="abcde", min_size=1, max_size=3), max_size=6), max_size=8), st.text(max_size=3)
)
def test_any_passages_can_be_searched_for_anything(tokens, token):
    scores = LexicalIndex.build(tokens).scores([token, "a"])

    assert scores.shape == (len(tokens),)
    assert np.all(np.isfinite(scores))
