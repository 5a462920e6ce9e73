"""Of how many a statement speaks: all, some, none, only; and of which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

from bbti_qa.checking.denial import is_about_exception
from bbti_qa.checking.figures import figures_of
from bbti_qa.checking.findings import Finding, FindingKind
from bbti_qa.checking.force import Force, forces_of
from bbti_qa.checking.statement import Statement, same, shared, spoken_of

_Place = tuple[int, int]

_NEARLY = r"(?<!presque )(?<!quasi )(?<!quasiment )(?<!pratiquement )(?<!almost )(?<!nearly )(?<!virtually )"
_ALL = re.compile(
    rf"\b{_NEARLY}(?:tous|toutes|tout|toute|chaque|chacun\w*|l'ensemble d\w+|la totalite|integral\w+|all|every|each|whole|"
    r"entire\w*)\b(?! les (?:\w+ )?(?:ans|mois|semaines|jours|trimestres))"
)
_SOME = re.compile(
    r"\b(?:certaine?s|quelques|plusieurs|une partie|la plupart|majorite|minorite|parfois|some|several|most|part of|"
    r"surtout|principalement|essentiellement|majoritairement|mainly|mostly|partiellement|partly|un seul|une seule|"
    r"l'une? des|one of the|a few)\b"
)
_ONLY = re.compile(
    r"\b(?:(?<!pas )(?<!pas un )seules?(?= (?:les|l[ae]|des|une?|ces|deux|trois|quatre|cinq)\b)|"
    r"seuls?(?= (?:les|l[ae]|des|une?|ces|deux|trois|quatre|cinq)\b)|seulement|uniquement|exclusivement|"
    r"(?<!sous )reserve\w*|limitee?s? aux?\b|only|exclusively|solely|restricted to|un seul|une seule|strictement)\b|"
    r"^(?:seule?s?|only)\b|\b(?:ne |n')(?![^.;:,]{1,60}\bpas\b)[^.;:,]{1,80}?\b(?:que |qu')"
    r"(?!(?:en |le |au )(?:\d|(?:fin |mi-|debut )?\w+ \d{4}))|\b(?:pas d'|aucune? |no )(?:autres?|other)\b|"
    r"\b(?:le|la|les) seule?s?\b"
)
_SO_MUCH = (  # words that a share of less than so many per cent gainsays
    (
        80.0,
        re.compile(
            r"\b(?:presque|quasi(?:ment)?|pratiquement|almost|nearly|virtually) (?:la )?(?:tou(?:te?s?|s)|totalite|all|every|the whole)\b"
        ),
    ),
    (
        50.0,
        re.compile(
            r"\b(?:la plupart|(?:la |une )?(?:grande |large )?majorite|surtout|principalement|majoritairement|mostly|mainly|most of|the majority)\b"
        ),
    ),
)
_ALWAYS = re.compile(
    r"\b(?:systematiquement|automatiquement|de plein droit|dans tous les cas|partout|everywhere|always|automatically|systematically)\b"
)
_RESTRICTS = re.compile(
    r" (?:les |des |ces )?\w+ (?:\w+ )?(?P<sign>(?:\w{3,}ants?|dont|qui|titulaires?|issue?s?|which|who|whose)\b)"
)
_PART = re.compile(r"\b(?:dont|including|of which|of whom) (?:seulement |only )?\d+ ")
_FLOATS = re.compile(r"\b(?:sont|ont|etaient|avaient|seront|auront|are|have|were|had) $")
PART = 4  # words behind « dont 19 » that a claim about all repeats
RESTRICTING = 3  # words of a restriction, none of which a claim repeats
_ADVERBS = re.compile(r"\w+ment\b|\b(?:surtout|parfois|\w+ly|partout)\b", re.IGNORECASE)
_NOT_ONLY = re.compile(r"\b(?:pas|non|not) (?:seulement|uniquement|only)\b")
_BOUNDED = re.compile(r"\bno \w+ (?:\w+ ){0,3}more than|\baucune? \w+ ne (?:\w+ ){0,3}plus d[e']|\bat (?:most|least)\b")
_WITHOUT = re.compile(r"\b(?:sans|without|avant)\b")
_UP_TO_A_FIGURE = re.compile(
    r" ?(?:(?:a|au|aux|en|de|d'|des|apres|a partir d[eu]|a compter d[eu]|only|at|after|from)\b ?)?(?:l[ae'] ?)?(?P<stage>(?:stade|phase|etude|debut)\b)?"
)
_NONE = re.compile(r"\b(?:aucun|aucune|nul|nulle|none|no)\b")
_RIVALS = (  # what the claim says, what the evidence says, whether both cannot be
    ("all", "some", True),
    ("all", "only", True),
    ("some", "all", False),
    ("only", "all", True),
    ("some", "only", False),
    ("none", "some", True),
    ("none", "all", True),
)


def compare_quantifiers(claim: Statement, best: Statement) -> Iterator[Finding]:
    """All where the evidence says some, some where it says all, only where it does not, and the other way round."""
    ours, theirs = quantified(claim), quantified(best, spoken_of(claim, best))
    if not is_about_exception(claim, best):
        found = next(_exchanged(claim, ours, best, theirs), None) or next(
            _more_than_a_share(claim, ours, best, theirs), None
        )
        if found is not None:
            yield found
            return
    yield from _compare_restrictions(claim, ours.get("all", ()), best, theirs.get("all", ()))
    yield from _always(claim, best, theirs)
    if "only" in ours and not says_only(best) and not _only_says_how_much(claim, ours["only"][0]):
        yield Finding(FindingKind.QUANTIFIER, _text(claim, ours["only"][0]), "", contradicts=False)


def _exchanged(
    claim: Statement, ours: dict[str, list[_Place]], best: Statement, theirs: dict[str, list[_Place]]
) -> Iterator[Finding]:
    for mine, other, contradicts in _RIVALS:
        if mine in ours and other in theirs and mine not in theirs and other not in ours:
            for one, rival in product(ours[mine], theirs[other]):
                if not _count_apart(claim, best, one, rival):
                    yield Finding(FindingKind.QUANTIFIER, _text(claim, one), _text(best, rival), contradicts)


def _more_than_a_share(
    claim: Statement, ours: dict[str, list[_Place]], best: Statement, theirs: dict[str, list[_Place]]
) -> Iterator[Finding]:
    """« tous », « aucun » where the evidence says « la moitié », « la plupart » where it says « un tiers »."""
    part = _PART.search(best.folded)
    if part and "all" in ours and "all" not in theirs:
        of_part = best.between(part.end(), len(best.text))[:PART]
        if of_part and 2 * shared(of_part, claim.content) > len(of_part):
            held = best.text[part.start() : of_part[-1].end]
            yield Finding(FindingKind.QUANTIFIER, _text(claim, ours["all"][0]), held, contradicts=True)
            return
    shares = [f for f in figures_of(best) if f.kind is FindingKind.PERCENTAGE and f.high < 100]
    if not shares or any(figure.kind is FindingKind.PERCENTAGE for figure in figures_of(claim)):
        return
    told = best.text[shares[0].start : shares[0].end]
    for name in ("all", "none"):
        if name in ours and name not in theirs:
            yield Finding(FindingKind.QUANTIFIER, _text(claim, ours[name][0]), told, contradicts=True)
    for least, pattern in _SO_MUCH:
        if (said := pattern.search(claim.folded)) and shares[0].high < least and not pattern.search(best.folded):
            yield Finding(FindingKind.QUANTIFIER, _text(claim, said.span()), told, contradicts=True)


def _always(claim: Statement, best: Statement, theirs: dict[str, list[_Place]]) -> Iterator[Finding]:
    """« systématiquement » where the evidence says neither that nor « tous » nor « doit »."""
    always = _ALWAYS.search(claim.folded)
    is_said = _ALWAYS.search(best.folded) or theirs.keys() & {"all", "only"} or Force.DUTY in forces_of(best)
    if always and not is_said:
        yield Finding(FindingKind.QUANTIFIER, claim.text[always.start() : always.end()], "", contradicts=False)


def _only_says_how_much(claim: Statement, only: _Place) -> bool:
    """« n'en couvre que 44 % », « ne ferme qu'à 22 heures », « n'en est qu'à l'étude »: the figure, the hour or the stage itself says how far it goes."""
    is_bare = claim.folded[only[0] : only[1]].startswith(("ne ", "n'"))
    behind = _UP_TO_A_FIGURE.match(claim.folded, only[1])
    figures = figures_of(claim)
    return (
        is_bare
        and behind is not None
        and (behind["stage"] is not None or any(behind.end() >= one.start >= only[1] for one in figures))
    )


