"""Is a proposal in the programme's scope, and by which criterion? Five figures a cell, weighed by seven numbers that anybody can read.

    proposal -> sentences (aim, context, partners, denial) -> fields of research, words, vectors -> figures -> score -> status + evidence

Every score comes with the proposal's sentence and the programme's passage that speak for it most; out of scope comes with the field
that the proposal belongs to instead.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bbti_qa.documents import Citation
from bbti_qa.embedding import Embedder
from bbti_qa.glossary import Glossary
from bbti_qa.language import Language, stems
from bbti_qa.lexicon import Lexicon
from bbti_qa.tasks.scope.cells import Assessment, Cell, Elsewhere, Figures, Pair, Status
from bbti_qa.tasks.scope.criteria import Criteria, Criterion, Statement, cite_pieces
from bbti_qa.tasks.scope.fields import Mention, Thesaurus, shared_thesaurus
from bbti_qa.tasks.scope.proposals import Part, Passus, Proposal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from bbti_qa.index import Snapshot
    from bbti_qa.tasks.scope.justifying import Justifier


@dataclass(frozen=True, slots=True)
class Weights:
    """Of the figures in a logistic sum; `bias` is the sum of a proposal that shows nothing."""

    bias: float
    subject: float
    words: float
    likeness: float
    contrast: float
    foreign: float


# `python -m training.scope` fits them and prints the figures of docs/measurements/0012.
BY_FIELDS = Weights(bias=-3.17, subject=6.46, words=2.57, likeness=1.86, contrast=1.3, foreign=-2.03)
BY_ASPECTS = Weights(bias=-2.06, subject=4.58, words=0.6, likeness=0.55, contrast=0.53, foreign=0.0)
BY_WORDS = Weights(bias=-5.47, subject=0.0, words=6.23, likeness=5.83, contrast=4.68, foreign=0.0)


@dataclass(frozen=True, slots=True)
class ScopeRule:
    """The numbers of the task. `by_fields` weighs where a field of research tells a criterion from the others, `by_aspects` where
    only a field that any research may touch does (costs, animals), `by_words` where none does.

    `in_scope` and `adjacent` are the least scores of their status. A sentence of context or about partners counts `aside` of one that
    says what the project does. `evidence` pairs are kept for a criterion in scope, one for any other.
    """

    by_fields: Weights = BY_FIELDS
    by_aspects: Weights = BY_ASPECTS
    by_words: Weights = BY_WORDS
    in_scope: float = 0.5
    adjacent: float = 0.25
    aside: float = 0.5
    evidence: int = 2


TOP_SENTENCES = 3  # nearest sentences whose cosines are averaged
HALF_WORDS = 2.0  # distinguishing words, as if all were of the greatest rarity, at which `words` is one half
LEAST_SHARE = 0.3  # share of an English word's translations from which one counts as said
UNSEEN = 1.0  # sentences' worth of subject that every proposal is taken to have besides: a word alone is no subject
SOURCE = 0.25  # of a mention that only says where the thing beside it comes from
FIELD_BONUS = 0.15  # of a cosine, for each field that two sides of a pair share (at most two)
TOUCHED = 0.45  # likeness from which a criterion without fields is spoken of
NEAR = 0.3  # cosine from which a passage of the programme is shown for a criterion that is a text of its own
MOST_ELSEWHERE = 3


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A criterion made ready: rows of `vectors` are its clauses, `owner[row]` the statement of each."""

    criterion: Criterion
    vectors: NDArray[np.float32]
    owner: tuple[int, ...]
    fields: frozenset[str]
    aspects: frozenset[str]
    words: Mapping[str, float]
    statements: tuple[Statement, ...]
    statement_fields: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class _Read:
    """A proposal made ready; everything by sentence, denials left out."""

    sentences: tuple[Passus, ...]
    weights: tuple[float, ...]
    mentions: tuple[tuple[Mention, ...], ...]
    aspects: tuple[tuple[Mention, ...], ...]
    vectors: NDArray[np.float32]
    stems: frozenset[str]
    denials: tuple[str, ...] = field(default=())


