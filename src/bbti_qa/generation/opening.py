"""Plain arguments to a model."""

from __future__ import annotations

from functools import partial
from urllib.parse import urlsplit

from bbti_qa.errors import SettingsError
from bbti_qa.generation.calling import ChatModel
from bbti_qa.generation.model import Parameter


def open_model(
    name: str,
    *,
    address: str = "",
    key: str = "",
    seconds: float = 30.0,
    temperature: float = 0.0,
    max_tokens: int = 1000,
    streaming: bool = True,
    tracing: bool = False,
) -> ChatModel:
    """The chat model `name`, `provider:model` in LangChain's words, at `address` (its provider's own when empty). Connects to nothing yet.

    `seconds` bounds any single wait on the network; `tracing` lets LangSmith's own variables send calls to it. Raises SettingsError,
    MissingExtra.
    """
    from bbti_qa.generation.providers import ChatSettings, connect

    provider, _, model = name.partition(":")
    if not (provider and model):
        raise SettingsError(
            f"BBTI_QA_MODEL = {name!r} names no model. Write provider:model, for example ollama:qwen3:4b or openai:gpt-4o-mini."
        )
    settings = ChatSettings(
        provider.lower().replace("-", "_"), model, address, key, seconds, temperature, max_tokens, streaming, tracing
    )
    parameters: dict[str, Parameter] = {"temperature": temperature, "max_tokens": max_tokens}
    opened = ChatModel(name, parameters, partial(connect, settings), place=_place(name, address), streaming=streaming)
    opened.open()
    return opened


def _place(name: str, address: str) -> str:
    """How users know the model: its name, and the server without user, password, path or query."""
    if not address:
        return name
    parts = urlsplit(address)
    return f"{name} at {parts.scheme}://{parts.hostname}" + (f":{parts.port}" if parts.port else "")
