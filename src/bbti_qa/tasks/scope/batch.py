"""Many proposals, one JSON line each, so that a run that was stopped goes on; then the reports that the output's name asks for.

The lines are the run's memory: a line is kept when its proposal, the criteria, the index and the weights are what they were, and the
reports are drawn from the lines alone. The same run gives the same bytes, stopped half-way or not.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bbti_qa.errors import ProposalError
from bbti_qa.language import Language
from bbti_qa.tasks.scope.assessment import ScopeJudge
from bbti_qa.tasks.scope.proposals import Proposal, Unread
from bbti_qa.tasks.scope.records import Results, Row, run_key, text_key, to_row, unread_row

Progress = Callable[[str, int, int], None]
LINES = ".jsonl"
REPORTS = (".xlsx", ".html", ".docx")
NAME = "scope"  # of the files in an output folder


def run_batch(
    judge: ScopeJudge,
    proposals: Sequence[Proposal],
    unread: Sequence[Unread],
    output: Path,
    *,
    language: Language = "fr",
    date: str = "",
    progress: Progress | None = None,
    retry: bool = False,
) -> tuple[Results, int]:
    """Judges what is not judged yet, writes `output`, and returns the results and how many lines were there already.

    `output` ends in .jsonl, .xlsx, .html or .docx, or is a folder, which gets all four. Beside a report, its lines are kept in
    `output` + `.jsonl`: deleting that file makes a run begin anew. What a model said is in the lines too, so that it is asked once a proposal;
    with `retry` also again where it failed. Raises ProposalError for an output that is something else's.
    """
    lines, reports = outputs_of(output)
    lines.parent.mkdir(parents=True, exist_ok=True)
    rows, before = _write_lines(judge, proposals, unread, lines, progress or (lambda stage, done, total: None), retry)
    criteria = tuple((item.id, item.label) for item in judge.criteria.items)
    results = Results(criteria, tuple(rows), language, judge.snapshot.id, date)
    for report in reports:
        write_whole(report, render(results, report.suffix.lower()))
    return results, before


def outputs_of(output: Path) -> tuple[Path, tuple[Path, ...]]:
    """The file of lines and the reports that a name asks for. Raises ProposalError for another ending."""
    suffix = output.suffix.lower()
    if suffix == LINES:
        return output, ()
    if suffix in REPORTS:
        return output.with_name(output.name + LINES), (output,)
    if output.is_dir() or not suffix:
        return output / (NAME + LINES), tuple(output / (NAME + ending) for ending in REPORTS)
    raise ProposalError(
        f"{output} ends in none of {LINES}, {', '.join(REPORTS)}. Use one of these, or name a folder for all."
    )


def render(results: Results, suffix: str) -> bytes:
    """A report of the results: `.jsonl`, `.xlsx`, `.html` or `.docx`. The same results give the same bytes. Raises KeyError."""
    if suffix == LINES:
        return "".join(map(_line, results.rows)).encode()
    if suffix == ".xlsx":
        from bbti_qa.tasks.scope.workbook import to_workbook

        return to_workbook(results)
    if suffix == ".html":
        from bbti_qa.tasks.scope.heatmap import to_html

        return to_html(results).encode()
    if suffix == ".docx":
        from bbti_qa.tasks.scope.committee import to_note

        return to_note(results)
    raise KeyError(suffix)


def write_whole(path: Path, data: bytes) -> None:
    """Puts `data` in place of the file in one step: a reader sees the old one or the new one."""
    part = path.with_name(path.name + ".part")
    part.write_bytes(data)
    os.replace(part, path)


def _write_lines(
    judge: ScopeJudge,
    proposals: Sequence[Proposal],
    unread: Sequence[Unread],
    path: Path,
    report: Progress,
    retry: bool,
) -> tuple[list[Row], int]:
    key = run_key(judge)
    items: list[Proposal | Unread] = [*proposals, *unread]
    rows: list[Row] = []
    kept = {name: row for name, row in _kept(path, key).items() if not (retry and row.get("model", {}).get("fallback"))}
    whole = _kept_prefix(items, kept)
    if path.exists():
        os.truncate(path, sum(len(_line(row).encode()) for row in whole))
    with path.open("a", encoding="utf-8", newline="\n") as stream:
        for done, item in enumerate(items, start=1):
            row = kept.get(_key_of(item)) or _row(judge, item, key)
            rows.append(row)
            if done > len(whole):
                stream.write(_line(row))
                stream.flush()
            report("proposals", done, len(items))
    return rows, sum(_key_of(item) in kept for item in items)


def _kept_prefix(items: Sequence[Proposal | Unread], kept: Mapping[str, Row]) -> list[Row]:
    """The rows that stand in the file already, in the right order from its start (`kept` is in the file's order)."""
    found = []
    for item, (key, row) in zip(items, kept.items(), strict=False):
        if _key_of(item) != key:
            break
        found.append(row)
    return found


def _key_of(item: Proposal | Unread) -> str:
    return text_key(item) if isinstance(item, Proposal) else f"{item.id}\0{item.reason}"


def _row(judge: ScopeJudge, item: Proposal | Unread, key: str) -> Row:
    if isinstance(item, Unread):
        return unread_row(item, judge, key)
    return to_row(judge.judge(item), judge, key)


def _kept(path: Path, key: str) -> dict[str, Row]:
    """The rows of an earlier run with the same criteria and index, by what they depend on; a line cut short is left out.

    Rows that cannot stand at the file's start as they are (another run's) end the count. Raises ProposalError for a foreign file.
    """
    if not path.exists():
        return {}
    found: dict[str, Row] = {}
    for number, (row, raw) in enumerate(_rows(path)):
        if number == 0 and not {"run", "proposal", "axes"} <= row.keys():
            raise ProposalError(
                f"{path} is there already and holds no results of `bbti-qa scope`. Name another output."
            )
        if row.get("run") != key or _line(row) != raw:
            break
        found[_key_of_row(row)] = row
    return found


def _key_of_row(row: Mapping[str, Any]) -> str:
    return f"{row['id']}\0{row['error']}" if "error" in row else str(row["proposal"])


def _rows(path: Path) -> Iterator[tuple[Row, str]]:
    """The whole lines as objects with their text; an empty object for what is none. A last line without its end is not a line."""
    data = path.read_bytes()
    whole, _, rest = data.rpartition(b"\n")
    for line in whole.split(b"\n") if whole else ():
        raw = line.decode("utf-8", "replace")
        yield _object(raw), f"{raw}\n"
    if not whole and rest and b', "axes": [' not in rest:
        yield {}, ""  # one unfinished line that no run of ours began


def _object(line: str) -> Row:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return row if isinstance(row, dict) else {}


def _line(row: Mapping[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False) + "\n"
