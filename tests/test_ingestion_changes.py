"""A folder that changes: whatever was added, edited, renamed, copied or deleted, the index is that of a fresh build; and a stopped ingest
goes on where it was."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pytest
from fakes import HashEmbedder
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from bbti_qa.embedding import EncoderIdentity
from bbti_qa.index import IndexStore, open_journal
from bbti_qa.ingestion import IngestionReport, ingest
from bbti_qa.loading import CLEANER_VERSION, ReadingLimits

LIMITS = ReadingLimits(processes=1)
TEXTS = (
    "Le comité se réunit deux fois par an.",
    "Le budget de l'axe est de 12 M€. Il court sur sept ans.",
    "Les équipes préparent des cellules et des vecteurs pour les essais.",
    "La date limite de dépôt est fixée au 20 avril 2026.",
)
NAMES = ("a.md", "b.txt", "guide-2024-02.md", "guide-2026-01.md", "sous/c.md")


def put(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, "utf-8")


def built(corpus: Path, index: Path, embedder: HashEmbedder | None = None) -> IngestionReport:
    return ingest([corpus], IndexStore(index), embedder or HashEmbedder(), limits=LIMITS)


class ChangingFolder(RuleBasedStateMachine):
    """However often the index was brought up to date in between, it ends as the snapshot of a fresh build."""

    def __init__(self) -> None:
        super().__init__()
        self.place = Path(tempfile.mkdtemp())
        self.corpus = self.place / "corpus"
        put(self.corpus, "toujours.md", "Ce document reste.")

    def files(self) -> list[Path]:
        return sorted(path for path in self.corpus.rglob("*") if path.is_file() and path.name != "toujours.md")

    @rule(name=st.sampled_from(NAMES), text=st.sampled_from(TEXTS))
    def add_or_edit(self, name: str, text: str) -> None:
        put(self.corpus, name, text)

    @precondition(lambda self: self.files())
    @rule(data=st.data(), name=st.sampled_from(NAMES))
    def rename(self, data: st.DataObject, name: str) -> None:
        put(self.corpus, name, data.draw(st.sampled_from(self.files())).read_text("utf-8"))

    @precondition(lambda self: self.files())
    @rule(data=st.data())
    def duplicate(self, data: st.DataObject) -> None:
        source = data.draw(st.sampled_from(self.files()))
        shutil.copy2(source, source.with_name(f"copie-{source.name}"))

    @precondition(lambda self: self.files())
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        data.draw(st.sampled_from(self.files())).unlink()

    @rule(data=st.data())
    def touch(self, data: st.DataObject) -> None:
        """Times tell nothing: an old one, one of the future."""
        for path in self.files():
            stamp = data.draw(st.sampled_from((0, 2_000_000_000, 4_000_000_000)))
            os.utime(path, (stamp, stamp))

    @rule()
    def bring_up_to_date(self) -> None:
        built(self.corpus, self.place / "grown")

    def teardown(self) -> None:
        grown = built(self.corpus, self.place / "grown")
        fresh = built(self.corpus, self.place / "fresh")
        shutil.rmtree(self.place)
        assert grown.snapshot == fresh.snapshot
        assert grown.skipped == fresh.skipped


TestAFewChanges = pytest.mark.timeout(280)(ChangingFolder.TestCase)
TestAFewChanges.settings = settings(
    max_examples=6, stateful_step_count=10, deadline=None, suppress_health_check=list(HealthCheck)
)


class ManyChanges(ChangingFolder):
    pass


TestManyChanges = pytest.mark.slow(pytest.mark.timeout(7200)(ManyChanges.TestCase))
TestManyChanges.settings = settings(
    max_examples=200, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)


def corpus_of(folder: Path, count: int) -> Path:
    for number in range(count):
        put(
            folder,
            f"{number:04}.txt",
            f"La fiche numéro {number} parle du thème {number * 7919}. Le comité {number} se réunit.",
        )
    return folder


def test_an_ingest_that_was_stopped_embedding_goes_on_where_it_was(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path / "corpus", 600)
    stopped = HashEmbedder(stop_after=256)
    with pytest.raises(KeyboardInterrupt):
        built(corpus, tmp_path / "index", stopped)

    report = built(corpus, tmp_path / "index")

    assert stopped.embedded == 256
    assert report.read == 0
    assert report.embedded == report.passages - 256
    assert report.snapshot == built(corpus, tmp_path / "fresh").snapshot
    assert not (tmp_path / "index" / "journal.log").exists()


def test_an_ingest_that_was_killed_reading_goes_on_where_it_was(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path / "corpus", 1500)
    command = [sys.executable, "-m", "bbti_qa.cli", "ingest", str(corpus), "--index", str(tmp_path / "index")]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    journal = tmp_path / "index" / "journal.log"
    deadline = time.monotonic() + 60
    while (not journal.exists() or journal.read_bytes().count(b"\n") < 200) and time.monotonic() < deadline:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    kept = journal.read_bytes().count(b"\n")

    report = built(corpus, tmp_path / "index")

    assert kept >= 200
    assert len(report.documents) == 1500
    assert report.read <= 1500 - kept + 1


@pytest.mark.parametrize("damage", ["cut", "flip", "nonsense", "empty"])
def test_a_damaged_journal_costs_only_what_it_held(tmp_path: Path, damage: str) -> None:
    corpus = corpus_of(tmp_path / "corpus", 300)
    with pytest.raises(KeyboardInterrupt):
        built(corpus, tmp_path / "index", HashEmbedder(stop_after=256))
    journal = tmp_path / "index" / "journal.log"
    data = bytearray(journal.read_bytes())
    half = len(data) // 2
    if damage == "flip":
        data[half] ^= 1
    journal.write_bytes({"cut": data[:half], "flip": data, "nonsense": b"x\n" + data, "empty": b""}[damage])

    report = built(corpus, tmp_path / "index")

    assert report.snapshot == built(corpus, tmp_path / "fresh").snapshot


def test_two_ingests_at_once_do_not_share_a_journal(tmp_path: Path) -> None:
    identity = HashEmbedder().identity
    with (
        open_journal(tmp_path, CLEANER_VERSION, identity) as first,
        open_journal(tmp_path, CLEANER_VERSION, identity) as second,
    ):
        first.add_vectors(["a"], np.ones((1, 8), dtype=np.float32))
        second.add_vectors(["b"], np.ones((1, 8), dtype=np.float32))
        second.clear()

    with open_journal(tmp_path, CLEANER_VERSION, identity) as third:
        assert list(third.vectors()) == ["a"]


def test_vectors_of_another_encoder_do_not_count(tmp_path: Path) -> None:
    with open_journal(tmp_path, CLEANER_VERSION, HashEmbedder().identity) as journal:
        journal.add_vectors(["a"], np.ones((1, 8), dtype=np.float32))

    with open_journal(tmp_path, CLEANER_VERSION, EncoderIdentity("autre", "1" * 64, 8, 256)) as journal:
        assert journal.vectors() == {}


def test_files_that_did_not_change_are_not_read_again(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path / "corpus", 5)
    first = built(corpus, tmp_path / "index")
    put(corpus, "0003.txt", "Une autre fiche, sur un autre thème.")

    second = built(corpus, tmp_path / "index")

    assert (first.read, second.read) == (5, 1)


def test_what_sources_toml_no_longer_says_is_read_from_the_file_again(tmp_path: Path) -> None:
    corpus = corpus_of(tmp_path / "corpus", 2)
    (corpus / "sources.toml").write_text('["0000.txt"]\ntitle = "Un titre"\n')
    assert built(corpus, tmp_path / "index").documents[0].title == "Un titre"
    (corpus / "sources.toml").unlink()

    report = built(corpus, tmp_path / "index")

    assert report.documents[0].title == "0000"
    assert report.snapshot == built(corpus, tmp_path / "fresh").snapshot
