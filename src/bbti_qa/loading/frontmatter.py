"""The `key: value` lines that Markdown files may begin with, between two lines of three dashes; flat, not YAML."""

from __future__ import annotations

import re

from bbti_qa.documents import DECLARABLE
from bbti_qa.loading.assembly import Metadata

_LINE = re.compile(r"^([A-Za-z_-]{1,40}):[ \t]*(.*)$")


def read_front_matter(text: str) -> tuple[Metadata, int]:
    """What the front matter says and the offset of what follows it; nothing and 0 where there is none."""
    if not text.startswith(("---\n", "---\r\n")):
        return Metadata(), 0
    end = re.search(r"^---[ \t]*\r?$\n?", text[4:20_000], re.MULTILINE)
    if not end:
        return Metadata(), 0
    values = {}
    for line in text[4 : 4 + end.start()].splitlines():
        if (match := _LINE.match(line)) and match.group(1).lower().replace("-", "_") in DECLARABLE:
            values[match.group(1).lower().replace("-", "_")] = match.group(2).strip().strip("\"'")
    return Metadata(**values), 4 + end.end()
