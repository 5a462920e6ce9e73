"""Which files there are to read, in an order that does not depend on the file system."""

from __future__ import annotations

import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bbti_qa.errors import CorpusError

READERS = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
}
"""Format by suffix; the content has the last word."""

_SETTINGS = {".toml"}  # glossary.toml and its like: read by others, not documents


@dataclass(frozen=True, slots=True)
class FileFound:
    """A file to read; `relative` is its name in the index, with `/`."""

    path: Path
    relative: str


def discover(paths: Sequence[Path]) -> tuple[FileFound, ...]:
    """The files named or lying below `paths`, sorted by name in the index. Hidden files and settings files are left out.

    Two files with the same name in the index are told apart by the folder they were found in. Links are never followed: what a link
    points to may lie outside the folder. Raises CorpusError for a path that does not exist.
    """
    found = [file for path in paths for file in _below(path)]
    names = Counter(file.relative for file in found)
    told_apart = [file if names[file.relative] == 1 else _with_folder(file) for file in found]
    unique = {file.relative: file for file in told_apart}
    if not unique:
        raise CorpusError(f"{', '.join(map(str, paths))} holds no document. Put PDF, Word, HTML, Markdown or text files there.")
    return tuple(unique[name] for name in sorted(unique))


def _below(path: Path) -> Iterator[FileFound]:
    if not path.exists():
        raise CorpusError(f"{path} does not exist. Name a file or a folder of documents.")
    if not path.is_dir():
        yield FileFound(path, path.name)
        return
    for entry in sorted(path.rglob("*")):
        relative = entry.relative_to(path)
        if any(part.startswith(".") for part in relative.parts) or entry.suffix.lower() in _SETTINGS:
            continue
        if entry.is_symlink() or not entry.is_dir():
            yield FileFound(entry, relative.as_posix())


def _with_folder(file: FileFound) -> FileFound:
    return replace(file, relative=f"{file.path.resolve().parent.name}/{file.relative}")


def is_regular(path: Path) -> bool:
    """Whether `path` is a plain file: no link, no device, no pipe, which could hang the reader."""
    return stat.S_ISREG(path.lstat().st_mode)
