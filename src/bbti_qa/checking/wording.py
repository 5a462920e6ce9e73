"""Names and words: is all that the claim speaks of in the evidence, in these words or in others of the glossary?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher

from bbti_qa.checking.doers import is_verb
from bbti_qa.checking.figures import figures_of, spans_of
from bbti_qa.checking.findings import Finding, FindingKind
from bbti_qa.checking.frequency import rhythms_in
from bbti_qa.checking.places import is_placed
from bbti_qa.checking.statement import Statement, Word, same, shared
from bbti_qa.checking.terms import shared_terms, synonym_classes
from bbti_qa.glossary import Glossary
from bbti_qa.language import detect_language, stems
from bbti_qa.lexicon import shared_lexicon

OTHERS = 0.5  # of the rest of a claim, said by a sentence that has another term, from which both speak of one thing
ALMOST = 0.8  # of the rest of a claim, said by a sentence that has another name
LITERAL = (
    0.6  # of a claim's words that stand in the evidence as they are, from which a noun that does not counts against it
)
TRANSLATED = 0.25  # share of an English stem's translations from which one may stand for it
_PREFIXES = frozenset("in im il ir non des dis anti contre un non".split())
_SLOT = frozenset(
    "de du des d le la les l un une en a à au aux par sur dans pour chez avec the of in by for to an at from with ce cette ces".split()
)

_ADJECTIVE = re.compile(
    r"(?:iques?|ifs?|ives?|al|ale|ales|aux|eux|euses?|aires?|els?|elles?|iens?|iennes?|iers?|ieres?|ics?|aise?s?|"
    r"oise?s?|eens?|eennes?|aines?|ains?|ous|ables?|ibles?)$"
)

_VERBAL = re.compile(r"(?:é|ée|és|ées|er|ir|ant|ent|ise|ises|ra|ront|ed|ing)$")
_BEFORE_HYPHEN = re.compile(
    r"(?<![a-z])((?:post|pre|non|sous|sur|co|ex|vice|anti|inter|multi|mono|auto|semi|infra|supra|extra|bi|tri|sub)-)$"
)
_ARTICLES = frozenset("le la les un une du des cette ce ces son sa ses leur leurs the an this its their".split())
_DEGREES = frozenset(
    """plus moins tres aussi autant more less very nouveau nouvel nouvelle nouveaux nouvelles grand grande grands
    grandes petit petite petits petites bon bonne bons bonnes mauvais premier premiere dernier derniere autre autres
    meme memes seul seule chaque quelques plusieurs new other same""".split()
)

Rarity = Callable[[str], float]


def held_words(claim: Statement, evidence: Sequence[Statement], glossary: Glossary) -> dict[int, bool]:
    """For each content word of the claim, by its start, whether the evidence says it, a synonym, an acronym or a translation of it."""
    theirs = [word for statement in evidence for word in statement.words if word.is_content]
    little = [
        word for statement in evidence for word in statement.words if not word.is_content
    ]  # « chaque » for « toutes »
    stock = {word.stem for word in theirs}
    initials = [_initials(statement) for statement in evidence]
    spoken = detect_language(claim.text)
    foreign = {word.stem for one in evidence if detect_language(one.text) != spoken for word in one.content}
    translated = {french for stem in foreign for french, share in shared_lexicon().french(stem) if share >= TRANSLATED}
    named = _within_terms(evidence, glossary)
    deeds = {word.start for at, word in enumerate(claim.words) if is_verb(claim, at)}
    free = {word.stem for word in theirs if word not in named}
    glossed = {start for start in _glossed(claim, stock, glossary) if start not in deeds}
    glossed |= _glossed(claim, free, glossary) | _spelled_out(claim, evidence)
    return {
        word.start: (word.stem in stock and word.start not in deeds)
        or word.start in glossed
        or any(same(word, other) for other in theirs if not (word.start in deeds and other in named))
        or any(not synonym_classes(word.folded).isdisjoint(synonym_classes(other.folded)) for other in little)
        or word.stem in translated
        or any(share >= TRANSLATED and french in foreign for french, share in shared_lexicon().french(word.stem))
        or (word.is_name and len(word.folded) >= 3 and any(word.folded in row for row in initials))
        for word in claim.content
    }


def _within_terms(evidence: Sequence[Statement], glossary: Glossary) -> frozenset[Word]:
    """The words behind the first of a term: « comité de pilotage » tells of nobody that he steers."""
    return frozenset(
        word
        for statement in evidence
        for start, end, _ in glossary.matches(tuple(one.stem for one in statement.content))
        for word in statement.content[start + 1 : end]
    )


def _glossed(claim: Statement, stock: set[str], glossary: Glossary) -> set[int]:
    """Starts of the claim's words that belong to a form of which the evidence has another."""
    words = claim.content
    found: set[int] = set()
    for start, end, others in glossary.matches(tuple(word.stem for word in words)):
        if any(stock.issuperset(form) for form in others):
            found.update(word.start for word in words[start:end])
    return found


