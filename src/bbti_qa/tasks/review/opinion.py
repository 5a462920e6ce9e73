"""Sentences that state no fact: judgements, wishes, questions."""

from __future__ import annotations

import re

from bbti_qa.language import fold

_OPINION = re.compile(
    r"\b(?:je (?:pense|crois|trouve|souhaite|regrette|doute|prefere)|nous (?:pensons|croyons|trouvons|estimons|esperons|regrettons|souhaitons|saluons|jugeons)|"
    r"a (?:mon|notre) avis|selon (?:moi|nous)|d'apres (?:moi|nous)|il me semble|il nous semble|on peut (?:esperer|regretter|se demander)|il (?:est|serait) (?:dommage|regrettable|"
    r"souhaitable|heureux|temps)|il faudrait|(?:mal)?heureusement|helas|bravo|formidables?|magnifiques?|extraordinaires?|remarquables?|excellente?s?|admirables?|passionnante?s?|"
    r"decevante?s?|scandaleu\w+|inadmissible|catastrophiques?|lamentables?|genial\w*|merveilleu\w+|trop (?:complique|long|lent|cher|flou|vague)\w*|"
    r"i (?:think|believe|feel|hope|doubt)|we (?:think|believe|feel|hope|regret)|in (?:my|our) (?:opinion|view)|(?:un)?fortunately|hopefully|sadly|"
    r"amazing|wonderful|terrible|disappointing|excellent|outstanding|should have been)\b"
)


def is_opinion(text: str) -> bool:
    """A question, an exclamation, or a sentence in which somebody judges, hopes or regrets."""
    return text.rstrip(" »”\"'").endswith(("?", "!")) or bool(_OPINION.search(fold(text)))
