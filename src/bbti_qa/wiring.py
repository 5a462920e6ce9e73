"""Settings to working objects: the one place where the parts are put together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bbti_qa.chunking import ChunkingRule
from bbti_qa.embedding import Embedder, shared_embedder
from bbti_qa.errors import StaleIndex
from bbti_qa.glossary import Glossary, load_glossary
from bbti_qa.settings import Settings

if TYPE_CHECKING:
    from bbti_qa.assistant import Assistant


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


def open_assistant(settings: Settings) -> Assistant:
    """The assistant over the index in force. Raises NoIndex, DamagedIndex, StaleIndex, EncoderError."""
    from bbti_qa.assistant import AnsweringRules, Assistant
    from bbti_qa.evidence import SufficiencyRule
    from bbti_qa.index import IndexStore
    from bbti_qa.retrieval import FusionRule, Retriever

    snapshot = IndexStore(settings.index).open()
    embedder = open_embedder(settings)
    if snapshot.manifest.encoder != embedder.identity:
        raise StaleIndex(
            f"The index in {settings.index} was made with the encoder {snapshot.manifest.encoder.name!r}, not with "
            f"{embedder.identity.name!r} as it is set and installed now. Run `bbti-qa ingest` again, or set BBTI_QA_ENCODER back."
        )
    retriever = Retriever(
        snapshot.passages, snapshot.lexical, snapshot.vectors, embedder, FusionRule(dense=settings.dense_weight)
    )
    rules = AnsweringRules(hits=settings.hits, sufficiency=SufficiencyRule(threshold=settings.confidence))
    return Assistant(snapshot, retriever, open_glossary(settings), rules)
