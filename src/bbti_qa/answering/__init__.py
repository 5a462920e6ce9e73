"""Evidence to answer: pointers to sentences, copied by the program.

extractive.py  lead.py  continuation.py    answers in the documents' own sentences
generative.py                              == answers written by a model, top to bottom
prompts.py                                 what a model is told
pointers.py  claims.py  wording.py         its reply, read as it streams: pointers, sentences, plain words
composition.py  draft.py                   its claims, checked and put together; what is told of the check
telling.py                                 the points of a question that asks for several things
markers.py                                 markers and the citations behind them
"""

from bbti_qa.answering.claims import Claim, read_claims
from bbti_qa.answering.composition import Check, Composition, Reason, Settled
from bbti_qa.answering.continuation import with_continuation
from bbti_qa.answering.draft import Draft, failed, passport_of, removals, reservations
from bbti_qa.answering.extractive import ExtractionRule, may_tell_list, numbered, select
from bbti_qa.answering.generative import Writer
from bbti_qa.answering.lead import LEAD_WORDS, Mark, lead
from bbti_qa.answering.markers import Citations, cite, marker, markers_of, quote
from bbti_qa.answering.prompts import Task
from bbti_qa.answering.telling import Told, said_already, speaking_of, told_beside, within_words

__all__ = [
    "LEAD_WORDS",
    "Check",
    "Citations",
    "Claim",
    "Composition",
    "Draft",
    "ExtractionRule",
    "Mark",
    "Reason",
    "Settled",
    "Task",
    "Told",
    "Writer",
    "cite",
    "failed",
    "lead",
    "marker",
    "markers_of",
    "may_tell_list",
    "numbered",
    "passport_of",
    "quote",
    "read_claims",
    "removals",
    "reservations",
    "said_already",
    "select",
    "speaking_of",
    "told_beside",
    "with_continuation",
    "within_words",
]
