"""What an ingest of many small documents costs, and a question after it.

    python tools/large.py [--documents 10000] [--folder DIR] [--kill 0.5]

Documents of about two kB each are made (the same for the same count), ingested by the command line, and searched. With `--kill` the
first ingest is killed when that share of the passages is embedded, and a second one goes on: what it did again is printed.
With `--without-encoder` vectors are made up from the texts' hashes: what is left is the cost of all the rest.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import psutil
from numpy.typing import NDArray

from bbti_qa.embedding import Embedder
from bbti_qa.index import IndexStore
from bbti_qa.ingestion import ingest
from bbti_qa.loading import discover, load, load_isolated
from bbti_qa.settings import load_settings
from bbti_qa.wiring import assistant_over, open_assistant, open_embedder

WORDS = Path(__file__).parents[1] / "src" / "bbti_qa" / "lexicon.tsv"
QUESTIONS = 100


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--folder", type=Path, default=None)
    parser.add_argument("--kill", type=float, default=0.0)
    parser.add_argument("--without-encoder", action="store_true")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        ingest_without_encoder(arguments.folder)
        return
    if arguments.without_encoder:
        COMMAND[:] = [sys.executable, __file__, "--child", "--folder"]
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.folder or Path(scratch)
        make_documents(folder / "corpus", arguments.documents)
        if arguments.kill:
            killed(folder, arguments.kill)
        seconds, peak, report = ingested(folder)
        print(
            f"ingest: {seconds:.0f} s, peak {peak:.0f} MB, {report['passages']} passages, {report['embedded']} embedded now, {report['read']} files read now"
        )
        seconds, peak, report = ingested(folder)
        print(
            f"again, nothing changed: {seconds:.0f} s, peak {peak:.0f} MB, {report['embedded']} embedded, {report['read']} files read"
        )
        compare_speeds(folder)
        ask(folder, arguments.without_encoder)


def make_documents(folder: Path, count: int) -> None:
    """Every sentence of ten words or so of a few thousand stems: no two texts resemble one another."""
    folder.mkdir(parents=True, exist_ok=True)
    words = sorted(
        {line.split("\t")[1].split(":")[0] for line in WORDS.read_text("utf-8").splitlines() if "\t" in line}
    )
    chance = random.Random(20261121)
    for number in range(count):
        sentences = [" ".join(chance.choices(words, k=chance.randint(8, 16))).capitalize() + "." for _ in range(22)]
        text = "\n\n".join(" ".join(sentences[at : at + 6]) for at in range(0, len(sentences), 6))
        (folder / f"{number:05}.txt").write_text(text, "utf-8")


COMMAND: list[str] = []


def command(folder: Path) -> list[str]:
    if COMMAND:
        return [*COMMAND, str(folder)]
    return [
        sys.executable,
        "-m",
        "bbti_qa.cli",
        "ingest",
        str(folder / "corpus"),
        "--index",
        str(folder / "index"),
        "--json",
    ]


class HashEmbedder:
    """The package's tokenizer with made-up unit vectors."""

    def __init__(self, real: Embedder) -> None:
        self.identity = replace(real.identity, name="hashes")
        self.count_pieces = real.count_pieces

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.stack([self.embed_question(text) for text in texts])

    def embed_question(self, text: str) -> NDArray[np.float32]:
        vector = (
            np.random.default_rng(zlib.crc32(text.encode())).normal(size=self.identity.dimension).astype(np.float32)
        )
        return vector / np.linalg.norm(vector)


def ingest_without_encoder(folder: Path) -> None:
    report = ingest([folder / "corpus"], IndexStore(folder / "index"), HashEmbedder(open_embedder(load_settings({}))))
    print(json.dumps({"passages": report.passages, "embedded": report.embedded, "read": report.read}))


def ingested(folder: Path) -> tuple[float, float, dict[str, int]]:
    """(seconds, peak MB of all processes together, the report)."""
    started, peak = time.perf_counter(), 0
    output = folder / "report.json"
    with output.open("w") as stream:
        process = psutil.Popen(command(folder), stdout=stream)
        while process.poll() is None:
            peak = max(peak, resident(process))
            time.sleep(0.5)
    return time.perf_counter() - started, peak / 2**20, json.loads(output.read_text())


def resident(process: psutil.Process) -> int:
    total = 0
    for one in [process, *process.children(recursive=True)]:
        try:
            total += one.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return total


def killed(folder: Path, share: float) -> None:
    """Kills an ingest once the journal has grown to `share` of what a whole one writes, judged by the count of its vectors."""
    process = subprocess.Popen(command(folder), stdout=subprocess.DEVNULL, start_new_session=True)
    journal = folder / "index" / "journal.log"
    target = share * sum(1 for _ in discover([folder / "corpus"])) * PASSAGES_A_DOCUMENT
    while process.poll() is None and embedded_in(journal) < target:
        time.sleep(1)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    print(f"killed: {embedded_in(journal)} passages were embedded and kept")


PASSAGES_A_DOCUMENT = 7


def embedded_in(journal: Path) -> int:
    if not journal.exists():
        return 0
    with journal.open("rb") as stream:
        return sum(256 for line in stream if b'{"texts"' in line[:80])


def compare_speeds(folder: Path) -> None:
    """Files a second: the bare reader in this process, the pool; passages a second: the bare encoder."""
    files = discover([folder / "corpus"])[:1000]
    started = time.perf_counter()
    for file in files:
        load(file.path, file.relative)
    bare = len(files) / (time.perf_counter() - started)
    started = time.perf_counter()
    pooled = sum(1 for _ in load_isolated(files)) / (time.perf_counter() - started)
    embedder = open_embedder(load_settings({}))
    texts = [passage.text for passage in IndexStore(folder / "index").open().passages[:512]]
    started = time.perf_counter()
    embedder.embed_passages(texts)
    encoder = len(texts) / (time.perf_counter() - started)
    print(f"files a second: bare reader {bare:.0f}, pool {pooled:.0f}; passages a second, bare encoder: {encoder:.0f}")


def ask(folder: Path, without_encoder: bool) -> None:
    started, used = time.perf_counter(), time.process_time()
    settings = load_settings({}, index=folder / "index")
    if without_encoder:
        assistant = assistant_over(IndexStore(folder / "index").open(), HashEmbedder(open_embedder(settings)), settings)
    else:
        assistant = open_assistant(settings)
    print(
        f"open: {time.perf_counter() - started:.1f} s, {time.process_time() - used:.1f} s of computing, "
        f"{len(assistant.snapshot.passages)} passages"
    )
    chance = random.Random(7)
    times: dict[str, list[tuple[float, float]]] = {"answer": [], "search": []}
    for _ in range(QUESTIONS):
        passage = chance.choice(assistant.snapshot.passages)
        question = "Que disent les documents de " + " ".join(passage.text.split()[:8]) + " ?"
        for name, call in (("answer", assistant.answer), ("search", assistant.search)):
            started, used = time.perf_counter(), time.process_time()
            call(question)
            times[name].append((time.perf_counter() - started, time.process_time() - used))
    for name, rows in times.items():
        for what, kept in zip(("", " (of computing)"), zip(*rows, strict=True), strict=True):
            p95 = sorted(kept)[int(0.95 * len(kept))]
            print(f"{name}{what}: median {1000 * statistics.median(kept):.0f} ms, p95 {1000 * p95:.0f} ms")
    print(f"peak of this process: {psutil.Process().memory_info().rss / 2**20:.0f} MB")


if __name__ == "__main__":
    main()
