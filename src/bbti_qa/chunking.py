"""Pages to sentences to passages, with exact spans. Offsets come from the cutting, never from a search.

A sentence that a page break, a footnote or a caption interrupts is one sentence with two exact pieces. A passage is a few
sentences under one heading; it never holds more word pieces than the encoder reads.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from bbti_qa.documents import Block, BlockKind, Document, Page, Passage, Sentence, Span
from bbti_qa.language import clause_spans, count_words, sentence_spans, starts_with_enumerator, stems
from bbti_qa.values import value_tokens

CHUNKER_VERSION = "8"

HEADING_WORDS = 25  # a longer heading is not repeated
ROW_WORDS = 60  # a longer row of a table is cut at its sentences
MAX_CONTEXT_CHARACTERS = 120  # of a title or a heading, in what the encoder reads

# Prose that ends without one of these may go on in the next stretch of prose, over what stands between.
_FINAL = (".", "!", "?", "…", ":", ";", "»")
_LINKING = re.compile(
    r"(?<![\w'’-])(?:à|au|aux|avec|ce|ces|cette|dans|de|des|du|en|et|la|le|les|leur|leurs|ou|où|par|pour|sa|ses|son|sous|sur|un|une|"
    r"an|and|at|by|for|from|in|its|of|on|or|the|their|to|with)$",
    re.IGNORECASE,
)
_RUNS_ON = (BlockKind.PROSE, BlockKind.ITEM)
_INTERRUPTIONS = (BlockKind.CAPTION, BlockKind.FOOTNOTE, BlockKind.FURNITURE)


@dataclass(frozen=True, slots=True)
class ChunkingRule:
    """How passages are cut, in words.

    `words` is the size aimed at, `list_words` the size up to which a list stays with the sentence that announces it, `clause_words`
    the length from which a sentence that enumerates is cut at its items.
    """

    words: int = 45
    clause_words: int = 60
    list_words: int = 80

    @property
    def name(self) -> str:
        return f"{CHUNKER_VERSION}:words={self.words}:list={self.list_words}:clause={self.clause_words}"


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Text that is read in one go: one block, or blocks that one sentence ties together."""

    kind: BlockKind
    spans: tuple[Span, ...]
    headings: tuple[str, ...]


def split(
    document: Document, rule: ChunkingRule, count_pieces: Callable[[str], int], max_pieces: int
) -> tuple[Passage, ...]:
    """The passages of `document` in reading order; each `embedded_text` has at most `max_pieces` pieces.

    `count_pieces` counts as the encoder does (`Embedder.count_pieces`). Text is never dropped: a sentence that is too long for the
    encoder is cut at a comma or at white space."""
    passages: list[Passage] = []
    frame = count_pieces("")

    def count(text: str) -> int:
        """No piece is shorter than a byte: a short text needs no counting, which costs most of the time."""
        most = frame + len(text.encode("utf-8", "surrogatepass"))
        return most if most <= max_pieces else count_pieces(text)

    for group in _sections(_sentences(document, rule)):
        for sentences in _packed(document, group, rule, count, max_pieces):
            passages.append(_passage(document, len(passages), group.headings, sentences))
    return tuple(passages)


TITLE_WEIGHT = 2


def embedded_text(document: Document, passage: Passage) -> str:
    """What the encoder reads: the document's title, the nearest heading, the passage, a line each."""
    return _with_context(document, passage.headings, passage.text)


def lexical_tokens(document: Document, passage: Passage) -> list[str]:
    """What the lexical index holds of a passage: the stems of title, heading path and text, and a token for each value of the text.

    The title counts `TITLE_WEIGHT` times; headings count once, though they may stand in the text too (docs/decisions/0004).
    """
    headings = [heading for heading in passage.headings if heading not in passage.text]
    return (
        stems(document.title) * TITLE_WEIGHT + stems("\n".join([*headings, passage.text])) + value_tokens(passage.text)
    )


def _with_context(document: Document, headings: tuple[str, ...], text: str) -> str:
    lines = (
        _context_line(document.title),
        *(_context_line(heading) for heading in headings[-1:] if heading not in text),
        text,
    )
    return "\n".join(line for line in lines if line)


def _context_line(line: str) -> str:
    """A heading of unreasonable length must not push its text out of the encoder's sight; one without words says nothing."""
    return line[:MAX_CONTEXT_CHARACTERS] if any(word.isalpha() and len(word) > 2 for word in line.split()) else ""


@dataclass(frozen=True, slots=True)
class _Section:
    headings: tuple[str, ...]
    sentences: tuple[Sentence, ...]


