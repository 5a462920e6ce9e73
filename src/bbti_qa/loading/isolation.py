"""Files are read in a child process with limits on time and memory; one that hangs, floods or dies is reported, the
next goes on.

The child stays warm from file to file: starting it costs a tenth of a second, once.
"""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bbti_qa import errors
from bbti_qa.documents import Document
from bbti_qa.errors import DocumentError, ReaderStopped
from bbti_qa.loading.discovery import FileFound
from bbti_qa.serial import document_from_json

MOST_ANSWER_BYTES = 200 * 2**20


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """For one file: wall-clock seconds, and megabytes of address space of the reading process."""

    seconds: float = 60.0
    memory_mb: int = 1500


def load_isolated(
    files: Sequence[FileFound], limits: ReadingLimits | None = None, *, command: Sequence[str] | None = None
) -> Iterator[tuple[FileFound, Document | DocumentError]]:
    """Each file with its document or with what is wrong with it, in order. Never raises for a file.

    `command` starts the reading process (tests put a misbehaving one there); its last arguments are the limits:
    seconds, megabytes.
    """
    reader = _Reader(limits or ReadingLimits(), command or (sys.executable, "-P", "-m", "bbti_qa.loading.worker"))
    try:
        for file in files:
            yield file, reader.read(file)
    finally:
        reader.stop()


class _Reader:
    def __init__(self, limits: ReadingLimits, command: Sequence[str]) -> None:
        self._limits = limits
        self._command = [*command, str(limits.seconds), str(limits.memory_mb)]
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, file: FileFound) -> Document | DocumentError:
        process = self._running()
        request = json.dumps({"path": str(file.path), "relative": file.relative}) + "\n"
        try:
            assert process.stdin is not None
            process.stdin.write(request.encode("utf-8", "surrogatepass"))
            process.stdin.flush()
            answer = self._answer(process)
        except (BrokenPipeError, _Stopped) as stopped:
            self.stop()
            reason = str(stopped) if isinstance(stopped, _Stopped) else "the reading process died"
            return ReaderStopped(f"The file was given up: {reason}. Export it again from its source, or split it.")
        return _outcome(answer)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is not None:
            self.stop()
        if self._process is None:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
            )
        return self._process

    def _answer(self, process: subprocess.Popen[bytes]) -> bytes:
        """One line of the process. Raises _Stopped when it takes too long, says too much, or ends."""
        assert process.stdout is not None
        deadline = time.monotonic() + self._limits.seconds
        received = bytearray()
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)
            while not received.endswith(b"\n"):
                left = deadline - time.monotonic()
                if left <= 0 or not selector.select(left):
                    raise _Stopped(f"reading took more than {self._limits.seconds:g} seconds")
                chunk = os.read(process.stdout.fileno(), 1 << 20)
                if not chunk:
                    raise _Stopped("the reading process died, most likely for lack of memory")
                received += chunk
                if len(received) > MOST_ANSWER_BYTES:
                    raise _Stopped("it holds more text than is read")
        return bytes(received)

    def stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except BrokenPipeError:  # a request that was still buffered; its reader is gone
                    continue


class _Stopped(Exception):
    """The reading process gave no answer; the text says why, as the middle of a sentence."""


def _environment() -> dict[str, str]:
    """The child's environment: ours without secrets of others, with one thread."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "VIRTUAL_ENV") if name in os.environ}
    package = str(
        Path(errors.__file__).parents[1]
    )  # the child must find the package that we are, wherever we were found
    path = os.pathsep.join(filter(None, (package, os.environ.get("PYTHONPATH", ""))))
    return kept | {"PYTHONPATH": path, "PYTHONIOENCODING": "utf-8", "OMP_NUM_THREADS": "1"}


def _outcome(answer: bytes) -> Document | DocumentError:
    try:
        row = json.loads(answer)
        if "document" in row:
            return document_from_json(row["document"])
        kind = getattr(errors, row["error"])
        return kind(row["message"]) if issubclass(kind, DocumentError) else ReaderStopped(row["message"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return ReaderStopped(
            f"The reading process answered with nonsense ({type(error).__name__}). Export the file again."
        )
