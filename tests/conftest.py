"""What the whole suite shares: tests that a busy machine can fail are run again, in the open."""

from __future__ import annotations

import pytest

RERUNS = 2


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A browser that draws late and a clock on a machine that is busy say nothing about the code: only a third failure does. A rerun prints R."""
    for item in items:
        if item.get_closest_marker("browser") or item.get_closest_marker("timed"):
            item.add_marker(pytest.mark.flaky(reruns=RERUNS, reruns_delay=1))
