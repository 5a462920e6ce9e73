"""A model beside the judge: for a cell it may point to a sentence of the proposal and one of the programme, and say in one line what they share.

The line is checked against both, and both must carry a part of it. Scores, statuses and the verdict are those of the rules, whatever it says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bbti_qa.answering import Check, Composition, Settled, Writer
from bbti_qa.answering.prompts import numbered_line
from bbti_qa.checking import check_claim
from bbti_qa.documents import Document, Evidence, OffsetMap, Page, Passage, Sentence, Span, Support
from bbti_qa.glossary import Glossary
from bbti_qa.language import detect_language
from bbti_qa.tasks.pointing import Pointing, labels_hold
from bbti_qa.tasks.scope.assessment import NEAR
from bbti_qa.tasks.scope.cells import Assessment, Cell, Counsel, Pair, Status
from bbti_qa.tasks.scope.criteria import Statement
from bbti_qa.tasks.scope.prompts import PROMPT_HASH, asked, label_of, rules
from bbti_qa.tasks.scope.proposals import Part, Passus, Proposal

if TYPE_CHECKING:
    from bbti_qa.tasks.scope.assessment import ScopeJudge

MOST_SENTENCES = 30  # of a proposal that a model is given
MOST_STATEMENTS = 6  # of a criterion
MOST_CRITERIA = 6
SIDE = 0.3  # of the words of a justification that each side must say, where it is in the same language
LONGEST = 400  # characters of a justification


@dataclass(frozen=True, slots=True)
class _Line:
    """A numbered line: a sentence of the proposal, or statement `at` of the criterion of `cell`."""

    evidence: Evidence
    sentence: Passus | None = None
    cell: Cell | None = None
    at: int = 0


class Justifier:
    """Justifies cells with one model. Holds no state between proposals."""

    def __init__(self, writer: Writer, glossary: Glossary | None = None) -> None:
        self._writer = writer
        self._glossary = glossary

    @property
    def identity(self) -> Mapping[str, object]:
        """All of it that a row depends on."""
        return {"model": self._writer.name, "parameters": dict(self._writer.parameters), "prompt": PROMPT_HASH}

    def justify(self, assessment: Assessment, judge: ScopeJudge) -> Assessment:
        """The assessment with the pairs that the model points to first in their cells; unchanged but for a note where it fails."""
        proposal, language = assessment.proposal, assessment.proposal.language
        cells = _spoken_of(assessment)
        lines = [*_own_lines(proposal, cells), *_their_lines(cells, judge)]
        own = sum(line.sentence is not None for line in lines)
        shown = [
            numbered_line(
                number, label_of(line.cell.criterion.label if line.cell else "", language), line.evidence.text
            )
            for number, line in enumerate(lines, start=1)
        ]
        question = asked(own, len(lines), [cell.criterion.label for cell in cells], language)
        pointing = Pointing(self._writer)
        pointed = pointing.ask(rules(language), shown, question, language)
        note = Counsel(self._writer.name, PROMPT_HASH, pointed.reply if pointed else "", pointing.reason)
        if pointed is None:
            return replace(assessment, counsel=note)
        check = Check("", language, self._glossary, self._writer.entailment)
        composition = Composition([line.evidence for line in lines], check)
        for claim in pointed.claims:
            composition.add(claim)
        found: dict[str, Pair] = {}
        for key, pair in self._pairs(composition.settled, lines, proposal, judge):
            found.setdefault(key, pair)
        return replace(assessment, cells=tuple(_with(cell, found) for cell in assessment.cells), counsel=note)

    def _pairs(
        self, settled: Sequence[Settled], lines: Sequence[_Line], proposal: Proposal, judge: ScopeJudge
    ) -> Iterator[tuple[str, Pair]]:
        """(criterion's id, pair) for each sentence of the model that both sides prove."""
        for piece in settled:
            own = [lines[n - 1] for n in piece.pointers if lines[n - 1].sentence]
            theirs = [lines[n - 1] for n in piece.pointers if lines[n - 1].cell]
            texts = [line.evidence.text for line in (*own, *theirs)]
            proven = (
                labels_hold(piece.claim, texts)
                and piece.support in (Support.VERBATIM, Support.SUPPORTED)
                and len(piece.claim) <= LONGEST
            )
            if not (proven and own and theirs and len({line.cell.criterion.id for line in theirs if line.cell}) == 1):
                continue
            sentence, cell = own[0].sentence, theirs[0].cell
            if sentence is None or cell is None:
                continue
            pair = judge.pair(proposal, cell.criterion.id, sentence, theirs[0].at)
            if all(self._carries(side, piece.claim, proposal, pair) for side in (own, theirs)):
                yield cell.criterion.id, replace(pair, justification=piece.claim, by=self._writer.name)

    def _carries(self, side: Sequence[_Line], claim: str, proposal: Proposal, pair: Pair) -> bool:
        """Whether one side says a part of the claim; of a side in the other language only the likeness of the pair tells."""
        texts = [line.evidence.text for line in side]
        if detect_language(" ".join(texts)) != proposal.language:
            return pair.likeness >= NEAR
        return check_claim(claim, texts, glossary=self._glossary).coverage >= SIDE


def _spoken_of(assessment: Assessment) -> list[Cell]:
    """The cells worth a word: in scope or adjacent, best first; the best one where none is."""
    ranked = sorted(assessment.cells, key=lambda cell: -cell.score)
    near = [cell for cell in ranked if cell.status in (Status.IN_SCOPE, Status.ADJACENT)]
    return (near or ranked[:1])[:MOST_CRITERIA]


def _own_lines(proposal: Proposal, cells: Sequence[Cell]) -> Iterator[_Line]:
    """The proposal's sentences in reading order; of a long one those that are evidence already, then what it says that it does.

    What it says that it is not is left out: it speaks for no criterion.
    """
    paired = {pair.start for cell in cells for pair in cell.pairs}
    said = [one for one in proposal.sentences if one.part is not Part.DENIAL] or list(proposal.sentences)
    ranked = sorted(said, key=lambda one: (one.start not in paired, one.part is not Part.AIM, one.start))
    page = Page(1, proposal.text, (), OffsetMap(()))
    document = Document("proposal", proposal.source or proposal.id, proposal.title, (page,), "text", proposal.language)
    for one in sorted(ranked[:MOST_SENTENCES], key=lambda one: one.start):
        yield _Line(_evidence(document, (Span(1, one.start, one.end),)), sentence=one)


def _their_lines(cells: Sequence[Cell], judge: ScopeJudge) -> Iterator[_Line]:
    """The criteria's statements, those that are evidence already first; each with its passage, or its own text where it has none."""
    for cell in cells:
        paired = [pair.criterion_text for pair in cell.pairs]
        statements = judge.statements(cell.criterion.id)
        titles = [at for at, statement in enumerate(statements) if statement.text == cell.criterion.label]
        told = [at for at in range(len(statements)) if at not in titles] or titles
        ranked = sorted(told, key=lambda at: (statements[at].text not in paired, at))
        for at in sorted(ranked[:MOST_STATEMENTS]):
            yield _Line(_stated(statements[at], cell, judge), cell=cell, at=at)


def _stated(statement: Statement, cell: Cell, judge: ScopeJudge) -> Evidence:
    """A statement as evidence: its exact pieces in a document, else the criterion's own text."""
    if statement.citations and statement.text == " ".join(piece.quote for piece in statement.citations):
        document = judge.snapshot.document(statement.citations[0].document_id)
        return _evidence(document, tuple(Span(one.page, one.start, one.end) for one in statement.citations))
    page = Page(1, statement.text, (), OffsetMap(()))
    own = Document("criterion", "", cell.criterion.label, (page,), "text", detect_language(statement.text))
    return _evidence(own, (Span(1, 0, len(statement.text)),))


def _evidence(document: Document, spans: tuple[Span, ...]) -> Evidence:
    text, sentence = document.text(spans), Sentence(spans)
    return Evidence(document, Passage(document.id, document.id, (), (sentence,), spans, text), sentence, text, 1.0)


def _with(cell: Cell, found: Mapping[str, Pair]) -> Cell:
    """The cell with the model's pair before those of the rules, which stay."""
    pair = found.get(cell.criterion.id)
    if pair is None:
        return cell
    others = [one for one in cell.pairs if (one.start, one.criterion_text) != (pair.start, pair.criterion_text)]
    return replace(cell, pairs=(pair, *others))
