"""Libraries kept quiet while they open a model: what goes wrong is said once, by an error of ours."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

_TALKATIVE = ("sentence_transformers", "transformers", "huggingface_hub")


@contextmanager
def hush() -> Iterator[None]:
    """Without the warnings and the retries that these libraries log; their levels are put back."""
    loggers = [logging.getLogger(name) for name in _TALKATIVE]
    levels = [logger.level for logger in loggers]
    try:
        for logger in loggers:
            logger.setLevel(logging.CRITICAL + 1)
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