def _spelled_out(claim: Statement, evidence: Sequence[Statement]) -> set[int]:
    """Starts of the claim's words whose first letters are an acronym of the evidence: « petites et moyennes entreprises » for « PME »."""
    return {word.start for start, end in spelled_out(claim, evidence) for word in claim.between(start, end)}


def spelled_out(claim: Statement, evidence: Sequence[Statement]) -> tuple[tuple[int, int], ...]:
    """The spans of the claim that spell an acronym of the evidence."""
    row, words = _initials(claim), claim.content
    acronyms = {word.folded for other in evidence for word in other.words if word.is_name and len(word.folded) >= 3}
    found = ((row.find(name), len(name)) for name in sorted(acronyms))
    return tuple((words[at].start, words[at + size - 1].end) for at, size in found if at >= 0)


def _initials(statement: Statement) -> str:
    """The first letters of the content words; a blank for an acronym, which is no word of a long form (« copilotes Inserm, CEA » is no CIC)."""
    return "".join(" " if _is_acronym(statement, word) else word.folded[0] for word in statement.content)


def _is_acronym(statement: Statement, word: Word) -> bool:
    return word.end - word.start > 1 and statement.text[word.start : word.end].isupper()


def coverage(claim: Statement, held: dict[int, bool], rarity: Rarity | None) -> float:
    """The share of the claim's content words that the evidence says, each by its rarity where that is known.

    Figures are checked by themselves and left out here, unless there is nothing else.
    """
    measured = _measured(claim)
    worded = [
        word
        for word in claim.content
        if not any(start <= word.start < end for start, end in measured) and (held[word.start] or not is_generic(word))
    ]
    weights = {word.start: rarity(word.stem) if rarity else 1.0 for word in worded or claim.content}
    total = sum(weights.values())
    return sum(weight for start, weight in weights.items() if held[start]) / total if total else 0.0


def _measured(claim: Statement) -> tuple[tuple[int, int], ...]:
    """The places of figures and rhythms, which are checked by themselves."""
    return (*spans_of(claim), *((one.start, one.end) for one in rhythms_in(claim)))


def is_generic(word: Word) -> bool:
    """« possibilité », « prévoit », « figure »: words that a claim may say without its evidence."""
    return bool(shared_terms().generic.rows(word.folded))


def compare_terms(claim: Statement, evidence: Sequence[Statement], glossary: Glossary) -> Iterator[Finding]:
    """« comité de pilotage » where the nearest sentence has « comité directeur »: terms of several words with the same head."""
    ours, theirs = _terms(claim, glossary), _terms(evidence[0], glossary)
    known = {form for forms, _ in theirs for form in forms}
    said = {form for forms, _ in ours for form in forms}
    for forms, name in ours:
        if known.isdisjoint(forms):
            rival = next(
                (other for others, other in theirs if said.isdisjoint(others) and others[0][0] == forms[0][0]), ""
            )
            if rival:
                is_rival = _says_the_rest(claim, name, evidence[0])
                yield Finding(FindingKind.NAME, name, rival, contradicts=is_rival)


def _says_the_rest(claim: Statement, name: str, nearest: Statement) -> bool:
    """Whether a sentence says of another what the claim says of `name`: another committee that is only spoken of is no rival."""
    start = claim.text.find(name)
    rest = [word for word in claim.content if not start <= word.start < start + len(name)]
    return shared(rest, nearest.content) > OTHERS * len(rest)


def _terms(statement: Statement, glossary: Glossary) -> list[tuple[tuple[tuple[str, ...], ...], str]]:
    """Each term of two words or more: its forms as stems, the one that stands there first, and its words."""
    words = statement.content
    stems_there = tuple(word.stem for word in words)
    return [
        ((stems_there[start:end], *others), statement.text[words[start].start : words[end - 1].end])
        for start, end, others in glossary.matches(stems_there)
        if end - start >= 2
    ]


