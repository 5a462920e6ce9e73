"""One thing that two sentences call by attributes which exclude each other: « des stations industrielles », « ces stations académiques »."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bbti_qa.documents import BlockKind, Document, Passage, Sentence
from bbti_qa.evidence import goes_back
from bbti_qa.judging.attribution import EVERYWHERE
from bbti_qa.judging.lookup import Lookup
from bbti_qa.language import carries_meaning, stem, stems, words
from bbti_qa.understanding import Question

NEXT_WORDS = 2  # with meaning, behind a noun: they may be its attributes

_CONTRARIES: tuple[tuple[frozenset[str], ...], ...] = tuple(
    tuple(frozenset(stems(side)) for side in row)
    for row in (
        (
            "académique académiques universitaire universitaires public publics publique publiques academic university",
            "industriel industriels industrielle industrielles privé privés privée privées entreprise entreprises commercial industrial private corporate",
        ),
        (
            "national nationaux nationale nationales",
            "régional régionaux régionale régionales local locaux locale locales européen européens européenne européennes international internationaux regional european",
        ),
        (
            "obligatoire obligatoires compulsory mandatory",
            "facultatif facultative facultatifs facultatives optionnel optionnelle optional voluntary",
        ),
        (
            "provisoire provisoires temporaire temporaires temporary",
            "définitif définitive définitifs définitives permanent permanente permanents final",
        ),
        (
            "ouvert ouverte ouverts ouvertes open",
            "fermé fermée fermés fermées restreint restreinte réservé réservée closed restricted",
        ),
        ("gratuit gratuite gratuits gratuites free", "payant payante payants payantes paid"),
        ("interne internes internal", "externe externes indépendant indépendante indépendants external independent"),
        (
            "consultatif consultative consultatifs advisory",
            "décisionnel décisionnaire décisionnelle exécutif executive",
        ),
    )
)
"""Attributes of one thing of which only one can hold: who has or runs it, how far it reaches, whether it must be. Rows of two sides each, as stems."""


@dataclass(frozen=True, slots=True)
class Attributed:
    """A sentence with its passage that calls a thing by `stems`."""

    document: Document
    passage: Passage
    sentence: Sentence
    text: str
    stems: frozenset[str]


def called_differently(
    question: Question, documents: Sequence[Document], lookup: Lookup
) -> tuple[Attributed, Attributed] | None:
    """Two sentences that give a rare thing of the question attributes of two sides of a row, one of which it speaks of; None where one gives it both, for then there are both kinds."""
    said = frozenset(term.stem for term in question.terms)
    asked = [sides for sides in _CONTRARIES if any(said & side for side in sides)]
    for term in question.terms if asked else ():
        if term.weight != 1.0 or _is_attribute(term.stem) or not 0 < lookup.spread(term.stem) < EVERYWHERE:
            continue
        found = [each for document in documents for each in _attributes(term.stem, document, lookup)]
        for one_side, other_side in asked:
            ours, theirs = ([each for each in found if each.stems & side] for side in (one_side, other_side))
            if any(each.stems & other_side for each in ours):
                continue
            if ours and theirs:
                return ours[0], theirs[0]
    return None


def holds_side_of(attribute: str, text: str) -> bool:
    """Whether `text` has an attribute of the same side as this one: « des entités académiques avec des partenaires privés » does not deny what is industrial."""
    own, held = frozenset(stems(attribute)), frozenset(stems(text))
    return any(own & side and held & side for sides in _CONTRARIES for side in sides)


def _is_attribute(one: str) -> bool:
    return any(one in side for row in _CONTRARIES for side in row)


def _attributes(name: str, document: Document, lookup: Lookup) -> Iterator[Attributed]:
    """Each sentence about the thing with the stems right behind what it calls it by: itself, or « ces entités » right after a sentence that has it."""
    before = frozenset[str]()
    for passage in lookup.passages(document.id):
        for sentence in passage.sentences:
            if sentence.kind in (BlockKind.HEADING, BlockKind.FOOTNOTE):
                continue
            text = document.text(sentence.spans)
            held = frozenset(stems(text))
            head = next((stem(word) for word, _, _ in words(text) if carries_meaning(word)), "")
            meant = head if name in before and goes_back(text) else name
            if behind := _behind(text, meant):
                yield Attributed(document, passage, sentence, text, behind)
            before = held


def _behind(text: str, name: str) -> frozenset[str]:
    told = [stem(word) for word, _, _ in words(text) if carries_meaning(word)]
    places = [at for at, one in enumerate(told) if one == name]
    return frozenset(one for at in places for one in told[at + 1 : at + 1 + NEXT_WORDS])
