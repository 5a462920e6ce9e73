"""Does the evidence carry a claim? Rules over figures, negation, modality, names and words, French and English; a model of inference beside them.

claim.py                        == the check of a claim, top to bottom
findings.py                     what it finds
statement.py  terms.py          a sentence taken apart; the tables of words (terms.toml)
figures/      degrees.py        amounts, dates, shares; more and less, counted
frequency.py                    how often
places.py                       which names are said as places
silence.py    predicate.py      what the evidence says that it does not say; a claim of which only the subject is there
denial.py                       negation, exception, condition
force.py      modality.py       must, should, may
quantity.py   standing.py       all, some, only; planned and done
opposites.py  contrasts.py      words that turn a sentence round; its two sides
couplings.py                    several things tied to several others
roles.py      doers.py          who does it to whom
wording.py                      names, terms, compounds, the words that are left
bearing.py                      whether a sentence bears on a claim at all; what the headings over it may lend it
hearing.py                      what a model of inference adds
"""

from bbti_qa.checking.bearing import may_carry, may_contradict
from bbti_qa.checking.claim import check_claim
from bbti_qa.checking.couplings import crossed
from bbti_qa.checking.findings import ClaimCheck, Finding, FindingKind

__all__ = ["ClaimCheck", "Finding", "FindingKind", "check_claim", "crossed", "may_carry", "may_contradict"]
