"""Hits to ranked sentences. Every feature is in [0, 1] and travels with the evidence (`why`).

The score is their weighted sum; for a value that stands right beside the question's words it may pass 1.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from bbti_qa.agents import agencies
from bbti_qa.almanac import FRENCH_MONTHS
from bbti_qa.captions import captioned, figures_named
from bbti_qa.deeds import same_deed, told_as
from bbti_qa.documents import BlockKind, Document, Evidence, Hit, Passage, Sentence
from bbti_qa.language import announces, count_words, fold, is_title_line, stem, stems
from bbti_qa.places import PLACE, tells_where
from bbti_qa.relations import tells
from bbti_qa.rhythm import tells_how_often
from bbti_qa.surroundings import nearness, words_around
from bbti_qa.understanding import Question, QuestionKind, Term, Wanted
from bbti_qa.values import Unit, find_values

FITS = 0.5  # of type_fit, from which on a sentence may hold what is asked for
UNRELATED = 0.3  # type_fit of a sentence that tells no reason, no content, where that is asked for
ROW_LABEL = " — "  # behind the first cell of a table's row, as the readers write it
NARROWER = 0.15  # of the score, for a row whose label says nothing of what is asked
USUAL_NEARNESS = 0.3  # of a value in a sentence that speaks of the matter
LINE = 12  # words at most of a line that is no sentence
TOLD_BEFORE = 0.7  # of the score, for a sentence whose values of the sort that is asked for the answer before gave
OTHERWISE = 0.75  # of a term, in a text that says it in other words of the glossary
MOST_OF_IT = 0.6  # of those words, at least: « projet retenu » is not said by « projet »
TRANSLATED = 0.9  # of a term, in a text that has its likely translation
TRANSLATION_GAIN = 2.0  # on its share: a translation of half the cases or more counts in full

Rarity = Callable[[str], float]
"""The inverse document frequency of a stem, at least 0."""
Before = Callable[[Passage], Passage | None]
"""The passage in front of another in its document."""


@dataclass(frozen=True, slots=True)
class RankingRule:
    """How much each feature counts, and how much the `nearness` of a value that is asked for to the question's words.

    Where a model of inference reads the best sentences (`read` at most), one loses `answered` for each unit of log-odds by which it is less likely to
    answer than the likeliest of them; likelihoods are cut at `surest`. Chosen on the development questions and on PIAF's spans (docs/measurements/0005, 0018).
    """

    coverage: float = 0.15
    context: float = 0.27
    passage: float = 0.40
    type_fit: float = 0.18
    nearness: float = 0.3
    answered: float = 0.02
    surest: float = 0.98
    read: int = 4


_COUNTING = frozenset((Unit.MONEY, Unit.PERCENT, Unit.DURATION, Unit.COUNT))
_ALSO_BY_KIND = (QuestionKind.LIST, QuestionKind.NUMBER, QuestionKind.DATE)
_MAY_ASK_RELATION = (*_ALSO_BY_KIND, QuestionKind.OTHER, QuestionKind.NAME, QuestionKind.DEFINITION)
_NUMBER_WORDS = frozenset(
    """deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante cinquante
    soixante cent cents mille million millions milliard milliards dizaine quinzaine vingtaine trentaine quarantaine
    cinquantaine centaine premier premiere deuxieme troisieme quatrieme""".split()
)
_DATE = re.compile(rf"\b(?:(?:19|20)\d\d|{'|'.join(FRENCH_MONTHS)})\b")
_DEFINES = re.compile(
    r"\b(?:terme|designe\w*|englobe\w*|recouvre\w*|defini\w*|appele\w*|signifie\w*|c'est-a-dire|compren(?:d|nent)|inclu\w*|consiste\w*|"
    r"est une?|sont des|means|refers? to|defined|encompass\w*|includ\w*|is an?|are)\b"
)
_MEANS = re.compile(
    r"\b([A-ZÀ-Ý][\w&-]{1,11}) (?:signifie|désigne|veut dire|est l['’]acronyme|est le sigle|means|stands for|is short for)\b"
)
_BRACKETED = re.compile(r"\(\s*([\w&-]{2,12})\s*\)")
_GOES_BACK = re.compile(
    r"(?:Ils?|Elles?|Ces?|Cet|Cette|Celles?-ci|Ceux-ci|Celui-ci|Leurs?|Son|Sa|Ses|Cela|This|That|These|Those|It|They|Its|Their)\b"
)
_ENTRY = re.compile(
    r"(?:(?:le|la|les|une?|the|an?) |l['’])?(?P<head>[^:.;,]{2,60}?)(?: \([^)]{1,40}\))?(?:\s?:\s| [–—] | (?:est une?|sont des|désignent?|signifie|is an?|are|means|refers to|denotes)\b)",
    re.IGNORECASE,
)
_FOLDED_WORD = re.compile(r"[a-z0-9]+")
_PART_OF_A_YEAR = re.compile(  # « Début 2024 » does not say that something begins
    r"\b(?:début|fin|mi|milieu|courant|early|late|mid|end|beginning)(?=(?:-| | de l['’]année | de | of )(?:19|20)\d\d\b)",
    re.IGNORECASE,
)
_SHARE_OF_MONEY = re.compile(
    r"(?:%|pour ?cent|percent)[^.;]{0,20}\b(?:budget|enveloppe|dotation|financement|credits|funding|funds)\b"
)
_NAME = re.compile(r"(?<=[a-zà-ÿ,;:’' (])[A-ZÀ-Ý][\w’'-]+")


def rank(
    question: Question,
    hits: Sequence[Hit],
    documents: Mapping[str, Document],
    rarity: Rarity,
    rule: RankingRule | None = None,
    before: Before | None = None,
) -> tuple[Evidence, ...]:
    """The sentences of `hits`, best first; ties keep the order of the hits and, within one, of reading. No duplicates.

    `before` gives the passage in front of one, None for the first of a document: a sentence may speak of what that one ends with.
    """
    weights, known = rule or RankingRule(), cache(rarity)
    found = [
        _judged(question, hit, documents[hit.passage.document_id], at, known, weights, before)
        for hit in hits
        for at in range(len(hit.passage.sentences))
    ]
    if question.told:
        found = [_less_where_told(question, item) for item in found]
    if question.other_than:
        found = [_less_what_was_told(question, item, known) for item in found]
    return tuple(sorted(_distinct(found), key=lambda evidence: -evidence.score))


def _less_what_was_told(question: Question, item: Evidence, rarity: Rarity) -> Evidence:
    """What says much of what the turn before said counts less, where another thing is asked for."""
    before = [term for term in question.terms if term.stem in question.other_than]
    return replace(item, score=item.score * (1.0 - coverage(before, stems(item.text), rarity)))


def _less_where_told(question: Question, item: Evidence) -> Evidence:
    """A value that the answer before gave is hardly what a question behind it asks for: « et là-dessus, la gouvernance prend combien ? »."""
    units = (
        {question.wanted.unit}
        if question.wanted
        else _COUNTING
        if question.kind is QuestionKind.NUMBER
        else set[Unit]()
    )
    held = [value for value in find_values(item.text) if value.unit in units]
    is_old = bool(held) and all(any(map(value.agrees, question.told)) for value in held)
    return replace(item, score=item.score * TOLD_BEFORE) if is_old else item


def _distinct(found: Iterable[Evidence]) -> list[Evidence]:
    """One of each text, the best scored."""
    best: dict[str, Evidence] = {}
    for evidence in found:
        known = best.get(evidence.text)
        if known is None or evidence.score > known.score:
            best[evidence.text] = evidence
    return list(best.values())


def _judged(
    question: Question, hit: Hit, document: Document, at: int, rarity: Rarity, rule: RankingRule, before: Before | None
) -> Evidence:
    sentence = hit.passage.sentences[at]
    text = document.text(sentence.spans)
    why = {
        "coverage": coverage(question.terms, said_in(question, _told(document, hit.passage, at, text, before)), rarity),
        "context": coverage(
            question.terms, said_in(question, _context(document, hit.passage, at, text, before)), rarity
        ),
        "passage": hit.score,
        "type_fit": type_fit(question, text, hit.passage.headings),
        "similarity": max(0.0, hit.similarity),
        "prominence": min(1.0, max(0.0, hit.prominence / 10)),
    }
    score = sum(why[name] * getattr(rule, name) for name in ("coverage", "context", "passage", "type_fit"))
    score += rule.nearness * _beyond_usual(question, text)
    return Evidence(
        document,
        hit.passage,
        sentence,
        text,
        score * _body(question, sentence, text) * _label_fit(question, sentence, text),
        why,
    )


def said_in(question: Question, text: str) -> list[str]:
    """The stems of `text`, and the units of its values where the question has words that only name one."""
    if question.wanted is not None and question.wanted.unit is Unit.DATE:
        text = _PART_OF_A_YEAR.sub(" ", text)
    found: list[str] = stems(text)
    if any(term.held_by for term in question.terms):
        found += {value.unit for value in find_values(text)}
        found += [Unit.MONEY] if _SHARE_OF_MONEY.search(fold(text)) else []
    if question.asks_where and _tells_where(question, text):
        found.append(PLACE)
    if question.relation is not None and tells(question.relation, fold(text)):
        found.append(question.relation)
    return found


def _beyond_usual(question: Question, text: str) -> float:
    """By how much the value that is asked for stands nearer to the question's words, and to no others, than is usual; 0 without one.

    « Dotée de 4 M€, la gouvernance du programme … » is a narrower thing than the programme that is asked about. Where a definition is asked for, the entry
    of the very thing (« Vecteur : véhicule … ») is as near as can be.
    """
    wanted = question.wanted
    may_define = question.defines or question.kind is QuestionKind.OTHER
    if wanted is None and may_define and _is_entry(question, text):
        return 1.0 - USUAL_NEARNESS
    if wanted is None or wanted.unit is Unit.LABEL:
        return 0.0
    found = [nearness(question, words_around(text, value)) for value in find_values(text) if wanted.is_met_by(value)]
    return max(found) - USUAL_NEARNESS if found else 0.0


def _is_entry(question: Question, text: str) -> bool:
    """Whether a sentence begins with the thing that is asked about, and nothing else, and goes on to say what it is: « Bioproduction : … », "A vector is …"."""
    found = _ENTRY.match(text)
    if not found:
        return False
    head = set(stems(found["head"]))
    asked = [term for term in question.terms if term.weight == 1.0]
    ways = {one for term in asked for way in term.ways for one in way}
    return bool(head) and head <= ways and all(any(set(way) <= head for way in term.ways) for term in asked)


def goes_back(text: str) -> bool:
    """Whether a sentence speaks of what the one before it names: « Ces centres sont … », "They …"."""
    return _GOES_BACK.match(text) is not None


def _told(document: Document, passage: Passage, at: int, text: str, before: Before | None) -> str:
    """The sentence, behind the one before it where it speaks of what that one names: « Ces centres sont … », "They …"."""
    earlier = _gone_back_to(passage, at, text, before)
    return f"{document.text(earlier.spans)} {text}" if earlier else text


def _context(document: Document, passage: Passage, at: int, text: str, before: Before | None) -> str:
    """The sentence with its neighbours in the passage, under its title and headings; one that goes back with what it goes back to."""
    near = list(passage.sentences[max(0, at - 1) : at + 2])
    earlier = _gone_back_to(passage, at, text, before)
    told = [earlier, *near] if earlier and earlier not in near else near
    return "\n".join([document.title, *passage.headings, *(document.text(sentence.spans) for sentence in told)])


def _gone_back_to(passage: Passage, at: int, text: str, before: Before | None) -> Sentence | None:
    """The sentence that this one goes back to: the one before it, in the passage before where it is the first of its own."""
    if not goes_back(text):
        return None
    earlier = passage.sentences[:at]
    if all(sentence.kind is BlockKind.HEADING for sentence in earlier):
        other = before(passage) if before else None
        earlier = other.sentences if other and other.headings == passage.headings else earlier
    return earlier[-1] if earlier else None


def _body(question: Question, sentence: Sentence, text: str) -> float:
    """Less for what is hardly a statement: questions, table heads, footnotes, captions but of the figure that is asked about, headings, fragments."""
    if text.endswith("?") or (sentence.kind is BlockKind.ROW and is_table_head(text)):
        return 0.3
    if sentence.kind is BlockKind.CAPTION and captioned(text) in figures_named(question.text):
        return 1.0
    if sentence.kind in (BlockKind.FOOTNOTE, BlockKind.CAPTION):
        return 0.6
    if sentence.kind is BlockKind.HEADING:
        return 0.65
    if is_of_title_page(sentence, text) and count_words(text) <= LINE:
        return 0.4
    return 0.7 if count_words(text) < 4 else 1.0


_OF_ITSELF = re.compile(
    r"(?:Ce(?:t|tte)?|Le présent|La présente|This|The present) [\w'’ -]{3,40}, (?:datée?|mise? à jour|dated|updated|last updated)\b"
)


def is_of_title_page(sentence: Sentence, text: str) -> bool:
    """Whether it is a line of a title page, « Version 1.0 – 21 novembre », that stands in running text and says nothing; or « Ce document, daté du … », of itself."""
    return sentence.kind is BlockKind.PROSE and (is_title_line(text) or bool(_OF_ITSELF.match(text)))


def _label_fit(question: Question, sentence: Sentence, text: str) -> float:
    """Less for a row that is about something narrower than what is asked: "Budget de la gouvernance" where the budget is."""
    label, parted, _ = text.replace(" | ", ROW_LABEL, 1).partition(ROW_LABEL)
    words = stems(label.rpartition(": ")[2])  # "Poste : Budget": the column's name narrows nothing
    if sentence.kind is not BlockKind.ROW or not parted or not words:
        return 1.0
    asked = {term.stem for term in question.terms} | {
        other for term in question.terms for row in term.alternatives for other in row
    }
    return 1.0 - NARROWER * sum(word not in asked for word in words) / len(words)


def is_table_head(text: str) -> bool:
    """Cells of a word or three, and no number: names of columns."""
    cells = text.split(" | ")
    return len(cells) > 1 and all(count_words(cell) <= 3 for cell in cells) and not any(c.isdigit() for c in text)


def coverage(terms: Sequence[Term], tokens: Sequence[str], rarity: Rarity) -> float:
    """The share of the question's terms that stand in `tokens`, each weighted by its rarity; 0 without terms."""
    present = frozenset(tokens)
    total = sum(_importance(term, rarity) for term in terms)
    if total <= 0:
        return 0.0
    return sum(_importance(term, rarity) * presence(term, present) for term in terms) / total


