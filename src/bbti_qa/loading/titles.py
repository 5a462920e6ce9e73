"""What can be the title of a document: not what programs leave there, no date, no letters set apart for looks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bbti_qa.dating import is_date

SHORTEST, LONGEST = 4, 300  # letters
MOST_HEADING = 200  # letters of a heading that is a title
# Titles that programs leave there: a file's name, a program's name, nothing.
_LEFT_BEHIND = re.compile(
    r"^(?:untitled|sans[ _-]titre|microsoft (?:word|powerpoint|excel)|powerpoint|présentation powerpoint|(?:new )?document\d*$|\d+$"
    r"|.*\.(?:docx?|pdf|indd|odt|pptx?|xlsx?|qxd|tex|dvi|rtf|html?)$)",
    re.IGNORECASE,
)
_PART = re.compile(
    r"^(?:sommaire|table des matières|introduction|contents|résumé|abstract|page de garde|couverture|\W*)$",
    re.IGNORECASE,
)
_SET_APART = re.compile(r"\w(?: \w){2,}")  # "I G N", not "A B test"


def sane_title(text: str) -> str:
    """The title on one line, letters that were set apart put together; nothing where it is none."""
    title = " ".join(text.split())
    if _SET_APART.fullmatch(title):
        title = title.replace(" ", "")
    is_sane = SHORTEST <= len(title) <= LONGEST and sum(map(str.isalpha, title)) > 2
    return title if is_sane and not _LEFT_BEHIND.match(title) and not is_date(title) else ""


def names_a_part(text: str) -> bool:
    """Whether a title is that of a part that any document may have."""
    return bool(_PART.match(" ".join(text.split())))


def first_title(headings: Iterable[str]) -> str:
    """The first of the headings that a document begins with, one below the other, that can be its title."""
    short = (heading for heading in headings if len(heading) <= MOST_HEADING)
    return next((title for heading in short if (title := sane_title(heading))), "")
