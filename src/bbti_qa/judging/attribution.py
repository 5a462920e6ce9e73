"""Whether a sentence says of the one that a question names what the question asks of him: the subject, the deed and what it is done to, in one place."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from bbti_qa.agents import Agency, agencies
from bbti_qa.deeds import told_as
from bbti_qa.documents import BlockKind, Evidence, Sentence
from bbti_qa.interrogative import as_statement, inversion
from bbti_qa.judging.asking import asking_words
from bbti_qa.judging.lookup import Lookup
from bbti_qa.judging.negation import clauses
from bbti_qa.language import stem, stems, words
from bbti_qa.understanding import Question, Term
from bbti_qa.values import Unit, Value, find_values

EVERYWHERE = 0.08  # of all passages, from which on a name is what they all are about
UNDERSTOOD = 0.2  # of them, from which on a subject need not be said
CLASS_AWAY = 3  # words between a thing and the class that it is said to be of

_GOES_BACK = re.compile(
    r"^\W*(?:il|elle|ils|elles|ce|cet|cette|ces|celui-ci|celle-ci|ceux-ci|it|they|he|she|this|these|that)\b",
    re.IGNORECASE,
)
_IS_A = re.compile(
    r"\b(?:est|sont|était|étaient|is|are|was|were)\b(?: (?:donc|bien|aussi|also|really))? (?:un|une|des|an?)\b(?P<sort>.*)",
    re.IGNORECASE,
)
_ASKS_IS_A = re.compile(r"^(?:is|are|was|were) (?P<thing>.+?) an? (?P<sort>.+)$", re.IGNORECASE)
_SORT_ENDS = re.compile(r",| (?:of|in|for|by|with|that|which|on|at|from|to)\b", re.IGNORECASE)
_SEVERAL = re.compile(r"\b(?:et|ou|and|or)\b")
_SO_MANY = re.compile(
    r"^(?:(?:presque|quasi(?:ment)?|pratiquement|almost|nearly|virtually) (?:tou(?:te?s?|s)|all)|la plupart|(?:la |une )?(?:grande |large )?majorité|most)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?=\b([\w’'-]{4,}) (?:de la |de l['’]|de |du |des |d['’]|of the |of )?([\w-]{3,}))"
)  # a noun and the word that tells which one
_SAYS_IS_A = re.compile(
    r"\b(?:est|sont|était|étaient|constitu\w+|désigne\w*|is|are|was|were|means?)\b|^\W*[:(,–—-]\s*(?:une?|des|les?|la|l['’]|an?|the)?\W*$|^\W*$",
    re.IGNORECASE,
)
_ASKS_SORT = re.compile(
    r"\b(?:parmi|rang\w+|class\w+|compt\w+|fai(?:t|re)(?:-\w+)? partie|rel[eè]v\w+|consid[eé]r\w+|among|counts?|counted|belongs?|part of)\b",
    re.IGNORECASE,
)
_SETS_APART = re.compile(
    r"\b(?:par rapport (?:à|aux?)|contrairement (?:à|aux?)|à la différence d(?:es?|u)|à l['’]inverse d(?:es?|u)|unlike|as opposed to|in contrast (?:to|with)|compared (?:to|with))"
    r"\b(?P<what>[^,.;:]{3,100})",
    re.IGNORECASE,
)
_SAYS_SORT_FIRST = re.compile(
    r"^\W*(?:\(|:)\W*$|\b(?:comme|tels? que|telles? que|par exemple|notamment|such as|like|including|namely|dont relèvent|dont relève)\b\W*(?:l[ae]s?\b|the\b|l['’])?\W*$",
    re.IGNORECASE,
)


def told(item: Evidence, lookup: Lookup) -> str:
    """The sentence, behind the one that it goes back to: « Il pilote … » right after one that says who, in the passage before where it begins its own."""
    if not _GOES_BACK.match(item.text):
        return item.text
    at = next((at for at, one in enumerate(item.passage.sentences) if one.spans == item.sentence.spans), 0)
    earlier = _statements(item.passage.sentences[:at])
    if not earlier:
        passages = lookup.passages(item.document.id)
        place = next((place for place, one in enumerate(passages) if one.id == item.passage.id), 0)
        is_of_one = place and passages[place - 1].headings == item.passage.headings
        earlier = _statements(passages[place - 1].sentences) if is_of_one else []
    return f"{item.document.text(earlier[-1].spans)} {item.text}" if earlier else item.text


def _statements(sentences: Sequence[Sentence]) -> list[Sentence]:
    return [sentence for sentence in sentences if sentence.kind is not BlockKind.HEADING]


def says_of(question: Question, item: Evidence, lookup: Lookup) -> bool:
    """Whether nothing in the sentence shows that it speaks of another: it has the subject, the doer does the same thing, and a class is said of the one asked about.

    A sentence in quite other words passes: only a subject, a deed or a class that the documents have words for is missed in it.
    """
    asked = as_statement(asking_words(question.text))
    said = told(item, lookup)
    return (
        _has_subject(question, item, said, lookup)
        and has_its_ranks(question, item)
        and _is_done_to_the_same(question, said)
        and not _done_by_others(question, asked, said, lookup)
        and _is_of_class(question, asked, said, lookup)
    )


def has_its_ranks(question: Question, item: Evidence, besides: Sequence[Value] = ()) -> bool:
    """Whether the sentence, where it ranks anything, ranks it as the question does: « le premier accélérateur ». `besides` are values that are only offered."""
    ranks = [value for value in find_values(question.text) if value.unit is Unit.ORDINAL and value not in besides]
    others = [value for value in find_values(item.text) if value.unit is Unit.ORDINAL]
    return all(not others or any(map(rank.agrees, others)) for rank in ranks)


def is_set_apart(question: Question, item: Evidence) -> bool:
    """Whether a sentence holds against each other the thing and the sort that it is asked to be of: « par rapport aux médicaments de synthèse, les biothérapies … »."""
    apart = _SETS_APART.search(item.text)
    asked = as_statement(asking_words(question.text))
    if apart is None or not (_ASKS_SORT.search(asked) or _IS_A.search(asked) or _ASKS_IS_A.match(asked)):
        return False
    inside, outside = (frozenset(stems(part)) for part in (apart["what"], item.text[apart.end() :]))
    held = [[_holds(term, part) for part in (inside, outside)] for term in question.terms if term.weight == 1.0]
    return [True, False] in held and [False, True] in held


def _terms(question: Question, said: str) -> list[Term]:
    """The terms of what is asked for that stand in `said`, without the values."""
    held = frozenset(stems(said))
    return [term for term in question.terms if term.stem in held and not any(map(str.isdigit, term.stem))]


def _holds(term: Term, held: Set[str]) -> bool:
    return any(held >= set(way) for way in term.ways) or not held.isdisjoint(told_as(term.stem))


def _has_subject(question: Question, item: Evidence, said: str, lookup: Lookup) -> bool:
    """Whether the head of the subject stands in the sentence or above it; one that no document holds, or that they all are about, need not."""
    found = inversion(asking_words(question.text))
    own = _terms(question, _SO_MANY.sub("", found.subject)) if found else []
    if not own or not lookup.known(own[0].stem) or lookup.spread(own[0].stem) >= UNDERSTOOD:
        return True
    around = "\n".join((item.document.title, *item.passage.headings, said))
    return _holds(own[0], frozenset(stems(around)))


def _is_done_to_the_same(question: Question, said: str) -> bool:
    """Whether a clause that has the verb of an inverted question has something of what stands behind it too, and nothing else of that name."""
    found = inversion(asking_words(question.text))
    if found is None:
        return True
    verb, rest = _terms(question, found.verb), _terms(question, found.rest)
    parts = [said[start:end] for start, end in clauses(said)]
    doing = [part for part in parts if verb and _holds(verb[0], frozenset(stems(part)))]
    if not doing or not rest:
        return True
    is_there = any(_holds(term, frozenset(stems(part))) for part in doing for term in rest)
    return is_there and not any(_names_another(found.rest, part) for part in doing)


def _names_another(asked: str, said: str) -> bool:
    """« le comité directeur », where the clause has a committee of another name only."""
    theirs = [(stem(first), stem(second)) for first, second in _NAMED.findall(said)]
    held = frozenset(stems(said))
    for first, second in _NAMED.findall(asked):
        head, name = stem(first), stem(second)
        if name not in held and any(one == head and other != name for one, other in theirs):
            return True
    return False


def _done_by_others(question: Question, asked: str, said: str, lookup: Lookup) -> bool:
    """Whether the sentence does not give the deed to the one whom the question names: others do it, or it is done to another thing, or nothing of it stands there."""
    found = inversion(asking_words(question.text))
    for ours in agencies(asked):
        if not ours.is_stated or not (ours.is_named or ours.acts_on):
            continue
        called = told_as(ours.done) | {ours.done}
        theirs = [agency for agency in agencies(said) if agency.done in called]
        matter = [term for term in _terms(question, asked) if term.stem not in ours.names | called]
        if theirs and not any(_is_one(question, ours, agency) and _acts_on(agency, matter) for agency in theirs):
            return True
        names = [term for term in question.terms if term.stem in ours.names and lookup.spread(term.stem) < UNDERSTOOD]
        if ours.is_named and names and not any(_holds(term, frozenset(stems(said))) for term in names):
            return True
        is_asked = ours.is_named or (found is not None and stem(found.verb) == ours.done)
        if is_asked and told_as(ours.done) and called.isdisjoint(stems(said)):
            return True
    return False


def shares_doer(question: Question, item: Evidence, lookup: Lookup) -> bool:
    """Whether the sentence has one doer of the deed who is the one that the question names."""
    said = told(item, lookup)
    return any(
        agency.done in told_as(ours.done) | {ours.done} and _is_one(question, ours, agency)
        for ours in agencies(as_statement(asking_words(question.text)))
        for agency in agencies(said)
    )


def _acts_on(agency: Agency, matter: Sequence[Term]) -> bool:
    return not agency.acts_on or not matter or any(_holds(term, agency.acts_on) for term in matter)


def _is_one(question: Question, ours: Agency, theirs: Agency) -> bool:
    """Whether a name is shared, or of a body without a name more than half of its words: « le comité directeur » is no « comité de pilotage »."""
    shared = sum(bool(question.called(name) & theirs.names) for name in ours.names)
    return shared > 0 if ours.is_named else 2 * shared > len(ours.names)


def _is_of_class(question: Question, asked: str, said: str, lookup: Lookup) -> bool:
    """« S est-il un X ? »: X must be said of S, unless no document has a word for X."""
    found = _ASKS_IS_A.match(asked) or _IS_A.search(asked)
    if found is None:
        return True
    thing = stems(found["thing"] if "thing" in found.groupdict() else asked[: found.start()])
    sort = stems(found["sort"])[:1]
    if question.language == "en":  # "a public research organisation"
        sort = stems(_SORT_ENDS.split(found["sort"])[0])
    if not thing or not sort or not any(map(lookup.known, sort)) or _SEVERAL.search(asked):
        return True
    held = [(stem(word), start, end) for word, start, end in words(said)]
    things = [(start, end) for one, start, end in held if one in question.called(thing[-1])]
    sorts = [(start, end) for one, start, end in held if any(one in question.called(each) for each in sort)]
    return any(_is_said_of(said, one, other) for one in things for other in sorts)


def _is_said_of(said: str, thing: tuple[int, int], sort: tuple[int, int]) -> bool:
    if thing[1] <= sort[0]:
        between = said[thing[1] : sort[0]]
        return len(between.split()) <= CLASS_AWAY + 1 and bool(_SAYS_IS_A.search(between))
    between = said[sort[1] : thing[0]]
    return not between.strip() or bool(_SAYS_SORT_FIRST.search(between))