def _importance(term: Term, rarity: Rarity) -> float:
    return term.weight * rarity(term.stem)


def presence(term: Term, present: frozenset[str]) -> float:
    """1 where the term's own stem stands; otherwise `OTHERWISE` of the share of its best alternative, `TRANSLATED` of a likely translation."""
    if term.stem in present or term.held_by in present:
        return 1.0
    shares = [sum(stem in present for stem in row) / len(row) for row in term.alternatives if row]
    said = [OTHERWISE * share for share in shares if share >= MOST_OF_IT]
    translated = [
        TRANSLATED * min(1.0, TRANSLATION_GAIN * share) for stem, share in term.translations if stem in present
    ]
    return max([*said, *translated], default=0.0)


def type_fit(question: Question, text: str, headings: Sequence[str] = ()) -> float:
    """Whether the sentence holds the sort of thing that the question asks for; a numbered name may stand in its headings."""
    if question.wanted is not None:
        if question.wanted.unit is Unit.LABEL:
            text = "\n".join((*headings, text))
        return _holds_wanted(question.wanted, text)
    kind, folded = question.kind, fold(text)
    if question.asks_where:
        return float(_tells_where(question, text))
    if question.asks_how_often:
        return float(tells_how_often(folded))
    if question.relation is not None and kind in _MAY_ASK_RELATION:
        told = 1.0 if tells(question.relation, folded) else UNRELATED
        return max(told, _kind_fit(question, text, folded)) if kind in _ALSO_BY_KIND else told
    return _kind_fit(question, text, folded)