def says_only(statement: Statement) -> bool:
    """« seuls », « exclusivement », « ne … que »."""
    return "only" in quantified(statement)


def _text(statement: Statement, place: _Place) -> str:
    return statement.text[place[0] : place[1]]


def _count_apart(claim: Statement, best: Statement, ours: _Place, theirs: _Place) -> bool:
    """« chaque projet » and « un seul laboratoire », where the evidence speaks of projects too."""
    if _ADVERBS.search(_text(claim, ours)) or _ADVERBS.search(_text(best, theirs)):
        return False
    mine, other = (
        next((word for word in one.words if word.start >= end and word.is_content), None)
        for one, (_, end) in ((claim, ours), (best, theirs))
    )
    if _FLOATS.search(claim.folded[: ours[0]]):  # « les effets sont tous prévisibles »: of the effects
        return other is not None and not shared((other,), claim.between(0, ours[0]))
    return (
        mine is not None
        and other is not None
        and not same(mine, other)
        and any(same(mine, word) for word in best.content)
    )


def _compare_restrictions(
    claim: Statement, ours: Sequence[_Place], best: Statement, theirs: Sequence[_Place]
) -> Iterator[Finding]:
    """« chaque projet » where the evidence says « chaque projet faisant appel à … »."""
    for place in theirs if ours else ():
        restriction = _RESTRICTS.match(best.folded, place[1])
        if restriction is None:
            continue
        needed = best.between(restriction.start("sign"), len(best.text))[:RESTRICTING]
        if needed and not shared(needed, claim.content):
            yield Finding(FindingKind.QUANTIFIER, claim.text, best.text[place[0] : needed[-1].end], contradicts=False)
            return


