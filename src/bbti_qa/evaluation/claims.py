"""Claims with their evidence and a label: does the check say what the label says?

Two forms of files are read. JSON Lines: `premise`, `hypothesis`, `label` (entailment, neutral, contradiction, compatibles) and perhaps `set`.
Text: `= evidence`, a line for each sentence, below it `+ faithful claim` and `- kind | claim with one thing changed`; `#` begins a remark.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bbti_qa.checking import check_claim
from bbti_qa.documents import Support
from bbti_qa.entailment import Entailment
from bbti_qa.errors import QuestionSetError
from bbti_qa.evaluation.collection import read_lines
from bbti_qa.glossary import Glossary

FAITHFUL, CHANGED = "faithful", "changed"
_SAID: Mapping[frozenset[str], Mapping[Support, str]] = {
    frozenset(("entailment", "neutral", "contradiction")): {
        Support.VERBATIM: "entailment",
        Support.SUPPORTED: "entailment",
        Support.WEAK: "neutral",
        Support.CONTRADICTED: "contradiction",
    },
    frozenset(("compatibles", "contradiction")): {
        Support.VERBATIM: "compatibles",
        Support.SUPPORTED: "compatibles",
        Support.WEAK: "compatibles",
        Support.CONTRADICTED: "contradiction",
    },
    frozenset((FAITHFUL, CHANGED)): {
        Support.VERBATIM: FAITHFUL,
        Support.SUPPORTED: FAITHFUL,
        Support.WEAK: CHANGED,
        Support.CONTRADICTED: CHANGED,
    },
}


@dataclass(frozen=True, slots=True)
class ClaimPair:
    """`group` is the set that it belongs to; for a changed claim of a text file, `kind` is what was changed."""

    evidence: tuple[str, ...]
    claim: str
    label: str
    group: str = "all"
    kind: str = ""


@dataclass(frozen=True, slots=True)
class ClaimFigures:
    """Shares in [0, 1] over `n` pairs. `recalls` by label; `kinds` the recall of each sort of change; `majority` is the commonest label's share."""

    n: int
    accuracy: float
    macro_f1: float
    majority: float
    recalls: Mapping[str, float]
    kinds: Mapping[str, float]


def read_pairs(path: Path) -> tuple[ClaimPair, ...]:
    """Raises QuestionSetError."""
    pairs = _from_text(path) if path.suffix.lower() == ".txt" else [_from_row(path, row) for row in read_lines(path)]
    if not pairs:
        raise QuestionSetError(f"{path} holds no pair. See `bbti-qa evaluate claims --help` for the two forms.")
    return tuple(pairs)


def _from_row(path: Path, row: Mapping[str, object]) -> ClaimPair:
    try:
        return ClaimPair(
            (str(row["premise"]),), str(row["hypothesis"]), str(row["label"]), _family(str(row.get("set", "all")))
        )
    except KeyError as error:
        raise QuestionSetError(f"{path}: a row has no {error}. Each needs `premise`, `hypothesis`, `label`.") from error


def _family(name: str) -> str:
    """Halves of one set count together: `rte3_fr_dev`, `rte3_fr_test`."""
    return name.removesuffix("_dev").removesuffix("_test")


def _from_text(path: Path) -> list[ClaimPair]:
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionSetError(f"{path} cannot be read ({error}). Save it as UTF-8 text.") from error
    pairs: list[ClaimPair] = []
    evidence: tuple[str, ...] = ()
    for number, line in enumerate(lines, start=1):
        sign, rest = line[:2], line[2:].strip()
        has_claims = bool(pairs) and pairs[-1].evidence == evidence
        if sign == "= ":
            evidence = (rest,) if has_claims else (*evidence, rest)
        elif sign == "+ " and evidence:
            pairs.append(ClaimPair(evidence, rest, FAITHFUL))
        elif sign == "- " and evidence and " | " in rest:
            kind, _, claim = rest.partition(" | ")
            pairs.append(ClaimPair(evidence, claim, CHANGED, kind=kind))
        elif line.strip() and not line.startswith("#"):
            raise QuestionSetError(f"{path}, line {number} begins with none of `= `, `+ `, `- kind | `, `#`.")
    return pairs


def score_claims(
    pairs: Sequence[ClaimPair],
    glossary: Glossary | None = None,
    entailment: Entailment | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, ClaimFigures]:
    """The figures of each group. Raises QuestionSetError for labels that no mapping knows."""
    said: dict[str, list[tuple[ClaimPair, Support]]] = {}
    for number, pair in enumerate(pairs, start=1):
        check = check_claim(pair.claim, pair.evidence, glossary=glossary, entailment=entailment)
        said.setdefault(pair.group, []).append((pair, check.support))
        if progress:
            progress(number, len(pairs))
    return {group: _figures(rows) for group, rows in said.items()}


def _figures(rows: Sequence[tuple[ClaimPair, Support]]) -> ClaimFigures:
    mapping = _mapping({pair.label for pair, _ in rows})
    told = [(pair.label, mapping[support]) for pair, support in rows]
    meant = Counter(label for label, _ in told)
    right = Counter(label for label, given in told if label == given)
    given = Counter(given for _, given in told)
    f1 = [2 * right[label] / (meant[label] + given[label]) for label in meant]
    kinds = sorted({pair.kind for pair, _ in rows if pair.kind})
    return ClaimFigures(
        n=len(rows),
        accuracy=sum(right.values()) / len(rows),
        macro_f1=sum(f1) / len(f1),
        majority=max(meant.values()) / len(rows),
        recalls={label: right[label] / meant[label] for label in sorted(meant)},
        kinds={
            kind: _mean(mapping[support] == CHANGED for pair, support in rows if pair.kind == kind) for kind in kinds
        },
    )


def _mean(hits: Iterable[bool]) -> float:
    found = list(hits)
    return sum(found) / len(found)


def _mapping(labels: set[str]) -> Mapping[Support, str]:
    for known, mapping in _SAID.items():
        if labels <= known:
            return mapping
    raise QuestionSetError(
        f"No way is known to tell the labels {', '.join(sorted(labels))} apart. Known: entailment, neutral, contradiction; or compatibles, "
        "contradiction."
    )
