"""A question and what was said before, turned into what to search for. Deterministic; no model."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bbti_qa.documents import Turn
from bbti_qa.errors import QuestionError
from bbti_qa.glossary import Glossary
from bbti_qa.language import Language, detect_language, fold, stem, stems

MAX_QUESTION = 4_000  # characters; longer texts are documents, not questions
_EARLIER_WEIGHT = 0.5  # words taken over from the turn before, against 1 for the question's own
_TALK_WEIGHT = 0.5  # words that speak of the documents or of the asking, not of the matter
_SHORT_FOLLOW_UP = 4  # words with meaning; fewer cannot stand alone after another question


_TALK = frozenset(
    stem(word)
    for word in """article articles texte textes document documents publication publications source sources auteur auteurs page passage
    extrait section chapeau intro introduction conclusion paragraphe phrase ligne lignes point points resume resumer
    rediger redige ecris explique expliquer dire dit disent dis parle parlent cite citer citent cites mentionne mentionnes
    mentionnees nomme nommes nommees annonce annoncent indique indiquent precise liste lister donne donner donnent exemple
    exemples exactement precisement selon question reponse concretement gros grosso modo existe sert correct bon compte
    savoir souhaite voudrais aimerais cherche paper papers text texts documents mention mentioned named name list lists
    cited say says said state stated tell give gives given according write explain describe description exactly kind kinds
    type types sort word words term terms mean means meaning sentence sentences blurb""".split()
)


class QuestionKind(StrEnum):
    """What sort of answer is wanted."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    LIST = "list"
    COMPARISON = "comparison"
    YES_NO = "yes_no"
    DEFINITION = "definition"
    OTHER = "other"

    @property
    def is_long(self) -> bool:
        """Whether a good answer may need more room than a fact."""
        return self in (QuestionKind.LIST, QuestionKind.COMPARISON)


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that the question speaks of: its stem, and other ways to say it (each a row of stems). Weight in (0, 1]."""

    stem: str
    alternatives: tuple[tuple[str, ...], ...] = ()
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Question:
    """`text` as asked; `whole` with what a follow-up leaves out; `terms` to look for, in order of the question."""

    text: str
    whole: str
    language: Language
    kind: QuestionKind
    terms: tuple[Term, ...]

    def weighted_stems(self, alternative_weight: float) -> tuple[tuple[str, ...], tuple[float, ...]]:
        """The stems for a lexical search with their weights; a row of stems shares the weight of its term."""
        weights: dict[str, float] = {}
        for term in self.terms:
            weights[term.stem] = max(weights.get(term.stem, 0.0), term.weight)
            for row in term.alternatives:
                for other in row:
                    weights[other] = max(weights.get(other, 0.0), term.weight * alternative_weight)
        return tuple(weights), tuple(weights.values())


# Looked for in the folded question, in this order; the first that matches names the kind.
_KINDS: tuple[tuple[QuestionKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (
            QuestionKind.COMPARISON,
            r"\b(?:deux (?:articles|documents|sources|publications|textes)|compare|comparer|difference|differe|d'accord|"
            r"convergent|contredi\w+|coherent\w*|distingue\w*|versus|vs|two (?:papers|articles|documents|sources)|agree|differ\w*|"
            r"chronologie|timeline|fiche|paragraphe|resume\w*|summar\w+|blurb)\b",
        ),
        (
            QuestionKind.LIST,
            r"\b(?:liste\w*|list|cite|citer|citez|enumere\w*|lesquel\w*|quels|quelles|which (?:\w+ )?(?:companies|conditions|"
            r"diseases|cities|instruments|committees|axes)|what (?:are|kinds|types)|name the|"
            r"quels sont|quelles sont|enumerate)\b",
        ),
        (
            QuestionKind.NUMBER,
            r"\b(?:combien|nombre|montant|budget|budjet|taux|part|pourcentage|how (?:many|much|long)|number of)\b",
        ),
        (
            QuestionKind.DATE,
            r"\b(?:quand|date|quelle annee|echeance|calendrier|a partir de quand|when|what date|which year|deadline)\b",
        ),
        (
            QuestionKind.NAME,
            r"^(?:et )?(?:qui|who|whom|par qui|a qui)\b|\b(?:par qui|by whom|qui (?:pilote|dirige|evalue|valide))\b",
        ),
        (
            QuestionKind.DEFINITION,
            r"\b(?:definition|signifie|veut dire|que designe|c'est quoi|qu'est-ce|what is (?:an?|the)|what does|stands? for|sigle)\b",
        ),
        (
            QuestionKind.YES_NO,
            r"^(?:est-ce|is|are|does|do|did|can|could|has|have|must|should|will)\b|\b(?:est|sont|peut|peuvent|doit|a|ont|vise|"
            r"sera|faut)-(?:t-)?(?:il|elle|ils|elles|on)\b|peut-on|\boui/non\b|\boui ou non\b",
        ),
    )
)
_LEANING = re.compile(
    r"^(?:et|mais|and|but|what about|meme question|same question)\b|\b(?:il|ils|elle|elles|le|la|les|celui|celle|ceux|celles|ca|cela|"
    r"premier|premiere|dernier|derniere|autre|it|they|them|that|this|those|these|one)\b"
)


Mend = Callable[[str], tuple[str, ...]]
"""The stems that an unknown one may stand for (a spelling slip); nothing for a stem that the documents hold."""


def understand(
    text: str,
    history: Sequence[Turn] = (),
    *,
    glossary: Glossary | None = None,
    mend: Mend | None = None,
    language: Language | None = None,
) -> Question:
    """What `text` asks after `history` (oldest turn first). Raises QuestionError for an empty or overlong question."""
    cleaned = " ".join(text.split())
    if not any(character.isalnum() for character in cleaned):
        raise QuestionError(
            "The question is empty. Ask it in a few words, for example « Quel est le budget du programme ? »."
        )
    if len(cleaned) > MAX_QUESTION:
        raise QuestionError(
            f"The question has {len(cleaned)} characters; at most {MAX_QUESTION} are read. Ask for one thing, in a few sentences."
        )
    spoken = language or detect_language(cleaned)
    folded = fold(cleaned)
    earlier = _earlier(history) if _leans(folded, cleaned) else ""
    terms = _mended(_terms(cleaned, earlier, glossary or Glossary()), mend)
    return Question(cleaned, f"{earlier} {cleaned}".strip(), spoken, _kind(folded), terms)


def _kind(folded: str) -> QuestionKind:
    for kind, pattern in _KINDS:
        if pattern.search(folded):
            return kind
    return QuestionKind.OTHER


def _leans(folded: str, text: str) -> bool:
    """Whether the question leans on the turn before: it points back, or has too few words to stand alone."""
    return bool(_LEANING.search(folded)) or len(stems(text)) < _SHORT_FOLLOW_UP


def _earlier(history: Sequence[Turn]) -> str:
    """The last question and the answer it got."""
    return " ".join(turn.content for turn in history[-2:])


def _terms(text: str, earlier: str, glossary: Glossary) -> tuple[Term, ...]:
    own = _with_alternatives(tuple(stems(text)), glossary, 1.0)
    known = {term.stem for term in own}
    borrowed = _with_alternatives(tuple(stems(earlier)), glossary, _EARLIER_WEIGHT)
    return tuple(own + [term for term in borrowed if term.stem not in known])


def _mended(terms: tuple[Term, ...], mend: Mend | None) -> tuple[Term, ...]:
    if mend is None:
        return terms
    return tuple(
        replace(term, alternatives=(*term.alternatives, *((other,) for other in mend(term.stem)))) for term in terms
    )


def _with_alternatives(tokens: tuple[str, ...], glossary: Glossary, weight: float) -> list[Term]:
    """One term a token; a form of the glossary that spans several tokens gives its alternatives to each of them."""
    alternatives: dict[int, tuple[tuple[str, ...], ...]] = {}
    for start, end, others in glossary.matches(tokens):
        for at in range(start, end):
            alternatives[at] = others
    seen: dict[str, Term] = {}
    for at, token in enumerate(tokens):
        if token not in seen:
            talk = _TALK_WEIGHT if token in _TALK and at not in alternatives else 1.0
            seen[token] = Term(token, alternatives.get(at, ()), weight * talk)
    return list(seen.values())
