"""When a thing begins or ends: « s'arrête en 2026 », where the documents tell another period."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bbti_qa.documents import Evidence
from bbti_qa.interrogative import as_statement, asserted
from bbti_qa.judging.around import as_said
from bbti_qa.judging.lookup import Lookup
from bbti_qa.judging.premise.premise import Premise
from bbti_qa.language import fold_in_place, stems
from bbti_qa.understanding import Question, QuestionKind
from bbti_qa.values import Value

BOUND_CONTEXT = 0.2  # of the words of the question, by rarity, around a sentence that tells from when to when
_BOUND = re.compile(
    r"\b(?:(?P<end>s'arret\w+|se termin\w+|s'achev\w+|prend\w* +fin|finit|finir\w*|jusqu'(?:en|a)|ends?|ending|stops?|until|expir\w+)"
    r"|(?:commenc\w+|demarr\w+|debut\w+|starts?|started|begins?|began))[^.;,]{0,24}$"
)
_PERIOD = re.compile(r"\b(?P<start>(?:19|20)\d\d) ?(?:-|–|à|et|to|and) ?(?P<end>(?:19|20)\d\d)\b")


def another_bound(question: Question, presumed: Value, evidence: Sequence[Evidence], lookup: Lookup) -> Premise | None:
    """« s'arrête en 2026 » where the first sentence that tells a period has it end in another year."""
    bound = _BOUND.search(fold_in_place(asserted(question.text))[: presumed.start])
    if bound is None or question.kind is QuestionKind.NUMBER:
        return None
    lasting = f"{question.text[: bound.start()]} {'duration years' if question.language == 'en' else 'durée ans'}"
    subject = frozenset(stems(question.text[: bound.start()]))
    about = [term for term in question.terms if term.stem in subject]
    for item in [*lookup.ask(as_statement(lasting), question), *evidence]:
        period = _PERIOD.search(item.text)
        held = frozenset(stems("\n".join((item.text, *item.passage.headings))))
        speaks_of_it = any(held.issuperset(way) for term in about for way in term.ways)
        if period and speaks_of_it and item.why["context"] >= BOUND_CONTEXT:
            year = period["end" if bound["end"] else "start"]
            return (
                None
                if presumed.date.startswith(year)
                else Premise(as_said(question.text, presumed), period.group(), (item,))
            )
    return None
