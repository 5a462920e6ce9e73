"""What people say to an assistant that asks nothing of the documents: « bonjour », "thanks", « peux-tu m'aider ? »."""

from __future__ import annotations

import re

_SAID = re.compile(
    r"(?:(?:bonjour|bonsoir|salut|coucou|hello|hi|hey|good (?:morning|afternoon|evening)|merci(?: (?:beaucoup|bien|d'avance))?|thanks?(?: (?:you|a lot|so much))?(?: very much)?|"
    r"ok(?:ay)?|d'accord|tres bien|parfait|super|great|perfect|au revoir|bye|goodbye|bonne (?:journee|soiree)|(?:comment )?(?:ca va|vas-tu|allez-vous)|how are you|"
    r"(?:peux-tu|pouvez-vous|tu peux|vous pouvez|can you|could you) (?:m'|nous |me )?(?:aider|help)(?: me| us)?|aide[sz]?[- ](?:moi|nous)|help(?: me| us)?|"
    r"(?:qui|que) (?:es-tu|etes-vous)|who are you|(?:que|qu'est-ce que tu) (?:sais|peux)(?:-tu)?(?: faire)?|what can you do|a quoi sers-tu|test)"
    r"(?: (?:a tous|toi|vous|everyone|there|you))?[ ,.!?;:]*)+"
)


def is_courtesy(folded: str) -> bool:
    """Whether a text, as `language.fold` leaves it, is nothing else."""
    return bool(_SAID.fullmatch(folded.strip()))
