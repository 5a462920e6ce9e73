"""What the documents ask of a project or a team: sentences that allow, reserve, exclude, require, bound, state, or say that nothing is said.

A list item is read with the sentence that announces it, and both with their headings: « Sont éligibles : … », « L'appel à projets ».
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from bbti_qa.documents import BlockKind, Document, Passage, Sentence
from bbti_qa.judging.negation import denies
from bbti_qa.language import fold_in_place
from bbti_qa.tasks.eligibility.terms import ABROAD, INSTRUMENTS, KINDS, PUBLIC, TRL, names
from bbti_qa.values import Unit, Value, find_values


class Point(StrEnum):
    """What a criterion is about, in the order of the table."""

    THEME = "theme"
    APPLICANT = "applicant"
    NEWCOMER = "newcomer"
    PARTNERS = "partners"
    COUNTRY = "country"
    STAGE = "stage"
    DEADLINE = "deadline"
    PERIOD = "period"
    DURATION = "duration"
    BUDGET = "budget"
    RATE = "rate"
    COSTS = "costs"
    INSTRUMENT = "instrument"
    PROCEDURE = "procedure"
    OTHER = "other"


class Modality(StrEnum):
    ALLOWS = "allows"
    RESERVES = "reserves"  # to these and to no others
    EXCLUDES = "excludes"
    REQUIRES = "requires"
    BOUNDS = "bounds"
    STATES = "states"
    SILENT = "silent"  # the document itself says that nothing is said


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence of a document. `lead` is the sentence that announces it, where it is an item of a list."""

    document: Document
    sentence: Sentence
    text: str
    headings: tuple[str, ...] = ()
    lead: Source | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One criterion at one place. `kinds` are applicants or countries (`FR`, or `*` for any abroad); `as_partner`: not as the coordinator.

    `low` and `high` bound an amount in euros, a duration in days, a number of partners, a TRL; None where open. `date` is ISO, as far as said.
    `instruments`: the calls that it speaks of, all where empty. `is_conditional`: the sentence holds a condition.
    """

    point: Point
    modality: Modality
    source: Source
    kinds: tuple[str, ...] = ()
    as_partner: bool = False
    low: float | None = None
    high: float | None = None
    date: str = ""
    end: str = ""
    instruments: tuple[str, ...] = ()
    is_conditional: bool = False
    pinned: str = ""

    def speaks_of(self, chosen: Sequence[str]) -> bool:
        """Whether it holds for one of the instruments chosen; with none chosen, for any."""
        return not self.instruments or not chosen or any(name in self.instruments for name in chosen)


_SILENT: Final = re.compile(
    r"\b(?:ne |n')(?:l[ea] )?(?:disent|dit|dis|precis\w+|mentionn\w+|indiqu\w+|donn\w+|fix\w+|publi\w+|nomm\w+|trait\w+|tranch\w+|repond\w*|parl\w+|prevoi\w*|prevu\w*|annonc\w+|repart\w+)"
    r" (?:pas|aucun\w*|ni|nulle part|rien)\b|\baucun (?:article|document|texte)\b[^.;:]{0,12}\b(?:ne|n')|"
    r"\baucun\w* [^.;:]{0,140}\b(?:n'est|ne sont|n'y est|n'est ni)\b[^.;:]{0,12}\b(?:donne|indique|precise|fixe|annonce|prevu|mentionne)\w*|"
    r"\bn(?:'est|e sont) (?:pas |ni )(?:encore )?(?:precise|annonce|indique|fixe|prevu|connu|donne|mentionne)\w*|\bnon precise\w*|\ba preciser\b|"
    r"\b(?:does|do|did) not (?:say|state|specify|mention|tell|give|set|fix)\b|\b(?:is|are) not (?:specified|stated|given|announced|set)\b|\bnot specified\b|\bto be (?:announced|specified)\b"
)
_SUBJECT: Final = re.compile(
    r"\b(?:dates? limites?|depots?|deadlines?|projets?|programmes?|pepr|appels?|dispositif|actions?|candidat\w*|porteu\w+|participa\w+|consorti\w+|equipes?|partenaires?|eligibl\w+|financ\w+|dossiers?|propositions?|"
    r"projects?|calls?|scheme|applica\w+|teams?|partners?|proposals?|eligibility|funding|funded)\b|\bAMI\b|\bAAP\b"
)
_ALLOWS: Final = re.compile(
    r"\b(?:peut|peuvent|pourra|pourront) (?:[a-z]+ ){0,2}(?:participer|candidater|deposer|soumettre|beneficier|etre (?:finance|partenaire|coordina|beneficiaire|porteu|associe|eligible)\w*|coordonner|porter|recevoir|repondre)|"
    r"\beligibles?\b|\bouvert\w* (?:a|aux?|a tou\w+)\b|\bs'adresse\w* (?:d'abord |principalement |avant tout )?(?:a|aux?)\b|\bs'interesse\w* aux?\b|\bmobilisent|\bimplique(?:nt)?\b|"
    r"\bparmi les partenaires\b|\bassocie\w* au\b|\bparticipants?\b|\b(?:may|can) (?:[a-z]+ )?(?:apply|take part|participate|submit|coordinate|receive|be (?:funded|partners?|associated))|\bopen to\b|\badmis\w*\b|\bsoutient la\b"
)
_RESERVES: Final = re.compile(
    r"\breserve\w* aux?\b|\b(?:seul|seule)s? [^.;:]{0,120}\b(?:peu(?:t|vent)|eligibles?|admis\w*)\b|\b(?:uniquement|exclusivement) (?:ouvert\w* )?(?:a|aux?)\b|"
    r"\bonly [^.;:]{0,100}\b(?:may|can|eligible)\b|\b(?:restricted|limited|reserved) (?:to|for)\b|\bexclusively\b"
)
_EXCLUDES: Final = re.compile(
    r"\b(?:ne (?:sont|seront) pas|n'est pas|ne sera pas) (?:eligibles?|admis\w*|recevables?|finance\w*|autorise\w*)|\bne (?:peut|peuvent|pourra|pourront) (?:pas )?(?:[a-z]+ )?(?:participer|candidater|deposer|soumettre|beneficier|etre|coordonner|porter|recevoir)|"
    r"\bexclu\w*\b|\bineligibles?\b|\bnon eligibles?\b|\birrecevables?\b|\b(?:is|are) not (?:eligible|funded|admissible|allowed)|\b(?:may|can) ?not (?:apply|take part|participate|submit|coordinate|receive|be)|\bexcluded\b"
)
_CLOSED: Final = re.compile(
    r"\bpre-?selectionne\w*|\bdeja (?:selectionne|choisi|clos)\w*|\b(?:n'est plus|ne sont plus|n'a pas ete|n'ont pas ete) (?:choisis par un appel )?ouvert\w*|\bpre-?selected\b|\b(?:is|are) (?:now )?closed\b|\bno longer open\b"
)
_BODY: Final = re.compile(r"\b(?:comites?|conseil|jurys?|committees?|boards?|council)\b")
_REQUIRES: Final = re.compile(
    r"\b(?:doi(?:t|vent)|devra|devront|il faut|est tenue?|sont tenue?s)\b|\bobligatoire\w*|\bexige\w*|\brequis\w*|\bimperativement|\b(?:must|shall|mandatory|compulsory|required|has to|have to)\b|\bse constitue\w* en\b|\b(?:construction|formation|constitution) (?:d[eu]s? |d'un )?consorti\w+"
)
_OBLIGED: Final = re.compile(
    r"\b(?:projets?|candidat\w*|porteu\w+|coordinat\w+|coordonnat\w+|consorti\w+|dossiers?|propositions?|demandes?|partenaires?|equipes?|deposants?|beneficiaires?|etablissements?|laureats?|"
    r"applica\w+|proposals?|projects?|teams?|partners?|coordinators?|consortia|beneficiaries)\b[^.;:]{0,80}?\b(?:doi(?:t|vent)|devra|devront|est tenue?|sont tenue?s|must|shall|has to|have to|(?:is|are) required)\b"
)
_CONDITION: Final = re.compile(
    r"\b(?:sauf|sous reserve|a condition|hormis|excepte|a leurs? frais|sur (?:leurs|ses) fonds propres|sans (?:etre )?finance\w*|en partenariat avec|unless|except|provided (?:that )?|subject to|uniquement si|only if|at their own (?:cost|expense)|without funding)\b"
)
_AS_PARTNER: Final = re.compile(
    r"\b(?:partenaires?|associe\w*|en liaison|collaboration|sans (?:coordonner|etre coordinat\w+)|partners?|associated)\b"
)
_MOST: Final = re.compile(
    r"\b(?:au plus(?! tard)|maximum|maximal\w*|jusqu'a|plafon\w+|limite\w* a|(?:ne|n') ?(?:peut|doit|devra|excede\w*|depass\w+)[^.;]{0,24}(?:exced\w+|depass\w+|superieur\w*)?|inferieur\w* (?:ou egal\w* )?a|at most|up to|no more than|not exceed|capped|maximum of|shorter than|less than)\b"
)
_LEAST: Final = re.compile(
    r"\b(?:au moins|minimum|minimal\w*|a partir de|superieur\w* (?:ou egal\w* )?a|pas inferieur\w*|at least|no less than|minimum of|longer than|more than)\b"
)
_BETWEEN: Final = re.compile(r"\b(?:entre|between|compris\w* entre|comprise\w* entre)\b")
_DEADLINE: Final = re.compile(
    r"\b(?:date limite|dates limites|echeance|clotur\w+|clos le|au plus tard|deadline|closing date|closes|depot\w* (?:des |avant|jusqu)|soumis\w* (?:avant|jusqu)|submitted (?:by|before)|heure limite)\b"
)
_POINTS: Final[Mapping[Point, re.Pattern[str]]] = {
    Point.APPLICANT: re.compile(
        r"\b(?:participants?|qui peut (?:participer|candidater|deposer)|(?:regles?|reglement|conditions?) d'eligibilite|eligible applicants?|eligibility (?:rules?|criteria))\b"
    ),
    Point.PARTNERS: re.compile(r"\b(?:consorti\w+|partenaires?|partenariat|partners?|partnership)\b"),
    Point.STAGE: re.compile(r"\btrl\b|\bmaturite\b|\bmaturity\b|\breadiness\b"),
    Point.DEADLINE: _DEADLINE,
    Point.DURATION: re.compile(r"\b(?:durees?|dure(?:nt|ra|ront)?|duration|lasts?|long)\b"),
    Point.RATE: re.compile(
        r"\b(?:taux de (?:financement|aide|subvention|prise en charge)|funding rate|rate of funding|part des depenses)\b"
    ),
    Point.COSTS: re.compile(
        r"\b(?:(?:depenses?|couts?|frais) (?:eligibles?|admissibles?)|quelles depenses|salaires?|remuneration|eligible costs?|salar(?:y|ies))\b"
    ),
    Point.BUDGET: re.compile(
        r"\b(?:montant\w*|budget\w*|aide\b|subvention\w*|dotation|demande\w*|financement (?:par|demande|maxim|d'un)|grant|amounts?|requested|funding per)\b"
    ),
    Point.PROCEDURE: re.compile(
        r"\b(?:lettres? d'intention|letters? of intent|plateformes?|platforms?|formulaires?|forms?|dossiers?|mode d'entree|soumission|submission)\b"
    ),
}
_TAKES_PART: Final = re.compile(
    r"\b(?:financ\w+|participer|beneficier|recevoir|candidater|fund\w*|apply|take part|participate)\b"
)
_PER_PROJECT: Final = re.compile(
    r"\b(?:par projet|chaque projet|projets?|aide|subvention|demande\w*|grant|per project|projects?|requested|request|funding|financement)\b"
)
_PROGRAMME: Final = re.compile(r"\b(?:programme|pepr|program)\b")
_YEARS: Final = re.compile(
    r"\b(?:de|from|entre|between) (?P<start>20\d\d) (?:a|to|et|and|until) (?P<end>20\d\d)\b|\b(?P<start2>20\d\d) ?[-–] ?(?P<end2>20\d\d)\b"
)
_LAUNCH: Final = re.compile(
    r"\b(?:lance\w*|lancement|annonce\w*|ouvr\w+|ouvert\w* (?:le|en|du)|launch\w*|opens?|announced)\b"
)
_TOTAL: Final = re.compile(r"\b(?:budget|dote\w*|dispose\w*|endow\w*)\b")
_STEP: Final = re.compile(
    r"\b(?:lettres? d'intention|letters? of intent|plateformes?|platforms?|formulaires?|deux etapes|two[ -]stage|evalu\w+|selection)\b"
)
_PAPERS: Final = re.compile(r"\b(?:consorti\w+|dossiers?|candidatures?|depos\w+|submit\w*)\b")
_NEWCOMER: Final = re.compile(
    r"\b(?:(?:pas|non) encore (?:ete )?(?:mobilise|finance|implique|associe|soutenu)\w*|n'y est pas encore|not yet (?:been )?(?:involved|mobili[sz]ed|funded|part)|jamais (?:ete )?(?:finance|mobilise)\w*|"
    r"primo-\w+|first-time applicants?)\b"
)


def read_rules(passages: Iterable[Passage], documents: Mapping[str, Document]) -> tuple[Rule, ...]:
    """The criteria of all documents, in reading order."""
    return tuple(rule for source in sources(passages, documents) for rule in rules_of(source))


def sources(passages: Iterable[Passage], documents: Mapping[str, Document]) -> Iterator[Source]:
    """The sentences that may hold a criterion, each once: no headings, questions, captions or running lines.

    An item has the sentence before its list as its lead, a row of a table the first row.
    """
    lead: Source | None = None
    head: Source | None = None
    seen: set[tuple[str, tuple[object, ...]]] = set()
    for passage in passages:
        document = documents[passage.document_id]
        for sentence in passage.sentences:
            if (document.id, sentence.spans) in seen or sentence.kind in (
                BlockKind.HEADING,
                BlockKind.CAPTION,
                BlockKind.FURNITURE,
            ):
                continue
            seen.add((document.id, sentence.spans))
            source = Source(document, sentence, document.text(sentence.spans), passage.headings)
            if sentence.kind is BlockKind.ROW:
                head = (
                    head
                    if head is not None and head.document is document and head.headings == source.headings
                    else source
                )
                source = replace(source, lead=head if head is not source else None)
            elif sentence.kind is BlockKind.ITEM and lead is not None and lead.document is document:
                source = replace(source, lead=lead)
            elif source.text.rstrip().endswith(":"):
                lead = source
            else:
                lead = None
            if not source.text.rstrip().endswith(("?", ":")):
                yield source


def rules_of(source: Source) -> Iterator[Rule]:
    """The criteria that one sentence holds."""
    own = fold_in_place(source.text)
    lead = fold_in_place(source.lead.text) if source.lead else ""
    said = f"{lead} {own}".strip()
    about = _instruments(source)
    if _SILENT.search(own):
        for point, kinds in _silent(source, own):
            yield Rule(point, Modality.SILENT, source, kinds, instruments=about)
        if source.sentence.kind is not BlockKind.ROW:
            return
    if not (_SUBJECT.search(said) or about):
        return
    found = [*_bounds(source, own), *_deadlines(source, own), *_periods(source, own), *_totals(source, own)]
    found += _applicants(source, own, said)
    found += _countries(source, own, said)
    if _NEWCOMER.search(own) and (about or _PROGRAMME.search(own)):
        found.append(Rule(Point.NEWCOMER, Modality.RESERVES, source))
    found += _consortia(source, own)
    found += _instrument_rules(source, own)
    steps, papers = bool(_STEP.search(own)), bool(_PAPERS.search(own))
    if (steps and (about or papers)) or (about and papers and not found and not _OBLIGED.search(own)):
        found.append(Rule(Point.PROCEDURE, Modality.REQUIRES, source))
    found += _excluded_themes(source, own)
    found += [
        Rule(point, Modality.STATES, source)
        for point in (Point.RATE, Point.COSTS)
        if _POINTS[point].search(own) and not any(rule.modality is Modality.BOUNDS for rule in found)
    ]
    if not found:
        found = _obligations(source, own)
    conditional = bool(_CONDITION.search(own))
    for rule in found:
        yield replace(rule, instruments=rule.instruments or about, is_conditional=rule.is_conditional or conditional)


def _instruments(source: Source) -> tuple[str, ...]:
    """The calls of which the sentence speaks: its own, else those of its announcement, else of the nearest heading that names one."""
    near = [source.text, source.lead.text if source.lead else "", *reversed(source.headings)]
    return next((found for text in near if (found := names(text, INSTRUMENTS))), ())


def _silent(source: Source, own: str) -> list[tuple[Point, tuple[str, ...]]]:
    """Of what it says that nothing is said, and of which kinds of applicants; of its subject matter where no point is named."""
    if source.sentence.kind is BlockKind.ROW:
        own = _silent_columns(source, own)
    if ABROAD.search(own):
        return [(Point.COUNTRY, ("*",))]
    points = [point for point, pattern in _POINTS.items() if pattern.search(own)]
    kinds = _kinds(own)
    if kinds and _TAKES_PART.search(own):
        points = [Point.APPLICANT]
    for special, general in ((Point.DEADLINE, Point.BUDGET), (Point.RATE, Point.BUDGET), (Point.COSTS, Point.BUDGET)):
        if special in points and general in points:
            points.remove(general)
    if Point.DURATION in points and not _PER_PROJECT.search(own):
        points.remove(Point.DURATION)
    return [(point, kinds if point is Point.APPLICANT else ()) for point in points] or [(Point.THEME, ())]


def _silent_columns(source: Source, own: str) -> str:
    """The heads of the columns whose cells say « non précisé »."""
    heads = fold_in_place(source.lead.text).split(" | ") if source.lead else []
    return " ".join(head for head, cell in zip(heads, own.split(" | "), strict=False) if _SILENT.search(cell))


def _kinds(text: str) -> tuple[str, ...]:
    """The kinds of applicants named; the public research stands for all its kinds."""
    found = names(text, KINDS)
    return tuple(dict.fromkeys(kind for name in found for kind in (PUBLIC if name == "public_research" else (name,))))


def _applicants(source: Source, own: str, said: str) -> list[Rule]:
    kinds = _kinds(source.text)
    if not kinds or _BODY.search(own):
        return []
    modality = _modality(own) or _modality(said)
    if modality is None:
        return []
    clause = own if _ALLOWS.search(own) else said
    return [Rule(Point.APPLICANT, modality, source, kinds, as_partner=_is_partner_only(clause, kinds))]


def _is_partner_only(own: str, kinds: Sequence[str]) -> bool:
    return "company" in kinds and bool(_AS_PARTNER.search(own))


def _modality(text: str) -> Modality | None:
    if _EXCLUDES.search(text):
        return Modality.EXCLUDES
    if _RESERVES.search(text):
        return Modality.RESERVES
    if _ALLOWS.search(text) and not denies(text):
        return Modality.ALLOWS
    return None


def _countries(source: Source, own: str, said: str) -> list[Rule]:
    abroad = bool(ABROAD.search(own))
    french = re.search(
        r"\b(?:etabli\w*|implante\w*|situe\w*|installe\w*|based|established|located) (?:en|in) france\b", own
    )
    if french and (_REQUIRES.search(own) or _RESERVES.search(own) or _ALLOWS.search(own)):
        return [Rule(Point.COUNTRY, Modality.RESERVES, source, ("FR",))]
    modality = _modality(own) or _modality(said)
    return [Rule(Point.COUNTRY, modality, source, ("*",))] if abroad and modality else []


def _consortia(source: Source, own: str) -> list[Rule]:
    if not _POINTS[Point.PARTNERS].search(own) or not (
        _REQUIRES.search(own) or _LEAST.search(own) or _MOST.search(own)
    ):
        return []
    counts = [value for value in find_values(source.text) if value.unit is Unit.COUNT]
    low, high = _limits_of_all(own, counts) if counts else (None, None)
    if not _REQUIRES.search(own) and low is None and high is None:
        return []
    kinds = _kinds(own) if low is not None else ()
    return [Rule(Point.PARTNERS, Modality.REQUIRES, source, kinds, low=low, high=high)]


_BOUNDED: Final = {Unit.MONEY: Point.BUDGET, Unit.DURATION: Point.DURATION}


def _bounds(source: Source, own: str) -> list[Rule]:
    """« entre 500 k€ et 2 M€ », « au plus 48 mois », « TRL 3 à 6 »."""
    found = []
    for unit, point in _BOUNDED.items():
        values = [value for value in find_values(source.text) if value.unit is unit]
        if (
            not values
            or not _PER_PROJECT.search(own)
            or (unit is Unit.DURATION and not _POINTS[Point.DURATION].search(own))
        ):
            continue
        low, high = _limits_of_all(own, values)
        if low is not None or high is not None:
            found.append(Rule(point, Modality.BOUNDS, source, low=low, high=high))
    levels = TRL.search(own)
    if levels and (_SUBJECT.search(own) or _REQUIRES.search(own)):
        low, high = float(levels["low"]), float(levels["high"] or levels["low"])
        if not levels["high"]:
            low, high = (
                (low if not _is_most(own, levels.start()) else 1.0),
                (high if not _is_least(own, levels.start()) else 9.0),
            )
        found.append(Rule(Point.STAGE, Modality.BOUNDS, source, low=low, high=high))
    return found


def _limits_of_all(own: str, values: Sequence[Value]) -> tuple[float | None, float | None]:
    first = values[0]
    if first.low < first.high:
        return first.low, first.high
    if (
        len(values) > 1
        and _BETWEEN.search(own[: first.start])
        and re.fullmatch(r" (?:et|and|a|to) ", own[first.end : values[1].start])
    ):
        return first.low, values[1].high
    lows, highs = zip(*(_limits(own, value) for value in values), strict=True)
    return next((low for low in lows if low is not None), None), next(
        (high for high in highs if high is not None), None
    )


def _limits(own: str, value: Value) -> tuple[float | None, float | None]:
    """The bound that the words around a value make of it."""
    if _is_least(own, value.start, value.end):
        return value.low, None
    if _is_most(own, value.start, value.end):
        return None, value.high
    return (value.low, value.high) if value.low < value.high else (None, None)


NEAR: Final = 45  # letters before a value in which its bound stands


def _is_least(own: str, start: int, end: int | None = None) -> bool:
    behind = own[end : end + 12] if end is not None else ""
    return _last(_LEAST, own, start) > _last(_MOST, own, start) or bool(
        re.match(r" (?:au moins|minimum|or more|at least)", behind)
    )


def _is_most(own: str, start: int, end: int | None = None) -> bool:
    behind = own[end : end + 12] if end is not None else ""
    return _last(_MOST, own, start) > _last(_LEAST, own, start) or bool(
        re.match(r" (?:au plus(?! tard)|maximum|at most)", behind)
    )


def _last(pattern: re.Pattern[str], own: str, before: int) -> int:
    return max((match.start() for match in pattern.finditer(own[max(0, before - NEAR) : before])), default=-1)


def _deadlines(source: Source, own: str) -> list[Rule]:
    if not _DEADLINE.search(own):
        return []
    dates = [value.date for value in find_values(source.text) if value.unit is Unit.DATE]
    return [Rule(Point.DEADLINE, Modality.BOUNDS, source, date=dates[-1])] if dates else []


def _periods(source: Source, own: str) -> list[Rule]:
    """« de 2023 à 2030 » for the programme; « lancé en 2025 » for a call."""
    about = names(source.text, INSTRUMENTS)
    years = _YEARS.search(own)
    if years and _PROGRAMME.search(own) and not about:
        start, end = years["start"] or years["start2"], years["end"] or years["end2"]
        return [Rule(Point.PERIOD, Modality.STATES, source, date=start, end=end)]
    dates = [value.date for value in find_values(source.text) if value.unit is Unit.DATE]
    if about and dates and _LAUNCH.search(own) and not _DEADLINE.search(own):
        return [Rule(Point.DEADLINE, Modality.STATES, source, date=dates[0], instruments=about[:1])]
    return []


def _totals(source: Source, own: str) -> list[Rule]:
    """The budget of the whole programme: no project can ask for more."""
    amounts = [value for value in find_values(source.text) if value.unit is Unit.MONEY]
    whole = (
        _TOTAL.search(own)
        and _PROGRAMME.search(own)
        and not re.search(r"\b(?:gouvernance|governance|chiffre d'affaires)\b", own)
    )
    return [Rule(Point.BUDGET, Modality.STATES, source, high=amounts[0].high)] if whole and len(amounts) == 1 else []


def _instrument_rules(source: Source, own: str) -> list[Rule]:
    about = names(source.text, INSTRUMENTS)
    if not about:
        return []
    if _CLOSED.search(own):
        return [Rule(Point.INSTRUMENT, Modality.EXCLUDES, source, instruments=about)]
    if (
        len(about) > 1
        and re.search(
            r"\b(?:repose\w*|compren\w+|se compose\w*|actions?|instruments?|volets?|finance|consists?|comprises?|rests?)\b",
            own,
        )
        and find_values(source.text)
    ):
        return [Rule(Point.INSTRUMENT, Modality.RESERVES, source, instruments=about)]
    return [Rule(Point.INSTRUMENT, Modality.STATES, source, instruments=about)] if _LAUNCH.search(own) else []


def _excluded_themes(source: Source, own: str) -> list[Rule]:
    """« Ne sont pas éligibles les projets portant sur … »: no kind of applicant, no country, so a subject matter."""
    about_work = re.search(
        r"\b(?:projets?|recherches?|travaux|themes?|thematiques?|essais?|projects?|research|work|topics?|trials?)\b",
        own,
    )
    if not _EXCLUDES.search(own) or not about_work or _kinds(source.text) or ABROAD.search(own) or _BODY.search(own):
        return []
    return [Rule(Point.THEME, Modality.EXCLUDES, source)] if not find_values(source.text) else []


def _obligations(source: Source, own: str) -> list[Rule]:
    return [Rule(Point.OTHER, Modality.REQUIRES, source)] if _OBLIGED.search(own) else []
