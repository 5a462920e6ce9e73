"""The parts of a brief: whole sentences, openings, repetition, aspects, remarks."""

from __future__ import annotations

import pytest
from fakes import make_document, make_page

from bbti_qa.chunking import ChunkingRule, split
from bbti_qa.documents import Block, BlockKind, Document, OffsetMap, Page
from bbti_qa.judging import Survey
from bbti_qa.tasks.brief.aspects import Aspect, aspect_of
from bbti_qa.tasks.brief.brief import Audience, LedgerKind
from bbti_qa.tasks.brief.ledger import facts_in
from bbti_qa.tasks.brief.openings import Opening, opening_of, without_connector
from bbti_qa.tasks.brief.relevance import speaks_of_documents
from bbti_qa.tasks.brief.remarks import Margin
from bbti_qa.tasks.brief.repetition import adds_nothing, say_the_same
from bbti_qa.tasks.brief.sentences import sentences_of
from bbti_qa.tasks.brief.statements import Statement, condensed, is_imprint, is_whole, statements_of


def statements(document: Document) -> tuple[Statement, ...]:
    passages = split(document, ChunkingRule(), lambda text: len(text.split()), 200)
    return statements_of(passages, {document.id: document})


def one(text: str, title: str = "Fiche") -> Statement:
    return statements(make_document(f"{title}.txt", title, text))[0]


def page_of(*blocks: tuple[BlockKind, str]) -> Page:
    """A page of blocks, a line each."""
    text, made = "", []
    for kind, words in blocks:
        made.append(Block(kind, len(text), len(text) + len(words), 1 if kind is BlockKind.HEADING else 0))
        text += f"{words}\n"
    return Page(1, text, tuple(made), OffsetMap(((0, 0, len(text)),)))


def document_of(page: Page) -> Document:
    made = make_document("liste.txt", "Liste", page.text)
    return Document(made.id, made.path, made.title, (page,), made.format, "fr")


LONG = "d'abord les équipes de recherche et puis les équipes de soin de toutes les régions du pays sans exception aucune ni retard d'aucune sorte"
COMMITTEES = (
    f"La conduite est confiée à trois comités : (i) un comité de choix, {LONG}, (ii) un comité de suivi, {LONG}. "
    f"Ce comité se réunit deux fois, (iii) un comité d'éthique, {LONG}, {LONG}, {LONG} (voir la Figure 2). Le reste suit."
)


def test_an_enumeration_that_was_cut_is_one_announcement_with_its_items() -> None:
    first, *others = statements(make_document("a.txt", "A", COMMITTEES))

    assert first.text == "La conduite est confiée à trois comités :"
    assert [item.text.split(",")[0] for item in first.items] == [
        "un comité de choix",
        "un comité de suivi",
        "un comité d'éthique",
    ]
    assert first.items[1].text.endswith("Ce comité se réunit deux fois,")
    assert first.items[2].text.endswith("(voir la Figure 2).")
    assert [other.text for other in others] == ["Le reste suit."]


def test_bullets_stand_with_the_sentence_that_announces_them() -> None:
    page = page_of(
        (BlockKind.HEADING, "Les axes"),
        (BlockKind.PROSE, "Le programme a deux axes :"),
        (BlockKind.ITEM, "soigner les malades ;"),
        (BlockKind.ITEM, "former les équipes."),
        (BlockKind.PROSE, "Les appels suivent."),
    )
    first, second = statements(document_of(page))

    assert [item.text for item in first.items] == ["soigner les malades ;", "former les équipes."]
    assert second.text == "Les appels suivent."
    assert second.before == first.order


def test_every_piece_of_a_statement_is_exact() -> None:
    document = make_document("a.txt", "A", COMMITTEES)

    for statement in statements(document):
        for item in statement.items:
            assert item.text in document.text(item.spans)
        assert document.text(statement.spans) == statement.text


def test_a_list_that_is_too_long_is_cut_at_its_commas_and_says_so() -> None:
    short = condensed(one(COMMITTEES), 8)

    assert [item.text for item in short.items] == [
        "un comité de choix […]",
        "un comité de suivi […]",
        "un comité d'éthique […]",
    ]


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("En effet, la production coûte cher aux hôpitaux.", Opening.CONNECTED),
        ("Par ailleurs, les essais durent longtemps partout.", Opening.CONNECTED),
        ("Thus, the programme has four axes and one board.", Opening.CONNECTED),
        ("Celui-ci réunit deux établissements.", Opening.LEANING),
        ("Elles nécessitent des moyens.", Opening.LEANING),
        ("Ces projets durent quatre ans.", Opening.LEANING),
        ("Leur rôle est central.", Opening.LEANING),
        ("It was created in 2005.", Opening.LEANING),
        ("Ainsi, celle-ci dispose de moyens propres et durables.", Opening.LEANING),
        ("Deux de ces centres sont à Nantes.", Opening.LEANING),
        ("Par exemple, une équipe travaille à Nantes.", Opening.LEANING),
        ("Il existe des défis nombreux.", Opening.FREE),
        ("Il est important de former les équipes.", Opening.FREE),
        ("It is important to train the teams.", Opening.FREE),
        ("Le programme réunit deux établissements.", Opening.FREE),
        ("Cellules et tissus sont au programme.", Opening.FREE),
        ("Cent équipes travaillent ensemble.", Opening.FREE),
    ],
)
def test_how_a_sentence_begins(text: str, opening: Opening) -> None:
    assert opening_of(text) is opening


