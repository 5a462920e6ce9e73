"""How long a user waits for a model."""

from __future__ import annotations

import time
from collections.abc import Callable


class Deadline:
    """Seconds in all and seconds to the first piece of text, both counted from the making of this object.

    It is made once for a question, when its answering begins, and handed to every call for that question. `clock` gives seconds and never
    goes back.
    """

    __slots__ = ("_clock", "_started", "first_seconds", "seconds")

    def __init__(
        self, seconds: float = 30.0, first_seconds: float = 10.0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.seconds = seconds
        self.first_seconds = min(first_seconds, seconds)
        self._clock = clock
        self._started = clock()

    def elapsed(self) -> float:
        """Seconds since the start."""
        return self._clock() - self._started

    def part(self, seconds: float) -> Deadline:
        """A deadline for one more call of the same question, from now: at most `seconds`, within what is left, with a first piece of its own."""
        return Deadline(min(seconds, self.remaining()), self.first_seconds, self._clock)

    def remaining(self) -> float:
        """Seconds left in all, 0 when it is over."""
        return max(0.0, self.seconds - self.elapsed())

    def remaining_to_first(self) -> float:
        """Seconds left for the first piece, 0 when it is late."""
        return max(0.0, self.first_seconds - self.elapsed())

    @property
    def expired(self) -> bool:
        return self.remaining() == 0.0
