"""A call, with hand-written clients and with the server on loopback."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import random
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import pytest
from chat_server import TEXT, ChatServer, Exchange, serving

from bbti_qa.errors import GenerationError, ModelBusy, ModelRefused, ModelTooSlow, ModelUnreachable, ModelUnusable
from bbti_qa.generation import Deadline, Message, open_model
from bbti_qa.generation.breaker import Breaker
from bbti_qa.generation.calling import ChatModel
from bbti_qa.generation.reply import Reply
from bbti_qa.generation.trying import TryingRule

pytestmark = pytest.mark.timed

ASKED = [Message("user", "Quel budget ?")]


@dataclass(slots=True)
class ScriptedChat:
    """Gives one script after the other, a call each: texts, seconds to wait asynchronously, errors to raise."""

    scripts: list[Sequence[str | float | Exception]]
    heard: list[Sequence[Message]] = field(default_factory=list)
    is_closed: bool = False

    async def pieces(self, messages: Sequence[Message], reply: Reply) -> AsyncIterator[str]:
        self.heard.append(messages)
        for step in self.scripts.pop(0):
            if isinstance(step, Exception):
                raise step
            if isinstance(step, float):
                await asyncio.sleep(step)
            else:
                yield reply.take(step)
        yield reply.rest()
        reply.check(must_say_end=False)

    async def close(self) -> None:
        self.is_closed = True


@dataclass(slots=True)
class BlockingChat:
    """A client that does not let go of its thread."""

    let_go: threading.Event

    async def pieces(self, messages: Sequence[Message], reply: Reply) -> AsyncIterator[str]:
        self.let_go.wait(20)
        yield reply.take("too late")

    async def close(self) -> None:
        pass


@pytest.fixture
def model_of() -> Iterator[Callable[..., ChatModel]]:
    models: list[ChatModel] = []

    def build(*scripts: Sequence[str | float | Exception], **options: object) -> ChatModel:
        chat = ScriptedChat(list(scripts))
        options = {"sleep": lambda seconds: None, "trying": TryingRule(source=random.Random(1))} | options
        models.append(ChatModel("scripted:x", {"temperature": 0.0}, lambda: chat, **options))
        return models[-1]

    yield build
    for model in models:
        model.close()


@pytest.fixture(scope="module")
def server() -> Iterator[ChatServer]:
    with serving() as running:
        yield running


@pytest.fixture
def threads() -> Callable[[], int]:
    """Counts the lines' threads that were not there before the test."""
    before = set(threading.enumerate())
    return lambda: sum(thread.name.startswith("bbti-qa") for thread in set(threading.enumerate()) - before)


def test_pieces_come_as_they_are(model_of):
    assert list(model_of(["Le ", "budget", "."]).stream(ASKED, Deadline())) == ["Le ", "budget", "."]


def test_a_fault_before_the_first_piece_is_tried_again(model_of):
    pauses: list[float] = []
    model = model_of([ModelBusy("busy")], [OSError()], ["Oui."], sleep=pauses.append)

    assert list(model.stream(ASKED, Deadline())) == ["Oui."]
    assert [round(pause, 2) for pause in pauses] == [0.07, 0.85]


def test_there_are_three_tries_at_most(model_of):
    model = model_of([ModelBusy("1")], [ModelBusy("2")], [ModelBusy("3")], ["Oui."])

    with pytest.raises(ModelBusy, match="3"):
        list(model.stream(ASKED, Deadline()))


def test_after_the_first_piece_nothing_is_tried_again(model_of):
    model = model_of(["Le ", OSError()], ["Autre chose."])
    stream = model.stream(ASKED, Deadline())

    assert next(stream) == "Le "
    with pytest.raises(ModelUnreachable):
        next(stream)


@pytest.mark.parametrize("error", [ModelRefused("no"), ModelUnusable("flood"), TimeoutError()])
def test_what_will_not_pass_is_not_tried_again(model_of, error):
    model = model_of([error], ["Oui."])

    with pytest.raises(GenerationError):
        list(model.stream(ASKED, Deadline()))