def test_a_connector_is_cut_with_a_sign_and_the_quote_keeps_it() -> None:
    statement = one("En effet, la production coûte cher aux hôpitaux.")

    (sentence,) = sentences_of(statement)

    assert sentence.text == "[…] La production coûte cher aux hôpitaux."
    assert sentence.citations[0].quote == "En effet, la production coûte cher aux hôpitaux."


def test_a_connector_stays_behind_the_sentence_that_it_is_joined_to() -> None:
    (sentence,) = sentences_of(one("En effet, la production coûte cher aux hôpitaux."), follows=True)

    assert sentence.text == "En effet, la production coûte cher aux hôpitaux."


def test_a_connector_is_not_cut_off_a_stump() -> None:
    assert without_connector("Ainsi, il dort.") == "Ainsi, il dort."


def test_a_reference_to_a_figure_is_cut_and_literature_only_for_the_public() -> None:
    statement = one("Trois projets sont définis pour chaque axe (voir la Figure 1), d'après une étude (Fischer, 2019).")

    (expert,) = sentences_of(statement)
    (plain,) = sentences_of(statement, audience=Audience.GRAND_PUBLIC)

    assert expert.text == "Trois projets sont définis pour chaque axe […], d'après une étude (Fischer, 2019)."
    assert plain.text == "Trois projets sont définis pour chaque axe […], d'après une étude […]."


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (
            "Le programme dispose d'un budget de 80 M€ sur 7 ans.",
            "Le budget du programme est de 80 millions d'euros.",
            True,
        ),
        (
            "Le programme dispose d'un budget de 80 M€ sur 7 ans.",
            "Le programme dispose d'un budget de 70 M€ sur 7 ans.",
            False,
        ),
        (
            "Les entreprises participent au programme national.",
            "Les entreprises ne participent pas au programme national.",
            False,
        ),
        ("Le comité directeur valide les changements.", "Le comité de pilotage suit les projets financés.", False),
    ],
)
def test_what_says_the_same(first: str, second: str, same: bool) -> None:
    assert say_the_same(one(first), one(second, "Autre")) is same


def test_a_sentence_with_a_new_value_adds_something() -> None:
    said = [one("Le programme dispose d'un budget de 80 M€ sur 7 ans.")]

    assert adds_nothing(one("Le programme dispose d'un budget."), said)
    assert not adds_nothing(one("Le programme dispose de 4 M€."), said)


@pytest.mark.parametrize(
    ("text", "aspect"),
    [
        ("Le terme désigne un ensemble de médicaments.", Aspect.WHAT),
        ("L'objectif est de soigner les malades.", Aspect.WHY),
        ("Le programme est piloté par deux établissements.", Aspect.WHO),
        ("Le budget s'élève à 80 M€.", Aspect.HOW_MUCH),
        ("L'appel ouvre en mai 2025.", Aspect.WHEN),
        ("La sélection se fait en deux étapes après évaluation.", Aspect.HOW),
        ("La production est difficile et complexe.", Aspect.LIMITS),
        ("Les équipements sont neufs.", Aspect.MORE),
    ],
)
def test_what_a_statement_tells_of_a_topic(text: str, aspect: Aspect) -> None:
    assert aspect_of(one(text)) is aspect


def test_a_question_a_stump_and_a_glossary_entry_are_no_sentences() -> None:
    entry = page_of((BlockKind.ITEM, "AAP : appel à projets du programme."))

    assert not is_whole(one("Qui pilote le programme national ?"))
    assert not is_whole(one("Figure 2 :"))
    assert not is_whole(statements(document_of(entry))[0])
    assert is_whole(one("Le programme réunit deux établissements."))


def test_sentences_on_the_sources_are_told_from_sentences_on_the_matter() -> None:
    assert speaks_of_documents("Les deux articles n'indiquent aucun taux.")
    assert speaks_of_documents("Un autre document de ce recueil détaille leurs missions.")
    assert not speaks_of_documents("Le comité valide le document de cadrage.")


def margin(today: str, *documents: Document) -> Margin:
    every = [statement for document in documents for statement in statements(document)]
    return Margin(Survey(()), documents, every, every, ["appel", "projet"], today, "fr")


