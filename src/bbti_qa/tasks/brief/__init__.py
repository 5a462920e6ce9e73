"""A brief on a topic: every sentence from the documents with its exact place, a ledger of its facts, warnings in the margin.

brief.py       the values: what is asked for, what is written
composing.py   == a topic in, a brief out, top to bottom
statements.py  the documents' sentences made whole again, lists with what announces them
topic.py       the words of the topic, and how much of them a statement holds
relevance.py   which of them are on the topic, for these readers
repetition.py  which say the same
aspects.py     what each tells of: what, what for, who, how much, when, how, what is hard
openings.py    how each begins: freely, with a connector that is cut, leaning on the one before
numbered.py    the documents' numbered parts, if the topic names them
selection.py   what is taken, and where it stands
sentences.py   how it is shown, with the places that prove it
remarks.py     what the margin warns of
facts.py  chronology.py  questions.py  timeline.py    what the templates add
ledger.py      every number, date, name and body with its source
author.py      a language model in the place of the documents' own sentences, if there is one; prompts.py is what it is told
layout.py      a brief as a manuscript, to be written as Word, HTML or Markdown
wording.py     the program's own words
"""

from bbti_qa.tasks.brief.author import Progress
from bbti_qa.tasks.brief.brief import (
    Audience,
    Brief,
    BriefRequest,
    BriefSentence,
    DatedFact,
    KeyFact,
    LedgerEntry,
    LedgerKind,
    Length,
    Remark,
    Section,
    Template,
)
from bbti_qa.tasks.brief.composing import write_brief
from bbti_qa.tasks.brief.layout import to_manuscript

__all__ = [
    "Audience",
    "Brief",
    "BriefRequest",
    "BriefSentence",
    "DatedFact",
    "KeyFact",
    "LedgerEntry",
    "LedgerKind",
    "Length",
    "Progress",
    "Remark",
    "Section",
    "Template",
    "to_manuscript",
    "write_brief",
]
