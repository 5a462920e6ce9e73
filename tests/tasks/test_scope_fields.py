"""Fields of research and the words that show them."""

from collections import Counter

from bbti_qa.tasks.scope.fields import Field, Mention, Thesaurus, shared_thesaurus


def mentioned(text):
    return [(mention.field, text[mention.start : mention.end]) for mention in shared_thesaurus().mentions(text)]


def test_plurals_accents_and_languages_meet():
    assert mentioned("Les thérapies géniques, gene therapy.") == [
        ("gene-therapy", "thérapies géniques"),
        ("gene-therapy", "gene therapy"),
    ]


def test_the_longest_term_wins():
    assert mentioned("des anticorps neutralisants") == [("immunity", "anticorps neutralisants")]
    assert mentioned("des anticorps") == [("antibodies", "anticorps")]


def test_a_b_cell_is_no_t_cell():
    assert mentioned("T cells and B cells") == [("cell-therapy", "T cells"), ("b-cells", "B cells")]


def test_care_is_no_car_t_cell():
    assert mentioned("take care of them") == []
    assert mentioned("CAR-T") == [("cell-therapy", "CAR-T")]


def test_every_term_of_the_package_shows_one_field_only():
    thesaurus = shared_thesaurus()
    owners = Counter()
    for field in thesaurus.fields:
        for term in field.terms:
            found = {mention.field for mention in thesaurus.mentions(term)}
            assert found == {field.id}, (field.id, term, found)
            owners[field.id] += 1

    assert len(owners) == len(thesaurus.fields) > 40
    assert min(owners.values()) >= 8


def test_a_field_of_a_criteria_file_joins_or_replaces():
    mine = Field("snow", "Neige", "Snow", ("flocon",))
    both = Thesaurus([Field("ice", "Glace", "Ice", ("givre",))]).with_fields([mine])

    assert both.mentions("Givre et flocons") == (Mention("ice", 0, 5), Mention("snow", 9, 16))
    assert both["snow"].name("en") == "Snow"
