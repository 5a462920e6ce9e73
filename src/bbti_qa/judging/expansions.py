"""What an acronym stands for, where that is asked, and whether the documents spell it out in two ways."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from bbti_qa.acronyms import definitions
from bbti_qa.documents import Evidence
from bbti_qa.judging.lookup import Lookup
from bbti_qa.language import fold, fold_in_place, stem, stems, words
from bbti_qa.understanding import Question

FAR = 25  # letters between an acronym and the words that ask what it means, at most
_ASKS = re.compile(
    r"\b(?:sigles?|acronymes?|abreviations?|initiales|lettres(?! d)|signifie\w*|veut dire|veulent dire|designe\w*|developpe\w*|intitules?|"
    r"acronyms?|abbreviations?|initials|letters(?! of)|stands? for|short for|spell\w* out|mean)\b"
)
_NAMES_A_TEXT = re.compile(
    r" (?:papers?|articles?|documents?|texts?)\b", re.IGNORECASE
)  # "what does the PEPR paper spell out?"
_JOINED = re.compile(r",? (?:et |and |ou |or )?| ?/ ?")


@dataclass(frozen=True, slots=True)
class Expansion:
    """`short` as the question has it, `long` as the sentence of `evidence` has it."""

    short: str
    long: str
    evidence: Evidence


def spelled_out(question: Question, lookup: Lookup) -> tuple[Expansion, ...]:
    """The sentences that spell out the acronym which the question asks about, one for each way to do so; nothing where it asks for something else."""
    found: dict[frozenset[str], Expansion] = {}
    for short in _asked(question):
        for expansion in _spellings(short, question, lookup):
            found.setdefault(frozenset(stems(expansion.long)), expansion)
    return tuple(found.values())


def differing(expansions: Sequence[Expansion]) -> tuple[Expansion, Expansion] | None:
    """The first two of one acronym that do not say the same: one may only say more than the other."""
    for one, other in combinations(expansions, 2):
        if fold(one.short) == fold(other.short) and differ(one.long, other.long):
            return one, other
    return None


def differ(one: str, other: str) -> bool:
    """Whether either long form has a word that the other has not."""
    ours, theirs = set(stems(one)), set(stems(other))
    return bool(ours - theirs) and bool(theirs - ours)


def _asked(question: Question) -> tuple[str, ...]:
    """The acronym nearest to the words that ask what it means, with those that are asked for beside it."""
    known = {term.stem for term in question.terms if any(len(row) > 1 for row in term.alternatives)}
    acronyms = [
        (word, start, end)
        for word, start, end in words(question.text)
        if sum(character.isupper() for character in word) > 1
        and stem(word) in known
        and not _NAMES_A_TEXT.match(question.text, end)
    ]
    asking = _ASKS.search(fold_in_place(question.text))
    if not acronyms or asking is None:
        return ()
    apart = [max(start - asking.end(), asking.start() - end) for _, start, end in acronyms]
    at = apart.index(min(apart))
    if apart[at] > FAR:
        return ()
    first, last = at, at + 1
    while first and _JOINED.fullmatch(question.text[acronyms[first - 1][2] : acronyms[first][1]]):
        first -= 1
    while last < len(acronyms) and _JOINED.fullmatch(question.text[acronyms[last - 1][2] : acronyms[last][1]]):
        last += 1
    return tuple(word for word, _, _ in acronyms[first:last])


def _spellings(short: str, question: Question, lookup: Lookup) -> Iterator[Expansion]:
    rows = next((term.alternatives for term in question.terms if term.stem == stem(short)), ())
    for row in rows:
        for item in lookup.ask(f"{short} {' '.join(row)}", question):
            for name, long in definitions(item.text):
                if fold(name) == fold(short):
                    yield Expansion(short, long, item)
