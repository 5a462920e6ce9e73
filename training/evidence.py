"""Fits the two small models of evidence.py and sufficiency.py, and says how they hold across sets: which sentence is best, and whether it suffices.

    bbti-qa ingest DOCUMENTS --index DIR
    python -m training.evidence QUESTIONS.jsonl --index DIR --spans COLLECTION

QUESTIONS has `answerable`, `evidence` and `expected_behaviour` (see bbti_qa.evaluation.scoring); COLLECTION has spans.jsonl and leaveout.json (see
bbti_qa.evaluation.spans). Either set is scored ten-fold beside the whole other one, and by a model that saw only the other. Prints
coefficients to write into `RankingRule` and `SufficiencyRule`; writes nothing.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bbti_qa.assistant import Assistant
from bbti_qa.documents import Evidence
from bbti_qa.evaluation.collection import read_collection, read_lines
from bbti_qa.evaluation.questions import read_questions
from bbti_qa.evaluation.scoring import SHARE_TOUCHED, letters, overlap
from bbti_qa.index import in_memory
from bbti_qa.ingestion import contents_of
from bbti_qa.settings import Settings, load_settings
from bbti_qa.sufficiency import FIGURES, sufficiency_figures
from bbti_qa.understanding import Question
from bbti_qa.wiring import assistant_over, chunking_rule, open_assistant, open_embedder

FEATURES = ("coverage", "context", "passage", "type_fit")
FOLDS = 10

Case = tuple[Question, tuple[Evidence, ...], bool, Callable[[Evidence], bool]]
"""A question, its evidence, whether the documents answer it, and which sentence does."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--index", type=Path, required=True, help="index of the documents that the questions are about")
    parser.add_argument("--spans", type=Path, required=True, help="folder of a collection with spans")
    arguments = parser.parse_args()
    settings = load_settings(None, index=arguments.index)
    sets = {
        "questions": list(_from_questions(open_assistant(settings), arguments.questions)),
        "spans": list(_from_spans(settings, arguments.spans)),
    }
    _sufficiency(sets)
    _ranking(sets)


def _from_questions(assistant: Assistant, path: Path) -> Iterator[Case]:
    for asked in read_questions(path):
        if asked.row.get("expected_behaviour") == "correct_premise":
            continue
        gold = [letters(item["quote"]) for item in asked.row.get("evidence") or []]
        question = assistant.understand(asked.text, asked.history)
        evidence = assistant.evidence(question, assistant.retriever.search(question, 12))

        def answers(item: Evidence, gold: Sequence[str] = gold) -> bool:
            said = letters(item.text)
            return any(overlap(quote, said) >= SHARE_TOUCHED or said in quote for quote in gold)

        yield question, evidence, bool(asked.row.get("answerable")), answers


def _from_spans(settings: Settings, folder: Path) -> Iterator[Case]:
    dropped = set(json.loads((folder / "leaveout.json").read_text("utf-8"))["corpus_ids"])
    embedder = open_embedder(settings)
    documents = tuple(document for document in read_collection(folder).documents if document.path not in dropped)
    contents, _ = contents_of(documents, embedder, chunking_rule(settings))
    assistant = assistant_over(in_memory(contents), embedder, settings)
    for row in read_lines(folder / "spans.jsonl"):
        if not row.get("self_contained", True):
            continue
        question = assistant.understand(str(row["question"]))
        evidence = assistant.evidence(question, assistant.retriever.search(question, 12))

        def answers(item: Evidence, row: Mapping = row) -> bool:
            return item.document.path == row["context_id"] and any(
                letters(answer) in letters(item.text) for answer in row["answers"]
            )

        yield question, evidence, row["context_id"] not in dropped, answers


