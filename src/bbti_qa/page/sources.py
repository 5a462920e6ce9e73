"""An answer's sources: a marker for each, and the page of the chosen one with the quoted passage highlighted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import streamlit as st

from bbti_qa.documents import Answer, Citation, Page
from bbti_qa.page.conversation import Library
from bbti_qa.page.markdown import escape_label, escape_markdown, highlight
from bbti_qa.page.pictures import draw_picture
from bbti_qa.page.words import Words

REACH: Final = 260  # characters shown on either side of a quote: what fits beside an answer without scrolling


def choose_citation(answer: Answer, key: str, words: Words) -> Citation:
    """Draws a marker per citation, and gives the chosen one; the first, until the visitor chooses."""
    labels = source_labels(answer.citations, words)
    first = next(iter(labels))
    marker = st.pills(
        words.sources,
        list(labels),
        default=first,
        required=True,
        format_func=labels.__getitem__,
        key=f"markers-{key}",
    )
    return answer.cited(marker or first)


def draw_source(citation: Citation, library: Library, key: str, words: Words) -> None:
    """The panel of one citation: title, page, the passage where it stands, and the whole page on demand."""
    with st.container(border=True, key=f"source-{key}"):
        _draw_title(citation, words)
        page = cited_page(citation, library)
        if page is None:
            st.warning(words.gone)
            st.markdown(highlight(citation.quote, 0, len(citation.quote)))
        else:
            _draw_page(citation, page, words)
            draw_picture(citation, library.document(citation.document_id), key, words)


def cited_page(citation: Citation, library: Library) -> Page | None:
    """The page that holds the quote, or None when the index no longer has it exactly so."""
    try:
        page = library.document(citation.document_id).page(citation.page)
    except KeyError:
        return None
    return page if page.text[citation.start : citation.end] == citation.quote else None


def excerpt(text: str, start: int, end: int, reach: int = REACH) -> tuple[int, int]:
    """The bounds of what is shown around `[start, end)`: at most `reach` more on either side, cut between words."""
    first, last = max(0, start - reach), min(len(text), end + reach)
    while 0 < first < start and not text[first - 1].isspace():
        first += 1
    while end < last < len(text) and not text[last].isspace():
        last -= 1
    return first, last


def place_of(citation: Citation, words: Words) -> str:
    """`page 3`, and where on it the text stands if character recognition read it."""
    page = words.page.format(number=citation.page)
    return f"{page} · {words.areas[citation.area.third]}" if citation.area else page


def source_labels(citations: Iterable[Citation], words: Words) -> dict[int, str]:
    """What stands on each marker's button: title and page, the page alone behind another passage of the same document."""
    labels: dict[int, str] = {}
    before = ""
    for citation in citations:
        place = words.short_page.format(number=citation.page)
        title = "" if citation.document_id == before else f"{escape_label(citation.title, 48)}, "
        labels[citation.marker] = f"\\[{citation.marker}\\] {title}{place}"
        before = citation.document_id
    return labels


def _draw_title(citation: Citation, words: Words) -> None:
    place = place_of(citation, words)
    st.markdown(f":blue[**\\[{citation.marker}\\] {escape_label(citation.title, 160)}**]")
    st.caption(f"{place} · {escape_label(citation.document, 160)}")
    if citation.support in words.supports:
        st.badge(words.supports[citation.support], color="orange")


def _draw_page(citation: Citation, page: Page, words: Words) -> None:
    first, last = excerpt(page.text, citation.start, citation.end)
    shown = highlight(page.text[first:last], citation.start - first, citation.end - first)
    st.markdown(f"{'… ' if first else ''}{shown}{' …' if last < len(page.text) else ''}")
    if (first, last) != (0, len(page.text)):
        with st.expander(escape_markdown(words.whole_page.format(number=page.number))):
            st.markdown(highlight(page.text, citation.start, citation.end))
