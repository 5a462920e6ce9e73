"""What is left of a question without what it presumes."""

from __future__ import annotations

import re

from bbti_qa.agents import Agency
from bbti_qa.language import stem, words


def without(text: str, start: int, end: int) -> str:
    """`text` without what stands there, and without its number or first word where that is said again."""
    repeated = re.split(r"\s", text[start:end], maxsplit=1)[0]
    return re.sub(rf"(?<!\w){re.escape(repeated)}(?!\w)", " ", f"{text[:start]} {text[end:]}")


def without_names(text: str, agency: Agency) -> str:
    """`text` with blanks for those who are said to do it."""
    letters = list(text)
    for word, start, end in words(text):
        if stem(word) in agency.names:
            letters[start:end] = " " * (end - start)
    return "".join(letters)
