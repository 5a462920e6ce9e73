"""Judging by rules, over evidence made by hand."""

import pytest

from bbti_qa.documents import Block, BlockKind, Document, Evidence, OffsetMap, Page, Passage, Sentence, Span, Verdict
from bbti_qa.judging import judge
from bbti_qa.judging.comparing import choices, compares
from bbti_qa.judging.negation import denial, denies
from bbti_qa.understanding import understand


def said(text: str, document: str = "a", headings: tuple[str, ...] = (), score: float = 0.8, **why: float) -> Evidence:
    page = Page(1, text, (Block(BlockKind.PROSE, 0, len(text)),), OffsetMap(((0, 0, len(text)),)))
    whole = Document(document, f"{document}.md", document.upper(), (page,), "markdown", "fr")
    sentence = Sentence((Span(1, 0, len(text)),), BlockKind.PROSE)
    passage = Passage(f"{document}:{text[:12]}", document, headings, (sentence,), (Span(1, 0, len(text)),), text)
    features = {"coverage": 0.5, "context": 0.5, "passage": 0.9, "type_fit": 1.0, "similarity": 0.5} | why
    return Evidence(whole, passage, sentence, text, score, features)


class Documents:
    """What the lookups find: the same sentences whatever is asked. `words` are all that is known, where any are given."""

    def __init__(self, *evidence: Evidence, words: str = "") -> None:
        self.evidence = evidence
        self.words = frozenset(words.split())

    def known(self, stem: str) -> bool:
        return not self.words or stem in self.words

    def spread(self, stem: str) -> float:
        return 0.01 if self.known(stem) else 0.0

    def counts(self, names):
        return self.evidence

    def ask(self, text, question):
        return self.evidence

    def elsewhere(self, text, question, document_id):
        return tuple(item for item in self.evidence if item.document.id != document_id)

    def passages(self, document_id):
        return tuple(item.passage for item in self.evidence if item.document.id == document_id)


def judged(question: str, *evidence: Evidence, suffices: bool = True, words: str = ""):
    return judge(understand(question), evidence, suffices, Documents(*evidence, words=words))


def test_a_presumed_value_that_the_documents_contradict_is_a_premise():
    found = judged("Pourquoi le budget est-il de 120 M€ ?", said("Le programme dispose d'un budget de 80 M€."))

    assert found.premise is not None
    assert (found.premise.presumed, found.premise.said) == ("120 M€", "80 M€")
    assert found.notices("fr", (1,))[0].citations == (1,)


def test_the_same_value_in_other_words_is_none():
    told = said("Le programme dispose d'un budget de 80 millions d'euros.")

    assert judged("Pourquoi le budget est-il de 80 M€ ?", told).premise is None


def test_the_askers_own_figures_are_not_presumed():
    told = said("Les projets durent quatre ans.")

    assert judged("Notre projet dure 6 ans : est-il éligible ?", told).premise is None


def test_an_axis_that_is_not_there_is_a_premise():
    told = said("Le programme s'articule autour de quatre axes.")
    found = judged("Que recouvre l'axe 5 ?", told, words="axe axe1 axe2 axe3 axe4")

    assert found.premise is not None
    assert found.premise.presumed == "axe 5"


def test_a_stated_clause_that_the_documents_deny_is_a_premise():
    told = said("Un effet qui n'avait pas été anticipé, la fièvre, est apparu lors des essais.")
    found = judged("La fièvre était attendue avant les essais cliniques ; pourquoi avoir continué ?", told)

    assert found.premise is not None
    assert "n'avait pas été anticipé" in found.premise.said


def test_two_documents_with_two_budgets_are_a_conflict_with_both_sources():
    found = judged(
        "Quel est le budget du programme ?",
        said("Le programme dispose d'un budget de 80 M€.", "a"),
        said("Le programme dispose d'un budget de 90 M€.", "b", score=0.7),
    )

    assert found.conflict is not None
    assert (found.conflict.first, found.conflict.second) == ("80 M€", "90 M€")
    text = found.notices("en", (1, 2))[0].text
    assert "(A, p. 1)" in text
    assert "(B, p. 1)" in text


