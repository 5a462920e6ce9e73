"""The sort of value that would answer a question, and the words that only name it."""

from __future__ import annotations

import itertools
import re

from bbti_qa.interrogative import WHEN_CLAUSE, asks_yes_or_no
from bbti_qa.language import carries_meaning, fold, stem, stems, words
from bbti_qa.understanding.named import NUMBERED
from bbti_qa.understanding.question import Term, Wanted
from bbti_qa.values import Unit

_ASKS_VALUE = re.compile(
    r"\b(?:combien|quel|quelle|quels|quelles|quoi|meme|same|jusqu|quand|when|what|which|how|a partir de|nombre|nbr?e?|number)\b"
)
_NAMES_VALUE = re.compile(
    r"^(?:et |and )?(?:(?:le|la|les|leurs?|son|sa|ses|the|its|their) |l')?"
    r"(?:taux|montant|somme|enveloppe|dotation|budget|budjet|cout|date|duree|prix|cost|amount|share|rate|duration)\b"
)
_ASKS_TIMELINE = re.compile(
    r"\b(?:chronologie|timeline|frise|etapes cles|(?:key|main|major|important) dates|dates (?:cles|importantes|marquantes)|(?:grandes|principales) (?:dates|etapes)|l'historique d\w+)\b|"
    r"\b(?:donne\w*|quel est|presente\w*|montre\w*|rappelle\w*|resume\w*|what is|give|show|summari[sz]e)(?:[- ](?:moi|nous|me|us))? (?:le calendrier|the (?:schedule|calendar))(?: (?:du|de la|of the) \w+)?[ ?.!]*$"
)
_ASKS_WHICH_NUMBERED = re.compile(
    rf"\b(?:quel|quels|quelle|quelles|which|what) {NUMBERED}\b|"
    rf"\b(?:un seul|one of the|l'un des|aucun|any) {NUMBERED}\b|(?:^|[.;:!?] ){NUMBERED} ?\?$"
)
_ASKS_WHERE_IT_FITS = re.compile(
    r"\bwhere (?:would|does|could|might|do) (?:this|it|that|(?:our|my) \w+) (?:sit|fit|belong)\b|"
    r"\bou (?:cela|ca|mon projet|notre projet) (?:se situe\w*|se place\w*|entre\w*|s'inscri\w+)|"
    r"\b(?:dans|pour|en|sous) quelle? (?:case|categorie|rubrique|partie|famille|bloc|banniere|etiquette|enseigne|chapitre) .{0,40}"
    r"\b(?:range\w*|class\w+|place\w*|mett\w+|caser?|situe\w*|depos\w+|candidat\w+|soumett\w+|present\w+|relev\w+|entr\w+)|"
    r"\b(?:which|what) (?:part|strand|branch|heading|area|slot) of (?:the|your|this) (?:programme|program|pepr|plan) (?:would |could |might )?"
    r"(?:covers?|deals? with|fits?|handles?|suits?|takes?|is (?:this|it|that|meant|for)|does (?:this|it|that|our|my))\b|"
    r"\b(?:entre\w*|rentre\w*|couvert\w*|relev\w+|concern\w+|eligib\w+|fits?|covered)\b[^?]{0,60}, (?:et |and )?(?:si oui,? |if so,? )?(?:ou|where)(?= ?\?)|"
    r"\b(?:is there|y a-t-il|existe-t-il|avez-vous) (?:a |any |une? )?(?:slot|place|room|spot|case|creneau) (?:for|pour) (?:us|our|my|it|nous|notre|mon|cela|ca)\b|"
    r"\b(?:range|classe|place|situe)e?s? ou\b|\bou (?:le |la |les |nous )?(?:ranger|classer|placer|mettre|caser)\b|"
    r"\bou (?:se situe\w*|se place\w*|entre\w*|s'inscri\w+) (?:cela|mon|notre|ce) projet\b"
)
_ASKS_MORE = re.compile(
    r"\b(?:pourquoi|comment|why|fiche|chronologie|timeline|resume|paragraphe|blurb|write|redige|ecris)\b"
)
_GRANTING = (
    r"(?:allou|reserv|consacr|affect|attribu|invest|injecte|depens|octroy|verse|recoi|recev|recu|touche|mis(?:e|es)? de cote|"
    r"set aside|earmark|allocat|spen[dt]|grant|dedicat|devot|receiv|invest|cost|paid|pay|get|awarded)\w*"
)
_WANTED: tuple[tuple[Unit, bool, re.Pattern[str]], ...] = tuple(
    (unit, to_the_day, re.compile(pattern))
    for unit, to_the_day, pattern in (
        (Unit.DATE, False, rf"^(?:et )?(?!{WHEN_CLAUSE})(?:quand|when)\b"),
        (
            Unit.PERCENT,
            False,
            r"\b(?:taux|pourcentage|quelle (?:part|proportion)|preciput|ponderation|rate|what (?:share|proportion)|"
            r"percentage)\b|%",
        ),
        (Unit.DATE, True, r"\b(?:quel jour|au jour pres|quelle heure|date limite|deadline|date exacte|exact date)\b"),
        (
            Unit.DURATION,
            False,
            r"\b(?:duree|combien de temps|how long|combien dure\w*|combien d'annees|combien de mois|"
            r"how many (?:years|months))\b",
        ),
        (Unit.DATE, False, r"\b(?:quelle annee|which year|what year|quelle date|what date)\b"),
        (
            Unit.COUNT,
            False,
            r"\b(?:combien (?:y a-t-il |existe-t-il )?(?:de |d')(?!argent|chac|chaq)|how many (?!euros)|"
            r"(?:nombre|nbr?e?) (?:de |d')|number of )",
        ),
        (
            Unit.MONEY,
            False,
            r"\b(?:budget|budjet|montant|somme|enveloppe|coute\w*|cost\w*|quel est le prix|a quel prix|prix (?:de|du|d')|"
            r"dotation|combien d'(?:argent|euros)|s'eleve\w* a combien|a combien s'eleve\w*|how much (?:money|funding)|"
            r"amount of (?:money|funding)|(?:what|which) amount(?! of)|how many euros)\b|€|"
            rf"\bcombien (?!de |d')(?=.*\b{_GRANTING})|\bhow much (?!time|of)(?=.*\b{_GRANTING})",
        ),
        (
            Unit.DATE,
            False,
            r"\b(?:a partir de quand|depuis quand|jusqu'a quand|"
            r"jusqu'en quelle annee|until when|c quand|c'est quand)\b",
        ),
    )
)
# Words that only name the sort of value: a sentence that holds such a value need not say them, where it is asked for. Not those of dates, which stand everywhere.
_NAMING: dict[Unit, frozenset[str]] = {
    unit: frozenset(map(stem, names.split()))
    for unit, names in (
        (
            Unit.MONEY,
            "coûte coûtent coûtera costs somme sommes montant montants enveloppe enveloppes dotation amount amounts sum sums argent money",
        ),
        (Unit.PERCENT, "taux part pourcentage proportion rate share percentage"),
        (Unit.DURATION, "duree temps annees mois years months duration length"),
        (Unit.COUNT, "nombre nb nbr nbre number"),
    )
}
_ATTRIBUTES: dict[Unit, frozenset[str]] = {
    Unit.MONEY: _NAMING[Unit.MONEY]
    | frozenset(map(stem, "budget budgets financement coût prix cost funding price".split())),
    Unit.DURATION: _NAMING[Unit.DURATION] | frozenset(map(stem, "dure durent dura lasts last".split())),
    Unit.PERCENT: _NAMING[Unit.PERCENT],
}
_ALWAYS_NAMING: dict[str, Unit] = {
    stem(name): unit
    for unit, names in (
        (Unit.DATE, "date dates annee annees year years"),
        (Unit.MONEY, "montant montants somme sommes enveloppe dotation amount"),
        (Unit.PERCENT, "taux pourcentage proportion percentage"),
        (Unit.DURATION, "duree duration"),
    )
    for name in names.split()
}
"""Those that name nothing else, so that they need not be said either where they are one of several things asked for: « dates et thèmes de chacun »."""
_LASTING = frozenset(
    stem(word)
    for word in """dure durent durer durera court courir courra termine terminent terminer terminera acheve achevent
    finit finissent finir finira fin prend long longtemps last lasts run runs end ends finish finishes expire expires""".split()
)
_STARTING = frozenset(
    stem(word)
    for word in """commence commencer commencent commencera debute debutent debuter debutera demarre demarrer
    demarrera start starts started begin begins began""".split()
)
"""Words that a period tells: « 7 ans (2023-2030) » says how long, from when and until when."""


