"""Whether a project that a question describes has nothing to do with any of the numbered parts of a programme: « une prothèse de hanche entre-t-elle dans un des axes ? »."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace

from bbti_qa.documents import BlockKind, Evidence
from bbti_qa.judging.asking import asking_sentence, asks_where_it_fits
from bbti_qa.judging.lookup import Lookup
from bbti_qa.judging.numbering import numbered_headings
from bbti_qa.language import fold
from bbti_qa.understanding import Question, QuestionKind
from bbti_qa.values import Unit, find_values

FOREIGN = 0.28  # cosine of the question with the nearest passage of a part, under which it speaks of something else (`SufficiencyRule.foreign`)

_FITS = re.compile(
    r"\b(?:entr\w+|relev\w+|rattach\w+|rang\w+|class\w+|correspond\w*|trouv\w+|accueil\w*|place|concern\w+|couvr\w+|couvert\w*|dans (?:un|l'un|les|aucun)|fits?|fall\w*|belong\w*|covered|matche?s?)\b"
)


def parts_without_it(question: Question, evidence: Sequence[Evidence], lookup: Lookup) -> tuple[Evidence, ...]:
    """The headings of all parts, where it is asked whether something fits one of them of which a word stands in no document and to which no passage comes near; none otherwise."""
    asks_whether = question.kind is QuestionKind.YES_NO or asks_where_it_fits(question)
    if not asks_whether or not _FITS.search(asking_sentence(fold(question.text))):
        return ()
    if any(value.unit is Unit.LABEL for value in find_values(question.text)):
        return ()
    if all(_is_known(way_of, lookup) for way_of in (term.ways for term in question.terms if term.weight == 1.0)):
        return ()
    documents = {item.document.id: item for item in evidence}
    for term in question.terms:
        asked = replace(question, numbered=term.stem, numbered_of=frozenset(), members=0)
        for item in documents.values():
            parts = numbered_headings(asked, item.document, lookup.passages(item.document.id))
            told = [
                replace(item, passage=passage, sentence=sentence, text=heading)
                for passage, heading in parts
                for sentence in passage.sentences
                if sentence.kind is BlockKind.HEADING and item.document.text(sentence.spans) == heading
            ]
            if parts and len(told) == len(parts):
                return () if _comes_near({heading for _, heading in parts}, evidence) else tuple(told)
    return ()


def _comes_near(parts: Set[str], evidence: Sequence[Evidence]) -> bool:
    told = (
        item for item in evidence if item.sentence.kind is not BlockKind.HEADING and parts & set(item.passage.headings)
    )
    return any(item.why["similarity"] >= FOREIGN for item in told)


def _is_known(ways: Sequence[Sequence[str]], lookup: Lookup) -> bool:
    return any(all(map(lookup.known, way)) for way in ways)
