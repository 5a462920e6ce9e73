"""The doorman of LangChain's chat models: nothing else in the package touches them or their HTTP clients.

Four providers are known by name: their clients get our hooks (no redirects, limits, status), make no retries of their own, and their
packages are extras. Any other that `init_chat_model` knows works with LangChain's standard parameters, without the hooks.
"""

from __future__ import annotations

import importlib
import os
import ssl
import warnings
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator, Sequence
from contextlib import aclosing, contextmanager
from dataclasses import dataclass, field
from functools import cache
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from langchain.chat_models import init_chat_model
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage
from langsmith import tracing_context

from bbti_qa.errors import MissingExtra, SettingsError
from bbti_qa.generation.model import Message
from bbti_qa.generation.reply import Reply
from bbti_qa.generation.wire import PLAIN, hooks

_EXTRAS = {
    "openai": ("openai", "langchain_openai"),
    "ollama": ("ollama", "langchain_ollama"),
    "mistralai": ("mistral", "langchain_mistralai"),
    "anthropic": ("anthropic", "langchain_anthropic"),
}
_KEYLESS = frozenset({"ollama"})
_HOMES = {
    "openai": "https://api.openai.com/v1",
    "ollama": "http://127.0.0.1:11434",
    "mistralai": "https://api.mistral.ai/v1",
    "anthropic": "https://api.anthropic.com",
}
_MESSAGES: dict[str, type[BaseMessage]] = {"system": SystemMessage, "user": HumanMessage, "assistant": AIMessage}
_ENDS = ("finish_reason", "done_reason", "stop_reason")  # OpenAI and Mistral, Ollama, Anthropic


@dataclass(frozen=True, slots=True)
class ChatSettings:
    """What a chat model is opened with; empty texts leave a thing to the provider. The key stays out of `repr`."""

    provider: str
    model: str
    address: str = ""
    key: str = field(default="", repr=False)
    seconds: float = 30.0
    temperature: float = 0.0
    max_tokens: int = 1000
    streaming: bool = True
    tracing: bool = False

    @property
    def home(self) -> str:
        """The server's address: none of the provider's environment variables can send the question elsewhere."""
        return self.address or _HOMES[self.provider]


def connect(settings: ChatSettings) -> LangChainChat:
    """A client for the provider. Raises MissingExtra, SettingsError."""
    _require_package(settings.provider)
    _require_key(settings)
    _forget_old_tracing()
    # Pydantic would print what a server sent in the wrong place, perhaps the key, as a warning.
    warnings.filterwarnings("ignore", "Pydantic serializer warnings", UserWarning)
    try:
        return _OPENERS.get(settings.provider, _open_any)(settings)
    except ImportError as error:
        package = error.name or f"langchain-{settings.provider}"
        raise MissingExtra(
            f"The provider {settings.provider!r} needs a package: pip install {package.replace('_', '-')}"
        ) from None
    except Exception as error:
        # The clients' own words may repeat what they were given, the key among it.
        raise SettingsError(
            f"The provider {settings.provider!r} cannot be set up with these BBTI_QA_MODEL settings ({type(error).__name__}). "
            "docs/models/ has the settings for each provider."
        ) from None


class LangChainChat:
    """A LangChain chat model as a `Chat`."""

    def __init__(
        self, model: BaseChatModel, settings: ChatSettings, close: Callable[[], Awaitable[None]] | None = None
    ) -> None:
        self._model = model
        self._settings = settings
        self._close = close

    async def pieces(self, messages: Sequence[Message], reply: Reply) -> AsyncGenerator[str, None]:
        """The texts of the reply that can be shown. Raises ModelUnusable, and whatever the client raises."""
        typed = [_MESSAGES[message.role](content=message.content) for message in messages]
        with _tracing(self._settings.tracing):
            if self._settings.streaming:
                async with aclosing(self._model.astream(typed)) as chunks:  # type: ignore[type-var]
                    async for chunk in chunks:
                        yield _read(chunk, reply)
            else:
                extra: dict[str, Any] = {"stream": False} if self._settings.provider == "ollama" else {}
                yield _read(await self._model.ainvoke(typed, **extra), reply)
        yield reply.rest()
        reply.check(must_say_end=self._settings.streaming and self._settings.provider in _EXTRAS)

    async def close(self) -> None:
        if self._close is not None:
            await self._close()


def _read(message: BaseMessage, reply: Reply) -> str:
    """The text of a message or of a piece of one; blocks that are not text are left out. Notes the rest in `reply`."""
    if (
        getattr(message, "tool_calls", None)
        or getattr(message, "tool_call_chunks", None)
        or getattr(message, "invalid_tool_calls", None)
    ):
        reply.asked_for_tools = True
    for name in _ENDS:
        if end := message.response_metadata.get(name):
            reply.ended = str(end)
    return reply.take(str(message.text))


@contextmanager
def _tracing(wanted: bool) -> Iterator[None]:
    """LangSmith gets nothing, whatever its variables say, unless tracing is wanted; then they decide."""
    if wanted:
        yield
        return
    with tracing_context(enabled=False):
        yield


