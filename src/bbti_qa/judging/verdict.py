"""Yes, no, it depends, or unknown: by rules over the best evidence that respect negation, exception and modality."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bbti_qa.agents import agencies
from bbti_qa.checking import FindingKind, check_claim
from bbti_qa.deeds import same_deed
from bbti_qa.documents import Evidence, Verdict
from bbti_qa.interrogative import apposed, as_statement, asserted, inversion
from bbti_qa.judging.amounts import amounts_of, comparison_of
from bbti_qa.judging.around import tells_average
from bbti_qa.judging.asking import asking_clause, asking_sentence, asking_words, asks_for_verdict, asks_where_ours_fits
from bbti_qa.judging.attributes import holds_side_of
from bbti_qa.judging.attribution import EVERYWHERE, is_set_apart, says_of, shares_doer, told
from bbti_qa.judging.bounds import bounds_in, is_kept
from bbti_qa.judging.lookup import Lookup
from bbti_qa.judging.membership import is_left_out, is_outside
from bbti_qa.judging.negation import clauses, says_not
from bbti_qa.judging.premise import Premise
from bbti_qa.judging.reach import (
    Reach,
    asks_whole,
    goes_beyond,
    goes_past,
    holds_not_always,
    items_of,
    reach_asked,
    reaches,
)
from bbti_qa.language import carries_meaning, fold, sentence_spans, stem, stems, words
from bbti_qa.reticence import says_that_nothing_is_said
from bbti_qa.understanding import Question, Term
from bbti_qa.values import Unit, Value, find_values, left_behind

CLOSE = 0.75  # of the best score, for a sentence that may decide in its stead
WHOLE = 100  # per cent
LAST = 2  # words with meaning behind a « sans … » that closes the question
NAMED = (
    0.5  # of the best score, for a sentence with the names that are asked about to decide, where no better one has them
)
READ = 3  # best sentences of which one decides
TURNED = 0.25  # the same for one that says the opposite in so many words
CONTEXT = 0.3  # of the question's words, by rarity, that the deciding sentence and its neighbours must hold

_CONDITION = re.compile(
    r"\b(?:sauf|sous reserve|a condition|hormis|excepte|unless|except|provided that|subject to|uniquement si|only if|limite[es]* a)\b"
)
_WHOLE = re.compile(
    r"\b(?:a (?:lui|elle) seule?|seuls?|seules?|tout|toute|tous|toutes|uniquement|toujours|systematiquement|only|entire|whole|all|always|every)\b"
)
_PART = re.compile(
    r"\b(?:l'une? des|une? des|one of|parmi|en partie|partiellement|notamment|including|certaine?s (?!que\b)\w+|d'autres|parfois|some of|some|others|sometimes)\b"
)
_ALONE = re.compile(
    r"\b(?:(?:à|a) (?:lui|elle) (?:tout |toute )?seule?|(?:tout |toute )?seule?|alone|(?:all )?(?:on its own|by itself)|sole(?:ly)?|single-handedly)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:deja|actuellement|desormais|already|currently|up and running|operationnel\w*|operational|acheve\w*|termine\w*|finis?|complete|completed|finished)\b"
)
_FINISHED = re.compile(
    r"\b(?:est|sont|a|ont|etait|fut|is|are|was|has|have)\b(?:[ -](?:\w+[ -]){0,5})?(?:termine|acheve|fini|clos|cloture|over|finished|completed|ended|closed)e?s?\b"
)
_DONE_NOUN = re.compile(  # « des projets déjà choisis », "the projects already selected": said of a thing by the way
    r"\b(?:of|among|with|by|for|in|des|du|de la|de l'|aux?|avec|par|pour|parmi|dans)(?: les| l'| the)? ?\w+(?: \w+)? (?:deja|already) \w+|"
    r"\b(?:deja|already) \w+(?: \w+){0,4}-(?:t-)?(?:ils?|elles?|on)\b"
)
_PLANNED = re.compile(
    r"\b(?:en (?:preparation|projet|cours (?:de |d')\w+)|sera|seront|prevu\w*|a venir|prochainement|envisage\w*|will (?:be)?|planned|in preparation|upcoming|forthcoming)\b"
)
_PARTED = re.compile(
    r"\b(?:certain\w*|some)\b[^.;]{3,90}\b(?:d'autres|others)\b|\b(?:bien que|although|though) (?:certain\w*|some)\b"
)
_LIMITED = re.compile(
    r"\b(?:limit\w* a|uniquement|seulement|exclusivement|se borne\w* a|reserve\w* a|limited to|only|exclusively|restricted to|confined to)\b"
)
_BEYOND = re.compile(r"\b(?:au-dela d\w*|en dehors d\w*|egalement|aussi|non seulement|beyond|also|as well|not only)\b")
_RELATIVE = re.compile(r"(?<!true )(?<!say )\b(?:that|which|who|whom|qui|dont)\b.*")
_RELATIVE_OBJECT = re.compile(  # « un thème que les projets n'abordent pas »
    r"\b(?:une?|des|les?|la|l'|ces?|cette|aucune?) ?\w+(?: \w+)? qu(?:e |')(?:les?|la|l'|nous|ils?|elles?|on|ces?|cette|leurs?|des|notre|nos|mon|ma|mes)\b.*"
)
_WITHOUT = re.compile(r"\b(?:sans|without) (?:(?:l[ae]s?|l'|des?|d'|aucune?|any|the|an?) ?)?(?P<what>\w+)")
_STILL = re.compile(r"\b(?:etait|etaient|ete|fut|furent|avait|was|were|had|used to|jadis|autrefois|once|formerly)\b")
_EXISTS = re.compile(
    r"\b(?:y a-t-il|y aura-t-il|existe-t-il|exist(?:e|ent)|is there|are there|will there be) (?:un |une |des |d['’]|déjà |encore |an? |any |some )*(?P<head>[\w-]+(?: (?!de\b|du\b|des\b|pour\b|dans\b|à\b|au\b|sur\b|for\b|of\b|in\b|on\b|to\b|at\b)[\w-]+)?)",
    re.IGNORECASE,
)
_ASKS_DUTY = re.compile(
    r"\bfaut[ -]il\b|\bdoit[ -]on\b|\bdevons[ -]nous\b|\best[ -](?:il|ce) (?:\w+ )?(?:obligatoire|necessaire|requis|exige|indispensable)\b|\b(?:obligatoire|exigee?|requise?|imposee?)s? ?\?|"
    r"\b(?:required|mandatory|compulsory|necessary)\b|\b(?:do|does) .{1,40} (?:need|have) to\b"
)
_TELLS_DUTY = re.compile(
    r"\b(?:doi(?:t|vent)|devr\w+|devait|devaient|faut|faudra|fallait|oblig\w+|imperati\w+|exig\w+|impos\w+|requi\w+|tenue?s? d[e']|necessit\w+|necessair\w+|indispensab\w+|"
    r"essenti\w+|facultati\w+|optionnel\w*|uniquement|seule?s?|must|shall|required?|requires|mandatory|compulsory|have to|has to|necessary|needs?|only|optional)\b"
)
_ASKS_ADMISSION = re.compile(
    r"\b(?:pouvons|puis|peu[tx]|peuvent|pouvez|pourr\w+|can|could|may|might|allowed|autorise\w*|eligib\w*|le droit)\b.*\b(?:candidat\w*|depos\w*|postul\w*|particip\w*|repond\w*|soumett\w*|port(?:er|e|ent|ons)\b(?! sur)|coordonner|"
    r"appl(?:y|ies|ying)|submit\w*|bid\w*|take part|join)\b"
)
_ADMITS = re.compile(
    r"\b(?:peu(?:t|vent)|pourr\w+|ouverte?s?|s'adress\w+|adresse\w*|eligib\w*|admi\w+|invit\w+|particip\w*|candidat\w*|depos\w*|postul\w*|associ\w+|partenair\w*|partenariat\w*|"
    r"mobilis\w+|s'interess\w+|accueil\w*|integr\w+|implique\w*|autoris\w+|regroup\w*|compren\w*|compos\w+|constitu\w+|reuni\w*|equipes?|etablissements?|laborato\w*|may|can|open to|welcom\w*|"
    r"involv\w*|includ\w*|partners?|teams?)\b"
)
_ASKS_STILL = re.compile(r"(?<!pas )\b(?:encore|still|aujourd'hui|actuellement|currently|nowadays|these days)\b")
_TELLS_PAST = re.compile(r"\b(?:a|ont|avait|avaient|etait|etaient|fut|furent|was|were|had|used to)\b")
_TELLS_NOW = re.compile(
    r"\b(?:est|sont|encore|toujours|aujourd'hui|actuel\w*|desormais|maintenant|is|are|still|now|today|current\w*)\b"
)
_ACRONYM = re.compile(r"\b[A-ZÀ-Ý]{2,}\b")
_FORESEEN = frozenset(
    stems("prévu prévue prévus annoncé annoncée attendu attendue programmé planned announced expected scheduled due")
)
_APPLYING = frozenset(
    stems(
        "candidater candidat candidature déposer postuler participer répondre soumettre porter coordonner apply applying submit bid join take part lead"
    )
)
_NOT_SO = re.compile(r"\b(?:non|not)[ -](?:encore |yet )?(?P<word>\w{5,})")
_EXPLAINED = re.compile(r"\b[A-ZÀ-Ý][\w-]+(?: [\w-]+){0,2}(?=, (?:une?|des|an?|qui|which) )")
_PLAIN = frozenset((Unit.MONEY, Unit.PERCENT, Unit.DURATION, Unit.DATE))
_TURNING = frozenset((FindingKind.OPPOSITE, FindingKind.ROLE, FindingKind.QUANTIFIER))


@dataclass(frozen=True, slots=True)
class Decision:
    """`by` is the sentence that decides, which the reader is shown; None where none does, or where a notice tells it.

    `is_told`: it answers even where what was found would not be enough.
    """

    verdict: Verdict
    by: Evidence | None = None
    is_told: bool = False


def decide(
    question: Question, evidence: Sequence[Evidence], suffices: bool, premise: Premise | None, lookup: Lookup
) -> Decision | None:
    """None where the question asks for no verdict. `evidence` best first."""
    if not asks_for_verdict(question):
        return None
    if premise is not None and premise.said:  # of what is only said by the way, nothing follows for what is asked
        return Decision(Verdict.UNKNOWN if apposed(question.text) else Verdict.NO)
    if asks_where_ours_fits(question):
        return Decision(Verdict.YES if suffices else Verdict.UNKNOWN)
    if evidence and (listed := is_left_out(question, evidence, lookup)):
        return Decision(Verdict.NO, listed.evidence, is_told=True)
    if evidence and (body := is_outside(question, evidence, lookup)):
        return Decision(Verdict.NO, body, is_told=True)
    if not suffices or not evidence:
        return Decision(Verdict.UNKNOWN)
    if others := _with_others(question, evidence, lookup):
        return Decision(Verdict.NO, others)
    if bounds := bounds_in(question.text):
        kept = [is_kept(question, bound, evidence, lookup) for bound in bounds]
        return Decision(Verdict.UNKNOWN if None in kept else Verdict.YES if all(kept) else Verdict.NO)
    deciding = _deciding(question, evidence, lookup)
    if deciding.why["context"] < CONTEXT:
        is_turned = deciding.why["context"] >= TURNED and _turns_round(question, deciding, lookup)
        return Decision(Verdict.NO, deciding) if is_turned else Decision(Verdict.UNKNOWN)
    comparison = comparison_of(question)
    amounts = amounts_of(question, comparison, evidence) if comparison else None
    if comparison and amounts:
        return Decision(Verdict.YES if amounts.bear_out(comparison) else Verdict.NO, amounts.evidence)
    verdict = _decided_by(question, deciding, evidence, lookup)
    best = evidence[0]
    says_so_too = best.why["context"] >= CONTEXT and _decided_by(question, best, evidence, lookup) is verdict
    return Decision(verdict, best if says_so_too else deciding)


def _with_others(question: Question, evidence: Sequence[Evidence], lookup: Lookup) -> Evidence | None:
    """« L'Inserm dirige-t-il seul … ? »: the sentence that says that he does with others what he is said to do alone."""
    asked = _ALONE.sub(" ", as_statement(asking_words(question.text)))
    if asked == as_statement(asking_words(question.text)):
        return None
    for presumed in agencies(asked):
        deeds = question.called(presumed.done)
        for item in [*lookup.ask(asked, question), *evidence] if presumed.is_named else ():
            is_about = item.why["context"] >= CONTEXT
            for agency in agencies(item.text) if is_about else ():
                if any(same_deed(agency.done, one) for one in deeds) and presumed.names < agency.names:
                    return item
    return None


