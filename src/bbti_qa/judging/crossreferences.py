"""Sentences that refer to a figure or table whose caption speaks of something else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bbti_qa.captions import Figure, captioned, figures_named
from bbti_qa.documents import BlockKind, Document, Passage, Sentence
from bbti_qa.language import stems


@dataclass(frozen=True, slots=True)
class Misreferred:
    """A sentence that refers to what `caption` captions, and says a thing of which another caption speaks and this one does not."""

    named: Figure
    reference: Sentence
    referring: Passage
    caption: Sentence
    captioned: Passage


def misreferred(document: Document, passages: Sequence[Passage]) -> Iterator[Misreferred]:
    """The references of one document that fit another caption than that of the figure they name. `passages` in reading order.

    A caption's own words are those that no other caption of the document has. A reference is out of place that, with the heading it stands under, has none of
    the own words of its figure's caption and one of another's; the words of another caption are needed, since most references say in quite other words what
    their figure shows.
    """
    captions: dict[Figure, tuple[Sentence, Passage]] = {}
    others: list[tuple[Sentence, Passage]] = []
    for passage in passages:
        for sentence in passage.sentences:
            text = document.text(sentence.spans)
            if sentence.kind is BlockKind.CAPTION and (name := captioned(text)):
                captions.setdefault(name, (sentence, passage))
            elif sentence.kind is not BlockKind.HEADING and figures_named(text):
                others.append((sentence, passage))
    said = {name: frozenset(stems(document.text(sentence.spans))) for name, (sentence, _) in captions.items()}
    among = Counter(stem for held in said.values() for stem in held)
    own = {name: frozenset(stem for stem in held if among[stem] == 1 and stem.isalpha()) for name, held in said.items()}
    seen: set[object] = set()
    for sentence, passage in others:
        text = document.text(sentence.spans)
        held = frozenset(stems(" ".join((*passage.headings[-1:], text))))
        elsewhere = [name for name, words in own.items() if held & words]
        for name in figures_named(text):
            is_new = (name, sentence.spans) not in seen
            seen.add((name, sentence.spans))
            if is_new and name in captions and elsewhere and name not in elsewhere:
                yield Misreferred(name, sentence, passage, *captions[name])
