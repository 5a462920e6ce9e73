"""Each fault of a model's server, streamed and whole, through the whole assistant: a checked answer, or a marked fallback, in time."""

from __future__ import annotations

import random
from dataclasses import replace
from functools import partial

import pytest
from chat_server import OUTSIDE, PLAYS, Exchange, Play, serving
from fault_cases import ENDS, FIRST_SECONDS, SECONDS, Build, Run, builder, cases_of, play

from bbti_qa.errors import GenerationError
from bbti_qa.generation import Deadline, Message
from bbti_qa.generation.calling import ChatModel
from bbti_qa.generation.providers import ChatSettings, connect
from bbti_qa.generation.trying import TryingRule

pytestmark = pytest.mark.timed

SHAPES = ("openai", "ollama")
OTHERS = ("mistralai", "anthropic")


@pytest.fixture(scope="module")
def build(tmp_path_factory) -> Build:
    return builder(tmp_path_factory.mktemp("sheets"))


@pytest.fixture(scope="module")
def run(build) -> Run:
    """Every fault once, in OpenAI's protocol."""
    return play(cases_of(("openai",)), build)


def test_every_play_of_the_server_is_in_the_matrix():
    assert {*PLAYS, *OUTSIDE} == set(ENDS)
    assert len(ENDS) >= 22


@pytest.mark.parametrize("fault", ENDS)
def test_a_fault_ends_as_it_must_streamed_and_whole(fault, run, build):
    """What ends wrongly among many is played again by itself: only what fails alone too says anything about the code."""
    wrong = run.wrong(case for case in run.endings if case.fault == fault)
    if wrong:
        wrong = play([replace(case, repeat=case.repeat + 100) for case in wrong], build).wrong()

    assert wrong == {}


def test_no_redirect_is_followed(run):
    assert run.elsewhere == 0


@pytest.mark.parametrize("provider", OTHERS)
def test_the_other_providers_answer_and_refuse(provider, build):
    pytest.importorskip(f"langchain_{provider}")

    run = play(cases_of((provider,), faults=("fine", "401", "hang in mid reply", "redirect")), build)

    assert run.wrong() == {}
    assert run.elsewhere == 0


@pytest.mark.slow
def test_three_repeats_in_both_protocols_end_the_same_way(build):
    run = play(cases_of(SHAPES, repeats=3), build)

    assert run.wrong() == {}
    assert run.elsewhere == 0


@pytest.mark.slow
@pytest.mark.parametrize("provider", OTHERS)
def test_the_other_providers_end_every_fault(provider, build):
    """How a half-sent reply is read differs from client to client; that it is proved, marked and in time does not."""
    pytest.importorskip(f"langchain_{provider}")

    run = play(cases_of((provider,)), build)

    assert {case: end.how for case, end in run.endings.items() if " " in end.how or not end.is_proved} == {}
    assert {case: end.seconds for case, end in run.endings.items() if end.seconds > run.limit} == {}
    assert run.elsewhere == 0


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