def _decided_by(question: Question, deciding: Evidence, evidence: Sequence[Evidence], lookup: Lookup) -> Verdict:
    """What one sentence says of what is asked."""
    asked, said = asking_sentence(fold(question.text)), fold(deciding.text)
    if says_that_nothing_is_said(said):
        return Verdict.UNKNOWN
    if _turns_round(question, deciding, lookup) or _falls_short(asked, said) or _is_left_behind(question, deciding):
        return Verdict.NO
    if is_set_apart(question, deciding):
        return Verdict.NO
    if _WHOLE.search(asked) and tells_average(deciding.text):  # an average says nothing of a single case
        return Verdict.UNKNOWN
    if (
        not says_of(question, deciding, lookup)
        or not _speaks_of(question, deciding)
        or not _holds_names(question, deciding, lookup)
    ):
        return Verdict.UNKNOWN
    if _is_turned(question, deciding):
        is_sometimes = holds_not_always(said) and reach_asked(asked) is not Reach.ALWAYS
        return Verdict.CONDITIONAL if is_sometimes else Verdict.NO
    if asks_whole(asked) and _gives_a_part(deciding):
        return Verdict.NO
    if goes_past(asked):
        return Verdict.YES if goes_beyond(said) else Verdict.UNKNOWN
    if (reach := reach_asked(asked)) and not reaches(reach, said) and not _gives_its_values(question, deciding):
        is_wider = reach is Reach.ONLY and _is_said_of_more(question, deciding, evidence)
        return Verdict.NO if is_wider else Verdict.UNKNOWN
    if not _is_in_one_item(question, deciding):
        return Verdict.UNKNOWN
    if _gives_another(question, deciding):
        return Verdict.NO if _holds_the_rest(question, deciding) else Verdict.UNKNOWN
    if _FINISHED.search(asked) and not _FINISHED.search(said):  # « la fin du programme en 2030 » ends nothing yet
        return Verdict.UNKNOWN
    if _ASKS_STILL.search(asked) and _TELLS_PAST.search(said) and not _TELLS_NOW.search(said):
        return Verdict.UNKNOWN
    if not _has_what_exists(question, deciding):
        return Verdict.UNKNOWN
    if _ASKS_ADMISSION.search(asked) and not (_ADMITS.search(said) and _knows_applicant(question, lookup)):
        return Verdict.UNKNOWN
    if _ASKS_DUTY.search(asked) and not _TELLS_DUTY.search(said):  # what is so need not be so
        return Verdict.UNKNOWN
    is_partly = _PARTED.search(said) or _CONDITION.search(said)
    return Verdict.CONDITIONAL if is_partly else Verdict.YES


