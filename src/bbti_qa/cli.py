"""The command line. Errors of the family become one sentence on standard error and exit code 1; nothing shows a traceback."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bbti_qa.errors import BbtiError

if TYPE_CHECKING:
    from bbti_qa.assistant import Assistant
    from bbti_qa.documents import Document
    from bbti_qa.judging.survey import Disagreement, Survey
    from bbti_qa.language import Language
    from bbti_qa.settings import Settings

app = typer.Typer(
    name="bbti-qa",
    help="Questions about research-programme documents, answered with exact, checked citations.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
evaluate_app = typer.Typer(help="Score the answers to a question set, or a retrieval collection.", no_args_is_help=True)
app.add_typer(evaluate_app, name="evaluate")

IndexOption = Annotated[
    Path | None, typer.Option("--index", help="Folder of the index (default: BBTI_QA_INDEX, else `index`).")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, in the schema of the documentation.")]
LanguageOption = Annotated[str | None, typer.Option("--language", help="Language of the answer, `fr` or `en`.")]


def main() -> None:
    """The console script."""
    try:
        app()
    except BbtiError as error:
        typer.echo(f"bbti-qa: {error}", err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        typer.echo(
            "bbti-qa: stopped. The index is as it was; `batch` goes on where it stopped when run again.", err=True
        )
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(141)


@app.command()
def ingest(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files and folders (default: the corpus folder).")] = None,
    index: IndexOption = None,
    json_output: JsonOption = False,
) -> None:
    """Build the index of these documents, or bring it up to date. The index then holds them and no others."""
    from bbti_qa.index import IndexStore
    from bbti_qa.ingestion import ingest as build
    from bbti_qa.loading import ReadingLimits
    from bbti_qa.wiring import chunking_rule, open_embedder

    settings = _settings(index=index)
    limits = ReadingLimits(seconds=settings.read_seconds, memory_mb=settings.read_memory_mb)
    with _Progress() as progress:
        report = build(
            paths or [settings.corpus],
            IndexStore(settings.index),
            open_embedder(settings),
            chunking=chunking_rule(settings),
            limits=limits,
            progress=progress,
        )
    if json_output:
        _print_json(_report_to_json(report))
        return
    typer.echo(
        f"{len(report.documents)} documents, {report.passages} passages ({report.embedded} embedded anew), "
        f"snapshot {report.snapshot} in {settings.index}."
    )
    for item in report.skipped:
        typer.echo(f"  skipped  {item.path}: {item.reason}")
    for path, remark in report.remarks:
        typer.echo(f"  note     {path}: {remark}")


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="The question, in French or English.")],
    index: IndexOption = None,
    language: LanguageOption = None,
    json_output: JsonOption = False,
) -> None:
    """Answer one question, with sources and pages."""
    from bbti_qa.presentation import to_json, to_text

    settings = _settings(index=index, language=language)
    answer = _assistant(settings).answer(question, language=_language(settings))
    if json_output:
        _print_json(to_json(answer))
    else:
        typer.echo(to_text(answer))


@app.command()
def search(
    words: Annotated[str, typer.Argument(help="What to look for.")],
    index: IndexOption = None,
    limit: Annotated[int, typer.Option(min=1, max=200, help="Passages to show.")] = 10,
    json_output: JsonOption = False,
) -> None:
    """Show the best passages, without an answer."""
    from bbti_qa.presentation import passage_to_json, passages_to_text

    passages = _assistant(_settings(index=index)).search(words, limit)
    if json_output:
        _print_json([passage_to_json(passage) for passage in passages])
    else:
        typer.echo(passages_to_text(passages))


@app.command()
def batch(
    questions: Annotated[Path, typer.Argument(help="JSON Lines or CSV with `id`, `question` and perhaps `history`.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="Where the answers go, one JSON line each.")],
    index: IndexOption = None,
    language: LanguageOption = None,
) -> None:
    """Answer a file of questions. Run again after a stop, it goes on where it was."""
    from bbti_qa.evaluation.questions import answer_questions, read_questions

    settings = _settings(index=index, language=language)
    asked = read_questions(questions)
    assistant = _assistant(settings)
    with _Progress() as progress:
        before = answer_questions(
            assistant,
            asked,
            output,
            language=_language(settings),
            progress=lambda done, total: progress("questions", done, total),
        )
    typer.echo(f"{len(asked)} answers in {output} ({before} were there before).")


@app.command()
def status(index: IndexOption = None, json_output: JsonOption = False) -> None:
    """Say what the index holds, after checking every file of it, and where its documents may disagree."""
    from bbti_qa.index import IndexStore
    from bbti_qa.judging import survey

    settings = _settings(index=index)
    snapshot = IndexStore(settings.index).open()
    found = survey(snapshot.passages, {document.id: document for document in snapshot.documents})
    if json_output:
        disagreements = [_disagreement_to_json(item) for item in found.disagreements]
        _print_json(snapshot.manifest.to_json() | {"snapshot": snapshot.id, "disagreements": disagreements})
        return
    encoder = snapshot.manifest.encoder
    typer.echo(
        f"Snapshot {snapshot.id} in {settings.index}: whole. {len(snapshot.documents)} documents, "
        f"{len(snapshot.passages)} passages, encoder {encoder.name} ({encoder.dimension} dimensions)."
    )
    for document in snapshot.documents:
        details = ", ".join(filter(None, [document.date, document.version and f"version {document.version}"]))
        typer.echo(f"  {document.path}: « {document.title} », {len(document.pages)} p., {document.language}. {details}")
    for item in snapshot.manifest.skipped:
        typer.echo(f"  skipped  {item.path}: {item.reason}")
    _print_survey(found)


def _print_survey(found: Survey) -> None:
    if found.disagreements:
        typer.echo(
            f"{len(found.disagreements)} place(s) where the documents may disagree; read them before you rely on either:"
        )
    for item in found.disagreements:
        one, other = item.first, item.second
        second = (
            f"« {other.said} » in {other.document.path}, p. {other.page}"
            if other
            else f"{item.listed} listed behind it"
        )
        typer.echo(f"  « {one.said} » in {one.document.path}, p. {one.page}; {second}")
    if found.left_out:
        typer.echo(f"  {found.left_out} more values were too many to compare.")


def _disagreement_to_json(item: Disagreement) -> dict[str, Any]:
    places = [
        {"said": place.said, "document": place.document.path, "page": place.page, "sentence": place.sentence}
        for place in (item.first, item.second)
        if place
    ]
    return {"places": places, "listed": item.listed or None}


@app.command(name="app")
def web(
    index: IndexOption = None,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port on 127.0.0.1; the next free one if it is taken.")
    ] = 8501,
) -> None:
    """Open the chat page on 127.0.0.1 and print its address."""
    from bbti_qa.page.serving import serve

    settings = _settings(index=index)
    import os

    os.environ["BBTI_QA_INDEX"] = str(settings.index.resolve())
    serve(port=port)


@app.command("export-encoder")
def export_encoder(
    folder: Annotated[Path, typer.Argument(help="Where the encoder goes; empty, or not there yet.")],
) -> None:
    """Write the package's encoder as a sentence-transformers folder, for other tools or for training further."""
    from bbti_qa.embedding.packed import CARRIED, export_packed

    export_packed(CARRIED, folder)
    typer.echo(f"{folder} holds the encoder in float32: SentenceTransformer({str(folder)!r}) loads it.")


