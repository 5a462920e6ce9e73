"""Character recognition of pages without text, by tesseract through pytesseract (the `ocr` extra): words with their place
and with how sure the recognition is."""

from __future__ import annotations

import shutil
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from bbti_qa.loading import budget
from bbti_qa.loading.glyphs import PageContent, Run

DOTS = 200  # an inch: recognition gains little above, and takes longer
MOST_SECONDS = 30  # for one page
LEAST_SURE = 30.0  # percent: words below are pictures that look like letters
NEAR_USUAL = (0.72, 1.38)  # of the page's usual height of lines: heights between are one size, the difference is noise
HOW_TO = "install the extra bbti-qa[ocr] and Debian's tesseract-ocr and tesseract-ocr-fra"

_is_allowed = False


def allow(mode: str) -> None:
    """`auto`: pages without text are recognised where tesseract is installed; `off`: never."""
    global _is_allowed
    _is_allowed = mode == "auto"


def is_wanted() -> bool:
    return _is_allowed


def is_installed() -> bool:
    return find_spec("pytesseract") is not None and shutil.which("tesseract") is not None


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was read of a page, and how sure the recognition is of its words, in [0, 1] (their mean)."""

    content: PageContent
    confidence: float


def recognise(picture: Any, width: float, height: float) -> Recognised:
    """The words of a page's picture; `width` and `height` are the page's, in points.

    Raises what pytesseract raises (RuntimeError when it takes too long).
    """
    import pytesseract

    table = pytesseract.image_to_data(
        picture,
        lang=_languages(),
        timeout=max(1.0, min(MOST_SECONDS, budget.left())),
        output_type=pytesseract.Output.DICT,
    )
    words = [at for at, text in enumerate(table["text"]) if text.strip() and float(table["conf"][at]) >= LEAST_SURE]
    scale = width / picture.width if picture.width else 72 / DOTS
    runs = _runs(table, words, scale, height)
    confidence = statistics.mean(float(table["conf"][at]) for at in words) / 100 if words else 0.0
    return Recognised(PageContent(tuple(runs), (), width, height), confidence)


def _languages() -> str:
    import pytesseract

    there = set(pytesseract.get_languages(config=""))
    return "+".join(name for name in ("fra", "eng") if name in there) or "eng"


def _runs(table: Any, words: Sequence[int], scale: float, height: float) -> list[Run]:
    """A run for each word; words of one line share its base line and its size."""
    lines: dict[tuple[int, ...], list[int]] = {}
    for at in words:
        key = tuple(int(table[name][at]) for name in ("block_num", "par_num", "line_num"))
        lines.setdefault(key, []).append(at)
    heights = {key: scale * statistics.median(table["height"][at] for at in line) for key, line in lines.items()}
    usual = statistics.median(heights.values()) if heights else 0.0
    runs: list[Run] = []
    length = 0
    for key, line in lines.items():
        size = heights[key] if not NEAR_USUAL[0] * usual < heights[key] < NEAR_USUAL[1] * usual else usual
        y = height - scale * statistics.median(table["top"][at] + table["height"][at] for at in line)
        for at in line:
            text = table["text"][at].strip()
            left, wide = scale * table["left"][at], scale * table["width"][at]
            edges = [left + wide * place / len(text) for place in range(len(text) + 1)]
            runs.append(Run(tuple(text), tuple(edges[:-1]), tuple(edges[1:]), y, round(size, 1), length))
            length += len(text)
    return runs
