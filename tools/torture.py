"""What becomes of odd and hostile files: each indexed, partly indexed, or given up for a reason that is named.

    python tools/torture.py FOLDER [--alone SUBFOLDER]

Fifty good documents are put beside the files of FOLDER, all are ingested together, and each good one is searched for. The files of
SUBFOLDER (default: `bombs`, if there) are then read alone, each by its own process, for its seconds and its peak of memory.
Where a `*_manifest.tsv` tells how many characters bare pypdf reads (columns `file`, `chars`), the share that is indexed is printed.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import logging
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from email.message import EmailMessage
from pathlib import Path

from bbti_qa.documents import Document
from bbti_qa.index import IndexStore
from bbti_qa.ingestion import IngestionReport, ingest
from bbti_qa.loading import FileFound, discover, load_isolated
from bbti_qa.settings import load_settings
from bbti_qa.wiring import open_assistant, open_embedder

GOOD = 50
SYLLABLES = "ba de fi go lu ma ne pi ro su ta ve".split()
KINDS = ("txt", "md", "html", "csv", "eml", "docx", "xlsx", "pptx", "odt")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--alone", default="bombs")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(read_alone(arguments.folder)))
        return
    with tempfile.TemporaryDirectory() as scratch:
        report_together(arguments.folder, Path(scratch))
    report_alone(arguments.folder / arguments.alone)


def report_together(folder: Path, scratch: Path) -> None:
    shutil.copytree(folder, scratch / "odd", symlinks=True)
    words = make_good(scratch / "good")
    store = IndexStore(scratch / "index")
    settings = load_settings({}, index=scratch / "index")
    started = time.perf_counter()
    report = ingest([scratch / "odd", scratch / "good"], store, open_embedder(settings))
    seconds = time.perf_counter() - started
    print_outcomes(report, seconds)
    assistant = open_assistant(settings)
    found = sum(any(word in hit.text for hit in assistant.search(f"mot {word}", 3)) for word in words)
    print(f"good documents found by their own word: {found} of {len(words)}")
    print_shares(folder, report)


def print_outcomes(report: IngestionReport, seconds: float) -> None:
    odd = [document for document in report.documents if not document.path.startswith("bon-")]
    partly = [document for document in odd if document.remarks]
    counts = Counter(item.error for item in report.skipped)
    counts.update({"indexed": len(odd) - len(partly), "partly indexed": len(partly)})
    total = sum(counts.values())
    print(
        f"{total} odd files beside {GOOD} good ones, ingested in {seconds:.0f} s: "
        + ", ".join(f"{n} {k}" for k, n in counts.most_common())
    )
    for item in report.skipped:
        print(f"  {item.error:18} {item.path}: {item.reason[:110]}")


def print_shares(folder: Path, report: IngestionReport) -> None:
    """Of the characters (white space aside) that bare pypdf reads, how many each indexed file has."""
    lengths = {
        Path(path).name: sum(len("".join(page.text.split())) for page in document.pages)
        for document in report.documents
        for path in (document.path, *document.copies)
    }
    for manifest in sorted(folder.glob("*_manifest.tsv")):
        rows = csv.DictReader(manifest.open(encoding="utf-8"), delimiter="\t")
        names = [row["file"] for row in rows if int(row.get("chars") or 0) > 0]
        bare = {name: characters_by_pypdf(next(folder.rglob(name))) for name in names}
        shares = sorted((lengths.get(name, 0) / count, name) for name, count in bare.items() if count)
        if shares:
            enough = sum(share >= 0.98 for share, _ in shares)
            print(
                f"{manifest.name}: {len(shares)} files with text by bare pypdf; {enough} have 98 % of its characters or more"
            )
            print("  least: " + ", ".join(f"{name} {share:.2f}" for share, name in shares[:8]))


def characters_by_pypdf(path: Path) -> int:
    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = PdfReader(path)
    if reader.is_encrypted:
        reader.decrypt("")
    return sum(len("".join(page.extract_text().split())) for page in reader.pages)


def report_alone(folder: Path) -> None:
    if not folder.is_dir():
        return
    print(f"{'alone':34} {'seconds':>8} {'MB':>6}  outcome")
    for file in discover([folder]):
        done = subprocess.run(
            [sys.executable, __file__, "--one", str(file.path)], capture_output=True, text=True, check=True, timeout=120
        )
        row = json.loads(done.stdout)
        print(f"{file.relative[:34]:34} {row['seconds']:8.1f} {row['megabytes']:6.0f}  {row['outcome']}")


def read_alone(path: Path) -> dict[str, object]:
    started = time.perf_counter()
    outcome = next(load_isolated([FileFound(path, path.name)]))[1]
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    told = "indexed" if isinstance(outcome, Document) else f"{type(outcome).__name__}: {str(outcome)[:90]}"
    return {"seconds": seconds, "megabytes": peak, "outcome": told}


def make_good(folder: Path) -> list[str]:
    """Fifty documents of nine kinds; returns the word that each of them alone holds."""
    folder.mkdir()
    words = []
    for number in range(GOOD):
        word = "mot" + "".join(SYLLABLES[number // 12**place % 12] for place in range(3)) + SYLLABLES[(number * 5) % 12]
        kind = KINDS[number % len(KINDS)]
        text = [
            f"La fiche numéro {number} porte le mot {word}.",
            f"Le comité {word} se réunit {number + 2} fois par an.",
        ]
        (folder / f"bon-{number:02}.{kind}").write_bytes(written(kind, word, text))
        words.append(word)
    return words


def written(kind: str, title: str, text: list[str]) -> bytes:
    if kind in ("txt", "md"):
        return "\n\n".join(text).encode()
    if kind == "html":
        return f"<!doctype html><title>{title}</title>{''.join(f'<p>{line}</p>' for line in text)}".encode()
    if kind == "csv":
        return ("Fiche;Texte\n" + "\n".join(f"{title};{line}" for line in text)).encode()
    if kind == "eml":
        message = EmailMessage()
        message["From"], message["Subject"], message["Message-ID"] = "une@exemple.fr", title, "<1@exemple.fr>"
        message.set_content("\n\n".join(text))
        return message.as_bytes()
    return office(kind, text)


def office(kind: str, text: list[str]) -> bytes:
    """A Word file, a workbook, slides, or OpenDocument text of these lines."""
    buffer = io.BytesIO()
    if kind == "docx":
        import docx

        document = docx.Document()
        for line in text:
            document.add_paragraph(line)
        document.save(buffer)
    elif kind == "xlsx":
        import openpyxl

        book = openpyxl.Workbook()
        for line in text:
            book.active.append(["fiche", line])
        book.save(buffer)
    elif kind == "pptx":
        import pptx

        deck = pptx.Presentation()
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.placeholders[1].text = "\n".join(text)
        deck.save(buffer)
    else:
        from odf import text as odf_text
        from odf.opendocument import OpenDocumentText

        document = OpenDocumentText()
        for line in text:
            document.text.addElement(odf_text.P(text=line))
        document.save(buffer)
    return buffer.getvalue()


if __name__ == "__main__":
    main()
