"""Times of the command line, of reading and of the encoders, on this machine: `make speed`. Prints one line a figure; changes nothing.

python tools/speed.py             # all of it
python tools/speed.py --ingest    # pages a second of an ingest, beside the bare reader and the bare encoder
"""

from __future__ import annotations

import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
QUESTIONS = (
    "Quel est le budget du PEPR BBTI ?",
    "Qui compose le comité de pilotage ?",
    "Quand l'appel à projets sera-t-il lancé ?",
    "What are the four axes?",
    "Une entreprise peut-elle participer ?",
)


def whole_process(*arguments: str, rounds: int = 5) -> list[float]:
    """Seconds of `bbti-qa …` from start to end, each round a new process."""
    command = [sys.executable, "-m", "bbti_qa.cli", *arguments]
    return [_timed(lambda: subprocess.run(command, check=True, capture_output=True, cwd=ROOT)) for _ in range(rounds)]


def _timed(action) -> float:
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def show(name: str, seconds: list[float]) -> None:
    print(f"{name:44} median {statistics.median(seconds):7.3f} s   min {min(seconds):7.3f}   max {max(seconds):7.3f}")


PDFS, PAGES, WORDS_A_PAGE = 20, 12, 420


def make_pdfs(folder: Path) -> None:
    """PDFs of plain prose, no two pages alike, the same each time."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

    # whole words: a page of stems would pass for one that was read badly, and be read a second time
    texts = (path.read_text("utf-8") for path in sorted((ROOT / "corpus").glob("*.md")))
    words = [word for text in texts for word in re.findall(r"[^\W\d_]+", text)]
    chance, style = random.Random(20261121), getSampleStyleSheet()["BodyText"]
    for number in range(PDFS):
        flow = []
        for _ in range(PAGES):
            sentences = [" ".join(chance.choices(words, k=14)).capitalize() + "." for _ in range(WORDS_A_PAGE // 14)]
            flow += [Paragraph(" ".join(sentences[at : at + 5]), style) for at in range(0, len(sentences), 5)]
            flow.append(PageBreak())
        SimpleDocTemplate(str(folder / f"{number:02}.pdf"), pagesize=A4, title=f"Cahier {number}").build(flow)


def ingest_speed() -> None:
    """Pages a second: pypdf's own text of each page; our reader, alone and as a pool of processes; the encoder alone over the passages;
    and the whole ingest, first and with nothing changed."""
    from pypdf import PdfReader

    from bbti_qa.chunking import embedded_text
    from bbti_qa.index import IndexStore
    from bbti_qa.ingestion import ingest
    from bbti_qa.loading import discover, load, load_isolated
    from bbti_qa.settings import load_settings
    from bbti_qa.wiring import open_embedder

    embedder = open_embedder(load_settings({}))
    embedder.embed_question(QUESTIONS[0])
    with tempfile.TemporaryDirectory() as scratch:
        corpus, store = Path(scratch) / "corpus", IndexStore(Path(scratch) / "index")
        corpus.mkdir()
        make_pdfs(corpus)
        files, count = discover([corpus]), PDFS * PAGES

        def told(name: str, action) -> None:
            print(f"{name:44} {count / _timed(action):7.1f} pages a second", flush=True)

        told("pypdf's text, one process", lambda: [p.extract_text() for f in files for p in PdfReader(f.path).pages])
        told("our reader, one process", lambda: [load(file.path, file.relative) for file in files])
        told("our reader, a pool", lambda: list(load_isolated(files)))
        told("ingest (nothing there before)", lambda: ingest([corpus], store, embedder))
        snapshot = store.open()
        texts = [embedded_text(snapshot.document(p.document_id), p) for p in snapshot.passages]
        told(f"the encoder alone ({len(texts)} passages)", lambda: embedder.embed_passages(texts))
        told("ingest (nothing changed)", lambda: ingest([corpus], store, embedder))


def main() -> None:
    if "--ingest" in sys.argv:
        ingest_speed()
        return
    with tempfile.TemporaryDirectory() as index:
        show("bbti-qa --help", whole_process("--help"))
        show("bbti-qa ingest corpus/ (nothing there before)", whole_process("ingest", "--index", index, rounds=1))
        show("bbti-qa ingest corpus/ (nothing changed)", whole_process("ingest", "--index", index, rounds=3))
        show("bbti-qa ask (cold)", whole_process("ask", QUESTIONS[0], "--index", index, rounds=3))
        _warm(Path(index))
    ingest_speed()


def _warm(index: Path) -> None:
    from bbti_qa.settings import load_settings
    from bbti_qa.wiring import open_assistant

    settings = load_settings(None, index=index, corpus=ROOT / "corpus")
    show("opening the index and the encoder", [_timed(lambda: open_assistant(settings))])
    assistant = open_assistant(settings)
    assistant.answer(QUESTIONS[0])
    show("answer, warm", [_timed(lambda q=q: assistant.answer(q)) for q in QUESTIONS * 20])
    _encoders(assistant)


def _encoders(assistant) -> None:
    """Both encoders of the package over the same texts, in turn; `bare` is sentence-transformers' own `encode` of the English one."""
    from bbti_qa.chunking import embedded_text
    from bbti_qa.embedding import load_embedder

    texts = [embedded_text(assistant.document(p.document_id), p) for p in assistant.snapshot.passages]
    encoders = {name: load_embedder(name) for name in ("bbti", "minilm")}
    rates: dict[str, list[float]] = {"bbti": [], "minilm": [], "bare": []}
    for embedder in encoders.values():
        embedder.embed_question(QUESTIONS[0])
    for _ in range(3):
        for name, embedder in encoders.items():
            rates[name].append(len(texts) / _timed(lambda e=embedder: e.embed_passages(texts)))
        model = encoders["minilm"]._model
        rates["bare"].append(
            len(texts) / _timed(lambda m=model: m.encode(texts, normalize_embeddings=True, show_progress_bar=False))
        )
    for name, embedder in encoders.items():
        show(f"one question, {name}", [_timed(lambda q=q, e=embedder: e.embed_question(q)) for q in QUESTIONS * 20])
    for name, found in rates.items():
        print(f"passages a second, {name:6} median {statistics.median(found):6.1f} ({len(texts)} passages)")


if __name__ == "__main__":
    main()
