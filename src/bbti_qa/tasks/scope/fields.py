"""Fields of research and the words that show them: what a text is about, beyond what two texts say alike.

The package's encoder has hardly seen biomedicine; here a reader can look up, and mend, why "exosome" speaks for vesicles and "wheat"
for something else. `fields.toml` is the list; it does not say which fields a programme funds.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from bbti_qa.errors import SettingsError
from bbti_qa.language import Language, carries_meaning, fold, words

LONGEST_TERM = 6  # words of a term that carry meaning


@dataclass(frozen=True, slots=True)
class Field:
    """A field of research. `shared`: what many fields do (making, measuring), which tells no criterion from another."""

    id: str
    fr: str
    en: str
    terms: tuple[str, ...]
    shared: bool = False

    def name(self, language: Language) -> str:
        return self.en if language == "en" else self.fr


@dataclass(frozen=True, slots=True)
class Mention:
    """Where `[start, end)` of a text speaks of a field, by its id.

    `is_source`: it only says where the thing beside it comes from ("exosomes *of muscle cells*", "*stem-cell*-derived vesicles").
    """

    field: str
    start: int
    end: int
    is_source: bool = False


class Thesaurus:
    """Finds the fields that a text mentions; the longest term wins at each place."""

    def __init__(self, fields: Iterable[Field] = ()) -> None:
        self.fields = tuple(fields)
        self._by_id = {field.id: field for field in self.fields}
        self._terms: dict[tuple[str, ...], list[str]] = {}
        for field in self.fields:
            for term in field.terms:
                key = tuple(form for form, _, _ in _forms(term))
                if key and field.id not in self._terms.setdefault(key, []):
                    self._terms[key].append(field.id)

    def __getitem__(self, field: str) -> Field:
        """The field with this id. Raises KeyError."""
        return self._by_id[field]

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """In reading order; a term that shows two fields gives two mentions of the same place."""
        forms = _forms(text)
        keys = tuple(form for form, _, _ in forms)
        found: list[Mention] = []
        at = 0
        while at < len(keys):
            size = self._longest_at(keys, at)
            for field in self._terms.get(keys[at : at + size], ()):
                found.append(Mention(field, forms[at][1], forms[at + size - 1][2]))
            at += max(1, size)
        return tuple(_with_sources(text, found))

    def _longest_at(self, keys: tuple[str, ...], at: int) -> int:
        """Words of the longest term that begins there; 0 for none."""
        sizes = range(min(LONGEST_TERM, len(keys) - at), 0, -1)
        return next((size for size in sizes if keys[at : at + size] in self._terms), 0)

    def with_fields(self, fields: Iterable[Field]) -> Thesaurus:
        """This one with more fields; one of the same id is replaced."""
        return Thesaurus({**self._by_id, **{field.id: field for field in fields}}.values())


_COMES_FROM = re.compile(
    r"\s(?:\w+\s){0,2}?(?:(?:de|des|du|par|by|of|from)\s|d['’])(?:les\s|la\s|l['’]|the\s)?(?:\w+\s)?", re.IGNORECASE
)
_GIVES = re.compile(r"[\s-](?:derived|secreted|based)[\s-](?:\w+\s)?", re.IGNORECASE)


def _with_sources(text: str, found: Sequence[Mention]) -> Iterator[Mention]:
    """Marks of two neighbours the one that tells the origin of the other."""
    for at, mention in enumerate(found):
        before = text[found[at - 1].end : mention.start] if at and found[at - 1].field != mention.field else ""
        following = found[at + 1] if at + 1 < len(found) and found[at + 1].field != mention.field else None
        after = text[mention.end : following.start] if following else ""
        is_source = _COMES_FROM.fullmatch(before) is not None or _GIVES.fullmatch(after) is not None
        yield replace(mention, is_source=is_source)


@cache
def shared_thesaurus() -> Thesaurus:
    """The one that the package carries, read once a process."""
    text = files("bbti_qa.tasks.scope").joinpath("fields.toml").read_text("utf-8")
    return Thesaurus(parse_fields(tomllib.loads(text).get("field", [])))


def parse_fields(tables: Sequence[Mapping[str, Any]]) -> list[Field]:
    """From `[[field]]` tables. Raises SettingsError for one without `id` or `terms`."""
    return [_field(number, table) for number, table in enumerate(tables, start=1)]


def _field(number: int, table: Mapping[str, Any]) -> Field:
    terms = table.get("terms")
    if (
        not isinstance(table.get("id"), str)
        or not isinstance(terms, list)
        or not all(isinstance(t, str) for t in terms)
    ):
        raise SettingsError(f"[[field]] table {number} needs an `id` and a list `terms` of texts. Add them.")
    name = str(table.get("fr") or table.get("en") or table["id"])
    return Field(table["id"], name, str(table.get("en") or name), tuple(terms), bool(table.get("shared", False)))


def _forms(text: str) -> list[tuple[str, int, int]]:
    """The words that carry meaning, in their shortest form, with their spans; "Gram+" keeps its sign, "B" its capital."""
    return [(_form(word), start, end) for word, start, end in words(text) if carries_meaning(word) or _is_sign(word)]


def _is_sign(word: str) -> bool:
    """A single capital: "lymphocyte T" is not "lymphocyte B"."""
    return len(word) == 1 and word.isupper()


_PLURAL = re.compile(r"(?:(?<=.{3})aux$)|(?:(?<=.{3})ies$)")


def _form(word: str) -> str:
    """Without plural, feminine e and final y: after Savoy's minimal French stemmer (JASIS 50, 1999), which serves English too.

    "thérapies", "thérapie", "therapy" give "therapi"; "viraux", "virale", "viral" give "viral".
    """
    form = _PLURAL.sub(lambda match: "al" if match.group() == "aux" else "i", fold(word))
    for letters in ("sx", "e", "y"):
        if len(form) > 3 and form[-1] in letters:
            form = form[:-1] + ("i" if letters == "y" else "")
    return form
