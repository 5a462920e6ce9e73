"""The whole: an application against the documents, row by row, and the verdict that follows from the rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from bbti_qa.assistant import Assistant
from bbti_qa.documents import BlockKind, Citation, Document, Support, Verdict
from bbti_qa.embedding import Embedder
from bbti_qa.errors import QuestionError
from bbti_qa.language import Language, fold, fold_in_place, stems
from bbti_qa.lexicon import shared_lexicon
from bbti_qa.tasks.eligibility.application import Application, Part, read_profile
from bbti_qa.tasks.eligibility.criterion import Modality, Point, Rule, Source
from bbti_qa.tasks.eligibility.deciding import decide_obligation, decide_points
from bbti_qa.tasks.eligibility.decision import Case, Decision, Silence
from bbti_qa.tasks.eligibility.pins import Pin, pinned_rules
from bbti_qa.tasks.eligibility.programme import find_names
from bbti_qa.tasks.eligibility.reading import read_by_model, remark_on
from bbti_qa.tasks.eligibility.rules import read_rules, sources
from bbti_qa.tasks.eligibility.themes import (
    INSIDE,
    NEARLY,
    Fit,
    Theme,
    fits,
    held,
    is_foreign,
    proof,
    subject_parts,
    themes_of,
)
from bbti_qa.tasks.eligibility.wording import explain, label, question_to_send, text
from bbti_qa.tasks.scope import Assessment as Judged
from bbti_qa.tasks.scope import ScopeJudge, find_criteria, make_proposal, numbers_axes
from bbti_qa.typography import listed
from bbti_qa.understanding import MAX_QUESTION
from bbti_qa.values import Unit, find_values

SAME_MATTER = (
    0.7  # of the words of a sentence about a subject matter, by rarity, that the application must say to be meant by it
)
ONE_OF_MANY = 0.9  # the same where it lists several things, for one of them
MOST_TITLES = 8  # headings that are cited as the axes there are
MOSTLY = 0.5  # share of what is spoken of that belongs to no axis, from which it is about something else
PLACES = 3  # nearest passages that are named where no sentence can be cited
MOST_OBLIGATIONS = 20  # other requirements that are listed


class Overall(StrEnum):
    ELIGIBLE = "eligible"
    CONDITIONAL = "conditional"
    TO_CONFIRM = "to_confirm"
    NOT_ELIGIBLE = "not_eligible"


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion. `citations` are exact; `said` is what of the application it was compared with; `silence` is set where the verdict is unknown.

    `question` is what to ask the programme office, in French and in English; empty unless the documents are silent.
    """

    point: Point
    label: str
    verdict: Verdict
    why: str
    citations: tuple[Citation, ...] = ()
    said: tuple[Part, ...] = ()
    silence: Silence | None = None
    question: tuple[str, str] = ("", "")
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Assessment:
    """What came out, in `language`. `lost` names pinned criteria whose sentence the documents no longer hold."""

    application: Application
    language: Language
    today: date
    rows: tuple[Row, ...]
    index: str = ""
    lost: tuple[str, ...] = ()
    model: str = ""  # that read the description besides the rules
    remarks: tuple[str, ...] = ()  # on that reading

    @property
    def overall(self) -> Overall:
        """Any no: not eligible. Else any silence: to confirm. Else any condition: eligible if it is met."""
        verdicts = {row.verdict for row in self.rows}
        if Verdict.NO in verdicts:
            return Overall.NOT_ELIGIBLE
        if Verdict.UNKNOWN in verdicts or not self.rows:
            return Overall.TO_CONFIRM
        return Overall.CONDITIONAL if Verdict.CONDITIONAL in verdicts else Overall.ELIGIBLE

    @property
    def questions(self) -> tuple[tuple[str, str], ...]:
        """What to ask the programme office, in French and in English."""
        return tuple(dict.fromkeys(row.question for row in self.rows if row.silence is Silence.DOCUMENTS))

    @property
    def missing(self) -> tuple[Row, ...]:
        """What the applicant has not said."""
        return tuple(row for row in self.rows if row.silence is Silence.APPLICANT)

    @property
    def conditions(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.verdict is Verdict.CONDITIONAL)

    @property
    def obstacles(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.verdict is Verdict.NO)


@dataclass(frozen=True, slots=True)
class Criteria:
    """What the documents of one snapshot hold, read once for any number of applications."""

    rules: tuple[Rule, ...]
    themes: tuple[Theme, ...]
    lost: tuple[str, ...] = ()
    programme: tuple[str, ...] = ()  # its names
    judge: ScopeJudge | None = None  # of the axes, the same as `scope` has; none where no headings number them