def test_a_share_is_no_rival_of_the_whole():
    found = judged(
        "Combien de projets prioritaires ?",
        said("Douze projets prioritaires ont été retenus.", "a"),
        said("Trois projets prioritaires ont été définis pour chaque axe.", "a", score=0.7),
    )

    assert found.conflict is None


def test_a_count_that_its_own_list_does_not_have_is_a_conflict():
    told = said("L'État a labellisé huit instituts (Nantes, Paris, Lyon, Lille, Metz et Nancy).")
    found = judged("Combien d'instituts ont été labellisés ?", told)

    assert found.conflict is not None
    assert (found.conflict.first, found.conflict.second, found.conflict.miscounted) == ("huit", "6", True)


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        ("Les entreprises sont éligibles au programme.", Verdict.YES),
        ("Les entreprises ne sont pas éligibles au programme.", Verdict.NO),
        ("Les entreprises sont éligibles au programme, sous réserve d'un accord.", Verdict.CONDITIONAL),
    ],
)
def test_the_verdict_respects_negation_and_exception(told, verdict):
    assert judged("Les entreprises sont-elles éligibles au programme ?", said(told)).verdict is verdict


def test_where_nothing_decides_the_verdict_is_unknown():
    assert judged("Le programme est-il européen ?", said("Il pleut."), suffices=False).verdict is Verdict.UNKNOWN


def test_a_question_that_asks_for_no_verdict_gets_none():
    assert judged("Qui pilote le programme ?", said("L'Inserm pilote le programme.")).verdict is None


def test_questions_that_set_two_sayings_side_by_side_are_seen():
    assert compares(understand("Les deux articles disent-ils la même chose ?"))
    assert choices(understand("Est-ce en 2024 ou 2025 ?"))
    assert not compares(understand("Quel est le budget ?"))


@pytest.mark.parametrize(
    "text",
    ["Il n'est pas éligible.", "Aucune équipe ne participe.", "They are not eligible.", "C'est exclu.", "It isn’t so."],
)
def test_denials_are_seen(text):
    assert denies(text)


@pytest.mark.parametrize(
    "text", ["Non seulement les hôpitaux, mais aussi les entreprises.", "Une note utile.", "Les pas de tir."]
)
def test_what_denies_nothing_is_not_taken_for_a_denial(text):
    assert not denies(text)


def test_the_clause_that_denies_is_given_as_it_stands():
    assert denial("La dose est connue, l'effet ne l'est pas.") == "l'effet ne l'est pas"


@pytest.mark.parametrize(
    ("question", "told", "presumed"),
    [
        (
            "Qu'est-ce qui explique que la ville n'importe que 40 % de ses algues ?",
            "La ville importe 95 % de ses algues.",
            "40 %",
        ),
        (
            "Quel bilan tirer de la station lancée en 2011 ?",
            "La station de la baie a été lancée en 2019, premier bilan.",
            "2011",
        ),
        ("Comment justifier que le plan s'arrête en 2026 ?", "Le plan court de 2023 à 2030.", "2026"),
    ],
)
def test_a_value_may_be_presumed_in_any_words(question, told, presumed):
    found = judged(question, said(told)).premise

    assert found is not None
    assert found.presumed == presumed


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Qui dirigeait le port en 1936 ?", "Le port est dirigé depuis 1950 par un conseil."),
        ("Comment justifier que le plan s'arrête en 2030 ?", "Le plan court de 2023 à 2030."),
        ("Qui a gagné la régate en 1936 ?", "La régate de 1950 a été gagnée par Brest."),
    ],
)
def test_a_date_that_only_places_the_question_is_not_presumed(question, told):
    assert judged(question, said(told)).premise is None


def test_both_of_two_offered_answers_are_told():
    found = judged(
        "Les antennes, ce sont des structures académiques ou industrielles ?",
        said("Les antennes sont des entités académiques.", "a"),
        said("Le port est servi par des antennes industrielles.", "b", score=0.7),
    )

    assert found.conflict is not None
    assert found.conflict.both_told
    assert "disent l'un et l'autre" in found.notices("fr", (1, 2))[0].text
    assert found.verdict is None


