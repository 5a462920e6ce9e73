"""The whole assistant over HTTP, through the real provider packages: whatever the model's server does, each question gets its answer in time.

A reply that can be used is shown with the model as its engine; else the answer is the extractive one, marked as a fallback.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from chat_server import OUTSIDE, PLAYS, ChatServer, serving

from bbti_qa.assistant import Assistant
from bbti_qa.documents import Answer, NoticeKind, Outcome
from bbti_qa.embedding import shared_embedder
from bbti_qa.index import IndexStore
from bbti_qa.ingestion import ingest
from bbti_qa.settings import load_settings
from bbti_qa.wiring import assistant_over

pytestmark = pytest.mark.timed

SECONDS, FIRST_SECONDS = 6.0, 4.0
GRACE = 1.5  # seconds that a busy machine may add
QUESTION = "Quel est le budget du programme ?"
SHEET = """Le programme dispose d'un budget de 80 M€ sur sept ans.

Le comité de pilotage se réunit deux fois par an à Lyon.
"""
WRITTEN = frozenset(
    {
        "fine", "429 for a second", "429 until a date", "429 with a broken Retry-After", "503 twice, then fine", "end without [DONE]",
        "reset once, then fine", "tool calls and text", "thinks aloud",
    }
)  # fmt: skip
# A whole reply is whole without saying why it ended, a stream is not; a pointer to nothing is put right where a sentence proves the claim.
EITHER = frozenset({"cut without an end", "markers out of range"})


@dataclass(frozen=True, slots=True)
class Case:
    fault: str
    shape: str
    streaming: bool
    number: int = 1


@dataclass(frozen=True, slots=True)
class Answered:
    answer: Answer
    seconds: float

    @property
    def is_fallback(self) -> bool:
        return any(notice.kind is NoticeKind.FALLBACK for notice in self.answer.notices)

    @property
    def is_proved(self) -> bool:
        return self.answer.outcome is Outcome.ANSWERED and "80 M€" in self.answer.text and bool(self.answer.citations)

    def is_right(self, case: Case) -> bool:
        """Answered with its proof and in time, and marked where the model did not write it."""
        by_model = self.answer.engine == name_of(case)
        expected = case.fault in EITHER or by_model == (case.fault in WRITTEN)
        return expected and self.is_proved and by_model != self.is_fallback and self.seconds <= SECONDS + GRACE


def name_of(case: Case) -> str:
    return f"{case.shape}:{case.fault}@{case.shape}{case.streaming}{case.number}"


Build = Callable[[Case, ChatServer], Assistant]


def builder(folder: Path) -> Build:
    """Assistants over one sheet, which is ingested into `folder`."""
    (folder / "fiche.md").write_text(SHEET, "utf-8")
    embedder = shared_embedder("bbti", "", None, None)
    ingest([folder], IndexStore(folder / "index"), embedder)
    snapshot = IndexStore(folder / "index").open()

    def assistant(case: Case, server: ChatServer) -> Assistant:
        settings = load_settings(
            {},
            index=folder / "index",
            corpus=folder,
            model=name_of(case),
            model_url=server.address(case.shape, case.fault),
            model_seconds=SECONDS,
            model_first_seconds=FIRST_SECONDS,
            model_streaming=case.streaming,
        )
        return assistant_over(snapshot, embedder, settings)

    return assistant


@pytest.fixture(scope="module")
def build(tmp_path_factory) -> Build:
    return builder(tmp_path_factory.mktemp("sheets"))


def ask(case: Case, build: Build, server: ChatServer) -> Answered:
    assistant = build(case, server)
    started = time.monotonic()
    answer = assistant.answer(QUESTION)
    return Answered(answer, time.monotonic() - started)


def ask_all(cases: list[Case], build: Build) -> tuple[dict[Case, Answered], int]:
    """Each case with its answer, and the requests that came to the place that redirects point to."""
    with serving() as server, serving() as elsewhere, ThreadPoolExecutor(24) as pool:
        server.elsewhere = elsewhere.v1 + "/chat/completions"
        answers = pool.map(lambda case: ask(case, build, server), cases)
        return dict(zip(cases, answers, strict=True)), len(elsewhere.requests)


def all_cases(repeats: int, *shapes: str) -> list[Case]:
    return [
        Case(fault, shape, streaming, number)
        for fault in (*PLAYS, *OUTSIDE)
        for number in range(repeats)
        for shape in shapes
        for streaming in (True, False)
    ]


def wrong(answers: dict[Case, Answered]) -> dict[Case, tuple[str, str, bool, float]]:
    return {
        case: (one.answer.engine, one.answer.text, one.is_fallback, one.seconds)
        for case, one in answers.items()
        if not one.is_right(case)
    }


def test_every_fault_ends_in_the_models_answer_or_in_a_marked_fallback(build):
    answers, elsewhere = ask_all(all_cases(1, "openai"), build)

    assert wrong(answers) == {}
    assert elsewhere == 0


@pytest.mark.slow
def test_three_repeats_over_both_protocols_end_the_same_way(build):
    answers, elsewhere = ask_all(all_cases(3, "openai", "ollama"), build)

    assert wrong(answers) == {}
    assert elsewhere == 0
