"""A topic in, a brief out: what the documents hold on it, planned into sections, each a selection of their own sentences.

    topic -> candidates -> plan (sections) -> selection -> sentences with their places -> margin, ledger -> Brief

With a language model an `Author` writes each planned section from the same statements; a section is `BriefSentence` values whoever wrote
them, so that footnotes, margin and ledger are made alike.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bbti_qa.acronyms import definitions
from bbti_qa.documents import NoticeKind
from bbti_qa.errors import BriefError
from bbti_qa.judging import survey
from bbti_qa.language import fold, words
from bbti_qa.tasks.brief.aspects import CORE, LEAST, Aspect, aspect_of, weights
from bbti_qa.tasks.brief.author import Author, Progress
from bbti_qa.tasks.brief.brief import (
    Audience,
    Brief,
    BriefRequest,
    BriefSentence,
    DatedFact,
    Expansion,
    Length,
    Section,
    Template,
)
from bbti_qa.tasks.brief.chronology import dated_facts, label_of
from bbti_qa.tasks.brief.facts import key_facts
from bbti_qa.tasks.brief.ledger import ledger_of
from bbti_qa.tasks.brief.numbered import numbered_parts
from bbti_qa.tasks.brief.openings import Opening, opening_of
from bbti_qa.tasks.brief.questions import questions_on
from bbti_qa.tasks.brief.relevance import Candidate, candidates, passages_on
from bbti_qa.tasks.brief.remarks import Margin
from bbti_qa.tasks.brief.repetition import merged
from bbti_qa.tasks.brief.selection import Placed, Room, Selection, fill
from bbti_qa.tasks.brief.sentences import heading_sentence, joined_sentences, sentences_of, single_sentence
from bbti_qa.tasks.brief.statements import Statement, key_of, statements_of
from bbti_qa.tasks.brief.topic import Topic
from bbti_qa.tasks.brief.wording import word
from bbti_qa.typography import listed

if TYPE_CHECKING:
    from bbti_qa.assistant import Assistant
    from bbti_qa.understanding import Question

ROOMS = {
    (Template.NOTE, Length.SHORT): Room(words=170, sentences=2, sections=4),
    (Template.NOTE, Length.PAGE): Room(words=430, sentences=4),
    (Template.FICHE, Length.SHORT): Room(words=90, sentences=2, longest=80, sections=2),
    (Template.FICHE, Length.PAGE): Room(words=140, sentences=2, longest=90, sections=3),
    (Template.COMMUNIQUE, Length.SHORT): Room(words=150, sentences=2, longest=100, sections=3),
    (Template.COMMUNIQUE, Length.PAGE): Room(words=300, sentences=3, sections=5),
}
ESSENTIAL = "essential"
WIDER = 0.3  # of the best score, for what has a place in a timeline
NEXT_LEAD = 0.8  # of the best statement's figures, for another to lead where the key facts have that one
EARLY, EARLY_GAIN = 9, 0.15  # first words of a sentence; gain of one that names the topic there
ADDING_LOSS = 0.15  # of one that says that it is said besides: « a aussi pour tâche de … »
_ADDS = re.compile(r"\b(?:aussi|également|also|as well|too)\b", re.IGNORECASE)
TITLE_LETTERS = 120
MOST_NEAR = 6  # further statements of an aspect that a model is given


@dataclass(frozen=True, slots=True)
class _Material:
    """What the documents hold on the topic."""

    question: Question
    topic: Topic
    statements: tuple[Statement, ...]
    candidates: tuple[Candidate, ...]
    margin: Margin
    author: Author | None = None

    @property
    def every(self) -> dict[tuple[str, int], Statement]:
        return {key_of(statement): statement for statement in self.statements}


@dataclass(frozen=True, slots=True)
class _Plan:
    """A section to be written: its statements as they are placed, others near them that a model may use too, how many sentences it may have."""

    name: str
    heading: str
    placed: tuple[Placed, ...]
    more: tuple[Statement, ...] = ()
    most: int = 3


def write_brief(assistant: Assistant, request: BriefRequest, progress: Progress | None = None) -> Brief:
    """The brief that `request` asks for: of the documents' own sentences, or written by the assistant's model where it has one.

    What is in it is chosen without the model either way. `progress` hears how many of the parts the model has written. Raises BriefError
    where the documents hold nothing on the topic, and QuestionError for a topic that is empty or far too long.
    """
    writer = assistant.writer
    assistant = assistant.extractive()
    material = _gather(assistant, request)
    if writer is not None:
        material = replace(material, author=Author(writer, request, material.margin, assistant.glossary, progress))
    brief = Brief(request, _title(request.topic), (), index=assistant.snapshot.id)
    if request.template is Template.FAQ:
        brief = _with_questions(assistant, material, brief)
    elif request.template is Template.CHRONOLOGIE:
        brief = _with_dates(assistant, material, brief)
    else:
        brief = _with_sections(material, brief)
    if not brief.sentences:
        raise BriefError(_nothing(assistant, request))
    if author := material.author:
        brief = replace(brief, engine=author.name if author.wrote else brief.engine, remarks=tuple(author.remarks))
    spelled = _expansions(assistant, brief)
    ledger = ledger_of(brief.sentences, [(one.short, one.long) for one in spelled], _Vocabulary(assistant).is_common)
    used = spelled if request.audience is Audience.GRAND_PUBLIC else ()
    return replace(brief, expansions=used, ledger=ledger)


def _gather(assistant: Assistant, request: BriefRequest) -> _Material:
    answer = assistant.answer(request.topic, language=request.language)
    if not answer.is_answered:
        raise BriefError(_nothing(assistant, request))
    question = assistant.understand(request.topic)
    topic = Topic(question, assistant)
    documents = {document.id: document for document in assistant.snapshot.documents}
    statements = statements_of(assistant.snapshot.passages, documents)
    found = merged(candidates(assistant, question, topic, statements, request.audience))
    if not found:
        raise BriefError(_nothing(assistant, request))
    margin = Margin(
        survey(passages_on(assistant, question), documents),
        assistant.snapshot.documents,
        statements,
        [candidate.statement for candidate in found],
        sorted(topic.stems),
        request.date,
        request.language,
    )
    return _Material(question, topic, statements, found, margin)


def _nothing(assistant: Assistant, request: BriefRequest) -> str:
    answer = assistant.answer(request.topic, language=request.language)
    looked = next((notice.text for notice in answer.notices if notice.kind is NoticeKind.LOOKED), "")
    return word("nothing", request.language, topic=request.topic, looked=looked).strip()


def _with_sections(material: _Material, brief: Brief) -> Brief:
    """Note, sheet and press release: the essential first, then the documents' numbered parts if the topic has any, then aspects."""
    request = brief.request
    room = ROOMS[request.template, request.length]
    selection = Selection(material.every, room, material.topic.stems)
    facts = key_facts(material.candidates, material.every, request) if request.template is Template.FICHE else ()
    told = {key_of(statement) for _, statement in facts if statement is not None}
    pool = [candidate for candidate in material.candidates if key_of(candidate.statement) not in told]
    lead = _lead(material.candidates, material.topic)
    if lead is not None and key_of(lead.statement) in told:
        near = [one for one in pool if min(one.about / lead.about, one.score / lead.score) >= NEXT_LEAD]
        lead = _lead(near, material.topic)
    if lead is not None:
        selection.take(lead, ESSENTIAL, most=1)
    parts = numbered_parts(material.question, material.statements, brief.request.audience)
    for heading, members in parts:
        for candidate in members[: 1 if request.length is Length.SHORT else 2]:
            selection.take(candidate, heading, most=2)
    fill(selection, pool, lambda statement: aspect_of(statement).value)
    names = [
        ESSENTIAL,
        Aspect.WHAT.value,
        *(heading for heading, _ in parts),
        *(a.value for a in Aspect if a is not Aspect.WHAT),
    ]
    placed = {name: selection.placed(name) for name in names if selection.sections.get(name)}
    plans = [
        _Plan(
            name,
            _heading(name, request),
            own,
            _leads(placed) if name == ESSENTIAL else _near(name, pool, placed),
            room.sentences,
        )
        for name, own in placed.items()
    ]
    stated = [statement for _, statement in facts if statement is not None]
    if material.author:
        material.author.expect(len(plans) + bool(stated))
    shown = dict(
        zip(map(key_of, stated), _each(stated, word("key_facts", request.language), material, request), strict=True)
    )
    sections = _sections(plans, material, request)
    if request.template is Template.NOTE:
        sections += filter(None, [_silence(selection, material, request)])
    facts_shown = tuple(
        fact if statement is None else replace(fact, sentence=shown[key_of(statement)]) for fact, statement in facts
    )
    return replace(brief, sections=tuple(sections), facts=facts_shown)


