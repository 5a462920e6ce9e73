"""Who does it to whom: « A finance B » is not « B finance A », but it is « B est financé par A »."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import combinations

from bbti_qa.almanac import FRENCH_MONTHS
from bbti_qa.checking.doers import BEFORE_NOUNS
from bbti_qa.checking.figures import figures_of, spans_of
from bbti_qa.checking.findings import Finding, FindingKind
from bbti_qa.checking.statement import Statement, Word

_NOMINAL = frozenset(
    """le la les l un une des de du d au aux en par sur dans ce cette ces son sa ses leur leurs chaque tout toute sans
    pour the a an of to by his its their""".split()
)
_PASSIVE = re.compile(r"\b(?:par|by)\b")
_PARTICIPLE = re.compile(r"(?:é|i|u|it|rt)e?s?$|ed$|en$|nt$(?<!ent)")
_AUXILIARY = re.compile(
    r"\b(?:est|sont|ete|etre|sera|seront|soit|soient|etait|etaient|is|are|was|were|be|been|being) $"
)
_ADJECTIVE = re.compile(
    r"(?:iques?|ifs?|ives?|al|ale|ales|aux|eux|euses?|aires?|els?|elles?|tions?|ment|surtout|plutot|notamment|"
    r"encore|ments?|ites?|eurs?|ismes?|stricte?s?|ables?|ibles?)$"
)
_PREPOSITIONS = frozenset(
    "a au aux de du des d en par pour sur dans avec chez sans depuis sous vers of to by for on in with from at".split()
)
_CONTRACTED = {"au": "a", "aux": "a", "du": "de", "des": "de", "d": "de"}
_TIME = frozenset(FRENCH_MONTHS) | frozenset(
    "printemps automne hiver semestre trimestre mois annee an ans semaine jour jours year month week day fois".split()
)
LONGEST = 24  # words of a stretch that is looked through for two exchanged parts
NEAR = 3  # content words on either side of a verb that may be its doer or its object


_DEGREE = re.compile(r"\b(?:moins|less)\b")


def compare_roles(claim: Statement, evidence: Sequence[Statement]) -> Iterator[Finding]:
    """At most one finding: a verb that both have, or a whole frame of words, with what stands on its two sides exchanged."""
    evidence = [other for other in evidence if bool(_DEGREE.search(claim.folded)) == bool(_DEGREE.search(other.folded))]
    for statement in evidence:
        turned = {(second, first) for first, second in _routes(statement)}
        if not turned.isdisjoint(_routes(claim)) or _have_changed_places(claim, statement):
            yield Finding(FindingKind.ROLE, claim.text, statement.text, contradicts=True)
            return
    for statement in evidence:
        for verb in claim.content:
            for other in statement.content:
                is_verb = verb.stem == other.stem and not _is_noun(claim, verb) and not _is_noun(statement, other)
                if is_verb and _exchanged(claim, verb, statement, other):
                    yield Finding(FindingKind.ROLE, claim.text, statement.text, contradicts=True)
                    return


def _routes(statement: Statement) -> Iterator[tuple[str, str]]:
    """« de Metz à Strasbourg », « du premier au quatrième rang » as a pair of stems."""
    words, measured = statement.words, spans_of(statement)
    for at in range(len(words) - 3):
        first, second = words[at + 1], words[at + 3]
        signs = words[at].folded in ("de", "d", "du", "from") and words[at + 2].folded in ("a", "au", "vers", "to")
        are_ranks = all(any(a <= one.start < b for a, b in measured) for one in (first, second))
        if signs and (are_ranks or (first.is_name and second.is_name)):
            yield first.stem, second.stem


def _have_changed_places(claim: Statement, evidence: Statement) -> bool:
    """« B … M … A » where the evidence says « A … M … B », in one voice; « A, B » for « B, A » is an enumeration."""
    our_things, their_things = _things(claim), _things(evidence)
    ours, theirs = [word.stem for word in our_things], [word.stem for word in their_things]
    changes = [
        code for code in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes() if code[0] == "replace"
    ]
    for first, second in combinations(changes, 2):
        _, i, j, k, m = first
        _, i2, j2, k2, m2 = second
        crossed = ours[i:j] == theirs[k2:m2] and ours[i2:j2] == theirs[k:m]
        between = ours[j:i2]
        parallel = between == ours[max(0, i - len(between)) : i]
        if crossed and not parallel and _agents(claim) == _agents(evidence):
            parts = (our_things[i:j], our_things[i2:j2], their_things[k:m], their_things[k2:m2])
            return _keep_their_slots(claim, evidence, *parts)
    return _agents(claim) == _agents(evidence) and _is_turned_round(claim, our_things, evidence, their_things)


def _keep_their_slots(
    claim: Statement,
    evidence: Statement,
    first: Sequence[Word],
    second: Sequence[Word],
    their_first: Sequence[Word],
    their_second: Sequence[Word],
) -> bool:
    """The prepositions stayed where they were and the nouns moved; a phrase that moved with its preposition still says the same."""
    return (
        _preposition(claim, first[0]) == _preposition(evidence, their_first[0])
        and _preposition(claim, second[0]) == _preposition(evidence, their_second[0])
        and any(_is_noun(claim, word) for word in first)
        and any(_is_noun(claim, word) for word in second)
    )


def _preposition(statement: Statement, word: Word) -> str:
    """The preposition before `word`, with nothing but an article between; empty without one."""
    for other in reversed(statement.words[: statement.words.index(word)]):
        if other.is_content or other.segment != word.segment:
            return ""
        if other.folded in _PREPOSITIONS:
            return _CONTRACTED.get(other.folded, other.folded)
    return ""


def _things(statement: Statement) -> list[Word]:
    """The content words without those of time and measure, which may stand anywhere."""
    timed = spans_of(statement)
    return [
        word
        for word in statement.content
        if word.folded not in _TIME and not any(start <= word.start < end for start, end in timed)
    ]


def _is_turned_round(
    claim: Statement, our_things: Sequence[Word], evidence: Statement, their_things: Sequence[Word]
) -> bool:
    """Whether, between the words that begin and end both alike, « A M B » became « B M A »."""
    ours, theirs = [word.stem for word in our_things], [word.stem for word in their_things]
    start = next((at for at, (one, other) in enumerate(zip(ours, theirs, strict=False)) if one != other), len(ours))
    behind = zip(reversed(ours[start:]), reversed(theirs[start:]), strict=False)
    same_end = next((at for at, (one, other) in enumerate(behind) if one != other), 0)
    mine, other = ours[start : len(ours) - same_end], theirs[start : len(theirs) - same_end]
    if sorted(mine) != sorted(other) or len(mine) > LONGEST:
        return False
    for i in range(1, len(other)):
        for j in range(i + 1, len(other)):
            is_parallel = other[i:j] == theirs[max(0, start - (j - i)) : start]
            if mine == [*other[j:], *other[i:j], *other[:i]] and not is_parallel:
                begin, size = start, len(other)
                moved = our_things[begin : begin + size]
                stood = their_things[begin : begin + size]
                return _keep_their_slots(claim, evidence, moved[: size - j], moved[size - i :], stood[:i], stood[j:])
    return False


def _agents(statement: Statement) -> int:
    return sum(bool(_PASSIVE.fullmatch(word.folded)) for word in statement.words)


def _exchanged(claim: Statement, verb: Word, evidence: Statement, other: Word) -> bool:
    doers, objects = _sides(claim, verb)
    their_doers, their_objects = _sides(evidence, other)
    if not (doers and objects and their_doers and their_objects):
        return False
    names = {word.stem for word in claim.content if word.is_name}
    changed = (doers & their_objects) | (objects & their_doers)
    both = bool(doers & their_objects) and bool(objects & their_doers)
    return both and not doers & their_doers and not names.isdisjoint(changed)


def _sides(statement: Statement, verb: Word) -> tuple[frozenset[str], frozenset[str]]:
    """Stems of what stands before and behind the verb in its stretch; exchanged where « par » makes it passive."""
    timed = spans_of(statement)
    stretch = [
        word
        for word in statement.words
        if word.segment == verb.segment
        and word.barriers - verb.barriers in (-1, 0, 1)
        and word.folded not in _TIME
        and not any(start <= word.start < end for start, end in timed)
    ]
    before = [word.stem for word in stretch if word.is_content and word.end <= verb.start][-NEAR:]
    behind_words = [word for word in stretch if word.start > verb.start]
    behind = [word.stem for word in behind_words if word.is_content][:NEAR]
    agent = next((word for word in behind_words if _PASSIVE.fullmatch(word.folded)), None)
    passive = _AUXILIARY.search(statement.folded[: verb.start])
    if agent is None and passive and _PARTICIPLE.search(statement.text[verb.start : verb.end]):
        return frozenset(), frozenset(before)
    if agent is not None:
        if not _PARTICIPLE.search(
            statement.text[verb.start : verb.end]
        ):  # « devraient » of « devraient être retenus par »
            return frozenset(), frozenset()
        doers = [word.stem for word in behind_words if word.is_content and word.start > agent.start][:NEAR]
        return frozenset(doers), frozenset(before)
    return frozenset(before), frozenset(behind)


def _is_noun(statement: Statement, word: Word) -> bool:
    at = statement.words.index(word)
    if any(figure.start <= word.start < figure.end for figure in figures_of(statement)):
        return True
    counted = any(figure.end in (word.start - 1, word.start) for figure in figures_of(statement))
    return (
        counted
        or bool(BEFORE_NOUNS.fullmatch(word.folded))
        or bool(_ADJECTIVE.search(word.folded))
        or word.is_name
        or word.folded.isdigit()
        or (at > 0 and statement.words[at - 1].folded in _NOMINAL)
        or _elided(statement, word)
    )


def _elided(statement: Statement, word: Word) -> bool:
    return bool(re.search(r"\b[ld]'$", statement.folded[max(0, word.start - 3) : word.start]))
