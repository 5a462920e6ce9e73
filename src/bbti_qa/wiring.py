"""Settings to working objects: the one place where the parts are put together."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bbti_qa.acronyms import learn_acronyms
from bbti_qa.calibration import calibration_for
from bbti_qa.chunking import ChunkingRule
from bbti_qa.embedding import Embedder, shared_embedder
from bbti_qa.errors import StaleIndex
from bbti_qa.glossary import Glossary, load_glossary
from bbti_qa.lexicon import shared_lexicon
from bbti_qa.loading.limits import ReadingLimits
from bbti_qa.settings import Settings

if TYPE_CHECKING:
    from bbti_qa.assistant import Assistant
    from bbti_qa.index import Snapshot
    from bbti_qa.retrieval import FusionRule


def open_embedder(settings: Settings) -> Embedder:
    """The encoder that the settings name, loaded once a process. Raises EncoderError."""
    return shared_embedder(
        settings.encoder, settings.encoder_revision, settings.question_prefix, settings.passage_prefix
    )


def open_glossary(settings: Settings) -> Glossary:
    """The glossary that the settings name, else the corpus's, else the one that the package carries. Raises SettingsError."""
    if settings.glossary is not None:
        return load_glossary(settings.glossary)
    package = Path(__file__).parent
    places = (
        settings.corpus / "glossary.toml",
        package / "glossary.toml",
        package.parents[1] / "corpus" / "glossary.toml",
    )
    return next((load_glossary(place) for place in places if place.is_file()), Glossary())


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
    return assistant_over(snapshot, embedder, settings)


OUT_OF_FORCE = 0.9  # of its score that a passage of a replaced document keeps, so that its successor's comes first


def standing_of(snapshot: Snapshot) -> list[float] | None:
    """The share of its score that each passage keeps; None where every document is in force."""
    from bbti_qa.versions import is_out_of_force

    old = {document.id for document in snapshot.documents if is_out_of_force(document)}
    return [OUT_OF_FORCE if passage.document_id in old else 1.0 for passage in snapshot.passages] if old else None


def assistant_over(snapshot: Snapshot, embedder: Embedder, settings: Settings) -> Assistant:
    """The assistant over a snapshot that `embedder` made, wherever it comes from."""
    from bbti_qa.assistant import AnsweringRules, Assistant
    from bbti_qa.retrieval import Retriever

    retriever = Retriever(
        snapshot.passages, snapshot.lexical, snapshot.vectors, embedder, fusion_rule(settings), standing_of(snapshot)
    )
    sufficiency = replace(calibration_for(settings.encoder).sufficiency, threshold=settings.confidence)
    rules = AnsweringRules(hits=settings.hits, sufficiency=sufficiency)
    glossary = Glossary((*open_glossary(settings).entries, *learn_acronyms(snapshot.documents)))
    return Assistant(snapshot, retriever, glossary, rules, shared_lexicon())
