"""Assistants whose model is the chat server of these tests, over loopback and the real protocol; all else is real too."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import count

from chat_server import ChatServer

from bbti_qa.assistant import Assistant
from bbti_qa.documents import Document
from bbti_qa.index import Snapshot, in_memory
from bbti_qa.ingestion import contents_of
from bbti_qa.settings import Settings, load_settings
from bbti_qa.wiring import assistant_over, chunking_rule, open_embedder

Script = Callable[[list[str]], str]
"""What a model writes, from the contents of the messages that it got: rules, numbered lines, acknowledgement, question."""

_names = count()


def index_of(documents: Sequence[Document]) -> Snapshot:
    settings = Settings()
    contents, _ = contents_of(documents, open_embedder(settings), chunking_rule(settings))
    return in_memory(contents)


def settings_for(server: ChatServer, says: str | Script, **limits: float) -> Settings:
    """Settings with a model that writes `says`, or plays the server's fault of that name."""
    if isinstance(says, str) and says in server.plays:
        name = f"{says}@{next(_names)}"
    else:
        name = f"script{next(_names)}"
        server.plays[name] = lambda exchange: exchange.reply(
            says
            if isinstance(says, str)
            else says([message["content"] for message in exchange.request.body["messages"]])
        )
    return load_settings({}, model=f"openai:{name}", model_url=server.v1, **limits)


def assistant_with(server: ChatServer, snapshot: Snapshot, says: str | Script, **limits: float) -> Assistant:
    settings = settings_for(server, says, **limits)
    return assistant_over(snapshot, open_embedder(settings), settings)


def plain_assistant(snapshot: Snapshot) -> Assistant:
    return assistant_over(snapshot, open_embedder(Settings()), load_settings({}))


def number_of(lines: str, words: str) -> str:
    """ "E3" for the numbered line that holds `words`; "E99" where none does."""
    found = re.search(rf"^(E\d+) \([^\n]*\) : [^\n]*{re.escape(words)}", lines, re.MULTILINE)
    return found[1] if found else "E99"


def numbered_texts(lines: str) -> list[tuple[str, str]]:
    """("E1", its text) for every numbered line."""
    return re.findall(r"^(E\d+) \(.*?\) : (.*)$", lines, re.MULTILINE)
