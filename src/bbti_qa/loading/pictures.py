"""Pictures of PDF pages, with a quote marked in them where one is asked for, drawn by PDFium in a process of its own: a page that hangs
or kills it costs the picture only."""

from __future__ import annotations

import base64
import io
import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bbti_qa.errors import DocumentError
from bbti_qa.loading.isolation import child_environment
from bbti_qa.loading.limits import ReadingLimits
from bbti_qa.loading.pdfium import open_pdfium, page_letters, pixels_of
from bbti_qa.loading.quoting import Box, boxes_of, lines_of
from bbti_qa.loading.reading import read_bytes
from bbti_qa.loading.worker import confine

SMALL, LARGE = 220, 900  # pixels of width
TALLEST = 3  # times the width; a page that is longer is drawn narrower
COLOURS = 64
MOST_BYTES = 8 * 2**20  # of one picture
MARKER = (255, 226, 92)  # the ink of a highlighter, red, green, blue
MARGIN = 2  # pixels around what is marked
_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page (from 1) to draw, and what to mark: the boxes (left, bottom, right, top), in points of the page as it is shown, or else the
    `quote`. Of several places that hold it the one nearest to the share `near` of the page's text is marked."""

    page: int
    boxes: tuple[Box, ...] = ()
    quote: str = ""
    near: float = 0.0


def draw_pages(
    path: Path, wanted: Sequence[Wanted], width: int = SMALL, limits: ReadingLimits | None = None
) -> dict[int, bytes]:
    """PNG files by page number; a page that cannot be drawn is missing. A quote that is not found leaves its page unmarked."""
    limit = limits or ReadingLimits()
    request = json.dumps({"path": str(path), "width": width, "wanted": [asdict(one) for one in wanted]})
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-P", "-m", "bbti_qa.loading.pictures", limit.to_json()],
            input=request.encode("utf-8", "surrogatepass"),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=limit.seconds,
            env=child_environment(),
            check=False,
        )
        pictures = {
            int(number): base64.b64decode(picture) for number, picture in map(json.loads, done.stdout.splitlines())
        }
    except (subprocess.TimeoutExpired, ValueError, TypeError):
        return {}
    return {number: data for number, data in pictures.items() if data.startswith(_PNG) and len(data) <= MOST_BYTES}


def main() -> None:
    """Reads one request, writes a line a picture: `[number, PNG in base64]`."""
    limits = ReadingLimits.from_json(sys.argv[-1])
    request = json.loads(sys.stdin.read())
    confine(limits)
    try:
        document = open_pdfium(read_bytes(Path(request["path"])))
    except DocumentError:
        return
    for row in request["wanted"]:
        wanted = Wanted(**row)
        if not 1 <= wanted.page <= len(document):
            continue
        try:
            drawn = _drawn(document[wanted.page - 1], wanted, request["width"])
        except Exception:  # noqa: S112 - whatever a page does costs its own picture only
            continue
        print(json.dumps([wanted.page, base64.b64encode(drawn).decode()]), flush=True)


def _drawn(page: Any, wanted: Wanted, width: int) -> bytes:
    wide, high = max(1.0, page.get_width()), max(1.0, page.get_height())
    scale = min(width / wide, TALLEST * width / high)
    picture = page.render(scale=scale).to_pil().convert("RGB")
    _mark(picture, _marked(page, wanted, scale, picture.size))
    stream = io.BytesIO()
    picture.quantize(COLOURS).save(stream, "PNG", optimize=True)
    return stream.getvalue()


def _marked(page: Any, wanted: Wanted, scale: float, size: tuple[int, int]) -> list[Box]:
    """What to mark, in pixels from the upper left corner."""
    if wanted.boxes:
        return [
            (left * scale, size[1] - top * scale, right * scale, size[1] - bottom * scale)
            for left, bottom, right, top in wanted.boxes
        ]
    if not wanted.quote:
        return []
    letters = page_letters(page)
    found = boxes_of(wanted.quote, letters, wanted.near)
    return lines_of([pixels_of(page, box, size) for box in found])


def _mark(picture: Any, boxes: Iterable[Box]) -> None:
    """As a highlighter does: the paper takes the colour, the letters stay."""
    from PIL import Image, ImageChops

    for left, top, right, bottom in boxes:
        place = (
            max(0, int(left) - MARGIN),
            max(0, int(top) - MARGIN),
            min(picture.width, int(right) + MARGIN + 1),
            min(picture.height, int(bottom) + MARGIN + 1),
        )
        if place[0] < place[2] and place[1] < place[3]:
            ink = Image.new("RGB", (place[2] - place[0], place[3] - place[1]), MARKER)
            picture.paste(ImageChops.multiply(picture.crop(place), ink), place)


if __name__ == "__main__":
    main()
