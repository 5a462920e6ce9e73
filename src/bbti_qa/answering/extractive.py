"""Which sentences answer: the best one, and the others that add to it, within the reader's patience."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bbti_qa.answering.heads import fitted
from bbti_qa.documents import BlockKind, Evidence
from bbti_qa.enumeration import listed
from bbti_qa.evidence import goes_back
from bbti_qa.language import announces, begins_enumeration, count_words, fold, follows_in_series, stems
from bbti_qa.reticence import says_that_nothing_is_said
from bbti_qa.understanding import QuestionKind

MANY = 7  # things that a sentence lists, from which on it may take the room of a list
_OF_A_SORT = (QuestionKind.NUMBER, QuestionKind.DATE, QuestionKind.NAME, QuestionKind.DEFINITION)
_GOES_ON = re.compile(
    r"(?:Celles?-ci|Ceux-ci|Celui-ci|Par exemple|Parmi (?:elles|eux|ceux-ci|celles-ci|ces)|Citons|On peut (?:par exemple )?citer|"
    r"Il s['’]agit|These|They|For example|For instance|Among (?:them|these))\b"
)
_NEXT = re.compile(
    r"(?:(?:Une?|Le|La|A|The) (?:deuxième|seconde?|troisième|quatrième|cinquième|dernière?|autre|third|fourth|fifth|last)|Another)\b"
)


@dataclass(frozen=True, slots=True)
class ExtractionRule:
    """Limits of an answer. `keep` is the share of the best score under which a sentence is left out, higher for questions that ask for no value, name or list
    and for those of yes or no, which one sentence decides; `to_the_point` the share of the best sentence's context (the question's words in it and beside it)."""

    words: int = 80
    words_long: int = 150
    sentences: int = 4
    sentences_long: int = 6
    keep: float = 0.8
    keep_other: float = 0.85
    keep_verdict: float = 0.9
    keep_timeline: float = 0.45
    to_the_point: float = 0.4
    repeated: float = 0.65  # of a sentence's stems already said: it adds nothing

    def of(self, kind: QuestionKind, is_timeline: bool = False) -> ExtractionRule:
        """The rule with what it keeps for this kind of question."""
        if is_timeline:
            return replace(self, keep=self.keep_timeline, to_the_point=0.0)
        share = {QuestionKind.OTHER: self.keep_other, QuestionKind.YES_NO: self.keep_verdict}.get(kind, self.keep)
        return replace(self, keep=share)

    def at_most(self, sentences: int) -> ExtractionRule:
        """The rule for an answer of so many sentences; the same rule for 0, where nothing was said of it."""
        if not sentences:
            return self
        return replace(
            self, sentences=min(self.sentences, sentences), sentences_long=min(self.sentences_long, sentences)
        )


def select(
    evidence: Sequence[Evidence],
    kind: QuestionKind,
    rule: ExtractionRule | None = None,
    first: Sequence[Evidence] = (),
    long: bool = False,
    spent: int = 0,
) -> tuple[Evidence, ...]:
    """One to a few whole sentences of `evidence` (best first), put in a readable order; those of `first` are always among them.

    `long` gives the room of a list; `spent` words of it are for the line before them. The best sentence is always taken, even where it alone is longer than the limit: nothing is cut in mid-sentence.
    """
    limits = rule or ExtractionRule()
    tells_list = (kind.is_long and _opens_list(evidence)) or (may_tell_list(kind) and _announces_list(evidence))
    has_room = long or kind is QuestionKind.COMPARISON or (kind.is_long and tells_list)
    most_words = limits.words_long if has_room else limits.words
    most_sentences = limits.sentences_long if has_room else limits.sentences
    chosen: list[Evidence] = list(first)
    used = spent + sum(_size(item) for item in chosen)
    for item in _with_lists(evidence, most_words - used) if tells_list else evidence:
        if tells_list and announces(item.text) and item.score < evidence[0].score:
            continue  # another list than the one that is told
        if item.sentence.kind is not BlockKind.ITEM and _statements(chosen) >= most_sentences:
            break
        if any(item.text == other.text for other in chosen):
            continue  # passages overlap
        size = _size(item)
        room = limits.words_long if kind.is_long and listed(item.text) >= MANY else most_words
        if chosen and item.sentence.kind is BlockKind.HEADING:
            continue  # says little beside a sentence
        if (
            chosen
            and not tells_list
            and _is_loose(item, chosen[-1])
            and item.why["coverage"] <= evidence[0].why["coverage"]
        ):
            continue
        if chosen and not _is_worth(item, chosen, evidence[0], used + size, room, limits):
            continue
        chosen.append(item)
        used += size
    ordered = _in_reading_order(chosen)
    if not kind.is_long and not first and ordered:
        best = max(ordered, key=lambda item: (kind in _OF_A_SORT and item.why["type_fit"] == 1.0, item.score))
        opens = not goes_back(best.text) and not goes_on(best.text)
        ordered.sort(key=lambda item: (not (opens and item is best), item.passage.id != best.passage.id))
        # what answers best is read first where it stands alone, then what stands beside it
    elif kind.is_long and not first and not tells_list and ordered and goes_back(ordered[0].text):
        ordered = _opened(ordered)
    before = _antecedent(ordered[0], ordered) if ordered and not kind.is_long and not first else None
    return tuple([before, *ordered] if before and used + _size(before) <= most_words else ordered)


def _opened(ordered: Sequence[Evidence]) -> list[Evidence]:
    """With the best sentence that stands alone in front, where the first goes back to one that is not told."""
    alone = [item for item in ordered if not (goes_back(item.text) or goes_on(item.text) or _is_item(item))]
    best = max(alone, key=lambda item: item.score, default=ordered[0])
    return [best, *(item for item in ordered if item is not best)]


def _is_item(item: Evidence) -> bool:
    return item.sentence.kind is BlockKind.ITEM


def _statements(chosen: Sequence[Evidence]) -> int:
    """How many sentences are told, where the items of a list go with the one that announces them."""
    return sum(item.sentence.kind is not BlockKind.ITEM for item in chosen)


def may_tell_list(kind: QuestionKind) -> bool:
    """Whether a list may be the answer: « Que fait l'axe 3 ? » is told by the three tasks that a sentence announces."""
    return kind in (QuestionKind.LIST, QuestionKind.OTHER)


