"""What the scope panel says, in French and in English. Markdown, like `words.py`; what fills `{…}` is escaped first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bbti_qa.language import Language
from bbti_qa.typography import all_tied


@dataclass(frozen=True, slots=True)
class ScopeWords:
    """The panel's texts in one language."""

    language: Language
    explanation: str
    paste: str
    paste_help: str
    placeholder: str
    upload: str
    upload_help: str
    criteria: str
    criteria_help: str
    judge: str
    judging: str
    nothing: str
    too_many: str
    too_long: str
    matrix: str
    proposal: str
    choose: str
    proposal_side: str
    programme_side: str
    nearest: str
    elsewhere: str
    unread: str
    file: str
    pasted: str
    no_axes: str


FRENCH: Final = all_tied(
    ScopeWords(
        language="fr",
        explanation=(
            "Une proposition entre-t-elle dans le périmètre du programme, et par quel axe ?  \n"
            "Chaque case montre la phrase de la proposition et le passage du programme qui la justifient. La décision reste au comité."
        ),
        paste="Collez une proposition",
        paste_help="Pour en coller plusieurs, séparez-les par une ligne qui ne contient que « --- ».",
        placeholder="Titre, résumé, objectifs… en français ou en anglais",
        upload="Ou déposez des fichiers (10 Mo au plus chacun)",
        upload_help="PDF, Word, texte : une proposition par fichier. JSON Lines ou CSV (colonnes id et text) : une par ligne.",
        criteria="Critères (facultatif)",
        criteria_help="Fichier TOML de tables [[criteria]] : id, label, et heading ou text. Sinon, les axes numérotés des documents.",
        judge="Évaluer",
        judging="Lecture des propositions…",
        nothing="Collez une proposition ou déposez un fichier, puis cliquez sur « Évaluer ».",
        too_many="Plus de {most} propositions : la ligne de commande (`bbti-qa scope`) les traite toutes et reprend après un arrêt.",
        too_long="Le texte collé dépasse {most} caractères. Déposez-le plutôt en fichier.",
        matrix="Propositions et critères",
        proposal="Proposition",
        choose="Voir les preuves de",
        proposal_side="Ce que dit la proposition",
        programme_side="Ce que dit le programme",
        nearest="Critères non abordés : le plus proche, sans valeur de preuve",
        elsewhere="Autres domaines dont parle la proposition",
        unread="Non lue : {name}",
        file="perimetre",
        pasted="texte-{number}",
        no_axes="Aucun titre des documents ne numérote d’axe (« Axe 1 : … ») : il n’y a rien à quoi comparer. Déposez un fichier de critères.",
    )
)

ENGLISH: Final = ScopeWords(
    language="en",
    explanation=(
        "Is a proposal within the scope of the programme, and under which axis?  \n"
        "Each cell shows the sentence of the proposal and the passage of the programme behind it. The decision is the committee's."
    ),
    paste="Paste a proposal",
    paste_help="To paste several, put a line that holds only “---” between them.",
    placeholder="Title, summary, aims… in French or English",
    upload="Or drop files",
    upload_help="PDF, Word, text: one proposal a file. JSON Lines or CSV (columns id and text): one a row.",
    criteria="Criteria (optional)",
    criteria_help="TOML file of [[criteria]] tables: id, label, and heading or text. Otherwise, the numbered axes of the documents.",
    judge="Judge",
    judging="Reading the proposals…",
    nothing="Paste a proposal or drop a file, then click “Judge”.",
    too_many="More than {most} proposals: the command line (`bbti-qa scope`) takes them all, and goes on after a stop.",
    too_long="The pasted text has more than {most} characters. Drop it as a file instead.",
    matrix="Proposals by criteria",
    proposal="Proposal",
    choose="Show the evidence for",
    proposal_side="What the proposal says",
    programme_side="What the programme says",
    nearest="Criteria not addressed: the nearest, which proves nothing",
    elsewhere="Other fields that the proposal speaks of",
    unread="Not read: {name}",
    file="scope",
    pasted="text-{number}",
    no_axes="No heading of the documents numbers an axis (“Axis 1: …”): there is nothing to compare with. Drop a file of criteria.",
)


def scope_words(language: str) -> ScopeWords:
    return ENGLISH if language == "en" else FRENCH