class ScopeJudge:
    """Judges proposals by criteria over one snapshot. Holds no state between proposals."""

    def __init__(
        self,
        snapshot: Snapshot,
        embedder: Embedder,
        criteria: Criteria,
        *,
        glossary: Glossary | None = None,
        lexicon: Lexicon | None = None,
        thesaurus: Thesaurus | None = None,
        rule: ScopeRule | None = None,
        justifier: Justifier | None = None,
    ) -> None:
        self.criteria = criteria
        self.snapshot = snapshot
        self._embedder = embedder
        self._glossary = glossary or Glossary()
        self._lexicon = lexicon or Lexicon()
        self._thesaurus = (thesaurus or shared_thesaurus()).with_fields(criteria.fields)
        self._rule = rule or ScopeRule()
        self._justifier = justifier
        rarity = _distinguishing(criteria.items, snapshot)
        self._prepared = tuple(self._prepare(item, rarity[at]) for at, item in enumerate(criteria.items))
        self._owners = Counter(name for prepared in self._prepared for name in prepared.fields)

    @property
    def rule(self) -> ScopeRule:
        return self._rule

    @property
    def justifier(self) -> Justifier | None:
        """The model beside the judge, if there is one."""
        return self._justifier

    @property
    def thesaurus(self) -> Thesaurus:
        return self._thesaurus

    def field_name(self, field: str, language: Language) -> str:
        """The name of a field by its id. Raises KeyError."""
        return self._thesaurus[field].name(language)

    def with_thesaurus(self, thesaurus: Thesaurus) -> ScopeJudge:
        """The same judge with other knowledge of how proposals speak; what the criteria are about stays as it was."""
        other = copy(self)
        other._thesaurus = thesaurus
        return other

    def judge(self, proposal: Proposal) -> Assessment:
        """The proposal by every criterion. The same proposal and index give the same assessment, but for what a model points to."""
        read = self._read(proposal)
        figures = self.figures(proposal, read)
        cells = tuple(
            self._cell(proposal, read, prepared, figure)
            for prepared, figure in zip(self._prepared, figures, strict=True)
        )
        found = Assessment(
            proposal, cells, self._elsewhere(proposal, read), self._right_words(proposal, read), read.denials
        )
        return self._justifier.justify(found, self) if self._justifier else found

    def statements(self, criterion: str) -> tuple[Statement, ...]:
        """The statements of the criterion with this id, with their places in the programme. Raises KeyError."""
        return self._of(criterion).statements

    def pair(self, proposal: Proposal, criterion: str, sentence: Passus, statement: int) -> Pair:
        """The two sides that somebody else than the rules put together. Raises KeyError."""
        item, quote = self._of(criterion), proposal.quote(sentence)
        rows = [row for row, owner in enumerate(item.owner) if owner == statement]
        cosine = float((item.vectors[rows] @ self._embedder.embed_passages([quote])[0]).max())
        own = frozenset(mention.field for mention in self._mentions(quote)) & frozenset(self._telling(item))
        return self._pair(proposal, item, sentence, statement, cosine, own)

    def _of(self, criterion: str) -> _Prepared:
        for item in self._prepared:
            if item.criterion.id == criterion:
                return item
        raise KeyError(f"no criterion {criterion!r}")

    def figures(self, proposal: Proposal, read: _Read | None = None) -> tuple[Figures, ...]:
        """What the scores are made of, criterion by criterion (the command that fits the weights asks for them)."""
        import numpy as np

        read = read or self._read(proposal)
        masses = _masses(read.mentions, read.weights)
        total = sum(masses.values()) + len(read.denials) + UNSEEN
        foreign = len(read.denials) + sum(mass for name, mass in masses.items() if not self._owners[name])
        nearest = np.stack([(read.vectors @ item.vectors.T).max(axis=1) for item in self._prepared], axis=1)
        likeness = _top(nearest, read.weights)
        contrast = _top(nearest - nearest.mean(axis=1, keepdims=True), read.weights)
        return tuple(
            Figures(
                subject=self._subject(item, read, masses, total),
                words=_saturated(sum(weight for stem, weight in item.words.items() if stem in read.stems)),
                likeness=max(0.0, float(likeness[at])),
                contrast=float(contrast[at]),
                foreign=foreign / total,
            )
            for at, item in enumerate(self._prepared)
        )

    def _telling(self, item: _Prepared) -> list[str]:
        """The fields that speak for a criterion: not shared by every kind of research, not claimed by every criterion."""
        alone = len(self._prepared) == 1
        return [name for name in sorted(item.fields) if alone or self._owners[name] < len(self._prepared)]

    def _subject(self, item: _Prepared, read: _Read, masses: Mapping[str, float], total: float) -> float:
        """The share of the criterion's fields; of one that has none but shared ones (costs, automation), how much is said of them."""
        if telling := self._telling(item):
            return sum(masses.get(name, 0.0) / self._owners[name] for name in telling) / total
        said = sum(_masses(read.aspects, read.weights).get(name, 0.0) for name in sorted(item.aspects))
        return said / (said + UNSEEN)

    def _prepare(self, criterion: Criterion, words: Mapping[str, float]) -> _Prepared:
        statements = criterion.statements
        rows = [(at, clause) for at, statement in enumerate(statements) for clause in statement.clauses]
        vectors = self._embedder.embed_passages([clause for _, clause in rows])
        statement_fields = tuple(self._topics(statement.text) for statement in statements)
        fields = frozenset().union(self._topics(criterion.label), *statement_fields)
        aspects = frozenset(m.field for m in self._aspects(criterion.text))
        shown = statements if any(s.citations for s in statements) else self._with_nearest(statements)
        return _Prepared(
            criterion, vectors, tuple(at for at, _ in rows), fields, aspects, words, shown, statement_fields
        )

    def _topics(self, text: str) -> frozenset[str]:
        """The fields that a text mentions, without those that every kind of research shares."""
        return frozenset(m.field for m in self._thesaurus.mentions(text) if not self._thesaurus[m.field].shared)

    def _with_nearest(self, statements: Sequence[Statement]) -> tuple[Statement, ...]:
        """Statements of a criteria file's own text, each with the passage of the programme that comes nearest, if one does."""
        return tuple(replace(statement, citations=self._nearest(statement.text)) for statement in statements)

    def _nearest(self, text: str) -> tuple[Citation, ...]:
        vector = self._embedder.embed_passages([text])[0]
        rows, _ = self.snapshot.vectors.search(vector, TOP_SENTENCES)
        found = [
            (self.snapshot.document(passage.document_id), sentence)
            for passage in (self.snapshot.passages[row] for row in rows.tolist())
            for sentence in passage.sentences
        ]
        if not found:
            return ()
        cosines = self._embedder.embed_passages([d.text(s.spans) for d, s in found]) @ vector
        best = int(cosines.argmax())
        return tuple(cite_pieces(*found[best])) if cosines[best] >= NEAR else ()

    def _read(self, proposal: Proposal) -> _Read:
        said = [sentence for sentence in proposal.sentences if sentence.part is not Part.DENIAL] or list(
            proposal.sentences
        )
        quotes = [proposal.quote(sentence) for sentence in said]
        denied = (
            ()
            if len(said) == len(proposal.sentences)
            else tuple(proposal.quote(sentence) for sentence in proposal.sentences if sentence.part is Part.DENIAL)
        )
        return _Read(
            sentences=tuple(said),
            weights=tuple(1.0 if sentence.part is Part.AIM else self._rule.aside for sentence in said),
            mentions=tuple(self._mentions(quote) for quote in quotes),
            aspects=tuple(self._aspects(quote) for quote in quotes),
            vectors=self._embedder.embed_passages(quotes),
            stems=self._stems(" ".join(quotes), proposal.language == "en"),
            denials=denied,
        )

    def _mentions(self, text: str) -> tuple[Mention, ...]:
        return tuple(m for m in self._thesaurus.mentions(text) if not self._thesaurus[m.field].shared)

    def _aspects(self, text: str) -> tuple[Mention, ...]:
        return tuple(m for m in self._thesaurus.mentions(text) if self._thesaurus[m.field].shared)

    def _stems(self, text: str, english: bool) -> frozenset[str]:
        """The stems of a text, with the single words that the glossary and, for English, the lexicon give for them: of « cellules modifiées » neither word is said."""
        own = tuple(stems(text))
        found = set(own)
        for _, _, others in self._glossary.matches(own):
            found.update(row[0] for row in others if len(row) == 1)
        if english:
            found.update(french for stem in own for french, share in self._lexicon.french(stem) if share >= LEAST_SHARE)
        return frozenset(found)

    def _cell(self, proposal: Proposal, read: _Read, item: _Prepared, figures: Figures) -> Cell:
        score = round(weigh(figures, self._weights(item)), 4)
        status = self._status(score, figures, bool(self._telling(item)))
        keep = self._rule.evidence if status is Status.IN_SCOPE else 1
        return Cell(item.criterion, score, status, figures, self._pairs(proposal, read, item, keep))

    def _weights(self, item: _Prepared) -> Weights:
        if self._telling(item):
            return self._rule.by_fields
        return self._rule.by_aspects if item.aspects else self._rule.by_words

    def _status(self, score: float, figures: Figures, has_fields: bool) -> Status:
        if score >= self._rule.in_scope:
            return Status.IN_SCOPE
        if score >= self._rule.adjacent:
            return Status.ADJACENT
        touched = figures.subject > 0 or (not has_fields and figures.likeness >= TOUCHED)
        return Status.OUT if touched else Status.NOT_ADDRESSED

    def _pairs(self, proposal: Proposal, read: _Read, item: _Prepared, keep: int) -> tuple[Pair, ...]:
        """The best pairs of a sentence and a statement, each sentence once; what both mention counts beside the cosine."""
        cosines = read.vectors @ item.vectors.T
        telling = frozenset(self._telling(item))
        ranked = []
        for row, sentence in enumerate(read.sentences):
            own = frozenset(mention.field for mention in read.mentions[row]) & telling
            best = max(
                range(len(item.owner)),
                key=lambda clause: (self._pair_score(float(cosines[row, clause]), own, item, clause), -clause),
            )
            strength = self._pair_score(float(cosines[row, best]), own, item, best) * math.sqrt(read.weights[row])
            ranked.append((-strength, row, best, own, sentence))
        return tuple(
            self._pair(proposal, item, sentence, item.owner[clause], float(cosines[row, clause]), own)
            for _, row, clause, own, sentence in sorted(ranked, key=lambda entry: entry[:2])[:keep]
        )

    def _pair_score(self, cosine: float, own: frozenset[str], item: _Prepared, clause: int) -> float:
        return (
            cosine
            + FIELD_BONUS * min(2, len(own & item.statement_fields[item.owner[clause]]))
            + FIELD_BONUS * bool(own)
        )

    def _pair(
        self, proposal: Proposal, item: _Prepared, sentence: Passus, statement: int, cosine: float, own: frozenset[str]
    ) -> Pair:
        said = item.statements[statement]
        shared = tuple(sorted(own & item.statement_fields[statement]))
        return Pair(
            sentence.start, sentence.end, proposal.quote(sentence), said.text, said.citations, round(cosine, 4), shared
        )

    def _elsewhere(self, proposal: Proposal, read: _Read) -> tuple[Elsewhere, ...]:
        masses = _masses(read.mentions, read.weights)
        total = sum(masses.values()) + len(read.denials) + UNSEEN
        foreign = sorted((-mass, name) for name, mass in masses.items() if not self._owners[name])
        return tuple(
            self._shown_elsewhere(proposal, read, name, -mass / total) for mass, name in foreign[:MOST_ELSEWHERE]
        )

    def _shown_elsewhere(self, proposal: Proposal, read: _Read, name: str, share: float) -> Elsewhere:
        counts = [
            (weight * sum(mention.field == name for mention in mentions), -row)
            for row, (weight, mentions) in enumerate(zip(read.weights, read.mentions, strict=True))
        ]
        row = -max(counts)[1]
        sentence = read.sentences[row]
        quote = proposal.quote(sentence)
        terms = tuple(dict.fromkeys(quote[m.start : m.end] for m in read.mentions[row] if m.field == name))
        return Elsewhere(name, round(share, 4), sentence.start, sentence.end, quote, terms)

    def _right_words(self, proposal: Proposal, read: _Read) -> tuple[str, ...]:
        """The proposal's own words that belong to a criterion's fields, in reading order, at most five."""
        found = [
            proposal.quote(sentence)[mention.start : mention.end]
            for sentence, mentions in zip(read.sentences, read.mentions, strict=True)
            for mention in mentions
            if self._owners[mention.field]
        ]
        return tuple(dict.fromkeys(found))[:5]


