"""In which part of which document a question looks: « dans la conclusion », "in the introduction of the PEPR paper", « selon l'article sur la recherche »."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bbti_qa.documents import Passage
from bbti_qa.language import carries_meaning, fold, stems, words


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
            rf"(?:intro|introduction)(?= ?(?:[?.!,;:]|$)|{_WHOSE}{_DOCUMENT}| (?:dit|says?|does|did|met|annonce|parle|mentionne|cite|présente)\b)",
        ),
        (
            Part.CONCLUSION,
            rf"(?:conclusion|(?<=dans les )conclusions|(?<=in the )conclusions|concluding (?:section|remarks)|(?:dernier|last|closing) (?:paragraphe|paragraph)|(?:fin|end)(?={_WHOSE}{_DOCUMENT}))",
        ),
    )
)
_ABSTRACT = re.compile(
    rf"\b(?:dans|selon|d['’]après|in|according to|from) {_THE}(?:résumé|resume|summary|abstract)\b{_NOT_OF}{_ON}",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"\b(?:dans|selon|d['’]après|in|according to|de|dit|parle|explique|does|résume[rz]?|resume[rz]?|summari[sz]e) (?:la|the) (?:(?:section|rubrique) (?:intitulée |sur |nommée |about |on |called |entitled )?|partie (?:intitulée |nommée |sur ))"
    r"(?P<name>[«\"“'][^»\"”]{3,60}[»\"”']|[\w’' -]{4,60}?)(?=[,.;:?!]|$)",
    re.IGNORECASE,
)
_ABOUT = re.compile(rf"(?:\b{_IN} ?)?(?:\b{_THE}|\bdu |\bau ){_DOCUMENT} {_LINK} (?P<name>[^,.;:?!()]+)", re.IGNORECASE)
_APPOSED = re.compile(rf"\b{_IN} ?(?:{_THE})?{_DOCUMENT} (?P<name>(?-i:[A-ZÀ-Ý])[\w-]+)", re.IGNORECASE)
_APPOSED_NOUN = re.compile(rf"\b(?:du |de l['’]|de la |of the ){_DOCUMENT} (?P<name>[\w-]+)", re.IGNORECASE)
_BEFORE = re.compile(rf"\b{_IN} ?(?:the|this) (?P<name>(?:[\w-]+ ){{1,3}})(?:article|paper|report)\b", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\b(?:l'autre|la suite|le corps|le reste|ailleurs|the other|the rest|the body|elsewhere|(?:les |ces |the )?(?:deux|two|both) (?:articles|documents|textes|papers|texts|sources))\b"
)
_STOPS = frozenset(
    """est sont etait etaient a ont fut dit disent parle parlent cite citent mentionne mentionnent explique donne que qu qui quel quelle quels quelles quoi ou comment
    pourquoi combien quand met mettent is are was were has have had does do did say says said what which who why how when where to mention mentions""".split()
)
_NO_NAME = frozenset(
    """same other first second third last next two three both original whole full deux trois autre meme premier deuxieme second dernier
    intitule intitulee titled entitled lui ci source sources cite cites publie publies fourni fournis present scientifique officiel scientific official""".split()
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


def stands_in(within: Within, passages: Sequence[Passage]) -> list[bool]:
    """Which of the passages of one document, in reading order, are in the part or the section that is looked in; all where neither is given."""
    if within.section:
        wanted = frozenset(stems(within.section))
        return [bool(wanted) and wanted <= frozenset(stems(" ".join(one.headings))) for one in passages]
    if within.part is None:
        return [True] * len(passages)
    headings = [fold(" / ".join(one.headings)) for one in passages]
    opening = next((at for at, heading in enumerate(headings) if heading), 0) or round(FIRST * len(passages)) or 1
    if within.part is Part.OPENING:
        return [at < opening for at in range(len(passages))]
    pattern = _CLOSING if within.part is Part.CONCLUSION else _BEGINNING
    held = [bool(pattern.search(heading)) for heading in headings]
    if any(held):
        return held
    if within.part is Part.INTRODUCTION:
        return [at < opening for at in range(len(passages))]
    body = [at for at, heading in enumerate(headings) if not _BACK_MATTER.search(heading)]
    last = set(body[-(round(LAST * len(body)) or 1) :])
    return [at in last for at in range(len(passages))]


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
