"""Numbers in French and English text, in digits and in words: « quatre-vingts », "two hundred and fifty", « 3 000 », "10,000", « 1,5 x 10¹³ ».

Words are read by a grammar that goes through them once: « cent cent » is two numbers. Digits count up to eighteen, powers of ten up to 99;
what is longer is no number.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from math import isfinite

from bbti_qa.language import SUPERSCRIPTS, count_marks, detect_language

MOST_DIGITS = 18  # of a number; what is longer is a code
MOST_POWER = 99  # of ten
MOST_FALL = 1000.0  # how many times more a range may begin with than it ends with

UNITS = {
    word: number
    for number, names in enumerate(
        """zero|one|deux two|trois three|quatre four|cinq five|six|sept seven|huit eight|neuf nine|dix ten|onze eleven|douze twelve|
        treize thirteen|quatorze fourteen|quinze fifteen|seize sixteen|seventeen|eighteen|nineteen""".split("|")
    )
    for word in names.split()
}  # folded, as all words here; « un » is a number in company only
_TENS = {
    "vingt": 20, "vingts": 20, "twenty": 20, "trente": 30, "thirty": 30, "quarante": 40, "forty": 40, "cinquante": 50, "fifty": 50,
    "soixante": 60, "sixty": 60, "septante": 70, "seventy": 70, "huitante": 80, "octante": 80, "eighty": 80, "nonante": 90, "ninety": 90,
}  # fmt: skip
_ABOUT = {
    "dizaine": 10, "douzaine": 12, "dozen": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40,
    "cinquantaine": 50, "soixantaine": 60, "centaine": 100, "millier": 1000,
}  # fmt: skip
_ABOUTS = {f"{word}s": number for word, number in _ABOUT.items()} | {"dozen": 12}  # « deux douzaines »
_ONE = frozenset(("un", "une"))
_HUNDREDS = frozenset(("cent", "cents", "hundred"))
_THOUSANDS = {"mille": 1e3, "thousand": 1e3}
LARGE = {
    "million": 1e6, "millions": 1e6, "milliard": 1e9, "milliards": 1e9, "billion": 1e9, "billions": 1e9,
}  # fmt: skip
_SCALES = _THOUSANDS | LARGE
_COUNTED_IN_ENGLISH = frozenset("days week weeks month months year years hour hours people percent".split())
_OF_A_HUNDRED = (" pour ", " per ")  # « 61 pour cent »
_BLANKS = (" ", "-", "‐")

_DIGITS = (
    r"\d{1,3}(?:,\d{3}){1,5}\.\d+|\d{1,3}(?:,\d{3}){2,5}(?![\d,])|\d{1,3}(?:[ .]\d{3}){1,5}(?!\d)(?:,\d+)?"
    r"|\d+(?:[.,]\d+)?"
)
_EXPONENT = rf"(?:[⁻⁺]?[{SUPERSCRIPTS}]+|\^[-−+]?\d+)"
_WORD = "|".join(sorted({*UNITS, *_TENS, *_ABOUT, *_ABOUTS, *_HUNDREDS, *_SCALES}, key=len, reverse=True))
_TOKEN = re.compile(  # the 2 of « m2 » is no number
    rf"(?<![\w.,])10(?P<ten>{_EXPONENT})"
    rf"|(?P<mantissa>{_DIGITS}) ?[x×*·⋅] ?10(?P<times>{_EXPONENT})"
    r"|(?<![\w.,])(?P<before>\d+(?:[.,]\d+)?)e(?P<exponent>[-+]?\d+)(?!\w)"
    rf"|(?!(?<=\bm)[23]\b|(?<=\b[ckdm]m)[23]\b)(?P<digits>{_DIGITS})"
    rf"|\b(?P<word>{_WORD}|une?(?! peu\b))\b"
)
_PLAIN_EXPONENT = str.maketrans(dict(zip(SUPERSCRIPTS, "0123456789", strict=True)) | {"⁻": "-", "−": "-", "⁺": "+"})
_ONE_GROUP = re.compile(r"[1-9]\d{0,2},\d{3}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_A = re.compile(r"\ba $")
_HALF = re.compile(r"\b(?:demi[- ]|half(?: a |[ -]))$")
_AND_A_HALF = re.compile(r" et demie?\b")
_MINUS = re.compile(r"(?:\b(?P<before>[a-z]+) )?\b(?:moins|minus) $")
_NO_MINUS = frozenset("au du pas ou or non".split())  # « au moins cinq », « plus ou moins cinq »
_SIGNS = "-−–"
_TIES = (" a ", " to ", " ou ", " or ", "-", "–", " - ", " – ")
_BETWEEN = ("entre ", "between ")
_SENTENCE_END = re.compile(r"[.!?;]\s|\n\n")
_NOUN = re.compile(r" ?([a-z]{4,})")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A finite number with its place, half-open. `scale` is what its last word multiplies by ("10 millions": 1e6), 1 without such a word.

    `grouped`: what it is if its one comma sets thousands apart (« 400,000 »), None without such a comma. `is_about`: « une trentaine ».
    """

    number: float
    start: int
    end: int
    scale: float = 1.0
    grouped: float | None = None
    is_about: bool = False


