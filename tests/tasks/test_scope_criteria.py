"""What proposals are read against: found in headings, or read from a file."""

import pytest
from scope_judges import CORPUS, SEA, assistant_of

from bbti_qa.errors import CriteriaError
from bbti_qa.tasks.scope import find_criteria, read_criteria
from bbti_qa.tasks.scope.criteria import clauses


@pytest.fixture
def read(tmp_path):
    def from_text(text):
        path = tmp_path / "criteria.toml"
        path.write_text(text, "utf-8")
        return read_criteria(path, assistant_of(SEA).snapshot).items

    return from_text


def test_the_numbered_headings_are_the_axes():
    found = find_criteria(assistant_of(SEA).snapshot).items

    assert [item.id for item in found] == ["axe1", "axe2", "axe3"]
    assert found[1].label == "Axe 2 : Restaurer les habitats marins"
    assert found[1].statements[1].text.startswith("Cet axe vise à replanter les herbiers")


def test_every_statement_is_an_exact_piece_of_the_programme():
    snapshot = assistant_of(CORPUS).snapshot
    statements = [statement for item in find_criteria(snapshot).items for statement in item.statements]

    assert len(statements) > 20
    for statement in statements:
        assert statement.citations
        for citation in statement.citations:
            page = snapshot.document(citation.document_id).page(citation.page)
            assert page.text[citation.start : citation.end] == citation.quote


def test_the_shipped_file_names_the_axes_of_the_shipped_corpus():
    snapshot = assistant_of(CORPUS).snapshot

    from_file = read_criteria(CORPUS / "axes.toml", snapshot).items

    assert [item.statements for item in from_file] == [item.statements for item in find_criteria(snapshot).items]


def test_a_sentence_that_compares_axes_speaks_for_none():
    found = find_criteria(assistant_of(CORPUS).snapshot).items

    assert not [item.id for item in found if "Axe 1 thérapies cellulaires et tissulaires 3 projets" in item.text]


def test_text_and_heading_may_stand_side_by_side(read):
    one, two = read(
        '[[criteria]]\nid = "a"\nheading = "axe 1"\n[[criteria]]\nid = "b"\nlabel = "Bruit"\ntext = "Moins de bruit. Et vite."'
    )

    assert one.label == "axe 1"
    assert [statement.text for statement in two.statements] == ["Moins de bruit.", "Et vite."]
    assert two.statements[0].citations == ()


def test_a_heading_found_nowhere_is_refused_with_the_nearest_ones(read):
    with pytest.raises(CriteriaError, match="“Axe 1 : Observer les écosystèmes côtiers”"):
        read('[[criteria]]\nid = "a"\nheading = "Axe 7 : Observer"')


def test_axis_1_is_not_the_start_of_axis_10(read):
    with pytest.raises(CriteriaError, match="no heading"):
        read('[[criteria]]\nid = "a"\nheading = "Gouvern"')


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no \\[\\[criteria\\]\\] table"),
        ("[[criteria]]\nid =", "cannot be read"),
        ('[[criteria]]\ntext = "a b c"', "has no `id`"),
        ('[[criteria]]\nid = "a"\ntext = "x y"\n[[criteria]]\nid = "a"\ntext = "x y"', "stands twice"),
        ('[[criteria]]\nid = "a"', "either `heading`"),
        ('[[criteria]]\nid = "a"\ntext = "x y"\nheading = "Axe 1"', "not both"),
        ('[[criteria]]\nid = "a"\ntext = 3', "either `heading`"),
        ('[[field]]\nid = "x"\n[[criteria]]\nid = "a"\ntext = "x y"', "list `terms`"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_what_to_do(read, text, says):
    with pytest.raises(CriteriaError, match=says):
        read(text)


def test_documents_without_numbered_headings_ask_for_a_file(tmp_path):
    (tmp_path / "a.md").write_text("# Titre\n\nUn texte sans axe numéroté.\n", "utf-8")

    with pytest.raises(CriteriaError, match="--criteria FILE"):
        find_criteria(assistant_of(tmp_path).snapshot)


def test_an_enumeration_is_cut_and_short_pieces_are_kept_with_their_neighbours():
    assert clauses("Il s'agit, d'une part, de trouver de nouvelles sources de cellules, et d'en réduire fortement le coût de production.") == (
        "Il s'agit, d'une part, de trouver de nouvelles sources de cellules,",
        "et d'en réduire fortement le coût de production.",
    )  # fmt: skip
