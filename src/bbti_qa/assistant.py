"""The answering path, top to bottom: a question in, a checked answer out.

    question -> understanding -> retrieval -> evidence -> sufficiency -> judging -> answering -> Answer

Answering is extractive: the documents' own sentences. With a language model, and with evidence that suffices, the model writes the answer and each
of its sentences is checked; when it fails, the extractive answer is there already. Reads no setting and no clock but a stopwatch; everything it
works with is handed to it by the wiring.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from bbti_qa.answering import ExtractionRule, Writer, avowal, choose, extracted, silent, task_of, with_points, written
from bbti_qa.documents import Answer, ConsideredPassage, Document, Evidence, Hit, Notice, Turn
from bbti_qa.errors import QuestionError
from bbti_qa.evidence import RankingRule
from bbti_qa.glossary import Glossary
from bbti_qa.judging import Judgement, judge, standing_notices
from bbti_qa.language import Language
from bbti_qa.lexicon import Lexicon
from bbti_qa.reading import Library, LibraryLookup, Reader, Reading, by_evidence
from bbti_qa.retrieval import Retriever
from bbti_qa.sufficiency import SufficiencyRule
from bbti_qa.understanding import Question

if TYPE_CHECKING:
    from bbti_qa.entailment import Inference
    from bbti_qa.generation import Deadline
    from bbti_qa.index import Snapshot


@dataclass(frozen=True, slots=True)
class AnsweringRules:
    """The numbers of the path, in one place. `hits` passages are read for sentences and reported as considered.

    A model is given `numbered` sentences of at most `numbered_words` words in all. A question for several things is answered `by_point`. `on` is the ISO date on which documents must be valid,
    empty for any.
    """

    hits: int = 12
    numbered: int = 20  # sentences that a model is given
    numbered_words: int = 900  # in them
    by_point: bool = True
    ranking: RankingRule = field(default_factory=RankingRule)
    sufficiency: SufficiencyRule = field(default_factory=SufficiencyRule)
    extraction: ExtractionRule = field(default_factory=ExtractionRule)
    on: str = ""


class Assistant:
    """Answers over one snapshot. Safe to share between threads: it holds no state between questions."""

    def __init__(
        self,
        snapshot: Snapshot,
        retriever: Retriever,
        glossary: Glossary | None = None,
        rules: AnsweringRules | None = None,
        lexicon: Lexicon | None = None,
        writer: Writer | None = None,
        inference: Inference | None = None,
    ) -> None:
        """`inference` is asked whether the best passages answer; without it the figures of `SufficiencyRule` alone decide."""
        self._rules = rules or AnsweringRules()
        self.library = Library(
            snapshot, retriever, glossary or Glossary(), lexicon or Lexicon(), self._rules.ranking, self._rules.on
        )
        self._reader = Reader(self.library, self._rules.hits, self._rules.sufficiency, inference)
        self._writer = writer

    def answer(self, text: str, history: Sequence[Turn] = (), language: Language | None = None) -> Answer:
        """The answer to `text` after `history` (oldest turn first), in `language` or the question's own.

        Raises QuestionError for a question that is empty or too long, and for a language other than `fr` and `en`.
        """
        *_, answer = self.stream(text, history, language)
        assert isinstance(answer, Answer)
        return answer

    def stream(
        self, text: str, history: Sequence[Turn] = (), language: Language | None = None
    ) -> Iterator[str | Answer]:
        """Pieces of the answer's text as they are settled, then the answer itself.

        A piece is shown only when it is checked. The answer's own text decides: it differs from the joined pieces where a model failed on the
        way. Raises QuestionError before the first piece.
        """
        started = time.perf_counter()
        deadline = self._writer.start() if self._writer else None
        read = self._read(text, history, language, deadline)
        found = self._judged(read)
        if self._rules.by_point and not found.corrects:
            read = with_points(read, self._reader, self._rules.extraction)
        if (
            read.question.instructs
            or read.question.greets
            or not (read.suffices or found.must_cite)
            or (not found.must_cite and avowal(read))
        ):
            answer = silent(read, self.library)
        else:
            answer = yield from self._told(read, found, history, deadline)
        answer = replace(
            answer,
            question=read.asked,
            verdict=found.verdict,
            notices=(*answer.notices, *self._standing(read, answer), *read.notices()),
            passages=()
            if read.question.greets
            else tuple(map(self.library.considered, by_evidence(read.hits, read.evidence))),
        )
        yield replace(answer, seconds=time.perf_counter() - started)

    def _read(
        self, text: str, history: Sequence[Turn], language: Language | None, deadline: Deadline | None
    ) -> Reading:
        """The question with what was found for it, and whether that suffices."""
        make_whole = partial(self._writer.make_whole, deadline=deadline) if self._writer and deadline else None
        return self._reader.read_after(text, history, language, make_whole)

    def _judged(self, read: Reading) -> Judgement:
        """What the evidence says about the question itself."""
        lookup = LibraryLookup(self.library, read.history)
        return judge(read.question, read.evidence, read.enough.suffices, lookup)

    def _told(
        self, read: Reading, found: Judgement, history: Sequence[Turn], deadline: Deadline | None
    ) -> Generator[str, None, Answer]:
        """The documents' own sentences, or the model's, each checked."""
        rules = self._rules
        chosen = choose(read, found, self.library, rules.extraction)
        if self._writer is None or deadline is None:
            return extracted(read, chosen, found, self.snapshot.id)
        task = task_of(read, chosen, found, history, rules.numbered, rules.numbered_words)
        return (yield from written(self._writer, deadline, task, read, chosen, found, self.library))

    def _standing(self, read: Reading, answer: Answer) -> tuple[Notice, ...]:
        """Which of the cited documents another one replaces."""
        return standing_notices(read.question, answer.citations, read.evidence, self.library.documents, self._rules.on)

    # What tasks and surfaces ask for beside an answer.

    @property
    def engine(self) -> str:
        """What writes the answers: `extractive`, or the model's name."""
        return self._writer.name if self._writer else "extractive"

    @property
    def writer(self) -> Writer | None:
        """What writes with a language model, None where none is configured: for the tasks that are composed of this path."""
        return self._writer

    def extractive(self) -> Assistant:
        """The same assistant without a model: its answers are the documents' own sentences."""
        if self._writer is None:
            return self
        bare = copy(self)
        bare._writer = None
        return bare

    @property
    def snapshot(self) -> Snapshot:
        return self.library.snapshot

    @property
    def retriever(self) -> Retriever:
        return self.library.retriever

    @property
    def glossary(self) -> Glossary:
        """Acronyms and terms: those of the glossary file and those that the documents define."""
        return self.library.glossary

    def understand(self, text: str, history: Sequence[Turn] = (), language: Language | None = None) -> Question:
        """The question as the retriever takes it. Raises QuestionError."""
        return self.library.understand(text, history, language)

    def search(self, text: str, limit: int = 10) -> tuple[ConsideredPassage, ...]:
        """The best passages for some words, without an answer; `limit` at least 1. Raises QuestionError."""
        if limit < 1:
            raise QuestionError(f"{limit} passages cannot be searched for. Ask for at least one.")
        return tuple(map(self.library.considered, self.retriever.search(self.understand(text), limit)))

    def evidence(self, question: Question, hits: Sequence[Hit]) -> tuple[Evidence, ...]:
        """The sentences of `hits`, best first, judged for `question`."""
        return self.library.evidence(question, hits)

    def document(self, document_id: str) -> Document:
        """The document with this id. Raises KeyError."""
        return self.library.documents[document_id]

    def is_known(self, stem: str) -> bool:
        """Whether any document holds the stem."""
        return self.library.is_known(stem)
