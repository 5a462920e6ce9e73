"""Fits the weights of the scope task, and says how they hold: leave-one-out, on other sets, and with most of the thesaurus taken away.

    python -m training.scope [--check PROPOSALS.jsonl CRITERIA.toml DOCUMENTS] …

Proposals have `id`, `text` and `axes`, the ids of the criteria in whose scope they are (numbers stand for axe1 …); CRITERIA may be `-` for the
axes of the documents' headings. The package's own invented proposals are fitted on: over the shipped corpus, and over a small invented
programme and by aspects (costs, animals) for the criteria that no field of research tells apart. Prints weights to write into `BY_FIELDS`, `BY_ASPECTS` and `BY_WORDS`; writes nothing.

So that vectors and words learn to stand in where a proposal uses terms that the thesaurus lacks, it is fitted with a random share of the
thesaurus taken away as well (`KEPT`).
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from bbti_qa.index import in_memory
from bbti_qa.ingestion import contents_of
from bbti_qa.loading import discover, load
from bbti_qa.settings import Settings, load_settings
from bbti_qa.tasks.scope.assessment import BY_FIELDS, BY_WORDS, ScopeJudge, Weights, weigh
from bbti_qa.tasks.scope.cells import Figures
from bbti_qa.tasks.scope.fields import Thesaurus, shared_thesaurus
from bbti_qa.tasks.scope.proposals import read_proposals
from bbti_qa.wiring import assistant_over, chunking_rule, open_embedder, open_scope_judge

DATA = Path(__file__).parents[1] / "tests" / "tasks" / "scope_data"
CORPUS = Path(__file__).parents[1] / "corpus"
KEPT = (1.0, 0.6, 0.3)
DRAWS = 2
LEAN = 0.5  # added to the bias: second axes of shared proposals score low, wrong cells lower still
RIDGE = 0.5  # half the inverse variance of a weight's prior
NAMES = ("subject", "words", "likeness", "contrast", "foreign")
WORDS = ("subject", "words", "likeness", "contrast")


@dataclass(frozen=True, slots=True)
class Row:
    """One proposal: its figures criterion by criterion, which criteria are right, whether fields tell each apart."""

    id: str
    figures: tuple[Figures, ...]
    right: tuple[bool, ...]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", nargs=3, action="append", default=[], metavar=("PROPOSALS", "CRITERIA", "DOCUMENTS"))
    parser.add_argument("--held-out", action="store_true", help="score the twelve that no one looked at while tuning")
    arguments = parser.parse_args()
    settings = load_settings(None)
    corpus = _judge(CORPUS, "-", settings)
    sea = _judge(DATA / "sea_programme.md", "-", settings)
    proposals = DATA / "abstracts.jsonl"
    thinned = [row for kept, judge in _thinned(corpus) for row in _rows(judge, proposals)]
    by_fields = _leaning(_fit(thinned, NAMES))
    bare = [_without_subject(row) for row in _rows(corpus, proposals) + _rows(sea, DATA / "sea_proposals.jsonl")]
    aspects = _rows(_judge(CORPUS, str(DATA / "aspects.toml"), settings), proposals, "aspects")
    by_words = _fit(bare, WORDS[1:], RIDGE / 10)  # the few cells of the invented programme are the hardest
    by_aspects = _fit(aspects, WORDS)
    print("BY_FIELDS ", by_fields, "\nBY_ASPECTS", by_aspects, "\nBY_WORDS  ", by_words)
    _say("fitted on, leave one out", _left_out(_thinned(corpus), proposals))
    _say("invented sea programme", [(row, _scores(row, by_words)) for row in _rows(sea, DATA / "sea_proposals.jsonl")])
    _say("aspects, each left out", _each_left_out(aspects))
    checks = [(Path(one), two, Path(three)) for one, two, three in arguments.check]
    if arguments.held_out:
        checks.append((DATA / "abstracts_held_out.jsonl", "-", CORPUS))
    for path, criteria, documents in checks:
        _check(path, _judge(documents, criteria, settings), by_fields)


def _check(path: Path, judge: ScopeJudge, fitted: Weights) -> None:
    for name, weights in (("fitted now", fitted), ("in force", BY_FIELDS)):
        for kept, thinned in _thinned(judge):
            _say(
                f"{path.name}, {name}, {kept:.0%} of the terms",
                [(row, _scores(row, weights)) for row in _rows(thinned, path)],
            )
    _say(f"{path.name}, no thesaurus", [(row, _scores(row, BY_WORDS)) for row in _rows(judge, path)])


def _judge(documents: Path, criteria: str, settings: Settings) -> ScopeJudge:
    embedder = open_embedder(settings)
    read = tuple(load(file.path, file.relative) for file in discover([documents]))
    contents, _ = contents_of(read, embedder, chunking_rule(settings))
    assistant = assistant_over(in_memory(contents), embedder, settings)
    return open_scope_judge(assistant, settings, None if criteria == "-" else Path(criteria))


def _thinned(judge: ScopeJudge) -> Iterable[tuple[float, ScopeJudge]]:
    for kept in KEPT:
        for draw in range(1 if kept == 1 else DRAWS):
            yield kept, judge if kept == 1 else judge.with_thesaurus(_thin(kept, draw))


def _thin(kept: float, draw: int) -> Thesaurus:
    lots = random.Random(draw)
    return Thesaurus(
        replace(field, terms=tuple(term for term in field.terms if lots.random() < kept) or field.terms[:1])
        for field in shared_thesaurus().fields
    )


def _rows(judge: ScopeJudge, path: Path, key: str = "axes") -> list[Row]:
    ids = [criterion.id for criterion in judge.criteria.items]
    gold = {row["id"]: _named(row[key]) for row in map(json.loads, path.read_text("utf-8").splitlines())}
    proposals, _ = read_proposals(path)
    return [
        Row(proposal.id, judge.figures(proposal), tuple(name in gold[proposal.id] for name in ids))
        for proposal in proposals
    ]


def _without_subject(row: Row) -> Row:
    return replace(row, figures=tuple(replace(figures, subject=0.0) for figures in row.figures))


def _each_left_out(rows: Sequence[Row]) -> list[tuple[Row, list[float]]]:
    return [(row, _scores(row, _fit([one for one in rows if one.id != row.id], WORDS))) for row in rows]


def _named(axes: Sequence[object]) -> set[str]:
    return {f"axe{axis}" if isinstance(axis, int) else str(axis) for axis in axes}


def _fit(rows: Sequence[Row], names: Sequence[str], ridge: float = RIDGE) -> Weights:
    """Ridge logistic regression over cells; the bias is not drawn towards 0."""
    cells = np.array([[getattr(f, name) for name in names] for row in rows for f in row.figures])
    right = np.array([value for row in rows for value in row.right], dtype=float)

    def loss(values: NDArray[np.float64]) -> float:
        logits = values[0] + cells @ values[1:]
        return float(np.logaddexp(0, logits).sum() - right @ logits + ridge * (values[1:] ** 2).sum())

    found = minimize(loss, np.zeros(len(names) + 1), method="BFGS").x
    values: Mapping[str, float] = dict(zip(names, (round(float(value), 2) for value in found[1:]), strict=True))
    return Weights(round(float(found[0]), 2), **{name: values.get(name, 0.0) for name in NAMES})


def _leaning(weights: Weights) -> Weights:
    return replace(weights, bias=round(weights.bias + LEAN, 2))


def _left_out(judges: Iterable[tuple[float, ScopeJudge]], path: Path) -> list[tuple[Row, list[float]]]:
    """Each proposal scored by weights fitted without it, with the whole thesaurus."""
    sets = [(kept, _rows(judge, path)) for kept, judge in judges]
    whole = next(rows for kept, rows in sets if kept == 1)
    return [
        (row, _scores(row, _leaning(_fit([other for _, rows in sets for other in rows if other.id != row.id], NAMES))))
        for row in whole
    ]


def _scores(row: Row, weights: Weights) -> list[float]:
    return [weigh(figures, weights) for figures in row.figures]


def _say(name: str, scored: Sequence[tuple[Row, Sequence[float]]]) -> None:
    """Exact sets, micro-F1, in and out told apart, the least score of a right cell and the greatest of a wrong one, the misses."""
    found = [tuple(score >= 0.5 for score in scores) for _, scores in scored]
    right = [row.right for row, _ in scored]
    both = sum(a and b for f, r in zip(found, right, strict=True) for a, b in zip(f, r, strict=True))
    claimed, true = sum(map(sum, found)), sum(map(sum, right))
    exact = sum(f == r for f, r in zip(found, right, strict=True))
    inside = sum(any(f) for f, r in zip(found, right, strict=True) if any(r))
    outside = sum(not any(f) for f, r in zip(found, right, strict=True) if not any(r))
    ins, outs = sum(map(any, right)), sum(not any(r) for r in right)
    least = min((s for row, scores in scored for s, r in zip(scores, row.right, strict=True) if r), default=1.0)
    most = max((s for row, scores in scored for s, r in zip(scores, row.right, strict=True) if not r), default=0.0)
    misses = " ".join(row.id for (row, _), f, r in zip(scored, found, right, strict=True) if f != r)
    print(
        f"{name:58} exact {exact}/{len(scored)}  micro-F1 {2 * both / max(1, claimed + true):.3f}  in {inside}/{ins}  out {outside}/{outs}  "
        f"least right {least:.2f}  most wrong {most:.2f}  {misses}"
    )


if __name__ == "__main__":
    main()
