"""What the evidence must hold before some questions are answered, whatever the weights of sufficiency say: persons, members, a measure of the very thing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from bbti_qa.deeds import leads
from bbti_qa.documents import Evidence
from bbti_qa.enumeration import listed
from bbti_qa.evidence import FITS, Rarity
from bbti_qa.language import announces, fold, stem, stems, words
from bbti_qa.places import tells_where
from bbti_qa.understanding import Question, QuestionKind, Term, Wanted
from bbti_qa.values import Unit, find_numbers, find_values

ACRONYM_RARE = 2.0  # the same of an acronym
RARE = 3.0  # inverse document frequency of a name that few passages hold
MANY_MEMBERS = 3  # things asked for by number ("which three"), from which on the evidence must name them
NEAR_BEST = 0.9  # of the best score, for the sentences that may name them
MEASURED = frozenset((Unit.MONEY, Unit.PERCENT, Unit.DATE, Unit.COUNT))
ACRONYMS = frozenset((Unit.MONEY, Unit.PERCENT, Unit.DURATION))
SHARED = frozenset((Unit.MONEY, Unit.PERCENT))
DATED = frozenset((Unit.MONEY, Unit.PERCENT, Unit.DURATION))
MEASURED_NEAR = 0.75  # of the best score, for a measure to be an answer
SPEAKS_OF = 0.26  # of the question's words, in the surroundings of a measure that is asked for; a measure of something else is no answer

_ASKS_PERSONS = re.compile(
    r"\bcomment s'appel\w+ (?:\w+ ){0,4}(?:personnes?|pilotes?|co-?pilotes?|directeurs?|directrices?|presidente?s?|responsables?|membres?|experts?|chercheurs?|patronn?e?s?|chefs?|dirigeante?s?|coordinat\w+)\b|"
    r"\b(?:noms?|identite) (?:de la |de l'|des |du |de )(?:\w+ ){0,3}?(?:personnes?|pilotes?|co-?pilotes?|directeurs?|directrices?|presidente?s?|responsables?|membres?|experts?|coordinat\w+|laureats?)\b|"
    r"\b(?:membres?|experts?|pilotes?|responsables?) nomm?e?s\b|\b(?:nommement|nominativement|by name)\b|"
    r"\b(?:person|people|director|administrator|chair|president)(?:'s|s') names?\b|\bnoms? (?:de (?:la |cette )personne|et prenoms?)\b|\bprenoms?\b|"
    r"\bnames? of (?:the )?(?:\w+ ){0,3}?(?:people|persons?|leaders?|directors?|members?|experts?|coordinators?|chairs?|presidents?)\b"
)
_PERSON = re.compile(
    r"\b(?:M\.|MM\.|Mme|Mmes|Dr|Pr|Prof\.?|Mr|Mrs|Ms) ?[A-ZÀ-Ý]|"
    r"\b(?!(?:L[ea]s?|Ce[st]?|Cette|Du|Des|Aux?|Une?|The|This|An?) )[A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)? "
    r"(?:(?:de|du|d['’]|Le|La) ?)?(?P<surname>[A-ZÀ-Ý][A-ZÀ-Ý'’-]{2,})\b"
)
"""A person by title, or by a first name and a surname in capitals."""
_NAME = re.compile(r"(?<=[a-zà-ÿ,;:’' (])[A-ZÀ-Ý][\w’'-]+")
_ASKS_BOUND = re.compile(
    r"\b(?:max|min|maxim\w+|minim\w+|plafond\w*|plancher|au plus|au moins|at most|at least|ceiling|cap|upper limit|lower limit)\b"
)
_TELLS_BOUND = re.compile(
    r"\b(?:max|min|maxim\w+|minim\w+|plafonn?\w*|plancher|(?:au|de) (?:plus|moins)|plus d[e']|moins d[e']|jusqu\w*|entre|limit\w+|excede\w*|depass\w+|at most|at least|up to|ceiling|cap|"
    r"no more than|less than|more than|exceed\w*|between)\b"
)
_ASKS_COUNTRY = re.compile(r"\b(?:quels|which|what) (?:\w+ )?(?:pays|countries|nations)\b")
_COUNTRY = re.compile(
    r"\b(?:France|Allemagne|Italie|Espagne|Portugal|Royaume-Uni|Angleterre|Écosse|Irlande|Belgique|Pays-Bas|Luxembourg|Suisse|Autriche|Suède|Norvège|Danemark|Finlande|Islande|Pologne|"
    r"Tchéquie|République tchèque|Hongrie|Grèce|Roumanie|Bulgarie|Croatie|Slovénie|Slovaquie|Estonie|Lettonie|Lituanie|Turquie|Russie|Ukraine|Israël|Égypte|Maroc|Algérie|Tunisie|Sénégal|"
    r"États-Unis|Canada|Mexique|Brésil|Argentine|Chili|Chine|Japon|Corée|Inde|Australie|Nouvelle-Zélande|Singapour|Taïwan|Afrique du Sud|Nigeria|Iran|Irak|Liban|"
    r"Germany|Italy|Spain|United Kingdom|UK|England|Scotland|Ireland|Belgium|Netherlands|Switzerland|Austria|Sweden|Norway|Denmark|Finland|Poland|Greece|Romania|Turkey|Russia|"
    r"United States|USA|US|Mexico|Brazil|Argentina|Chile|China|Japan|Korea|India|Australia|New Zealand|Singapore|South Africa)\b"
)
_EACH = re.compile(  # « par projet », and not « par Bpifrance », « par l'ANR », « par an »
    r"\b(?i:chacune?|chaque|each|every|apiece|respectivement|respectifs?|respectives?|respective(?:ly)?)\b|"
    r"\b(?i:par|per) (?!(?:le|la|les|une?|du|des|ce\w*|son|sa|ses|leurs?|an|année|mois|jour|semaine|year|annum|month|week|day|cent|"
    r"rapport|exemple|ailleurs|contre|conséquent|suite|qui|quoi|quel\w*|lequel|laquelle|lesquel\w+|the|an?)\b)[a-zà-ÿ]{3,}"
)
_OURS = re.compile(r"\b(?:nous|notre|nos|francais\w*|france|french|our|us|we)\b")
_AT_PLACE = re.compile(
    r"(?<=[\w,;:] )(?:à|en|aux?|in|at|near) (?P<name>(?!(?:Anglais|Français|English|French)\b)[A-ZÀ-Ý][a-zà-ÿ]{2,}[\w’'-]*)(?! ?(?:siècle|century))"
)
_MEASURE_OF = re.compile(
    r"\b(?i:budget|montant|dotation|enveloppe|co[uû]t|prix|dur[ée]e|taux|effectifs?|chiffre d['’]affaires|cost|price|duration|headcount|turnover)"
    r" (?:\w+ ){0,2}?(?:de la |de l['’]|du |des |de |d['’]|of the |of |for )(?P<name>[A-ZÀ-Ý][\w’'-]+)"
)


_ASKS_SEAT = re.compile(
    r"\bwhere (?:is|are|was|were) .*\b(?:based|located|headquartered|situated)\b|\bou (?:est|sont|etait|se trouve\w*)\b.*\b(?:base|situe|installe|implante|localise)e?s?\b|\bou siege"
)
_PLAN = re.compile(r"\b(?:France|Horizon|Europe|Agenda|Vision|Ambition|Santé|Health) (?:19|20)\d\d\b")
_ASKS_CONTACT = re.compile(
    r"\b(?:contacter|joindre|(?:m|s|nous|vous) ?'?adresser|appeler au telephone|courriels?|e-?mails?|mails?|telephone|numero de tel\w*|site (?:web|internet)|adresse (?:postale|web|internet|electronique)|"
    r"url|phone|(?:web|postal) address|website|(?:personne|point)s?(?: de)? contact|contact (?:person|details|point)|(?:un|le|a|any|there an?) contact)\b|"
    r"\b(?:do|can|should|could) (?:i|we|one) (?:contact|write to|reach|call)\b"
)
_CONTACT = re.compile(
    r"@|https?://|www\.|\b0\d(?:[ .]\d\d){4}\b|\+\d\d|\b(?:contact\w*|consult(?:er|ez)|ecri(?:re|vez)|adresser|adressez|adresse (?:e-?mail|mail|electronique|postale|web)|courriels?|e-?mails?|telephon\w*|guichet|site (?:web|internet)|website|write to|phone)\b"
)
_IN_TOUCH = re.compile(
    r"\b(?:au|en|in|le|du|par|de|close|direct|permanent) contact\b|\bcontacts? (?:avec|entre|etroit|permanent|with|between)\b"
)


def meets(question: Question, evidence: Sequence[Evidence], rarity: Rarity, known: Callable[[str], bool]) -> bool:
    """Whether `evidence` (best first, not empty) holds what such a question cannot be answered without. `known` tells whether any passage holds a stem."""
    near = _near(evidence)
    return (
        (question.members < MANY_MEMBERS or names_members(question, evidence))
        and not (question.asks_how_often and not any(item.why["type_fit"] for item in near))
        and _holds_names(question, near, rarity)
        and not (leads(question.done) and not _is_led(question, near, rarity))
        and all(_is_said(term, known) for term in _named(_AT_PLACE, question))
        and _holds_contact(question, near)
        and _holds_seat(question, near)
        and all(any(plan in item.text for item in evidence) for plan in _PLAN.findall(question.text))
        and _holds_value(question, near, rarity)
    )


def _holds_names(question: Question, near: Sequence[Evidence], rarity: Rarity) -> bool:
    """Whether persons or countries that are asked for are named."""
    asked = fold(question.text)
    if _ASKS_PERSONS.search(asked) and not any(_names_person(item.text, rarity) for item in near):
        return False
    return not _ASKS_COUNTRY.search(asked) or any(_names_country(question, item.text) for item in near)


def _holds_contact(question: Question, near: Sequence[Evidence]) -> bool:
    """Where one asks how somebody is reached: an address, a number, or whom to turn to."""
    if not _ASKS_CONTACT.search(fold(question.text)):
        return True
    return any(_CONTACT.search(_IN_TOUCH.sub(" ", fold(item.text))) for item in near)


def _holds_seat(question: Question, near: Sequence[Evidence]) -> bool:
    """Where one asks where somebody sits: a name that stands as those of places do."""
    if not _ASKS_SEAT.search(fold(question.text)):
        return True
    asked = stems(question.text)
    return any(tells_where(item.text, asked) for item in near)


def _holds_value(question: Question, near: Sequence[Evidence], rarity: Rarity) -> bool:
    """Whether a value that is asked for is there as it is asked for: of the thing, the date and the acronym, a bound, or of each."""
    fitting = [item for item in near if item.why["type_fit"] >= FITS]
    unit = question.wanted.unit if question.wanted is not None else None
    if question.wanted is not None and unit in MEASURED and not _is_measured(question.wanted, near):
        return False
    is_number = unit is not None or question.kind is QuestionKind.NUMBER
    asks_bound = is_number and _ASKS_BOUND.search(fold(question.text))
    if asks_bound and not any(_TELLS_BOUND.search(fold(item.text)) for item in fitting):
        return False
    if unit is None:
        return True
    asks_each = unit in SHARED and not asks_bound and _EACH.search(question.text)
    if asks_each and not any(_tells_of_each(unit, item.text) for item in fitting):
        return False
    if unit in ACRONYMS and not _stands_with_acronyms(question, fitting, rarity):
        return False
    if unit in DATED and not _is_dated(question, fitting):
        return False
    measured = [term for term in _named(_MEASURE_OF, question) if rarity(term.stem) >= RARE]
    return all(any(_stands_with(term, item) for item in fitting) for term in measured)


def _near(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The sentences that have to do with the question and are nearly as good as the best."""
    return [
        item
        for item in evidence
        if item.why["context"] >= SPEAKS_OF and item.score >= MEASURED_NEAR * evidence[0].score
    ]


