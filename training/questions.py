"""The last lesson: questions shall be nearer to the passage that answers them than to the passages that only look like it.

    python -m training.questions COLLECTION… --authored training/authored/*.jsonl --student WORK/taught --parallel FILE… --work WORK \\
           [--average-with OTHER/asked] [--pack DIR] [--unseen DIR]

A COLLECTION is a folder as `bbti-qa evaluate collection` reads it. Half of its questions are learned from, drawn by a hash of the document that
answers them; the other half is never seen and may be measured on: `--unseen` writes it as collections of its own. Negatives are the passages that the
student itself takes for the nearest but that are not relevant; the two nearest are passed over, since they may well answer too. Passages that were written
for this (`training/authored.py`) are learned from whole, with questions in both languages. Beside each question a sentence of parallel text is rehearsed
with the teacher's vector, so that neither language drifts. Goes on from its last checkpoint. At the end the weights may be averaged with those of another
run of this lesson.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bbti_qa.evaluation.collection import Collection, read_collection

if TYPE_CHECKING:
    from bbti_qa.embedding import Embedder
    from training.parallel import Pair

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")

SEED = 7
ROUNDS = 3  # times that each question is asked, each time against another passage that looks like the answer
PASSED_OVER, HARD = (
    2,
    12,
)  # of the nearest passages that are not relevant: the first ones are left out, the next are the hard ones
AUTHORED_ROUNDS = 1  # of a question that was written for this
SHARE = 0.3  # of the other run's weights, where two are averaged
SHORTEST = 12  # letters of an English sentence that is rehearsed
MOST_PASSAGES = 6  # of one document, among which negatives are looked for


@dataclass(frozen=True, slots=True)
class Example:
    question: str
    passage: str
    lookalike: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("collections", type=Path, nargs="+")
    parser.add_argument("--authored", type=Path, nargs="*", default=[], help="JSON lines of training/authored/")
    parser.add_argument("--student", type=Path, required=True, help="sentence-transformers folder to go on from")
    parser.add_argument("--parallel", type=Path, nargs="+", required=True, help="sentences that are rehearsed")
    parser.add_argument("--held-out", type=Path, help="JSON list of pairs; their sources are kept out of training")
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--average-with", type=Path, help="a folder that this lesson made of the same student")
    parser.add_argument("--share", type=float, default=SHARE, help="of that one's weights")
    parser.add_argument("--pack", type=Path, help="where the package's files go")
    parser.add_argument("--unseen", type=Path, help="where the halves go that are not learned from")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--seed", type=int, default=SEED)
    arguments = parser.parse_args()

    from bbti_qa.embedding.packed import load_packed
    from bbti_qa.embedding.transformer import bundled_folder
    from training.authored import collection_of, parallel_pairs, read_records
    from training.averaging import average
    from training.packing import pack
    from training.parallel import left_out_sources, read_pairs
    from training.teaching import Rehearsal, ask

    work = arguments.work
    if arguments.unseen:
        for folder in arguments.collections:
            write_unseen(folder, arguments.unseen / folder.name)
    for name, folder in (("teacher", bundled_folder()), ("student", arguments.student)):
        if not (work / name / "manifest.json").exists():
            pack(folder, work / name)
    student, teacher = load_packed(work / "student", "student"), load_packed(work / "teacher", "teacher")
    draw = random.Random(arguments.seed)
    examples: dict[str, list[Example]] = {}
    for folder in arguments.collections:
        examples[folder.name] = list(mine(read_collection(folder), student, draw, arguments.rounds))
        print(f"{folder.name}: {len(examples[folder.name]):,} examples", flush=True)
    written = list(read_records(arguments.authored))
    if written:
        found = mine(collection_of(written), student, draw, AUTHORED_ROUNDS, is_learned=lambda relevant: True)
        examples["authored"] = list(found)
        print(f"authored: {len(examples['authored']):,} examples", flush=True)
    left_out = left_out_sources(arguments.held_out)
    groups = [list(read_pairs([path], left_out)) for path in arguments.parallel]
    pairs = rehearsed(groups, parallel_pairs(written), sum(map(len, examples.values())), draw)
    targets = teacher.embed_passages([pair.en for pair in pairs])
    texts = [pair.fr if at % 2 else pair.en for at, pair in enumerate(pairs)]
    ask(arguments.student, examples, Rehearsal(texts, targets), work / "asked", seed=arguments.seed)
    result = work / "asked"
    if arguments.average_with:
        result = work / "averaged"
        average(work / "asked", arguments.average_with, arguments.share, result)
    for name, sum_ in pack(result, arguments.pack).items() if arguments.pack else ():
        print(f"{sum_}  {name}")


def is_learned_from(relevant: Iterable[str]) -> bool:
    """Which half a question is in. The first of its relevant documents decides, so that two wordings of one question are never apart."""
    first = min(relevant, default="")
    return int(hashlib.md5(first.encode(), usedforsecurity=False).hexdigest(), 16) % 2 == 0


def write_unseen(folder: Path, target: Path) -> None:
    """A collection with the same documents and the questions that are never learned from."""
    import json

    relevant = read_collection(folder).relevant
    target.mkdir(parents=True, exist_ok=True)
    (target / "corpus.jsonl").write_bytes((folder / "corpus.jsonl").read_bytes())
    lines = (folder / "queries.jsonl").read_text("utf-8").splitlines(keepends=True)
    unseen = {query for query, grades in relevant.items() if not is_learned_from(grades)}
    kept = [line for line in lines if line.strip() and str(json.loads(line)["id"]) in unseen]
    (target / "queries.jsonl").write_text("".join(kept), "utf-8")
    rows = (folder / "qrels.tsv").read_text("utf-8").splitlines(keepends=True)
    (target / "qrels.tsv").write_text("".join(row for row in rows if row.split("\t", 1)[0] in unseen), "utf-8")


def mine(
    collection: Collection,
    student: Embedder,
    draw: random.Random,
    rounds: int,
    is_learned: Callable[[Iterable[str]], bool] = is_learned_from,
) -> Iterator[Example]:
    """`rounds` examples a question that is learned from: its best relevant passage, and one that looks like it."""
    texts, owners = _passages(collection, student, draw)
    vectors = student.embed_passages(texts)
    for query in collection.queries:
        relevant = {path for path, grade in collection.relevant.get(query.id, {}).items() if grade > 0}
        answers = np.asarray([owner in relevant for owner in owners])
        if not answers.any() or not is_learned(relevant):
            continue
        nearness = vectors @ student.embed_question(query.text)
        best = int(np.where(answers, nearness, -np.inf).argmax())
        nearest = np.argsort(-np.where(answers, -np.inf, nearness), kind="stable")[PASSED_OVER:HARD]
        for at in draw.sample(nearest.tolist(), min(rounds, len(nearest))):
            yield Example(query.text, texts[best], texts[at])


def _passages(collection: Collection, student: Embedder, draw: random.Random) -> tuple[list[str], list[str]]:
    """The passages as they are indexed, and whose they are; a long document is heard with `MOST_PASSAGES` at random, but for relevant ones."""
    from bbti_qa.chunking import ChunkingRule, embedded_text, split

    sought = {path for grades in collection.relevant.values() for path in grades}
    texts: list[str] = []
    owners: list[str] = []
    for document in collection.documents:
        passages = split(document, ChunkingRule(), student.count_pieces, student.identity.max_pieces)
        if len(passages) > MOST_PASSAGES and document.path not in sought:
            passages = tuple(draw.sample(passages, MOST_PASSAGES))
        texts += [embedded_text(document, passage) for passage in passages]
        owners += [document.path] * len(passages)
    return texts, owners


def rehearsed(groups: Sequence[Sequence[Pair]], written: Sequence[Pair], count: int, draw: random.Random) -> list[Pair]:
    """`count` pairs: at most half of them written for this, strewn among the others, which come from each group by the square root of its size."""
    from training.lessons import drawn

    first = draw.sample(written, min(len(written), count // 2))
    usable = [[pair for pair in group if len(pair.en) >= SHORTEST] for group in groups]
    pairs = [*first, *drawn(usable, count - len(first), draw)]
    return draw.sample(pairs, len(pairs)) if first else pairs


if __name__ == "__main__":
    main()