def test_one_of_two_offered_answers_is_no_conflict():
    found = judged(
        "Les antennes, ce sont des structures académiques ou industrielles ?",
        said("Les antennes sont des entités académiques.", "a"),
        said("Le port est servi par des antennes.", "b", score=0.7),
    )

    assert found.conflict is None


def test_the_same_word_alone_compares_no_sayings():
    assert not compares(understand("Pourquoi les navires n'ont-ils pas eu le même succès ailleurs ?"))
    assert compares(understand("Les deux articles donnent-ils la même date ?"))


def test_two_dates_of_one_document_are_of_two_events():
    found = judged(
        "Quand le club de la baie a-t-il disparu ?",
        said("Le club de la baie a été fondé en 1902, puis a disparu.", "a"),
        said("Le club de la baie n'a pas disparu en 1970.", "a", score=0.75),
    )

    assert found.conflict is None


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Le résultat est-il toujours prévisible ?", "Certains résultats sont prévisibles, d'autres non pas du tout."),
        ("La station est-elle déjà en service ?", "La station sera en service en 2031."),
        ("La digue est-elle publique ?", "La digue est privée."),
    ],
)
def test_what_says_the_opposite_denies(question, told):
    assert judged(question, said(told)).verdict is Verdict.NO


@pytest.mark.parametrize(
    "question", ["L'axe 1 porte-t-il sur les algues rouges ?", "L'axe 1 des algues rouges, que vise-t-il ?"]
)
def test_what_is_said_of_another_numbered_part_is_a_premise(question):
    told = said("Le plan a deux axes : les phares du large (axe 1), les algues rouges (axe 2).")
    found = judged(question, told).premise

    assert found is not None
    assert (found.presumed, found.said) == ("axe 1", "les algues rouges (axe 2)")


@pytest.mark.parametrize("question", ["L'axe 2 porte-t-il sur les algues rouges ?", "Sur quoi porte l'axe 1 ?"])
def test_a_numbered_part_that_is_right_or_asked_about_is_none(question):
    told = said("Le plan a deux axes : les phares du large (axe 1), les algues rouges (axe 2).")

    assert judged(question, told).premise is None


@pytest.mark.parametrize(
    ("question", "told", "verdict"),
    [
        ("Le projet peut-il durer plus de 3 ans ?", "Le projet dure 2 ans.", Verdict.NO),
        ("Le projet dure-t-il plus de 3 ans ?", "Le projet dure 5 ans.", Verdict.YES),
        ("Le projet peut-il durer plus de 3 ans ?", "Le projet dure 3 ans en moyenne.", Verdict.UNKNOWN),
    ],
)
def test_a_bound_is_compared(question, told, verdict):
    assert judged(question, said(told)).verdict is verdict


@pytest.mark.parametrize(
    ("question", "told", "verdict"),
    [
        ("Le quai est-il déjà achevé ?", "Le quai est en cours de construction.", Verdict.NO),
        ("L'aide est-elle limitée à la pêche ?", "Au-delà de la pêche, l'aide couvre aussi le fret.", Verdict.NO),
        ("Could the plan fund quays that ports do not own?", "The plan funds quays of ports and others.", Verdict.YES),
        ("Le fret est-il moins cher que la pêche ?", "Par rapport à la pêche, le fret est plus coûteux.", Verdict.NO),
        ("Le fret est-il plus cher que la pêche ?", "Par rapport à la pêche, le fret est plus coûteux.", Verdict.YES),
    ],
)
def test_what_is_done_limited_or_ranked_is_held_against_the_question(question, told, verdict):
    evidence = (said(told),)

    assert judge(understand(question), evidence, True, Documents(*evidence)).verdict is verdict


def test_the_sentence_with_the_rank_that_is_asked_about_decides():
    evidence = (
        said("Le premier quai est ouvert depuis 2019.", score=0.8),
        said("Le troisième quai est en préparation.", score=0.7),
    )

    assert (
        judge(understand("Le troisième quai est-il déjà ouvert ?"), evidence, True, Documents()).verdict is Verdict.NO
    )


