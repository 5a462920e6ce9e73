"""The wording by which eligibility is read, kept in `patterns.toml`: regular expressions for folded text, in groups."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from bbti_qa.language import fold

NAMES = "{programme}"  # where the names of a programme are put in
_NOTHING = "(?!)"  # matches nowhere
_FORMS = {"words": r"\b(?:%s)\b", "beginnings": r"\b(?:%s)", "any": "%s"}


@cache
def pattern(group: str, name: str, programme: tuple[str, ...] = ()) -> re.Pattern[str]:
    """The pattern called `name`, with the names of the programme where it speaks of it. Raises KeyError."""
    ((form, _),) = _tables()[group][name].items()
    names = "|".join(re.escape(fold(one)) for one in programme) or _NOTHING
    return re.compile((_FORMS[form] % alternatives(group, name)).replace(NAMES, names))


def alternatives(group: str, name: str) -> str:
    """What stands in the file under `name`, joined as alternatives. Raises KeyError."""
    ((_, found),) = _tables()[group][name].items()
    return "|".join(found)


@cache
def _tables() -> Mapping[str, Mapping[str, Mapping[str, tuple[str, ...]]]]:
    text = files("bbti_qa.tasks.eligibility").joinpath("patterns.toml").read_text("utf-8")
    return tomllib.loads(text)
