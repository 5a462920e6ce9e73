"""All three judgements of one question, and how they are told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from bbti_qa.dating import long_date
from bbti_qa.documents import Evidence, Notice, NoticeKind, Verdict
from bbti_qa.judging.asking import asks_for_verdict
from bbti_qa.judging.comparing import asks_about_agreement, asks_whether_they_differ, compares, sides, tells_difference
from bbti_qa.judging.conflict import Conflict, find_conflict
from bbti_qa.judging.expansions import differing, spelled_out
from bbti_qa.judging.leaders import Leaders, leaders_told
from bbti_qa.judging.lookup import Lookup
from bbti_qa.judging.premise import Premise, find_premise
from bbti_qa.judging.scope import parts_without_it
from bbti_qa.judging.verdict import CLOSE, decide
from bbti_qa.language import Language
from bbti_qa.phrases import phrase
from bbti_qa.understanding import Question
from bbti_qa.values import find_values


@dataclass(frozen=True, slots=True)
class Judgement:
    """At most one of `premise` and `conflict` is told: a question that is beside the point has no conflict to report.

    `spelled` are the sentences that spell out the acronym that is asked for; `deciding` is the one that says yes or no, all that is to be told
    where `is_told`.
    """

    premise: Premise | None = None
    conflict: Conflict | None = None
    verdict: Verdict | None = None
    compared: tuple[Evidence, ...] = ()
    spelled: tuple[Evidence, ...] = ()
    deciding: Evidence | None = None
    is_told: bool = False

    @property
    def must_cite(self) -> tuple[Evidence, ...]:
        """The sentences that the notices point to, that are set side by side, or that spell out an acronym; the one that decides, where it tells all."""
        told = self.premise or self.conflict
        if self.is_told and self.deciding:
            return (self.deciding,)
        return told.evidence if told else self.compared or self.spelled

    @property
    def proof(self) -> tuple[Evidence, ...]:
        """The sentence that says yes or no, where nothing else must be cited."""
        return (self.deciding,) if self.deciding and not self.must_cite else ()

    @property
    def corrects(self) -> bool:
        """Whether something is to be told before the answer: a false premise, or sources that differ."""
        return self.premise is not None or self.conflict is not None

    @property
    def is_whole(self) -> bool:
        """Whether what must be cited is all that is to be said: the proof of a correction, the words of an acronym, two places in an order."""
        if self.premise:
            return bool(self.premise.said)
        return self.is_told or bool(self.spelled) or (self.conflict is not None and self.conflict.place > 0)

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
                first_source=_source(conflict.evidence[0], language),
                second_source=_source(conflict.evidence[-1], language),
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
    if parts := parts_without_it(question, evidence, lookup):
        return Judgement(verdict=Verdict.NO, compared=parts, is_told=True)
    if leaders := leaders_told(question, lookup):
        return _same_leaders(question, leaders)
    expansions = spelled_out(question, lookup)
    premise = None if expansions else find_premise(question, evidence, lookup)
    if two := differing(expansions):
        conflict: Conflict | None = Conflict(two[0].long, two[1].long, tuple(one.evidence for one in two))
    else:
        conflict = None if premise else find_conflict(question, evidence, lookup)
    compared = sides(question, evidence) if compares(question) else None
    decision = decide(question, evidence, suffices, premise, lookup)
    verdict = decision.verdict if decision else None
    if compares(question) and asks_about_agreement(question) and asks_for_verdict(question) and not premise:
        verdict = _compared(question, evidence, conflict, compared) or verdict
    spelled = tuple(one.evidence for one in expansions)
    if decision and decision.by and decision.is_told and not (premise or conflict):
        return Judgement(verdict=decision.verdict, deciding=decision.by, is_told=True)
    is_decided = decision is not None and verdict is decision.verdict and verdict is not Verdict.UNKNOWN
    deciding = decision.by if decision and is_decided else None
    return Judgement(premise, conflict, verdict, compared or (), spelled, deciding)


def _same_leaders(question: Question, leaders: Leaders) -> Judgement:
    """Both sides, and yes or no by whether they name the same; a conflict where they name others."""
    asks = asks_about_agreement(question) and asks_for_verdict(question)
    verdict = Verdict.NO if leaders.agree is asks_whether_they_differ(question) else Verdict.YES
    conflict = None if leaders.agree else Conflict(*leaders.said, leaders.evidence)
    return Judgement(conflict=conflict, verdict=verdict if asks else None, compared=leaders.evidence, is_told=True)


def _compared(
    question: Question, evidence: Sequence[Evidence], conflict: Conflict | None, compared: tuple[Evidence, ...] | None
) -> Verdict | None:
    """Yes or no by whether the sources differ: a conflict shows that, or a sentence says it.

    Where neither does they agree, as far as a question whether they say the same goes; one whether they differ needs a value that two documents give. None where
    nothing was set side by side.
    """
    asks_difference = asks_whether_they_differ(question)
    near = [item for item in evidence if item.score >= CLOSE * evidence[0].score]
    said = next((told for item in near if (told := tells_difference(item.text)) is not None), None)
    if conflict or said is not None:
        differ = conflict is not None or bool(said)
        return Verdict.YES if differ is asks_difference else Verdict.NO
    if asks_difference:
        return Verdict.NO if compared and _share_a_value(question, near) else Verdict.UNKNOWN
    return Verdict.YES if compared else None


def _share_a_value(question: Question, evidence: Sequence[Evidence]) -> bool:
    """Whether two documents give one value, and count or rank with it a thing of the question where they do."""
    about = {stem for term in question.terms for way in term.ways for stem in way}
    return any(
        one.document.id != other.document.id
        and ours.agrees(theirs)
        and (not ours.of or about & set(ours.of) & set(theirs.of))
        for one, other in combinations(evidence, 2)
        for ours in find_values(one.text)
        for theirs in find_values(other.text)
    )


def _told_as(conflict: Conflict) -> str:
    if conflict.place:
        return "conflict_order"
    return "conflict_count" if conflict.miscounted else "conflict_both" if conflict.both_told else "conflict"


def _source(item: Evidence, language: Language) -> str:
    """Title, date where it is known, page."""
    page = item.sentence.spans[0].page
    return ", ".join(filter(None, [item.document.title, long_date(item.document.date, language), f"p. {page}"]))
