"""A conversation in the terminal: `chat`."""

from __future__ import annotations

import sys
from contextlib import suppress
from io import TextIOWrapper
from typing import TYPE_CHECKING, Final

import typer

from bbti_qa.cli.application import (
    IndexOption,
    LanguageOption,
    app,
    assistant_of,
    counted,
    language_of,
    legible,
    settings_of,
)

if TYPE_CHECKING:
    from bbti_qa.language import Language
    from bbti_qa.page.conversation import Assistant, Conversation, Exchange

_LEAVE: Final = frozenset({"exit", "quit", "quitter", "/exit", "/quit", "/quitter", ":q"})
_RESTART: Final = frozenset({"/new", "/nouveau"})
_HELP: Final = "/nouveau (/new) : nouvelle conversation · exit ou Ctrl-D : quitter (leave) · Ctrl-C : arrêter la réponse (stop the answer)"


@app.command()
def chat(index: IndexOption = None, language: LanguageOption = None) -> None:
    """Ask, and follow up, in the terminal. `exit` or Ctrl-D leaves; Ctrl-C stops an answer."""
    from bbti_qa.page.conversation import Conversation

    settings = settings_of(index=index, language=language)
    assistant = assistant_of(settings)
    count = len(assistant.snapshot.documents)
    engine = assistant.engine if assistant.writer else "sans modèle de langue / without a language model"
    typer.echo(f"{counted(count, 'document')}, {engine}. {_HELP}")
    with suppress(ImportError):
        import readline  # noqa: F401  (line editing and earlier questions with the arrow keys)
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(
            errors="replace"
        )  # a line of another encoding is a question that is not understood, not the end
    conversation = Conversation()
    while (question := _asked()) is not None:
        if question in _RESTART:
            conversation.restart()
        elif question in ("/help", "/aide", "?"):
            typer.echo(_HELP)
        elif question:
            _answer(conversation, assistant, question, language_of(settings))


def _asked() -> str | None:
    """The next line that the user types, None to leave."""
    try:
        line = input("\n> " if sys.stdin.isatty() else "").strip()
    except (EOFError, KeyboardInterrupt):
        typer.echo("")
        return None
    return None if line.casefold() in _LEAVE else legible(line)


def _answer(conversation: Conversation, assistant: Assistant, question: str, language: Language | None) -> None:
    shown: list[str] = []

    def show(piece: str) -> None:
        shown.append(piece)
        typer.echo(piece, nl=False)

    try:
        exchange = conversation.ask(assistant, question, show, language)
    except KeyboardInterrupt:
        typer.echo("\n(interrompu / stopped)")
        return
    _finish(exchange, "".join(shown))


def _finish(exchange: Exchange, shown: str) -> None:
    """The rest of the answer: what was not shown yet, or the whole where it turned out otherwise; then notices and sources."""
    from bbti_qa.presentation import notes

    if exchange.answer is None:
        typer.echo(exchange.error)
        return
    text = exchange.answer.text
    typer.echo(text[len(shown) :] if text.startswith(shown) else f"\n\n{text}")
    for line in notes(exchange.answer):
        typer.echo(line)
