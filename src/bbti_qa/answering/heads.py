"""The heads of the items of a list: « (iii) un Comité Stratégique Institutionnel (CSI) » of an item of sixty words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bbti_qa.documents import Evidence, Sentence, Span
from bbti_qa.language import count_words, starts_with_enumerator

LONGEST = 10  # words of a head, with its mark; what is longer is a clause
_HEAD = re.compile(
    rf"\S+(?:\s+[^\s,;:]+){{1,{LONGEST - 1}}}?(?=[,;:]|\s+(?:qui|que|dont|où|composée?s?|constituée?s?|chargée?s?|formée?s?|comprenant|réunissant|"
    r"who|which|that|whose|composed|consisting|comprising|responsible)\b)"
)


def head_of(item: Evidence) -> Evidence | None:
    """The marked item cut to what it names, an exact span of its own; None where it has no mark or no head shorter than itself."""
    first = item.sentence.spans[0]
    if not starts_with_enumerator(item.text):
        return None
    found = _HEAD.match(item.document.page(first.page).text[first.start : first.end])
    if found is None:
        return None
    sentence = Sentence((Span(first.page, first.start, first.start + found.end()),), item.sentence.kind)
    return replace(item, sentence=sentence, text=item.document.text(sentence.spans))


def fitted(items: Sequence[Evidence], most_words: int) -> tuple[Evidence, ...]:
    """The items of a list within so many words: whole while the heads of those behind still fit, then their heads; all whole where a head is missing."""
    heads = [head_of(item) for item in items]
    sizes = [count_words(item.text) + 1 for item in items]
    if sum(sizes) <= most_words or None in heads:
        return tuple(items)
    short = [count_words(head.text) + 1 for head in heads if head]
    told: list[Evidence] = []
    used = 0
    for at, (item, head) in enumerate(zip(items, heads, strict=True)):
        is_whole = used + sizes[at] + sum(short[at + 1 :]) <= most_words
        told.append(item if is_whole or head is None else head)
        used += sizes[at] if is_whole else short[at]
    return tuple(told)
