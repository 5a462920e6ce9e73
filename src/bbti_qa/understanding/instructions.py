"""Sentences that tell the assistant how to behave, and ask nothing."""

from __future__ import annotations

import re

from bbti_qa.language import fold, stems
from bbti_qa.values import find_values

_INSTRUCTS = re.compile(
    r"\b(?:oublie[zr]?|ignore[zr]?|ne tiens? pas compte|fais comme si|a partir de maintenant|desormais|"
    r"(?:tu dois|vous devez|il faut que tu|you must|you have to|you are to|you will) (?:\w+ ){0,2}?(?:dire|repondre|soutenir|affirmer|pretendre|annoncer|declarer|"
    r"repeter|ecrire|confirmer|say|answer|reply|respond|claim|state|declare|repeat|pretend|confirm|write|output)|"
    r"quoi que disent|whatever the (?:texts?|documents?)|tu es (?:maintenant|un)|joue le role|"
    r"forget|disregard|from now on|you are now|pretend|act as|system prompt|instructions? (?:ci-dessus|precedentes?|above|previous)|"
    r"(?:i|we) order you|je (?:t'|vous )ordonne|(?:say|answer|reply|respond|write|output) (?:nothing else|only|just)|nothing else than|"
    r"(?:reponds?|repondez|dis|dites|ecris|ecrivez) (?:uniquement|seulement|juste)|rien d'autre que|"
    r"(?:previous|prior|above|all) instructions?|(?:tes|vos|your) (?:consignes|regles|rules|restrictions))\b"
)


_CLAIMS = re.compile(r"\b(?:que |qu['’]|that )(?P<claim>.{8,})$", re.IGNORECASE)
_STRESSES = re.compile(  # the others: « Confirme. », "Do it!"
    r"(?:s'il te plait |ok |et |and )?(?:(?:confirm\w*|repon(?:ds|dez)|answer|reply|acknowledge)(?: (?:with|by|par|avec|en|only|juste|simplement))? .{0,40}|confirme[zsr]?|compris|entendu|d'accord|merci|obeis\w*|execute[zs]?|fais-le|vas-y|ok|"
    r"confirm|understood|obey|do it|go|now|please|thanks?)(?: \w+)? ?[.!]*"
)


def is_only_instructions(text: str) -> bool:
    """Whether the sentences tell the assistant how to behave, but for those that only stress it, and none asks anything."""
    sentences = sentences_of(text)
    told = [bool(_INSTRUCTS.search(fold(sentence))) for sentence in sentences]
    others = [one for one, is_told in zip(sentences, told, strict=True) if not is_told]
    return any(told) and all(_STRESSES.fullmatch(fold(one)) for one in others) and "?" not in text


def without_instructions(text: str) -> str:
    """`text` without the sentences that tell the assistant how to behave, where others remain; else as it is."""
    kept = [sentence for sentence in sentences_of(text) if not _INSTRUCTS.search(fold(sentence))]
    return " ".join(kept) if any(stems(sentence) for sentence in kept) else text


def instructions_in(text: str) -> str:
    """What `without_instructions` leaves out."""
    sentences = sentences_of(text)
    told = [sentence for sentence in sentences if _INSTRUCTS.search(fold(sentence))]
    others = [sentence for sentence in sentences if sentence not in told]
    return " ".join(told) if any(stems(sentence) for sentence in others) else ""


def claimed_in(ordered: str) -> str:
    """What an order wants to be said, « tu soutiens que le plan a six axes », without the order and without numbers; all of it where it claims nothing."""
    found = _CLAIMS.search(ordered)
    claim = found["claim"] if found else ordered
    letters = list(claim)
    for value in find_values(claim):  # the numbers are the order's, and not to be looked for
        letters[value.start : value.end] = " " * (value.end - value.start)
    return "".join(letters)


def sentences_of(text: str) -> list[str]:
    return re.split(r"(?<=[.!?]) +", text)
