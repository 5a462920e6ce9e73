"""The task's own words in French and English: statuses, verdicts, and the sentence that says why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bbti_qa.language import Language
from bbti_qa.phrases import filled
from bbti_qa.tasks.scope.cells import Assessment, Status, Verdict
from bbti_qa.typography import quoted, typeset

_WORDS: dict[str, dict[Language, str]] = {
    Status.IN_SCOPE: {"fr": "dans le périmètre", "en": "in scope"},
    Status.ADJACENT: {"fr": "proche", "en": "adjacent"},
    Status.OUT: {"fr": "hors du critère", "en": "out"},
    Status.NOT_ADDRESSED: {"fr": "non abordé", "en": "not addressed"},
    "unread": {"fr": "non lu", "en": "not read"},
    "verdict_one": {"fr": "Relève de {labels}.", "en": "Belongs to {labels}."},
    "verdict_shared": {"fr": "Partagé entre {count} critères : {labels}.", "en": "Shared by {count} criteria: {labels}."},
    "verdict_nearby": {
        "fr": "Proche de {labels}, sans y entrer nettement : à discuter par le comité.",
        "en": "Near {labels} without clearly entering it: for the committee to discuss.",
    },
    "verdict_misleading": {
        "fr": "Hors périmètre, bien qu'il emploie des mots du programme ({words}).",
        "en": "Out of scope, although it uses words of the programme ({words}).",
    },
    "verdict_out": {"fr": "Hors périmètre : aucun critère n'y est abordé.", "en": "Out of scope: no criterion is addressed."},
    "elsewhere": {"fr": " Il parle surtout d'autre chose : {field} ({terms}).", "en": " It speaks mostly of something else: {field} ({terms})."},
    "denial": {"fr": " Il dit lui-même : « {quote} »", "en": " It says so itself: “{quote}”"},
    "and": {"fr": " et ", "en": " and "},
    "title": {"fr": "Propositions et périmètre du programme", "en": "Proposals and the scope of the programme"},
    "matrix": {"fr": "Matrice", "en": "Matrix"},
    "proposal": {"fr": "Proposition", "en": "Proposal"},
    "criterion": {"fr": "Critère", "en": "Criterion"},
    "criteria": {"fr": "Critères", "en": "Criteria"},
    "score": {"fr": "Note", "en": "Score"},
    "status": {"fr": "Statut", "en": "Status"},
    "conclusion": {"fr": "Conclusion", "en": "Conclusion"},
    "says_proposal": {"fr": "Ce que dit la proposition", "en": "What the proposal says"},
    "says_programme": {"fr": "Ce que dit le programme", "en": "What the programme says"},
    "place": {"fr": "Source", "en": "Source"},
    "page": {"fr": "p.", "en": "p."},
    "source": {"fr": "Fichier", "en": "File"},
    "own_text": {"fr": "texte du critère", "en": "the criterion's own text"},
    "nearest": {"fr": "le plus proche, sans valeur de preuve", "en": "the nearest, which proves nothing"},
    "nearest_list": {
        "fr": "Critères non abordés : le plus proche, sans valeur de preuve",
        "en": "Criteria not addressed: the nearest, which proves nothing",
    },
    "summary": {
        "fr": "{total} {total|proposition lue|propositions lues} : {inside} dans le périmètre, dont {shared} {shared|partagée|partagées} entre critères ; {outside} hors périmètre ou à discuter. {unread} non {unread|lue|lues}.",
        "en": "{total} {total|proposal|proposals} read: {inside} in scope, of which {shared} shared between criteria; {outside} out of scope or for discussion. {unread} not read.",
    },
    "method": {
        "fr": "Note entre 0 et 1, calculée sans modèle de langue d'après les domaines dont parle la proposition, les mots rares qu'elle partage avec le critère et la "
        "proximité des phrases ; dans le périmètre à partir de 0,5, proche à partir de 0,25. C'est une aide à la lecture : la décision revient au comité.",
        "en": "A score between 0 and 1, computed without a language model from the fields that the proposal speaks of, the rare words that it shares with the criterion and the "
        "likeness of sentences; in scope from 0.5, adjacent from 0.25. It helps reading; the decision is the committee's.",
    },
    "justified": {"fr": "{text} (modèle {model}, contrôlé)", "en": "{text} (model {model}, checked)"},
    "justification": {"fr": "Justification", "en": "Justification"},
    "with_model": {
        "fr": "Le modèle de langue {model} a désigné des phrases des deux côtés et dit en une ligne ce qu'elles partagent ; chaque ligne est contrôlée et signalée. "
        "Il ne change ni note, ni statut, ni conclusion.",
        "en": "The language model {model} pointed to sentences of both sides and said in a line what they share; each line is checked and marked. "
        "It changes no score, status or conclusion.",
    },
    "without_model": {
        "fr": "Sans le modèle, qui a fait défaut : {ids}.",
        "en": "Without the model, which failed: {ids}.",
    },
    "index": {"fr": "Index {index}.", "en": "Index {index}."},
    "unread_title": {"fr": "Propositions non lues", "en": "Proposals not read"},
    "elsewhere_title": {"fr": "Autres domaines dont parle la proposition", "en": "Other fields that the proposal speaks of"},
}  # fmt: skip


def say(name: str, language: Language, /, **values: object) -> str:
    """The words called `name` (a status is its own name); `values` are put in as they are. Raises KeyError."""
    return filled(typeset(_WORDS[name][language], language), language, **values)


def score_text(score: float, language: Language) -> str:
    """`0,67` in French, `0.67` in English."""
    return f"{score:.2f}".replace(".", "," if language == "fr" else ".")


def share_text(share: float, language: Language) -> str:
    """`35 %` in French, `35%` in English, of a share in [0, 1]."""
    return f"{share:.0%}".replace("%", "\u00a0%" if language == "fr" else "%")


def heading(key: str, title: str) -> str:
    """`texte-1 · Un titre`; the id alone where the title is the same, as of a file without one."""
    return key if title in ("", key) else f"{key} · {title}"


def justified(pair: Mapping[str, Any], language: Language) -> str:
    """The model's line for a pair of a row, with its name; empty where the rules found the pair."""
    return say("justified", language, text=pair["justification"], model=pair["by"]) if "by" in pair else ""


def conclusion(assessment: Assessment, field_name: str, language: Language) -> str:
    """The verdict in a sentence or three. `field_name` names the first field of `elsewhere`; empty where there is none."""
    verdict = assessment.verdict
    text = say(
        f"verdict_{verdict.value}",
        language,
        labels=_labels(assessment, language),
        count=len(assessment.axes),
        words=_quoted(assessment.right_words, language),
    )
    if assessment.in_scope:
        return text
    if assessment.elsewhere:
        first = assessment.elsewhere[0]
        text += say("elsewhere", language, field=field_name, terms=_quoted(first.terms[:4], language))
    if assessment.denials:
        text += say("denial", language, quote=" ".join(assessment.denials[0].split()).rstrip(" ;:,"))
    return text


def _labels(assessment: Assessment, language: Language) -> str:
    if assessment.verdict is Verdict.NEARBY:
        return _quoted((max(assessment.cells, key=lambda cell: cell.score).criterion.label,), language)
    labels = [_quoted((assessment.cell(axis).criterion.label,), language) for axis in assessment.axes]
    return say("and", language).join(labels)


def _quoted(words: tuple[str, ...], language: Language) -> str:
    return ", ".join(quoted(word, language) for word in words)
