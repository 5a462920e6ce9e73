"""Every fault, over HTTP, through the real provider packages: OpenAI's protocol and Ollama's, streamed and not.

Each call ends within its deadline, in text or in an error of the family.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import pytest
from chat_server import OUTSIDE, PLAYS, TEXT, Exchange, Play, serving

from bbti_qa.errors import GenerationError
from bbti_qa.generation import Deadline, Message
from bbti_qa.generation.calling import ChatModel
from bbti_qa.generation.providers import ChatSettings, connect
from bbti_qa.generation.trying import TryingRule

pytestmark = pytest.mark.timed

SECONDS, FIRST_SECONDS = 4.0, 3.0
GRACE = 1.5  # seconds that a busy machine may add
SLOW, UNUSABLE, BUSY = "ModelTooSlow", "ModelUnusable", "ModelBusy"
REFUSED, UNREACHABLE = "ModelRefused", "ModelUnreachable"

# How each fault may end; "text" for the server's own text. A pair where a streamed reply and a whole one differ.
ENDS: dict[str, tuple[set[str], set[str]] | set[str]] = {
    "fine": {"text"},
    "hang before headers": {SLOW},
    "hang after headers": {SLOW},
    "hang in mid reply": {SLOW},
    "slow drip": {SLOW},
    "401": {REFUSED},
    "403": {REFUSED},
    "404 unknown model": {REFUSED},
    "400": {REFUSED},
    "429 always": {BUSY},
    "429 for a second": {"text"},
    "429 until a date": {"text"},
    "429 for an hour": {BUSY},
    "429 with a broken Retry-After": {"text"},
    "500 always": {BUSY},
    "503 twice, then fine": {"text"},
    "HTML": {UNUSABLE},
    "HTML called JSON": {UNUSABLE},
    "truncated JSON": {UNUSABLE},
    "cut in a character": {UNUSABLE},
    "cut without an end": ({UNUSABLE}, {"text"}),  # a whole reply is whole without saying why it ended
    "end without [DONE]": {"text"},
    "reset in mid reply": {UNUSABLE},
    "reset once, then fine": {"text"},
    "empty text": {UNUSABLE},
    "blank text": {UNUSABLE},
    "five megabytes": {UNUSABLE, SLOW},
    "endless": {UNUSABLE, SLOW},
    "endless line": {UNUSABLE, SLOW},
    "flood": {UNUSABLE, SLOW},
    "wrong language": {"other text"},
    "markers out of range": {"other text"},
    "tool calls": {UNUSABLE},
    "tool calls and text": {"text"},
    "not a number": {UNUSABLE},
    "garbage": {UNUSABLE},
    "deep nesting": {UNUSABLE},
    "redirect": {REFUSED},
    "compressed": {UNUSABLE},
    "error in the stream": {UNUSABLE},
    "thinks aloud": {"text"},
    "thinks only": {UNUSABLE},
    "nothing listens": {UNREACHABLE},
    "no such name": {UNREACHABLE, SLOW},
    "nobody picks up": {SLOW, UNREACHABLE},
    "TLS to a plain port": {UNREACHABLE},
}
SHAPES = ("openai", "ollama")


@dataclass(frozen=True, slots=True)
class Case:
    fault: str
    shape: str
    streaming: bool
    number: int = 1

    @property
    def ends(self) -> set[str]:
        ends = ENDS[self.fault]
        return ends if isinstance(ends, set) else ends[0] if self.streaming else ends[1]


@dataclass(frozen=True, slots=True)
class End:
    how: str
    seconds: float


def play(case: Case, at: str) -> End:
    name = f"{case.fault}@{case.shape}{case.streaming}{case.number}"
    settings = ChatSettings(case.shape, name, at, "sk-KEY", SECONDS, streaming=case.streaming)
    rule = TryingRule(base=0.05, source=random.Random(7))
    model = ChatModel(name, {}, partial(connect, settings), streaming=case.streaming, trying=rule)
    model.open()
    started = time.monotonic()
    try:
        text = "".join(model.stream([Message("user", "Quel budget ?")], Deadline(SECONDS, FIRST_SECONDS)))
        how = "text" if text == TEXT else "other text" if text else "nothing"
    except GenerationError as error:
        how = type(error).__name__
    seconds = time.monotonic() - started
    model.close()
    return End(how, seconds)


def play_all(cases: list[Case]) -> tuple[dict[Case, End], int]:
    """How each case ended, and how many requests came to the place that redirects point to."""
    with serving() as server, serving() as elsewhere, ThreadPoolExecutor(24) as pool:
        server.elsewhere = elsewhere.v1 + "/chat/completions"
        ends = pool.map(lambda case: play(case, server.address(case.shape, case.fault)), cases)
        return dict(zip(cases, ends, strict=True)), len(elsewhere.requests)


def cases_of(shape: str, faults: Iterable[str]) -> list[Case]:
    return [Case(fault, shape, streaming) for fault in faults for streaming in (True, False)]


def all_cases(repeats: int) -> list[Case]:
    return [
        Case(fault, shape, streaming, number)
        for fault in ENDS
        for number in range(repeats)
        for shape in SHAPES
        for streaming in (True, False)
    ]


@pytest.fixture(scope="module")
def played() -> tuple[dict[Case, End], int]:
    return play_all(all_cases(1))


def test_every_play_of_the_server_is_in_the_matrix():
    assert {*PLAYS, *OUTSIDE} == set(ENDS)
    assert len(ENDS) >= 22


@pytest.mark.parametrize("fault", ENDS)
def test_a_fault_ends_as_it_should_and_in_time(fault, played):
    ends = {case: end for case, end in played[0].items() if case.fault == fault}

    assert {case: end.how for case, end in ends.items() if end.how not in case.ends} == {}
    assert {case: end.seconds for case, end in ends.items() if end.seconds > SECONDS + GRACE} == {}


def test_no_redirect_is_followed(played):
    assert played[1] == 0


def damaged(seed: int) -> Play:
    """A healthy reply in which a few bytes are changed, doubled or lost, and which may end too soon."""

    def play(exchange: Exchange) -> None:
        source = random.Random(seed)
        data = bytearray(b"".join(exchange.events(exchange.text)))
        for _ in range(source.randint(1, 5)):
            at = source.randrange(len(data))
            data[at : at + 1] = source.choice((b"", bytes([source.randrange(256)]), bytes(data[at : at + 1]) * 2))
        exchange.head()
        exchange.write(bytes(data[: source.choice((len(data), source.randrange(len(data))))]))

    return play


@pytest.mark.parametrize("shape", SHAPES)
def test_a_damaged_reply_ends_in_text_or_in_an_error_of_the_family(shape):
    with serving() as server:
        server.plays |= {f"damaged {seed}": damaged(seed) for seed in range(60)}
        for seed in range(60):
            settings = ChatSettings(shape, f"damaged {seed}", server.address(shape), streaming=bool(seed % 2))
            model = ChatModel("x", {}, partial(connect, settings), trying=TryingRule(tries=1))
            try:
                assert "".join(model.stream([Message("user", "Quel budget ?")], Deadline(SECONDS, FIRST_SECONDS)))
            except GenerationError as error:
                assert "BBTI_QA" in str(error) or "models check" in str(error) or "Ask again" in str(error)  # noqa: PT017
            model.close()


@pytest.mark.slow
def test_three_repeats_end_the_same_way():
    ends, elsewhere = play_all(all_cases(3))

    assert {case: end for case, end in ends.items() if end.how not in case.ends or end.seconds > SECONDS + GRACE} == {}
    assert elsewhere == 0


@pytest.mark.parametrize("shape", ["mistralai", "anthropic"])
def test_the_other_providers_answer_and_refuse(shape):
    pytest.importorskip(f"langchain_{shape}")

    ends, elsewhere = play_all(cases_of(shape, ("fine", "401", "hang in mid reply", "redirect")))

    assert {case: end for case, end in ends.items() if end.how not in case.ends or end.seconds > SECONDS + GRACE} == {}
    assert elsewhere == 0


@pytest.mark.slow
@pytest.mark.parametrize("shape", ["mistralai", "anthropic"])
def test_the_other_providers_end_every_fault(shape):
    """Each in text or an error of the family, in time; how a half-sent reply is read differs from client to client."""
    pytest.importorskip(f"langchain_{shape}")

    ends, elsewhere = play_all(cases_of(shape, ENDS))

    assert {case: end for case, end in ends.items() if end.how == "nothing" or end.seconds > SECONDS + GRACE} == {}
    assert elsewhere == 0
