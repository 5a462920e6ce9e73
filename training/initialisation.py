"""The student before any gradient: the teacher's body, and a word-embedding row for every piece of the new vocabulary."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file
from tokenizers import Tokenizer

from training.alignment import align
from training.parallel import Pair
from training.vocabulary import Vocabulary, learn, write_tokenizer

WORDS = "embeddings.word_embeddings.weight"
WEAK_LINK = 0.08  # of the strongest link of a piece; weaker ones are dropped
FEWEST = 0.6  # expected links below which a piece counts as not aligned
SHARED = 0.5  # of its share of French uses, how far a piece of both languages moves to its French sense


def initialise(
    teacher: Path, pairs: list[Pair], size: int, folder: Path, say: Callable[[str], None] = print
) -> Vocabulary:
    """Writes a sentence-transformers folder. `size` is the number of pieces learned from the French side."""
    vocabulary = learn(teacher, (pair.fr for pair in pairs), size)
    for item in teacher.iterdir():
        if item.is_dir():
            shutil.copytree(item, folder / item.name, dirs_exist_ok=True)
        elif item.suffix == ".json":
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(item, folder / item.name)
    write_tokenizer(teacher, vocabulary, folder)
    config = json.loads((folder / "config.json").read_text("utf-8")) | {"vocab_size": len(vocabulary.pieces)}
    (folder / "config.json").write_text(json.dumps(config, indent=1), "utf-8")
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    french = _ids(tokenizer, [pair.fr for pair in pairs])
    english = _ids(tokenizer, [pair.en for pair in pairs])
    say(
        f"{len(vocabulary.pieces):,} pieces, {sum(row < 0 for row in vocabulary.old_rows):,} new; "
        f"{np.mean([len(row) for row in french]):.1f} French and {np.mean([len(row) for row in english]):.1f} English a segment"
    )
    state = load_file(teacher / "model.safetensors")
    f, e, count = align(french, english, say)
    state[WORDS] = _rows(state[WORDS], vocabulary, f, e, count, _uses(french, vocabulary), _uses(english, vocabulary))
    save_file(state, folder / "model.safetensors", metadata={"format": "pt"})
    return vocabulary


def _ids(tokenizer: Tokenizer, texts: list[str]) -> list[list[int]]:
    encoded: list[list[int]] = []
    for start in range(0, len(texts), 20000):
        batch = tokenizer.encode_batch_fast(texts[start : start + 20000], add_special_tokens=False)
        encoded += [row.ids for row in batch]
    return encoded


def _uses(ids: list[list[int]], vocabulary: Vocabulary) -> NDArray[np.int64]:
    return np.bincount(np.concatenate([np.asarray(row, np.int64) for row in ids]), minlength=len(vocabulary.pieces))


def _rows(
    old: NDArray[np.float32],
    vocabulary: Vocabulary,
    f: NDArray,
    e: NDArray,
    count: NDArray,
    french: NDArray[np.int64],
    english: NDArray[np.int64],
) -> NDArray[np.float32]:
    """(pieces, width). Known pieces keep the teacher's row; a new one is the mean of those that it is linked with, by weight."""
    known = np.asarray(vocabulary.old_rows)
    rows = np.zeros((len(known), old.shape[1]), np.float32)
    rows[known >= 0] = old[known[known >= 0]]
    usual = float(np.median(np.linalg.norm(rows[known >= 0], axis=1)))
    placed = np.zeros(len(known), bool)
    order = np.argsort(f, kind="stable")
    usable = order[(known[e[order]] >= 0) & (count[order] > 0)]
    starts = np.searchsorted(f[usable], np.arange(len(known) + 1))
    for piece in range(len(known)):
        mine = usable[starts[piece] : starts[piece + 1]]
        if mine.size == 0 or count[mine].sum() < FEWEST:
            continue
        mine = mine[count[mine] >= WEAK_LINK * count[mine].max()]
        weight = (count[mine] / count[mine].sum()).astype(np.float32)
        row = weight @ old[known[e[mine]]]
        norm = float(np.linalg.norm(row))
        row *= (norm + usual) / 2 / max(norm, 1e-6)
        if known[piece] < 0:
            rows[piece], placed[piece] = row, True
        else:
            share = SHARED * french[piece] / max(french[piece] + english[piece], 1)
            # A piece that mostly stands for itself (names, figures, cognates) is where it should be.
            rows[piece] = (1 - share) * rows[piece] + share * row
    missing = (known < 0) & ~placed
    rows[missing] = rows[known >= 0].mean(axis=0)
    return rows