def read_criteria(assistant: Assistant, pins: Sequence[Pin] = (), programme: Sequence[str] = ()) -> Criteria:
    """The pinned criteria, then those found in the documents, and their axes. `programme` are its names, by default what the documents call it."""
    passages, documents = assistant.snapshot.passages, _documents(assistant)
    called = tuple(programme) or find_names(assistant.snapshot.documents)
    pinned, lost = pinned_rules(pins, passages, documents)
    found = read_rules(passages, documents, called)
    themes = themes_of(passages, documents)
    return Criteria((*pinned, *found), themes, tuple(pin.id for pin in lost), called, _judge(assistant, themes))


def _judge(assistant: Assistant, themes: Sequence[Theme]) -> ScopeJudge | None:
    """The judge of `scope` over the axes, so that both tasks say the same of one text."""
    embedder, snapshot = assistant.retriever.embedder, assistant.snapshot
    if not (themes and themes[0].number and numbers_axes(snapshot) and isinstance(embedder, Embedder)):
        return None
    axes = find_criteria(snapshot)
    return ScopeJudge(snapshot, embedder, axes, glossary=assistant.glossary, lexicon=shared_lexicon())


def assess(
    assistant: Assistant, application: Application, today: date, criteria: Criteria, language: Language | None = None
) -> Assessment:
    """Each criterion that the documents hold against the application; `today` is what deadlines are compared with.

    Where the assistant has a model, it first reads the description for fields that the rules left open; the verdicts follow by rule all the same.
    """
    reason = ""
    if writer := assistant.writer:
        application, reason = read_by_model(application, writer, assistant.glossary, criteria.programme)
    case = Case(criteria.rules, read_profile(application, criteria.programme), today, fold(application.whole))
    spoken = language or application.language
    decisions = [
        *_theme(assistant, application, case, criteria),
        *decide_points(case),
        *_obligations(assistant, application, case),
    ]
    rows = tuple(_with_places(_row(decision, spoken, case.chosen), assistant, spoken) for decision in decisions)
    found = Assessment(application, spoken, today, _marked(rows), assistant.snapshot.id, criteria.lost)
    return replace(found, model=writer.name, remarks=(remark_on(reason, writer.name, spoken),)) if writer else found


def _documents(assistant: Assistant) -> dict[str, Document]:
    return {document.id: document for document in assistant.snapshot.documents}


def _theme(assistant: Assistant, application: Application, case: Case, criteria: Criteria) -> Iterator[Decision]:
    """Said to be excluded or left open, by its own words; else inside or outside the axes."""
    told = _told_of_matter(assistant, application, case)
    ranked = fits(assistant, application, criteria.themes, criteria.programme)
    axis = _axis(assistant, case, ranked)
    if told:
        yield told
        if axis is not None and axis.verdict is Verdict.NO:
            yield axis
    else:
        yield axis or _nearest(assistant, ranked, application, criteria)


def _told_of_matter(assistant: Assistant, application: Application, case: Case) -> Decision | None:
    """A sentence of the documents that excludes this very subject, or says that it is left open."""
    best: tuple[float, Rule] | None = None
    for rule in case.of(Point.THEME, Modality.EXCLUDES, Modality.SILENT):
        for about, least in _matters(rule):
            share = held(about, application, assistant)
            if share >= least and (best is None or share > best[0]):
                best = share, rule
    if best is None:
        return None
    rule, parts = best[1], _nearest_parts(assistant, application, best[1].source)
    if rule.modality is Modality.EXCLUDES:
        return Decision(Point.THEME, Verdict.NO, "theme_excluded", (rule.source,), parts)
    return Decision(Point.THEME, Verdict.UNKNOWN, "theme_left_open", (rule.source,), parts, Silence.DOCUMENTS)


_TALK = re.compile(
    r"\b(?:proposals?|propositions?|out of scope|outside|scope|hors champ|perimetre|finance\w*|soutien\w*|articles?|documents?|textes?|cas|projets?|travaux|recherches?|portant|relevant|eligibles?|admis\w*|exclu\w*|finance\w*|appel|prevu|nomm\w+|donn\w+|dit|disent|indiqu\w+|precis\w+|mentionn\w+|annonc\w+|projects?|research|work|eligible|excluded|funded)\b"
)


_LISTED = re.compile(r"[,;]| (?:et|ou|ni|and|or|nor) ")


def _about(source: Source) -> str:
    """The sentence without the words that speak of saying, of funding and of projects."""
    folded = fold_in_place(source.text)
    letters = list(source.text)
    for match in _TALK.finditer(folded):
        letters[match.start() : match.end()] = " " * (match.end() - match.start())
    return "".join(letters)


