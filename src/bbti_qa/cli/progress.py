"""A progress bar on standard error when a person watches."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any


class Progress:
    """A progress bar on standard error when a person watches; silent otherwise."""

    def __enter__(self) -> Callable[[str, int, int], None]:
        if not sys.stderr.isatty():
            return lambda stage, done, total: None
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        rate = TextColumn("{task.fields[rate]:>8}")
        columns = (TextColumn("{task.description:10}"), BarColumn(), MofNCompleteColumn(), rate, TimeRemainingColumn())
        self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
        self._tasks: dict[str, Any] = {}
        self._bar.start()
        return self._show

    def _show(self, stage: str, done: int, total: int) -> None:
        if stage not in self._tasks:
            self._tasks[stage] = self._bar.add_task(stage, total=total, rate="")
        speed = next((task.speed for task in self._bar.tasks if task.id == self._tasks[stage]), None)
        rate = f"{speed:.0f}/s" if speed else ""
        self._bar.update(self._tasks[stage], completed=done, total=total, rate=rate)

    def __exit__(self, *_: object) -> None:
        if bar := getattr(self, "_bar", None):
            bar.stop()
