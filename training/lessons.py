"""What the student is taught with: texts that have a teacher's vector, and headings with the passage they belong to.

Lesson one, `distil`: the student's vector of a French or English text shall be the teacher's vector of the English one. Lesson two,
`rank`: a heading, or a sentence, in either language shall be nearer to its own passage than to the others of the batch.
"""

from __future__ import annotations

import math
import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass

import numpy as np
from numpy.typing import NDArray

from training.parallel import Pair

SHORTEST = 12  # letters of an English sentence below which it is a label
COMMON_TITLE = 2  # sections with the same heading, above which the heading names nothing ("Definitions")
SHORT = 12  # letters of a heading below which it is left out


@dataclass(frozen=True, slots=True)
class Shares:
    """How many texts of each sort; their length decides how long training takes (two cores: about 2,400 pieces a second)."""

    french: int = 70_000  # sentences
    english: int = 30_000
    french_sections: int = 5_500
    english_sections: int = 2_000
    ranked: int = 8_000

    def times(self, factor: float) -> Shares:
        return Shares(*(round(factor * count) for count in astuple(self)))


@dataclass(frozen=True, slots=True)
class Lessons:
    """`texts[i]` is to get the teacher's vector of `english[i]`; `ranked` are (heading or sentence, passage)."""

    texts: list[str]
    english: list[str]
    ranked: list[tuple[str, str]]


def prepare(sentences: Sequence[Sequence[Pair]], sections: Sequence[Pair], shares: Shares, seed: int) -> Lessons:
    """Drawn at random, the same for the same seed. Sections used to rank are not used to distil.

    `sentences` come in collections (one a file); each gives by the square root of its size, so that a small one of another
    kind is heard beside a large one.
    """
    draw = random.Random(seed)
    usable = [[pair for pair in group if len(pair.en) >= SHORTEST] for group in sentences]
    chosen = drawn(usable, shares.french, draw)
    rehearsed = drawn(usable, shares.english, draw)
    shuffled = draw.sample(sections, len(sections))
    ranked = _ranked(shuffled, shares.ranked, draw)
    used = {passage.rpartition("\n")[2] for _, passage in ranked}
    rest = [pair for pair in shuffled if pair.fr not in used]
    longer = [_with_heading(pair) for pair in rest[: shares.french_sections + shares.english_sections]]
    french_sections, english_sections = longer[: shares.french_sections], longer[shares.french_sections :]
    texts = [pair.fr for pair in chosen + french_sections] + [pair.en for pair in rehearsed + english_sections]
    english = [pair.en for pair in chosen + french_sections + rehearsed + english_sections]
    return Lessons(texts, english, ranked)


def drawn(groups: Sequence[Sequence[Pair]], count: int, draw: random.Random) -> list[Pair]:
    """`count` pairs at random, from each group by the square root of its size."""
    roots = [math.sqrt(len(group)) for group in groups]
    found: list[Pair] = []
    for group, root in zip(groups, roots, strict=True):
        found += draw.sample(group, min(len(group), round(count * root / max(sum(roots), 1))))
    return found


def _with_heading(pair: Pair) -> Pair:
    """As the product embeds a passage: its heading, a line feed, its text."""
    if not (pair.title_en and pair.title_fr):
        return pair
    return Pair(f"{pair.title_en}\n{pair.en}", f"{pair.title_fr}\n{pair.fr}")


def _ranked(sections: Sequence[Pair], count: int, draw: random.Random) -> list[tuple[str, str]]:
    """A heading or one sentence of the section, French or English, with the French passage; each heading once."""
    titles = Counter(pair.title_fr for pair in sections)
    found: list[tuple[str, str]] = []
    seen: set[str] = set()
    for pair in sections:
        if len(found) == count:
            break
        if (
            len(pair.title_fr) < SHORT
            or titles[pair.title_fr] > COMMON_TITLE
            or pair.title_fr in seen
            or len(pair.fr) < 120
        ):
            continue
        seen.add(pair.title_fr)
        kind = draw.random()
        if kind < 0.45:
            found.append((pair.title_fr, pair.fr))
        elif kind < 0.75:
            found.append((pair.title_en, pair.fr))
        else:
            clauses = [c for c in re.split(r"(?<=[.;:]) ", pair.fr if kind < 0.9 else pair.en) if 40 < len(c) < 240]
            if clauses:
                found.append((draw.choice(clauses), f"{pair.title_fr}\n{pair.fr}"))
    return found


def teacher_vectors(encode: Callable[[list[str]], NDArray[np.float32]], english: Sequence[str]) -> NDArray[np.float32]:
    """(texts, width), row i for `english[i]`; a text that occurs twice is encoded once."""
    distinct = sorted(set(english), key=lambda text: (len(text), text))
    rows = {text: row for row, text in enumerate(distinct)}
    vectors = encode(distinct)
    result: NDArray[np.float32] = vectors[[rows[text] for text in english]]
    return result
