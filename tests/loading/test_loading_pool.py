"""The reading processes side by side: order, second chances, and that none is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from bbti_qa.documents import Document
from bbti_qa.errors import ReaderStopped
from bbti_qa.loading import ReadingLimits, discover, load_isolated

pytestmark = pytest.mark.timed

UNEVEN = """
import sys, time
from bbti_qa.loading import worker
for line in sys.stdin:
    if "lent" in line: time.sleep(0.4)
    print(worker._answer(line), flush=True)
"""
TIRED = """
import os, sys
from bbti_qa.loading import worker
for number, line in enumerate(sys.stdin):
    if number: os._exit(1)
    print(worker._answer(line), flush=True)
"""
CONNECTS = """
import sys
from bbti_qa.loading import reading, worker
def connect(data):
    import socket
    socket.create_connection(("127.0.0.1", 9), timeout=1)
reading.reader_of = lambda name: connect
worker.main()
"""


def put(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).write_text("Le comité se réunit chaque année.")


def test_documents_come_in_the_order_of_their_names_whichever_was_ready_first(tmp_path: Path) -> None:
    put(tmp_path, *(f"{number:02}{'-lent' if number % 5 == 0 else ''}.txt" for number in range(30)))

    reading = load_isolated(discover([tmp_path]), ReadingLimits(processes=4), command=(sys.executable, "-c", UNEVEN))
    names = [outcome.path for _, outcome in reading if isinstance(outcome, Document)]

    assert names == sorted(names)
    assert len(names) == 30


def test_a_process_that_dies_of_what_it_read_before_costs_no_file(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "b.txt", "c.txt")

    reading = load_isolated(discover([tmp_path]), ReadingLimits(processes=1), command=(sys.executable, "-c", TIRED))

    assert all(isinstance(outcome, Document) for _, outcome in reading)


def test_a_hanging_file_does_not_hold_up_the_others(tmp_path: Path) -> None:
    put(tmp_path, "a-lent.txt", *(f"b{number}.txt" for number in range(10)))
    command = (sys.executable, "-c", UNEVEN.replace("0.4", "60"))
    started = time.monotonic()

    outcomes = [
        outcome
        for _, outcome in load_isolated(discover([tmp_path]), ReadingLimits(seconds=3, processes=2), command=command)
    ]

    assert isinstance(outcomes[0], ReaderStopped)
    assert [type(outcome) for outcome in outcomes[1:]] == [Document] * 10
    assert time.monotonic() - started < 20


def test_a_reader_reaches_no_network(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")

    outcome = next(load_isolated(discover([tmp_path]), command=(sys.executable, "-c", CONNECTS)))[1]

    assert "PermissionError" in str(outcome)


PAGES_SLOWLY = """
import time
from bbti_qa.loading import pdfpages, worker
given = pdfpages.page_content
def slow(page, *others):
    time.sleep(0.5)
    return given(page, *others)
pdfpages.page_content = slow
worker.main()
"""


def test_a_long_file_is_indexed_as_far_as_its_time_goes(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "long.pdf"), pagesize=(595, 842))
    for number in range(60):
        canvas.drawString(60, 700, f"La page {number} du texte.")
        canvas.showPage()
    canvas.save()

    reading = load_isolated(
        discover([tmp_path]), ReadingLimits(seconds=12), command=(sys.executable, "-c", PAGES_SLOWLY)
    )
    outcome = next(reading)[1]

    assert isinstance(outcome, Document)
    assert 1 <= len(outcome.pages) < 60
    assert f"pages {len(outcome.pages) + 1} to 60 not read" in outcome.remarks[0]


PARENT = """
import signal, sys
from pathlib import Path
from bbti_qa.loading import ReadingLimits, discover, load_isolated
signal.signal(signal.SIGINT, signal.default_int_handler)  # a test run in the background of a shell hands it down ignored
command = (sys.executable, "-c", sys.argv[2])
for file, outcome in load_isolated(discover([Path(sys.argv[1])]), ReadingLimits(seconds=60, processes=2), command=command):
    print(file.relative, flush=True)
"""
HANGING = """
import time
from bbti_qa.loading import reading, worker
read = reading.reader_of("text")
def slow(data):
    if b"attends" in data: time.sleep(50)
    return read(data)
reading.reader_of = lambda name: slow
worker.main()
"""


def test_no_reading_process_outlives_an_ingest_that_is_stopped(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    (tmp_path / "b.txt").write_text("attends")
    for stop in (signal.SIGTERM, signal.SIGINT, signal.SIGKILL):
        parent = subprocess.Popen(
            [sys.executable, "-c", PARENT, str(tmp_path), HANGING], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"a.txt\n"
        children = psutil.Process(parent.pid).children(recursive=True)

        os.kill(parent.pid, stop)
        parent.wait(timeout=5)
        parent.stdout.close()
        _, alive = psutil.wait_procs(children, timeout=5)

        assert children
        assert alive == []
