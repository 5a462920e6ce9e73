"""Whatever a provider's client raises, in our words.

Only kinds and status codes are read. What the server wrote is never repeated: some servers echo the key.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator

from bbti_qa.errors import GenerationError, ModelBusy, ModelRefused, ModelTooSlow, ModelUnreachable, ModelUnusable
from bbti_qa.generation.wire import Seen

_CHECK = "`bbti-qa models check` tells more."
_BUSY = frozenset({408, 409, 425, 429})
_REFUSALS = {
    401: "does not accept the key. Set BBTI_QA_MODEL_KEY to a valid one",
    402: "wants to be paid first. Look at the account",
    403: "does not let this key use the model. Set BBTI_QA_MODEL_KEY, or BBTI_QA_MODEL to a model of this account",
    404: "does not know this model or address. Correct BBTI_QA_MODEL, or BBTI_QA_MODEL_URL (most end with /v1)",
    413: "finds the request too long. Set BBTI_QA_MODEL to a model that reads more",
}


def translated(error: BaseException, seen: Seen, place: str) -> GenerationError:
    """`error`, raised by a call to `place` that saw `seen` on the wire, as an error of the family."""
    chain = tuple(_chain(error))
    if own := next((link for link in chain if isinstance(link, GenerationError)), None):
        return own
    status = seen.status if seen.status is not None else _status(chain)
    if status is not None and status >= 400:
        return _for_status(status, seen.retry_after, place)
    if any("timeout" in type(link).__name__.lower() for link in chain):
        return too_slow(place)
    if status is not None:
        what = f"something that is not a whole reply ({type(error).__name__})"
        return ModelUnusable(f"{place} sent {what}. {_CHECK}", may_pass=True)
    if any(
        isinstance(link, OSError) or "Connect" in type(link).__name__ or "Protocol" in type(link).__name__
        for link in chain
    ):
        return ModelUnreachable(f"{place} cannot be reached: {_why_unreachable(chain)}. {_CHECK}")
    return ModelUnusable(f"The client of {place} failed ({type(error).__name__}). {_CHECK}")


def too_slow(place: str) -> ModelTooSlow:
    return ModelTooSlow(
        f"{place} did not answer in time. Ask again, set a faster model, or raise BBTI_QA_MODEL_SECONDS and "
        "BBTI_QA_MODEL_FIRST_SECONDS."
    )


def left_alone(place: str, wait: float) -> ModelBusy:
    return ModelBusy(
        f"{place} failed several times and is left alone for {max(1, round(wait))} s. Ask again after that.", wait
    )


def _for_status(status: int, retry_after: float | None, place: str) -> GenerationError:
    if status in _BUSY or status >= 500:
        what = "has too many requests" if status == 429 else f"fails (status {status})"
        when = f"in {max(1, round(retry_after))} s" if retry_after is not None else "later"
        return ModelBusy(f"{place} {what}. Ask again {when}.", retry_after)
    return ModelRefused(f"{place} {_REFUSALS.get(status, f'refuses the request (status {status})')}. {_CHECK}")


def _why_unreachable(chain: tuple[BaseException, ...]) -> str:
    if any(isinstance(link, socket.gaierror) for link in chain):
        return "no machine has this name. Correct BBTI_QA_MODEL_URL, or look at the network"
    if any(isinstance(link, ssl.SSLError) for link in chain):
        return "no secure connection can be made. Write http:// in BBTI_QA_MODEL_URL for a server without TLS, or look at its certificate"
    if any(isinstance(link, ConnectionRefusedError) for link in chain):
        return "nothing listens there. Start its server, or correct BBTI_QA_MODEL_URL"
    return "the connection breaks. Is its server running"


def _status(chain: tuple[BaseException, ...]) -> int | None:
    """The status that a client without our hooks left on its error."""
    for link in chain:
        for holder in (link, getattr(link, "response", None)):
            if isinstance(status := getattr(holder, "status_code", None), int):
                return status
    return None


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error, what caused it, and so on; the members of a group come with it. Each once."""
    waiting, told = [error], set[int]()
    while waiting:
        link = waiting.pop(0)
        if id(link) in told:
            continue
        told.add(id(link))
        yield link
        waiting.extend(getattr(link, "exceptions", ()))
        waiting.extend(next_ for next_ in (link.__cause__, link.__context__) if next_ is not None)
