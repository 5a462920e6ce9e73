"""How much may be uploaded: counted by session, refused over the limit, given back when a file is removed or a page closed."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from streamlit import config

from bbti_qa.page.uploads import SESSION_BYTES, TOTAL_BYTES, UploadQuota

MEGABYTE = 2**20


class Sessions:
    """A server that answers every upload with `answer`; `open` are the sessions of open pages."""

    def __init__(self, *names: str) -> None:
        self.open = set(names)
        self.answer = 204
        self.quota = UploadQuota(self._taken, lambda name: name in self.open)

    async def _taken(self, scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": self.answer, "headers": []})

    def send(self, path: str, length: int | None, method: str = "PUT") -> int:
        statuses: list[int] = []

        async def send(message: Any) -> None:
            if message["type"] == "http.response.start":
                statuses.append(message["status"])

        headers = [] if length is None else [(b"content-length", str(length).encode())]
        scope = {"type": "http", "method": method, "path": path, "headers": headers}
        asyncio.run(self.quota(scope, None, send))  # type: ignore[arg-type]
        return statuses[0]

    def put(self, session: str, file: object, length: int | None, method: str = "PUT") -> int:
        return self.send(f"/_stcore/upload_file/{session}/{file}", length, method)


def test_a_session_holds_so_much_and_no_more() -> None:
    sessions = Sessions("a", "b")

    assert sessions.put("a", 1, SESSION_BYTES - MEGABYTE) == 204
    assert sessions.put("a", 2, 2 * MEGABYTE) == 413
    assert sessions.put("b", 1, 2 * MEGABYTE) == 204


def test_a_file_sent_again_or_removed_counts_once_or_not_at_all() -> None:
    sessions = Sessions("a")

    assert sessions.put("a", 1, SESSION_BYTES) == 204
    assert sessions.put("a", 1, SESSION_BYTES) == 204
    assert sessions.put("a", 1, None, "DELETE") == 204
    assert sessions.put("a", 2, SESSION_BYTES) == 204


def test_all_pages_together_have_a_limit_that_closed_ones_leave() -> None:
    full = TOTAL_BYTES // SESSION_BYTES
    sessions = Sessions(*(str(number) for number in range(full + 1)))

    assert {sessions.put(str(number), 1, SESSION_BYTES) for number in range(full)} == {204}
    assert sessions.put(str(full), 1, MEGABYTE) == 413
    sessions.open.remove("0")
    assert sessions.put(str(full), 1, MEGABYTE) == 204


@pytest.mark.parametrize(("session", "length", "status"), [("x", 1, 404), ("a", None, 411)])
def test_strangers_and_unstated_lengths_are_refused(session: str, length: int | None, status: int) -> None:
    assert Sessions("a").put(session, 1, length) == status


def test_other_paths_are_not_its_business() -> None:
    assert Sessions().send("/somewhere", None) == 204


def test_an_upload_that_the_page_refuses_holds_nothing() -> None:
    sessions = Sessions("a")
    sessions.answer = 403

    assert [sessions.put("a", number, SESSION_BYTES) for number in range(3)] == [403, 403, 403]
    sessions.answer = 204
    assert sessions.put("a", 9, SESSION_BYTES) == 204


def test_a_removal_that_the_page_refuses_gives_nothing_back() -> None:
    sessions = Sessions("a")

    assert sessions.put("a", 1, SESSION_BYTES) == 204
    sessions.answer = 403
    assert sessions.put("a", 1, None, "DELETE") == 403
    sessions.answer = 204
    assert sessions.put("a", 2, MEGABYTE) == 413


def test_a_refused_upload_in_place_of_a_file_leaves_the_file_counted() -> None:
    sessions = Sessions("a")

    assert sessions.put("a", 1, SESSION_BYTES) == 204
    sessions.answer = 500
    assert sessions.put("a", 1, MEGABYTE) == 500
    sessions.answer = 204
    assert sessions.put("a", 2, MEGABYTE) == 413


def test_uploads_on_their_way_count_and_a_broken_one_no_longer() -> None:
    seen: list[int] = []

    async def while_another_comes(scope: Any, receive: Any, send: Any) -> None:
        sessions.quota._app = sessions._taken
        seen.append(await asyncio.to_thread(sessions.put, "a", 2, MEGABYTE))
        raise ConnectionResetError

    sessions = Sessions("a")
    sessions.quota._app = while_another_comes

    with pytest.raises(ConnectionResetError):
        sessions.put("a", 1, SESSION_BYTES)
    assert seen == [413]
    assert sessions.put("a", 2, MEGABYTE) == 204


def test_uploads_below_a_base_path_are_counted_with_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "get_option", {"server.baseUrlPath": "/bbti"}.get)
    sessions = Sessions("a")

    assert sessions.send("/bbti/_stcore/upload_file/a/1", SESSION_BYTES) == 204
    assert sessions.send("/bbti//_stcore/upload_file/a/2", MEGABYTE) == 413
