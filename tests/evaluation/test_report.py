"""The report: one page with everything in it, whatever the documents say."""

from bbti_qa.evaluation.questions import SetQuestion
from bbti_qa.evaluation.report import write_report
from bbti_qa.evaluation.scoring import score

HOSTILE = "<script>alert(1)</script> {{ 7*7 }}"


def make_set():
    questions, answers = [], {}
    for number in range(12):
        answerable = number % 3 > 0
        row = {"lang": "fr", "type": "fact", "answerable": answerable, "answer_facts": ["oui"] if answerable else []}
        row["expected_behaviour"] = "answer" if answerable else "abstain"
        row["evidence"] = [{"doc": "a.txt", "quote": HOSTILE}]
        questions.append(SetQuestion(str(number), f"{HOSTILE} {number}", (), row))
        answers[str(number)] = {
            "outcome": "answered", "text": "non", "confidence": number / 12, "notices": [{"kind": "premise", "text": HOSTILE}],
            "citations": [], "passages": [{"text": HOSTILE, "document": HOSTILE, "page": 1, "score": 0.5}],
        }  # fmt: skip
    return questions, answers


def test_the_page_shows_drawings_intervals_and_every_miss(tmp_path):
    questions, answers = make_set()
    write_report(tmp_path / "report.html", "Essai", questions, answers, score(questions, answers))
    page = (tmp_path / "report.html").read_text("utf-8")

    assert page.count("<svg") == 3
    assert page.count("<details>") == 12
    assert "95 % interval" in page


def test_text_is_data_and_nothing_is_fetched(tmp_path):
    questions, answers = make_set()
    write_report(tmp_path / "report.html", HOSTILE, questions, answers, score(questions, answers))
    page = (tmp_path / "report.html").read_text("utf-8")

    assert "<script" not in page
    assert "{{ 7*7 }}" in page
    assert 'src="http' not in page
    assert 'href="http' not in page


def test_the_same_figures_give_the_same_bytes(tmp_path):
    questions, answers = make_set()
    for name in ("one.html", "two.html"):
        write_report(tmp_path / name, "Essai", questions, answers, score(questions, answers))

    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()
