"""What a number is said to be the bound of: « au moins », « au plus », « environ », « jusqu'en »."""

from __future__ import annotations

import re
from enum import StrEnum

from bbti_qa.checking.statement import Statement

_NOT_LESS = re.compile(
    r"\b(?:ne |n')(?:\w+ ){1,3}(?:inferieur|au-dessous)\w* (?:a|d')? ?$|\bnot? (?:less|fewer) than ?$|\bpas moins d[e'] ?$"
)
_LEAST = re.compile(
    r"(?:\bau moins|\bau minimum|\bminimum d[e']|\bplus d[e']|\bsuperieure?s? a|\bau-dela d[eu']|\bau-dessus d[eu']|\bdepass\w+|\bexced\w+|"
    r"\bat least|\bmore than|\bover|\babove|\bexceed\w*|\bno (?:less|fewer) than|\bminimum of|"
    r"\bminima(?:l|le|ux)\b[^.;,]{0,30}|\bpas moins d[e'])(?: la barre)?(?: l[ae]s?| de| d'| des| the| a| of)*[ ']*$"
)
_MOST = re.compile(
    r"(?:\b(?:ne |n')(?:\w+ ){1,3}superieure?s? a|\bno \w+ (?:\w+ ){0,3}more than|"
    r"\baucune? \w+ ne (?:\w+ ){0,3}plus d[e']|\b(?:ne |n')[^.;,]{0,40}\bpas (?:\w+ ){0,2}plus d[e']|\bau plus|"
    r"\bau maximum|\bmaximum d[e']|\bmoins d[e']|\binferieure?s? a|\ben deca d[eu']|\bau-dessous d[eu']|\bsous|"
    r"\bplafonn\w+ a|\blimite\w* a|"
    r"\bdans la limite d[e']|\bjusqu'a|\bjusqu'au|\bdans un delai d[e']|"
    r"\b(?:ne |n')(?:\w+ ){0,3}(?:depass|exced)\w*(?: pas| jamais)?|\bsans (?:depasser|exceder)|\bcannot exceed|"
    r"\bpas plus d[e']|\bat most|"
    r"\bless than|\bfewer than|\bunder|\bbelow|\bup to|\bno more than|\bcapped at|\blimited to|\bwithin|"
    r"\bnot exceed\w*|\bmaximum of|\bmaxima(?:l|le|ux)\b[^.;,]{0,30})"
    r"(?: la barre)?(?: l[ae]s?| de| d'| des| the| a| of)*[ ']*$"
)
_AFTER_LEAST = re.compile(
    r"^ ?(?:(?!(?:et|and)\b)\w+ ){0,2}?(?:ou plus|au moins|au minimum|minimum|or more|at least)\b"
)
_AFTER_MOST = re.compile(
    r"^ ?(?:(?!(?:et|and)\b)\w+ ){0,2}?(?:ou moins|au plus|au maximum|maximum|or less|or fewer|at most)\b"
)
_ABOUT = re.compile(
    r"(?:\benviron|\bpres d[e']|\bquelque|\bautour d[e']|\bà peu pres|\bquasi\w*|\babout|\baround|\bnearly|"
    r"\bapproximately|\bsome|\bune?) ?(?:de |d')?$"
)
_ABOUT_WORD = re.compile(r"\w+aines?\b|\bmilliers?\b")
_AVERAGE = re.compile(r"\b(?:en moyenne|moyenn?e? d[e']|on average)\b")
_SINCE = re.compile(
    r"(?:\bdepuis|\ba partir d[eu']|\ba compter d[eu']|\bdes|\bapres|\bau-dela d[eu']|\bsince|\bfrom|\bafter|"
    r"\bas of|\bstarting)(?: le| la| l'| the)?[ ']*$"
)
_UNTIL = re.compile(
    r"(?:\bavant|\bjusqu'\w*|\bau plus tard|\bd'ici(?: a)?|\bbefore|\buntil|\bby|\bup to|\bno later than)"
    r"(?: le| la| l'| the| fin| en)?[ ']*$"
)


class Bound(StrEnum):
    NONE = ""
    LEAST = "at least"
    MOST = "at most"
    ABOUT = "about"


def bound_of(statement: Statement, start: int, end: int, is_date: bool = False) -> Bound:
    """Of the number or date that stands there in `statement`: « dépasse », "under", « au moins », "about", or none."""
    before, behind = statement.folded[max(0, start - 40) : start], statement.folded[end : end + 30]
    if is_date:
        return Bound.MOST if _UNTIL.search(before) else Bound.LEAST if _SINCE.search(before) else Bound.NONE
    if _NOT_LESS.search(before):
        return Bound.LEAST
    if _MOST.search(before) or _AFTER_MOST.search(behind):
        return Bound.MOST
    if _LEAST.search(before) or _AFTER_LEAST.search(behind):
        return Bound.LEAST
    if tells_average(statement):
        return Bound.ABOUT
    is_about = (_ABOUT.search(before) and not before.endswith((" un ", " une "))) or _ABOUT_WORD.search(
        statement.folded[start:end]
    )
    return Bound.ABOUT if is_about else Bound.NONE


def tells_average(statement: Statement) -> bool:
    """« 12 en moyenne » is a bound for none of those that it is of."""
    return bool(_AVERAGE.search(statement.folded))
