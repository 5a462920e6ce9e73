"""Whether a question takes something for granted that the documents contradict.

Only what is presumed counts: a value that the question asks for is not, nor one that speaks of the asker's own project. What is
presumed is taken out of the question and the rest is asked: the sentences that answer the rest show what the documents say instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bbti_qa.agents import Agency, agencies
from bbti_qa.checking import FindingKind, check_claim
from bbti_qa.deeds import same_deed
from bbti_qa.documents import Evidence
from bbti_qa.interrogative import apposed, as_statement, asks_yes_or_no, asserted, predicate, tells_of_asker
from bbti_qa.judging.amounts import amounts_of, comparison_of
from bbti_qa.judging.around import OF_THE_TALK, as_said, tells_average
from bbti_qa.judging.asking import asking_sentence
from bbti_qa.judging.bounds import bound_on
from bbti_qa.judging.comparing import compares
from bbti_qa.judging.lookup import Lookup
from bbti_qa.judging.membership import is_left_out
from bbti_qa.judging.negation import clauses, denial, denies
from bbti_qa.judging.numbering import numbered
from bbti_qa.judging.pairings import mispaired
from bbti_qa.language import carries_meaning, fold, fold_in_place, stem, stems, words
from bbti_qa.reticence import says_that_nothing_is_said
from bbti_qa.surroundings import nearness, words_around
from bbti_qa.understanding import Question, QuestionKind
from bbti_qa.values import Unit, Value, find_values, outdated

CONTEXT = 0.3  # of the words of the rest, by rarity, that a sentence and its neighbours hold before it can contradict
AMOUNT_CONTEXT = 0.2  # the same for money and shares, of which a document holds few
KNOWN_WORDS = 3  # of the question, in a sentence that may contradict as well; one more where things are counted
KNOWN_SHARE = 0.6  # of the question's words that any document holds, in such a sentence
BOUND_CONTEXT = 0.2  # the same for a sentence that tells from when to when
DOER_CONTEXT = 0.15  # the same for a sentence that names other doers
MATTER = 2  # words that a question must say of a numbered part, where it does not ask whether it is so
SAID_OF_LABEL = 0.6  # of what the question says of a numbered part, in what a sentence says of another number
LABEL_ELSEWHERE = 0.2  # of the sentences that say it of another number, as many at most that say it of its own
CLAUSE = 0.25  # the same for a sentence that denies a whole clause
NEAR = 0.5  # of the best score, below which a sentence has no say
_MEASURED = frozenset((Unit.MONEY, Unit.PERCENT, Unit.DURATION))
_AMOUNTS = frozenset((Unit.MONEY, Unit.PERCENT))
CLOSE = (
    0.7  # of the largest share of the question's words that a contradicting sentence holds, for another one to be heard
)
AS_CLOSE = 0.5  # of the context of the best contradicting sentence, in one that bears the question out
AT_ALL = 0.25  # of how near the nearest other amount stands, for a sentence that gives the presumed one
AS_NEAR = 0.85  # of how near the nearest value stands to the question's words, for another one to be heard
HALF = 0.5  # of the words of a question beside what is turned round, in a sentence that has its figures
TOLD = 2  # sentences cited, each with a value of its own

_TYING = frozenset(
    stems("consacré dédié destiné axé porte portant concerne traite devoted dedicated about concerns covers")
)

_QUALIFYING = frozenset(
    stems(
        "principal principaux principale principales main nouveau nouveaux nouvelle new major majeur grand grands key clé autre autres other premier premiers first different"
    )
)
"""Adjectives that a count may stand beside: « quatre axes principaux » counts no other principal thing."""
_INSTRUMENTS = frozenset(stems("appel call programme plan projet project dispositif scheme expression manifestation"))
_PRESUMES = re.compile(
    r"\b(?:pourquoi|pour quelles? raisons?|for what reasons?|why|how come|comment se fait|comment expliquer|comment seront|comment ont|how did|confirme\w*|confirm|etant|bien|right\b|n'est-ce pas|since|"
    r"puisque|sachant|vu que|etant donne|given that|back in)\b"
)
_HAPPENED = re.compile(  # « lancé en » 2019, but not « qui a gagné en »
    r"(?<!\ba )(?<!\bont )(?<!\bavait )(?<!\bhad )(?<!\bhas )\b\w*(?:\wée?s?|erte?s?|(?:\b|re|trans|sou|ad|pro)mise?s?|(?:rend|reç|prév|par|conç|concl|ten)ue?s?|(?:constru|écr|prod)ite?s?|ed|arrête|finit|termine|achève|commence|démarre|débute|ends?|starts?|began|begins?)"
    r"(?: déjà| already| seulement| only)?"
    r"(?: (?:aux? |à la |à l['’]|dans les? |to the |to )[\w’'-]+(?: [\w’'-]+)?)?"
    r" (?:en|dès|depuis|in|since|fin|début|le|on|jusqu'en|until|qu['’]en|qu['’]à partir de|qu['’]au mois de|qu['’]à la fin de)(?: mid-| early| late| fin| début)? ?$|"
    r"\b(?:décid|pouss|condui|amen|incit|motiv)\w* [^,;?]{0,40}?(?:à|de) \w+(?:er|ir|re) (?:dès|en) ?$|\b(?:led|made|drove|prompted) [^,;?]{0,40}? to \w+ [^,;?]{0,40}?in ?$|"
    r"\b(?:dat(?:e|ent)|remont(?:e|ent)|dates?)(?:-t)?(?:-(?:il|elle|ils|elles))? (?:bien )?(?:de|à|from|back to)(?: la fin de| fin| début| late| early)? ?$",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"\b(?:(?P<end>s'arret\w+|se termin\w+|s'achev\w+|prend\w* +fin|finit|finir\w*|jusqu'(?:en|a)|ends?|ending|stops?|until|expir\w+)"
    r"|(?:commenc\w+|demarr\w+|debut\w+|starts?|started|begins?|began))[^.;,]{0,24}$"
)
_PERIOD = re.compile(r"\b(?P<start>(?:19|20)\d\d) ?(?:-|–|à|et|to|and) ?(?P<end>(?:19|20)\d\d)\b")
_INTERROGATIVE = re.compile(r"(?:combien|quel\w*|qui|que|quand|comment|how|which|what|who|when)\b")
_BY_WHOM = re.compile(r"\b(?:par qui|by whom|qui a|who)\b")
_WHY = re.compile(
    r"^(?:et |mais |and |but )?(?:pourquoi|pour quelles? raisons?|pour quels? motifs?|for what reasons?|why|how come|comment se fait-il qu[e'])\b"
)
_DATED = re.compile(  # « l'appel à projets de 2026 », "the 2026 call"
    r"(?:\b(?:le|la|the|cet|cette|ce|this) |\bl['’])(?:\w+(?: \w+){0,4}? (?:de|of|d'|pour|for) |)$", re.IGNORECASE
)
_DEFINITE = re.compile(r"(?:\b(?:les|des|ces|the|these|its|ses|aux|est-il de|is|of|de|from|in|axe|en)|[(:])[ \u00a0]$")
_WHICH = re.compile(r"\b(?:which|what|quels|quelles)[ \u00a0]$")
_MAKE_UP = re.compile(
    r" ?(?:\w+ )?\w+ (?:make up|makes up|compose|constitute|form|are there|composent|constituent|forment|composant|formant|y a-t-il)\b"
)
_WHOLE_OF = re.compile(
    r"\b(?:(?:la totalité|l['’]intégralité) (?:de la |de l['’]|du |des )|tou(?:t|te) (?:le |la |l['’])|(?:the )?(?:whole|entire|full) |all (?:of )?the )"
    r"(?P<thing>budget|enveloppe|dotation|financement|somme|crédits|fonds|argent|funding|funds|money|envelope)\b",
    re.IGNORECASE,
)
_MAY = re.compile(
    r"\b(?:peut|peuvent|puis|pouvons|pouvez|pourr\w+|droit (?:de|a)|possible (?:de|d')|permis (?:de|d')|autorise\w* a|can|could|may|might|allowed to|possible to)\b"
)
_THE_ONE = re.compile(r"\b(?:the|this|that|which|each|every|another|no) one$")
_STATED = re.compile(
    r"^(?P<clause>[^?;]{20,}?)(?:;|, (?:pourquoi|comment|why|how)\b|\. (?:pourquoi|comment|why|how)\b)", re.I
)
_OF_THIS = re.compile(
    r"[^.,;:()]{0,40}? (?:de|of) (?:cet|cette|ce|ces|this|these|that|those) (?P<owner>[\w-]+)", re.IGNORECASE
)
_CAPITALS = re.compile(r"[A-ZÀ-Ý][\w’'-]*(?: [A-ZÀ-Ý][\w’'-]*)+")
_SUBJECT = re.compile(
    r"^\W*(?:pourquoi|pour quelles? raisons?|why|how come)\W+(?:did|does|do|was|were|is|are|has|have)?\W*", re.I
)


@dataclass(frozen=True, slots=True)
class Premise:
    """`presumed` as the question says it; `said` as the evidence says it, empty where it just does not speak of it."""

    presumed: str
    said: str
    evidence: tuple[Evidence, ...]


def find_premise(question: Question, evidence: Sequence[Evidence], lookup: Lookup) -> Premise | None:
    """The first presumed value, doer, comparison, numbered thing, clause, reversed deed or name that the documents contradict; `evidence` best first."""
    if not evidence or compares(question) or tells_of_asker(fold(question.text)):
        return None
    found = next(_contradictions(question, evidence, lookup), None)
    return replace(found, presumed=as_statement(found.presumed)) if found else None


def _contradictions(question: Question, evidence: Sequence[Evidence], lookup: Lookup) -> Iterator[Premise]:
    folded = fold_in_place(question.text)
    values = find_values(question.text)
    for value in values:
        found = None
        if value.unit is Unit.LABEL:
            found = _no_such_label(question, value, evidence, lookup) or _another_label(question, value, lookup)
        elif _is_presumed(question, folded, value):
            found = _another_value(question, value, evidence, lookup)
        elif value.unit is Unit.DATE:
            found = _another_bound(question, value, evidence, lookup)
        if found:
            yield found
    if found := _other_doers(question, evidence, lookup) or _other_order(question, evidence):
        yield found
    if found := _only_a_part(question, evidence):
        yield found
    if found := _denied(question, lookup):
        yield found
    if not asks_yes_or_no(asking_sentence(folded)) and (found := _reversed(question, evidence, folded)):
        yield found
    if _takes_for_granted(question, folded) and (crossed := mispaired(question, _near(evidence))):
        yield Premise(crossed.presumed, crossed.said, (crossed.evidence,))
    if _WHY.search(folded) and (found := _unknown_name(question, lookup)):
        yield found
    if not asks_yes_or_no(asking_sentence(folded)) and (
        listed := is_left_out(question, evidence, lookup, definite=True)
    ):
        yield Premise(listed.name, "", (listed.evidence,))


def _is_presumed(question: Question, folded: str, value: Value) -> bool:
    if set(value.of[:1]) & OF_THE_TALK:
        return False
    if re.search(r"\b(?:ou|or) \S*$", folded[: value.start]) or re.match(r"\S* (?:ou|or)\b", folded[value.end :]):
        return False
    if value.unit is Unit.COUNT and (_MAY.search(folded[: value.start]) or _THE_ONE.search(folded[: value.end])):
        return False  # « a-t-on le droit de déposer deux projets ? », "is the ANR the one judging?"
    if bound_on(question.text, value) and asks_yes_or_no(asking_sentence(fold(question.text))):
        return False  # « dépasse-t-il 70 M€ ? » is asked, not presumed
    if value.unit in _MEASURED or (value.unit is Unit.DATE and _HAPPENED.search(question.text[: value.start])):
        return True
    if value.unit is Unit.DATE and _DATED.search(folded[: value.start]):
        return True
    if (
        value.unit is Unit.COUNT
        and _WHICH.search(folded[: value.start])
        and _MAKE_UP.match(folded[value.end - len(value.of and " ") :])
    ):
        return True
    return _takes_for_granted(question, folded) or (
        value.unit is Unit.COUNT and bool(_DEFINITE.search(folded[: value.start]))
    )


def _takes_for_granted(question: Question, folded: str) -> bool:
    """Whether what the question says is stated in it, and not only named to ask for something."""
    asks_whether = question.kind is QuestionKind.YES_NO or asks_yes_or_no(asking_sentence(folded))
    return asks_whether or bool(apposed(question.text) or _PRESUMES.search(folded))


def _other_doers(question: Question, evidence: Sequence[Evidence], lookup: Lookup) -> Premise | None:
    """« copiloté par A » where the best sentences that say who does so name others."""
    if _BY_WHOM.search(fold(question.text)) or comparison_of(question) is not None:
        return None
    stated = as_statement(question.text)
    for presumed in agencies(stated):
        if not (presumed.is_named and presumed.is_stated) or _INTERROGATIVE.match(fold(presumed.said)):
            continue
        if _is_instrument(question, presumed):
            continue
        called = question.called(presumed.done)
        rest = lookup.ask(_without_names(stated, presumed), question)
        near = [*_near(rest), *_near(evidence)]
        told = [
            (item, agency)
            for item in near
            for agency in agencies(item.text)
            if (agency.is_named or presumed.acts_on <= frozenset(stems(item.text)))
            and any(same_deed(agency.done, other) for other in called)
            and _is_done_to_one_thing(question, presumed, agency, item)
        ]
        if not told or any(presumed.names & agency.names for _, agency in told):
            continue
        item, agency = max(told, key=lambda pair: (pair[1].done == presumed.done, pair[0].why["context"]))
        if item.why["context"] >= DOER_CONTEXT:
            return Premise(presumed.said, agency.said, (item,))
    return None


def _only_a_part(question: Question, evidence: Sequence[Evidence]) -> Premise | None:
    """« engloutissant la totalité de l'enveloppe », where one of the best sentences gives one share of it only, less than all."""
    whole = _WHOLE_OF.search(question.text)
    if whole is None or asks_yes_or_no(asking_sentence(fold(question.text))):
        return None
    told = frozenset(stems(whole["thing"])).union(*(question.called(one) for one in stems(whole["thing"])))
    for item in _near(evidence)[:TOLD]:
        shares = [value for value in find_values(item.text) if value.unit is Unit.PERCENT]
        if len(shares) == 1 and shares[0].high < 100 and told & frozenset(stems(item.text)):
            return Premise(whole.group(), as_said(item.text, shares[0]), (item,))
    return None


