"""The answering path, top to bottom: a question in, a checked answer out.

    question -> understanding -> retrieval -> evidence -> sufficiency -> judging -> answering -> Answer

Reads no setting and no clock but a stopwatch; everything it works with is handed to it by the wiring.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bbti_qa.answering import ExtractionRule, cite, goes_on, lead, markers_of, select
from bbti_qa.documents import (
    Answer,
    BlockKind,
    ConsideredPassage,
    Document,
    Evidence,
    Hit,
    Notice,
    NoticeKind,
    Outcome,
    Turn,
)
from bbti_qa.evidence import RankingRule, Sufficiency, SufficiencyRule, rank, suffices
from bbti_qa.glossary import Glossary
from bbti_qa.judging import Judgement, in_standing, judge, standing_notices
from bbti_qa.language import Language, stems
from bbti_qa.lexicon import Lexicon
from bbti_qa.phrases import phrase
from bbti_qa.retrieval import Retriever
from bbti_qa.understanding import Question, QuestionKind, aspects, understand
from bbti_qa.values import Unit, counted_in, find_values

if TYPE_CHECKING:
    from bbti_qa.index import Snapshot


LOOKUP_HITS = 12  # passages searched for a word or for a part of the question


@dataclass(frozen=True, slots=True)
class AnsweringRules:
    """The numbers of the path, in one place. `hits` passages are read for sentences and reported as considered; `on` is the ISO date on
    which documents must be valid, empty for any."""

    hits: int = 12
    ranking: RankingRule = field(default_factory=RankingRule)
    sufficiency: SufficiencyRule = field(default_factory=SufficiencyRule)
    extraction: ExtractionRule = field(default_factory=ExtractionRule)
    on: str = ""


SURE = 0.8  # confidence from which a short question after others is taken to stand alone
EVIDENCE_SHARE = 0.4  # of a passage's rank that its best sentence decides
FOLLOWING = 4  # passages in which a list may go on behind its best sentence
POINT_NEAR = 0.7  # of the best score, for a sentence that holds a word of the point itself
POINT_CONTEXT = 0.2  # of the words of a point, by rarity, that the sentence cited for it and its neighbours hold


class Assistant:
    """Answers over one snapshot. Safe to share between threads: it holds no state between questions."""

    def __init__(
        self,
        snapshot: Snapshot,
        retriever: Retriever,
        glossary: Glossary | None = None,
        rules: AnsweringRules | None = None,
        lexicon: Lexicon | None = None,
    ) -> None:
        self.snapshot = snapshot
        self.retriever = retriever
        self._glossary = glossary or Glossary()
        self._lexicon = lexicon or Lexicon()
        self._rules = rules or AnsweringRules()
        self._documents = {document.id: document for document in snapshot.documents}

    def answer(self, text: str, history: Sequence[Turn] = (), language: Language | None = None) -> Answer:
        """The answer to `text` after `history` (oldest turn first), in `language` or the question's own.

        Raises QuestionError for a question that is empty or too long.
        """
        started = time.perf_counter()
        question = self.understand(text, history, language)
        hits, evidence, enough = self._read(question)
        if question.may_stand_alone:
            alone = self.understand(text, (), language)
            read = self._read(alone)
            if read[2].confidence >= SURE:
                question, (hits, evidence, enough) = alone, read
        found = judge(question, evidence, enough.suffices, _Lookup(self, history))
        speaks = not question.instructs and (enough.suffices or bool(found.premise or found.conflict))
        answer = self._answered(question, evidence, enough, found) if speaks else self._silent(question, hits, enough)
        considered = tuple(self._considered(hit) for hit in by_evidence(hits, evidence))
        standing = standing_notices(question, answer.citations, evidence, self._documents, self._rules.on)
        answer = replace(answer, notices=(*answer.notices, *standing, *_rewritten(question)))
        return replace(answer, verdict=found.verdict, passages=considered, seconds=time.perf_counter() - started)

    def understand(self, text: str, history: Sequence[Turn] = (), language: Language | None = None) -> Question:
        """The question as the retriever takes it. Raises QuestionError."""
        return understand(
            text, history, glossary=self._glossary, lexicon=self._lexicon, mend=self._mend, language=language
        )

    def search(self, text: str, limit: int = 10) -> tuple[ConsideredPassage, ...]:
        """The best passages for some words, without an answer. Raises QuestionError."""
        return tuple(self._considered(hit) for hit in self.retriever.search(self.understand(text), limit))

    def evidence(self, question: Question, hits: Sequence[Hit]) -> tuple[Evidence, ...]:
        """The sentences of `hits`, best first, judged for `question`."""
        ranked = rank(question, hits, self._documents, self.snapshot.lexical.idf, self._rules.ranking)
        return in_standing(question, ranked, self._documents, self._rules.on)

    def document(self, document_id: str) -> Document:
        """The document with this id. Raises KeyError."""
        return self._documents[document_id]

    def is_known(self, stem: str) -> bool:
        """Whether any document holds the stem."""
        return self.snapshot.lexical.document_frequency(stem) > 0

    def _mend(self, stem: str) -> tuple[str, ...]:
        return () if self.is_known(stem) else self.snapshot.lexical.similar(stem)

    def _read(self, question: Question) -> tuple[tuple[Hit, ...], tuple[Evidence, ...], Sufficiency]:
        hits = self.retriever.search(question, self._rules.hits)
        evidence = self.evidence(question, hits)
        enough = suffices(question, evidence, self.snapshot.lexical.idf, self.is_known, self._rules.sufficiency)
        return hits, evidence, enough

    def _answered(
        self, question: Question, evidence: Sequence[Evidence], enough: Sufficiency, found: Judgement
    ) -> Answer:
        first = (*found.must_cite, *self._points(question), *_numbered_heading(question, evidence))
        pool: Sequence[Evidence] = evidence
        rule = self._rules.extraction
        if found.premise and found.premise.said:
            pool = ()  # a correction needs no more than its proof
        elif question.is_timeline:
            pool = [item for item in evidence if item.why["type_fit"] == 1.0]
            rule = replace(rule, keep=rule.keep_timeline, to_the_point=0.0)
        elif question.kind is QuestionKind.LIST:
            pool = self._with_continuation(evidence)
        chosen = select(pool, question.kind, rule, first, long=len(first) > 1 or question.is_timeline)
        sentences, citations = cite(chosen)
        text = " ".join(filter(None, (lead(question, chosen, found), sentences)))
        return Answer(
            question=question.text,
            language=question.language,
            outcome=Outcome.ANSWERED,
            text=text,
            citations=citations,
            notices=found.notices(question.language, markers_of(chosen, found.must_cite)),
            confidence=enough.confidence,
            index=self.snapshot.id,
        )

    def _with_continuation(self, evidence: Sequence[Evidence]) -> list[Evidence]:
        """For a list: behind the best sentence what goes on with it, « Celles-ci comprennent … », or the items that it announces."""
        pool = list(evidence[:1])
        for item in self._following(evidence[0]) if evidence else ():
            is_item = item.sentence.kind is BlockKind.ITEM
            announced = pool[-1].text.rstrip().endswith(":") or pool[-1].sentence.kind is BlockKind.ITEM
            if not (is_item and announced) and not (len(pool) == 1 and goes_on(item.text)):
                break
            pool.append(item)
        told = {item.text for item in pool}
        return pool + [item for item in evidence[1:] if item.text not in told]

    def _following(self, item: Evidence) -> Iterator[Evidence]:
        """The sentences behind `item` in its document, in reading order, headings left out, as good as itself."""
        passages = self.snapshot.passages
        start = next(at for at, passage in enumerate(passages) if passage.id == item.passage.id)
        last = item.sentence.spans[-1]
        for passage in passages[start : start + FOLLOWING]:
            if passage.document_id != item.document.id:
                return
            for sentence in passage.sentences:
                if sentence.kind is not BlockKind.HEADING and sentence.spans[0] > last:
                    last = sentence.spans[-1]
                    yield replace(item, passage=passage, sentence=sentence, text=item.document.text(sentence.spans))

    def _points(self, question: Question) -> tuple[Evidence, ...]:
        """The best sentence for each point of a question that asks for several."""
        topic, parts = aspects(question.text)
        history = (Turn("user", topic),)
        further = len(parts) == 1
        best = [_point(part, _Lookup(self, history).ask(part, question), further) for part in parts]
        return tuple({item.text: item for item in best if item is not None}.values())

    def _silent(self, question: Question, hits: Sequence[Hit], enough: Sufficiency) -> Answer:
        outcome = Outcome.NOT_IN_DOCUMENTS
        if question.instructs or enough.is_foreign:
            outcome = Outcome.REFUSED if question.instructs else Outcome.OFF_TOPIC
        return Answer(
            question=question.text,
            language=question.language,
            outcome=outcome,
            text=phrase(outcome.value, question.language),
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


def by_evidence(hits: Sequence[Hit], evidence: Sequence[Evidence]) -> tuple[Hit, ...]:
    """The hits by their own score and that of their best sentence, best first; ties keep their order."""
    best: dict[str, float] = {}
    for item in evidence:
        best[item.passage.id] = max(best.get(item.passage.id, 0.0), item.score)
    scored = [
        replace(hit, score=(1 - EVIDENCE_SHARE) * hit.score + EVIDENCE_SHARE * best.get(hit.passage.id, 0.0))
        for hit in hits
    ]
    return tuple(sorted(scored, key=lambda hit: -hit.score))


def _rewritten(question: Question) -> tuple[Notice, ...]:
    """How a follow-up was read."""
    if not question.after:
        return ()
    return (Notice(NoticeKind.REWRITTEN, phrase("rewritten", question.language, after=question.after)),)


def _point(part: str, evidence: Sequence[Evidence], further: bool) -> Evidence | None:
    """The best sentence for one point; for a further question the best that holds a word of its own, if one comes near the best at all."""
    near = [item for item in evidence if item.score >= POINT_NEAR * evidence[0].score]
    own = frozenset(stems(part)) if further else frozenset()
    best = next((item for item in near if not own.isdisjoint(stems(item.text))), near[0] if near else None)
    return best if best is not None and best.why["context"] >= POINT_CONTEXT else None


def _numbered_heading(question: Question, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """« Axe 3 : … » over the best sentence, where it is asked which."""
    if question.wanted is None or question.wanted.unit is not Unit.LABEL:
        return ()
    best = next((item for item in evidence if item.why["type_fit"] == 1.0), None)
    if best is None:
        return ()
    return tuple(
        item
        for item in evidence
        if item.passage.id == best.passage.id
        and item.sentence.kind is BlockKind.HEADING
        and any(map(question.wanted.is_met_by, find_values(item.text)))
    )[:1]


@dataclass(frozen=True, slots=True)
class _Lookup:
    """What judging may ask, answered by the assistant that judges."""

    assistant: Assistant
    history: Sequence[Turn]

    def known(self, stem: str) -> bool:
        return self.assistant.is_known(stem)

    def counts(self, names: Iterable[str]) -> tuple[Evidence, ...]:
        things = sorted(set(names))
        tokens = [token for thing in things for token in self.assistant.snapshot.lexical.counts_of(thing)]
        if not tokens:
            return ()
        hits = self.assistant.retriever.lexical_hits(tokens, LOOKUP_HITS)
        found = self.assistant.evidence(self.assistant.understand(" ".join(things)), hits)
        return tuple(item for item in found if not counted_in(item.text).isdisjoint(things))

    def ask(self, text: str, question: Question) -> tuple[Evidence, ...]:
        if not stems(text):
            return ()
        part = self.assistant.understand(text, self.history, question.language)
        return self.assistant.evidence(part, self.assistant.retriever.search(part, LOOKUP_HITS))
