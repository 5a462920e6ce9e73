"""The whole assistant under every fault of a model's server, as the table of decision 11: `python tools/fault_matrix.py [REPEATS]`."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "generation")]

from chat_server import OUTSIDE, PLAYS, serving
from test_assistant_under_faults import SECONDS, Answered, all_cases, ask, builder

AT_A_TIME = 12


def main(repeats: int) -> None:
    cases = all_cases(repeats, "openai", "ollama")
    with (
        tempfile.TemporaryDirectory() as folder,
        serving() as server,
        serving() as elsewhere,
        ThreadPoolExecutor(AT_A_TIME) as pool,
    ):
        server.elsewhere = elsewhere.v1 + "/chat/completions"
        build = builder(Path(folder))
        answers = dict(zip(cases, pool.map(lambda case: ask(case, build, server), cases), strict=True))
        followed = len(elsewhere.requests)
    print("| case | streamed | whole | answered | longest, s |", "| --- | --- | --- | --- | --- |", sep="\n")
    for fault in (*PLAYS, *OUTSIDE):
        streamed, whole = (
            [one for case, one in answers.items() if case.fault == fault and case.streaming is mode]
            for mode in (True, False)
        )
        both = streamed + whole
        print(
            f"| {fault} | {_ends(streamed)} | {_ends(whole)} | {_answered(both)}/{len(both)} | {_longest(both):.1f} |"
        )
    every = list(answers.values())
    in_time = sum(one.seconds <= SECONDS for one in every)
    right = sum(one.is_right(case) for case, one in answers.items())
    print(
        f"\n{_answered(every)} of {len(every)} answered, {in_time} within {SECONDS:g} s, the longest {_longest(every):.2f} s;"
    )
    print(f"{right} ended as they should; {followed} redirects followed.")


def _ends(answers: Sequence[Answered]) -> str:
    fallbacks = sum(one.is_fallback for one in answers)
    if fallbacks in (0, len(answers)):
        return "fallback" if fallbacks else "model"
    return f"model {len(answers) - fallbacks}, fallback {fallbacks}"


def _answered(answers: Sequence[Answered]) -> int:
    return sum(one.is_proved for one in answers)


def _longest(answers: Sequence[Answered]) -> float:
    return max(one.seconds for one in answers)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
