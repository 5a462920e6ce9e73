"""French and English: which one, sentences, words, stems, numbers. No model, no state but tables.

All offsets are code points of the text given; spans are half-open. Every pattern is linear in the length of the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, Literal

Language = Literal["fr", "en"]

FRENCH_STOP_WORDS = frozenset(
    """a afin ai ainsi alors apres as au aucun aucune aujourd aussi autre autres aux avaient avait avant avec avez avoir
    avons c ca car ce ceci cela celle celles celui ces cet cette ceux chacun chaque chez ci comme comment d dans de deja
    depuis des donc dont du elle elles en encore entre es est et etaient etait etant ete etes etre eu eux fait faire fait
    font fut hui il ils j je jusqu jusque l la laquelle le lequel les lesquelles lesquels leur leurs lors lorsqu lorsque
    lui m ma mais me meme memes mes mon n ne ni nos notre nous on ont or ou par parmi pas pendant peu peut peuvent plus
    plusieurs plutot pour pourquoi pouvez puis qu quand que quel quelle quelles quels qui quoi quoique s sa sans se selon
    sera serait seront ses si sien soit sommes son sont sous suis sur t ta tandis te tel telle telles tels tes toi ton
    tous tout toute toutes tres tu un une vers voici voila vos votre vous vu y combien lesquelles svp stp merci bonjour
    veuillez""".split()
)
ENGLISH_STOP_WORDS = frozenset(
    """a about above after again all am an and any are as at be because been before being below between both but by can could
    did do does doing down during each few for from further had has have having he her here hers him his how i if in into
    is it its itself just me more most my no nor not now of off on once only or other our ours out over own please s same
    she should so some such t than that the their theirs them then there these they this those through to too under until
    up very was we were what when where which while who whom whose why will with would you your yours""".split()
)
_STOP_WORDS = FRENCH_STOP_WORDS | ENGLISH_STOP_WORDS
STEM_LETTERS = 6
SHORT = 300  # characters of a text whose folded form is remembered: words and sentences, no documents
STEMMED = 1200  # the same of its stems: sentences and the paragraphs that stand around them

# Words that one language uses all the time and the other hardly ever ("a", "on", "me", "son" count for neither).
_FRENCH_MARKS = frozenset(
    """au aux avec ce ces cette combien comment c ca d dans de des du elle est et etre ils il j je l la le les leur leurs
    lors ne nous ont ou par pas plus pour quand que quel quelle quelles quels qui quoi sa sera ses si sont sur un une vous
    y""".split()
)
_ENGLISH_MARKS = frozenset(
    """about and are at be by can did do does for from had has have how in is it its of or s that the their there these they
    this to was we were what when where which who whose why will with would you your""".split()
)

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"  # an exponent behind "10", elsewhere the sign of a unit or the call of a note
_PART = re.compile(
    rf"(?<!\d)\d{{1,3}}(?:[ .\u00a0\u202f]\d{{3}})+(?!\d)|(?<![.,])10⁻?[{SUPERSCRIPTS}]+|\b[ckdm]?m[²³](?!\w)|"
    rf"\b[^\W\d_]+-(?i:ups?|offs?|outs?)\b|[^\W_{SUPERSCRIPTS}]+"
)
_GAP = re.compile(r"\W")
_AREA = str.maketrans("²³", "23")
_KEPT = re.compile(rf"([{SUPERSCRIPTS}⁺⁻¼-¾⅐-⅞↉])")
_ELISION = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|aujourd)['’]", re.IGNORECASE)

# Abbreviations after which a full stop ends nothing, folded, without the stop.
_ABBREVIATIONS = frozenset(
    """al art av bd cf chap dr ed eds env ex fig inc jr m mm me mlle mme mmes mr mrs ms no nos p par pp pr prof ref sr ste st
    tab tel vol vs e.g i.e c.-a-d""".split()
)
_TERMINATORS = ".!?…"
_CLOSERS = '»”"’)]'
_OPENERS = "«“\"(['’•–—-"
_CALL = re.compile(r"\s?\(\d{1,2}\)")
_VERSION = re.compile(r"(?:Version|Révision|Revision|v\.?) ?\d", re.IGNORECASE)
_ANNOUNCES = re.compile(r":\s*(?:\(\d{1,3}\)|\[\d{1,3}\]|[¹²³⁴-⁹]{1,3})?\s*$")
_ENUMERATOR = re.compile(
    r"(?<![\w(])(?:\((?P<inside>[ivx]{1,4}|[a-h]|\d{1,2})\)|(?P<open>[ivx]{1,4}|[a-h]|\d{1,2})\)) ?:? ?", re.IGNORECASE
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


def fold(text: str) -> str:
    """Lower case, without accents, œ and æ spelled out, straight apostrophes. May change the length.

    Exponents and fractions stay what they are: « 10¹³ » is not 1013, nor « 2½ » 21/2.
    """
    return _fold_short(text) if len(text) <= SHORT else _fold(text)


@lru_cache(maxsize=65536)
def _fold_short(text: str) -> str:
    return _fold(text)


def _fold(text: str) -> str:
    text = text.casefold().replace("œ", "oe").replace("æ", "ae").replace("’", "'")
    if text.isascii():
        return text
    plain = "".join(part if _KEPT.match(part) else unicodedata.normalize("NFKD", part) for part in _KEPT.split(text))
    return "".join(c for c in plain if not unicodedata.combining(c))


def fold_in_place(text: str) -> str:
    """Folded letter by letter, any white space as a space, so that places stay: "œ" becomes "o"."""
    return text.translate(_IN_PLACE)


class _InPlace(dict[int, str]):
    """One folded letter for each code point met so far."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        self[code] = " " if letter.isspace() else (fold(letter) or letter)[0]
        return self[code]