def _sections(sentences: Iterator[tuple[tuple[str, ...], Sentence]]) -> Iterator[_Section]:
    headings: tuple[str, ...] | None = None
    held: list[Sentence] = []
    for path, sentence in sentences:
        if path != headings and held and headings is not None:
            yield _Section(headings, tuple(held))
            held = []
        headings = path
        held.append(sentence)
    if held and headings is not None:
        yield _Section(headings, tuple(held))


def _packed(
    document: Document, section: _Section, rule: ChunkingRule, count_pieces: Callable[[str], int], max_pieces: int
) -> Iterator[tuple[Sentence, ...]]:
    """Greedy: sentences are added until the size aimed at is passed or the encoder's limit would be.

    The heading stands at the head of each passage of its section, and does not count for the size.
    """
    heading = next((sentence for sentence in reversed(section.sentences) if sentence.kind is BlockKind.HEADING), None)
    if heading is not None and count_words(document.text(heading.spans)) > HEADING_WORDS:
        heading = None
    held: list[Sentence] = []
    text = ""

    def is_too_long(text: str) -> bool:
        return count_pieces(_with_context(document, section.headings, text)) > max_pieces

    for sentence in _fitting(document, section.sentences, is_too_long):
        piece = document.text(sentence.spans)
        longer = f"{text}{_between(document, held[-1], sentence)}{piece}" if text else piece
        most = rule.list_words if _is_listed(sentence, piece) else rule.words
        if held and (count_words(longer) > most or is_too_long(longer)):
            yield tuple(held)
            held, longer = [], piece
            if heading is not None and not is_too_long(f"{document.text(heading.spans)} {piece}"):
                held = [heading]
        held.append(sentence)
        text = longer
    if held:
        yield tuple(held)


def _between(document: Document, first: Sentence, second: Sentence) -> str:
    """What will stand between two sentences of one passage: what stands there in their page, a space where they are apart."""
    before, after = first.spans[-1], second.spans[0]
    between = document.page(after.page).text[before.end : after.start] if before.page == after.page else " "
    return " " if any(character.isalnum() for character in between) else between or " "


def _is_listed(sentence: Sentence, text: str) -> bool:
    """Whether a sentence is one of a list: a bullet, a row, or an enumerated clause "(ii) …"."""
    return sentence.kind in (BlockKind.ITEM, BlockKind.ROW) or starts_with_enumerator(text)


def _fitting(
    document: Document, sentences: Sequence[Sentence], is_too_long: Callable[[str], bool]
) -> Iterator[Sentence]:
    """The sentences, with those that the encoder could not read whole cut in halves at white space until it can."""
    for sentence in sentences:
        if not is_too_long(document.text(sentence.spans)):
            yield sentence
            continue
        halves = _halves(document, sentence)
        if len(halves) < 2:
            yield sentence
        else:
            yield from _fitting(document, halves, is_too_long)


def _halves(document: Document, sentence: Sentence) -> list[Sentence]:
    if len(sentence.spans) > 1:
        return [replace(sentence, spans=(span,)) for span in sentence.spans]
    span = sentence.spans[0]
    text = document.page(span.page).text
    middle = (span.start + span.end) // 2
    cut = _cut_near(text, span, middle)
    if cut is None:
        return [sentence]
    left = Span(span.page, span.start, span.start + len(text[span.start : cut].rstrip()))
    right = Span(span.page, span.end - len(text[cut : span.end].lstrip()), span.end)
    return [replace(sentence, spans=(part,)) for part in (left, right)]


def _cut_near(text: str, span: Span, middle: int) -> int | None:
    """The best place to cut: after a comma or colon near the middle, else at the white space nearest to it, else anywhere."""
    quarter = (span.end - span.start) // 4
    for marks in (";:", ",", None):
        places = [
            at
            for at in range(max(span.start + 1, middle - quarter), min(span.end - 1, middle + quarter))
            if text[at].isspace() and (marks is None or text[at - 1] in marks)
        ]
        if places:
            return min(places, key=lambda at: abs(at - middle))
    return middle if span.end - span.start > 1 else None


def _passage(document: Document, ordinal: int, headings: tuple[str, ...], sentences: tuple[Sentence, ...]) -> Passage:
    spans = _merged(document, [span for sentence in sentences for span in sentence.spans])
    return Passage(f"{document.id}:{ordinal}", document.id, headings, sentences, spans, document.text(spans))