def _deciding(question: Question, evidence: Sequence[Evidence], lookup: Lookup) -> Evidence:
    """The best sentence, or one close to it that says more of what is asked: of the one asked about, of its ranks, numbers and dates, then of its words."""
    values = find_values(question.text)
    close = [item for item in evidence[:READ] if item.score >= CLOSE * evidence[0].score]
    names = _names_asked(question, lookup)
    if names and not any(_says_all(names, item, lookup) for item in close):
        near = (item for item in evidence if item.score >= NAMED * evidence[0].score)
        close += [item for item in near if _says_all(names, item, lookup)][:1]

    def holds(item: Evidence) -> tuple[bool, int, float]:
        told = find_values(item.text)
        held = sum(any(map(value.agrees, told)) for value in values)
        return says_of(question, item, lookup), held, item.why["coverage"]

    return max(close, key=holds)


def _has_what_exists(question: Question, item: Evidence) -> bool:
    """Whether a sentence names the thing of which it is asked if there is one: « y a-t-il une adresse ? », "is there a deadline?"."""
    asked = _EXISTS.search(asking_words(question.text))
    head = frozenset(stems(asked["head"])) if asked else frozenset[str]()
    terms = [term for term in question.terms if term.stem in head]
    around = "\n".join((*item.passage.headings, item.text))
    held = [_is_in(term, around) for term in terms]
    return all(held) if question.language == "en" else not held or any(held)  # "an e-mail address" is one thing


