"""The grammar of questions in French and English, as far as it tells what kind of answer is due: yes or no, one of two, or something else.

All take one sentence as `language.fold` leaves it. Accents are gone with it, so that « où » and « ou » look alike: the first is known by its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bbti_qa.language import fold_in_place

_CLITIC = r"-(?:t-)?(?:il|elle|ils|elles|on|je|nous|vous|ce)\b"
_INVERTED = re.compile(
    rf"\b\w+{_CLITIC}|\best[ -]ce qu['ei]|\b(?:existe|reste|faut)[ -]t[ -]il\b|\by a[ -]t[ -]il\b|\b(?:a|est|va)[ -]t[ -](?:il|elle|on)\b"
)
_AUXILIARY = re.compile(
    r"(?:^|[,;:] |\b(?:and|but|so|then) )(?:is|are|was|were|does|do|did|can|could|has|have|had|must|should|will|would|may|might)(?:n't)?\b"
)
_CONFIRMS = re.compile(
    r"\bn'est-ce pas\b|\boui ?(?:/|ou) ?non\b|\bc'est bien (?:ca|cela|le cas|exact)\b|\b(?:right|correct|exact) ?\?|"
    r"\w = \w[^?]*\?|^(?:et |and )[^,;:?]{2,50} (?:aussi|egalement|too|as well|also) ?\?|^(?:et si|what about|and if)\b|^(?:et |mais |and |but )?(?:seulement|uniquement|exclusivement|obligatoirement|forcement|only|exclusively|necessarily)\b[^,;:]*\?$|\b(?:confirm\w*|verifi\w*) (?:que|qu'|that)\b"
)
WHEN_CLAUSE = (  # « Quand un essai finit, sait-on … ? » asks for no date
    r"(?:quand|lorsqu(?:e |')|when|once)(?= ?[^,?]{8,}, (?!et |and |ou |or )(?:[^,?]*-(?:t-)?(?:on|ils?|elles?|je|nous|vous)\b|est-ce qu|(?:is|are|do|does|did|can|could|will|must|may)\b))"
)
_WH = re.compile(
    r"\b(?!"
    + WHEN_CLAUSE
    + r")(?:quels?|quelles?|combien|quand(?! meme)|pourquoi|comment|lesquel\w+|laquelle|lequel|auquel|auxquel\w+|"
    r"duquel|desquel\w+|quoi|qu'est-ce|"
    r"what(?! about)|which|when|why|how|who|whose|whom|where)\b|"
    r"\bc'est (?:qui|quoi|quand|lequel|laquelle)\b|[,;:] (?:(?:a|de|par|pour|avec|chez|vers|sur) )?(?:qui|quoi|lesquels?)(?= ?\?)|[,;:] (?:a|de|par|pour|avec|chez|vers|sur) (?:qui|quoi)(?= \w+-)|"
    r"^(?:et |mais |alors |donc )?(?:(?:a|de|par|pour|avec|chez|vers|sur) )?(?:qui|que|qu'|d'ou|ou)\b(?! non)|"
    r"[,;:] (?:d'ou|ou|que|qui|qu')(?= \w+-| (?:doi\w+|peu\w+|fau\w+|vont?|dit|fait|font|sont|est)\b)|\bou est-ce\b|"
    r"\bqu'(?:est|en)\b"
)
_ASKS_TO_BE_TOLD = re.compile(
    r"\b(?:savoir|dire|dis|dites|indique\w*|precise\w*|explique\w*|donne\w*|rappele\w*|montre\w*|know|tell|explain|show|remind|say|give)\b"
)
_YOU = re.compile(r"\b(?:you|tu|vous|on|nous|me|moi|anyone|someone|i|je)\b")
_ELLIPTIC = re.compile(  # « sujet couvert ? »
    r"\b(?:prevu|couvert|concerne|eligible|admis|accepte|autorise|possible|financable|inclus|exclu|permis|included|covered|eligible|allowed|planned)e?s? ?\?\s*$"
)
_FINITE = re.compile(
    r"\b(?:je|j'|on|nous|vous|il|elle|ils|elles|ca|c'est|c'etait|ce sont|cela|est|sont|etait|etaient|sera|seront|"
    r"peut|peuvent|pouvons|doit|doivent|"
    r"devons|faut|va|vont|ont|avons|existe(?:nt)?|reste(?:nt)?|concerne(?:nt)?|couvre(?:nt)?|finance(?:nt)?|"
    r"appartien(?:t|nent)|depend(?:ent)?|en (?:prend|prennent|fait|font|a|ont|recoi\w+|tire\w*)|is|are|was|were|has|can|will|does|do)\b"
)
_STATED = re.compile(  # « L'Inserm pilote le programme ? », "The programme lasts ten years?": a verb with what it takes, in front of neither a noun's « de » nor nothing
    r"^(?:(?:donc|alors|et|mais|so|then|and|but) )?(?:(?:l[ae]s?|ce|cet|cette|ces|chaque|the|this|these|each) |l')?[\w'-]+(?: [\w'-]+){0,5}? "
    r"(?:(?:dur|pilot|copilot|dirig|coordonn|compt|comport|commenc|demarr|debut|s'arret|se termin|s'achev|regroup|rassembl|vis|evalu|ger|cout|represent|relev|impliqu|"
    r"associ|exig|accept|autoris|labellis|lanc|publi|nomm)e(?:nt)?|(?:prevoi|recoi|choisi|fini|perme|soutien)(?:t|vent|ssent|ttent|nent)|compren(?:d|nent)|"
    r"leads?|lasts?|runs?|funds?|covers?|includes?|starts?|begins?|ends?|finish(?:es)?|costs?|receives?|supports?|requires?|counts?|comprises?|manages?) "
    r"(?:bien |aussi |deja |seulement |also |already |only )?(?:l'|(?:l[ae]s?|une?|en|au moins|au plus|plus|moins|the|an?|over|in|from|until|only|\d[\w.,]*|deux|trois|quatre|cinq|"
    r"six|sept|huit|neuf|dix|onze|douze|vingt|cent|two|three|four|five|seven|eight|nine|ten|eleven|twelve)\b)"
)
_VERB_A = re.compile(r"\b(?!d')\w+ a (?:deja|bien|vraiment|toujours|encore|ete|\w+(?:e|i|u|is|it)e?s?)\b")
_EXISTS = re.compile(r"\b(?:y a|existe|exist|is there|are there|any|aucune?)\b")
_MAY = re.compile(
    r"\b(?:peu[tx]|peuvent|pouvons|pouvez|puis-je|pourra\w*|can|could|may|possible|permis\w*|autorise\w*|allowed)\b"
)
_WHICH_OF_TWO = re.compile(r"\b(?:lequel|laquelle|which)\b|^(?:et |mais )?(?:quelle? est\b|que |qu')")
_APPOSED = re.compile(
    r", (?P<clause>(?:(?:[àa] |pour |to |for )?"
    r"(?:qui|que|dont|auquel|[àa] laquelle|laquelle|which|who|whom|that|whose)\b|qu['’]|"
    r"(?:(?:cr[ée]|fond|lanc|consacr|d[ée]di|charg|dot|pilot|dirig)[ée]e?s?|created|founded|launched|devoted|"
    r"dedicated|led|run)\b)[^,?]{8,}),",
    re.IGNORECASE,
)
_OF_ASKER = re.compile(r"\b(?:nous|notre|nos|je|j'ai|mon|ma|mes|we|our|my|i|i'm|us)\b")
_OR = re.compile(
    r"\b(?:ou(?: bien| plutot| seulement| juste| simplement| uniquement)?|or(?: rather| only| just| merely| simply)?) (?!non\b|not\b|pas\b|so\b|plus\b|more\b|moins\b|less\b)"
)
_LONGEST_ALTERNATIVE = 7  # words behind the last "or"


def tells_of_asker(folded: str) -> bool:
    """Whether a question speaks of the asker or of what is his: « notre projet », "I am"."""
    return _OF_ASKER.search(folded) is not None


def asks_yes_or_no(sentence: str) -> bool:
    """Whether the sentence is to be answered by yes or no: inverted, « est-ce que », an auxiliary in front, or a statement with a question mark.

    A question word in front of the verb asks for something else; behind it, only where the assistant is asked to tell.
    """
    sentence = _APPOSED.sub("", sentence)
    if offers_a_choice(sentence):
        return False
    if _CONFIRMS.search(sentence):
        return True
    verb = _INVERTED.search(sentence) or _AUXILIARY.search(sentence)
    other = _WH.search(sentence)
    if verb:
        if other is None:
            return True
        told = _ASKS_TO_BE_TOLD.search(sentence, verb.start())
        asks_to_be_told = told and told.start() < other.start() and _YOU.search(sentence, verb.start(), other.start())
        return other.start() > verb.start() and not asks_to_be_told
    if other is None and _ELLIPTIC.search(sentence):
        return True
    said = sentence.rpartition(" : ")[
        2
    ]  # « je fais un graphique : ventes en France, en Italie ? » states nothing behind the colon
    return sentence.rstrip().endswith("?") and other is None and _states(said) and not _asks_behind(said)


def _states(clause: str) -> bool:
    return bool(_FINITE.search(clause) or _VERB_A.search(clause) or _STATED.search(clause))


def _asks_behind(sentence: str) -> bool:
    """« En dehors du CEA, qui a été associé ? »: what goes before the comma states nothing."""
    head, comma, _ = sentence.rpartition(", qui ")
    return bool(comma) and not _states(head)


def offers_a_choice(sentence: str) -> bool:
    """« … en anglais ou en français ? »: one of two is the answer, not yes or no.

    Not where it is asked whether there is any, or whether one may do either; nor where a question word asks for something else, unless it is before a
    colon (« qu'a-t-on créé : A ou B ? »).
    """
    last = next(reversed(list(_OR.finditer(sentence))), None)
    if last is None or _EXISTS.search(sentence) or sentence.startswith("ou ") or _MAY.search(sentence):
        return False
    asking, colon, offered = sentence[: last.start()].rpartition(" : ")
    behind = sentence[last.end() :].rstrip(" ?.!")
    if not 0 < len(behind.split()) <= _LONGEST_ALTERNATIVE or _INVERTED.search(behind):
        return False
    if colon and _WH.search(asking):
        return True
    is_asked_otherwise = _WH.search(offered) and not _WHICH_OF_TWO.search(offered)
    is_topic = bool(colon) and bool(asking.strip()) and sentence.rstrip().endswith("?")  # « la digue : nord ou sud ? »
    return not is_asked_otherwise and bool(
        is_topic or _INVERTED.search(sentence[: last.start()]) or _FINITE.search(sentence[: last.start()])
    )


def apposed(text: str, behind: int = 0) -> str:
    """The clause that a question sets between commas to say what a thing is, as « , qui … , »; empty where there is none behind that letter."""
    found = _APPOSED.search(text, behind)
    return found["clause"] if found else ""


def asks_for_something_else(sentence: str) -> bool:
    """Whether a question word stands anywhere in the sentence."""
    return bool(_WH.search(sentence))


def asserted(text: str) -> str:
    """What the question says, letter for letter in its place: spaces stand for its mark, « est-ce que », the pronoun of an inversion, a tag, a polite « ne … pas ».

    « Le budget n'est-il pas de 80 M€ ? » asks whether it is; « les ports ne sont pas ouverts ? » asks whether they are not, and keeps its negation.
    """
    folded = fold_in_place(text)
    blots = [match.span() for pattern in (_TAG, _ASKING_WORDS) for match in pattern.finditer(folded)]
    blots += [match.span(part) for pattern in _POLITE for match in pattern.finditer(folded) for part in ("ne", "pas")]
    letters = list(text)
    for start, end in blots:
        letters[start:end] = " " * (end - start)
    return "".join(letters)


def as_statement(text: str) -> str:
    """The question as a statement, in one line: as `asserted`, without a why, how or "does" in front. Not folded."""
    said = " ".join(asserted(text).split())
    return re.sub(r" (?=[,.])", "", _WHY_IN_FRONT.sub("", said)).strip(" ,")


_ASKING_WORDS = re.compile(rf"{_CLITIC}|\best-ce qu(?:e |')|\?")
_WHY_IN_FRONT = re.compile(
    r"^(?:mais |et |donc |alors )?(?:(?:pourquoi|pour quelles? raisons?|for what reasons?|comment|how come|why|how)\b(?: (?:did|does|do))?|(?:did|does|do)\b) ?",
    re.IGNORECASE,
)
_TAG = re.compile(
    r",? n'est-ce pas(?=[ .]*\?)|, (?:non|no|hein|pas vrai|right|correct|exact|oui|yes|is that right|am i right|"
    r"oui ou non|yes or no|vrai ou faux|"
    r"true or false|c'est (?:bien )?(?:ca|cela|le cas|exact)|"
    r"(?:is|are|was|were|does|do|did|has|have|had|can|could|will|would|should)(?:n't)? "
    r"(?:it|they|he|she|there|that|this|we|you)(?: not)?)(?=[ .]*\?)"
)
_REAL = r"(?! encore\b| seulement\b| uniquement\b| only\b| yet\b| just\b)"  # « n'est-il pas encore … ? » asks whether it is not
_OWN_CLAUSE = r"(?:(?!\b(?:qui|dont|that|which|who|whom)\b)[^.;:,?])*?"
_POLITE = (
    re.compile(
        rf"(?P<ne>\b(?:ne |n'))(?:(?:se |s'|y |en |le |la |les |l'|lui ))?\w+{_CLITIC}(?: \w+){{0,2}}? (?P<pas>pas){_REAL}\b"
    ),
    re.compile(rf"\best-ce qu[e']{_OWN_CLAUSE}(?P<ne>\b(?:ne |n'))(?:[\w-]+[ ']){{1,3}}?(?P<pas>pas){_REAL}\b"),
    re.compile(
        r"(?:^|[.;:,] )(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)(?P<ne>)(?P<pas>n't)\b"
    ),
    re.compile(
        r"(?:^|[.;:,] )(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)"
        rf"\b(?P<ne>){_OWN_CLAUSE} (?P<pas>not){_REAL}\b"
    ),
)


@dataclass(frozen=True, slots=True)
class Inversion:
    """« L'ANR choisit-elle les équipes » taken apart as it stands; `subject` is empty where only a pronoun stands for it."""

    subject: str
    verb: str
    rest: str


def inversion(sentence: str) -> Inversion | None:
    """The inverted question in `sentence`; None where it asks in another form. Not folded."""
    found = _INVERSION.search(sentence)
    if found is None:
        return None
    before = sentence[: found.start()].rpartition(", ")[2] if found["pronoun"] not in _SPEAKERS else ""
    return Inversion(before.strip(), found["verb"], sentence[found.end() :].strip(" ?."))


_INVERSION = re.compile(r"(?P<verb>\w+)-(?:t-)?(?P<pronoun>il|elle|ils|elles|on|je|nous|vous)\b", re.IGNORECASE)
_SPEAKERS = frozenset("on je nous vous".split())


def predicate(sentence: str) -> str:
    """What an inverted question says of its subject: from the verb on; empty for a question in another form. Folded in, folded out."""
    verb = _INVERTED.search(sentence)
    return re.sub(_CLITIC, " ", sentence[verb.start() :]) if verb and "est-ce" not in verb.group() else ""
