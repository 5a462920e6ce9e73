"""What is seen and limited on the wire, as hooks of the HTTP client that a provider's package uses.

Two HTTP libraries are about (httpx and its successor httpx2, which the openai and anthropic packages use); both call these hooks the same
way. What a call saw is kept for its task, so that faults can be told apart whatever the package above makes of them.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import aclosing
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

from bbti_qa.errors import ModelRefused, ModelUnusable
from bbti_qa.generation.trying import asked_wait

MOST_BYTES = 16 * 2**20  # of one response: a reply of MOST_CHARACTERS, each in an event of its own, is less


@dataclass(slots=True)
class Seen:
    """What the last response of a call said of itself."""

    status: int | None = None
    retry_after: float | None = None


_SEEN: ContextVar[Seen | None] = ContextVar("seen", default=None)

# Compressed bytes would have to be counted after they were unpacked, and a small bomb unpacks to gigabytes.
PLAIN = {"Accept-Encoding": "identity"}


def watch() -> Seen:
    """From here on the responses of this task are noted in the object given back."""
    seen = Seen()
    _SEEN.set(seen)
    return seen


async def _note(response: Any) -> None:
    """Notes the status; raises ModelRefused for a redirect, ModelUnusable for what cannot be a reply; limits the bytes."""
    if (seen := _SEEN.get()) is not None:
        seen.status = response.status_code
        seen.retry_after = asked_wait(response.headers, datetime.now(UTC))
    _refuse_redirect(response.status_code)
    _refuse_form(response.headers)
    response.stream = _limited(response.stream)


# What a request needs. The clients would add what the environment holds for other servers (OPENAI_ORG_ID, OLLAMA_API_KEY,
# OPENAI_CUSTOM_HEADERS, …) and what they like to know (system, processor, version of Python). The last one is how they talk to themselves.
_NEEDED = frozenset(
    """accept accept-encoding anthropic-version connection content-length content-type host transfer-encoding user-agent
    x-stainless-raw-response""".split()
)
_KEYS = frozenset({"authorization", "x-api-key"})


async def _strip(request: Any, allowed: frozenset[str]) -> None:
    for name in set(request.headers) - allowed:
        del request.headers[name]


def hooks(has_key: bool) -> dict[str, list[Any]]:
    """For an HTTP client's `event_hooks`: requests carry no header that is not needed, no key unless one is set; responses are noted."""
    allowed = _NEEDED | _KEYS if has_key else _NEEDED
    return {"request": [partial(_strip, allowed=allowed)], "response": [_note]}


def _refuse_redirect(status: int) -> None:
    if 300 <= status < 400:
        raise ModelRefused(
            "The server sends the request on to another address, where neither the question nor the key shall go. "
            "Set BBTI_QA_MODEL_URL to the final address."
        )


def _refuse_form(headers: Mapping[str, str]) -> None:
    if headers.get("content-encoding", "identity").strip().lower() not in ("", "identity"):
        raise ModelUnusable(
            "The server compresses its reply although it was asked not to. Change the gateway in front of it."
        )


def _limited(stream: Any) -> Any:
    """`stream` with at most MOST_BYTES in it; of the byte-stream class of the library that it comes from, which checks."""
    kind = next(base for base in type(stream).__mro__ if base.__name__ == "AsyncByteStream")

    class Limited(kind):  # type: ignore[misc, valid-type]
        async def __aiter__(self) -> AsyncIterator[bytes]:
            count = 0
            async with aclosing(aiter(stream)) as chunks:
                async for chunk in chunks:
                    count += len(chunk)
                    if count > MOST_BYTES:
                        raise ModelUnusable(
                            "The server sends more than any answer holds. Set BBTI_QA_MODEL to another model."
                        )
                    yield chunk

        async def aclose(self) -> None:
            await stream.aclose()

    return Limited()
