"""Negation and exception: what a statement denies, what it leaves out, and whether the evidence does so too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bbti_qa.checking.findings import Finding, FindingKind
from bbti_qa.checking.statement import Statement, Word, shared
from bbti_qa.language import fold

MOST = 0.7  # the same where the denied word itself is not said there
ENOUGH = 0.5  # of the words of a denied stretch, beside the denied word itself, that the other side must hold to speak of the same

_NOT_EXCLUDED = r"(?:ne |n')(?:\w+ ){1,2}pas (?:exclue?s?|impossible|interdit\w*)|not (?:excluded|ruled out|impossible|forbidden)|cannot be (?:excluded|ruled out)"
# « ne … que » restricts, « ne dépasse pas » bounds, « non seulement » denies nothing.
_NO_DENIAL = re.compile(
    r"\b(?:aucune? autre|no other|non seulement|pas (?:seulement|uniquement|plus d[e'])|"
    rf"{_NOT_EXCLUDED}|"
    r"not (?:only|more than|exceed)|n'hesit\w* pas|sans doute|no doubt|sans (?:limite|exception|interruption|cesse|frais|delai|attendre|precedent|peine|mal\b|difficulte)|"
    r"no \w+ (?:\w+ ){0,3}more than|aucune? \w+ ne (?:\w+ ){0,3}plus d[e']|no (?:more|less|fewer|later) than|"
    r"(?:ne |n')[^.;,]{0,40}\bpas (?:\w+ ){0,2}plus d[e']|"
    r"(?:ne |n')(?:\w+ ){0,3}(?:depass|exced)\w*(?: pas| jamais)?|sans (?:depasser|exceder)|cannot exceed|"
    r"no longer than|(?:ne |n')(?:\w+ ){1,3}(?:inferieur\w*|superieur\w*)|not (?:exceed\w*)|"
    r"without (?:limit|interruption|charge|delay|difficulty))\b"
)
_VERBAL = re.compile(
    r"\b(?:ne |n')(?P<between>(?:(?!qu[e' ])[\w'-]+ ){0,8}?(?!qu[e' ])[\w'-]+ )?"
    r"(?:pas|jamais|nullement|guere|aucun\w*|rien|point|plus(?! (?:qu[e']|d[e']|\w+ qu[e'])))\b|"
    r"\b(?:ne |n')(?P<bare>peu\w+|sauraient|saurait|doi\w+) (?![^.;,]{0,60}\bque?\b)|"
    r"\b(?:mais|et|,) ?(?:pas|jamais|non)\b|, jamais\b|\bpas (?=un seul|une seule)"
)
_NOMINAL = re.compile(
    r"\b(?:non(?! seulement)|aucun|aucune|nul|nulle|ni|no|neither|nor|none of|sans|plutot qu[e']|au lieu d[e']|"
    r"et non|faute d[e']|absence d[e']|manque d[e']|rarete d\w+|penurie d[e']|insuffisance d\w+|"
    r"manqu(?:e|ent|ait|aient|er) d[e']|(?:fait|font|faisait|faisaient) defaut|empech\w+|"
    r"dispens\w+ d[e']|silence d[eu']|silence des|"
    r"rest(?:e|ent) a (?=faire|\w+er\b)|depourvue?s?|denuee?s?|exoneree?s?|exempte?e?s?|rather than|instead of|"
    r"without|lack of|shortage of)\b(?: (?:des|the|of|ces|les|d'|de))*"
)
_BEHIND = re.compile(
    r"(?:,? ?(?:et|mais),? (?:pas|non|jamais)|, ?(?:pas|non|jamais)|non\b|sans|faute|absence|manque|rarete|penurie|"
    r"insuffisance|depourvu|denue|exoner|exempt|dispens|silence|empech|reste|plutot|au lieu|without|lack|rather|instead|shortage)\b"
)
_ENGLISH = re.compile(r"\b(?:not|never|cannot|no longer)\b|n't\b")
_LEXICAL = re.compile(
    r"\b(?:proscri\w+|banni\w*|annul\w+|supprim\w+|suspend\w+|abandonn\w+|interdit\w*|interdiction\w*|prohib\w+|"
    r"exclu(?:s|e|es|t|ent|sion)?|excluded?|ineligib\w+|inadmissib\w+|impossib\w+|refus\w+ (?:tout|toute|de|d')|"
    r"forbid\w*|"
    r"prohibited|non[ -](?:eligib\w+|autoris\w+|couvert\w*|renouvel\w+|concern\w+|admis\w+|cumul\w+)|non-renewable|"
    r"ineligible|est faux|is false|"
    r"a tort)\b"
)
_CLOSED = re.compile(
    r"\b(?:sauf|hors(?! delai|-|(?: de|) d')|hormis|en dehors d[eu']|excepte\w*|a l'exception|a l'exclusion|"
    r"a moins qu\w*|a moins d'(?=[a-z])|a moins de (?!\d|la moitie)|except\w*|unless|excluding|apart from)\b"
)
_UNLIKE = re.compile(r"\b(?:contrairement aux?|a la difference d\w+|unlike)\b")
_INCLUDED = re.compile(
    r"\b(?:y compris|(?<!non )comprise?s?(?=[.,;]|$)|sans exception|sans condition|including|without exception|"
    r"meme (?:si|pour|en)|(?:toujours|systematiquement|always))\b"
)
_CONDITION = re.compile(
    r"\b(?:a condition|sous reserve|sous condition|pourvu qu\w*|uniquement si|seulement si|provided|subject to|"
    r"only if|on condition|que si\b|qu'a condition|qu'avec|que sur|"
    r"subordonn\w+|conditionn\w+|le cas echeant|s'il y a lieu|where (?:applicable|appropriate))\b"
)
_ONLY_IF = re.compile(r"\b(?:ne |n')[^.;:,]{1,80}?\b(?:que |qu')|^seule?s?\b|\bonly\b")
_SUPPOSED = re.compile(
    r"(?:^|[,;] )(?:si|s'ils?|en cas d[e']|des lors qu[e']|lorsqu[e']|if|in case of|when)\b(?! bien)|\b(?:s'ils? (?=\w)|dans le cas ou)"
)
_ELSEWHERE = re.compile(r"\b(?:ailleurs|sinon|les autres|elsewhere|otherwise)\b")
_MAYBE = re.compile(
    r"\b(?:peu(?:t|vent)|pourr\w+|doi\w+|depend\w*|selon|suppos\w+|necessit\w+|possib\w+|may|can|could|might|depends?)\b"
)
_NEEDED = re.compile(
    r"\b(?:requi\w+|exig\w+|obligatoire\w*|necessaire\w*|indispensable\w*|doi(?:t|vent)|required|mandatory|must)\b"
)
_CONDITIONAL = re.compile(
    r"\b(?:si|s'il|s'ils|lorsqu\w*|quand|en cas|tant que|des lors|seul\w*|suppos\w+|necessit\w+|requi\w+|exig\w+|"
    r"sans|avec|apres|une fois|moyennant|if|when|once|with|require\w*|after|avant|before|que)\b"
)


@dataclass(frozen=True, slots=True)
class Denial:
    """`focus` are the words denied first of all, `context` the others of the stretch; `said` the words as they stand."""

    focus: tuple[Word, ...]
    context: tuple[Word, ...]
    said: str
    is_lexical: bool = False  # « interdit », « annulé »: by the word alone

    @property
    def all(self) -> tuple[Word, ...]:
        return (*self.focus, *self.context)

    def holds(self, said: str) -> bool:
        """Whether a word of `said` is among the words denied first of all."""
        return any(word.folded in fold(said) for word in self.focus)


@lru_cache(maxsize=4096)
def denials_of(statement: Statement) -> tuple[Denial, ...]:
    """What a statement denies, in reading order."""
    folded = without_bounds(statement)
    spans = [(match.start(), match.end(), 1) for match in _VERBAL.finditer(folded)]
    for pattern, width in ((_NOMINAL, 2), (_ENGLISH, 2), (_LEXICAL, 2)):
        for match in pattern.finditer(folded):
            if not any(match.start() < end and start < match.end() for start, end, _ in spans):
                spans.append((match.start(), match.end(), width))
    return tuple(_denial(statement, *span) for span in sorted(spans) if statement.words)


def is_left_possible(statement: Statement) -> bool:
    """« il n'est pas exclu que … », "it cannot be ruled out"."""
    return re.search(rf"\b(?:{_NOT_EXCLUDED})\b", statement.folded) is not None


