"""A model that points for a task: numbered lines in, what it points to out. What it writes decides nothing by itself; each task checks it.

The form of the request is the one of an answer (`answering/prompts.py`): lines are data between two marks that no text can write.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bbti_qa.answering import Claim, Writer, read_claims
from bbti_qa.answering.pointers import Pointer, read_pointers
from bbti_qa.answering.prompts import about
from bbti_qa.errors import GenerationError
from bbti_qa.generation import Deadline
from bbti_qa.language import Language
from bbti_qa.values import Unit, find_values

MOST_FAILURES = 3  # calls that fail in a row, after which a task asks no more
Texts = Mapping[str, Mapping[Language, str]]


@dataclass(frozen=True, slots=True)
class Pointed:
    """A reply that points to lines `1 … known`, as it came; nothing of it is checked."""

    reply: str
    known: int

    @property
    def numbers(self) -> tuple[int, ...]:
        """The lines pointed to, each once, in the order of the reply; numbers of no line are dropped."""
        pieces = [piece for piece in read_pointers(self.reply, self.known) if isinstance(piece, Pointer)]
        return tuple(dict.fromkeys(number for piece in pieces for number in piece.numbers))

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Its sentences, each with the lines that it points to."""
        return read_claims(self.reply, self.known)


def labels_hold(claim: str, evidence: Sequence[str]) -> bool:
    """Whether every numbered thing of `claim` (« axe 2 », "lot 3") is one of the evidence, where that numbers such things at all.

    The check counts « deux buts » as a two, whatever it counts.
    """
    held = {label for text in evidence for label in _labels(text)}
    named = {noun for noun, _ in held}
    return all(label in held for label in _labels(claim) if label[0] in named)


def _labels(text: str) -> list[tuple[str, float]]:
    return [(value.of[0], value.low) for value in find_values(text) if value.unit is Unit.LABEL and value.of]


class Pointing:
    """Asks one model for one task, within one deadline for the whole; gives up after failures in a row.

    `failures` counts the calls that came to nothing, `reason` names the first one's error.
    """

    def __init__(self, writer: Writer) -> None:
        self.failures = 0
        self.reason = ""
        self._in_a_row = 0
        self._writer = writer
        self._whole: Deadline = writer.start_task()

    @property
    def name(self) -> str:
        return self._writer.name

    def ask(self, rules: str, lines: Sequence[str], asked: str, language: Language) -> Pointed | None:
        """What the model says to `asked` about `lines`; None where the call fails, or where so many failed before that none is made."""
        if self._in_a_row >= MOST_FAILURES:
            self.failures += 1
            return None
        try:
            reply = self._writer.reply(about(rules, lines, asked, language), self._writer.part_of(self._whole))
        except GenerationError as error:
            self.failures += 1
            self._in_a_row += 1
            self.reason = self.reason or type(error).__name__
            return None
        self._in_a_row = 0
        return Pointed(reply, len(lines))
