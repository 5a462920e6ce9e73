"""Settings to working objects: the one place where the parts are put together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bbti_qa.calibration import calibration_for
from bbti_qa.chunking import ChunkingRule
from bbti_qa.embedding import Embedder, shared_embedder
from bbti_qa.errors import StaleIndex
from bbti_qa.glossary import Entry, Glossary, load_glossary
from bbti_qa.lexicon import shared_lexicon
from bbti_qa.loading.limits import ReadingLimits
from bbti_qa.settings import Settings

if TYPE_CHECKING:
    from bbti_qa.answering import Writer
    from bbti_qa.assistant import Assistant
    from bbti_qa.entailment import Entailment, Inference
    from bbti_qa.generation import ChatModel, Deadline
    from bbti_qa.index import Snapshot
    from bbti_qa.retrieval import FusionRule
    from bbti_qa.tasks.eligibility import Pin
    from bbti_qa.tasks.scope import ScopeJudge
    from bbti_qa.verification import Library


def open_embedder(settings: Settings) -> Embedder:
    """The encoder that the settings name, loaded once a process. Raises EncoderError."""
    return shared_embedder(
        settings.encoder, settings.encoder_revision, settings.question_prefix, settings.passage_prefix
    )


def open_glossary(settings: Settings) -> Glossary:
    """The glossary that the settings name, else the corpus's, else the one that the package carries. Raises SettingsError."""
    place = glossary_file(settings)
    return load_glossary(place) if place else Glossary()


def glossary_file(settings: Settings) -> Path | None:
    """Where `open_glossary` reads; None where there is no glossary."""
    return settings.glossary or _shipped(settings, "glossary.toml")


def open_criteria(settings: Settings) -> tuple[Pin, ...]:
    """The pinned criteria that the settings name, else the corpus's, else those that the package carries. Raises SettingsError."""
    from bbti_qa.tasks.eligibility import load_pins

    place = criteria_file(settings)
    return load_pins(place) if place else ()


def open_programme(settings: Settings) -> tuple[str, ...]:
    """The names of the programme that the same file gives; none where it gives none: the documents then do. Raises SettingsError."""
    from bbti_qa.tasks.eligibility import load_names

    place = criteria_file(settings)
    return load_names(place) if place else ()


def criteria_file(settings: Settings) -> Path | None:
    """Where `open_criteria` and `open_programme` read; None where there are no criteria."""
    return settings.criteria or _shipped(settings, "criteria.toml")


def _shipped(settings: Settings, name: str) -> Path | None:
    """The corpus's file of this name, else the one that the package carries."""
    package = Path(__file__).parent
    places = (settings.corpus / name, package / name, package.parents[1] / "corpus" / name)
    return next((place for place in places if place.is_file()), None)


def chunking_rule(settings: Settings) -> ChunkingRule:
    return ChunkingRule(words=settings.passage_words)


def reading_limits(settings: Settings) -> ReadingLimits:
    return ReadingLimits(
        seconds=settings.read_seconds,
        memory_mb=settings.read_memory_mb,
        pages=settings.read_pages,
        characters=settings.read_characters,
        processes=settings.read_processes,
        ocr=settings.ocr,
    )


def fusion_rule(settings: Settings) -> FusionRule:
    """What was measured for the encoder, or the weight that the settings give."""
    measured = calibration_for(settings.encoder).fusion
    return measured if settings.dense_weight is None else replace(measured, dense=settings.dense_weight)


def open_model(settings: Settings) -> ChatModel | None:
    """The language model that the settings name, None where they name none. Connects to nothing yet. Raises SettingsError, MissingExtra."""
    if not settings.model:
        return None
    from bbti_qa import generation

    return generation.open_model(
        settings.model,
        address=settings.model_url,
        key=settings.model_key.get_secret_value(),
        seconds=settings.model_seconds,
        temperature=settings.model_temperature,
        max_tokens=settings.model_max_tokens,
        streaming=settings.model_streaming,
        tracing=settings.model_tracing,
    )


def deadline_maker(settings: Settings) -> Callable[[], Deadline]:
    """Gives a deadline that begins when it is called: once for each question."""
    from bbti_qa.generation import Deadline

    return lambda: Deadline(settings.model_seconds, settings.model_first_seconds)


def open_writer(settings: Settings) -> Writer | None:
    """What writes answers with the language model that the settings name, None where they name none. Raises SettingsError, MissingExtra."""
    model = open_model(settings)
    if model is None:
        return None
    from bbti_qa.answering import Writer
    from bbti_qa.generation import Deadline

    return Writer(
        model,
        deadline_maker(settings),
        entailment=open_entailment(settings),
        whole=lambda: Deadline(settings.task_seconds, settings.model_first_seconds),
    )