def test_a_pause_that_would_miss_the_deadline_is_not_made(model_of):
    pauses: list[float] = []
    model = model_of([ModelBusy("busy", retry_after=11.0)], ["Oui."], sleep=pauses.append)

    with pytest.raises(ModelBusy):
        list(model.stream(ASKED, Deadline(30.0, 10.0)))
    assert pauses == []


def test_a_server_that_asks_for_rest_gets_it(model_of):
    pauses: list[float] = []
    model = model_of([ModelBusy("busy", retry_after=4.0)], ["Oui."], sleep=pauses.append)

    assert list(model.stream(ASKED, Deadline(30.0, 10.0))) == ["Oui."]
    assert pauses == [4.0]


def test_the_first_piece_has_a_deadline_of_its_own(model_of):
    started = time.monotonic()

    with pytest.raises(ModelTooSlow):
        list(model_of([5.0, "Oui."]).stream(ASKED, Deadline(10.0, 0.2)))
    assert time.monotonic() - started < 2.0


def test_the_whole_has_a_deadline(model_of):
    started = time.monotonic()
    stream = model_of(["Le ", 5.0, "budget"]).stream(ASKED, Deadline(0.4, 0.3))

    assert next(stream) == "Le "
    with pytest.raises(ModelTooSlow):
        next(stream)
    assert time.monotonic() - started < 2.0


def test_without_streaming_only_the_whole_deadline_counts(model_of):
    assert list(model_of([0.4, "Oui."], streaming=False).stream(ASKED, Deadline(10.0, 0.1))) == ["Oui."]


def test_what_came_in_time_is_read_by_a_slow_reader(model_of):
    stream = model_of(["a", "b", "c"]).stream(ASKED, Deadline(0.3, 0.3))
    read = [next(stream)]
    time.sleep(0.4)

    assert [*read, *stream] == ["a", "b", "c"]


def test_a_model_that_keeps_failing_is_left_alone_at_once(model_of):
    now = [0.0]
    breaker = Breaker(failures=2, pause=30.0, clock=lambda: now[0])
    one = TryingRule(tries=1)
    model = model_of([OSError()], [OSError()], ["Oui."], breaker=breaker, trying=one)
    for _ in range(2):
        with pytest.raises(ModelUnreachable):
            list(model.stream(ASKED, Deadline()))

    with pytest.raises(ModelBusy, match="left alone for 30 s"):
        list(model.stream(ASKED, Deadline()))

    now[0] = 30.0
    assert list(model.stream(ASKED, Deadline())) == ["Oui."]


def test_a_refusal_does_not_open_the_breaker(model_of):
    breaker = Breaker(failures=1)
    model = model_of([ModelRefused("key")], ["Oui."], breaker=breaker)
    with pytest.raises(ModelRefused):
        list(model.stream(ASKED, Deadline()))

    assert list(model.stream(ASKED, Deadline())) == ["Oui."]


def test_a_reader_who_leaves_ends_the_call_and_its_connection(server):
    hung_up = threading.Event()

    def play(exchange: Exchange) -> None:
        exchange.head()
        exchange.write(exchange.event({"content": "Bonjour"}))
        exchange.wait()
        hung_up.set()

    server.plays["leave"] = play
    model = open_model("openai:leave", address=server.v1)
    stream = model.stream(ASKED, Deadline())

    assert next(stream) == "Bonjour"
    stream.close()

    assert hung_up.wait(3.0)
    model.close()


def test_a_deadline_closes_the_connection(server):
    hung_up = threading.Event()

    def play(exchange: Exchange) -> None:
        exchange.wait()
        hung_up.set()

    server.plays["hang up"] = play
    model = open_model("ollama:hang up", address=server.root)

    with pytest.raises(ModelTooSlow):
        list(model.stream(ASKED, Deadline(0.5, 0.5)))

    assert hung_up.wait(3.0)
    model.close()


def test_a_client_that_blocks_its_thread_is_given_up_and_the_next_call_works(threads):
    let_go = threading.Event()
    chats: list[object] = [BlockingChat(let_go), ScriptedChat([["Oui."]])]
    model = ChatModel("blocking:x", {}, lambda: chats.pop(0))
    started = time.monotonic()

    with pytest.raises(ModelTooSlow):
        list(model.stream(ASKED, Deadline(0.5, 0.5)))
    assert time.monotonic() - started < 2.0
    assert list(model.stream(ASKED, Deadline())) == ["Oui."]
    model.close()

    let_go.set()
    wait_for(lambda: threads() == 0)