def _matters(rule: Rule) -> tuple[tuple[str, float], ...]:
    """What the sentence is about, and each of the things that it excludes, with the share of its words that must be said; of two words or more."""
    about = _about(rule.source)
    listed = _LISTED.split(about) if rule.modality is Modality.EXCLUDES else []
    found = [(about, SAME_MATTER), *((one, ONE_OF_MANY) for one in listed)]
    return tuple((one, least) for one, least in found if len(set(stems(one))) > 1)


def _nearest_parts(assistant: Assistant, application: Application, source: Source) -> tuple[Part, ...]:
    own = set(stems(_about(source)))
    parts = subject_parts(application)
    return tuple(sorted(parts, key=lambda part: -len(own & _stems_of(assistant, part)))[:1])


def _stems_of(assistant: Assistant, part: Part) -> set[str]:
    try:
        terms = assistant.understand(part.text).terms
    except QuestionError:
        return set()
    return {
        stem
        for term in terms
        for stem in (
            term.stem,
            *(other for row in term.alternatives for other in row),
            *(other for other, _ in term.translations),
        )
    }


def _axis(assistant: Assistant, case: Case, ranked: Sequence[Fit]) -> Decision | None:
    """The axis that the applicant names, where the documents have none of that number."""
    if not case.profile.axes or not ranked or ranked[0].theme.number == 0:
        return None
    named = case.profile.axes[0]
    numbers = {fit.theme.number for fit in ranked}
    if int(named.low) in numbers:
        return None
    denied = [
        rule.source for rule in case.rules if re.search(rf"\baxes? {named.low:g}\b", fold_in_place(rule.source.text))
    ]
    denied = (denied or _counting(assistant, len(numbers)))[:1]
    denied = denied or _titles(assistant, ranked)
    values = {"axis": f"{named.low:g}", "axes": ", ".join(str(number) for number in sorted(numbers))}
    return Decision(Point.THEME, Verdict.NO, "axis_unknown", tuple(denied[:MOST_TITLES]), (named.part,), values=values)


def _titles(assistant: Assistant, ranked: Sequence[Fit]) -> list[Source]:
    """The headings of the axes themselves."""
    documents = _documents(assistant)
    found: dict[int, Source] = {}
    for fit in ranked:
        for row in fit.theme.rows:
            passage = assistant.snapshot.passages[row]
            document = documents[passage.document_id]
            for sentence in passage.sentences:
                text_ = document.text(sentence.spans)
                if sentence.kind is BlockKind.HEADING and text_.startswith(fit.theme.heading):
                    found.setdefault(fit.theme.number, Source(document, sentence, text_, passage.headings))
    return [found[number] for number in sorted(found)]


def _counting(assistant: Assistant, axes: int) -> list[Source]:
    """The sentences that say how many axes there are, plainest first."""
    found = [
        source
        for source in sources(assistant.snapshot.passages, _documents(assistant))
        if any(
            value.unit is Unit.COUNT and value.low == axes and value.of[:1] == ("axe",)
            for value in find_values(source.text)
        )
    ]
    return sorted(found, key=lambda source: len(source.text))


def _nearest(assistant: Assistant, ranked: Sequence[Fit], application: Application, criteria: Criteria) -> Decision:
    """Inside an axis, near one, or outside. Where headings number the axes, which one is as `scope` judges the text."""
    if not criteria.themes:
        parts = subject_parts(application)[:1]
        return Decision(Point.THEME, Verdict.UNKNOWN, "documents_silent", (), parts, Silence.DOCUMENTS)
    if not ranked:
        return Decision(Point.THEME, Verdict.UNKNOWN, "theme_unsaid", silence=Silence.APPLICANT)
    judged = criteria.judge.judge(make_proposal("", application.subject)) if criteria.judge else None
    if judged is not None and criteria.judge is not None:
        return _as_judged(assistant, ranked, judged, criteria.judge, application.language)
    best = max(ranked, key=lambda fit: fit.fit) if ranked[0].fit < INSIDE else ranked[0]
    if best.fit >= INSIDE:
        shared = [fit for fit in ranked[1:2] if fit.score >= NEARLY * best.score and fit.fit >= INSIDE]
        return _inside(assistant, best, shared)
    return _not_inside(assistant, ranked, best)


