"""The assistant's own words, French and English. Everything else that it says is quoted."""

from __future__ import annotations

from bbti_qa.language import Language

_PHRASES: dict[str, dict[Language, str]] = {
    "not_in_documents": {
        "fr": "Les documents ne le disent pas.",
        "en": "The documents do not say.",
    },
    "looked": {
        "fr": "Recherche faite dans {documents} document(s). Les passages les plus proches : {places}.",
        "en": "Searched {documents} document(s). The nearest passages: {places}.",
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
