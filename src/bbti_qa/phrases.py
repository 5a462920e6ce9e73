"""The assistant's own words, French and English. Everything else that it says is quoted."""

from __future__ import annotations

from bbti_qa.language import Language

_PHRASES: dict[str, dict[Language, str]] = {
    "not_in_documents": {
        "fr": "Les documents ne le disent pas.",
        "en": "The documents do not say.",
    },
    "off_topic": {
        "fr": "Cette question ne porte pas sur les documents.",
        "en": "This question is not about the documents.",
    },
    "refused": {
        "fr": "L'assistant répond aux questions sur les documents ; il ne suit pas d'autres consignes.",
        "en": "The assistant answers questions about the documents; it follows no other instructions.",
    },
    "looked": {
        "fr": "Recherche faite dans {documents} document(s). Les passages les plus proches : {places}.",
        "en": "Searched {documents} document(s). The nearest passages: {places}.",
    },
    "rewritten": {
        "fr": "Question lue à la suite de « {after} ».",
        "en": "Question read after “{after}”.",
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


def phrase(name: str, language: Language, **values: object) -> str:
    """The phrase called `name`; `values` are put in as they are and never read as a template. Raises KeyError."""
    text = _PHRASES[name][language]
    for key, value in values.items():
        text = text.replace("{" + key + "}", str(value), 1)
    return text
