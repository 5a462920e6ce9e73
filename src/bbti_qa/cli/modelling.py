"""The language model: `models check`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from bbti_qa.cli.application import JsonOption, LanguageOption, app, language_of, print_json, settings_of
from bbti_qa.errors import SettingsError

if TYPE_CHECKING:
    from bbti_qa.generation.probing import Checkup, Finding

models = typer.Typer(help="The language model that the settings name.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(models, name="models")


@models.command(short_help="Send one tiny prompt and say what works.")
def check(
    model: Annotated[str | None, typer.Option(help="Instead of BBTI_QA_MODEL: provider:name.")] = None,
    url: Annotated[str | None, typer.Option(help="Instead of BBTI_QA_MODEL_URL.")] = None,
    language: LanguageOption = None,
    json_output: JsonOption = False,
) -> None:
    """Send one tiny prompt to the model and say what works: reachable, streams, pointers, language, reading."""
    from bbti_qa.generation.probing import check_model
    from bbti_qa.wiring import deadline_maker, open_model

    settings = settings_of(model=model, model_url=url, language=language)
    opened = open_model(settings)
    if opened is None:
        raise SettingsError(
            "No language model is set; answers are made of the documents' own sentences. To use one, set BBTI_QA_MODEL, for example "
            "to ollama:qwen3:4b; docs/models/ has the settings for each provider."
        )
    checkup = check_model(opened, deadline_maker(settings)(), language_of(settings) or "fr")
    opened.close()
    if json_output:
        print_json(checkup.to_json())
    else:
        _print(checkup)
    if not checkup.works:
        raise typer.Exit(1)


def _print(checkup: Checkup) -> None:
    typer.echo(checkup.model)
    for finding in checkup.findings:
        typer.echo(_line(finding))


def _line(finding: Finding) -> str:
    mark = "yes" if finding.works else "NO"
    step = f"\n                 {finding.next_step}" if finding.next_step else ""
    return f"  {finding.what:<10} {mark:<3} {finding.says}{step}"
