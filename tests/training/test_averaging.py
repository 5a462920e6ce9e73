"""Two students as one."""

from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from training.averaging import average


def student(folder: Path, **weights: list[float]) -> Path:
    folder.mkdir()
    save_file({name: np.array(row, dtype=np.float32) for name, row in weights.items()}, folder / "model.safetensors")
    (folder / "config.json").write_text("{}", "utf-8")
    return folder


def test_the_weights_are_a_weighted_mean_and_the_rest_is_the_students(tmp_path):
    one, other = student(tmp_path / "one", a=[1.0, 2.0]), student(tmp_path / "other", a=[3.0, 0.0])
    average(one, other, 0.25, tmp_path / "mean")

    assert load_file(tmp_path / "mean" / "model.safetensors")["a"].tolist() == [1.5, 1.5]
    assert (tmp_path / "mean" / "config.json").exists()


def test_the_pooler_that_one_of_them_has_is_left_out(tmp_path):
    one = student(tmp_path / "one", **{"a": [1.0], "pooler.dense.bias": [4.0]})
    average(one, student(tmp_path / "other", a=[3.0]), 0.5, tmp_path / "mean")

    assert {name: row.tolist() for name, row in load_file(tmp_path / "mean" / "model.safetensors").items()} == {
        "a": [2.0]
    }


def test_students_of_different_makes_are_refused(tmp_path):
    one, other = student(tmp_path / "one", a=[1.0]), student(tmp_path / "other", a=[1.0, 2.0])

    with pytest.raises(ValueError, match="have not the same weights"):
        average(one, other, 0.5, tmp_path / "mean")
