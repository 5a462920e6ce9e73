"""Which English piece a French piece stands for: IBM model 1 with a diagonal prior, in both directions, in numpy.

Brown et al. 1993 (model 1), Dyer et al. 2013 (the diagonal prior), Liang et al. 2006 (links on which both directions agree).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

ROUNDS = 6
TENSION = 4.0  # of the diagonal prior
NULL = 0.06  # chance that a piece stands for nothing
LONGEST = 48  # pieces; longer sentences say little about single words and cost the square

Ids = Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class Links:
    """Every possible link of a corpus, flat. `pair` numbers the distinct (French, English) pairs, `f`/`e` name them."""

    pair: NDArray[np.int32]
    prior: NDArray[np.float32]
    by_f: NDArray[np.int32]  # number of the French token, over the corpus
    by_e: NDArray[np.int32]
    f: NDArray[np.int32]
    e: NDArray[np.int32]


def align(french: Ids, english: Ids, say: Callable[[str], None] = print) -> tuple[NDArray, NDArray, NDArray]:
    """Pairs of piece ids with their expected number of agreed links: (f, e, count)."""
    links = _links(french, english)
    say(f"{len(links.pair):,} possible links, {len(links.f):,} distinct")
    forward = _expectation(links, links.by_f, links.e, say)  # each French token chooses an English one
    backward = _expectation(links, links.by_e, links.f, say)
    agreed = np.bincount(links.pair, weights=forward * backward, minlength=len(links.f))
    return links.f, links.e, agreed


def _links(french: Ids, english: Ids) -> Links:
    keys, priors, by_f, by_e = [], [], [], []
    seen_f = seen_e = 0
    for fs, es in zip(french, english, strict=True):
        n, m = len(fs), len(es)
        if not (0 < n <= LONGEST and 0 < m <= LONGEST):
            continue
        f, e = np.asarray(fs, np.int64), np.asarray(es, np.int64)
        keys.append((f[:, None] << 20 | e[None, :]).ravel())
        gap = np.abs((np.arange(n) + 0.5)[:, None] / n - (np.arange(m) + 0.5)[None, :] / m)
        priors.append(np.exp(-TENSION * gap).astype(np.float32).ravel())
        by_f.append(np.repeat(np.arange(seen_f, seen_f + n, dtype=np.int32), m))
        by_e.append(np.tile(np.arange(seen_e, seen_e + m, dtype=np.int32), n))
        seen_f, seen_e = seen_f + n, seen_e + m
    key = np.concatenate(keys)
    distinct, pair = np.unique(key, return_inverse=True)
    return Links(
        pair.astype(np.int32),
        np.concatenate(priors),
        np.concatenate(by_f),
        np.concatenate(by_e),
        (distinct >> 20).astype(np.int32),
        (distinct & 0xFFFFF).astype(np.int32),
    )


def _expectation(links: Links, chooser: NDArray, given: NDArray, say: Callable[[str], None]) -> NDArray[np.float32]:
    """Posterior of each link where every token of one side (`chooser`) stands for one token of the other, or none."""
    norm = np.bincount(chooser, weights=links.prior)
    prior = (links.prior / norm[chooser]).astype(np.float32) * (1 - NULL)
    table = np.ones(len(links.f), np.float32)
    for turn in range(ROUNDS + 1):
        weight = table[links.pair] * prior
        total = np.bincount(chooser, weights=weight) + NULL / len(np.unique(given)) * (1 if turn else 0)
        posterior = (weight / total[chooser]).astype(np.float32)
        if turn == ROUNDS:
            return posterior
        counts = np.bincount(links.pair, weights=posterior, minlength=len(links.f))
        table = (counts / np.bincount(given, weights=counts)[given]).astype(np.float32)
        say(f"round {turn + 1}: mean log-likelihood {np.log(total + 1e-12).mean():.3f}")
    raise AssertionError