def _sufficiency(sets: Mapping[str, Sequence[Case]]) -> None:
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import roc_auc_score
    from sklearn.model_selection import StratifiedKFold

    data = {}
    for name, cases in sets.items():
        usable = [case for case in cases if case[1] and case[0].terms]
        rows = [list(sufficiency_figures(question, evidence).values()) for question, evidence, _, _ in usable]
        data[name] = np.array(rows), np.array([answerable for _, _, answerable, _ in usable])
    print("sufficiency:", ", ".join(FIGURES))
    everything = np.vstack([x for x, _ in data.values()]), np.concatenate([y for _, y in data.values()])
    weights = np.concatenate([_even(y) for _, y in data.values()])
    for name, (x, y) in data.items():
        others = [pair for other, pair in data.items() if other != name]
        found = np.zeros(len(y))
        for train, test in StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(x, y):
            learned = np.vstack([x[train], *(pair[0] for pair in others)])
            known = np.concatenate([y[train], *(pair[1] for pair in others)])
            weight = np.concatenate([_even(y[train]), *(_even(pair[1]) for pair in others)])
            model = LogisticRegression(max_iter=5000).fit(learned, known, sample_weight=weight)
            found[test] = model.predict_proba(x[test])[:, 1]
        stranger = LogisticRegression(max_iter=5000).fit(*others[0], sample_weight=_even(others[0][1]))
        print(
            f"  {name:9} AUC {roc_auc_score(y, found):.3f} (trained on the other set alone "
            f"{roc_auc_score(y, stranger.predict_proba(x)[:, 1]):.3f}); at .5 answered {(found[y] >= 0.5).mean():.3f}, "
            f"silent {(found[~y] < 0.5).mean():.3f}"
        )
    model = LogisticRegression(max_iter=5000).fit(*everything, sample_weight=weights)
    print(
        "  coefficients", dict(zip(FIGURES, model.coef_[0].round(2).tolist(), strict=True)), model.intercept_.round(2)
    )


def _even(y: NDArray) -> NDArray:
    """Weights by which both classes count alike, and each set as much as any other."""
    return np.where(y, 1 / max(y.sum(), 1), 1 / max((~y).sum(), 1)) * 100


def _ranking(sets: Mapping[str, Sequence[Case]]) -> None:
    from sklearn.linear_model import LogisticRegression

    tables = {name: list(_tables(cases)) for name, cases in sets.items()}
    print("ranking: share of the questions whose best sentence answers;", ", ".join(FEATURES))
    for name, rows in tables.items():
        other = [row for key, value in tables.items() if key != name for row in value]
        x, y, weight = _flat(other)
        learned = LogisticRegression(max_iter=5000).fit(x, y, sample_weight=weight)
        by_hand = np.mean([gold[int(np.argmax(score))] for _, gold, score in rows])
        by_model = np.mean([gold[int(np.argmax(learned.predict_proba(x)[:, 1]))] for x, gold, _ in rows])
        print(
            f"  {name:9} weights of the package {by_hand:.3f}, learned on the other set {by_model:.3f} (n={len(rows)})"
        )
    x, y, weight = _flat([row for value in tables.values() for row in value])
    model = LogisticRegression(max_iter=5000).fit(x, y, sample_weight=weight)
    print("  coefficients", dict(zip(FEATURES, model.coef_[0].round(2).tolist(), strict=True)))


def _tables(cases: Sequence[Case]) -> Iterator[tuple[NDArray, NDArray, NDArray]]:
    """(features, gold, score of the package) of every question that the documents answer."""
    for _, evidence, answerable, answers in cases:
        if answerable and evidence:
            yield (
                np.array([[item.why[name] for name in FEATURES] for item in evidence]),
                np.array([answers(item) for item in evidence]),
                np.array([item.score for item in evidence]),
            )


def _flat(rows: Sequence[tuple[NDArray, NDArray, NDArray]]) -> tuple[NDArray, NDArray, NDArray]:
    """All sentences in one table; each question weighs the same, its right sentences as much as its wrong ones."""
    usable = [(x, gold) for x, gold, _ in rows if 0 < gold.sum() < len(gold)]
    return (
        np.vstack([x for x, _ in usable]),
        np.concatenate([gold for _, gold in usable]),
        np.concatenate([np.where(gold, 1 / gold.sum(), 1 / (~gold).sum()) for _, gold in usable]),
    )


if __name__ == "__main__":
    main()
