"""Signs as each language sets them; no line of our own French ends before one of its signs."""

import re
from dataclasses import asdict, dataclass, replace

import pytest

from bbti_qa.page import briefing, reviewing, scoping_words, words
from bbti_qa.phrases import _PHRASES, phrase
from bbti_qa.tasks.brief import wording as brief
from bbti_qa.tasks.eligibility import wording as eligibility
from bbti_qa.tasks.review import marking as review
from bbti_qa.tasks.scope import phrasing as scope
from bbti_qa.typography import all_tied, colon, listed, quoted, tied, typeset

LOOSE = re.compile(r" [:;?!»]|« ")


@dataclass(frozen=True)
class Table:
    title: str
    named: dict[str, tuple[str, ...]]
    count: int


def filled(name, table, say):
    """The French of a template with a number in each of its places."""
    return say(name, "fr", **dict.fromkeys(re.findall(r"\{(\w+)", str(table[name])), 1))


def texts_of(table):
    """All texts of a table, however deep."""
    rows = table.values() if isinstance(table, dict) else table
    return [table] if isinstance(table, str) else [text for row in rows for text in texts_of(row)]


def test_no_line_ends_before_a_french_sign_or_inside_a_number() -> None:
    assert tied("« Qui ? » : 80 M€ ; 3 000 !") == "«\u00a0Qui\u00a0?\u00a0»\u00a0: 80\u00a0M€\u00a0; 3\u00a0000\u00a0!"


def test_english_templates_stay_as_they_are() -> None:
    assert typeset("« a » : b", "en") == "« a » : b"


def test_what_stands_between_the_marks_is_left_as_it_is() -> None:
    assert quoted("Axe 1 : les cellules", "fr") == "«\u00a0Axe 1 : les cellules\u00a0»"
    assert quoted("Axe 1 : les cellules", "en") == "“Axe 1 : les cellules”"


def test_each_language_has_its_colon_and_semicolon() -> None:
    assert [f"a{colon('fr')} b", f"a{colon('en')} b"] == ["a\u00a0: b", "a: b"]
    assert [listed(["a", "b"], "fr"), listed(["a", "b"], "en")] == ["a\u00a0; b", "a; b"]


def test_a_table_is_tied_throughout() -> None:
    table = Table("Qui ?", {"a :": ("Quoi ?", "Où")}, 2)

    assert all_tied(table) == Table("Qui\u00a0?", {"a :": ("Quoi\u00a0?", "Où")}, 2)


@pytest.mark.parametrize(
    "said",
    [
        *(filled(name, _PHRASES, phrase) for name in _PHRASES),
        *(filled(name, brief._WORDS, brief.word) for name in brief._WORDS),
        *(filled(name, scope._WORDS, scope.say) for name in scope._WORDS),
        *(eligibility.text(name, "fr") for name in eligibility.TEXTS),
        *(eligibility.label(point, "fr") for point in eligibility.LABELS),
        *review.words_of("fr").values(),
        *texts_of(asdict(briefing.FRENCH)),
        *texts_of(asdict(reviewing.FRENCH)),
        *texts_of(asdict(scoping_words.FRENCH)),
        *texts_of(asdict(replace(words.FRENCH, example_groups=(), ask_part=""))),
    ],
)
def test_no_line_of_our_own_french_ends_before_a_sign(said: str) -> None:
    assert not LOOSE.search(said)


def test_a_question_on_the_page_stays_as_a_visitor_would_type_it() -> None:
    assert "Quel est le budget du PEPR BBTI ?" in words.FRENCH.example_groups[0][1]


def test_english_phrases_have_english_quotation_marks() -> None:
    assert not [name for name, texts in _PHRASES.items() if re.search("[«»]", texts["en"])]
