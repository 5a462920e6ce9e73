"""Which statements are on the topic, and how good each is for its readers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from bbti_qa.documents import Evidence, Hit, Span
from bbti_qa.evidence import coverage
from bbti_qa.language import Language, carries_meaning, count_words, fold, stem, stems, words
from bbti_qa.tasks.brief.brief import Audience
from bbti_qa.tasks.brief.openings import Opening, opening_of
from bbti_qa.tasks.brief.statements import Statement, is_whole
from bbti_qa.understanding import Question, QuestionKind, Term
from bbti_qa.values import Unit, find_values

if TYPE_CHECKING:
    from bbti_qa.assistant import Assistant

HITS = 60  # passages read for a topic
PROBES: dict[Language, tuple[str, ...]] = {
    "fr": ("budget montant", "date calendrier durée", "piloté par comité", "objectif"),
    "en": ("budget amount", "date calendar duration", "led by committee", "objective"),
}
PROBE_HITS, PROBE_SHARE = 12, 0.9  # passages read for each, and the factor of their score
KEEP = 0.5  # of the best score, under which a statement is not on the topic
LEADERS, LEADER_SHARE = 7, 0.75  # best statements, whose middle, or a share of whose best, tells how much of the topic's words to expect
ABOUT = 0.55  # of that, which a statement holds of the topic's words, by rarity, in it, its headings and its title
ABOUT_FITTING = 0.45  # the same, for one that holds the sort of thing that the topic asks for (a date for a calendar)
HEADING_SHARE, TITLE_SHARE = 0.9, 0.6  # of a word's weight, where a heading or the title says it, not the sentence
FAMILY = 0.6  # of a word's weight, where only a word of its family stands ("intégrer" for "intégrateurs")
APART = 0.5  # factor where no compound of the topic ("thérapie génique") stands together
COMPOUND_REACH = 6  # words with meaning, within which it does
