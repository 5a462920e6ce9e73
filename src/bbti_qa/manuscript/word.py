"""A manuscript as a Word file: styles, title block, real footnotes, comments in the margin, pictures with their descriptions.

The bytes depend on the manuscript only: no clock, and a zip whose entries all bear one date.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

from bbti_qa.dating import long_date
from bbti_qa.language import Language
from bbti_qa.manuscript.footnotes import WORD_LANGUAGES, Footnotes, without_controls
from bbti_qa.manuscript.manuscript import (
    Block,
    Heading,
    Manuscript,
    Paragraph,
    ParagraphStyle,
    Picture,
    Run,
    Table,
)

FONT = "Arial"
DARK, ACCENT, PALE = "1F2A44", "2F5D8C", "EEF3F8"
PAGE_CM, MARGIN_CM = (21.0, 29.7), 2.2
TEXT_CM = PAGE_CM[0] - 2 * MARGIN_CM
COMMENTED_WORDS = 3  # of a sentence, that a comment is fastened to
ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_LEFT_OUT = ("docProps/thumbnail.jpeg",)  # the template's own: a picture of another document

_STYLES = {
    ParagraphStyle.BODY: "Normal",
    ParagraphStyle.LEAD: "Lead",
    ParagraphStyle.ITEM: "List Bullet",
    ParagraphStyle.NOTICE: "Notice",
    ParagraphStyle.PLACEHOLDER: "Placeholder",
    ParagraphStyle.SMALL: "Small",
}


def to_word(manuscript: Manuscript) -> bytes:
    """The bytes of a docx file; the same for the same manuscript."""
    import docx

    document = docx.Document()
    _set_page(document)
    _set_styles(document, manuscript.language)
    _set_properties(document, manuscript)
    writer = _Writer(document, manuscript)
    writer.title()
    for block in manuscript.blocks:
        writer.block(block)
    writer.page_numbers()
    stream = io.BytesIO()
    document.save(stream)
    return _same_bytes(stream.getvalue())


class _Writer:
    """Puts blocks behind one another."""

    def __init__(self, document: Any, manuscript: Manuscript) -> None:
        self._document = document
        self._manuscript = manuscript
        self._footnotes = Footnotes(document)

    def title(self) -> None:
        manuscript = self._manuscript
        if manuscript.kind:
            self._document.add_paragraph(without_controls(manuscript.kind), style="Kind")
        self._document.add_paragraph(without_controls(manuscript.title), style="Title")
        details = [long_date(manuscript.date, manuscript.language), *manuscript.details]
        for line in filter(None, details):
            self._document.add_paragraph(without_controls(line), style="Subtitle")

    def block(self, block: Block) -> None:
        if isinstance(block, Heading):
            heading = self._document.add_heading(without_controls(block.text), min(block.level, 3))
            heading.paragraph_format.page_break_before = block.new_page
        elif isinstance(block, Paragraph):
            self._runs(self._document.add_paragraph(style=_STYLES[block.style]), block.runs)
        elif isinstance(block, Table):
            self._table(block)
        else:
            self._picture(block)

    def _runs(self, paragraph: Any, runs: tuple[Run, ...]) -> None:
        """A comment is fastened to the first words of the first sentence with a footnote, and to the whole of any other with its call.

        LibreOffice 7.4 mixes up all footnotes where a comment ends between the calls of the first two.
        """
        for run in runs:
            at_head = bool(run.comment) and self._footnotes.count == 0
            first, rest = _head_of(run.text) if at_head else (run.text, "")
            made = self._run(paragraph, run, first)
            if at_head:
                self._comment([made], run.comment)
            if rest:
                self._run(paragraph, run, rest)
            called = self._footnotes.call(paragraph, run.note, self._manuscript.language) if run.note else made
            if run.comment and not at_head:
                self._comment([made, called], run.comment)

    def _run(self, paragraph: Any, run: Run, text: str) -> Any:
        made = paragraph.add_run(without_controls(text))
        made.bold, made.italic = run.bold or None, run.italic or None
        if run.language and run.language != self._manuscript.language:
            _set_language(made._r.get_or_add_rPr(), run.language)
        return made

    def _comment(self, runs: list[Any], text: str) -> None:
        author = self._manuscript.author
        comment = self._document.add_comment(runs, without_controls(text), author=author, initials=author[:2])
        comment._comment_elm.date = _moment(self._manuscript.date)

    def _table(self, table: Table) -> None:
        made = self._document.add_table(rows=0, cols=len(table.widths))
        made.style = "Table Grid"
        made.autofit = False
        if table.head:
            cells = made.add_row().cells
            for cell, name in zip(cells, table.head, strict=True):
                cell.paragraphs[0].style = "Table Head"
                cell.paragraphs[0].add_run(without_controls(name))
                _shade(cell, PALE)
            _repeat_head(made.rows[0])
        for row in table.rows:
            added = made.add_row()
            _keep_whole(added)
            for at, (cell, runs) in enumerate(zip(added.cells, row, strict=True)):
                cell.paragraphs[0].style = "Table Small" if table.small else "Table Text"
                if at == 0 and not table.head:
                    _shade(cell, PALE)
                self._runs(cell.paragraphs[0], runs)
        _set_widths(made, table.widths)
        self._document.add_paragraph(style="Gap")

    def _picture(self, picture: Picture) -> None:
        from docx.shared import Cm

        paragraph = self._document.add_paragraph()
        shape = paragraph.add_run().add_picture(io.BytesIO(picture.png), width=Cm(min(picture.width_cm, TEXT_CM)))
        shape._inline.docPr.set("descr", without_controls(picture.description))

    def page_numbers(self) -> None:
        paragraph = self._document.sections[0].footer.paragraphs[0]
        paragraph.style = "Footer"
        paragraph.add_run(f"{without_controls(self._manuscript.title)[:80]}  ·  ")
        for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
            paragraph.add_run()._r.append(_field(kind, text))


def _head_of(text: str) -> tuple[str, str]:
    """The first words of a text, and the rest."""
    at = -1
    for _ in range(COMMENTED_WORDS):
        following = text.find(" ", at + 1)
        at = following if following > 0 else at
    return (text[:at], text[at:]) if at > 0 else (text, "")


def _field(kind: str, text: str) -> Any:
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    element = OxmlElement("w:fldChar" if kind else "w:instrText")
    if kind:
        element.set(qn("w:fldCharType"), kind)
    else:
        element.text = text
    return element


def _set_page(document: Any) -> None:
    from docx.shared import Cm

    section = document.sections[0]
    section.page_width, section.page_height = Cm(PAGE_CM[0]), Cm(PAGE_CM[1])
    section.left_margin = section.right_margin = Cm(MARGIN_CM)
    section.top_margin = section.bottom_margin = Cm(2.0)


def _set_styles(document: Any, language: Language) -> None:
    """The look of everything: one typeface, dark blue headings, footnotes that are small and readable."""
    from docx.enum.style import WD_STYLE_TYPE

    styles = document.styles
    _set_defaults(styles, language)
    for name, points, before, after, color, bold in (
        ("Normal", 10.5, 0, 6, "000000", False),
        ("Title", 22, 0, 4, DARK, True),
        ("Subtitle", 9.5, 0, 1, "595959", False),
        ("Heading 1", 13.5, 14, 4, ACCENT, True),
        ("Heading 2", 11.5, 10, 3, DARK, True),
        ("Heading 3", 10.5, 8, 2, DARK, True),
        ("List Bullet", 10.5, 0, 3, "000000", False),
        ("Footer", 8, 0, 0, "595959", False),
    ):
        _set_look(styles[name], points, before, after, color, bold)
    _without_rule(styles["Title"])
    for name, points, before, after, color, bold in (
        ("Kind", 9.5, 0, 2, ACCENT, True),
        ("Lead", 11.5, 8, 8, DARK, False),
        ("Notice", 9, 4, 8, "404040", False),
        ("Placeholder", 10.5, 0, 6, "9C2A00", False),
        ("Small", 9, 0, 4, "404040", False),
        ("Table Head", 9, 2, 2, DARK, True),
        ("Table Text", 9.5, 2, 2, "000000", False),
        ("Table Small", 8, 1, 1, "000000", False),
        ("Gap", 4, 0, 4, "000000", False),
    ):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        _set_look(style, points, before, after, color, bold)
    _set_frame(styles["Notice"], PALE)
    _set_frame(styles["Placeholder"], "FDF1EA")
    _set_footnote_styles(styles)


def _set_defaults(styles: Any, language: Language) -> None:
    """The language of the text, and lines that stand a little apart."""
    from docx.oxml.ns import qn

    defaults = styles.element.find(qn("w:docDefaults"))
    _set_language(defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}"), language)


def _set_language(properties: Any, language: Language) -> None:
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    element = properties.find(qn("w:lang"))
    if element is None:
        element = OxmlElement("w:lang")
        properties.append(element)
    element.set(qn("w:val"), WORD_LANGUAGES[language])


def _set_look(style: Any, points: float, before: float, after: float, color: str, bold: bool) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    font = style.font
    font.name, font.size, font.bold, font.color.rgb = FONT, Pt(points), bold, RGBColor.from_string(color)
    font.italic = False
    for spacing in style.element.rPr.findall(qn("w:spacing")):
        style.element.rPr.remove(spacing)
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    format_ = style.paragraph_format
    format_.space_before, format_.space_after, format_.line_spacing = Pt(before), Pt(after), 1.12


def _without_rule(style: Any) -> None:
    from docx.oxml.ns import qn

    properties = style.element.pPr
    for rule in properties.findall(qn("w:pBdr")):
        properties.remove(rule)


def _set_frame(style: Any, color: str) -> None:
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    shade = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", color)):
        shade.set(qn(f"w:{key}"), value)
    properties = style.element.get_or_add_pPr()
    spacing = properties.find(qn("w:spacing"))
    properties.append(shade) if spacing is None else spacing.addprevious(shade)


def _set_footnote_styles(styles: Any) -> None:
    """The styles that footnotes and comments name, with the names and ids that Word gives them."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    for name, style_id, points in (("footnote text", "FootnoteText", 7.5), ("annotation text", "CommentText", 9.5)):
        text = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        text.element.set(_style_id(), style_id)
        text.base_style = styles["Normal"]
        _set_look(text, points, 0, 1, "404040", False)
        text.paragraph_format.line_spacing = 1.0
    for name, style_id in (
        ("footnote reference", "FootnoteReference"),
        ("annotation reference", "CommentReference"),
        ("Source Quotation", "SourceQuotation"),
    ):
        mark = styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        mark.element.set(_style_id(), style_id)
        if style_id == "FootnoteReference":
            mark.font.superscript = True
        else:
            mark.font.size = Pt(7.5)


