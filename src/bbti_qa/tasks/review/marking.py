"""A review for others to read: text for a terminal, JSON, Markdown, HTML, and Word with comments. Everything quoted is escaped."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from bbti_qa.checking import Finding
from bbti_qa.documents import Citation
from bbti_qa.language import Language
from bbti_qa.presentation import escape
from bbti_qa.tables import EPOCH, without_clock
from bbti_qa.tasks.review.standing import Review, ReviewedSentence, Standing
from bbti_qa.typography import all_tied, colon, listed, quoted

_WORDS: Mapping[Language, Mapping[str, str]] = {
    "fr": all_tied(
        {
            "title": "Relecture",
            "supported": "soutenue",
            "contradicted": "contredite",
            "absent": "absente des documents",
            "opinion": "opinion ou question",
            "here": "ici",
            "there": "documents",
            "page": "p.",
            "sources": "Passages",
            "nothing": "rien",
            "found_by": "passage désigné par le modèle {model}, confirmé par le contrôle",
            "model": "Relu d'après des règles ; le modèle {model} a cherché où elles ne trouvaient rien.",
        }
    ),
    "en": {
        "title": "Review",
        "supported": "supported",
        "contradicted": "contradicted",
        "absent": "not in the documents",
        "opinion": "opinion or question",
        "here": "here",
        "there": "documents",
        "page": "p.",
        "sources": "Passages",
        "nothing": "nothing",
        "found_by": "passage pointed to by the model {model}, confirmed by the check",
        "model": "Reviewed by rules; the model {model} looked where they found nothing.",
    },
}
_SIGNS = {Standing.SUPPORTED: "✓", Standing.CONTRADICTED: "✗", Standing.ABSENT: "?", Standing.OPINION: "~"}
_COLOURS = {
    Standing.SUPPORTED: "#d6f5d6",
    Standing.CONTRADICTED: "#ffd6d6",
    Standing.ABSENT: "#fff3c4",
    Standing.OPINION: "#e6e6f5",
}
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


_MANY: Mapping[Language, Mapping[str, str]] = {
    "fr": {
        "supported": "soutenues",
        "contradicted": "contredites",
        "absent": "absentes des documents",
        "opinion": "opinions ou questions",
    },
    "en": {"opinion": "opinions or questions"},
}


def words_of(language: Language) -> Mapping[str, str]:
    """The names of the standings and the other texts of a review."""
    return _WORDS[language]


def summary(review: Review) -> str:
    """« 3 soutenues · 1 contredite · … », of the sentences, in the review's language."""
    one, many = words_of(review.language), {**words_of(review.language), **_MANY[review.language]}
    counts = {standing.value: review.count(standing) for standing in Standing}
    return " · ".join(f"{count} {(many if count > 1 else one)[name]}" for name, count in counts.items())


def differences(sentence: ReviewedSentence, language: Language) -> str:
    """Both values of a contradiction: « ici : 60 M€ ; documents : 80 M€ ». Plain text."""
    words = words_of(language)
    told = dict.fromkeys(_difference(finding, words, language) for finding in sentence.findings)
    return " | ".join(told)


def found_by(sentence: ReviewedSentence, language: Language) -> str:
    """Who pointed to the passage, where it was a model; else nothing."""
    return words_of(language)["found_by"].replace("{model}", sentence.found_by) if sentence.found_by else ""


def remarks_of(review: Review) -> tuple[str, ...]:
    """What is told of the review as a whole: the model that took part, and what could not be read or asked."""
    told = (words_of(review.language)["model"].replace("{model}", review.model),) if review.model else ()
    return (*told, *review.remarks)


def _difference(finding: Finding, words: Mapping[str, str], language: Language) -> str:
    sides = ((words["here"], finding.claimed), (words["there"], finding.found))
    said = (f"{side}{colon(language)} {quoted(text or words['nothing'], language)}" for side, text in sides)
    return listed(said, language)


def _place(citation: Citation, words: Mapping[str, str]) -> str:
    return f"{citation.title}, {words['page']} {citation.page} ({citation.document})"


