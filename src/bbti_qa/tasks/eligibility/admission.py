"""Who may apply, as a sentence says it: allowed, reserved for some, excluded, as a partner only; kinds of bodies and countries, clause by clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bbti_qa.judging.negation import denies
from bbti_qa.tasks.eligibility.criterion import Modality, Point, Rule, Source
from bbti_qa.tasks.eligibility.patterns import pattern
from bbti_qa.tasks.eligibility.terms import ABROAD, EUROPE, KINDS, PUBLIC, WIDER, Mention, mentions, names

_ALLOWS: Final = pattern("rules", "allows")
_RESERVES: Final = pattern("rules", "reserves")
_EXCLUDES: Final = pattern("rules", "excludes")
_REQUIRES: Final = pattern("rules", "requires")
_BODY: Final = pattern("rules", "body")
_HOW_MANY: Final = pattern("rules", "how_many")
_EXCEPTION: Final = pattern("rules", "exception")
_NARROWED: Final = pattern("rules", "narrowed")
_RESERVED_END: Final = pattern("rules", "reserved_end")
_PORTION: Final = pattern("rules", "portion")
_AS_PARTNER: Final = pattern("rules", "as_partner")
_PARTNER_ONLY: Final = pattern("rules", "partner_only")
_LEADING: Final = pattern("rules", "leading")
_NOT_LEADING: Final = re.compile(
    r"\b(?:sans|non|pas|not|without)\b[^.;,]{0,30}?\b(?:coord\w+|porteu\w+|porter|chefs? de file|lead\w*)"
)
_CLAUSE_END: Final = re.compile(
    r"; |,? (?=(?:mais|(?<! a )but|tandis qu|alors qu|whereas|while)\b)|(?<=\w) : |, (?=(?:les|the) [^.;,]{3,40} (?:ne|n'|are not|may not|cannot)\b)"
)
_ELIGIBLE_COSTS: Final = re.compile(
    r"\b(?:depenses?|couts?|frais|charges?|assiette)(?: \w+)? eligibles?|\beligible (?:costs?|expenditures?|expenses?)"
)
_ONE_ALONE: Final = re.compile(r"\b(?:une?|d'une?|qu'une?|one) $")
_FRENCH: Final = re.compile(
    r"\b(?:etablie?s?|implantee?s?|situee?s?|installee?s?|domiciliee?s?|siege|based|established|located|head office)\b[^.;,]{0,20}? (?:en|in) france\b"
)
_EUROPEAN: Final = re.compile(
    r"\b(?:etablie?s?|implantee?s?|situee?s?|established|based|located)\b[^.;]{0,30}?\b(?:etats? membres?|union europeenne|member states?|european union|eu)\b"
)


@dataclass(frozen=True, slots=True)
class _Said:
    """A modality with those of whom it holds."""

    modality: Modality
    kinds: tuple[str, ...]
    is_conditional: bool = False


def kinds_in(text: str) -> tuple[str, ...]:
    """The kinds of applicants named; the public research stands for all its kinds."""
    return _whole(names(text, KINDS))


def _whole(found: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(kind for name in found for kind in (PUBLIC if name == "public_research" else (name,))))


def covers(kinds: Sequence[str], kind: str) -> bool:
    """Whether what is said of `kinds` is said of `kind`: of companies, so of a small one."""
    return (
        kind in kinds
        or WIDER.get(kind, "") in kinds
        or (kind == "public_research" and any(name in kinds for name in PUBLIC))
    )


def covers_in_part(kinds: Sequence[str], kind: str) -> bool:
    """Whether some of `kind` are meant: of companies, the small ones."""
    return not covers(kinds, kind) and any(WIDER.get(name) == kind for name in kinds)


def modality_of(text: str) -> Modality | None:
    """How a folded text binds; what only bounds how many may be handed in excludes nobody."""
    said = _ELIGIBLE_COSTS.sub(lambda match: " " * len(match.group()), text)
    if _EXCLUDES.search(said):
        return None if _HOW_MANY.search(said) else Modality.EXCLUDES
    if any(not _ONE_ALONE.search(said[: match.start()]) for match in _RESERVES.finditer(said)):
        return Modality.RESERVES
    if _ALLOWS.search(said) and not denies(said):
        return Modality.ALLOWS
    return None


def applicants(source: Source, own: str, announced: str) -> list[Rule]:
    """The kinds of bodies that a sentence allows, reserves for or excludes. `announced`: the sentence or heading above it."""
    if not kinds_in(own) or _BODY.search(own):
        return []
    parts = [part for part in _clauses(own) if part.strip()]
    told = {found for part in parts if (found := modality_of(part))}
    whole = modality_of(own) if len(told) < 2 else None
    rules = []
    for part in parts:
        modality = modality_of(part) or whole or modality_of(announced)
        context = part if modality_of(part) else f"{announced} {own}"
        for said in _said(part, modality) if modality else ():
            as_partner = said.modality is not Modality.EXCLUDES and _is_partner_only(context, said.kinds)
            rules.append(
                Rule(
                    Point.APPLICANT,
                    said.modality,
                    source,
                    said.kinds,
                    as_partner=as_partner,
                    is_conditional=said.is_conditional,
                )
            )
    return rules


def _clauses(own: str) -> list[str]:
    return _CLAUSE_END.split(own)


def _said(part: str, modality: Modality) -> Iterator[_Said]:
    """Of whom it holds, and of whom the contrary: « les entreprises, sauf les PME, sont exclues »."""
    found = mentions(part, KINDS)
    narrowed = False
    if modality is Modality.RESERVES:
        span = _reserved(part)
        if span is None:
            return
        found = tuple(mention for mention in found if span[0] <= mention.start < span[1] or _is_excepted(part, mention))
        narrowed = bool(_NARROWED.search(part, span[1]))
    plain = _whole(
        [mention.name for mention in found if not (_is_excepted(part, mention) or _tells_excepted(part, mention))]
    )
    if plain:
        yield _Said(modality, plain, narrowed)
    excepted = _whole([mention.name for mention in found if _is_excepted(part, mention)])
    if excepted:
        yield _Said(Modality.ALLOWS if modality is Modality.EXCLUDES else Modality.EXCLUDES, excepted)


def _reserved(part: str) -> tuple[int, int] | None:
    """Where those stand for whom it is reserved; nothing where only a part of the money is, or one alone is counted."""
    for match in _RESERVES.finditer(part):
        before = part[: match.start()]
        if _ONE_ALONE.search(before):
            continue
        begins = re.match(r"(?:seule?s?|only)\b", match.group())
        if begins is None and _PORTION.search(before):
            continue
        start = match.start() + begins.end() if begins else match.end()
        end = _RESERVED_END.search(part, start)
        return start, end.start() if end else len(part)
    return None


def _is_excepted(part: str, mention: Mention) -> bool:
    """Whether it stands behind « sauf », before the next comma or the verb."""
    return any(
        match.end() <= mention.start
        and not re.search(r"[,;]|\b(?:sont|est|peu(?:t|vent)|are|is|may|can)\b", part[match.end() : mention.start])
        for match in _EXCEPTION.finditer(part)
    )


def _tells_excepted(part: str, mention: Mention) -> bool:
    """Whether it only tells who is excepted: « sauf les étudiants qui sont soutenus par une association »."""
    return any(
        match.end() <= mention.start
        and re.search(r"\b(?:qui|dont|who|which|that|whose)\b", part[match.end() : mention.start])
        for match in _EXCEPTION.finditer(part)
    )


def _is_partner_only(text: str, kinds: Sequence[str]) -> bool:
    leads = bool(_LEADING.search(_NOT_LEADING.sub(" ", text)))
    if _PARTNER_ONLY.search(text) and not leads:
        return True
    return any(kind == "company" or WIDER.get(kind) == "company" for kind in kinds) and bool(_AS_PARTNER.search(text))


def countries(source: Source, own: str, announced: str) -> list[Rule]:
    """Where participants must be, and whether those from elsewhere are admitted."""
    modality = modality_of(own) or modality_of(announced)
    binds = modality is not None or _REQUIRES.search(own)
    rules = []
    if (_FRENCH.search(own) and (binds or re.search(r"\ba son siege\b", own))) and modality is not Modality.EXCLUDES:
        rules.append(Rule(Point.COUNTRY, Modality.RESERVES, source, ("FR",)))
    elif _EUROPEAN.search(own) and modality is not Modality.EXCLUDES and binds:
        rules.append(Rule(Point.COUNTRY, Modality.RESERVES, source, EUROPE))
    abroad = next((part for part in _clauses(own) if ABROAD.search(part)), "")
    is_open = modality_of(abroad) if abroad else None
    if abroad and (is_open or (modality and not rules)):
        rules.append(Rule(Point.COUNTRY, is_open or modality or Modality.STATES, source, ("*",)))
    return rules