def asks_for_timeline(folded: str) -> bool:
    """Whether the dates of a development are asked for."""
    return bool(_ASKS_TIMELINE.search(folded))


def wanted_by(folded: str, terms: tuple[Term, ...]) -> Wanted | None:
    """None where the question asks for no value, or for more than one sort of thing."""
    if _ASKS_TIMELINE.search(folded):
        return Wanted(Unit.DATE)
    if _ASKS_WHERE_IT_FITS.search(folded):
        return Wanted(Unit.LABEL)
    if numbered := _ASKS_WHICH_NUMBERED.search(folded):
        name = stems(next(filter(None, numbered.groups())))[0]
        others = {
            other for term in terms if term.stem == name for row in term.alternatives if len(row) == 1 for other in row
        }
        return Wanted(Unit.LABEL, frozenset({name, *others}))
    asks = _ASKS_VALUE.search(folded) or (_NAMES_VALUE.search(folded) and not asks_yes_or_no(folded))
    if not asks or _ASKS_MORE.search(folded):
        return None
    for unit, to_the_day, pattern in _WANTED:
        if match := pattern.search(folded):
            if unit is not Unit.COUNT:
                return Wanted(unit, to_the_day=to_the_day)
            return Wanted(unit, _counted_things(folded[match.end() :], terms))
    return None