@dataclass(frozen=True, slots=True)
class _Token:
    """A word, or digits with their `number`. `link` is what joins it to the token before: a blank or hyphen as " ", « et », "and", « de »; empty if nothing."""

    word: str
    start: int
    end: int
    link: str
    number: float = 0.0
    grouped: float | None = None


@dataclass(frozen=True, slots=True)
class _Part:
    """A number that tokens make up, the place of the token behind them, and the scale of the last one."""

    number: float
    after: int
    scale: float = 1.0


def find_numerals(text: str, folded: str) -> list[Numeral]:
    """The numbers of `text` in reading order, apart; « un » alone is none. `folded` is `fold_in_place(text)`.

    One comma before three digits sets thousands apart where the sentence is English, or where it is of neither language and the
    number is hardly a decimal ("10,000 patients"); elsewhere it is a decimal comma.
    """
    numerals: list[Numeral] = []
    run: list[_Token] = []
    for token in _tokens(text, folded):
        if run and not token.link:
            numerals += _read_run(run, folded)
            run = []
        run.append(token)
    numerals += _read_run(run, folded)
    numerals = _scaled([_signed(numeral, folded) for numeral in numerals], folded)
    return [numeral for numeral in numerals if isfinite(numeral.number)]


def shares_scale(first: float, second: float, scale: float) -> bool:
    """Whether the scale of a range's end is its beginning's too: in « 5 à 10 millions » and « 65 à 40 millions », not in « 500 000 à 1 million »."""
    return first <= second or second * scale > MOST_FALL * first


def _scaled(numerals: Sequence[Numeral], folded: str) -> list[Numeral]:
    """The first number of a range with the scale of the second, where it goes without saying."""
    scaled = list(numerals)
    for at, (low, high) in enumerate(pairwise(numerals)):
        is_bare = low.scale == 1.0 < high.scale and _is_tied(folded, low, high)
        if is_bare and shares_scale(low.number, high.number / high.scale, high.scale):
            scaled[at] = replace(low, number=low.number * high.scale)
    return scaled


def _is_tied(folded: str, low: Numeral, high: Numeral) -> bool:
    between = folded[low.end : high.start]
    is_between = between in (" et ", " and ") and folded[max(0, low.start - 8) : low.start].endswith(_BETWEEN)
    return is_between or between in _TIES


def _tokens(text: str, folded: str) -> Iterator[_Token]:
    tongue = _Tongue(text, folded)
    last = -1
    for match in _TOKEN.finditer(folded):
        start, end = match.span()
        if last >= 0 and match["word"] == "cent" and folded[last:start] in _OF_A_HUNDRED:
            continue
        link = _link(folded[last:start]) if last >= 0 else ""
        last = end
        if match["word"]:
            yield _Token(match["word"], start, end, link)
        elif (number := _number(match)) is None:
            last = -1
        elif match["digits"] and _ONE_GROUP.fullmatch(match["digits"]):
            grouped = float(match["digits"].replace(",", ""))
            is_english = tongue.is_english(start, end)
            yield _Token("", start, end, link, grouped if is_english else number, grouped)
        else:
            yield _Token("", start, end, link, number)


def _link(between: str) -> str:
    if between in _BLANKS:
        return " "
    small = between[1:-1]
    is_joined = small in ("et", "and", "de") and between[0] in _BLANKS and between[-1] in _BLANKS
    return small if is_joined else ""


def _number(match: re.Match[str]) -> float | None:
    """The number of digits or of a power of ten; « 10e13 » as it is meant, ten to the thirteenth. None where it is too long."""
    if match["digits"]:
        return _plain(match["digits"])
    said = match["ten"] or match["times"] or match["exponent"]
    mantissa = match["mantissa"] or match["before"] or "1"
    number = _plain("1" if match["exponent"] and mantissa == "10" else mantissa)
    exponent = said.translate(_PLAIN_EXPONENT).removeprefix("^")
    if number is None or len(exponent) > 3 or abs(int(exponent)) > MOST_POWER:
        return None
    return float(f"{number!r}e{int(exponent)}") if "e" not in repr(number) else number * 10.0 ** int(exponent)


