"""All three judgements of one question, and how they are told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bbti_qa.documents import Evidence, Notice, NoticeKind, Verdict
from bbti_qa.judging.asking import asks_for_verdict
from bbti_qa.judging.comparing import compares, sides
from bbti_qa.judging.conflict import Conflict, find_conflict
from bbti_qa.judging.expansions import differing, spelled_out
from bbti_qa.judging.lookup import Lookup
from bbti_qa.judging.premise import Premise, find_premise
from bbti_qa.judging.verdict import decide
from bbti_qa.language import Language
from bbti_qa.phrases import phrase
from bbti_qa.understanding import Question


@dataclass(frozen=True, slots=True)
class Judgement:
    """At most one of `premise` and `conflict` is told: a question that is beside the point has no conflict to report.

    `spelled` are the sentences that spell out the acronym that is asked for.
    """

    premise: Premise | None = None
    conflict: Conflict | None = None
    verdict: Verdict | None = None
    compared: tuple[Evidence, ...] = ()
    spelled: tuple[Evidence, ...] = ()

    @property
    def must_cite(self) -> tuple[Evidence, ...]:
        """The sentences that the notices point to, that are set side by side, or that spell out an acronym."""
        told = self.premise or self.conflict
        return told.evidence if told else self.compared or self.spelled

    @property
    def corrects(self) -> bool:
        """Whether something is to be told before the answer: a false premise, or sources that differ."""
        return self.premise is not None or self.conflict is not None

    @property
    def is_whole(self) -> bool:
        """Whether what must be cited is all that is to be said: the proof of a correction, the words of an acronym, two places in an order."""
        if self.premise:
            return bool(self.premise.said)
        return bool(self.spelled) or (self.conflict is not None and self.conflict.place > 0)

    def notices(self, language: Language, citations: tuple[int, ...]) -> tuple[Notice, ...]:
        """`citations` are the markers of `must_cite`."""
        if premise := self.premise:
            name = "premise" if premise.said else "premise_unknown"
            text = phrase(name, language, presumed=premise.presumed, said=premise.said)
            return (Notice(NoticeKind.PREMISE, text, citations),)
        if conflict := self.conflict:
            text = phrase(
                _told_as(conflict),
                language,
                place=conflict.place,
                first=conflict.first,
                second=conflict.second,
                first_source=_source(conflict.evidence[0]),
                second_source=_source(conflict.evidence[-1]),
            )
            return (Notice(NoticeKind.CONFLICT, text, citations),)
        return ()


def judge(
    question: Question,
    evidence: Sequence[Evidence],
    suffices: bool,
    lookup: Lookup,
) -> Judgement:
    """`evidence` best first."""
    expansions = spelled_out(question, lookup)
    premise = None if expansions else find_premise(question, evidence, lookup)
    if two := differing(expansions):
        conflict: Conflict | None = Conflict(two[0].long, two[1].long, tuple(one.evidence for one in two))
    else:
        conflict = None if premise else find_conflict(question, evidence, lookup)
    compared = sides(question, evidence) if compares(question) else None
    verdict = decide(question, evidence, suffices, premise, lookup)
    if compared and asks_for_verdict(question) and not premise:
        verdict = Verdict.NO if conflict else Verdict.YES
    spelled = tuple(one.evidence for one in expansions)
    return Judgement(premise, conflict, verdict, compared or (), spelled)


def _told_as(conflict: Conflict) -> str:
    if conflict.place:
        return "conflict_order"
    return "conflict_count" if conflict.miscounted else "conflict_both" if conflict.both_told else "conflict"


def _source(item: Evidence) -> str:
    """Title, date where it is known, page."""
    page = item.sentence.spans[0].page
    return ", ".join(filter(None, [item.document.title, item.document.date, f"p. {page}"]))
