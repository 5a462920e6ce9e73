"""Whether a question sets two sayings side by side, and how strictly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations, pairwise

from bbti_qa.documents import Evidence
from bbti_qa.interrogative import asserted, offers_a_choice
from bbti_qa.judging.negation import clauses, says_not
from bbti_qa.language import carries_meaning, fold, fold_in_place, stems, words
from bbti_qa.understanding import Question
from bbti_qa.values import Unit, Value, find_values

SIDE = 0.5  # of the best score, at least, for the other side's sentence
CANDIDATES = 12  # sentences from which the sides are taken
CONTEXT = 0.1  # of the question's words, by rarity, that either side's sentence and its neighbours hold

# Sayings set side by side; a weaker word only beside one for what says them ("la même distance" compares no texts).
_COMPARES = re.compile(
    r"\b(?:(?:les|the)? ?(?:deux|two|both) (?:the )?(?:articles|documents|sources|textes|papiers|papers|texts|publications)|(?:deux|two|plusieurs|several) (?:different\w* )?(?:chiffres|nombres|valeurs|versions|reponses|ordres|developpements|numbers|figures|values|answers|orders)|"
    r"d'un (?:article|document|texte|papier) a l'autre|(?:chaque|chacun des|each) (?:of the )?(?:articles?|documents?|sources?|textes?|papers?|texts?|publications?)|lequel|laquelle|qui a raison|(?:who|which) is right|(?<![,.;:] )d'accord(?! ?[,.:;])|contredi\w*|"
    r"contradict\w*|inconsisten\w*|discrepan\w*|(?:in)?coheren\w*|pas (?:l'air |toujours |tres )?constante?s?|compte est|(?:ca|cela|tout) (?:colle|concorde|correspond)\b|ne (?:disent|collent|concordent|correspondent) pas|desaccord|"
    r"agree\w*|(?:mis)?match\w*(?! (?:our|my|your|with (?:our|my))\b)|consistent|add up)\b"
)
_COMPARES_SAYINGS = re.compile(
    r"\b(?:les deux|both|memes?|same|identi\w+|l'autre|the other|divergen\w*|differ(?!ente?s (?!dans|selon|entre|d)[a-z])\w*)\b"
)
_SAYINGS = re.compile(
    r"\b(?:articles?|documents?|sources?|textes?|papers?|texts?|publications?|chapeau|intro|introduction|listes?|list|sections?|titres?|headings?|"
    r"resume|abstract|summary|corps|body|legendes?|captions?|figures?|paragraphes?|paragraphs?|passages?|encadres?|"
    r"un collegue|disent|dit|say|says|(?<!s')appelle\w*|parle\w*|definition\w*)\b"
)
_BRACKETS = re.compile(r"\([^()]*\)")
_OR = re.compile(
    r",? (?:ou|or)(?: bien| plutôt| seulement| juste| simplement| uniquement| rather| only| just| merely| simply)? ",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[,;:?.!]")
_SAME = re.compile(
    r"\b(?:la meme|le meme|les memes|identiques?|contredi\w*|pas (?:l'air |toujours |tres )?constante?s?|ne disent pas|divergen\w*|different\w*|differ|the same|identical|contradict\w*|"
    r"inconsisten\w*|discrepan\w*)\b"
)


def compares(question: Question) -> bool:
    """The question sets two sayings side by side, in words or as « 2024 ou 2025 »."""
    folded = fold(question.text)
    sayings = _COMPARES_SAYINGS.search(folded) and _SAYINGS.search(folded)
    return bool(choices(question)) or bool(_COMPARES.search(folded)) or bool(sayings)


def asks_whether_same(question: Question) -> bool:
    """The question asks whether two sayings are alike to the word, or holds that they are not."""
    return compares(question) and bool(_SAME.search(fold(question.text)))


def choices(question: Question) -> tuple[tuple[Value, Value], ...]:
    """Values of one unit that the question offers to choose from."""
    folded = fold_in_place(question.text)
    return tuple(
        (first, second)
        for first, second in pairwise(find_values(question.text))
        if first.unit is second.unit and re.fullmatch(r" (?:ou|or) (?:en |de |in )?", folded[first.end : second.start])
    )


_DIFFER = re.compile(
    r"\b(?:desaccord\w*|differ(?!ente?s (?!dans|selon|entre|d)[a-z])\w*|diverg\w*|contredi\w*|contradict\w*|disagree\w*|inconsisten\w*|incoheren\w*|discrepan\w*|"
    r"mismatch\w*|ecarts?|(?:ne |n')[^.;:?]{0,30}(?:d'accord|concord\w+|correspond\w+|collent|meme chose|accordent) ?(?:pas)?)\b"
)
_AGREE = re.compile(
    r"\b(?:d'accord|(?:s'|se )?accordent|concord\w+|coincid\w+|converg\w+|coherent\w*|consistent|agree\w*|identiques?|identical)\b"
)


_ALIKE = re.compile(
    r"\b(?:memes?|same|compte est|add up|(?:mis)?match\w*|correspond\w*|collent|equal|egales?|egaux|alike)\b"
)


def asks_whether_they_differ(question: Question) -> bool:
    """« sont-ils en désaccord ? », where yes means that they differ; « sont-ils d'accord ? », "do they agree?" ask the reverse."""
    return bool(_DIFFER.search(fold(asserted(question.text))))


