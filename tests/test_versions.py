"""Which texts are the same, which document replaces which, and what `sources.toml` says of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from fakes import make_document
from version_families import Family, families, recognised

from bbti_qa.catalogue import load_catalogue
from bbti_qa.dating import date_in_name, date_in_text, family_of, version_in_name
from bbti_qa.documents import Document
from bbti_qa.errors import CorpusError
from bbti_qa.versions import chains, is_out_of_force, kindred, resemblance, settle, sketch_of

MISSED = (
    "front matter",
)  # "pacte-a" and "pacte-b": a letter that numbers a version looks like one that numbers an annexe

GUIDE = (
    "Le guide explique comment déposer un projet au programme fictif et quelles pièces joindre au dossier. "
    "Chaque projet dure au plus trois ans et réunit deux équipes de deux organismes. Le jury se réunit en juin et publie ses "
    "résultats en juillet. Les lauréats signent une convention avec l'organisme qui pilote le programme. "
)
OTHER = "Une autre fiche parle des cellules que les équipes cultivent dans des bioréacteurs de grand volume pour les essais cliniques à venir."


def guide(path: str, text: str, **fields: object) -> Document:
    return replace(make_document(path, "Guide du déposant", GUIDE + text), **fields)  # type: ignore[arg-type]


OLD = guide("guide-2024-02.md", "L'aide est de 80 000 € par projet.")
NEW = guide("guide-2026-01.md", "L'aide est de 120 000 € par projet.")


def replaced(*documents: Document) -> dict[str, str]:
    settled = settle(documents).documents
    paths = {document.id: document.path for document in settled}
    return {document.path: paths.get(document.superseded_by, "") for document in settled}


def test_the_newer_of_two_versions_replaces_the_older_one_in_whatever_order_they_come() -> None:
    expected = {"guide-2024-02.md": "guide-2026-01.md", "guide-2026-01.md": ""}

    assert replaced(OLD, NEW) == expected
    assert replaced(NEW, OLD) == expected


def test_three_versions_make_a_chain_oldest_first() -> None:
    middle = guide("guide-2025-03.md", "L'aide est de 100 000 € par projet.")

    found = chains(settle([NEW, OLD, middle]).documents)

    assert [[document.path for document in chain] for chain in found] == [
        ["guide-2024-02.md", "guide-2025-03.md", "guide-2026-01.md"]
    ]


def test_documents_of_other_texts_are_no_versions_even_under_one_title() -> None:
    other = replace(make_document("autre-2026-01.md", "Guide du déposant", OTHER), date="2026-01-01")

    assert replaced(OLD, other) == {"guide-2024-02.md": "", "autre-2026-01.md": ""}


def test_documents_of_other_instruments_are_no_versions_however_alike() -> None:
    one, other = replace(OLD, instrument="PEPR BBTI"), replace(NEW, instrument="PEPR TASE")

    assert replaced(one, other) == {"guide-2024-02.md": "", "guide-2026-01.md": ""}


@pytest.mark.parametrize("family", [pytest.param(family, id=family.name) for family in families()])
def test_versions_are_told_from_what_looks_like_them(family: Family, tmp_path: Path) -> None:
    found, _ = recognised(family, tmp_path)

    assert found == (set() if family.name in MISSED else family.expected())


def test_a_draft_replaces_nothing() -> None:
    assert replaced(OLD, replace(NEW, status="draft"))["guide-2024-02.md"] == ""


def test_what_is_declared_wins_over_what_names_say() -> None:
    declared = replace(OLD, replaces=("guide-2026-*.md",))

    assert replaced(NEW, declared) == {"guide-2026-01.md": "guide-2024-02.md", "guide-2024-02.md": ""}


def test_a_start_of_validity_that_is_only_less_exact_leaves_it_to_the_other_signs() -> None:
    one, other = replace(OLD, valid_from="2026"), replace(NEW, valid_from="2026-01-15")

    assert replaced(one, other) == {"guide-2024-02.md": "guide-2026-01.md", "guide-2026-01.md": ""}
    assert replaced(replace(OLD, valid_from="2027"), other)["guide-2026-01.md"] == "guide-2024-02.md"


@pytest.mark.parametrize(
    ("valid_to", "last", "after"),
    [
        ("2026", "2026-12-31", "2027-01-01"),
        ("2026-03", "2026-03-31", "2026-04-01"),
        ("2026-03-03", "2026-03-03", "2026-03-04"),
    ],
)
def test_a_document_is_in_force_to_the_last_day_of_what_it_names(valid_to: str, last: str, after: str) -> None:
    document = replace(NEW, valid_to=valid_to)

    assert not is_out_of_force(document, last)
    assert is_out_of_force(document, after)
    assert not is_out_of_force(document)


def test_an_end_of_validity_that_is_no_date_ends_nothing() -> None:
    assert not is_out_of_force(replace(NEW, valid_to="01/01/2020 ou plus tard"), "2026-11-22")


def test_texts_are_read_once_however_many_others_they_resemble(monkeypatch: pytest.MonkeyPatch) -> None:
    from bbti_qa import versions

    read: list[str] = []
    words_of = versions.words_of
    monkeypatch.setattr(versions, "words_of", lambda document: read.append(document.path) or words_of(document))
    guides = [guide(f"guide {letter * 3}.md", f"Fiche {letter * 3}.") for letter in "abcdef"]

    settle(guides)
    assert sorted(read) == [document.path for document in guides]

    read.clear()
    assert len(list(kindred(guides))) == 15
    assert sorted(read) == [document.path for document in guides]


def test_nothing_is_replaced_where_no_date_or_number_tells() -> None:
    one, other = guide("guide.md", "L'aide est de 80 000 €."), guide("guide (1).md", "L'aide est de 90 000 €.")

    assert replaced(one, other) == {"guide.md": "", "guide (1).md": ""}


def test_the_same_words_in_two_files_are_indexed_once_and_both_are_named() -> None:
    copy = replace(
        make_document("copie.docx", "Autre titre", (GUIDE + "L'aide est de 80 000 € par projet.").upper()), date=""
    )

    settled = settle([OLD, copy])

    assert [(document.path, document.copies) for document in settled.documents] == [
        ("guide-2024-02.md", ("copie.docx",))
    ]
    assert [(twin.path, twin.kept, twin.is_exact) for twin in settled.twins] == [
        ("copie.docx", "guide-2024-02.md", True)
    ]


def test_a_text_whose_every_word_another_has_is_a_copy_of_it() -> None:
    whole = make_document(
        "tout.md", "Tout", " ".join(f"{GUIDE} Numéro {number}." for number in range(9)) + " Fin du texte."
    )
    part = make_document("partie.md", "Partie", " ".join(f"{GUIDE} Numéro {number}." for number in range(9)))

    settled = settle([part, whole])

    assert [(document.path, document.copies) for document in settled.documents] == [("tout.md", ("partie.md",))]
    assert [twin.is_exact for twin in settled.twins] == [False]


def test_one_other_figure_is_no_copy() -> None:
    one = make_document("a.md", "A", GUIDE * 9 + "L'aide est de 80 000 €.")
    other = make_document("b.md", "B", GUIDE * 9 + "L'aide est de 90 000 €.")

    assert len(settle([one, other]).documents) == 2


def test_resemblance_is_one_for_a_text_and_nothing_for_others() -> None:
    assert resemblance(sketch_of(OLD), sketch_of(OLD)) == 1.0
    assert resemblance(sketch_of(OLD), sketch_of(make_document("x", "X", OTHER))) == 0.0
    assert len(sketch_of(make_document("x", "X", "Trop court."))) == 0


@pytest.mark.parametrize(
    ("name", "date", "version", "family"),
    [
        ("260303_Standard_X_niveau1_v2023_rev2026-03.pdf", "2026-03-03", "", "standard x niveau1"),
        ("240209_Standard_X_niveau1_v2024-02_(révision).pdf", "2024-02-09", "", "standard x niveau1"),
        ("Guide v2.1 final.docx", "", "2.1", "guide"),
        ("manuel 06.11.2023.pdf", "2023-11-06", "", "manuel"),
        ("fiche-12.md", "", "", "fiche 12"),
        ("a/b/appel-2025.pdf", "", "", "appel"),
    ],
)
def test_names_tell_dates_versions_and_families(name: str, date: str, version: str, family: str) -> None:
    assert (date_in_name(name), version_in_name(name), family_of(Path(name).stem)) == (date, version, family)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Guide\nVersion du 3 mars 2026", "2026-03-03"),
        ("Version 2.1 du 1er juin 2025", "2025-06-01"),
        ("Mis à jour le 12/05/2024.", "2024-05-12"),
        ("Published on March 3, 2026", "2026-03-03"),
        ("Date : mai 2024", "2024-05"),
        ("Compte rendu du comité hydrogène du 12 mars 2026\n\nPrésents : …", "2026-03-12"),
        ("PEPR\nProcès-verbal de la séance du jeudi 2 avril 2026", "2026-04-02"),
        ("Minutes of the steering committee of March 12, 2026", "2026-03-12"),
        ("Communiqué : candidatures jusqu’au 12 mars 2026", ""),
        ("Commentaire de la loi du 12 mars 2026", ""),
        ("La date limite est fixée au 15 mars 2024.", ""),
        ("Le 3 mars 2026, le comité se réunit.", ""),
    ],
)
def test_a_first_page_tells_its_own_date_and_no_other(text: str, date: str) -> None:
    assert date_in_text(text) == date


def catalogue(tmp_path: Path, text: str):
    (tmp_path / "sources.toml").write_text(text, "utf-8")
    return load_catalogue([tmp_path])


def test_the_keeper_has_the_last_word(tmp_path: Path) -> None:
    found = catalogue(
        tmp_path,
        '["guide-*.md"]\ninstrument = "PEPR BBTI"\n["guide-2026-01.md"]\ntitle = "Le guide"\ndate = 2026-02-01\nreplaces = "guide-2024-02.md"\n',
    )

    document = found.applied(NEW)

    assert (document.title, document.date, document.instrument, document.replaces) == (
        "Le guide",
        "2026-02-01",
        "PEPR BBTI",
        ("guide-2024-02.md",),
    )
    assert document.declared == ("date", "instrument", "replaces", "title")
    assert found.applied(replace(NEW, path="autre.md")) == replace(NEW, path="autre.md")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('["a.md"]\ntitel = "x"', "'titel' is no field"),
        ('["a.md"]\ndate = "hier"', "is no date"),
        ('["a.md"]\nlanguage = "de"', "fr or en"),
        ('["a.md"]\nversion = 2', "takes a text"),
        ('title = "x"', "must be a table"),
        ("[", "cannot be read"),
    ],
)
def test_a_mistake_in_sources_toml_is_named(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(CorpusError, match=reason):
        catalogue(tmp_path, text)


def test_an_entry_without_its_document_is_named(tmp_path: Path) -> None:
    found = catalogue(tmp_path, '["guide.md"]\ntitle = "x"\n["autre.md"]\nreplaces = ["vieux.md"]\n')

    with pytest.raises(CorpusError, match=r"'guide\.md', and there is no such document"):
        found.check(["autre.md", "vieux.md"])
    with pytest.raises(CorpusError, match=r"replaces 'vieux\.md'"):
        found.check(["autre.md", "dossier/guide.md"])


def test_a_file_with_brackets_in_its_name_can_be_named(tmp_path: Path) -> None:
    found = catalogue(
        tmp_path, '["rapport [2026].pdf"]\ntitle = "Le rapport"\nreplaces = ["anciens/rapport [2024].pdf"]\n'
    )
    new, old = replace(NEW, path="rapport [2026].pdf"), replace(OLD, path="anciens/rapport [2024].pdf")

    found.check([new.path, old.path])
    assert found.applied(new).title == "Le rapport"
    assert replaced(found.applied(new), old) == {new.path: "", old.path: new.path}
