"""What the evidence says about the question itself: a false premise, sources that differ, yes or no. Rules, no model.

judgement.py                  == all judgements of one question, top to bottom
asking.py     comparing.py    what a question asks to have judged; whether it sets sayings side by side
premise/                      what it takes for granted and the evidence contradicts
amounts.py    bounds.py       which of two has more; more or less than a number
pairings.py   numbering.py    what is said of another thing of a list; numbered parts, and the headings that name them
conflict.py   expansions.py   two sayings of one thing; two long forms of one acronym
attributes.py leaders.py      one thing by attributes that exclude each other; who is said to lead it
ordering.py                   a list that names numbered parts in another order
verdict.py    attribution.py  yes, no, it depends, unknown; whether a sentence says it of the one asked about
reach.py                      only, always, as long as: how far a question of yes or no reaches
membership.py scope.py        what a list or a body lacks; what fits none of the numbered parts
negation.py                   denial, and the clause that denies
crossreferences.py            references to a figure or table that shows something else
answerability.py              whether the passages found answer, as a model of inference reads them
standing.py   survey.py       documents that replace one another; disagreements without a question
around.py     lookup.py       what a value is the value of; what the rules may ask of the index
"""

from bbti_qa.judging.answerability import answerability, by_answer
from bbti_qa.judging.around import as_said
from bbti_qa.judging.judgement import Judgement, judge
from bbti_qa.judging.lookup import Lookup
from bbti_qa.judging.numbering import numbered_headings
from bbti_qa.judging.standing import in_standing, standing_notices
from bbti_qa.judging.survey import Survey, survey

__all__ = [
    "Judgement",
    "Lookup",
    "Survey",
    "answerability",
    "as_said",
    "by_answer",
    "in_standing",
    "judge",
    "numbered_headings",
    "standing_notices",
    "survey",
]
