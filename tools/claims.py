"""The table of docs/measurements/0009, over all pairs of `tests/checking`: `python tools/claims.py [--misses FILE…]`.

For each file the share of changed claims that the check demotes and of faithful ones that it demotes in error, by the rules alone and as a model's
answer is checked (`answering.Check`, which is stricter); then what the rules miss in the files named.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from fakes import make_document

from bbti_qa.answering import Check
from bbti_qa.checking import check_claim
from bbti_qa.documents import Evidence, Passage, Sentence, Span
from bbti_qa.evaluation.claims import FAITHFUL, ClaimPair, read_pairs, score_claims
from bbti_qa.glossary import load_glossary
from bbti_qa.language import detect_language

GLOSSARY = load_glossary(ROOT / "corpus" / "glossary.toml")


def main(shown: list[Path]) -> None:
    print("| pairs | faithful + changed | changed, demoted | faithful, demoted | the same in a model's answer |")
    print("| --- | --- | --- | --- | --- |")
    for path in sorted((ROOT / "tests" / "checking").glob("pairs_*.txt")):
        pairs = read_pairs(path)
        figures = score_claims(pairs, GLOSSARY)["all"]
        faithful = [pair for pair in pairs if pair.label == FAITHFUL]
        changed = [pair for pair in pairs if pair.label != FAITHFUL]
        print(
            f"| `{path.name}` | {len(faithful)} + {len(changed)} | {figures.recalls['changed']:.3f} | "
            f"{1 - figures.recalls['faithful']:.3f} | {demoted(changed):.3f} / {demoted(faithful):.3f} |"
        )
    for path in shown:
        show(path)


def demoted(pairs: list[ClaimPair]) -> float:
    """The share of claims that a model's answer would not show as proven."""
    return sum(not is_proven(pair) for pair in pairs) / len(pairs)


def is_proven(pair: ClaimPair) -> bool:
    check = Check(language=detect_language(pair.claim), glossary=GLOSSARY)
    return check(pair.claim, [as_evidence(text) for text in pair.evidence]).holds


def as_evidence(text: str) -> Evidence:
    document = make_document("fiche.txt", "Fiche", text)
    sentence = Sentence((Span(1, 0, len(text)),))
    return Evidence(document, Passage("", document.id, (), (sentence,), sentence.spans, text), sentence, text, 1.0)


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
