"""Who does what: « le jury choisit », « choisi par le jury », « que le jury choisit » have one doer; another one in its place is found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bbti_qa.checking.figures import spans_of
from bbti_qa.checking.findings import Finding, FindingKind
from bbti_qa.checking.statement import Statement, Word, same, shared

_ARTICLES = frozenset(
    """le la les l un une des du de d au aux en ce cette ces son sa ses leur leurs chaque tout toute tous toutes the a
    an of its their each every all""".split()
)
_SKIPPED = frozenset(
    """ne n se s y en lui est sont a ont sera seront ete etait etaient soit doit doivent peut peuvent pourra pourront
    devra devront va vont ensuite puis aussi egalement alors enfin is are was were be been has have had must may can
    will shall then also""".split()
)
_BE = frozenset(
    "est sont ete etre sera seront soit soient etait etaient fut furent is are was were be been being".split()
)
_HAVE = frozenset("a ont avait avaient aura auront has have had".split())
_REFLEXIVE = frozenset(("s", "se"))
BEFORE_NOUNS = re.compile(
    r"(?:nouve\w+|premi\w+|second\w*|derni\w+|grand\w*|petit\w*|bon\w*|autres?|seule?s?|memes?|ancien\w*|jeunes?|"
    r"princip\w+|procha\w+|\w+iemes?)"
)
_AGENT = frozenset(("par", "by"))
_STOP = frozenset(
    """pour pendant dans sur avec depuis lors afin qui que dont ou puis apres avant sans selon entre vers sous contre
    chez for during in on with since which that then after before without""".split()
)
_NO_AGENT = re.compile(
    r"\bpar (?:an|mois|jour|semaine|session|trimestre|semestre|exemple|voie|ailleurs|consequent|rapport|mail|courrier|ecrit|defaut)\b"
)
_FALLS_TO = re.compile(r"revien\w+|incomb\w+|appartien\w+|reviendr\w+|belongs?|falls?")
_PARTICIPLE = re.compile(r"(?:é|ée|és|ées|i|ie|is|ies|it|ite|its|ites|u|ue|us|ues|ert|erte|erts|ertes|ed|en)$")
_FINITE = re.compile(r"(?:e|ent|t|d|ra|ront|it|issent|a|ait|aient|ed)$")
_ADJECTIVE = re.compile(
    r"(?:iques?|ifs?|ives?|al|ale|ales|aux|eux|euses?|aires?|els?|elles?|ments?|ites?|eurs?|ismes?|ables?|ibles?|"
    r"tions?|sions?|ées?|és?|ences?|ances?|tures?)$"
)
KNOWN = 0.5  # of the doer's words that the evidence must say elsewhere: another party, not another word for the same


@dataclass(frozen=True, slots=True)
class Doing:
    """`part` tells the one who does it from the one to whom it is done."""

    verb: Word
    doers: tuple[Word, ...]
    part: str = "by"


def compare_doers(claim: Statement, evidence: Sequence[Statement]) -> Iterator[Finding]:
    """At most one finding: a verb of both, done by somebody in the claim who in the evidence stands elsewhere."""
    for statement in evidence:
        theirs = doings_of(statement)
        for ours in doings_of(claim):
            rivals = [other for other in theirs if other.part == ours.part and _is_one_verb(other.verb, ours.verb)]
            if rivals and all(_is_another(ours, other, statement) for other in rivals):
                said, found = (" ".join(word.folded for word in one.doers) for one in (ours, rivals[0]))
                yield Finding(FindingKind.ROLE, said, found, contradicts=True)
                return


def _is_one_verb(one: Word, other: Word) -> bool:
    """« aide », « aident », of which the stemmer leaves "aid" and "aident"; of other verbs the doer may be another, « donne » and « reçoit »."""
    return one.stem.startswith(other.stem) or other.stem.startswith(one.stem)


def _is_another(ours: Doing, other: Doing, statement: Statement) -> bool:
    elsewhere = [word for word in statement.content if word not in other.doers]
    apart = {word.stem for word in elsewhere}
    for word in ours.doers:  # « le comité » is « le conseil », unless the evidence has both
        twins = [one for one in other.doers if same(word, one)]
        if any(one.stem == word.stem or word.stem not in apart for one in twins):
            return False
    return shared(ours.doers, elsewhere) > KNOWN * len(ours.doers)


@lru_cache(maxsize=4096)
def doings_of(statement: Statement) -> tuple[Doing, ...]:
    """The verbs whose doer can be told: before « par », or behind their subject."""
    return (*_passive(statement), *_active(statement), *_given(statement), *_fallen_to(statement))


def _passive(statement: Statement) -> Iterator[Doing]:
    not_agents = {match.start() for match in _NO_AGENT.finditer(statement.folded)}
    words = statement.words
    for at, word in enumerate(words):
        if word.folded not in _AGENT or word.start in not_agents:
            continue
        verb = next(
            (one for one in reversed(words[max(0, at - 6) : at]) if one.is_content and _is_participle(statement, one)),
            None,
        )
        doers = _phrase(statement, at + 1)
        if verb is not None and doers and not any(one.folded in _AGENT for one in words[words.index(verb) : at]):
            yield Doing(verb, doers)


def _given(statement: Statement) -> Iterator[Doing]:
    """« confié à l'agence », « accordent au programme »."""
    words = statement.words
    for at, word in enumerate(words[:-1]):
        is_verb = word.is_content and (_is_participle(statement, word) or is_finite(statement, at))
        if is_verb and words[at + 1].folded in ("a", "au", "aux", "to") and (receiver := _phrase(statement, at + 2)):
            yield Doing(word, receiver, "to")


