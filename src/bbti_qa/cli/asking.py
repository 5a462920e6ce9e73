"""Questions and words: `ask`, `search`, `batch`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bbti_qa.cli.application import (
    IndexOption,
    JsonOption,
    LanguageOption,
    app,
    assistant_of,
    counted,
    joined,
    language_of,
    print_json,
    settings_of,
    told_before,
)
from bbti_qa.cli.files import refuse_missing, refuse_unwritable
from bbti_qa.cli.progress import Progress

if TYPE_CHECKING:
    from bbti_qa.assistant import Assistant


_NOWHERE = (
    "Aucun de ces mots ne figure dans les documents ; voici les passages les plus proches par le sens. / "
    "None of these words stands in the documents; these passages are the nearest by meaning only."
)


@app.command()
def ask(
    question: Annotated[list[str], typer.Argument(help="The question, in French or English; best in quotes.")],
    index: IndexOption = None,
    language: LanguageOption = None,
    json_output: JsonOption = False,
) -> None:
    """Answer one question, with sources and pages."""
    from bbti_qa.presentation import to_json, to_text

    settings = settings_of(index=index, language=language)
    asked = joined(
        question, "The question is empty. Ask it in a few words, for example “Quel est le budget du programme ?”."
    )
    answer = assistant_of(settings).answer(asked, language=language_of(settings))
    if json_output:
        print_json(to_json(answer))
    else:
        typer.echo(to_text(answer))


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(help="What to look for.")],
    index: IndexOption = None,
    limit: Annotated[int, typer.Option(min=1, max=200, help="Passages to show.")] = 10,
    json_output: JsonOption = False,
) -> None:
    """Show the best passages, without an answer."""
    from bbti_qa.presentation import passage_to_json, passages_to_text

    wanted = joined(words, "There are no words to look for. Give some, for example “budget du programme”.")
    assistant = assistant_of(settings_of(index=index))
    passages = assistant.search(wanted, limit)
    if not _stand_somewhere(assistant, wanted):
        typer.echo(_NOWHERE, err=True)
    if json_output:
        print_json([passage_to_json(passage) for passage in passages])
    else:
        typer.echo(passages_to_text(passages))


def _stand_somewhere(assistant: Assistant, words: str) -> bool:
    """Whether a passage holds one of the words, in one of their forms or in the other language."""
    tokens, _ = replace(assistant.understand(words), defines=False).weighted_stems(1, 1)
    return bool(assistant.retriever.lexical_hits(tokens, 1))


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
    """Answer a file of questions. Run again, it goes on where it stopped, and answers anew what was changed."""
    from bbti_qa.evaluation.questions import answer_into, check_output, read_questions

    settings = settings_of(index=index, language=language)
    refuse_missing(questions, "Give JSON Lines, a CSV or an xlsx with a column `question`.")
    check_output(questions, output)
    refuse_unwritable(output)
    asked = read_questions(questions)
    assistant = assistant_of(settings)
    with Progress() as progress:
        resumed = answer_into(
            assistant,
            asked,
            output,
            language=language_of(settings),
            progress=lambda done, total: progress("questions", done, total),
        )
    typer.echo(f"{counted(len(asked), 'answer')} in {output} ({told_before(resumed.kept)}).")
    if resumed.again:
        typer.echo(
            f"{resumed.again} answered again: the question, its history, the language, the model or the index changed."
        )
