"""Scoring: what counts as right, and how sure a figure is."""

import pytest

from bbti_qa.evaluation import scoring
from bbti_qa.evaluation.questions import SetQuestion
from bbti_qa.evaluation.scoring import groups_of, holds, is_right, score, with_interval


def ask(name: str, **row) -> SetQuestion:
    return SetQuestion(name, f"Question {name} ?", (), {"id": name, "lang": "fr", "type": "fact"} | row)


def say(text: str, outcome: str = "answered", **fields) -> dict:
    return {"outcome": outcome, "text": text, "citations": [], "notices": [], "passages": []} | fields


BUDGET = ask(
    "budget", answerable=True, answer_facts=["80 M€|80 millions"], expected_behaviour="answer", persona="evaluator"
)
SALARY = ask("salaire", answerable=False, expected_behaviour="abstain")
AXIS = ask("axe", answerable=False, answer_facts=["quatre"], expected_behaviour="correct_premise", type="false_premise")


def test_an_answer_is_right_when_it_holds_each_fact_in_few_words():
    assert is_right(BUDGET, say("80 millions d'euros [1]."))
    assert not is_right(BUDGET, say("90 M€ [1]."))
    assert not is_right(BUDGET, say("80 M€ " + "et puis " * 60))
    assert not is_right(BUDGET, say("80 M€", outcome="not_in_documents"))


def test_silence_is_right_where_nothing_answers():
    assert is_right(SALARY, say("Les documents ne le disent pas.", outcome="not_in_documents"))
    assert not is_right(SALARY, say("3 000 € [1]."))


def test_a_premise_needs_the_right_value_and_the_notice():
    assert is_right(AXIS, say("quatre axes [1].", notices=[{"kind": "premise"}]))
    assert not is_right(AXIS, say("quatre axes [1]."))


def test_figures_come_with_intervals_that_hold_their_mean_and_narrow_with_more_questions():
    few = [ask(str(n), answerable=True, answer_facts=["oui"], expected_behaviour="answer") for n in range(8)]
    many = [ask(str(n), answerable=True, answer_facts=["oui"], expected_behaviour="answer") for n in range(200)]

    def correct(questions):
        return score(questions, {q.id: say("oui" if int(q.id) % 2 else "non") for q in questions})["correct"]["all"]

    one, other = correct(few), correct(many)
    assert one.mean == other.mean == 0.5
    assert one.low < 0.5 < one.high
    assert other.high - other.low < one.high - one.low
    assert correct(many) == other


def test_balance_is_the_mean_of_speaking_and_keeping_silence():
    questions = [ask(f"a{n}", answerable=True, expected_behaviour="answer") for n in range(4)]
    questions += [ask(f"s{n}", answerable=False, expected_behaviour="abstain") for n in range(2)]
    answers = {q.id: say("…") for q in questions}

    assert score(questions, answers)["balanced"]["all"].mean == 0.5


def test_a_question_without_an_answer_counts_as_wrong():
    assert score([BUDGET], {})["correct"]["all"].mean == 0.0


def test_a_question_counts_in_its_groups():
    assert groups_of(BUDGET) == ("all", "fr", "fact", "evaluator")


@pytest.mark.parametrize(
    ("text", "fact", "stands"),
    [
        ("dotés de 80 M€.", "80 M€", True),
        ("180 M€", "80 M€", False),
        ("3 000 €", "3000 €", True),
        ("la 4e place", "4", False),
    ],
)
def test_a_fact_stands_from_the_start_of_a_word(text, fact, stands):
    assert holds(text, fact) is stands


def test_intervals_are_those_of_scipys_percentile_bootstrap():
    alone = with_interval([0.0, 1.0, 1.0, 0.5, 0.25, 0.75, 1.0])
    table = scoring._with_balance(
        {}, {("answered", "all"): [1.0, 1.0, 0.0, 1.0, 0.0], ("abstained", "all"): [1.0, 0.0, 1.0]}
    )

    assert (alone.mean, alone.n) == (pytest.approx(4.5 / 7), 7)
    assert (alone.low, alone.high) == (pytest.approx(0.357142857143), pytest.approx(0.89375))
    balanced = table["balanced"]["all"]
    assert (balanced.mean, balanced.n) == (pytest.approx(0.6 / 2 + 1 / 3), 8)
    assert (balanced.low, balanced.high) == (pytest.approx(0.266666666667), pytest.approx(1.0))