def _is_instrument(question: Question, agency: Agency) -> bool:
    """« retenus par l'AMI »: a call or a programme does nothing by itself."""
    ways = [way for term in question.terms if term.stem in agency.names for way in term.ways]
    return any(way[0] in _INSTRUMENTS for way in ways)


def _without_names(text: str, agency: Agency) -> str:
    """`text` with blanks for those who are said to do it."""
    letters = list(text)
    for word, start, end in words(text):
        if stem(word) in agency.names:
            letters[start:end] = " " * (end - start)
    return "".join(letters)


def _is_done_to_one_thing(question: Question, presumed: Agency, other: Agency, item: Evidence) -> bool:
    """« évalue les projets » says nothing of who evaluates the letters; a deed whose object is not read is taken for the same."""
    if not presumed.acts_on:
        return True
    held = other.acts_on or frozenset(stems(item.text))
    return any(held & question.called(thing) for thing in presumed.acts_on)


def _other_order(question: Question, evidence: Sequence[Evidence]) -> Premise | None:
    """« plus en A qu'en B » where a sentence gives A less than B; a question that is to be answered by yes or no presumes nothing."""
    comparison = comparison_of(question)
    if comparison is None or asks_yes_or_no(asking_sentence(fold(question.text))):
        return None
    amounts = amounts_of(question, comparison, evidence)
    if amounts is None or amounts.bear_out(comparison):
        return None
    return Premise(comparison.said, amounts.said, (amounts.evidence,))


