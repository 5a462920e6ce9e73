"""Yes, no, it depends, or unknown: by rules over the best evidence that respect negation, exception and modality."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bbti_qa.agents import agencies
from bbti_qa.checking import FindingKind, check_claim
from bbti_qa.documents import Evidence, Verdict
from bbti_qa.interrogative import apposed, as_statement, predicate
from bbti_qa.judging.amounts import amounts_of, comparison_of
from bbti_qa.judging.around import tells_average
from bbti_qa.judging.asking import asking_clause, asking_sentence, asking_words, asks_for_verdict, asks_where_it_fits
from bbti_qa.judging.lookup import Lookup
from bbti_qa.judging.negation import denies
from bbti_qa.judging.premise import Premise
from bbti_qa.language import fold, stem, stems, words
from bbti_qa.understanding import Question
from bbti_qa.values import Unit, find_values, outdated

CLOSE = 0.75  # of the best score, for a sentence that may decide in its stead
READ = 3  # best sentences whose passages must name a doer before a deed is affirmed of him
EVERYWHERE = 0.08  # of all passages, from which on a name is what they all are about
CONTEXT = 0.3  # of the question's words, by rarity, that the deciding sentence and its neighbours must hold

_CONDITION = re.compile(
    r"\b(?:sauf|sous reserve|a condition|hormis|excepte|unless|except|provided that|subject to|uniquement si|only if|limite[es]* a)\b"
)
_SOURCE_IS_SILENT = re.compile(
    r"\b(?:ne |n')(?:disent|dit|precis\w+|mentionn\w+|indiqu\w+|donn\w+|fix\w+|publi\w+|nomm\w+|traite\w*) (?:pas|aucun\w*|ni|nulle part)\b|"
    r"\baucun\w* (?:article|document|texte|source)s? (?:ne|n')|\b(?:does|do|did) not (?:say|state|specify|mention|tell|give)\b"
)
_WHOLE = re.compile(
    r"\b(?:a (?:lui|elle) seule?|seuls?|seules?|tout|toute|tous|toutes|uniquement|toujours|systematiquement|only|entire|whole|all|always|every)\b"
)
_PART = re.compile(
    r"\b(?:l'une? des|une? des|one of|parmi|en partie|partiellement|notamment|including|certaine?s (?!que\b)\w+|d'autres|parfois|some of|some|others|sometimes)\b"
)
_DONE = re.compile(
    r"\b(?:deja|actuellement|desormais|already|currently|up and running|operationnel\w*|operational|acheve\w*|termine\w*|finis?|complete|completed|finished)\b"
)
_PLANNED = re.compile(
    r"\b(?:en (?:preparation|projet|cours (?:de |d')\w+)|sera|seront|prevu\w*|a venir|prochainement|envisage\w*|will (?:be)?|planned|in preparation|upcoming|forthcoming)\b"
)
_PARTED = re.compile(
    r"\b(?:certain\w*|some)\b[^.;]{3,90}\b(?:d'autres|others)\b|\b(?:bien que|although|though) (?:certain\w*|some)\b"
)
_BOUND = re.compile(
    r"\b(?:(?P<over>plus de |plus d['’]|more than |over |au-delà de )|(?:moins de |moins d['’]|less than |fewer than |under ))",
    re.IGNORECASE,
)
_LIMITED = re.compile(
    r"\b(?:limit\w* a|uniquement|seulement|exclusivement|se borne\w* a|reserve\w* a|limited to|only|exclusively|restricted to|confined to)\b"
)
_BEYOND = re.compile(r"\b(?:au-dela d\w*|en dehors d\w*|egalement|aussi|non seulement|beyond|also|as well|not only)\b")
_RELATIVE = re.compile(r"(?<!est-ce )(?<!true )(?<!say )\b(?:that|which|who|whom|qui|dont)\b.*")
_NOT_SO = re.compile(r"\b(?:non|not)[ -](?:encore |yet )?(?P<word>\w{5,})")
_EXPLAINED = re.compile(r"\b[A-ZÀ-Ý][\w-]+(?: [\w-]+){0,2}(?=, (?:une?|des|an?|qui|which) )")
_TURNING = frozenset((FindingKind.OPPOSITE, FindingKind.ROLE, FindingKind.QUANTIFIER))


def decide(
    question: Question, evidence: Sequence[Evidence], suffices: bool, premise: Premise | None, lookup: Lookup
) -> Verdict | None:
    """None where the question asks for no verdict. `evidence` best first."""
    if not asks_for_verdict(question):
        return None
    if premise is not None and premise.said:  # of what is only said by the way, nothing follows for what is asked
        return Verdict.UNKNOWN if apposed(question.text) else Verdict.NO
    if asks_where_it_fits(question):
        return Verdict.YES if suffices else Verdict.UNKNOWN
    if not suffices or not evidence:
        return Verdict.UNKNOWN
    deciding = _deciding(question, evidence)
    if deciding.why["context"] < CONTEXT:
        return Verdict.UNKNOWN
    comparison = comparison_of(question)
    amounts = amounts_of(question, comparison, evidence) if comparison else None
    if comparison and amounts:
        return Verdict.YES if amounts.bear_out(comparison) else Verdict.NO
    asked_stems = frozenset(stems(question.text))
    asked, said = asking_sentence(fold(question.text)), fold(deciding.text)
    if _SOURCE_IS_SILENT.search(said):
        return Verdict.UNKNOWN
    if _turns_round(question, deciding) or _falls_short(asked, said):
        return Verdict.NO
    if (within := _within(question.text, deciding.text)) is not None:
        return within
    is_about = _speaks_of(question, predicate(asked), deciding) and _names_doers(question, evidence)
    if not is_about or not _holds_names(question, deciding, lookup):
        return Verdict.UNKNOWN
    turned = any(stem in asked_stems for stem in _negated(said)) and not _negated(asked)
    if turned or denies(said) != denies(_RELATIVE.sub("", asking_clause(asked))):
        return Verdict.NO
    is_partly = _PARTED.search(said) or _CONDITION.search(said)
    return Verdict.CONDITIONAL if is_partly else Verdict.YES


def _deciding(question: Question, evidence: Sequence[Evidence]) -> Evidence:
    """The best sentence, or one close to it that holds more of the ranks, numbers and dates of the question, or as many and more of its words."""
    values = find_values(question.text)
    close = [item for item in evidence[:READ] if item.score >= CLOSE * evidence[0].score]

    def holds(item: Evidence) -> tuple[int, float]:
        told = find_values(item.text)
        return sum(any(map(value.agrees, told)) for value in values), item.why["coverage"]

    return max(close, key=holds)


def _falls_short(asked: str, said: str) -> bool:
    """« toujours » where some are, « déjà » where it is planned, « limité à » where it goes beyond."""
    is_part = bool(_WHOLE.search(asked)) and bool(_PART.search(said))
    is_planned = bool(_DONE.search(asked)) and bool(_PLANNED.search(said)) and not _DONE.search(said)
    is_wider = bool(_LIMITED.search(asked)) and bool(_BEYOND.search(said))
    return is_part or is_planned or is_wider


def _within(asked: str, said: str) -> Verdict | None:
    """What a value in the sentence says of « plus de quatre ans », « tous quatre ans »: an average says nothing of a single case. None where no bound is asked about."""
    if _WHOLE.search(fold(asked)) and tells_average(said):
        return Verdict.UNKNOWN
    bound = _BOUND.search(asked)
    value = next((value for value in find_values(asked) if bound and value.start == bound.end()), None)
    told = [other for other in find_values(said) if value and other.unit is value.unit and other.of[:1] == value.of[:1]]
    if bound is None or value is None or not told:
        return None
    if tells_average(said):
        return Verdict.UNKNOWN
    holds = told[0].low > value.high if bound["over"] else told[0].high < value.low
    return Verdict.YES if holds else Verdict.NO


def _speaks_of(question: Question, asked: str, item: Evidence) -> bool:
    """Whether the sentence's passage holds a word of what is asked of the subject; a question without such words passes."""
    said = frozenset(stems(asked))
    terms = [term for term in question.terms if term.stem in said]
    held = frozenset(stems("\n".join((*item.passage.headings, item.passage.text, item.text))))
    return not terms or any(held.issuperset(way) for term in terms for way in term.ways)