def asks_about_agreement(question: Question) -> bool:
    """Whether it is asked if two sayings are alike or differ, and not only what two texts say."""
    folded = fold(asserted(question.text))
    return bool(choices(question) or _DIFFER.search(folded) or _AGREE.search(folded) or _ALIKE.search(folded))


def speaks_of_both(text: str) -> bool:
    """« les deux articles … »: the sentence tells of the sources together, and is not what one of them says."""
    return bool(_COMPARES.search(fold(text)))


def tells_difference(text: str) -> bool | None:
    """Whether a sentence says of two sources that they differ; None where it speaks of no two sources, or not of how they agree."""
    folded = fold(text)
    if not (_COMPARES.search(folded) or _COMPARES_SAYINGS.search(folded)) or not _SAYINGS.search(folded):
        return None
    clause = next((part for start, end in clauses(text) if _DIFFER.search(part := fold(text[start:end]))), "")
    if clause:
        return not says_not(clause)
    return False if _AGREE.search(folded) else None


Said = tuple[frozenset[str], ...]
"""What a saying must hold: for each word its stem and what else it is called."""


def alternatives(question: Question) -> tuple[Said, Said] | None:
    """« A » and « B » of « est-ce A ou B ? », each without the other's words; None where no choice is offered."""
    asked = _BRACKETS.sub(" ", question.text)
    for sentence in re.split(r"(?<=[.!?;]) ", asked):
        found = next(reversed(list(_OR.finditer(sentence))), None)
        if found is None or not offers_a_choice(fold(sentence)):
            continue
        before_or = words(sentence[: found.start()])
        if before_or and not carries_meaning(before_or[-1][0]):
            continue  # « avant ou après 2020 », « avec ou sans »: no two things to choose from
        second = dict.fromkeys(stems(_CLAUSE_END.split(sentence[found.end() :])[0]))
        before = list(dict.fromkeys(stems(_CLAUSE_END.split(sentence[: found.start()])[-1])))
        other = [word for word in second if word not in before]
        one = [word for word in before[-max(len(second), 1) :] if word not in second]
        if one and other:
            return tuple(map(question.called, one)), tuple(map(question.called, other))
    return None


def sides(question: Question, evidence: Sequence[Evidence]) -> tuple[Evidence, Evidence] | None:
    """The best sentences of two documents, or of two sections where only one document speaks of it; None where one side is silent.

    `evidence` best first. Where a sort of value is asked for, only sentences that hold it count.
    """
    fitting = [
        item
        for item in evidence
        if item.why["context"] >= CONTEXT and (item.why["type_fit"] == 1.0 or not (question.wanted or question.defines))
    ]
    dates = [value for value in find_values(question.text) if value.unit is Unit.DATE]
    dated = [item for item in fitting if any(date.agrees(value) for date in dates for value in find_values(item.text))]
    fitting = dated if len(dated) > 1 else fitting
    if not fitting:
        return None
    near = [item for item in fitting if item.score >= SIDE * fitting[0].score]
    for apart in (_in_other_documents, _in_other_sections):
        pairs = [(one, other) for one, other in combinations(near[:CANDIDATES], 2) if apart(one, other)]
        if pairs:
            return next((pair for pair in pairs if hold_one_value(question, pair)), pairs[0])
    return None


def _in_other_documents(one: Evidence, other: Evidence) -> bool:
    return one.document.id != other.document.id


def _in_other_sections(one: Evidence, other: Evidence) -> bool:
    return one.passage.headings != other.passage.headings


def hold_one_value(question: Question, pair: tuple[Evidence, Evidence]) -> bool | None:
    """Whether both sides give the value that is asked for alike; None where none is asked for."""
    if question.wanted is None:
        return None
    ours, theirs = ([value for value in find_values(item.text) if question.wanted.is_met_by(value)] for item in pair)
    return any(one.agrees(other) for one in ours for other in theirs)
