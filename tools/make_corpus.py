"""Makes the PDF and Word files of `corpus/` from `tools/corpus/texts/`. The same texts give the same bytes.

python tools/make_corpus.py [--into FOLDER]
"""

from __future__ import annotations

import argparse
from pathlib import Path

from corpus.manuscript import Manuscript, read_manuscript
from corpus.pages import to_pdf
from corpus.word import to_docx

ROOT = Path(__file__).resolve().parent
WORD = ("calendrier-appels",)


def main() -> None:
    into = _arguments().into
    into.mkdir(parents=True, exist_ok=True)
    for path in sorted((ROOT / "corpus" / "texts").glob("*.md")):
        name, data = make(read_manuscript(path))
        (into / name).write_bytes(data)
        print(into / name)


def make(manuscript: Manuscript) -> tuple[str, bytes]:
    """The file's name and its bytes."""
    if manuscript.name in WORD:
        return f"{manuscript.name}.docx", to_docx(manuscript)
    return f"{manuscript.name}.pdf", to_pdf(manuscript)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--into", type=Path, default=ROOT.parent / "corpus", help="where the files go (default: corpus/)"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
