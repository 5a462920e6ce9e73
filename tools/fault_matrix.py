"""The whole assistant under every fault of a model's server, as the table of docs/measurements/0011: `python tools/fault_matrix.py [REPEATS]`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from fault_cases import ENDS, MODEL, SECONDS, Ending, builder, cases_of, play


def main(repeats: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        run = play(cases_of(("openai", "ollama"), repeats), builder(Path(folder)))
    print("| case | streamed | whole | answered | longest, s |", "| --- | --- | --- | --- | --- |", sep="\n")
    for fault in ENDS:
        streamed, whole = (
            [end for case, end in run.endings.items() if case.fault == fault and case.streaming is mode]
            for mode in (True, False)
        )
        both = streamed + whole
        print(f"| {fault} | {_ends(streamed)} | {_ends(whole)} | {_proved(both)}/{len(both)} | {_longest(both):.1f} |")
    every = list(run.endings.values())
    in_time = sum(one.seconds <= SECONDS for one in every)
    print(
        f"\n{_proved(every)} of {len(every)} answered, {in_time} within {SECONDS:g} s, the longest {_longest(every):.2f} s;"
    )
    print(
        f"{len(every) - len(run.wrong())} ended as they must; {run.elsewhere} redirects followed; "
        f"the machine's longest stall {run.stall:.2f} s."
    )


def _ends(endings: Sequence[Ending]) -> str:
    written = sum(one.how == MODEL for one in endings)
    if written in (0, len(endings)):
        return "model" if written else "fallback"
    return f"model {written}, fallback {len(endings) - written}"


def _proved(endings: Sequence[Ending]) -> int:
    return sum(one.is_proved for one in endings)


def _longest(endings: Sequence[Ending]) -> float:
    return max(one.seconds for one in endings)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("repeats", type=int, nargs="?", default=3)
    main(parser.parse_args().repeats)
