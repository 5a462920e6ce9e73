"""Review: each sentence of somebody's text against the documents, with the passages that carry or contradict it."""

from bbti_qa.tasks.review.marking import to_docx, to_html, to_json, to_markdown, to_text
from bbti_qa.tasks.review.reviewing import review, text_of
from bbti_qa.tasks.review.standing import Review, ReviewedSentence, Standing

__all__ = [
    "Review",
    "ReviewedSentence",
    "Standing",
    "review",
    "text_of",
    "to_docx",
    "to_html",
    "to_json",
    "to_markdown",
    "to_text",
]
