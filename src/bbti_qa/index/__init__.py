"""The index on disk: immutable snapshots, verified byte by byte before anything is read, published by one pointer swap.

store.py      snapshots on disk: staged, sealed, published, examined, repaired
snapshot.py   a whole index in memory, and its form as files
manifest.py   what a snapshot was built from, with the seal of every file
rows.py       its JSON Lines, parsed when they are asked for
vectors.py    unit vectors (faiss)
hubness.py    how near each of them is to all the others
lexical.py    BM25 over stems (bm25s)
journal.py    what a stopped ingest has done
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bbti_qa.index.journal import Journal, open_journal
    from bbti_qa.index.lexical import LexicalIndex
    from bbti_qa.index.manifest import Manifest, Skipped
    from bbti_qa.index.snapshot import Contents, Snapshot, in_memory, reusable_vectors
    from bbti_qa.index.store import IndexStore
    from bbti_qa.index.vectors import VectorIndex

__all__ = [
    "Contents",
    "IndexStore",
    "Journal",
    "LexicalIndex",
    "Manifest",
    "Skipped",
    "Snapshot",
    "VectorIndex",
    "in_memory",
    "open_journal",
    "reusable_vectors",
]

_HOMES = {
    "Contents": "snapshot",
    "IndexStore": "store",
    "Journal": "journal",
    "LexicalIndex": "lexical",
    "Manifest": "manifest",
    "Skipped": "manifest",
    "Snapshot": "snapshot",
    "VectorIndex": "vectors",
    "in_memory": "snapshot",
    "open_journal": "journal",
    "reusable_vectors": "snapshot",
}


def __getattr__(name: str) -> Any:
    """Loads a part when it is first asked for, so that importing the package stays light."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