def compare_names(claim: Statement, held: dict[int, bool], evidence: Sequence[Statement]) -> Iterator[Finding]:
    """A finding for each name of the claim that the evidence does not say.

    It contradicts where a sentence has another name in its place, or says all the rest of the claim with another name.
    """
    measured = _measured(claim)
    named = [word for word in claim.content if not any(start <= word.start < end for start, end in measured)]
    missing = [word for word in named if word.is_name and not held[word.start] and not word.folded[0].isdigit()]
    rest = [word for word in claim.content if word not in missing]
    for word in missing:
        other = _in_its_place(claim, word, evidence)
        if other is None or not other.is_name or not _are_of_a_sort(claim, word, evidence, other):
            other = _other_name(claim, word, rest, held, evidence[0])
        is_rival = other is not None and other.is_name
        yield Finding(FindingKind.NAME, claim.text[word.start : word.end], _text(other, evidence), contradicts=is_rival)


def _are_of_a_sort(claim: Statement, word: Word, evidence: Sequence[Statement], other: Word) -> bool:
    """Places are compared with places, and what is none with what is none."""
    home = next(statement for statement in evidence if any(other is one for one in statement.words))
    return is_placed(claim, word) == is_placed(home, other)


def _other_name(
    claim: Statement, name: Word, rest: Sequence[Word], held: dict[int, bool], nearest: Statement
) -> Word | None:
    """A name of the nearest sentence that the claim leaves out, where that sentence says nearly all the rest of the claim."""
    if not is_placed(claim, name):  # two things may stand in one place
        rest = [word for word in rest if not (word.is_name and is_placed(claim, word))]
    if len(rest) < 2 or sum(held[word.start] for word in rest) < ALMOST * len(rest):
        return None
    said = {word.stem for word in claim.words}
    others = (word for word in nearest.content if word.is_name and word.stem not in said)
    return next((word for word in others if _are_of_a_sort(claim, name, (nearest,), word)), None)


def compare_slots(claim: Statement, held: dict[int, bool], evidence: Sequence[Statement]) -> Iterator[Finding]:
    """A finding for each noun of the claim that stands where the evidence, in the same words around it, has another."""
    measured = _measured(claim)
    for word in claim.content:
        in_figure = any(start <= word.start < end for start, end in measured)
        if not held[word.start] and not word.is_name and not in_figure and not is_generic(word):
            other = _in_its_place(claim, word, evidence)
            if other is not None:
                yield Finding(
                    FindingKind.WORDS, claim.text[word.start : word.end], _text(other, evidence), contradicts=False
                )


_LOCUTIONS = re.compile(
    r"\b(?:aux? termes?|au (?:bout|titre|cours|sein|profit|moyen|niveau|nom|regard|vu)|a (?:l'issue|l'occasion|la suite|la fin|hauteur|compter|destination|titre|l'echelle)|"
    r"en (?:vertu|raison|cas|faveur|matiere|fonction|vue|termes?|moyenne|mediane|direction|presence|complement)|de (?:regle|plein droit)|d'affilee|du fait|"
    r"dans le (?:cadre|cas|but)|par (?:le biais|l'intermediaire|voie|suite)|pour le compte|sous (?:forme|l'egide)|(?:de|avec) la part|le (?:cas|fait)|"
    r"in (?:the course|terms|the case|the event|view|favour)|by (?:means|virtue|way)|on behalf|as part|at the end|with regard)\b"
)
"""Prepositions of several words, « aux termes de », « au bout de »: their nouns name nothing."""


def compare_nouns(claim: Statement, held: dict[int, bool], evidence: Sequence[Statement]) -> Iterator[Finding]:
    """A finding for each noun or adjective that the evidence has in no form, in a claim that is worded as the evidence is.

    A claim in other words has other nouns too; one in the same words with another noun speaks of something else.
    """
    stock = {word.stem for statement in evidence for word in statement.words}
    literal = sum(word.stem in stock for word in claim.content)
    if literal < LITERAL * len(claim.content):
        return
    measured = [*_measured(claim), *(match.span() for match in _LOCUTIONS.finditer(claim.folded))]
    for at, word in enumerate(claim.words):
        in_figure = any(start <= word.start < end for start, end in measured)
        if not word.is_content or held[word.start] or word.is_name or in_figure or word.folded.isdigit():
            continue
        if _is_nominal(claim, at) and not is_generic(word):
            yield Finding(FindingKind.WORDS, claim.text[word.start : word.end], "", contradicts=False)


