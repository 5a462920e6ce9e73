"""Review: each sentence of somebody's text against the documents, with the passages that carry or contradict it.

reviewing.py  == the task, top to bottom
standing.py   how a sentence stands: supported, contradicted, absent, an opinion
opinion.py    sentences that state no fact
finder.py     a language model that points to evidence, if there is one; prompts.py is what it is told
marking.py    text, JSON, Markdown, HTML, Word with comments
"""

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
