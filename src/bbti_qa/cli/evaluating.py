"""Figures: `evaluate answers`, `evaluate collection`, `evaluate spans`, `evaluate claims`."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bbti_qa.cli.application import IndexOption, JsonOption, app, assistant_of, print_json, settings_of
from bbti_qa.cli.files import refuse_missing, refuse_unwritable
from bbti_qa.cli.progress import Progress

if TYPE_CHECKING:
    from bbti_qa.assistant import Assistant
    from bbti_qa.documents import Document
    from bbti_qa.settings import Settings

COLLECTION = "A collection is a folder with corpus.jsonl, queries.jsonl and qrels.tsv."

evaluate_app = typer.Typer(help="Score the answers to a question set, or a retrieval collection.", no_args_is_help=True)
app.add_typer(evaluate_app, name="evaluate", short_help="Score answers, searches, citations or claims.")


@evaluate_app.command("answers", short_help="Score the answers to a question set.")
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

    refuse_missing(questions, "Give a question set: JSON Lines, a CSV or an xlsx with a column `question`.")
    if answers:
        refuse_missing(answers, "Give what `batch` wrote, as JSON Lines.")
    if report:
        refuse_unwritable(report)
    asked = read_questions(questions)
    rows = list(read_lines(answers)) if answers else _ask_all(asked, settings_of(index=index))
    found = {str(row["id"]): row for row in rows}
    table = score(asked, found)
    if report:
        from bbti_qa.evaluation.report import write_report

        write_report(report, f"bbti-qa: {questions.name}", asked, found, table)
    if json_output:
        print_json({name: {group: asdict(figure) for group, figure in row.items()} for name, row in table.items()})
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


@evaluate_app.command("collection", short_help="Score the search in a retrieval collection.")
def evaluate_collection(
    folder: Annotated[Path, typer.Argument(help="Folder with corpus.jsonl, queries.jsonl and qrels.tsv.")],
    run: Annotated[Path | None, typer.Option(help="Write the run here: query-id, corpus-id, score.")] = None,
    side: Annotated[str, typer.Option(help="`both`, or one alone: `dense` (vectors), `lexical` (BM25).")] = "both",
    json_output: JsonOption = False,
) -> None:
    """Index a retrieval collection in memory, search it, print nDCG@10, MRR@10 and recall@10."""
    from bbti_qa.evaluation.collection import read_collection, run_collection, score_run, write_run
    from bbti_qa.wiring import chunking_rule, fusion_rule, open_embedder

    settings = settings_of()
    fusion = fusion_rule(settings)
    if side not in ("both", "dense", "lexical"):
        raise typer.BadParameter(f"{side!r} is none of both, dense, lexical.", param_hint="--side")
    if side != "both":
        fusion = replace(fusion, dense=float(side == "dense"), lexical=float(side == "lexical"))
    refuse_missing(folder / "corpus.jsonl", COLLECTION)
    if run:
        refuse_unwritable(run)
    collection = read_collection(folder)
    with Progress() as progress:
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
        print_json(table)
        return
    for group, figures in table.items():
        values = "  ".join(f"{name} {value:.3f}" for name, value in figures.items() if name != "n")
        typer.echo(f"{group:4} n={int(figures['n'])}  {values}")


@evaluate_app.command("spans", short_help="Score citations and silence in a collection.")
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

    settings = settings_of()
    refuse_missing(folder / "corpus.jsonl", COLLECTION)
    embedder = open_embedder(settings)

    with Progress() as progress:

        def open_over(documents: tuple[Document, ...]) -> Assistant:
            contents, _ = contents_of(documents, embedder, chunking_rule(settings), progress=progress)
            return assistant_over(in_memory(contents), embedder, settings)

        table = score_spans(answer_spans(folder, open_over, progress))
    if json_output:
        print_json({name: asdict(figure) for name, figure in table.items()})
        return
    for name, figure in table.items():
        typer.echo(f"{name:14} {figure.mean:.3f} [{figure.low:.3f}-{figure.high:.3f}] (n={figure.n})")


@evaluate_app.command("claims", short_help="Score the check of claims.")
def evaluate_claims(
    pairs: Annotated[
        Path,
        typer.Argument(
            help="JSON Lines with premise, hypothesis, label; or text with `= evidence`, `+ faithful`, `- kind | changed`."
        ),
    ],
    json_output: JsonOption = False,
) -> None:
    """Check claims whose label is known: accuracy, macro-F1, and what share of each label is told."""
    from bbti_qa.evaluation.claims import read_pairs, score_claims
    from bbti_qa.wiring import open_entailment, open_glossary

    settings = settings_of()
    refuse_missing(pairs, "Give JSON Lines with premise, hypothesis and label, or a text of claims.")
    known = read_pairs(pairs)
    with Progress() as progress:
        table = score_claims(
            known,
            open_glossary(settings),
            open_entailment(settings),
            lambda done, total: progress("claims", done, total),
        )
    if json_output:
        print_json({group: asdict(figures) for group, figures in table.items()})
        return
    for group, figures in table.items():
        recalls = "  ".join(f"{label} {share:.3f}" for label, share in figures.recalls.items())
        typer.echo(
            f"{group:10} n={figures.n}  accuracy {figures.accuracy:.3f} (commonest label {figures.majority:.3f})  "
            f"macro-F1 {figures.macro_f1:.3f}  told: {recalls}"
        )
        for kind, share in figures.kinds.items():
            typer.echo(f"  {kind:12} {share:.3f}")


def _ask_all(asked: Any, settings: Settings) -> list[dict[str, Any]]:
    import tempfile

    from bbti_qa.evaluation.collection import read_lines
    from bbti_qa.evaluation.questions import answer_questions

    with tempfile.TemporaryDirectory() as folder, Progress() as progress:
        output = Path(folder) / "answers.jsonl"
        answer_questions(
            assistant_of(settings), asked, output, progress=lambda done, total: progress("questions", done, total)
        )
        return list(read_lines(output))
