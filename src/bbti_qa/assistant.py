"""The answering path, top to bottom: a question in, a checked answer out.

    question -> understanding -> retrieval -> evidence -> sufficiency -> answering -> Answer

Reads no setting and no clock but a stopwatch; everything it works with is handed to it by the wiring.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bbti_qa.answering import ExtractionRule, cite, select
from bbti_qa.documents import Answer, ConsideredPassage, Document, Evidence, Hit, Notice, NoticeKind, Outcome, Turn
from bbti_qa.evidence import RankingRule, Sufficiency, SufficiencyRule, rank, suffices
from bbti_qa.glossary import Glossary
from bbti_qa.language import Language
from bbti_qa.phrases import phrase
from bbti_qa.retrieval import Retriever
from bbti_qa.understanding import Question, understand

if TYPE_CHECKING:
    from bbti_qa.index import Snapshot


@dataclass(frozen=True, slots=True)
class AnsweringRules:
    """The numbers of the path, in one place. `hits` passages are read for sentences and reported as considered."""

    hits: int = 12
    ranking: RankingRule = field(default_factory=RankingRule)
    sufficiency: SufficiencyRule = field(default_factory=SufficiencyRule)
    extraction: ExtractionRule = field(default_factory=ExtractionRule)


class Assistant:
    """Answers over one snapshot. Safe to share between threads: it holds no state between questions."""

    def __init__(
        self,
        snapshot: Snapshot,
        retriever: Retriever,
        glossary: Glossary | None = None,
        rules: AnsweringRules | None = None,
    ) -> None:
        self.snapshot = snapshot
        self.retriever = retriever
        self._glossary = glossary or Glossary()
        self._rules = rules or AnsweringRules()
        self._documents = {document.id: document for document in snapshot.documents}

    def answer(self, text: str, history: Sequence[Turn] = (), language: Language | None = None) -> Answer:
        """The answer to `text` after `history` (oldest turn first), in `language` or the question's own.

        Raises QuestionError for a question that is empty or too long.
        """
        started = time.perf_counter()
        question = self.understand(text, history, language)
        hits = self.retriever.search(question, self._rules.hits)
        evidence = rank(question, hits, self._documents, self.snapshot.lexical.idf, self._rules.ranking)
        enough = suffices(question, evidence, self.snapshot.lexical.idf, self._is_known, self._rules.sufficiency)
        answer = self._answered(question, evidence, enough) if enough.suffices else self._silent(question, hits, enough)
        considered = tuple(self._considered(hit) for hit in hits)
        return replace(answer, passages=considered, seconds=time.perf_counter() - started)

    def understand(self, text: str, history: Sequence[Turn] = (), language: Language | None = None) -> Question:
        """The question as the retriever takes it. Raises QuestionError."""
        return understand(text, history, glossary=self._glossary, mend=self._mend, language=language)

    def search(self, text: str, limit: int = 10) -> tuple[ConsideredPassage, ...]:
        """The best passages for some words, without an answer. Raises QuestionError."""
        return tuple(self._considered(hit) for hit in self.retriever.search(self.understand(text), limit))

    def document(self, document_id: str) -> Document:
        """The document with this id. Raises KeyError."""
        return self._documents[document_id]

    def _is_known(self, stem: str) -> bool:
        return self.snapshot.lexical.document_frequency(stem) > 0

    def _mend(self, stem: str) -> tuple[str, ...]:
        return () if self._is_known(stem) else self.snapshot.lexical.similar(stem)

    def _answered(self, question: Question, evidence: Sequence[Evidence], enough: Sufficiency) -> Answer:
        text, citations = cite(select(evidence, question.kind, self._rules.extraction))
        return Answer(
            question=question.text,
            language=question.language,
            outcome=Outcome.ANSWERED,
            text=text,
            citations=citations,
            confidence=enough.confidence,
            index=self.snapshot.id,
        )

    def _silent(self, question: Question, hits: Sequence[Hit], enough: Sufficiency) -> Answer:
        return Answer(
            question=question.text,
            language=question.language,
            outcome=Outcome.NOT_IN_DOCUMENTS,
            text=phrase("not_in_documents", question.language),
            notices=(Notice(NoticeKind.LOOKED, self._where_we_looked(question, hits)),),
            confidence=1.0 - enough.confidence,
            index=self.snapshot.id,
        )

    def _where_we_looked(self, question: Question, hits: Sequence[Hit]) -> str:
        """Names the nearest three places."""
        places = dict.fromkeys(self._place(hit, question.language) for hit in hits)
        if not places:
            return phrase("looked_nowhere", question.language)
        count = len(self.snapshot.documents)
        return phrase("looked", question.language, documents=count, places=" ; ".join(list(places)[:3]))

    def _place(self, hit: Hit, language: Language) -> str:
        document = self._documents[hit.passage.document_id]
        heading = f", « {hit.passage.headings[-1]} »" if hit.passage.headings else ""
        return f"{document.title}{heading}, p. {hit.passage.page}"

    def _considered(self, hit: Hit) -> ConsideredPassage:
        document = self._documents[hit.passage.document_id]
        passage = hit.passage
        return ConsideredPassage(
            document.path, document.id, document.title, passage.headings, passage.spans, hit.score, passage.text
        )