def _is_left_behind(question: Question, item: Evidence) -> bool:
    """« encore première » where the sentence says « de la première à la quatrième place »; a question about the past asks for the first."""
    past = left_behind(item.text)
    if not past or _STILL.search(fold(asserted(question.text))):
        return False
    current = [value for value in find_values(item.text) if value not in past]
    asked = find_values(question.text)
    return any(any(map(value.agrees, past)) and not any(map(value.agrees, current)) for value in asked)


def _is_turned(question: Question, item: Evidence) -> bool:
    """Whether the clause that holds what is asked says that it is not so; a denial in another clause turns nothing, nor does one beside a number that agrees."""
    asked = _RELATIVE.sub("", as_statement(asking_clause(fold(asking_words(question.text)))))
    asked = _RELATIVE_OBJECT.sub("", asked)
    if _is_with_it(question, asked, item):
        return not says_not(asked)
    asked_stems, said = frozenset(stems(question.text)), fold(item.text)
    if any(stem in asked_stems for stem in _negated(said)) and not _negated(asked):
        return True
    return _says_not_so(question, item) != says_not(asked)


def _is_with_it(question: Question, asked: str, item: Evidence) -> bool:
    """« sans partenaires ? », at the end of what is asked, where the sentence says with whom."""
    found = next(reversed(list(_WITHOUT.finditer(asked))), None)
    if found is None or _WITHOUT.search(fold(item.text)) or says_not(item.text):
        return False
    what = frozenset(stems(found["what"]))
    terms = [term for term in question.terms if term.stem in what]
    is_last = len(stems(asked[found.end() :])) <= LAST
    return is_last and bool(terms) and all(_is_in(term, item.text) for term in terms)