def _leads(placed: Mapping[str, Sequence[Placed]]) -> tuple[Statement, ...]:
    """What a model may sum up first: the first statement of each section that has others besides."""
    return tuple(own[0].statement for own in placed.values() if len(own) > 1)


def _near(name: str, pool: Sequence[Candidate], placed: Mapping[str, Sequence[Placed]]) -> tuple[Statement, ...]:
    """Statements of the same aspect for which the documents' own sentences had no room, best first; a model says more in fewer words."""
    taken = {key_of(one.statement) for own in placed.values() for one in own}
    found = (one.statement for one in pool if aspect_of(one.statement).value == name)
    return tuple(statement for statement in found if key_of(statement) not in taken)[:MOST_NEAR]


def _sections(plans: Sequence[_Plan], material: _Material, request: BriefRequest) -> list[Section]:
    """Each plan written: by the author, if there is one, in the place of the documents' own sentences."""
    found = []
    for plan in plans:
        sentences = _written(plan.placed, request, material.margin, plan.name)
        if material.author:
            statements = [*(place.statement for place in plan.placed), *plan.more]
            sentences = material.author.part(plan.heading, statements, sentences, plan.most)
        if sentences:
            found.append(Section(plan.heading, sentences))
    return found


def _each(
    statements: Sequence[Statement], heading: str, material: _Material, request: BriefRequest
) -> Sequence[BriefSentence]:
    """One sentence for each statement: of the key facts, of a timeline."""
    own = tuple(_single(statement, request, material.margin) for statement in statements)
    return material.author.lines(heading, statements, own) if material.author and statements else own


