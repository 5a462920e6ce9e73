"""Files are read in child processes with limits on time, memory and text; one that hangs, floods or dies is reported, the
next goes on.

A few processes read side by side and stay warm from file to file: starting one costs a tenth of a second. What comes out is in
the order of the files, whichever was ready first.
"""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from bbti_qa import errors
from bbti_qa.documents import Document
from bbti_qa.errors import DocumentError, ReaderStopped
from bbti_qa.loading.discovery import FileFound
from bbti_qa.loading.limits import ReadingLimits
from bbti_qa.serial import document_from_json

MOST_ANSWER_BYTES = 200 * 2**20
MOST_PROCESSES = 4
PROMPT = 0.97  # of a file's seconds, after which it is stopped, so that stopping it falls within them
AHEAD = 8  # files for each process that may be read before the one that is waited for; bounds the memory
RECYCLED = 500  # files after which a process is replaced: what a library leaks ends with it

Outcome = Document | DocumentError
WORKER = (sys.executable, "-P", "-m", "bbti_qa.loading.worker")


def load_isolated(
    files: Sequence[FileFound], limits: ReadingLimits | None = None, *, command: Sequence[str] | None = None
) -> Iterator[tuple[FileFound, Outcome]]:
    """Each file with its document or with what is wrong with it, in order. Never raises for a file.

    A zipped folder gives a pair for each of its members instead, in the order of their names. `command` starts a reading process
    (tests put a misbehaving one there); its last argument is the limits as JSON.
    """
    pool = _Pool(limits or ReadingLimits(), command or WORKER)
    try:
        yield from pool.read(files)
    finally:
        pool.stop()


@dataclass(slots=True)
class _Task:
    """The `part`-th file of the `place`-th slot; a slot has more than one for a zipped folder. `spent`: seconds of a first attempt."""

    file: FileFound
    place: int
    part: int = 0
    spent: float = 0.0


@dataclass(frozen=True, slots=True)
class _Listing:
    """What a zipped folder holds, in place of a document."""

    members: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Died:
    """The process is gone. `why` goes on a sentence; `may_be_others`: what it read before may have brought it down."""

    why: str
    may_be_others: bool = False


@dataclass(slots=True)
class _Slot:
    """What became of one of the files that were asked for; None where that is not known yet."""

    outcomes: list[tuple[FileFound, Outcome] | None] = field(default_factory=lambda: [None])

    @property
    def is_done(self) -> bool:
        return None not in self.outcomes


class _Pool:
    def __init__(self, limits: ReadingLimits, command: Sequence[str]) -> None:
        self._limits = limits
        self._command = [*command, limits.to_json()]
        self._most = limits.processes or max(1, min(os.cpu_count() or 1, MOST_PROCESSES))
        self._readers: list[_Reader] = []
        self._todo: deque[_Task] = deque()
        self._slots: dict[int, _Slot] = {}

    def read(self, files: Sequence[FileFound]) -> Iterator[tuple[FileFound, Outcome]]:
        waiting = deque(_Task(file, place) for place, file in enumerate(files))
        for place in range(len(files)):
            while not (place in self._slots and self._slots[place].is_done):
                self._plan(waiting, place)
                self._hand_out()
                self._collect()
            yield from (pair for pair in self._slots.pop(place).outcomes if pair is not None)

    def stop(self) -> None:
        for reader in self._readers:
            reader.stop()
        self._readers.clear()

    def _plan(self, waiting: deque[_Task], place: int) -> None:
        while waiting and waiting[0].place < place + AHEAD * self._most:
            task = waiting.popleft()
            self._slots[task.place] = _Slot()
            self._todo.append(task)

    def _hand_out(self) -> None:
        """A file to every process that is free; processes are started only as far as there are files for them."""
        for reader in [reader for reader in self._readers if reader.is_worn]:
            self._dismiss(reader)
        while self._todo:
            free = next((reader for reader in self._readers if reader.task is None), None)
            if free is None and len(self._readers) >= self._most:
                return
            if free is None:
                free = _Reader(self._command, self._limits.seconds)
                self._readers.append(free)
            free.start(self._todo.popleft())

    def _collect(self) -> None:
        """Waits until something happens: an answer, an end, or a deadline."""
        busy = [reader for reader in self._readers if reader.task is not None]
        with selectors.DefaultSelector() as selector:
            for reader in busy:
                selector.register(reader.handle, selectors.EVENT_READ, reader)
            left = min(reader.deadline for reader in busy) - time.monotonic()
            ready = {id(key.data) for key, _ in selector.select(max(0.0, left))}
        for reader in busy:
            outcome = reader.receive() if id(reader) in ready else reader.expired()
            if outcome is not None:
                self._settle(reader, outcome)

    def _settle(self, reader: _Reader, outcome: Outcome | _Listing | _Died) -> None:
        task, reader.task = reader.task, None
        assert task is not None
        if isinstance(outcome, _Died):
            self._dismiss(reader)
            if outcome.may_be_others and not task.spent:
                self._todo.appendleft(replace(task, spent=reader.spent))
                return
            outcome = ReaderStopped(
                f"The file was given up: {outcome.why}. Export it again from its source, or split it."
            )
        slot = self._slots[task.place]
        if isinstance(outcome, _Listing):
            slot.outcomes = [None] * len(outcome.members)
            parts = [task.file.inside(member, name) for member, name in outcome.members]
            self._todo.extendleft(_Task(file, task.place, at) for at, file in reversed(list(enumerate(parts))))
        else:
            slot.outcomes[task.part] = (task.file, outcome)

    def _dismiss(self, reader: _Reader) -> None:
        reader.stop()
        self._readers.remove(reader)


