"""A model as a finder of evidence: it points to sentences that may carry or contradict one that the rules found nothing for."""

from __future__ import annotations

from collections.abc import Sequence

from bbti_qa.answering import Writer
from bbti_qa.answering.prompts import evidence_lines
from bbti_qa.assistant import Assistant
from bbti_qa.documents import BlockKind, Evidence
from bbti_qa.language import Language, count_words, detect_language
from bbti_qa.phrases import filled, phrase
from bbti_qa.tasks.pointing import Pointing
from bbti_qa.tasks.review.prompts import asked, rules
from bbti_qa.typography import typeset

HITS = 24  # passages read for a sentence
NUMBERED = 20  # of their sentences that the model is given
WORDS = 900  # in them
MOST_POINTERS = 3
LONGEST = 1_000  # characters of a sentence that are searched for and shown to the model

_LEFT = {
    "fr": "Le modèle de langue {reason} : pour {count} {count|phrase|phrases}, seules les règles ont cherché.",
    "en": "The language model {reason}: for {count} {count|sentence|sentences} the rules alone have looked.",
}


class Finder:
    """Looks for the evidence of the sentences of one text. Its pointers prove nothing; the review checks what they point to."""

    def __init__(self, writer: Writer, assistant: Assistant) -> None:
        self._pointing = Pointing(writer)
        self._assistant = assistant

    @property
    def name(self) -> str:
        return self._pointing.name

    def point(self, text: str) -> tuple[Evidence, ...]:
        """The sentences that the model points to for `text`; none where it points to none or fails."""
        evidence = self._nearest(text[:LONGEST])
        if not evidence:
            return ()
        language = detect_language(text)
        found = self._pointing.ask(rules(language), evidence_lines(evidence), asked(text[:LONGEST], language), language)
        numbers = found.numbers[:MOST_POINTERS] if found else ()
        return tuple(evidence[number - 1] for number in numbers)

    def remarks(self, language: Language) -> tuple[str, ...]:
        """What the reader must know: for how many sentences the model could not be asked."""
        if not self._pointing.failures:
            return ()
        reason = phrase(self._pointing.reason, language)
        return (filled(typeset(_LEFT[language], language), language, count=self._pointing.failures, reason=reason),)

    def _nearest(self, text: str) -> Sequence[Evidence]:
        question = self._assistant.understand(text)
        found = self._assistant.evidence(question, self._assistant.retriever.search(question, HITS))
        told = [item for item in found if _states(item)]
        kept: list[Evidence] = []
        used = 0
        for item in sorted(told, key=lambda item: -item.why["coverage"])[:NUMBERED]:
            used += count_words(item.text)
            if used > WORDS and kept:
                break
            kept.append(item)
        return kept


def _states(item: Evidence) -> bool:
    return item.sentence.kind is not BlockKind.HEADING and not item.text.rstrip().endswith("?")