def _says_not_so(question: Question, item: Evidence) -> bool:
    parts = [item.text[start:end] for start, end in clauses(item.text)]
    values = [value for value in find_values(asserted(question.text)) if value.unit is not Unit.LABEL]
    holding = [part for part in parts if any(any(map(value.agrees, find_values(part))) for value in values)]
    if holding:
        return all(map(says_not, holding))
    found = inversion(asking_words(question.text))
    matter = frozenset(stems(f"{found.verb} {found.rest}" if found else question.text))
    terms = [term for term in question.terms if term.stem in matter]

    held = [(says_not(part), frozenset(term.stem for term in terms if _is_in(term, part))) for part in parts]
    best = max(held, key=lambda part: len(part[1]), default=(False, frozenset[str]()))  # the first of equals
    elsewhere = frozenset[str]().union(*(own for is_denied, own in held if not is_denied))
    return best[0] or any(is_denied and own - elsewhere for is_denied, own in held)


def _gives_another(question: Question, item: Evidence) -> bool:
    """Whether the sentence has values of the sort that is asked about, and not one that agrees: « date-t-il de 2022 ? », « date de 2019 »."""
    told = find_values(item.text)
    for value in find_values(asserted(question.text)):
        alike = [
            other
            for other in told
            if other.unit is value.unit and (value.unit in _PLAIN or set(other.of) & set(value.of))
        ]
        if alike and not any(map(value.agrees, alike)):
            return True
        if any(not value.agrees(other) for other in _behind_acronyms(question.text, item.text, alike)):
            return True
    return False


