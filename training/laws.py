"""Canadian federal law to training text: sections in both languages, each with its marginal note.

Reads a checkout of https://github.com/justicecanada/laws-lois-xml (Open Government Licence - Canada), where `eng/` and `fra/` hold
the same acts and regulations. A section is paired by its label; the marginal note beside it is a short heading, so that
(note, section) is a question-like text with the passage that answers it, in each language and across them.

    python -m training.laws CHECKOUT -o sections.jsonl
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

# What stands in the text without being read: amendment notes, the other language's term, formulas, tables.
SKIPPED = ("HistoricalNote", "Footnote", "DefinedTermFr", "DefinedTermEn", "Formula", "TableGroup", "ImageGroup")
LONGEST = 1600  # characters of a section kept, about 256 pieces
SHORTEST = 40
LENGTH_RATIO = (0.55, 2.2)  # French over English, outside which a pair is taken for a wrong one


def french_name(english: Path) -> str:
    """`regulations/SOR-2010-201.xml` -> `reglements/DORS-2010-201.xml`; acts keep their name."""
    name = english.name
    if english.parent.name == "acts":
        return f"lois/{name}"
    name = re.sub(r"^SOR-", "DORS-", name)
    name = re.sub(r"^SI-", "TR-", name)
    return "reglements/" + name.replace("C.R.C.,_c._", "C.R.C.,_ch._")


def sections(path: Path, language: str) -> dict[str, tuple[str, str]]:
    """Marginal note and text by section label; labels that occur twice are left out."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    found: dict[str, tuple[str, str]] = {}
    twice: set[str] = set()
    other = "DefinedTermFr" if language == "en" else "DefinedTermEn"
    for section in etree.parse(path, parser).iterfind(".//Body//Section"):
        label = (section.findtext("Label") or "").strip()
        if label in found:
            twice.add(label)
        note = section.find("MarginalNote")
        title = _clean("".join(note.itertext())) if note is not None else ""
        texts = [_clean(_read(node, other)) for node in section.iter("Text")]
        found[label] = (title, " ".join(text for text in texts if text))
    return {label: pair for label, pair in found.items() if label and label not in twice}


def _read(node: etree._Element, other: str) -> str:
    """The text under `node` without the other language's terms and the brackets left around them."""
    parts = [node.text or ""]
    for child in node:
        if isinstance(child.tag, str) and child.tag not in {other, *SKIPPED[:2], *SKIPPED[4:]}:
            parts.append(_read(child, other))
        parts.append(child.tail or "")
    return "".join(parts)


def _clean(text: str) -> str:
    text = re.sub(r"\(\s*[;,]?\s*\)", " ", text)
    return re.sub(r"\s+", " ", text).strip()


def pairs(checkout: Path) -> Iterator[dict[str, str]]:
    """`en` and `fr` the section, `title_en` and `title_fr` its marginal note, `s` where it comes from."""
    for english in sorted((checkout / "eng").glob("*/*.xml")):
        french = checkout / "fra" / french_name(english)
        if not french.exists():
            continue
        left, right = sections(english, "en"), sections(french, "fr")
        for label, (title, text) in left.items():
            if label not in right:
                continue
            title_fr, text_fr = right[label]
            ratio = len(text_fr) / max(len(text), 1)
            if len(text) >= SHORTEST and LENGTH_RATIO[0] <= ratio <= LENGTH_RATIO[1]:
                yield {
                    "en": text[:LONGEST],
                    "fr": text_fr[: int(LONGEST * 1.15)],
                    "title_en": title,
                    "title_fr": title_fr,
                    "s": f"{english.parent.name}/{english.name}#{label}",
                }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkout", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    arguments = parser.parse_args()
    count = 0
    with arguments.output.open("w", encoding="utf-8") as out:
        for row in pairs(arguments.checkout):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    print(f"{count} sections in {arguments.output}")


if __name__ == "__main__":
    main()
