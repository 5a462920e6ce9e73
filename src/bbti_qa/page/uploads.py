"""How much a visitor may upload. Streamlit checks the session, the token and the size of one file; nothing stops it from taking a thousand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bbti_qa.page.routes import route_of

PREFIX: Final = "/_stcore/upload_file/"
SESSION_BYTES: Final = 40 * 2**20  # held for one open page
TOTAL_BYTES: Final = 400 * 2**20  # held for all of them


def is_open(session: str) -> bool:
    """Whether a page with this session is open; what a closed one held is gone."""
    from streamlit import runtime

    return runtime.exists() and runtime.get_instance().is_active_session(session)


@dataclass(frozen=True, slots=True)
class _Upload:
    session: str
    file: str
    length: int = 0


class UploadQuota:
    """Counts what each session has uploaded by the length that a request states, and refuses what goes over.

    What is on its way counts too; what the application does not take counts no longer, and only what it removes is given back.
    """

    def __init__(self, app: ASGIApp, open_session: Callable[[str], bool] = is_open) -> None:
        self._app = app
        self._is_open = open_session
        self._held: dict[tuple[str, str], _Upload] = {}
        self._coming: list[_Upload] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = route_of(scope)
        method = scope["method"] if scope["type"] == "http" and path.startswith(PREFIX) else ""
        session, _, file = path.removeprefix(PREFIX).partition("/")
        if method == "PUT":
            await self._put(session, file, scope, receive, send)
        elif method == "DELETE":
            await self._app(scope, receive, _once_done(send, lambda: self._held.pop((session, file), None)))
        else:
            await self._app(scope, receive, send)

    async def _put(self, session: str, file: str, scope: Scope, receive: Receive, send: Send) -> None:
        length = Headers(scope=scope).get("content-length", "")
        if not self._is_open(session):
            await _refusal("Not found", 404)(scope, receive, send)
        elif not (length.isascii() and length.isdigit()):
            await _refusal("Length required", 411)(scope, receive, send)
        elif not self._has_room(upload := _Upload(session, file, int(length))):
            await _refusal("Too many files. Remove some, or reload the page.", 413)(scope, receive, send)
        else:
            self._coming.append(upload)
            try:
                await self._app(scope, receive, _once_done(send, lambda: self._hold(upload)))
            finally:
                self._coming.remove(upload)

    def _has_room(self, new: _Upload) -> bool:
        self._held = {key: upload for key, upload in self._held.items() if self._is_open(upload.session)}
        others = [upload for key, upload in self._held.items() if key != (new.session, new.file)] + self._coming
        of_session = (upload for upload in others if upload.session == new.session)
        return _size(of_session) + new.length <= SESSION_BYTES and _size(others) + new.length <= TOTAL_BYTES

    def _hold(self, upload: _Upload) -> None:
        self._held[upload.session, upload.file] = upload


def _size(uploads: Iterable[_Upload]) -> int:
    return sum(upload.length for upload in uploads)


def _refusal(text: str, status: int) -> PlainTextResponse:
    return PlainTextResponse(text, status_code=status)


def _once_done(send: Send, do: Callable[[], object]) -> Send:
    """`send` that does `do` when the application answers that it did what was asked."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start" and 200 <= message["status"] < 300:
            do()
        await send(message)

    return sending