def _behind_acronyms(asked: str, told: str, values: Sequence[Value]) -> list[Value]:
    """The first of the values behind each acronym that both texts have, with no other acronym between: « l'AMI début 2024, puis l'AAP en 2025 »."""
    found = []
    all_told = list(_ACRONYM.finditer(told))
    for acronym in {match[0] for match in _ACRONYM.finditer(asked)}:
        for at, match in enumerate(all_told):
            end = all_told[at + 1].start() if at + 1 < len(all_told) else len(told)
            inside = [value for value in values if match.end() <= value.start < end]
            if match[0] == acronym and inside and len(all_told) > 1:
                found.append(inside[0])
    return found


def _knows_applicant(question: Question, lookup: Lookup) -> bool:
    """Whether the documents speak of all that is said of the one who would apply: where none says « belge », none admits a Belgian team."""
    said = [term for term in question.terms if term.weight == 1.0 and term.stem not in _APPLYING]
    return all(any(all(map(lookup.known, way)) for way in term.ways) for term in said)


def _holds_the_rest(question: Question, item: Evidence) -> bool:
    """Whether a sentence holds all that is asked but the value, with the acronym that it is asked of."""
    rest = [term for term in question.terms if not term.stem.isdecimal() and term.stem not in _FORESEEN]
    return bool(_ACRONYM.search(question.text)) and all(_is_in(term, item.text) for term in rest)


def _gives_its_values(question: Question, item: Evidence) -> bool:
    """« seulement 5 ? », where the sentence says 5: the number says how far it reaches."""
    values, told = find_values(asserted(question.text)), find_values(item.text)
    return bool(values) and all(any(map(value.agrees, told)) for value in values)


def _gives_a_part(item: Evidence) -> bool:
    """Whether the one share that the sentence gives is less than all: « 61 % du budget »."""
    shares = [value for value in find_values(item.text) if value.unit is Unit.PERCENT]
    return len(shares) == 1 and shares[0].high < WHOLE


def _is_said_of_more(question: Question, item: Evidence, evidence: Sequence[Evidence]) -> bool:
    """Whether the sentence, the one behind it or another of the best says that it is so beyond what is asked about: « s'étend également à … »."""
    passage = item.passage.text
    at = passage.find(item.text)
    behind = passage[at + len(item.text) :] if at >= 0 else ""
    following = [behind[start:end] for start, end in sentence_spans(behind)[:1]]
    near = [other.text for other in evidence[:READ] if other.score >= CLOSE * evidence[0].score]
    return any(goes_beyond(fold(text)) for text in (item.text, *following, *near))


def _is_in_one_item(question: Question, item: Evidence) -> bool:
    """Whether one item of an enumeration holds all of the question that the sentence holds: what « (i) » says of one thing is not said of another by « (ii) »."""
    terms = [term for term in question.terms if term.weight == 1.0 and _is_in(term, item.text)]
    items = items_of(item.text)
    return len(items) == 1 or not terms or max(sum(_is_in(term, one) for term in terms) for one in items) == len(terms)


def _is_in(term: Term, text: str) -> bool:
    present = frozenset(stems(text))
    return any(present.issuperset(way) for way in term.ways)


