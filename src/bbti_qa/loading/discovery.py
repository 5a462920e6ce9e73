"""Which files there are to read, in an order that does not depend on the file system."""

from __future__ import annotations

import os
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
    ".text": "text",
    ".docm": "docx",
    ".dotx": "docx",
    ".pptx": "pptx",
    ".pptm": "pptx",
    ".odt": "odt",
    ".ott": "odt",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".csv": "csv",
    ".tsv": "csv",
    ".eml": "eml",
    ".zip": "zip",
}
"""Format by suffix; the content has the last word."""

_SETTINGS = {".toml"}  # glossary.toml and its like: read by others, not documents


@dataclass(frozen=True, slots=True)
class FileFound:
    """A file to read; `relative` is its name in the index, with `/`. `member`: the document within, where `path` is an archive."""

    path: Path
    relative: str
    member: str = ""

    def inside(self, member: str, name: str) -> FileFound:
        """A member of the archive that this is, which the index calls `<archive>/<name>`."""
        return FileFound(self.path, f"{self.relative}/{name}", member)


def discover(paths: Sequence[Path]) -> tuple[FileFound, ...]:
    """The files named or lying below `paths`, sorted by name in the index. Hidden files and settings files are left
    out.

    Two files with the same name in the index are told apart by the folder they were found in; a file that is named
    twice counts
    once. Links are never followed: what a link points to may lie outside the folder. Raises CorpusError for a path
    that does not exist.
    """
    found = {_place(file.path): file for path in paths for file in _below(path)}
    if not found:
        places = ", ".join(map(str, paths))
        raise CorpusError(f"{places} holds no document. Put PDF, Word, slides, HTML, Markdown or text files there.")
    return tuple(sorted(_told_apart(list(found.values())), key=lambda file: file.relative))


def _place(path: Path) -> str:
    """Where a file lies, without following it should it be a link."""
    return os.path.normpath(path.absolute())


def _below(path: Path) -> Iterator[FileFound]:
    if not path.exists() and not path.is_symlink():
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


def _told_apart(files: Sequence[FileFound]) -> list[FileFound]:
    """Files of the same name get their folder's name, and the folder's above it, until no two are the same."""
    named = list(files)
    for depth in range(1, max(len(file.path.absolute().parts) for file in files) + 1):
        names = Counter(file.relative for file in named)
        if len(names) == len(named):
            break
        named = [
            file if names[file.relative] == 1 else replace(file, relative=_with_folders(original, depth))
            for file, original in zip(named, files, strict=True)
        ]
    return named


def _with_folders(file: FileFound, depth: int) -> str:
    """The name in the index, below the last `depth` folders of where the search for it began."""
    folders = Path(_place(file.path)).parts[: -len(Path(file.relative).parts)]
    return "/".join([*folders[-depth:], file.relative]).lstrip("/")
