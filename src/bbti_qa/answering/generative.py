"""An answer written by a model, top to bottom: prompt -> reply -> claims -> checks -> what is shown, with one chance to mend.

    messages -> model -> pointers -> claims -> composition -> repair -> Draft

A piece is given out only when its claim is whole and checked. Nothing here trusts the model: what it writes is data, like the evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass

from bbti_qa.answering.claims import Claim, ClaimReader
from bbti_qa.answering.composition import Composition, Reason, Refused
from bbti_qa.answering.draft import Draft
from bbti_qa.answering.prompts import NO_EVIDENCE, PROMPT_HASH, Task, messages, refusal, repair, rewriting
from bbti_qa.answering.wording import plain
from bbti_qa.documents import Turn
from bbti_qa.entailment import Entailment
from bbti_qa.errors import GenerationError, ModelTooSlow, ModelUnusable
from bbti_qa.generation import Deadline, Message, Model
from bbti_qa.language import Language, count_marks, count_words, detect_language, fold, stems, words

SHARE_OF_TIME = 0.34  # of the whole time, for making a follow-up whole
MENDED = 0.5  # of a refused claim's words, in a claim of the second try
LONGEST_QUESTION = 300  # characters of a question that a model made whole


@dataclass(frozen=True, slots=True)
class WritingRule:
    """Limits. `characters` and `claims` of a reply, more is a flood; `seconds_to_mend` that must be left for a second try; `history_tokens` for
    what was said before; `language_words` from which on a sentence's language is judged."""

    characters: int = 12_000
    claims: int = 40
    seconds_to_mend: float = 3.0
    history_tokens: int = 1_000
    language_words: int = 7


