"""The page, and the encoder for other tools: `app`, `export-encoder`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bbti_qa.cli.application import IndexOption, app, settings_of
from bbti_qa.cli.files import unwritable


@app.command(name="app")
def web(
    index: IndexOption = None,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port on 127.0.0.1; the next free one if it is taken.")
    ] = 8501,
) -> None:
    """Open the chat page on 127.0.0.1 and print its address."""
    from bbti_qa.page.serving import serve

    settings = settings_of(index=index)
    import os

    os.environ["BBTI_QA_INDEX"] = str(settings.index.resolve())
    serve(port=port)


@app.command("export-encoder", short_help="Write the package's encoder for other tools.")
def export_encoder(
    folder: Annotated[Path, typer.Argument(help="Where the encoder goes; empty, or not there yet.")],
) -> None:
    """Write the package's encoder as a sentence-transformers folder, for other tools or for training further."""
    from bbti_qa.embedding.packed import CARRIED, export_packed
    from bbti_qa.errors import OutputError

    if folder.exists() and not folder.is_dir():
        raise OutputError(f"{folder} is a file. Give a folder that is empty or not there yet.")
    try:
        export_packed(CARRIED, folder)
    except OSError as error:
        raise unwritable(folder, error) from error
    typer.echo(f"{folder} holds the encoder in float32: SentenceTransformer({str(folder)!r}) loads it.")
