"""Scores answers against a question set whose lines say what a right answer holds.

A line gives `answerable`, `answer_facts` (each must stand in the text; `a|b` are alternatives), `evidence` (document and verbatim quote),
`expected_behaviour` (answer, report_conflict, correct_premise, abstain, redirect, resist, answer_and_resist) and `polarity`. Figures are
shares in [0, 1], higher is better; answers are plain objects of the answer schema, so that other systems' answers can be scored too.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bbti_qa.evaluation.questions import SetQuestion


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean in [0, 1] over `n` questions, with its 95 % interval (percentile bootstrap; the mean itself below two questions)."""

    mean: float
    n: int
    low: float
    high: float


Figures = dict[str, dict[str, Figure]]
"""By figure and by group: `all`, a language, a question type, a persona."""

CONTEXT_CHARACTERS = 2_000
MOST_WORDS, MOST_WORDS_LONG = 80, 150
LONG_TYPES = frozenset({"list", "multi", "conflict"})
SILENT = frozenset({"abstain", "redirect", "resist"})
SHARE_FOUND = 0.6  # of a gold quote that must lie in a passage or a citation
SHARE_TOUCHED = 0.3  # of a gold quote that makes a citation relevant
RESAMPLES = 1_000
SEED = 20_26


@dataclass(frozen=True, slots=True)
class _Case:
    """One question with its answer, made comparable."""

    question: Mapping[str, Any]
    answer: Mapping[str, Any]

    @property
    def kind(self) -> str:
        return _kind(self.question)

    @property
    def gold(self) -> list[str]:
        return [letters(item["quote"]) for item in self.question.get("evidence") or []]

    @property
    def cited(self) -> list[str]:
        return [letters(item["quote"]) for item in self.answer.get("citations") or []]

    @property
    def notices(self) -> set[str]:
        return {item.get("kind", "") for item in self.answer.get("notices") or []}

    @property
    def is_answered(self) -> bool:
        return self.answer.get("outcome") == "answered"

    @property
    def has_facts(self) -> bool:
        facts = self.question.get("answer_facts") or []
        return bool(facts) and all(holds(self.answer.get("text") or "", fact) for fact in facts)

    @property
    def is_short(self) -> bool:
        words = re.sub(r"\[\d+\]", " ", self.answer.get("text") or "").split()
        return len(words) <= (MOST_WORDS_LONG if self.kind in LONG_TYPES else MOST_WORDS)

    @property
    def is_correct(self) -> bool:
        return self.is_answered and self.has_facts and self.is_short


def score(questions: Sequence[SetQuestion], answers: Mapping[str, Mapping[str, Any]]) -> Figures:
    """The figures of `answers` (by question id); a question without an answer counts as answered wrongly."""
    values: dict[tuple[str, str], list[float]] = defaultdict(list)
    for question in questions:
        case = _Case(question.row, answers.get(question.id) or {"outcome": "missing"})
        for figure, value in _figures(case):
            for group in groups_of(question):
                values[figure, group].append(value)
    table: Figures = defaultdict(dict)
    for (figure, group), numbers in values.items():
        table[figure][group] = with_interval(numbers)
    return _with_balance(dict(table), values)


def is_right(question: SetQuestion, answer: Mapping[str, Any]) -> bool:
    """Whether the answer does what the question's line expects."""
    figures = dict(_figures(_Case(question.row, answer)))
    behaviour = question.row.get("expected_behaviour")
    wanted = {"report_conflict": "conflict", "correct_premise": "premise"}.get(str(behaviour))
    return figures.get(wanted or ("correct" if question.row.get("answerable") else "abstained"), 0.0) == 1.0


def groups_of(question: SetQuestion) -> tuple[str, ...]:
    """The groups whose figures the question counts in."""
    named = (str(question.row.get("lang", "fr")), _kind(question.row), str(question.row.get("persona") or ""))
    return ("all", *filter(None, named))


def _kind(row: Mapping[str, Any]) -> str:
    return str(row.get("type", "")).removeprefix("crosslingual_")


def with_interval(numbers: Sequence[float]) -> Figure:
    """The mean of `numbers` (at least one) with its interval."""
    return _mean_of_means(numbers)


def _with_balance(table: Figures, values: Mapping[tuple[str, str], Sequence[float]]) -> Figures:
    """`balanced`: the mean of answering what can be answered and keeping silence where nothing answers."""
    answered, abstained = (values.get((name, "all"), ()) for name in ("answered", "abstained"))
    if len(answered) > 1 and len(abstained) > 1:
        table["balanced"] = {"all": _mean_of_means(answered, abstained)}
    return table