_IN_PLACE = _InPlace()


def detect_language(text: str) -> Language:
    """`fr` or `en`, by the small words (the first 20,000 characters count); `fr` when nothing decides."""
    french, english = count_marks(text)
    accents = sum(character in "éèêàâçùûôîï" for character in text[:20_000].casefold())
    return "en" if english > french + 0.5 * accents else "fr"


def count_marks(text: str) -> tuple[int, int]:
    """How many small words of French and of English alone stand in the first 20,000 characters."""
    folded = [fold(word) for word in _PART.findall(text[:20_000])]
    return sum(word in _FRENCH_MARKS for word in folded), sum(word in _ENGLISH_MARKS for word in folded)


def words(text: str) -> list[tuple[str, int, int]]:
    """The words of `text` with their spans, elisions cut off ("l'Inserm" gives "Inserm"), compounds split at hyphens.

    A number with thousands set apart ("3 000") is one word, given without the space; so is a power of ten ("10¹³"), and « start-up »,
    which starts nothing. The call of a note behind a word is no part of it (« emplois³ »).
    """
    blanked = _ELISION.sub(lambda match: " " * len(match.group()), text)
    return [(_without_gaps(match.group()), *match.span()) for match in _PART.finditer(blanked)]


def _without_gaps(word: str) -> str:
    """« 3 000 » as "3000", « m² » as "m2"; another word has nothing to lose."""
    if word[-1] in "²³" and word[0].isalpha():
        return word.translate(_AREA)
    return word if word.isalnum() else _GAP.sub("", word)


def count_words(text: str) -> int:
    """Words as a reader counts them: separated by white space."""
    return len(text.split())


@cache
def _stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("french")


