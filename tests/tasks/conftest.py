"""The assistant over the shipped corpus, made once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bbti_qa.assistant import Assistant
from bbti_qa.index import in_memory
from bbti_qa.ingestion import contents_of
from bbti_qa.loading import load
from bbti_qa.settings import Settings
from bbti_qa.tasks.brief import Brief, BriefRequest, write_brief
from bbti_qa.wiring import assistant_over, chunking_rule, open_embedder

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="session")
def corpus_assistant() -> Assistant:
    settings = Settings(corpus=CORPUS)
    paths = sorted(path for path in CORPUS.iterdir() if path.suffix in (".pdf", ".docx", ".html", ".md"))
    embedder = open_embedder(settings)
    contents, _ = contents_of([load(path, path.name) for path in paths], embedder, chunking_rule(settings))
    return assistant_over(in_memory(contents), embedder, settings)


@pytest.fixture(scope="session")
def brief_of(corpus_assistant: Assistant) -> Callable[[BriefRequest], Brief]:
    """The brief that a request gives, written once."""
    written: dict[BriefRequest, Brief] = {}

    def write(request: BriefRequest) -> Brief:
        if request not in written:
            written[request] = write_brief(corpus_assistant, request)
        return written[request]

    return write
