"""What was asked and answered in this session."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from threading import Thread
from typing import Protocol

from bbti_qa.documents import Answer, Document, Turn
from bbti_qa.errors import BbtiError
from bbti_qa.language import Language

Show = Callable[[str], None]


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


@dataclass(slots=True, eq=False)
class Exchange:
    """A question and what came of it: an answer, or the error that says why there is none; neither of the two while it is open.

    The thread that asks writes it, the page reads it. `told` is what is settled of the answer so far.
    """

    question: str
    answer: Answer | None = None
    error: BbtiError | None = None
    told: str = ""
    _thread: Thread | None = None

    def ask(
        self,
        assistant: Assistant,
        history: Sequence[Turn],
        show: Show = lambda piece: None,
        language: Language | None = None,
    ) -> None:
        """Asks, and keeps what comes back; `show` gets the pieces on the way. Raises nothing of our family."""
        try:
            for piece in assistant.stream(self.question, history, language):
                if isinstance(piece, Answer):
                    self.answer = piece
                else:
                    self.told += piece
                    show(piece)
        except BbtiError as error:
            self.error = error
        finally:  # whatever else happens is for the terminal, and the visitor has a sentence all the same
            if self.answer is None and self.error is None:
                self.error = BbtiError("The question could not be answered. Ask it in other words, or start anew.")

    def begin(self, assistant: Assistant, history: Sequence[Turn]) -> None:
        """Asks in a thread of its own, which no click on the page can stop; does nothing where that was done before."""
        if self._thread is None:
            self._thread = Thread(target=self.ask, args=(assistant, history), daemon=True)
            self._thread.start()

    def is_settled(self, seconds: float = 0.0) -> bool:
        """Whether what was begun is done, waiting for it at most so long."""
        if self._thread is None:
            return False
        self._thread.join(seconds)
        return not self._thread.is_alive()


@dataclass(slots=True)
class Conversation:
    """The exchanges of a session, oldest first. `number` tells conversations of one session apart."""

    number: int = 0
    exchanges: list[Exchange] = field(default_factory=list)

    def add(self, question: str) -> None:
        """Puts a question behind the others: it is answered when they are, with all that was said before it."""
        self.exchanges.append(Exchange(question))

    def ask(
        self,
        assistant: Assistant,
        question: str,
        show: Show = lambda piece: None,
        language: Language | None = None,
    ) -> Exchange:
        """Asks with all that was said before, waits, and remembers what came back."""
        exchange = Exchange(question)
        exchange.ask(assistant, self.history(), show, language)
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
