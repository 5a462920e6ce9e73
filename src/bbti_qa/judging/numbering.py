"""Numbered parts of a programme (« axe 2 », « lot 3 »), and what a sentence says of each."""

from __future__ import annotations

from collections.abc import Iterator

from bbti_qa.documents import Evidence
from bbti_qa.language import stems
from bbti_qa.values import Unit, Value, find_values


def numbered(item: Evidence) -> Iterator[tuple[Value, str, set[str]]]:
    """Each numbered name that the sentence stands under or holds, with the words that tell it and the stems of what is said of it.

    In « thérapies géniques (axe 2), vésicules (axe 4) » each has what goes before it, in « axe 2 : thérapies géniques ; axe 4 : vésicules » what follows.
    """
    labels = [value for value in find_values(item.text) if value.unit is Unit.LABEL]
    if not labels:
        for heading in item.passage.headings:
            for value in find_values(heading):
                if value.unit is Unit.LABEL:
                    yield value, heading, set(stems(f"{heading} {item.text}"))
        return
    leads = item.text[: labels[0].start].rstrip().endswith("(")
    for at, value in enumerate(labels):
        start = (labels[at - 1].end if at else 0) if leads else value.start
        end = value.end if leads else (labels[at + 1].start if at + 1 < len(labels) else len(item.text))
        text = item.text if len(labels) == 1 else item.text[start:end].strip(" ,;.)")
        yield value, f"{text})" if text.count("(") > text.count(")") else text, set(stems(text))
