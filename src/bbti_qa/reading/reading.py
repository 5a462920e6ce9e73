"""A question with what was found for it, and whether that suffices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bbti_qa.documents import Evidence, Hit, Notice, NoticeKind, Turn
from bbti_qa.language import stem, stems, words
from bbti_qa.phrases import phrase
from bbti_qa.points import Point
from bbti_qa.sufficiency import Sufficiency
from bbti_qa.understanding import Question

SURE = 0.8  # confidence from which what was found is taken for what was meant
ABSENT = 0.25  # confidence under which a model is told that a point of the question is not in the documents
EVIDENCE_SHARE = 0.4  # of a passage's rank that its best sentence decides


@dataclass(frozen=True, slots=True)
class Told:
    """A point of a question with the sentences that tell it; none where the documents do not."""

    point: Point
    confidence: float
    question: Question
    evidence: tuple[Evidence, ...]

    @property
    def is_unsaid(self) -> bool:
        """Whether nothing was found on it, though it has words of its own."""
        return not self.evidence and bool(stems(self.point.named))


@dataclass(frozen=True, slots=True)
class Reading:
    """A question with what was found for it. `asked` is what the user typed, `history` what judging reads it with.

    `points` are those of a question that asks for several things, where at least one of them is told.
    """

    question: Question
    hits: tuple[Hit, ...]
    evidence: tuple[Evidence, ...]
    enough: Sufficiency
    history: tuple[Turn, ...]
    asked: str
    points: tuple[Told, ...] = ()

    @property
    def suffices(self) -> bool:
        return self.enough.suffices or bool(self.points)

    @property
    def is_sure(self) -> bool:
        return self.enough.confidence >= SURE

    @property
    def confidence(self) -> float:
        """In the answer to the question, or to the surest of its points."""
        return max([self.enough.confidence, *(one.confidence for one in self.points if one.evidence)])

    @property
    def told(self) -> tuple[Evidence, ...]:
        """The sentences for all points."""
        return tuple({item.text: item for one in self.points for item in one.evidence}.values())

    @property
    def unsaid(self) -> tuple[str, ...]:
        """The points that no sentence tells, in the words of the question."""
        return tuple(one.point.named.strip(" ?.") for one in self.points if one.is_unsaid)

    @property
    def absent(self) -> tuple[str, ...]:
        """What of the question the documents do not say, most likely: names that no passage holds, and points of which none speaks."""
        unsaid = (one for one in self.points if one.is_unsaid and one.confidence < ABSENT)
        points = [one.point.named.strip(" ?.") for one in unsaid]
        names = self._names_unknown
        return (*names, *(point for point in points if not any(name in point for name in names)))

    @property
    def _names_unknown(self) -> tuple[str, ...]:
        """The names and acronyms of the question that no passage holds."""
        text, missing = self.question.text, self.enough.missing
        named = [word for word, start, _ in words(text) if word[:1].isupper() and (start or word[1:].isupper())]
        return tuple(dict.fromkeys(word for word in named if stem(word) in missing))

    def notices(self) -> tuple[Notice, ...]:
        """How a follow-up was read."""
        question = self.question
        if question.greets:
            return ()
        if self.asked != question.text:
            return (Notice(NoticeKind.REWRITTEN, phrase("rewritten_whole", question.language, whole=question.text)),)
        if question.read_as:
            return (Notice(NoticeKind.REWRITTEN, phrase("rewritten_whole", question.language, whole=question.read_as)),)
        if not question.after:
            return ()
        return (Notice(NoticeKind.REWRITTEN, phrase("rewritten", question.language, after=question.after)),)


def by_evidence(hits: Sequence[Hit], evidence: Sequence[Evidence]) -> tuple[Hit, ...]:
    """The hits by their own score and that of their best sentence, best first; ties keep their order."""
    best: dict[str, float] = {}
    for item in evidence:
        best[item.passage.id] = max(best.get(item.passage.id, 0.0), min(1.0, item.score))
    scored = [
        replace(hit, score=(1 - EVIDENCE_SHARE) * hit.score + EVIDENCE_SHARE * best.get(hit.passage.id, 0.0))
        for hit in hits
    ]
    return tuple(sorted(scored, key=lambda hit: -hit.score))
