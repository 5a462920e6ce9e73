"""A text to hand on, with real footnotes: one value, three ways to write it down.

manuscript.py  what a manuscript is: headings, paragraphs, tables, pictures; runs with footnotes and comments
word.py        the same as a Word file (docx)
footnotes.py   the part of a Word file that holds the footnotes, which python-docx does not write
html.py        the same as one HTML file that needs no other
markdown.py    the same as Markdown with `[^1]` footnotes
writing.py     to a file, by the ending of its name
"""

from bbti_qa.manuscript.html import to_html
from bbti_qa.manuscript.manuscript import (
    Block,
    Heading,
    Manuscript,
    Paragraph,
    ParagraphStyle,
    Picture,
    Run,
    Table,
    runs_of,
)
from bbti_qa.manuscript.markdown import to_markdown
from bbti_qa.manuscript.word import to_word
from bbti_qa.manuscript.writing import FORMATS, write_manuscript

__all__ = [
    "FORMATS",
    "Block",
    "Heading",
    "Manuscript",
    "Paragraph",
    "ParagraphStyle",
    "Picture",
    "Run",
    "Table",
    "runs_of",
    "to_html",
    "to_markdown",
    "to_word",
    "write_manuscript",
]
