"""How much a visitor may upload. Streamlit checks the session, the token and the size of one file; nothing stops it from taking a thousand."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

PREFIX: Final = "/_stcore/upload_file/"
SESSION_BYTES: Final = 40 * 2**20  # held for one open page
TOTAL_BYTES: Final = 400 * 2**20  # held for all of them


def is_open(session: str) -> bool:
    """Whether a page with this session is open; what a closed one held is gone."""
    from streamlit import runtime

    return runtime.exists() and runtime.get_instance().is_active_session(session)


class UploadQuota:
    """Counts what each session has uploaded by the length that a request states, and refuses what goes over."""

    def __init__(self, app: ASGIApp, open_session: Callable[[str], bool] = is_open) -> None:
        self._app = app
        self._is_open = open_session
        self._held: dict[str, dict[str, int]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = re.sub("/+", "/", scope.get("path", ""))
        refusal = self._refusal(scope, path) if scope["type"] == "http" and path.startswith(PREFIX) else None
        await (refusal or self._app)(scope, receive, send)

    def _refusal(self, scope: Scope, path: str) -> PlainTextResponse | None:
        session, _, file = path.removeprefix(PREFIX).partition("/")
        if scope["method"] == "DELETE":
            self._held.get(session, {}).pop(file, None)
        if scope["method"] != "PUT":
            return None
        if not self._is_open(session):
            return PlainTextResponse("Not found", status_code=404)
        length = Headers(scope=scope).get("content-length", "")
        if not (length.isascii() and length.isdigit()):
            return PlainTextResponse("Length required", status_code=411)
        return self._counted(session, file, int(length))

    def _counted(self, session: str, file: str, length: int) -> PlainTextResponse | None:
        self._held = {name: files for name, files in self._held.items() if self._is_open(name)}
        files = self._held.setdefault(session, {})
        others = sum(files.values()) - files.get(file, 0)
        total = sum(sum(held.values()) for held in self._held.values()) - files.get(file, 0)
        if others + length > SESSION_BYTES or total + length > TOTAL_BYTES:
            return PlainTextResponse("Too many files. Remove some, or reload the page.", status_code=413)
        files[file] = length
        return None