def _forget_old_tracing() -> None:
    """LangChain stops at the variables of its first tracer, which is gone, before any call."""
    for name in ("LANGCHAIN_TRACING", "LANGCHAIN_HANDLER"):
        os.environ.pop(name, None)


def _require_package(provider: str) -> None:
    if provider not in _EXTRAS:
        return
    extra, package = _EXTRAS[provider]
    try:
        importlib.import_module(package)
    except ImportError:
        raise MissingExtra(f"The provider {provider!r} needs its package: pip install 'bbti-qa[{extra}]'") from None


def _require_key(settings: ChatSettings) -> None:
    if settings.provider in _EXTRAS and settings.provider not in _KEYLESS and not (settings.key or settings.address):
        raise SettingsError(f"The provider {settings.provider!r} needs a key: set BBTI_QA_MODEL_KEY.")


def _client_options(settings: ChatSettings) -> dict[str, Any]:
    return {
        "event_hooks": hooks(bool(settings.key)),
        "follow_redirects": False,
        "headers": PLAIN,
        "timeout": settings.seconds,
        "verify": _trusted(),
        # A question for this machine goes to no proxy, whatever HTTP_PROXY says.
        "mounts": dict.fromkeys(("http://", "https://", "all://")) if _is_here(settings.home) else {},
    }


def _is_here(address: str) -> bool:
    """Whether an address is of this machine itself."""
    host = urlsplit(address).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@cache
def _trusted() -> ssl.SSLContext:
    """Whom HTTPS trusts: certifi's authorities, or SSL_CERT_FILE's. Reading them takes 40 ms, once."""
    import httpx

    return httpx.create_ssl_context()


def _open_openai(settings: ChatSettings) -> LangChainChat:
    import openai

    http = openai.DefaultAsyncHttpxClient(**_client_options(settings))
    model = init_chat_model(
        settings.model,
        model_provider="openai",
        base_url=settings.home,
        # Never the key of the environment: it would go to whatever server the address names.
        api_key=settings.key or "none",
        http_async_client=http,
        openai_proxy="",
        http_socket_options=(),
        timeout=settings.seconds,
        max_retries=0,
        stream_chunk_timeout=None,
        stream_usage=False,
        use_responses_api=False,
        temperature=settings.temperature,
        # Servers that only speak like OpenAI know the older name of the limit, OpenAI itself the newer one.
        **(
            {"extra_body": {"max_tokens": settings.max_tokens}}
            if settings.address
            else {"max_tokens": settings.max_tokens}
        ),
    )
    return LangChainChat(model, settings, http.aclose)


def _open_ollama(settings: ChatSettings) -> LangChainChat:
    headers = PLAIN | ({"Authorization": f"Bearer {settings.key}"} if settings.key else {})
    model: Any = init_chat_model(
        settings.model,
        model_provider="ollama",
        base_url=settings.home,
        async_client_kwargs=_client_options(settings) | {"headers": headers},
        sync_client_kwargs={"verify": _trusted()},  # never used, but made
        temperature=settings.temperature,
        num_predict=settings.max_tokens,
    )
    return LangChainChat(model, settings, model._async_client._client.aclose)


def _open_mistral(settings: ChatSettings) -> LangChainChat:
    import httpx

    headers = PLAIN | {"Authorization": f"Bearer {settings.key or 'none'}", "Accept": "application/json"}
    http = httpx.AsyncClient(base_url=settings.home, **_client_options(settings) | {"headers": headers})
    model = init_chat_model(
        settings.model,
        model_provider="mistralai",
        base_url=settings.home,
        api_key=settings.key or "none",
        async_client=http,
        timeout=max(1, round(settings.seconds)),
        max_retries=1,  # tries, there
        temperature=min(1.0, settings.temperature),
        max_tokens=settings.max_tokens,
    )
    return LangChainChat(model, settings, http.aclose)


def _open_anthropic(settings: ChatSettings) -> LangChainChat:
    import anthropic

    http = anthropic.DefaultAsyncHttpxClient(**_client_options(settings))
    model: Any = init_chat_model(
        settings.model,
        model_provider="anthropic",
        base_url=settings.home,
        api_key=settings.key or "none",
        timeout=settings.seconds,
        max_retries=0,
        temperature=min(1.0, settings.temperature),
        max_tokens=settings.max_tokens,
    )
    # It has no parameter for an HTTP client; its own is shared between event loops and follows redirects.
    model.__dict__["_async_client"] = anthropic.AsyncAnthropic(**model._client_params, http_client=http)
    return LangChainChat(model, settings, http.aclose)


def _open_any(settings: ChatSettings) -> LangChainChat:
    given: dict[str, Any] = {"base_url": settings.address, "api_key": settings.key}
    model = init_chat_model(
        settings.model,
        model_provider=settings.provider,
        timeout=settings.seconds,
        max_retries=0,
        temperature=settings.temperature,
        max_tokens=settings.max_tokens,
        **{name: value for name, value in given.items() if value},
    )
    return LangChainChat(model, settings)


_OPENERS: dict[str, Callable[[ChatSettings], LangChainChat]] = {
    "openai": _open_openai,
    "ollama": _open_ollama,
    "mistralai": _open_mistral,
    "anthropic": _open_anthropic,
}
