"""An answer as text and as Markdown."""

from __future__ import annotations

from dataclasses import replace

from bbti_qa.documents import Answer, Outcome, Verdict
from bbti_qa.presentation import to_markdown, to_text

ANSWER = Answer("Est-ce le cas ?", "fr", Outcome.ANSWERED, "Oui, le réseau existe.", verdict=Verdict.YES)


def test_the_verdict_is_told_in_words():
    assert "Verdict : oui" in to_text(ANSWER)
    assert "Verdict" in to_markdown(ANSWER)
    assert "Verdict: the documents do not settle it" in to_text(replace(ANSWER, language="en", verdict=Verdict.UNKNOWN))


def test_silence_has_no_verdict():
    silent = replace(ANSWER, outcome=Outcome.NOT_IN_DOCUMENTS, verdict=Verdict.UNKNOWN)

    assert "Verdict" not in to_text(silent)
