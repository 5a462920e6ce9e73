"""Whether a project is about what the documents fund, and in which axis: its sentences against the passages under each axis.

The axes are the numbered headings (« Axe 2 : thérapies géniques »); without any, the sentences that say on what a call bears.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from bbti_qa.assistant import Assistant
from bbti_qa.documents import BlockKind, Document, Evidence, Passage
from bbti_qa.errors import QuestionError
from bbti_qa.evidence import coverage
from bbti_qa.judging.negation import denies
from bbti_qa.language import fold, fold_in_place, sentence_spans, stems
from bbti_qa.tasks.eligibility.admission import modality_of
from bbti_qa.tasks.eligibility.application import Application, Part
from bbti_qa.tasks.eligibility.criterion import Modality, Source
from bbti_qa.tasks.eligibility.patterns import pattern
from bbti_qa.tasks.eligibility.rules import sources
from bbti_qa.tasks.eligibility.terms import COUNTRIES, INSTRUMENTS, KINDS, mentions
from bbti_qa.understanding import MAX_QUESTION, Question
from bbti_qa.values import Unit, find_values

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Chosen on fifty subjects, half of them foreign, over two corpora (docs/measurements/0014).
INSIDE: Final = 0.42  # fit from which a project is inside
OUTSIDE: Final = 0.33  # fit under which it is in no axis
FOREIGN: Final = 0.47  # fit with the nearest passage of all under which it has nothing to do with the documents
FEW_WORDS: Final = 0.3  # share of its words in one sentence of a theme from which it is never called foreign
WORDS: Final = 0.25  # weight of the words in common against 1 for the cosine, for whether it is inside
WORDS_OF_AXIS: Final = 0.5  # the same for which axis
LEAST_TRANSLATION: Final = 0.2  # probability from which a translation counts as said by the documents
HEADING: Final = 0.15  # added where it says all words of the axis's own title; the share where it says half or more
FEWEST_WORDS: Final = 2  # with meaning, for a clause to have a subject
NEARLY: Final = 0.93  # of the best axis's score, from which a second one shares the project

_AXES: Final = (
    "axe",
    "axes",
    "axis",
    "pilier",
    "piliers",
    "pillar",
    "pillars",
    "volet",
    "volets",
    "strand",
    "thema",
    "theme",
    "themes",
    "priori",
)
_BEARS_ON: Final = re.compile(
    r"\b(?:appel|programme|projets?|call|programme|projects?)\b[^.;]{0,60}\b(?:port\w+ sur|concern\w+|vis\w+|traite\w*|couvre\w*|bears? on|covers?|focus\w* on|address\w*|must deal with)\b|\b(?:thematiques?|topics?|perimetre|scope)\b"
)
_ON_WHAT: Final = pattern("headings", "theme")
# Words of any application, which belong to no theme.
_OF_ANY_PROJECT: Final = re.compile(
    r"\b(?:laborato\w+|equipes?|unites?|groupes?|projets?|recherches?|etudi?\w*|repondre|repond\w*|propos\w+|voul\w+|veut|souhait\w+|travail\w*|developp\w+|demand\w+|cherch\w+|financ\w+|budgets?|"
    r"partenaires?|partners?|consorti\w+|postul\w+|candidat\w*|seule?s?|jeune pousse|trl \d(?: ?[-a] ?\d)?|"
    r"inclu[ts]?|incluent|includ\w*|contien\w*|contains?|compren\w*|comprises?|teams?|labs?|groups?|projects?|research|stud(?:y|ies)|wants?|wish\w*|apply\w*|work\w*|develop\w*|plan\w*|fund\w*)\b"
)
_ADMINISTRATIVE: Final = (Unit.MONEY, Unit.DURATION, Unit.DATE)


@dataclass(frozen=True, slots=True)
class Theme:
    """An axis, or what a call bears on (`number` 0), with the rows of its passages, and sentences elsewhere that name this axis alone."""

    number: int
    heading: str
    rows: tuple[int, ...]
    sentences: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a sentence of the application fits a theme; `fit` decides inside or outside, `score` which theme.

    `domain` is how well it fits any passage of the documents; `words` the largest share of the
    words of a clause, by rarity, that one sentence of the theme holds.
    """

    theme: Theme
    part: Part
    fit: float
    score: float
    domain: float
    words: float
    question: Question


