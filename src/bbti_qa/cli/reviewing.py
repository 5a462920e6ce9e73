"""Somebody's text against the documents: `review`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bbti_qa.cli.application import (
    IndexOption,
    JsonOption,
    LanguageOption,
    app,
    assistant_of,
    language_of,
    legible,
    print_json,
    settings_of,
)
from bbti_qa.cli.files import refuse_unwritable
from bbti_qa.cli.progress import Progress
from bbti_qa.typography import colon

if TYPE_CHECKING:
    from bbti_qa.settings import Settings
    from bbti_qa.tasks.review import Review

FORMS = (".md", ".html", ".docx", ".json", ".txt")
_LONGEST_NAME = 240  # letters of a file's name; longer ones are texts


@app.command("review", short_help="Compare each sentence of a text with the documents.")
def review_text(
    text: Annotated[str, typer.Argument(help="A text, a file (pdf, docx, html, md, txt), or `-` for standard input.")],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="Write the marked text here: .md, .html, .docx, .json or .txt."),
    ] = None,
    index: IndexOption = None,
    language: LanguageOption = None,
    json_output: JsonOption = False,
) -> None:
    """Tell of each sentence of a text whether the documents support it, contradict it, or do not speak of it."""
    from bbti_qa.tasks.review import review, to_json, to_text
    from bbti_qa.wiring import open_entailment

    settings = settings_of(index=index, language=language)
    if output is not None and output.suffix.lower() not in FORMS:
        raise typer.BadParameter(f"{output.name} ends in none of {', '.join(FORMS)}.", param_hint="--output")
    if output is not None:
        refuse_unwritable(output)
    words, remarks = _given(text, settings)
    assistant = assistant_of(settings)
    with Progress() as progress:
        found = review(
            words,
            assistant,
            language=language_of(settings),
            remarks=remarks,
            progress=lambda done, total: progress("sentences", done, total),
            entailment=open_entailment(settings),
        )
    if output is not None:
        output.write_bytes(_in_form(found, output.suffix.lower()))
    if json_output:
        print_json(to_json(found))
    elif output is None:
        typer.echo(to_text(found))
    else:
        from bbti_qa.tasks.review.marking import summary

        typer.echo(f"{output}{colon(found.language)} {summary(found)}")


def _given(text: str, settings: Settings) -> tuple[str, tuple[str, ...]]:
    """The text and what could not be read of it: standard input, a file's text, or the argument itself."""
    if text == "-":
        return sys.stdin.buffer.read().decode(errors="replace"), ()
    path = Path(text)
    if "\n" not in text and len(text) <= _LONGEST_NAME:
        if path.is_file():
            return _read(path, settings)
        if path.suffix and " " not in text and path.suffix.lower() in _read_endings():
            from bbti_qa.errors import CorpusError

            raise CorpusError(f"{path} is not there. Give a file that exists, or the text itself between quotes.")
    return legible(text), ()


def _read_endings() -> frozenset[str]:
    from bbti_qa.loading import READERS

    return frozenset(READERS)


def _read(path: Path, settings: Settings) -> tuple[str, tuple[str, ...]]:
    from bbti_qa.errors import DocumentError
    from bbti_qa.loading import FileFound, ReadingLimits, load_isolated
    from bbti_qa.tasks.review import text_of

    limits = ReadingLimits(settings.read_seconds, settings.read_memory_mb)
    for _, document in load_isolated([FileFound(path, path.name)], limits):
        if isinstance(document, DocumentError):
            raise type(document)(f"{path}: {document}") from document
        return text_of(document), document.remarks
    return "", ()


def _in_form(found: Review, suffix: str) -> bytes:
    import json

    from bbti_qa.tasks.review import to_docx, to_html, to_json, to_markdown, to_text

    if suffix == ".docx":
        return to_docx(found)
    if suffix == ".json":
        return (json.dumps(to_json(found), ensure_ascii=False, indent=2) + "\n").encode()
    if suffix == ".html":
        return to_html(found).encode()
    return (to_markdown(found) if suffix == ".md" else to_text(found) + "\n").encode()