def _falls_short(asked: str, said: str) -> bool:
    """« toujours » where some are, « déjà » where it is planned, « limité à » where it goes beyond."""
    is_part = bool(_WHOLE.search(asked)) and bool(_PART.search(said))
    is_planned = (
        bool(_DONE.search(_DONE_NOUN.sub(" ", asked))) and bool(_PLANNED.search(said)) and not _DONE.search(said)
    )
    is_wider = bool(_LIMITED.search(asked)) and bool(_BEYOND.search(said))
    return is_part or is_planned or is_wider


def _speaks_of(question: Question, item: Evidence) -> bool:
    """Whether the sentence's passage holds a word of what is asked of the subject; a question without such words passes."""
    found = inversion(asking_words(question.text))
    said = frozenset(stems(f"{found.verb} {found.rest}")) if found else frozenset[str]()
    terms = [term for term in question.terms if term.stem in said and term.held_by is None]
    held = frozenset(stems("\n".join((*item.passage.headings, item.passage.text, item.text))))
    return not terms or any(held.issuperset(way) for term in terms for way in term.ways)


def _holds_names(question: Question, item: Evidence, lookup: Lookup) -> bool:
    """Whether the sentence, its passage or what it stands under has every name, acronym, rank and numbered name that is asked about and that few passages have.

    A name that the question explains itself (« Lactococcus lactis, une bactérie … ») need not stand there.
    """
    asking = _EXPLAINED.sub(" ", asking_words(question.text))
    around = "\n".join((item.document.title, *item.passage.headings, item.passage.text))
    held, past = frozenset(stems(around)), left_behind(around)
    current = [value for value in find_values(around) if value not in past]
    ranks = [value for value in find_values(asking) if value.unit in (Unit.ORDINAL, Unit.LABEL)]
    if not all(any(map(rank.agrees, current)) for rank in ranks):
        return False
    named = {stem(word) for word, at, _ in words(asking) if (at and word[0].isupper()) or _is_acronym(word)}
    return all(any(held.issuperset(way) for way in term.ways) for term in _named_among(named, question, lookup))


def _names_asked(question: Question, lookup: Lookup) -> list[Term]:
    """The names and acronyms that are asked about and that few passages have."""
    asking = _EXPLAINED.sub(" ", asking_words(question.text))
    found = inversion(asking)
    first = found.subject.partition(" ")[0] if found else ""  # « Toulouse possède-t-elle … ? »
    named = {
        stem(word)
        for word, at, _ in words(asking)
        if word[0].isupper() and (at or word == first) and carries_meaning(word)
    }
    return [term for term in _named_among(named, question, lookup) if lookup.known(term.stem)]


def _named_among(named: set[str], question: Question, lookup: Lookup) -> list[Term]:
    return [term for term in question.terms if term.stem in named and lookup.spread(term.stem) < EVERYWHERE]


def _says_all(names: Sequence[Term], item: Evidence, lookup: Lookup) -> bool:
    held = frozenset(stems(told(item, lookup)))
    return all(any(held.issuperset(way) for way in term.ways) for term in names)


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _negated(folded: str) -> list[str]:
    """Stems of the words that a « non » or "not" turns: « des méthodes non disruptives »."""
    return [word for match in _NOT_SO.finditer(folded) for word in stems(match["word"])]


def _turns_round(question: Question, item: Evidence, lookup: Lookup) -> bool:
    """Whether the sentence says the opposite of the question as a statement, or has other roles or another scope."""
    check = check_claim(as_statement(question.text), [item.text])
    turning = _TURNING - {FindingKind.ROLE} if shares_doer(question, item, lookup) else _TURNING
    return any(
        finding.contradicts
        and finding.kind in turning
        and not _is_named(finding.found, item.text)
        and not (finding.kind is FindingKind.OPPOSITE and holds_side_of(finding.claimed, item.text))
        for finding in check.findings
    )


def _is_named(found: str, text: str) -> bool:
    """« Agence Nationale de … »: a word with a capital inside its sentence is part of a name, and opposes nothing."""
    at = text.find(found)
    return at > 0 and found[:1].isupper() and text[at - 2 : at] not in (". ", "! ", "? ", "« ") and " " not in found
