"""Times of the command line and of the encoder, on this machine: `make speed`. Prints one line a figure; changes nothing.

The bare encoder is sentence-transformers' own `encode` with its default batches, over the same texts.
"""

from __future__ import annotations

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


def main() -> None:
    with tempfile.TemporaryDirectory() as index:
        show("bbti-qa --help", whole_process("--help"))
        show("bbti-qa ingest corpus/ (nothing there before)", whole_process("ingest", "--index", index, rounds=1))
        show("bbti-qa ingest corpus/ (nothing changed)", whole_process("ingest", "--index", index, rounds=3))
        show("bbti-qa ask (cold)", whole_process("ask", QUESTIONS[0], "--index", index, rounds=3))
        _warm(Path(index))


def _warm(index: Path) -> None:
    from bbti_qa.settings import load_settings
    from bbti_qa.wiring import open_assistant, open_embedder

    settings = load_settings(None, index=index, corpus=ROOT / "corpus")
    show("opening the index and the encoder", [_timed(lambda: open_assistant(settings))])
    assistant = open_assistant(settings)
    assistant.answer(QUESTIONS[0])
    show("answer, warm", [_timed(lambda q=q: assistant.answer(q)) for q in QUESTIONS * 20])
    _encoder(open_embedder(settings), assistant)


def _encoder(embedder, assistant) -> None:
    from bbti_qa.chunking import embedded_text

    texts = [embedded_text(assistant.document(p.document_id), p) for p in assistant.snapshot.passages]
    rates = {"ours": [], "bare": []}
    for _ in range(3):
        rates["bare"].append(
            len(texts)
            / _timed(lambda: embedder._model.encode(texts, normalize_embeddings=True, show_progress_bar=False))
        )
        rates["ours"].append(len(texts) / _timed(lambda: embedder.embed_passages(texts)))
    ours, bare = (statistics.median(rates[name]) for name in ("ours", "bare"))
    print(
        f"passages a second: {ours:.1f}, the bare encoder {bare:.1f}, ratio {ours / bare:.2f} ({len(texts)} passages)"
    )


if __name__ == "__main__":
    main()
