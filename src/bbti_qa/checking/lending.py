"""Is a sentence of a document said of what a claim is said of? Headings may name that, and nothing that the sentence would have to say itself."""

from __future__ import annotations

import re

from bbti_qa.checking.predicate import lacks_subject
from bbti_qa.checking.statement import Statement, read
from bbti_qa.checking.wording import held_words, is_generic
from bbti_qa.glossary import Glossary
from bbti_qa.values import Unit, find_values


def lends_subject_only(claim: str, sentence: str, heading: str, glossary: Glossary) -> bool:
    """Whether every word of `claim` that only `heading` says stands before all that `sentence` says of it.

    Names and acronyms may be lent anywhere: a title names the programme. A number may not be lent to a sentence that has another one for the
    same thing (« Axe 4 » over « Axe : 3 »), and the sentence must say something itself.
    """
    said, own = read(" ".join(claim.split())), read(" ".join(sentence.split()))
    held = held_words(said, [own], glossary)
    lent = held_words(said, [read(heading)], glossary)
    told = [word.start for word in said.content if held[word.start] and not is_generic(word) and not word.is_name]
    borrowed = [word for word in said.content if lent[word.start] and not held[word.start] and not word.is_name]
    if _has_other_number(said, own) or (borrowed and not told):
        return False
    return all(word.start < told[0] for word in borrowed)


def is_of_another(claim: str, evidence: str, glossary: Glossary) -> bool:
    """Whether `evidence`, with its headings, says no word of the subject of `claim`: what it says is said of something else."""
    said = read(" ".join(claim.split()))
    return lacks_subject(said, held_words(said, [read(evidence)], glossary))


def _has_other_number(claim: Statement, own: Statement) -> bool:
    for value in find_values(claim.text):
        if value.unit is Unit.LABEL and value.of:
            numbers = re.findall(rf"\b{re.escape(value.of[0])}\w* ?:? ?(\d+)", own.folded)
            if numbers and str(int(value.low)) not in numbers:
                return True
    return False
