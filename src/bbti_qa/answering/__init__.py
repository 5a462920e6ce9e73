"""Evidence to answer: pointers to sentences, copied by the program.

extracted.py                               an answer in the documents' own sentences
written.py                                 an answer that a model writes, the other one where it fails
silence.py                                 where nothing is told: the outcome, and where we looked
choice.py  extractive.py  continuation.py  which sentences answer
chronology.py                              in the order of time, where that is asked for
heads.py                                   the heads of a list's items, where the items are long
opening.py  lead.py                        what stands before them
point_by_point.py  telling.py              a question that asks for several things
generative.py                              == a model's reply, top to bottom
prompts.py                                 what a model is told
pointers.py  claims.py  wording.py         its reply, read as it streams: pointers, sentences, plain words
composition.py  draft.py                   its claims, checked and put together; what is told of the check
markers.py                                 markers and the citations behind them
"""

from bbti_qa.answering.choice import choose
from bbti_qa.answering.claims import Claim, read_claims
from bbti_qa.answering.composition import Check, Composition, Settled
from bbti_qa.answering.draft import Draft, removals
from bbti_qa.answering.extracted import extracted
from bbti_qa.answering.extractive import ExtractionRule, select
from bbti_qa.answering.generative import Writer
from bbti_qa.answering.lead import LEAD_WORDS, lead
from bbti_qa.answering.markers import cite
from bbti_qa.answering.point_by_point import with_points
from bbti_qa.answering.prompts import Task
from bbti_qa.answering.silence import avowal, silent
from bbti_qa.answering.written import task_of, written

__all__ = [
    "LEAD_WORDS",
    "Check",
    "Claim",
    "Composition",
    "Draft",
    "ExtractionRule",
    "Settled",
    "Task",
    "Writer",
    "avowal",
    "choose",
    "cite",
    "extracted",
    "lead",
    "read_claims",
    "removals",
    "select",
    "silent",
    "task_of",
    "with_points",
    "written",
]
