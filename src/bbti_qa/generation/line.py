"""A line to a provider: its client, and the thread with an event loop in which it runs and from which a call can be pulled back.

Pulling back works at any point, in the middle of a byte: the task is cancelled where it waits and its connection is closed. A client that
blocks the loop itself cannot be pulled back; its line is dropped, thread and all, and a new one is opened.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Coroutine, Sequence
from concurrent.futures import Future
from contextlib import suppress
from typing import Any, Protocol

from bbti_qa.generation.model import Message
from bbti_qa.generation.reply import Reply


class Chat(Protocol):
    """A provider's client. It belongs to one event loop."""

    def pieces(self, messages: Sequence[Message], reply: Reply) -> AsyncGenerator[str, None]:
        """The texts of the reply that can be shown, some perhaps empty. Raises whatever the provider's client raises."""
        ...

    async def close(self) -> None: ...


class Line:
    """A client and its thread. The thread ends with `drop`, or with the process."""

    def __init__(self, connect: Callable[[], Chat]) -> None:
        self.chat = connect()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="bbti-qa model", daemon=True)
        self._thread.start()

    def call(self, work: Coroutine[Any, Any, None]) -> Future[None]:
        """Starts `work` on the line; cancelling the future pulls it back."""
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def answers(self, within: float) -> bool:
        """Whether the loop turns: it may be blocked by a client that does not let go."""
        echo = threading.Event()
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(echo.set)
        return echo.wait(within)

    def drop(self, within: float = 1.0) -> None:
        """Ends calls, client and thread; a thread that is blocked ends when it comes free."""
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._loop.stop)
        if within and self._thread is not threading.current_thread():
            self._thread.join(within)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_forever()
        finally:
            self._loop.run_until_complete(self._end())
            self._loop.close()

    async def _end(self) -> None:
        calls = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for call in calls:
            call.cancel()
        await asyncio.gather(*calls, return_exceptions=True)
        with suppress(Exception):
            await self.chat.close()
        await self._loop.shutdown_asyncgens()
