"""Makes `src/bbti_qa/lexicon.tsv`: for an English stem, the French stems that it is aligned with in parallel text.

    python -m training.lexicon --parallel FILE… -o src/bbti_qa/lexicon.tsv

Stems are those of the lexical index, so that what is looked up is what is searched. A line is `english <tab> french:share …`, the share of the
agreed links of the English stem, the best first; stems that are alike in both languages are left out, the index finds them anyway.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from bbti_qa.language import stems
from training.alignment import align
from training.parallel import Pair, left_out_sources, read_pairs

LEAST_LINKS = 4.0  # expected, of an English stem with a French one
LEAST_SHARE = 0.12
MOST = 4  # French stems of one English stem


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--parallel", type=Path, nargs="+", required=True, help="sentences: JSON lines or en<tab>fr")
    parser.add_argument("--held-out", type=Path, help="JSON list of pairs; their sources are kept out")
    parser.add_argument("-o", "--output", type=Path, required=True)
    arguments = parser.parse_args()
    pairs = read_pairs(arguments.parallel, left_out_sources(arguments.held_out))
    lines = [f"{en}\t{' '.join(f'{fr}:{share:.2f}' for fr, share in row)}\n" for en, row in lexicon(pairs)]
    arguments.output.write_text("".join(lines), "utf-8")
    print(f"{len(lines):,} English stems")


def lexicon(pairs: Iterable[Pair]) -> list[tuple[str, list[tuple[str, float]]]]:
    """(English stem, its French stems with their shares), sorted by the English stem."""
    french, english = Numbers(), Numbers()
    rows = [(french.of(stems(pair.fr)), english.of(stems(pair.en))) for pair in pairs]
    f, e, links = align([row[0] for row in rows], [row[1] for row in rows])
    total = Counter[int]()
    for stem, count in zip(e.tolist(), links.tolist(), strict=True):
        total[stem] += count
    found: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for fr, en, count in zip(f.tolist(), e.tolist(), links.tolist(), strict=True):
        share = count / total[en]
        if count >= LEAST_LINKS and share >= LEAST_SHARE and _is_word(english.names[en]) and _is_word(french.names[fr]):
            found[english.names[en]].append((french.names[fr], share))
    best = {en: sorted(row, key=lambda item: (-item[1], item[0]))[:MOST] for en, row in found.items()}
    return [(en, row) for en, row in sorted(best.items()) if any(fr != en for fr, _ in row)]


def _is_word(stem: str) -> bool:
    return len(stem) > 1 and not any(character.isdigit() for character in stem)


class Numbers:
    """Names to numbers, in the order of their first coming."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._known: dict[str, int] = {}

    def of(self, names: Iterable[str]) -> list[int]:
        """The numbers of `names`; new ones get the next."""
        numbers = []
        for name in names:
            if name not in self._known:
                self._known[name] = len(self.names)
                self.names.append(name)
            numbers.append(self._known[name])
        return numbers


if __name__ == "__main__":
    main()