def _names_doers(question: Question, evidence: Sequence[Evidence]) -> bool:
    """Whether the best sentences' passages hold one of those whom the question takes for doers: no deed is affirmed of others."""
    read = "\n".join(f"{item.document.title}\n{item.passage.text}" for item in evidence[:READ])
    held = frozenset(stems(read))
    doers = [agency.names for agency in agencies(question.text) if agency.is_named and agency.is_stated]
    return all(held & names for names in doers)


def _holds_names(question: Question, item: Evidence, lookup: Lookup) -> bool:
    """Whether the sentence, its passage or what it stands under has every name, acronym, rank and numbered name that is asked about and that few passages have.

    A name that the question explains itself (« Lactococcus lactis, une bactérie … ») need not stand there.
    """
    asking = _EXPLAINED.sub(" ", asking_words(question.text))
    around = "\n".join((item.document.title, *item.passage.headings, item.passage.text))
    held, told = frozenset(stems(around)), find_values(around)
    current = [value for value in told if value not in outdated(around, told)]
    ranks = [value for value in find_values(asking) if value.unit in (Unit.ORDINAL, Unit.LABEL)]
    if not all(any(map(rank.agrees, current)) for rank in ranks):
        return False
    named = {stem(word) for word, at, _ in words(asking) if (at and word[0].isupper()) or _is_acronym(word)}
    terms = [term for term in question.terms if term.stem in named and lookup.spread(term.stem) < EVERYWHERE]
    return all(any(held.issuperset(way) for way in term.ways) for term in terms)


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _negated(folded: str) -> list[str]:
    """Stems of the words that a « non » or "not" turns: « des méthodes non disruptives »."""
    return [word for match in _NOT_SO.finditer(folded) for word in stems(match["word"])]


def _turns_round(question: Question, item: Evidence) -> bool:
    """Whether the sentence says the opposite of the question as a statement, or has other roles or another scope."""
    check = check_claim(as_statement(question.text), [item.text])
    return any(finding.contradicts and finding.kind in _TURNING for finding in check.findings)
