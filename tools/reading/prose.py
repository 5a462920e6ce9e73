"""Invented French and English text about an invented programme; the same seed gives the same text."""

from __future__ import annotations

import random
import re

_SUBJECTS = (
    "Le comité de pilotage", "La direction du programme", "L’équipe de coordination", "Le consortium retenu",
    "Chaque établissement porteur", "Le conseil scientifique", "L’agence de financement", "La plateforme nationale",
    "Un groupe d’experts indépendants", "Le réseau des ingénieurs", "La cellule d’accompagnement", "L’unité de thérapie cellulaire",
)  # fmt: skip
_VERBS = (
    "évalue", "finance", "coordonne", "accompagne", "prépare", "sélectionne", "développe", "caractérise", "transfère",
    "met en œuvre", "définit", "révise", "contrôle", "soutient elle-même ou fait soutenir", "organise", "vérifie",
)  # fmt: skip
_OBJECTS = (
    "les procédés de bioproduction", "la fabrication des vecteurs adéno-associés", "des lots pilotes de cellules souches",
    "l’efficacité des candidats-médicaments", "les bonnes pratiques de fabrication", "la montée en échelle des bioréacteurs",
    "une feuille de route pluriannuelle", "les essais précliniques et cliniques", "la qualité des acides nucléiques",
    "un outil d’aide à la décision", "les référentiels de sûreté biologique", "l’accès aux plates-formes mutualisées",
    "la purification des protéines recombinantes", "l’affinité des anticorps monoclonaux", "le suivi post-traitement",
)  # fmt: skip
_WAYS = (
    "avec l’appui des organismes de recherche", "au cours de la première année", "dans un délai de 18 mois",
    "pour un montant de 4,5 M€", "sous réserve de l’accord du comité", "à partir du 1er mars 2027",
    "en s’appuyant sur les compétences déjà financées", "sans préjudice des règles européennes", "à hauteur de 75 % des coûts",
    "d’après les critères du cahier des charges", "conformément à l’article 12 du règlement", "chez l’ensemble des partenaires",
    "tout en réduisant les coûts de production", "selon un calendrier arrêté chaque semestre", "afin d’offrir un traitement sûr",
)  # fmt: skip
_TAILS = (
    "ce qui facilite la reproductibilité des résultats", "dont les effets sont mesurés chaque trimestre",
    "qui reste une priorité nationale", "y compris lorsque l’industrialisation est différée", "où l’expertise française est reconnue",
    "et publie un rapport synthétique", "puis informe les financeurs des difficultés rencontrées", "mais ne se substitue pas aux tutelles",
)  # fmt: skip
_EN_SUBJECTS = (
    "The steering committee", "Each host institution", "The scientific board", "A panel of independent experts",
    "The national platform", "The coordination office", "The funding agency", "An industrial partner", "The first consortium",
)  # fmt: skip
_EN_VERBS = (
    "evaluates",
    "supports",
    "coordinates",
    "selects",
    "transfers",
    "reviews",
    "develops",
    "monitors",
    "defines",
)
_EN_OBJECTS = (
    "viral vector manufacturing", "the scale-up of single-use bioreactors", "cell-based therapies", "a multi-year roadmap",
    "good manufacturing practice", "preclinical and clinical trials", "the efficiency of purification", "open training courses",
    "the affinity of monoclonal antibodies", "first-in-human studies",
)  # fmt: skip
_EN_WAYS = (
    "within eighteen months", "with the help of public laboratories", "for an amount of 4.5 million euros", "under shared rules",
    "from 1 March 2027 onwards", "without prejudice to European law", "at up to 75% of eligible costs", "in close dialogue with patients",
)  # fmt: skip
_EN_TAILS = (
    "which makes results easier to reproduce", "and publishes a short report", "although industrial use comes later",
    "where specific expertise is scarce", "so that findings flow back to the clinic",
)  # fmt: skip
_NOTE_HEADS = ("Voir", "D’après", "Source :", "Cf.", "Données issues de")
_NOTE_BODIES = (
    "le rapport annuel de la fondation Aubrac", "l’annexe budgétaire du contrat Vercors", "la note de cadrage de l’institut Lérins",
    "le guide du déposant, édition Morvan", "le registre Camargue des essais", "la délibération Sologne du conseil",
)  # fmt: skip
_CAPTION_BODIES = (
    "répartition des crédits par thématique Orion", "calendrier prévisionnel du lot Pégase", "schéma du procédé Cassiopée",
    "évolution des effectifs du pôle Altaïr", "organisation du réseau Andromède", "chaîne de mesure du banc Véga",
)  # fmt: skip
_HEADINGS = (
    "Objectifs et ambition", "Gouvernance du programme", "Modalités de financement", "Critères de sélection", "Calendrier général",
    "Propriété intellectuelle", "Suivi et évaluation", "Contexte scientifique", "Dépôt des dossiers", "Éligibilité des partenaires",
)  # fmt: skip
_EN_HEADINGS = ("Aims and scope", "Governance", "Funding rules", "Selection criteria", "General calendar", "Monitoring")

