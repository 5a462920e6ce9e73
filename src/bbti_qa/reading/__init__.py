"""A question with what the documents hold for it.

library.py      the documents as they are asked: words understood, passages found, sentences ranked
within.py       what a passage counts where a question looks in one part, or in one document
overview.py     the sentences of a part of which a question asks what it says
section.py      the section about the thing that a question wants an account of
headings.py     the numbered headings that answer, « Axe 1 : … »
reading.py      a question, what was found for it, whether that suffices
reader.py       == question -> hits -> evidence -> sufficiency, top to bottom
lookup.py       what judging may ask of the documents
"""

from bbti_qa.reading.headings import heading_over, numbered_parts
from bbti_qa.reading.library import Library
from bbti_qa.reading.lookup import LibraryLookup
from bbti_qa.reading.reader import Reader
from bbti_qa.reading.reading import Reading, Told, by_evidence

__all__ = [
    "Library",
    "LibraryLookup",
    "Reader",
    "Reading",
    "Told",
    "by_evidence",
    "heading_over",
    "numbered_parts",
]
