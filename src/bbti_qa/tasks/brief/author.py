"""A model as the author of a brief's parts: it gets a part's statements numbered and points to them; each of its sentences is checked.

A part whose call fails stays in the documents' own sentences. What was removed, corrected or left is kept for the reader.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from bbti_qa.answering import Check, Composition, Draft, Settled, Task, Writer, removals
from bbti_qa.documents import Citation, Evidence, NoticeKind, Passage, Sentence, Support
from bbti_qa.errors import GenerationError
from bbti_qa.generation import Message
from bbti_qa.glossary import Glossary
from bbti_qa.judging.negation import denies
from bbti_qa.language import Language, count_words
from bbti_qa.phrases import phrase
from bbti_qa.tasks.brief.brief import BriefRequest, BriefSentence, Remark, SentenceKind
from bbti_qa.tasks.brief.prompts import lines_messages, part_messages
from bbti_qa.tasks.brief.remarks import Margin
from bbti_qa.tasks.brief.sentences import shown
from bbti_qa.tasks.brief.statements import Statement, all_spans, language_of
from bbti_qa.tasks.brief.wording import word
from bbti_qa.tasks.pointing import labels_hold

MOST_NUMBERED = 20  # statements that a model is given for a part
MOST_WORDS = 900  # in them

Progress = Callable[[int, int], None]


class Author:
    """Writes the parts of one brief, one call after the other, all within one deadline. `remarks` is what the reader must know of it."""

    def __init__(
        self,
        writer: Writer,
        request: BriefRequest,
        margin: Margin,
        glossary: Glossary,
        progress: Progress | None = None,
    ) -> None:
        self.remarks: list[Remark] = []
        self.wrote = False
        self._writer = writer
        self._whole = writer.start_task()
        self._request = request
        self._margin = margin
        self._check = Check(request.topic, request.language, glossary, writer.entailment)
        self._progress = progress
        self._parts = self._done = 0
        self._told: set[str] = set()

    @property
    def name(self) -> str:
        return self._writer.name

    def expect(self, parts: int) -> None:
        """Tells how many parts will be written, for the progress that is shown."""
        self._parts = parts

    def part(
        self, heading: str, statements: Sequence[Statement], own: tuple[BriefSentence, ...], most: int
    ) -> tuple[BriefSentence, ...]:
        """The part called `heading` from `statements`; `own`, the documents' own sentences, where the model gives nothing that holds.

        What an earlier part says in the same words is not said again; nothing is left of a part that says nothing new.
        """
        numbered = within_room(statements)
        evidence = tuple(map(evidence_of, numbered))
        pieces = self._settled(heading, evidence, part_messages(self._request, heading, evidence, most))
        made = [self._sentence(piece, citations, numbered) for piece, citations in pieces]
        new = tuple(sentence for sentence in made or own if sentence.text not in self._told)
        self._told.update(sentence.text for sentence in new)
        return new

    def lines(
        self, heading: str, statements: Sequence[Statement], own: Sequence[BriefSentence]
    ) -> tuple[BriefSentence, ...]:
        """One sentence for each of `statements`, in their order; the one of `own` where the model has none that is proven by it alone."""
        found = list(own)
        for first in range(0, len(statements), MOST_NUMBERED):
            some = statements[first : first + MOST_NUMBERED]
            evidence = tuple(map(evidence_of, some))
            pieces = self._settled(heading, evidence, lines_messages(self._request, heading, evidence))
            for piece, citations in reversed(pieces):
                if len(piece.pointers) == 1 and piece.support in (Support.VERBATIM, Support.SUPPORTED):
                    made = self._sentence(piece, citations, some)
                    found[first + piece.pointers[0] - 1] = replace(made, kind=SentenceKind.PROSE)
        return tuple(found)

    def _settled(
        self, heading: str, evidence: tuple[Evidence, ...], asked: Sequence[Message]
    ) -> list[tuple[Settled, tuple[Citation, ...]]]:
        """What the model wrote and the check let pass, each with its citations; nothing, and a remark, where the call failed."""
        language = self._request.language
        draft = Draft(Composition(evidence, self._check))
        try:
            task = Task(heading, language, evidence)
            for _ in self._writer.write(task, draft, self._writer.part_of(self._whole), asked):
                pass
        except GenerationError as error:
            self._fell_back(heading, type(error).__name__)
            return []
        finally:
            self._done += 1
            if self._progress:
                self._progress(min(self._done, self._parts), self._parts)
        self.remarks += [_within(heading, notice.text, language) for notice in removals(draft, language)]
        composition = draft.composition
        held = [piece for piece in composition.settled if self._stands(piece, evidence)]
        if removed := len(composition.settled) - len(held):
            self.remarks.append(_within(heading, phrase("checked_removed", language, count=removed), language))
        if not (held and composition.holds):
            self._fell_back(heading, "model_found_nothing" if draft.found_nothing else "ModelUnusable")
            return []
        self.wrote = True
        by_marker = {citation.marker: citation for citation in composition.citations}
        return [(piece, tuple(by_marker[marker] for marker in piece.markers)) for piece in held]

    def _stands(self, piece: Settled, evidence: Sequence[Evidence]) -> bool:
        """What the check leaves open: whose number a label has, and a denial in another language than the document's."""
        items = [evidence[number - 1] for number in piece.pointers]
        texts = [item.text for item in items]
        is_foreign = any(item.document.language != self._request.language for item in items)
        adds_denial = is_foreign and denies(piece.claim) and not any(map(denies, texts))
        return piece.support is Support.VERBATIM or (labels_hold(piece.claim, texts) and not adds_denial)

    def _fell_back(self, heading: str, reason: str) -> None:
        language = self._request.language
        text = word("fell_back", language, heading=heading, reason=phrase(reason, language))
        self.remarks.append(Remark(NoticeKind.FALLBACK, text))

    def _sentence(self, piece: Settled, citations: Sequence[Citation], numbered: Sequence[Statement]) -> BriefSentence:
        """A checked sentence with its places; the margin warns of what it warns of beside the statements that prove it."""
        pointed = [numbered[number - 1] for number in piece.pointers]
        remarks = [remark for statement in pointed for remark in self._margin.beside(statement)]
        if piece.support is Support.WEAK:
            remarks.append(Remark(NoticeKind.CHECKED, phrase("checked_weak", self._request.language)))
        quoted = piece.support is Support.VERBATIM
        return BriefSentence(
            _whole(shown(piece.claim, pointed[0].document, self._request.audience)),
            tuple(replace(one, marker=at, support=piece.support) for at, one in enumerate(citations, start=1)),
            piece.support,
            SentenceKind.ITEM if piece.is_item else SentenceKind.PROSE,
            language_of(pointed[0]) if quoted else self._request.language,
            tuple(dict.fromkeys(remarks)),
            self.name,
        )


def evidence_of(statement: Statement) -> Evidence:
    """The statement with its list as a model is given it; its citations are its exact spans."""
    document, spans = statement.document, all_spans(statement)
    sentence, text = Sentence(spans, statement.kind), document.text(spans)
    passage = Passage(f"{document.id}:s{statement.order}", document.id, statement.headings, (sentence,), spans, text)
    return Evidence(document, passage, sentence, text, 1.0)


def within_room(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """As many of `statements`, from the first, as a model is given for a part; always one."""
    kept: list[Statement] = []
    used = 0
    for statement in dict.fromkeys(statements):
        used += count_words(statement.whole)
        if kept and (len(kept) == MOST_NUMBERED or used > MOST_WORDS):
            break
        kept.append(statement)
    return tuple(kept)


def _within(heading: str, text: str, language: Language) -> Remark:
    return Remark(NoticeKind.CHECKED, word("in_part", language, heading=heading, text=text))


def _whole(claim: str) -> str:
    """The claim with an end: a sentence that a model leaves open gets its full stop."""
    text = claim.rstrip(" ,;")
    return text if text.endswith((".", "!", "?", "…", ":")) else f"{text}."
