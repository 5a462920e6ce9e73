"""BM25 over stems. bm25s is touched here and nowhere else; its scores are kept in plain arrays, without pickle."""

from __future__ import annotations

import io
import json
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bbti_qa.errors import DamagedIndex
from bbti_qa.language import STEM_LETTERS

# Chosen with six-letter stems on six development collections; 1.2 to 2.0 differ by less than .01 on each.
K1 = 1.6
B = 0.75

SHORTEST_MENDED = 5  # letters; shorter words have too many neighbours

_ARRAYS = ("data", "indices", "indptr")


class LexicalIndex:
    """Scores every passage for weighted stems. The vocabulary is sorted, so that the same passages give the same bytes.

    The score matrix is stored by term (compressed columns, as bm25s lays it out): `data[indptr[t]:indptr[t + 1]]` are the scores of
    term t in the passages `indices[…]`.
    """

    def __init__(self, size: int, vocabulary: Sequence[str], arrays: Mapping[str, NDArray[Any]]) -> None:
        self._size = size
        self._rows = {term: row for row, term in enumerate(vocabulary)}
        self._arrays = dict(arrays)

    @classmethod
    def build(cls, tokens: Sequence[Sequence[str]], *, k1: float = K1, b: float = B) -> LexicalIndex:
        """From the stems of each passage, in the order of the passages."""
        vocabulary = sorted({token for row in tokens for token in row})
        if not vocabulary:
            return cls(len(tokens), (), _no_scores())
        import bm25s
        from bm25s.tokenization import Tokenized

        ids = {term: number for number, term in enumerate(vocabulary)}
        retriever = bm25s.BM25(method="lucene", k1=k1, b=b, dtype="float32")
        rows = [[ids[token] for token in row] for row in tokens]
        retriever.index(Tokenized(ids=rows, vocab=ids), create_empty_token=False, show_progress=False)
        arrays = {name: np.asarray(retriever.scores[name]) for name in _ARRAYS}
        return cls(len(tokens), vocabulary, arrays)

    def __len__(self) -> int:
        return self._size

    def scores(self, tokens: Sequence[str], weights: Sequence[float] | None = None) -> NDArray[np.float32]:
        """(passages,): the sum of the weighted BM25 scores of `tokens` (repeats count); unknown ones add nothing."""
        total = np.zeros(self._size, dtype=np.float32)
        for token, weight in zip(tokens, weights or [1.0] * len(tokens), strict=True):
            start, end = self._range(token)
            total[self._arrays["indices"][start:end]] += np.float32(weight) * self._arrays["data"][start:end]
        return total

    def document_frequency(self, token: str) -> int:
        """In how many passages `token` stands."""
        start, end = self._range(token)
        return end - start

    def idf(self, token: str) -> float:
        """ln(1 + (N - n + 0.5) / (n + 0.5)), as in Lucene's BM25; the highest for a token that stands nowhere."""
        frequency = self.document_frequency(token)
        return math.log(1 + (self._size - frequency + 0.5) / (frequency + 0.5))

    def counts_of(self, name: str) -> tuple[str, ...]:
        """The known tokens that say how many there are of `name` (`values.value_tokens` makes them), sorted."""
        return self._counting.get(name, ())

    @cached_property
    def _counting(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        for token in sorted(token for token in self._rows if "#" in token):
            found[token.partition("#")[2]].append(token)
        return {name: tuple(tokens) for name, tokens in found.items()}

    def similar(self, token: str) -> tuple[str, ...]:
        """The known tokens one slip away (a letter too many, missing, wrong, or two swapped), sorted; first letters agree."""
        if len(token) < SHORTEST_MENDED or token.isdigit():
            return ()
        return tuple(
            sorted({form for form in _slips(token) if form in self._rows and form[0] == token[0] and form != token})
        )

    def _range(self, token: str) -> tuple[int, int]:
        row = self._rows.get(token)
        if row is None:
            return 0, 0
        return int(self._arrays["indptr"][row]), int(self._arrays["indptr"][row + 1])

    def to_files(self) -> dict[str, bytes]:
        """File contents by name; the same index gives the same bytes."""
        header = {"size": self._size, "vocabulary": list(self._rows)}
        files = {"lexical.json": json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()}
        return files | {f"lexical_{name}.npy": _array_bytes(array) for name, array in self._arrays.items()}

    @classmethod
    def from_files(cls, files: Mapping[str, bytes]) -> LexicalIndex:
        """What `to_files` gave. Raises DamagedIndex."""
        try:
            header = json.loads(files["lexical.json"])
            arrays = {name: np.load(io.BytesIO(files[f"lexical_{name}.npy"]), allow_pickle=False) for name in _ARRAYS}
            return cls(int(header["size"]), header["vocabulary"], arrays)
        except (KeyError, ValueError, TypeError) as error:
            raise DamagedIndex("The lexical part of the index cannot be read. Run `bbti-qa ingest` again.") from error


def _slips(token: str) -> set[str]:
    """Every stem at one insertion, deletion, substitution or transposition from `token`."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    cuts = [(token[:at], token[at:]) for at in range(len(token) + 1)]
    return (
        {left + right[1:] for left, right in cuts if right}
        | {left + letter + right[1:] for left, right in cuts if right for letter in letters}
        | {(left + letter + right)[:STEM_LETTERS] for left, right in cuts for letter in letters}
        | {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    )


def _no_scores() -> dict[str, NDArray[Any]]:
    return {
        "data": np.zeros(0, dtype=np.float32),
        "indices": np.zeros(0, dtype=np.int32),
        "indptr": np.zeros(1, dtype=np.int64),
    }


def _array_bytes(array: NDArray[Any]) -> bytes:
    stream = io.BytesIO()
    np.save(stream, array, allow_pickle=False)
    return stream.getvalue()
