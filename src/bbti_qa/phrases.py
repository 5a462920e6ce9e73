"""The assistant's own words, French and English. Everything else that it says is quoted."""

from __future__ import annotations

import re

from bbti_qa.language import Language
from bbti_qa.typography import typeset

_NUMBERED = re.compile(r"\{(\w+)\|([^|{}]*)\|([^|{}]*)\}")

_PHRASES: dict[str, dict[Language, str]] = {
    "not_in_documents": {
        "fr": "Les documents ne le disent pas.",
        "en": "The documents do not say.",
    },
    "off_topic": {
        "fr": "Cette question ne porte pas sur les documents.",
        "en": "This question is not about the documents.",
    },
    "greeted": {
        "fr": "Posez une question sur les documents : les phrases qui y répondent seront citées, et ce qu'ils ne disent pas sera dit.",
        "en": "Ask something about the documents: the sentences that answer will be quoted, and what they do not say will be said.",
    },
    "refused": {
        "fr": "L'assistant répond aux questions sur les documents ; il ne suit pas d'autres consignes.",
        "en": "The assistant answers questions about the documents; it follows no other instructions.",
    },
    "looked": {
        "fr": "Recherche faite dans {documents} {documents|document|documents}. Les passages les plus proches : {places}.",
        "en": "Searched {documents} {documents|document|documents}. The nearest passages: {places}.",
    },
    "rewritten": {
        "fr": "Question lue à la suite de « {after} ».",
        "en": "Question read after “{after}”.",
    },
    "rewritten_whole": {
        "fr": "Question comprise ainsi : « {whole} ».",
        "en": "Question understood as: “{whole}”.",
    },
    "fallback": {
        "fr": "Le modèle de langue {reason} : la réponse est faite des phrases mêmes des documents.",
        "en": "The language model {reason}: the answer is made of the documents' own sentences.",
    },
    "ModelUnreachable": {"fr": "est injoignable", "en": "cannot be reached"},
    "ModelRefused": {
        "fr": "refuse la demande (clé, nom du modèle ou requête)",
        "en": "refuses the request (key, model name or request)",
    },
    "ModelBusy": {"fr": "est occupé ou en panne", "en": "is busy or failing"},
    "ModelTooSlow": {"fr": "n'a pas répondu à temps", "en": "did not answer in time"},
    "ModelUnusable": {"fr": "n'a pas donné de réponse utilisable", "en": "gave no usable reply"},
    "model_found_nothing": {
        "fr": "ne trouve pas la réponse dans les passages",
        "en": "finds no answer in the passages",
    },
    "checked_corrected": {
        "fr": "Une phrase du modèle disait « {claimed} » ; la source dit « {found} ».",
        "en": "A sentence of the model said “{claimed}”; the source says “{found}”.",
    },
    "checked_contradicted": {
        "fr": "Une phrase du modèle contredisait sa source ; elle a été retirée.",
        "en": "A sentence of the model contradicted its source; it was removed.",
    },
    "checked_removed": {
        "fr": "{count} {count|phrase|phrases} du modèle que les documents ne prouvent pas {count|a été retirée|ont été retirées}.",
        "en": "{count} {count|sentence|sentences} of the model that the documents do not prove {count|was|were} removed.",
    },
    "checked_weak": {
        "fr": "La source n'appuie qu'en partie cette phrase : à vérifier.",
        "en": "The source supports this sentence only in part: check it.",
    },
    "partial": {
        "fr": "Les documents ne disent rien de : {missing}.",
        "en": "The documents say nothing about: {missing}.",
    },
    "partial_point": {
        "fr": "Rien de sûr n'a été trouvé sur : {missing}.",
        "en": "Nothing certain was found on: {missing}.",
    },
    "partial_model": {
        "fr": "Selon le modèle, les passages trouvés ne répondent pas à toute la question.",
        "en": "According to the model, the passages found do not answer the whole question.",
    },
    "premise": {
        "fr": "La question suppose « {presumed} » ; les documents disent « {said} ».",
        "en": "The question presumes “{presumed}”; the documents say “{said}”.",
    },
    "premise_unknown": {
        "fr": "La question suppose « {presumed} », dont les documents ne parlent pas. Ce qu'ils disent de plus proche est cité.",
        "en": "The question presumes “{presumed}”, of which the documents do not speak. The nearest that they say is cited.",
    },
    "conflict": {
        "fr": "Les sources diffèrent : « {first} » ({first_source}) et « {second} » ({second_source}).",
        "en": "The sources differ: “{first}” ({first_source}) and “{second}” ({second_source}).",
    },
    "conflict_count": {
        "fr": "Le compte ne tombe pas juste : « {first} » annoncés, {second} énumérés ({first_source}).",
        "en": "The count does not match: “{first}” announced, {second} listed ({first_source}).",
    },
    "conflict_both": {
        "fr": "Les documents disent l'un et l'autre : « {first} » ({first_source}) et « {second} » ({second_source}).",
        "en": "The documents say both: “{first}” ({first_source}) and “{second}” ({second_source}).",
    },
    "conflict_order": {
        "fr": "L'ordre diffère : « {first} » vient au rang {place} d'une liste ({first_source}), mais les titres disent « {second} » ({second_source}).",
        "en": "The order differs: “{first}” is number {place} of a list ({first_source}), but the headings say “{second}” ({second_source}).",
    },
    "lead_premise": {
        "fr": "« {said} » {marker}, et non « {presumed} ».",
        "en": "“{said}” {marker}, not “{presumed}”.",
    },
    "lead_conflict": {
        "fr": "Les sources diffèrent : « {first} » {first_marker} et « {second} » {second_marker}.",
        "en": "The sources differ: “{first}” {first_marker} and “{second}” {second_marker}.",
    },
    "lead_count": {
        "fr": "Annoncés : « {first} » ; énumérés : {second} {first_marker}.",
        "en": "Announced: “{first}”; listed: {second} {first_marker}.",
    },
    "superseded": {
        "fr": "« {old} » a été remplacé par « {new} », où les passages lus ne disent rien de tel.",
        "en": "“{old}” was replaced by “{new}”, whose passages read here say nothing of the kind.",
    },
    "edition_asked": {
        "fr": "La question porte sur « {old} », que « {new} » a remplacé depuis.",
        "en": "The question is about “{old}”, which “{new}” has replaced since.",
    },
    "says_otherwise": {
        "fr": "La version en vigueur ({source}) dit : « {said} »",
        "en": "The version in force ({source}) says: “{said}”",
    },
    "other_instrument": {
        "fr": "Un autre dispositif, {instrument} ({source}), dit autre chose : « {said} »",
        "en": "Another funding instrument, {instrument} ({source}), says otherwise: “{said}”",
    },
    "out_of_force": {
        "fr": "« {old} » n'est plus en vigueur.",
        "en": "“{old}” is no longer in force.",
    },
    "said_otherwise": {
        "fr": "La version remplacée ({source}) disait : « {said} »",
        "en": "The replaced version ({source}) said: “{said}”",
    },
    "instruments": {
        "fr": "Les passages cités parlent de dispositifs précis, à ne pas confondre : {instruments}.",
        "en": "The passages cited speak of distinct funding instruments: {instruments}.",
    },
    "looked_nowhere": {
        "fr": "L'index ne contient aucun passage. Ajoutez des documents puis lancez `bbti-qa ingest`.",
        "en": "The index holds no passage. Add documents, then run `bbti-qa ingest`.",
    },
}


def is_one(count: int, language: Language) -> bool:
    """Whether a noun behind `count` is singular: French says « 0 page », English “0 pages”."""
    return count < 2 if language == "fr" else count == 1


def phrase(name: str, language: Language, /, **values: object) -> str:
    """The phrase called `name`, filled in. Raises KeyError."""
    return filled(typeset(_PHRASES[name][language], language), language, **values)


def filled(text: str, language: Language, /, **values: object) -> str:
    """`text` with `values` put in for `{name}`, as they are and never read as a template; the first place of each.

    `{count|phrase|phrases}` is the first of the two words where `count` is of one thing, else the second.
    """

    def chosen(match: re.Match[str]) -> str:
        return match[2] if is_one(int(str(values[match[1]])), language) else match[3]

    text = _NUMBERED.sub(chosen, text)
    for key, value in values.items():
        text = text.replace("{" + key + "}", str(value), 1)
    return text
