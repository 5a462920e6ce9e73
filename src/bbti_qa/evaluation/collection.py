"""Retrieval collections in the field's usual folder: `corpus.jsonl`, `queries.jsonl`, `qrels.tsv` (as BEIR lays them out).

Each corpus entry is indexed as one document by the same chunker, encoder and fusion as the product. A document's score joins
its best passage and the document as a whole, on either side; the vector of a document is the mean of its passages'.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bbti_qa.chunking import TITLE_WEIGHT, ChunkingRule, embedded_text, lexical_tokens, split
from bbti_qa.documents import Document, Passage, language_of_most
from bbti_qa.embedding import Embedder
from bbti_qa.errors import QuestionSetError
from bbti_qa.language import stems
from bbti_qa.lexicon import shared_lexicon
from bbti_qa.loading import document_from_text
from bbti_qa.retrieval import FusionRule, fuse, is_across, min_max, without_hubs
from bbti_qa.understanding import understand

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# How much the document as a whole weighs against its best passage, on either side; measured together with the fusion weight.
WHOLE_LEXICAL = 0.65
WHOLE_DENSE = 0.35
DEPTH = 100  # documents kept per query in a run

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Query:
    id: str
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Collection:
    """`relevant` maps a query id to grades by corpus id; queries without a relevant entry are left out of the figures."""

    documents: tuple[Document, ...]
    queries: tuple[Query, ...]
    relevant: Mapping[str, Mapping[str, int]]


Run = dict[str, dict[str, float]]
"""Scores by query id and corpus id, at most `DEPTH` a query."""


def read_collection(folder: Path) -> Collection:
    """Raises QuestionSetError, naming the file and the line."""
    documents = tuple(
        document_from_text(_field(row, "id", "_id"), str(row.get("title") or ""), str(row.get("text") or ""))
        for row in read_lines(folder / "corpus.jsonl")
    )
    queries = tuple(
        Query(_field(row, "id", "_id"), str(row.get("text") or ""), str(row.get("lang") or "fr"))
        for row in read_lines(folder / "queries.jsonl")
    )
    return Collection(documents, queries, _read_qrels(folder))


def _field(row: Mapping[str, Any], *names: str) -> str:
    for name in names:
        if name in row:
            return str(row[name])
    raise QuestionSetError(
        f"A line of the collection has no `{names[0]}`. Each line of corpus.jsonl and queries.jsonl needs one."
    )


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file, blank lines skipped. Raises QuestionSetError."""
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield _object(path, number, line)
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionSetError(
            f"{path} cannot be read ({error}). Give a UTF-8 file with one JSON object a line."
        ) from error


