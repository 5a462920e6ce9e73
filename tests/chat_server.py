"""A chat server on loopback that speaks the protocols of OpenAI (and Mistral), Ollama and Anthropic over plain sockets, and plays every fault.

The name of the model that a request asks for names the play, up to a "@": what stands behind it tells cases apart, each with a count of
its own. Plays write bytes themselves, so that a stream can end in the middle of a
character. `python tests/chat_server.py` serves until Ctrl-C.
"""

from __future__ import annotations

import json
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import responses
from socketserver import StreamRequestHandler, ThreadingTCPServer
from typing import Any

TEXT = "Le programme dispose de 80 M€ sur sept ans [E1]."
PIECE = 6  # characters of a streamed piece
FLOOD = 5_000_000


@dataclass(frozen=True, slots=True)
class Request:
    path: str
    headers: dict[str, str]
    body: dict[str, Any]


@dataclass(slots=True)
class Exchange:
    """One request, and the means to answer it. `number` counts the requests for this model, from 1."""

    request: Request
    number: int
    text: str
    socket: socket.socket
    stopped: threading.Event
    elsewhere: str = ""

    @property
    def streams(self) -> bool:
        return bool(self.request.body.get("stream"))

    @property
    def is_ollama(self) -> bool:
        return self.request.path.endswith("/api/chat")

    @property
    def is_anthropic(self) -> bool:
        return self.request.path.endswith("/v1/messages")

    def write(self, data: bytes) -> None:
        self.socket.sendall(data)

    def head(self, status: int = 200, **headers: str) -> None:
        kind = "application/json"
        if self.streams and status == 200:
            kind = "application/x-ndjson" if self.is_ollama else "text/event-stream"
        told = {"Content-Type": kind, "Connection": "close"} | {
            name.replace("_", "-"): text for name, text in headers.items()
        }
        lines = [f"HTTP/1.1 {status} {responses[status]}", *(f"{name}: {text}" for name, text in told.items())]
        self.write("\r\n".join(lines).encode() + b"\r\n\r\n")

    def refuse(self, status: int, **headers: str) -> None:
        """An error as these servers write it; like some of them it repeats the key."""
        key = self.request.headers.get("authorization", "")
        said = f"refused, you sent {key}"
        body = json.dumps(
            {"error": said} if self.is_ollama else {"error": {"message": said, "type": "t", "code": None}}
        )
        self.head(status, Content_Length=str(len(body.encode())), **headers)
        self.write(body.encode())

    def event(self, delta: object = None, finish: str | None = None, **more: object) -> bytes:
        """One event of a stream, or the whole of a reply that is not streamed."""
        delta = {"content": ""} if delta is None else delta
        if self.is_anthropic:
            return self.anthropic_event(delta if isinstance(delta, dict) else {}, finish)
        if self.is_ollama:
            message = {"role": "assistant", "content": ""} | (delta if isinstance(delta, dict) else {})
            said: dict[str, object] = {
                "model": "m",
                "created_at": "2026-01-01T00:00:00Z",
                "message": message,
                "done": bool(finish),
            }
            said |= {"done_reason": finish} if finish else {}
            return json.dumps(said | more).encode() + b"\n"
        choice = {"index": 0, "delta" if self.streams else "message": delta, "finish_reason": finish}
        if not self.streams and isinstance(delta, dict):
            choice["message"] = {"role": "assistant"} | delta
        kind = "chat.completion.chunk" if self.streams else "chat.completion"
        said = {"id": "1", "object": kind, "created": 1, "model": "m", "choices": [choice]} | more
        data = json.dumps(said, ensure_ascii=False).encode()
        return b"data: " + data + b"\n\n" if self.streams else data

    def anthropic_event(self, delta: dict[str, Any], finish: str | None) -> bytes:
        said: dict[str, Any] = {
            "id": "1",
            "type": "message",
            "role": "assistant",
            "model": "m",
            "usage": {"input_tokens": 1, "output_tokens": 1},
        }
        if not self.streams:
            said |= {
                "content": [{"type": "text", "text": delta["content"]}],
                "stop_reason": finish,
                "stop_sequence": None,
            }
            return json.dumps(said, ensure_ascii=False).encode()
        if finish:
            ended = {
                "type": "message_delta",
                "delta": {"stop_reason": "end_turn", "stop_sequence": None},
                "usage": {"output_tokens": 1},
            }
            return named({"type": "content_block_stop", "index": 0}) + named(ended) + named({"type": "message_stop"})
        return named(
            {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": delta["content"]}}
        )

    def opening(self) -> bytes:
        """What goes before the first piece of a stream."""
        if not (self.streams and self.is_anthropic):
            return b""
        message = {
            "id": "1", "type": "message", "role": "assistant", "model": "m", "content": [], "stop_reason": None, "stop_sequence": None,
            "usage": {"input_tokens": 1, "output_tokens": 1},
        }  # fmt: skip
        block = {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}}
        return named({"type": "message_start", "message": message}) + named(block)

    def reply(self, text: str | None = None, finish: str | None = "stop", done: bool = True) -> None:
        """A whole and healthy reply."""
        self.head()
        for data in self.events(self.text if text is None else text, finish):
            self.write(data)
        if self.streams and not (self.is_ollama or self.is_anthropic) and done:
            self.write(b"data: [DONE]\n\n")

    def events(self, text: str, finish: str | None = "stop") -> Iterator[bytes]:
        if not self.streams:
            yield self.event({"content": text}, finish)
            return
        if opening := self.opening():
            yield opening
        for start in range(0, len(text), PIECE):
            yield self.event({"content": text[start : start + PIECE]})
        if finish:
            yield self.event({}, finish)

    def wait(self) -> None:
        """Until the server stops or the client hangs up."""
        self.socket.settimeout(0.1)
        while not self.stopped.is_set():
            try:
                if self.socket.recv(1) == b"":
                    return
            except TimeoutError:
                continue
            except OSError:
                return

    def pause(self, seconds: float) -> None:
        self.stopped.wait(seconds)

    def reset(self) -> None:
        """Hangs up with RST."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()


def named(data: dict[str, Any]) -> bytes:
    """An event as Anthropic writes it: with its name."""
    return f"event: {data['type']}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


Play = Callable[[Exchange], None]


def fine(exchange: Exchange) -> None:
    exchange.reply()


def hang_before_headers(exchange: Exchange) -> None:
    exchange.wait()


def hang_after_headers(exchange: Exchange) -> None:
    exchange.head()
    exchange.wait()


def hang_mid_reply(exchange: Exchange) -> None:
    exchange.head()
    data = b"".join(exchange.events(exchange.text))
    exchange.write(data[: len(data) // 2])
    exchange.wait()


def slow_drip(exchange: Exchange) -> None:
    exchange.head()
    for byte in b"".join(exchange.events(exchange.text)):
        exchange.write(bytes([byte]))
        exchange.pause(1.0)


def refuse(status: int, **headers: str) -> Play:
    return lambda exchange: exchange.refuse(status, **headers)


def first(count: int, play: Play) -> Play:
    """`play` for the first `count` requests, then all is well."""
    return lambda exchange: play(exchange) if exchange.number <= count else exchange.reply()


def busy_until_a_date(exchange: Exchange) -> None:
    exchange.refuse(429, Date="Mon, 02 Mar 2026 10:00:00 GMT", Retry_After="Mon, 02 Mar 2026 10:00:01 GMT")


def html(exchange: Exchange) -> None:
    exchange.head(Content_Type="text/html")
    exchange.write(b"<!doctype html><title>Portail captif</title><p>Connectez-vous.</p>")


def html_as_json(exchange: Exchange) -> None:
    exchange.head(Content_Type="application/json")
    exchange.write(b"<!doctype html><title>Portail captif</title><p>Connectez-vous.</p>")


def truncated_json(exchange: Exchange) -> None:
    exchange.head()
    exchange.write(b"".join(exchange.events(exchange.text))[:-40])


def cut_in_a_character(exchange: Exchange) -> None:
    """The connection ends between the bytes of a letter, before the promised length."""
    exchange.head(Content_Length="100000")
    whole = b"".join(exchange.events(exchange.text))
    euro = whole.find("€".encode())
    exchange.write(whole[: euro + 1] if euro >= 0 else whole[: len(whole) // 2])


def cut_without_end(exchange: Exchange) -> None:
    exchange.reply(finish=None, done=False)


def end_without_done(exchange: Exchange) -> None:
    exchange.reply(done=False)


def reset_mid_reply(exchange: Exchange) -> None:
    exchange.head()
    data = b"".join(exchange.events(exchange.text))
    exchange.write(data[: len(data) // 2])
    exchange.pause(0.1)
    exchange.reset()


def reset_at_once(exchange: Exchange) -> None:
    exchange.reset()


def endless(exchange: Exchange) -> None:
    exchange.head()
    if not exchange.streams:
        exchange.write(b'{"id": "')
    data = exchange.event({"content": "encore "}) if exchange.streams else b"encore " * 100
    while not exchange.stopped.is_set():
        exchange.write(data * 50)
        exchange.pause(0.005)


def endless_line(exchange: Exchange) -> None:
    """An event that never ends."""
    exchange.head()
    exchange.write(b"data: " if exchange.streams and not exchange.is_ollama else b"")
    while not exchange.stopped.is_set():
        exchange.write(b'{"choices": ' * 1000)
        exchange.pause(0.005)


def flood(exchange: Exchange) -> None:
    """More bytes than a client should ever read, as fast as they go."""
    exchange.head(Content_Type="application/json")
    for _ in range(60):
        exchange.write(b" " * 2**20)


def tool_calls(exchange: Exchange) -> None:
    exchange.head()
    called = {
        "name": "open_url",
        "arguments": {"url": "http://x.invalid"} if exchange.is_ollama else '{"url": "http://x.invalid"}',
    }
    call = (
        {"function": called} if exchange.is_ollama else {"index": 0, "id": "c", "type": "function", "function": called}
    )
    exchange.write(exchange.event({"content": "", "tool_calls": [call]}, "tool_calls"))


def tool_calls_and_text(exchange: Exchange) -> None:
    exchange.head()
    called = {"name": "open_url", "arguments": {} if exchange.is_ollama else "{}"}
    call = (
        {"function": called} if exchange.is_ollama else {"index": 0, "id": "c", "type": "function", "function": called}
    )
    exchange.write(exchange.event({"content": exchange.text, "tool_calls": [call]}, "stop"))


def not_a_number(exchange: Exchange) -> None:
    exchange.head()
    data = b'{"choices": NaN, "message": Infinity, "done": NaN}'
    exchange.write(b"data: " + data + b"\n\n" if exchange.streams and not exchange.is_ollama else data + b"\n")


def garbage(exchange: Exchange) -> None:
    exchange.head()
    for data in (b'[1, 2, "x"]', b"null", b'{"choices": [null]}', b"\xff\xfe\x00{", b'"\xf0\x9f"'):
        exchange.write(b"data: " + data + b"\n\n" if exchange.streams and not exchange.is_ollama else data + b"\n")


def deep(exchange: Exchange) -> None:
    exchange.head()
    data = b"[" * 100_000
    exchange.write(b"data: " + data + b"\n\n" if exchange.streams and not exchange.is_ollama else data + b"\n")


def redirect(exchange: Exchange) -> None:
    exchange.head(307, Location=exchange.elsewhere, Content_Length="0")


def compressed(exchange: Exchange) -> None:
    exchange.head(Content_Encoding="gzip")
    exchange.write(b"\x1f\x8b\x08\x00")


def error_in_stream(exchange: Exchange) -> None:
    exchange.head()
    data = json.dumps(
        {"error": {"message": "out of memory", "code": 500}} if not exchange.is_ollama else {"error": "out of memory"}
    )
    exchange.write(
        f"data: {data}\n\n".encode() if exchange.streams and not exchange.is_ollama else data.encode() + b"\n"
    )


def thinks_aloud(exchange: Exchange) -> None:
    exchange.reply(f"<think>\nLe budget, donc.\n</think>\n\n{exchange.text}")


def says(text: str) -> Play:
    return lambda exchange: exchange.reply(text)


PLAYS: dict[str, Play] = {
    "fine": fine,
    "hang before headers": hang_before_headers,
    "hang after headers": hang_after_headers,
    "hang in mid reply": hang_mid_reply,
    "slow drip": slow_drip,
    "401": refuse(401),
    "403": refuse(403),
    "404 unknown model": refuse(404),
    "400": refuse(400),
    "429 always": refuse(429),
    "429 for a second": first(1, refuse(429, Retry_After="1")),
    "429 until a date": first(1, busy_until_a_date),
    "429 for an hour": refuse(429, Retry_After="3600"),
    "429 with a broken Retry-After": first(1, refuse(429, Retry_After="bientôt")),
    "500 always": refuse(500),
    "503 twice, then fine": first(2, refuse(503)),
    "HTML": html,
    "HTML called JSON": html_as_json,
    "truncated JSON": truncated_json,
    "cut in a character": cut_in_a_character,
    "cut without an end": cut_without_end,
    "end without [DONE]": end_without_done,
    "reset in mid reply": reset_mid_reply,
    "reset once, then fine": first(1, reset_at_once),
    "empty text": says(""),
    "blank text": says(" \n\n\t "),
    "five megabytes": says("encore " * (FLOOD // 7)),
    "endless": endless,
    "endless line": endless_line,
    "flood": flood,
    "wrong language": says("El programa dispone de ochenta millones [E1]."),
    "markers out of range": says("Le programme dispose de 80 M€ [E99]."),
    "tool calls": tool_calls,
    "tool calls and text": tool_calls_and_text,
    "not a number": not_a_number,
    "garbage": garbage,
    "deep nesting": deep,
    "redirect": redirect,
    "compressed": compressed,
    "error in the stream": error_in_stream,
    "thinks aloud": thinks_aloud,
    "thinks only": says("<think>Hmm, encore et encore"),
}


OUTSIDE = ("nothing listens", "no such name", "nobody picks up", "TLS to a plain port")  # faults that no server plays


@dataclass(slots=True)
class ChatServer:
    """The address of a running server, and what it was asked."""

    host: str
    port: int
    text: str = TEXT
    deaf_port: int = 0
    plays: dict[str, Play] = field(default_factory=lambda: dict(PLAYS))
    requests: list[Request] = field(default_factory=list)
    elsewhere: str = ""
    knocks: int = 0  # connections, whatever they wanted
    stopped: threading.Event = field(default_factory=threading.Event)

    @property
    def root(self) -> str:
        """For Ollama's protocol."""
        return f"http://{self.host}:{self.port}"

    @property
    def v1(self) -> str:
        """For OpenAI's protocol."""
        return f"{self.root}/v1"

    def address(self, provider: str, fault: str = "fine") -> str:
        """Where a client of `provider` finds this server; for the faults of OUTSIDE a place where it does not."""
        root = {
            "nothing listens": f"http://127.0.0.1:{free_port()}",
            "no such name": "http://nowhere.invalid:80",
            "nobody picks up": f"http://127.0.0.1:{self.deaf_port}",
            "TLS to a plain port": self.root.replace("http:", "https:"),
        }.get(fault, self.root)
        return root + "/v1" if provider in ("openai", "mistralai") else root

    def count(self, model: str) -> int:
        return sum(request.body.get("model") == model for request in tuple(self.requests))

    def handle(self, request: Request, connection: socket.socket) -> None:
        self.requests.append(request)
        model = str(request.body.get("model"))
        play = self.plays.get(model.partition("@")[0], refuse(404))
        play(Exchange(request, self.count(model), self.text, connection, self.stopped, self.elsewhere))


