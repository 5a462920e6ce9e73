"""Sentences, stems and numbers of French and English."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbti_qa.language import (
    announces,
    begins_enumeration,
    clause_spans,
    count_words,
    detect_language,
    enumerators,
    fold,
    fold_in_place,
    sentence_spans,
    stem,
    stems,
    words,
)


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le taux est de 100 %. L'équipe suit.", ["Le taux est de 100 %.", "L'équipe suit."]),
        ("Clos en 2027. La durée est de 4 ans.", ["Clos en 2027.", "La durée est de 4 ans."]),
        ("Voir M. Dupont. Il répond.", ["Voir M. Dupont.", "Il répond."]),
        ("A. Martin (fig. 2) dit oui. Puis non.", ["A. Martin (fig. 2) dit oui.", "Puis non."]),
        ("Il dit « oui. » Elle part.", ["Il dit « oui. »", "Elle part."]),
        ("Le cours (1). Le reste.", ["Le cours (1).", "Le reste."]),
        ("C'est fini. (1) La suite vient.", ["C'est fini. (1)", "La suite vient."]),
        ("Le prix est de 3.5 millions. Oui !", ["Le prix est de 3.5 millions.", "Oui !"]),
        ("Qui ? Quoi ?", ["Qui ?", "Quoi ?"]),
        ("See e.g. Figure 2. It works.", ["See e.g. Figure 2.", "It works."]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text, expected):
    assert sentences(text) == expected


@given(st.text(alphabet="aZé1. !?»«()%€'\n", max_size=200))
def test_sentences_are_in_order_apart_and_lose_nothing(text):
    spans = sentence_spans(text)

    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())


def test_a_long_enumeration_is_cut_at_its_items_and_a_short_one_stays():
    text = "Quatre comités : (i) un comité directeur ; (ii) un comité de pilotage ; (iii) un conseil."

    assert [text[a:b] for a, b in clause_spans(text, 5)] == [
        "Quatre comités :",
        "(i) un comité directeur ;",
        "(ii) un comité de pilotage ;",
        "(iii) un conseil.",
    ]
    assert clause_spans(text, 50) == [(0, len(text))]


def test_elisions_go_and_thousands_stay_together():
    assert words("L'Inserm et 3 000 sites") == [("Inserm", 2, 8), ("et", 9, 11), ("3000", 12, 17), ("sites", 18, 23)]


def test_cognates_of_the_two_languages_share_a_stem():
    assert stem("académique") == stem("academic") == "academ"
    assert stem("thérapies") == stem("therapies") == "therap"


def test_small_words_carry_nothing_and_acronyms_do():
    assert stems("Les cellules CAR et la bactérie, car the car") == ["cellul", "car", "bacter"]


def test_accents_and_ligatures_fold():
    assert fold("Œuvre d’État") == "oeuvre d'etat"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Quel est le budget du programme ?", "fr"),
        ("What is the budget of the programme?", "en"),
        ("number of ongoing gene therapy trials?", "en"),
        ("budget PEPR", "fr"),
        ("", "fr"),
    ],
)
def test_the_language_is_told_by_the_small_words(text, language):
    assert detect_language(text) == language


def test_words_are_counted_as_a_reader_counts_them():
    assert count_words("80 M€ sur 7 ans") == 5


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("trois lots : (i) le suivi, (ii) les achats et (iii) la formation", ["(i", "(ii", "(iii"]),
        ("…, (iii) un comité et (iv) un conseil", ["(iii", "(iv"]),
        ("…, (iii) un comité", ["(iii"]),
        ("les tubes de type (c) et la vitamine (x)", []),
        ("a) le suivi b) les achats", ["a", "b"]),
        ("l'association Algues (8)), et le plan (5), qui commence", []),
        ("les stations (voir la figure 2) et (1) leurs équipes", []),
    ],
)
def test_an_enumeration_is_a_series_of_marks(text, items):
    assert [text[start:].split(")")[0] for start in enumerators(text)] == items


def test_only_the_first_mark_begins_an_enumeration():
    assert begins_enumeration("(i) le suivi")
    assert begins_enumeration("a) le suivi")
    assert not begins_enumeration("(ii) les achats")
    assert not begins_enumeration("le suivi (i)")


@pytest.mark.parametrize(
    ("one", "many"), [("essai", "essais"), ("tissu", "tissus"), ("loi", "lois"), ("appui", "appuis")]
)
def test_the_plural_of_a_word_on_i_or_u_has_its_stem(one, many):
    assert stem(one) == stem(many)


@pytest.mark.parametrize(
    ("text", "is_announced"),
    [
        ("Il a quatre buts :", True),
        ("Il a quatre buts : (2)", True),
        ("It has four aims: [12]", True),
        ("Il a quatre buts :²", True),
        ("Il a un but : durer", False),
        ("Il a quatre buts (2)", False),
    ],
)
def test_a_list_is_announced_by_a_colon_whatever_note_is_called_behind_it(text, is_announced):
    assert announces(text) is is_announced


@pytest.mark.parametrize(
    ("text", "folded"),
    [("10¹³", "10¹³"), ("10⁻³", "10⁻³"), ("2½ ans", "2½ ans"), ("CO₂", "co2"), ("Emplois³", "emplois³")],
)
def test_exponents_and_fractions_are_not_folded_into_digits(text, folded):
    assert fold(text) == folded
    assert fold_in_place(text) == folded


@given(st.text())
def test_folding_in_place_keeps_places(text):
    assert len(fold_in_place(text)) == len(text)


def test_the_call_of_a_note_is_no_part_of_its_word():
    assert [word for word, _, _ in words("300 emplois³ sur 140 m² et 10¹³ vecteurs")] == [
        "300", "emplois", "sur", "140", "m2", "et", "10¹³", "vecteurs",
    ]  # fmt: skip
    assert stems("emplois³") == stems("emplois")


def test_long_texts_are_folded_and_stemmed_as_short_ones_are():
    sentence = "Les équipes étrangères œuvrent à 10¹³ essais. "

    assert fold(sentence * 100) == fold(sentence) * 100
    assert stems(sentence * 100) == stems(sentence) * 100


def test_a_start_up_is_one_word_and_starts_nothing():
    assert [word for word, _, _ in words("les start-ups, une spin-off, le co-pilote")] == [
        "les",
        "startups",
        "une",
        "spinoff",
        "le",
        "co",
        "pilote",
    ]
    assert stem("startup") == stems("start-up")[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [("accélérateur", "accélération"), ("génie", "gène"), ("facs", "face"), ("accelerators", "accélérer")],
)
def test_words_that_six_letters_confuse_are_kept_apart(one, other):
    assert stem(one) != stem(other)
    assert stem(one) == stem(f"{one.rstrip('s')}s")
