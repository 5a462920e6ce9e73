"""How likely the passages found answer a question, as a model of inference reads them."""

from __future__ import annotations

from collections.abc import Sequence

from bbti_qa.chunking import embedded_text
from bbti_qa.documents import Evidence
from bbti_qa.entailment import Inference

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
