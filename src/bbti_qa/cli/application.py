"""The command line's frame: the application, the options that commands share, and what every command opens first."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bbti_qa.assistant import Assistant
    from bbti_qa.language import Language
    from bbti_qa.settings import Settings

app = typer.Typer(
    name="bbti-qa",
    help="Questions about research-programme documents, answered with exact, checked citations.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

IndexOption = Annotated[
    Path | None, typer.Option("--index", help="Folder of the index (default: BBTI_QA_INDEX, else `index`).")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, in the schema of the documentation.")]
LanguageOption = Annotated[str | None, typer.Option("--language", help="Language of the answer, `fr` or `en`.")]


def settings_of(**overrides: object) -> Settings:
    from bbti_qa.settings import load_settings

    return load_settings(None, **overrides)


def language_of(settings: Settings) -> Language | None:
    return "en" if settings.language == "en" else "fr" if settings.language == "fr" else None


def assistant_of(settings: Settings) -> Assistant:
    from bbti_qa.wiring import open_assistant

    return open_assistant(settings)


def print_json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def counted(count: int, noun: str) -> str:
    """`1 document`, `2 documents`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
