"""Figures that a claim reckons from those of its evidence."""

import pytest

from bbti_qa.checking import check_claim
from bbti_qa.documents import Support

SHARES = "L'aide est versée en trois fois : 40 % à l'ouverture, 40 % au milieu et le solde à la fin."
BUDGET = "Le budget du plan s'élève à 60 millions d'euros sur cinq ans, soit 10 millions de plus que le plan précédent."
PORTS = "Le délai moyen était de 17 jours à Brest, de 22 jours à Nantes et de 35 jours à Dieppe."


@pytest.mark.parametrize(
    ("evidence", "right", "wrong"),
    [
        (SHARES, "Le solde, soit 20 % de l'aide, est versé à la fin.", "Le solde, soit 30 % de l'aide, est versé à la fin."),
        (BUDGET, "Le plan précédent s'élevait à 50 millions d'euros.", "Le plan précédent s'élevait à 55 millions d'euros."),
        (BUDGET, "Le budget du plan s'élève à 12 millions d'euros par an.", "Le budget du plan s'élève à 15 millions d'euros par an."),
        (PORTS, "Les trois délais moyens étaient de 17 jours à Brest, de 22 jours à Nantes et de 35 jours à Dieppe.", "Les cinq délais moyens étaient de 17 jours à Brest, de 22 jours à Nantes et de 35 jours à Dieppe."),
        ("La part du port a reculé de 38 % à 31 %.", "La part du port a reculé de sept points.", "La part du port a reculé de neuf points."),
        ("Le port compte 1 200 navires ; 450 navires ont été contrôlés.", "Il reste 750 navires à contrôler.", "Il reste 650 navires à contrôler."),
        ("La capacité du port est passée de 200 à 500 navires.", "La capacité du port a été multipliée par 2,5.", "La capacité du port a été multipliée par 3,5."),
        ("Le port compte 2,1 navires par marin, soit deux fois moins que la moyenne.", "La moyenne est de 4,2 navires par marin.", "La moyenne est de 5,2 navires par marin."),
        ("L'appel, ouvert le 2 mars 2024 et clos le 29 mai 2024, porte sur les ports.", "L'appel est ouvert un peu moins de trois mois et porte sur les ports.", "L'appel est ouvert un peu moins de six mois et porte sur les ports."),
        ("L'appel était doté de 6,4 millions d'euros, dont 1,6 million réservé aux ports.", "Un quart de l'appel était réservé aux ports.", "Un tiers de l'appel était réservé aux ports."),
        ("La plupart des navires du port sont à voile.", "Plus de la moitié des navires du port sont à voile.", "Plus de 80 % des navires du port sont à voile."),
    ],
)  # fmt: skip
def test_what_follows_from_the_figures_is_borne_out_and_what_does_not_is_not(evidence, right, wrong):
    assert check_claim(right, [evidence]).support is Support.SUPPORTED
    assert not check_claim(wrong, [evidence]).holds


def test_a_number_stands_with_what_is_said_of_it():
    evidence = "Parmi les 312 dossiers déposés, 47 ont été retenus, dont 19 portés par des hôpitaux."

    assert check_claim("Les hôpitaux portent 19 des 47 dossiers retenus.", [evidence]).holds
    assert not check_claim("Les 47 dossiers retenus sont tous portés par des hôpitaux.", [evidence]).holds


@pytest.mark.parametrize(
    ("claim", "holds"),
    [
        ("L'agence pourrait fermer le port si la houle dure.", True),
        ("L'agence fermera le port si la houle dure.", False),
        ("L'agence ne peut pas fermer le port si la houle dure.", False),
    ],
)
def test_what_is_not_excluded_is_possible(claim, holds):
    assert check_claim(claim, ["Il n'est pas exclu que l'agence ferme le port si la houle dure."]).holds is holds


def test_the_nouns_of_a_preposition_name_nothing():
    evidence = "Une convention signée en mai prévoit que le port livre des algues à la criée."

    assert check_claim(
        "Aux termes d'une convention signée en mai, le port livre des algues à la criée.", [evidence]
    ).holds
