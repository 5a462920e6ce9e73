"""A brief as a manuscript: where everything stands, which footnote proves it, what the program says about its own work."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from bbti_qa.dating import long_date
from bbti_qa.documents import Citation, Document
from bbti_qa.errors import BriefError, MissingExtra
from bbti_qa.language import Language
from bbti_qa.manuscript import Block, Heading, Manuscript, Paragraph, ParagraphStyle, Picture, Run, Table
from bbti_qa.tasks.brief.brief import (
    Brief,
    BriefSentence,
    KeyFact,
    LedgerKind,
    Section,
    SentenceKind,
    Template,
)
from bbti_qa.tasks.brief.timeline import draw_timeline
from bbti_qa.tasks.brief.wording import word
from bbti_qa.typography import MARKS, colon, quoted

MOST_NOTES = 12  # numbers of notes in a row of the ledger


def to_manuscript(
    brief: Brief, documents: Mapping[str, Document], *, with_ledger: bool = True, mark_unsupported: bool = False
) -> Manuscript:
    """The brief to be written as Word, HTML or Markdown. `documents` by id, for their version and date.

    Raises BriefError where a sentence is unsupported, unless `mark_unsupported` has it marked in the text.
    """
    if brief.unsupported and not mark_unsupported:
        raise BriefError(
            f"{len(brief.unsupported)} of the {len(brief.sentences)} sentences of this brief have no support in the documents, the first: "
            f"“{brief.unsupported[0].text[:80]}”. Take them out, or have them marked (--mark-unsupported)."
        )
    request = brief.request
    writer = _Writer(brief, documents)
    sources = {c.document_id for sentence in brief.sentences for c in sentence.citations}
    details = (
        word(f"audience_{request.audience.value}", request.language),
        word("sources", request.language, documents=len(sources), index=brief.index),
        *((word("written_by", request.language, model=brief.engine),) if brief.is_written else ()),
    )
    blocks = [*writer.body(), *writer.glossary(), *writer.about_itself()]
    blocks += writer.ledger() if with_ledger else []
    return Manuscript(
        brief.title,
        request.language,
        request.date,
        tuple(blocks),
        word(request.template.value, request.language),
        details,
    )


class _Writer:
    def __init__(self, brief: Brief, documents: Mapping[str, Document]) -> None:
        self._brief = brief
        self._language: Language = brief.request.language
        self._documents = documents

    def body(self) -> Iterator[Block]:
        template = self._brief.request.template
        if template is Template.CHRONOLOGIE:
            yield from self._timeline()
        elif template is Template.COMMUNIQUE:
            yield from self._press_release()
        else:
            yield from self._facts()
            for at, section in enumerate(self._brief.sections):
                yield from self._section(section, is_lead=at == 0 and template is not Template.FAQ)
            yield from self._unanswered()

    def glossary(self) -> Iterator[Block]:
        if not self._brief.expansions:
            return
        yield Heading(word("glossary", self._language), 2)
        for one in self._brief.expansions:
            source = one.document or word("glossary_own", self._language)
            runs = (
                Run(one.short, bold=True),
                Run(f"{colon(self._language)} {one.long} "),
                Run(f"({source})", italic=True),
            )
            yield Paragraph(runs, ParagraphStyle.SMALL)

    def about_itself(self) -> Iterator[Block]:
        brief, language = self._brief, self._language
        text = word("honest_model", language, model=brief.engine) if brief.is_written else word("honest", language)
        if any(sentence.language != language for sentence in brief.sentences):
            text = f"{text} {word('foreign_quotes' if brief.is_written else 'foreign', language)}"
        yield Paragraph((Run(text),), ParagraphStyle.NOTICE)
        if brief.remarks:
            yield Heading(word("checked", language), 2)
        for remark in brief.remarks:
            yield Paragraph((Run(remark.text),), ParagraphStyle.ITEM)

    def ledger(self) -> Iterator[Block]:
        if not self._brief.ledger:
            return
        yield Heading(word("ledger", self._language), 1, new_page=True)
        yield Paragraph((Run(word("ledger_intro", self._language)),), ParagraphStyle.SMALL)
        head = tuple(word(f"head_{name}", self._language) for name in ("kind", "fact", "note", "source"))
        yield Table(tuple(self._ledger_rows()), (0.14, 0.38, 0.12, 0.36), head, small=True)

    def _ledger_rows(self) -> Iterator[tuple[tuple[Run, ...], ...]]:
        """One row for each saying; sayings of one kind together, in the order of the text."""
        notes = self._note_numbers()
        order = list(LedgerKind)
        entries = sorted(self._brief.ledger, key=lambda entry: order.index(entry.kind))
        for kind, group in groupby(entries, key=lambda entry: entry.kind):
            sayings: dict[str, list[tuple[int, Citation]]] = {}
            for entry in group:
                if entry.citations and entry.sentence in notes:
                    sayings.setdefault(entry.text, []).append((notes[entry.sentence], entry.citations[0]))
            for text, places in sayings.items():
                numbers = list(dict.fromkeys(number for number, _ in places))
                shown = ", ".join(map(str, numbers[:MOST_NOTES])) + (" …" if len(numbers) > MOST_NOTES else "")
                first = places[0][1]
                source = f"{first.title}, {word('page', self._language, page=first.page)}"
                name = word(f"ledger_{kind.value}", self._language)
                yield ((Run(name),), (Run(text),), (Run(shown),), (Run(source),))

    def _note_numbers(self) -> dict[int, int]:
        """Number of the footnote by number of the sentence, both from 1; a sentence without a citation has none."""
        cited = [at for at, sentence in enumerate(self._brief.sentences, start=1) if sentence.citations]
        return {sentence: note for note, sentence in enumerate(cited, start=1)}

    def _facts(self) -> Iterator[Block]:
        facts = self._brief.facts
        if facts:
            yield Heading(word("key_facts", self._language), 1)
            yield Table(tuple(self._fact_row(fact) for fact in facts), (0.2, 0.8))

    def _fact_row(self, fact: KeyFact) -> tuple[tuple[Run, ...], ...]:
        label = (Run(fact.label, bold=True),)
        if fact.sentence is None:
            return (label, (Run(", ".join(fact.values), italic=True),))
        return (label, self._with_bold(fact.sentence, fact.values))

    def _with_bold(self, sentence: BriefSentence, values: Sequence[str]) -> tuple[Run, ...]:
        """The sentence with its values bold; the footnote behind its last word."""
        whole = self._sentence(sentence)
        marks = [re.escape(value) for value in sorted(values, key=len, reverse=True) if value]
        if not marks:
            return (whole,)
        parts = [part for part in re.split(f"({'|'.join(marks)})", whole.text) if part]
        runs = [Run(part, bold=part in values, language=whole.language) for part in parts]
        last = runs[-1]
        return (*runs[:-1], Run(last.text, last.bold, language=last.language, note=whole.note, comment=whole.comment))

    def _timeline(self) -> Iterator[Block]:
        dates = self._brief.dates
        language = self._language
        if not dates:
            return
        first, last = dates[0].date[:4], dates[-1].date[:4]
        try:
            png = draw_timeline(dates, self._brief.request.date)
            yield Picture(png, word("timeline_alt", language, count=len(dates), first=first, last=last))
        except MissingExtra:
            yield Paragraph((Run(word("timeline_missing", language)),), ParagraphStyle.NOTICE)
        yield Heading(word("dates_table", language), 1)
        head = (word("head_date", language), word("head_event", language))
        rows = tuple(((Run(fact.said, bold=True),), (self._sentence(fact.sentence),)) for fact in dates)
        yield Table(rows, (0.2, 0.8), head)

    def _press_release(self) -> Iterator[Block]:
        language, request = self._language, self._brief.request
        place = word("press_place", language, date=long_date(request.date, language))
        yield Paragraph((Run(place),), ParagraphStyle.PLACEHOLDER)
        for at, section in enumerate(self._brief.sections):
            yield from self._section(section, is_lead=at == 0, with_heading=at > 0)
        yield Paragraph((Run(word("press_quote", language)),), ParagraphStyle.PLACEHOLDER)
        yield Paragraph((Run(word("press_contact", language)),), ParagraphStyle.PLACEHOLDER)

    def _section(self, section: Section, *, is_lead: bool = False, with_heading: bool = True) -> Iterator[Block]:
        if with_heading:
            yield Heading(section.heading, 1)
        if not section.sentences:
            yield Paragraph((Run(section.silence, italic=True),))
        style = ParagraphStyle.LEAD if is_lead else ParagraphStyle.BODY
        held: list[BriefSentence] = []
        for sentence in section.sentences:
            breaks = held and (_stand_apart(held[-1], sentence) or held[-1].kind is SentenceKind.HEADING)
            if held and (sentence.kind is not SentenceKind.PROSE or breaks):
                yield self._paragraph(held, style)
                held = []
            if sentence.kind is SentenceKind.ITEM:
                yield self._paragraph([sentence], ParagraphStyle.ITEM)
            elif sentence.kind is SentenceKind.HEADING:
                yield Heading(sentence.text, 3) if not sentence.citations else self._run_in(sentence)
            else:
                held.append(sentence)
        if held:
            yield self._paragraph(held, style)

    def _run_in(self, sentence: BriefSentence) -> Paragraph:
        run = self._sentence(sentence)
        return Paragraph((Run(run.text, bold=True, language=run.language, note=run.note, comment=run.comment),))

    def _paragraph(self, sentences: Sequence[BriefSentence], style: ParagraphStyle) -> Paragraph:
        runs: list[Run] = []
        for sentence in sentences:
            if runs:
                runs.append(Run(" "))
            runs.append(self._sentence(sentence))
        return Paragraph(tuple(runs), style)

    def _sentence(self, sentence: BriefSentence) -> Run:
        text = sentence.text
        if sentence.language != self._language:
            text = quoted(text, self._language)
        if not sentence.is_supported:
            text = f"{word('weak' if sentence.is_weak else 'unsupported', self._language)} {text}"
        comment = " ".join(remark.text for remark in sentence.remarks)
        foreign = sentence.language if sentence.language != self._language else None
        return Run(text, language=foreign, note=self._note(sentence), comment=comment)

    def _note(self, sentence: BriefSentence) -> tuple[Run, ...]:
        """The places that prove a sentence: document, version, page and quote, one after the other."""
        opening, closing = MARKS[self._language]
        runs: list[Run] = []
        for citation in sentence.citations:
            if runs:
                runs.append(Run(" — "))
            runs += [
                Run(f"{self._place(citation)}{colon(self._language)} {opening}"),
                Run(citation.quote, quoted=True, language=self._spoken(citation, sentence)),
                Run(closing),
            ]
        return tuple(runs)

    def _spoken(self, citation: Citation, sentence: BriefSentence) -> Language:
        """The language of a quote: a model's sentence may be in another one than its document."""
        document = self._documents.get(citation.document_id) if sentence.author else None
        return sentence.language if document is None else "en" if document.language == "en" else "fr"

    def _place(self, citation: Citation) -> str:
        document = self._documents.get(citation.document_id)
        version = document.version if document else ""
        parts = [
            citation.title,
            word("version", self._language, version=version) if version else "",
            document.date if document else "",
            word("page", self._language, page=citation.page),
        ]
        return ", ".join(filter(None, parts))

    def _unanswered(self) -> Iterator[Block]:
        if not self._brief.unanswered:
            return
        yield Heading(word("unanswered_faq", self._language), 2)
        for question in self._brief.unanswered:
            yield Paragraph((Run(question),), ParagraphStyle.ITEM)


def _stand_apart(one: BriefSentence, other: BriefSentence) -> bool:
    """Whether two sentences are of two documents, each in its own words; what a model writes is one text."""
    return _document(one) != _document(other) and not (one.author and other.author)


def _document(sentence: BriefSentence) -> str:
    return sentence.citations[0].document_id if sentence.citations else ""