def _near(evidence: Sequence[Evidence]) -> list[Evidence]:
    return [item for item in evidence if item.score >= NEAR * evidence[0].score]


def _another_value(question: Question, presumed: Value, evidence: Sequence[Evidence], lookup: Lookup) -> Premise | None:
    """The best sentences with another value of the same thing, where no sentence near has the presumed one."""
    rest = lookup.ask(_without(question.text, presumed.start, presumed.end), question)
    if presumed.unit is Unit.DATE and (found := _another_bound(question, presumed, [*rest, *evidence], lookup)):
        return found
    about = _names(question, presumed)
    counted = _counting(question, about, lookup) if presumed.unit is Unit.COUNT else []
    least = KNOWN_WORDS + (presumed.unit is Unit.COUNT)
    rivals: list[tuple[Evidence, Value]] = []
    bound = bound_on(question.text, presumed)
    agreeing: list[tuple[Evidence, Value]] = []

    def agrees(value: Value) -> bool:
        return bound.holds_for(value) if bound else value.agrees(presumed)

    overtaking: list[tuple[Evidence, Value]] = []
    for item in [*_near(rest), *_near(evidence), *counted]:
        if says_that_nothing_is_said(fold(item.text)):
            continue
        values = find_values(item.text)
        past = outdated(item.text, values)
        for value in values:
            if value.unit is not presumed.unit or (
                value.unit is Unit.COUNT and not about & (set(value.of) - _QUALIFYING)
            ):
                continue
            if _is_of_another(item.text, value, question):
                continue
            enough = AMOUNT_CONTEXT if presumed.unit in _MEASURED else CONTEXT
            is_near = item.why["context"] >= enough or _holds_what_is_known(question, item, lookup, least)
            if agrees(value) and value not in past and (is_near or value.unit is not Unit.ORDINAL):
                agreeing.append((item, value))
            if value not in past and is_near:
                rivals.append((item, value))
                if any(map(agrees, past)):
                    overtaking.append((item, value))
    rivals = _nearest(question, [pair for pair in rivals if not agrees(pair[1])])
    if not rivals or _bears_out(question, presumed, agreeing, rivals):
        return None
    item, value = overtaking[0] if overtaking else _most_said(rivals)
    told = list({other.date or other.low: each for each, other in reversed(rivals)}.values())[::-1]
    return Premise(as_said(question.text, presumed), as_said(item.text, value), _distinct([item, *told])[:TOLD])


