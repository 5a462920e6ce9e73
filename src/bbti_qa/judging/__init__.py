"""What the evidence says about the question itself: a false premise, sources that differ, yes or no. Rules, no model."""

from bbti_qa.judging.around import as_said, words_around
from bbti_qa.judging.judgement import Judgement, judge
from bbti_qa.judging.lookup import Lookup

__all__ = ["Judgement", "Lookup", "as_said", "judge", "words_around"]
