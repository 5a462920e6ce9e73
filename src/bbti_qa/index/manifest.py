"""What a snapshot was built from and what it is made of. Holds no time and no path of the machine: the same corpus, the same bytes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from bbti_qa.embedding import EncoderIdentity
from bbti_qa.errors import DamagedIndex, StaleIndex

FORMAT = 5


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that is not in the index: its path, the name of the error, and the reason in a sentence."""

    path: str
    error: str
    reason: str


@dataclass(frozen=True, slots=True)
class FileSeal:
    """What a file of the snapshot must be: its size in bytes and its SHA-256 (hex)."""

    size: int
    sha256: str

    @classmethod
    def of(cls, data: bytes) -> FileSeal:
        return cls(len(data), hashlib.sha256(data).hexdigest())


@dataclass(frozen=True, slots=True)
class Manifest:
    """`files` seals every file of the snapshot but the manifest itself, which the pointer seals."""

    files: Mapping[str, FileSeal]
    encoder: EncoderIdentity
    chunker: str
    cleaner: str
    skipped: tuple[Skipped, ...]

    def to_json(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "files": {name: asdict(seal) for name, seal in sorted(self.files.items())},
            "encoder": asdict(self.encoder),
            "chunker": self.chunker,
            "cleaner": self.cleaner,
            "skipped": [asdict(item) for item in self.skipped],
        }

    def to_bytes(self) -> bytes:
        return (json.dumps(self.to_json(), ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Manifest:
        """Raises StaleIndex for another format's manifest, DamagedIndex for what is none."""
        try:
            row = json.loads(data)
            if row["format"] != FORMAT:
                raise StaleIndex(
                    f"The index has format {row['format']}, this version reads format {FORMAT}. Run `bbti-qa ingest` again."
                )
            return cls(
                files={name: FileSeal(**seal) for name, seal in row["files"].items()},
                encoder=EncoderIdentity(**row["encoder"]),
                chunker=row["chunker"],
                cleaner=row["cleaner"],
                skipped=tuple(Skipped(**item) for item in row["skipped"]),
            )
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise DamagedIndex("manifest.json of the index cannot be read. Run `bbti-qa ingest` again.") from error