def quantified(statement: Statement, segments: frozenset[int] | None = None) -> dict[str, list[_Place]]:
    folded = _NOT_ONLY.sub(lambda match: "_" * len(match.group()), statement.folded)
    folded = _BOUNDED.sub(lambda match: "_" * len(match.group()), folded)
    found = {"all": _ALL, "some": _SOME, "only": _ONLY, "none": _NONE}
    if _NONE.search(folded) and _WITHOUT.search(folded):  # « aucun projet … sans accord »: all need it
        del found["none"]
    places = {
        name: [
            match.span()
            for match in pattern.finditer(folded)
            if segments is None or statement.segment_at(match.start()) in segments
        ]
        for name, pattern in found.items()
    }
    return {name: row for name, row in places.items() if row}


def drops_restriction(claim: Statement, best: Statement) -> bool:
    """« Seuls les organismes publics peuvent … » told without its « seuls », of the same things."""
    only = _text(best, quantified(best).get("only", [(0, 0)])[0])
    by_word = bool(only) and not only.lower().startswith(("ne ", "n'", "n’"))
    is_duty = Force.DUTY in forces_of(claim)  # « doit être », for « seuls … sont »
    return (
        by_word and not is_duty and not quantified(claim) and shared(best.content, claim.content) >= len(best.content)
    )