_KEPT_APART = {
    form: kept
    for kept, forms in {
        "accelr": "accelerateur accelerateurs accelerator accelerators",  # « accélération »
        "genie": "genie genies",  # « gène »
        "facult": "fac facs",  # « face »
    }.items()
    for form in forms.split()
}
"""Words that the six letters would confuse with quite another word, each with the stem that it has instead."""


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The French Snowball stem of a word (taken with its accents, which the rules need), folded, its first six letters.

    Six letters are where French and English cognates still look alike ("academ-ic", "académ-ique"), at no cost within French:
    BM25 alone, nDCG@10, whole stems against six letters: TICO English questions .538 / .795, COVID FAQ French .630 / .669,
    labour code .774 / .797, CNIL .606 / .612, PIAF .810 / .811. English words go through the same rules on purpose. The plural's s, which
    Snowball leaves behind i and u, goes ("essais", "tissus").
    """
    if kept := _KEPT_APART.get(fold(word)):
        return kept
    found = fold(_stemmer().stemWord(word.casefold()))[:STEM_LETTERS]
    return found[:-1] if len(found) > 3 and found.endswith(("is", "us")) else found


def stems(text: str) -> list[str]:
    """The stems of the words that carry meaning in either language, in order, with repeats. Acronyms and digits stay.

    A short number right behind its word names a thing with it ("axe 4", "figure 2"): the two make a stem more ("axe4").
    The short texts met last are remembered: a question reads the same sentences many times over.
    """
    return list(_stems_of_short(text) if len(text) <= STEMMED else _stems(text))


@lru_cache(maxsize=8192)
def _stems_of_short(text: str) -> tuple[str, ...]:
    return _stems(text)


def _stems(text: str) -> tuple[str, ...]:
    found: list[str] = []
    before = ""
    for word, _, _ in words(text):
        if not carries_meaning(word):
            before = ""
            continue
        found.append(stem(word))
        if before and word.isdigit() and len(word) <= 2:
            found.append(before + word)
        before = "" if word.isdigit() else found[-1]
    return tuple(found)


@lru_cache(maxsize=65536)
def carries_meaning(word: str) -> bool:
    """Whether `word` is more than a small word of French or English; capitals make an acronym of one ("CAR")."""
    if word.isdigit():
        return True
    return (fold(word) not in _STOP_WORDS and (len(word) > 1 or word.isupper())) or (len(word) > 1 and word.isupper())


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """The sentences of one paragraph as spans without outer white space, in order.

    A full stop ends a sentence after a digit, a percent sign or a bracket too ("100 %. L'équipe …"), not after an
    abbreviation, an initial or inside a number. A footnote call belongs to the sentence before it.
    """
    ends = [*_sentence_ends(text), len(text)]
    starts = [0, *ends[:-1]]
    return [span for start, end in zip(starts, ends, strict=True) if (span := _trimmed(text, start, end))]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _sentence_ends(text: str) -> Iterator[int]:
    position = 0
    while position < len(text):
        if text[position] not in _TERMINATORS:
            position += 1
            continue
        first = position
        while position < len(text) and text[position] in _TERMINATORS:
            position += 1
        end = _with_closers(text, position)
        if _ends_here(text, first, end):
            yield end
        position = max(end, position)


def _with_closers(text: str, position: int) -> int:
    """After closing quotes and brackets (a French one may stand after a space) and a footnote call."""
    while position < len(text):
        if text[position] in _CLOSERS:
            position += 1
        elif text[position] == " " and text[position + 1 : position + 2] == "»":
            position += 2
        elif call := _CALL.match(text, position):
            position = call.end()
        else:
            break
    return position


def _ends_here(text: str, stop: int, end: int) -> bool:
    if end >= len(text):
        return True
    if not text[end].isspace():
        return False
    rest = text[end : end + 8].lstrip().lstrip(_OPENERS).lstrip()
    if rest and not (rest[0].isupper() or rest[0].isdigit()):
        return False
    return text[stop] != "." or not _is_abbreviation(text, stop)


def _is_abbreviation(text: str, stop: int) -> bool:
    start = stop
    while start > 0 and stop - start < 8 and not text[start - 1].isspace() and text[start - 1] not in "('’«":
        start -= 1
    word = text[start:stop]
    is_initial = len(word) == 1 and word.isalpha() and word.isupper()
    return is_initial or fold(word) in _ABBREVIATIONS


def clause_spans(text: str, limit: int) -> list[tuple[int, int]]:
    """Cuts a sentence of more than `limit` words at its enumerators "(i)" and semicolons; a shorter one stays whole."""
    if count_words(text) <= limit:
        return [span] if (span := _trimmed(text, 0, len(text))) else []
    cuts = [0, *sorted({*enumerators(text), *_after_semicolons(text)}), len(text)]
    spans = [span for start, end in pairwise(cuts) if (span := _trimmed(text, start, end))]
    return spans


def enumerators(text: str) -> list[int]:
    """Where the items of a running enumeration begin: "(i) … (ii) …", "a) … b) …". Each mark is the next one behind the mark before it.

    An enumeration may go on from a sentence before: "…, (iii) …". A call for a note "(5)" and the end of "(see figure 2)" enumerate nothing.
    """
    series: list[int] = []
    last: set[tuple[str, int]] = set()
    for match in _ENUMERATOR.finditer(text):
        numbers = set(_numbers((match["inside"] or match["open"]).casefold()))
        following = {(style, number) for style, number in numbers if (style, number - 1) in last}
        if following:
            series.append(match.start())
            last = following
        elif len(series) < 2 and (
            match.start() == 0 or any(style != "digit" or number == 1 for style, number in numbers)
        ):
            series, last = [match.start()], numbers
    goes_on = any(style == "roman" and number > 1 for style, number in last) and not any(
        style == "letter" for style, _ in last
    )
    return series if len(series) > 1 or series == [0] or goes_on else []


def _numbers(mark: str) -> Iterator[tuple[str, int]]:
    """What number a mark may stand for: "i" is the first roman one and the ninth letter."""
    if mark.isdigit():
        yield "digit", int(mark)
    if mark in _ROMAN:
        yield "roman", _ROMAN.index(mark) + 1
    if len(mark) == 1 and mark.isalpha():
        yield "letter", ord(mark) - ord("a") + 1


def starts_with_enumerator(text: str) -> bool:
    """Whether `text` begins with "(ii)", "b)" or the like."""
    return _ENUMERATOR.match(text) is not None


def is_title_line(text: str) -> bool:
    """Whether `text` is a line of a title page, « Version 1.0 – 21 novembre », and no sentence: it has no end of one, or begins with a version."""
    return _VERSION.match(text) is not None or text.rstrip("»”\"') ")[-1:] not in frozenset(".!?:;,…")


def announces(text: str) -> bool:
    """Whether `text` ends with a colon, but for the call of a note behind it: a list follows."""
    return _ANNOUNCES.search(text) is not None


def begins_enumeration(text: str) -> bool:
    """Whether `text` begins with "(i)", "a)" or the like, the first of its series."""
    match = _ENUMERATOR.match(text)
    return match is not None and any(
        number == 1 for _, number in _numbers((match["inside"] or match["open"]).casefold())
    )


def follows_in_series(text: str, before: str) -> bool:
    """Whether `text` begins with the mark behind that of `before`: "(iii) …" behind "(ii) …"."""
    mark, last = _ENUMERATOR.match(text), _ENUMERATOR.match(before)
    if mark is None or last is None:
        return False
    marks, lasts = (set(_numbers((one["inside"] or one["open"]).casefold())) for one in (mark, last))
    return any((style, number - 1) in lasts for style, number in marks)


def _after_semicolons(text: str) -> set[int]:
    return {match.end() for match in re.finditer(r";\s", text)}
