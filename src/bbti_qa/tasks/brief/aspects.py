"""What a statement tells of a topic: what it is, what for, who, how much, when, how, what is hard about it. By cues, in both languages."""

from __future__ import annotations

import re
from enum import StrEnum

from bbti_qa.language import fold
from bbti_qa.tasks.brief.statements import Statement
from bbti_qa.values import Unit, Value, find_values


class Aspect(StrEnum):
    """In the order of a brief. The values are names in `wording`."""

    WHAT = "what"
    WHY = "why"
    WHO = "who"
    HOW_MUCH = "how_much"
    WHEN = "when"
    HOW = "how"
    LIMITS = "limits"
    MORE = "more"


CORE = (Aspect.WHAT, Aspect.WHO, Aspect.HOW_MUCH, Aspect.WHEN)  # on which silence is worth a line
LEAST = 1.0  # of a cue's weight, for a statement to tell of an aspect

# (weight, folded pattern): several may match; repeats of one pattern count once.
_CUES: dict[Aspect, tuple[tuple[float, re.Pattern[str]], ...]] = {
    aspect: tuple((weight, re.compile(pattern)) for weight, pattern in rows)
    for aspect, rows in {
        Aspect.WHAT: (
            (1.6, r"\b(?:designe|signifie|englobe|recouvre|reunit|consistent?|est un[e]?|sont des|est l'un[e]? des|c'est-a-dire|refers? to|means|is an?|are the|consists? of)\b"),
            (1.2, r"\b(?:constitue|comprend|comprennent|comporte|compte|repose|reposent|s'articule|fait partie|font partie|s'inscrit|composent?|derivent|includes?|comprises?|is part of|is based on)\b"),
        ),
        Aspect.WHY: (
            (2.0, r"\b(?:objectifs?|buts?|ambition\w*|finalites?|objectives?|goals?|aims?|purpose)\b"),
            (1.3, r"\b(?:vise\w*|visant|contribuer|afin de|permettr\w+|pour but|in order to|so as to|intended to|seeks? to)\b"),
            (0.8, r"\benjeux?\b"),
        ),
        Aspect.WHO: (
            (1.8, r"\b(?:pilote\w*|copilot\w+|co-pilot\w+|dirige\w*|preside\w*|copreside\w*|led by|leads?|chaired|heads?|steer\w*)\b"),
            (1.5, r"\b(?:compose[es]* d|constitue[es]* d|representants?|membres?|nommes?|comites?|conseil|made up of|members?|committees?|board|council)"),
            (0.9, r"\b(?:partenaires?|organismes?|etablissements?|equipes?|acteurs?|universites?|hopitaux|partners?|teams?|bodies|institutions?|universities)\b"),
        ),
        Aspect.HOW: (
            (1.6, r"\b(?:etapes?|selection\w*|evalue\w*|evaluation|valide\w*|validation|organise\w*|lots? de travaux|steps?|select\w+|evaluat\w+|organis\w+|work packages?)\b"),
            (1.0, r"\b(?:mise en (?:oeuvre|place)|methodes?|methodologie|procede\w*|processus|suivis?|suivi|procedure|appel a|s'appuy\w+|strategies|technolog\w+|process|through|implement\w+)\b"),
        ),
        Aspect.LIMITS: (
            (1.8, r"\b(?:defis?|difficil\w+|difficultes?|complex\w+|verrous?|freins?|risqu\w+|insuffisamment|imprecise?|concurrence|challeng\w+|difficult\w*|risk\w*|barriers?|competition)\b"),
            (0.8, r"\b(?:cout\w*|couteus\w+|prix|depend|toxicite|indesirables?|echec\w*|cost\w*|price\w*|lack\w*)\b"),
        ),
    }.items()
}  # fmt: skip
_REFERENCE = re.compile(r"\([A-ZÀ-Ý][\w’'.-]+[^()]{0,60}, (?:19|20)\d\d\)")


def weights(statement: Statement) -> dict[Aspect, float]:
    """How much the statement tells of each aspect; 0 and above, `MORE` without cues always a little."""
    folded = fold(statement.whole)
    found = {
        aspect: sum(weight for weight, pattern in rows if pattern.search(folded)) for aspect, rows in _CUES.items()
    }
    values = values_of(statement.whole)
    found[Aspect.HOW_MUCH] = 2.2 * any(v.unit in (Unit.MONEY, Unit.PERCENT) for v in values) + 0.7 * min(
        2, sum(v.unit is Unit.COUNT and (v.low > 3 or v.low != v.high) for v in values)
    )
    found[Aspect.WHEN] = 2.0 * any(v.unit is Unit.DATE for v in values) + 0.9 * any(
        v.unit is Unit.DURATION for v in values
    )
    found[Aspect.MORE] = 0.1
    return found


def aspect_of(statement: Statement) -> Aspect:
    """The aspect that it tells most of, the earlier one where two are even; `MORE` where nothing tells."""
    found = weights(statement)
    best = max(Aspect, key=lambda aspect: (found[aspect], -list(Aspect).index(aspect)))
    return best if found[best] >= LEAST else Aspect.MORE


def values_of(text: str) -> tuple[Value, ...]:
    """The values of `text`, without the years of literature references "(Fischer, 2019)"."""
    references = [match.span() for match in _REFERENCE.finditer(text)]
    return tuple(value for value in find_values(text) if not any(a <= value.start < b for a, b in references))


def counts_parts(text: str, value: Value) -> bool:
    """Whether `value` counts what documents number ("quatre axes", "cinq lots")."""
    named = text[value.end :].split()[:1]
    return (
        value.unit is Unit.COUNT
        and bool(named)
        and any(other.unit is Unit.LABEL for other in find_values(f"{named[0].strip(',;:.')} 1"))
    )
