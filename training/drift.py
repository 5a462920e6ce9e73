"""How far the package's encoder has moved from its English teacher: `python -m training.drift SENTENCES.txt`, one English sentence a line."""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from bbti_qa.embedding import shared_embedder

PAIRS = 1_000
SEED = 7


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sentences", type=Path)
    lines = parser.parse_args().sentences.read_text("utf-8").splitlines()
    texts = list(dict.fromkeys(line.strip() for line in lines if line.strip()))
    ours, teacher = (shared_embedder(name, "", None, None).embed_passages(texts) for name in ("bbti", "minilm"))
    draw = np.random.default_rng(SEED)
    one, other = draw.integers(0, len(texts), PAIRS), draw.integers(0, len(texts), PAIRS)
    moved = np.abs((ours[one] * ours[other]).sum(1) - (teacher[one] * teacher[other]).sum(1))
    print(f"{len(texts)} sentences: cosine to the teacher's vector {(ours * teacher).sum(1).mean():.3f}")
    print(f"{PAIRS} random pairs: mean difference of the cosine {moved.mean():.4f}")


if __name__ == "__main__":
    main()
