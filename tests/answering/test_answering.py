"""Selection and citation: whole sentences, within the limits, each with its exact pieces."""

from dataclasses import replace

import pytest
from fakes import make_document

from bbti_qa.answering import LEAD_WORDS, ExtractionRule, cite, lead, select
from bbti_qa.answering.continuation import with_continuation
from bbti_qa.answering.heads import fitted, head_of
from bbti_qa.answering.markers import markers_in, pieces, with_markers
from bbti_qa.documents import BlockKind, Evidence, Passage, Sentence, Span
from bbti_qa.judging import Judgement
from bbti_qa.judging.premise import Premise
from bbti_qa.understanding import QuestionKind, understand

TEXT = "Le budget est de 80 M€ [12]. Il couvre sept ans. La gouvernance reçoit 4 M€. Le budget est donc de 80 M€."
SENTENCES = ((0, 28), (29, 48), (49, 76), (77, 105))


def make_evidence(number: int, score: float, *more: tuple[int, int]) -> Evidence:
    document = make_document("a.txt", "Fiche", TEXT)
    spans = tuple(Span(1, start, end) for start, end in (SENTENCES[number], *more))
    sentence = Sentence(spans)
    passage = Passage("p", document.id, (), (sentence,), spans, document.text(spans))
    return Evidence(document, passage, sentence, document.text(spans), score, {"context": 1.0, "type_fit": 0.0})


def starts(chosen: tuple[Evidence, ...]) -> list[int]:
    return [item.sentence.spans[0].start for item in chosen]


def test_the_sentences_of_a_list_come_in_reading_order():
    assert starts(select([make_evidence(2, 0.9), make_evidence(0, 0.8)], QuestionKind.COMPARISON)) == [0, 49]


def test_the_best_sentence_comes_first_and_the_others_in_reading_order():
    chosen = select([make_evidence(2, 0.9), make_evidence(0, 0.85), make_evidence(1, 0.8)], QuestionKind.OTHER)

    assert starts(chosen) == [49, 0, 29]


def test_a_sentence_that_goes_back_stays_behind_what_it_speaks_of():
    assert starts(select([make_evidence(1, 0.9), make_evidence(0, 0.8)], QuestionKind.OTHER)) == [0, 29]


def test_what_holds_the_value_comes_before_a_better_sentence_without_one():
    valued = replace(make_evidence(2, 0.85), why={"context": 1.0, "type_fit": 1.0})

    assert starts(select([make_evidence(0, 0.9), valued], QuestionKind.NUMBER)) == [49, 0]


def test_a_sentence_far_below_the_best_is_left_out():
    chosen = select([make_evidence(0, 0.9), make_evidence(1, 0.2)], QuestionKind.OTHER)

    assert len(chosen) == 1


def test_a_sentence_beside_the_point_is_left_out():
    beside = replace(make_evidence(1, 0.9), why={"context": 0.1, "type_fit": 0.0})

    assert len(select([make_evidence(0, 0.9), beside], QuestionKind.OTHER)) == 1


def test_the_value_that_is_asked_for_leads_where_it_is_the_only_one():
    question = understand("Quel est le budget ?")
    chosen = (make_evidence(0, 0.9), make_evidence(1, 0.8))

    assert lead(question, chosen, Judgement()) == "80 M€ [1]."


def test_of_two_values_the_one_nearest_to_the_question_leads_or_none():
    governance, whole = make_evidence(2, 0.9), make_evidence(0, 0.9)

    assert lead(understand("Quel est le budget ?"), (whole, governance), Judgement()) == "80 M€ [1]."
    assert lead(understand("Quel montant ?"), (whole, governance), Judgement()) == ""


def test_a_correction_leads_with_what_the_documents_say():
    question = understand("Pourquoi le budget est-il de 90 M€ ?")
    premise = Premise("90 M€", "80 M€", (make_evidence(0, 0.9),))

    assert (
        lead(question, premise.evidence, Judgement(premise=premise))
        == "«\u00a080 M€\u00a0» [1], et non «\u00a090 M€\u00a0»."
    )


def test_a_sentence_that_repeats_is_left_out():
    chosen = select([make_evidence(0, 0.9), make_evidence(3, 0.9), make_evidence(1, 0.9)], QuestionKind.OTHER)

    assert [item.sentence.spans[0].start for item in chosen] == [0, 29]


def test_the_word_limit_holds_and_nothing_is_cut():
    rule = ExtractionRule(words=11)

    chosen = select([make_evidence(0, 0.9), make_evidence(1, 0.9), make_evidence(2, 0.9)], QuestionKind.OTHER, rule)
    text, _ = cite(chosen)

    assert len(text.split()) - len(markers_in(text)) <= 13
    assert all(item.text in (TEXT[a:b] for a, b in SENTENCES) for item in chosen)


