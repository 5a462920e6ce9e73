"""A manuscript into a file, by the ending of its name; the file is there whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from bbti_qa.errors import OutputError
from bbti_qa.manuscript.html import to_html
from bbti_qa.manuscript.manuscript import Manuscript
from bbti_qa.manuscript.markdown import to_markdown
from bbti_qa.manuscript.word import to_word

FORMATS: dict[str, Callable[[Manuscript], bytes]] = {
    ".docx": to_word,
    ".html": lambda manuscript: to_html(manuscript).encode(),
    ".md": lambda manuscript: to_markdown(manuscript).encode(),
}


def format_of(path: Path) -> str:
    """The ending of `path`, if it is one that is written. Raises OutputError."""
    ending = path.suffix.lower()
    if ending not in FORMATS:
        raise OutputError(f"{path.name} ends with none of {', '.join(FORMATS)}. Give the output one of these endings.")
    return ending


def write_manuscript(manuscript: Manuscript, path: Path) -> None:
    """Writes `path` as its ending says: .docx, .html or .md. Raises OutputError; what stood there before stays then."""
    data = FORMATS[format_of(path)](manuscript)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            os.chmod(name, 0o644)
            os.replace(name, path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise OutputError(
            f"{path} cannot be written: {error.strerror}. Close it if it is open elsewhere, or give another place with -o."
        ) from error
