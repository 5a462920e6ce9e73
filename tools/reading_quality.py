"""How well PDFs are read: known text in many layouts, ours beside bare pypdf, pypdfium2 and pdfplumber. Prints one table.

    python tools/reading_quality.py [--seeds 0 1 2] [--layouts NAME …] [--readers ours pypdf …] [--misses]

Columns for each reader: WER (%), order (% of neighbouring blocks in order), whole sentences (%), spliced sentences, rows (%).
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1])]

from tools.reading.layouts import LAYOUTS
from tools.reading.measuring import Score, normal, score
from tools.reading.readers import READERS


def main() -> None:
    arguments = _arguments()
    totals = {name: Score() for name in arguments.readers}
    seconds = dict.fromkeys(arguments.readers, 0.0)
    print(f"{'layout':46}" + "".join(f"{name:>36}" for name in arguments.readers))
    print(f"{'':46}" + "".join(f"{'WER':>8}{'order':>8}{'whole':>8}{'spl':>5}{'rows':>7}" for _ in arguments.readers))
    for layout in LAYOUTS:
        if arguments.layouts and layout.__name__ not in arguments.layouts:
            continue
        line = {name: Score() for name in arguments.readers}
        label = layout.__name__
        for seed in arguments.seeds:
            made = layout(seed)
            if made is None:
                continue
            label = made.name
            for name in arguments.readers:
                started = time.perf_counter()
                reading = READERS[name](made.pdf)
                seconds[name] += time.perf_counter() - started
                result = score(made, reading)
                line[name] += result
                if arguments.misses and name == "ours":
                    _show_misses(layout.__name__, seed, made, reading)
        for name in arguments.readers:
            totals[name] += line[name]
        print(f"{label[:45]:46}" + "".join(_cells(line[name]) for name in arguments.readers), flush=True)
    print(f"{'all':46}" + "".join(_cells(totals[name]) for name in arguments.readers))
    print(f"{'seconds':46}" + "".join(f"{seconds[name]:36.1f}" for name in arguments.readers))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2])
    parser.add_argument("--layouts", nargs="+", default=[])
    parser.add_argument("--readers", nargs="+", default=list(READERS), choices=list(READERS))
    parser.add_argument("--misses", action="store_true", help="print the sentences that ours does not give whole")
    return parser.parse_args()


def _cells(one: Score) -> str:
    def share(part: int, whole: int) -> str:
        return f"{100 * part / whole:.1f}" if whole else "-"

    return (
        f"{100 * one.errors / max(one.words, 1):8.2f}{share(one.ordered, one.pairs):>8}{share(one.whole, one.sentences):>8}"
        f"{one.spliced:5}{share(one.rows_right, one.rows):>7}"
    )


def _show_misses(layout: str, seed: int, made, reading) -> None:
    from tools.reading.measuring import _SENTENCE, _row_is_right

    given = {normal(sentence) for sentence in reading.sentences}
    for block in made.blocks:
        for sentence in _SENTENCE.split(normal(block)):
            if sentence not in given:
                near = [one for one in given if sentence[:15] in one or sentence[-15:] in one]
                print(f"  {layout} {seed}: {sentence!r}\n      -> {near[:2]}")
    for row in made.rows:
        if not _row_is_right(row, reading.rows):
            print(f"  {layout} {seed}: row {row[1]} in {[one[:90] for one in reading.rows[:3]]}")


if __name__ == "__main__":
    main()
