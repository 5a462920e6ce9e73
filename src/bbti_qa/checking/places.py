"""Which names of a sentence are said as places: behind a word that places, « à Metz », "in France", « implantés à Brest, Nantes et Tours »."""

from __future__ import annotations

import re

from bbti_qa.checking.statement import Statement, Word

_NAME = r"(?:Le |La |Les |L')?[A-ZÀ-Ý][a-zà-ÿ]+(?:['’-](?:[a-zà-ÿ]+['’-])*[A-ZÀ-Ý]?[a-zà-ÿ]+)*"
_PLACED = re.compile(
    r"\b(?:[Àà]|[Ee]n|[Aa]ux?|[Vv]ers|[Ii]n|[Aa]t|[Nn]ear|[Hh]ors d[e']|[Hh]ors d’|[Pp]rès d[e'’]|[Vv]illes? d[e'’]|"
    r"[Rr]égion|[Cc]ity of|de [A-ZÀ-Ý][\w-]+ à) ?"
    rf"(?P<names>{_NAME}(?:, {_NAME})*(?:,? (?:et|ou|and|or) (?:à |en |au |in )?{_NAME})?)"
)


def is_placed(statement: Statement, word: Word) -> bool:
    """Whether the name stands there as that of a place; an acronym never does."""
    return any(match.start("names") <= word.start < match.end("names") for match in _PLACED.finditer(statement.text))
