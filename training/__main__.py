"""Makes the encoder from parallel text, step by step; what is there already is not made again, and a stop loses a few minutes at most.

python -m training --parallel FILE… --sections FILE --work DIR --pack src/bbti_qa/embedding/bbti
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from training.lessons import Lessons
    from training.parallel import Pair

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")

VOCABULARY = 24_000  # pieces learned from the French side
SEED = 7
MEASURE_EVERY = 200  # steps
HELD_OUT = 200  # pairs in the learning curve


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--parallel", type=Path, nargs="+", required=True, help="sentences: JSON lines or en<tab>fr")
    parser.add_argument("--sections", type=Path, nargs="*", default=[], help="longer texts with headings, JSON lines")
    parser.add_argument("--held-out", type=Path, help="JSON list of pairs; their sources are kept out of training")
    parser.add_argument("--work", type=Path, required=True, help="where the steps leave their results")
    parser.add_argument("--pack", type=Path, help="where the package's files go")
    parser.add_argument("--vocabulary", type=int, default=VOCABULARY)
    parser.add_argument("--share", type=float, default=1.0, help="of the texts of a round; more is slower and better")
    parser.add_argument("--seed", type=int, default=SEED)
    arguments = parser.parse_args()

    from bbti_qa.embedding.transformer import bundled_folder
    from training.initialisation import initialise
    from training.lessons import Shares, prepare
    from training.packing import pack
    from training.parallel import Pair, left_out_sources, read_pairs

    teacher, work = bundled_folder(), arguments.work
    left_out = left_out_sources(arguments.held_out)
    sentences = [list(read_pairs([path], left_out)) for path in arguments.parallel]
    sections = list(read_pairs(arguments.sections, left_out))
    counts = " + ".join(f"{len(group):,}" for group in sentences)
    _say(f"{counts} sentences, {len(sections):,} sections, {len(left_out)} sources left out")
    if not (work / "initial").exists():
        shutil.rmtree(work / "part", ignore_errors=True)
        (work / "part").mkdir(parents=True)
        initialise(teacher, [pair for group in sentences for pair in group], arguments.vocabulary, work / "part", _say)
        (work / "part").rename(work / "initial")
    if not (work / "teacher" / "manifest.json").exists():
        pack(teacher, work / "teacher")
    held_out = (
        [Pair(row["en"], row["fr"]) for row in json.loads(arguments.held_out.read_text("utf-8"))]
        if arguments.held_out
        else []
    )
    random.Random(arguments.seed).shuffle(held_out)
    if not (work / "taught" / "model.safetensors").exists():
        lessons = prepare(sentences, sections, Shares().times(arguments.share), arguments.seed)
        _teach(work, lessons, held_out[:HELD_OUT], arguments.seed)
    if arguments.pack:
        for name, sum_ in pack(work / "taught", arguments.pack).items():
            _say(f"{sum_}  {name}")


def _teach(work: Path, lessons: Lessons, held_out: Sequence[Pair], seed: int) -> None:
    import numpy as np
    from sentence_transformers import SentenceTransformer

    from bbti_qa.embedding.packed import load_packed
    from training.curve import Curve, measure
    from training.lessons import teacher_vectors
    from training.teaching import teach

    speaker = load_packed(work / "teacher", "teacher")
    targets = work / "targets.npy"
    if not targets.exists():
        _say(f"the teacher reads {len(lessons.texts):,} texts")
        np.save(work / "part.npy", teacher_vectors(speaker.embed_passages, lessons.english))
        (work / "part.npy").rename(targets)
    known = speaker.embed_passages([pair.en for pair in held_out])
    _say(f"{len(lessons.texts):,} texts to distil, {len(lessons.ranked):,} pairs to rank")

    def curve(model: SentenceTransformer) -> Curve:
        return Curve(work / "curve.jsonl", model, held_out, known, MEASURE_EVERY)

    teach(work / "initial", lessons, np.load(targets), work / "taught", seed=seed, curve=curve)
    if held_out:
        _say(str(measure(SentenceTransformer(str(work / "taught"), local_files_only=True), held_out, known)))


def _say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", flush=True)


if __name__ == "__main__":
    main()