class _Reader:
    """One reading process, and the file that it is at."""

    def __init__(self, command: Sequence[str], seconds: float) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=child_environment()
        )
        self._seconds = seconds
        self._received = bytearray()
        self._count = 0
        self.task: _Task | None = None
        self.deadline = 0.0

    @property
    def handle(self) -> int:
        assert self._process.stdout is not None
        return self._process.stdout.fileno()

    @property
    def is_worn(self) -> bool:
        return self.task is None and self._count >= RECYCLED

    @property
    def spent(self) -> float:
        """Seconds since the file was handed over, a little more than none."""
        return max(0.001, time.monotonic() - self.deadline + PROMPT * self._seconds)

    def start(self, task: _Task) -> None:
        self.task, self.deadline = task, time.monotonic() + PROMPT * self._seconds - task.spent
        self._received.clear()
        self._count += 1
        request = {"path": str(task.file.path), "relative": task.file.relative, "member": task.file.member}
        assert self._process.stdin is not None
        try:
            self._process.stdin.write((json.dumps(request) + "\n").encode("utf-8", "surrogatepass"))
            self._process.stdin.flush()
        except BrokenPipeError:
            return  # it is gone; the end of its output will tell

    def receive(self) -> Outcome | _Listing | _Died | None:
        """What became of the file, once its answer is whole."""
        chunk = os.read(self.handle, 1 << 20)
        if not chunk:
            return _Died("the reading process died, most likely for lack of memory", self._count > 1)
        self._received += chunk
        if len(self._received) > MOST_ANSWER_BYTES:
            return _Died("it holds more text than is read")
        if not self._received.endswith(b"\n"):
            return self.expired()
        return _outcome(bytes(self._received), self._count > 1)

    def expired(self) -> _Died | None:
        if time.monotonic() < self.deadline:
            return None
        return _Died(f"reading took more than {self._seconds:g} seconds (BBTI_QA_READ_SECONDS)")

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except BrokenPipeError:  # a request that was still buffered; its reader is gone
                    continue


def child_environment() -> dict[str, str]:
    """The child's environment: ours without secrets of others, with one thread."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "VIRTUAL_ENV") if name in os.environ}
    # The child must find the package that we are, wherever we were found.
    package = str(Path(errors.__file__).parents[1])
    path = os.pathsep.join(filter(None, (package, os.environ.get("PYTHONPATH", ""))))
    threads = {"OMP_NUM_THREADS": "1", "OMP_THREAD_LIMIT": "1", "OPENBLAS_NUM_THREADS": "1"}
    return kept | threads | {"PYTHONPATH": path, "PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"}


def _outcome(answer: bytes, had_others: bool) -> Outcome | _Listing | _Died:
    try:
        row = json.loads(answer)
        if "document" in row:
            return document_from_json(row["document"])
        if "members" in row:
            return _Listing(tuple((str(member), str(name)) for member, name in row["members"]))
        if row.get("memory") and had_others:
            return _Died("reading it takes more memory than it may", may_be_others=True)
        kind = getattr(errors, row["error"])
        return kind(row["message"]) if issubclass(kind, DocumentError) else ReaderStopped(row["message"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return ReaderStopped(
            f"The reading process answered with nonsense ({type(error).__name__}). Export the file again."
        )
