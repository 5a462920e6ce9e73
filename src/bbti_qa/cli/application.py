"""The command line's frame: the application, the options that commands share, and what every command opens first."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bbti_qa.errors import QuestionError, SettingsError

if TYPE_CHECKING:
    from bbti_qa.assistant import Assistant
    from bbti_qa.language import Language
    from bbti_qa.settings import Settings

app = typer.Typer(
    name="bbti-qa",
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


def _print_version(wanted: bool) -> None:
    if wanted:
        from bbti_qa import __version__

        typer.echo(f"bbti-qa {__version__}")
        raise typer.Exit


@app.callback()
def frame(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Questions about research-programme documents, answered with exact, checked citations."""


def settings_of(**overrides: object) -> Settings:
    from bbti_qa.settings import load_settings

    language = str(overrides.get("language") or "").lower()
    if language not in ("", "fr", "en"):
        raise SettingsError(
            f"--language {overrides['language']} cannot be used: French and English are spoken. Write --language fr or --language en."
        )
    return load_settings(None, **overrides | {"language": language or None})


def language_of(settings: Settings) -> Language | None:
    return "en" if settings.language == "en" else "fr" if settings.language == "fr" else None


def assistant_of(settings: Settings) -> Assistant:
    from bbti_qa.wiring import open_assistant

    return open_assistant(settings)


def joined(words: Sequence[str], empty: str) -> str:
    """The words of an argument that was given without quotes, as one text. Raises QuestionError, with the words `empty`, for none."""
    text = legible(" ".join(words))
    if not any(character.isalnum() for character in text):
        raise QuestionError(empty)
    return text


def legible(text: str) -> str:
    """`text` with a `?` for each byte that was no UTF-8, as a terminal of another encoding sends: no step behind can read those."""
    return text.encode(errors="replace").decode()


def print_json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def counted(count: int, noun: str) -> str:
    """`1 document`, `2 documents`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def told_before(count: int) -> str:
    """Of the results of a run that goes on: `1 was there before`."""
    return f"{count} {'was' if count == 1 else 'were'} there before"
