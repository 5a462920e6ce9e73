"""Spans: found in what is cited, silence where the entry was left out, and silence at one answer rate."""

import json

from bbti_qa.documents import Answer, Outcome
from bbti_qa.evaluation.spans import SpanCase, answer_spans, score_spans


def case(outcome: Outcome, confidence: float, is_left_out: bool) -> SpanCase:
    answer = Answer(question="?", language="fr", outcome=outcome, text="", confidence=confidence)
    return SpanCase({"context_id": "d", "answers": ["x"]}, answer, is_left_out)


def test_a_silent_answer_is_as_unlikely_as_it_is_sure():
    assert case(Outcome.ANSWERED, 0.7, False).likelihood == 0.7
    assert case(Outcome.NOT_IN_DOCUMENTS, 0.75, False).likelihood == 0.25


def test_silence_is_told_at_one_answer_rate_whatever_the_threshold():
    able = [case(Outcome.ANSWERED, share / 10, False) for share in (9, 8, 7, 6)]
    able.append(case(Outcome.NOT_IN_DOCUMENTS, 0.9, False))
    unable = [
        case(Outcome.ANSWERED, 0.55, True),
        case(Outcome.ANSWERED, 0.95, True),
        case(Outcome.OFF_TOPIC, 1.0, True),
    ]
    figures = score_spans((*able, *unable))

    assert figures["answered"].mean == 0.8
    assert round(figures["silent"].mean, 3) == 0.333
    assert round(figures["silent at 80%"].mean, 3) == 0.667  # at .6: one of three is above
    assert figures["span"].mean == 0.0


def test_questions_about_what_was_left_out_are_told_apart(tmp_path):
    corpus = [{"id": name, "text": f"Le quai {name} mesure {at} pas."} for at, name in enumerate(("nord", "sud"), 3)]
    spans = [
        {"id": name, "question": f"quai {name}", "context_id": name, "answers": [f"{at} pas"], "self_contained": kept}
        for at, name, kept in ((3, "nord", True), (4, "sud", True), (4, "sud", False))
    ]
    for name, rows in (("corpus", corpus), ("queries", []), ("spans", spans)):
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    (tmp_path / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\n", "utf-8")
    (tmp_path / "leaveout.json").write_text(json.dumps({"corpus_ids": ["sud"]}), "utf-8")
    opened = []

    class Silent:
        def answer(self, text):
            return Answer(question=text, language="fr", outcome=Outcome.NOT_IN_DOCUMENTS, text="", confidence=1.0)

    def open_over(documents):
        opened.extend(document.path for document in documents)
        return Silent()

    cases = answer_spans(tmp_path, open_over, lambda *told: None)

    assert opened == ["nord"]
    assert [found.is_left_out for found in cases] == [False, True]
