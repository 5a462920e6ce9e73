"""Proposals by criteria: in scope, adjacent, out or not addressed, with the sentence of the proposal and the passage of the programme.

criteria.py    what proposals are read against: axes of the documents' headings, or a file
proposals.py   files to proposals to sentences
fields.py      fields of research and the words that show them (fields.toml)
assessment.py  == the judging, top to bottom; cells.py is what it gives
justifying.py  a language model that points to both sides of the evidence, if there is one; prompts.py is what it is told
batch.py       many proposals, resumably
records.py  workbook.py  heatmap.py  committee.py    the results as JSON lines, a workbook, a page, a note for the committee
phrasing.py    their words in French and in English
"""

from bbti_qa.tasks.scope.assessment import ScopeJudge, ScopeRule
from bbti_qa.tasks.scope.cells import Assessment, Cell, Elsewhere, Figures, Pair, Status
from bbti_qa.tasks.scope.criteria import Criteria, Criterion, find_criteria, numbers_axes, read_criteria
from bbti_qa.tasks.scope.justifying import Justifier
from bbti_qa.tasks.scope.proposals import Proposal, Unread, make_proposal, read_proposals

__all__ = [
    "Assessment",
    "Cell",
    "Criteria",
    "Criterion",
    "Elsewhere",
    "Figures",
    "Justifier",
    "Pair",
    "Proposal",
    "ScopeJudge",
    "ScopeRule",
    "Status",
    "Unread",
    "find_criteria",
    "make_proposal",
    "numbers_axes",
    "read_criteria",
    "read_proposals",
]