class Writer:
    """Writes with one model. Safe to share between threads: it holds no state between questions. `entailment` is heard when claims are checked."""

    def __init__(
        self,
        model: Model,
        deadline: Callable[[], Deadline],
        rule: WritingRule | None = None,
        entailment: Entailment | None = None,
        whole: Callable[[], Deadline] | None = None,
    ) -> None:
        self.entailment = entailment
        self._model = model
        self._deadline = deadline
        self._whole = whole or deadline
        self._rule = rule or WritingRule()

    @property
    def name(self) -> str:
        return self._model.name

    @property
    def parameters(self) -> Mapping[str, str | int | float]:
        heard = {"entailment": "heard"} if self.entailment else {}
        return {**self._model.parameters, **heard}

    @property
    def prompt(self) -> str:
        """The version of the prompts."""
        return PROMPT_HASH

    def start(self) -> Deadline:
        """The deadline of a question that begins now."""
        return self._deadline()

    def start_task(self) -> Deadline:
        """The deadline of a task of many calls that begins now: a whole brief, a whole review."""
        return self._whole()

    def part_of(self, whole: Deadline) -> Deadline:
        """The deadline of the next call of a task: that of a question, within what is left. Raises ModelTooSlow where nothing is."""
        if whole.expired:
            raise ModelTooSlow(f"The model had {whole.seconds:g} seconds for the whole and they are over.")
        return whole.part(self._deadline().seconds)

    def reply(self, asked: Sequence[Message], deadline: Deadline) -> str:
        """The whole reply to `asked`, unchecked. Raises GenerationError; ModelUnusable for one that is far too long or empty."""
        reply = ""
        with closing(_iterator(self._model.stream(asked, deadline))) as pieces:
            for piece in pieces:
                reply += piece
                if len(reply) > self._rule.characters:
                    raise ModelUnusable("The model's reply is far too long.")
        if not reply.strip():
            raise ModelUnusable("The model's reply is empty.")
        return reply

    def write(
        self, task: Task, draft: Draft, deadline: Deadline, asked: Sequence[Message] | None = None
    ) -> Iterator[str]:
        """The pieces of the answer as they are settled; `draft`, with an empty composition over the task's evidence, is filled on the way.

        `asked` are the messages where the task is no question of a conversation. Raises GenerationError, also after some pieces, and
        ModelUnusable where the reply proves nothing.
        """
        asked = messages(task, self._rule.history_tokens) if asked is None else asked
        try:
            yield from self._read(asked, task, draft, deadline)
        except _WrongLanguage:
            draft.asked_again = "language"
            yield from self._read_again(repair(task, asked, draft.replies[-1], ()), task, draft, deadline)
        else:
            yield from self._mend(asked, task, draft, deadline)
        yield from self._correct(draft)
        draft.seconds["done"] = deadline.elapsed()
        if not draft.composition.holds and not draft.found_nothing:
            raise ModelUnusable("The model's reply holds no sentence that the documents prove.")

    def make_whole(self, question: str, history: Sequence[Turn], language: Language, deadline: Deadline) -> str:
        """The question as one that stands alone; empty where the model gives none that uses only words of the conversation.

        Raises nothing: a model that fails leaves the question as it was read.
        """
        asked = rewriting(question, history, language, self._rule.history_tokens)
        share = deadline.part(SHARE_OF_TIME * deadline.seconds)
        try:
            with closing(_iterator(self._model.stream(asked, share))) as pieces:
                reply = ""
                for piece in pieces:
                    reply += piece
                    if len(reply) > LONGEST_QUESTION:
                        return ""
        except GenerationError:
            return ""
        return _as_question(reply, question, history)

    def _read(self, asked: Sequence[Message], task: Task, draft: Draft, deadline: Deadline) -> Iterator[str]:
        reader = ClaimReader(len(task.evidence))
        draft.replies.append("")
        read = 0
        with closing(_iterator(self._model.stream(asked, deadline))) as chunks:
            for chunk in chunks:
                draft.seconds.setdefault("first_token", deadline.elapsed())
                draft.replies[-1] += chunk
                if len(draft.replies[-1]) > self._rule.characters:
                    raise ModelUnusable("The model's reply is far too long.")
                for claim in reader.feed(chunk):
                    read += 1
                    yield from self._settle(claim, task, draft, deadline, read)
        for claim in reader.close():
            read += 1
            yield from self._settle(claim, task, draft, deadline, read)
        draft.unknown_pointers += reader.unknown

    def _settle(self, claim: Claim, task: Task, draft: Draft, deadline: Deadline, read: int) -> Iterator[str]:
        if read > self._rule.claims:
            raise ModelUnusable("The model's reply has far too many sentences.")
        if NO_EVIDENCE in claim.text:
            draft.found_nothing = True
            return
        if not self._is_in(task.language, claim.text):
            raise (
                ModelUnusable("The model answers in another language.")
                if draft.asked_again == "language"
                else _WrongLanguage
            )
        for piece in draft.composition.add(claim):
            draft.seconds.setdefault("first_shown", deadline.elapsed())
            yield piece.text

    def _is_in(self, language: Language, text: str) -> bool:
        """Whether a sentence may be of the language: a short one always is, and names of the other one change nothing."""
        if count_words(text) < self._rule.language_words or detect_language(text) == language:
            return True
        french, english = count_marks(text)
        own, other = (french, english) if language == "fr" else (english, french)
        return 2 * own > other

    def _mend(self, asked: Sequence[Message], task: Task, draft: Draft, deadline: Deadline) -> Iterator[str]:
        """One more try for the claims that were refused, where time is left; a failure of it takes nothing away."""
        refused = draft.lost
        if not refused or draft.found_nothing or deadline.remaining() < self._rule.seconds_to_mend:
            return
        draft.asked_again = "claims"
        lines = [refusal(one.reason, task.language, one.claim, one.pointers, one.claimed, one.found) for one in refused]
        before = len(draft.composition.settled)
        try:
            yield from self._read_again(repair(task, asked, draft.replies[0], lines), task, draft, deadline)
        except (GenerationError, _WrongLanguage):
            return
        draft.mended = [one for one in refused if _is_mended(one, draft.composition, before)]

    def _read_again(self, asked: Sequence[Message], task: Task, draft: Draft, deadline: Deadline) -> Iterator[str]:
        draft.found_nothing = False
        yield from self._read(asked, task, draft, deadline.part(deadline.remaining()))

    def _correct(self, draft: Draft) -> Iterator[str]:
        for refused in draft.lost:
            if refused.reason is Reason.CONTRADICTED:
                for piece in draft.composition.correct(refused):
                    yield piece.text


class _WrongLanguage(Exception):
    """Control flow of this module: the reply is not in the language of the question."""


def _iterator(pieces: Iterator[str]) -> Generator[str, None, None]:
    """A generator over any iterator, so that closing it is always possible."""
    try:
        yield from pieces
    finally:
        if callable(close := getattr(pieces, "close", None)):
            close()


def _is_mended(refused: Refused, composition: Composition, before: int) -> bool:
    """Whether a claim of the second try says most of what was refused; the first `before` claims are of the first."""
    own = set(stems(refused.claim))
    again = [set(stems(piece.claim)) for piece in composition.settled[before:]]
    return any(len(own & other) >= MENDED * len(own) for other in again)


def _as_question(reply: str, question: str, history: Sequence[Turn]) -> str:
    """`reply` where it is one line whose names and numbers all stand in the conversation; else nothing."""
    line = plain(reply, ()).strip("\"'«» ")
    said = {fold(word) for text in (question, *(turn.content for turn in history)) for word, _, _ in words(text)}
    named = [
        word
        for at, (word, _, _) in enumerate(words(line))
        if any(map(str.isdigit, word)) or (at and word[:1].isupper())
    ]
    is_one = "\n" not in reply.strip() and 0 < len(line) <= LONGEST_QUESTION and bool(stems(line))
    return line if is_one and all(fold(word) in said for word in named) else ""
