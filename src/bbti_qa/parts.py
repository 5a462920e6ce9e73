"""In which part of which document a question looks: « dans la conclusion », "in the introduction of the PEPR paper", « selon l'article sur la recherche »."""

from __future__ import annotations

import re
import weakref
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from bbti_qa.documents import Passage
from bbti_qa.language import carries_meaning, fold, stems, words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Part(StrEnum):
    """What many documents have, whatever they call it."""

    OPENING = "opening"  # before the first heading: an abstract, a standfirst
    INTRODUCTION = "introduction"
    CONCLUSION = "conclusion"


@dataclass(frozen=True, slots=True)
class Within:
    """Where a question looks: the part, the heading of a section, the words that tell the document from others; at least one of them is given."""

    part: Part | None = None
    section: str = ""
    document: str = ""

    @property
    def is_part(self) -> bool:
        """Whether it is less than a document."""
        return self.part is not None or bool(self.section)


FIRST = LAST = 0.1  # of the passages of a document that begin or end it, where no heading says so
MOST_NAMING = 4  # words that name a document

_DOCUMENT = r"(?:articles?|documents?|textes?|rapports?|publications?|papiers?|papers?|reports?|texts?)"
_IN = r"(?:dans|selon|d['’]après|d['’]apres|d['’]|de |du |à |a |en |in |according to|from|of|at|per)"
_THE = r"(?:(?:le|la|les|ce|cet|cette|the|this) |l['’])"
_LINK = r"(?:sur|portant sur|consacré à|about|on|devoted to|dealing with|relatif à|concernant)"
_WHOSE = r"(?:(?: (?:de |d['’]|du |of ))(?:l['’]|le |la |the |cet |ce |this )?+)"
_NOT_OF = rf"(?!{_WHOSE}(?!{_DOCUMENT}\b|(?:[\w-]+ ){{0,3}}{_DOCUMENT}\b))"

