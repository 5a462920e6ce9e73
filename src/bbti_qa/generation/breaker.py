"""A circuit breaker: a model that keeps failing is left alone for a while, so that users get the other answer at once."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

LONGEST_PAUSE = 600.0  # seconds; a server that asks for more is asked again after this


class Breaker:
    """Opens after `failures` calls failed in a row; after `pause` seconds one call may probe, and its end closes or opens it again.

    Safe to share between threads. `clock` gives seconds and never goes back.
    """

    def __init__(self, failures: int = 3, pause: float = 30.0, clock: Callable[[], float] = time.monotonic) -> None:
        self._failures = failures
        self._pause = pause
        self._clock = clock
        self._lock = threading.Lock()
        self._failed = 0
        self._until = 0.0
        self._probing = False

    def admit(self) -> float:
        """0 when a call may go, else the seconds until one may."""
        with self._lock:
            if self._failed < self._failures:
                return 0.0
            if (wait := self._until - self._clock()) > 0:
                return wait
            if self._probing:
                return self._pause
            self._probing = True
            return 0.0

    def succeeded(self) -> None:
        """A call came to its end: closed, and the count starts anew."""
        with self._lock:
            self._failed, self._probing = 0, False

    def failed(self, rest: float | None = None) -> None:
        """A call failed. `rest` is the seconds for which the server asked to be left alone: it opens at once and as long."""
        with self._lock:
            self._failed = self._failures if rest is not None else self._failed + 1
            self._until = self._clock() + min(LONGEST_PAUSE, max(self._pause, rest or 0.0))
            self._probing = False

    def abandoned(self) -> None:
        """A call was given up by its caller: it proves nothing; another may probe."""
        with self._lock:
            self._probing = False
