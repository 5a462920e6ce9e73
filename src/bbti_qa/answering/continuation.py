"""What goes on behind the best sentence of a list, in its document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from bbti_qa.answering.extractive import goes_on
from bbti_qa.documents import BlockKind, Evidence, Passage
from bbti_qa.language import announces, begins_enumeration

FOLLOWING = 4  # passages in which a list may go on behind its best sentence


def with_continuation(evidence: Sequence[Evidence], passages_of: Callable[[str], Sequence[Passage]]) -> list[Evidence]:
    """`evidence` (best first) with, behind the best sentence, what goes on with it, « Celles-ci comprennent … », or the items that it announces.

    `passages_of` gives those of a document by its id, in reading order.
    """
    pool = list(evidence[:1])
    for item in _following(evidence[0], passages_of(evidence[0].document.id)) if evidence else ():
        is_item = item.sentence.kind is BlockKind.ITEM
        announced = (
            announces(pool[-1].text) or pool[-1].sentence.kind is BlockKind.ITEM or begins_enumeration(item.text)
        )
        if not (is_item and announced) and not (len(pool) == 1 and goes_on(item.text)):
            break
        pool.append(item)
    told = {item.text for item in pool}
    return pool + [item for item in evidence[1:] if item.text not in told]


def _following(item: Evidence, passages: Sequence[Passage]) -> Iterator[Evidence]:
    """The sentences behind `item` among the `passages` of its document, in reading order, headings left out, as good as itself."""
    start = next(at for at, passage in enumerate(passages) if passage.id == item.passage.id)
    last = item.sentence.spans[-1]
    for passage in passages[start : start + FOLLOWING]:
        for sentence in passage.sentences:
            if sentence.kind is not BlockKind.HEADING and sentence.spans[0] > last:
                last = sentence.spans[-1]
                yield replace(item, passage=passage, sentence=sentence, text=item.document.text(sentence.spans))
