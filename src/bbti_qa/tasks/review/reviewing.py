"""The review, top to bottom: text -> sentences -> evidence for each -> check -> standing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bbti_qa.assistant import Assistant
from bbti_qa.checking import ClaimCheck, FindingKind, check_claim
from bbti_qa.documents import BlockKind, Citation, Document, Evidence, Support
from bbti_qa.errors import QuestionError
from bbti_qa.language import Language, detect_language, sentence_spans, stems
from bbti_qa.tasks.review.opinion import is_opinion
from bbti_qa.tasks.review.standing import Review, ReviewedSentence, Standing
from bbti_qa.values import find_values

HITS = 12  # passages read for a sentence
CANDIDATES = 10  # of their sentences, the best for its words
SUPPORTED = 0.62  # of the words of a sentence, by rarity, that its evidence must say
CONTRADICTED = 0.5  # the same for evidence that says otherwise
NEAR = 0.35  # of coverage, within which another sentence may give the figure that is shown
CLEARER = 0.15  # by which what contradicts must say more of a sentence than what carries it
LONGEST = 100_000  # characters of a text
FEWEST = 2  # words with meaning in a sentence
_FIGURES = (FindingKind.NUMBER, FindingKind.DATE, FindingKind.DURATION, FindingKind.PERCENTAGE)
_SEARCHED = 1_000  # characters of a sentence that are searched for

Progress = Callable[[int, int], None]


def review(
    text: str,
    assistant: Assistant,
    *,
    language: Language | None = None,
    remarks: Sequence[str] = (),
    progress: Progress | None = None,
) -> Review:
    """Every sentence of `text` with its standing against the documents of `assistant`.

    Raises QuestionError for a text that is empty or longer than `LONGEST`.
    """
    if not text.strip():
        raise QuestionError("The text is empty. Give at least one sentence to review.")
    if len(text) > LONGEST:
        raise QuestionError(
            f"The text has {len(text):,} characters; at most {LONGEST:,} are reviewed at once. Give it in parts."
        )
    spans = list(sentences_of(text))
    sentences: list[ReviewedSentence] = []
    marker = 1
    for number, (start, end) in enumerate(spans, start=1):
        sentence = _reviewed(text[start:end], start, end, assistant)
        cited = tuple(replace(citation, marker=marker + at) for at, citation in enumerate(sentence.citations))
        marker += len(cited)
        sentences.append(replace(sentence, citations=cited))
        if progress:
            progress(number, len(spans))
    return Review(text, language or detect_language(text), tuple(sentences), assistant.snapshot.id, tuple(remarks))


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
    evidence: Evidence
    check: ClaimCheck


def _reviewed(text: str, start: int, end: int, assistant: Assistant) -> ReviewedSentence:
    judged = _judge(text, assistant)
    carrying = _best(text, (one for one in judged if one.check.holds and one.check.coverage >= SUPPORTED))
    rivals = [one for one in judged if one.check.support is Support.CONTRADICTED and one.check.coverage >= CONTRADICTED]
    against = _best(text, rivals)
    if against and carrying and against.check.coverage <= carrying.check.coverage + CLEARER:
        against = None
    if is_opinion(text) and not (against and any(f.kind in _FIGURES for f in against.check.findings)):
        return ReviewedSentence(start, end, text, Standing.OPINION)
    if against:
        return _told(text, start, end, Standing.CONTRADICTED, _most_said(against, rivals))
    if carrying:
        return _told(text, start, end, Standing.SUPPORTED, carrying)
    return ReviewedSentence(start, end, text, Standing.ABSENT)


def _best(text: str, judged: Iterable[_Judged]) -> _Judged | None:
    """The one that says most of the sentence, and of those that say as much the one that says least beside it."""
    own = frozenset(stems(text))
    return max(
        judged, key=lambda one: (round(one.check.coverage, 1), _share_within(own, one.evidence.text)), default=None
    )


def _most_said(against: _Judged, rivals: Sequence[_Judged]) -> _Judged:
    """Where a figure is contradicted and the documents have several: a sentence with the one that most of them give."""
    near = [one for one in rivals if one.check.coverage >= against.check.coverage - NEAR]
    said = Counter(figure for one in near for figure in _figures_against(one))
    if not _figures_against(against) or not said:
        return against
    return max(near, key=lambda one: (max((said[f] for f in _figures_against(one)), default=0), one is against))


def _figures_against(judged: _Judged) -> tuple[str, ...]:
    """What the evidence says in the place of the sentence's figures, in one form: « 80 M€ » is « 80 millions d'euros »."""
    found = (finding.found for finding in judged.check.findings if finding.contradicts and finding.kind in _FIGURES)
    return tuple(f"{value.unit}{value.date or value.low}" for text in found for value in find_values(text))


def _share_within(own: frozenset[str], text: str) -> float:
    theirs = frozenset(stems(text))
    return len(own & theirs) / len(theirs) if theirs else 0.0


def _judge(text: str, assistant: Assistant) -> list[_Judged]:
    """The sentences nearest to `text`, each checked for it, the nearest first."""
    searched = text[:_SEARCHED]
    if not stems(searched):
        return []
    question = assistant.understand(searched)
    found = assistant.evidence(question, assistant.retriever.search(question, HITS))
    nearest = [item for item in found if not item.text.rstrip().endswith("?")]
    nearest.sort(key=lambda item: -item.why["coverage"])
    rarity = assistant.snapshot.lexical.idf
    return [
        _Judged(item, check_claim(text, _with_headings(item), glossary=assistant.glossary, rarity=rarity))
        for item in nearest[:CANDIDATES]
    ]


def _with_headings(item: Evidence) -> list[str]:
    """The sentence, and the names that stand over it."""
    return [item.text, " – ".join((item.document.title, *item.passage.headings))]


def _told(text: str, start: int, end: int, standing: Standing, best: _Judged) -> ReviewedSentence:
    findings = tuple(finding for finding in best.check.findings if finding.contradicts)
    citations = tuple(
        _citation(best.evidence, at, best.check.support) for at in range(len(best.evidence.sentence.spans))
    )
    return ReviewedSentence(start, end, text, standing, citations, findings, best.check.coverage)


def _citation(item: Evidence, at: int, support: Support) -> Citation:
    span = item.sentence.spans[at]
    quote = item.document.page(span.page).text[span.start : span.end]
    document = item.document
    return Citation(at + 1, document.path, document.id, document.title, span.page, span.start, span.end, quote, support)
