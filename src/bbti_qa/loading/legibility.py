"""How well a page's text reads, told without knowing what it should be: what cannot be letters, words glued or torn, accents
off their letters, a page without a common word."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from bbti_qa.language import ENGLISH_STOP_WORDS, FRENCH_STOP_WORDS
from bbti_qa.loading.words import Row

LONGEST = 26  # letters: longer words are glued, but for chemistry
ENOUGH = 40  # words of letters on a page from which common words must be among them
COMMON = 0.08  # of the words: running French has half, a table of names a tenth
BAD = 0.05  # trouble from which the other reader is asked
DOUBTFUL = 0.25  # trouble that is told where no reader does better
BETTER = 0.6  # times the trouble: what the other reader may have at most to be preferred
_ACCENTS = frozenset("´`ˆ¨¸˜ˇ")
_COMMON_WORDS = FRENCH_STOP_WORDS | ENGLISH_STOP_WORDS


@dataclass(frozen=True, slots=True)
class Legibility:
    """Shares of a page, each in [0, 1]; 0 is best."""

    unreadable: float = 0.0
    glued: float = 0.0
    torn: float = 0.0
    broken_accents: float = 0.0
    strange: float = 0.0

    @property
    def trouble(self) -> float:
        return self.unreadable + self.glued + self.torn + self.broken_accents + self.strange

    @property
    def worst(self) -> str:
        """The largest trouble in words."""
        named = {
            "characters without meaning": self.unreadable,
            "words without spaces": self.glued,
            "words in pieces": self.torn,
            "accents off their letters": self.broken_accents,
            "no known words": self.strange,
        }
        return max(named, key=lambda name: named[name])


def legibility(rows: Sequence[Row]) -> Legibility:
    """Of a page's rows. A page without words has no trouble."""
    words = [word for row in rows for word in row.text.split()]
    characters = sum(map(len, words))
    if not characters:
        return Legibility()
    letters = [word for word in words if any(map(str.isalpha, word))]
    total = max(1, sum(map(len, letters)))
    return Legibility(
        unreadable=sum(not _is_readable(character) for word in words for character in word) / characters,
        glued=sum(len(word) for word in letters if _is_glued(word)) / total,
        torn=_torn(letters),
        broken_accents=min(1.0, 10 * sum(_has_loose_accent(word) for word in letters) / len(letters))
        if letters
        else 0.0,
        strange=_strange(letters),
    )


def _is_readable(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Co", "Cn", "Cs") and character != "\ufffd"


def _is_glued(word: str) -> bool:
    return len(word) > LONGEST and "/" not in word and "@" not in word and "_" not in word and ".." not in word


def _torn(letters: Sequence[str]) -> float:
    single = sum(len(word) == 1 for word in letters)
    return max(0.0, single / len(letters) - 0.3) if len(letters) >= ENOUGH else 0.0


def _has_loose_accent(word: str) -> bool:
    return any(character in _ACCENTS for character in word)


def _strange(letters: Sequence[str]) -> float:
    """How far a page stays below the share of common words that any text in French or English has."""
    known = [word.strip(".,;:()«»\"'’").casefold() for word in letters]
    if len(known) < ENOUGH:
        return 0.0
    folded = ("".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c)) for word in known)
    return max(0.0, (COMMON - sum(word in _COMMON_WORDS for word in folded) / len(known)) / COMMON) / 2
