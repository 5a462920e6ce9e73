"""Disagreements found without a question."""

from fakes import make_document

from bbti_qa.chunking import ChunkingRule, split
from bbti_qa.judging import survey


def surveyed(*texts: str):
    documents = [make_document(f"{number}.txt", f"Texte {number}", text) for number, text in enumerate(texts)]
    passages = [passage for document in documents for passage in split(document, ChunkingRule(), len, 10_000)]
    return survey(passages, {document.id: document for document in documents}).disagreements


def test_amounts_of_one_thing_that_differ_between_documents_are_found():
    found = surveyed(
        "Le programme Alizé dispose d'un budget de 12 M€.",
        "Le budget du programme Alizé s'élève à 15 millions d'euros.",
    )

    assert [(item.first.said, item.second.said) for item in found] == [("12 M€", "15 millions d'euros")]
    assert found[0].first.document.path == "0.txt"


def test_the_same_amount_in_other_words_and_amounts_of_other_things_are_not():
    assert not surveyed(
        "Le budget du programme Alizé est de 12 M€.", "Le programme Alizé a un budget de 12 millions d'euros."
    )
    assert not surveyed(
        "Le budget du programme Alizé est de 12 M€.", "Le budget du comité du programme Borée est de 3 M€."
    )


def test_counts_of_one_thing_that_differ_are_found_and_shares_are_not():
    whole = "Le programme compte douze projets prioritaires."

    assert len(surveyed(whole, "On y trouve 14 projets prioritaires.")) == 1
    assert not surveyed(whole, "Trois projets prioritaires ont été définis pour chaque axe.")


def test_a_count_that_its_own_list_does_not_have_is_found():
    found = surveyed("L'État a labellisé huit instituts (Nantes, Paris, Lyon, Lille, Metz et Nancy).")

    assert [(item.first.said, item.listed) for item in found] == [("huit instituts", 6)]


def test_a_document_that_gives_both_values_does_not_disagree_with_one_of_them():
    assert not surveyed(
        "Le budget du programme Alizé est de 12 M€.",
        "Le budget du programme Alizé est de 12 M€. Le budget du programme Alizé sera de 15 M€.",
    )


def test_an_acronym_with_two_long_forms_is_found_and_one_that_only_says_more_is_not():
    first = "Le Plan national des ports (PNP) est ouvert."
    found = surveyed(first, "Le Programme naval des pêches (PNP) est fermé.")

    assert [(item.first.said, item.second.said) for item in found] == [
        ("PNP : Plan national des ports", "PNP : Programme naval des pêches")
    ]
    assert not surveyed(first, "Ce plan, dit Plan national des ports (PNP), est fermé.")
