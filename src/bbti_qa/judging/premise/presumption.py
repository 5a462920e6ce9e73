"""Whether a question takes for granted what it says: stated in it, and not what it asks for."""

from __future__ import annotations

import re

from bbti_qa.interrogative import apposed, asks_yes_or_no
from bbti_qa.judging.around import OF_THE_TALK
from bbti_qa.judging.asking import asking_sentence
from bbti_qa.judging.bounds import bound_on
from bbti_qa.language import fold
from bbti_qa.understanding import Question, QuestionKind
from bbti_qa.values import Unit, Value

MEASURED = frozenset((Unit.MONEY, Unit.PERCENT, Unit.DURATION))  # a question that gives one takes it for granted
_PRESUMES = re.compile(
    r"\b(?:pourquoi|pour quelles? raisons?|for what reasons?|why|how come|comment se fait|comment expliquer|comment seront|comment ont|how did|confirme\w*|confirm|etant|bien|right\b|n'est-ce pas|since|"
    r"puisque|sachant|vu que|etant donne|given that|back in)\b"
)
_HAPPENED = re.compile(  # « lancé en » 2019, but not « qui a gagné en »
    r"(?<!\ba )(?<!\bont )(?<!\bavait )(?<!\bhad )(?<!\bhas )\b\w*(?:\wée?s?|erte?s?|(?:\b|re|trans|sou|ad|pro)mise?s?|(?:rend|reç|prév|par|conç|concl|ten)ue?s?|(?:constru|écr|prod)ite?s?|ed|arrête|finit|termine|achève|commence|démarre|débute|ends?|starts?|began|begins?)"
    r"(?: déjà| already| seulement| only)?"
    r"(?: (?:aux? |à la |à l['’]|dans les? |to the |to )[\w’'-]+(?: [\w’'-]+)?)?"
    r" (?:en|dès|depuis|in|since|fin|début|le|on|jusqu'en|until|qu['’]en|qu['’]à partir de|qu['’]au mois de|qu['’]à la fin de)(?: mid-| early| late| fin| début)? ?$|"
    r"\b(?:décid|pouss|condui|amen|incit|motiv)\w* [^,;?]{0,40}?(?:à|de) \w+(?:er|ir|re) (?:dès|en) ?$|\b(?:led|made|drove|prompted) [^,;?]{0,40}? to \w+ [^,;?]{0,40}?in ?$|"
    r"\b(?:dat(?:e|ent)|remont(?:e|ent)|dates?)(?:-t)?(?:-(?:il|elle|ils|elles))? (?:bien )?(?:de|à|from|back to)(?: la fin de| fin| début| late| early)? ?$",
    re.IGNORECASE,
)
_WHY = re.compile(
    r"^(?:et |mais |and |but )?(?:pourquoi|pour quelles? raisons?|pour quels? motifs?|for what reasons?|why|how come|comment se fait-il qu[e'])\b"
)
_DATED = re.compile(  # « l'appel à projets de 2026 », "the 2026 call"
    r"(?:\b(?:le|la|the|cet|cette|ce|this) |\bl['’])(?:\w+(?: \w+){0,4}? (?:de|of|d'|pour|for) |)$", re.IGNORECASE
)
_DEFINITE = re.compile(r"(?:\b(?:les|des|ces|the|these|its|ses|aux|est-il de|is|of|de|from|in|axe|en)|[(:])[ \u00a0]$")
_WHICH = re.compile(r"\b(?:which|what|quels|quelles)[ \u00a0]$")
_MAKE_UP = re.compile(
    r" ?(?:\w+ )?\w+ (?:make up|makes up|compose|constitute|form|are there|composent|constituent|forment|composant|formant|y a-t-il)\b"
)
_MAY = re.compile(
    r"\b(?:peut|peuvent|puis|pouvons|pouvez|pourr\w+|droit (?:de|a)|possible (?:de|d')|permis (?:de|d')|autorise\w* a|can|could|may|might|allowed to|possible to)\b"
)
_THE_ONE = re.compile(r"\b(?:the|this|that|which|each|every|another|no) one$")


def is_presumed(question: Question, folded: str, value: Value) -> bool:
    """Whether the question states the value, one of its own, and does not ask for it; `folded` is its text, letter for letter."""
    if set(value.of[:1]) & OF_THE_TALK:
        return False
    if re.search(r"\b(?:ou|or) \S*$", folded[: value.start]) or re.match(r"\S* (?:ou|or)\b", folded[value.end :]):
        return False
    if value.unit is Unit.COUNT and (_MAY.search(folded[: value.start]) or _THE_ONE.search(folded[: value.end])):
        return False  # « a-t-on le droit de déposer deux projets ? », "is the ANR the one judging?"
    if bound_on(question.text, value) and asks_yes_or_no(asking_sentence(fold(question.text))):
        return False  # « dépasse-t-il 70 M€ ? » is asked, not presumed
    if value.unit in MEASURED or (value.unit is Unit.DATE and _HAPPENED.search(question.text[: value.start])):
        return True
    if value.unit is Unit.DATE and _DATED.search(folded[: value.start]):
        return True
    if (
        value.unit is Unit.COUNT
        and _WHICH.search(folded[: value.start])
        and _MAKE_UP.match(folded[value.end - len(value.of and " ") :])
    ):
        return True
    return takes_for_granted(question, folded) or (
        value.unit is Unit.COUNT and bool(_DEFINITE.search(folded[: value.start]))
    )


def takes_for_granted(question: Question, folded: str) -> bool:
    """Whether what the question says is stated in it, and not only named to ask for something."""
    asks_whether = question.kind is QuestionKind.YES_NO or asks_yes_or_no(asking_sentence(folded))
    return asks_whether or bool(apposed(question.text) or _PRESUMES.search(folded))


def asks_why(folded: str) -> bool:
    """Whether it begins with « pourquoi » or the like: what it asks the reason of is stated."""
    return bool(_WHY.search(folded))
