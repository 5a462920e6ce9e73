"""The answering path, top to bottom: a question in, a checked answer out.

    question -> understanding -> retrieval -> evidence -> sufficiency -> judging -> answering -> Answer

Answering is extractive: the documents' own sentences. With a language model, and with evidence that suffices, the model writes the answer and each
of its sentences is checked; when it fails, the extractive answer is there already. Reads no setting and no clock but a stopwatch; everything it
works with is handed to it by the wiring.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from bbti_qa.answering import (
    LEAD_WORDS,
    Check,
    Citations,
    Composition,
    Draft,
    ExtractionRule,
    Mark,
    Task,
    Told,
    Writer,
    cite,
    failed,
    lead,
    marker,
    markers_of,
    may_tell_list,
    numbered,
    passport_of,
    quote,
    reservations,
    said_already,
    select,
    speaking_of,
    told_beside,
    with_continuation,
    within_words,
)
from bbti_qa.answering.markers import markers_in
from bbti_qa.documents import (
    Answer,
    BlockKind,
    Citation,
    ConsideredPassage,
    Document,
    Evidence,
    Hit,
    Notice,
    NoticeKind,
    Outcome,
    Passage,
    Passport,
    Turn,
)
from bbti_qa.errors import GenerationError, QuestionError
from bbti_qa.evidence import RankingRule, Sufficiency, SufficiencyRule, rank, reticent, suffices
from bbti_qa.glossary import Glossary
from bbti_qa.judging import Judgement, answerability, by_answer, in_standing, judge, numbered_headings, standing_notices
from bbti_qa.language import Language, stem, stems, words
from bbti_qa.lexicon import Lexicon
from bbti_qa.parts import Within, stands_in
from bbti_qa.phrases import phrase
from bbti_qa.points import Point, points_of
from bbti_qa.retrieval import Retriever
from bbti_qa.understanding import Question, understand, without_instructions
from bbti_qa.values import Unit, counted_in, find_values

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from bbti_qa.entailment import Inference
    from bbti_qa.generation import Deadline
    from bbti_qa.index import Snapshot


LOOKUP_HITS = 12  # passages searched for a word or for a part of the question


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


SURE = 0.8  # confidence from which a short question after others is taken to stand alone
EVIDENCE_SHARE = 0.4  # of a passage's rank that its best sentence decides
ELSEWHERE = 0.3  # of its score that a passage keeps where the question looks in another part, or in another document
SUBJECT = 0.1  # of the passages that hold an acronym, from which on the documents are about what it stands for
ABSENT = 0.25  # confidence under which a model is told that a point of the question is not in the documents
OVERVIEW = 0.9  # confidence of an answer that tells what a part of a document says, or what its parts are
MOST_OVERVIEWS = 3  # documents of which one answer tells what a part says

_RUNNING = (BlockKind.PROSE, BlockKind.ITEM, BlockKind.ROW)  # of which the text of a part is made


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
        self.snapshot = snapshot
        self.retriever = retriever
        self._glossary = glossary or Glossary()
        self._lexicon = lexicon or Lexicon()
        self._rules = rules or AnsweringRules()
        self._writer = writer
        self._inference = inference
        self._documents = {document.id: document for document in snapshot.documents}
        self._heads = {head: self._subjects(shorts) for head, shorts in self._glossary.heads().items()}

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
        return Assistant(
            self.snapshot, self.retriever, self._glossary, self._rules, self._lexicon, inference=self._inference
        )

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
        read = self._understood(text, history, language, deadline)
        question, hits, evidence, enough = read.question, read.hits, read.evidence, read.enough
        found = judge(question, evidence, enough.suffices, _Lookup(self, read.history))
        read = self._by_point(read) if self._rules.by_point and not found.corrects else read
        speaks = not question.instructs and (read.suffices or bool(found.must_cite))
        if not speaks:
            answer = self._silent(question, hits, enough)
        elif self._writer is None or deadline is None:
            answer = self._answered(read, found)
        else:
            answer = yield from self._written(self._writer, deadline, read, found, history)
        considered = tuple(self._considered(hit) for hit in by_evidence(hits, evidence))
        standing = standing_notices(question, answer.citations, evidence, self._documents, self._rules.on)
        answer = replace(answer, question=read.asked, notices=(*answer.notices, *standing, *read.notices()))
        yield replace(answer, verdict=found.verdict, passages=considered, seconds=time.perf_counter() - started)

    def understand(self, text: str, history: Sequence[Turn] = (), language: Language | None = None) -> Question:
        """The question as the retriever takes it. Raises QuestionError."""
        if language not in (None, "fr", "en"):
            raise QuestionError(
                f"Answers are in French (fr) or English (en), not in “{language}”. Leave the language out for the question's own."
            )
        return understand(
            text,
            history,
            glossary=self._glossary,
            lexicon=self._lexicon,
            mend=self._mend,
            language=language,
            heads=self._heads,
        )

    @property
    def glossary(self) -> Glossary:
        """Acronyms and terms: those of the glossary file and those that the documents define."""
        return self._glossary

    def search(self, text: str, limit: int = 10) -> tuple[ConsideredPassage, ...]:
        """The best passages for some words, without an answer; `limit` at least 1. Raises QuestionError."""
        if limit < 1:
            raise QuestionError(f"{limit} passages cannot be searched for. Ask for at least one.")
        return tuple(self._considered(hit) for hit in self.retriever.search(self.understand(text), limit))

    def evidence(self, question: Question, hits: Sequence[Hit]) -> tuple[Evidence, ...]:
        """The sentences of `hits`, best first, judged for `question`."""
        ranked = rank(question, hits, self._documents, self.snapshot.lexical.idf, self._rules.ranking, self._before)
        return in_standing(question, ranked, self._documents, self._rules.on)

    def _before(self, passage: Passage) -> Passage | None:
        """The one in front of it in its document."""
        ordinal = int(passage.id.rpartition(":")[2])
        return self.snapshot.passages_of(passage.document_id)[ordinal - 1] if ordinal else None

    def document(self, document_id: str) -> Document:
        """The document with this id. Raises KeyError."""
        return self._documents[document_id]

    def is_known(self, stem: str) -> bool:
        """Whether any document holds the stem."""
        return self.snapshot.lexical.document_frequency(stem) > 0

    def _subjects(self, shorts: Iterable[str]) -> tuple[str, ...]:
        """The one of these acronyms that the documents speak of again and again; none where they speak of another one too."""
        lexical = self.snapshot.lexical
        known = [(short, lexical.document_frequency(short)) for short in shorts if self.is_known(short)]
        return tuple(short for short, count in known if len(known) == 1 and count >= SUBJECT * len(lexical))

    def _mend(self, stem: str) -> tuple[str, ...]:
        return () if self.is_known(stem) else self.snapshot.lexical.similar(stem)

    def _understood(
        self, text: str, history: Sequence[Turn], language: Language | None, deadline: Deadline | None
    ) -> _Reading:
        """The question as it is read: after what was said before, alone where that is as good, or made whole by the model where neither is sure."""
        read = self._read(self.understand(text, history, language), history)
        if read.question.may_stand_alone:
            alone = self._read(self.understand(text, (), language), history)
            if alone.enough.confidence >= SURE:
                return alone
        is_sure = not read.question.after or read.enough.confidence >= SURE
        if is_sure or self._writer is None or deadline is None:
            return read
        whole = self._writer.make_whole(read.asked, history, read.question.language, deadline)
        if not whole:
            return read
        rewritten = self._read(self.understand(whole, (), read.question.language), ())
        return replace(rewritten, asked=read.asked) if rewritten.enough.confidence >= read.enough.confidence else read

    def _read(self, question: Question, history: Sequence[Turn], reads: bool = True) -> _Reading:
        """`reads`: the model of inference, where there is one, is asked too; bare words are no question to it."""
        if question.is_overview and (told := self._overview(question)):
            first = Sufficiency(True, OVERVIEW, ())
            return _Reading(question, told, self._in_turn(question, told), first, tuple(history), question.text)
        hits = self.retriever.search(question, self._rules.hits, self._counts(question), self._shares(question.within))
        evidence = self.evidence(question, hits)
        model = self._inference if reads else None
        if model is not None:
            evidence = by_answer(model, question.text, evidence, self._rules.ranking)
        enough = suffices(
            question,
            evidence,
            self.snapshot.lexical.idf,
            self.is_known,
            self._rules.sufficiency,
            partial(answerability, model, question.text, evidence) if model else None,
        )
        if question.is_overview and question.within is not None and question.within.part:  # of which document?
            enough = replace(enough, suffices=False)
        if not enough.suffices and self._numbered(question, evidence):
            enough = Sufficiency(True, OVERVIEW, ())
        return _Reading(question, hits, evidence, enough, tuple(history), question.text)

    def _overview(self, question: Question) -> tuple[Hit, ...]:
        """The first passages of the part that is asked about, of each document that has it; none where too many have."""
        shares = self._shares(question.within)
        if shares is None or (shares == shares[0]).all():
            return ()
        parts: dict[str, list[Passage]] = {}
        for passage, share in zip(self.snapshot.passages, shares.tolist(), strict=True):
            if share == 1.0:
                parts.setdefault(passage.document_id, []).append(passage)
        if len(parts) > MOST_OVERVIEWS:
            return ()
        each = self._rules.hits // len(parts)
        return tuple(Hit(passage, 1.0, 1.0, 1.0) for part in parts.values() for passage in part[:each])

    def _in_turn(self, question: Question, hits: Sequence[Hit]) -> tuple[Evidence, ...]:
        """The sentences of `hits` in reading order, one of each document after the other."""
        parts: dict[str, list[Evidence]] = {}
        for item in sorted(self.evidence(question, hits), key=lambda item: item.sentence.spans[0]):
            if item.sentence.kind in _RUNNING:
                parts.setdefault(item.document.id, []).append(replace(item, score=1.0))
        turns = itertools.zip_longest(*parts.values())
        return tuple(item for turn in turns for item in turn if item is not None)

    def _shares(self, within: Within | None) -> NDArray[np.float32] | None:
        """(passages,), in ]0, 1]: what of its score each keeps, all where the question looks, less elsewhere; None where it looks nowhere in particular."""
        if within is None or not self.snapshot.passages:
            return None
        import numpy as np

        told = self.retriever.bearing(self.understand(within.document)) if within.document else None
        shares: list[NDArray[np.float32]] = []
        means: list[float] = []
        row = 0
        for document in self.snapshot.documents:
            passages = self.snapshot.passages_of(document.id)
            shares.append(np.where(stands_in(within, passages), np.float32(1), np.float32(ELSEWHERE)))
            means.append(float(told[row : row + len(passages)].mean()) if told is not None and passages else 1.0)
            row += len(passages)
        most = max(means, default=0.0)
        kept = [max(ELSEWHERE, mean / most) if most else 1.0 for mean in means]
        found: NDArray[np.float32] = np.concatenate(
            [rows * np.float32(share) for rows, share in zip(shares, kept, strict=True)]
        )
        found /= found.max(initial=ELSEWHERE)
        return found

    def _counts(self, question: Question) -> tuple[str, ...]:
        """The tokens of the index that say how many there are of what is counted, whatever the number."""
        wanted = question.wanted
        if wanted is None or wanted.unit is not Unit.COUNT:
            return ()
        return tuple(token for name in sorted(wanted.of) for token in self.snapshot.lexical.counts_of(name))

    def _answered(self, read: _Reading, found: Judgement) -> Answer:
        question = read.question
        chosen = self._chosen(read, found)
        text, citations = _told_by_point(read, found) if read.points else _told_at_once(read, chosen, found)
        missing = read.missing
        partial_notice = (
            (Notice(NoticeKind.PARTIAL, phrase("partial_point", question.language, missing=" ; ".join(missing))),)
            if missing
            else ()
        )
        return Answer(
            question=question.text,
            language=question.language,
            outcome=Outcome.ANSWERED,
            text=text,
            citations=citations,
            notices=(*found.notices(question.language, markers_of(chosen, found.must_cite)), *partial_notice),
            confidence=read.confidence,
            index=self.snapshot.id,
        )

    def _chosen(self, read: _Reading, found: Judgement) -> tuple[Evidence, ...]:
        """The sentences of an extractive answer, in reading order; those of a question with several points in the order of these."""
        question, evidence = read.question, read.evidence
        if read.points:
            return tuple({item.text: item for item in (*found.must_cite, *read.told)}.values())
        if not found.must_cite and (silence := reticent(question, evidence)):
            return (silence,)
        numbered = () if found.must_cite else self._numbered(question, evidence)
        told = numbered or (*found.must_cite, *_numbered_heading(question, evidence))
        first = tuple({item.text: item for item in told}.values())
        pool: Sequence[Evidence] = evidence
        rule = self._rules.extraction.of(question.kind, question.is_timeline)
        if found.is_whole or numbered:
            pool = ()
        elif question.is_timeline:
            pool = [item for item in evidence if item.why["type_fit"] == 1.0]
        elif may_tell_list(question.kind):
            pool = with_continuation(evidence, self.snapshot.passages_of)
        long = len(found.must_cite) > 1 or question.is_timeline or question.is_overview
        chosen = select(pool, question.kind, rule, first, long)
        return select(pool, question.kind, rule, first, long, LEAD_WORDS) if _lead(read, chosen, found) else chosen

    def _written(
        self, writer: Writer, deadline: Deadline, read: _Reading, found: Judgement, history: Sequence[Turn]
    ) -> Generator[str, None, Answer]:
        """The model's answer, sentence by checked sentence; the extractive one, with a notice, where the model fails."""
        question, language = read.question, read.question.language
        extractive = self._answered(read, found)
        citations = Citations()
        opening = _opening(read, self._chosen(read, found), found, citations)
        task = self._task(read, found, history)
        check = Check(question.whole, language, self._glossary, writer.entailment)
        draft = Draft(Composition(task.evidence, check, citations, opening))
        draft.seconds["asked"] = deadline.elapsed()
        try:
            if opening:
                yield opening
            yield from writer.write(task, draft, deadline)
        except GenerationError as error:
            return _fallen_back(extractive, self._passport(writer, task, draft), type(error).__name__, str(error))
        passport = self._passport(writer, task, draft)
        if not draft.composition.holds:  # the model says that the sentences do not answer
            if opening or read.enough.confidence >= SURE:
                return _fallen_back(extractive, passport, "model_found_nothing", "The model finds no answer.")
            silent = self._silent(question, read.hits, read.enough)
            return replace(silent, engine=writer.name, passport=failed(passport, "The model finds no answer."))
        told = tuple(number for item in found.must_cite for number in citations.cite(item)) if opening else ()
        return replace(
            extractive,
            text=draft.composition.text,
            citations=draft.composition.citations,
            notices=(*found.notices(language, told), *reservations(draft, language, task.missing)),
            engine=writer.name,
            passport=passport,
        )

    def _task(self, read: _Reading, found: Judgement, history: Sequence[Turn]) -> Task:
        question, rules = read.question, self._rules
        chosen = self._chosen(read, found)
        premise = (found.premise.presumed, found.premise.said) if found.premise and found.premise.said else None
        return Task(
            question=question.text,
            language=question.language,
            evidence=numbered(chosen, read.evidence, rules.numbered, rules.numbered_words),
            history=tuple(history),
            after=question.after,
            missing=_missing(read),
            premise=premise,
        )

    def _passport(self, writer: Writer, task: Task, draft: Draft) -> Passport:
        return passport_of(task, draft, writer.name, dict(writer.parameters), self.snapshot.id)

    def _numbered(self, question: Question, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
        """The numbered headings that name what the question asks for (« les axes du programme »), of the first document of the evidence that has them."""
        if not question.numbered:
            return ()
        for document in {item.document.id: item.document for item in evidence}.values():
            named = numbered_headings(question, document, self.snapshot.passages_of(document.id))
            found = self.evidence(question, [Hit(passage, 1.0, 1.0, 0.0) for passage, _ in named])
            headings = [item for item in found if item.sentence.kind is BlockKind.HEADING]
            told = [next((item for item in headings if item.text == heading), None) for _, heading in named]
            if named and None not in told:
                return tuple(item for item in told if item is not None)
        return ()

    def _by_point(self, read: _Reading) -> _Reading:
        """The reading with what is told of each point, where the question has several and one of them is told."""
        question = read.question
        if question.instructs or question.is_overview or question.is_timeline or _asks_for_label(question):
            return read
        earlier = read.history if question.after else ()  # a question that stands alone has points that do
        told: list[Told] = []
        for point in points_of(without_instructions(question.text)):
            history = (*earlier, Turn("user", point.before)) if point.before else earlier
            asked = self.understand(point.asked, history, question.language)
            part = self._read(replace(asked, within=asked.within or question.within), history, not point.is_label)
            told.append(Told(point, part.enough.confidence, part.question, self._of_point(part, point, told)))
        if not any(one.evidence for one in told):
            return read
        rule = self._rules.extraction
        is_long = len(told) > 2 or question.kind.is_long or any(one.question.kind.is_long for one in told)
        return replace(read, points=within_words(told, rule.words_long if is_long else rule.words - LEAD_WORDS))

    def _of_point(self, part: _Reading, point: Point, told: Sequence[Told]) -> tuple[Evidence, ...]:
        """The sentences for one point, after what was `told` for those before it; none where nothing tells it."""
        said = [item for one in told for item in one.evidence]
        speaking = speaking_of(point, part.question, part.evidence, self.snapshot.lexical.idf)
        if part.enough.suffices and speaking:
            spelled = judge(part.question, part.evidence, True, _Lookup(self, part.history)).spelled
            known = said_already(speaking, part.evidence, said)
            return known or self._chosen(replace(part, evidence=speaking), Judgement(spelled=spelled))
        if point.before and said:
            return told_beside(speaking, said)
        return ()

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


def _marks(chosen: Sequence[Evidence], item: Evidence) -> str:
    """The markers that `cite(chosen)` gives to the sentence."""
    same = next(one for one in chosen if one.text == item.text)
    return " ".join(map(marker, markers_of(chosen, [same])))


@dataclass(frozen=True, slots=True)
class _Reading:
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
    def confidence(self) -> float:
        """In the answer to the question, or to the surest of its points."""
        return max([self.enough.confidence, *(one.confidence for one in self.points if one.evidence)])

    @property
    def told(self) -> tuple[Evidence, ...]:
        """The sentences for all points."""
        return tuple({item.text: item for one in self.points for item in one.evidence}.values())

    @property
    def missing(self) -> tuple[str, ...]:
        """The points that no sentence tells, in the words of the question."""
        return tuple(one.point.named.strip(" ?.") for one in self.points if one.is_unsaid)

    @property
    def absent(self) -> tuple[str, ...]:
        """Those of which the documents most likely say nothing."""
        return tuple(one.point.named.strip(" ?.") for one in self.points if one.is_unsaid and one.confidence < ABSENT)

    def notices(self) -> tuple[Notice, ...]:
        """How a follow-up was read."""
        question = self.question
        if self.asked != question.text:
            return (Notice(NoticeKind.REWRITTEN, phrase("rewritten_whole", question.language, whole=question.text)),)
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


def _told_at_once(read: _Reading, chosen: Sequence[Evidence], found: Judgement) -> tuple[str, tuple[Citation, ...]]:
    """The first line and the sentences, with their citations."""
    sentences, citations = cite(chosen)
    return " ".join(filter(None, (_lead(read, chosen, found), sentences))), citations


def _told_by_point(read: _Reading, found: Judgement) -> tuple[str, tuple[Citation, ...]]:
    """Point by point the value that is asked for, where there is one, and the sentences that tell it; each sentence once."""
    citations = Citations()
    told: dict[str, str] = {item.text: quote(item, citations) for item in found.must_cite}
    pieces = list(told.values())
    for one in read.points:
        pieces.append(lead(one.question, one.evidence, Judgement(), lambda item: _cited(citations, item)))
        for item in one.evidence:
            if item.text not in told:
                told[item.text] = quote(item, citations)
                pieces.append(told[item.text])
    return " ".join(filter(None, pieces)), citations.all


def _cited(citations: Citations, item: Evidence) -> str:
    return " ".join(map(marker, citations.cite(item)))


def _lead(read: _Reading, chosen: Sequence[Evidence], found: Judgement, mark: Mark | None = None) -> str:
    """The first line: of the question, or of its points one after the other."""
    if not read.told or found.must_cite:
        return lead(read.question, chosen, found, mark)
    lines = (lead(one.question, one.evidence, Judgement(), mark or partial(_marks, chosen)) for one in read.points)
    return " ".join(dict.fromkeys(filter(None, lines)))


def _opening(read: _Reading, chosen: Sequence[Evidence], found: Judgement, citations: Citations) -> str:
    """What the program says before the model does: the value, the correction or both sides, with every sentence that a notice points to."""
    line = _lead(read, chosen, found, mark=lambda item: _cited(citations, item))
    told = found.must_cite if found.premise or found.conflict else ()
    rest = [item for item in told if not set(citations.cite(item)) & set(markers_in(line))]
    return " ".join(filter(None, (line, *(quote(item, citations) for item in rest))))


def _fallen_back(extractive: Answer, passport: Passport, reason: str, why: str) -> Answer:
    """The extractive answer, with a notice that says why."""
    language: Language = "en" if extractive.language == "en" else "fr"
    notice = Notice(NoticeKind.FALLBACK, phrase("fallback", language, reason=phrase(reason, language)))
    return replace(extractive, notices=(*extractive.notices, notice), passport=failed(passport, why))


def _missing(read: _Reading) -> tuple[str, ...]:
    """What of the question the documents do not say, most likely: names that no passage holds, and points of which none speaks."""
    names = _names_missing(read.question, read.enough)
    return (*names, *(point for point in read.absent if not any(name in point for name in names)))


def _names_missing(question: Question, enough: Sufficiency) -> tuple[str, ...]:
    """The names and acronyms of the question that no passage holds."""
    named = [word for word, start, _ in words(question.text) if word[:1].isupper() and (start or word[1:].isupper())]
    return tuple(dict.fromkeys(word for word in named if stem(word) in enough.missing))


def _asks_for_label(question: Question) -> bool:
    """Whether a numbered part is asked for: « dans quel axe ? »."""
    return question.wanted is not None and question.wanted.unit is Unit.LABEL


def _numbered_heading(question: Question, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """« Axe 3 : … » over the best sentence, where it is asked which."""
    if question.wanted is None or not _asks_for_label(question):
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

    def spread(self, stem: str) -> float:
        lexical = self.assistant.snapshot.lexical
        return lexical.document_frequency(stem) / max(1, len(lexical))

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
        return self.assistant.evidence(
            part, self.assistant.retriever.search(part, LOOKUP_HITS, self.assistant._counts(part))
        )

    def passages(self, document_id: str) -> Sequence[Passage]:
        return self.assistant.snapshot.passages_of(document_id)
