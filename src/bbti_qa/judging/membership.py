"""Whether a name is missing from what a sentence says that a thing consists of, or one that no document holds from a list that answers: « y a-t-il un pilote à Brest ? », « (Nantes, Lorient et Vannes) »."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bbti_qa.documents import Evidence
from bbti_qa.judging.asking import asking_words
from bbti_qa.judging.attribution import told
from bbti_qa.judging.lookup import Lookup
from bbti_qa.language import fold, stem, stems, words
from bbti_qa.understanding import Question, Term

NEAR = 0.5  # of the best score, for the sentence with the list
SUBJECT = 0.5  # of the question's other words, in the sentence itself

_BELONGING = frozenset(
    stems("partie liste citée cité exist existe part list member")
)  # words that only say that a thing is one of them
_NAME = r"[A-ZÀ-Ý][\w’'-]+(?: (?:(?:de |du |des |d['’]|la |le )?[A-ZÀ-Ý][\w’'-]+))*"
_PLACED = re.compile(rf"\b(?:à|a|en|au|aux|in|at|près de|near) (?P<name>{_NAME})(?![\w’'-])")
_MEMBER = re.compile(
    rf"(?P<name>{_NAME})(?: \w+){{0,2}}? (?:fait|font|figure|est|sont|compte|appartien\w+|is|are|does|do)\b.{{0,40}}?\b(?:partie|parmi|liste|cit[ée]e?s?|list\w*|among|included|part)\b|"
    rf"\b(?:is|are|does|do) (?P<asked>{_NAME}) (?:\w+ ){{0,3}}?(?:part|among|on|in|listed|included)\b",
)
_DEFINITE = re.compile(
    rf"\b(?:le|la|les|the|[lL]['’]) ?(?:[\w'’-]+ ){{1,7}}?(?:de |d['’]|à |of |in |at )(?P<name>{_NAME})(?![\w’'-])"
)
_ROW = re.compile(rf"{_NAME}(?:, {_NAME})+,? (?:et|ou|and|or) {_NAME}")
_IN_BODY = (
    re.compile(
        r"(?P<member>[^,;:?!.]{2,60}?) (?:fait|font|faisait|siège|siègent|siégeait|est|sont|était|étaient)-?(?:t-)?(?:il|elle|ils|elles)?(?: \w+)?"
        r" (?:partie|membres?|représentée?s?|présente?s?|(?=aux? ))(?: (?:de la|de l['’]|du|des|de|d['’]|aux?|à la|à l['’]|dans l[ea]|dans l['’]))? ?(?P<body>[^,;?!.]{3,60})",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:is|are|was|were|does|do|did) (?P<member>[^,;:?!.]{2,60}?) (?:an? |the )?(?:members?|part|represented|sit|seated|included) (?:of|on|in|at) (?P<body>[^,;?!.]{3,60})",
        re.IGNORECASE,
    ),
)
_CONSISTS = re.compile(  # all of it, as « réunit » or « comprend » do not say
    r"\b(?:constitué|composé|formé)e?s? (?:d[eu']|d['’]|des)|\bse compose\w* d|\b(?:consists?|made up|composed|comprised) of\b",
    re.IGNORECASE,
)


def is_outside(question: Question, evidence: Sequence[Evidence], lookup: Lookup) -> Evidence | None:
    """The sentence near the best that says whom a body consists of and does not name the one, by a name or a title of his own, who is asked about: « le ministre fait-il partie du comité ? »."""
    asked = next((found for pattern in _IN_BODY if (found := pattern.search(asking_words(question.text)))), None)
    if asked is None:
        return None
    body = _terms_in(question, asked["body"])
    member = [term for term in _terms_in(question, asked["member"]) if term not in body]
    is_named = any(word[0].isupper() for word, at, _ in words(asked["member"]) if at or not lookup.known(stem(word)))
    if not body or not member or not (is_named or not any(lookup.known(term.stem) for term in member)):
        return None
    for item in evidence:
        if item.score < NEAR * evidence[0].score:
            break
        consists = _CONSISTS.search(item.text)
        whose = frozenset(stems(item.text[: consists.start()])) if consists else frozenset[str]()
        held = frozenset(stems(item.text))
        if consists and all(_is_held(term, whose) for term in body):
            return None if any(_is_held(term, held) for term in member) else item
    return None


def _terms_in(question: Question, words_of: str) -> list[Term]:
    said = frozenset(stems(words_of))
    return [term for term in question.terms if term.weight == 1.0 and term.stem in said]


def _is_held(term: Term, held: frozenset[str]) -> bool:
    return any(held.issuperset(way) for way in term.ways)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The place or member that a list lacks, and the sentence with the list."""

    name: str
    evidence: Evidence


def is_left_out(
    question: Question, evidence: Sequence[Evidence], lookup: Lookup, definite: bool = False
) -> LeftOut | None:
    """The sentence near the best whose row of three names or more, of the things asked about, lacks the place or member that the question names.

    Only a name that no document holds is missing from a list: one that stands elsewhere may be told there. `definite`: the question takes it for
    granted, « à quel service le centre de Brest est-il adossé ? ».
    """
    name, named = _asked(question, lookup, definite)
    if not named:
        return None
    asking = frozenset(stems(asking_words(question.text))) - named - _BELONGING
    rest = [term for term in question.terms if term.weight == 1.0 and term.stem in asking and lookup.known(term.stem)]
    for item in evidence:
        if item.score < NEAR * evidence[0].score:
            break
        held = frozenset(stems(told(item, lookup)))
        share = sum(any(held.issuperset(way) for way in term.ways) for term in rest)
        if rest and share >= SUBJECT * len(rest) and _ROW.search(item.text):
            return LeftOut(name, item)
    return None


def _asked(question: Question, lookup: Lookup, definite: bool) -> tuple[str, frozenset[str]]:
    """The one place or member that is asked about, and its stems, where no document holds any of them."""
    patterns = (_DEFINITE,) if definite else (_PLACED, _MEMBER)
    found = [name for one in patterns for match in one.finditer(question.text) for name in match.groups() if name]
    named = frozenset(stem(word) for name in found for word in fold(name).split() if len(word) > 2)
    glossed = {term.stem for term in question.terms if term.alternatives}
    is_known = any(lookup.known(one) or one in glossed for one in named)
    return (" ".join(found), frozenset[str]()) if is_known else (" ".join(found), named)