def without_bounds(statement: Statement) -> str:
    """The folded text with « ne peut pas dépasser » and the like, which deny nothing, blotted out."""
    return _NO_DENIAL.sub(lambda match: "_" * len(match.group()), statement.folded)


def _denial(statement: Statement, start: int, end: int, width: int) -> Denial:
    place = next((word for word in statement.words if word.end > start), statement.words[-1])
    stretch = [word for word in statement.words if word.segment == place.segment and word.is_content]
    inside = [word for word in stretch if start <= word.start < end]
    behind = [word for word in stretch if word.start >= end][:width]
    focus = tuple(inside + behind)
    context = tuple(word for word in stretch if word not in focus)
    if not context and len(focus) <= 1:  # « …, sont exclus »: what is denied stands before the comma
        context = tuple(word for word in statement.content if word not in focus)
    if _BEHIND.match(statement.folded, start):  # what stands before « sans » is not denied
        context = tuple(word for word in context if word.start >= end)
    first = statement.words.index(place)
    last = focus[-1].end if focus else end
    said = statement.text[statement.words[max(0, first - 1)].start : max(last, end)]
    return Denial(focus, context, said, bool(_LEXICAL.fullmatch(statement.folded[start:end])))


def is_denial(word: str) -> bool:
    """« inéligible », « interdit »: a word that denies by itself."""
    return bool(_LEXICAL.fullmatch(fold(word)))


