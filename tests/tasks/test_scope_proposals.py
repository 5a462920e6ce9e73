"""Proposals from files, cut into sentences whose parts are told apart."""

import json

import pytest
from docx import Document as Word

from bbti_qa.errors import ProposalError
from bbti_qa.tasks.scope import make_proposal, read_proposals
from bbti_qa.tasks.scope.proposals import Part

TEXT = "Les greffons manquent. Notre projet cultivera des cellules. Aucune fabrication n'est prévue."


def parts(text):
    proposal = make_proposal("p", text)
    return [(sentence.part, proposal.quote(sentence)) for sentence in proposal.sentences]


def test_context_comes_before_the_first_aim_and_denials_are_told_apart():
    assert parts(TEXT) == [
        (Part.CONTEXT, "Les greffons manquent."),
        (Part.AIM, "Notre projet cultivera des cellules."),
        (Part.DENIAL, "Aucune fabrication n'est prévue."),
    ]


def test_only_the_clause_that_denies_is_a_denial():
    assert parts("No genetic modification is planned: the emphasis is on the source.") == [
        (Part.DENIAL, "No genetic modification is planned:"),
        (Part.AIM, "the emphasis is on the source."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Our project will not only grow cells but freeze them.",
        "No drug removes the scar.",
        "Aucune autorisation n'a encore été accordée.",
        "We show that this does not harm mice.",
    ],
)
def test_a_denial_about_the_world_is_no_denial_of_the_project(text):
    assert [part for part, _ in parts(text)] in ([Part.AIM], [Part.CONTEXT])


def test_partners_are_an_aside():
    assert parts("Les partenaires sont un hôpital et une école.")[0][0] is Part.PARTNERS
    assert parts("Notre projet combine un bioréacteur et un capteur.")[0][0] is Part.AIM


@pytest.mark.parametrize(
    "text", [TEXT, "Été à Orléans, œuvre №2 : ﬁn.\n\nNous irons.", "𝐀 We will go. İstanbul is far."]
)
def test_sentences_are_exact_spans(text):
    proposal = make_proposal("p", text)

    assert all(proposal.quote(s) == text[s.start : s.end] and proposal.quote(s).strip() for s in proposal.sentences)
    assert all(a.end <= b.start for a, b in zip(proposal.sentences, proposal.sentences[1:], strict=False))


def test_rows_of_json_lines_and_csv_are_proposals(tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "x", "text": TEXT, "title": "Un titre"}) + "\n\n", "utf-8")
    (tmp_path / "b.csv").write_text('\ufeffID;Texte\ny;"Nous ferons ; deux lignes\nen une."\n', "utf-8")

    proposals, unread = read_proposals(tmp_path)

    assert [(item.id, item.source) for item in proposals] == [("x", "a.jsonl"), ("y", "b.csv")]
    assert proposals[0].title == "Un titre"
    assert proposals[1].text == "Nous ferons ; deux lignes\nen une."
    assert unread == ()


def test_a_folder_of_files_is_read_and_what_cannot_be_is_reported(tmp_path):
    (tmp_path / "un.txt").write_text(TEXT, "utf-8")
    word = Word()
    word.add_heading("Titre du projet", 1)
    word.add_paragraph("Nous cultiverons des cellules. Elles seront congelées.")
    word.save(tmp_path / "deux.docx")
    (tmp_path / "trois.pdf").write_bytes(b"%PDF-1.4 broken")
    (tmp_path / "quatre.csv").write_bytes(b"id,text\n\xff,\xff\n")
    (tmp_path / "cinq.jsonl").write_text('{"id": "vide", "text": " "}\n', "utf-8")

    proposals, unread = read_proposals(tmp_path)

    assert [item.id for item in proposals] == ["deux", "un"]
    assert "Nous cultiverons des cellules." in [proposals[0].quote(s) for s in proposals[0].sentences]
    assert [item.id for item in unread] == ["vide", "quatre.csv", "trois"]
    assert "UTF-8" in unread[1].reason


def test_two_files_of_one_name_keep_their_endings(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "a.md").write_text(TEXT + " Vraiment.", "utf-8")

    assert [item.id for item in read_proposals(tmp_path)[0]] == ["a.md", "a.txt"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ('{"id": "a", "text": "Nous ferons."}\n{"id": "a", "text": "Nous irons."}\n', "stands twice"),
        ("not json\n", "line 1 is not JSON"),
        ("[1]\n", "is not an object"),
        ('{"id": "a"}\n', "holds no proposal"),
        ("", "holds no proposal"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(tmp_path, content, says):
    path = tmp_path / "p.jsonl"
    path.write_text(content, "utf-8")

    with pytest.raises(ProposalError, match=says):
        read_proposals(path)


def test_a_path_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(ProposalError, match="does not exist"):
        read_proposals(tmp_path / "nowhere.txt")


def test_an_endless_proposal_is_refused():
    with pytest.raises(ProposalError, match="more than 400,000"):
        make_proposal("p", "Nous ferons. " * 40_000)
