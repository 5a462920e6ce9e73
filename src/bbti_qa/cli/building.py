"""Documents into the index, and what the index holds: `ingest`, `status`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bbti_qa.cli.application import IndexOption, JsonOption, app, counted, print_json, settings_of
from bbti_qa.cli.progress import Progress

if TYPE_CHECKING:
    from bbti_qa.documents import Document
    from bbti_qa.judging.survey import Disagreement, Survey


@app.command(short_help="Build the index of documents, or update it.")
def ingest(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files and folders (default: the corpus folder).")] = None,
    index: IndexOption = None,
    json_output: JsonOption = False,
) -> None:
    """Build the index of these documents, or bring it up to date. The index then holds them and no others: what it held before and is
    not among the paths is removed, and named."""
    from bbti_qa.health import LABELS, FindingKind, examine
    from bbti_qa.index import IndexStore
    from bbti_qa.ingestion import ingest as build
    from bbti_qa.wiring import chunking_rule, open_embedder, reading_limits

    settings = settings_of(index=index)
    with Progress() as progress:
        report = build(
            paths or [settings.corpus],
            IndexStore(settings.index),
            open_embedder(settings),
            chunking=chunking_rule(settings),
            limits=reading_limits(settings),
            progress=progress,
        )
    if json_output:
        print_json(_report_to_json(report))
        return
    typer.echo(
        f"{counted(len(report.documents), 'document')}, {counted(report.passages, 'passage')} ({report.embedded} embedded anew), "
        f"snapshot {report.snapshot} in {settings.index}."
    )
    if report.removed:
        are = "it is" if len(report.removed) == 1 else "they are"
        typer.echo(
            f"{counted(len(report.removed), 'document')} removed: {are} not among the given paths. "
            "Name all paths together to have them in one index."
        )
    for removed in report.removed:
        typer.echo(f"  removed  {removed}")
    for item in report.skipped:
        typer.echo(f"  skipped  {item.path}: {item.reason}")
    for path, remark in report.remarks:
        typer.echo(f"  note     {path}: {remark}")
    told = (FindingKind.SKIPPED, FindingKind.REMARK, FindingKind.COPY)
    counts = {kind: count for kind, count in examine(report.documents).counts.items() if kind not in told}
    if counts:
        summary = "; ".join(f"{LABELS[kind]['en'].lower()}: {count}" for kind, count in counts.items())
        typer.echo(f"To look at (`bbti-qa health` says where): {summary}.")


@app.command(short_help="Say what the index holds, and if it is whole.")
def status(index: IndexOption = None, json_output: JsonOption = False) -> None:
    """Say what the index holds, after checking every file of it, and where its documents may disagree."""
    from bbti_qa.index import IndexStore
    from bbti_qa.judging import survey
    from bbti_qa.versions import chains

    settings = settings_of(index=index)
    snapshot = IndexStore(settings.index).open()
    found = survey(snapshot.passages, {document.id: document for document in snapshot.documents})
    if json_output:
        disagreements = [_disagreement_to_json(item) for item in found.disagreements]
        versions = [[document.path for document in chain] for chain in chains(snapshot.documents)]
        documents = [
            _document_to_json(document, len(snapshot.passages_of(document.id))) for document in snapshot.documents
        ]
        found_json = {"snapshot": snapshot.id, "disagreements": disagreements, "versions": versions}
        print_json(snapshot.manifest.to_json() | {"documents": documents} | found_json)
        return
    encoder = snapshot.manifest.encoder
    typer.echo(
        f"Snapshot {snapshot.id} in {settings.index}: whole. {counted(len(snapshot.documents), 'document')}, "
        f"{counted(len(snapshot.passages), 'passage')}, encoder {encoder.name} ({encoder.dimension} dimensions)."
    )
    for document in snapshot.documents:
        version = document.version and f"version {document.version}"
        facts = (document.language, document.date, version, document.status, document.instrument)
        details = ", ".join(filter(None, (f"{len(document.pages)} p.", *facts)))
        typer.echo(f"  {document.path}: “{document.title}”, {details}")
        for copy in document.copies:
            typer.echo(f"    the same text in {copy}")
    for chain in chains(snapshot.documents):
        steps = " -> ".join(f"{document.path}{f' ({document.date})' if document.date else ''}" for document in chain)
        typer.echo(f"  versions  {steps}")
    for item in snapshot.manifest.skipped:
        typer.echo(f"  skipped  {item.path}: {item.reason}")
    _print_survey(found)


def _print_survey(found: Survey) -> None:
    if found.disagreements:
        typer.echo(
            f"{counted(len(found.disagreements), 'place')} where the documents may disagree; read them before you rely on either:"
        )
    for item in found.disagreements:
        one, other = item.first, item.second
        second = (
            f"“{other.said}” in {other.document.path}, p. {other.page}" if other else f"{item.listed} listed behind it"
        )
        typer.echo(f"  “{one.said}” in {one.document.path}, p. {one.page}; {second}")
    if found.left_out:
        typer.echo(f"  {found.left_out} more values were too many to compare.")


def _disagreement_to_json(item: Disagreement) -> dict[str, Any]:
    places = [
        {"said": place.said, "document": place.document.path, "page": place.page, "sentence": place.sentence}
        for place in (item.first, item.second)
        if place
    ]
    return {"places": places, "listed": item.listed or None}


def _document_to_json(document: Document, passages: int) -> dict[str, Any]:
    names = ("id", "path", "title", "date", "version", "language", "status", "instrument", "superseded_by")
    return {name: getattr(document, name) for name in names} | {
        "copies": list(document.copies),
        "pages": len(document.pages),
        "passages": passages,
    }


def _report_to_json(report: Any) -> dict[str, Any]:
    return {
        "snapshot": report.snapshot,
        "documents": [document.path for document in report.documents],
        "passages": report.passages,
        "embedded": report.embedded,
        "read": report.read,
        "removed": list(report.removed),
        "skipped": [{"path": item.path, "error": item.error, "reason": item.reason} for item in report.skipped],
        "remarks": [{"path": path, "remark": remark} for path, remark in report.remarks],
    }