def themes_of(passages: Sequence[Passage], documents: Mapping[str, Document]) -> tuple[Theme, ...]:
    """The axes in order of number; or one theme of all passages that say on what the call bears; or none."""
    rows: dict[int, list[int]] = {}
    headings: dict[int, str] = {}
    for row, passage in enumerate(passages):
        for heading in passage.headings:
            for value in find_values(heading)[:1]:
                if value.unit is Unit.LABEL and value.start == 0 and value.of[0] in _AXES:
                    rows.setdefault(int(value.low), []).append(row)
                    headings.setdefault(int(value.low), heading)
    if rows:
        named: dict[int, list[Source]] = {}
        for source in sources(passages, documents):
            if (number := _axis_of(source)) is not None:
                named.setdefault(number, []).append(source)
        return tuple(
            Theme(
                number,
                headings[number],
                _own_rows(rows[number], number, passages, documents, named),
                tuple(named.get(number, ())),
            )
            for number in sorted(rows)
        )
    bearing = tuple(
        row for row, passage in enumerate(passages) if _says_on_what(passage, documents[passage.document_id])
    )
    return (Theme(0, "", bearing),) if bearing else ()


def _own_rows(
    rows: Sequence[int],
    number: int,
    passages: Sequence[Passage],
    documents: Mapping[str, Document],
    named: Mapping[int, Sequence[Source]],
) -> tuple[int, ...]:
    """The passages under an axis's heading that name no other axis; a table of all axes often stands behind the last one. All, where none is left."""
    others = {
        (source.document.id, source.sentence.spans)
        for other, found in named.items()
        for source in found
        if other != number
    }
    own = [
        row
        for row in rows
        if all((passages[row].document_id, sentence.spans) not in others for sentence in passages[row].sentences)
    ]
    return tuple(own or rows)


def _says_on_what(passage: Passage, document: Document) -> bool:
    texts = [document.text(sentence.spans) for sentence in passage.sentences if sentence.kind is not BlockKind.HEADING]
    heading = fold_in_place(passage.headings[-1]) if passage.headings else ""
    if modality_of(heading) is Modality.EXCLUDES:
        return False
    is_headed = bool(_ON_WHAT.search(heading))
    return any((is_headed or _BEARS_ON.search(fold_in_place(text))) and not _is_left_out(text) for text in texts)


def _is_left_out(text: str) -> bool:
    """Whether a sentence says what it is not about."""
    return denies(text) or modality_of(fold_in_place(text)) is Modality.EXCLUDES


def _axis_of(source: Source) -> int | None:
    """The one axis that a sentence names, « relève de l'axe 2 », or that the cell under « Axe » gives."""
    numbers = {
        int(value.low) for value in find_values(source.text) if value.unit is Unit.LABEL and value.of[0] in _AXES
    }
    if source.sentence.kind is BlockKind.ROW and source.lead is not None and not numbers:
        heads = fold_in_place(source.lead.text).split(" | ")
        cells = source.text.split(" | ")
        numbers = {
            int(cell)
            for head, cell in zip(heads, cells, strict=False)
            if head in _AXES and cell.isascii() and cell.isdigit()
        }
    return min(numbers) if len(numbers) == 1 and not denies(source.text) else None


def subject_parts(application: Application) -> tuple[Part, ...]:
    """The sentences that tell what the project is about: the theme, and those of the description; denied ones only where nothing else is left."""
    found = [
        Part(field, text[start:end], start, end)
        for field, text in application.fields
        if field in ("theme", "description")
        for start, end in sentence_spans(text)
    ]
    stated = [part for part in found if not denies(part.text)]
    return tuple(stated or found)


@cache
def _programme(names: tuple[str, ...]) -> re.Pattern[str]:
    """The programme by its names, with its title in quotation marks behind them, or as "the programme"."""
    called = "|".join(re.escape(fold(name)) for name in names) or "(?!)"
    title = r"(?: ?«[^»]{0,120}»| ?\"[^\"]{0,120}\")?"
    return re.compile(rf"\b(?:(?:{called})(?: (?:{called}))?{title}|programme|program)\b")


def matter(text: str, programme: tuple[str, ...] = ()) -> str:
    """`text` without the names of programmes, calls, applicants and countries, amounts and dates, which belong to no theme; as long as it was."""
    folded = fold_in_place(text)
    cut = [
        (match.start(), match.end())
        for pattern in (_programme(programme), _OF_ANY_PROJECT)
        for match in pattern.finditer(folded)
    ]
    cut += [(mention.start, mention.end) for mention in mentions(text, INSTRUMENTS)]
    cut += [
        (mention.start, mention.end) for table in (KINDS, COUNTRIES) for mention in mentions(text, table, named=True)
    ]
    cut += [(value.start, value.end) for value in find_values(text) if value.unit in _ADMINISTRATIVE]
    letters = list(text)
    for start, end in cut:
        letters[start:end] = " " * (end - start)
    return "".join(letters)


def fits(
    assistant: Assistant, application: Application, themes: Sequence[Theme], programme: tuple[str, ...] = ()
) -> tuple[Fit, ...]:
    """The best fit of each theme over the sentences of the application, best theme first."""
    best: dict[int, Fit] = {}
    for part in subject_parts(application):
        for piece in _pieces(part, programme):
            question = _question(assistant, piece)
            if question is None:
                continue
            _, cosines = assistant.retriever.sides(question)
            for theme in themes:
                fit = _fit(assistant, question, theme, part, cosines)
                known = best.get(theme.number, fit)
                words = max(fit.words, known.words)
                best[theme.number] = replace(fit if fit.score > known.score else known, words=words)
    return tuple(sorted(best.values(), key=lambda fit: -fit.score))


