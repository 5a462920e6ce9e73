"""Every number, date, name and body of a brief's sentences, with the places that prove it.

Wide on purpose: an entry too many costs a line, an entry too few a false fact. Whatever holds a digit, and whatever has a capital
inside a sentence, is in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from bbti_qa.language import carries_meaning, fold
from bbti_qa.tasks.brief.brief import BriefSentence, LedgerEntry, LedgerKind
from bbti_qa.values import Unit, find_values

_DIGITS = re.compile(r"\d(?:[\d.,\u00a0\u202f]*\d)?")
_NUMBER_WORDS = re.compile(
    r"\b(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante|cinquante|soixante|cent|mille|"
    r"(?:diz|douz|quinz|vingt|trent|quarant|cinquant|soixant|cent)aines?|milliers?|millions?|milliards?|moiti[ée]s?|tiers|"
    r"premi[eè]re?s?|deuxi[eè]mes?|secondes?|troisi[eè]mes?|quatri[eè]mes?|cinqui[eè]mes?|double|triple|"
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundreds?|thousands?|billions?|half|first|second|third|fourth)\b",
    re.IGNORECASE,
)
_MONTHS = re.compile(
    r"\b(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|january|february|march|april|june|july|august|"
    r"september|october|november|december)\b",
    re.IGNORECASE,
)
_CAPITAL = r"[A-ZÀ-ÖØ-Þ]"
_NAME_WORD = rf"(?:[\w®&]*{_CAPITAL}[\w®&+/-]*|β-\w+)"
_LINK = r"(?:d['’]|l['’]|de l['’]|de la |de |du |des |la |le |les |et |en |à |of |of the |and |for |pour l['’]|pour la |pour le |pour )"
_NAME = re.compile(rf"{_NAME_WORD}(?:['’ –-]{{1,2}}{_LINK}?{_NAME_WORD}){{0,8}}")
_BODY_HEAD = (
    r"comit[ée]s?|conseils?|agences?|directions?|secr[ée]tariats?|minist[eè]res?|instituts?|universit[ée]s?|associations?|[ée]tablissements?|commissions?|"
    r"organismes?|commissariat|h[ôo]pital|h[ôo]pitaux|centres?|consortiums?|consortia|soci[ée]t[ée]s?|[ée]tat|gouvernement|r[ée]seaux?|r[ée]seau|alliances?|f[ée]d[ée]rations?|"
    r"committees?|councils?|agency|agencies|boards?|universit(?:y|ies)|institutes?|ministry|ministries|government"
)
_COMPLEMENT = r"(?: (?:pour l['’]|(?:et )?(?:de l['’]|d['’]|de la |de |du |des ))?[a-zà-ÿœ-]{2,}(?:ique|iques|if|ive|ifs|ives|el|elle|els|elles|al|ale|aux|eur|eurs|age|tion|ement|cherche|nistration|novation|issement|ologie|ologies)(?![\wà-ÿ]))"
_BODY = re.compile(rf"\b(?:(?:{_BODY_HEAD})\b{_COMPLEMENT}{{1,3}}|gouvernement|government)", re.IGNORECASE)
_IS_BODY = re.compile(rf"\b(?:{_BODY_HEAD})\b", re.IGNORECASE)
_SENTENCE_HEAD = re.compile(r"(?:^|[.!?:…] |\[…\] )[«“(]? ?$")


def ledger_of(
    sentences: Sequence[BriefSentence],
    expansions: Iterable[tuple[str, str]] = (),
    is_common: Callable[[str], bool] = lambda word: False,
) -> tuple[LedgerEntry, ...]:
    """The entries of all sentences in reading order. `expansions` are (acronym, what it stands for); `is_common` tells whether a word is
    one that the documents also write small, so that a capital at the head of a sentence makes no name of it."""
    spelled = dict(expansions)
    return tuple(
        LedgerEntry(kind, sentence.text[start:end], number, start, end, sentence.citations)
        for number, sentence in enumerate(sentences, start=1)
        for kind, start, end in facts_in(sentence.text, spelled, is_common)
    )


def facts_in(
    text: str, spelled: dict[str, str], is_common: Callable[[str], bool]
) -> tuple[tuple[LedgerKind, int, int], ...]:
    """(kind, start, end) of every fact of `text`, in reading order; a name may hold a number, nothing else overlaps."""
    found: list[tuple[LedgerKind, int, int]] = [
        (LedgerKind.DATE if value.unit is Unit.DATE else LedgerKind.NUMBER, value.start, value.end)
        for value in find_values(text)
    ]
    for kind, pattern in ((LedgerKind.NUMBER, _DIGITS), (LedgerKind.NUMBER, _NUMBER_WORDS), (LedgerKind.DATE, _MONTHS)):
        found += [(kind, *match.span()) for match in pattern.finditer(text) if not _taken(found, *match.span())]
    names: list[tuple[LedgerKind, int, int]] = []
    for match in _NAME.finditer(text):
        start, end = _trimmed(text, *match.span(), is_common)
        whole = _BODY.match(text, start, len(text)) if _IS_BODY.fullmatch(text[start:end]) else None
        end = whole.end() if whole else end  # « Agence nationale de la recherche »
        if start < end and not any(low <= start and end <= high for _, low, high in found):
            names.append((_kind_of_name(text[start:end], spelled), start, end))
    names += [
        (LedgerKind.BODY, *m.span())
        for m in _BODY.finditer(text)
        if not _taken(names, *m.span()) and not m[0][0].isupper()
    ]
    return tuple(sorted({*found, *names}, key=lambda fact: (fact[1], fact[2], fact[0].value)))


def _trimmed(text: str, start: int, end: int, is_common: Callable[[str], bool]) -> tuple[int, int]:
    """Without a first word that only a sentence's head gave a capital to."""
    while start < end and _SENTENCE_HEAD.search(text[:start]):
        first = re.match(r"[\w®&-]+", text[start:end])
        word = first[0] if first else ""
        if not word or any(letter.isupper() for letter in word[1:]) or (carries_meaning(word) and not is_common(word)):
            break
        rest = re.search(rf"(?<=[ ’'–-]){_NAME_WORD}", text[start + len(word) : end])
        if rest is None:
            return end, end
        start += len(word) + rest.start()
    return start, end


def _kind_of_name(name: str, spelled: dict[str, str]) -> LedgerKind:
    long = spelled.get(name, "")
    return (
        LedgerKind.BODY
        if _IS_BODY.search(fold(name)) or _IS_BODY.match(fold(long)) or _IS_BODY.search(name)
        else LedgerKind.NAME
    )


def _taken(found: Iterable[tuple[LedgerKind, int, int]], start: int, end: int) -> bool:
    return any(start < other_end and other_start < end for _, other_start, other_end in found)