def _fallen_to(statement: Statement) -> Iterator[Doing]:
    """« l'évaluation des projets revient à l'agence »: the agency evaluates."""
    words = statement.words
    for at, word in enumerate(words[:-1]):
        if _FALLS_TO.fullmatch(word.folded) and words[at + 1].folded in ("a", "au", "aux", "to"):
            deed, doers = _subject(statement, at), _phrase(statement, at + 2)
            if deed and doers:
                yield Doing(deed[0], doers)


def _active(statement: Statement) -> Iterator[Doing]:
    words = statement.words
    for at, word in enumerate(words):
        if not is_finite(statement, at) or words[at - 1].folded in _REFLEXIVE:
            continue
        subject = _subject(statement, at)
        if any(not BEFORE_NOUNS.fullmatch(one.folded) for one in subject):
            yield Doing(word, subject)


def is_verb(statement: Statement, at: int) -> bool:
    """A finite verb, or a participle behind « est », « a », « ont »."""
    word, behind = statement.words[at], statement.words[max(0, at - 2) : at]
    helped = any(one.folded in _BE or statement.text[one.start : one.end] in _HAVE for one in behind)
    is_bare = is_finite(statement, at) and behind[-1].folded != "en"
    return is_bare or (helped and word.is_content and _is_participle(statement, word))


def _is_participle(statement: Statement, word: Word) -> bool:
    return bool(_PARTICIPLE.search(statement.text[word.start : word.end].lower()))


def is_finite(statement: Statement, at: int) -> bool:
    """A word that stands behind no article or preposition and before one, with a verb's ending."""
    words = statement.words
    word = words[at]
    if at == 0 or at + 1 == len(words) or not word.is_content or word.is_name or word.folded.isdigit():
        return False
    before, behind = words[at - 1], words[at + 1]
    ends = _FINITE.search(word.folded) and not _ADJECTIVE.search(statement.text[word.start : word.end].lower())
    is_counted = any(start <= before.start < end for start, end in spans_of(statement))
    is_open = (
        (before.is_content and not is_counted)
        or before.folded in _SKIPPED
        or before.folded in ("qui", "que", "qu", "which", "who", "that")
    )
    leads_on = behind.folded in _ARTICLES or behind.folded.isdigit() or behind.folded in ("a", "pas", "to")
    return (
        bool(ends)
        and is_open
        and leads_on
        and before.folded not in ("de", "d", "du", "des", "l", "le", "la", "les", "un", "une")
    )


def _subject(statement: Statement, at: int) -> tuple[Word, ...]:
    """The words of the subject: the noun phrase before the verb; before « , nommé par …, » where that comes between; before « qui »."""
    words = statement.words
    last = at - 1
    while last >= 0 and words[last].folded in _SKIPPED:
        if words[last].folded in _BE:  # « est transmise »: what stands before it is not the doer
            return ()
        last -= 1
    if last < 0:
        return ()
    if words[last].folded in ("que", "qu"):  # « que démarrent les projets »
        return _phrase(statement, at + 1)
    is_relative = words[last].folded in ("qui", "which", "who", "that")
    if is_relative:
        last -= 1
    gap = statement.folded[words[last].end : words[last + 1].start]
    if "," in gap and words[last + 1].folded not in ("qui", "which", "who"):  # a parenthesis lies between
        opening = statement.folded.rfind(",", 0, words[last].start)
        last = max((number for number, word in enumerate(words) if word.end <= opening), default=-1)
    if last < 0:
        return ()
    if is_relative and (named := _defined(statement, last)):
        return (*named, *_without_figures(statement, words[len(named) : last + 1]))
    segment = words[last].segment
    first = last
    while first > 0 and words[first - 1].segment == segment and words[first - 1].folded not in _STOP | _AGENT:
        first -= 1
    return _without_figures(statement, words[first : last + 1])


def _defined(statement: Statement, last: int) -> tuple[Word, ...]:
    """« France BioLead : association qui fédère … »: what stands before the colon does what its definition says."""
    words = statement.words
    colon = statement.folded.find(":")
    if colon < 0 or words[last].start < colon or ":" in statement.folded[colon + 1 :]:
        return ()
    return tuple(word for word in words if word.end <= colon)


def _phrase(statement: Statement, at: int) -> tuple[Word, ...]:
    """The content words of the noun phrase that begins at word `at`."""
    words = statement.words
    found: list[Word] = []
    for number in range(at, len(words)):
        word = words[number]
        if word.folded in _STOP or word.segment != words[at].segment or (found and is_finite(statement, number)):
            break
        if found and word.folded in ("et", "and", "ou", "or") and _goes_on_with_verb(statement, number + 1):
            break
        if word.is_content:
            found.append(word)
    return _without_figures(statement, found)


def _without_figures(statement: Statement, found: Sequence[Word]) -> tuple[Word, ...]:
    """The content words that count and date nothing."""
    measured = spans_of(statement)
    return tuple(word for word in found if word.is_content and not any(s <= word.start < e for s, e in measured))


def _goes_on_with_verb(statement: Statement, at: int) -> bool:
    """« … par les directeurs et sélectionnés par l'école »: what follows is another deed, not another doer."""
    words = statement.words
    return (
        at < len(words) and words[at].is_content and (_is_participle(statement, words[at]) or is_finite(statement, at))
    )
