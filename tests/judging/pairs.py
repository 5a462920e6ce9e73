"""480 question-document pairs made by changing one thing: half must be noticed, half must not.

Everything is invented: programmes, amounts, dates. One fact makes one world: a document that tells it, beside a document that tells it
otherwise or the same in other words; the questions presume it, ask it, or ask whether it is so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

PREMISE, CONFLICT, YES, NO, CONDITIONAL, QUIET = "premise", "conflict", "yes", "no", "conditional", "quiet"


@dataclass(frozen=True)
class Pair:
    """`expected`: a notice of that kind, a verdict, or (`QUIET`) neither premise nor conflict."""

    change: str
    documents: tuple[str, ...]
    question: str
    expected: str

    @property
    def is_harmless(self) -> bool:
        return self.expected in (QUIET, YES)


_FRAME = (
    "# Le programme {name}\n\nLe programme {name} soutient la recherche sur {theme}. Il est piloté par l'institut {pilot} avec des équipes de "
    "toute la France.\n\n{told}\n\nLes équipes retenues présentent leurs travaux chaque année devant un comité international.\n"
)
_OTHER = "# Lettre d'information\n\nLa lettre revient sur l'actualité de la recherche sur {theme}.\n\n{told}\n\nLe prochain numéro paraîtra à l'automne.\n"

_WORLDS = (
    ("Alizé", "les sols vivants", "Tournesol"), ("Borée", "la banquise", "Grand Nord"), ("Cigale", "les forêts sèches", "Garrigue"),
    ("Dune", "le littoral", "Estran"), ("Écume", "les algues", "Roscanvel"), ("Falaise", "la géologie", "Calcaire"),
    ("Girofle", "les plantes médicinales", "Herbier"), ("Hêtraie", "les champignons", "Sous-Bois"), ("Iris", "la vision", "Rétine"),
    ("Jonquille", "la pollinisation", "Rucher"), ("Karst", "les eaux souterraines", "Aven"), ("Lavande", "les arômes", "Distillerie"),
    ("Mistral", "les éoliennes", "Rafale"), ("Nacre", "les coquillages", "Lagune"), ("Olivier", "les huiles", "Moulin"),
    ("Pervenche", "les couleurs", "Pigment"), ("Quartz", "les horloges", "Seconde"), ("Roseau", "les zones humides", "Marais"),
    ("Sarment", "la vigne", "Cépage"), ("Tilleul", "le sommeil", "Morphée"),
)  # fmt: skip


def all_pairs() -> Iterator[Pair]:
    """The same 480 pairs in the same order."""
    for at, (name, theme, pilot) in enumerate(_WORLDS):

        def tells(told: str, name: str = name, theme: str = theme, pilot: str = pilot) -> str:
            return _FRAME.format(name=name, theme=theme, pilot=pilot, told=told)

        def reports(told: str, theme: str = theme) -> str:
            return _OTHER.format(theme=theme, told=told)

        yield from _money(name, 11 + 3 * at, tells, reports)
        yield from _time(name, at, tells, reports)
        yield from _counts(name, 6 + at, tells, reports)
        yield from _denials(name, at, tells)
        yield from _names(name, pilot, _WORLDS[(at + 7) % len(_WORLDS)][2], tells)


def _money(name, amount, tells, reports) -> Iterator[Pair]:
    told = tells(f"Le programme {name} dispose d'un budget de {amount} M€.")
    other = reports(f"Le budget du programme {name} s'élève à {amount + 5} millions d'euros.")
    alike = reports(f"Le budget du programme {name} s'élève à {amount} millions d'euros.")
    yield Pair("number", (told,), f"Pourquoi le budget du programme {name} est-il de {amount + 20} M€ ?", PREMISE)
    yield Pair("unit", (told,), f"Pourquoi le programme {name} n'a-t-il reçu que {amount} k€ de budget ?", PREMISE)
    yield Pair("number", (told, other), f"Quel est le budget du programme {name} ?", CONFLICT)
    yield Pair("number", (told,), f"Le budget du programme {name} est-il de {amount + 1} M€ ?", NO)
    yield Pair("none", (told,), f"Pourquoi le budget du programme {name} est-il de {amount} millions d'euros ?", QUIET)
    yield Pair("none", (told, alike), f"Quel est le budget du programme {name} ?", QUIET)
    yield Pair("none", (told,), f"Le budget du programme {name} est-il de {amount} millions d'euros ?", YES)
    yield Pair("none", (told,), f"What is the budget of the {name} programme?", QUIET)


def _time(name, at, tells, reports) -> Iterator[Pair]:
    year, length = 2021 + at % 7, 3 + at % 5
    told = tells(f"L'appel à projets du programme {name} a ouvert en mars {year} pour une durée de {length} ans.")
    moved = reports(f"L'appel à projets du programme {name} a ouvert en mars {year + 1}.")
    yield Pair(
        "date", (told,), f"Pourquoi l'appel à projets du programme {name} a-t-il ouvert en {year - 2} ?", PREMISE
    )
    yield Pair("date", (told, moved), f"Quand l'appel à projets du programme {name} a-t-il ouvert ?", CONFLICT)
    yield Pair(
        "unit", (told,), f"Pourquoi l'appel à projets du programme {name} ne dure-t-il que {length} mois ?", PREMISE
    )
    yield Pair("none", (told,), f"Pourquoi l'appel à projets du programme {name} a-t-il ouvert en mars {year} ?", QUIET)
    yield Pair("none", (told,), f"Pourquoi l'appel à projets du programme {name} dure-t-il {length} ans ?", QUIET)
    yield Pair("none", (told,), f"Quand l'appel à projets du programme {name} a-t-il ouvert ?", QUIET)


_IN_WORDS = dict(zip(range(6, 30), "six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt "
    "vingt-et-un vingt-deux vingt-trois vingt-quatre vingt-cinq vingt-six vingt-sept vingt-huit vingt-neuf".split(), strict=True))  # fmt: skip


def _counts(name, count, tells, reports) -> Iterator[Pair]:
    told = tells(f"Le programme {name} a retenu {_IN_WORDS[count]} laboratoires.")
    other = reports(f"Le programme {name} a retenu {count + 3} laboratoires.")
    yield Pair(
        "number", (told,), f"Comment ont été choisis les {count + 9} laboratoires du programme {name} ?", PREMISE
    )
    yield Pair("number", (told, other), f"Combien de laboratoires le programme {name} a-t-il retenus ?", CONFLICT)
    yield Pair("none", (told,), f"Comment ont été choisis les {count} laboratoires du programme {name} ?", QUIET)
    yield Pair("none", (told,), f"Combien de laboratoires le programme {name} a-t-il retenus ?", QUIET)


def _denials(name, at, tells) -> Iterator[Pair]:
    who = ("entreprises", "associations", "fondations", "universités", "collectivités")[at % 5]
    yes = tells(f"Les {who} sont éligibles au programme {name}.")
    no = tells(f"Les {who} ne sont pas éligibles au programme {name}.")
    unless = tells(f"Les {who} sont éligibles au programme {name}, sauf celles qui sont déjà financées.")
    asked = f"Les {who} sont-elles éligibles au programme {name} ?"
    yield Pair("negation", (no,), asked, NO)
    yield Pair("none", (yes,), asked, YES)
    yield Pair("exception", (unless,), asked, CONDITIONAL)
    yield Pair("none", (yes,), f"Pourquoi les {who} sont-elles éligibles au programme {name} ?", QUIET)


def _names(name, pilot, stranger, tells) -> Iterator[Pair]:
    told = tells("Le comité se réunit deux fois par an.")
    yield Pair("name", (told,), f"Pourquoi le programme {name} est-il piloté par l'institut {stranger} ?", PREMISE)
    yield Pair("none", (told,), f"Pourquoi le programme {name} est-il piloté par l'institut {pilot} ?", QUIET)
