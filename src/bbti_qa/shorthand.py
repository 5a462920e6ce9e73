"""How people type in haste and talk among themselves, in French and English: « cest koi », "pls", « ils bossent »."""

from __future__ import annotations

import re

_SHORTHAND = {
    "koi": "quoi", "cest": "c'est", "cé": "c'est", "kel": "quel", "kels": "quels", "kelle": "quelle",
    "kelles": "quelles", "ki": "qui", "pk": "pourquoi", "pq": "pourquoi", "pkoi": "pourquoi", "kan": "quand",
    "kand": "quand", "combi1": "combien", "cb": "combien", "cmb": "combien", "ya": "y a", "ds": "dans",
    "bcp": "beaucoup", "qd": "quand", "qq": "quelque", "qqun": "quelqu'un", "tjs": "toujours", "pr": "pour",
    "avc": "avec", "gens": "personnes", "bosser": "travailler", "bosse": "travaille", "bossent": "travaillent", "thunes": "argent",
    "thune": "argent", "fric": "argent", "pognon": "argent", "whats": "what is", "hows": "how is", "u": "you", "pls": "please", "plz": "please",
}  # fmt: skip
_HASTY = re.compile(
    rf"(?<![\w'’-])(?:{'|'.join(sorted(map(re.escape, _SHORTHAND), key=len, reverse=True))})(?![\w'’-])"
)


_PENCE = re.compile(
    r"(?<![\w'’-])(?P<article>les|des|de|nos|leurs|aux) sous(?![\w'’-])(?! (?:la|le|les|l['’]|une?|des)\b)"
)  # « qui décide des sous ? »
_IT_IS = re.compile(r"(?<![\w'’-])c (?=(?:koi|quoi|ki|qui|kan|quand|combien|cb|pour|pas|bien)\b)")  # « c koi »
_DOTTED = re.compile(r"(?<![\w.])(?:[A-Z]\.){2,}[A-Z]?(?!\w)")


def written_out(text: str) -> str:
    """`text` with its short forms as the words that they stand for, only those in small letters (Ki-67 is a protein), and « P.E.P.R. » as PEPR."""
    joined = _DOTTED.sub(lambda found: found[0].replace(".", ""), text)
    spent = _PENCE.sub(lambda found: f"{found['article']} fonds", joined)
    return _HASTY.sub(lambda found: _SHORTHAND[found[0]], _IT_IS.sub("c'est ", spent))
