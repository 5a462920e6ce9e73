"""Signs as French and English set them: quotation marks, colons, semicolons, and the blanks at which no line may end.

For the program's own words. A quote of a document is put between the marks as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from bbti_qa.language import Language

Texts = TypeVar("Texts")

MARKS: dict[Language, tuple[str, str]] = {"fr": ("«\u00a0", "\u00a0»"), "en": ("“", "”")}
"""What opens and closes a quote."""

_TIE = re.compile(r" (?=[?!:;»])|(?<=«) |(?<=\d) (?=\d{3}\b|[kM]?€|Md€|%)")


def tied(text: str) -> str:
    """`text`, letter for letter as long, with no-break spaces where no line may end: before French signs, inside « », inside a number, before its unit."""
    return _TIE.sub("\u00a0", text)


def typeset(template: str, language: Language) -> str:
    """A template of ours, before it is filled: tied where it is French."""
    return tied(template) if language == "fr" else template


def all_tied(texts: Texts) -> Texts:
    """A French table with every text of it tied; it may hold tuples, dictionaries and dataclasses of texts."""
    return cast(Texts, _tied_inside(texts))


def _tied_inside(texts: Any) -> Any:
    if isinstance(texts, str):
        return tied(texts)
    if isinstance(texts, tuple):
        return tuple(map(_tied_inside, texts))
    if isinstance(texts, dict):
        return {key: _tied_inside(value) for key, value in texts.items()}
    if is_dataclass(texts) and not isinstance(texts, type):
        return replace(texts, **{field.name: _tied_inside(getattr(texts, field.name)) for field in fields(texts)})
    return texts


def quoted(text: str, language: Language) -> str:
    """As a text in `language` quotes it, whatever the language of the quote."""
    opening, closing = MARKS[language]
    return f"{opening}{text}{closing}"


def colon(language: Language) -> str:
    """The sign, in French with the space before it."""
    return ":" if language == "en" else "\u00a0:"


def semicolon(language: Language) -> str:
    return ";" if language == "en" else "\u00a0;"


def listed(parts: Iterable[str], language: Language) -> str:
    """One after the other, with semicolons between them."""
    return f"{semicolon(language)} ".join(parts)
