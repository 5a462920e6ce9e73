"""Sentences that tell the assistant how to behave, and ask nothing."""

from __future__ import annotations

import re

from bbti_qa.language import fold, stems

_INSTRUCTS = re.compile(
    r"\b(?:oublie[zr]?|ignore[zr]?|ne tiens? pas compte|fais comme si|a partir de maintenant|desormais|"
    r"tu es (?:maintenant|un)|joue le role|"
    r"forget|disregard|from now on|you are now|pretend|act as|system prompt|instructions? (?:ci-dessus|precedentes?|above|previous)|"
    r"(?:i|we) order you|je (?:t'|vous )ordonne|(?:say|answer|reply|respond|write|output) (?:nothing else|only|just)|nothing else than|"
    r"(?:reponds?|repondez|dis|dites|ecris|ecrivez) (?:uniquement|seulement|juste)|rien d'autre que|"
    r"(?:previous|prior|above|all) instructions?|(?:tes|vos|your) (?:consignes|regles|rules|restrictions))\b"
)


def is_only_instructions(text: str) -> bool:
    """Whether every sentence tells the assistant how to behave and none asks anything."""
    return all(_INSTRUCTS.search(fold(sentence)) for sentence in sentences_of(text)) and "?" not in text


def without_instructions(text: str) -> str:
    """`text` without the sentences that tell the assistant how to behave, where others remain; else as it is."""
    kept = [sentence for sentence in sentences_of(text) if not _INSTRUCTS.search(fold(sentence))]
    return " ".join(kept) if any(stems(sentence) for sentence in kept) else text


def sentences_of(text: str) -> list[str]:
    return re.split(r"(?<=[.!?]) +", text)
