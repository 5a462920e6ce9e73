"""Line-end hyphens: joined where the word was cut, kept where it has one of its own. Footnote calls: set apart from their word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from bbti_qa.loading.tracing import EMPTY, Traced, inserted, joined

_COMPOUND = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
_WORD = re.compile(r"[^\W\d_]+")
_BROKEN = re.compile(r"([^\W\d_]+)-\s?$")
_FIRST_WORD = re.compile(r"^[^\W\d_]+")
_GLUED_CALL = re.compile(r"(?<=[\w»)%])\((\d{1,2})\)")
# First parts that keep their hyphen when the document shows neither form.
_KEEPING = frozenset("non anti auto ex vice mi demi semi quasi post pré ultra extra inter trans sous sur contre".split())


class HyphenJoiner:
    """Knows how a whole document writes its words, and joins broken lines accordingly."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._compounds: Counter[str] = Counter()
        self._words: Counter[str] = Counter()
        for text in texts:
            for line in text.split("\n"):
                self._compounds.update(word.casefold() for word in _COMPOUND.findall(line))
                self._words.update(word.casefold() for word in _WORD.findall(line))

    def join(self, lines: Sequence[Traced]) -> Traced:
        """The lines of one block as one line, words made whole, calls set apart."""
        whole = EMPTY
        for line in lines:
            whole = self._joined(whole, line.stripped())
        return unglued(whole)

    def _joined(self, before: Traced, line: Traced) -> Traced:
        if not before.text:
            return line
        broken = _BROKEN.search(before.text)
        first = _FIRST_WORD.search(line.text)
        if not broken or not first:
            return before + inserted(" ") + line
        head = before.cut(0, broken.end(1))
        is_address = "/" in before.text[before.text.rfind(" ") + 1 :]
        if is_address or self._keeps_hyphen(broken.group(1), first.group()):
            return before.cut(0, broken.end(1) + 1) + line
        return head + line

    def _keeps_hyphen(self, left: str, right: str) -> bool:
        """Whether "left-right" is how the word is written: as the document shows it elsewhere, else by its shape."""
        if right[0].isupper():
            return True
        compound, word = f"{left}-{right}".casefold(), f"{left}{right}".casefold()
        with_hyphen, without = self._compounds[compound], self._words[word]
        if with_hyphen or without:
            return with_hyphen > without
        return left.casefold() in _KEEPING and self._words[right.casefold()] > 0


def unglued(text: Traced) -> Traced:
    """A space before each footnote call: "cours(1)." becomes "cours (1)."."""
    parts = []
    at = 0
    for call in _GLUED_CALL.finditer(text.text):
        parts += [text.cut(at, call.start()), inserted(" ")]
        at = call.start()
    return joined([*parts, text.cut(at)]) if parts else text
