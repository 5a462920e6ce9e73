"""Question sets: reading them, answering them one a line, resumably."""

from __future__ import annotations

import hashlib
import json
import os
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bbti_qa.assistant import Assistant
from bbti_qa.documents import Answer, Outcome, Turn
from bbti_qa.errors import OutputError, QuestionError, QuestionSetError
from bbti_qa.evaluation.collection import read_lines
from bbti_qa.language import Language, detect_language
from bbti_qa.presentation import to_json
from bbti_qa.tables import TABLES, read_table, write_table

# Column names that French users may write.
_ALIASES = {"historique": "history", "identifiant": "id", "n°": "id", "numéro": "id"}
ENDINGS = (".jsonl", ".json", *TABLES)
_LINE_START = b'{"id": '


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


@dataclass(frozen=True, slots=True)
class Resumed:
    """What an earlier run had left: answers `kept`, and those given `again` because what was asked, or of what, is no longer the same."""

    kept: int
    again: int


def answer_questions(
    assistant: Assistant,
    questions: Sequence[SetQuestion],
    output: Path,
    *,
    language: Language | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Resumed:
    """One JSON line an answer into `output`, in the order of the questions; answers that are there already are not asked again.

    An answer counts as there if its question, history, language, engine and index are those of now. A line that a kill cut short is
    dropped and asked again; lines of other questions stay, behind. A question that cannot be asked (empty, too long) gets a line with
    outcome `refused` that says why: nothing is lost. Raises OutputError where `output` holds something else than answers.
    """
    asked = {question.id: _fingerprint(assistant, question, language) for question in questions}
    rows = _kept_rows(output)
    known = {str(row["id"]): row for row in rows}
    there = [question for question in questions if question.id in known]
    kept = {q.id for q in there if _answers(known[q.id], q, asked[q.id], assistant.snapshot.id, language)}
    if len(kept) < len(there):
        _write_rows(output, [row for row in rows if str(row["id"]) not in asked or str(row["id"]) in kept])
    with output.open("a", encoding="utf-8") as stream:
        for number, question in enumerate(questions, start=1):
            if question.id not in kept:
                answer = replace(_answered(assistant, question, language), id=question.id)
                stream.write(_line({**to_json(answer), "asked": asked[question.id]}))
                stream.flush()
            if progress:
                progress(number, len(questions))
    _put_in_order(output, questions)
    return Resumed(len(kept), len(there) - len(kept))


def answer_into(
    assistant: Assistant,
    questions: Sequence[SetQuestion],
    output: Path,
    *,
    language: Language | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Resumed:
    """As `answer_questions`; where `output` is a CSV or an xlsx, the answers are kept whole in `journal_of(output)` beside it.

    The table is made anew from them when all are there: the same answers give the same bytes.
    """
    if output.suffix.lower() not in TABLES:
        return answer_questions(assistant, questions, output, language=language, progress=progress)
    journal = journal_of(output)
    resumed = answer_questions(assistant, questions, journal, language=language, progress=progress)
    answers = {str(row["id"]): row for row in read_lines(journal)}
    own = _further_columns(questions)
    rows = [table_row(question, answers[question.id], own) for question in questions]
    write_table(output, (*COLUMNS, *own), rows)
    return resumed


def check_output(questions: Path, output: Path) -> None:
    """Raises OutputError for a name whose ending names no form, and for one that would write over the questions."""
    if output.suffix.lower() not in ENDINGS:
        raise OutputError(f"{output.name} ends in none of {', '.join(ENDINGS)}. Give the output one of these endings.")
    for written in (output, journal_of(output)):
        if written.exists() and questions.exists() and written.samefile(questions):
            raise OutputError(
                f"{output} would write over the questions in {questions}. Give the answers another name with -o, for example "
                f"{output.with_name(f'{questions.stem}-answers{output.suffix}')}."
            )


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


def _fingerprint(assistant: Assistant, question: SetQuestion, language: Language | None) -> str:
    """Tells what was asked, of which index and engine, from anything else."""
    turns = [[turn.role, turn.content] for turn in question.history]
    asked = [question.text, turns, language, assistant.engine, assistant.snapshot.id]
    return hashlib.sha256(json.dumps(asked).encode()).hexdigest()


def _answers(row: Mapping[str, Any], question: SetQuestion, asked: str, index: str, language: Language | None) -> bool:
    """Whether a line answers `question` as it is asked now; lines of earlier versions do not say after which history."""
    if "asked" in row:
        return bool(row["asked"] == asked)
    is_same_text = _plain(str(row["question"])) == _plain(question.text)
    return is_same_text and not question.history and row["index"] == index and language in (None, row["language"])


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _kept_rows(output: Path) -> list[dict[str, Any]]:
    """The answers in `output`; a last line cut short is taken away from the file. Raises OutputError where it holds something else."""
    if not output.exists():
        return []
    lines = output.read_bytes().split(b"\n")
    rows = [_answer_row(output, number, line) for number, line in enumerate(lines[:-1], start=1) if line.strip()]
    if cut := lines[-1]:
        if not cut.startswith(_LINE_START[: len(cut)]) or _is_foreign(cut):
            raise _no_answer(output, len(lines))
        os.truncate(output, sum(len(line) + 1 for line in lines[:-1]))
    return rows


def _answer_row(output: Path, number: int, line: bytes) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _no_answer(output, number) from error
    if not isinstance(row, dict) or not row.keys() >= {"id", "question", "outcome", "citations", "index", "language"}:
        raise _no_answer(output, number)
    return row


def _is_foreign(line: bytes) -> bool:
    """Whether a line without its end is an object all the same, and no answer: somebody else wrote it."""
    try:
        return "citations" not in json.loads(line)
    except (ValueError, RecursionError):
        return False


def _no_answer(output: Path, number: int) -> OutputError:
    return OutputError(
        f"{output} holds something else than answers (line {number}). Nothing was written; give another output with -o."
    )


def _line(row: Mapping[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False) + "\n"


def _put_in_order(output: Path, questions: Sequence[SetQuestion]) -> None:
    """Lines in the order of the questions, those of other questions behind: as a run from the beginning writes them."""
    rows = _kept_rows(output)
    places = {question.id: at for at, question in enumerate(questions)}
    ordered = sorted(rows, key=lambda row: places.get(str(row["id"]), len(places)))
    if ordered != rows:
        _write_rows(output, ordered)


def _write_rows(output: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    staged = output.with_name(f".{output.name}.part")
    staged.write_text("".join(map(_line, rows)), encoding="utf-8")
    os.replace(staged, output)
