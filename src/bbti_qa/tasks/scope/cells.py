"""What the judging gives: a proposal by each criterion, with the figures, the status and both sides of the evidence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bbti_qa.documents import Citation
from bbti_qa.tasks.scope.criteria import Criterion
from bbti_qa.tasks.scope.proposals import Proposal


class Status(StrEnum):
    """How a proposal stands to a criterion. `out`: it uses words of the criterion for something else; `not_addressed`: not even that."""

    IN_SCOPE = "in_scope"
    ADJACENT = "adjacent"
    OUT = "out"
    NOT_ADDRESSED = "not_addressed"


class Verdict(StrEnum):
    """What is said of a proposal as a whole. `misleading`: out of scope although it uses words of the programme."""

    ONE = "one"
    SHARED = "shared"
    NEARBY = "nearby"
    MISLEADING = "misleading"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Figures:
    """What a score is made of, each in [0, 1] but `contrast` in [-1, 1].

    subject   share of what the proposal speaks of that belongs to fields of this criterion (shared with others: in parts); where only
              fields that any research may touch tell of the criterion (costs, animals), how much is said of those, saturating
    words     the criterion's distinguishing words that the proposal uses, by rarity, saturating
    likeness  cosine of the nearest sentences of both
    contrast  by how much that is more than for the other criteria
    foreign   share of what the proposal speaks of that belongs to no criterion
    """

    subject: float
    words: float
    likeness: float
    contrast: float
    foreign: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Two-sided evidence: a sentence of the proposal, `[start, end)` of its text, and the programme's words beside it.

    `citations` are exact pieces of the programme's documents; none where the criterion is a text of its own to which no document
    comes near. `likeness` is the cosine of the two sides; `shared` names the fields that both mention. `justification` says in a line what
    they share, where the model `by` pointed to them; empty where the rules found them.
    """

    start: int
    end: int
    quote: str
    criterion_text: str
    citations: tuple[Citation, ...]
    likeness: float
    shared: tuple[str, ...] = ()
    justification: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A proposal by a criterion; `score` in [0, 1]. The best pair first; for `not_addressed` it is the nearest, and proves nothing."""

    criterion: Criterion
    score: float
    status: Status
    figures: Figures
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A field of research that no criterion covers: its share of what the proposal speaks of, and a sentence that shows it."""

    field: str
    share: float
    start: int
    end: int
    quote: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counsel:
    """What a model was asked beside the judge: its raw `reply`, the version of its `prompt`; `fallback` names the error where it failed."""

    model: str
    prompt: str
    reply: str = ""
    fallback: str = ""


@dataclass(frozen=True, slots=True)
class Assessment:
    """A proposal by all criteria, in their order. `elsewhere` the largest share first; `denials` are the sentences that say what it is not.

    `counsel` is there where a model was asked for evidence; it changes no score, status or verdict.
    """

    proposal: Proposal
    cells: tuple[Cell, ...]
    elsewhere: tuple[Elsewhere, ...]
    right_words: tuple[str, ...]
    denials: tuple[str, ...] = ()
    counsel: Counsel | None = None

    @property
    def axes(self) -> tuple[str, ...]:
        """Ids of the criteria in whose scope it is, in their order."""
        return tuple(cell.criterion.id for cell in self.cells if cell.status is Status.IN_SCOPE)

    @property
    def in_scope(self) -> bool:
        return bool(self.axes)

    @property
    def verdict(self) -> Verdict:
        """`nearby` where the best criterion is adjacent and less is spoken of elsewhere than of it."""
        if self.axes:
            return Verdict.SHARED if len(self.axes) > 1 else Verdict.ONE
        best = max(self.cells, key=lambda cell: cell.score)
        if best.status is Status.ADJACENT and best.figures.foreign < 0.5:
            return Verdict.NEARBY
        return Verdict.MISLEADING if self.right_words else Verdict.OUT

    def cell(self, criterion: str) -> Cell:
        """The cell of the criterion with this id. Raises KeyError."""
        for cell in self.cells:
            if cell.criterion.id == criterion:
                return cell
        raise KeyError(f"no criterion {criterion!r}")
