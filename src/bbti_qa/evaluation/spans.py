"""Answers over a collection whose short answers are known: is the span in what is cited, and is there silence where nothing answers?

`spans.jsonl` gives `id`, `question`, `context_id`, `answers` (any of them counts) and `self_contained`; `leaveout.json` names corpus entries
(`corpus_ids`) to drop: the questions about them then have no answer in the collection, all others still have theirs.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bbti_qa.assistant import Assistant
from bbti_qa.documents import Answer, Document, Outcome
from bbti_qa.errors import QuestionSetError
from bbti_qa.evaluation.collection import read_collection, read_lines
from bbti_qa.evaluation.scoring import Figure, letters, with_interval

Progress = Callable[[str, int, int], None]
Open = Callable[[tuple[Document, ...]], Assistant]
"""Makes the assistant over some documents."""


ANSWER_RATE = 0.8  # of the questions that have an answer, at which silence is compared across rules and encoders


@dataclass(frozen=True, slots=True)
class SpanCase:
    """A question with its answer; `is_left_out` where the entry that answers it was dropped."""

    row: Mapping[str, Any]
    answer: Answer
    is_left_out: bool

    @property
    def is_answered(self) -> bool:
        return self.answer.outcome is Outcome.ANSWERED

    @property
    def likelihood(self) -> float:
        """How likely the evidence was held to suffice, in [0, 1]: a silent answer tells how sure it is of its silence."""
        return self.answer.confidence if self.is_answered else 1.0 - self.answer.confidence

    @property
    def is_found(self) -> bool:
        """Whether a known answer stands in a cited sentence of the entry that holds it."""
        quotes = [letters(c.quote) for c in self.answer.citations if c.document == self.row["context_id"]]
        return any(letters(answer) in quote for answer in self.row["answers"] for quote in quotes)


def answer_spans(folder: Path, open_over: Open, progress: Progress) -> tuple[SpanCase, ...]:
    """Answers the self-contained questions of `folder` over what is not left out. Raises QuestionSetError."""
    rows = [row for row in read_lines(folder / "spans.jsonl") if row.get("self_contained", True)]
    dropped = _left_out(folder)
    documents = tuple(document for document in read_collection(folder).documents if document.path not in dropped)
    assistant = open_over(documents)
    cases = []
    for done, row in enumerate(rows, start=1):
        cases.append(SpanCase(row, assistant.answer(str(row["question"])), row.get("context_id") in dropped))
        progress("questions", done, len(rows))
    return tuple(cases)


def _left_out(folder: Path) -> frozenset[str]:
    path = folder / "leaveout.json"
    if not path.exists():
        return frozenset()
    try:
        return frozenset(json.loads(path.read_text("utf-8"))["corpus_ids"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise QuestionSetError(
            f"{path} cannot be read ({error}). It must be an object with a list `corpus_ids`."
        ) from error


def score_spans(cases: tuple[SpanCase, ...]) -> dict[str, Figure]:
    """`span` and `answered` over the questions that have an answer, `silent` over those whose entry was left out.

    `silent at 80%`: the silence over those if the threshold were such that `ANSWER_RATE` of the others are answered.
    """
    able = [case for case in cases if not case.is_left_out]
    unable = [case for case in cases if case.is_left_out]
    figures = {
        "span": with_interval([float(case.is_found) for case in able]),
        "answered": with_interval([float(case.is_answered) for case in able]),
    }
    if unable:
        figures["silent"] = with_interval([float(not case.is_answered) for case in unable])
    if able and unable:
        likely = sorted((case.likelihood for case in able), reverse=True)
        threshold = likely[min(len(likely), math.ceil(ANSWER_RATE * len(likely))) - 1]
        figures[f"silent at {ANSWER_RATE:.0%}"] = with_interval([float(case.likelihood < threshold) for case in unable])
    return figures
