"""The two sides of the index: exact inner products and BM25."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbti_qa.errors import DamagedIndex
from bbti_qa.index import LexicalIndex, VectorIndex
from bbti_qa.index.rows import Rows

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

    assert np.array_equal(VectorIndex.from_bytes(VectorIndex.build(rows).to_bytes(), 5).rows(), rows)


def test_bytes_that_are_no_rows_of_vectors_are_refused():
    with pytest.raises(DamagedIndex, match=r"vectors\.f32"):
        VectorIndex.from_bytes(b"thirteen byte", 5)


def test_equal_vectors_have_equal_scores_wherever_they_stand():
    rows = np.random.default_rng(7).normal(size=(203, 384)).astype(np.float32)
    rows[[1, 5, 77, 202]] = rows[0]
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)

    scores = VectorIndex.build(rows).scores(rows[9])

    assert len(set(scores[[0, 1, 5, 77, 202]].tolist())) == 1
    assert np.allclose(scores, rows @ rows[9], atol=1e-6)


def test_a_vector_of_another_length_is_refused():
    with pytest.raises(ValueError, match="shape"):
        VectorIndex.build(np.eye(3, dtype=np.float32)).scores(np.ones(4, dtype=np.float32))


def parsed(*lines: str) -> tuple[Rows[int], list[int]]:
    """Rows of whole numbers, and the list of those that were parsed."""
    seen: list[int] = []

    def parse(value: object) -> int:
        seen.append(int(str(value)))
        return seen[-1]

    return Rows("rows.jsonl", "".join(f"{line}\n" for line in lines).encode(), parse), seen


def test_a_row_is_parsed_when_it_is_asked_for_and_only_once():
    rows, seen = parsed("1", "2", "3", "4")
    part = rows.part(1, 3)

    assert (len(rows), len(part), seen) == (4, 2, [])
    assert (part[1], rows[2], part[-1], rows[-2]) == (3, 3, 3, 3)
    assert seen == [3]
    assert (rows == (1, 2, 3, 4), part == (2, 3), rows[1:3], list(part)) == (True, True, (2, 3), [2, 3])
    with pytest.raises(IndexError):
        part[2]


def test_a_row_that_is_none_is_damage_in_its_file():
    rows, _ = parsed("1", "{", "null")

    assert rows[0] == 1
    for at in (1, 2):
        with pytest.raises(DamagedIndex, match=r"rows\.jsonl"):
            rows[at]


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
