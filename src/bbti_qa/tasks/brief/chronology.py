"""Statements to dated facts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from bbti_qa.language import fold
from bbti_qa.tasks.brief.aspects import values_of
from bbti_qa.tasks.brief.brief import BriefSentence, DatedFact
from bbti_qa.tasks.brief.openings import Opening, opening_of, without_connector
from bbti_qa.tasks.brief.relevance import speaks_of_documents
from bbti_qa.tasks.brief.statements import Key, Statement, is_whole, key_of
from bbti_qa.values import Unit, Value

LABEL_LETTERS = 165  # of a sentence beside its date in the picture
_BEFORE = re.compile(
    r"(?:(?:au |a la |a partir de |d'ici |des |depuis |en |early |late |mid-|by |since |the (?:beginning|end) of )?"
    r"(?:(?:la |le )?(?:fin|debut|courant|mi-|milieu)(?: de)?(?: l'annee)?(?: d[eu])? ?)?)$"
)
_DATE_FIRST = re.compile(r"^(?:En|Dès|Depuis|In|Since|By|Fin|Début) (?:\w+ )?(?:19|20)\d\d, ")
_SPAN = re.compile(r"(?P<from>(?:19|20)\d\d)(?: ?[-–] ?| (?:à|a|to|et|and) )(?P<to>(?:19|20)\d\d)")


def dated_facts(
    statements: Sequence[Statement], every: Mapping[Key, Statement], sentence_of: Callable[[Statement], BriefSentence]
) -> list[tuple[Key, DatedFact]]:
    """One fact a statement that holds a date, in the order of the dates, then of reading."""
    found = []
    for statement in statements:
        dates = [value for value in values_of(statement.text) if value.unit is Unit.DATE]
        span = _SPAN.search(statement.text)
        if speaks_of_documents(statement.text) or not (dates or span):
            continue
        if opening_of(statement.text) is Opening.LEANING and not _stands_behind(statement, every):
            continue
        date, said = _first(statement.text, dates, span)
        sentence = sentence_of(statement)
        found.append((key_of(statement), DatedFact(date, said, sentence, label_of(statement.text))))
    return sorted(found, key=lambda pair: (pair[1].date, pair[0]))


def _stands_behind(statement: Statement, every: Mapping[Key, Statement]) -> bool:
    """Whether the sentence that it leans on can be shown with it."""
    before = every.get((statement.document.id, statement.before))
    return before is not None and is_whole(before) and opening_of(before.text) is not Opening.LEANING


def _first(text: str, dates: Sequence[Value], span: re.Match[str] | None) -> tuple[str, str]:
    """(ISO date, as said) of the earliest date; a span counts from its first year."""
    if span is not None and (not dates or span["from"] <= min(value.date for value in dates)[:4]):
        return span["from"], f"{span['from']}–{span['to']}"
    earliest = min(dates, key=lambda value: value.date)
    said = [_as_said(text, value) for value in dates]
    return earliest.date, ", ".join(dict.fromkeys(said)) if len(set(said)) < 4 else _as_said(text, earliest)


def _as_said(text: str, value: Value) -> str:
    """The date with « fin », « début de l'année » before it."""
    folded = "".join((fold(letter) or letter)[0] for letter in text[: value.start])
    match = _BEFORE.search(folded)
    start = match.start() if match else value.start
    said = text[start : value.end].strip()
    return re.sub(
        r"^(?:en|in|dès|des|depuis|since|au|à la|a la|d['’]ici(?: la)?|by|la|le) ", "", said, flags=re.IGNORECASE
    )


def label_of(text: str) -> str:
    """The sentence on a line or two, for the picture."""
    whole = _DATE_FIRST.sub("", without_connector(text.removeprefix("[…] ")))
    whole = whole[:1].upper() + whole[1:]
    if len(whole) <= LABEL_LETTERS:
        return whole
    return f"{whole[:LABEL_LETTERS].rsplit(' ', 1)[0].rstrip(' ,;:(')}…"
