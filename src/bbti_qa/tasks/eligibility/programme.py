"""The names of the programme: those that a criteria file gives, else those that the documents give it."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bbti_qa.acronyms import definitions
from bbti_qa.documents import Document
from bbti_qa.errors import SettingsError
from bbti_qa.language import fold
from bbti_qa.tasks.eligibility.terms import INSTRUMENTS, names

MOST_NAMES: Final = 4
OFTEN: Final = 2  # places, or titles, from which a name is the programme's and no slip
_HEADS: Final = "[Pp]rogrammes?|[Pp]rograms?|[Ss]cheme"
_NAME: Final = r"[A-ZÀ-Þ][\w&-]*(?: [A-ZÀ-Þ][\w&-]*)?"
_SPELLED: Final = re.compile(r"(?:programme|program)s?\b")
_ACRONYM: Final = re.compile(r"\b[A-ZÀ-Þ][A-ZÀ-Þ0-9&-]{2,}\b")


def find_names(documents: Sequence[Document]) -> tuple[str, ...]:
    """What the documents call the programme, the commonest first.

    Acronyms that stand for a programme (« PEPR »), what stands behind those or behind the word (« le programme Boréal »), acronyms of titles.
    """
    texts = [text for document in documents for text in (document.title, *(page.text for page in document.pages))]
    short = sorted({one for text in texts for one, long in definitions(text) if _SPELLED.match(fold(long))})
    behind = re.compile(rf"\b(?:{'|'.join((_HEADS, *map(re.escape, short)))}) ?(?:« ?|\")?(?P<name>{_NAME})")
    counts = Counter(match["name"] for text in texts for match in behind.finditer(text))
    for document in documents:
        counts.update(sorted(set(_ACRONYM.findall(document.title))))
    often = sorted((name for name, count in counts.items() if count >= OFTEN), key=lambda name: (-counts[name], name))
    own = [name for name in often if not names(name, INSTRUMENTS) and not _is_common(name, texts)]
    return tuple(dict.fromkeys((*short, *own)))[:MOST_NAMES]


def _is_common(name: str, texts: Sequence[str]) -> bool:
    """Whether the documents also write it small: « Équipe » at the head of a cell is no name."""
    small = re.compile(rf"\b{re.escape(name[:1].lower() + name[1:])}")
    return any(small.search(text) for text in texts)


def load_names(path: Path) -> tuple[str, ...]:
    """The names that `programme = ["…"]` gives in a criteria file; none where it gives none. Raises SettingsError."""
    try:
        with path.open("rb") as stream:
            given = tomllib.load(stream).get("programme", [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(
            f"The criteria in {path} cannot be read: {error}. Mend the file, or unset BBTI_QA_CRITERIA."
        ) from error
    if not isinstance(given, list) or not all(isinstance(name, str) and fold(name).strip() for name in given):
        raise SettingsError(f'`programme` in {path} is no list of names. Write it as programme = ["PEPR", "BBTI"].')
    return tuple(given)
