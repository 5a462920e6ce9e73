"""Line-end hyphens, joined where the word was cut, kept where it has one of its own; footnote calls, set apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from bbti_qa.loading.tracing import Traced, inserted, joined

# Possessive and anchored where a word begins: linear, even in one line of a million letters.
_COMPOUND = re.compile(r"(?<![^\W\d_])[^\W\d_]++(?:-[^\W\d_]++)++")
_WORD = re.compile(r"[^\W\d_]++")
_BROKEN = re.compile(r"(?<![^\W\d_])([^\W\d_]++)-\s?$")
_FIRST = re.compile(r"^[^\W_]++")
_GLUED_CALL = re.compile(r"(?<=[\w»)%])\((\d{1,2})\)")
# A raised number behind a word or a closing mark is a call; behind a unit, a symbol or a number it is part of them
# (m2, CO2, 106).
_CAN_CARRY = re.compile(r"(?:[^\W\d_]{3}|[.,;:!?»)\]])\s*$")
_SHORT_WORDS = frozenset("au ce de du en et il la le ou où sa se si un by if in is it no of on or so to us we".split())
_ADDRESS = re.compile(r"(?:https?://|www\.)")
# No word is cut behind these, so a hyphen there is the word's own.
_WHOLE = frozenset(
    ("avant", "après", "arrière", "non", "vice", "demi", "grand", "nord", "sud", "celui", "celle", "ceux", "celles")
) | frozenset(("peut", "dix", "vingt", "trente", "quarante", "cinquante", "soixante", "quatre"))
# No word's last syllable is written so: behind a hyphen these are words ("elle-même", "peut-il", "celui-ci").
_ENCLITICS = frozenset(("même", "mêmes", "il", "ils", "elle", "elles", "ci", "là", "t"))
# First parts that French and English write with a hyphen before a whole word; "inter", "anti", "post" and their
# like are mostly
# written in one word, and a cut there is a cut.
_KEEPING = frozenset(("semi", "quasi", "self", "ex", "sous"))
# A first part that ends with its linking vowel keeps its hyphen before another vowel ("adéno-associé", "micro-organisme").
_LINKED = 4  # letters; "coopération" is one word
_VOWELS = frozenset("aeiouyéèêëîïôœ")
_LONGEST_WORD = 60  # letters; what is longer is no word and is never looked for


class HyphenJoiner:
    """Knows how a whole document writes its words, and joins broken lines accordingly.

    Only whole words count: what stands at a cut, before or after it, says nothing about how the word is written.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._compounds: Counter[str] = Counter()
        self._words: Counter[str] = Counter()
        is_cut = False
        for text in texts:
            whole = _FIRST.sub("", text.strip(), count=1) if is_cut else text.strip()
            is_cut = whole.endswith("-")
            self._compounds.update(word.casefold() for word in _COMPOUND.findall(whole) if len(word) <= _LONGEST_WORD)
            self._words.update(word.casefold() for word in _WORD.findall(whole) if len(word) <= _LONGEST_WORD)
        self._firsts = frozenset(compound.split("-")[0] for compound in self._compounds)
        self._lasts = frozenset(compound.split("-")[-1] for compound in self._compounds)

    def join(self, lines: Sequence[Traced]) -> Traced:
        """The lines of one block as one line, words made whole, calls set apart."""
        parts: list[Traced] = []
        is_address = False  # whether the line so far ends with a web address
        for line in lines:
            following = line.stripped()
            if not following.text:
                continue
            goes_on = is_address and _is_cut_address(parts[-1].text, following.text)
            if parts and not goes_on:
                parts[-1], between = self._met(parts[-1], following)
                parts.append(between)
            parts.append(following)
            is_address = _ends_with_address(following.text) or (goes_on and " " not in following.text)
        return unglued(joined(parts))

    def _met(self, before: Traced, line: Traced) -> tuple[Traced, Traced]:
        """What is left of `before`, and what stands between it and `line`."""
        tail = before.text[-_LONGEST_WORD - 2 :]
        broken, first = _BROKEN.search(tail), _FIRST.search(line.text)
        if not broken or not first:
            return before, inserted(" ")
        hyphen = len(before) - len(tail) + broken.end(1)
        keeps = self._keeps_hyphen(broken.group(1), first.group())
        return before.cut(0, hyphen + keeps), inserted("")

    def _keeps_hyphen(self, left: str, right: str) -> bool:
        """Whether "left-right" is how the word is written: as the document shows it elsewhere, else by its parts."""
        if right[0].isupper() or right[0].isdigit():
            return True
        left, right = left.casefold(), right.casefold()
        with_hyphen, without = self._compounds[f"{left}-{right}"], self._words[f"{left}{right}"]
        if with_hyphen or without:
            return with_hyphen > without
        if left in _WHOLE or right in _ENCLITICS:
            return True
        is_word = self._words[right] > 0
        if self._is_known(right) and len(left) >= _LINKED and left.endswith("o") and right[0] in _VOWELS:
            return True
        return (left in _KEEPING and is_word) or (left in self._firsts and right in self._lasts)

    def _is_known(self, word: str) -> bool:
        """Whether the document has the word in any gender and number."""
        base = word.rstrip("s").rstrip("e")
        return any(self._words[base + ending] for ending in ("", "e", "s", "es"))


def _ends_with_address(text: str) -> bool:
    return bool(_ADDRESS.match(text[text.rfind(" ") + 1 :].lstrip("(")))


def _is_cut_address(before: str, line: str) -> bool:
    """Whether the address at the end of `before` goes on in `line`: it stops at a mark, in mid-air."""
    return before.endswith(("/", ".", "=", "&", "?", "_", "%", "-")) and (line[0].islower() or line[0].isdigit())


def can_carry_call(before: str) -> bool:
    """Whether a raised number behind `before` is a footnote call."""
    if _CAN_CARRY.search(before[-8:]):
        return True
    last = before.rstrip()[-3:].rpartition(" ")[2].casefold()
    return len(last) == 2 and last in _SHORT_WORDS


def unglued(text: Traced) -> Traced:
    """A space before each footnote call: "cours(1)." becomes "cours (1)."."""
    parts = []
    at = 0
    for call in _GLUED_CALL.finditer(text.text):
        parts += [text.cut(at, call.start()), inserted(" ")]
        at = call.start()
    return joined([*parts, text.cut(at)]) if parts else text
