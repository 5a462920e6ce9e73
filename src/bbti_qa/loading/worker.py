"""The reading process: a request a line on standard input, an answer a line on standard output, JSON both ways.

Started by `isolation`; never imports the parts that embed or search. What a library prints goes nowhere.
"""

from __future__ import annotations

import json
import math
import os
import resource
import sys
import time
from pathlib import Path

from bbti_qa.errors import DocumentError
from bbti_qa.loading.reading import load
from bbti_qa.serial import document_to_json


def main() -> None:
    """Reads requests until standard input ends. Arguments: seconds of computing for one file, megabytes of memory."""
    seconds, limit = math.ceil(float(sys.argv[1])), int(sys.argv[2]) * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", errors="surrogatepass")
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    for line in sys.stdin:
        _allow(seconds)
        answers.write(_answer(line) + "\n")
        answers.flush()


def _allow(seconds: int) -> None:
    """The kernel ends this process should one file take more computing, even when nobody waits for it any more."""
    used = math.ceil(time.process_time())
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (used + seconds + 1, hard))


def _answer(line: str) -> str:
    request = json.loads(line)
    try:
        document = load(Path(request["path"]), request["relative"])
        return json.dumps({"document": document_to_json(document)})
    except DocumentError as error:
        return json.dumps({"error": type(error).__name__, "message": str(error)})


if __name__ == "__main__":
    main()
