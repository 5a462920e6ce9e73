"""Bytes to text: UTF-8, UTF-16 with a mark, else Windows-1252, and said so. Binary content is refused."""

from __future__ import annotations

import codecs
import re

from bbti_qa.errors import DamagedDocument, ReaderStopped

MOST_CHARACTERS = 20_000_000
# As browsers read the names that pages declare; a name that is not here is not followed.
_DECLARED = re.compile(
    r"^(?:iso-?8859-?\d{1,2}|windows-125\d|cp125\d|koi8-[ru]|gbk|gb2312|gb18030|big5|shift[-_]jis|euc-(?:jp|kr))$"
)
_WESTERN = frozenset(("iso-8859-1", "iso8859-1", "latin1", "latin-1", "ascii", "us-ascii"))
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode(data: bytes, declared: str = "") -> tuple[str, tuple[str, ...]]:
    """(text, remarks); `declared` is the encoding that the file names.

    Raises DamagedDocument for what is no text, ReaderStopped for more than is read.
    """
    if len(data) > 4 * MOST_CHARACTERS:
        raise ReaderStopped(f"The file holds more than {MOST_CHARACTERS} characters. Split it into parts.")
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strictly(data, name), ()
    wide = _utf16_without_mark(data)
    if wide:
        return _strictly(data, wide), (f"read as {wide.upper()} without a byte-order mark",)
    if b"\0" in data:
        raise DamagedDocument("The file holds binary data, not text. Check that its name has the right ending.")
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _legacy(data, declared)


def _legacy(data: bytes, declared: str) -> tuple[str, tuple[str, ...]]:
    name = declared.lower() if _DECLARED.match(declared.lower()) and declared.lower() not in _WESTERN else "cp1252"
    try:
        text = data.decode(name)
    except (UnicodeDecodeError, LookupError):
        name, text = "cp1252", data.decode("cp1252", "replace")
    if sum(ord(character) < 32 and character not in "\t\n\r\f" for character in text) > len(text) / 50:
        raise DamagedDocument("The file holds binary data, not text. Check that its name has the right ending.")
    label = "Windows-1252" if name == "cp1252" else name
    lost = text.count("\ufffd")
    return text, (f"not UTF-8: read as {label}" + (f", {lost} characters could not be read" if lost else ""),)


def _strictly(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise DamagedDocument(f"The file says that it is {name.upper()} and is not. Save it again as UTF-8.") from error


def _utf16_without_mark(data: bytes) -> str:
    """The name of the encoding when nearly every second byte of the start is zero."""
    head = data[:400]
    if len(head) < 8 or len(data) % 2:
        return ""
    if head[1::2].count(0) > 0.4 * len(head) and head[::2].count(0) == 0:
        return "utf-16-le"
    if head[::2].count(0) > 0.4 * len(head) and head[1::2].count(0) == 0:
        return "utf-16-be"
    return ""
