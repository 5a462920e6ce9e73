"""Snapshots on disk: whatever happens, the store opens as the old snapshot or as the new one, or names what is wrong."""

import errno
import fcntl
import os
import random
import resource
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from fakes import make_document

from bbti_qa.chunking import ChunkingRule, lexical_tokens, split
from bbti_qa.embedding import EncoderIdentity
from bbti_qa.errors import DamagedIndex, DiskFull, IndexBusy, IndexError_, NoIndex, StaleIndex
from bbti_qa.index import Contents, IndexStore, Skipped, reusable_vectors

IDENTITY = EncoderIdentity("test", "0" * 64, 8, 256)


def contents(*texts: str) -> Contents:
    """A small index over one document a text, with made-up unit vectors."""
    documents = tuple(make_document(f"{number}.txt", f"Titre {number}", text) for number, text in enumerate(texts))
    passages = [(d, p) for d in documents for p in split(d, ChunkingRule(words=8), lambda text: len(text.split()), 64)]
    vectors = np.random.default_rng(7).normal(size=(len(passages), 8)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return Contents(
        documents=documents,
        passages=tuple(passage for _, passage in passages),
        vectors=vectors,
        tokens=tuple(tuple(lexical_tokens(d, p)) for d, p in passages),
        text_hashes=tuple(f"{number:064x}" for number in range(len(passages))),
        encoder=IDENTITY,
        chunker="1",
        cleaner="1",
        skipped=(Skipped("broken.pdf", "DamagedDocument", "The PDF cannot be read."),),
    )


OLD = contents("Le programme dispose de 80 M€. Il dure sept ans.", "L'appel ouvrira en 2025.")
NEW = contents("Le programme dispose de 80 M€. Il dure huit ans.", "L'appel ouvrira en 2026. Il sera clos en 2027.")


@pytest.fixture
def store(tmp_path) -> IndexStore:
    store = IndexStore(tmp_path / "index", lock_seconds=0.2)
    store.publish(OLD)
    return store


def files(store: IndexStore) -> list[Path]:
    return sorted(path for path in store.pointer.parent.rglob("*") if path.is_file() and path.name != "LOCK")


def test_what_was_published_is_what_opens(store):
    snapshot = store.open()

    assert snapshot.documents == OLD.documents
    assert snapshot.passages == OLD.passages
    assert snapshot.manifest.skipped == OLD.skipped
    assert np.array_equal(snapshot.vectors.rows(), OLD.vectors)
    assert snapshot.document(OLD.documents[0].id) == OLD.documents[0]
    assert list(reusable_vectors(snapshot)) == list(OLD.text_hashes)


def test_searching_gives_the_same_before_and_after_the_disk(store):
    from bbti_qa.index import LexicalIndex, VectorIndex

    snapshot = store.open()
    lexical, vectors = LexicalIndex.build(OLD.tokens), VectorIndex.build(OLD.vectors)

    assert np.array_equal(snapshot.lexical.scores(["progra", "sept"]), lexical.scores(["progra", "sept"]))
    assert np.array_equal(snapshot.vectors.scores(OLD.vectors[1]), vectors.scores(OLD.vectors[1]))


def test_publishing_the_same_twice_changes_nothing(store):
    before = {path: path.read_bytes() for path in files(store)}

    store.publish(OLD)

    assert {path: path.read_bytes() for path in files(store)} == before


def test_the_snapshot_before_stays_until_the_next_publication(store):
    first = store.open().id
    second = store.publish(NEW)
    third = store.publish(replace(NEW, chunker="2"))

    kept = {path.name for path in (store.pointer.parent / "snapshots").iterdir()}

    assert kept == {second, third}
    assert first not in kept


def test_no_index_says_what_to_run(tmp_path):
    with pytest.raises(NoIndex, match="bbti-qa ingest"):
        IndexStore(tmp_path / "nothing").open()


@pytest.mark.parametrize("folder", ["", "missing"])
def test_what_was_never_published_cannot_be_repaired(tmp_path, folder):
    with pytest.raises(NoIndex, match="bbti-qa ingest"):
        IndexStore(tmp_path / folder).repair()
    assert list(tmp_path.iterdir()) == []


def test_two_hundred_flipped_bits_are_all_refused_by_name(store):
    chance = random.Random(20261121)
    for _ in range(200):
        path = chance.choice(files(store))
        data = bytearray(path.read_bytes())
        at = chance.randrange(len(data) * 8)
        data[at // 8] ^= 1 << (at % 8)
        whole = path.read_bytes()
        path.write_bytes(data)

        with pytest.raises(IndexError_) as refused:
            store.open()

        assert path.name in str(refused.value)
        path.write_bytes(whole)
    assert store.open().documents == OLD.documents


def test_every_byte_of_the_manifest_and_of_the_pointer_counts(store):
    for path in (store.pointer, next(path for path in files(store) if path.name == "manifest.json")):
        whole = path.read_bytes()
        for at in range(len(whole)):
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x20]) + whole[at + 1 :])
            with pytest.raises(IndexError_):
                store.open()
        path.write_bytes(whole)
    assert store.open().documents == OLD.documents


