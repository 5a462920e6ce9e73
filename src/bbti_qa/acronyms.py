"""Acronyms that documents define themselves: « Programme et Équipements Prioritaires de Recherche (PEPR) », or the other way round.

The method is that of Schwartz and Hearst (Pacific Symposium on Biocomputing, 2003): the letters of the short form are matched from
the right in the words before the bracket, and its first letter must start a word. Accents and case do not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bbti_qa.documents import Document
from bbti_qa.language import carries_meaning, fold

SHORTEST, LONGEST = 2, 10  # letters of a short form
MOST_EXTRA_WORDS = 5  # words of a long form beyond the letters of the short one, as in the paper

FAR_BACK = 160  # letters before a bracket in which the long form is looked for

_BRACKET = re.compile(r"\(([^()]{2,66})\)")


def learn_acronyms(documents: Iterable[Document]) -> tuple[tuple[str, str], ...]:
    """Each (short form, long form) that the documents define, sorted, without repeats."""
    return tuple(sorted({pair for document in documents for page in document.pages for pair in definitions(page.text)}))


def definitions(text: str) -> Iterator[tuple[str, str]]:
    """(short form, long form) pairs that `text` defines in brackets, in reading order."""
    joined = " ".join(text.split())
    for match in _BRACKET.finditer(joined):
        before = re.split(r"[()]", joined[max(0, match.start() - FAR_BACK) : match.start()])[-1]
        inside = re.split(r"[,;:]", match[1].strip(' «"“”»'))[0].strip()
        if _is_short_form(inside):
            if long := _long_form(inside, before):
                yield inside, long
            continue
        short = re.sub(r"^[dlDL]['’]", "", before.split()[-1]) if before.split() else ""
        if _is_short_form(short) and (long := _long_form(short, inside)):
            yield short, long


def _is_short_form(word: str) -> bool:
    """Letters, most of them capitals, no blank: PEPR, ARNm, CSTP, R&D."""
    capitals = sum(character.isupper() for character in word)
    return SHORTEST <= len(word) <= LONGEST and word[0].isalnum() and capitals >= 2 and not re.search(r"\s|\d{3}", word)


def _long_form(short: str, before: str) -> str:
    """The shortest run of words at the end of `before` that holds the letters of `short` in order; empty where none does."""
    letters = [character for character in fold(short) if character.isalnum()]
    if letters and letters[-1] == "s" and short[-1] == "s":
        letters = letters[:-1]
    words = before.split()[-min(len(letters) + MOST_EXTRA_WORDS, 2 * len(letters)) :]
    text = " ".join(words)
    folded = "".join(fold(character)[:1] or character for character in text)
    at = _start(folded, letters)
    while (
        at > 0
        and not carries_meaning(folded[at:].split()[0])
        and (earlier := _word_before(folded, at, letters[0])) >= 0
    ):
        at = earlier
    if at < 0:
        return ""
    long = text[at:].strip(' ,;«»"“”')
    return long if len(long.split()) >= 2 and fold(short) not in fold(long).split() else ""


def _start(folded: str, letters: list[str]) -> int:
    """Where the letters, matched from the right, begin; -1 where they do not fit."""
    at = len(folded)
    for place, letter in reversed(list(enumerate(letters))):
        at -= 1
        while at >= 0 and not (folded[at] == letter and (place > 0 or _starts_word(folded, at))):
            at -= 1
        if at < 0:
            return -1
    return at


def _word_before(folded: str, at: int, letter: str) -> int:
    """The nearest word before `at` that starts with `letter`; -1 without one."""
    return next(
        (place for place in range(at - 1, -1, -1) if folded[place] == letter and _starts_word(folded, place)), -1
    )


def _starts_word(folded: str, at: int) -> bool:
    return at == 0 or not folded[at - 1].isalnum()