def _as_judged(
    assistant: Assistant, ranked: Sequence[Fit], judged: Judged, judge: ScopeJudge, language: Language
) -> Decision:
    """In the axes that `scope` gives it; in its nearest where only a short description keeps it out; else unknown, with the field it belongs to."""
    fits_by_axis = {fit.theme.number: fit for fit in ranked}
    cells = sorted(judged.cells, key=lambda cell: -cell.score)
    inside = [
        fits_by_axis[number]
        for cell in cells
        if cell.criterion.id in judged.axes and (number := _number_of(cell.criterion.id)) in fits_by_axis
    ]
    if inside:
        return _inside(assistant, inside[0], inside[1:2])
    nearest = fits_by_axis.get(_number_of(cells[0].criterion.id), ranked[0])
    if all(fit.fit < INSIDE for fit in ranked):
        return _not_inside(assistant, ranked, nearest)
    if cells[0].figures.foreign >= MOSTLY and judged.elsewhere:
        field = judge.field_name(judged.elsewhere[0].field, language)
        return _near(assistant, nearest, "theme_elsewhere", field=field)
    return _inside(assistant, nearest, ()) if nearest.fit >= INSIDE else _near(assistant, nearest, "theme_near")


def _number_of(criterion: str) -> int:
    digits = re.search(r"\d+$", criterion)
    return int(digits[0]) if digits else 0


def _inside(assistant: Assistant, best: Fit, shared: Sequence[Fit]) -> Decision:
    found = proof(assistant, best)
    passages = (found,) if found else ()
    values = {"theme": best.theme.heading}
    if shared and (other := proof(assistant, shared[0])):
        values |= {"other": shared[0].theme.heading}
        return Decision(Point.THEME, Verdict.YES, "theme_shared", (*passages, other), (best.part,), values=values)
    return Decision(Point.THEME, Verdict.YES, "theme_inside", passages, (best.part,), values=values)


def _not_inside(assistant: Assistant, ranked: Sequence[Fit], best: Fit) -> Decision:
    if not is_foreign(ranked):
        return _near(assistant, best, "theme_near")
    found = proof(assistant, best)
    values = {"theme": best.theme.heading}
    return Decision(Point.THEME, Verdict.NO, "theme_outside", (found,) if found else (), (best.part,), values=values)


def _near(assistant: Assistant, best: Fit, why: str, **values: str) -> Decision:
    found = proof(assistant, best)
    said = {"theme": best.theme.heading, **values}
    return Decision(Point.THEME, Verdict.UNKNOWN, why, (found,) if found else (), (best.part,), Silence.DOCUMENTS, said)


def _obligations(assistant: Assistant, application: Application, case: Case) -> Iterator[Decision]:
    for rule in case.of(Point.OTHER)[:MOST_OBLIGATIONS]:
        shares = [
            (held(rule.source.text, Application((("description", part.text),)), assistant), part)
            for part in subject_parts(application)
        ]
        share, part = max(shares, key=lambda pair: pair[0], default=(0.0, None))
        yield decide_obligation(rule, share, part)


def _row(decision: Decision, language: Language, chosen: Sequence[str]) -> Row:
    question = question_to_send(decision, chosen) if decision.silence is Silence.DOCUMENTS else ("", "")
    return Row(
        decision.point,
        label(decision.point, language),
        decision.verdict,
        explain(decision, language),
        tuple(citation for source in decision.sources for citation in cited(source)),
        decision.parts,
        decision.silence,
        question,
        decision.why,
    )


def _with_places(row: Row, assistant: Assistant, language: Language) -> Row:
    """Where the documents hold no sentence to cite: the nearest places."""
    if row.citations or row.silence is not Silence.DOCUMENTS:
        return row
    found = assistant.search(
        " ".join((label(row.point, "fr"), *(part.text for part in row.said)))[:MAX_QUESTION], PLACES
    )
    places = dict.fromkeys(f"{item.title}, p. {item.pieces[0].page}" for item in found)
    return replace(row, why=f"{row.why} {text('looked', language)} {listed(places, language)}.") if places else row


def cited(source: Source) -> Iterator[Citation]:
    """Its pieces, each exact, behind those of the sentence that announces it; markers are given later."""
    document = source.document
    lead = source.lead.sentence.spans if source.lead and source.sentence.kind.value == "item" else ()
    for span in (*lead, *source.sentence.spans):
        quote = document.page(span.page).text[span.start : span.end]
        yield Citation(
            0, document.path, document.id, document.title, span.page, span.start, span.end, quote, Support.SUPPORTED
        )


def _marked(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Citations numbered from 1 through the table; one place has one number."""
    markers: dict[tuple[str, int, int, int], int] = {}
    marked = []
    for row in rows:
        citations = []
        for citation in row.citations:
            place = (citation.document_id, citation.page, citation.start, citation.end)
            citations.append(replace(citation, marker=markers.setdefault(place, len(markers) + 1)))
        marked.append(replace(row, citations=tuple(dict.fromkeys(citations))))
    return tuple(marked)
