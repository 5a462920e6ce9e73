"""Proposals by criteria: `scope`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bbti_qa.cli.application import (
    IndexOption,
    LanguageOption,
    app,
    assistant_of,
    counted,
    language_of,
    settings_of,
    told_before,
)
from bbti_qa.cli.progress import Progress

if TYPE_CHECKING:
    from bbti_qa.tasks.scope.records import Results


@app.command(short_help="Say which proposals are in the scope, and why.")
def scope(
    proposals: Annotated[
        Path,
        typer.Argument(
            help="One proposal (txt, md, docx, pdf, html), many (jsonl or csv with `id`, `text`), or a folder."
        ),
    ],
    output: Annotated[
        Path,
        typer.Option("-o", "--output", help="Results: .jsonl, .xlsx, .html, .docx, or a folder for all four."),
    ],
    criteria: Annotated[
        Path | None,
        typer.Option(
            "--criteria", help="TOML file of [[criteria]] (default: the axes that the documents' headings number)."
        ),
    ] = None,
    index: IndexOption = None,
    language: LanguageOption = None,
    date: Annotated[str, typer.Option(help="A date to write on the reports, as it stands.")] = "",
    retry: Annotated[
        bool, typer.Option("--retry-model", help="Ask the language model again where it failed in an earlier run.")
    ] = False,
) -> None:
    """Say which proposals are in the programme's scope, by which criteria, and why. Run again after a stop, it goes on where it was."""
    from bbti_qa.loading import ReadingLimits
    from bbti_qa.tasks.scope import read_proposals
    from bbti_qa.tasks.scope.batch import outputs_of, run_batch
    from bbti_qa.wiring import open_scope_judge

    settings = settings_of(index=index, language=language)
    outputs_of(output)
    _refuse_among(proposals, output)
    judge = open_scope_judge(assistant_of(settings), settings, criteria)
    limits = ReadingLimits(seconds=settings.read_seconds, memory_mb=settings.read_memory_mb)
    with Progress() as progress:
        read, unread = read_proposals(proposals, limits, progress)
        results, before = run_batch(
            judge,
            read,
            unread,
            output,
            language=language_of(settings) or "fr",
            date=date,
            progress=progress,
            retry=retry,
        )
    criteria_told = "1 criterion" if len(results.criteria) == 1 else f"{len(results.criteria)} criteria"
    typer.echo(
        f"{counted(len(read), 'proposal')} by {criteria_told} in {output}: "
        f"{sum(row['in_scope'] for row in results.rows)} in scope ({told_before(before)})."
    )
    _tell_of_model(results)
    for item in unread:
        typer.echo(f"  not read  {item.source}, {item.id}: {item.reason}")


def _tell_of_model(results: Results) -> None:
    from bbti_qa.tasks.scope.records import fallbacks, model_of

    if model := model_of(results):
        failed = len(fallbacks(results))
        typer.echo(
            f"  {model} was asked for evidence"
            + (f"; it failed for {failed} (try them again: --retry-model)" if failed else "")
        )


def _refuse_among(proposals: Path, output: Path) -> None:
    """Results must not lie among the proposals: the next run would read them as such, or write over them."""
    from bbti_qa.errors import ProposalError

    if output.resolve().is_relative_to(proposals.resolve()):
        raise ProposalError(f"{output} lies where the proposals are. Name an output elsewhere.")
