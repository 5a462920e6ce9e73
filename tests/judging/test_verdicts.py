"""One fact asked in many forms gets one verdict; what is said of another gets none."""

from dataclasses import replace

import pytest
from judging.test_judging import judged, said

from bbti_qa.documents import BlockKind, Evidence, Sentence, Span, Verdict
from bbti_qa.judging.bounds import bounds_in
from bbti_qa.judging.comparing import alternatives, choices, tells_difference
from bbti_qa.judging.negation import clauses, denies, says_not
from bbti_qa.understanding import understand

BUDGET = said("Aucun de ces écarts ne touche le budget du plan Dune : les deux notes donnent 80 millions d’euros.")
AXES = said("Le plan Dune compte quatre axes, qui ne sont pas ceux de la stratégie nationale.")
LEAD = said("L’Ifremer et le SHOM assurent ensemble le pilotage du plan Dune.")
REVIEW = said("Le jury lit les lettres d’intention, puis l’ANR évalue les projets du plan Dune.")

FORMS = {
    "budget": (
        BUDGET,
        [
            "Le budget du plan Dune est de 80 M€ ?",
            "Est-ce que le budget du plan Dune est de 80 M€ ?",
            "Le budget du plan Dune est-il de 80 M€ ?",
            "Le budget du plan Dune est de 80 M€, n'est-ce pas ?",
            "Le budget du plan Dune n'est-il pas de 80 M€ ?",
            "Is the budget of the Dune plan €80 million?",
            "Isn't the budget of the Dune plan €80 million?",
            "Le budget du plan Dune est-il de quatre-vingts millions d'euros ?",
        ],
    ),
    "axes": (
        AXES,
        [
            "Le plan Dune compte 4 axes, c'est bien ça ?",
            "Est-ce que le plan Dune compte 4 axes ?",
            "Est-ce que le plan Dune ne compte pas quatre axes ?",
            "Le plan Dune compte-t-il quatre axes ?",
            "Le plan Dune compte 4 axes, n'est-ce pas ?",
            "Le plan Dune ne compte-t-il pas quatre axes ?",
            "Does the Dune plan have four axes?",
            "The Dune plan has 4 axes, doesn't it?",
        ],
    ),
    "lead": (
        LEAD,
        [
            "Le plan Dune est piloté par l'Ifremer, non ?",
            "Est-ce que le plan Dune est piloté par l'Ifremer ?",
            "Le plan Dune est-il piloté par l'Ifremer ?",
            "Le plan Dune est piloté par l'Ifremer, n'est-ce pas ?",
            "Le plan Dune n'est-il pas piloté par l'Ifremer ?",
            "L'Ifremer pilote-t-il le plan Dune ?",
            "Est-ce l'Ifremer qui pilote le plan Dune ?",
            "L'Ifremer ne pilote-t-il pas le plan Dune ?",
        ],
    ),
    "review": (
        REVIEW,
        [
            "L'ANR évalue-t-elle les projets ?",
            "L'ANR évalue les projets, n'est-ce pas ?",
            "Est-ce que l'ANR évalue les projets ?",
            "L'ANR n'évalue-t-elle pas les projets ?",
            "Les projets sont-ils évalués par l'ANR ?",
        ],
    ),
}


@pytest.mark.parametrize(
    ("told", "question"), [(told, question) for told, questions in FORMS.values() for question in questions]
)
def test_a_fact_is_affirmed_in_every_form(told, question):
    assert judged(question, told).verdict is Verdict.YES


