"""An answer that a model writes, sentence by checked sentence; the extractive one, with a notice, where the model fails."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import replace

from bbti_qa.answering.composition import Check, Composition
from bbti_qa.answering.draft import Draft, failed, passport_of, reservations
from bbti_qa.answering.extracted import extracted
from bbti_qa.answering.extractive import numbered
from bbti_qa.answering.generative import Writer
from bbti_qa.answering.markers import Citations
from bbti_qa.answering.opening import opening
from bbti_qa.answering.prompts import Task
from bbti_qa.answering.silence import silent
from bbti_qa.documents import Answer, Evidence, Notice, NoticeKind, Passport, Turn
from bbti_qa.errors import GenerationError
from bbti_qa.generation import Deadline
from bbti_qa.judging import Judgement
from bbti_qa.language import Language
from bbti_qa.phrases import phrase
from bbti_qa.reading import Library, Reading


def task_of(
    read: Reading,
    chosen: Sequence[Evidence],
    found: Judgement,
    history: Sequence[Turn],
    sentences: int,
    most_words: int,
) -> Task:
    """What the model is asked: the `chosen` sentences and the best others, `sentences` of `most_words` in all."""
    question = read.question
    premise = (found.premise.presumed, found.premise.said) if found.premise and found.premise.said else None
    return Task(
        question=question.text,
        language=question.language,
        evidence=numbered(chosen, read.evidence, sentences, most_words),
        history=tuple(history),
        after=question.after,
        missing=read.absent,
        premise=premise,
    )


def written(
    writer: Writer,
    deadline: Deadline,
    task: Task,
    read: Reading,
    chosen: Sequence[Evidence],
    found: Judgement,
    library: Library,
) -> Generator[str, None, Answer]:
    """Gives out the pieces of the text as they are settled, then the answer."""
    question, language = read.question, read.question.language
    extractive = extracted(read, chosen, found, library.snapshot.id)
    citations = Citations()
    said = opening(read, chosen, found, citations)
    check = Check(question.whole, language, library.glossary, writer.entailment)
    draft = Draft(Composition(task.evidence, check, citations, said))
    draft.seconds["asked"] = deadline.elapsed()

    def passport() -> Passport:
        return passport_of(task, draft, writer.name, dict(writer.parameters), library.snapshot.id)

    try:
        if said:
            yield said
        yield from writer.write(task, draft, deadline)
    except GenerationError as error:
        return _fallen_back(extractive, passport(), type(error).__name__, str(error))
    if not draft.composition.holds:  # the model says that the sentences do not answer
        if said or read.is_sure:
            return _fallen_back(extractive, passport(), "model_found_nothing", "The model finds no answer.")
        silence = silent(read, library)
        return replace(silence, engine=writer.name, passport=failed(passport(), "The model finds no answer."))
    told = tuple(number for item in found.must_cite for number in citations.cite(item)) if said else ()
    return replace(
        extractive,
        text=draft.composition.text,
        citations=draft.composition.citations,
        notices=(*found.notices(language, told), *reservations(draft, language, task.missing)),
        engine=writer.name,
        passport=passport(),
    )


def _fallen_back(extractive: Answer, passport: Passport, reason: str, why: str) -> Answer:
    """The extractive answer, with a notice that says why."""
    language: Language = "en" if extractive.language == "en" else "fr"
    notice = Notice(NoticeKind.FALLBACK, phrase("fallback", language, reason=phrase(reason, language)))
    return replace(extractive, notices=(*extractive.notices, notice), passport=failed(passport, why))