def _source(citation: Citation, language: Language) -> str:
    """Its place and its quote."""
    return f"{_place(citation, words_of(language))}{colon(language)} {quoted(citation.quote, language)}"


def to_text(review: Review) -> str:
    """For a terminal: one sentence a paragraph, with its sign, what differs and the passage."""
    words = words_of(review.language)
    blocks = [summary(review), *remarks_of(review)]
    for sentence in review.sentences:
        lines = [f"{_SIGNS[sentence.standing]} [{words[sentence.standing.value]}] {sentence.text}"]
        if sentence.findings:
            lines.append(f"    {differences(sentence, review.language)}")
        lines += [
            f"    [{c.marker}] {_place(c, words)} — {quoted(c.quote, review.language)}" for c in sentence.citations
        ]
        lines += [f"    {told}" for told in [found_by(sentence, review.language)] if told]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def to_json(review: Review) -> dict[str, Any]:
    """Plain JSON values; keys never disappear."""
    return {
        "language": review.language,
        "index": review.index,
        "counts": {standing.value: review.count(standing) for standing in Standing},
        "remarks": list(review.remarks),
        **({"model": review.model} if review.model else {}),
        "sentences": [_sentence_to_json(sentence) for sentence in review.sentences],
    }


def _sentence_to_json(sentence: ReviewedSentence) -> dict[str, Any]:
    return {
        **({"found_by": sentence.found_by} if sentence.found_by else {}),
        "start": sentence.start,
        "end": sentence.end,
        "text": sentence.text,
        "standing": sentence.standing.value,
        "coverage": round(sentence.coverage, 4),
        "findings": [
            {"kind": f.kind.value, "claimed": f.claimed, "found": f.found, "contradicts": f.contradicts}
            for f in sentence.findings
        ],
        "citations": [
            {
                "marker": c.marker,
                "document": c.document,
                "document_id": c.document_id,
                "title": c.title,
                "page": c.page,
                "start": c.start,
                "end": c.end,
                "quote": c.quote,
                "support": c.support.value,
            }
            for c in sentence.citations
        ],
    }


def _pieces(review: Review) -> Iterator[str | ReviewedSentence]:
    """The reviewed text cut at its sentences; what lies between comes as text."""
    at = 0
    for sentence in review.sentences:
        if sentence.start > at:
            yield review.text[at : sentence.start]
        yield sentence
        at = sentence.end
    if at < len(review.text):
        yield review.text[at:]


def to_markdown(review: Review) -> str:
    """The text, each sentence followed by its standing in bold, then the passages as a list."""
    words = words_of(review.language)
    body = "".join(
        _blank_lines(piece) if isinstance(piece, str) else _marked_markdown(piece, review.language)
        for piece in _pieces(review)
    )
    blocks = [
        f"# {words['title']}",
        escape(summary(review)),
        *(f"> {escape(remark)}" for remark in remarks_of(review)),
        body.strip(),
    ]
    cited = [c for sentence in review.sentences for c in sentence.citations]
    if cited:
        blocks.append(f"## {words['sources']}")
        blocks.append("\n".join(f"- \\[{c.marker}\\] {_source_line(c, review.language)}" for c in cited))
    return "\n\n".join(blocks) + "\n"


def _source_line(citation: Citation, language: Language) -> str:
    place = escape(_place(citation, words_of(language)))
    return f"{place}{colon(language)} {quoted(escape(citation.quote), language)}"


def _blank_lines(between: str) -> str:
    return "\n\n" if "\n" in between else escape(between) or " "


def _marked_markdown(sentence: ReviewedSentence, language: Language) -> str:
    words = words_of(language)
    told = listed(filter(None, (differences(sentence, language), found_by(sentence, language))), language)
    markers = "".join(f" \\[{citation.marker}\\]" for citation in sentence.citations)
    note = f"{_SIGNS[sentence.standing]} {words[sentence.standing.value]}" + (f" ({told})" if told else "")
    return f"{escape(sentence.text)} **{escape(note)}**{markers}"