def _mean_of_means(*samples: Sequence[float]) -> Figure:
    """The mean of the samples' means, with the 2.5th and 97.5th percentile of it over resamples of each (Efron & Tibshirani, An Introduction
    to the Bootstrap, 1993, §13.3)."""
    import numpy as np

    arrays = [np.asarray(sample, dtype=float) for sample in samples]
    count, mean = sum(map(len, arrays)), float(np.mean([array.mean() for array in arrays]))
    if count < 2 or all(array.min() == array.max() for array in arrays):
        return Figure(mean, count, mean, mean)
    draws = np.random.default_rng(SEED)
    means = [array[draws.integers(0, len(array), (RESAMPLES, len(array)))].mean(axis=1) for array in arrays]
    low, high = np.percentile(np.mean(means, axis=0), (2.5, 97.5))
    return Figure(mean, count, float(low), float(high))


def _figures(case: _Case) -> Iterator[tuple[str, float]]:
    behaviour = case.question.get("expected_behaviour")
    if case.gold and (case.question.get("answerable") or behaviour == "correct_premise"):
        yield from _retrieval_figures(case)
    if case.question.get("answerable"):
        yield from _answer_figures(case)
    elif behaviour == "correct_premise":
        yield "premise", float(case.has_facts and "premise" in case.notices)
    elif behaviour in SILENT:
        yield "abstained", float(not case.is_answered)


def _retrieval_figures(case: _Case) -> Iterator[tuple[str, float]]:
    texts = [str(passage.get("text") or "") for passage in case.answer.get("passages") or []]
    first = [letters(text) for text in _first_characters(texts, CONTEXT_CHARACTERS)]
    yield f"context@{CONTEXT_CHARACTERS}", mean(_is_in(quote, first) for quote in case.gold)
    yield "recall@5", mean(_is_in(quote, [letters(text) for text in texts[:5]]) for quote in case.gold)


def _answer_figures(case: _Case) -> Iterator[tuple[str, float]]:
    cited, gold = case.cited, case.gold
    yield "correct", float(case.is_correct)
    yield "answered", float(case.is_answered)
    if gold:
        yield "cited", mean(_is_in(quote, cited) or any(c and c in quote for c in cited) for quote in gold)
    if cited:
        yield "precision", mean(any(overlap(quote, c) >= SHARE_TOUCHED or c in quote for quote in gold) for c in cited)
    if case.question.get("expected_behaviour") == "report_conflict":
        yield "conflict", float(case.is_correct and "conflict" in case.notices)
    if case.question.get("polarity"):
        yield "polarity", float(case.answer.get("verdict") == case.question["polarity"])


def letters(text: str) -> str:
    """What survives line breaks, hyphenation and typography: letters and digits, case folded."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("œ", "oe").replace("æ", "ae")
    return "".join(character for character in folded if character.isalnum())


def holds(text: str, fact: str) -> bool:
    """Whether one of the alternatives of `fact` ("80 M€|80 millions") stands in `text` from the start of a word."""
    plain = _plain(text)
    return any(_stands(plain, _plain(alternative.strip())) for alternative in fact.split("|") if alternative.strip())


def _stands(text: str, wanted: str) -> bool:
    whole_word = wanted[-1].isdigit() or len(wanted) <= 4
    ending = r"(?![a-z0-9])" if whole_word else ""
    return re.search(rf"(?<![a-z0-9]){re.escape(wanted)}{ending}", text) is not None


def _plain(text: str) -> str:
    """Lower case without accents, thousands joined, decimal points, one space before % and €."""
    text = text.replace("œ", "oe").replace("Œ", "oe").replace("\u2019", "'")
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).lower()
    text = re.sub(r"(?<=\d)[ ,.](?=\d{3}(?!\d))", "", " ".join(text.split()))
    return re.sub(r"(\d)\s?(%|m€|€)", r"\1 \2", re.sub(r"(?<=\d),(?=\d)", ".", text))


def overlap(quote: str, text: str) -> float:
    """The longest run of `quote` that `text` holds whole or at one of its edges, as a share of `quote`; both `letters`."""
    if not quote:
        return 0.0
    if quote in text:
        return 1.0
    if text and text in quote:
        return len(text) / len(quote)
    sizes = range(min(len(quote), len(text)), 0, -1)
    return next(
        (size / len(quote) for size in sizes if text.endswith(quote[:size]) or text.startswith(quote[-size:])), 0.0
    )


def _is_in(quote: str, texts: Sequence[str]) -> bool:
    return any(overlap(quote, text) >= SHARE_FOUND for text in texts)


def _first_characters(texts: Sequence[str], budget: int) -> list[str]:
    kept = []
    for text in texts:
        if budget <= 0:
            break
        kept.append(text[:budget])
        budget -= len(text)
    return kept


def mean(values: Iterable[bool]) -> float:
    """The share of them that hold; 0 where there are none."""
    numbers = [float(value) for value in values]
    return sum(numbers) / len(numbers) if numbers else 0.0
