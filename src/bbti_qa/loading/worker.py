"""The reading process: a request a line on standard input, an answer a line on standard output, JSON both ways.

Started by `isolation`; never imports the parts that embed or search. What a library prints goes nowhere, and no library
reaches the network. The process ends by itself as soon as nobody holds its standard input any more.
"""

from __future__ import annotations

import json
import math
import os
import queue
import resource
import sys
import threading
import time
from pathlib import Path
from typing import Any

from bbti_qa.errors import DocumentError
from bbti_qa.loading import budget, recognition
from bbti_qa.loading.limits import MOST_FILE_BYTES, ReadingLimits
from bbti_qa.loading.reading import Members, OutOfMemory, load_or_list
from bbti_qa.serial import document_to_json

_NETWORK = frozenset(("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.bind", "socket.sendto"))


def main() -> None:
    """Reads requests until standard input ends. The last argument holds the limits, as JSON."""
    limits = ReadingLimits.from_json(sys.argv[-1])
    confine(limits)
    recognition.allow(limits.ocr)
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", errors="surrogatepass")
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    requests: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(requests,), daemon=True).start()
    while True:
        request = requests.get()
        _allow(limits.seconds)
        budget.start(limits.seconds)
        answers.write(_answer(request, limits) + "\n")
        answers.flush()


def _listen(requests: queue.SimpleQueue[str]) -> None:
    """Hands requests over; when standard input ends, the parent is gone and whatever is being read matters to nobody."""
    for line in sys.stdin:
        requests.put(line)
    os._exit(0)


def confine(limits: ReadingLimits) -> None:
    """Memory, written files and core dumps of this process are limited; no connection leaves it."""
    memory = limits.memory_mb * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_FILE_BYTES, MOST_FILE_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.addaudithook(_refuse_network)


def _refuse_network(event: str, _: tuple[Any, ...]) -> None:
    if event in _NETWORK:
        raise PermissionError("a document is read without the network")


def _allow(seconds: float) -> None:
    """The kernel ends this process should one file take more computing, even when nobody waits for it any more."""
    used = math.ceil(time.process_time())
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (used + math.ceil(seconds) + 1, hard))


def _answer(line: str, limits: ReadingLimits | None = None) -> str:
    request = json.loads(line)
    try:
        outcome = load_or_list(Path(request["path"]), request["relative"], limits, request.get("member", ""))
    except OutOfMemory as error:
        return json.dumps({"error": "ReaderStopped", "message": str(error), "memory": True})
    except DocumentError as error:
        return json.dumps({"error": type(error).__name__, "message": str(error)})
    if isinstance(outcome, Members):
        return json.dumps({"members": outcome.names})
    return json.dumps({"document": document_to_json(outcome)})


if __name__ == "__main__":
    main()
