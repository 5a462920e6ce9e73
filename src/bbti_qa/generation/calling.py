"""A call, top to bottom: breaker, tries, watchdog. See `Model` for what callers may rely on."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import aclosing
from queue import Empty, SimpleQueue

from bbti_qa.errors import GenerationError, ModelBusy, ModelRefused
from bbti_qa.generation.breaker import Breaker
from bbti_qa.generation.deadline import Deadline
from bbti_qa.generation.faults import left_alone, too_slow, translated
from bbti_qa.generation.line import Chat, Line
from bbti_qa.generation.model import Message, Parameter
from bbti_qa.generation.reply import Reply
from bbti_qa.generation.trying import TryingRule
from bbti_qa.generation.wire import watch

ECHO_SECONDS = 1.0  # a line that does not turn for so long is given up
HANDBACK_SECONDS = 0.1  # of the deadline, left to the caller for giving the other answer
_Pieces = SimpleQueue[str | GenerationError | None]


class ChatModel:
    """A chat model behind a `Model` face.

    `connect` opens a provider's client; it is called again when a line had to be given up. `place` is how messages to users name the model.
    `sleep` waits between tries. With `streaming` off a reply comes as one piece, and only the whole deadline counts.
    """

    def __init__(
        self,
        name: str,
        parameters: Mapping[str, Parameter],
        connect: Callable[[], Chat],
        *,
        place: str = "",
        streaming: bool = True,
        trying: TryingRule | None = None,
        breaker: Breaker | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._name = name
        self._parameters = dict(parameters)
        self._connect = connect
        self._place = place or name
        self._streaming = streaming
        self._trying = trying or TryingRule()
        self._breaker = breaker or Breaker()
        self._sleep = sleep
        self._lock = threading.Lock()
        self._line: Line | None = None

    @property
    def name(self) -> str:
        return self._name

    @property
    def parameters(self) -> Mapping[str, Parameter]:
        return dict(self._parameters)

    def __repr__(self) -> str:
        return f"ChatModel({self._place!r})"

    def open(self) -> None:
        """Opens the line before the first call. Raises SettingsError, MissingExtra."""
        self._turning_line()

    def close(self) -> None:
        """Ends what is under way and closes connections. A later call opens them again."""
        with self._lock:
            line, self._line = self._line, None
        if line is not None:
            line.drop()

    def __del__(self) -> None:
        """A model that is forgotten leaves no thread behind: nothing that runs on its line holds it, but for calls under way."""
        if line := getattr(self, "_line", None):
            line.drop(within=0.0)

    def stream(self, messages: Sequence[Message], deadline: Deadline) -> Iterator[str]:
        """The reply in pieces; see `Model.stream`."""
        if (wait := self._breaker.admit()) > 0:
            raise left_alone(self._place, wait)
        try:
            yield from self._tried(messages, deadline)
        except ModelRefused:
            self._breaker.succeeded()  # it is there and answers; waiting would mend nothing
            raise
        except GenerationError as error:
            self._breaker.failed(_asked(error))
            raise
        except BaseException:
            self._breaker.abandoned()
            raise
        else:
            self._breaker.succeeded()

    def _tried(self, messages: Sequence[Message], deadline: Deadline) -> Iterator[str]:
        """Retries as long as nothing was shown, the fault may pass, and the pause leaves time for a first piece."""
        for retry in range(1, self._trying.tries + 1):
            shown = False
            try:
                for piece in self._once(messages, deadline):
                    shown = True
                    yield piece
                return
            except GenerationError as error:
                pause = self._trying.pause(retry, _asked(error))
                final = shown or not error.may_pass or retry == self._trying.tries
                if final or pause >= self._patience(deadline, shown):
                    raise
            self._sleep(pause)

    def _once(self, messages: Sequence[Message], deadline: Deadline) -> Iterator[str]:
        """One try. The caller's own thread watches the clock, so that nothing a client does can hold it."""
        pieces: _Pieces = SimpleQueue()
        line = self._turning_line()
        call = line.call(self._receive(line.chat, messages, deadline, pieces))
        shown = False
        try:
            while (piece := self._next(pieces, self._patience(deadline, shown))) is not None:
                shown = True
                yield piece
        finally:
            call.cancel()

    def _next(self, pieces: _Pieces, patience: float) -> str | None:
        """The next piece, None at the end. Raises GenerationError."""
        try:
            piece = pieces.get(timeout=patience) if patience > 0 else pieces.get_nowait()
        except Empty:
            raise too_slow(self._place) from None
        if isinstance(piece, GenerationError):
            raise piece
        return piece

    async def _receive(self, chat: Chat, messages: Sequence[Message], deadline: Deadline, pieces: _Pieces) -> None:
        """Runs on the line. Ends by itself with the deadline, also when the caller forgot to close the iterator."""
        seen, reply = watch(), Reply()
        try:
            async with asyncio.timeout(deadline.remaining()), aclosing(chat.pieces(messages, reply)) as texts:
                async for text in texts:
                    if text:
                        pieces.put(text)
            pieces.put(None)
        except Exception as error:
            pieces.put(translated(error, seen, self._place))

    def _patience(self, deadline: Deadline, shown: bool) -> float:
        whole = max(0.0, deadline.remaining() - HANDBACK_SECONDS)
        return whole if shown or not self._streaming else min(whole, deadline.remaining_to_first())

    def _turning_line(self) -> Line:
        with self._lock:
            if self._line is not None and not self._line.answers(ECHO_SECONDS):
                self._line.drop(within=0.0)
                self._line = None
            if self._line is None:
                self._line = Line(self._connect)
            return self._line


def _asked(error: GenerationError) -> float | None:
    """The seconds for which the server asked to be left alone."""
    return error.retry_after if isinstance(error, ModelBusy) else None