@pytest.mark.parametrize(
    ("told", "question"),
    [
        (REVIEW, "L'ANR évalue-t-elle les lettres d'intention ?"),
        (REVIEW, "L'ANR finance-t-elle les projets ?"),
        (said("Le Varech, à base d’algue brune, a fait ses preuves."), "Le Varech est-il un engrais ?"),
        (said("L’efficacité des engrais marins est établie."), "Le varech est-il un engrais ?"),
        (said("Des armateurs siègent au conseil du plan."), "Les armateurs siègent-ils au comité directeur ?"),
        (said("Des armateurs siègent au comité de la mer."), "Les armateurs siègent-ils au comité directeur ?"),
        (
            said("Le cas des algues vertes n’est ni prévu ni exclu par la note."),
            "Les algues vertes sont-elles exclues du plan ?",
        ),
        (said("La date n’est pas annoncée."), "La date est-elle en mai ?"),
        (said("Étape : Évaluation du plan — Instances citées : CSTP"), "Le plan a-t-il été évalué par le SHOM ?"),
    ],
)
def test_what_is_said_of_another_or_not_at_all_is_unknown(told, question):
    assert judged(question, told).verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("question", "told", "verdict"),
    [
        ("Faut-il un partenaire marin ?", "Les stations travaillent avec des partenaires marins.", Verdict.UNKNOWN),
        ("Faut-il un partenaire marin ?", "Les stations doivent avoir un partenaire marin.", Verdict.YES),
        (
            "Utilise-t-on encore les digues de bois ?",
            "Les digues de bois ont coûté cher à la commune.",
            Verdict.UNKNOWN,
        ),
        (
            "Le plan déborde-t-il des seules digues ?",
            "Au-delà des digues, le plan s’étend également aux phares.",
            Verdict.YES,
        ),
        (
            "L'Ifremer siège-t-il au comité de la mer ?",
            "Le comité de la mer, composé du SHOM et du CNES, se réunit à Brest.",
            Verdict.NO,
        ),
        (
            "Le SHOM siège-t-il au comité de la mer ?",
            "Le comité de la mer, composé du SHOM et du CNES, se réunit à Brest.",
            Verdict.YES,
        ),
        (
            "Presque toutes les algues sont-elles importées ?",
            "Les algues sont importées à 95 %.",
            Verdict.YES,
        ),
        (
            "L'Ifremer dirige-t-il seul le plan Dune ?",
            "Le plan Dune est dirigé par l’Ifremer et le SHOM.",
            Verdict.NO,
        ),
        (
            "La plupart des algues sont-elles importées ?",
            "Les algues sont importées à 30 %.",
            Verdict.NO,
        ),
        (
            "Un navire en bois est-il rangé parmi les vedettes ?",
            "Par rapport aux navires en bois, les vedettes sont plus rapides et plus chères.",
            Verdict.NO,
        ),
        (
            "Faut-il un partenaire public ?",
            "Ces stations industrielles exigent un partenaire dans le secteur public.",
            Verdict.YES,
        ),
        (
            "C'est bien le CNES qui codirige le plan Dune ?",
            "Le plan Dune est codirigé par l’Ifremer et le SHOM.",
            Verdict.NO,
        ),
    ],
)
def test_a_duty_a_present_a_reach_and_a_body_need_their_words(question, told, verdict):
    assert judged(question, said(told)).verdict is verdict


def test_the_sentence_with_the_name_decides():
    general = said("Les ports ont des stations marines.", document="a", score=0.8)
    named = said("Ces stations sont à Brest, à Nantes et à Toulouse, et les ports en vivent.", document="b", score=0.5)

    assert judged("Toulouse possède-t-elle une station marine ?", general, named).deciding is named


def last_of(*sentences: str) -> Evidence:
    """The last of the sentences of one passage."""
    item = said(" ".join(sentences))
    starts = [sum(len(one) + 1 for one in sentences[:at]) for at in range(len(sentences))]
    made = tuple(
        Sentence((Span(1, start, start + len(text)),), BlockKind.PROSE)
        for start, text in zip(starts, sentences, strict=True)
    )
    return replace(item, passage=replace(item.passage, sentences=made), sentence=made[-1], text=sentences[-1])


def test_a_sentence_that_goes_back_speaks_of_the_one_before():
    back = last_of("L’Ifremer est un institut public.", "Il finance les digues.")

    assert judged("L'Ifremer finance-t-il les digues ?", back).verdict is Verdict.YES
    assert judged("Le SHOM finance-t-il les digues ?", back).verdict is not Verdict.YES


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Le budget du plan dépasse-t-il 70 M€ ?", Verdict.YES),
        ("Le budget du plan ne dépasse-t-il pas 70 M€ ?", Verdict.YES),
        ("Le budget du plan est-il supérieur à 100 M€ ?", Verdict.NO),
        ("Le budget du plan est-il inférieur à 100 M€ ?", Verdict.YES),
        ("Le budget du plan est-il d'au moins 80 M€ ?", Verdict.YES),
        ("Le budget du plan est-il de plus de 80 M€ ?", Verdict.NO),
        ("Au cœur de l'œuvre, le budget du plan est-il de plus de 70 M€ ?", Verdict.YES),
        ("Is the budget of the plan more than €70 million?", Verdict.YES),
        ("Is the budget of the plan under €70 million?", Verdict.NO),
    ],
)
def test_a_bound_is_held_against_the_value_of_the_thing(question, verdict):
    told = said("Le budget du plan s’élève à 80 M€.", score=0.8)
    other = said("La gouvernance du plan est dotée de 4 M€.", score=0.78)
    found = judged(question, told, other)

    assert found.premise is None
    assert found.verdict is verdict


