"""A brief on a topic: `brief`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from bbti_qa.cli.application import IndexOption, app, assistant_of, counted, joined, language_of, settings_of
from bbti_qa.cli.files import refuse_unwritable
from bbti_qa.cli.progress import Progress
from bbti_qa.language import detect_language

Choice = TypeVar("Choice", bound=StrEnum)


@app.command(short_help="Write a brief on a topic, with footnotes.")
def brief(
    topic: Annotated[list[str], typer.Argument(help="What the brief is about, as one would say it.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="Where it goes: a name ending .docx, .html or .md.")],
    length: Annotated[str, typer.Option(help="`short` or `page`.")] = "page",
    audience: Annotated[str, typer.Option(help="`grand-public` or `institutionnel`.")] = "institutionnel",
    language: Annotated[
        str,
        typer.Option(help="Language of headings and notices, `fr` or `en`; of the text too where a model writes it."),
    ] = "",
    template: Annotated[str, typer.Option(help="`note`, `fiche`, `communique`, `faq` or `chronologie`.")] = "note",
    date: Annotated[str, typer.Option(help="Date of the brief, YYYY-MM-DD (default: today).")] = "",
    ledger: Annotated[bool, typer.Option(help="With the ledger of facts as an annex.")] = True,
    mark_unsupported: Annotated[
        bool, typer.Option(help="Write sentences without support too, marked as such.")
    ] = False,
    index: IndexOption = None,
) -> None:
    """Write a brief on a topic, each sentence with its footnote: the documents' own sentences, or those of the configured language model."""
    from bbti_qa.manuscript.writing import format_of, write_manuscript
    from bbti_qa.tasks.brief import Audience, BriefRequest, Length, Template, to_manuscript, write_brief

    format_of(output)
    refuse_unwritable(output)
    settings = settings_of(index=index, language=language or None)
    about = joined(topic, "The topic is empty. Say it in a few words, for example “le budget du programme”.")
    request = BriefRequest(
        about,
        _date(date),
        _one_of(Length, length, "--length"),
        _one_of(Audience, audience, "--audience"),
        language_of(settings) or detect_language(about),
        _one_of(Template, template, "--template"),
    )
    assistant = assistant_of(settings)
    with Progress() as progress:
        written = write_brief(assistant, request, lambda done, total: progress("parts", done, total))
    documents = {document.id: document for document in assistant.snapshot.documents}
    manuscript = to_manuscript(written, documents, with_ledger=ledger, mark_unsupported=mark_unsupported)
    write_manuscript(manuscript, output)
    warnings = sum(bool(sentence.remarks) for sentence in written.sentences)
    typer.echo(
        f"{output}: {counted(len(written.sentences), 'sentence')}, each with its footnote; {counted(len(written.ledger), 'fact')} in the ledger; "
        f"{counted(warnings, 'sentence')} with a warning in the margin."
    )
    if assistant.writer is not None:
        typer.echo(f"  written by {written.engine}")
        for remark in written.remarks:
            typer.echo(f"  {remark.text}")


def _one_of(kind: type[Choice], given: str, option: str) -> Choice:
    try:
        return kind(given)
    except ValueError as error:
        known = ", ".join(str(member) for member in kind)
        raise typer.BadParameter(f"{given!r} is none of {known}.", param_hint=option) from error


def _date(given: str) -> str:
    import datetime as dt

    try:
        return (dt.date.fromisoformat(given) if given else dt.date.today()).isoformat()
    except ValueError as error:
        raise typer.BadParameter(f"{given!r} is no date like 2026-11-21.", param_hint="--date") from error
