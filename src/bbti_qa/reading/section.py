"""The section that is about the very thing that a question wants an account of: « Axe 3 : … » where it asks what axis 3 covers; of what all documents are about, an opening."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bbti_qa.documents import Hit, Passage
from bbti_qa.language import stem, stems, words
from bbti_qa.parts import Part, Within, stands_in
from bbti_qa.reading.library import Library
from bbti_qa.understanding import Term

COMMON = (
    0.1  # of the passages that hold a word, from which on it tells no section from others: the programme's own name
)

_COORDINATED = re.compile(r" (?:et|and|&) |, ")
_HEAD = re.compile(r"^(?:\W*\d+(?:\.\d+)*[.)]? )?(?P<head>[^:–—]+)")
_SORTS = frozenset(stems("fiche note page guide document article présentation presentation synthèse overview"))
"""What a text is, in its title: « Fiche programme »."""


def section_on(library: Library, subject: str, most: int) -> tuple[Hit, ...]:
    """The first passages, `most` at most and in reading order, of the section whose heading names `subject` and nothing beside it; none without such a section.

    Of several the one that stands highest, then the one with most passages.
    """
    terms = [term for term in library.understand(subject).terms if term.weight == 1.0]
    if not terms:
        return ()
    found: dict[tuple[str, int], list[Passage]] = {}
    for passage in library.snapshot.passages:
        for depth, heading in enumerate(passage.headings):
            if _names(heading, terms, library):
                found.setdefault((passage.document_id, depth), []).append(passage)
                break
    if not found:
        return _opening_on(library, terms, most)
    section = min(found, key=lambda place: (place[1], -len(found[place])))
    return tuple(Hit(passage, 1.0, 1.0, 1.0) for passage in found[section][:most])


def _opening_on(library: Library, terms: Sequence[Term], most: int) -> tuple[Hit, ...]:
    """The opening (an abstract, a standfirst) that says most of a subject of all documents, « le programme »; none for any other thing."""
    ways = [way[0] for term in terms for way in term.ways if len(way) == 1]
    if not all(library.stands_for(term.stem) or library.is_subject(term.stem) for term in terms):
        return ()
    if not any(library.stands_for(term.stem) or library.is_stood_for(term.stem) for term in terms):
        return ()
    openings = []
    for document in library.snapshot.documents:
        passages = library.passages_of(document.id)
        told = [passages[row] for row in stands_in(Within(Part.OPENING), passages).nonzero()[0].tolist()]
        said = sum(stems(passage.text).count(way) for passage in told for way in ways)
        openings.append((said, told))
    said, told = max(openings, key=lambda one: one[0], default=(0, []))
    return tuple(Hit(passage, 1.0, 1.0, 1.0) for passage in told[:most]) if said else ()


def _names(heading: str, terms: Sequence[Term], library: Library) -> bool:
    """Whether the heading up to a colon, or one of the things that it names, says each term and nothing else, but for the name of what all documents are about (« du PEPR »)."""
    head = _HEAD.match(heading)
    parts = {head["head"], *_COORDINATED.split(head["head"])} if head else set[str]()
    return any(_says(part, terms, library) for part in parts)


def _says(head: str, terms: Sequence[Term], library: Library) -> bool:
    held = frozenset(stems(head))
    said = [next((way for way in term.ways if held.issuperset(way)), None) for term in terms]
    if not held or None in said:
        return False
    named = frozenset(stem for way in said if way for stem in way)
    names = {stem(word) for word, _, _ in words(head) if word.isupper()}
    return all(
        one in _SORTS
        or not named.isdisjoint(library.stands_for(one))
        or (one in names and library.is_subject(one))
        or _is_number_of(one, named)
        for one in held - named
    )


def _is_number_of(one: str, named: frozenset[str]) -> bool:
    """« axe » and « 3 » beside `axe3`."""
    return any(name.endswith(one) if one.isdigit() else name.rstrip("0123456789") == one for name in named)