def test_what_is_bounded_inclusively_is_no_strict_bound():
    (least,) = bounds_in("Le budget est-il d'au moins 80 M€ ?")
    (more,) = bounds_in("Le budget dépasse-t-il 80 M€ ?")

    assert (least.least, least.is_strict) == (True, False)
    assert (more.least, more.is_strict) == (True, True)
    assert bounds_in("Le budget est-il de 80 M€ ?") == ()


def test_a_place_that_was_lost_is_no_longer_held():
    told = said("La France est descendue du premier au quatrième rang européen de la pêche.")

    assert judged("La France est-elle encore au premier rang de la pêche ?", told).verdict is Verdict.NO
    assert judged("Is France still first in Europe for fishing (pêche)?", told).verdict is Verdict.NO


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Les deux articles sont-ils en désaccord sur le budget ?", Verdict.NO),
        ("Les deux articles sont-ils d'accord sur le budget ?", Verdict.YES),
    ],
)
def test_whether_two_texts_differ_is_not_whether_they_agree(question, verdict):
    told = said("Aucune de ces divergences ne touche le budget : les deux articles donnent 80 M€.")

    assert judged(question, told).verdict is verdict


def test_a_sentence_tells_whether_sources_differ():
    assert tells_difference("Les deux articles diffèrent sur le nombre d’axes.") is True
    assert tells_difference("Les deux articles s’accordent sur le budget.") is False
    assert tells_difference("Les digues diffèrent par leur hauteur.") is None
    assert tells_difference("Les deux objectifs de la section sont d’identifier les ports et de les relier.") is None


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "Les digues sont-elles suivies par le SHOM ou par le comité de pilotage ?",
            ["Les digues sont suivies par le SHOM et par le comité de pilotage.", "Le comité de pilotage se réunit."],
        ),
        (
            "La pose des balises relève-t-elle de l'axe 2 ou de l'axe 3 ?",
            ["La pose des balises relève de l’axe 2.", "Sujet : algues modifiées — Axe : 3 ; Appui : chantier."],
        ),
        (
            "Les CPM ont-ils été créés en 2005 ou en 2013 ?",
            ["Les CPM ont été créés en 2005.", "Les bassins nationaux ont été créés en 2013."],
        ),
        (
            "Le premier phare : granite ou acier ?",
            ["Le premier phare est de granite.", "Un deuxième phare est d’acier."],
        ),
    ],
)
def test_a_choice_is_told_of_its_own_subject(question, told):
    found = judged(
        question,
        *(said(text, name, score=0.8 - at / 10) for at, (text, name) in enumerate(zip(told, "ab", strict=True))),
    )

    assert found.conflict is None
    assert found.verdict is None


def test_before_or_after_offers_no_two_things():
    assert alternatives(understand("Les phares ont-ils été créés avant ou après 2020 ?")) is None


def test_two_years_are_a_choice_whatever_letters_stand_in_front():
    plain, joined = (
        choices(understand(f"La mise en {word} est-elle prévue en 2024 ou 2025 ?")) for word in ("place", "œuvre")
    )

    assert [[value.date for value in pair] for pair in joined] == [["2024", "2025"]]
    assert len(plain) == len(joined)


def test_a_notice_says_what_is_presumed_as_a_statement():
    told = said("Les herbiers servent contre la houle, les digues contre la crue.")
    found = judged("Les herbiers sont-ils utilisés contre la crue ?", told).premise

    assert found is not None
    assert found.presumed == "herbiers sont utilisés contre la crue"


def test_a_deed_that_was_reversed_is_no_reason_to_ask_why():
    told = said("Les essais de digues sont désormais un succès.")
    question = "Pourquoi les essais de digues ont-ils échoué ?"
    found = judged(question, told).premise

    assert found is not None
    assert found.presumed == "les essais de digues ont échoué"
    assert judged(question, told, said("D’autres digues ont échoué.", "b")).premise is None
    assert judged("Pourquoi les essais de digues sont-ils un succès ?", told).premise is None


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Le comité de pilotage arbitre-t-il les dépenses ?", "Le comité directeur du plan arbitre les dépenses."),
        ("Le premier phare date-t-il de 2022 ?", "Un deuxième phare date de 2022."),
        ("Les deux articles donnent-ils une date limite ?", "Les deux articles ne donnent aucune date limite."),
    ],
)
def test_yes_is_not_said_of_another_body_rank_or_of_silence(question, told):
    assert judged(question, said(told)).verdict is not Verdict.YES


def test_a_body_that_is_not_the_one_asked_about_has_more_or_less():
    told = said("Sur les 76 digues de la côte, la Manche n’en compte que 5, contre 12 pour la Vendée.")

    assert judged("La Manche compte-t-elle plus de digues que la Vendée ?", told).verdict is Verdict.NO
    assert judged("La Manche compte-t-elle moins de digues que la Vendée ?", told).verdict is Verdict.YES