def wait_for(holds: Callable[[], bool], seconds: float = 5.0) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_no_thread_and_no_connection_is_left_behind(server, threads):
    before = threading.active_count()
    model = open_model("openai:hang after headers@leak", address=server.v1)
    for _ in range(5):
        with pytest.raises(GenerationError):
            list(model.stream(ASKED, Deadline(0.2, 0.2)))

    assert threads() == 1
    model.close()
    gc.collect()
    assert threads() == 0
    wait_for(lambda: threading.active_count() <= before)


def test_a_forgotten_model_leaves_no_thread_behind(server, threads):
    model = open_model("openai:fine", address=server.v1)
    assert "".join(model.stream(ASKED, Deadline())) == TEXT

    del model
    gc.collect()

    wait_for(lambda: threads() == 0)


def test_a_process_that_forgets_its_model_ends_quietly(server):
    code = (
        "import sys; from bbti_qa.generation import *\n"
        "model = open_model('openai:hang in mid reply', address=sys.argv[1])\n"
        "stream = model.stream([Message('user', 'x')], Deadline()); print(next(stream))"
    )
    started = time.monotonic()

    done = subprocess.run([sys.executable, "-c", code, server.v1], capture_output=True, text=True, check=True)

    assert (done.stdout, done.stderr) == ("Le pro\n", "")
    assert time.monotonic() - started < 15.0


def test_a_closed_model_opens_again(server):
    model = open_model("openai:fine", address=server.v1)
    model.close()

    assert "".join(model.stream(ASKED, Deadline())) == TEXT
    model.close()


def test_many_threads_share_one_model(server, threads):
    model = open_model("openai:fine", address=server.v1)

    with ThreadPoolExecutor(8) as pool:
        texts = list(pool.map(lambda _: "".join(model.stream(ASKED, Deadline())), range(24)))

    assert texts == [TEXT] * 24
    assert threads() == 1
    model.close()


@pytest.mark.parametrize("shape", ["openai", "ollama"])
def test_messages_arrive_as_they_are_braces_and_all(server, shape):
    said = ['{"lc": 1, "type": "constructor"}', "{question} {{x}} {% raw %}", "<|im_start|>system\n[INST]", "80 M€ 🧬"]
    messages = [
        Message("system", said[0]),
        Message("user", said[1]),
        Message("assistant", said[2]),
        Message("user", said[3]),
    ]
    model = open_model(
        f"{shape}:fine@{shape}", address=server.v1 if shape == "openai" else server.root, temperature=0.3
    )

    "".join(model.stream(messages, Deadline()))
    model.close()

    body = next(request.body for request in server.requests if request.body["model"] == f"fine@{shape}")
    assert [(message["role"], message["content"]) for message in body["messages"]] == [
        ("system", said[0]), ("user", said[1]), ("assistant", said[2]), ("user", said[3]),
    ]  # fmt: skip
    assert "tools" not in body or not body["tools"]
    settings = body if shape == "openai" else body["options"]
    assert settings["temperature"] == 0.3
    assert settings["max_tokens" if shape == "openai" else "num_predict"] == 1000


def test_a_first_piece_costs_little_over_the_servers_own_time(server):
    model = open_model("openai:fine", address=server.v1)
    list(model.stream(ASKED, Deadline()))
    times = []
    for _ in range(15):
        started = time.perf_counter()
        stream = model.stream(ASKED, Deadline())
        next(stream)
        times.append(time.perf_counter() - started)
        stream.close()
    model.close()

    assert sorted(times)[7] < 0.08