def test_the_line_before_the_sentences_takes_of_their_room():
    found = [make_evidence(0, 0.9), make_evidence(1, 0.9), make_evidence(2, 0.9)]
    room = ExtractionRule(words=sum(len(item.text.split()) + 1 for item in found))

    assert len(select(found, QuestionKind.OTHER, room)) == 3
    assert len(select(found, QuestionKind.OTHER, room, spent=LEAD_WORDS)) == 2


def test_a_question_of_yes_or_no_keeps_less_beside_its_best_sentence():
    rule = ExtractionRule()

    assert rule.of(QuestionKind.LIST).keep == 0.8
    assert rule.of(QuestionKind.YES_NO).keep == 0.9
    assert rule.of(QuestionKind.YES_NO, is_timeline=True).keep == rule.keep_timeline


def test_the_best_sentence_is_given_even_when_it_is_too_long_alone():
    assert len(select([make_evidence(0, 0.9)], QuestionKind.OTHER, ExtractionRule(words=2))) == 1


def test_every_citation_is_the_exact_piece_of_its_page():
    chosen = [make_evidence(0, 0.9), make_evidence(1, 0.8, (49, 76))]

    text, citations = cite(chosen)

    assert [citation.marker for citation in citations] == [1, 2, 3]
    assert all(TEXT[citation.start : citation.end] == citation.quote for citation in citations)
    assert text.endswith("La gouvernance reçoit 4 M€ [2] [3].")


def test_a_reference_of_the_documents_own_does_not_pass_for_a_marker():
    text, citations = cite([make_evidence(0, 0.9)])

    assert text == "Le budget est de 80 M€ (12) [1]."
    assert citations[0].quote == "Le budget est de 80 M€ [12]."


def test_text_cut_at_its_markers_joins_to_itself():
    text = "Un [1] deux [2] [3]."

    assert "".join(words for words, _ in pieces(text)) == text
    assert [number for _, number in pieces(text) if number] == [1, 2, 3]


def listed_evidence(*texts: tuple[str, BlockKind, float]) -> list[Evidence]:
    document = make_document("b.txt", "Plan", " ".join(text for text, _, _ in texts))
    found, start = [], 0
    for number, (text, kind, score) in enumerate(texts):
        sentence = Sentence((Span(1, start, start + len(text)),), kind)
        passage = Passage(f"p{number}", document.id, (), (sentence,), sentence.spans, text)
        found.append(
            Evidence(document, passage, sentence, text, score, {"context": 1.0, "coverage": 0.5, "type_fit": 0.0})
        )
        start += len(text) + 1
    return found


def test_a_running_enumeration_is_told_behind_what_announces_it_without_another_announcement():
    texts = (
        ("Le plan a deux lots suivis de près", BlockKind.PROSE, 0.9),
        ("(i) le relevé des algues,", BlockKind.ITEM, 0.3),
        ("(ii) les achats de navires.", BlockKind.ITEM, 0.3),
        ("La stratégie a quatre lots de son côté :", BlockKind.PROSE, 0.85),
    )
    evidence = listed_evidence(*texts)
    pool = with_continuation([evidence[0], evidence[3]], lambda _: [item.passage for item in evidence], several=False)

    assert [item.text for item in select(pool, QuestionKind.LIST)] == [text for text, _, _ in texts[:3]]


@pytest.mark.parametrize(
    ("text", "question", "line"),
    [
        ("Il existe plus d'une centaine d'anticorps.", "Combien d'anticorps existe-t-il ?", "plus d'une centaine d'anticorps [1]."),
        ("L'appel est prévu au début de l'année 2024.", "Quand l'appel est-il prévu ?", "au début de l'année 2024 [1]."),
        ("The call offers up to 12 million euros.", "How much money does the call offer?", "up to 12 million euros [1]."),
    ],
)  # fmt: skip
def test_the_value_keeps_the_words_that_bound_it(text, question, line):
    chosen = listed_evidence((text, BlockKind.PROSE, 0.9))

    assert lead(understand(question), chosen, Judgement()) == line


def test_the_first_sentence_is_told_behind_the_one_that_it_goes_back_to():
    texts = ("Deux centres sont ouverts à Lille.", "Ils forment des techniciens.", "La fin.")
    told = listed_evidence(
        *((text, BlockKind.PROSE, score) for text, score in zip(texts, (0.2, 0.9, 0.1), strict=True))
    )
    sentences = tuple(item.sentence for item in told)
    best = replace(told[1], passage=replace(told[1].passage, sentences=sentences))

    assert [item.text for item in select([best], QuestionKind.OTHER)] == list(texts[:2])


