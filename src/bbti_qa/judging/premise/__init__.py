"""What a question takes for granted and the evidence contradicts.

Only what is presumed counts: a value that the question asks for is not, nor one that speaks of the asker's own project. What is
presumed is taken out of the question and the rest is asked: the sentences that answer the rest show what the documents say instead.

contradictions.py          == every kind of it, one after the other
premise.py                 what is presumed, and what the evidence says
presumption.py             whether the question states it
hearing.py   remainder.py  which sentences have a say; the question without what it presumes
rivals.py    periods.py    another value of the same thing; another beginning or end
labels.py    names.py      a numbered thing that is none, or another one; a name that no document holds
doers.py     reversal.py   others who do it; the opposite
order.py     shares.py     the other has more; a share for the whole
"""

from bbti_qa.judging.premise.contradictions import find_premise
from bbti_qa.judging.premise.premise import Premise

__all__ = ["Premise", "find_premise"]