def _kind_fit(question: Question, text: str, folded: str) -> float:
    kind = question.kind
    if kind is QuestionKind.NUMBER:
        has_number = any(c.isdigit() for c in text) or not _NUMBER_WORDS.isdisjoint(_FOLDED_WORD.findall(folded))
        return 1.0 if has_number else 0.0
    if kind is QuestionKind.DATE:
        return 1.0 if _DATE.search(folded) else 0.0
    if kind is QuestionKind.DEFINITION:
        return float(bool(_DEFINES.search(folded)) or spells_out(question, text) or _is_entry(question, text))
    if kind is QuestionKind.NAME:
        return _names_doer(question, text)
    if kind is QuestionKind.LIST:
        if announces(text):
            return 1.0
        return min(1.0, text.count(",") / 3 + text.count(";") / 2)
    return 0.5


def _tells_where(question: Question, text: str) -> bool:
    return tells_where(text, {term.stem for term in question.terms})


def _names_doer(question: Question, text: str) -> float:
    """1 where the deed that is asked about is done by someone, half where only a name stands, 0 without: « Qui pilote … ? », « piloté par l'Inserm ».

    « un réseau dirigé par l'Inserm » does not say who leads Inserm.
    """
    asked = {stem for term in question.terms for way in term.ways for stem in way}
    deeds = {term.stem for term in question.terms if told_as(term.stem)}
    is_named = bool(_NAME.search(text))
    if not deeds:
        return float(is_named)
    doers = [
        agency.names
        for agency in agencies(text)
        if any(same_deed(agency.done, deed) for deed in deeds) and agency.is_named
    ]
    if any(not names <= asked for names in doers):
        return 1.0
    return 0.0 if doers else 0.5 * is_named


def _holds_wanted(wanted: Wanted, text: str) -> float:
    """1 where a value is of the sort that is asked for, or a month is named where a date is; half for a share of a budget where an amount is; else 0."""
    if any(map(wanted.is_met_by, find_values(text))):
        return 1.0
    if wanted.unit is Unit.MONEY and _SHARE_OF_MONEY.search(fold(text)):
        return FITS
    is_day_free = wanted.unit is Unit.DATE and not wanted.to_the_day
    return float(is_day_free and bool(_DATE.search(fold(text))))


def spells_out(question: Question, text: str) -> bool:
    """« Instituts Hospitalo-Universitaires (IHU) » or « IHU signifie … » where the question asks for IHU."""
    asked = {term.stem for term in question.terms}
    return any(stem(match[1]) in asked for pattern in (_BRACKETED, _MEANS) for match in pattern.finditer(text))
