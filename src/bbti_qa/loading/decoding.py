"""Bytes to text: Unicode first, then what the file declares, then a guess, and said so. Binary content is refused."""

from __future__ import annotations

import codecs
import re

from bbti_qa.errors import DamagedDocument, ReaderStopped

MOST_CHARACTERS = 20_000_000
FRENCH_SHARE = (
    0.8  # of the characters beyond ASCII that French and English texts use, from which a western reading is believed
)
STRAY_NULS = 0.001  # of the bytes; more make a binary file
SAMPLE = 200_000  # bytes from which an encoding is guessed

# As browsers read the names that pages declare; a name that is not here is not followed.
_DECLARED = re.compile(
    r"^(?:iso-?8859-?\d{1,2}|windows-125\d|cp125\d|koi8-[ru]|gbk|gb2312|gb18030|big5|shift[-_]jis|euc-(?:jp|kr)|macintosh)$"
)
_WESTERN = frozenset(("iso-8859-1", "iso8859-1", "latin1", "latin-1", "ascii", "us-ascii"))
# UTF-32's little-endian mark begins with UTF-16's: it is looked for first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_GUESSED = ("cp1252", "mac_roman", "cp850")  # of Windows, of the old Macintosh, of DOS in western Europe
_LABELS = {"cp1252": "Windows-1252", "mac_roman": "Mac Roman", "cp850": "DOS 850"}
_FRENCH = frozenset("éèêëàâäçùûüîïôöœæñáíóúßÉÈÊËÀÂÇÙÛÎÏÔŒÆ«»’‘“”„–—…•·€£§°©®™²³µ±×½¼\u00a0\u202f\u00ad")


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
    remarks: tuple[str, ...] = ()
    if nuls := data.count(0):
        if nuls > STRAY_NULS * len(data):
            raise _binary()
        data, remarks = data.replace(b"\0", b""), (f"{nuls} zero bytes were left out",)
    try:
        return data.decode("utf-8"), remarks
    except UnicodeDecodeError:
        text, guess = _mixed(data) or _legacy(data, declared)
    if sum(ord(character) < 32 and character not in "\t\n\r\f" for character in text) > len(text) / 50:
        raise _binary()
    return text, (*remarks, guess)


def _mixed(data: bytes) -> tuple[str, str] | None:
    """UTF-8 with some bytes of Windows-1252 in between, as text pasted together has it."""
    strays: list[int] = []

    def as_windows(error: UnicodeError) -> tuple[str, int]:
        assert isinstance(error, UnicodeDecodeError)
        strays.append(error.start)
        return error.object[error.start : error.start + 1].decode("cp1252", "replace"), error.start + 1

    codecs.register_error("bbti-as-windows", as_windows)
    text = data.decode("utf-8", "bbti-as-windows")
    if sum(ord(character) > 127 for character in text) - len(strays) < len(strays):
        return None
    return text, f"UTF-8 with {len(strays)} bytes of Windows-1252 in between"


def _legacy(data: bytes, declared: str) -> tuple[str, str]:
    """(text, remark)."""
    name = declared.lower()
    if _DECLARED.match(name) and name not in _WESTERN:
        try:
            return data.decode(name), f"not UTF-8: read as {name}, as the file declares"
        except (UnicodeDecodeError, LookupError):
            pass
    name = max(_GUESSED, key=lambda name: (_french_share(data[:SAMPLE], name), -_GUESSED.index(name)))
    if _french_share(data[:SAMPLE], name) < FRENCH_SHARE and (other := _other_script(data)) is not None:
        return other
    text = data.decode(name, "replace")
    lost = text.count("\ufffd")
    doubt = "" if _french_share(data[:SAMPLE], name) >= FRENCH_SHARE else "; its letters may be wrong"
    return text, f"not UTF-8: read as {_LABELS[name]}{doubt}" + (
        f", {lost} characters could not be read" if lost else ""
    )


def _french_share(data: bytes, name: str) -> float:
    """Of the characters beyond ASCII, how many are such as French texts have."""
    beyond = [character for character in data.decode(name, "replace") if ord(character) > 127]
    return sum(character in _FRENCH for character in beyond) / len(beyond) if beyond else 0.0


def _other_script(data: bytes) -> tuple[str, str] | None:
    """What charset-normalizer makes of a text that is in no western encoding."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:SAMPLE], enable_fallback=False).best()
    if best is None:
        return None
    text = data.decode(best.encoding, "replace")
    return text, f"not UTF-8: its encoding was guessed as {best.encoding}; its letters may be wrong"


def _strictly(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        raise DamagedDocument(f"The file says that it is {name.upper()} and is not. Save it again as UTF-8.") from error


def _binary() -> DamagedDocument:
    return DamagedDocument("The file holds binary data, not text. Check that its name has the right ending.")


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