def _object(path: Path, number: int, line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise QuestionSetError(
            f"{path}, line {number} is not JSON ({error}). Mend the line, then run the command again."
        ) from error
    if not isinstance(row, dict):
        raise QuestionSetError(
            f'{path}, line {number} is not a JSON object. Each line must be one, for example {{"id": …}}.'
        )
    return _legible(row) if "\\u" in line else row


def _legible(row: dict[str, Any]) -> dict[str, Any]:
    """The row with `?` for each half of a surrogate pair, which JSON can escape and nothing can write or embed."""
    legible: dict[str, Any] = json.loads(json.dumps(row, ensure_ascii=False).encode(errors="replace"))
    return legible


def _read_qrels(folder: Path) -> dict[str, dict[str, int]]:
    path = next(
        (path for path in (folder / "qrels.tsv", folder / "qrels" / "test.tsv") if path.exists()), folder / "qrels.tsv"
    )
    relevant: dict[str, dict[str, int]] = {}
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionSetError(
            f"{path} cannot be read ({error}). A collection needs corpus.jsonl, queries.jsonl and qrels.tsv."
        ) from error
    for number, line in enumerate(lines, start=1):
        parts = line.split("\t")
        if len(parts) < 3 or parts[0] == "query-id":
            continue
        try:
            grade = int(float(parts[2]))
        except ValueError as error:
            raise QuestionSetError(
                f"{path}, line {number}: {parts[2]!r} is no grade. Write query-id, corpus-id and a number."
            ) from error
        if grade > 0:
            relevant.setdefault(parts[0], {})[parts[1]] = grade
    return relevant


def run_collection(
    collection: Collection,
    embedder: Embedder,
    *,
    chunking: ChunkingRule | None = None,
    fusion: FusionRule | None = None,
    progress: Progress | None = None,
) -> Run:
    """Every query against every document. `progress` is told what is going on: a name, done, total."""
    report = progress or (lambda name, done, total: None)
    searcher = DocumentSearcher(
        collection.documents, embedder, chunking or ChunkingRule(), fusion or FusionRule(), report
    )
    return run_queries(collection, searcher, report)


def run_queries(collection: Collection, searcher: DocumentSearcher, progress: Progress | None = None) -> Run:
    """Every query of `collection` to `searcher`, which was opened over its documents."""
    report = progress or (lambda name, done, total: None)
    run: Run = {}
    for done, query in enumerate(collection.queries, start=1):
        run[query.id] = searcher.search(query.text) if query.text.strip() else {}
        report("queries", done, len(collection.queries))
    return run


class DocumentSearcher:
    """Ranks whole documents: what the product's retriever does for passages, at the size of a document."""

    def __init__(
        self,
        documents: Sequence[Document],
        embedder: Embedder,
        chunking: ChunkingRule,
        fusion: FusionRule,
        progress: Progress,
    ) -> None:
        import numpy as np

        from bbti_qa.index import LexicalIndex, VectorIndex
        from bbti_qa.index.hubness import hubness

        self._documents = documents
        self._embedder = embedder
        self._fusion = fusion
        passages = list(_passages(documents, chunking, embedder, progress))
        self._owners = np.array([owner for owner, _ in passages], dtype=np.int64)
        self._passages = LexicalIndex.build([lexical_tokens(documents[owner], passage) for owner, passage in passages])
        self._wholes = LexicalIndex.build([_whole_tokens(document) for document in documents])
        vectors = _embedded(documents, passages, embedder, progress)
        self._vectors = VectorIndex.build(vectors)
        self._means = _means(vectors, self._owners, len(documents))
        self._hubness = hubness(self._means)
        self._language = language_of_most(documents)

    def with_fusion(self, rule: FusionRule) -> DocumentSearcher:
        """The same documents, searched by another rule; nothing is embedded again."""
        other = copy(self)
        other._fusion = rule
        return other

    def search(self, text: str) -> dict[str, float]:
        """The best `DEPTH` documents with their scores in [0, 1]."""
        import numpy as np

        question = understand(text, lexicon=shared_lexicon())
        tokens, weights = question.weighted_stems(self._fusion.alternative, self._fusion.translation)
        best = min_max(self._best_passage(self._passages.scores(tokens, weights)))
        whole = min_max(self._wholes.scores(tokens, weights))
        vector = self._embedder.embed_question(question.whole)
        cosine, likeness = self._vectors.scores(vector), self._means @ vector
        if is_across(question, self._language) and self._fusion.hubness:
            cosine = without_hubs(cosine, self._vectors.hubness, self._fusion)
            likeness = without_hubs(likeness, self._hubness, self._fusion)
        nearest = self._best_passage(cosine)
        dense = min_max(nearest + np.float32(WHOLE_DENSE) * (likeness - nearest))
        fused = fuse(best + np.float32(WHOLE_LEXICAL) * (whole - best), dense, self._fusion)
        order = np.argsort(-fused, kind="stable")[:DEPTH]
        return {self._documents[row].path: float(fused[row]) for row in order.tolist()}

    def _best_passage(self, scores: NDArray[np.float32]) -> NDArray[np.float32]:
        """(documents,): the best score among each document's passages; the lowest of all for one without passages."""
        import numpy as np

        best = np.full(len(self._documents), scores.min() if scores.size else 0.0, dtype=np.float32)
        np.maximum.at(best, self._owners, scores)
        return best


def _whole_tokens(document: Document) -> list[str]:
    return stems(document.title) * TITLE_WEIGHT + stems("\n".join(page.text for page in document.pages))


def _passages(
    documents: Sequence[Document], chunking: ChunkingRule, embedder: Embedder, progress: Progress
) -> Iterator[tuple[int, Passage]]:
    for owner, document in enumerate(documents):
        for passage in split(document, chunking, embedder.count_pieces, embedder.identity.max_pieces):
            yield owner, passage
        progress("documents", owner + 1, len(documents))


def _embedded(
    documents: Sequence[Document], passages: Sequence[tuple[int, Passage]], embedder: Embedder, progress: Progress
) -> NDArray[np.float32]:
    import numpy as np

    texts = [embedded_text(documents[owner], passage) for owner, passage in passages]
    step = 512
    parts = []
    for start in range(0, len(texts), step):
        parts.append(embedder.embed_passages(texts[start : start + step]))
        progress("passages", min(start + step, len(texts)), len(texts))
    return np.vstack(parts) if parts else np.zeros((0, embedder.identity.dimension), dtype=np.float32)


def _means(vectors: NDArray[np.float32], owners: NDArray[np.int64], size: int) -> NDArray[np.float32]:
    """(size, dimension): the mean of each document's passage vectors, of length 1; zeros for one without passages."""
    import numpy as np

    sums = np.zeros((size, vectors.shape[1]), dtype=np.float32)
    np.add.at(sums, owners, vectors)
    means: NDArray[np.float32] = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), np.float32(1e-9))
    return means


def score_run(collection: Collection, run: Run) -> dict[str, dict[str, float]]:
    """nDCG@10, MRR@10 and recall@10 in [0, 1] by language of the query and over `all`, with `n` queries; ir-measures counts."""
    import ir_measures
    from ir_measures import RR, R, nDCG

    measures = {"nDCG@10": nDCG @ 10, "MRR@10": RR @ 10, "recall@10": R @ 10}
    judged = [query for query in collection.queries if query.id in collection.relevant]
    groups = {"all": judged}
    for language in sorted({query.language for query in judged}):
        groups[language] = [query for query in judged if query.language == language]
    table = {}
    for name, queries in groups.items():
        if not queries:
            continue
        qrels = {query.id: dict(collection.relevant[query.id]) for query in queries}
        values = ir_measures.calc_aggregate(
            measures.values(), qrels, {query.id: run.get(query.id, {}) for query in queries}
        )
        table[name] = {"n": float(len(queries))} | {label: values[measure] for label, measure in measures.items()}
    return table


def write_run(run: Run, path: Path) -> None:
    """`query-id <tab> corpus-id <tab> score`, best first within a query."""
    lines = [
        f"{query}\t{entry}\t{score:.6f}"
        for query, scores in run.items()
        for entry, score in sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
