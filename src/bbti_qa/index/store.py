"""Snapshots on disk: staged, sealed, re-read, then published by one pointer swap under a lock.

    DIR/CURRENT               the snapshot in force: its name and the SHA-256 of its manifest
    DIR/LOCK                  held while writing; the system frees it when its owner dies
    DIR/snapshots/<id>/…      immutable; the one before stays until the next publication
    DIR/snapshots/.staging-*  being written; swept away by the next writer
    DIR/journal.log           what a stopped ingest had done (journal.py)

Whatever happens in between, CURRENT names a whole snapshot, old or new. Promised for one machine with a local file system;
locks of network file systems are not relied upon.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bbti_qa.errors import DamagedIndex, DiskFull, IndexBusy, IndexError_, NoIndex
from bbti_qa.index.manifest import FileSeal, Manifest
from bbti_qa.index.snapshot import MANIFEST, Contents, Snapshot, from_files, parse_all, snapshot_id, to_files

AGAIN = "Run `bbti-qa ingest` again."
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_STAGING = ".staging-"


@dataclass(frozen=True, slots=True)
class _Pointer:
    """The content of CURRENT, one line: `<snapshot id> <SHA-256 of its manifest>`."""

    snapshot: str
    manifest_sha256: str

    def to_bytes(self) -> bytes:
        return f"{self.snapshot} {self.manifest_sha256}\n".encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> _Pointer:
        """Raises DamagedIndex; the id is the start of the hash, so that no flipped bit goes unseen."""
        parts = data.decode("ascii", "replace").split(" ")
        if (
            len(parts) == 2
            and len(parts[1]) == 65
            and parts[1][:16] == parts[0]
            and cls(parts[0], parts[1][:64]).to_bytes() == data
        ):
            return cls(parts[0], parts[1][:64])
        raise DamagedIndex(f"CURRENT of the index does not name a snapshot. {AGAIN}")


@dataclass(frozen=True, slots=True)
class Examination:
    """What a look at every byte found. `damage` names files and what is wrong with them; `fallback` is the id of a whole snapshot to go
    back to, empty where there is none."""

    snapshot: str
    damage: tuple[str, ...]
    files: int = 0
    size: int = 0
    fallback: str = ""


class IndexStore:
    """The index in one directory. Many may open it at any time; one at a time publishes."""

    def __init__(self, directory: Path, *, lock_seconds: float = 10.0) -> None:
        self._directory = directory
        self._lock_seconds = lock_seconds

    @property
    def directory(self) -> Path:
        return self._directory

    @property
    def pointer(self) -> Path:
        return self._directory / "CURRENT"

    def open(self) -> Snapshot:
        """The snapshot in force, after the size and SHA-256 of every file of it were checked.

        Raises NoIndex, DamagedIndex (naming the file) and StaleIndex.
        """
        for _ in range(3):
            pointer = self._read_pointer()
            try:
                return from_files(self._verified(pointer))
            except DamagedIndex:
                if self._read_pointer() == pointer:
                    raise
        raise IndexBusy(f"The index in {self._directory} changes faster than it can be read. Try again in a moment.")

    def examine(self) -> Examination:
        """Every damaged file of the snapshot in force by name, not only the first. Raises NoIndex, StaleIndex."""
        try:
            pointer = self._read_pointer()
        except DamagedIndex as error:
            return Examination("", (str(error),), fallback=self._whole_other(None))
        files, damage = self._read_all(pointer)
        if not damage:
            try:
                parse_all(from_files(files))
            except DamagedIndex as error:
                damage = [str(error)]
        fallback = self._whole_other(pointer.snapshot) if damage else ""
        return Examination(pointer.snapshot, tuple(damage), len(files), sum(map(len, files.values())), fallback)

    def repair(self) -> Examination:
        """Goes back to the other snapshot where the one in force is damaged and the other is whole; what is in force afterwards.

        Raises NoIndex, IndexBusy, and IndexError_ when the directory cannot be written.
        """
        with suppress(DamagedIndex):
            self._read_pointer()  # where nothing was published there is nothing to lock
        with _told_plainly(self._directory), self._locked():
            found = self.examine()
            if found.damage and found.fallback:
                manifest = _read(self._directory / "snapshots" / found.fallback / MANIFEST)
                self._swap(_Pointer(found.fallback, hashlib.sha256(manifest).hexdigest()))
        return self.examine()

    def _whole_other(self, current: str | None) -> str:
        """The id of a whole snapshot beside `current`, the lowest if there are several; empty where there is none."""
        for entry in sorted((self._directory / "snapshots").glob("[0-9a-f]*")):
            try:
                manifest = _read(entry / MANIFEST)
                pointer = _Pointer(entry.name, hashlib.sha256(manifest).hexdigest())
                if entry.name != current and snapshot_id(manifest) == entry.name:
                    from_files(self._verified(pointer))
                    return entry.name
            except IndexError_:
                continue
        return ""

    def publish(self, contents: Contents) -> str:
        """Writes `contents` as the snapshot in force and returns its id. The one before stays on disk.

        Raises IndexBusy when another process holds the lock, DiskFull when space runs out (the old snapshot still serves), and
        IndexError_ when the directory cannot be written.
        """
        files = to_files(contents)
        with _told_plainly(self._directory):
            (self._directory / "snapshots").mkdir(parents=True, exist_ok=True)
            with self._locked():
                return self._publish(files)

    def _publish(self, files: Mapping[str, bytes]) -> str:
        self._sweep(keep=self._published())
        name = snapshot_id(files[MANIFEST])
        pointer = _Pointer(name, hashlib.sha256(files[MANIFEST]).hexdigest())
        if not self._is_whole(pointer):
            self._write_snapshot(name, files)
        if self._published() != name:
            before = self._published()
            self._swap(pointer)
            self._sweep(keep=name, also=before)
        return name

    def _is_whole(self, pointer: _Pointer) -> bool:
        try:
            self._verified(pointer)
        except DamagedIndex:
            return False
        return True

    def _write_snapshot(self, name: str, files: Mapping[str, bytes]) -> None:
        staging = self._directory / "snapshots" / f"{_STAGING}{os.getpid()}"
        target = self._directory / "snapshots" / name
        try:
            staging.mkdir()
            for file, data in files.items():
                _write_durably(staging / file, data)
            _sync_directory(staging)
            _, damage = _compare(staging, {file: FileSeal.of(data) for file, data in files.items()})
            if damage:
                raise DamagedIndex(f"What was written is not what was read back: {damage[0]} {AGAIN}")
            if target.exists():  # the same snapshot, damaged: set aside, so that the rename below finds its place free
                os.replace(target, staging.with_name(f"{_STAGING}{os.getpid()}-damaged"))
            os.replace(staging, target)
            _sync_directory(target.parent)
        except BaseException:
            shutil.rmtree(staging, ignore_errors=True)
            raise

    def _swap(self, pointer: _Pointer) -> None:
        fresh = self._directory / f"CURRENT{_STAGING}{os.getpid()}"
        try:
            _write_durably(fresh, pointer.to_bytes())
            os.replace(fresh, self.pointer)
        except BaseException:
            fresh.unlink(missing_ok=True)
            raise
        _sync_directory(self._directory)

    def _published(self) -> str | None:
        """The id of the snapshot in force, None where there is none that can be told."""
        try:
            return self._read_pointer().snapshot
        except (NoIndex, DamagedIndex):
            return None

    def _sweep(self, keep: str | None, also: str | None = None) -> None:
        """Removes what a stopped writer left, and snapshots older than the last two. Called under the lock only."""
        for entry in sorted(self._directory.glob(f"CURRENT{_STAGING}*")):
            entry.unlink(missing_ok=True)
        if keep is None:
            kept = {
                entry.name for entry in (self._directory / "snapshots").iterdir() if not entry.name.startswith(_STAGING)
            }
        else:
            kept = {name for name in (keep, also or self._previous(keep)) if name}
        for entry in sorted((self._directory / "snapshots").iterdir()):
            if entry.name not in kept:
                shutil.rmtree(entry, ignore_errors=True)

    def _previous(self, current: str) -> str | None:
        """The snapshot that stands beside the one in force, the lowest id if there are several."""
        others = sorted(
            entry.name
            for entry in (self._directory / "snapshots").iterdir()
            if entry.name != current and not entry.name.startswith(_STAGING)
        )
        return others[0] if others else None

    def _read_pointer(self) -> _Pointer:
        try:
            return _Pointer.from_bytes(self.pointer.read_bytes())
        except FileNotFoundError as error:
            raise NoIndex(
                f"There is no index in {self._directory} yet. Run `bbti-qa ingest` first, or name the folder with --index."
            ) from error
        except NotADirectoryError as error:
            raise IndexError_(
                f"{self._directory} is a file, and an index is a folder. Name the folder with --index."
            ) from error
        except OSError as error:
            raise IndexError_(
                f"{self.pointer} cannot be read ({error.strerror}). Check the folder's permissions."
            ) from error

    def _verified(self, pointer: _Pointer) -> dict[str, bytes]:
        """The bytes of every file of the snapshot, each as its seal says. Raises DamagedIndex, StaleIndex."""
        files, damage = self._read_all(pointer)
        if damage:
            raise DamagedIndex(f"{damage[0]} {AGAIN}")
        return files

    def _read_all(self, pointer: _Pointer) -> tuple[dict[str, bytes], list[str]]:
        """(the bytes of every file of the snapshot, what is wrong with them, a sentence a file). Raises StaleIndex."""
        folder = self._directory / "snapshots" / pointer.snapshot
        try:
            manifest = _read(folder / MANIFEST)
            if hashlib.sha256(manifest).hexdigest() != pointer.manifest_sha256:
                changed = "CURRENT" if snapshot_id(manifest) == pointer.snapshot else MANIFEST
                return {}, [f"{changed} of the index was changed: nothing that it seals can be told."]
            files, damage = _compare(folder, Manifest.from_bytes(manifest).files)
        except DamagedIndex as error:
            return {}, [str(error).removesuffix(AGAIN).strip()]
        return files | {MANIFEST: manifest}, damage

    @contextmanager
    def _locked(self) -> Iterator[None]:
        handle = os.open(self._directory / "LOCK", os.O_RDWR | os.O_CREAT, 0o644)
        try:
            self._take(handle)
            yield
        finally:
            os.close(handle)

    def _take(self, handle: int) -> None:
        deadline = time.monotonic() + self._lock_seconds
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError as error:
                if time.monotonic() >= deadline:
                    owner = os.pread(handle, 20, 0).decode("ascii", "replace").strip() or "?"
                    raise IndexBusy(
                        f"Process {owner} is writing the index in {self._directory}. Wait until it is done, then try again."
                    ) from error
                time.sleep(0.05)
        os.ftruncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode(), 0)


def _compare(folder: Path, seals: Mapping[str, FileSeal]) -> tuple[dict[str, bytes], list[str]]:
    """(the bytes of each sealed file, what is wrong): files that are missing, changed, or not sealed, by name."""
    files: dict[str, bytes] = {}
    damage: list[str] = []
    for name, seal in sorted(seals.items()):
        try:
            files[name] = _read(folder / name)
        except DamagedIndex as error:
            damage.append(str(error).removesuffix(AGAIN).strip())
            continue
        if FileSeal.of(files[name]) != seal:
            is_as_long = len(files[name]) == seal.size
            what = "its length is right" if is_as_long else f"{len(files[name])} bytes, {seal.size} expected"
            damage.append(f"{name} of the index was changed ({what}).")
    extra = sorted(_names_in(folder) - set(seals) - {MANIFEST})
    return files, damage + [f"{name} does not belong to the index: remove it." for name in extra]


def _names_in(folder: Path) -> set[str]:
    """None for a folder that a writer swept away in the meantime."""
    try:
        return set(os.listdir(folder))
    except FileNotFoundError:
        return set()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DamagedIndex(f"{path.name} of the index cannot be read ({error.strerror}). {AGAIN}") from error


def _write_durably(path: Path, data: bytes) -> None:
    """Writes every byte and waits for the disk. faiss's own writer hides a full disk; this one does not."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(handle, view) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync_directory(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _told_plainly(directory: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFull(
                f"The disk is full: the new index could not be written in {directory}. The old one still serves; "
                "free some space, then run `bbti-qa ingest` again."
            ) from error
        raise IndexError_(
            f"The index in {directory} cannot be written ({error.strerror}). Check the folder's permissions, or name another "
            "with --index."
        ) from error
