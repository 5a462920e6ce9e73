"""Manuscript to a Word file, with Word's own styles; the archive carries fixed times, so its bytes stay the same."""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from corpus.manuscript import Block, Figure, Heading, Item, Manuscript, Table

_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first moment that an archive can name


def to_docx(manuscript: Manuscript) -> bytes:
    document = docx.Document()
    _set_up(document)
    _describe(document, manuscript)
    document.add_heading(manuscript.title, 0)
    document.add_paragraph(manuscript.subtitle, style="Subtitle")
    document.add_paragraph(
        f"Version {manuscript.version} – {manuscript.long_date} – Équipe bbti-qa. Établi d’après : {manuscript.source}."
    )
    document.add_paragraph(manuscript.summary).runs[0].bold = True
    for block in manuscript.blocks:
        _write(document, block)
    return _repacked(document)


def _set_up(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    document.styles["Normal"].font.name = "Cambria"
    document.styles["Normal"].font.size = Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "fr-FR")
    document.styles["Normal"].element.get_or_add_rPr().append(language)


def _describe(document: Any, manuscript: Manuscript) -> None:
    core = document.core_properties
    core.title, core.subject, core.author = manuscript.title, manuscript.source, "Équipe bbti-qa"
    core.version, core.language, core.comments, core.keywords = manuscript.version, "fr-FR", "", "PEPR BBTI"
    core.last_modified_by, core.revision = "Équipe bbti-qa", 1
    core.created = core.modified = datetime.datetime.fromisoformat(manuscript.date)
    document.sections[0].header.paragraphs[0].text = f"PEPR BBTI – {manuscript.running}"
    document.sections[0].footer.paragraphs[0].text = f"Version {manuscript.version} – {manuscript.long_date}"


def _write(document: Any, block: Block) -> None:
    if isinstance(block, Heading):
        document.add_heading(block.text, block.level - 1)
    elif isinstance(block, Item):
        document.add_paragraph(block.text, style="List Bullet")
    elif isinstance(block, Table):
        _write_table(document, block)
    elif isinstance(block, Figure):
        raise ValueError("figures are drawn in PDFs only")
    else:
        document.add_paragraph(block.text)


def _write_table(document: Any, block: Table) -> None:
    document.add_paragraph(block.caption, style="Caption")
    table = document.add_table(rows=0, cols=len(block.rows[0]), style="Light Grid Accent 1")
    for row in block.rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.add_paragraph()


def _repacked(document: Any) -> bytes:
    """The archive with members in order of name and fixed times."""
    saved, packed = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            member = zipfile.ZipInfo(name, _LONG_AGO)
            member.compress_type, member.create_system = zipfile.ZIP_DEFLATED, 3
            target.writestr(member, source.read(name))
    return packed.getvalue()