def _style_id() -> str:
    from docx.oxml.ns import qn

    return str(qn("w:styleId"))


def _shade(cell: Any, color: str) -> None:
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    shade = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", color)):
        shade.set(qn(f"w:{key}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _repeat_head(row: Any) -> None:
    _row_property(row, "w:tblHeader")


def _keep_whole(row: Any) -> None:
    _row_property(row, "w:cantSplit")


def _row_property(row: Any, name: str) -> None:
    from docx.oxml.parser import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _set_widths(table: Any, shares: tuple[float, ...]) -> None:
    from docx.shared import Cm

    for column, share in zip(table.columns, shares, strict=True):
        column.width = Cm(share * TEXT_CM)
        for cell in column.cells:
            cell.width = Cm(share * TEXT_CM)


def _set_properties(document: Any, manuscript: Manuscript) -> None:
    properties = document.core_properties
    properties.title, properties.author = without_controls(manuscript.title)[:250], manuscript.author
    properties.last_modified_by, properties.comments = manuscript.author, ""
    properties.language, properties.revision = WORD_LANGUAGES[manuscript.language], 1
    properties.created = properties.modified = _moment(manuscript.date)


def _moment(date: str) -> dt.datetime:
    """Midnight of an ISO date; 2000-01-01 where it is none."""
    try:
        return dt.datetime.combine(dt.date.fromisoformat(date), dt.time(), dt.UTC)
    except ValueError:
        return dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def _same_bytes(packed: bytes) -> bytes:
    """The same zip with one date on every entry, and without the template's picture of itself."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as source, zipfile.ZipFile(stream, "w") as target:
        for entry in source.infolist():
            if entry.filename in _LEFT_OUT:
                continue
            data = source.read(entry)
            if entry.filename == "_rels/.rels":
                data = _without_thumbnail(data)
            target.writestr(zipfile.ZipInfo(entry.filename, ZIP_DATE), data, zipfile.ZIP_DEFLATED, 9)
    return stream.getvalue()


def _without_thumbnail(relationships: bytes) -> bytes:
    from lxml import etree

    root = etree.fromstring(relationships, etree.XMLParser(resolve_entities=False, no_network=True))
    for child in list(root):
        if child.get("Target", "").endswith("thumbnail.jpeg"):
            root.remove(child)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
