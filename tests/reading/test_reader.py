"""Questions over the package's own encoder and corpus: a short one after another is read alone where it says enough itself, after what was said where not."""

from pathlib import Path

import pytest

from bbti_qa.documents import NoticeKind, Turn
from bbti_qa.embedding import shared_embedder
from bbti_qa.index import IndexStore
from bbti_qa.ingestion import ingest
from bbti_qa.settings import load_settings
from bbti_qa.wiring import open_assistant

CORPUS = Path(__file__).parents[2] / "corpus"
BEFORE = ("Quel est le budget du programme ?", "What is the budget of the programme?")


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    index = tmp_path_factory.mktemp("index")
    ingest([CORPUS], IndexStore(index), shared_embedder("bbti", "", None, None))
    return open_assistant(load_settings({}, index=index, corpus=CORPUS))


def after(assistant, before: str, text: str):
    return assistant.answer(text, (Turn("user", before), Turn("assistant", assistant.answer(before).text)))


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize(
    "text",
    [
        "Who sits on the steering committee?",
        "Une entreprise peut-elle déposer un projet ?",
        "Y a-t-il un lien entre le PEPR et l'ANR ?",
        "Patisiran, ça sert à quoi ?",
        "Quelle autre structure finance les biothérapies en France ?",
        "Que fait France BioLead ?",
    ],
)
def test_a_question_with_words_of_its_own_is_answered_as_if_it_came_first(assistant, before, text):
    assert after(assistant, before, text).text == assistant.answer(text).text


@pytest.mark.parametrize(
    "text",
    [
        "Le budget du programme est-il de 60 M€ ?",
        "Pourquoi le budget du programme est-il de 120 M€ ?",
        "Is the programme's budget 60 million euros?",
    ],
)
def test_what_is_presumed_is_set_against_the_amount_of_the_very_thing(assistant, text):
    (premise,) = (notice for notice in assistant.answer(text).notices if notice.kind is NoticeKind.PREMISE)

    assert "80 M€" in premise.text  # and not the 4 M€ of its governance


@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("text", ["Sur combien d'années ?", "pour quelle durée ?", "How long does it last?"])
def test_a_question_with_none_is_read_after_the_one_before(assistant, before, text):
    said = after(assistant, before, text).text

    assert "7 ans" in said or "sept ans" in said


def test_another_numbered_part_is_asked_about_as_the_last_one_was(assistant):
    told = after(assistant, "Que fait l'axe 3 ?", "et l'axe suivant ?")

    assert told.text == assistant.answer("Que fait l'axe 4 ?").text
    assert any("Que fait l'axe 4 ?" in notice.text for notice in told.notices)


def test_what_was_told_is_not_told_again_first(assistant):
    first = assistant.answer("Quel est le budget ?")
    then = assistant.answer("Et qui le pilote ?", [Turn("user", first.question), Turn("assistant", first.text)])

    assert "Inserm" in then.citations[0].quote
    assert not {one.quote for one in then.citations} & {one.quote for one in first.citations}
