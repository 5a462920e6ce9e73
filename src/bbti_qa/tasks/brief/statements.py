"""A document's sentences made whole again: clauses that were cut for retrieval are joined, a list stands with what announces it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bbti_qa.documents import BlockKind, Document, Passage, Sentence, Span
from bbti_qa.language import Language, announces
from bbti_qa.values import Unit, find_values

_FINAL = (".", "!", "?", "…", "»", ".)", "”")
_ENUMERATOR = re.compile(r"\(?([ivx]{1,4}|[a-h]|\d{1,2})\) ?:? ?", re.IGNORECASE)
_COUNTS: tuple[tuple[str, ...], ...] = (
    ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"),
    tuple("abcdefgh"),
    tuple(str(number) for number in range(1, 21)),
)
CUT = "[…]"  # what shows that something was left out
_CLAUSE = re.compile(r"[,;.] | (?:qui|dont|afin|which|who|in order)\b")
_LOOSE_END = re.compile(r"(?:[ ,;]+(?:et|ou|ainsi|mais|and|or|but))+$")
_CALL_AT_END = re.compile(r"\s?\(\d{1,2}\)$")
_ENTRY = re.compile(r"[^:.]{1,40} : ")
Key = tuple[str, int]  # of a statement: its document's id and its order there
MOST_PIECES = 30  # pieces behind an announcement that are looked through for its list


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of a list: its exact spans, and its text without the enumerator."""

    spans: tuple[Span, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A whole sentence, or an announcement ("… quatre comités :") with the `items` of its list.

    `order` is its place among the statements of its document; `before` the order of the one that it follows under the same heading,
    -1 for the first one there. `heading_span` is where the nearest heading stands.
    """

    document: Document
    headings: tuple[str, ...]
    spans: tuple[Span, ...]
    text: str
    order: int
    before: int = -1
    items: tuple[Item, ...] = ()
    heading_span: Span | None = None
    kind: BlockKind = BlockKind.PROSE

    @property
    def whole(self) -> str:
        """The sentence with its list, in one line."""
        return " ".join([self.text, *(item.text for item in self.items)])


@dataclass(frozen=True, slots=True)
class _Piece:
    headings: tuple[str, ...]
    sentence: Sentence
    text: str
    heading_span: Span | None
    starts_block: bool


def statements_of(passages: Iterable[Passage], documents: Mapping[str, Document]) -> tuple[Statement, ...]:
    """The whole sentences of all documents, in reading order; captions, rows and footnotes are left out."""
    by_document: dict[str, list[Passage]] = {}
    for passage in passages:
        by_document.setdefault(passage.document_id, []).append(passage)
    return tuple(
        statement
        for document_id, own in by_document.items()
        for statement in _grouped(documents[document_id], list(_pieces(documents[document_id], own)))
    )


_VERSION = re.compile(r"^(?:version|v\.? ?|révision|edition|édition|release) ?\d", re.IGNORECASE)
_DATED = re.compile(
    r"^(?:version|document|texte|text|published|publié|adopté|updated|mis à jour|mise à jour|dernière|last)\b",
    re.IGNORECASE,
)
_PARTED = re.compile(r" [–—|·•] |, (?=\d)")
IMPRINT_WORDS = 7  # of a part of a version line, at most


def is_imprint(text: str) -> bool:
    """« Version 1.0 – 21 novembre 2026 – Équipe »: what a document says of its own edition; no sentence."""
    parts = _PARTED.split(" ".join(text.split()).rstrip(" ."))
    if any(len(part.split()) > IMPRINT_WORDS for part in parts):
        return False
    is_dated = any(value.unit is Unit.DATE for value in find_values(text))
    return bool(_VERSION.match(text)) or (is_dated and bool(_DATED.match(text)))


def _pieces(document: Document, passages: Sequence[Passage]) -> Iterator[_Piece]:
    heading: Span | None = None
    last: Span | None = None
    path: tuple[str, ...] | None = None
    for passage in passages:
        if passage.headings != path:
            path, heading = passage.headings, None
        for sentence in passage.sentences:
            if sentence.kind is BlockKind.HEADING:
                heading = sentence.spans[0]
            elif is_imprint(document.text(sentence.spans)):
                continue
            elif sentence.kind in (BlockKind.PROSE, BlockKind.ITEM) and (last is None or sentence.spans[0] > last):
                starts_block = last is None or _is_apart(document, last, sentence.spans[0])
                last = sentence.spans[-1]
                own = replace(sentence, kind=_kind_of_block(document, sentence))
                yield _Piece(passage.headings, own, document.text(sentence.spans), heading, starts_block)


def _kind_of_block(document: Document, sentence: Sentence) -> BlockKind:
    """That of the block in which it begins: a clause "(i) …" is an item of running text."""
    span = sentence.spans[0]
    kinds = (block.kind for block in document.page(span.page).blocks if block.start <= span.start < block.end)
    return next(kinds, sentence.kind)


def _is_apart(document: Document, one: Span, other: Span) -> bool:
    """Whether another block, or another page, begins between two spans."""
    return one.page != other.page or "\n" in document.page(one.page).text[one.end : other.start]


def _grouped(document: Document, pieces: Sequence[_Piece]) -> Iterator[Statement]:
    at = order = 0
    before: Statement | None = None
    while at < len(pieces):
        end = _end_of_sentence(pieces, at)
        lists = _lists(pieces, end)
        items = tuple(_item(document, pieces[first:last]) for first, last in lists)
        spans = joined(document, pieces[at:end])
        follows = before is not None and before.headings == pieces[at].headings
        before = Statement(
            document,
            pieces[at].headings,
            spans,
            document.text(spans),
            order,
            order - 1 if follows else -1,
            items,
            pieces[at].heading_span,
            pieces[at].sentence.kind,
        )
        yield before
        at = lists[-1][1] if lists else end
        order += 1


def _item(document: Document, own: Sequence[_Piece]) -> Item:
    spans = joined(document, own)
    return Item(spans, _ENUMERATOR.sub("", document.text(spans), count=1) if _number(own[0]) else document.text(spans))


def joined(document: Document, pieces: Sequence[_Piece]) -> tuple[Span, ...]:
    """The spans of `pieces`, one where they touch or a blank stands between; a line between two blocks parts them."""
    spans: list[Span] = []
    for span in (span for piece in pieces for span in piece.sentence.spans):
        last = spans[-1] if spans else None
        if last and last.page == span.page and document.page(span.page).text[last.end : span.start] in ("", " "):
            spans[-1] = Span(last.page, last.start, span.end)
        else:
            spans.append(span)
    return tuple(spans)


def _end_of_sentence(pieces: Sequence[_Piece], at: int) -> int:
    """Where the sentence that begins with piece `at` is over: at its full stop, before a list, or where its section ends."""
    end = at + 1
    while end < len(pieces) and not _is_over(pieces[end - 1], pieces[end]):
        if _lists(pieces, end):
            break
        end += 1
    return end


def _is_over(piece: _Piece, following: _Piece) -> bool:
    if following.starts_block and following.text[:1].isupper():
        return True
    apart = piece.headings != following.headings or piece.sentence.kind is not following.sentence.kind
    new_item = following.sentence.kind is BlockKind.ITEM and piece.text.rstrip().endswith(";")
    return apart or new_item or _CALL_AT_END.sub("", piece.text.rstrip()).endswith(_FINAL)


def _lists(pieces: Sequence[_Piece], start: int) -> list[tuple[int, int]]:
    """Where the items of the list that piece `start - 1` announces stand, each `[first, last)`; nothing without a list."""
    if start == 0 or start >= len(pieces) or not announces(pieces[start - 1].text):
        return []
    if pieces[start - 1].sentence.kind is BlockKind.PROSE and pieces[start].sentence.kind is BlockKind.ITEM:
        return _bullets(pieces, start)
    return _enumeration(pieces, start)


def _bullets(pieces: Sequence[_Piece], start: int) -> list[tuple[int, int]]:
    end = start
    while (
        end < len(pieces)
        and pieces[end].sentence.kind is BlockKind.ITEM
        and pieces[end].headings == pieces[start].headings
    ):
        end += 1
    heads = [
        at
        for at in range(start, end)
        if at == start
        or (pieces[at - 1].text.rstrip().endswith((";", ".", ",")) and not _ENUMERATOR.match(pieces[at].text))
    ]
    return list(zip(heads, [*heads[1:], end], strict=True))


def _enumeration(pieces: Sequence[_Piece], start: int) -> list[tuple[int, int]]:
    """« (i) … (ii) … », each number following the one before; an item may hold further sentences."""
    count = next((row for row in _COUNTS if _number(pieces[start]) == row[0]), None)
    if count is None:
        return []
    heads = [start]
    for at in range(start + 1, min(len(pieces), start + MOST_PIECES)):
        if pieces[at].headings != pieces[start].headings or len(heads) == len(count):
            break
        if _number(pieces[at]) == count[len(heads)]:
            heads.append(at)
    if len(heads) < 2:
        return []
    end = heads[-1] + 1
    while end < len(pieces) and not _is_over(pieces[end - 1], pieces[end]):
        end += 1
    return list(zip(heads, [*heads[1:], end], strict=True))


def _number(piece: _Piece) -> str:
    match = _ENUMERATOR.match(piece.text)
    return match[1].lower() if match else ""


def key_of(statement: Statement) -> Key:
    return statement.document.id, statement.order


def language_of(statement: Statement) -> Language:
    """The language of its document; French where that is neither French nor English."""
    return "en" if statement.document.language == "en" else "fr"


def all_spans(statement: Statement) -> tuple[Span, ...]:
    """Its own spans and those of the items of its list."""
    return (*statement.spans, *(span for item in statement.items for span in item.spans))


def condensed(statement: Statement, most: int) -> Statement:
    """The statement with each item of its list cut, at a comma or before "qui", to about `most` words; the spans stay whole."""
    return replace(statement, items=tuple(replace(item, text=_cut(item.text, most)) for item in statement.items))


def _cut(text: str, most: int) -> str:
    if len(text.split()) <= most:
        return text
    places = [match.start() for match in _CLAUSE.finditer(text) if len(text[: match.start()].split()) <= most]
    at = places[-1] if places else 0
    kept = _LOOSE_END.sub("", text[:at].rstrip(" ,;.:"))
    return f"{kept} {CUT}" if len(kept.split()) > 2 else text


def is_whole(statement: Statement) -> bool:
    """Whether it reads as a sentence: a capital at its head, a stop or its list at its end; an entry « AAP : … » does not."""
    text = _CALL_AT_END.sub("", statement.text.strip())
    head = text.lstrip('«“"( ')[:1]
    announces = text.endswith(":") and len(statement.items) > 1
    is_entry = statement.kind is BlockKind.ITEM and bool(_ENTRY.match(text))
    ends = announces or (text.endswith(_FINAL) and not text.endswith("?"))
    return (head.isupper() or head.isdigit()) and ends and not is_entry and "\n" not in text and len(text.split()) > 3
