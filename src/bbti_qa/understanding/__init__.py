"""A question and what was said before, turned into what to search for. Deterministic; no model.

understanding.py   == the way from a text to a question, top to bottom
question.py        what it ends in: Question, its kind, its terms, the value that is wanted
kinds.py           what sort of answer is wanted: a number, a date, a list …
wanted.py          the sort of value that would answer
named.py           whom or what it asks to name: who does a thing, how many, the numbered parts of what
subject.py         the thing of which it wants an account
length.py          how many sentences the answer may have
terms.py           the words to look for, what else they may be called, how much they count
follow_up.py       what is left to the turns before it
substitution.py    the last question asked of something else, or in another form
courtesy.py        greetings, thanks and calls for help
instructions.py    sentences that ask nothing and tell the assistant how to behave
spoken.py          the language that it is in
"""

from bbti_qa.understanding.instructions import without_instructions
from bbti_qa.understanding.question import Question, QuestionKind, Term, Wanted
from bbti_qa.understanding.understanding import MAX_QUESTION, understand

__all__ = [
    "MAX_QUESTION",
    "Question",
    "QuestionKind",
    "Term",
    "Wanted",
    "understand",
    "without_instructions",
]
