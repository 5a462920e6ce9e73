"""Must, may, is advised to, is: how strongly a statement binds; and of how many it speaks: all, some, only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import product

from bbti_qa.checking.denial import denials_of, is_about_exception, restricts, without_bounds
from bbti_qa.checking.figures import figures_of
from bbti_qa.checking.findings import Finding, FindingKind
from bbti_qa.checking.standing import is_planned
from bbti_qa.checking.statement import Statement, same, shared, spoken_of

_Place = tuple[int, int]


class Force(StrEnum):
    DUTY = "duty"
    ADVICE = "advice"
    LEAVE = "leave"  # may, can: allowed or possible


_FORCES = {
    Force.DUTY: re.compile(
        r"\b(?:doi(?:t|s|vent)|devr(?:a|ont)|devait|devaient|devoir|obligatoire\w*|oblig\w+|tenue?s? d[e']|il faut|faudra|imperati\w+|exig\w+|impos\w+|requi\w+|must|shall|"
        r"required?|requires|mandatory|compulsory|have to|has to|obligation|obliged)\b"
    ),
    Force.ADVICE: re.compile(
        r"\b(?:invite\w*|recommand\w+|conseille\w*|preconis\w+|encourag\w+|souhaitable\w*|incit\w+|suggere\w*|vivement|should|recommend\w*|advised?|encouraged|invited|"
        r"devrai(?:t|ent))\b"
    ),
    Force.LEAVE: re.compile(
        r"\b(?:peu(?:t|vent|x)|puisse(?:nt)?|pourr(?:a|ont|ait|aient)|possib\w+|permet\w*|permis\w*|autoris\w+|facultati\w+|optionnel\w*|libres? d[e']|faculte|may|might|can|could|"
        r"allowed|permitted|optional\w*|eligible\w*|renouvelable\w*|cumulable\w*|reconductible\w*|renewable|ouvert\w* a\w*|s'adresse\w*|accessible\w*|souhaite(?:nt)?|reserve\w*|limite\w*|droit)\b"
    ),
}
_WEAK = re.compile(r"\b(?:peu(?:t|vent)|puisse(?:nt)?|pourr\w+|may|might|could|can)\b")
_OPTIONAL = re.compile(r"\b(?:facultati\w+|optionnel\w*|optional\w*)\b")
_ALL = re.compile(
    r"\b(?:tous|toutes|tout|toute|chaque|chacun\w*|l'ensemble d\w+|la totalite|integral\w+|all|every|each|whole|entire\w*)\b(?! les (?:\w+ )?(?:ans|mois|semaines|jours|trimestres))"
)
_SOME = re.compile(
    r"\b(?:certaine?s|quelques|plusieurs|une partie|la plupart|majorite|minorite|parfois|some|several|most|part of|surtout|principalement|essentiellement|majoritairement|mainly|mostly|partiellement|partly|un seul|une seule|l'une? des|one of the|a few)\b"
)
_ONLY = re.compile(
    r"\b(?:(?<!pas )(?<!pas un )seules?(?= (?:les|l[ae]|des|une?|ces|deux|trois|quatre|cinq)\b)|seuls?(?= (?:les|l[ae]|des|une?|ces|deux|trois|quatre|cinq)\b)|seulement|uniquement|exclusivement|(?<!sous )reserve\w*|limitee?s? aux?\b|only|exclusively|solely|restricted to|un seul|une seule|strictement)\b|"
    r"^(?:seule?s?|only)\b|\b(?:ne |n')(?![^.;:,]{1,60}\bpas\b)[^.;:,]{1,80}?\b(?:que |qu')(?!(?:en |le |au )(?:\d|(?:fin |mi-|debut )?\w+ \d{4}))|\b(?:pas d'|aucune? |no )(?:autres?|other)\b|\b(?:le|la|les) seule?s?\b"
)
_ALWAYS = re.compile(
    r"\b(?:systematiquement|automatiquement|de plein droit|dans tous les cas|partout|everywhere|always|automatically|systematically)\b"
)
_RESTRICTS = re.compile(
    r" (?:les |des |ces )?\w+ (?:\w+ )?(?P<sign>(?:\w{3,}ants?|dont|qui|titulaires?|issue?s?|which|who|whose)\b)"
)
RESTRICTING = 3  # words of a restriction, none of which a claim repeats
_ADVERBS = re.compile(r"\w+ment\b|\b(?:surtout|parfois|\w+ly|partout)\b", re.IGNORECASE)
_NOT_ONLY = re.compile(r"\b(?:pas|non|not) (?:seulement|uniquement|only)\b")
_BOUNDED = re.compile(r"\bno \w+ (?:\w+ ){0,3}more than|\baucune? \w+ ne (?:\w+ ){0,3}plus d[e']|\bat (?:most|least)\b")
_WITHOUT = re.compile(r"\b(?:sans|without|avant)\b")
_NONE = re.compile(r"\b(?:aucun|aucune|nul|nulle|none|no)\b")


def forces_of(statement: Statement, segments: frozenset[int] | None = None) -> frozenset[Force]:
    """The forces of what a statement affirms, in some of its stretches; those of a stretch that denies are one: may not and must not."""
    denied = {word.segment for denial in denials_of(statement) for word in denial.focus}
    return frozenset(
        force
        for force, pattern in _FORCES.items()
        for match in pattern.finditer(without_bounds(statement))
        if statement.segment_at(match.start()) not in denied
        and (segments is None or statement.segment_at(match.start()) in segments)
    )


def compare_modality(claim: Statement, best: Statement) -> Iterator[Finding]:
    """A claim that binds more, or less, than the evidence."""
    ours, theirs = forces_of(claim), forces_of(best, spoken_of(claim, best))
    if is_about_exception(claim, best) and ours != theirs:
        return  # the rule does not bind what it excepts
    if Force.DUTY in ours and Force.LEAVE in theirs and ("only" in _quantified(best) or restricts(best)):
        return  # « exclusivement » and « à condition de » are duties of their own
    if Force.DUTY in theirs and _OPTIONAL.search(claim.folded) and not _OPTIONAL.search(best.folded):
        yield _finding(claim, best, Force.LEAVE, contradicts=True)
    elif Force.DUTY in ours and Force.DUTY not in theirs and theirs:
        yield _finding(claim, best, Force.DUTY, contradicts=True)
    elif Force.LEAVE in ours and not ours - {Force.LEAVE} and theirs and Force.LEAVE not in theirs:
        yield _finding(claim, best, Force.LEAVE, contradicts=Force.DUTY in theirs)
    elif Force.ADVICE in ours and Force.ADVICE not in theirs:
        yield _finding(claim, best, Force.ADVICE, contradicts=Force.DUTY in theirs)
    elif (Force.LEAVE in ours and not theirs and _only_may(claim, best)) or (
        not ours and theirs == {Force.LEAVE} and _weakens(best) and not _WEAK.search(claim.folded)
    ):
        yield _finding(claim, best, Force.LEAVE, contradicts=False)
    elif not ours and theirs == {Force.ADVICE} and not is_planned(claim):
        yield _finding(claim, best, Force.ADVICE, contradicts=False)


def _weakens(statement: Statement) -> bool:
    """By the verb itself: « peut », not « ouvert à »."""
    return bool(_WEAK.search(without_bounds(statement)))


def _only_may(claim: Statement, best: Statement) -> bool:
    """« peuvent être déposées » where the evidence says « sont déposées »: a rule told as a choice. Of other deeds nothing follows."""
    deeds = {word.stem for word in best.content if not word.folded.rstrip("s").endswith(("able", "ible"))}
    for match in _WEAK.finditer(without_bounds(claim)):
        behind = next((word for word in claim.words if word.start >= match.end() and word.is_content), None)
        if behind is not None and behind.stem in deeds:
            return True
    return False


def _finding(claim: Statement, best: Statement, force: Force, *, contradicts: bool) -> Finding:
    ours = _FORCES[force].search(claim.folded)
    theirs = next((match for pattern in _FORCES.values() if (match := pattern.search(best.folded))), None)
    return Finding(
        FindingKind.MODALITY,
        claim.text[ours.start() : ours.end()] if ours else "",
        best.text[theirs.start() : theirs.end()] if theirs else "",
        contradicts,
    )


def compare_quantifiers(claim: Statement, best: Statement) -> Iterator[Finding]:
    """All where the evidence says some, some where it says all, only where it does not, and the other way round."""
    ours, theirs = _quantified(claim), _quantified(best, spoken_of(claim, best))
    apart = is_about_exception(claim, best)
    for mine, other, contradicts in (
        ("all", "some", True),
        ("all", "only", True),
        ("some", "all", False),
        ("only", "all", True),
        ("some", "only", False),
        ("none", "some", True),
        ("none", "all", True),
    ):
        if not apart and mine in ours and other in theirs and mine not in theirs and other not in ours:
            pair = next((p for p in product(ours[mine], theirs[other]) if not _count_apart(claim, best, *p)), None)
            if pair:
                yield Finding(FindingKind.QUANTIFIER, _text(claim, pair[0]), _text(best, pair[1]), contradicts)
                return
    yield from _compare_restrictions(claim, ours.get("all", ()), best, theirs.get("all", ()))
    share = next((f for f in figures_of(best) if f.kind is FindingKind.PERCENTAGE and f.high < 100), None)
    if (
        not apart
        and "all" in ours
        and "all" not in theirs
        and share
        and not any(f.kind is share.kind for f in figures_of(claim))
    ):
        found = best.text[share.start : share.end]
        yield Finding(FindingKind.QUANTIFIER, _text(claim, ours["all"][0]), found, contradicts=True)
    always = _ALWAYS.search(claim.folded)
    if (
        always
        and not _ALWAYS.search(best.folded)
        and not theirs.keys() & {"all", "only"}
        and Force.DUTY not in forces_of(best)
    ):
        yield Finding(FindingKind.QUANTIFIER, claim.text[always.start() : always.end()], "", contradicts=False)
    if "only" in ours and "only" not in _quantified(best):
        yield Finding(FindingKind.QUANTIFIER, _text(claim, ours["only"][0]), "", contradicts=False)


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


def _quantified(statement: Statement, segments: frozenset[int] | None = None) -> dict[str, list[_Place]]:
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
    only = _text(best, _quantified(best).get("only", [(0, 0)])[0])
    by_word = bool(only) and not only.lower().startswith(("ne ", "n'", "n’"))
    is_duty = Force.DUTY in forces_of(claim)  # « doit être », for « seuls … sont »
    return (
        by_word and not is_duty and not _quantified(claim) and shared(best.content, claim.content) >= len(best.content)
    )