def unmatched(claim: Statement, evidence: Statement) -> tuple[list[Denial], list[Denial]]:
    """What the claim denies and the evidence affirms; what the evidence denies and the claim affirms."""
    ours, theirs = denials_of(claim), denials_of(evidence)
    added = [one for one in ours if not _is_denied(one, ours, theirs, evidence) and _speaks_of(evidence, one)]
    dropped = [one for one in theirs if not _is_denied(one, theirs, ours, claim) and _speaks_of(claim, one)]
    return added, dropped


def _is_denied(one: Denial, own: Sequence[Denial], others: Sequence[Denial], statement: Statement) -> bool:
    """Whether the other side denies it too, or leaves it out with « sauf ».

    A denial of theirs that has its very twin on this side stands for that one alone.
    """
    if one.is_lexical and any(word.stem == one.focus[0].stem for word in statement.words):
        return not any(other.holds(one.focus[0].folded) for other in others if not other.is_lexical)
    if any(shared(one.focus, exception.focus) for exception in exceptions_of(statement)):
        return True
    if not one.is_lexical:  # « ne pourra pas suspendre » denies what « suspendre » does
        others = [
            other
            for other in others
            if not (other.is_lexical and any(word.stem == other.focus[0].stem for word in one.focus))
        ]
    free = [other for other in others if not any(shared(twin.focus, other.focus) for twin in own if twin is not one)]
    return any(shared(one.focus, other.focus) for other in others) or any(_same_denial(one, other) for other in free)


def _same_denial(one: Denial, other: Denial) -> bool:
    if shared(one.focus, other.all) or shared(other.focus, one.all):
        return True
    smaller, larger = sorted((one.all, other.all), key=len)
    return bool(smaller) and shared(smaller, larger) >= ENOUGH * len(smaller)


def _speaks_of(statement: Statement, denial: Denial) -> bool:
    """Whether `statement` affirms what is denied: the denied word, with some of its stretch, or most of the stretch."""
    content = statement.content
    focus = shared(denial.focus, content)
    rest = shared(denial.context, content)
    size = len(denial.context)
    if denial.focus and focus == len(denial.focus):
        return not size or rest >= 0.3 * size
    needed = ENOUGH if focus else MOST
    return rest + focus >= needed * max(1, len(denial.all)) and rest + focus >= 1


def restricts(statement: Statement) -> bool:
    """« ne … que », « à condition », « requis avant »: what lies outside is denied without being said."""
    return any(pattern.search(statement.folded) for pattern in (_CONDITION, _ONLY_IF, _NEEDED))