def test_the_margin_warns_of_a_newer_version_of_the_document() -> None:
    old = make_document("v1.txt", "Fiche du programme", "Le budget est de 70 M€.", date="2024-01-01", version="1")
    new = make_document("v2.txt", "Fiche du programme", "Le budget est de 80 M€.", date="2026-01-01", version="2")

    beside = margin("2026-11-21", old, new).beside

    assert "version 2" in beside(statements(old)[0])[0].text
    assert beside(statements(new)[0]) == ()


def test_the_margin_sets_two_announcements_side_by_side() -> None:
    one_ = make_document("a.txt", "A", "Un appel à projets sera lancé en 2027.")
    other = make_document("b.txt", "B", "L'appel à projets sera ouvert dès 2028.")

    remarks = margin("2026-11-21", one_, other).beside(statements(one_)[0])

    assert [("2027" in remark.text and "2028" in remark.text) for remark in remarks] == [True]


def test_the_margin_tells_other_counts_in_one_sentence_and_not_those_of_some() -> None:
    here = make_document(
        "a.txt", "A", "Le programme compte quatre axes : les cellules, les gènes, les outils, les soins."
    )
    there = make_document("b.txt", "B", "Le résumé annonce deux axes : les cellules et les gènes.")
    third = make_document("c.txt", "C", "Le plan prévoit trois axes : les cellules, les gènes et les soins.")
    some = make_document("d.txt", "D", "L'édition de gènes figure dans cinq axes : elle y sert deux fois.")

    remarks = margin("2026-11-21", here, there, third, some).beside(statements(here)[0])

    assert [remark.text for remark in remarks] == [
        "Ailleurs, les documents disent «\u00a0deux axes\u00a0» (B, p. 1) et «\u00a0trois axes\u00a0» (C, p. 1). "
        "Vérifier s’il s’agit de la même chose."
    ]


def test_the_margin_tells_a_value_that_is_left_behind() -> None:
    document = make_document("a.txt", "A", "Le pays est passé de la 1re à la 4e place européenne.")

    assert "1re" in margin("2026-11-21", document).beside(statements(document)[0])[0].text


def test_a_capital_at_the_head_of_a_sentence_makes_no_name() -> None:
    text = (
        "Dotée de 4 M€, la gouvernance du PEPR BBTI associe l'Établissement Français du Sang et le comité de pilotage."
    )

    found = [(kind.value, text[start:end]) for kind, start, end in facts_in(text, {}, lambda word: word == "Dotée")]

    assert found == [
        ("number", "4 M€"),
        ("name", "PEPR BBTI"),
        ("body", "Établissement Français du Sang"),
        ("body", "comité de pilotage"),
    ]


def test_a_page_without_text_has_no_statement() -> None:
    empty = make_document("vide.txt", "Vide", "")

    assert statements(empty) == ()
    assert make_page(1, "").blocks == ()


@pytest.mark.parametrize(
    "text",
    [
        "Version 1.0 – 21 novembre 2026 – Équipe de rédaction.",
        "Version 2.1 du 3 février 2026.",
        "Published on 5 November 2026.",
        "Document de référence, 12 octobre 2026.",
    ],
)
def test_a_version_line_is_no_content(text: str) -> None:
    assert is_imprint(text)


@pytest.mark.parametrize(
    "text",
    [
        "Le programme se déploie sur sept ans, de 2023 à 2030.",
        "La version corrigée a été transmise à l’agence en mai 2023.",
        "Les dossiers sont reçus jusqu’au 15 mai 2027.",
    ],
)
def test_a_sentence_with_a_date_is_content(text: str) -> None:
    assert not is_imprint(text)


@pytest.mark.parametrize(
    "text",
    [
        "Le comité scientifique l’a ensuite évalué.",
        "La direction mène cette tâche avec ses partenaires.",
        "Le résumé exprime la même ambition en deux volets.",
        "Confié à deux organismes et doté de 80 M€, il finance douze projets.",
        "The council continues this dialogue with the universities.",
    ],
)
def test_a_sentence_whose_object_was_named_before_leans(text: str) -> None:
    assert opening_of(text) is Opening.LEANING


@pytest.mark.parametrize(
    "text",
    [
        "Le comité suit les projets et rend compte de ces projets chaque année.",
        "Le comité a évalué le document et l’a transmis à l’agence.",
        "Les deux équipes ont la même taille que leur partenaire.",
    ],
)
def test_a_sentence_that_names_what_it_points_to_stands_alone(text: str) -> None:
    assert opening_of(text) is not Opening.LEANING


def test_the_name_of_a_body_is_not_cut_inside_a_word() -> None:
    text = "Le texte est parvenu à la direction générale de la recherche et à l’Agence nationale de la recherche."
    found = [text[start:end] for kind, start, end in facts_in(text, {}, lambda word: False) if kind is LedgerKind.BODY]

    assert found == ["direction générale de la recherche", "Agence nationale de la recherche"]


def test_what_a_sign_means_is_said_once() -> None:
    sign = one("Le sigle ABC désigne un programme et équipements prioritaires de recherche.")

    assert adds_nothing(one("ABC signifie « programme et équipements prioritaires de recherche »."), [sign])