def _plain(digits: str) -> float | None:
    """Digits with thousands set apart and a decimal comma or point; None where they are too many."""
    if "," in digits and "." in digits and digits.index(",") < digits.index("."):  # "1,234.5"
        digits = digits.replace(",", "")
    else:
        digits = re.sub(r"[ .](?=\d{3}(?!\d))", "", digits)
        digits = digits.replace(",", "") if digits.count(",") > 1 else digits.replace(",", ".")
    return float(digits) if len(digits.replace(".", "")) <= MOST_DIGITS else None


class _Tongue:
    """Whether the numbers of a text are written as in English."""

    def __init__(self, text: str, folded: str) -> None:
        self._text = text
        self._folded = folded
        self._sentences: dict[int, bool | None] = {}

    def is_english(self, start: int, end: int) -> bool:
        """By the sentence of a number, else by the whole text, else by itself: three decimals that end in 0, before a noun, are none."""
        told = self._of_sentence(start)
        if told is None:
            told = self._whole
        if told is None:
            counted = _NOUN.match(self._folded, end)
            noun = counted[1] if counted else ""
            is_round = bool(noun) and noun not in _SCALES and self._folded[end - 1] == "0"
            return is_round or noun in _COUNTED_IN_ENGLISH
        return told

    def _of_sentence(self, place: int) -> bool | None:
        at = bisect_right(self._ends, place)
        if at not in self._sentences:
            start = self._ends[at - 1] if at else 0
            end = self._ends[at] if at < len(self._ends) else len(self._text)
            self._sentences[at] = _is_english(self._text[start:end])
        return self._sentences[at]

    @cached_property
    def _ends(self) -> list[int]:
        return [match.end() for match in _SENTENCE_END.finditer(self._text)]

    @cached_property
    def _whole(self) -> bool | None:
        return _is_english(self._text)


def _is_english(text: str) -> bool | None:
    """None for a text of neither language."""
    is_told = any(count_marks(text)) or any(letter.isalpha() and not letter.isascii() for letter in text)
    return detect_language(text) == "en" if is_told else None


def _read_run(run: Sequence[_Token], folded: str) -> Iterator[Numeral]:
    """The numbers of tokens that stand one behind another: « cinq cent mille » is one, « cinq cinq » two."""
    at = 0
    while at < len(run):
        numeral, after = _read(run, at, folded)
        if numeral is not None:
            yield numeral
        at = after


def _read(run: Sequence[_Token], at: int, folded: str) -> tuple[Numeral | None, int]:
    """The number that begins with a token, if one does, and the place of the token behind it."""
    first = run[at]
    part = _about(run, at) or _group(run, at, float("inf"))
    if part is None and (part := _bare_large(run, at, folded)) is None:
        return None, at + 1
    number, scale, after = part.number, part.scale, part.after
    while scale >= 1000 and (following := _continued(run, after, scale)):
        number, scale, after = number + following.number, following.scale, following.after
    start, end = first.start, run[after - 1].end
    if (first.word in _ABOUT or first.word in LARGE) and (half := _HALF.search(folded[max(0, start - 7) : start])):
        start, number = start - len(half.group()), number / 2
    if run[after - 1].word in LARGE and (more := _AND_A_HALF.match(folded, end)):
        number, end = number + scale / 2, more.end()
    is_about = any(token.word in _ABOUT or token.word in _ABOUTS for token in run[at:after])
    return Numeral(number, start, end, scale, first.grouped if after == at + 1 else None, is_about), after


def _joined(run: Sequence[_Token], at: int, *links: str) -> _Token | None:
    return run[at] if at < len(run) and run[at].link in (links or (" ",)) else None


def _about(run: Sequence[_Token], at: int) -> _Part | None:
    """« dizaine », « centaine de millions »."""
    if run[at].word not in _ABOUT:
        return None
    number = float(_ABOUT[run[at].word])
    large = _joined(run, at + 1, "de")
    if large and large.word in LARGE:
        return _Part(number * LARGE[large.word], at + 2, LARGE[large.word])
    return _Part(number, at + 1)


def _bare_large(run: Sequence[_Token], at: int, folded: str) -> _Part | None:
    """ "million" behind "a" or « demi- »."""
    word, before = run[at].word, folded[max(0, run[at].start - 7) : run[at].start]
    if word in LARGE and (_A.search(before) or _HALF.search(before)):
        return _Part(LARGE[word], at + 1, LARGE[word])
    return None


def _continued(run: Sequence[_Token], at: int, rank: float) -> _Part | None:
    """What goes on behind a thousand or a million, and is less than it; « et » brings nothing but « mille et un »."""
    token = _joined(run, at, " ", "and", "et")
    if token is None or (token.link == "et" and token.word not in _ONE):
        return None
    return _group(run, at, rank)