def to_html(review: Review) -> str:
    """A page of its own, without script, font or picture from elsewhere."""
    words = words_of(review.language)
    styles = "".join(f"mark.{standing.value}{{background:{colour}}}" for standing, colour in _COLOURS.items())
    legend = " ".join(
        f'<mark class="{standing.value}">{_SIGNS[standing]} {html.escape(words[standing.value])} ({review.count(standing)})</mark>'
        for standing in Standing
    )
    body = "".join(
        html.escape(piece).replace("\n", "<br>\n") if isinstance(piece, str) else _marked_html(piece, review.language)
        for piece in _pieces(review)
    )
    remarks = "".join(f"<p><em>{html.escape(remark)}</em></p>" for remark in remarks_of(review))
    notes = "".join(
        f'<li id="n{c.marker}" value="{c.marker}">{html.escape(_source(c, review.language))}</li>'
        for sentence in review.sentences
        for c in sentence.citations
    )
    return (
        f'<!doctype html>\n<html lang="{review.language}"><head><meta charset="utf-8"><title>{words["title"]}</title>'
        f"<style>body{{font:1rem/1.6 serif;max-width:48rem;margin:2rem auto;padding:0 1rem}}mark{{padding:0 .15em}}"
        f"small{{color:#555}}{styles}</style></head>\n<body><h1>{words['title']}</h1><p>{legend}</p>{remarks}\n<div>{body}</div>\n"
        f"<h2>{words['sources']}</h2><ol>{notes}</ol></body></html>\n"
    )


def _marked_html(sentence: ReviewedSentence, language: Language) -> str:
    told = listed(filter(None, (differences(sentence, language), found_by(sentence, language))), language)
    links = "".join(f' <a href="#n{citation.marker}">[{citation.marker}]</a>' for citation in sentence.citations)
    note = f" <small>({html.escape(told)})</small>" if told else ""
    label = html.escape(words_of(language)[sentence.standing.value], quote=True)
    return (
        f'<mark class="{sentence.standing.value}" title="{label}">{_SIGNS[sentence.standing]} {html.escape(sentence.text)}</mark>'
        f"{note}{links}"
    )


def to_docx(review: Review, when: datetime = EPOCH) -> bytes:
    """A Word file: the text, its sentences highlighted, each with a comment that quotes the passage. The same review gives the same bytes."""
    import docx

    words = words_of(review.language)
    document = docx.Document()
    document.core_properties.title = words["title"]
    document.core_properties.author = "bbti-qa"
    document.core_properties.created = document.core_properties.modified = when
    document.add_heading(words["title"], level=1)
    document.add_paragraph(_clean(summary(review)))
    for remark in remarks_of(review):
        document.add_paragraph(_clean(remark))
    paragraph = document.add_paragraph()
    for piece in _pieces(review):
        if isinstance(piece, str):
            if "\n" in piece:
                paragraph = document.add_paragraph()
            else:
                paragraph.add_run(_clean(piece))
            continue
        run = paragraph.add_run(_clean(piece.text))
        _shade(run, _COLOURS[piece.standing])
        comment = document.add_comment(
            run, text=_clean(_comment(piece, review.language)), author="bbti-qa", initials="b"
        )
        comment._comment_elm.set(
            "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}date", when.strftime("%Y-%m-%dT%H:%M:%SZ")
        )
    stream = io.BytesIO()
    document.save(stream)
    return without_clock(stream.getvalue())


def _shade(run: Any, colour: str) -> None:
    """A soft background; Word's own highlighters are too loud to read through."""
    from docx.oxml.ns import qn

    shading = run._element.get_or_add_rPr().makeelement(qn("w:shd"), {})
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour.removeprefix("#").upper())):
        shading.set(qn(f"w:{name}"), value)
    run._element.get_or_add_rPr().append(shading)


def _comment(sentence: ReviewedSentence, language: Language) -> str:
    words = words_of(language)
    told = differences(sentence, language)
    lines = [words[sentence.standing.value], *([told] if told else [])]
    lines += [f"[{c.marker}] {_source(c, language)}" for c in sentence.citations]
    lines += filter(None, [found_by(sentence, language)])
    return "\n".join(lines)


def _clean(text: str) -> str:
    return _CONTROLS.sub("", text)
