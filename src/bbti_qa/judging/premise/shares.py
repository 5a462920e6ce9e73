"""The whole of a sum, where the documents give a share of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bbti_qa.documents import Evidence
from bbti_qa.interrogative import asks_yes_or_no
from bbti_qa.judging.around import as_said
from bbti_qa.judging.asking import asking_sentence
from bbti_qa.judging.premise.hearing import heard
from bbti_qa.judging.premise.premise import Premise
from bbti_qa.language import fold, stems
from bbti_qa.understanding import Question
from bbti_qa.values import Unit, find_values

BEST = 2  # sentences in which the share is looked for
_WHOLE_OF = re.compile(
    r"\b(?:(?:la totalité|l['’]intégralité) (?:de la |de l['’]|du |des )|tou(?:t|te) (?:le |la |l['’])|(?:the )?(?:whole|entire|full) |all (?:of )?the )"
    r"(?P<thing>budget|enveloppe|dotation|financement|somme|crédits|fonds|argent|funding|funds|money|envelope)\b",
    re.IGNORECASE,
)


def only_a_part(question: Question, evidence: Sequence[Evidence]) -> Premise | None:
    """« engloutissant la totalité de l'enveloppe », where one of the best sentences gives one share of it only, less than all."""
    whole = _WHOLE_OF.search(question.text)
    if whole is None or asks_yes_or_no(asking_sentence(fold(question.text))):
        return None
    told = frozenset(stems(whole["thing"])).union(*(question.called(one) for one in stems(whole["thing"])))
    for item in heard(evidence)[:BEST]:
        shares = [value for value in find_values(item.text) if value.unit is Unit.PERCENT]
        if len(shares) == 1 and shares[0].high < 100 and told & frozenset(stems(item.text)):
            return Premise(whole.group(), as_said(item.text, shares[0]), (item,))
    return None
