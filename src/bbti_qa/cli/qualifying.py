"""Is a project eligible: `eligibility`."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

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
from bbti_qa.cli.files import refuse_missing, refuse_unwritable
from bbti_qa.typography import colon


@app.command(short_help="Compare a project with the criteria of the documents.")
def eligibility(
    description: Annotated[
        list[str] | None, typer.Argument(help="The project or the team, in a few lines.", show_default=False)
    ] = None,
    form: Annotated[Path | None, typer.Option(help="A form in TOML: theme, applicant, partners, budget …")] = None,
    today: Annotated[
        datetime | None,
        typer.Option("--date", formats=["%Y-%m-%d"], help="Compare deadlines with this day, not with today."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write the table here: .md, .html, .docx, .xlsx or .json.")
    ] = None,
    index: IndexOption = None,
    language: LanguageOption = None,
    json_output: JsonOption = False,
) -> None:
    """Compare a project or a team with every criterion that the documents hold."""
    from bbti_qa.tasks.eligibility import FIELDS, application_of, assess, read_application, read_criteria
    from bbti_qa.tasks.eligibility.export import check_ending, summary, to_json, to_text, write_assessment
    from bbti_qa.wiring import open_criteria, open_programme

    if output:
        check_ending(output)
        refuse_unwritable(output)
    if form:
        refuse_missing(form, f"A form is a TOML file with the fields {', '.join(FIELDS)}.")
    said = legible(" ".join(description or ()))
    application = read_application(form, said) if form else application_of(said)
    settings = settings_of(index=index, language=language)
    day = today.date() if today else date.today()
    assistant = assistant_of(settings)
    criteria = read_criteria(assistant, open_criteria(settings), open_programme(settings))
    assessment = assess(assistant, application, day, criteria, language_of(settings))
    if output:
        write_assessment(assessment, output)
    if json_output:
        print_json(to_json(assessment))
    elif not output:
        typer.echo(to_text(assessment))
    else:
        typer.echo(f"{output}{colon(assessment.language)} {summary(assessment)}")