def _names_country(question: Question, text: str) -> bool:
    """Whether a text names a country that the question does not; « nous », "French" name France."""
    known = {"France"} if _OURS.search(fold(question.text)) else set[str]()
    return any(match.group() not in question.text and match.group() not in known for match in _COUNTRY.finditer(text))


def _tells_of_each(unit: Unit, text: str) -> bool:
    """Whether a sentence tells what each has, or gives several such values: the sum that all share says nothing of one."""
    return bool(_EACH.search(text)) or sum(value.unit is unit for value in find_values(text)) > 1


def _stands_with_acronyms(question: Question, fitting: Sequence[Evidence], rarity: Rarity) -> bool:
    """Whether a value that is asked for stands where the acronyms of the question are spoken of: what a programme costs is not what its call « AMI » has."""
    named = {stem(word) for word, _, _ in words(question.text) if word.isupper() and len(word) > 1}
    asked = [term for term in question.terms if term.stem in named and rarity(term.stem) >= ACRONYM_RARE]
    return not asked or not fitting or any(_stands_with(term, item) for item in fitting for term in asked)


def _is_dated(question: Question, fitting: Sequence[Evidence]) -> bool:
    """Whether a value that is asked for stands with the dates that the question gives: the sum « pour l'appel de 2025 » is told where 2025 is."""
    dates = [value for value in find_values(question.text) if value.unit is Unit.DATE]
    return (
        not dates
        or not fitting
        or any(
            any(
                date.agrees(value)
                for value in find_values("\n".join((*item.passage.headings, item.passage.text)))
                if value.unit is Unit.DATE
            )
            for item in fitting
            for date in dates
        )
    )


