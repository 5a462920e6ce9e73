"""How much one file may cost, and how much an archive may unpack to."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """For one file, but for `processes`, how many files are read side by side (0: one a core, four at most).

    `seconds` of wall-clock time, and as many of computing; `memory_mb` of address space of the reading process.
    """

    seconds: float = 20.0
    memory_mb: int = 600
    pages: int = 2_000
    characters: int = 5_000_000
    processes: int = 0
    ocr: str = "auto"  # or off: whether pages without text are recognised, where that is installed

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> ReadingLimits:
        return cls(**json.loads(text))


# POI's and Tika's limits of the same kind.
MOST_FILE_BYTES = 200 * 2**20
MOST_MEMBERS = 1_000
MOST_UNPACKED = 400 * 2**20  # of a whole archive, pictures among it
MOST_XML = 100 * 2**20  # of the parts of an office file that are parsed
MOST_RATIO = 100
RATIO_FROM = 2**20  # bytes; what unpacks to less may be packed as tightly as it likes
