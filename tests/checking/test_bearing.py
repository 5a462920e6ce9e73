"""What a sentence under its headings may prove or gainsay, beside the check of its words."""

import pytest

from bbti_qa.checking import may_carry, may_contradict
from bbti_qa.glossary import Entry, Glossary

GLOSSARY = Glossary((Entry(("comité de pilotage", "steering committee")),))


@pytest.mark.parametrize(
    ("claim", "sentence", "heading"),
    [
        ("L'axe 4 soutient un secteur jeune.", "Il soutient un secteur encore jeune.", "Axe 4 : vésicules"),
        ("Le PEPR BBTI dure sept ans.", "Le programme dure sept ans.", "Fiche du PEPR BBTI"),
        ("Les articles ne donnent aucune date limite.", "Aucun article ne donne de date limite.", "Calendrier"),
    ],
)
def test_headings_name_what_a_sentence_speaks_of(claim, sentence, heading):
    assert may_carry(claim, sentence, heading, GLOSSARY, 1.0)


@pytest.mark.parametrize(
    ("claim", "sentence", "heading"),
    [
        ("L'axe 4 porte sur les anticorps.", "Sujet : nouveaux anticorps — Axe : 3", "Axe 4 : vésicules"),
        ("Le jury fait partie des quatre comités.", "Étape : validation — Instance : jury", "Les quatre comités"),
        ("Le comité réunit quatre personnes.", "Elle réunit quatre comités, dont le comité directeur.", "Gouvernance"),
        ("Le comité réunit quatre personnes.", "Le comité réunit des personnes choisies.", "Les quatre comités"),
        ("La drépanocytose a été traitée par des AAV.", "AAV : vecteur qui sert à traiter.", "Glossaire"),
        ("Les équipes étrangères sont financées.", "Aucun article ne dit si une équipe étrangère est financée.", ""),
    ],
)
def test_headings_lend_nothing_that_the_sentence_would_have_to_say(claim, sentence, heading):
    assert not may_carry(claim, sentence, heading, GLOSSARY, 1.0)


def test_the_verb_of_a_claim_must_be_said_unless_nearly_all_else_is():
    claim, sentence = "Le CSTP a rédigé le document de cadrage.", "Évaluation du document de cadrage : CSTP"

    assert not may_carry(claim, sentence, "", GLOSSARY, 0.65)
    assert may_carry(claim, sentence, "", GLOSSARY, 0.9)


def test_the_name_of_a_committee_is_no_deed():
    claim = "L'agence pilote le programme."

    assert not may_carry(claim, "Le programme est suivi par l'agence et le comité de pilotage.", "", GLOSSARY, 0.7)
    assert may_carry(claim, "L'agence assure le pilotage du programme.", "", GLOSSARY, 0.7)


def test_what_is_not_said_gainsays_no_claim_and_neither_does_a_sentence_of_something_else():
    claim = "Le taux de financement est de 50 %."

    assert may_contradict(claim, "Le taux de financement est de 40 %.", GLOSSARY)
    assert not may_contradict(claim, "Les articles ne précisent pas le taux de financement.", GLOSSARY)
    assert not may_contradict(claim, "Elle est de 40 %.", GLOSSARY)
