"""Eligibility over calls unlike the shipped programme: numbered articles, tables, lists, questions and answers; in French and in English."""

from __future__ import annotations

from datetime import date

import other_calls as written
import pytest
from test_eligibility import HERE, opened, over_corpus

from bbti_qa.assistant import Assistant
from bbti_qa.tasks.eligibility import Criteria, Point, application_of, assess
from bbti_qa.tasks.eligibility.admission import modality_of
from bbti_qa.tasks.eligibility.criterion import Modality
from bbti_qa.tasks.eligibility.limits import find_limits
from bbti_qa.values import Unit

_WORST_FIRST = ("no", "unknown/documents", "unknown/applicant", "conditional", "yes")


def over(name: str) -> tuple[Assistant, Criteria]:
    return opened(HERE / "calls" / f"{name}.md")


@pytest.mark.parametrize("case", written.CASES, ids=[case[1] for case in written.CASES])
def test_every_row_is_what_a_careful_reader_says(
    case: tuple[str, str, date, str, dict[str, object], dict[str, str]],
) -> None:
    call, _, day, text, form, expected = case
    assistant, criteria = over(call)
    rows = assess(assistant, application_of(text, **form), day, criteria).rows
    found = {point: _worst([_name(row) for row in rows if row.point == point]) for point in expected}

    assert {point: verdict for point, verdict in found.items() if verdict not in expected[point].split("|")} == {}


def _name(row: object) -> str:
    verdict, silence = row.verdict.value, row.silence  # type: ignore[attr-defined]
    return f"{verdict}/{silence}" if silence else verdict


def _worst(verdicts: list[str]) -> str:
    return next((name for name in _WORST_FIRST if name in verdicts), "-")


@pytest.mark.parametrize(("call", "point", "low", "high"), written.LIMITS)
def test_every_limit_is_found(call: str, point: str, low: float | None, high: float | None) -> None:
    _, criteria = over(call)
    rules = [rule for rule in criteria.rules if rule.point == point]

    assert any(
        (low is None or rule.low == pytest.approx(low, rel=0.02))
        and (high is None or rule.high == pytest.approx(high, rel=0.02))
        for rule in rules
    )


@pytest.mark.parametrize(
    ("text", "unit", "low", "high"),
    [
        ("La durée ne peut excéder 36 mois.", Unit.DURATION, None, 1080),
        ("L’aide est plafonnée à 250 000 € ; elle ne peut être inférieure à 30 000 €.", Unit.MONEY, 30_000, 250_000),
        ("Au minimum 24 et au maximum 36 mois.", Unit.DURATION, 720, 1080),
        ("No fewer than five and no more than twelve partners.", Unit.COUNT, 5, 12),
        ("Au moins deux partenaires et au plus six partenaires.", Unit.COUNT, 2, 6),
        ("Trois membres au minimum, cinq au maximum.", Unit.COUNT, 3, 5),
        ("Between EUR 2.5 and 4 million per project.", Unit.MONEY, 2_500_000, 4_000_000),
        ("Grants of EUR 50,000 to EUR 200,000.", Unit.MONEY, 50_000, 200_000),
        ("Projects should last no longer than 48 months.", Unit.DURATION, None, 1440),
        ("36 mois max.", Unit.DURATION, None, 1080),
        ("Un an au moins, trois ans au plus.", Unit.DURATION, 365, 1095),
    ],
)
def test_bounds_are_read_however_they_are_worded(text: str, unit: Unit, low: float | None, high: float | None) -> None:
    limits = find_limits(text, unit, lambda folded, start, end: True)

    assert limits is not None
    assert (limits.low, limits.high) == (low, high)


def test_a_value_without_a_bound_is_none() -> None:
    assert find_limits("Le jury se réunit pendant trois mois.", Unit.DURATION, lambda folded, start, end: True) is None


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("une meme entreprise ne peut deposer plus de deux dossiers.", None),
        ("une meme personne ne peut coordonner qu'un seul projet.", None),
        ("les grandes entreprises n'ont pas acces au dispositif.", Modality.EXCLUDES),
        ("le dispositif est reserve aux pme.", Modality.RESERVES),
        ("le taux est de 50 % des depenses eligibles pour les entreprises.", None),
        ("un seul projet par equipe peut etre finance.", Modality.ALLOWS),
    ],
)
def test_how_many_excludes_nobody_and_eligible_costs_admit_nobody(text: str, modality: Modality | None) -> None:
    assert modality_of(text) is modality


def test_what_is_reserved_for_small_companies_is_not_open_to_every_company() -> None:
    assistant, criteria = over("region")
    verdicts = {
        who: [
            _name(row)
            for row in assess(assistant, application_of("", applicant=who), date(2026, 6, 1), criteria).rows
            if row.point is Point.APPLICANT
        ]
        for who in ("PME", "grand groupe", "ETI", "entreprise", "université", "association")
    }

    assert verdicts == {
        "PME": ["conditional"],
        "grand groupe": ["no"],
        "ETI": ["no"],
        "entreprise": ["unknown/applicant"],
        "université": ["no"],
        "association": ["no"],
    }


def test_a_part_of_the_money_that_is_reserved_reserves_no_call() -> None:
    _, criteria = over("europe")

    assert not [rule for rule in criteria.rules if rule.point is Point.APPLICANT and rule.modality is Modality.RESERVES]


def test_rows_of_a_table_of_ways_to_apply_are_alternatives() -> None:
    assistant, criteria = over("city")
    said = "Notre association répare des vélos, 60 000 € demandés sur 20 mois."
    rows = assess(assistant, application_of(said), date(2027, 3, 1), criteria).rows
    budget = [row for row in rows if row.point is Point.BUDGET]

    assert [_name(row) for row in budget] == ["conditional"]
    assert "«\u00a0Grand projet\u00a0»" in budget[0].why


def test_no_question_to_the_office_quotes_nothing() -> None:
    for name in ("region", "agency", "europe", "foundation", "city"):
        assistant, criteria = over(name)
        for text in ("Une université.", "Nous demandons 30 000 €."):
            found = assess(assistant, application_of(text), date(2026, 6, 1), criteria)
            assert not [
                question
                for pair in found.questions
                for question in pair
                if "«\u00a0\u00a0»" in question or "“”" in question
            ]


def test_eligibility_names_the_axis_that_scope_names() -> None:
    assistant, criteria = over_corpus()
    assert criteria.judge is not None
    for text in ("Our project improves AAV vectors for the liver.", "Vecteurs AAV : ingénierie de capsides."):
        theme = next(
            row
            for row in assess(assistant, application_of(text), date(2026, 11, 1), criteria).rows
            if row.point is Point.THEME
        )
        assert "Axe 2" in theme.why


def test_the_right_words_for_something_else_are_not_within_an_axis() -> None:
    assistant, criteria = over_corpus()
    text = "L’édition de gènes rend le blé tendre résistant à un champignon. Nous cultiverons les lignées de blé en serre et en plein champ."
    theme = assess(assistant, application_of(text), date(2026, 11, 1), criteria).rows[0]

    assert theme.point is Point.THEME
    assert theme.verdict.value != "yes"
