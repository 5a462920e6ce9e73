"""How likely the passages and sentences found answer a question, as a model of inference reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bbti_qa.chunking import embedded_text
from bbti_qa.documents import Evidence
from bbti_qa.entailment import Inference
from bbti_qa.evidence import RankingRule
from bbti_qa.sufficiency import log_odds

READ = 3  # best passages that are read


def answerability(model: Inference, question: str, evidence: Sequence[Evidence]) -> float:
    """The likelihood, in [0, 1], that one of the passages of the best sentences answers `question`; 0 without evidence.

    `evidence` best first. A passage is read as it was embedded, under its title and heading.
    """
    passages: dict[str, str] = {}
    for item in evidence:
        if len(passages) == READ:
            break
        passages.setdefault(item.passage.id, embedded_text(item.document, item.passage))
    return max(model.answered([(text, question) for text in passages.values()]), default=0.0)


def by_answer(
    model: Inference, question: str, evidence: Sequence[Evidence], rule: RankingRule | None = None
) -> tuple[Evidence, ...]:
    """`evidence` (best first) with the scores of its best sentences lowered by how much less likely than another of them they answer `question`.

    Only those are read that may come first: `RankingRule.read` at most, and near enough to the best.
    """
    rule = rule or RankingRule()
    reach = rule.answered * 2 * log_odds(rule.surest)
    near = [item for item in evidence[: rule.read] if item.score > evidence[0].score - reach]
    if len(near) < 2:
        return tuple(evidence)
    likely = model.answered([(item.text, question) for item in near])
    odds = [log_odds(min(rule.surest, max(1 - rule.surest, one))) for one in likely]
    weighed = [
        replace(item, score=item.score - rule.answered * (max(odds) - own), why={**item.why, "answered": one})
        for item, own, one in zip(near, odds, likely, strict=True)
    ]
    return tuple(sorted((*weighed, *evidence[len(near) :]), key=lambda item: -item.score))
