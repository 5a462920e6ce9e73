"""What office files have in common: what is left out of them, and XML parsed without entities, network or measureless trees."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from bbti_qa.errors import DamagedDocument
from bbti_qa.loading.archives import Archive, declares_type
from bbti_qa.loading.assembly import Metadata

# Of the templates that python-docx and python-pptx start from: no document's own.
_TEMPLATE_DATES = (date(2013, 12, 23), date(2013, 1, 27))
_TEMPLATE_TITLES = ("PowerPoint Presentation", "Présentation PowerPoint")


def left_out(archive: Archive) -> tuple[str, ...]:
    """What an office file holds and nobody reads."""
    remarks = []
    if archive.has("vbaProject.bin", "Basic/"):
        remarks.append("its macros were neither run nor read")
    if archive.has("/embeddings/", "/afchunk", "Object ", "ObjectReplacements/"):
        remarks.append("files embedded in it were not read")
    return tuple(remarks)


def core_metadata(core: Any) -> Metadata:
    """The properties of an Office Open XML file (python-pptx and openpyxl name them alike)."""
    changed = core.modified or core.created
    title = " ".join((core.title or "").split())
    return Metadata(
        title="" if title in _TEMPLATE_TITLES else title,
        date=own_date(changed),
        version=str(core.version or ""),
        source=" ".join((core.subject or "").split()),
        language=(core.language or "")[:2].lower(),
    )


def own_date(changed: datetime | None) -> str:
    """ISO date, nothing for that of a template."""
    return changed.date().isoformat() if changed and changed.date() not in _TEMPLATE_DATES else ""


def parse_xml(data: bytes) -> Any:
    """The root element. Raises DamagedDocument for what is not well formed, declares entities, or is nested without measure."""
    from lxml import etree

    if declares_type(data):
        raise DamagedDocument("The file declares entities, which no office file needs; it was not opened.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise DamagedDocument(
            "A part of the file is not well formed. Open it where it was made and save it again."
        ) from error
