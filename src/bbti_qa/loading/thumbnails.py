"""Small pictures of PDF pages, drawn by pypdfium2 in a process of its own: a page that hangs or kills it costs the picture only."""

from __future__ import annotations

import base64
import io
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bbti_qa.errors import DocumentError
from bbti_qa.loading.isolation import child_environment
from bbti_qa.loading.limits import ReadingLimits
from bbti_qa.loading.pdfium import open_pdfium
from bbti_qa.loading.reading import read_bytes
from bbti_qa.loading.worker import confine

WIDTH = 220  # pixels
COLOURS = 32


def thumbnails(path: Path, pages: Sequence[int], limits: ReadingLimits | None = None) -> dict[int, bytes]:
    """PNG files by page number (from 1); a page that cannot be drawn is missing."""
    limit = limits or ReadingLimits()
    request = json.dumps({"path": str(path), "pages": list(pages)})
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-P", "-m", "bbti_qa.loading.thumbnails", limit.to_json()],
            input=request.encode("utf-8", "surrogatepass"),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=limit.seconds,
            env=child_environment(),
            check=False,
        )
        return {int(number): base64.b64decode(picture) for number, picture in map(json.loads, done.stdout.splitlines())}
    except (subprocess.TimeoutExpired, ValueError):
        return {}


def main() -> None:
    """Reads one request, writes a line a picture: `[number, PNG in base64]`."""
    limits = ReadingLimits.from_json(sys.argv[-1])
    request = json.loads(sys.stdin.read())
    confine(limits)
    try:
        data = read_bytes(Path(request["path"]))
    except DocumentError:
        return
    document = open_pdfium(data)
    for number in request["pages"]:
        if 1 <= number <= len(document):
            print(json.dumps([number, base64.b64encode(_drawn(document[number - 1])).decode()]), flush=True)


def _drawn(page: Any) -> bytes:
    picture = page.render(scale=WIDTH / max(1.0, page.get_width())).to_pil()
    stream = io.BytesIO()
    picture.convert("RGB").quantize(COLOURS).save(stream, "PNG", optimize=True)
    return stream.getvalue()


if __name__ == "__main__":
    main()
