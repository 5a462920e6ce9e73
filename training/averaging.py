"""Two students that went on from the same weights as one: the weighted mean of their weights (Wortsman et al. 2022, "Model soups")."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file

WEIGHTS = "model.safetensors"


def average(student: Path, other: Path, share: float, folder: Path) -> None:
    """Writes to `folder` the sentence-transformers folder `student` with `share` (0 to 1) of the weights of `other`. Raises ValueError where they do not match."""
    ours, theirs = _weights(student), _weights(other)
    if {name: one.shape for name, one in ours.items()} != {name: one.shape for name, one in theirs.items()}:
        raise ValueError(
            f"{student} and {other} have not the same weights. Give two folders that were made from one student."
        )
    shutil.copytree(student, folder, ignore=shutil.ignore_patterns("checkpoints", WEIGHTS), dirs_exist_ok=True)
    mean = {
        name: (np.float32(share) * theirs[name] + np.float32(1 - share) * one).astype(one.dtype)
        for name, one in ours.items()
    }
    save_file(mean, folder / WEIGHTS, metadata={"format": "pt"})


def _weights(folder: Path) -> dict[str, NDArray[np.float32]]:
    """Without the pooler, which sentence-transformers leaves unused and adds where it is missing."""
    return {name: rows for name, rows in load_file(folder / WEIGHTS).items() if "pooler" not in name}
