"""The command line. Errors of the family become one sentence on standard error and exit code 1; nothing shows a traceback.

application.py  the frame: shared options, settings, the assistant
building.py     ingest, status
tending.py      health, doctor
asking.py       ask, search, batch
conversing.py   chat
verifying.py    verify
qualifying.py   eligibility
scoping.py      scope
briefing.py     brief
reviewing.py    review
evaluating.py   evaluate answers, collection, spans, claims
modelling.py    models check
serving.py      app, export-encoder
files.py        files that are not there, or cannot be written
progress.py     a bar when a person watches
"""

from __future__ import annotations

import sys

import typer

from bbti_qa.cli import (  # each registers its commands
    asking,
    briefing,
    building,
    conversing,
    evaluating,
    modelling,
    qualifying,
    reviewing,
    scoping,
    serving,
    tending,
    verifying,
)
from bbti_qa.cli.application import app
from bbti_qa.errors import BbtiError

__all__ = [
    "app",
    "asking",
    "briefing",
    "building",
    "conversing",
    "evaluating",
    "main",
    "modelling",
    "qualifying",
    "reviewing",
    "scoping",
    "serving",
    "tending",
    "verifying",
]


def main() -> None:
    """The console script."""
    try:
        app()
    except BbtiError as error:
        typer.echo(f"bbti-qa: {error}", err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        typer.echo(
            "bbti-qa: stopped. The index is as it was; `ingest`, `batch` and `scope` go on where they stopped when run again.",
            err=True,
        )
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(141)
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        reason = error.strerror or str(error)
        typer.echo(
            f"bbti-qa: {place}{reason}. Look at the path, its rights and the free space, then run again.", err=True
        )
        sys.exit(1)
