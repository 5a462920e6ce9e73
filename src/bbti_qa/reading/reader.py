"""A question is read: hits, their sentences, whether these suffice. A follow-up is read after what was said before it, or alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from bbti_qa.documents import Evidence, Turn
from bbti_qa.evidence import coverage, said_in
from bbti_qa.judging import answerability, by_answer
from bbti_qa.language import Language, fold
from bbti_qa.reading.headings import numbered_parts
from bbti_qa.reading.library import Library
from bbti_qa.reading.overview import in_turn, overview
from bbti_qa.reading.reading import Reading
from bbti_qa.reading.section import section_on
from bbti_qa.reading.within import shares_of
from bbti_qa.sufficiency import Sufficiency, SufficiencyRule, suffices
from bbti_qa.understanding import Question, QuestionKind

if TYPE_CHECKING:
    from bbti_qa.entailment import Inference

OVERVIEW = 0.9  # confidence of an answer that tells what a part of a document says, or what its parts are

OWN = (
    0.4  # of a short question's own words, by rarity, that a sentence holds if the turns before are what it asks about
)
TOLD = 0.7  # of the score, for a sentence that stands in the answer before
BEST = 3  # sentences that are read for them

MakeWhole = Callable[[str, Sequence[Turn], Language], str]
"""A follow-up as a question that stands alone, in the words of a model; empty where it has none."""


class Reader:
    """Reads questions over one library, `limit` passages each. Safe to share between threads: it holds no state between questions."""

    def __init__(
        self, library: Library, limit: int, sufficiency: SufficiencyRule, inference: Inference | None = None
    ) -> None:
        """`inference` is asked whether the best passages answer; without it the figures of `SufficiencyRule` alone decide."""
        self.library = library
        self._limit = limit
        self._sufficiency = sufficiency
        self._inference = inference

    def read_after(
        self, text: str, history: Sequence[Turn], language: Language | None, make_whole: MakeWhole | None
    ) -> Reading:
        """The question after what was said before, alone where that is as good, or made whole where neither is sure. Raises QuestionError."""
        understand = self.library.understand
        read = self.read(understand(text, history, language), history)
        if read.question.may_stand_alone:
            alone = self.read(understand(text, (), language), history)
            if self._is_better_alone(alone, read):
                return alone
        if not read.question.after or read.is_sure or make_whole is None:
            return read
        whole = make_whole(read.asked, history, read.question.language)
        if not whole:
            return read
        rewritten = self.read(understand(whole, (), read.question.language), ())
        return replace(rewritten, asked=read.asked) if rewritten.enough.confidence >= read.enough.confidence else read

    def _is_better_alone(self, alone: Reading, after: Reading) -> bool:
        """Whether a short question is answered alone, or has words of its own of which the best sentences that are found after the turns before say little."""
        if alone.is_sure:
            return True
        own = [term for term in after.question.terms if term.weight == 1.0 and term.held_by is None]
        best = after.evidence[:BEST]
        is_value = after.question.relation is None and any(item.why["type_fit"] == 1.0 for item in best)
        if not own or (len(own) == 1 and is_value):
            return False

        def said_by(item: Evidence) -> float:
            return coverage(own, said_in(after.question, item.text), self.library.rarity)

        if max(map(said_by, best), default=0.0) < OWN:
            return True
        return alone.enough.suffices and said_by(alone.evidence[0]) > said_by(best[0])

    def read(self, question: Question, history: Sequence[Turn], infers: bool = True) -> Reading:
        """`infers`: the model of inference, where there is one, is asked too; bare words are no question to it."""
        library = self.library
        if question.is_overview and (told := overview(library, question, self._limit)):
            sentences = in_turn(library, question, told)
            return Reading(question, told, sentences, _known(), tuple(history), question.text)
        if question.subject and (told := section_on(library, question.subject, self._limit)):
            question = replace(question, is_overview=True)
            return Reading(question, told, in_turn(library, question, told), _known(), tuple(history), question.text)
        hits = library.hits(question, self._limit, shares_of(library, question.within))
        evidence = _less_told(question, library.evidence(question, hits), history)
        model = self._inference if infers else None
        if model is not None:
            evidence = by_answer(model, question.text, evidence, library.ranking)
        enough = suffices(
            question,
            evidence,
            library.rarity,
            library.is_known,
            self._sufficiency,
            partial(answerability, model, question.text, evidence) if model else None,
        )
        if question.is_overview and question.within is not None and question.within.part:  # of which document?
            enough = replace(enough, suffices=False)
        if not enough.suffices and numbered_parts(library, question, evidence):
            enough = _known()
        return Reading(question, hits, evidence, enough, tuple(history), question.text)


def _less_told(question: Question, evidence: Sequence[Evidence], history: Sequence[Turn]) -> tuple[Evidence, ...]:
    """The sentences that stand in the answer before count less behind it, unless they hold the value or decide the yes or no that is asked for now."""
    answered = fold(next((turn.content for turn in reversed(history) if turn.role == "assistant"), ""))
    if not question.after or question.in_another_form or not answered or question.kind is QuestionKind.YES_NO:
        return tuple(evidence)

    def weighed(item: Evidence) -> Evidence:
        tells_more = question.wanted is not None and item.why["type_fit"] == 1.0
        is_told = not tells_more and fold(item.text).rstrip(" .;:,") in answered
        return replace(item, score=item.score * TOLD) if is_told else item

    return tuple(sorted(map(weighed, evidence), key=lambda item: -item.score))


def _known() -> Sufficiency:
    """Of what is told as it stands: nothing of it needs to be looked for."""
    return Sufficiency(True, OVERVIEW, ())