def _named(pattern: re.Pattern[str], question: Question) -> list[Term]:
    """The terms of the names that the pattern finds: « à Lyon », « le budget d'Ingestem »."""
    named = {stem(match["name"]) for match in pattern.finditer(question.text)}
    return [term for term in question.terms if term.stem in named]


def _is_said(term: Term, known: Callable[[str], bool]) -> bool:
    """Whether any document says it, in whatever way."""
    return any(all(map(known, way)) for way in term.ways)


def _stands_with(term: Term, item: Evidence) -> bool:
    """Whether the sentence's passage, or what it stands under, speaks of it."""
    held = frozenset(stems("\n".join((item.document.title, *item.passage.headings, item.passage.text))))
    return any(held.issuperset(way) for way in term.ways)


def _is_led(question: Question, near: Sequence[Evidence], rarity: Rarity) -> bool:
    """Whether a sentence says who leads, and has the rare names of what is led: « l'intégrateur de Nancy » is not led by those who lead the programme."""
    held = {term.stem for term in question.terms if not term.alternatives}
    names = {stem(match.group()) for match in _NAME.finditer(question.text) if not match.group().isupper()}
    rare = frozenset(name for name in names & held if rarity(name) >= RARE)
    return any(
        item.why["type_fit"] == 1.0 and rare <= frozenset(stems(f"{' '.join(item.passage.headings)} {item.text}"))
        for item in near
    )