def exceptions_of(statement: Statement) -> tuple[Denial, ...]:
    """What « sauf », « hors », « contrairement à » leave out, as denials of the three words behind them."""
    found = []
    folded = _without_inclusion(statement)
    for match in (*_CLOSED.finditer(folded), *_UNLIKE.finditer(folded)):
        behind = statement.between(match.end(), len(statement.text))[:3]
        found.append(Denial(behind, (), statement.text[match.start() :]))
    return tuple(found)


def _without_inclusion(statement: Statement) -> str:
    return _INCLUDED.sub(lambda match: "_" * len(match.group()), statement.folded)


def compare_exceptions(claim: Statement, evidence: Sequence[Statement]) -> Iterator[Finding]:
    """An exception or a condition that only one side has. `evidence`, the nearest sentence first."""
    best = evidence[0]
    ours, theirs = _CLOSED.search(_without_inclusion(claim)), _CLOSED.search(_without_inclusion(best))
    yield from _compare_suppositions(claim, best)
    wide = _INCLUDED.search(claim.folded)
    if theirs and not ours:
        ruled = _ruled(best, theirs.start())
        is_told = shared(ruled, claim.content) >= ENOUGH * len(ruled)
        if wide or (is_told and not _says_otherwise(claim, best, theirs) and not is_about_exception(claim, best)):
            said = claim.text[wide.start() : wide.end()] if wide else ""
            yield Finding(FindingKind.EXCEPTION, said, best.text[theirs.start() :], contradicts=bool(wide))
    elif ours and not theirs and not any(_leaves_out(statement, exceptions_of(claim)) for statement in evidence):
        yield Finding(FindingKind.EXCEPTION, claim.text[ours.start() :], "", contradicts=False)
    elif wide and _CONDITION.search(best.folded) and not _CONDITION.search(claim.folded):
        yield Finding(FindingKind.EXCEPTION, claim.text[wide.start() : wide.end()], best.text, contradicts=True)
    condition = _CONDITION.search(best.folded)
    if condition and not _CONDITIONAL.search(claim.folded) and not _CONDITION.search(claim.folded):
        yield Finding(FindingKind.EXCEPTION, "", best.text[condition.start() :], contradicts=False)


def _ruled(best: Statement, exception: int) -> tuple[Word, ...]:
    """The words of the stretch to which an exception belongs: the one before it, or all where it opens the sentence."""
    before = best.between(0, exception)
    return tuple(word for word in before if word.segment == before[-1].segment) if before else best.content


def _compare_suppositions(claim: Statement, best: Statement) -> Iterator[Finding]:
    """« si le budget le permet », left out of a claim that says the rest as certain."""
    supposed = _SUPPOSED.search(best.folded)
    if (
        supposed
        and not _SUPPOSED.search(claim.folded)
        and not _CONDITION.search(claim.folded)
        and not _CONDITIONAL.search(claim.folded)
        and not _MAYBE.search(claim.folded)
    ):
        segment = best.segment_at(supposed.start())
        rest = [word for word in best.content if word.segment != segment]
        if rest and shared(rest, claim.content) >= MOST * len(rest):
            yield Finding(FindingKind.EXCEPTION, "", best.text[supposed.start() :], contradicts=False)


def is_about_exception(claim: Statement, best: Statement) -> bool:
    """The claim speaks of what `best` excepts, and of that alone: « pour le volet exploratoire », where the rule holds « sauf » there."""
    if _CLOSED.search(claim.folded) or _INCLUDED.search(claim.folded):
        return False
    apart = [denial.focus for denial in exceptions_of(best)]
    return any(words and shared(words, claim.content) >= ENOUGH * len(words) for words in apart)


def _says_otherwise(claim: Statement, best: Statement, exception: re.Match[str]) -> bool:
    """The claim denies, or restricts itself to, what the exception speaks of: « exclut les essais de phase 4 »."""
    left_out = best.between(exception.end(), len(best.text))
    return any(shared(left_out, denial.all) for denial in denials_of(claim))


def _leaves_out(statement: Statement, left_out: Sequence[Denial]) -> bool:
    """Whether `statement` denies, excepts or makes a condition of what is left out."""
    if _CONDITION.search(statement.folded) or _ELSEWHERE.search(statement.folded) or _CLOSED.search(statement.folded):
        return True
    return any(shared(one.all, other.all) for one in left_out for other in denials_of(statement))
