"""What a PDF says of itself: its title and its date where they are sane, fields that our own corpus writes."""

from __future__ import annotations

import re
from typing import Any

from bbti_qa.loading.assembly import Metadata
from bbti_qa.loading.content import outline_titles
from bbti_qa.loading.titles import names_a_part, sane_title

_FIELD = re.compile(r"(date|version|source)\s*=\s*([^;]+)")
_DATE = re.compile(r"^(?:D:)?(\d{4})(\d{2})?(\d{2})?")
EARLIEST = 1985  # nothing older was a PDF


def metadata_of(reader: Any) -> Metadata:
    """Of pypdf's document; empty where nothing sane is said."""
    try:
        info = reader.metadata or {}
        title = sane_title(str(info.get("/Title") or ""))
        fields = dict(_FIELD.findall(f"{info.get('/Keywords') or ''};{info.get('/Subject') or ''}"))
        dates = [str(info.get(name) or "") for name in ("/ModDate", "/CreationDate")]
    except Exception:  # a broken information dictionary is no reason to lose the text
        return Metadata()
    title = title or _from_outline(reader)
    date = fields.get("date", "").strip() or next((found for date in dates if (found := iso_date(date))), "")
    return Metadata(title, date, *(fields.get(name, "").strip() for name in ("version", "source")))


def _from_outline(reader: Any) -> str:
    """The outline's only entry of the first level, which names the document."""
    titles = list(outline_titles(reader))
    return sane_title(titles[0]) if len(titles) == 1 and not names_a_part(titles[0]) else ""


def iso_date(text: str) -> str:
    """`D:20240502120000+02'00'` as 2024-05-02; nothing where it is no date that a PDF can have."""
    match = _DATE.match(text.strip())
    if not match or int(match.group(1)) < EARLIEST:
        return ""
    year, month, day = match.group(1), match.group(2) or "", match.group(3) or ""
    if month and not 1 <= int(month) <= 12:
        return ""
    if day and not 1 <= int(day) <= 31:
        return ""
    return "-".join(part for part in (year, month, day) if part)
