"""How the sentences of a reviewed text stand against the documents."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from bbti_qa.checking import Finding
from bbti_qa.documents import Citation
from bbti_qa.language import Language


class Standing(StrEnum):
    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    ABSENT = "absent"
    OPINION = "opinion"  # a judgement, a wish or a question: nothing to be proven


@dataclass(frozen=True, slots=True)
class ReviewedSentence:
    """`[start, end)` of the reviewed text, which is `text`. `citations` carry or contradict it, `findings` say in what it differs.

    `coverage` is the share of its words that the cited passage says, in [0, 1]. `found_by` names the model that pointed to the passage, empty
    where the rules found it; the check decided either way.
    """

    start: int
    end: int
    text: str
    standing: Standing
    citations: tuple[Citation, ...] = ()
    findings: tuple[Finding, ...] = ()
    coverage: float = 0.0
    found_by: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """`text` is what was reviewed; `sentences` lie in it in reading order and do not overlap. `index` is the snapshot's id.

    `model` names the language model that looked where the rules found nothing, empty where there was none.
    """

    text: str
    language: Language
    sentences: tuple[ReviewedSentence, ...]
    index: str = ""
    remarks: tuple[str, ...] = ()  # what could not be read of the text, what the model could not be asked
    model: str = ""

    def count(self, standing: Standing) -> int:
        return Counter(sentence.standing for sentence in self.sentences)[standing]
