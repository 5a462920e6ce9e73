"""The review over the shipped corpus: sentences written before it was tuned, and what its exports hold."""

import html
import io
import json
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from bbti_qa.checking import FindingKind
from bbti_qa.documents import Span
from bbti_qa.embedding import shared_embedder
from bbti_qa.errors import QuestionError
from bbti_qa.index import IndexStore, Snapshot
from bbti_qa.ingestion import ingest
from bbti_qa.settings import load_settings
from bbti_qa.tasks.review import Standing, review, to_docx, to_html, to_json, to_markdown, to_text
from bbti_qa.wiring import assistant_over

HERE = Path(__file__).parent
CORPUS = HERE.parents[1] / "corpus"
LABELS = {"S": Standing.SUPPORTED, "C": Standing.CONTRADICTED, "A": Standing.ABSENT}
TEXT = (
    "Le PEPR BBTI dispose de 60 M€. L'Inserm et le CEA pilotent le programme.\n\n"
    "Un hackathon <b>réunira</b> [cent](http://evil.example) développeurs. Nous espérons que ce sera utile."
)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    store = IndexStore(tmp_path_factory.mktemp("review") / "index")
    embedder = shared_embedder("bbti", "", None, None)
    ingest([CORPUS], store, embedder)
    snapshot: Snapshot = store.open()
    return assistant_over(snapshot, embedder, load_settings({}, glossary=CORPUS / "glossary.toml"))


def labelled(name):
    lines = (HERE / name).read_text("utf-8").splitlines()
    return [(LABELS[line[0]], line[4:]) for line in lines if line[1:4] == " | "]


def macro_f1(assistant, pairs):
    found = Counter((label, review(text, assistant).sentences[0].standing) for label, text in pairs)
    scores = []
    for label in LABELS.values():
        said = sum(count for (_, given), count in found.items() if given is label)
        meant = sum(count for (gold, _), count in found.items() if gold is label)
        scores.append(2 * found[label, label] / (said + meant))
    return sum(scores) / len(scores)


def test_eighty_sentences_are_told_apart(assistant):
    pairs = labelled("review_sentences.txt")

    assert len(pairs) == 81
    assert macro_f1(assistant, pairs) >= 0.85


def test_forty_sentences_that_were_kept_out_of_the_tuning_are_told_apart(assistant):
    pairs = labelled("review_sentences_held_out.txt")

    assert len(pairs) == 40
    assert macro_f1(assistant, pairs) >= 0.8


def test_false_sentences_are_not_taken_for_proven(assistant):
    pairs = labelled("review_sentences_tried.txt")
    found = [(label, review(text, assistant).sentences[0].standing) for label, text in pairs]
    false = [standing for label, standing in found if label is not Standing.SUPPORTED]
    true = [standing for label, standing in found if label is Standing.SUPPORTED]

    assert len(pairs) == 114
    assert false.count(Standing.SUPPORTED) <= 0.15 * len(false)
    assert true.count(Standing.SUPPORTED) >= 0.8 * len(true)


def test_each_sentence_has_its_standing_and_both_values_are_shown(assistant):
    found = review(TEXT, assistant)
    standings = [sentence.standing.value for sentence in found.sentences]
    wrong = found.sentences[0].findings[0]

    assert standings == ["contradicted", "supported", "absent", "opinion"]
    assert (wrong.kind, wrong.claimed, wrong.found) == (FindingKind.NUMBER, "60 M€", "80 M€")


def test_sentences_and_quotes_are_exact(assistant):
    found = review(TEXT, assistant)
    cited = [citation for sentence in found.sentences for citation in sentence.citations]

    assert all(TEXT[sentence.start : sentence.end] == sentence.text for sentence in found.sentences)
    assert [citation.marker for citation in cited] == list(range(1, len(cited) + 1))
    for citation in cited:
        span = Span(citation.page, citation.start, citation.end)
        assert assistant.document(citation.document_id).text((span,)) == citation.quote


def test_nothing_of_the_text_becomes_html_or_a_link(assistant):
    found = review(TEXT, assistant)

    assert "<b>" not in to_html(found)
    assert "&lt;b&gt;réunira" in to_html(found)
    assert "](http" not in to_markdown(found)
    assert r"\[cent\]\(http\:" in to_markdown(found)


def test_the_word_file_holds_the_text_with_a_comment_a_sentence_and_has_the_same_bytes_twice(assistant):
    found = review(TEXT, assistant)
    data = to_docx(found)
    document = docx.Document(io.BytesIO(data))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    comments = [comment.text for comment in document.comments]

    assert "Un hackathon <b>réunira</b> [cent](http://evil.example) développeurs." in text
    assert len(comments) == 4
    assert "ici\u00a0: «\u00a060 M€\u00a0»\u00a0; documents\u00a0: «\u00a080 M€\u00a0»" in comments[0]
    assert data == to_docx(found)
    assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None


def test_a_quote_stays_exact_between_the_marks_of_the_texts_language(assistant):
    french = review("Le programme compte cinq axes scientifiques.", assistant)
    english = replace(french, language="en")
    citation = next(c for sentence in french.sentences for c in sentence.citations)
    quote = html.escape(citation.quote)

    assert f"\u00a0: «\u00a0{quote}\u00a0»</li>" in to_html(french)
    assert f": “{quote}”</li>" in to_html(english)
    assert "«" not in to_html(english)


def test_json_and_text_tell_the_counts(assistant):
    found = review(TEXT, assistant)
    row = json.loads(json.dumps(to_json(found)))

    assert row["counts"] == {"supported": 1, "contradicted": 1, "absent": 1, "opinion": 1}
    assert to_text(found).startswith("1 soutenue · 1 contredite · 1 absente des documents · 1 opinion ou question")


@pytest.mark.parametrize("text", ["", "  \n ", "x " * 60_000, "Bonjour."])
def test_an_empty_an_endless_and_a_text_that_says_nothing_are_refused(assistant, text):
    with pytest.raises(QuestionError):
        review(text, assistant)


def test_a_heading_of_one_word_is_no_statement(assistant):
    assert review("Note\n\nLe programme dure sept ans.", assistant).sentences[0].text == "Le programme dure sept ans."
