"""Mails, read by the standard library: the subject as title, the date, the text; attachments are named, not read."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from bbti_qa.documents import BlockKind
from bbti_qa.errors import DamagedDocument
from bbti_qa.loading.assembly import Metadata, RawDocument
from bbti_qa.loading.blocks import BlockWriter
from bbti_qa.loading.decoding import decode
from bbti_qa.loading.html import write_html

MOST_PARTS = 200
_PARAGRAPHS = re.compile(r"\n[ \t]*\n")
_BULLET = re.compile(r"^[-–—•*] +")
_ITEMS = re.compile(r"\n(?=[-–—•*] )")


def read_eml(data: bytes) -> RawDocument:
    """One page: subject, sender and receivers, text. Raises DamagedDocument."""
    message = message_from_bytes(data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    if not message.keys():
        raise DamagedDocument("The file is no mail, though its name says so. Save it again from the mail program.")
    writer = BlockWriter()
    subject = _header(message, "subject")
    writer.add(BlockKind.HEADING, subject, 1)
    for name in ("from", "to", "cc", "date"):
        writer.add(BlockKind.FURNITURE, _header(message, name))
    remarks = _write_body(message, writer)
    metadata = Metadata(title=subject, date=_date(message))
    return RawDocument("eml", metadata, blocks=(writer.blocks(),), remarks=(*remarks, *_attachments(message)))


def _header(message: EmailMessage, name: str) -> str:
    """Empty where it is missing or cannot be parsed; a broken header is no reason to lose the text."""
    try:
        return " ".join(str(message.get(name) or "").split())
    except Exception:
        return ""


def _date(message: EmailMessage) -> str:
    try:
        return parsedate_to_datetime(_header(message, "date")).date().isoformat()
    except ValueError:
        return ""


def _write_body(message: EmailMessage, writer: BlockWriter) -> tuple[str, ...]:
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        return ()
    content = body.get_payload(decode=True)
    text, remarks = decode(content if isinstance(content, bytes) else b"", body.get_content_charset() or "")
    if body.get_content_type() == "text/html":
        write_html(text, writer)
    else:
        _write_plain(text.replace("\r\n", "\n"), writer)
    return remarks


def _write_plain(text: str, writer: BlockWriter) -> None:
    for paragraph in _PARAGRAPHS.split(text):
        for part in _ITEMS.split(paragraph.strip("\n")):
            bullet = _BULLET.match(part)
            writer.add(BlockKind.ITEM if bullet else BlockKind.PROSE, part[bullet.end() :] if bullet else part)


def _attachments(message: EmailMessage) -> tuple[str, ...]:
    parts = list(message.walk())[:MOST_PARTS]
    names = [" ".join((part.get_filename() or "").split())[:120] for part in parts]
    return tuple(f"its attachment “{name}” was not read" for name in names if name)
