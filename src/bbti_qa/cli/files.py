"""Files that the user names: refused in a sentence before anything slow begins, where they are not there or cannot be written."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from bbti_qa.errors import InputError, OutputError


def refuse_missing(path: Path, advice: str) -> None:
    """Raises InputError where `path` is no file that can be read; `advice` says what to give."""
    if path.is_dir():
        raise InputError(f"{path} cannot be read: it is a folder. {advice}")
    if not path.exists():
        raise InputError(f"{path} cannot be read: there is no such file. {advice}")
    if not os.access(path, os.R_OK):
        raise InputError(f"{path} cannot be read: you have no right to. {advice}")


def refuse_unwritable(path: Path) -> None:
    """Raises OutputError where no file can be written at `path`. Tried on the disk: rights alone do not tell (/proc, a full quota)."""
    if path.is_dir():
        raise OutputError(f"{path} cannot be written: it is a folder. Give the name of a file.")
    if not path.parent.is_dir():
        raise OutputError(
            f"{path} cannot be written: the folder {path.parent} is not there. Make it, or name another place."
        )
    try:
        if path.exists():
            path.open("ab").close()
        else:
            tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.").close()
    except OSError as error:
        raise unwritable(path, error) from error


def unwritable(path: Path, error: OSError) -> OutputError:
    return OutputError(f"{path} cannot be written: {error.strerror or error}. Name a place where you may write.")