def _group(run: Sequence[_Token], at: int, rank: float) -> _Part | None:
    """« cinq cent mille », « 2,5 millions », « quatre-vingts »: a number less than `rank` with at most one scale."""
    first = run[at]
    is_first = rank == float("inf")
    if first.word in _THOUSANDS:
        part: _Part | None = _Part(1.0, at)
    elif first.word:
        part = _below_thousand(run, at)
    else:
        part = _Part(first.number, at + 1)
    if part is None:
        return None
    scale = run[at] if part.after == at else _joined(run, part.after)
    is_one = part.after == at + 1 and first.word in _ONE
    if scale and scale.word in _SCALES and not (is_one and scale.word in _THOUSANDS) and not _is_year(first, scale):
        step = _SCALES[scale.word]
        return _Part(part.number * step, part.after + 1, step) if step < rank else None
    if is_one and is_first:
        return None
    if scale and scale.word in _ABOUTS and is_first and not is_one:
        return _Part(part.number * _ABOUTS[scale.word], part.after + 1)
    is_loose = not first.word and not is_first and not (part.number >= 1000 and first.end - first.start > 4)
    return part if part.number < rank and not is_loose else None


def _is_year(first: _Token, scale: _Token) -> bool:
    """« en 2021 mille projets »."""
    return not first.word and scale.word in _THOUSANDS and first.end - first.start == 4 and 1900 <= first.number < 2100


def _below_thousand(run: Sequence[_Token], at: int) -> _Part | None:
    """« deux cent quatre-vingt-dix », "two hundred and fifty"; "twenty-five hundred" too."""
    if run[at].word in _HUNDREDS:
        hundreds = 1.0
        after = at + 1
    else:
        few = _below_hundred(run, at)
        if few is None:
            return None
        hundred = _joined(run, few.after)
        if hundred is None or hundred.word not in _HUNDREDS or run[at].word in _ONE:
            return few
        hundreds, after = few.number, few.after + 1
    rest = _below_hundred(run, after) if _joined(run, after, " ", "and") else None
    following = _joined(run, rest.after) if rest else None
    if rest is None or not rest.number or (following and following.word in _HUNDREDS):
        return _Part(100 * hundreds, after, 100.0)
    return _Part(100 * hundreds + rest.number, rest.after)


def _below_hundred(run: Sequence[_Token], at: int) -> _Part | None:
    """« quatre-vingt-dix-neuf », « soixante et onze », "twenty-one"; « un » too."""
    word = run[at].word
    twenties = _joined(run, at + 1)
    if word == "quatre" and twenties and twenties.word in ("vingt", "vingts"):
        return _with_ones(run, _Part(80.0, at + 2), most=19)
    if word in _TENS:
        return _with_ones(run, _Part(float(_TENS[word]), at + 1), most=19 if word == "soixante" else 9)
    return _below_twenty(run, at)


def _with_ones(run: Sequence[_Token], tens: _Part, most: int) -> _Part:
    token = _joined(run, tens.after, " ", "et")
    ones = _below_twenty(run, tens.after) if token else None
    if token is None or ones is None or not 1 <= ones.number <= most:
        return tens
    if token.link == "et" and ones.number not in (1, 11):
        return tens
    beyond = _joined(run, ones.after)
    if ones.number == 4 and beyond and beyond.word in ("vingt", "vingts"):
        return tens
    return _Part(tens.number + ones.number, ones.after)


def _below_twenty(run: Sequence[_Token], at: int) -> _Part | None:
    word = run[at].word
    if word in _ONE:
        return _Part(1.0, at + 1)
    if word not in UNITS:
        return None
    ones = _joined(run, at + 1)
    if word == "dix" and ones and ones.word in ("sept", "huit", "neuf"):
        return _Part(10.0 + UNITS[ones.word], at + 2)
    return _Part(float(UNITS[word]), at + 1)


def _signed(numeral: Numeral, folded: str) -> Numeral:
    """The numeral as a negative one, with its sign, where a minus stands directly before it and joins it to nothing."""
    before = folded[max(0, numeral.start - 16) : numeral.start]
    if before.endswith(tuple(_SIGNS)) and folded[numeral.start].isdigit():
        head = before[:-1]
        if (
            not head.strip()
            or head[-1] in "(«“\"':=<>~≤≥±["
            or (head[-1] == " " and head.rstrip()[-1] not in "%€°)0123456789")
        ):
            return replace(numeral, number=-numeral.number, grouped=_negative(numeral.grouped), start=numeral.start - 1)
    word = _MINUS.search(before)
    if word and word["before"] not in _NO_MINUS:
        start = numeral.start - len(word.group()) + (len(word["before"]) + 1 if word["before"] else 0)
        return replace(numeral, number=-numeral.number, grouped=_negative(numeral.grouped), start=start)
    return numeral


def _negative(number: float | None) -> float | None:
    return None if number is None else -number