def _names_person(text: str, rarity: Rarity) -> bool:
    """By title, or by a surname in capitals that is no acronym which many passages hold: « Le PEPR », « Projet ANR » are nobody."""
    found = [match["surname"] for match in _PERSON.finditer(text)]
    return any(surname is None or rarity(stem(surname)) >= RARE for surname in found)


def _is_measured(wanted: Wanted, near: Sequence[Evidence]) -> bool:
    """Whether a sentence that has to do with the question holds such a value; for a count any number, since the thing may go by another name."""
    return any(
        item.why["type_fit"] >= FITS or (wanted.unit is Unit.COUNT and _counts_something(item.text)) for item in near
    )


def _counts_something(text: str) -> bool:
    taken = [
        (value.start, value.end) for value in find_values(text) if value.unit in (Unit.DATE, Unit.LABEL, Unit.ORDINAL)
    ]
    return any(not any(at < stop and start < end for at, stop in taken) for _, start, end in find_numbers(text))


def names_members(question: Question, evidence: Sequence[Evidence]) -> bool:
    """Whether one of the best sentences names at least half of the things asked for, or announces their list.

    "Quels sont les douze projets ?" is not answered by a sentence that only counts them.
    """
    best = [item.text for item in evidence if item.score >= NEAR_BEST * evidence[0].score]
    return any(_announces_so_many(text, question.members) or listed(text) >= question.members / 2 for text in best)


def _announces_so_many(text: str, members: int) -> bool:
    """Whether a list follows, of as many things or of a number that is not told: « les douze projets réunissent quatre sortes d'équipes : » lists four."""
    counts = [value for value in find_values(text) if value.unit is Unit.COUNT]
    return announces(text) and (not counts or max(counts, key=lambda value: value.start).low == members)
