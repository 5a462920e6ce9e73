"""The documents as they are asked: a question understood in their words, passages found, sentences ranked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from bbti_qa.documents import ConsideredPassage, Document, Evidence, Hit, Passage, Turn
from bbti_qa.errors import QuestionError
from bbti_qa.evidence import RankingRule, rank
from bbti_qa.glossary import Glossary
from bbti_qa.judging import in_standing
from bbti_qa.language import Language
from bbti_qa.lexicon import Lexicon
from bbti_qa.retrieval import Retriever
from bbti_qa.typography import quoted
from bbti_qa.understanding import Question, understand
from bbti_qa.values import Unit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from bbti_qa.index import Snapshot

SUBJECT = 0.1  # of the passages that hold an acronym, from which on the documents are about what it stands for


class Library:
    """One snapshot, with the words by which it is asked. Safe to share between threads: it holds no state between questions."""

    def __init__(
        self,
        snapshot: Snapshot,
        retriever: Retriever,
        glossary: Glossary,
        lexicon: Lexicon,
        ranking: RankingRule,
        on: str = "",
    ) -> None:
        """`on` is the ISO date on which documents must be valid, empty for any."""
        self.snapshot = snapshot
        self.retriever = retriever
        self.glossary = glossary
        self.documents = {document.id: document for document in snapshot.documents}
        self.ranking = ranking
        self._lexicon = lexicon
        self._on = on
        self._heads = {head: self._subjects(shorts) for head, shorts in glossary.heads().items()}

    def understand(self, text: str, history: Sequence[Turn] = (), language: Language | None = None) -> Question:
        """The question as the retriever takes it. Raises QuestionError."""
        if language not in (None, "fr", "en"):
            raise QuestionError(
                f"Answers are in French (fr) or English (en), not in “{language}”. Leave the language out for the question's own."
            )
        return understand(
            text,
            history,
            glossary=self.glossary,
            lexicon=self._lexicon,
            mend=self.mend,
            language=language,
            heads=self._heads,
        )

    def hits(self, question: Question, limit: int, shares: NDArray[np.float32] | None = None) -> tuple[Hit, ...]:
        """At most `limit` passages, best first; where things are counted, also those that say how many there are. `shares` as `Retriever.search` has it."""
        return self.retriever.search(question, limit, self._counts(question), shares)

    def evidence(self, question: Question, hits: Sequence[Hit]) -> tuple[Evidence, ...]:
        """The sentences of `hits`, best first, judged for `question`."""
        ranked = rank(question, hits, self.documents, self.rarity, self.ranking, self._before)
        return in_standing(question, ranked, self.documents, self._on)

    def passages_of(self, document_id: str) -> Sequence[Passage]:
        """The passages of one document, in reading order. Raises KeyError."""
        return self.snapshot.passages_of(document_id)

    def rarity(self, stem: str) -> float:
        """The inverse document frequency of the stem, at least 0."""
        return self.snapshot.lexical.idf(stem)

    def is_known(self, stem: str) -> bool:
        """Whether any document holds the stem."""
        return self.snapshot.lexical.document_frequency(stem) > 0

    def stands_for(self, noun: str) -> tuple[str, ...]:
        """The acronym that a noun (its stem) stands for where it stands alone: « le programme » is the PEPR."""
        return self._heads.get(noun, ())

    def is_stood_for(self, acronym: str) -> bool:
        """Whether a noun alone stands for the acronym."""
        return any(acronym in shorts for shorts in self._heads.values())

    def is_subject(self, stem: str) -> bool:
        """Whether so many passages hold the stem that the documents are about it."""
        lexical = self.snapshot.lexical
        return lexical.document_frequency(stem) >= SUBJECT * len(lexical)

    def mend(self, stem: str) -> tuple[str, ...]:
        """The stems of the documents that one which they do not hold may be a slip for."""
        return () if self.is_known(stem) else self.snapshot.lexical.similar(stem)

    def considered(self, hit: Hit) -> ConsideredPassage:
        """The hit as an answer reports it."""
        document, passage = self._document_of(hit), hit.passage
        return ConsideredPassage(
            document.path, document.id, document.title, passage.headings, passage.spans, hit.score, passage.text
        )

    def place(self, hit: Hit, language: Language) -> str:
        """Where a reader of `language` finds it: `Le programme, « Gouvernance », p. 4`."""
        heading = f", {quoted(hit.passage.headings[-1], language)}" if hit.passage.headings else ""
        return f"{self._document_of(hit).title}{heading}, p. {hit.passage.page}"

    def _document_of(self, hit: Hit) -> Document:
        return self.documents[hit.passage.document_id]

    def _before(self, passage: Passage) -> Passage | None:
        """The one in front of it in its document."""
        ordinal = int(passage.id.rpartition(":")[2])
        return self.passages_of(passage.document_id)[ordinal - 1] if ordinal else None

    def _subjects(self, shorts: Iterable[str]) -> tuple[str, ...]:
        """The one of these acronyms that the documents speak of again and again; none where they speak of another one too."""
        lexical = self.snapshot.lexical
        known = [(short, lexical.document_frequency(short)) for short in shorts if self.is_known(short)]
        return tuple(short for short, count in known if len(known) == 1 and count >= SUBJECT * len(lexical))

    def _counts(self, question: Question) -> tuple[str, ...]:
        """The tokens of the index that say how many there are of what is counted, whatever the number."""
        wanted = question.wanted
        if wanted is None or wanted.unit is not Unit.COUNT:
            return ()
        return tuple(token for name in sorted(wanted.of) for token in self.snapshot.lexical.counts_of(name))
