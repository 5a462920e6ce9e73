"""The building path on real files with the real encoder: what is kept, reused, refused; and what a kill leaves behind."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bbti_qa.embedding import shared_embedder
from bbti_qa.errors import CorpusError
from bbti_qa.index import IndexStore
from bbti_qa.ingestion import ingest

FIRST = "# Programme\n\nLe programme dispose de 80 M€ sur 7 ans. Il est piloté par l'Inserm et le CEA.\n"
SECOND = "# Calendrier\n\nL'appel à projets ouvrira en 2025. La date limite n'est pas connue.\n"


@pytest.fixture(scope="module")
def embedder():
    return shared_embedder("bbti", "", None, None)


def write_corpus(folder: Path, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


def snapshot_bytes(index: Path) -> dict[str, bytes]:
    return {str(path.relative_to(index)): path.read_bytes() for path in sorted((index / "snapshots").rglob("*.*"))}


def test_the_same_corpus_twice_gives_the_same_bytes(tmp_path, embedder):
    corpus = write_corpus(tmp_path / "corpus", one=FIRST, two=SECOND)

    ingest([corpus], IndexStore(tmp_path / "a"), embedder)
    ingest([corpus], IndexStore(tmp_path / "b"), embedder)

    assert snapshot_bytes(tmp_path / "a") == snapshot_bytes(tmp_path / "b")


def test_a_changed_corpus_gives_the_bytes_of_a_fresh_build_and_embeds_only_what_is_new(tmp_path, embedder):
    corpus = write_corpus(tmp_path / "corpus", one=FIRST)
    ingest([corpus], IndexStore(tmp_path / "grown"), embedder)
    write_corpus(corpus, two=SECOND)

    grown = ingest([corpus], IndexStore(tmp_path / "grown"), embedder)
    fresh = ingest([corpus], IndexStore(tmp_path / "fresh"), embedder)

    assert grown.snapshot == fresh.snapshot
    assert 0 < grown.embedded < fresh.embedded


def test_what_was_removed_from_the_folder_is_gone_from_the_index(tmp_path, embedder):
    corpus = write_corpus(tmp_path / "corpus", one=FIRST, two=SECOND)
    store = IndexStore(tmp_path / "index")
    ingest([corpus], store, embedder)
    (corpus / "two.md").unlink()

    ingest([corpus], store, embedder)

    assert [document.path for document in store.open().documents] == ["one.md"]


def test_one_bad_file_is_reported_and_the_others_are_indexed(tmp_path, embedder):
    corpus = write_corpus(tmp_path / "corpus", one=FIRST)
    (corpus / "empty.txt").touch()
    (corpus / "broken.pdf").write_bytes(b"%PDF-1.7 nothing follows")
    (corpus / "table.ods").write_bytes(b"whatever")

    report = ingest([corpus], IndexStore(tmp_path / "index"), embedder)

    assert [(item.path, item.error) for item in report.skipped] == [
        ("broken.pdf", "DamagedDocument"),
        ("empty.txt", "EmptyDocument"),
        ("table.ods", "UnknownFormat"),
    ]
    assert [document.path for document in report.documents] == ["one.md"]


def test_the_same_bytes_under_two_names_are_indexed_once_and_said_so(tmp_path, embedder):
    corpus = write_corpus(tmp_path / "corpus", one=FIRST, copy=FIRST)

    report = ingest([corpus], IndexStore(tmp_path / "index"), embedder)

    assert [(item.path, item.error) for item in report.skipped] == [("one.md", "Duplicate")]


def test_a_folder_without_anything_readable_is_refused_and_the_old_index_stays(tmp_path, embedder):
    store = IndexStore(tmp_path / "index")
    before = ingest([write_corpus(tmp_path / "corpus", one=FIRST)], store, embedder).snapshot
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "nothing.txt").touch()

    with pytest.raises(CorpusError):
        ingest([tmp_path / "empty"], store, embedder)

    assert store.open().id == before


def test_every_sentence_and_passage_of_the_shipped_corpus_is_where_it_says(tmp_path, embedder):
    store = IndexStore(tmp_path / "index")
    ingest([Path(__file__).parents[1] / "corpus"], store, embedder)
    snapshot = store.open()

    for passage in snapshot.passages:
        document = snapshot.document(passage.document_id)
        assert document.text(passage.spans) == passage.text
        for sentence in passage.sentences:
            for span in sentence.spans:
                piece = document.page(span.page).text[span.start : span.end]
                assert piece
                assert piece == piece.strip()
                assert piece in passage.text


def _killed_ingest(corpus: Path, index: Path, after: float) -> bool:
    """Starts `bbti-qa ingest` and kills it `after` seconds; whether it was still running then."""
    command = [sys.executable, "-m", "bbti_qa.cli", "ingest", str(corpus), "--index", str(index)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        process.wait(timeout=after)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return True
    return False


def _kills(tmp_path: Path, embedder, rounds: int) -> int:
    """Kills `rounds` ingests, each over an index of the other of two states; returns how many kills landed in a running one."""
    corpus = write_corpus(tmp_path / "corpus", one=FIRST)
    store = IndexStore(tmp_path / "index")
    states = []
    for text in (SECOND, SECOND.replace("2025", "2026")):
        write_corpus(corpus, two=text)
        states.append((text, ingest([corpus], IndexStore(tmp_path / "states"), embedder).snapshot))
    ingest([corpus], store, embedder)
    whole = time.perf_counter()
    assert not _killed_ingest(corpus, tmp_path / "index", 120)
    whole = time.perf_counter() - whole
    chance = random.Random(20261121)
    landed = 0
    for number in range(rounds):
        write_corpus(corpus, two=states[number % 2][0])
        # Half of the kills anywhere, half in the last third, where files are written.
        start = 0.0 if number % 4 < 2 else 0.66
        landed += _killed_ingest(corpus, tmp_path / "index", whole * chance.uniform(start, 1.05))
        assert store.open().id in {snapshot for _, snapshot in states}
    write_corpus(corpus, two=states[0][0])
    assert ingest([corpus], store, embedder).snapshot == states[0][1]
    return landed


def test_a_killed_ingest_leaves_the_old_index_or_the_new_one(tmp_path, embedder):
    assert _kills(tmp_path, embedder, 4) > 0


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_a_hundred_killed_ingests_leave_the_old_index_or_the_new_one(tmp_path, embedder):
    assert _kills(tmp_path, embedder, 100) > 50
