"""Judges over real small indexes, built once a test run: the shipped corpus, and an invented programme about the sea."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from bbti_qa.assistant import Assistant
from bbti_qa.index import in_memory
from bbti_qa.ingestion import contents_of
from bbti_qa.loading import discover, load
from bbti_qa.settings import load_settings
from bbti_qa.tasks.scope import ScopeJudge
from bbti_qa.wiring import assistant_over, chunking_rule, open_embedder, open_scope_judge

DATA = Path(__file__).parent / "tasks" / "scope_data"
CORPUS = Path(__file__).parents[1] / "corpus"
SEA = DATA / "sea_programme.md"


@cache
def assistant_of(folder: Path) -> Assistant:
    settings = load_settings({})
    documents = tuple(load(file.path, file.relative) for file in discover([folder]))
    contents, _ = contents_of(documents, open_embedder(settings), chunking_rule(settings))
    return assistant_over(in_memory(contents), open_embedder(settings), settings)


@cache
def judge_of(folder: Path, criteria: Path | None = None) -> ScopeJudge:
    return open_scope_judge(assistant_of(folder), load_settings({}), criteria)


def rows(name: str) -> list[dict]:
    return [json.loads(line) for line in (DATA / name).read_text("utf-8").splitlines()]
