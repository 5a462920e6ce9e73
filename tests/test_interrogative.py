"""Which questions are answered by yes or no, which by one of two, and which by something else."""

import pytest

from bbti_qa.interrogative import as_statement, asks_yes_or_no, asserted, inversion, offers_a_choice
from bbti_qa.language import fold

YES_OR_NO = """Une start-up peut-elle déposer seule ?
Le port finance-t-il moins de digues que la ville ?
Dans cet appel, est-ce que c'est bien l'agence qui expertise les dossiers ?
L'appel nous concerne ?
je cultive des algues, ça tombe sous l'appellation aquaculture ?
Le programme a déjà commencé ?
Les équipes étrangères peuvent candidater ?
Can the usual method be applied easily to seaweed?
In the call, is a letter of intent required?
Peut-on candidater quand on est une start-up ?
Donc la gouvernance coûte 8 M€, c'est bien ça ?
Is the institute which leads the programme public?
Y a-t-il une date limite ou un calendrier ?
On peut déposer en anglais ?
So the programme has four axes, right?
Et si mon équipe est en Italie ?
Seulement des équipes françaises ?
Quand un essai prend fin, sait-on s'il a réussi ?
When a trial ends, is its result published?
Only French teams?
thérapie cellulaire = médicament ?
Can a boat's age explain why it leaks?
Digues de bois en zone humide : sujet couvert ?
et Besançon aussi ?
Et la gouvernance en prend la moitié ?
Is the call expected to produce ten or so projects?
L'institut pilote le programme ?
Donc le programme s'arrête en 2028 ?
The port leads the programme?
So the call lasts ten months?
Tu peux confirmer que les doctorants sont éligibles ?""".splitlines()

SOMETHING_ELSE = """Quand le programme a-t-il démarré ?
Et le dernier, de qui est-il composé ?
ah oui, et pour diriger tout ça, qui ?
En dehors du port et de la ville, qui a été associé aux discussions ?
Je fais un graphique : stations en France, en Italie, et total ?
c'est qui qui tranche à la fin ?
Sur quelle période court-il ?
Que finance-t-il ?
Outre le suivi, que doit promouvoir le comité ?
Hors de la côte, où trouve-t-on des stations ?
Qui pilote le programme ?
Peux-tu me dire quel est le budget ?
Could you tell me who leads the programme?
montant max d'aide par projet pour l'appel ?
Quel montant est prévu ?
Can you explain why the dyke leaks?
Do you know which axis this is?
Combien de comités y a-t-il ?
À quel axe le rattacher ?
Et pour l'axe 3 ?
À qui s'adresser ?
Le programme dure combien de temps ?
Qu'est-ce qu'une digue ?
How long does it last?
Par qui est-il piloté ?
Quand ouvre l'appel du port, et où candidate-t-on ?
Le pilote du programme ?
Durée et budget du programme ?
Le compte des digues ?
Explique la gouvernance.""".splitlines()

ONE_OF_TWO = """Le dossier doit-il être rédigé en anglais ou en français ?
Are the stations academic or industrial bodies?
A-t-on créé les stations elles-mêmes ou seulement des antennes ?
La digue, elle est au nord ou au sud ?
Les stations : publiques ou privées ?
On a créé la station ou juste une antenne ?""".splitlines()


@pytest.mark.parametrize("question", YES_OR_NO)
def test_a_yes_no_question(question):
    assert asks_yes_or_no(fold(question))


@pytest.mark.parametrize("question", [*SOMETHING_ELSE, *ONE_OF_TWO])
def test_a_question_that_neither_yes_nor_no_answers(question):
    assert not asks_yes_or_no(fold(question))


@pytest.mark.parametrize("question", ONE_OF_TWO)
def test_a_question_that_one_of_two_answers(question):
    assert offers_a_choice(fold(question))


@pytest.mark.parametrize(
    "question",
    [
        "Y a-t-il un minimum ou un maximum ?",
        "L'Inra ou le port peuvent-ils déposer ?",
        "Est-ce ouvert, oui ou non ?",
        "Peut-on déposer un sac ou une malle ?",
        "À quel âge conduit-on un vélo ou une barque ?",
        "J'ai reçu un courrier ou un appel, est-ce normal ?",
    ],
)
def test_an_or_that_offers_no_choice(question):
    assert not offers_a_choice(fold(question))


@pytest.mark.parametrize(
    ("question", "statement"),
    [
        ("Le port produit-il moins que la ville ?", "Le port produit moins que la ville"),
        ("Est-ce que la digue est au nord ?", "la digue est au nord"),
        ("Pourquoi le budget est-il de 9 M€ ?", "le budget est de 9 M€"),
        ("Why does the port need six boats?", "the port need six boats"),
        ("Le budget n'est-il pas de 9 M€ ?", "Le budget est de 9 M€"),
        ("Est-ce que le budget n’est pas de 9 M€ ?", "le budget est de 9 M€"),
        ("Le budget est de 9 M€, n'est-ce pas ?", "Le budget est de 9 M€"),
        ("The budget is €9 million, isn't it?", "The budget is €9 million"),
        ("Isn't the budget €9 million?", "Is the budget €9 million"),
        ("Is the budget not €9 million?", "Is the budget €9 million"),
        ("Les ports ne sont pas ouverts ?", "Les ports ne sont pas ouverts"),
        ("Les ports ne sont-ils pas encore ouverts ?", "Les ports ne sont pas encore ouverts"),
        ("Does the plan fund ports that do not own ships?", "the plan fund ports that do not own ships"),
    ],
)
def test_a_question_as_a_statement(question, statement):
    assert as_statement(question) == statement


@pytest.mark.parametrize("question", ["Au cœur du port, n’est-il pas à 9 M€ ?", "Le port, n'est-ce pas ?", "Isn’t it?"])
def test_what_is_asserted_stands_in_its_place(question):
    found = asserted(question)

    assert len(found) == len(question)
    assert all(kept in (asked, " ") for kept, asked in zip(found, question, strict=True))


def test_an_inverted_question_is_taken_apart():
    found = inversion("Dans ce plan, le jury choisit-il les ports ?")

    assert found is not None
    assert (found.subject, found.verb, found.rest) == ("le jury", "choisit", "les ports")
    assert inversion("Les ports, peut-on les choisir ?").subject == ""
    assert inversion("Is the port open?") is None
