"""More, less, as much, the most: what a claim ranks, the evidence must rank too, or count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from bbti_qa.checking.denial import denials_of
from bbti_qa.checking.figures import Figure, figures_of, trends_of
from bbti_qa.checking.findings import Finding, FindingKind
from bbti_qa.checking.statement import Statement, Word, nearness, shared
from bbti_qa.checking.terms import shared_terms

_COMPARED = re.compile(
    r"\b(?P<sign>plus|davantage|moins|more|less|fewer|\w+er(?= than))"
    r"\b(?! d[e'] ?\d| d[e'] (?:la moitie|trois|quatre|cinq|dix|cent)| tard\b| tot\b)"
    r"(?P<what>[^.;,:]{0,60}?)\b(?P<than>que\b|qu'|than\b)"
)
_RELATED = re.compile(
    r"\b(?:par rapport (?:a|aux?)|compar\w+ (?:a|aux?|to|with)|relative to)\b(?P<other>[^.;,:]{3,80})"
)
_DEGREE = re.compile(r"\b(?P<sign>plus|moins|more|less) (?P<what>\w+)")
_TOP = re.compile(
    r"\b(?:le|la|les|du|des) (?:plus|moins|meilleure?s?)\b(?! tard| tot| souvent| de\b)|\bthe (?:most|least|best|\w+est)\b(?! of)"
)
_RANKED = re.compile(
    r"\b(?:plus|moins|davantage|superieur\w*|inferieur\w*|meilleur\w*|pire\w*|mieux|premiers?|premieres?|depass\w+|"
    r"doubl\w+|tripl\w+|fois|compar\w+|"
    r"accr\w+|augment\w+|diminu\w+|redui\w+|baiss\w+|passe\w*|more|less|fewer|most|least|best|better|higher|lower|"
    r"greater|first|than|\w+est|\w+ier)\b"
)
_EQUAL = re.compile(
    r"\b(?:autant|parite|egalite|a parts egales|meme nombre|aussi (?=\w+ qu)|as many|as much|equal\w*)\b"
)
_MORE = frozenset(("plus", "davantage", "more"))
_MAJORITY = re.compile(r"\b(?:majorit\w+|la plupart|plus de la moitie|most of|majority)\b")
_MINORITY = re.compile(r"\b(?:minorit\w+|minority)\b")


def compare_degrees(claim: Statement, evidence: Sequence[Statement]) -> Iterator[Finding]:
    """Findings for a comparison or a majority of the claim that the evidence neither says nor counts, or counts otherwise."""
    best = evidence[0]
    is_ranked = any(_RANKED.search(statement.folded) for statement in evidence)
    for match in _COMPARED.finditer(claim.folded):
        said = claim.text[match.start() : match.end()]
        if _EQUAL.search(best.folded) and not _RANKED.search(best.folded) and not _EQUAL.search(claim.folded):
            yield Finding(FindingKind.OPPOSITE, said, best.text, contradicts=True)
        elif not is_ranked:
            told = _counted(claim, match, best)
            if told is not True:
                yield Finding(FindingKind.OPPOSITE, said, best.text if told is False else "", contradicts=told is False)
    yield from _compare_signs(claim, best)
    yield from _compare_related(claim, best)
    top = _TOP.search(claim.folded)
    if top and not is_ranked:
        yield Finding(FindingKind.QUANTIFIER, claim.text[top.start() : top.end()], "", contradicts=False)
    yield from _compare_majority(claim, best)
    yield from _compare_trend(claim, best)


def _compare_signs(claim: Statement, best: Statement) -> Iterator[Finding]:
    """« plus stable que prévu » where the evidence says « moins stable que prévu »."""
    if denials_of(claim) or denials_of(best):
        return
    theirs = list(_COMPARED.finditer(best.folded))
    for match in _COMPARED.finditer(claim.folded):
        for other in theirs:
            ours_of, theirs_of = _compared_by(claim, match), _compared_by(best, other)
            is_same = shared(ours_of[0], theirs_of[0]) and _ends_alike(ours_of[1], theirs_of[1], best, other)
            if is_same and (match["sign"] in _MORE) != (other["sign"] in _MORE):
                said, found = claim.text[match.start() : match.end()], best.text[other.start() : other.end()]
                yield Finding(FindingKind.OPPOSITE, said, found, contradicts=True)
                return


def _compare_related(claim: Statement, best: Statement) -> Iterator[Finding]:
    """« moins cher que B » where the evidence says « par rapport à B, … plus coûteux »."""
    related = _RELATED.search(best.folded)
    if related is None or denials_of(claim) or denials_of(best):
        return
    other = best.between(*related.span("other"))
    for match in _COMPARED.finditer(claim.folded):
        quality, than = _compared_by(claim, match)
        before = claim.between(0, match.start())
        is_turned = bool(shared(before, other)) and not shared(than, other)
        if not is_turned and not shared(than, other):
            continue
        for degree in _DEGREE.finditer(best.folded):
            is_same = (match["sign"] in _MORE) == (degree["sign"] in _MORE)
            if shared(quality, best.between(*degree.span("what"))) and is_same == is_turned:
                said, found = claim.text[match.start() : match.end()], best.text[degree.start() : degree.end()]
                yield Finding(FindingKind.OPPOSITE, said, found, contradicts=True)
                return


def _compared_by(statement: Statement, match: re.Match[str]) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """The quality that is compared, and up to three words of what it is compared with."""
    return statement.between(match.start("what"), match.end("what")), statement.between(
        match.end(), len(statement.text)
    )[:3]


def _ends_alike(ours: Sequence[Word], theirs: Sequence[Word], best: Statement, other: re.Match[str]) -> bool:
    """Both are compared with one thing; words that stand on either side of the evidence's sign tell nothing."""
    before = {word.stem for word in best.between(0, other.start())}
    return bool({word.stem for word in ours} & {word.stem for word in theirs} - before)


