"""A text that is too long for its place, shown in part."""

from __future__ import annotations


def shortened(text: str, most: int, *, between_words: bool = True) -> str:
    """At most `most` characters of the text and an ellipsis; cut between words, or wherever it comes."""
    if len(text) <= most:
        return text
    kept = text[:most]
    return f"{kept.rsplit(' ', 1)[0] if between_words else kept}…"


def fitted(text: str, most: int) -> str:
    """The text in at most `most` characters, the ellipsis among them."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
