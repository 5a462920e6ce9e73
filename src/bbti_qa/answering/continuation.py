"""What goes on behind the best sentence of a list, in its document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from bbti_qa.answering.extractive import goes_on, tells_next
from bbti_qa.documents import BlockKind, Evidence, Passage
from bbti_qa.language import announces, begins_enumeration, follows_in_series, starts_with_enumerator

FOLLOWING = 10  # passages in which a list may go on behind its best sentence
ANNOUNCED_NEAR = 0.95  # of the best score, for a sentence that announces a list where one is asked for
BETWEEN = 2  # sentences that may stand between two of its marked items


def with_continuation(
    evidence: Sequence[Evidence], passages_of: Callable[[str], Sequence[Passage]], several: bool
) -> list[Evidence]:
    """`evidence` (best first) with, behind the best sentence, what goes on with it, « Celles-ci comprennent … », or the items that it announces.

    A sentence or two may stand between "(ii) …" and "(iii) …". Where `several` things are asked for, « Un deuxième … », « Un troisième … » go on too.
    `passages_of` gives those of a document by its id, in reading order.
    """
    best = _opening(evidence, passages_of) if several else list(evidence[:1])
    pool = list(best)
    between: list[Evidence] = []
    for item in _following(pool[-1], passages_of(pool[-1].document.id)) if pool else ():
        if (_is_announced(item, pool, several) and not between) or follows_in_series(item.text, pool[-1].text):
            pool.append(item)
            between.clear()
        elif (len(pool) == 1 and goes_on(item.text)) or (several and not between and tells_next(item.text)):
            pool.append(item)
        elif starts_with_enumerator(pool[-1].text) and len(between) < BETWEEN:
            between.append(item)
        else:
            break
    told = {item.text for item in pool}
    return pool + [item for item in evidence if item.text not in told]


def _opening(evidence: Sequence[Evidence], passages_of: Callable[[str], Sequence[Passage]]) -> list[Evidence]:
    """Where a list is told from: what announces it, if that is nearly as good as the best sentence, or the first item of the series that this one is of."""
    best = evidence[:1]
    for item in evidence:
        is_near = item.score >= ANNOUNCED_NEAR * best[0].score
        if is_near and announces(item.text) and item.why["coverage"] >= best[0].why["coverage"]:
            return [replace(item, score=best[0].score)]
    return [_first_of_series(item, passages_of(item.document.id)) for item in best]


def _first_of_series(item: Evidence, passages: Sequence[Passage]) -> Evidence:
    """The item "(i) …" of the series that goes on to this one, among the `passages` of its document; itself where it is of none."""
    at = next(number for number, passage in enumerate(passages) if passage.id == item.passage.id)
    is_marked = starts_with_enumerator(item.text)
    first = item if is_marked else next(_following(item, passages), item)  # a sentence between two items
    skipped = 0
    for earlier in _before(item, passages[max(0, at - FOLLOWING) : at + 1]):
        if follows_in_series(first.text, earlier.text):
            first, skipped = earlier, 0
            if begins_enumeration(first.text):
                return first
        else:
            skipped += 1
            if skipped > BETWEEN:
                break
    return item


def _is_announced(item: Evidence, told: Sequence[Evidence], several: bool) -> bool:
    """Whether an item goes on with those before it; behind a single one only where several are asked for: an entry of a glossary stands alone."""
    last = told[-1]
    goes_on_with = last.sentence.kind is BlockKind.ITEM and (several or len(told) > 1)
    return item.sentence.kind is BlockKind.ITEM and (
        announces(last.text) or goes_on_with or begins_enumeration(item.text)
    )


def _before(item: Evidence, passages: Sequence[Passage]) -> Iterator[Evidence]:
    """The sentences before `item`, the nearest first, headings left out, as good as itself."""
    for passage in reversed(passages):
        for sentence in reversed(passage.sentences):
            if sentence.kind is not BlockKind.HEADING and sentence.spans[0] < item.sentence.spans[0]:
                yield replace(item, passage=passage, sentence=sentence, text=item.document.text(sentence.spans))


def _following(item: Evidence, passages: Sequence[Passage]) -> Iterator[Evidence]:
    """The sentences behind `item` among the `passages` of its document, in reading order, headings left out, as good as itself."""
    start = next(at for at, passage in enumerate(passages) if passage.id == item.passage.id)
    last = item.sentence.spans[-1]
    for passage in passages[start : start + FOLLOWING]:
        for sentence in passage.sentences:
            if sentence.kind is not BlockKind.HEADING and sentence.spans[0] > last:
                last = sentence.spans[-1]
                yield replace(item, passage=passage, sentence=sentence, text=item.document.text(sentence.spans))
