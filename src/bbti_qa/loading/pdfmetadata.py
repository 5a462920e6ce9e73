"""What a PDF says of itself: its title and its date where they are sane, fields that our own corpus writes."""

from __future__ import annotations

import re
from typing import Any

from bbti_qa.loading.assembly import Metadata
from bbti_qa.loading.content import outline_titles

# Titles that programs leave there: a file's name, a program's name, nothing.
_LEFT_BEHIND = re.compile(
    r"^(?:untitled|sans[ _-]titre|microsoft (?:word|powerpoint|excel)|powerpoint|présentation powerpoint|(?:new )?document\d*$|\d+$"
    r"|.*\.(?:docx?|pdf|indd|odt|pptx?|xlsx?|qxd|tex|dvi|rtf|html?)$)",
    re.IGNORECASE,
)
_FIELD = re.compile(r"(date|version|source)\s*=\s*([^;]+)")
_DATE = re.compile(r"^(?:D:)?(\d{4})(\d{2})?(\d{2})?")
_GENERIC = re.compile(
    r"^(?:sommaire|table des matières|introduction|contents|résumé|abstract|page de garde|couverture|\W*)$",
    re.IGNORECASE,
)
EARLIEST = 1985  # nothing older was a PDF


def metadata_of(reader: Any) -> Metadata:
    """Of pypdf's document; empty where nothing sane is said."""
    try:
        info = reader.metadata or {}
        title = " ".join(str(info.get("/Title") or "").split())
        fields = dict(_FIELD.findall(f"{info.get('/Keywords') or ''};{info.get('/Subject') or ''}"))
        dates = [str(info.get(name) or "") for name in ("/ModDate", "/CreationDate")]
    except Exception:  # a broken information dictionary is no reason to lose the text
        return Metadata()
    if not is_sane_title(title):
        title = _from_outline(reader)
    date = fields.get("date", "").strip() or next((found for date in dates if (found := iso_date(date))), "")
    return Metadata(title, date, *(fields.get(name, "").strip() for name in ("version", "source")))


def is_sane_title(title: str) -> bool:
    return 3 < len(title) <= 300 and not _LEFT_BEHIND.match(title) and sum(map(str.isalpha, title)) > 2


def _from_outline(reader: Any) -> str:
    """The outline's only entry of the first level, which names the document."""
    titles = [" ".join(title.split()) for title in outline_titles(reader)]
    return titles[0] if len(titles) == 1 and is_sane_title(titles[0]) and not _GENERIC.match(titles[0]) else ""


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