def without_asked(terms: tuple[Term, ...], earlier: str, weight: float) -> tuple[Term, ...]:
    """Terms without those (of that weight) that only name what the question before asked for: « et qui le pilote ? » behind one for the budget asks of no budget."""
    wanted = wanted_by(fold(earlier), ())
    if wanted is None or wanted.unit not in _ATTRIBUTES:
        return terms
    named = _ATTRIBUTES[wanted.unit]
    kept = tuple(
        term for term in terms if term.weight != weight or named.isdisjoint(one for way in term.ways[:1] for one in way)
    )
    return kept or terms


def held_by(word: str, wanted: Unit | None) -> Unit | None:
    """The unit whose values tell what the stem `word` names, in a question for values of `wanted`."""
    if (word in _LASTING and wanted in (Unit.DATE, Unit.DURATION)) or (word in _STARTING and wanted is Unit.DATE):
        return Unit.DURATION
    if wanted is not None and word in _NAMING.get(wanted, ()):
        return wanted
    return _ALWAYS_NAMING.get(word)


def _counted_things(behind: str, terms: tuple[Term, ...]) -> frozenset[str]:
    """The stems right behind "combien de", two at most, with the single words that the glossary gives for the first.

    Of a way of several words those count that the question does not say: « combien de personnes travaillent dans l'industrie ? » counts jobs where the
    glossary has « emploi industriel ».
    """
    near = list(itertools.takewhile(carries_meaning, (word for word, _, _ in words(behind))))[:2]
    named = stems(" ".join(near))
    asked = {term.stem for term in terms}
    rows = [row for term in terms if term.stem in named[:1] for row in term.alternatives]
    left = [row if len(row) == 1 else tuple(stem for stem in row if stem not in asked) for row in rows]
    return frozenset(named).union(*(row for row in left if len(row) == 1))
