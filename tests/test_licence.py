"""What the package carries is licensed, and the notice says whose work it was made from."""

import hashlib
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NOTICE = (ROOT / "NOTICE").read_text("utf-8")
CARDS = [ROOT / "src" / "bbti_qa" / part / "bbti" / "MODEL_CARD.md" for part in ("embedding", "entailment")]
OWED = (
    "all-MiniLM-L6-v2",
    "Open Government Licence – Canada",
    "PIAF",
    "etalab-ia/piaf-ml",
    "MIT",
    "CC BY-SA",
    "DILA",
    "CNIL",
)


def test_the_licence_is_apache_word_for_word():
    # https://www.apache.org/licenses/LICENSE-2.0.txt
    digest = hashlib.sha256((ROOT / "LICENSE").read_bytes()).hexdigest()

    assert digest == "cfc7749b96f63bd31c3c42b5c471bf756814053e847c10f3eb003417bc523d30"


def test_the_project_states_its_licence_and_ships_the_texts():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

    assert project["project"]["license"] == "Apache-2.0"
    assert project["project"]["license-files"] == ["LICENSE", "NOTICE"]
    assert {"/LICENSE", "/NOTICE"} <= set(project["tool"]["hatch"]["build"]["targets"]["sdist"]["include"])


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.parents[1].name)
def test_the_notice_attributes_what_each_model_card_does(card):
    text = card.read_text("utf-8")

    assert [name for name in OWED if name not in text] == []
    assert [name for name in OWED if name not in NOTICE] == []
    assert ("CC BY 2.0 FR" in text) <= ("CC BY 2.0 FR" in NOTICE)


def test_the_notice_names_everything_that_was_made_from_the_works_of_others():
    for carried in ("embedding/bbti", "entailment/bbti", "lexicon.tsv"):
        assert (ROOT / "src" / "bbti_qa" / carried).exists()
        assert f"bbti_qa/{carried}" in NOTICE
