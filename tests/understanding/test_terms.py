"""What is looked for: the words of the matter, and what else they are called."""

import pytest

from bbti_qa.glossary import Entry, Glossary
from bbti_qa.language import stem
from bbti_qa.shorthand import written_out
from bbti_qa.understanding import understand


@pytest.mark.parametrize(
    ("asked", "plain"),
    [
        ("Résume l'axe 3 en deux lignes.", "Résume l'axe 3."),
        ("Décris la gouvernance en une phrase simple", "Décris la gouvernance simple"),
        ("En quelques mots, la gouvernance ?", "La gouvernance ?"),
        ("Fiche identité du programme en 4 points", "Fiche du programme"),
        ("Describe the call in three bullet points.", "Describe the call."),
        ("La gouvernance, en langage simple ?", "La gouvernance ?"),
        ("How is the plan run, in plain English?", "How is the plan run?"),
        ("Pour notre site web : la gouvernance", "La gouvernance"),
        ("La gouvernance (pour un post LinkedIn)", "La gouvernance"),
        ("Qui agit au nom du port ?", "Qui agit port ?"),
    ],
)
def test_the_form_that_an_answer_shall_have_is_not_looked_for(asked, plain):
    assert [term.stem for term in understand(asked).terms] == [term.stem for term in understand(plain).terms]


@pytest.mark.parametrize(
    ("asked", "plain"),
    [
        ("Combien de digues ? J'ai lu deux chiffres dans le même article.", "Combien de digues ?"),
        ("How many dikes are there? I have seen two different numbers.", "How many dikes are there?"),
        ("Combien de digues ? Le chapeau et le corps ne disent pas pareil.", "Combien de digues ?"),
    ],
)
def test_that_sources_seem_to_differ_is_not_looked_for(asked, plain):
    assert [term.stem for term in understand(asked).terms] == [term.stem for term in understand(plain).terms]


def test_a_remark_with_matter_of_its_own_is_looked_for():
    assert stem("phares") in [
        term.stem for term in understand("Combien de digues ? Les phares du nord diffèrent.").terms
    ]


@pytest.mark.parametrize(
    ("text", "stem"),
    [("Que dit le plan en 12 points du ministère ?", "point"), ("Quel est le nombre de mots ?", "mot")],
)
def test_points_and_words_of_the_documents_are_looked_for(text, stem):
    assert stem in [term.stem for term in understand(text).terms]


@pytest.mark.parametrize(
    "question", ["Présente-moi le plan", "Décrivez-nous le plan", "Dites-moi le plan", "Tell me the plan"]
)
def test_that_the_assistant_is_to_tell_is_not_looked_for(question):
    assert [term.stem for term in understand(question).terms] == [stem("plan")]


HEADS = Glossary(
    [
        Entry(("ALGA", "Réseau des algues"), "ALGA", "Réseau des algues"),
        Entry(("PORTS", "Ports ouverts"), "PORTS", "Ports ouverts"),
    ]
).heads()


def test_the_noun_that_an_acronym_begins_with():
    assert {stem("réseau"): frozenset({stem("ALGA")})} == HEADS  # « Ports » is many, and no name of one thing


@pytest.mark.parametrize(
    ("question", "means"),
    [
        ("Qui dirige le réseau ?", True),
        ("Quel est le budget du réseau pour 2024 ?", False),
        ("What is the réseau?", True),
        ("Que fait un réseau ?", False),
        ("Qui dirige le réseau des coraux ?", False),
        ("Qui dirige le réseau Corail ?", False),
    ],
)
def test_a_noun_alone_is_what_the_documents_are_about(question, means):
    term = next(term for term in understand(question, heads=HEADS).terms if term.stem == stem("réseau"))

    assert ((stem("ALGA"),) in term.alternatives) is means


@pytest.mark.parametrize(
    ("hasty", "plain"),
    [
        ("combien de gens bossent au port", "combien de personnes travaillent au port"),
        ("qui décide des sous ?", "qui décide des fonds ?"),
        ("des sous la table", "des sous la table"),
        ("cest koi le PEPR", "c'est quoi le PEPR"),
        ("kel budget pr l'axe 2", "quel budget pour l'axe 2"),
    ],
)
def test_what_is_typed_in_haste_is_written_out(hasty, plain):
    assert understand(hasty).terms == understand(plain).terms
    assert understand(hasty).kind is understand(plain).kind


def test_names_are_not_written_out():
    assert written_out("le marqueur Ki-67 et le DS") == "le marqueur Ki-67 et le DS"


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Énumère les ports du réseau.", "enumer"),
        ("Bonjour, recense les ports du réseau", "recens"),
        ("Outline the ports of the network", "outlin"),
        ("Ports du réseau : lesquels sont évoqués ?", stem("évoqués")),
    ],
)
def test_an_order_is_talk(text, verb):
    weights = {term.stem: term.weight for term in understand(text).terms}

    assert weights[verb] < weights["port"]


def test_a_keyword_is_no_order():
    assert {term.weight for term in understand("Missions des comités").terms} == {1.0}


@pytest.mark.parametrize("text", ["Quand aura lieu la régate ?", "When does the regatta take place?"])
def test_taking_place_is_not_looked_for(text):
    assert [term.stem for term in understand(text).terms] == [stem("régate") if "lieu" in text else stem("regatta")]