@pytest.mark.parametrize("harm", ["truncated", "missing", "emptied", "extra"])
def test_a_harmed_file_is_refused_by_name(store, harm):
    for path in [path for path in files(store) if path.name != "CURRENT"]:
        whole = path.read_bytes()
        name = path.name
        if harm == "truncated":
            path.write_bytes(whole[:-1])
        elif harm == "missing":
            path.unlink()
        elif harm == "emptied":
            path.write_bytes(b"")
        else:
            name = "stray.bin"
            (path.parent / name).touch()

        with pytest.raises(DamagedIndex, match=name):
            store.open()

        path.write_bytes(whole)
        (path.parent / "stray.bin").unlink(missing_ok=True)


def test_files_swapped_between_two_snapshots_are_refused(store):
    old = store.open().id
    new = store.publish(NEW)
    folder = store.pointer.parent / "snapshots"
    (folder / new / "vectors.f32").write_bytes((folder / old / "vectors.f32").read_bytes())

    with pytest.raises(DamagedIndex, match=r"vectors\.f32"):
        store.open()


def test_a_damaged_snapshot_is_mended_by_publishing_again(store):
    path = next(path for path in files(store) if path.name == "passages.jsonl")
    path.write_bytes(b"")

    store.publish(OLD)

    assert store.open().passages == OLD.passages


def test_an_index_of_another_format_is_stale(store, monkeypatch):
    monkeypatch.setattr("bbti_qa.index.manifest.FORMAT", 99)

    with pytest.raises(StaleIndex, match="bbti-qa ingest"):
        store.open()


def test_a_second_writer_is_told_who_writes(store):
    with (store.pointer.parent / "LOCK").open("r+b") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)

        with pytest.raises(IndexBusy, match=str(os.getpid())):
            store.publish(NEW)

    assert store.publish(NEW) == store.open().id


def test_what_a_stopped_writer_left_is_swept_away(store):
    left = store.pointer.parent / "snapshots" / ".staging-1"
    left.mkdir()
    (left / "vectors.f32").write_bytes(b"half")

    store.publish(NEW)

    assert not left.exists()


def test_a_full_disk_leaves_the_old_index(store):
    before = store.open().id
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    largest = max(path.stat().st_size for path in files(store))
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        for limit in range(16, largest, max(1, largest // 25)):
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
            with pytest.raises(DiskFull, match="old one still serves"):
                store.publish(NEW)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, handler)

    assert store.open().id == before
    assert [path.name for path in (store.pointer.parent / "snapshots").iterdir()] == [before]
    assert store.publish(NEW) == store.open().id


def test_an_error_of_the_system_becomes_one_sentence(store, monkeypatch):
    def refuse(*_: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr("bbti_qa.index.store._write_durably", refuse)

    with pytest.raises(IndexError_, match="cannot be written"):
        store.publish(NEW)


CRASHING_WRITER = """
import os, sys
sys.path[:0] = {paths!r}
from pathlib import Path
from test_index_store import NEW
from bbti_qa.index import IndexStore
left = int(sys.argv[2])
def counted(operation):
    def run(*args, **kwargs):
        global left
        left -= 1
        if left < 0:
            os._exit(137)
        return operation(*args, **kwargs)
    return run
for name in ("open", "write", "fsync", "replace", "mkdir", "unlink", "rmdir", "rename", "ftruncate", "pwrite"):
    setattr(os, name, counted(getattr(os, name)))
IndexStore(Path(sys.argv[1])).publish(NEW)
"""


def _crash_at(operation: int, index: Path) -> int:
    script = CRASHING_WRITER.format(paths=[str(Path(__file__).parent), str(Path(__file__).parents[1])])
    command = [sys.executable, "-c", script, str(index), str(operation)]
    return subprocess.run(command, check=False, capture_output=True).returncode


@pytest.mark.parametrize(
    "step", [pytest.param(7, id="every-seventh"), pytest.param(1, marks=pytest.mark.slow, id="every")]
)
def test_a_crash_at_any_file_operation_leaves_the_old_index_or_the_new_one(tmp_path, step):
    old = IndexStore(tmp_path / "index").publish(OLD)
    new = IndexStore(tmp_path / "other").publish(NEW)
    crashed = 0
    for operation in range(0, 200, step):
        store = IndexStore(tmp_path / "index")
        store.publish(OLD)
        code = _crash_at(operation, tmp_path / "index")
        assert store.open().id in (old, new)
        if code == 0:
            assert store.open().id == new
            break
        assert code == 137
        crashed += 1
    assert crashed >= 20 // step
