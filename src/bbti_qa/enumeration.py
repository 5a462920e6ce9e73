"""How many things a sentence lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from bbti_qa.language import enumerators
from bbti_qa.values import Unit, Value, find_values

LONGEST_ITEM = 9  # words; what is longer is a clause


def listed(text: str) -> int:
    """The most things that `text` names one after another ("a, b et c": 3), 0 where it lists nothing.

    Between two commas a figure or a clause is no name; the first and the last of a list run into their sentence, so they count unseen.
    """
    between = [_parts(clause)[1:-1] for clause in text.split(":")]
    runs = [len(list(run)) for parts in between for is_name, run in groupby(parts, key=_is_name) if is_name]
    return max(max(runs) + 2 if runs else 0, len(enumerators(text)))


def _parts(text: str) -> list[str]:
    return [part for part in re.split(r"[,;]| et | and | ou | or | & |\([ivx\da-d]{1,4}\)", text) if part.strip()]


def _is_name(part: str) -> bool:
    return len(part.split()) <= LONGEST_ITEM and not any(character.isdigit() for character in part)


def enumerated(text: str) -> Iterator[tuple[Value, int]]:
    """Counts that are followed by a list in brackets, with the number of things listed there.

    « a, b et c » may be two things or three: where the count is one of them, it is the one that is given.
    """
    for value in find_values(text):
        if value.unit is not Unit.COUNT:
            continue
        behind = re.match(r"[^.;:!?()]{0,120}?\(([^()]{8,400})\)", text[value.end :])
        if not behind:
            continue
        fewest, most = _items(behind[1])
        if most >= 3:
            yield value, int(value.low) if fewest <= value.low <= most else most


def _items(text: str) -> tuple[int, int]:
    """Items of "a, b, c et d", at least and at most; none where it is no list of names."""
    parts = [part.strip() for part in re.split(r",| et | and | & ", text) if part.strip()]
    if len(parts) < 3 or any(len(part.split()) > 5 for part in parts):
        return 0, 0
    return len([part for part in text.split(",") if part.strip()]), len(parts)
