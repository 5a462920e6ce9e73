"""How a sentence begins when it is taken out of its text: freely, with a connector that can be cut, or leaning on what went before."""

from __future__ import annotations

import re
from enum import StrEnum

from bbti_qa.language import carries_meaning, stem, words

# Connectors that join a sentence to the one before and say nothing themselves: the sentence stands without them.
_CONNECTORS_FR = (
    "en effet|ainsi|par ailleurs|de plus|en outre|de même|de meme|également|parallèlement|en parallèle|par conséquent|en conséquence|"
    "c'est pourquoi|dès lors|enfin|ensuite|puis|d'abord|tout d'abord|dans un premier temps|dans un second temps|d'une part|d'autre part|"
    "en particulier|notamment|à ce titre|à cet effet|à cette fin|pour cela|pour ce faire|pour remédier à ce problème|"
    "dans ce contexte|dans ce cadre|dans cette perspective|cependant|toutefois|néanmoins|pourtant|en revanche|or|donc|aussi|au total|"
    "en résumé|en somme|plus précisément|concrètement|autrement dit|de ce fait|de fait|il faut savoir que|on note que|à noter que"
)
_CONNECTORS_EN = (
    "indeed|thus|hence|therefore|moreover|furthermore|in addition|additionally|also|besides|likewise|similarly|in parallel|meanwhile|"
    "consequently|as a result|accordingly|finally|then|next|first|second|in particular|notably|to this end|"
    "for this purpose|in this context|against this background|however|nevertheless|nonetheless|yet|by contrast|in contrast|overall|"
    "in summary|in short|more precisely|in other words|in fact"
)
_CUT = re.compile(
    rf"(?:{_CONNECTORS_FR}|{_CONNECTORS_EN}),\s+|(?:il faut savoir|il convient de noter|il est important de noter) que\s+|(?:et|mais|and|but)\s+",
    re.IGNORECASE,
)

# Beginnings that point back: pronouns, demonstratives, possessives. The impersonal "il" points to nothing.
_IMPERSONAL = re.compile(
    r"il (?:existe|y a\b|faut\b|faudra|convient|reste |devient|est (?:également |aussi |donc |encore |désormais )?(?:admis|crucial|difficile|essentiel|"
    r"estimé|important|indispensable|nécessaire|possible|prévu|probable|urgent|utile|impératif|primordial|temps|vrai))|"
    r"it (?:is|was|remains|becomes|will be) (?:also )?(?:\w+) (?:that|to|for)\b|there (?:is|are|was|were|will)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"(?:ils?|elles?|celui(?:-ci|-là)?|celles?(?:-ci|-là)?|ceux(?:-ci|-là)?|cela|ceci|ça|c['’](?:est|était|en)|ce (?:sont|dernier|qui|faisant)|cette dernière|"
    r"ces derni[eè]re?s|ces derniers|tous deux|toutes deux|les deux(?! [a-zé]+ )|l['’]un[e]?\b|d['’]autres?|un autre|une autre|le premier|la première|le second|la seconde|"
    r"leurs?|sa|son|ses|en ce|y |it|they|he|she|this (?:is|was|has|will|means)|these (?:are|were|have)|those|its|their|such|both|another|others|"
    r"the (?:former|latter)|par exemple|for (?:example|instance)|on peut (?:par exemple )?(?:citer|mentionner))(?=[\s,’'])",
    re.IGNORECASE,
)
_DEMONSTRATIVE = re.compile(
    r"(?:ce|cet|cette|ces|this|these)\s+(?:deux |trois |quatre |nouvelles? |nouveaux |two |three )?(?P<noun>[\w’-]+)",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"^(?:\S+\s+){0,4}?(?:de|à|dans|pour|parmi|par|of|in|to|for|among|from)\s+(?:ces?|cette|cet|celles?-ci|ceux-ci|celui-ci|leurs?|these|this|those|them)\s+(?P<noun>[\w’-]+)?",
    re.IGNORECASE,
)


# Inside: « le CSTP l'a ensuite évalué », « n'y figure », « confié à …, il finance »; "this task" where no task was named.
_CLITIC = re.compile(
    r"^[^,;:]{0,60}?(?<! et)(?<! ou)(?<! puis)(?<! qui) (?:l['’](?:a|ont|avait|avaient|aura|auront)|l['’](?:y|en)|(?:n|s)['’]y|y (?:figur|sièg|particip|contribu|prend|sont|est)\w*) ",
    re.IGNORECASE,
)
_PARTICIPLE = re.compile(r"[A-ZÀ-Þ][\w-]*(?:ée?s?|[iu]e?s?) [^.;:]{3,140}, (?:il|elle)s? ")
_SAME = re.compile(r"^[^,;:]{0,80}?\b(?:la|le|les|the) (?:mêmes?|same) ")
_INSIDE = re.compile(
    r"^[^,;:]{3,60}? (?:cette|cet|ces|this|these) (?!(?:fois|jour|date|année|programme|document|page|year|day|week)\b)(?P<noun>[\w’-]{4,})",
    re.IGNORECASE,
)


class Opening(StrEnum):
    FREE = "free"
    CONNECTED = "connected"  # stands once its connector is cut
    LEANING = "leaning"  # speaks of something that the sentence before names


def opening_of(text: str) -> Opening:
    """How `text` begins; a connector in front of a pronoun leans."""
    rest = without_connector(text)
    if leans(rest):
        return Opening.LEANING
    return Opening.CONNECTED if rest != text else Opening.FREE


def leans(text: str) -> bool:
    """Whether the head of `text` points to something outside it."""
    head = text.lstrip('«“" ')
    if _IMPERSONAL.match(head):
        return False
    if _PRONOUN.match(head) or _DEMONSTRATIVE.match(head) or _WITHIN.match(head):
        return True
    return bool(_CLITIC.search(head) or _PARTICIPLE.match(head) or _same(head) or _points_back(head))


def _same(head: str) -> bool:
    """« exprime la même ambition », with nothing that says the same as what."""
    match = _SAME.search(head)
    if match is None or re.search(r"\b(?:et|and|deux|two|both|tous|toutes|all)\b", match.group()):
        return False
    return not re.match(r"[^.,;:]{0,60}?\b(?:que|qu['’]|as)\b", head[match.end() :])


def _points_back(head: str) -> bool:
    """« mène cette tâche »: a noun that the sentence has not named."""
    for match in _INSIDE.finditer(head):
        if stem(match["noun"]) not in {stem(word) for word, _, _ in words(head[: match.start("noun")])}:
            return True
    return False


def pointed_at(text: str) -> str:
    """The stem of the noun that a demonstrative at the head points to ("Ces appels …": `appel`); empty for a pronoun."""
    head = without_connector(text).lstrip('«“" ')
    match = _DEMONSTRATIVE.match(head) or _WITHIN.match(head)
    found = words(match["noun"] or "") if match else []
    return stem(found[-1][0]) if found and carries_meaning(found[-1][0]) else ""


def without_connector(text: str) -> str:
    """`text` behind its connectors, as it stands there; `text` itself where it has none."""
    rest = text
    for _ in range(2):
        match = _CUT.match(rest)
        if not match or len(rest) - match.end() < 20:
            break
        rest = rest[match.end() :]
    return rest


def capitalised(text: str) -> str:
    """`text` with a capital at its head."""
    return text[:1].upper() + text[1:]
