"""The table of decision 9, over all pairs of `tests/checking`: `python tools/claims.py [--misses FILE…]`.

For each file the share of changed claims that the check demotes and of faithful ones that it demotes in error; then what is missed in the
files named.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from bbti_qa.checking import check_claim
from bbti_qa.evaluation.claims import FAITHFUL, read_pairs, score_claims
from bbti_qa.glossary import load_glossary

ROOT = Path(__file__).parents[1]
GLOSSARY = load_glossary(ROOT / "corpus" / "glossary.toml")


def main(shown: list[Path]) -> None:
    print(
        "| pairs | faithful + changed | changed, demoted | faithful, demoted |", "| --- | --- | --- | --- |", sep="\n"
    )
    for path in sorted((ROOT / "tests" / "checking").glob("pairs_*.txt")):
        pairs = read_pairs(path)
        figures = score_claims(pairs, GLOSSARY)["all"]
        faithful = sum(pair.label == FAITHFUL for pair in pairs)
        alarms = 1 - figures.recalls["faithful"]
        counts = f"{faithful} + {len(pairs) - faithful}"
        print(f"| `{path.name}` | {counts} | {figures.recalls['changed']:.3f} | {alarms:.3f} |")
    for path in shown:
        show(path)


def show(path: Path) -> None:
    """Every pair that is told wrongly, with what the check found."""
    for pair in read_pairs(path):
        check = check_claim(pair.claim, pair.evidence, glossary=GLOSSARY)
        if check.holds != (pair.label == FAITHFUL):
            print(f"\n{path.name}: {pair.label} {pair.kind}", *(f"= {text}" for text in pair.evidence), sep="\n")
            print(f"> {pair.claim}\n  {check.support.value} {check.coverage:.2f}")
            for one in check.findings:
                print(f"  {one.kind.value}: {one.claimed!r} / {one.found!r}{' !' if one.contradicts else ''}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", nargs="*", type=Path, default=[], help="files whose misses are shown")
    main(parser.parse_args().misses)
