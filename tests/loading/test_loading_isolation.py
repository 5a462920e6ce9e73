"""Which files are read, and what happens when the reading process misbehaves."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from bbti_qa.documents import Document
from bbti_qa.errors import CorpusError, EmptyDocument, ReaderStopped, UnknownFormat
from bbti_qa.loading import FileFound, ReadingLimits, discover, load, load_isolated

pytestmark = pytest.mark.timed

MISBEHAVING = """
import os, resource, signal, sys, time
from bbti_qa.loading import worker
for line in sys.stdin:
    if "hang" in line: time.sleep(60)
    elif "die" in line: os._exit(9)
    elif "flood" in line:
        while True: os.write(1, b"x" * 1000000)
    elif "nonsense" in line: print("hello", flush=True)
    elif "segfault" in line: os.kill(os.getpid(), signal.SIGSEGV)
    elif "gulp" in line:
        resource.setrlimit(resource.RLIMIT_AS, (2**28, 2**28))
        hoard = b"x" * 2**30
    elif "mute" in line:
        os.close(1); time.sleep(60)
    else: print(worker._answer(line), flush=True)
"""


def put(folder: Path, *names: str, text: str = "Le comité se réunit chaque année.") -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def relatives(*paths: Path) -> list[str]:
    return [file.relative for file in discover(paths)]


def test_folders_are_walked_in_order_without_hidden_and_settings_files(tmp_path: Path) -> None:
    put(tmp_path, "b.txt", "a/c.md", ".cache/x.txt", ".hidden.txt", "glossary.toml", "notes.xyz")

    assert relatives(tmp_path) == ["a/c.md", "b.txt", "notes.xyz"]


def test_files_of_the_same_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    put(tmp_path, "un/x/a.txt", "deux/x/a.txt", "un/seul.txt")

    assert relatives(tmp_path / "un" / "x" / "a.txt", tmp_path / "deux" / "x" / "a.txt") == [
        "deux/x/a.txt",
        "un/x/a.txt",
    ]
    assert relatives(tmp_path / "un", tmp_path / "deux") == ["deux/x/a.txt", "seul.txt", "un/x/a.txt"]


def test_a_file_named_twice_counts_once(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")

    assert relatives(tmp_path, tmp_path / "a.txt") == ["a.txt"]


def test_a_missing_path_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="does not exist"):
        discover([tmp_path / "nulle-part"])


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="holds no document"):
        discover([tmp_path])


def test_links_and_pipes_are_reported_and_never_opened(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    (tmp_path / "lien.txt").symlink_to("/etc/hostname")
    os.mkfifo(tmp_path / "tube.txt")

    outcomes = {file.relative: type(outcome) for file, outcome in load_isolated(discover([tmp_path]))}

    assert outcomes == {"a.txt": Document, "lien.txt": UnknownFormat, "tube.txt": UnknownFormat}


def test_the_process_gives_what_reading_here_gives(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "b.md")
    put(tmp_path, "vide.txt", text="")

    outcomes = dict(load_isolated(discover([tmp_path])))

    for file, outcome in outcomes.items():
        if file.relative == "vide.txt":
            assert isinstance(outcome, EmptyDocument)
        else:
            assert outcome == load(file.path, file.relative)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("hang", "more than 1 seconds"),
        ("die", "died"),
        ("flood", "more text"),
        ("nonsense", "nonsense"),
        ("segfault", "died"),
        ("gulp", "died"),
        ("mute", "died"),
    ],
)
def test_a_reader_that_misbehaves_costs_only_its_file(tmp_path: Path, name: str, reason: str) -> None:
    put(tmp_path, "a.txt", f"{name}.txt", "z.txt")
    command = (sys.executable, "-c", MISBEHAVING)
    started = time.monotonic()

    outcomes = {
        file.relative: outcome
        for file, outcome in load_isolated(discover([tmp_path]), ReadingLimits(seconds=1, processes=1), command=command)
    }

    assert isinstance(outcomes["a.txt"], Document)
    assert isinstance(outcomes["z.txt"], Document)
    assert isinstance(outcomes[f"{name}.txt"], ReaderStopped)
    assert reason in str(outcomes[f"{name}.txt"])
    assert time.monotonic() - started < 20


def test_a_file_that_needs_too_much_memory_is_given_up(tmp_path: Path) -> None:
    put(tmp_path, "grand.txt", text="mot " * 5_000_000)
    put(tmp_path, "petit.txt")

    outcomes = {
        file.relative: outcome for file, outcome in load_isolated(discover([tmp_path]), ReadingLimits(memory_mb=300))
    }

    assert isinstance(outcomes["grand.txt"], ReaderStopped)
    assert isinstance(outcomes["petit.txt"], Document)


def test_stopping_early_leaves_no_process(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "b.txt")
    before = set(psutil.Process().children(recursive=True))

    reading = load_isolated(discover([tmp_path]))
    next(reading)
    started = set(psutil.Process().children(recursive=True)) - before
    reading.close()  # type: ignore[attr-defined]

    assert started
    assert [process for process in started if process.is_running()] == []


def test_a_missing_file_is_reported(tmp_path: Path) -> None:
    outcomes = [outcome for _, outcome in load_isolated([FileFound(tmp_path / "a.txt", "a.txt")])]

    assert "cannot be opened" in str(outcomes[0])


def test_the_reading_process_imports_no_heavy_library() -> None:
    code = (
        "import sys, bbti_qa.loading.worker, bbti_qa.loading.isolation\n"
        "heavy = {'torch', 'faiss', 'numpy', 'streamlit', 'langchain', 'pypdf', 'docx', 'bs4', 'lxml', 'markdown_it'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
