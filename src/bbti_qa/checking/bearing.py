"""Does a sentence of a document, found under its headings, bear on a claim at all? Headings may name what it speaks of, and nothing that it would have to say itself."""

from __future__ import annotations

import re

from bbti_qa.checking.denial import denials_of
from bbti_qa.checking.doers import is_verb
from bbti_qa.checking.figures import compare_figures, counts_others
from bbti_qa.checking.predicate import lacks_subject
from bbti_qa.checking.silence import is_silent, leaves_open
from bbti_qa.checking.statement import Statement, read
from bbti_qa.checking.wording import held_words, is_generic
from bbti_qa.glossary import Glossary
from bbti_qa.values import Unit, Value, find_values

NEARLY_ALL = 0.78  # of a claim's words, from which a sentence may have another verb


def may_carry(claim: str, sentence: str, heading: str, glossary: Glossary, coverage: float) -> bool:
    """Whether `sentence` may prove `claim`, of whose words it says the share `coverage`.

    It must speak of the same, have the verb of the claim or nearly all the rest, and not only say that something is not said. Every word that
    `heading` alone says must stand before all that the sentence says of the claim, but for names and acronyms: a title names the programme. No
    figure is lent but the number of a thing that the sentence numbers not at all (« Axe 4 » over a sentence without an axis).
    """
    said, own = read(" ".join(claim.split())), read(" ".join(sentence.split()))
    if is_silent(own) and not is_silent(said) and not denials_of(said):
        return False
    held, lent = held_words(said, [own], glossary), held_words(said, [read(heading)], glossary)
    if lacks_subject(said, {start: held[start] or lent[start] for start in held}):
        return False
    if coverage < NEARLY_ALL and _lacks_verb(said, held):
        return False
    told = [word.start for word in said.content if held[word.start] and not is_generic(word) and not word.is_name]
    borrowed = [word for word in said.content if lent[word.start] and not held[word.start] and not word.is_name]
    if _borrows_figure(said, own) or (borrowed and not told):
        return False
    return all(word.start < told[0] for word in borrowed)


def may_contradict(claim: str, sentence: str, glossary: Glossary) -> bool:
    """Whether `sentence` may gainsay `claim`: it says a word of it itself, and more than that something is not said."""
    said, own = read(" ".join(claim.split())), read(" ".join(sentence.split()))
    held = held_words(said, [own], glossary)
    is_told = any(held[word.start] and not is_generic(word) for word in said.content)
    return is_told and not leaves_open(own, said)


def _lacks_verb(claim: Statement, held: dict[int, bool]) -> bool:
    verbs = [word for at, word in enumerate(claim.words) if is_verb(claim, at) and not is_generic(word)]
    return bool(verbs) and not any(held[word.start] for word in verbs)


def _borrows_figure(claim: Statement, own: Statement) -> bool:
    """Whether the sentence lacks a figure of the claim; of a number in a name, whether it has another one."""
    labels = [value for value in find_values(claim.text) if value.unit is Unit.LABEL and value.of]
    named = " ".join(claim.text[value.start : value.end] for value in labels).split()
    lacking = any(finding.claimed not in named for finding in compare_figures(claim, (own,)))
    return lacking or any(_has_other_number(value, own) for value in labels) or counts_others(claim, own)


def _has_other_number(label: Value, own: Statement) -> bool:
    numbers = re.findall(rf"\b{re.escape(label.of[0])}\w* ?:? ?(\d+)", own.folded)
    return bool(numbers) and str(int(label.low)) not in numbers