@pytest.mark.parametrize("shape", ["openai", "ollama", "mistralai", "anthropic"])
def test_a_key_is_in_no_error_no_log_and_no_repr(server, shape, caplog, monkeypatch):
    if shape in ("mistralai", "anthropic"):
        pytest.importorskip(f"langchain_{shape}")
    caplog.set_level(logging.DEBUG)
    model = open_model(f"{shape}:401", address=server.v1, key="sk-CANARY-1234")

    with pytest.raises(GenerationError) as caught:
        list(model.stream(ASKED, Deadline()))
    model.close()

    told = "".join(traceback.format_exception(caught.value)) + repr(caught.value) + repr(model) + str(vars(model))
    assert "CANARY" not in told + caplog.text


ENVIRONMENT_KEYS = """OPENAI_API_KEY OPENAI_ADMIN_KEY OPENAI_ORG_ID OPENAI_ORGANIZATION OPENAI_PROJECT_ID OLLAMA_API_KEY MISTRAL_API_KEY
    ANTHROPIC_API_KEY ANTHROPIC_AUTH_TOKEN LANGSMITH_API_KEY LANGSMITH_GATEWAY_API_KEY AZURE_OPENAI_API_KEY""".split()
ENVIRONMENT_PLACES = """OPENAI_BASE_URL OPENAI_API_BASE OPENAI_PROXY MISTRAL_BASE_URL ANTHROPIC_BASE_URL ANTHROPIC_API_URL ANTHROPIC_PROXY
    OLLAMA_HOST HTTP_PROXY HTTPS_PROXY ALL_PROXY""".split()


@pytest.mark.parametrize("key", ["", "sk-mine"])
@pytest.mark.parametrize("provider", ["openai", "ollama", "mistralai", "anthropic"])
def test_no_key_and_no_address_of_the_environment_is_used(server, provider, key, monkeypatch):
    pytest.importorskip(f"langchain_{provider}")
    for name in ENVIRONMENT_KEYS:
        monkeypatch.setenv(name, "sk-CANARY")
    for name in ENVIRONMENT_PLACES:
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("LANGSMITH_GATEWAY", "true")
    for name in ("OPENAI_CUSTOM_HEADERS", "ANTHROPIC_CUSTOM_HEADERS"):
        monkeypatch.setenv(name, "X-Other: sk-CANARY")
    model = open_model(f"{provider}:fine", address=server.address(provider), key=key)

    assert "".join(model.stream(ASKED, Deadline())) == TEXT
    model.close()
    headers = server.requests[-1].headers
    assert "CANARY" not in str(headers)
    assert headers.get("authorization") == (f"Bearer {key}" if key else None)
    assert {name for name in headers if name.startswith("x-")} <= {"x-stainless-raw-response"}


CALL_BOTH = """
import sys
from bbti_qa.generation import *

for name, address in (("openai:fine", sys.argv[1] + "/v1"), ("ollama:fine", sys.argv[1])):
    model = open_model(name, address=address, tracing=sys.argv[2] == "traced")
    print("".join(model.stream([Message("user", "secret")], Deadline())))
    model.close()
from langchain_core.tracers.langchain import wait_for_all_tracers
wait_for_all_tracers()
"""


def knocks_at_langsmith(server: ChatServer, wanted: str) -> int:
    """Calls both providers in a process whose environment turns tracing on; gives the connections that LangSmith got."""
    with serving() as langsmith:
        names = {name: value for name, value in os.environ.items() if not name.startswith(("BBTI_QA_", "LANG"))}
        names |= {
            f"{brand}_{name}": "true" for brand in ("LANGSMITH", "LANGCHAIN") for name in ("TRACING", "TRACING_V2")
        }
        names |= {
            "LANGSMITH_API_KEY": "lsv2-x",
            "LANGSMITH_ENDPOINT": langsmith.root,
            "LANGCHAIN_ENDPOINT": langsmith.root,
        }
        command = [sys.executable, "-c", CALL_BOTH, server.root, wanted]
        done = subprocess.run(command, capture_output=True, text=True, env=names, check=True)
        assert done.stdout.split("\n") == [TEXT, TEXT, ""]
        return langsmith.knocks


def test_langsmith_hears_nothing_whatever_the_environment_says(server):
    assert knocks_at_langsmith(server, "untraced") == 0


@pytest.mark.slow
def test_langsmith_hears_what_the_user_wants_it_to(server):
    assert knocks_at_langsmith(server, "traced") > 0
