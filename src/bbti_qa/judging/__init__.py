"""What the evidence says about the question itself: a false premise, sources that differ, yes or no. Rules, no model."""

from bbti_qa.judging.around import as_said
from bbti_qa.judging.judgement import Judgement, judge
from bbti_qa.judging.lookup import Lookup
from bbti_qa.judging.standing import in_standing, standing_notices
from bbti_qa.judging.survey import Survey, survey

__all__ = [
    "Judgement",
    "Lookup",
    "Survey",
    "as_said",
    "in_standing",
    "judge",
    "standing_notices",
    "survey",
]
