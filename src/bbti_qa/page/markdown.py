"""Text that Streamlit shows as it is, whatever it holds.

Streamlit draws text as Markdown with its own additions. A backslash disarms what the parser sees (emphasis, links,
images, HTML, formulas, tables, directives), but some additions rewrite the text after the parser has removed the
backslashes: bare web and mail addresses, `:emoji:`, `:material_icon:` and arrows such as `->`. They look at one text
node at a time, so an empty directive, which draws nothing and adds no character, is put where they would match.
"""

from __future__ import annotations

import re
from typing import Final

from bbti_qa.typography import tied

_SEAM: Final = ":gray[]"
_HIGHLIGHT: Final = ":yellow-background[{}]"

_PUNCTUATION: Final = re.compile(r"[!-/:-@\[-`{-~]")
# Where a later rewriting would match: before ":" and "@", before the "." of "www.", inside "->", "--", ">=", "~=".
_JUNCTION: Final = re.compile(r"(?=[:@])|(?<=www)(?=\.)|(?<=[-<>~])(?=[-=>])", re.IGNORECASE)
_BLANKS: Final = re.compile(r"[ \t\v\f]+")
_NEWLINE: Final = re.compile(r"\r\n?|\n")
_HARD_BREAK: Final = "\\\n"


def escape_markdown(text: str) -> str:
    """`text` as Markdown that reads exactly `text`: no link, image, HTML, formula or emoji. Lines stay lines, and none begins with "M€" or "?"."""
    return _HARD_BREAK.join(_escaped_line(line) for line in _NEWLINE.split(tied(text)))


def escape_label(text: str, limit: int = 80) -> str:
    """The same on one line of at most `limit` characters before escaping, for buttons and titles."""
    line = " ".join(text.split())
    return _escaped_line(tied(line if len(line) <= limit else line[: limit - 1].rstrip() + "…"))


def highlight(text: str, start: int, end: int) -> str:
    """`escape_markdown(text)` with the piece `[start, end)` marked, line by line."""
    text = tied(text)
    before, quote, after = text[:start], text[start:end], text[end:]
    marked = _HARD_BREAK.join(_marked_line(line) for line in _NEWLINE.split(quote))
    return escape_markdown(before) + marked + escape_markdown(after)


def _marked_line(line: str) -> str:
    return _HIGHLIGHT.format(_escaped_line(line)) if line.strip() else ""


def _escaped_line(line: str) -> str:
    pieces = _JUNCTION.split(_BLANKS.sub(" ", line))
    return _SEAM.join(_PUNCTUATION.sub(r"\\\g<0>", piece) for piece in pieces)