def test_what_another_clause_denies_of_the_same_body_turns_nothing():
    told = said("Le CSTP (un comité) a évalué le plan ; formé d’experts, le CSTP ne fait pas partie de la gouvernance.")

    assert judged("Le plan a-t-il été évalué par le CSTP ?", told).verdict is Verdict.YES


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("Les ports ne sont pas éligibles", True),
        ("Les ports sont exclus", True),
        ("Les ports ne sont pas exclus", False),
        ("Les ports sont ouverts", False),
    ],
)
def test_two_denials_undo_each_other(clause, expected):
    assert says_not(clause) is expected
    assert denies(clause) is (clause != "Les ports sont ouverts")


def test_a_negation_is_never_cut():
    text = "Le plan, qui ne finance, sauf exception, pas les ports, est ouvert."

    assert ["".join(text[start:end]) for start, end in clauses(text)] == ["Le plan, ", text[9:]] or len(
        clauses(text)
    ) <= 3
    assert any("ne finance, sauf exception, pas" in text[start:end] for start, end in clauses(text))


def test_a_deed_that_the_sentence_gives_to_another_is_not_his():
    told = said("La lettre de mission, que l’Ifremer a reçue, est signée par le préfet de la côte.")
    found = judged("L'Ifremer a-t-il signé la lettre de mission ?", told)

    assert found.verdict is Verdict.NO
    assert found.premise is not None
    assert found.premise.said == "signée par le préfet de la côte"


def test_a_figure_that_agrees_does_not_bear_out_what_is_turned_round():
    told = said("La Bretagne dépend à 95 % des importations pour les algues.")
    found = judged("Comment la Bretagne a-t-elle réussi à exporter 95 % de ses algues ?", told).premise

    assert found is not None
    assert "importations" in found.said
    assert judged("Pourquoi la Bretagne importe-t-elle 95 % de ses algues ?", told).premise is None


def test_a_month_is_not_borne_out_by_its_year_elsewhere():
    handed = said("Le plan des digues a été remis à l’ANR en mai 2023.", context=0.7)
    other = said("Un appel sur les phares sera lancé en 2025.", "b", context=0.1)
    found = judged("Pourquoi le plan des digues n'a-t-il été remis à l'ANR qu'en mai 2025 ?", handed, other).premise

    assert found is not None
    assert (found.presumed, found.said) == ("mai 2025", "mai 2023")


def test_the_one_that_does_something_is_no_count():
    told = said("Cette démarche aboutira à 3 à 4 nouveaux projets.")

    assert judged("Will the ANR be the one choosing the new projects?", told).premise is None


@pytest.mark.parametrize(
    "question",
    [
        "Le port et la mairie pilotent le plan, d'accord, mais avec quelles communes travaillent-ils ?",
        "Comment s'appellent les deux personnes qui dirigent le plan ?",
    ],
)
def test_agreement_by_the_way_and_names_compare_nothing(question):
    first, second = said("Le port a ouvert en 2013.", "a"), said("La mairie du plan a ouvert en 2023.", "b")

    assert judged(question, first, second).conflict is None
    assert not judged(question, first, second).compared


def test_both_sides_of_a_comparison_share_the_date_that_is_asked_about():
    first = said("Dès 2005, la commune a construit des phares entiers dans la baie.", "a", ("Un",), 0.9)
    junk = said("Le comité du plan associe le port et les phares à ses études.", "b", ("Deux",), 0.8)
    second = said("De simples lanternes ont été posées en 2005 sur les digues anciennes.", "b", ("Trois",), 0.6)
    found = judged(
        "En 2005, des phares entiers ou juste des lanternes ? Les deux textes se contredisent, non ?",
        first,
        junk,
        second,
    ).conflict

    assert found is not None
    assert [item.text for item in found.evidence] == [first.text, second.text]


def test_the_opposite_in_so_many_words_decides_with_fewer_words():
    told = "Par rapport aux digues, les récifs sont plus coûteux."

    assert judged("Un récif est-il moins coûteux qu'une digue ?", said(told, context=0.27)).verdict is Verdict.NO
    assert judged("Un récif est-il plus coûteux qu'une digue ?", said(told, context=0.27)).verdict is Verdict.UNKNOWN


def test_how_it_came_about_is_presumed():
    told = said("Le secteur représente 455 000 emplois.")
    found = judged("How did the secteur shrink to a mere 50,000 emplois?", told).premise

    assert found is not None
    assert found.said == "455 000 emplois"