def _is_nominal(claim: Statement, at: int) -> bool:
    """A noun behind an article, a preposition or a number; an adjective by its ending."""
    word = claim.words[at]
    before = claim.words[at - 1] if at else None
    elided = claim.folded[max(0, word.start - 2) : word.start] == "l'"
    if elided or (before is not None and before.folded in _ARTICLES and claim.text[before.start : before.end] != "a"):
        return True
    if _VERBAL.search(claim.text[word.start : word.end]):
        return False
    behind_slot = before is not None and (
        before.folded in _SLOT or before.folded.isdigit() or before.folded in _DEGREES
    )
    return behind_slot or bool(_ADJECTIVE.search(word.folded))


def compare_compounds(claim: Statement, evidence: Sequence[Statement]) -> Iterator[Finding]:
    """« doctorants » where the evidence has « post-doctorants » only, and the other way round."""
    theirs = [(word.stem, _prefix(statement, word)) for statement in evidence for word in statement.content]
    for word in claim.content:
        known = {prefix for stem, prefix in theirs if stem == word.stem}
        own = _prefix(claim, word)
        if known and own not in known and (own or len(known) == 1):
            found = next(iter(known))
            yield Finding(FindingKind.NAME, f"{own}{word.folded}", f"{found}{word.folded}", contradicts=False)


def _prefix(statement: Statement, word: Word) -> str:
    """« post- » of « post-doctorants »; nothing for a word that stands alone, or behind another whole word (« Val-d'Aubier »)."""
    match = _BEFORE_HYPHEN.search(statement.folded[max(0, word.start - 8) : word.start])
    return match[1] if match else ""


def compare_prefixes(claim: Statement, held: dict[int, bool], evidence: Sequence[Statement]) -> Iterator[Finding]:
    """« complets » for « incomplets », « mature » for « immature »."""
    theirs = [word for statement in evidence for word in statement.content]
    for word in claim.content:
        other = (
            None if held[word.start] else next((one for one in theirs if _is_reverse(word.folded, one.folded)), None)
        )
        if other is not None:
            yield Finding(
                FindingKind.OPPOSITE, claim.text[word.start : word.end], _text(other, evidence), contradicts=True
            )


def _is_reverse(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    ending = longer.removesuffix("s").endswith(shorter.removesuffix("s"))
    return (
        len(shorter) >= 4 and ending and longer.removesuffix("s").removesuffix(shorter.removesuffix("s")) in _PREFIXES
    )


def _text(word: Word | None, evidence: Sequence[Statement]) -> str:
    if word is None:
        return ""
    return next(s.text[word.start : word.end] for s in evidence if any(word is other for other in s.words))


def _in_its_place(claim: Statement, word: Word, evidence: Sequence[Statement]) -> Word | None:
    """The word of the evidence that stands there instead: replaced one for one, behind the same article or preposition."""
    at = claim.words.index(word)
    ours = [other.folded for other in claim.words]
    for statement in evidence:
        theirs = [other.folded for other in statement.words]
        for tag, i, j, k, m in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
            if tag != "replace" or not i <= at < j or j - i > 3 or m - k > 5:
                continue
            counted = at > 0 and any(abs(figure.end - word.start) <= 1 for figure in figures_of(claim))
            is_adjective = bool(_ADJECTIVE.search(word.folded)) and bool(_ADJECTIVE.search(theirs[k]))
            behind_slot = at > 0 and (ours[at - 1] in _SLOT or counted or is_adjective)
            rivals = [other for other in statement.words[k:m] if other.is_content]
            if behind_slot and rivals and _framed(ours, theirs, i, j, k, m):
                return rivals[min(at - i, len(rivals) - 1)]
    return None


def _framed(ours: Sequence[str], theirs: Sequence[str], i: int, j: int, k: int, m: int) -> bool:
    """The same word before, and behind the same word or the end of both."""
    before = i > 0 and k > 0 and ours[i - 1] == theirs[k - 1]
    ends = j == len(ours) and m == len(theirs)
    behind = ends or (j < len(ours) and m < len(theirs) and ours[j] == theirs[m])
    return before and behind


def speaks_of_subject(subject: str, claim: Statement, evidence: Sequence[Statement], glossary: Glossary) -> bool:
    """Whether any word of the subject, or another form of it, stands in the evidence."""
    asked = tuple(stems(subject))
    stock = {word.stem for statement in evidence for word in statement.words}
    if not asked or not stock.isdisjoint(asked):
        return True
    return any(stock.issuperset(form) for _, _, others in glossary.matches(asked) for form in others)
