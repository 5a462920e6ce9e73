"""A timeline told in the order of time."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bbti_qa.documents import Evidence
from bbti_qa.evidence import goes_back
from bbti_qa.values import Unit, Value, find_values

_LATE = re.compile(r"\b(?:fin|late|(?:the )?end)(?:-| de l['’]année | de | of |\s)$", re.IGNORECASE)
_YEAR = len("2024")
LAST = "~"  # behind every digit


def in_order_of_time(told: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The sentences by the earliest date of each; one without a date, or that goes back to the one before it, stays behind that one.

    « fin 2021 » comes behind what is dated within 2021, a bare year before it.
    """
    keys: list[str] = []
    for at, item in enumerate(told):
        dates = [
            _key(item.text, value) for value in find_values(item.text) if value.unit is Unit.DATE or value.is_period
        ]
        stays = at > 0 and (not dates or (goes_back(item.text) and told[at - 1].passage.id == item.passage.id))
        keys.append(keys[-1] if stays else min(dates, default=LAST))
    order = sorted(range(len(told)), key=lambda at: keys[at])
    return tuple(told[at] for at in order)


def _key(text: str, value: Value) -> str:
    date = text[value.start : value.start + _YEAR] if value.is_period else value.date
    return date + LAST if len(date) == _YEAR and _LATE.search(text[: value.start]) else date
