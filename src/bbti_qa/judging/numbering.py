"""Numbered parts of a programme (« axe 2 », « lot 3 »), and what a sentence says of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bbti_qa.documents import Document, Evidence, Passage
from bbti_qa.language import stems
from bbti_qa.understanding import Question
from bbti_qa.values import Unit, Value, find_values

FEWEST = 2  # parts that make a list


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


def numbered_headings(
    question: Question, document: Document, passages: Sequence[Passage]
) -> tuple[tuple[Passage, str], ...]:
    """The headings of one document that name the parts which the question asks for, « Axe 1 : … », « Axe 2 : … », each with its first passage.

    They are numbered from one on without a gap, as many as are asked for, under headings or a title that say of what they are the parts. Nothing otherwise.
    """
    names = question.called(question.numbered)
    found: dict[int, tuple[Passage, str, tuple[str, ...]]] = {}
    for passage in passages:
        for at, heading in enumerate(passage.headings):
            label = next((one for one in find_values(heading) if one.unit is Unit.LABEL and not one.start), None)
            if label and label.of and label.of[0] in names:
                found.setdefault(int(label.low), (passage, heading, passage.headings[:at]))
    count = question.members or len(found)
    if len(found) < FEWEST or sorted(found) != list(range(1, count + 1)):
        return ()
    over = frozenset(stems(" ".join((document.title, *found[1][2]))))
    about = [term for term in question.terms if term.stem in question.numbered_of]
    if about and not any(over & set(way) for term in about for way in term.ways):
        return ()
    return tuple(found[number][:2] for number in sorted(found))