_NO_BREAK = re.compile(r" (?=[:;!?%»€])|(?<=«) |(?<=\d) (?=[Mkm]?€|%|\d{3})")


class Prose:
    """A source of sentences; no sentence comes twice."""

    def __init__(self, seed: int, english: bool = False) -> None:
        self._random = random.Random(seed)
        self._english = english
        self._given: set[str] = set()

    def sentence(self) -> str:
        while True:
            text = self._sentence()
            if text not in self._given:
                self._given.add(text)
                return text

    def paragraph(self, sentences: int = 4) -> list[str]:
        return [self.sentence() for _ in range(sentences)]

    def heading(self) -> str:
        return self._fresh(lambda: self._one(_EN_HEADINGS if self._english else _HEADINGS))

    def note(self) -> str:
        return f"{self._one(_NOTE_HEADS)} {self._one(_NOTE_BODIES)}, page {self._random.randint(2, 95)}, consulté en {self._random.randint(2019, 2026)}."

    def caption(self) -> str:
        return f"{self._one(_CAPTION_BODIES)}, version {self._random.randint(1, 9)}"

    def item(self) -> str:
        subject = self._one(_EN_OBJECTS if self._english else _OBJECTS)
        return f"{subject} {self._one(_EN_WAYS if self._english else _WAYS)} ;"

    def number(self, low: int, high: int) -> int:
        return self._random.randint(low, high)

    def chance(self) -> float:
        return self._random.random()

    def _sentence(self) -> str:
        if self._english:
            text = f"{self._one(_EN_SUBJECTS)} {self._one(_EN_VERBS)} {self._one(_EN_OBJECTS)} {self._one(_EN_WAYS)}"
            return text + (f", {self._one(_EN_TAILS)}" if self._random.random() < 0.6 else "") + "."
        text = f"{self._one(_SUBJECTS)} {self._one(_VERBS)} {self._one(_OBJECTS)} {self._one(_WAYS)}"
        if self._random.random() < 0.2:
            text += f" (dit « {self._one(('volet amont', 'contrat-cadre', 'guichet unique'))} »)"
        return text + (f", {self._one(_TAILS)}" if self._random.random() < 0.6 else "") + "."

    def _fresh(self, draw) -> str:
        for _ in range(50):
            text = draw()
            if text not in self._given:
                self._given.add(text)
                return text
        return f"{draw()} {len(self._given)}"

    def _one(self, choices: tuple[str, ...]) -> str:
        return self._random.choice(choices)


def with_no_break_spaces(text: str) -> str:
    """French typography: no-break spaces inside « », before ; : ! ? %, in amounts."""
    return _NO_BREAK.sub("\u00a0", text)