def _lead(pool: Sequence[Candidate], topic: Topic) -> Candidate | None:
    """The best statement that stands alone: one that says what the topic is or is for, rather than a detail."""
    return max(pool, key=lambda candidate: _promise(candidate, topic), default=None)


def _promise(candidate: Candidate, topic: Topic) -> float:
    told = [aspect for aspect, weight in weights(candidate.statement).items() if weight >= LEAST]
    telling = {Aspect.WHAT: 0.12, Aspect.WHY: 0.08, Aspect.WHO: 0.04, Aspect.HOW_MUCH: 0.04}
    opening = {Opening.FREE: 0.1, Opening.CONNECTED: 0.0, Opening.LEANING: -0.2}
    statement = candidate.statement
    begins = " ".join(statement.text.split()[:EARLY])
    adds = ADDING_LOSS * bool(_ADDS.search(begins))
    names_topic = EARLY_GAIN * topic.is_named_in(" ".join(statement.text.split()[:EARLY]))
    return (
        candidate.score * candidate.about
        + max((telling.get(aspect, 0.0) for aspect in told), default=0.0)
        + opening[opening_of(statement.text)]
        + names_topic
        - adds
    )


def _silence(selection: Selection, material: _Material, request: BriefRequest) -> Section | None:
    """Says on which core aspects no statement on the topic tells anything."""
    spoken = {
        aspect for one in material.candidates for aspect, weight in weights(one.statement).items() if weight >= LEAST
    }
    silent = [aspect for aspect in CORE if aspect not in spoken and not selection.sections.get(aspect.value)]
    if not silent:
        return None
    headings = (_heading(aspect.value, request) for aspect in silent)
    points = listed((heading.rstrip(" \u00a0?").lower() for heading in headings), request.language)
    return Section(word("unsaid", request.language), silence=word("silence_on", request.language, points=points))


def _written(
    placed: Sequence[Placed], request: BriefRequest, margin: Margin, section: str = ""
) -> tuple[BriefSentence, ...]:
    """The sentences of a section, each in the documents' own words."""
    found: list[BriefSentence] = []
    for place in placed:
        heading = heading_sentence(place.statement) if place.under_heading else None
        if heading is not None and place.statement.headings[-1] != section:
            found.append(heading)
        found += sentences_of(
            place.statement,
            place.likewise,
            follows=place.follows,
            audience=request.audience,
            remarks=margin.beside(place.statement),
        )
    return tuple(found)


