"""Questions and words: `ask`, `search`, `batch`."""

from __future__ import annotations

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
    print_json,
    settings_of,
)
from bbti_qa.cli.progress import Progress


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="The question, in French or English.")],
    index: IndexOption = None,
    language: LanguageOption = None,
    json_output: JsonOption = False,
) -> None:
    """Answer one question, with sources and pages."""
    from bbti_qa.presentation import to_json, to_text

    settings = settings_of(index=index, language=language)
    answer = assistant_of(settings).answer(question, language=language_of(settings))
    if json_output:
        print_json(to_json(answer))
    else:
        typer.echo(to_text(answer))


@app.command()
def search(
    words: Annotated[str, typer.Argument(help="What to look for.")],
    index: IndexOption = None,
    limit: Annotated[int, typer.Option(min=1, max=200, help="Passages to show.")] = 10,
    json_output: JsonOption = False,
) -> None:
    """Show the best passages, without an answer."""
    from bbti_qa.presentation import passage_to_json, passages_to_text

    passages = assistant_of(settings_of(index=index)).search(words, limit)
    if json_output:
        print_json([passage_to_json(passage) for passage in passages])
    else:
        typer.echo(passages_to_text(passages))


@app.command()
def batch(
    questions: Annotated[
        Path, typer.Argument(help="JSON Lines, CSV or xlsx with `question` and perhaps `id`, `history`.")
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", help="Where the answers go: one JSON line each, or a .csv or .xlsx table.")
    ],
    index: IndexOption = None,
    language: LanguageOption = None,
) -> None:
    """Answer a file of questions. Run again after a stop, it goes on where it was."""
    from bbti_qa.evaluation.questions import answer_into, read_questions

    settings = settings_of(index=index, language=language)
    asked = read_questions(questions)
    assistant = assistant_of(settings)
    with Progress() as progress:
        before = answer_into(
            assistant,
            asked,
            output,
            language=language_of(settings),
            progress=lambda done, total: progress("questions", done, total),
        )
    typer.echo(f"{len(asked)} answers in {output} ({before} were there before).")