def _is_of_another(text: str, value: Value, question: Question) -> bool:
    """« les deux objectifs de cet axe », where no axis is asked about."""
    owner = _OF_THIS.match(text, value.end)
    return owner is not None and not {term.stem for term in question.terms} & set(stems(owner["owner"]))


def _counting(question: Question, about: set[str], lookup: Lookup) -> list[Evidence]:
    """The sentences that count the thing and hold, with their title and headings, another word of the question, where a document has any."""
    others = [term.ways for term in question.terms if term.weight == 1.0 and term.stem not in about]
    known = [way for ways in others for way in ways if all(map(lookup.known, way)) and about.isdisjoint(way)]

    def is_about(item: Evidence) -> bool:
        held = frozenset(stems("\n".join((item.document.title, *item.passage.headings, item.text))))
        return any(held.issuperset(way) for way in known)

    return [item for item in lookup.counts(about) if not known or is_about(item)]


def _bears_out(
    question: Question,
    presumed: Value,
    agreeing: Sequence[tuple[Evidence, Value]],
    rivals: Sequence[tuple[Evidence, Value]],
) -> bool:
    """Whether a sentence gives what is presumed. A year, an amount or a share stands in many: one must have to do with the question as the others have."""
    if presumed.unit in _AMOUNTS:
        nearest = max(nearness(question, words_around(item.text, value)) for item, value in rivals)
        return any(nearness(question, words_around(item.text, value)) >= AT_ALL * nearest for item, value in agreeing)
    if presumed.unit is not Unit.DATE:
        return bool(agreeing)
    most = max(item.why["context"] for item, _ in rivals)
    held = max(item.why["coverage"] for item, _ in rivals)
    is_exact = len(presumed.date) > len("2024")
    return any(
        (item.why["context"] >= AS_CLOSE * most and item.why["coverage"] >= AT_ALL * held)
        or (is_exact and len(value.date) >= len(presumed.date))
        for item, value in agreeing
    )