def _masses(mentions: Sequence[Sequence[Mention]], weights: Sequence[float]) -> dict[str, float]:
    """How much is said of each field: a sentence counts by its part, and by the square root of its mentions."""
    masses: dict[str, float] = {}
    for weight, found in zip(weights, mentions, strict=True):
        counts: dict[str, float] = {}
        for mention in found:
            counts[mention.field] = counts.get(mention.field, 0.0) + (SOURCE if mention.is_source else 1.0)
        for name, count in sorted(counts.items()):
            masses[name] = masses.get(name, 0.0) + weight * math.sqrt(count)
    return masses


def weigh(figures: Figures, weights: Weights) -> float:
    """The score in (0, 1): the logistic of the weighted sum."""
    names = ("subject", "words", "likeness", "contrast", "foreign")
    total = weights.bias + sum(getattr(weights, name) * getattr(figures, name) for name in names)
    return 1 / (1 + math.exp(-total))


def _top(values: NDArray[np.float32], weights: Sequence[float]) -> NDArray[np.float32]:
    """(criteria,): the mean of the greatest `TOP_SENTENCES` of each column, asides lowered by the root of their weight."""
    import numpy as np

    lowered = np.where(values > 0, values * np.sqrt(np.asarray(weights, dtype=np.float32))[:, None], values)
    top: NDArray[np.float32] = np.sort(lowered, axis=0)[-TOP_SENTENCES:].mean(axis=0)
    return top


def _saturated(count: float) -> float:
    return count / (count + HALF_WORDS)


def _distinguishing(criteria: Sequence[Criterion], snapshot: Snapshot) -> list[dict[str, float]]:
    """For each criterion, its stems with their rarity in [0, 1] over the number of criteria that use them; common ones are left out."""
    bags = [dict.fromkeys(stems(criterion.text)) for criterion in criteria]
    used = Counter(stem for bag in bags for stem in bag)
    rarest = math.log(1 + (len(snapshot.passages) + 0.5) / 0.5)
    most = max(1, len(criteria) // 2)
    return [
        {stem: min(1.0, snapshot.lexical.idf(stem) / rarest) / used[stem] for stem in bag if used[stem] <= most}
        for bag in bags
    ]
