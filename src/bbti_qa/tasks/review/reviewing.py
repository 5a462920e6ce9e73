"""The review, top to bottom: text -> sentences -> evidence for each -> check -> standing.

For what the rules find nothing for, a language model, where the assistant has one, may point to other sentences; the same check decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from bbti_qa.assistant import Assistant
from bbti_qa.checking import ClaimCheck, FindingKind, check_claim, may_carry, may_contradict
from bbti_qa.checking.statement import Statement, read, shared
from bbti_qa.documents import BlockKind, Citation, Document, Evidence, Support
from bbti_qa.entailment import Entailment
from bbti_qa.errors import QuestionError
from bbti_qa.language import Language, detect_language, sentence_spans, stems
from bbti_qa.tasks.review.finder import Finder
from bbti_qa.tasks.review.opinion import is_opinion
from bbti_qa.tasks.review.standing import Review, ReviewedSentence, Standing

HITS = 12  # passages read for a sentence
CANDIDATES = 10  # of their sentences, the best for its words
SUPPORTED = 0.62  # of the words of a sentence, by rarity, that its evidence must say
CONTRADICTED = 0.5  # the same for evidence that says otherwise
DENIED = 0.75  # the same for evidence that only denies: « ne … pas » stands in many a sentence
CLEARER = 0.15  # by which what contradicts must say more of a sentence than what carries it
POINTED = 0.55  # the same for evidence that a model points to: it was chosen for its sense, not for its words
PART = 0.35  # of the words of a sentence that each of two passages must say to carry it together
LONGEST = 100_000  # characters of a text
FEWEST = 2  # words with meaning in a sentence
_FIGURES = (FindingKind.NUMBER, FindingKind.DATE, FindingKind.DURATION, FindingKind.PERCENTAGE)
_NOTE = re.compile(r"^\d{1,2} (?=[A-ZÀ-ÖØ-Þ])")
_SEARCHED = 1_000  # characters of a sentence that are searched for

Progress = Callable[[int, int], None]


def review(
    text: str,
    assistant: Assistant,
    *,
    language: Language | None = None,
    remarks: Sequence[str] = (),
    progress: Progress | None = None,
    entailment: Entailment | None = None,
) -> Review:
    """Every sentence of `text` with its standing against the documents of `assistant`.

    Raises QuestionError for a text that is empty, longer than `LONGEST`, or without a sentence that says anything.
    """
    if not text.strip():
        raise QuestionError("The text is empty. Give at least one sentence to review.")
    if len(text) > LONGEST:
        raise QuestionError(
            f"The text has {len(text):,} characters; at most {LONGEST:,} are reviewed at once. Give it in parts."
        )
    spans = list(sentences_of(text))
    if not spans:
        raise QuestionError("No sentence of the text can be checked. Give whole sentences.")
    finder = Finder(assistant.writer, assistant) if assistant.writer else None
    sentences: list[ReviewedSentence] = []
    marker = 1
    for number, (start, end) in enumerate(spans, start=1):
        sentence = _reviewed(text[start:end], start, end, assistant, entailment, finder)
        cited = tuple(replace(citation, marker=marker + at) for at, citation in enumerate(sentence.citations))
        marker += len(cited)
        sentences.append(replace(sentence, citations=cited))
        if progress:
            progress(number, len(spans))
    spoken = language or detect_language(text)
    told = finder.remarks(spoken) if finder else ()
    name = finder.name if finder else ""
    return Review(text, spoken, tuple(sentences), assistant.snapshot.id, (*remarks, *told), name)


def text_of(document: Document) -> str:
    """What a file says, for review: its blocks one below the other, without running headers and page numbers."""
    return "\n".join(
        page.text[block.start : block.end]
        for page in document.pages
        for block in page.blocks
        if block.kind is not BlockKind.FURNITURE
    )


def sentences_of(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of `text` as spans; a line break ends one. A single word, such as a heading « Note », says nothing."""
    start = 0
    for line in text.splitlines(keepends=True):
        for begin, end in sentence_spans(line):
            if len(stems(line[begin:end])) >= FEWEST:
                yield start + begin, start + end
        start += len(line)


@dataclass(frozen=True, slots=True)
class _Judged:
    """One sentence of the documents, or several together, and what the check says of them."""

    evidence: tuple[Evidence, ...]
    check: ClaimCheck


def _reviewed(
    text: str, start: int, end: int, assistant: Assistant, entailment: Entailment | None, finder: Finder | None
) -> ReviewedSentence:
    found = _decided(text, start, end, _judge(text, assistant, entailment))
    if found.standing is not Standing.ABSENT or finder is None or not stems(text):
        return found
    pointed = finder.point(text)
    again = _decided(text, start, end, _judge_pointed(text, pointed, assistant, entailment), POINTED)
    return found if again.standing is Standing.ABSENT else replace(again, found_by=finder.name)


def _decided(
    text: str, start: int, end: int, judged: Sequence[_Judged], supported: float = SUPPORTED
) -> ReviewedSentence:
    carrying = _best(text, (one for one in judged if one.check.holds and one.check.coverage >= supported))
    rivals = [one for one in judged if one.check.support is Support.CONTRADICTED and _is_near(one.check)]
    against = _best(text, rivals)
    if against and carrying and not _outweighs(text, against, carrying):
        against = None
    if is_opinion(text) and not (against and any(f.kind in _FIGURES for f in against.check.findings)):
        return ReviewedSentence(start, end, text, Standing.OPINION)
    if against:
        return _told(text, start, end, Standing.CONTRADICTED, against)
    if carrying:
        return _told(text, start, end, Standing.SUPPORTED, carrying)
    return ReviewedSentence(start, end, text, Standing.ABSENT)


