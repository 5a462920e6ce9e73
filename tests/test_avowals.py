"""Sentences in which a document says itself that it does not tell what is asked."""

from judging.test_judging import said

from bbti_qa.avowals import avowing, reticent
from bbti_qa.understanding import understand

UNTOLD = "Aucun article ne donne la date limite de dépôt."


def test_the_best_sentence_avows_it_where_no_other_speaks_of_more():
    avowal = said(UNTOLD, score=0.8, type_fit=0.0)
    other = said("Le dépôt des dossiers est ouvert depuis mai 2020.", document="b", score=0.7)

    assert reticent(understand("Quelle est la date limite de dépôt ?"), [avowal, other]) is avowal


def test_what_is_avowed_of_less_than_another_sentence_tells_is_no_silence():
    avowal = said("Aucun article ne donne de date.", score=0.7, type_fit=0.0)
    told = said("La date limite de dépôt est le 4 mai 2020.", document="b", score=0.8)

    assert reticent(understand("Quelle est la date limite de dépôt ?"), [told, avowal]) is None


def test_a_sentence_that_counts_what_it_does_not_name_tells_how_many():
    counted = said("L'article ne nomme pas les cinq ports du plan.", type_fit=1.0)

    assert reticent(understand("Combien de ports compte le plan ?"), [counted]) is None


def test_yes_and_no_are_for_the_verdict():
    told = said("Les articles ne disent pas si l'appel est ouvert aux entreprises.")

    assert reticent(understand("L'appel est-il ouvert aux entreprises ?"), [told]) is None


def test_beside_silence_a_sentence_on_something_near_is_enough():
    near = said("Le plan finance des digues.", score=0.8)
    avowal = said(UNTOLD, document="b", score=0.7, coverage=0.6)

    question = understand("Quand faut-il déposer son dossier au plus tard ?")
    assert avowing(question, [near, avowal]) is avowal
    assert avowing(question, [near, said(UNTOLD, document="b", score=0.7, coverage=0.1)]) is None
    assert avowing(question, [near]) is None


def test_a_topic_in_front_of_a_colon_is_one_that_is_asked_about():
    avowal = said("Salaires : aucun article ne donne la paie des marins.", score=0.8, coverage=0.35)

    assert avowing(understand("Quel est le salaire d'un matelot ?"), [avowal]) is avowal
    assert avowing(understand("Un marin peut-il candidater seul ?"), [avowal]) is None
