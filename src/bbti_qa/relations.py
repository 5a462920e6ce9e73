"""What holds between a thing and what is asked of it, where the question's words do not stand in the answer: a reason or a purpose, what a thing consists of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Relation(StrEnum):
    """What a question asks for that no value, name or list tells."""

    REASON = "reason"  # « pourquoi », « dans quel but »: a cause or a purpose
    USE = "use"  # « indication », « contre quoi », "used for": what a medicine or a method is for
    CONTENT = "content"  # « que contient », « composition de »: what a thing holds or provides for


@dataclass(frozen=True, slots=True)
class _Words:
    """What asks for a relation, and what tells it; both are looked for in folded text."""

    relation: Relation
    asks: re.Pattern[str]
    tells: re.Pattern[str]


_RELATIONS = (
    _Words(
        Relation.USE,
        re.compile(
            r"\b(?:indications?|contre quoi|(?:que|qu'est-ce que|qu'est-ce qu') ?(?:soign|trait|gueri|combat)\w*|(?:soign|trait|gueri|combat)\w*(?:-t-(?:il|elle|on))? quoi|"
            r"what (?:does|do) .{2,40} (?:treat|cure|fight)|(?:pour|dans|contre) quel(?:le)?s? (?:maladies?|pathologies?|affections?|indications?|cancers?|troubles?)|"
            r"quel(?:le)?s? (?:maladies?|pathologies?) (?:\w+ ){0,2}(?:trait|soign|vis)\w+|what (?:is|are) .{2,40} (?:used|indicated) for|used (?:for|against)|"
            r"(?:maladies?|affections?|pathologies?|diseases?|disorders?|conditions?)(?: \w+){0,2} (?:contre lesquel\w+|trait\w+|soign\w+|(?:have been |were |are )?(?:tackled|treated)|for which|against which)|"
            r"(?:which|what) (?:diseases?|disorders?|conditions?) (?:\w+ ){0,3}(?:treat|target)\w*)\b"
        ),
        re.compile(
            r"\b(?:trait\w+|contre|soign\w+|preconis\w+|utilis\w+|indiqu\w+|prescri\w+|essais? cliniques?|clinique|patients?|treat\w*|used|against|indicated|therap\w+)\b"
        ),
    ),
    _Words(
        Relation.REASON,
        re.compile(
            r"\b(?:pourquoi|pour quelles? raisons?|pour quels? motifs?|dans quels? buts?|a quelles? fins?|en vue de quoi|a quoi (?:sert|servent|vise|visent)|(?:sert|servent|vise|visent) a quoi|"
            r"selon quelle logique|d'ou vient|raisons?|motifs?|causes?|buts?|finalites?|explications?|why|how come|what for|for what (?:reason|purpose)|reasons?|purposes?)\b"
        ),
        re.compile(
            r"\b(?:car|parce qu\w*|puisqu\w*|etant donne|en raison|a cause|du fait|grace|afin|pour|dans le but|en vue|permet\w*|permis\w*|necessit\w+|de sorte|"
            r"dans la mesure|compte tenu|ainsi|donc|par consequent|c'est pourquoi|decoul\w+|resul\w+|caus\w+|entrain\w+|condui\w+|vis(?:e|ent|ant)|objectifs?|buts?|"
            r"because|since|due to|in order|so that|so as|aim\w*|therefore|thus|hence|thanks|given|owing|allow\w*|enabl\w+)\b"
        ),
    ),
    _Words(
        Relation.CONTENT,
        re.compile(
            r"\b(?:contenus?|que contien\w+|de quoi se compose\w*|que compren\w+|composition|compose\w* de|qu'y a-t-il dans|que propose\w*|que prevoi\w+|que regroup\w+|"
            r"portent? sur|quel est l'objet|what (?:does|do|did) .{1,60}(?:contain|include|cover|propose|consist)|contents? of|made (?:up )?of|composition of)\b"
        ),
        re.compile(
            r"\b(?:compren\w+|compris\w*|inclu\w+|propos\w+|compos\w+|constitu\w+|contien\w+|contenant|regroup\w+|comport\w+|portent? sur|reuni\w+|rassembl\w+|"
            r"prevoi\w+|repose\w* sur|s'articule\w*|melange\w*|combin\w+|association|mixture|contain\w*|consist\w*|cover\w*|propose\w*)\b"
        ),
    ),
)  # fmt: skip
_BY_NAME = {words.relation: words for words in _RELATIONS}


def relation_asked(folded: str) -> Relation | None:
    """What a question, as `language.fold` leaves it, asks for; None where it asks for none of these."""
    return next((words.relation for words in _RELATIONS if words.asks.search(folded)), None)


def names_relation(relation: Relation, folded: str) -> str:
    """The words of a question that ask for the relation: they need not stand where it is told."""
    return " ".join(match.group() for match in _BY_NAME[relation].asks.finditer(folded))


def tells(relation: Relation, folded: str) -> bool:
    """Whether a folded text has words that tell such a relation."""
    return bool(_BY_NAME[relation].tells.search(folded))
