"""What the margin warns of: sources that differ, announcements whose date is past, values and versions that are overtaken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from bbti_qa.documents import Document, NoticeKind
from bbti_qa.judging import Survey, as_said
from bbti_qa.language import Language, fold, stems
from bbti_qa.surroundings import words_around
from bbti_qa.tasks.brief.aspects import counts_parts, values_of
from bbti_qa.tasks.brief.brief import Remark
from bbti_qa.tasks.brief.repetition import say_the_same
from bbti_qa.tasks.brief.statements import Statement
from bbti_qa.tasks.brief.wording import word
from bbti_qa.values import Unit, Value, find_values, outdated

_ANNOUNCED_AT_END = re.compile(r"[^.:;]{0,40} :")
_OF_SOME = re.compile(
    r"\b(?:dans|parmi|commune?s? [àa]|common to|among|within)\s+$", re.IGNORECASE
)  # « figure dans deux axes : »
MOST_ELSEWHERE = 2  # other counts that are told beside one
SHARED = 2  # of the topic's stems that must stand around two dates, for them to be of one announcement
_ANNOUNCES = re.compile(
    r"\b(?:sera|seront|aura|auront|devrait|devraient|doit etre|doivent etre|debutera|debuteront|commencera|ouvrira|lancera|annonce[es]*|prevu[es]*|"
    r"will|shall|is to be|are to be|is expected|are expected|planned|announced|en preparation|en phase de demarrage|en cours de lancement)\b"
)


class Margin:
    """Knows what to say beside each statement of one brief."""

    def __init__(
        self,
        survey: Survey,
        documents: Sequence[Document],
        every: Sequence[Statement],
        on_topic: Sequence[Statement],
        topic_stems: Sequence[str],
        today: str,
        language: Language,
    ) -> None:
        self._survey = survey
        self._documents = documents
        self._parts = _announced_parts(every)
        self._rivals = _rival_announcements(on_topic, frozenset(topic_stems))
        self._today = today
        self._language = language

    def beside(self, statement: Statement) -> tuple[Remark, ...]:
        """The remarks on one statement, without repeats."""
        found = [
            *self._disagreements(statement),
            *self._other_counts(statement),
            *self._announced(statement),
            *self._overtaken(statement),
            *self._newer(statement),
        ]
        return tuple(dict.fromkeys(found))

    def _disagreements(self, statement: Statement) -> list[Remark]:
        found = []
        for item in self._survey.disagreements:
            places = [place for place in (item.first, item.second) if place is not None]
            if not any(_holds(statement, place.document, place.sentence) for place in places):
                continue
            one, other = item.first, item.second
            if other is None:
                text = word("miscount", self._language, first=one.said, listed=item.listed)
            else:
                text = self._differ(one.said, one.document, one.page, other.said, other.document, other.page)
            found.append(Remark(NoticeKind.CONFLICT, text))
        for one_, said, other_, said_too in self._rivals:
            if statement in (one_, other_):
                text = self._differ(
                    said, one_.document, one_.spans[0].page, said_too, other_.document, other_.spans[0].page
                )
                found.append(Remark(NoticeKind.CONFLICT, text))
        return found

    def _other_counts(self, statement: Statement) -> list[Remark]:
        """« deux axes : … » here, « quatre axes : … » there: perhaps of two things, perhaps not."""
        own = [value for other, value in self._parts if other is statement or other.spans == statement.spans]
        said: dict[float, str] = {}
        for mine in own:
            for other, value in self._parts:
                differs = value.of[:1] == mine.of[:1] and not value.agrees(mine)
                if differs and not say_the_same(other, statement):
                    said.setdefault(value.low, self._place(other, value))
        if not said:
            return []
        places = word("and", self._language).join(list(said.values())[:MOST_ELSEWHERE])
        return [Remark(NoticeKind.CONFLICT, word("elsewhere", self._language, places=places))]

    def _place(self, other: Statement, value: Value) -> str:
        source = f"{other.document.title}, p. {other.spans[0].page}"
        return word("place", self._language, said=as_said(other.text, value), source=source)

    def _differ(self, first: str, one: Document, page: int, second: str, other: Document, page_too: int) -> str:
        return word(
            "differ",
            self._language,
            first=first,
            first_source=f"{one.title}, p. {page}",
            second=second,
            second_source=f"{other.title}, p. {page_too}",
        )

    def _announced(self, statement: Statement) -> list[Remark]:
        if not _ANNOUNCES.search(fold(statement.whole)):
            return []
        text = statement.whole
        past = [
            value
            for value in values_of(text)
            if value.unit is Unit.DATE and value.date < self._today[: len(value.date)]
        ]
        if not past:
            return []
        said = ", ".join(dict.fromkeys(as_said(text, value) for value in past))
        return [Remark(NoticeKind.SUPERSESSION, word("announced", self._language, when=said, today=self._today))]

    def _overtaken(self, statement: Statement) -> list[Remark]:
        text = statement.whole
        return [
            Remark(NoticeKind.SUPERSESSION, word("overtaken", self._language, said=as_said(text, value)))
            for value in outdated(text, values_of(text))
        ]

    def _newer(self, statement: Statement) -> list[Remark]:
        own = statement.document
        newer = [other for other in self._documents if _is_newer(other, own)]
        if not newer:
            return []
        best = max(newer, key=_age)
        name = ", ".join(filter(None, [best.title, best.version and f"version {best.version}", best.date]))
        return [Remark(NoticeKind.SUPERSESSION, word("newer", self._language, newer=name))]


def _announced_parts(statements: Sequence[Statement]) -> list[tuple[Statement, Value]]:
    """The counts of numbered things (axes, actions, lots) that statements announce right before their list; not of some of them."""
    return [
        (statement, value)
        for statement in statements
        if ":" in statement.text
        for value in find_values(statement.text)
        if counts_parts(statement.text, value)
        and _ANNOUNCED_AT_END.match(statement.text[value.end :])
        and not _OF_SOME.search(statement.text[: value.start])
    ]


def _is_newer(other: Document, own: Document) -> bool:
    return other.id != own.id and bool(own.title) and stems(other.title) == stems(own.title) and _age(other) > _age(own)


def _age(document: Document) -> tuple[tuple[int, ...], str]:
    """Versions as numbers, then dates: both grow."""
    return tuple(int(part) for part in re.findall(r"\d{1,6}", document.version)), document.date


def _holds(statement: Statement, document: Document, sentence: str) -> bool:
    return statement.document.id == document.id and " ".join(sentence.split()) in " ".join(statement.whole.split())


def _rival_announcements(
    statements: Sequence[Statement], topic: frozenset[str]
) -> list[tuple[Statement, str, Statement, str]]:
    """Pairs from two documents that announce the topic for dates that do not agree."""
    announced = [
        (statement, value)
        for statement in statements
        if _ANNOUNCES.search(fold(statement.whole))
        for value in values_of(statement.whole)
        if value.unit is Unit.DATE and len(words_around(statement.whole, value) & topic) >= SHARED
    ]
    return [
        (one, as_said(one.whole, first), other, as_said(other.whole, second))
        for (one, first), (other, second) in combinations(announced, 2)
        if one.document.id != other.document.id
        and not first.agrees(second)
        and not any(first.agrees(value) for _, value in announced if _ is other)
    ]
