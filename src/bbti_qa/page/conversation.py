"""What was asked and answered in this session."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bbti_qa.documents import Answer, Document, Turn
from bbti_qa.errors import BbtiError
from bbti_qa.language import Language


class Library(Protocol):
    """The documents that the assistant answers from."""

    @property
    def documents(self) -> tuple[Document, ...]: ...

    def document(self, document_id: str) -> Document:
        """Raises KeyError."""
        ...


class Assistant(Protocol):
    """What the page needs of an assistant; one serves all visitors, from several threads."""

    @property
    def snapshot(self) -> Library: ...

    def stream(
        self, question: str, /, history: Sequence[Turn] = (), language: Language | None = None
    ) -> Iterator[str | Answer]:
        """Pieces of the answer as they are settled, then the answer, in `language` or that of the question. Raises BbtiError."""
        ...


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question with its answer, or with the error that says why there is none."""

    question: str
    answer: Answer | None = None
    error: BbtiError | None = None


@dataclass(slots=True)
class Conversation:
    """The exchanges of a session, oldest first. `number` tells conversations of one session apart."""

    number: int = 0
    exchanges: list[Exchange] = field(default_factory=list)

    def ask(
        self,
        assistant: Assistant,
        question: str,
        show: Callable[[str], None] = lambda piece: None,
        language: Language | None = None,
    ) -> Exchange:
        """Asks, with all that was said before, and remembers what came back; `show` gets the pieces on the way. Raises nothing of our family."""
        try:
            answer = None
            for piece in assistant.stream(question, self.history(), language):
                if isinstance(piece, Answer):
                    answer = piece
                else:
                    show(piece)
            exchange = Exchange(question, answer)
        except BbtiError as error:
            exchange = Exchange(question, error=error)
        self.exchanges.append(exchange)
        return exchange

    def history(self) -> tuple[Turn, ...]:
        """What was said, in order; questions that got no answer are left out."""
        return tuple(turn for exchange in self.exchanges if exchange.answer for turn in _turns(exchange.answer))

    def restart(self) -> None:
        self.number += 1
        self.exchanges.clear()


def _turns(answer: Answer) -> tuple[Turn, Turn]:
    return Turn("user", answer.question), Turn("assistant", answer.text)