def _is_near(check: ClaimCheck) -> bool:
    """Whether what contradicts speaks of the same: a denial of nearly the same words, or another figure, name or deed in half of them."""
    denies = all(finding.kind is FindingKind.NEGATION for finding in check.findings if finding.contradicts)
    return check.coverage >= (DENIED if denies else CONTRADICTED)


def _outweighs(text: str, against: _Judged, carrying: _Judged) -> bool:
    """Whether what says otherwise tells more of the sentence; of as much, whether it is the nearer to it.

    Another figure alone does not: each document has many, and one that has just the figures of the sentence is seldom there by chance.
    """
    more = against.check.coverage - carrying.check.coverage
    if more > CLEARER or more < 0:
        return more > 0
    said = read(text)
    near, other = (_share_within(said, " ".join(item.text for item in one.evidence)) for one in (against, carrying))
    turned = any(finding.contradicts and finding.kind not in _FIGURES for finding in against.check.findings)
    return turned and near > other


def _best(text: str, judged: Iterable[_Judged]) -> _Judged | None:
    """The one that says most of the sentence, and of those that say as much the one that says least beside it."""
    said = read(text)
    return max(
        judged,
        key=lambda one: (
            round(one.check.coverage, 1),
            -len(one.check.findings),
            -len(one.evidence),
            _share_within(said, " ".join(item.text for item in one.evidence)),
        ),
        default=None,
    )


def _share_within(said: Statement, sentence: str) -> float:
    """The share of the words of `sentence` that the reviewed sentence says too, in these words or in synonyms."""
    theirs = [word for word in read(sentence).content if not word.folded.isdigit()]
    return shared(theirs, said.content) / len(theirs) if theirs else 0.0


def _judge(text: str, assistant: Assistant, entailment: Entailment | None = None) -> list[_Judged]:
    """The sentences nearest to `text`, each checked for it, the nearest first."""
    searched = text[:_SEARCHED]
    if not stems(searched):
        return []
    question = assistant.understand(searched)
    found = assistant.evidence(question, assistant.retriever.search(question, HITS))
    nearest = [item for item in found if not item.text.rstrip().endswith("?")]
    nearest.sort(key=lambda item: -item.why["coverage"])
    return [_check(text, (item,), assistant, entailment) for item in nearest[:CANDIDATES]]


def _judge_pointed(
    text: str, pointed: tuple[Evidence, ...], assistant: Assistant, entailment: Entailment | None
) -> list[_Judged]:
    """What a model points to: each sentence by itself, then any two that may carry together what neither does alone.

    Two together only ever carry: what contradicts is one sentence. Each must say a part of it, or any heap of words would do.
    """
    alone = [_check(text, (item,), assistant, entailment) for item in pointed]
    parts = [one.evidence[0] for one in alone if one.check.coverage >= PART]
    pairs = [_check(text, pair, assistant, entailment) for pair in combinations(parts, 2)]
    return [*alone, *(pair for pair in pairs if pair.check.holds)]


def _check(text: str, items: tuple[Evidence, ...], assistant: Assistant, entailment: Entailment | None) -> _Judged:
    rarity, glossary = assistant.snapshot.lexical.idf, assistant.glossary
    evidence = [piece for item in items for piece in (_own(item), _heading(item))]
    check = check_claim(text, evidence, glossary=glossary, rarity=rarity, entailment=entailment)
    own, above = (" – ".join(said) for said in (map(_own, items), map(_heading, items)))
    proves = check.holds and may_carry(text, own, above, glossary, check.coverage)
    gainsays = check.support is Support.CONTRADICTED and may_contradict(text, own, glossary)
    if not (proves or gainsays):
        check = replace(check, support=Support.WEAK)
    elif check.support is Support.CONTRADICTED and any(finding.kind in _FIGURES for finding in check.findings):
        alone = check_claim(text, list(map(_own, items)), glossary=glossary, rarity=rarity)
        check = _without_counts_of_headings(check, alone)
    return _Judged(items, check)


def _without_counts_of_headings(check: ClaimCheck, alone: ClaimCheck) -> ClaimCheck:
    """A heading lends names; its figures, « 2. Quatre comités », contradict nothing that the sentence by itself does not."""
    told = {(finding.kind, finding.claimed) for finding in alone.findings if finding.contradicts}
    findings = tuple(
        replace(finding, contradicts=finding.contradicts and (finding.kind, finding.claimed) in told)
        if finding.kind in _FIGURES
        else finding
        for finding in check.findings
    )
    if any(finding.contradicts for finding in findings):
        return replace(check, findings=findings)
    return replace(check, support=Support.WEAK, findings=findings)


def _own(item: Evidence) -> str:
    """The sentence without the number of the footnote that it may be."""
    return _NOTE.sub("", item.text)


def _heading(item: Evidence) -> str:
    """The names that stand over it."""
    return " – ".join((item.document.title, *item.passage.headings))


def _told(text: str, start: int, end: int, standing: Standing, best: _Judged) -> ReviewedSentence:
    findings = tuple(finding for finding in best.check.findings if finding.contradicts)
    citations = tuple(
        _citation(item, at, best.check.support) for item in best.evidence for at in range(len(item.sentence.spans))
    )
    return ReviewedSentence(start, end, text, standing, citations, findings, best.check.coverage)


def _citation(item: Evidence, at: int, support: Support) -> Citation:
    span = item.sentence.spans[at]
    quote = item.document.page(span.page).text[span.start : span.end]
    document = item.document
    return Citation(at + 1, document.path, document.id, document.title, span.page, span.start, span.end, quote, support)
