"""Sections of two languages out of the law's XML."""

from training.laws import french_name, pairs, sections

ENGLISH = """<Statute><Body><Section><MarginalNote>Short title</MarginalNote><Label>1</Label>
<Text>This Act may be cited as the <XRefExternal>Orchard Act</XRefExternal>.</Text></Section>
<Section><MarginalNote>Duties of growers</MarginalNote><Label>2</Label><Text>A grower must, every year,</Text>
<Paragraph><Label>(a)</Label><Text>prune each <DefinedTermEn>tree</DefinedTermEn> (<DefinedTermFr>arbre</DefinedTermFr>); and</Text></Paragraph>
<Paragraph><Label>(b)</Label><Text>report the harvest to the Minister.</Text></Paragraph></Section>
<Section><Label>3</Label><Text>First of two.</Text></Section><Section><Label>3</Label><Text>Second of two.</Text></Section></Body></Statute>"""
FRENCH = """<Statute><Body><Section><MarginalNote>Obligations des producteurs</MarginalNote><Label>2</Label>
<Text>Le producteur est tenu, chaque année :</Text><Text>de tailler chaque arbre;</Text>
<Text>de déclarer la récolte au ministre.</Text></Section></Body></Statute>"""


def test_a_section_is_its_heading_and_all_its_text_without_the_other_languages_terms(tmp_path):
    (tmp_path / "x.xml").write_text(ENGLISH, "utf-8")

    found = sections(tmp_path / "x.xml", "en")

    assert found["1"] == ("Short title", "This Act may be cited as the Orchard Act.")
    assert found["2"][1] == "A grower must, every year, prune each tree ; and report the harvest to the Minister."
    assert "3" not in found  # two sections of one label cannot be told apart


def test_sections_are_paired_by_label_across_the_folders(tmp_path):
    for place, text in (("eng/acts", ENGLISH), ("fra/lois", FRENCH)):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "O-1.xml").write_text(text, "utf-8")

    (pair,) = pairs(tmp_path)

    assert pair["title_en"] == "Duties of growers"
    assert pair["title_fr"] == "Obligations des producteurs"
    assert pair["s"] == "acts/O-1.xml#2"


def test_regulations_have_a_french_number(tmp_path):
    assert french_name(tmp_path / "regulations" / "SOR-2010-201.xml") == "reglements/DORS-2010-201.xml"
    assert french_name(tmp_path / "regulations" / "C.R.C.,_c._10.xml") == "reglements/C.R.C.,_ch._10.xml"