def _another_bound(question: Question, presumed: Value, evidence: Sequence[Evidence], lookup: Lookup) -> Premise | None:
    """« s'arrête en 2026 » where the first sentence that tells a period has it end in another year."""
    bound = _BOUND.search(fold_in_place(asserted(question.text))[: presumed.start])
    if bound is None or question.kind is QuestionKind.NUMBER:
        return None
    lasting = f"{question.text[: bound.start()]} {'duration years' if question.language == 'en' else 'durée ans'}"
    subject = frozenset(stems(question.text[: bound.start()]))
    about = [term for term in question.terms if term.stem in subject]
    for item in [*lookup.ask(as_statement(lasting), question), *evidence]:
        period = _PERIOD.search(item.text)
        held = frozenset(stems("\n".join((item.text, *item.passage.headings))))
        speaks_of_it = any(held.issuperset(way) for term in about for way in term.ways)
        if period and speaks_of_it and item.why["context"] >= BOUND_CONTEXT:
            year = period["end" if bound["end"] else "start"]
            return (
                None
                if presumed.date.startswith(year)
                else Premise(as_said(question.text, presumed), period.group(), (item,))
            )
    return None


def _holds_what_is_known(question: Question, item: Evidence, lookup: Lookup, least: int) -> bool:
    """Whether the sentence holds most of the question's words that any document holds: the others are only its way of asking."""
    held = frozenset(stems(item.text))
    asked = [term.ways for term in question.terms if term.weight == 1.0]
    known = [ways for ways in asked if any(all(map(lookup.known, way)) for way in ways)]
    present = sum(any(held.issuperset(way) for way in ways) for ways in known)
    return present >= least and present >= KNOWN_SHARE * len(known)


