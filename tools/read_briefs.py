"""Writes the briefs of six topics as Word, reads them back, and prints what was checked: `python tools/read_briefs.py INDEX FOLDER`."""

from __future__ import annotations

import argparse
import io
import re
import time
import zipfile
from pathlib import Path

from lxml import etree

from bbti_qa.manuscript import to_word
from bbti_qa.settings import load_settings
from bbti_qa.tasks.brief import Audience, BriefRequest, Length, Template, to_manuscript, write_brief
from bbti_qa.wiring import open_assistant

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DATE = "2026-11-21"
REQUESTS = (
    BriefRequest("la gouvernance du programme", DATE),
    BriefRequest("les axes scientifiques du programme", DATE),
    BriefRequest("la thérapie génique", DATE, Length.PAGE, Audience.GRAND_PUBLIC),
    BriefRequest("le calendrier des appels à projets", DATE, template=Template.FICHE),
    BriefRequest("les intégrateurs industriels", DATE, Length.PAGE, Audience.GRAND_PUBLIC, "fr", Template.COMMUNIQUE),
    BriefRequest("la recherche en biothérapies", DATE, template=Template.CHRONOLOGIE),
    BriefRequest("le PEPR BBTI", DATE, template=Template.FAQ),
    BriefRequest("la bioproduction en France", DATE, Length.SHORT, language="en"),
)
SWEEP = re.compile(r"\d+|\b[A-Z]{2,}[a-z]?\b|(?<=[a-zà-ÿ,’'] )[A-ZÀ-Ý][\w-]+|(?<=[dlDL]’)[A-ZÀ-Ý][\w-]+")


def main(index: Path, folder: Path) -> None:
    assistant = open_assistant(load_settings(None, index=index))
    documents = {document.id: document for document in assistant.snapshot.documents}
    folder.mkdir(parents=True, exist_ok=True)
    for number, request in enumerate(REQUESTS, start=1):
        started = time.perf_counter()
        brief = write_brief(assistant, request)
        data = to_word(to_manuscript(brief, documents))
        seconds = time.perf_counter() - started
        (folder / f"{number}-{request.template.value}.docx").write_bytes(data)
        quotes = _quotes(data)
        citations = [citation for sentence in brief.sentences for citation in sentence.citations]
        exact = sum(
            documents[c.document_id].page(c.page).text[c.start : c.end] == quote
            for c, quote in zip(citations, quotes, strict=True)
        )
        facts, held = 0, 0
        for at, sentence in enumerate(brief.sentences, start=1):
            spans = [(entry.start, entry.end) for entry in brief.ledger if entry.sentence == at]
            for match in SWEEP.finditer(sentence.text):
                facts += 1
                held += any(start <= match.start() and match.end() <= end for start, end in spans)
        warned = sum(bool(sentence.remarks) for sentence in brief.sentences)
        print(
            f"{request.template.value:12} {request.topic:38} {len(brief.sentences):3} sentences, {exact}/{len(quotes)} quotes exact, "
            f"{held}/{facts} facts in the ledger, {warned} warned of, {seconds:.1f} s"
        )


def _quotes(data: bytes) -> list[str]:
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/footnotes.xml"))
    path = f"{W}rPr/{W}rStyle[@{W}val='SourceQuotation']"
    return ["".join(run.itertext()) for run in root.iter(f"{W}r") if run.find(path) is not None]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index", type=Path)
    parser.add_argument("folder", type=Path)
    asked = parser.parse_args()
    main(asked.index, asked.folder)