def open_assistant(settings: Settings) -> Assistant:
    """The assistant over the index in force. Raises NoIndex, DamagedIndex, StaleIndex, EncoderError."""
    from bbti_qa.index import IndexStore

    snapshot = IndexStore(settings.index).open()
    embedder = open_embedder(settings)
    if snapshot.manifest.encoder != embedder.identity:
        raise StaleIndex(
            f"The index in {settings.index} was made with the encoder {snapshot.manifest.encoder.name!r}, not with "
            f"{embedder.identity.name!r} as it is set and installed now. Run `bbti-qa ingest` again, or set BBTI_QA_ENCODER back."
        )
    return assistant_over(snapshot, embedder, settings, date.today().isoformat())


OUT_OF_FORCE = 0.9  # of its score that a passage of a replaced document keeps, so that its successor's comes first


def standing_of(snapshot: Snapshot, on: str = "") -> list[float] | None:
    """The share of its score that each passage keeps on the ISO date `on`; None where every document is in force."""
    from bbti_qa.versions import is_out_of_force

    shares: list[float] = []
    for document in snapshot.documents:
        share = OUT_OF_FORCE if is_out_of_force(document, on) else 1.0
        shares += [share] * len(snapshot.passages_of(document.id))
    return shares if OUT_OF_FORCE in shares else None


def open_library(settings: Settings, documents: Sequence[Path] = ()) -> tuple[Library, Glossary]:
    """What answers are verified against: the source files below `documents`, or the index in force; with the words that the check knows.

    Needs no encoder. Raises NoIndex, DamagedIndex, CorpusError.
    """
    from bbti_qa.verification import Indexed, Sources

    if documents:
        return Sources(documents, reading_limits(settings)), open_glossary(settings)
    from bbti_qa.index import IndexStore

    snapshot = IndexStore(settings.index).open()
    return Indexed(snapshot), _glossary_over(snapshot, settings)


def open_inference(settings: Settings) -> Inference | None:
    """The model that is asked whether passages answer a question, None where none is wanted. Raises EncoderError."""
    if settings.inference == "none":
        return None
    from bbti_qa.entailment import load_inference

    return load_inference(settings.inference)


def open_entailment(settings: Settings) -> Entailment | None:
    """The model that judges claims beside the rules, where one is set. Raises EncoderError."""
    if not settings.entailment:
        return None
    from bbti_qa.entailment import load_entailment

    return load_entailment(settings.entailment)


def assistant_over(snapshot: Snapshot, embedder: Embedder, settings: Settings, on: str = "") -> Assistant:
    """The assistant over a snapshot that `embedder` made, wherever it comes from; on the ISO date `on`, empty for any."""
    from bbti_qa.assistant import AnsweringRules, Assistant
    from bbti_qa.documents import language_of_most
    from bbti_qa.retrieval import Retriever

    retriever = Retriever(
        snapshot.passages,
        snapshot.lexical,
        snapshot.vectors,
        embedder,
        fusion_rule(settings),
        standing_of(snapshot, on),
        language_of_most(snapshot.documents),
    )
    sufficiency = replace(calibration_for(settings.encoder).sufficiency, threshold=settings.confidence)
    rules = AnsweringRules(hits=settings.hits, sufficiency=sufficiency, on=on)
    return Assistant(
        snapshot,
        retriever,
        _glossary_over(snapshot, settings),
        rules,
        shared_lexicon(),
        open_writer(settings),
        open_inference(settings),
    )


def _glossary_over(snapshot: Snapshot, settings: Settings) -> Glossary:
    """The glossary with the acronyms that the documents define."""
    return Glossary((*open_glossary(settings).entries, *map(Entry, snapshot.acronyms)))


def open_scope_judge(assistant: Assistant, settings: Settings, criteria: Path | None = None) -> ScopeJudge:
    """Judges proposals over the assistant's snapshot, by a criteria file or by the axes that its headings number.

    Raises CriteriaError, EncoderError.
    """
    from bbti_qa.tasks.scope import Justifier, ScopeJudge, find_criteria, read_criteria

    snapshot = assistant.snapshot
    found = read_criteria(criteria, snapshot) if criteria else find_criteria(snapshot)
    glossary = _glossary_over(snapshot, settings)
    justifier = Justifier(assistant.writer, glossary) if assistant.writer else None
    return ScopeJudge(
        snapshot,
        open_embedder(settings),
        found,
        glossary=glossary,
        lexicon=shared_lexicon(),
        justifier=justifier,
    )
