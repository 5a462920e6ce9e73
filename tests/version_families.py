"""Invented families of documents that look alike: versions, other instruments, translations, yearly editions, minutes, annexes.

    python tests/version_families.py      # prints what the recognition gets wrong, precision and recall

Every text is made of invented sentences; what a family says of itself (`newer`) is what a keeper of the documents would say.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from bbti_qa.documents import Document
from bbti_qa.loading import load
from bbti_qa.versions import newest, settle

WHO = "Le comité|Le jury|La cellule de suivi|L'équipe porteuse|Le coordinateur|L'établissement|Le conseil|La commission|Le bureau|Le laboratoire"
DOES = "examine|valide|transmet|conserve|publie|prépare|contrôle|demande|reçoit|archive|présente|corrige"
WHAT = (
    "le dossier complet|les pièces du budget|la liste des partenaires|les lettres d'engagement|le calendrier des travaux|les rapports d'étape|"
    "la convention signée|les données de l'essai|le plan de gestion|les résultats attendus|la note de cadrage|les comptes certifiés"
)
WHEN = (
    "avant la fin du mois|dans un délai de {n} jours|au moins {n} fois par an|à la demande de l'agence|après chaque étape|pendant {n} mois|"
    "sur la plateforme dédiée|avec l'accord du pilote|dès le premier versement|au cours de la semaine {n}"
)
EN_WHO = (
    "The board|The panel|The steering group|The lead team|The coordinator|The institution|The office|The laboratory"
)
EN_DOES = "reviews|approves|forwards|keeps|publishes|prepares|checks|requests|receives|corrects"
EN_WHAT = "the full application|the budget documents|the list of partners|the letters of support|the work schedule|the progress reports|the signed agreement"
EN_WHEN = "before the end of the month|within {n} days|at least {n} times a year|at the agency's request|after each stage|for {n} months"


def sentences(seed: int, count: int, english: bool = False) -> list[str]:
    """So many invented sentences; the same seed, the same sentences."""
    chance = random.Random(seed)
    parts = (EN_WHO, EN_DOES, EN_WHAT, EN_WHEN) if english else (WHO, DOES, WHAT, WHEN)
    made = []
    for _ in range(count):
        who, does, what, when = (chance.choice(part.split("|")) for part in parts)
        made.append(f"{who} {does} {what} {when.format(n=chance.randint(2, 90))}.")
    return made


def edited(body: list[str], share: float, seed: int) -> list[str]:
    """The sentences with `share` of them put in other words."""
    chance, fresh = random.Random(seed), iter(sentences(seed + 1000, len(body)))
    return [next(fresh) if chance.random() < share else sentence for sentence in body]


def page(title: str, body: list[str], dated: str = "", head: str = "") -> str:
    """A Markdown document; `dated` is what it says of its own date, `head` its front matter."""
    front = f"---\n{head}\n---\n" if head else ""
    paragraphs = "\n\n".join(" ".join(body[at : at + 5]) for at in range(0, len(body), 5))
    return f"{front}# {title}\n\n{dated}\n\n{paragraphs}\n"


def about(name: str, body: list[str], every: int = 4) -> list[str]:
    """The sentences with the name of an instrument in one of `every`."""
    return [
        f"Pour {name}, {sentence[0].lower()}{sentence[1:]}" if at % every == 0 else sentence
        for at, sentence in enumerate(body)
    ]


@dataclass(frozen=True, slots=True)
class Family:
    """`files` by name; `newer` are chains of names, oldest first: each replaces the one before. No other file replaces any."""

    name: str
    files: Mapping[str, str]
    newer: tuple[tuple[str, ...], ...] = ()

    def expected(self) -> set[tuple[str, str]]:
        return {pair for chain in self.newer for pair in pairwise(chain)}


def families() -> Iterator[Family]:
    """All of them, each with texts of its own."""
    yield from _versions(sentences(1, 60))
    yield from _apart(sentences(2, 60))
    yield from _held_out(sentences(5, 80), sentences(6, 80, english=True))


def _chain(name: str, files: dict[str, str]) -> Family:
    return Family(name, files, (tuple(files),))


def _versions(body: list[str]) -> Iterator[Family]:
    few, many, most = edited(body, 0.08, 11), edited(body, 0.3, 12), edited(body, 0.55, 13)
    yield _chain("dates in names", {"guide-2024-02.md": page("Guide", body), "guide-2026-01.md": page("Guide", few)})
    yield _chain(
        "numbers in names",
        {f"charte_v{n}.md": page("Charte", text) for n, text in (("1.0", body), ("1.1", few), ("2.0", many))},
    )
    yield _chain("numbers beyond nine", {f"notice v{n}.md": page("Notice", t) for n, t in ((9, body), (10, few))})
    yield _chain(
        "rewritten under one name",
        {"cadre-2023-05.md": page("Cadre", body), "cadre-2025-09.md": page("Cadre", most)},
    )
    yield _chain(
        "one title, files renamed, dated on the first page",
        {
            "rf_ancien.md": page("Règlement financier", body, "Version du 3 mars 2024"),
            "nouveau-texte.md": page("Règlement financier", few, "Version du 12 janvier 2026"),
        },
    )
    yield _chain(
        "retitled with an addition",
        {
            "conduite.md": page("Règles de conduite", body, "Mis à jour le 12/05/2024"),
            "conduite-complete.md": page("Règles de conduite des équipes", few, "Mis à jour le 02/02/2026"),
        },
    )
    yield _chain(
        "months in words",
        {f"manuel-{m}.md": page("Manuel", t) for m, t in (("mars-2024", body), ("janvier-2026", few))},
    )
    yield _chain(
        "months in English",
        {
            f"handbook-{m}.md": page("Handbook", t)
            for m, t in (
                ("october-2024", sentences(3, 60, True)),
                ("march-2025", edited(sentences(3, 60, True), 0.1, 5)),
            )
        },
    )
    yield _chain(
        "years in names",
        {f"aide-memoire-{y}.md": page("Aide-mémoire", t) for y, t in ((2024, body), (2025, few), (2026, many))},
    )
    yield _chain(
        "years behind a programme's own year",
        {f"horizon-2030-reglement-{y}.md": page("Règlement Horizon 2030", t) for y, t in ((2024, body), (2026, few))},
    )
    yield _chain("revisions", {f"procedure_rev{n}.md": page("Procédure", t) for n, t in ((2, body), (3, few))})
    yield _chain("editions", {f"vade-mecum-edition-{n}.md": page("Vade-mecum", t) for n, t in ((1, body), (2, many))})
    yield _chain(
        "days first in names",
        {f"fiche {d}.md": page("Fiche", t) for d, t in (("06.11.2023", body), ("15.02.2025", few))},
    )
    yield _chain(
        "six figures in names", {f"{d}_norme.md": page("Norme", t) for d, t in (("240209", body), ("260303", many))}
    )
    yield _chain(
        "old and new",
        {
            "tarif_old.md": page("Tarif", body, "Version du 1er juin 2023"),
            "tarif_new.md": page("Tarif", few, "Version du 1er juin 2025"),
        },
    )
    yield _chain(
        "front matter",
        {
            "pacte-a.md": page("Pacte", body, head="title: Pacte\nversion: '1'\ndate: 2024-01-01"),
            "pacte-b.md": page("Pacte", many, head="title: Pacte\nversion: '2'\ndate: 2025-01-01"),
        },
    )
    yield _chain(
        "yearly call",
        {
            f"appel-{y}.md": page(f"Appel à projets {y}", t, f"Publié le 5 janvier {y}")
            for y, t in ((2024, body), (2025, edited(body, 0.25, 17)))
        },
    )
    yield _chain(
        "copies of a download",
        {
            "bareme.md": page("Barème", body, "Version du 1er mars 2024"),
            "bareme (1).md": page("Barème", few, "Version du 1er mars 2025"),
        },
    )
    yield Family(
        "a draft before its final text",
        {
            "statut_draft.md": page("Statut", few, "Version du 2 février 2024"),
            "statut.md": page("Statut", body, "Version du 5 mai 2024"),
        },
        (("statut_draft.md", "statut.md"),),
    )
    yield Family(
        "a draft after the text in force",
        {"usage-v1.md": page("Usage", body), "usage-v2-brouillon.md": page("Usage", few)},
    )
    yield Family(
        "two languages, each with its versions",
        {
            "accord-fr-2024-01.md": page("Accord", body),
            "accord-fr-2025-01.md": page("Accord", few),
            "accord-en-2024-01.md": page("Agreement", sentences(4, 60, True)),
            "accord-en-2025-01.md": page("Agreement", edited(sentences(4, 60, True), 0.1, 6)),
        },
        (("accord-fr-2024-01.md", "accord-fr-2025-01.md"), ("accord-en-2024-01.md", "accord-en-2025-01.md")),
    )


def _apart(body: list[str]) -> Iterator[Family]:
    few, many = edited(body, 0.06, 21), edited(body, 0.3, 22)
    shared = edited(body, 0.75, 23)
    yield Family(
        "instruments named in names and titles",
        {
            f"reglement-{n.lower()}-{y}-02.md": page(f"Règlement du programme {n}", about(n, t))
            for n, y, t in (("Altaïr", 2024, body), ("Orion", 2025, few), ("Véga", 2026, many))
        },
    )
    yield Family(
        "instruments named in names only",
        {
            f"aap-{n.lower()}-{y}-02.md": page("Appel à projets", about(n, t))
            for n, y, t in (("Altaïr", 2024, body), ("Orion", 2025, few))
        },
    )
    yield Family(
        "instruments named in folders and titles",
        {
            f"{n.lower()}/appel-{y}-02.md": page(f"Appel {n}", about(n, t))
            for n, y, t in (("Altaïr", 2024, body), ("Orion", 2025, few))
        },
    )
    yield Family(
        "funds with common nouns for names",
        {
            f"fonds-{n}-{y}-02.md": page(f"Fonds de {n}", about(f"le fonds de {n}", t))
            for n, y, t in (("maturation", 2024, body), ("transfert", 2025, few))
        },
    )
    yield Family(
        "acronyms one letter apart",
        {
            f"{n}_guide_{y}-02.md": page(f"Guide {n.upper()}", about(n.upper(), t))
            for n, y, t in (("pepa", 2024, body), ("pepb", 2025, few))
        },
    )
    yield Family(
        "lots",
        {f"cahier-lot{n}-202{n}-03.md": page(f"Cahier des charges, lot {n}", t) for n, t in ((4, body), (5, few))},
    )
    yield Family(
        "parts of a standard",
        {
            f"norme niveau {n} 202{n}-03.md": page(f"Norme, niveau {n}", t, f"Version du 3 mars 202{n + 3}")
            for n, t in ((1, body), (2, many))
        },
    )
    yield Family(
        "annexes by letter",
        {f"annexe-{n}-{y}-01.md": page(f"Annexe {n.upper()}", t) for n, y, t in (("a", 2024, body), ("b", 2025, few))},
    )
    yield Family(
        "fiches by number",
        {
            f"fiche-{n}.md": page(f"Fiche {n}", t, f"Version du {n} mars 2025")
            for n, t in ((11, body), (12, many), (13, few))
        },
    )
    yield Family(
        "translations",
        {
            "reglement-fr-2024-01.md": page("Règlement", body),
            "reglement-en-2024-06.md": page("Rules", sentences(7, 60, True)),
        },
    )
    yield Family(
        "translation under one name",
        {"fr/regles-2024-01.md": page("Règles", body), "en/regles-2024-06.md": page("Règles", sentences(8, 60, True))},
    )
    yield Family(
        "minutes",
        {
            f"cr-copil-{d}.md": page("Compte rendu du comité de pilotage", body[:20] + sentences(int(d[5:7]) + 30, 40))
            for d in ("2024-03-12", "2024-06-11", "2024-09-10")
        },
    )
    yield Family(
        "newsletters",
        {
            f"lettre-info-{d}.md": page("Lettre d'information", body[:18] + sentences(int(d[5:7]) + 50, 40))
            for d in ("2025-01", "2025-02", "2025-03")
        },
    )
    yield Family(
        "yearly reports",
        {
            f"rapport-activite-{y}.md": page(
                f"Rapport d'activité {y}", body[:20] + sentences(y, 40), f"Publié le 5 janvier {y + 1}"
            )
            for y in (2022, 2023, 2024)
        },
    )
    yield Family(
        "a summary beside its guide",
        {"guide-complet-2024-01.md": page("Guide", body), "guide-synthese-2024-06.md": page("Guide", body[:22])},
    )
    yield Family(
        "an amendment",
        {
            "convention-2023-01.md": page("Convention", body),
            "convention-avenant-2024-01.md": page("Avenant à la convention", body[:8] + sentences(70, 8)),
        },
    )
    yield Family(
        "questions and answers",
        {
            "reglement-2024-02.md": page("Règlement", body),
            "reglement-faq-2025-02.md": page("Règlement : questions fréquentes", shared),
        },
    )
    yield Family(
        "one name in two folders",
        {
            "a/lisezmoi-2024-01.md": page("Lisez-moi", body),
            "b/lisezmoi-2025-01.md": page("Lisez-moi", sentences(80, 60)),
        },
    )
    yield Family(
        "one template, other contents",
        {
            f"convention-{n}.md": page(
                f"Convention {n}", about(n, body[:15] + sentences(len(n) + 90, 45)), f"Version du 1er juin 202{at}"
            )
            for at, n in enumerate(("Rivage", "Montagne", "Plaine"), start=3)
        },
    )
    yield Family("nothing tells which is newer", {"memo.md": page("Mémo", body), "memo (1).md": page("Mémo", few)})
    yield Family(
        "deliverables",
        {
            f"D{n}.{m}_livrable.md": page(f"Livrable D{n}.{m}", t, f"Version du 1er mai 202{m}")
            for n, m, t in ((2, 3, body), (2, 4, many))
        },
    )
    yield Family(
        "sites of one form",
        {
            f"fiche-site-{n}.md": page("Fiche du site", about(n.capitalize(), t), f"Mis à jour le 0{at}/02/2025")
            for at, (n, t) in enumerate((("brest", body), ("nancy", few), ("tours", many)), start=1)
        },
    )


def _held_out(body: list[str], english: list[str]) -> Iterator[Family]:
    """Written after the rules were. Of these the first run missed "years in folders" and took "lists of a year" for versions; both led to a
    rule."""
    few, many = edited(body, 0.1, 31), edited(body, 0.35, 32)
    yield _chain(
        "retitled with other words",
        {
            "mode-emploi.md": page("Guide du déposant", body, "Mis à jour le 12/05/2024"),
            "comment-deposer.md": page("Guide des candidats", few, "Mis à jour le 02/02/2026"),
        },
    )
    yield _chain(
        "yearly call in English",
        {f"Call_text_{y}.md": page(f"Call for proposals {y}", t) for y, t in ((2024, english), (2025, english[8:]))},
    )
    yield _chain(
        "numbers below one",
        {f"PGD_v{n}.md": page("Plan de gestion des données", t) for n, t in (("0.9", body), ("1.0", many))},
    )
    yield _chain(
        "updated, as its name says",
        {
            "modalites.md": page("Modalités de dépôt", body, "Version du 4 mars 2024"),
            "modalites (màj mars 2025).md": page("Modalités de dépôt", few, "Version du 6 mars 2025"),
        },
    )
    yield _chain(
        "statutes as amended",
        {"statuts_2019.md": page("Statuts", body), "statuts_modifiés_2023.md": page("Statuts modifiés", few)},
    )
    yield _chain(
        "years in folders",
        {"2024/consignes.md": page("Consignes", body), "2025/consignes.md": page("Consignes", few)},
    )
    yield _chain(
        "sections moved",
        {"trame-2024-05.md": page("Trame", body), "trame-2025-05.md": page("Trame", body[40:] + body[:40])},
    )
    yield _chain(
        "half as long", {"memento-2024-05.md": page("Mémento", body), "memento-2025-05.md": page("Mémento", few[:40])}
    )
    yield _chain("twice as long", {"kit-2024-05.md": page("Kit", body[:35]), "kit-2025-05.md": page("Kit", few)})
    yield Family(
        "calls by number",
        {f"PEPR_AAP{n}_texte_202{n + 3}.md": page(f"AAP{n} du programme", t) for n, t in ((1, body), (2, many))},
    )
    yield Family(
        "notes by number",
        {
            f"note DGX {n}.md": page("Note de service", t, f"Publiée le {n} mars 2025")
            for n, t in ((12, body), (13, many))
        },
    )
    yield Family(
        "kinds of contract",
        {
            f"contrat-type-{n}-202{at}-01.md": page(f"Contrat type {n.upper()}", t)
            for at, (n, t) in enumerate((("a", body), ("b", few)), start=4)
        },
    )
    yield Family(
        "lists of a year",
        {f"laureats_{y}.md": page(f"Lauréats {y}", body[:12] + sentences(y + 7, 50)) for y in (2023, 2024)},
    )
    yield Family(
        "talks of two days",
        {
            f"presentation-{n}-{y}-03.md": page(f"Présentation, {n}", body[:10] + sentences(y + 9, 40))
            for n, y in (("lancement", 2024), ("mi-parcours", 2025))
        },
    )
    yield Family(
        "networks one word apart",
        {
            f"charte_{n}.md": page(f"Charte du réseau {n}", about(f"le réseau {n}", t), d)
            for n, t, d in (("Ouest", body, "Version du 1er mai 2024"), ("Sud", few, "Version du 2 mai 2025"))
        },
    )
    yield Family(
        "two axes",
        {f"axe{n}-202{n + 3}-02.md": page(f"Axe {n} : feuille de route", t) for n, t in ((1, body), (2, many))},
    )
    yield Family(
        "call and its answers",
        {
            "appel-2024-02.md": page("Appel", english),
            "appel-reponses-2024-06.md": page("Appel : réponses", english[:14] + sentences(8, 40, True)),
        },
    )
    yield Family(
        "forms of two bodies",
        {
            f"formulaire-{n}-202{at}.md": page("Formulaire de dépôt", about(n.upper(), t), "")
            for at, (n, t) in enumerate((("abc", body), ("xyz", few)), start=4)
        },
    )


def recognised(family: Family, folder: Path) -> tuple[set[tuple[str, str]], tuple[Document, ...]]:
    """The pairs (old, what replaces it) that are found among the family's files, and its documents."""
    for name, text in family.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    documents = settle([load(folder / name, name) for name in sorted(family.files)]).documents
    by_id = {document.id: document for document in documents}
    pairs = {(one.path, by_id[one.superseded_by].path) for one in documents if one.superseded_by}
    assert all(newest(one, by_id) for one in documents)
    return pairs, documents


def main() -> int:
    right = wrong = missed = count = 0
    for family in families():
        count += 1
        with tempfile.TemporaryDirectory() as folder:
            found, _ = recognised(family, Path(folder))
        expected = family.expected()
        right, wrong, missed = (
            right + len(found & expected),
            wrong + len(found - expected),
            missed + len(expected - found),
        )
        for label, pairs in (("wrong ", found - expected), ("missed", expected - found)):
            for old, new in sorted(pairs):
                print(f"{label}  {family.name}: {old} -> {new}")
    print(
        f"{count} families: {right} right, {wrong} wrong, {missed} missed; precision {right / max(1, right + wrong):.3f}, "
        f"recall {right / max(1, right + missed):.3f}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