def _nearest(question: Question, rivals: Sequence[tuple[Evidence, Value]]) -> list[tuple[Evidence, Value]]:
    """Those whose value stands about as near to the question's words as any: « la gouvernance est dotée de 4 M€ » tells no budget of the programme."""
    near = [nearness(question, words_around(item.text, value)) for item, value in rivals]
    return [pair for pair, one in zip(rivals, near, strict=True) if one >= AS_NEAR * max(near)]


def _most_said(rivals: Sequence[tuple[Evidence, Value]]) -> tuple[Evidence, Value]:
    """Among the sentences that hold most of the question and tell no average, the one with the value that most of them give."""
    most = max(item.why["coverage"] for item, _ in rivals)
    single = [pair for pair in rivals if not tells_average(pair[0].text)] or rivals
    close = [pair for pair in single if pair[0].why["coverage"] >= CLOSE * most] or single
    return max(close, key=lambda pair: sum(pair[1].agrees(value) for _, value in close))


def _no_such_label(question: Question, label: Value, evidence: Sequence[Evidence], lookup: Lookup) -> Premise | None:
    """« axe 5 » where the documents have an axe 1 and no axe 5."""
    thing = label.of[0]
    if lookup.known(f"{thing}{int(label.low)}") or not any(lookup.known(f"{thing}{n}") for n in (1, 2, 3)):
        return None
    counting = [
        (item, value)
        for item in [*_near(evidence), *lookup.counts([thing])]
        for value in find_values(item.text)
        if value.unit in (Unit.COUNT, Unit.LABEL) and thing in value.of
    ]
    if not counting:
        return None
    best = max(counting, key=lambda pair: (pair[1].unit is Unit.COUNT, pair[1].high, pair[0].score))
    return Premise(as_said(question.text, label), as_said(best[0].text, best[1]), (best[0],))


def _another_label(question: Question, label: Value, lookup: Lookup) -> Premise | None:
    """« l'axe 1, consacré aux vésicules » where what is said of it all stands under another number, and nothing of it under that one."""
    folded = fold(question.text)
    clause = apposed(question.text, label.end)
    is_asked = bool(clause) or asks_yes_or_no(asking_sentence(folded))
    verb = set(stems(predicate(folded).partition(" ")[0]))
    matter = {term.stem for term in question.terms if term.weight == 1.0 and term.stem.isalpha()} - set(label.of)
    matter -= verb | _TYING
    if clause:
        matter &= set(stems(clause))
    labels = [value for value in find_values(question.text) if value.unit is Unit.LABEL]
    if len(labels) != 1 or len(matter) < (1 if is_asked else MATTER):
        return None
    said: dict[float, list[tuple[Evidence, str]]] = {}
    for item in lookup.ask(_without(question.text, label.start, label.end), question):
        for value, text, words_of in numbered(item):
            if value.of == label.of and len(matter & words_of) >= SAID_OF_LABEL * len(matter):
                said.setdefault(value.low, []).append((item, text))
    number = max(said, key=lambda low: len(said[low]), default=label.low)
    if number == label.low or len(said.get(label.low, ())) > LABEL_ELSEWHERE * len(said[number]):
        return None
    item, text = said[number][0]
    return Premise(as_said(question.text, label), text, (item,))


def _denied(question: Question, lookup: Lookup) -> Premise | None:
    """A clause that the question states before it asks, where the sentence nearest to it denies what it says."""
    stated = _STATED.search(question.text)
    if not stated or denies(stated["clause"]):
        return None
    found = lookup.ask(stated["clause"], question)
    if not found or found[0].why["context"] < CLAUSE:
        return None
    said = denial(found[0].text)
    return Premise(stated["clause"].strip(), said, (found[0],)) if said else None


