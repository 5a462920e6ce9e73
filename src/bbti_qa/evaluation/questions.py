"""Question sets: reading them, answering them one a line, resumably."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bbti_qa.assistant import Assistant
from bbti_qa.documents import Answer, Outcome, Turn
from bbti_qa.errors import QuestionError, QuestionSetError
from bbti_qa.evaluation.collection import read_lines
from bbti_qa.language import Language, detect_language
from bbti_qa.presentation import to_json
from bbti_qa.tables import TABLES, read_table, write_table

# Column names that French users may write.
_ALIASES = {"historique": "history", "identifiant": "id", "n°": "id", "numéro": "id"}


@dataclass(frozen=True, slots=True)
class SetQuestion:
    """A line of a question set; `row` is the whole line, for what else it says (expected facts, evidence)."""

    id: str
    text: str
    history: tuple[Turn, ...]
    row: Mapping[str, Any]


def read_questions(path: Path) -> tuple[SetQuestion, ...]:
    """From JSON Lines, CSV or xlsx (columns `id`, `question`, `history` as JSON). Raises QuestionSetError; ids must be unique."""
    rows = _table_rows(path) if path.suffix.lower() in TABLES else list(read_lines(path))
    questions = tuple(_question(path, number, row) for number, row in enumerate(rows, start=1))
    seen: set[str] = set()
    for question in questions:
        if question.id in seen:
            raise QuestionSetError(f"{path}: the id {question.id!r} stands twice. Give each question an id of its own.")
        seen.add(question.id)
    return questions


def _table_rows(path: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [
        {_ALIASES.get(name, name): cell for name, cell in row.items()} for row in read_table(path)
    ]
    if rows and "question" not in rows[0]:
        raise QuestionSetError(
            f"{path} has no column `question`; it has {', '.join(f'`{name}`' for name in rows[0]) or 'none'}. "
            "Name the column of the questions `question` in the first row."
        )
    return rows


def _question(path: Path, number: int, row: Mapping[str, Any]) -> SetQuestion:
    text = row.get("question")
    if not isinstance(text, str):
        raise QuestionSetError(f"{path}, row {number} has no `question`. Each row needs one.")
    history = row.get("history") or ()
    if isinstance(history, str):
        history = _parsed_history(path, number, history)
    return SetQuestion(str(row.get("id") or number), text, _turns(path, number, history), row)


def _parsed_history(path: Path, number: int, text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise QuestionSetError(f"{path}, row {number}: `history` is not JSON ({error}).") from error


def _turns(path: Path, number: int, history: Any) -> tuple[Turn, ...]:
    try:
        return tuple(Turn(str(turn["role"]), str(turn["content"])) for turn in history)
    except (TypeError, KeyError) as error:
        raise QuestionSetError(
            f"{path}, row {number}: `history` must be a list of objects with `role` and `content`."
        ) from error
    except QuestionError as error:
        raise QuestionSetError(f"{path}, row {number}: {error}") from error


def answer_questions(
    assistant: Assistant,
    questions: Sequence[SetQuestion],
    output: Path,
    *,
    language: Language | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Appends one JSON line an answer to `output` and returns how many were already there (they are not asked again).

    A line that a kill cut short is dropped and asked again. A question that cannot be asked (empty, too long) gets a line with
    outcome `refused` that says why: nothing is lost.
    """
    done = _kept_lines(output)
    with output.open("a", encoding="utf-8") as stream:
        for number, question in enumerate(questions, start=1):
            if question.id not in done:
                answer = replace(_answered(assistant, question, language), id=question.id)
                stream.write(json.dumps(to_json(answer), ensure_ascii=False) + "\n")
                stream.flush()
            if progress:
                progress(number, len(questions))
    return sum(question.id in done for question in questions)


def answer_into(
    assistant: Assistant,
    questions: Sequence[SetQuestion],
    output: Path,
    *,
    language: Language | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """As `answer_questions`; where `output` is a CSV or an xlsx, the answers are kept whole in `journal_of(output)` beside it.

    The table is made anew from them when all are there: the same answers give the same bytes.
    """
    if output.suffix.lower() not in TABLES:
        return answer_questions(assistant, questions, output, language=language, progress=progress)
    journal = journal_of(output)
    before = answer_questions(assistant, questions, journal, language=language, progress=progress)
    answers = {str(row["id"]): row for row in read_lines(journal)}
    own = _further_columns(questions)
    rows = [table_row(question, answers[question.id], own) for question in questions]
    write_table(output, (*COLUMNS, *own), rows)
    return before


def journal_of(output: Path) -> Path:
    """Where the answers behind a table are kept, one JSON line each; a run that was stopped goes on from there."""
    return output.with_name(f"{output.name}.jsonl")


COLUMNS = ("id", "question", "answer", "verdict", "outcome", "confidence", "document", "page", "quote", "notices")


def table_row(question: SetQuestion, answer: Mapping[str, Any], further: Sequence[str] = ()) -> dict[str, str | float]:
    """One row of the table; citations stand one a line in `document`, `page` and `quote`, each behind its marker."""
    cited = answer["citations"]
    return {
        "id": question.id,
        "question": question.text,
        "answer": answer["text"],
        "verdict": answer["verdict"] or "",
        "outcome": answer["outcome"],
        "confidence": answer["confidence"],
        **{
            name: "\n".join(f"[{citation['marker']}] {citation[name]}" for citation in cited)
            for name in ("document", "page", "quote")
        },
        "notices": "\n".join(notice["text"] for notice in answer["notices"]),
        **{name: str(question.row.get(name) or "") for name in further},
    }


def _further_columns(questions: Sequence[SetQuestion]) -> tuple[str, ...]:
    """The user's own columns of plain text, which the table keeps behind ours."""
    names = dict.fromkeys(name for question in questions for name in question.row)
    return tuple(
        name
        for name in names
        if name not in (*COLUMNS, "history") and all(isinstance(q.row.get(name, ""), str) for q in questions)
    )


def _answered(assistant: Assistant, question: SetQuestion, language: Language | None) -> Answer:
    try:
        return assistant.answer(question.text, question.history, language)
    except QuestionError as error:
        spoken = language or detect_language(question.text[:1000])
        return Answer(question.text[:1000], spoken, Outcome.REFUSED, str(error), index=assistant.snapshot.id)


def _kept_lines(output: Path) -> set[str]:
    """Ids already answered in `output`; a last line cut short is taken away from the file."""
    if not output.exists():
        return set()
    data = output.read_bytes()
    whole = data[: data.rfind(b"\n") + 1]
    if len(whole) < len(data):
        os.truncate(output, len(whole))
    return {str(row.get("id")) for row in read_lines(output)}
