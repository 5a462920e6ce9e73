"""The command line. Errors of the family become one sentence on standard error and exit code 1; nothing shows a traceback.

application.py  the frame: shared options, settings, the assistant
building.py     ingest, status
asking.py       ask, search, batch
evaluating.py   evaluate answers, collection, spans
serving.py      app, export-encoder
tending.py      health, doctor
progress.py     a bar when a person watches
"""

from __future__ import annotations

import sys

import typer

from bbti_qa.cli import asking, building, evaluating, serving, tending
from bbti_qa.cli.application import app
from bbti_qa.errors import BbtiError

__all__ = ["app", "asking", "building", "evaluating", "main", "serving", "tending"]


def main() -> None:
    """The console script."""
    try:
        app()
    except BbtiError as error:
        typer.echo(f"bbti-qa: {error}", err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        typer.echo(
            "bbti-qa: stopped. The index is as it was; `ingest` and `batch` go on where they stopped when run again.",
            err=True,
        )
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(141)