@evaluate_app.command("answers")
def evaluate_answers(
    questions: Annotated[Path, typer.Argument(help="Question set, JSON Lines.")],
    index: IndexOption = None,
    answers: Annotated[Path | None, typer.Option(help="Score these answers instead of asking.")] = None,
    report: Annotated[Path | None, typer.Option(help="Write an HTML page with plots and every miss here.")] = None,
    json_output: JsonOption = False,
) -> None:
    """Answer a question set with the index in force and score the answers; with 95 % bootstrap intervals."""
    from bbti_qa.evaluation.collection import read_lines
    from bbti_qa.evaluation.questions import read_questions
    from bbti_qa.evaluation.scoring import score

    asked = read_questions(questions)
    rows = list(read_lines(answers)) if answers else _ask_all(asked, _settings(index=index))
    found = {str(row["id"]): row for row in rows}
    table = score(asked, found)
    if report:
        from bbti_qa.evaluation.report import write_report

        write_report(report, f"bbti-qa: {questions.name}", asked, found, table)
    if json_output:
        _print_json({name: {group: asdict(figure) for group, figure in row.items()} for name, row in table.items()})
        return
    for name in sorted(table):
        cells = sorted(
            table[name].items(), key=lambda cell: (cell[0] not in ("all", "fr", "en"), cell[0] != "all", cell[0])
        )
        typer.echo(
            f"{name:13} "
            + "  ".join(
                f"{group} {figure.mean:.3f} [{figure.low:.2f}-{figure.high:.2f}] (n={figure.n})"
                for group, figure in cells
            )
        )


