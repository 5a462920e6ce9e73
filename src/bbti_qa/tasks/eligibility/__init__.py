"""Is a project or a team eligible? One row for each criterion that the documents hold, each with its passage, never by guess.

    application -> profile ┐
    documents   -> rules   ┴> decisions -> rows -> the verdict that follows

application.py   what the applicant says, by a description or a form
terms.py         kinds of applicants, instruments, stages, countries; the words are in terms.toml
patterns.py      the wording of applications and criteria; the words are in patterns.toml
criterion.py     one criterion: its point, how it binds, its sentence
rules.py         the criteria in the documents
admission.py     who may apply: allowed, reserved, excluded, as a partner only
bounding.py      how much, how long, how many, which maturity, until when; limits.py reads the numbers and their bounds
pins.py          criteria that a person has pinned
programme.py     the names of the programme
themes.py        the axes, and whether a subject fits them
reading.py       a language model as a second reader of the description, if there is one; prompts.py is what it is told
decision.py      a verdict on one criterion, or who is silent on it
deciding.py      one criterion against the application; measuring.py those with bounds: maturity, dates, duration, amounts
assessment.py    == the task, top to bottom
wording.py       what the table says, in two languages
export.py        JSON, text, Markdown, HTML, Word, a workbook
"""

from bbti_qa.tasks.eligibility.application import (
    FIELDS,
    Application,
    Part,
    Reading,
    application_of,
    read_application,
    read_profile,
)
from bbti_qa.tasks.eligibility.assessment import Assessment, Criteria, Overall, Row, assess, read_criteria
from bbti_qa.tasks.eligibility.criterion import Point
from bbti_qa.tasks.eligibility.decision import Silence
from bbti_qa.tasks.eligibility.pins import Pin, load_pins
from bbti_qa.tasks.eligibility.programme import load_names

__all__ = [
    "FIELDS",
    "Application",
    "Assessment",
    "Criteria",
    "Overall",
    "Part",
    "Pin",
    "Point",
    "Reading",
    "Row",
    "Silence",
    "application_of",
    "assess",
    "load_names",
    "load_pins",
    "read_application",
    "read_criteria",
    "read_profile",
]
