"""Looking after an index: `health`, `doctor`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bbti_qa.cli.application import IndexOption, JsonOption, app, counted, print_json, settings_of
from bbti_qa.cli.files import refuse_unwritable

if TYPE_CHECKING:
    from bbti_qa.health import Health

FEW = 5  # findings of a kind that a terminal shows


@app.command(short_help="Say how well the documents were read.")
def health(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Where the documents lie, for the pictures (default: the corpus folder)."),
    ] = None,
    index: IndexOption = None,
    json_output: JsonOption = False,
    report: Annotated[
        Path | None, typer.Option("--report", help="Write the findings as a page, with pictures.")
    ] = None,
) -> None:
    """Say how well the documents were read: pages without text, glued words, missing accents, versions, copies."""
    from bbti_qa.chunking import embedded_text
    from bbti_qa.health import examine
    from bbti_qa.index import IndexStore
    from bbti_qa.wiring import open_embedder

    settings = settings_of(index=index)
    if report is not None:
        refuse_unwritable(report)
    snapshot, embedder = IndexStore(settings.index).open(), open_embedder(settings)
    texts = [(passage, embedded_text(snapshot.document(passage.document_id), passage)) for passage in snapshot.passages]
    most = embedder.identity.max_pieces
    found = examine(snapshot.documents, snapshot.manifest.skipped, texts, embedder.count_pieces, most)
    if report is not None:
        from bbti_qa.checkup import write_checkup
        from bbti_qa.originals import Originals
        from bbti_qa.wiring import reading_limits

        originals = Originals(paths or [settings.corpus], reading_limits(settings))
        write_checkup(report, found, snapshot.documents, originals.small)
    if json_output:
        print_json(health_to_json(found))
        return
    typer.echo(
        f"{counted(found.documents, 'document')}, {counted(found.pages, 'page')}, {counted(found.passages, 'passage')}."
    )
    print_health(found)
    if report is not None:
        typer.echo(f"The page is in {report}.")


@app.command(short_help="Check the index byte by byte; --repair mends it.")
def doctor(
    index: IndexOption = None,
    json_output: JsonOption = False,
    repair: Annotated[
        bool, typer.Option("--repair", help="Go back to the snapshot before, if that one is whole.")
    ] = False,
) -> None:
    """Check every byte of the index and name what is damaged; exit code 1 if anything is."""
    from bbti_qa.index import IndexStore

    store = IndexStore(settings_of(index=index).index)
    found = store.examine()
    if repair and found.damage:
        found = store.repair()
    if json_output:
        print_json(
            {
                "snapshot": found.snapshot,
                "whole": not found.damage,
                "damage": list(found.damage),
                "fallback": found.fallback,
            }
        )
    elif not found.damage:
        typer.echo(
            f"Snapshot {found.snapshot} is whole: {found.files} files, {found.size} bytes, each as it was sealed."
        )
    else:
        for item in found.damage:
            typer.echo(f"  damaged  {item}")
        typer.echo(
            f"The snapshot before, {found.fallback}, is whole: `bbti-qa doctor --repair` goes back to it; `bbti-qa ingest` makes a new one."
            if found.fallback
            else "Run `bbti-qa ingest` again: it makes a new snapshot beside the damaged one."
        )
    if found.damage:
        raise typer.Exit(1)


def print_health(found: Health) -> None:
    """The table of findings: a line a kind, and the first few of each."""
    from bbti_qa.health import ADVICE, LABELS

    if not found.findings:
        typer.echo("Nothing to report.")
    for kind, count in found.counts.items():
        typer.echo(f"{count:6}  {LABELS[kind]['en']}. {ADVICE[kind]['en']}")
        for finding in found.of(kind)[:FEW]:
            place = f"{finding.path}, p. {finding.page}" if finding.page else finding.path
            typer.echo(f"          {place}: {finding.detail}" if finding.detail else f"          {place}")
        if count > FEW:
            typer.echo(f"          … and {count - FEW} more (--json or --report names them all)")


def health_to_json(found: Health) -> dict[str, object]:
    rows = [
        {"kind": finding.kind.value, "path": finding.path, "page": finding.page or None, "detail": finding.detail}
        for finding in found.findings
    ]
    counts = {kind.value: count for kind, count in found.counts.items()}
    return {
        "documents": found.documents,
        "pages": found.pages,
        "passages": found.passages,
        "counts": counts,
        "findings": rows,
    }