def _merged(document: Document, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans of one page that only white space (or a bullet's glyph) parts become one."""
    merged = [spans[0]]
    for span in spans[1:]:
        last = merged[-1]
        if span.page == last.page and last.end <= span.start:
            between = document.page(span.page).text[last.end : span.start]
            if not any(character.isalnum() for character in between):
                merged[-1] = Span(last.page, last.start, span.end)
                continue
        merged.append(span)
    return tuple(merged)


def _sentences(document: Document, rule: ChunkingRule) -> Iterator[tuple[tuple[str, ...], Sentence]]:
    for stretch in _stretches(document):
        for sentence in _cut(document, stretch, rule):
            yield stretch.headings, sentence


def _cut(document: Document, stretch: _Stretch, rule: ChunkingRule) -> Iterator[Sentence]:
    """The sentences of a stretch; a place in the joined text is traced back to the span that it fell in."""
    text = document.text(stretch.spans)
    is_whole = stretch.kind is BlockKind.HEADING or (stretch.kind is BlockKind.ROW and count_words(text) <= ROW_WORDS)
    whole = [(0, len(text))] if is_whole else sentence_spans(text)
    for start, end in whole:
        for clause_start, clause_end in clause_spans(text[start:end], rule.clause_words):
            spans = _trace(stretch.spans, start + clause_start, start + clause_end)
            is_item = clause_end - clause_start < end - start and starts_with_enumerator(text[start + clause_start :])
            if spans:
                yield Sentence(spans, BlockKind.ITEM if is_item else stretch.kind)


def _trace(spans: Sequence[Span], start: int, end: int) -> tuple[Span, ...]:
    """The exact pieces of `[start, end)` of the spans' texts joined by one space."""
    pieces = []
    offset = 0
    for span in spans:
        low, high = max(start, offset), min(end, offset + span.end - span.start)
        if low < high:
            pieces.append(Span(span.page, span.start + low - offset, span.start + high - offset))
        offset += span.end - span.start + 1
    return tuple(pieces)


def _stretches(document: Document) -> Iterator[_Stretch]:
    """Blocks in reading order with their heading path; prose that stops in mid-sentence is tied to where it goes on.

    A heading is text too ("Axe 2 : …" is evidence): it is read with what comes under it.
    """
    path: list[tuple[int, str]] = []
    headings: list[Span] = []
    pending: _Stretch | None = None
    aside: list[_Stretch] = []
    for page, block in _blocks(document):
        span = _trimmed_span(page, block)
        if span is None or block.kind is BlockKind.FURNITURE:
            continue
        text = page.text[span.start : span.end]
        if block.kind is BlockKind.HEADING:
            yield from _flushed(pending, aside)
            pending, aside = None, []
            path = [entry for entry in path if entry[0] < block.level] + [(block.level, text)]
            headings.append(span)
            continue
        titles = tuple(title for _, title in path)
        yield from _headings_read(headings, titles)
        headings = []
        stretch = _Stretch(block.kind, (span,), titles)
        if pending is not None and block.kind in _INTERRUPTIONS:
            aside.append(stretch)
        elif pending is not None and _goes_on(document, pending, text, block.kind):
            pending = replace(pending, spans=(*pending.spans, span))
        else:
            yield from _flushed(pending, aside)
            pending, aside = stretch, []
    yield from _flushed(pending, aside)
    yield from _headings_read(headings, tuple(title for _, title in path))


def _headings_read(headings: Sequence[Span], path: tuple[str, ...]) -> Iterator[_Stretch]:
    return (_Stretch(BlockKind.HEADING, (span,), path) for span in headings)


def _blocks(document: Document) -> Iterator[tuple[Page, Block]]:
    return ((page, block) for page in document.pages for block in page.blocks)


def _flushed(pending: _Stretch | None, aside: list[_Stretch]) -> Iterator[_Stretch]:
    if pending is not None:
        yield pending
    yield from aside


def _goes_on(document: Document, pending: _Stretch, text: str, kind: BlockKind) -> bool:
    """Whether `text` continues the sentence that `pending` left open."""
    if pending.kind not in _RUNS_ON or kind is not BlockKind.PROSE:
        return False
    before = document.text(pending.spans[-1:]).rstrip()
    if before.endswith(_FINAL):
        return False
    return text[:1].islower() or text.startswith(("»", ")", ",", ";")) or _cannot_end(before)


def _cannot_end(text: str) -> bool:
    """Whether no sentence ends with `text`: its last word is an article, a preposition, a conjunction, or a comma."""
    return text.endswith((",", "(", "«")) or bool(_LINKING.search(text[-12:]))


def _trimmed_span(page: Page, block: Block) -> Span | None:
    text = page.text[block.start : block.end]
    start = block.start + len(text) - len(text.lstrip())
    end = block.end - (len(text) - len(text.rstrip()))
    return Span(page.number, start, end) if start < end else None