def _reversed(question: Question, evidence: Sequence[Evidence], folded: str) -> Premise | None:
    """« Pourquoi ont-ils échoué ? », where a sentence with every other word of the question tells a success, and none near tells a failure.

    With a figure that the sentence has too, half of the other words are enough: « Comment exporte-t-elle 95 % … ? », where 95 % are imported.
    """
    asked = as_statement(question.text)
    figures = [value for value in find_values(question.text) if value.unit in _MEASURED]
    near = _near(evidence)
    for item in near if figures or _WHY.search(folded) else ():
        against = [finding for finding in check_claim(asked, [item.text]).findings if finding.contradicts]
        if len(against) != 1 or against[0].kind is not FindingKind.OPPOSITE:
            continue
        turned = frozenset(stems(against[0].claimed))
        rest = [term for term in question.terms if term.stem not in turned and term.held_by is None]
        held = frozenset(stems(item.text))
        said = sum(any(held.issuperset(way) for way in term.ways) for term in rest)
        has_figures = bool(figures) and _has(figures, item.text)
        is_about = len(rest) >= 1 and said >= (HALF if has_figures else 1.0) * len(rest)
        others = [other.text for other in near if not has_figures or _has(figures, other.text)]
        if is_about and not any(turned & frozenset(stems(other)) for other in others):
            clause = next(
                (item.text[start:end] for start, end in clauses(item.text) if against[0].found in item.text[start:end]),
                item.text,
            )
            return Premise(asked, clause.strip(" ,;:."), (item,))
    return None


def _has(values: Sequence[Value], text: str) -> bool:
    """Whether a text gives all of them."""
    told = find_values(text)
    return all(any(map(value.agrees, told)) for value in values)


def _unknown_name(question: Question, lookup: Lookup) -> Premise | None:
    """A name, or the subject of the question, that no document holds, where they do hold the rest."""
    glossed = {term.stem for term in question.terms if term.alternatives}
    subject = _SUBJECT.match(question.text)
    head = next(
        (at for word, at, _ in words(question.text) if subject and at >= subject.end() and carries_meaning(word)), -1
    )
    for position, (word, start, end) in enumerate(words(question.text)):
        is_name = word[0].isupper() and position > 0 and not word.isdigit()
        if not carries_meaning(word) or not (is_name or start == head):
            continue
        if (
            lookup.known(stem(word))
            or stem(word) in glossed
            or (start == head and not is_name and not _is_article_before(question.text, start))
        ):
            continue
        if is_name:
            start, end = _whole_name(question.text, start, end)
        rest = lookup.ask(_without(question.text, start, end), question)
        is_of_language = bool(rest) and rest[0].document.language == question.language
        if rest and rest[0].why["context"] >= CONTEXT and (is_name or is_of_language):
            nearest = max(_near(rest), key=lambda item: (item.why["coverage"], _holds_names(item.text)))
            return Premise(question.text[start:end], "", (nearest,))
    return None


def _whole_name(text: str, start: int, end: int) -> tuple[int, int]:
    """The place of the words with capitals in a row that the one at `start` is among: « DBV Technologies »."""
    return next((run.span() for run in _CAPITALS.finditer(text) if run.start() <= start < run.end()), (start, end))


def _holds_names(text: str) -> bool:
    return any(word[0].isupper() and at > 0 for word, at, _ in words(text))


def _is_article_before(text: str, start: int) -> bool:
    return bool(re.search(r"\b(?:la|le|l['’]|les|the|une?|an?)\s?$", text[:start], re.I))


def _without(text: str, start: int, end: int) -> str:
    """`text` without what stands there, and without its number or first word where that is said again."""
    repeated = re.split(r"\s", text[start:end], maxsplit=1)[0]
    return re.sub(rf"(?<!\w){re.escape(repeated)}(?!\w)", " ", f"{text[:start]} {text[end:]}")


def _distinct(items: Sequence[Evidence]) -> tuple[Evidence, ...]:
    return tuple({item.text: item for item in items}.values())


def _names(question: Question, value: Value) -> set[str]:
    """How the counted thing may be called: the word behind the number with its alternatives; any word, where none stands there."""
    last = len(value.of) if question.language == "en" else 1  # "six governance committees": the last noun is counted
    counted = value.of[:last]
    own = [term for term in question.terms if term.stem in counted or not value.of]
    return set(counted).union(*(way for term in own for way in term.ways))
