"""An answer for others to read: plain JSON values (the stable schema), text for a terminal, Markdown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bbti_qa.documents import Answer, Area, Citation, ConsideredPassage, Notice, NoticeKind, Outcome, Passport, Support
from bbti_qa.language import Language
from bbti_qa.typography import colon, quoted

_WORDS: dict[Language, dict[str, str]] = {
    "fr": {
        "sources": "Sources",
        "page": "p.",
        "near": "Passages les plus proches",
        "confidence": "confiance",
        "weak": "appui partiel",
        "top": "texte reconnu dans l'image, en haut de la page",
        "middle": "texte reconnu dans l'image, au milieu de la page",
        "bottom": "texte reconnu dans l'image, en bas de la page",
        "verdict": "Verdict",
        "yes": "oui",
        "no": "non",
        "conditional": "sous conditions",
        "unknown": "les documents ne tranchent pas",
    },
    "en": {
        "sources": "Sources",
        "page": "p.",
        "near": "Nearest passages",
        "confidence": "confidence",
        "weak": "partial support",
        "top": "text recognised in the picture, at the top of the page",
        "middle": "text recognised in the picture, in the middle of the page",
        "bottom": "text recognised in the picture, at the bottom of the page",
        "verdict": "Verdict",
        "yes": "yes",
        "no": "no",
        "conditional": "with conditions",
        "unknown": "the documents do not settle it",
    },
}
_BLANKS = re.compile(r"[^\S\u00a0\u202f]+")
_MARKDOWN_SIGNS = str.maketrans({sign: f"\\{sign}" for sign in r"\`*_{}[]<>#+-.!|~$:&()^=@"})
"""What CommonMark, GitHub or Pandoc read as more than itself; each of them takes a backslash before it."""


def to_json(answer: Answer) -> dict[str, Any]:
    """The answer schema of the documentation, as plain JSON values. Keys never disappear; `verdict` may be None.

    Where a language model was asked there is one key more, `passport`: how the answer came about, for `bbti-qa verify`.
    """
    row: dict[str, Any] = {
        "id": answer.id,
        "question": answer.question,
        "language": answer.language,
        "outcome": answer.outcome.value,
        "verdict": answer.verdict.value if answer.verdict else None,
        "text": answer.text,
        "citations": [_citation_to_json(citation) for citation in answer.citations],
        "notices": [_notice_to_json(notice) for notice in answer.notices],
        "passages": [passage_to_json(passage) for passage in answer.passages],
        "confidence": round(answer.confidence, 4),
        "engine": answer.engine,
        "index": answer.index,
        "seconds": round(answer.seconds, 4),
    }
    if answer.passport is not None:
        row["passport"] = _passport_to_json(answer.passport)
    return row


def _passport_to_json(passport: Passport) -> dict[str, Any]:
    return {
        "question": passport.question,
        "rewritten": passport.rewritten,
        "index": passport.index,
        "evidence": [
            {
                "name": item.name,
                "document": item.document,
                "document_id": item.document_id,
                "pieces": [{"page": span.page, "start": span.start, "end": span.end} for span in item.spans],
                "score": round(item.score, 4),
            }
            for item in passport.evidence
        ],
        "prompt": passport.prompt,
        "model": passport.model,
        "parameters": dict(passport.parameters),
        "replies": list(passport.replies),
        "opening": passport.opening,
        "claims": [
            {"text": claim.text, "citations": list(claim.citations), "support": claim.support.value}
            for claim in passport.claims
        ],
        "dropped": [{"text": one.text, "reason": one.reason, "mended": one.mended} for one in passport.dropped],
        "unknown_pointers": passport.unknown_pointers,
        "fallback": passport.fallback,
        "seconds": dict(passport.seconds),
    }


def _citation_to_json(citation: Citation) -> dict[str, Any]:
    return {
        "marker": citation.marker,
        "document": citation.document,
        "document_id": citation.document_id,
        "title": citation.title,
        "page": citation.page,
        "start": citation.start,
        "end": citation.end,
        "quote": citation.quote,
        "support": citation.support.value,
    } | ({"area": _area_to_json(citation.area)} if citation.area else {})


def _area_to_json(area: Area) -> dict[str, Any]:
    """The boxes are in points from the lower left corner of the page: left, bottom, right, top."""
    boxes = [[round(edge, 1) for edge in (box.left, box.bottom, box.right, box.top)] for box in area.boxes]
    return {"recognised": True, "third": area.third.value, "boxes": boxes}


def _notice_to_json(notice: Notice) -> dict[str, Any]:
    return {"kind": notice.kind.value, "text": notice.text, "citations": list(notice.citations)}


def passage_to_json(passage: ConsideredPassage) -> dict[str, Any]:
    """A passage of the schema; `pieces` is added where it lies on more than one stretch of text."""
    first = passage.pieces[0]
    row: dict[str, Any] = {
        "document": passage.document,
        "document_id": passage.document_id,
        "title": passage.title,
        "page": first.page,
        "start": first.start,
        "end": first.end,
        "heading": list(passage.headings),
        "score": round(passage.score, 4),
        "text": passage.text,
    }
    if len(passage.pieces) > 1:
        row["pieces"] = [{"page": piece.page, "start": piece.start, "end": piece.end} for piece in passage.pieces]
    return row


def to_text(answer: Answer) -> str:
    """For a terminal: the answer, its notices, then one line a source with the page and the exact quote."""
    return "\n".join([answer.text, *notes(answer)])


def notes(answer: Answer) -> list[str]:
    """For a terminal: what stands below the text of an answer, its notices and sources, a line each."""
    language = _language(answer)
    words = _WORDS[language]
    lines = [f"= {line}" for line in _verdict(answer)]
    lines += [f"! {notice.text}{_references(notice)}" for notice in answer.notices]
    if answer.citations:
        lines += ["", f"{words['sources']}{colon(language)}"]
        lines += [
            f"  [{c.marker}] {c.title}, {words['page']} {c.page} ({c.document}){_reserve(c, words)} — {quoted(c.quote, language)}"
            for c in answer.citations
        ]
    return lines


def _verdict(answer: Answer) -> list[str]:
    """« Verdict : oui », where the question asks for one and something is answered."""
    if answer.verdict is None or answer.outcome is not Outcome.ANSWERED:
        return []
    language = _language(answer)
    words = _WORDS[language]
    return [f"{words['verdict']}{colon(language)} {words[answer.verdict.value]}"]


def _references(notice: Notice) -> str:
    """The markers of a notice about the check; other notices name their places in words."""
    told = notice.citations if notice.kind is NoticeKind.CHECKED else ()
    return "".join(f" [{number}]" for number in told)


def _reserve(citation: Citation, words: Mapping[str, str]) -> str:
    """What a reader of a source must know of it, each in brackets."""
    weak = f" ({words['weak']})" if citation.support is Support.WEAK else ""
    return f"{weak} ({words[citation.area.third]})" if citation.area else weak


def passages_to_text(passages: tuple[ConsideredPassage, ...]) -> str:
    """For a terminal: one passage after the other, best first, with its score and its place."""
    return "\n\n".join(
        f"{number}. {passage.title}, p. {passage.pieces[0].page} ({passage.score:.2f})"
        + (f" — {' › '.join(passage.headings)}" if passage.headings else "")
        + f"\n   {passage.text}"
        for number, passage in enumerate(passages, start=1)
    )


def to_markdown(answer: Answer) -> str:
    """The question, the answer and its sources; nothing of a document can turn into a link, an image or HTML."""
    language = _language(answer)
    words = _WORDS[language]
    blocks = [
        f"## {escape(answer.question)}",
        *(f"**{escape(line)}**" for line in _verdict(answer)),
        escape(answer.text),
    ]
    blocks += [f"> {escape(notice.text)}" for notice in answer.notices]
    if answer.citations:
        blocks.append(f"### {words['sources']}")
        blocks.append("\n".join(_source_line(citation, language) for citation in answer.citations))
    return "\n\n".join(blocks) + "\n"


def _source_line(citation: Citation, language: Language) -> str:
    words = _WORDS[language]
    return (
        f"{citation.marker}. {escape(citation.title)}, {words['page']} {citation.page} "
        f"({escape(citation.document)}){_reserve(citation, words)}{colon(language)} {quoted(escape(citation.quote), language)}"
    )


def escape(text: str) -> str:
    """`text` so that Markdown shows it letter by letter, on one line; its no-break spaces stay."""
    return _BLANKS.sub(" ", text.translate(_MARKDOWN_SIGNS)).strip()


def _language(answer: Answer) -> Language:
    return "en" if answer.language == "en" else "fr"