def test_yes_is_not_said_of_a_name_or_a_rank_that_is_not_there():
    told = said("Le comité du plan réunit l'Ifremer et le SHOM.")
    trials = said("Le plan finance des essais en mer.")

    assert judged("L'Ifremer fait-il partie du comité du plan ?", told).verdict is Verdict.YES
    assert judged("Le CNES fait-il partie du comité du plan ?", told).verdict is Verdict.UNKNOWN
    assert judged("Le plan finance-t-il des essais de phase III ?", trials).verdict is Verdict.UNKNOWN
    assert judged("Le plan finance-t-il des essais ?", trials).verdict is Verdict.YES


def test_a_name_that_the_question_explains_need_not_be_there():
    told = said("Le plan couvre les algues brunes produites en bassin.")

    assert judged("Le plan couvre-t-il Laminaria, une algue brune produite en bassin ?", told).verdict is Verdict.YES


def test_an_average_says_nothing_of_all():
    told = said("Les campagnes durent quatre ans en moyenne.")

    assert judged("Les campagnes durent-elles toutes quatre ans ?", told).verdict is Verdict.UNKNOWN


def test_what_the_asker_says_of_himself_denies_nothing():
    told = said("Le plan peut être rejoint par les équipes de la côte.")

    assert judged("Mon équipe n'est pas du plan, peut-elle le rejoindre ?", told).verdict is Verdict.YES


def test_a_date_of_the_call_beside_the_one_asked_about_makes_no_conflict():
    own = said("L'appel à manifestation d'intérêt est lancé début 2024.", "a")
    beside = said(
        "L'agence évalue les projets de l'appel à manifestation d'intérêt, et soutient l'appel à projets de 2025.", "b"
    )
    other = said("L'appel à manifestation d'intérêt est lancé début 2026.", "c")
    question = "Quand l'appel à manifestation d'intérêt est-il lancé ?"

    assert judged(question, own, beside).conflict is None
    assert judged(question, own, other).conflict is not None


def test_a_count_of_the_parts_of_something_else_corrects_nothing():
    other = said(
        "Les deux principaux objectifs de cet axe sont le suivi des algues et celui des coraux, dit la lettre de mission."
    )
    same = said("La lettre de mission fixe deux objectifs.")
    question = "Quels sont les quatre objectifs de la lettre de mission ?"

    assert judged(question, other).premise is None
    assert judged(question, same).premise is not None


@pytest.mark.parametrize(
    ("question", "told", "presumed"),
    [
        ("Pourquoi le port n'importe-t-il que la moitié de ses poissons ?", "Le port importe 95 % de ses poissons.", "la moitié"),
        ("Pourquoi le programme prend-il fin dès 2027 ?", "Le programme dure sept ans (2023-2030).", "2027"),
        ("Que prévoit l'appel à projets de 2027 ?", "L'appel à projets sera lancé en 2025.", "2027"),
        ("Le programme étant prévu pour dix ans, quand finit-il ?", "Le programme dure 7 ans.", "dix ans"),
        ("Pourquoi le CNRS copilote-t-il le programme ?", "Le programme est copiloté par l'Ifremer et le CEA.", "le CNRS copilote"),
    ],
)  # fmt: skip
def test_shares_ends_dates_durations_and_doers_are_presumed(question, told, presumed):
    found = judged(question, said(told))

    assert found.premise is not None
    assert found.premise.presumed == presumed


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Pourquoi le port n'importe-t-il que la moitié de ses poissons ?", "Le port importe 50 % de ses poissons."),
        ("Pourquoi le programme prend-il fin en 2030 ?", "Le programme dure sept ans (2023-2030)."),
        ("Pourquoi l'Ifremer copilote-t-il le programme ?", "Le programme est copiloté par l'Ifremer et le CEA."),
        ("Combien de projets seront retenus par l'appel ?", "Le jury de la mer choisit les projets."),
        ("Combien de ports gère l'agence ?", "Les ports sont gérés par les communes."),
    ],
)
def test_what_is_so_or_is_asked_is_not_presumed(question, told):
    assert judged(question, said(told)).premise is None