_ON = rf"(?: {_LINK} (?P<name>[^,.;:?!()]+))?"
_PARTS: tuple[tuple[Part, re.Pattern[str]], ...] = tuple(
    (
        part,
        re.compile(
            rf"(?:\b{_IN} ?)?(?:\b{_THE}|\b(?:au|du) |\ben (?=début|fin)){noun}\b{_NOT_OF}(?:{_WHOSE}{_DOCUMENT}\b)?{_ON}",
            re.IGNORECASE,
        ),
    )
    for part, noun in (
        (
            Part.OPENING,
            rf"(?:chapeau|chapô|chapo|abstract|standfirst|(?:début|beginning|start|top)(?={_WHOSE}{_DOCUMENT}))",
        ),
        (
            Part.INTRODUCTION,
            rf"(?:intro|introduction)(?= ?(?:[?.!,;:]|$)|{_WHOSE}{_DOCUMENT}|"
            r" (?:dit|says?|does|did|met|annonce|parle|mentionne|cite|présente)\b)",
        ),
        (
            Part.CONCLUSION,
            r"(?:conclusion|(?<=dans les )conclusions|(?<=in the )conclusions|concluding (?:section|remarks)|"
            rf"(?:dernier|last|closing) (?:paragraphe|paragraph)|(?:fin|end)(?={_WHOSE}{_DOCUMENT}))",
        ),
    )
)
_ABSTRACT = re.compile(
    rf"\b(?:dans|selon|d['’]après|in|according to|from) {_THE}(?:résumé|resume|summary|abstract)\b{_NOT_OF}{_ON}",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"\b(?:dans|selon|d['’]après|in|according to|de|dit|parle|explique|does|résume[rz]?|resume[rz]?|summari[sz]e)"
    r" (?:la|the) (?:(?:section|rubrique) (?:intitulée |sur |nommée |about |on |called |entitled )?|"
    r"partie (?:intitulée |nommée |sur ))"
    r"(?P<name>[«\"“'][^»\"”]{3,60}[»\"”']|[\w’' -]{4,60}?)(?=[,.;:?!]|$)",
    re.IGNORECASE,
)
_ABOUT = re.compile(rf"(?:\b{_IN} ?)?(?:\b{_THE}|\bdu |\bau ){_DOCUMENT} {_LINK} (?P<name>[^,.;:?!()]+)", re.IGNORECASE)
_APPOSED = re.compile(rf"\b{_IN} ?(?:{_THE})?{_DOCUMENT} (?P<name>(?-i:[A-ZÀ-Ý])[\w-]+)", re.IGNORECASE)
_APPOSED_NOUN = re.compile(rf"\b(?:du |de l['’]|de la |of the ){_DOCUMENT} (?P<name>[\w-]+)", re.IGNORECASE)
_BEFORE = re.compile(rf"\b{_IN} ?(?:the|this) (?P<name>(?:[\w-]+ ){{1,3}})(?:article|paper|report)\b", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\b(?:l'autre|la suite|le corps|le reste|ailleurs|the other|the rest|the body|elsewhere|"
    r"(?:les |ces |the )?(?:deux|two|both) (?:articles|documents|textes|papers|texts|sources))\b"
)
_STOPS = frozenset(
    """est sont etait etaient a ont fut dit disent parle parlent cite citent mentionne mentionnent explique donne que
    qu qui quel quelle quels quelles quoi ou comment pourquoi combien quand met mettent is are was were has have had
    does do did say says said what which who why how when where to mention mentions""".split()
)
_NO_NAME = frozenset(
    """same other first second third last next two three both original whole full deux trois autre meme premier
    deuxieme second dernier intitule intitulee titled entitled lui ci source sources cite cites publie publies fourni
    fournis present scientifique officiel scientific official""".split()
)
_CLOSING = re.compile(r"\b(?:conclusions?|perspectives|en conclusion|concluding|outlook|pour conclure)\b")
_BEGINNING = re.compile(r"\b(?:introduction|avant-propos|preambule|preamble|foreword|contexte|background)\b")
_BACK_MATTER = re.compile(
    r"\b(?:references|bibliographie|bibliography|remerciements|acknowledge?ments|annexes?|appendix|notes)\b"
)


def looked_in(text: str) -> tuple[Within | None, str]:
    """Where the question looks, and the question without the words that say so; None and `text` where it looks nowhere in particular."""
    if _ELSEWHERE.search(fold(text)):
        return None, text
    spans: list[tuple[int, int]] = []
    part, section, document = None, "", ""
    for one, pattern in (*_PARTS, (Part.OPENING, _ABSTRACT)):
        if part is None and (found := pattern.search(text)):
            part = one
            document, end = _naming(found)
            spans.append(
                (found.start(), end if document else found.start("name") - 1 if found["name"] else found.end())
            )
    if found := _SECTION.search(text):
        section = found["name"].strip(" «»\"“”'")
        spans.append(found.span())
    for pattern in (_ABOUT, _BEFORE, _APPOSED, *([_APPOSED_NOUN] if part else [])):
        found = pattern.search(text) if not document else None
        name, end = _naming(found) if found else ("", 0)
        if found and name:
            document = name
            spans.append((found.start(), found.end() if pattern is _BEFORE else end))
    return (Within(part, section, document), _without(text, spans)) if spans else (None, text)


def stands_in(within: Within, passages: Sequence[Passage]) -> NDArray[np.bool_]:
    """(passages,): which passages of one document, in reading order, are in the part or the section that is looked in; all where neither is
    given. What a document's parts are is found out once for as long as `passages` is kept, if it can be referred to weakly."""
    import numpy as np

    layout = _layout_of(passages)
    if within.section:
        wanted = frozenset(stems(within.section))
        named = [bool(wanted) and wanted <= _stems_of(heading) for heading in layout.headings]
        return np.array(named, dtype=bool)[layout.heading_of]
    return np.ones(len(passages), dtype=bool) if within.part is None else layout.parts[within.part]


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where a document's parts are: `parts` (passages,) by name; `heading_of` (passages,) is the row in `headings`, which are distinct."""

    parts: Mapping[Part, NDArray[np.bool_]]
    headings: tuple[str, ...]
    heading_of: NDArray[np.intp]


_LAYOUTS: dict[
    int, tuple[weakref.ref[Sequence[Passage]], _Layout]
] = {}  # by the id of the passages, whose hash reads them all


def _layout_of(passages: Sequence[Passage]) -> _Layout:
    key = id(passages)
    kept = _LAYOUTS.get(key)
    if kept is not None and kept[0]() is passages:
        return kept[1]
    layout = _laid_out(passages)
    with suppress(TypeError):  # a tuple cannot be referred to weakly
        _LAYOUTS[key] = (weakref.ref(passages, lambda _: _LAYOUTS.pop(key, None)), layout)
    return layout


def _laid_out(passages: Sequence[Passage]) -> _Layout:
    import numpy as np

    rows: dict[tuple[str, ...], int] = {}
    heading_of = np.array([rows.setdefault(one.headings, len(rows)) for one in passages], dtype=np.intp)
    folded = [fold(" / ".join(headings)) for headings in rows]
    count = len(passages)
    first = next((at for at, row in enumerate(heading_of.tolist()) if folded[row]), 0) or round(FIRST * count) or 1
    opening = np.arange(count) < first
    begins, closes, is_back = (
        np.array([bool(pattern.search(heading)) for heading in folded], dtype=bool)[heading_of]
        for pattern in (_BEGINNING, _CLOSING, _BACK_MATTER)
    )
    body = np.flatnonzero(~is_back)
    end = np.zeros(count, dtype=bool)
    end[body[-(round(LAST * len(body)) or 1) :]] = True
    parts = {
        Part.OPENING: opening,
        Part.INTRODUCTION: begins if begins.any() else opening,
        Part.CONCLUSION: closes if closes.any() else end,
    }
    for held in parts.values():
        held.flags.writeable = False  # they are handed out
    return _Layout(parts, tuple(" ".join(headings) for headings in rows), heading_of)


@lru_cache(maxsize=65536)
def _stems_of(heading: str) -> frozenset[str]:
    return frozenset(stems(heading))


def _naming(found: re.Match[str]) -> tuple[str, int]:
    """The words of the group `name` that name a document, and where the last of them ends; none where it is missing or begins otherwise."""
    said = found["name"] or ""
    end, count = 0, 0
    for word, _, stop in words(said):
        if fold(word) in _STOPS | _NO_NAME or count == MOST_NAMING:
            break
        if carries_meaning(word):
            count += 1
            end = stop
    return said[:end], found.start("name") + end


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    cut = {at for start, end in spans for at in range(start, end)}
    left = "".join(" " if at in cut else character for at, character in enumerate(text))
    return re.sub(r"\s+", " ", re.sub(r"\s*,(?=\s*(?:,|[.?!]|$))|^[\s,]+", "", left)).strip()