def _single(statement: Statement, request: BriefRequest, margin: Margin) -> BriefSentence:
    return single_sentence(statement, request.audience, margin.beside(statement))


def _with_dates(assistant: Assistant, material: _Material, brief: Brief) -> Brief:
    wide = merged(
        candidates(
            assistant, material.question, material.topic, material.statements, brief.request.audience, keep=WIDER
        )
    )
    facts = dated_facts(
        [candidate.statement for candidate in wide],
        material.every,
        lambda statement: _in_context(statement, material, brief.request),
    )
    most = 8 if brief.request.length is Length.SHORT else 18
    ranked = {key_of(candidate.statement): at for at, candidate in enumerate(wide)}
    best = sorted(facts, key=lambda fact: ranked[fact[0]])[:most]
    shown = sorted(best, key=lambda pair: (pair[1].date, pair[0]))
    if material.author:
        material.author.expect(1)
        own = [fact.sentence for _, fact in shown]
        heading = word("chronologie", brief.request.language)
        lines = material.author.lines(heading, [material.every[key] for key, _ in shown], own)
        shown = [(key, _retold(fact, line)) for (key, fact), line in zip(shown, lines, strict=True)]
    return replace(brief, dates=tuple(fact for _, fact in shown))


def _retold(fact: DatedFact, sentence: BriefSentence) -> DatedFact:
    return replace(fact, sentence=sentence, label=label_of(sentence.text)) if sentence.author else fact


def _in_context(statement: Statement, material: _Material, request: BriefRequest) -> BriefSentence:
    """The statement as one sentence, behind the one that it leans on."""
    own = _single(statement, request, material.margin)
    before = material.every.get((statement.document.id, statement.before))
    if before is None or opening_of(statement.text) is not Opening.LEANING:
        return own
    return joined_sentences(_single(before, request, material.margin), own)


def _with_questions(assistant: Assistant, material: _Material, brief: Brief) -> Brief:
    answered, silent = questions_on(assistant, brief.request, material.topic, material.every, material.candidates)
    most = 4 if brief.request.length is Length.SHORT else 9
    plans = [_Plan("", question, placed) for question, placed in answered[:most]]
    if material.author:
        material.author.expect(len(plans))
    return replace(brief, sections=tuple(_sections(plans, material, brief.request)), unanswered=silent)


def _heading(name: str, request: BriefRequest) -> str:
    if name == ESSENTIAL:
        return word(name, request.language)
    if name not in {aspect.value for aspect in Aspect}:
        return name
    return word(f"{name}_plain" if request.audience is Audience.GRAND_PUBLIC else name, request.language)


def _title(topic: str) -> str:
    """The topic as a title, on one line."""
    title = " ".join(topic.split()).rstrip(" .?!")
    return title[:1].upper() + title[1:TITLE_LETTERS]


def _expansions(assistant: Assistant, brief: Brief) -> tuple[Expansion, ...]:
    """The acronyms of the brief's sentences that can be spelled out, by a document if one does, else by the glossary; sorted."""
    used = sorted({word_ for sentence in brief.sentences for word_, _, _ in words(sentence.text)})
    known: dict[str, Expansion] = {}
    pages = [(document, page) for document in assistant.snapshot.documents for page in document.pages]
    acronymic = [word_ for word_ in used if sum(letter.isupper() for letter in word_) > 1]
    for document, page in pages:
        if any(word_ in page.text for word_ in acronymic):
            for short, long in definitions(page.text):
                known.setdefault(short, Expansion(short, long, document.title))
    for short, long in assistant.glossary.acronyms(brief.request.language):
        known.setdefault(short, Expansion(short, long))
    return tuple(known[short] for short in sorted(used, key=fold) if short in known)


class _Vocabulary:
    """Whether the documents write a word, or one that begins like it, small: that tells a name from the head of a sentence."""

    def __init__(self, assistant: Assistant) -> None:
        self._pages = [page.text for document in assistant.snapshot.documents for page in document.pages]
        self._known: dict[str, bool] = {}

    def is_common(self, text: str) -> bool:
        head = text[:1].lower() + text[1 : max(4, len(text) - 2)]
        if head not in self._known:
            self._known[head] = any(f"{mark}{head}" in page for page in self._pages for mark in (" ", "’", "'"))
        return self._known[head]
