"""How often a call is tried, and how long to wait in between."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


@dataclass(frozen=True, slots=True)
class TryingRule:
    """At most `tries` calls; before the n-th retry a pause between 0 and `base` · 2ⁿ⁻¹ seconds ("full jitter": M. Brooker,
    "Exponential Backoff And Jitter", AWS Architecture Blog, 2015), or what the server asks if that is longer. Tests hand in a seeded
    `source`.
    """

    tries: int = 3
    base: float = 0.5
    source: random.Random = field(default_factory=random.Random)

    def pause(self, retry: int, asked: float | None = None) -> float:
        """Seconds before the retry number `retry`, from 1."""
        return max(self.source.uniform(0.0, self.base * 2 ** (retry - 1)), asked or 0.0)


def asked_wait(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for (RFC 9110, 10.2.3: seconds or a date), None without one that can be read.

    A date is compared with the server's own Date header, where there is one: clocks differ.
    """
    given = headers.get("retry-after", "").strip()
    if given.isascii() and given.isdigit():
        return float(given[:9])
    moment, reference = _date(given), _date(headers.get("date", "")) or now
    return max(0.0, (moment - reference).total_seconds()) if moment is not None else None


def _date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
