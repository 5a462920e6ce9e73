"""The key facts box: budget, dates, bodies, parts and numbers, each with the shortest good sentence that gives it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set

from bbti_qa.judging import as_said
from bbti_qa.language import count_words, stems
from bbti_qa.surroundings import words_around
from bbti_qa.tasks.brief.aspects import Aspect, counts_parts, values_of, weights
from bbti_qa.tasks.brief.brief import BriefRequest, KeyFact
from bbti_qa.tasks.brief.openings import Opening, opening_of
from bbti_qa.tasks.brief.relevance import Candidate, speaks_of_documents
from bbti_qa.tasks.brief.statements import Key, Statement, key_of
from bbti_qa.tasks.brief.wording import word
from bbti_qa.values import Unit, Value

LONGEST = 45  # words of a sentence in the box
NEAR = 0.55  # of the best score, for a sentence that may stand in the box
NEAR_GAIN = 0.4  # of the share of the words around a value that are the topic's
LENGTH_LOSS = 0.006  # of the score, for each word

Row = tuple[str, Callable[[Statement], tuple[Value, ...]]]


def key_facts(
    candidates: Sequence[Candidate], every: Mapping[Key, Statement], request: BriefRequest
) -> tuple[tuple[KeyFact, Statement | None], ...]:
    """A row for each sort of fact with the statement that gives it, no statement twice; then one that names the sorts without any."""
    topic = frozenset(stems(request.topic))
    used: set[Key] = set()
    rows: list[tuple[KeyFact, Statement | None]] = []
    silent: list[str] = []
    for name, wanted in _ROWS:
        best = _best(candidates, wanted, used, topic)
        label = word(f"fact_{name}", request.language)
        if best is None:
            silent += [] if any(wanted(one.statement) for one in candidates) else [label]
            continue
        used.add(key_of(best))
        said = tuple(dict.fromkeys(as_said(best.text, value) for value in wanted(best)))
        rows.append((KeyFact(label, values=said), best))
    if silent:
        rows.append((KeyFact(word("fact_silent", request.language), values=tuple(silent)), None))
    return tuple(rows)


def _best(
    candidates: Sequence[Candidate],
    wanted: Callable[[Statement], tuple[Value, ...]],
    used: set[Key],
    topic: frozenset[str],
) -> Statement | None:
    """The best short one that stands alone and says the value of the topic, as far as the words around it tell."""
    top = max((one.score for one in candidates), default=0.0)
    fitting = [
        one
        for one in candidates
        if key_of(one.statement) not in used
        and one.score >= NEAR * top
        and count_words(one.statement.whole) <= LONGEST
        and opening_of(one.statement.text) is not Opening.LEANING
        and not speaks_of_documents(one.statement.text)
        and any(_is_of(one.statement, value, topic) for value in wanted(one.statement))
    ]
    best = max(fitting, key=lambda one: _fitness(one, wanted, topic), default=None)
    return best.statement if best is not None else None


def _fitness(candidate: Candidate, wanted: Callable[[Statement], tuple[Value, ...]], topic: frozenset[str]) -> float:
    """Short, on the topic, and with little but the topic around its value."""
    text = candidate.statement.text
    nearest = max((_share(words_around(text, value), topic) for value in wanted(candidate.statement)), default=0.0)
    return candidate.score * candidate.about + NEAR_GAIN * nearest - LENGTH_LOSS * count_words(text)


def _share(around: Set[str], topic: frozenset[str]) -> float:
    return len(around & topic) / len(around) if around else 0.0


def _is_of(statement: Statement, value: Value, topic: frozenset[str]) -> bool:
    return value.unit is Unit.LABEL or bool(topic & words_around(statement.text, value))


def _of_units(*units: Unit) -> Callable[[Statement], tuple[Value, ...]]:
    return lambda statement: tuple(value for value in values_of(statement.text) if value.unit in units)


def _parts(statement: Statement) -> tuple[Value, ...]:
    """The count of a statement that goes on with its list: « quatre axes : … »."""
    counts = tuple(value for value in values_of(statement.text) if counts_parts(statement.text, value))
    return counts if statement.items or ":" in statement.text else ()


def _bodies(statement: Statement) -> tuple[Value, ...]:
    """The first words of a statement on who acts stand for its value: there is no number to show."""
    found = weights(statement)
    tells = found[Aspect.WHO] >= 1.5 and found[Aspect.WHO] >= max(found[Aspect.HOW], found[Aspect.LIMITS])
    return (Value(Unit.LABEL, 0.0, 0.0, 0, 0),) if tells else ()


def _numbers(statement: Statement) -> tuple[Value, ...]:
    return tuple(
        value
        for value in values_of(statement.text)
        if value.unit is Unit.PERCENT or (value.unit is Unit.COUNT and value.low > 3)
    )


_ROWS: tuple[Row, ...] = (
    ("budget", _of_units(Unit.MONEY)),
    ("dates", _of_units(Unit.DATE, Unit.DURATION)),
    ("bodies", _bodies),
    ("parts", _parts),
    ("numbers", _numbers),
)
