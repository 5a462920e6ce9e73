"""One small file of each format, made here, all of the same text."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from typing import Any

TITLE = "Une fiche fictive"
SENTENCES = (
    "Le comité se réunit deux fois par an.",
    "Le budget de l’axe est de 12 M€.",
    "Les équipes préparent des cellules – et des vecteurs.",
)
TABLE = (("Axe", "Budget", "Date"), ("Axe 1", "12 M€", "2025"), ("Axe 2", "9 M€", "2026"))


def made_docx(sentences: tuple[str, ...] = SENTENCES) -> bytes:
    import docx

    document = docx.Document()
    document.core_properties.title = TITLE
    document.sections[0].header.paragraphs[0].text = "Programme fictif"
    document.add_heading("Le comité", 1)
    for sentence in sentences:
        document.add_paragraph(sentence)
    table = document.add_table(3, 3)
    for at, row in enumerate(TABLE):
        for column, cell in enumerate(row):
            table.cell(at, column).text = cell
    return _saved(document)


def made_pptx(sentences: tuple[str, ...] = SENTENCES) -> bytes:
    import pptx
    from pptx.util import Inches

    deck = pptx.Presentation()
    deck.core_properties.title = TITLE
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "Le comité"
    slide.placeholders[1].text = "\n".join(sentences)
    slide.notes_slide.notes_text_frame.text = "Une note pour qui parle."
    second = deck.slides.add_slide(deck.slide_layouts[5])
    second.shapes.title.text = "Les moyens"
    table = second.shapes.add_table(3, 3, Inches(1), Inches(2), Inches(5), Inches(2)).table
    for at, row in enumerate(TABLE):
        for column, cell in enumerate(row):
            table.cell(at, column).text = cell
    hidden = deck.slides.add_slide(deck.slide_layouts[5])
    hidden.shapes.title.text = "Brouillon"
    hidden._element.set("show", "0")
    deck.slides.add_slide(deck.slide_layouts[6])
    return _saved(deck)


def made_xlsx() -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    book.properties.title = TITLE
    sheet = book.active
    sheet.title = "Moyens"
    for row in TABLE:
        sheet.append(row)
    secret = book.create_sheet("Brouillon")
    secret.append(["à ne pas lire"])
    secret.sheet_state = "hidden"
    return _saved(book)


def made_odt(sentences: tuple[str, ...] = SENTENCES) -> bytes:
    from odf import dc, table, text
    from odf.opendocument import OpenDocumentText

    document = OpenDocumentText()
    document.meta.addElement(dc.Title(text=TITLE))
    document.text.addElement(text.H(outlinelevel=1, text="Le comité"))
    for sentence in sentences:
        document.text.addElement(text.P(text=sentence))
    noted = text.P(text="Le financement")
    note = text.Note(noteclass="footnote", id="n1")
    note.addElement(text.NoteCitation(text="1"))
    body = text.NoteBody()
    body.addElement(text.P(text="Selon une note fictive."))
    note.addElement(body)
    noted.addElement(note)
    noted.addText(" est public.")
    document.text.addElement(noted)
    items = text.List()
    item = text.ListItem()
    item.addElement(text.P(text="un premier point"))
    items.addElement(item)
    document.text.addElement(items)
    grid = table.Table(name="moyens")
    for row in TABLE:
        line = table.TableRow()
        for cell in row:
            place = table.TableCell()
            place.addElement(text.P(text=cell))
            line.addElement(place)
        grid.addElement(line)
    document.text.addElement(grid)
    return _saved(document)


def made_csv(delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    return "\r\n".join(delimiter.join(row) for row in TABLE).encode(encoding)


def made_eml(*, as_html: bool = False, sentences: tuple[str, ...] = SENTENCES) -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = "Une personne <une@exemple.fr>", "autre@exemple.fr"
    message["Subject"], message["Date"] = TITLE, "Thu, 02 May 2024 10:00:00 +0200"
    message["Message-ID"] = "<1@exemple.fr>"
    if as_html:
        message.set_content("".join(f"<p>{sentence}</p>" for sentence in sentences), subtype="html")
    else:
        message.set_content("\n\n".join(sentences) + "\n\n- un premier point\n- un second point\n")
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="annexe.pdf")
    return message.as_bytes()


def made_html(sentences: tuple[str, ...] = SENTENCES) -> bytes:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in TABLE)
    text = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    return f"<!doctype html><title>{TITLE}</title><h1>Le comité</h1>{text}<table>{rows}</table>".encode()


def made_markdown(sentences: tuple[str, ...] = SENTENCES) -> bytes:
    return ("# Le comité\n\n" + "\n\n".join(sentences)).encode()


def made_text(sentences: tuple[str, ...] = SENTENCES) -> bytes:
    return "\n\n".join(sentences).encode()


def made_pdf(sentences: tuple[str, ...] = SENTENCES) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842), invariant=1)
    for number, sentence in enumerate(sentences):
        canvas.drawString(60, 700 - 40 * number, sentence.replace("–", "-"))
    canvas.save()
    return buffer.getvalue()


def made_zip(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


MADE = {
    "docx": made_docx,
    "pptx": made_pptx,
    "xlsx": made_xlsx,
    "odt": made_odt,
    "csv": made_csv,
    "eml": made_eml,
    "html": made_html,
    "md": made_markdown,
    "txt": made_text,
    "pdf": made_pdf,
}


def _saved(thing: Any) -> bytes:
    buffer = io.BytesIO()
    thing.save(buffer)
    return buffer.getvalue()
