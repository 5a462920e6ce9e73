"""What is near to everything."""

import numpy as np

from bbti_qa.index import VectorIndex
from bbti_qa.index.hubness import NEIGHBOURS, SAMPLE, hubness


def unit(rows):
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def test_the_middle_of_all_is_nearest_to_all():
    rows = np.random.default_rng(3).normal(size=(40, 16))
    rows = unit(np.vstack([rows, np.ones(16) * 0.5 + rows.mean(axis=0)]) + 0.5)

    assert hubness(rows).argmax() == 40


def test_it_is_the_mean_of_the_nearest_others():
    rows = unit(np.random.default_rng(5).normal(size=(60, 12)))
    products = rows @ rows.T
    expected = [np.sort(np.delete(products[at], at))[-NEIGHBOURS:].mean() for at in range(60)]

    assert np.allclose(hubness(rows), expected, atol=1e-6)


def test_a_sample_stands_for_many():
    rows = unit(np.random.default_rng(9).normal(size=(3 * SAMPLE, 8)) + 0.6)
    products = rows @ rows.T
    np.fill_diagonal(products, -1)
    exact = np.sort(products, axis=1)[:, -NEIGHBOURS:].mean(axis=1)

    assert np.corrcoef(hubness(rows), exact)[0, 1] > 0.8


def test_few_rows_have_few_neighbours():
    assert hubness(np.zeros((0, 4), dtype=np.float32)).tolist() == []
    assert hubness(np.eye(1, 4, dtype=np.float32)).tolist() == [0.0]
    assert hubness(unit(np.array([[1, 0], [1, 0], [0, 1]]))).tolist() == [0.5, 0.5, 0.0]


def test_an_index_reckons_it_once():
    index = VectorIndex.build(np.eye(3, 5, dtype=np.float32))

    assert index.hubness is index.hubness