@contextmanager
def deaf_port() -> Iterator[int]:
    """A port whose queue is full: connections hang before they are made."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        waiting = [socket.socket() for _ in range(3)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(listener.getsockname())
        yield listener.getsockname()[1]
        for one in waiting:
            one.close()


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def serving(text: str = TEXT) -> Iterator[ChatServer]:
    """A server on a free port of loopback, until the end of the block."""

    class Handler(StreamRequestHandler):
        def handle(self) -> None:
            server.knocks += 1
            with suppress(OSError, ValueError):
                server.handle(self.read(), self.connection)

        def read(self) -> Request:
            _, path, _ = self.rfile.readline().decode().split(" ")
            headers = {}
            while line := self.rfile.readline().decode().strip():
                name, _, value = line.partition(":")
                headers[name.lower()] = value.strip()
            return Request(path, headers, json.loads(self.rfile.read(int(headers["content-length"]))))

        def finish(self) -> None:
            with suppress(OSError):
                super().finish()

    class Server(ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True
        request_queue_size = 256

    with Server(("127.0.0.1", 0), Handler) as listening, deaf_port() as deaf:
        host, port = listening.server_address[:2]
        server = ChatServer(str(host), int(port), text, deaf)
        thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.stopped.set()
            listening.shutdown()
            thread.join()


if __name__ == "__main__":
    with serving() as shown, suppress(KeyboardInterrupt):
        print(
            f"BBTI_QA_MODEL=openai:fine BBTI_QA_MODEL_URL={shown.v1}",
            f"BBTI_QA_MODEL=ollama:fine BBTI_QA_MODEL_URL={shown.root}",
            sep="\n",
        )
        threading.Event().wait()
