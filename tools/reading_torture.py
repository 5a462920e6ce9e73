"""Odd and hostile PDFs: what the isolated reader makes of each, beside what bare pypdf finds in it. Prints the misses and a summary.

    python tools/reading_torture.py FOLDER [--bare]

For each file: its outcome, seconds, the reading process's peak memory, and (with --bare) the share of bare pypdf's characters,
white space aside, that its pages hold. A file for which bare pypdf finds text and we do not, or less than 98 % of it, is a miss.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
import unicodedata
from collections import Counter
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1])]

from bbti_qa.documents import Document
from bbti_qa.loading import FileFound, ReadingLimits, load_isolated


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--bare", action="store_true", help="compare with bare pypdf, which runs in a child process too"
    )
    arguments = parser.parse_args()
    files = sorted(arguments.folder.glob("*.pdf"))
    outcomes: Counter[str] = Counter()
    slowest, behind = 0.0, 0
    for path in files:
        started = time.perf_counter()
        ((_, outcome),) = load_isolated([FileFound(path, path.name)], ReadingLimits())
        seconds = time.perf_counter() - started
        slowest = max(slowest, seconds)
        kind = "read" if isinstance(outcome, Document) else type(outcome).__name__
        outcomes[kind] += 1
        found = _letters(" ".join(page.text for page in outcome.pages)) if isinstance(outcome, Document) else Counter()
        line = f"{path.name[:60]:60} {kind:18} {seconds:6.1f} s"
        if arguments.bare and (bare := _letters(_bare(path))):
            share = sum((found & bare).values()) / sum(bare.values())
            line += f"  {sum(bare.values()):8} characters, {share:6.1%}"
            behind += share < 0.98
            if share >= 0.98:
                continue
        print(line if isinstance(outcome, Document) else f"{line}  {outcome}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"{len(files)} files: {dict(outcomes)}; slowest {slowest:.1f} s, peak {peak:.0f} MB; {behind} behind bare pypdf"
    )


def _letters(text: str) -> Counter[str]:
    """Characters without white space; compatibility forms as their letters, so that a ligature counts as two."""
    return Counter(unicodedata.normalize("NFKD", "".join(text.split())))


def _bare(path: Path) -> str:
    """What pypdf's `extract_text` gives, page by page; nothing where it takes a minute or fails."""
    import subprocess

    script = (
        "import sys, logging; logging.disable(50)\n"
        "from pypdf import PdfReader\n"
        "for page in PdfReader(sys.argv[1]).pages:\n"
        "    try: sys.stdout.buffer.write(page.extract_text().encode('utf-8', 'replace'))\n"
        "    except Exception: pass\n"
    )
    try:
        done = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, timeout=60, check=False)
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout.decode("utf-8", "replace")


if __name__ == "__main__":
    main()