@evaluate_app.command("collection")
def evaluate_collection(
    folder: Annotated[Path, typer.Argument(help="Folder with corpus.jsonl, queries.jsonl and qrels.tsv.")],
    run: Annotated[Path | None, typer.Option(help="Write the run here: query-id, corpus-id, score.")] = None,
    side: Annotated[str, typer.Option(help="`both`, or one alone: `dense` (vectors), `lexical` (BM25).")] = "both",
    json_output: JsonOption = False,
) -> None:
    """Index a retrieval collection in memory, search it, print nDCG@10, MRR@10 and recall@10."""
    from bbti_qa.evaluation.collection import read_collection, run_collection, score_run, write_run
    from bbti_qa.wiring import chunking_rule, fusion_rule, open_embedder

    settings = _settings()
    fusion = fusion_rule(settings)
    if side not in ("both", "dense", "lexical"):
        raise typer.BadParameter(f"{side!r} is none of both, dense, lexical.", param_hint="--side")
    if side != "both":
        fusion = replace(fusion, dense=float(side == "dense"), lexical=float(side == "lexical"))
    collection = read_collection(folder)
    with _Progress() as progress:
        found = run_collection(
            collection,
            open_embedder(settings),
            chunking=chunking_rule(settings),
            fusion=fusion,
            progress=progress,
        )
    if run:
        write_run(found, run)
    table = score_run(collection, found)
    if json_output:
        _print_json(table)
        return
    for group, figures in table.items():
        values = "  ".join(f"{name} {value:.3f}" for name, value in figures.items() if name != "n")
        typer.echo(f"{group:4} n={int(figures['n'])}  {values}")


@evaluate_app.command("spans")
def evaluate_spans(
    folder: Annotated[
        Path, typer.Argument(help="Folder of a collection with spans.jsonl and, perhaps, leaveout.json.")
    ],
    json_output: JsonOption = False,
) -> None:
    """Answer the questions of a collection: is the known span cited, and is there silence where nothing answers?"""
    from bbti_qa.evaluation.spans import answer_spans, score_spans
    from bbti_qa.index import in_memory
    from bbti_qa.ingestion import contents_of
    from bbti_qa.wiring import assistant_over, chunking_rule, open_embedder

    settings = _settings()
    embedder = open_embedder(settings)

    with _Progress() as progress:

        def open_over(documents: tuple[Document, ...]) -> Assistant:
            contents, _ = contents_of(documents, embedder, chunking_rule(settings), progress=progress)
            return assistant_over(in_memory(contents), embedder, settings)

        table = score_spans(answer_spans(folder, open_over, progress))
    if json_output:
        _print_json({name: asdict(figure) for name, figure in table.items()})
        return
    for name, figure in table.items():
        typer.echo(f"{name:9} {figure.mean:.3f} [{figure.low:.3f}-{figure.high:.3f}] (n={figure.n})")


def _ask_all(asked: Any, settings: Settings) -> list[dict[str, Any]]:
    import tempfile

    from bbti_qa.evaluation.collection import read_lines
    from bbti_qa.evaluation.questions import answer_questions

    with tempfile.TemporaryDirectory() as folder, _Progress() as progress:
        output = Path(folder) / "answers.jsonl"
        answer_questions(
            _assistant(settings), asked, output, progress=lambda done, total: progress("questions", done, total)
        )
        return list(read_lines(output))


def _settings(**overrides: object) -> Settings:
    from bbti_qa.settings import load_settings

    return load_settings(None, **overrides)


def _language(settings: Settings) -> Language | None:
    return "en" if settings.language == "en" else "fr" if settings.language == "fr" else None


def _assistant(settings: Settings) -> Assistant:
    from bbti_qa.wiring import open_assistant

    return open_assistant(settings)


def _print_json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _report_to_json(report: Any) -> dict[str, Any]:
    return {
        "snapshot": report.snapshot,
        "documents": [document.path for document in report.documents],
        "passages": report.passages,
        "embedded": report.embedded,
        "skipped": [{"path": item.path, "error": item.error, "reason": item.reason} for item in report.skipped],
        "remarks": [{"path": path, "remark": remark} for path, remark in report.remarks],
    }


class _Progress:
    """A progress bar on standard error when a person watches; silent otherwise."""

    def __enter__(self) -> Callable[[str, int, int], None]:
        if not sys.stderr.isatty():
            return lambda stage, done, total: None
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn("{task.description:10}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
        self._tasks: dict[str, Any] = {}
        self._bar.start()
        return self._show

    def _show(self, stage: str, done: int, total: int) -> None:
        if stage not in self._tasks:
            self._tasks[stage] = self._bar.add_task(stage, total=total)
        self._bar.update(self._tasks[stage], completed=done, total=total)

    def __exit__(self, *_: object) -> None:
        if bar := getattr(self, "_bar", None):
            bar.stop()


if __name__ == "__main__":
    main()