def _compare_trend(claim: Statement, best: Statement) -> Iterator[Finding]:
    """« a baissé » where the evidence goes from 300 to 450."""
    rising, falling = (bool(pattern.search(claim.folded)) for pattern in shared_terms().opposites[0])
    change = next(trends_of(best), None)
    if rising != falling and change is not None and change[0] != rising:
        yield Finding(FindingKind.OPPOSITE, claim.text, change[1], contradicts=True)


def _counted(claim: Statement, match: re.Match[str], best: Statement) -> bool | None:
    """Whether the figures of the evidence rank the two things as the claim does; None where they do not tell."""
    left, right = claim.between(0, match.start()), claim.between(match.end(), len(claim.text))
    pairs = [
        (one, other) for one, other in combinations(figures_of(best), 2) if one.unit == other.unit and not one.date
    ]
    if not left or not right or not pairs:
        return None
    first, second = pairs[0]
    places = [(best.beside((figure.start, figure.end))) for figure in (first, second)]
    stems = [{word.stem for word in row} for row in places]
    own = [stems[0] - stems[1], stems[1] - stems[0]]
    mine = [sum(word.stem in row for word in left) - sum(word.stem in row for word in right) for row in own]
    if mine[0] == mine[1]:
        return None
    greater = first.low > second.low
    is_first_left = mine[0] > mine[1]
    return (greater == is_first_left) == (match["sign"] in _MORE or match["sign"].endswith("er"))


def _compare_majority(claim: Statement, best: Statement) -> Iterator[Finding]:
    for pattern, is_most in ((_MAJORITY, True), (_MINORITY, False)):
        match = pattern.search(claim.folded)
        if (
            match is None
            or pattern.search(best.folded)
            or re.search(r"\b(?:surtout|principal\w+|essentiel\w+)\b", best.folded)
        ):
            continue
        share = _share(claim, match.span(), best)
        said = claim.text[match.start() : match.end()]
        if share is None:
            yield Finding(FindingKind.QUANTIFIER, said, "", contradicts=False)
        elif (share > 0.5) != is_most:
            yield Finding(FindingKind.QUANTIFIER, said, best.text, contradicts=True)


def _share(claim: Statement, place: tuple[int, int], best: Statement) -> float | None:
    """The share that the evidence gives to what stands beside `place`: a percentage, or its count of the greatest count."""
    figures = [figure for figure in figures_of(best) if not figure.date]
    shares = [figure for figure in figures if figure.kind is FindingKind.PERCENTAGE]
    counts = [figure for figure in figures if figure.unit == "number"]

    def near(figure: Figure) -> float:
        return nearness(claim, (place[0], len(claim.text)), best, (figure.start, figure.end))

    if shares:
        return max(shares, key=near).low / 100
    if len(counts) < 2:
        return None
    whole = max(counts, key=lambda figure: figure.low)
    part = max((figure for figure in counts if figure is not whole), key=near)
    return part.low / whole.low if whole.low else None