@pytest.mark.parametrize("end", [", et", " ;", "; or", " ou"])
def test_an_item_loses_what_leads_to_the_next_one(end):
    assert with_markers(f"le suivi des projets{end}", [1]) == "le suivi des projets [1]."


def test_a_word_that_ends_like_a_conjunction_stays():
    assert with_markers("le budget", [1]) == "le budget [1]."


def test_what_a_list_announces_is_told_where_a_thing_is_asked_about():
    told = listed_evidence(
        ("Le réseau mène deux chantiers :", BlockKind.PROSE, 0.9),
        ("former les équipes ;", BlockKind.ITEM, 0.3),
        ("ouvrir des plateaux.", BlockKind.ITEM, 0.3),
    )
    pool = with_continuation(told[:1], lambda _: [item.passage for item in told], several=False)

    assert len(select(pool, QuestionKind.OTHER)) == 3


def running_list() -> list[Evidence]:
    return listed_evidence(
        ("Le réseau a trois organes :", BlockKind.PROSE, 0.2),
        ("(i) un Bureau, qui prépare les réunions et tient les comptes,", BlockKind.ITEM, 0.3),
        ("(ii) un Comité d'usagers composé de patients et de proches.", BlockKind.ITEM, 0.3),
        ("Ce comité sera réuni deux fois,", BlockKind.PROSE, 0.9),
        ("et (iii) une Assemblée qui vote le budget.", BlockKind.PROSE, 0.3),
        ("(iii) une Assemblée qui vote le budget de l'année et élit le Bureau.", BlockKind.ITEM, 0.3),
    )


def test_a_sentence_between_two_marks_does_not_end_the_list():
    told = running_list()
    passages = [item.passage for item in told if not item.text.startswith("et ")]
    pool = with_continuation([told[1]], lambda _: passages, several=True)

    assert [item.text[:5] for item in pool] == ["(i) u", "(ii) ", "(iii)"]


def test_a_list_goes_on_over_many_passages():
    told = listed_evidence(
        ("Le réseau a six organes :", BlockKind.PROSE, 0.9),
        *[(f"({mark}) un organe.", BlockKind.ITEM, 0.3) for mark in ("i", "ii", "iii", "iv", "v", "vi")],
    )
    pool = with_continuation(told[:1], lambda _: [item.passage for item in told], several=True)

    assert len(pool) == 7


def test_a_list_is_told_from_its_first_item_where_the_best_sentence_stands_in_its_middle():
    told = running_list()
    passages = [item.passage for item in told if not item.text.startswith("et ")]

    assert with_continuation([told[3]], lambda _: passages, several=True)[0].text == told[1].text
    assert with_continuation([told[3]], lambda _: passages, several=False)[0].text == told[3].text


def test_a_second_and_a_third_go_on_only_where_several_are_asked_for():
    told = listed_evidence(
        ("Un premier atelier porte sur les algues.", BlockKind.PROSE, 0.9),
        ("Un deuxième atelier porte sur le sel.", BlockKind.PROSE, 0.3),
        ("Un troisième est en préparation.", BlockKind.PROSE, 0.3),
        ("Le port est fermé.", BlockKind.PROSE, 0.3),
    )

    def pool(several: bool) -> int:
        return len(with_continuation(told[:1], lambda _: [item.passage for item in told], several))

    assert (pool(True), pool(False)) == (3, 1)


def test_items_that_do_not_fit_are_cut_to_what_they_name_as_exact_spans():
    items = [item for item in running_list() if item.sentence.kind is BlockKind.ITEM]
    told = fitted(items, 24)

    assert [item.text for item in told] == [items[0].text, "(ii) un Comité d'usagers", "(iii) une Assemblée"]
    assert all(item.document.text(item.sentence.spans) == item.text for item in told)
    assert fitted(items, 100) == tuple(items)


def test_an_item_that_announces_a_list_of_its_own_has_a_colon_and_its_items_semicolons():
    items = listed_evidence(
        ("la stratégie des ports, qui suit deux axes :", BlockKind.ITEM, 0.9),
        ("(i) relever les algues,", BlockKind.ITEM, 0.3),
        ("(ii) bâtir des digues.", BlockKind.ITEM, 0.3),
    )

    text, _ = cite(items)
    assert (
        text
        == "la stratégie des ports, qui suit deux axes [1] : (i) relever les algues [2] ; (ii) bâtir des digues [3]."
    )


def test_a_clause_is_not_cut():
    (item,) = listed_evidence(
        ("(i) relever les algues de la baie entière et des ports voisins pendant dix ans, puis", BlockKind.ITEM, 0.3)
    )

    assert head_of(item) is None