@pytest.mark.parametrize(
    ("question", "told", "verdict"),
    [
        ("Le budget est-il consommé en totalité par les projets ?", "Les projets consomment 61 % du budget.", Verdict.NO),
        ("La pêche se fait-elle sans partenaires ?", "La pêche se fait avec des partenaires étrangers.", Verdict.NO),
        ("Are harbours among the partners of the projects already chosen?", "The partners of the projects chosen will be harbours.", Verdict.YES),
    ],
)  # fmt: skip
def test_wholes_what_goes_without_and_what_is_said_by_the_way(question, told, verdict):
    assert judged(question, said(told)).verdict is verdict


def test_all_of_a_sum_is_no_share_of_it():
    share = said("Les digues représentent 61 % du budget total du plan.", "a")

    found = judged("Les digues engloutissant la totalité du budget, qui paie les phares ?", share)

    assert found.premise is not None
    assert found.premise.said == "61 %"
    assert judged("Les digues reçoivent-elles tout le budget ?", share).premise is None  # it is asked, not presumed


def test_so_many_that_are_said_to_make_up_a_thing_are_presumed():
    four = said("La gouvernance du plan sera organisée autour de quatre comités.", "a")

    assert judged("Quels trois comités composent la gouvernance du plan ?", four).premise is not None
    assert judged("Quels trois comités suivent les digues ?", four).premise is None


def test_what_was_promoted_was_not_given_up():
    found = judged(
        "Pour quelles raisons la ville a-t-elle tourné le dos aux digues ?",
        said("Les digues ont été largement promues par la ville.", "a"),
    )

    assert found.premise is not None


def test_a_word_of_a_name_opposes_nothing():
    found = judged(
        "Le plan du port a-t-il été revu après l'expertise internationale du plan ?",
        said(
            "Une version revue du plan du port, après expertise du plan, a été remise à l'Agence Nationale de la mer.",
            "a",
        ),
    )

    assert found.verdict is not Verdict.NO


def test_two_counts_are_told_where_the_asker_has_read_two():
    two, four = (
        said("Le plan repose sur deux digues.", "a"),
        said("Le plan est bâti autour de quatre digues.", "b", score=0.3),
    )

    assert judged("Combien de digues ? J'ai lu deux chiffres différents.", two, four).conflict is not None


def test_a_name_that_no_document_holds_is_taken_whole():
    told = said("Des entreprises telles que Nautilus, Marégraphe et Estran sont issues des laboratoires.", context=0.6)
    known = "entrep nautil mareg estran issu labora"
    found = judged(
        "Pourquoi Grand Large Robotics est-elle citée parmi les entreprises issues des laboratoires ?",
        told,
        words=known,
    )

    assert found.premise is not None
    assert found.premise.presumed == "Grand Large Robotics"
    assert found.premise.evidence == (told,)


def test_what_one_may_do_presumes_no_count():
    told = said("Le jury devrait retenir trois à quatre nouveaux projets.", context=0.6)

    assert judged("A-t-on le droit de déposer deux projets ?", told).premise is None


def test_an_adjective_that_two_counts_share_counts_no_one_thing():
    told = said("Le plan s'articule autour de quatre axes principaux.", context=0.6)

    assert judged("Quels sont les deux buts principaux du volet côtier ?", told).premise is None


@pytest.mark.parametrize(
    "question",
    [
        "Pour quelle raison la digue n'a-t-elle été rendue au port qu'en mai 2025 ?",
        "Qu'est-ce qui a décidé le port à ouvrir dès 2025 sa digue ?",
    ],
)
def test_the_date_of_what_was_done_is_presumed_in_other_words_too(question):
    found = judged(question, said("La digue a été ouverte et rendue au port en mai 2023.", context=0.6))

    assert found.premise is not None
    assert "2023" in found.premise.said