def _pieces(part: Part, programme: tuple[str, ...]) -> tuple[str, ...]:
    """The sentence and its clauses: what it is about may stand in one of them alone. A theme that is given as such counts as it is."""
    whole = part.text if part.field == "theme" else matter(part.text, programme)
    clauses = re.split(r"[,;:()]| - | – ", whole)
    halves = [half for clause in clauses for half in re.split(r" (?:et|and|mais|but) ", clause)]
    found = [" ".join(piece.split()) for piece in (whole, *clauses, *halves)]
    fewest = 1 if part.field == "theme" else FEWEST_WORDS
    return tuple(dict.fromkeys(piece for piece in found if len(stems(piece)) >= fewest))


def _question(assistant: Assistant, text: str) -> Question | None:
    try:
        return assistant.understand(text[:MAX_QUESTION])
    except QuestionError:
        return None


def _fit(assistant: Assistant, question: Question, theme: Theme, part: Part, cosines: NDArray[np.float32]) -> Fit:
    passages, rarity = assistant.snapshot.passages, assistant.snapshot.lexical.idf
    texts = [_under_headings(passages[row]) for row in theme.rows] + [source.text for source in theme.sentences]
    words = max(coverage(question.terms, stems(text), rarity) for text in texts)
    cosine = max(float(cosines[row]) for row in theme.rows)
    nearest = int(cosines.argmax())
    domain = float(cosines[nearest]) + WORDS * coverage(
        question.terms, stems(_under_headings(passages[nearest])), rarity
    )
    named = HEADING * _echo(question, theme.heading)
    return Fit(
        theme, part, cosine + WORDS * words + named, cosine + WORDS_OF_AXIS * words + 2 * named, domain, words, question
    )


def _echo(question: Question, heading: str) -> float:
    """The share of the words of an axis's title that are said; its number is none of them."""
    title = dict.fromkeys(stems(heading.partition(":")[2] or heading))
    said = _spoken(question)
    share = sum(stem in said for stem in title) / len(title) if title else 0.0
    return share if share >= 0.5 else 0.0


def _spoken(question: Question) -> set[str]:
    """The stems that are said, in its own words, the glossary's, or in translation."""
    found: set[str] = set()
    for term in question.terms:
        found.add(term.stem)
        found.update(stem for row in term.alternatives for stem in row)
        found.update(stem for stem, share in term.translations if share >= LEAST_TRANSLATION)
    return found


def _under_headings(passage: Passage) -> str:
    return "\n".join((passage.text, *passage.headings))


def is_foreign(found: Sequence[Fit]) -> bool:
    """Whether nothing in the documents comes near: neither a theme, nor any passage, nor the words."""
    return all(fit.fit < OUTSIDE and fit.domain < FOREIGN and fit.words < FEW_WORDS for fit in found)


def proof(assistant: Assistant, fit: Fit) -> Source | None:
    """The sentence of the theme that comes nearest to the application's: of its passages, or one elsewhere that shares more words with it."""
    own = {assistant.snapshot.passages[row].id for row in fit.theme.rows}
    hits = assistant.retriever.search(fit.question, len(assistant.snapshot.passages))
    ranked = assistant.evidence(fit.question, [hit for hit in hits if hit.passage.id in own])
    best = next((item for item in ranked if _tells(item)), ranked[0] if ranked else None)
    rarity = assistant.snapshot.lexical.idf
    found = [Source(best.document, best.sentence, best.text, best.passage.headings)] if best else []
    found += [source for source in fit.theme.sentences if coverage(fit.question.terms, stems(source.text), rarity) > 0]
    return max(found, key=lambda source: coverage(fit.question.terms, stems(source.text), rarity), default=None)


def _tells(item: Evidence) -> bool:
    is_text = item.sentence.kind not in (BlockKind.HEADING, BlockKind.CAPTION, BlockKind.FOOTNOTE)
    return is_text and not _is_left_out(item.text)


def held(text: str, application: Application, assistant: Assistant) -> float:
    """The share of the words of `text`, by rarity, that the application says, in its own words, the glossary's or in translation; in [0, 1]."""
    spoken: set[str] = set()
    for part in subject_parts(application):
        if (question := _question(assistant, part.text)) is not None:
            spoken |= _spoken(question)
    rarity = assistant.snapshot.lexical.idf
    own = dict.fromkeys(stems(text))
    total = sum(rarity(stem) for stem in own)
    return sum(rarity(stem) for stem in own if stem in spoken) / total if total else 0.0
