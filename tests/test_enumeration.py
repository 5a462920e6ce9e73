"""How many things a sentence lists, and how many a question asks to name."""

import pytest

from bbti_qa.enumeration import listed
from bbti_qa.understanding import understand


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Les antennes sont à Brest, Dijon, Pau et Sète.", 4),
        ("The programme funds bees, apple trees and wells.", 3),
        ("Trois lots : (i) le suivi, (ii) les achats et (iii) la formation.", 3),
        ("Seules 5 espèces vivent ici contre 21 en Islande, 12 au Chili et 76 en tout.", 0),
        ("Le jardin est ouvert.", 0),
    ],
)
def test_the_longest_run_of_names_is_counted(text, count):
    assert listed(text) == count


@pytest.mark.parametrize(
    ("question", "members"),
    [
        ("Quels sont les douze projets retenus ?", 12),
        ("Which three instruments were set up?", 3),
        ("Cite les quatre axes du programme", 4),
        ("Lesquelles sont les cinq espèces du jardin ?", 5),
        ("Quels sont les critères de sélection des 12 projets ?", 0),
        ("Combien de projets sont retenus ?", 0),
    ],
)
def test_the_number_of_things_to_name_is_read(question, members):
    assert understand(question).members == members
