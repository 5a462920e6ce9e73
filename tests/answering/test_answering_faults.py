"""Every fault of a chat server, through the assistant: each ends in a checked answer, or in the extractive one with a notice, in time."""

from __future__ import annotations

import random
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from chat_server import PLAYS, serving
from fakes import assistant_over, make_document

from bbti_qa.answering.markers import markers_in
from bbti_qa.documents import NoticeKind
from bbti_qa.generation.calling import ChatModel
from bbti_qa.generation.providers import ChatSettings, connect
from bbti_qa.generation.trying import TryingRule

pytestmark = pytest.mark.timed

SECONDS, FIRST_SECONDS, GRACE = 5.0, 3.0, 2.0
QUESTION = "Quel est le budget du programme ?"
SHEET = make_document("fiche.txt", "Fiche", "Le programme dispose de 80 M€ sur sept ans. Il est piloté par l'Inserm.")
CHECKED = {
    "fine", "429 for a second", "429 until a date", "429 with a broken Retry-After", "503 twice, then fine", "end without [DONE]",
    "reset once, then fine", "tool calls and text", "thinks aloud", "markers out of range",
}  # fmt: skip


def play(fault: str, shape: str, streaming: bool, at: str):
    name = f"{fault}@{shape}{streaming}"
    settings = ChatSettings(shape, name, at, "sk-KEY", SECONDS, streaming=streaming)
    rule = TryingRule(base=0.05, source=random.Random(7))
    model = ChatModel(name, {}, partial(connect, settings), streaming=streaming, trying=rule)
    model.open()
    assistant = assistant_over([SHEET], model, seconds=SECONDS, first_seconds=FIRST_SECONDS)
    started = time.monotonic()
    answer = assistant.answer(QUESTION)
    seconds = time.monotonic() - started
    model.close()
    return answer, seconds


def play_all(cases):
    with serving() as server, ThreadPoolExecutor(16) as pool:
        places = {"openai": server.v1, "ollama": server.root}
        return dict(zip(cases, pool.map(lambda case: play(*case, places[case[1]]), cases), strict=True))


@pytest.fixture(scope="module")
def played():
    return play_all([(fault, "openai", streaming) for fault in PLAYS for streaming in (True, False)])


@pytest.mark.parametrize("fault", PLAYS)
def test_a_fault_ends_in_a_checked_answer_or_a_marked_fallback_in_time(fault, played):
    for case, (answer, seconds) in played.items():
        if case[0] == fault:
            check(case, answer, seconds)


def check(case, answer, seconds):
    fault, _, streaming = case
    falls = [notice for notice in answer.notices if notice.kind is NoticeKind.FALLBACK]
    is_checked = fault in CHECKED or (fault == "cut without an end" and not streaming)

    assert seconds < SECONDS + GRACE, case
    assert answer.is_answered
    assert "80 M€" in answer.text
    assert set(markers_in(answer.text)) == {citation.marker for citation in answer.citations}
    assert (answer.engine != "extractive", len(falls)) == ((True, 0) if is_checked else (False, 1)), case
    assert "sk-KEY" not in repr(answer)


@pytest.mark.slow
def test_three_repeats_in_both_protocols_end_the_same_way():
    for _ in range(3):
        cases = [
            (fault, shape, streaming)
            for fault in PLAYS
            for shape in ("openai", "ollama")
            for streaming in (True, False)
        ]
        for case, (answer, seconds) in play_all(cases).items():
            check(case, answer, seconds)
