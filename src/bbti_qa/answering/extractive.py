"""Which sentences answer: the best one, and the others that add to it, within the reader's patience."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bbti_qa.documents import Evidence
from bbti_qa.language import count_words, stems
from bbti_qa.understanding import QuestionKind


@dataclass(frozen=True, slots=True)
class ExtractionRule:
    """Limits of an answer. `keep` is the share of the best score under which a sentence is left out."""

    words: int = 80
    words_long: int = 150
    sentences: int = 4
    sentences_long: int = 6
    keep: float = 0.65
    repeated: float = 0.75  # of a sentence's stems already said: it adds nothing


def select(
    evidence: Sequence[Evidence], kind: QuestionKind, rule: ExtractionRule | None = None
) -> tuple[Evidence, ...]:
    """One to a few whole sentences of `evidence` (best first), put in a readable order.

    The best sentence is always taken, even where it alone is longer than the limit: nothing is cut in mid-sentence.
    """
    limits = rule or ExtractionRule()
    most_words = limits.words_long if kind.is_long else limits.words
    most_sentences = limits.sentences_long if kind.is_long else limits.sentences
    chosen: list[Evidence] = []
    used = 0
    for item in evidence:
        size = count_words(item.text) + 1  # the stop that stands alone behind a marker is counted as a word by some
        if chosen and not _is_worth(item, chosen, used + size, most_words, limits):
            continue
        chosen.append(item)
        used += size
        if len(chosen) == most_sentences:
            break
    return tuple(_in_reading_order(chosen))


def _is_worth(item: Evidence, chosen: Sequence[Evidence], words: int, most_words: int, rule: ExtractionRule) -> bool:
    return (
        words <= most_words and item.score >= rule.keep * chosen[0].score and not _repeats(item, chosen, rule.repeated)
    )


def _repeats(item: Evidence, chosen: Sequence[Evidence], share: float) -> bool:
    own = set(stems(item.text))
    return any(len(own & set(stems(other.text))) >= share * len(own) for other in chosen) if own else True


def _in_reading_order(chosen: Sequence[Evidence]) -> list[Evidence]:
    """The document of the best sentence first, then the others; inside a document as it is read."""
    documents = list(dict.fromkeys(item.document.id for item in chosen))
    return sorted(chosen, key=lambda item: (documents.index(item.document.id), item.sentence.spans[0]))
