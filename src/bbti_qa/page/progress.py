"""A bar for work that takes a while."""

from __future__ import annotations

from streamlit.delta_generator import DeltaGenerator


def show_share(bar: DeltaGenerator, done: int, total: int) -> None:
    """Moves `bar` to `done` of `total`."""
    bar.progress(min(1.0, done / max(1, total)))
