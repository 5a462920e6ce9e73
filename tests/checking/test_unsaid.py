"""Claims of which the evidence says the subject only: rhythms, predicates, places and counts that nobody told."""

import pytest

from bbti_qa.checking import check_claim
from bbti_qa.glossary import Entry, Glossary
from bbti_qa.rhythm import rhythms_of

BOARD = "Le conseil du port aide le comité des quais à choisir les navires."


def rung(claim, *evidence):
    return check_claim(claim, evidence).support.value


@pytest.mark.parametrize(
    ("folded", "times"),
    [
        ("chaque mois", (12,)),
        ("tous les ans", (1,)),
        ("une fois par semaine", (52,)),
        ("deux fois l'an", (2,)),
        ("tous les six mois", (2,)),
        ("twice a year", (2,)),
        ("every other week", (26,)),
        ("un rapport mensuel", (12,)),
        ("deux reunions par an", (1,)),
        ("two short grants a year", (1,)),
        ("tous les lundis", (52,)),
        ("regulierement", ()),
    ],
)
def test_a_rhythm_is_read_as_times_a_year(folded, times):
    (found,) = rhythms_of(folded)

    assert tuple(round(one) for one in found.times) == times


@pytest.mark.parametrize(
    "folded", ["renouvelable une fois", "signed for a year", "pluriannuel", "le lundi 3 mai", "deux fois plus"]
)
def test_what_tells_no_period_is_no_rhythm(folded):
    assert rhythms_of(folded) == ()


@pytest.mark.parametrize(
    "claim",
    [
        "Le comité des quais se réunit chaque mois.",
        "Le comité des quais se réunit tous les ans.",
        "Le conseil du port se réunit une fois par semaine.",
        "Le conseil du port choisit les navires deux fois par an.",
        "Le conseil du port aide régulièrement le comité des quais.",
        "Le conseil du port publie un rapport mensuel.",
    ],
)
def test_a_rhythm_that_nobody_tells_is_weak(claim):
    assert rung(claim, BOARD) == "weak"


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("Le conseil du port siège tous les six mois.", "Le conseil du port siège deux fois par an."),
        ("Le conseil du port tient deux réunions par an.", "Le conseil du port se réunit deux fois par an."),
        ("La jauge est relevée mensuellement.", "La jauge est relevée tous les mois."),
        ("La jauge est relevée régulièrement.", "La jauge est relevée chaque semaine."),
        ("The gauge is read every month.", "The gauge is read monthly."),
    ],
)
def test_the_same_rhythm_in_other_words_holds(claim, said):
    assert rung(claim, said) == "supported"


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("Le bulletin du port est mensuel.", "Le bulletin du port est annuel."),
        ("La jauge est relevée chaque mois.", "La jauge est relevée tous les ans."),
        ("Le conseil siège trois fois par an.", "Le conseil siège deux fois par an."),
        ("Le port charge 4 lots par mois.", "Le port charge 4 lots par semaine."),
        ("The gauge is read twice a year.", "The gauge is read monthly."),
        ("Le conseil siège chaque mois.", "Le comité siège chaque mois ; le conseil siège tous les ans."),
    ],
)
def test_another_rhythm_contradicts(claim, said):
    assert rung(claim, said) == "contradicted"


def test_the_rhythm_of_another_thing_does_not_contradict():
    assert rung("Le conseil du port siège chaque mois.", "La jauge est relevée tous les ans.", BOARD) == "weak"


@pytest.mark.parametrize(
    "claim",
    ["Le comité des quais se réunit.", "Le comité des quais délibère.", "Le conseil du port est dissous."],
)
def test_a_claim_of_which_the_subject_alone_is_said_is_weak(claim):
    assert rung(claim, BOARD) == "weak"


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("Les navires du port sont autorisés.", "Les navires du port peuvent entrer."),
        ("Les quais sont inspectés.", "L'équipe inspecte les quais."),
        ("Un comité des quais existe.", BOARD),
    ],
)
def test_a_predicate_that_is_said_or_weighed_elsewhere_is_not_missed(claim, said):
    assert rung(claim, said) == "supported"


@pytest.mark.parametrize(
    "said",
    [
        "Aucune date n'est donnée pour la publication des comptes du port.",
        "Les textes ne précisent pas la publication des comptes du port.",
        "No date is given for la publication des comptes du port.",
    ],
)
def test_what_the_evidence_says_that_it_does_not_say_supports_nothing(said):
    assert rung("Les comptes du port sont publiés.", said) == "weak"
    assert rung("Les comptes du port sont publiés.", said, "Le port publie ses comptes.") == "supported"


def test_what_stands_beside_a_silence_is_still_said():
    said = "La date n'est pas précisée, mais le port publie ses comptes."

    assert rung("Le port publie ses comptes.", said) == "supported"
    assert rung("La date de publication n'est pas précisée.", said) == "supported"


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("Le conseil du port se réunit à Brest.", "Le conseil du port du GPMX réunit deux armateurs."),
        ("Le CNPM est situé à Brest.", "Le GPMX situe le CNPM dans la filière."),
        ("Le GPMX est situé à Brest.", "Hors du bassin, les docks CNPM sont implantés à Nantes, Metz et Brest."),
    ],
)
def test_a_place_is_no_rival_of_what_is_none(claim, said):
    assert rung(claim, said) == "weak"


def test_another_place_contradicts():
    assert rung("Le conseil du port siège à Brest.", "Le conseil du port siège à Nantes.") == "contradicted"


def test_counts_conflict_only_if_they_count_the_same():
    assert rung("Le conseil compte douze membres.", "Le conseil est l'un des quatre organes du port.") == "weak"
    assert rung("Le conseil compte douze membres.", "Le conseil siège avec le comité. (2)") == "weak"
    assert rung("Le conseil compte douze membres.", "Le conseil compte neuf membres.") == "contradicted"


def test_a_term_that_is_only_named_is_no_rival():
    glossary = Glossary([Entry(("comité des quais",)), Entry(("comité des phares",))])
    found = check_claim("Le comité des quais délibère.", ["Le comité des phares est cité."], glossary=glossary)

    assert found.support == "weak"
