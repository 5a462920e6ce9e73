"""Markers `[1]` and the citations behind them: the only place that writes or reads the marker format."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from bbti_qa.documents import BlockKind, Citation, Document, Evidence, Span, Support
from bbti_qa.language import announces

_LAST_CALL = re.compile(r"(?<=[.!?…:;]) \(\d{1,2}\)$")
_LOOSE_END = re.compile(r"[ ;:,]+(?:(?:et|ou|and|or)[ ;:,]*)?$")
_MARKER = re.compile(r"\[(\d{1,3})\]")


def marker(number: int) -> str:
    """`[3]` for 3."""
    return f"[{number}]"


def markers_in(text: str) -> tuple[int, ...]:
    """The numbers of the markers in `text`, in order, with repeats."""
    return tuple(int(match.group(1)) for match in _MARKER.finditer(text))


def pieces(text: str) -> Iterator[tuple[str, int | None]]:
    """`text` cut at its markers: `(words, None)` and `("[3]", 3)` in turn; joined they give `text` again."""
    at = 0
    for match in _MARKER.finditer(text):
        if match.start() > at:
            yield text[at : match.start()], None
        yield match.group(), int(match.group(1))
        at = match.end()
    if at < len(text):
        yield text[at:], None


def cite(chosen: Sequence[Evidence]) -> tuple[str, tuple[Citation, ...]]:
    """The sentences in their own words, each followed by its markers, and the citations; a sentence in two pieces has two."""
    citations: list[Citation] = []
    sentences = []
    for item, following in zip_longest(chosen, chosen[1:]):
        own = [
            _citation(len(citations) + at, item.document, span) for at, span in enumerate(item.sentence.spans, start=1)
        ]
        citations.extend(own)
        numbers = [citation.marker for citation in own]
        sentences.append(with_markers(without_lookalikes(item.text), numbers, _end_before(item, following)))
    return " ".join(sentences), tuple(citations)


def _end_before(item: Evidence, following: Evidence | None) -> str:
    """What stands behind a sentence that announces the item behind it, and behind one of several items; empty for an end of its own."""
    if (
        following is None
        or following.sentence.kind is not BlockKind.ITEM
        or following.document.id != item.document.id
        or following.sentence.spans[0] <= item.sentence.spans[-1]
    ):
        return ""
    space = " " if item.document.language == "fr" else ""
    if announces(item.text):  # an item may announce a list of its own
        return f"{space}:"
    goes_on = following.text[:1].islower() or following.text.startswith("(")
    return f"{space};" if item.sentence.kind is BlockKind.ITEM and goes_on else ""


def markers_of(chosen: Sequence[Evidence], wanted: Sequence[Evidence]) -> tuple[int, ...]:
    """The numbers that `cite(chosen)` gives to the sentences of `wanted`."""
    numbers: list[int] = []
    at = 0
    for item in chosen:
        own = range(at + 1, at + 1 + len(item.sentence.spans))
        at += len(item.sentence.spans)
        if any(item is other for other in wanted):
            numbers.extend(own)
    return tuple(numbers)


def _citation(number: int, document: Document, span: Span, support: Support = Support.VERBATIM) -> Citation:
    page = document.page(span.page)
    quote, area = page.text[span.start : span.end], page.area_of(span.start, span.end)
    return Citation(
        number, document.path, document.id, document.title, span.page, span.start, span.end, quote, support, area
    )


def without_lookalikes(text: str) -> str:
    """A "[12]" of the document's own (a reference list) must not pass for a marker: it is shown as "(12)"."""
    return _MARKER.sub(r"(\1)", text)


class Citations:
    """Citations in the order in which they are first asked for.

    A sentence that is cited again keeps its numbers, and the lower of its two supports; only where it carries one claim and not quite another it
    has numbers for either, so that a weak claim does not darken a proven one.
    """

    def __init__(self) -> None:
        self._all: list[Citation] = []
        self._known: dict[tuple[str, tuple[Span, ...], bool], tuple[int, ...]] = {}

    def cite(self, item: Evidence, support: Support = Support.VERBATIM) -> tuple[int, ...]:
        """The numbers of the sentence, one for each of its pieces."""
        proves = support in (Support.VERBATIM, Support.SUPPORTED)
        key = (item.document.id, item.sentence.spans, proves)
        if key not in self._known:
            first = len(self._all) + 1
            made = [_citation(first + at, item.document, span, support) for at, span in enumerate(item.sentence.spans)]
            self._all.extend(made)
            self._known[key] = tuple(citation.marker for citation in made)
        if support is not Support.VERBATIM:
            for number in self._known[key]:
                self._all[number - 1] = replace(self._all[number - 1], support=support)
        return self._known[key]

    @property
    def all(self) -> tuple[Citation, ...]:
        return tuple(self._all)


def quote(item: Evidence, citations: Citations) -> str:
    """The sentence in its own words with its markers."""
    return with_markers(without_lookalikes(item.text), citations.cite(item))


def cited(item: Evidence, citations: Citations) -> str:
    """The markers of the sentence."""
    return " ".join(map(marker, citations.cite(item)))


def without_loose_end(text: str) -> str:
    """An item of a list without what leads to the next one: « …, et », "…; or"."""
    return _LOOSE_END.sub("", text)


def with_markers(sentence: str, numbers: Sequence[int], end: str = "") -> str:
    """Markers stand before the full stop, as in "… 80 M€ [1]."; a footnote call behind the stop is not shown. `end` stands in the stop's place, as in "… deux buts [1] :"."""
    tail = "".join(f" {marker(number)}" for number in numbers)
    shown = _LAST_CALL.sub("", sentence)
    if end:
        return f"{without_loose_end(shown.rstrip('.'))}{tail}{end}"
    if shown.endswith((".", "…")):
        return f"{shown[:-1]}{tail}{shown[-1]}"
    return f"{without_loose_end(shown)}{tail}" + ("" if shown.endswith(("!", "?")) else ".")
