"""What goes on behind the best sentence of a list, in its document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from bbti_qa.answering.extractive import goes_on
from bbti_qa.documents import BlockKind, Evidence, Passage
from bbti_qa.language import announces, begins_enumeration, follows_in_series, starts_with_enumerator

FOLLOWING = 4  # passages in which a list may go on behind its best sentence
BETWEEN = 2  # sentences that may stand between two of its marked items


def with_continuation(evidence: Sequence[Evidence], passages_of: Callable[[str], Sequence[Passage]]) -> list[Evidence]:
    """`evidence` (best first) with, behind the best sentence, what goes on with it, « Celles-ci comprennent … », or the items that it announces.

    A sentence or two may stand between "(ii) …" and "(iii) …". `passages_of` gives those of a document by its id, in reading order.
    """
    pool = list(evidence[:1])
    between: list[Evidence] = []
    for item in _following(evidence[0], passages_of(evidence[0].document.id)) if evidence else ():
        if (_is_announced(item, pool[-1]) and not between) or follows_in_series(item.text, pool[-1].text):
            pool.append(item)
            between.clear()
        elif (len(pool) == 1 or goes_on(pool[-1].text)) and goes_on(item.text):
            pool.append(item)
        elif starts_with_enumerator(pool[-1].text) and len(between) < BETWEEN:
            between.append(item)
        else:
            break
    told = {item.text for item in pool}
    return pool + [item for item in evidence[1:] if item.text not in told]


def _is_announced(item: Evidence, last: Evidence) -> bool:
    is_open = announces(last.text) or last.sentence.kind is BlockKind.ITEM or begins_enumeration(item.text)
    return item.sentence.kind is BlockKind.ITEM and is_open


def _following(item: Evidence, passages: Sequence[Passage]) -> Iterator[Evidence]:
    """The sentences behind `item` among the `passages` of its document, in reading order, headings left out, as good as itself."""
    start = next(at for at, passage in enumerate(passages) if passage.id == item.passage.id)
    last = item.sentence.spans[-1]
    for passage in passages[start : start + FOLLOWING]:
        for sentence in passage.sentences:
            if sentence.kind is not BlockKind.HEADING and sentence.spans[0] > last:
                last = sentence.spans[-1]
                yield replace(item, passage=passage, sentence=sentence, text=item.document.text(sentence.spans))