def _opens_list(evidence: Sequence[Evidence]) -> bool:
    """Whether the best sentence announces a list or is one of its items."""
    return _announces_list(evidence) or (bool(evidence) and evidence[0].sentence.kind is BlockKind.ITEM)


def _announces_list(evidence: Sequence[Evidence]) -> bool:
    if not evidence:
        return False
    return announces(evidence[0].text) or (len(evidence) > 1 and begins_enumeration(evidence[1].text))


def _with_lists(evidence: Sequence[Evidence], most_words: int) -> list[Evidence]:
    """Behind the sentence that announces it, or the first of its items, the others of its passage, in reading order; what stands before an announcement is another list.

    Marked items that go on with the first are cut to what they name where the whole of them passes `most_words`.
    """
    best = evidence[0]
    whole = [
        replace(item, score=best.score)
        for item in evidence
        if item.passage.id == best.passage.id
        and (item.sentence.kind is BlockKind.ITEM or announces(item.text))
        and (item.sentence.spans[0] >= best.sentence.spans[0] or not announces(best.text))
    ]
    whole.sort(key=lambda item: item.sentence.spans[0])
    mine = {id(item.sentence) for item in whole}
    told = whole + [item for item in evidence if id(item.sentence) not in mine]
    series = _series(told)
    before = sum(_size(item) for item in told[: told.index(series[0])]) if series else 0
    cut = {id(item): shown for item, shown in zip(series, fitted(series, most_words - before), strict=True)}
    return [cut.get(id(item), item) for item in told]


