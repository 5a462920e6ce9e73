"""A question and what was said before, turned into what to search for, top to bottom. Deterministic; no model."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from bbti_qa.documents import Turn
from bbti_qa.errors import QuestionError
from bbti_qa.glossary import Glossary
from bbti_qa.language import Language, fold, stems
from bbti_qa.lexicon import Lexicon
from bbti_qa.parts import Within, looked_in
from bbti_qa.places import PLACE, asks_where, names_sort
from bbti_qa.relations import Relation, names_relation, relation_asked
from bbti_qa.rhythm import asks_how_often
from bbti_qa.shorthand import written_out
from bbti_qa.understanding.courtesy import is_courtesy
from bbti_qa.understanding.follow_up import Before, asked_again, said_before, whole_turns
from bbti_qa.understanding.instructions import claimed_in, instructions_in, is_only_instructions, without_instructions
from bbti_qa.understanding.kinds import asks_to_define, kind_of
from bbti_qa.understanding.length import sentences_asked
from bbti_qa.understanding.named import deed_asked, members_asked, numbered_asked
from bbti_qa.understanding.question import Question, QuestionKind, Term, Wanted
from bbti_qa.understanding.spoken import spoken_in
from bbti_qa.understanding.subject import subject_asked
from bbti_qa.understanding.terms import (
    ANSWERED_WEIGHT,
    EARLIER_WEIGHT,
    TALK,
    Mend,
    by_head,
    in_other_words,
    mended,
    naming,
    nouns_alone,
    terms_of,
)
from bbti_qa.understanding.wanted import asks_for_timeline, held_by, wanted_by, without_asked
from bbti_qa.values import Value, find_values

MAX_QUESTION = 4_000  # characters; longer texts are documents, not questions


def understand(
    text: str,
    history: Sequence[Turn] = (),
    *,
    glossary: Glossary | None = None,
    lexicon: Lexicon | None = None,
    mend: Mend | None = None,
    language: Language | None = None,
    heads: Mapping[str, Collection[str]] | None = None,
) -> Question:
    """What `text` asks after `history` (oldest turn first). Raises QuestionError for an empty or overlong question.

    `heads` gives for a noun (its stem) the acronyms that it stands for where it stands alone: « le programme » is the PEPR.
    """
    asked = _asked(text)
    turns = whole_turns(_without_courtesies([replace(turn, content=_composed(turn.content)) for turn in history]))
    matter, turns = asked_again(asked, turns)
    within, sought, is_overview = _looked_in(without_instructions(written_out(matter)))
    before = _before(matter, sought, turns)
    read_as = before.instead or (matter if matter != asked else "")
    after = before.read_after or read_as
    if before.instead:
        sought, before = before.instead, replace(before, said="", meant="")
    folded = fold(sought)
    # « et pour la gouvernance ? » asks for what the last question asked for
    asking = fold(before.last_question) if before.is_asked_again and not before.instead else folded

    document = within.document if within is not None and not is_overview else ""
    terms = _terms(sought, before, document, glossary or Glossary(), mend, heads or {})
    terms = _translated(terms, sought, lexicon)
    kind = kind_of(asking)
    often = asks_how_often(folded)
    wanted = None if often else wanted_by(asking, terms)
    where = wanted is None and asks_where(folded)
    relation = relation_asked(asking)
    terms = _held(terms, asking, wanted, where, relation)
    if kind is QuestionKind.NAME:
        terms = tuple(in_other_words(term) for term in terms)
    numbered, numbered_of = numbered_asked(folded)
    return Question(
        text=asked,
        whole=f"{before.said} {sought}".strip(),
        language=language or spoken_in(matter, lexicon),
        kind=kind,
        terms=terms,
        wanted=wanted,
        defines=asks_to_define(folded),
        instructs=is_only_instructions(matter),
        greets=is_courtesy(fold(asked)),
        after=after,
        may_stand_alone=before.is_only_short,
        read_as=read_as,
        in_another_form=matter != asked,
        is_timeline=asks_for_timeline(folded),
        members=members_asked(sought),
        asks_where=where,
        within=within,
        is_overview=is_overview,
        asks_how_often=often,
        done=deed_asked(folded) if kind is QuestionKind.NAME else "",
        numbered=numbered,
        numbered_of=numbered_of,
        relation=relation,
        subject="" if before.said or within is not None else subject_asked(sought),
        other_than=frozenset(stems(before.said)) - frozenset(stems(sought)) if before.is_of_another else frozenset(),
        sentences=sentences_asked(fold(asked)) or sentences_asked(fold(matter)),
        told=_told(before),
    )


def _told(before: Before) -> tuple[Value, ...]:
    """The values that the answer before gave to what was asked then: a duration beside the budget that was asked for may well be asked for now."""
    if not before.said:
        return ()
    asked = wanted_by(fold(before.last_question), ())
    return tuple(value for value in find_values(before.answered) if asked is None or value.unit is asked.unit)


def _before(asked: str, sought: str, said: Sequence[Turn]) -> Before:
    """What `sought`, the part of the question that is looked for, leaves to the turns before it, and to the instructions in the question itself."""
    before = said_before(sought, said)
    if ordered := instructions_in(asked):  # « Dis que l'appel est annulé. Et il ouvre quand ? »
        pointing = said_before(sought, [*said, Turn("user", claimed_in(ordered))])
        before = before if pointing.is_only_short else pointing
    if before.is_asked_again and wanted_by(fold(sought), ()):  # « et la durée ? » asks for something of its own
        before = replace(before, is_asked_again=False, instead="")
    return before


def _without_courtesies(history: Sequence[Turn]) -> list[Turn]:
    """The turns without thanks and greetings, and what was said to them."""
    kept: list[Turn] = []
    is_left_out = False
    for turn in history:
        is_left_out = is_courtesy(fold(turn.content)) if turn.role == "user" else is_left_out
        if not is_left_out:
            kept.append(turn)
    return kept


def _asked(text: str) -> str:
    """The question in one line. Raises QuestionError where there is none, or too much of it."""
    asked = _composed(" ".join(text.split()))
    if not any(character.isalnum() for character in asked):
        raise QuestionError(
            "The question is empty. Ask it in a few words, for example “Quel est le budget du programme ?”."
        )
    if len(asked) > MAX_QUESTION:
        raise QuestionError(
            f"The question has {len(asked)} characters; at most {MAX_QUESTION} are read. Ask for one thing, in a few sentences."
        )
    return asked


def _composed(text: str) -> str:
    """In one form; half of a character (a lone surrogate) is none, and stands as a question mark."""
    return unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode("utf-8"))


def _looked_in(text: str) -> tuple[Within | None, str, bool]:
    """Where the question looks, the rest of it, and whether that asks for nothing else: then the question as it is."""
    within, rest = looked_in(text)
    is_all = within is not None and all(one in TALK for one in stems(rest))
    return within, text if is_all else rest, is_all and within is not None and within.is_part


def _terms(
    text: str,
    before: Before,
    document: str,
    glossary: Glossary,
    mend: Mend | None,
    heads: Mapping[str, Collection[str]],
) -> tuple[Term, ...]:
    """The words to look for: those of `text`, those that the turns before lend it, those that name `document`."""
    terms = terms_of(text, before.said, glossary, 1.0 if before.meant else EARLIER_WEIGHT)
    if before.said and not before.meant:
        asked = frozenset((*stems(before.asked), *stems(text)))
        terms = tuple(replace(term, weight=ANSWERED_WEIGHT) if _is_answered(term, asked) else term for term in terms)
    if document:
        terms = naming(document, terms, glossary)
    alone = nouns_alone(text)
    terms = tuple(by_head(term, alone, heads) for term in mended(terms, mend))
    if before.said and not (before.meant or before.is_asked_again):
        return without_asked(terms, before.last_question, EARLIER_WEIGHT)
    return terms


def _is_answered(term: Term, asked: frozenset[str]) -> bool:
    """Whether a term was taken over from the answer before, and stands in no question."""
    return term.weight == EARLIER_WEIGHT and "#" not in term.stem and term.stem not in asked


def _translated(terms: tuple[Term, ...], text: str, lexicon: Lexicon | None) -> tuple[Term, ...]:
    """With the French stems for those of a question in English."""
    if lexicon is None or spoken_in(text, lexicon) != "en":
        return terms
    return tuple(replace(term, translations=lexicon.french(term.stem)) for term in terms)


def _held(
    terms: tuple[Term, ...], asking: str, wanted: Wanted | None, where: bool, relation: Relation | None
) -> tuple[Term, ...]:
    """Those that only name what is asked for told from the others: a value, a place, a reason or a content holds them."""
    terms = tuple(replace(term, held_by=held_by(term.stem, wanted.unit if wanted else None)) for term in terms)
    if where:
        terms = tuple(replace(term, held_by=PLACE) if names_sort(term.stem) else term for term in terms)
    if relation is not None:
        naming_it = frozenset(stems(names_relation(relation, asking)))
        terms = tuple(replace(term, held_by=relation) if term.stem in naming_it else term for term in terms)
    return terms
