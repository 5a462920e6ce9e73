"""How much of a file's time is gone: a reader that goes page by page stops in time and gives what it has, instead of being killed."""

from __future__ import annotations

import time

SHARE = 0.5  # of the time for one file; putting the pages together takes about as long as reading them

_ends = float("inf")


def start(seconds: float) -> None:
    """The reading process is about to read a file for which it has so many seconds of wall-clock time."""
    global _ends
    _ends = time.monotonic() + SHARE * seconds


def is_spent() -> bool:
    """Whether to stop; never outside a reading process."""
    return time.monotonic() > _ends


def left() -> float:
    """Seconds until reading stops; infinite outside a reading process."""
    return max(0.0, _ends - time.monotonic())