def _series(told: Sequence[Evidence]) -> list[Evidence]:
    """The first marked item and those whose marks follow, one after the other."""
    found: list[Evidence] = []
    for item in told:
        if begins_enumeration(item.text) if not found else follows_in_series(item.text, found[-1].text):
            found.append(item)
    return found


def goes_on(text: str) -> bool:
    """Whether a sentence goes on with the one before it: « Celles-ci comprennent … », « Par exemple … », "These include …"."""
    return bool(_GOES_ON.match(text))


def tells_next(text: str) -> bool:
    """Whether a sentence tells of a further one of the things before it: « Un deuxième ART … », "Another …"."""
    return bool(_NEXT.match(text))


def _size(item: Evidence) -> int:
    """Words, and the stop that stands alone behind a marker, which some count as one."""
    return count_words(item.text) + 1


def _is_worth(
    item: Evidence, chosen: Sequence[Evidence], best: Evidence, words: int, most_words: int, rule: ExtractionRule
) -> bool:
    return (
        words <= most_words
        and item.score >= rule.keep * best.score
        and item.why["context"] >= rule.to_the_point * best.why["context"]
        and not (says_that_nothing_is_said(fold(item.text)) and item.why["coverage"] < best.why["coverage"])
        and not (_repeats(item, chosen, rule.repeated) and not _follows(item, chosen[-1]))
    )


def _follows(item: Evidence, before: Evidence) -> bool:
    """Whether both are items of one list: the second says what it says, whatever was said."""
    is_of_one = item.document.id == before.document.id and item.passage.headings == before.passage.headings
    return is_of_one and item.sentence.kind is before.sentence.kind is BlockKind.ITEM


def _is_loose(item: Evidence, before: Evidence) -> bool:
    """An item of a list that is not told, which goes on with a sentence in front of it."""
    return (
        item.sentence.kind is BlockKind.ITEM
        and item.text[:1].islower()
        and not (announces(before.text) or _follows(item, before))
    )


def _antecedent(item: Evidence, chosen: Sequence[Evidence]) -> Evidence | None:
    """The sentence that one goes back to (« Ils représentent … »), right before it, where that is not told and stands alone."""
    sentences = item.passage.sentences
    at = next((place for place, one in enumerate(sentences) if one.spans == item.sentence.spans), 0)
    if not at or not goes_back(item.text) or any(one.sentence.spans == sentences[at - 1].spans for one in chosen):
        return None
    text = item.document.text(sentences[at - 1].spans)
    is_statement = sentences[at - 1].kind is BlockKind.PROSE and not goes_back(text)
    return replace(item, sentence=sentences[at - 1], text=text) if is_statement else None


def _repeats(item: Evidence, chosen: Sequence[Evidence], share: float) -> bool:
    own = set(stems(item.text))
    return any(len(own & set(stems(other.text))) >= share * len(own) for other in chosen) if own else True


def numbered(
    chosen: Sequence[Evidence], evidence: Sequence[Evidence], sentences: int, most_words: int
) -> tuple[Evidence, ...]:
    """The sentences that a model is given: those of the extractive answer, then the best others within the limits, in reading order.

    A heading proves little; it is told beside the sentences below it.
    """
    taken = {item.text: item for item in chosen}
    used = sum(count_words(item.text) for item in taken.values())
    for item in evidence:
        size = count_words(item.text)
        if item.sentence.kind is BlockKind.HEADING:
            continue
        if len(taken) < sentences and used + size <= most_words and item.text not in taken:
            taken[item.text] = item
            used += size
    return tuple(_in_reading_order(tuple(taken.values())))


def _in_reading_order(chosen: Sequence[Evidence]) -> list[Evidence]:
    """The document of the best sentence first, then the others; inside a document as it is read."""
    documents = list(dict.fromkeys(item.document.id for item in chosen))
    return sorted(chosen, key=lambda item: (documents.index(item.document.id), item.sentence.spans[0]))
