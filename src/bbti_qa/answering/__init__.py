"""Evidence to answer: pointers to sentences, copied by the program. Extractive here; a model in a later module."""

from bbti_qa.answering.extractive import ExtractionRule, goes_on, select
from bbti_qa.answering.lead import lead
from bbti_qa.answering.markers import cite, markers_of

__all__ = ["ExtractionRule", "cite", "goes_on", "lead", "markers_of", "select"]
