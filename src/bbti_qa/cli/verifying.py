"""Answers checked again: `verify`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bbti_qa.cli.application import IndexOption, JsonOption, app, print_json, settings_of
from bbti_qa.cli.files import refuse_missing


@app.command(short_help="Check the citations and claims of answers again.")
def verify(
    answers: Annotated[Path, typer.Argument(help="What `ask --json` or `batch` wrote: JSON or JSON Lines.")],
    index: IndexOption = None,
    documents: Annotated[
        list[Path] | None, typer.Option(help="Check against these source files or folders instead of the index.")
    ] = None,
    json_output: JsonOption = False,
) -> None:
    """Check every citation and every claim of answers again, with no model and no network. Exit code 1 where one does not stand."""
    from dataclasses import asdict

    from bbti_qa.verification import read_answers, summary
    from bbti_qa.verification import verify as verify_answer
    from bbti_qa.wiring import open_library

    settings = settings_of(index=index)
    refuse_missing(answers, "Give what `ask --json` or `batch` wrote.")
    rows = read_answers(answers)
    library, glossary = open_library(settings, documents or ())
    results = [verify_answer(row, library, glossary) for row in rows]
    if json_output:
        print_json([asdict(result) for result in results])
    else:
        for number, result in enumerate(results, start=1):
            for difference in result.differences:
                typer.echo(f"{result.id or number}: {difference}")
        typer.echo(summary(results))
    if not all(result.stands for result in results):
        raise typer.Exit(1)
