"""What a user can set: environment variables `BBTI_QA_*`. Only the wiring and the surfaces read this; no working step does."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

from bbti_qa.errors import SettingsError

PREFIX = "BBTI_QA_"
# Read by the test suite only; named here so that the check for typing slips lets them pass.
_TESTS_ONLY = frozenset({"BBTI_QA_SCREENSHOTS"})
_SECRETIVE = frozenset({"BBTI_QA_MODEL_KEY", "BBTI_QA_MODEL_URL"})  # an address may hold a password where it should not


class Settings(BaseModel):
    """Every setting with its default; the README's table is compared with this class by a test. Reads nothing: `load_settings` does."""

    model_config = ConfigDict(frozen=True, extra="forbid", protected_namespaces=())

    index: Path = Field(Path("index"), description="Folder of the index.")
    corpus: Path = Field(
        Path("corpus"),
        description="Folder that `ingest` reads when no path is given; the page draws cited pages from the PDFs there.",
    )
    glossary: Path | None = Field(
        None, description="Glossary file; by default `glossary.toml` in the corpus folder, if there."
    )
    criteria: Path | None = Field(
        None,
        description="Criteria pinned for `eligibility`; by default `criteria.toml` in the corpus folder, if there.",
    )
    encoder: str = Field(
        "bbti",
        description="`bbti` (French and English) or `minilm` (English), both installed with the package; a folder; or a sentence-transformers name.",
    )
    encoder_revision: str = Field("", description="Revision of a hub model to pin (a commit).")
    question_prefix: str | None = Field(
        None, description="Written before a question; by default what the model's card asks."
    )
    passage_prefix: str | None = Field(
        None, description="Written before a passage; by default what the model's card asks."
    )
    passage_words: int = Field(45, ge=10, le=400, description="Size aimed at for a passage, in words.")
    dense_weight: float | None = Field(
        None,
        ge=0,
        le=10,
        description="Weight of the vectors against 1 for BM25; by default what was measured for the encoder.",
    )
    hits: int = Field(12, ge=1, le=200, description="Passages read for an answer.")
    confidence: float = Field(
        0.5, ge=0, le=1, description="Confidence under which the assistant says that the documents do not say."
    )
    language: str = Field(
        "", pattern="^(fr|en)?$", description="Language of answers, `fr` or `en`; by default the question's."
    )
    model: str = Field(
        "",
        description="Language model, `provider:name` as LangChain's `init_chat_model` has it (`ollama:qwen3:4b`, `openai:gpt-4o-mini`); empty: none, nothing leaves the machine.",
    )
    model_url: str = Field(
        "",
        pattern=r"^(https?://[^\s@]+)?$",
        description="Address of the model's server, for example `http://127.0.0.1:8000/v1`; by default the provider's own.",
    )
    model_key: SecretStr = Field(
        SecretStr(""), description="Key of the model's server. Never shown, logged or written."
    )
    model_seconds: float = Field(30.0, gt=0, le=600, description="Seconds a question may take with a language model.")
    model_first_seconds: float = Field(
        10.0, gt=0, le=600, description="Seconds to the model's first word; then the extractive answer is given."
    )
    task_seconds: float = Field(
        180.0,
        gt=0,
        le=7200,
        description="Seconds that a language model may take for a whole brief or a whole review; what is left is then done without it.",
    )
    model_temperature: float = Field(0.0, ge=0, le=2, description="Temperature of the language model.")
    model_max_tokens: int = Field(1000, ge=16, le=32000, description="Longest reply of the language model, in tokens.")
    model_streaming: bool = Field(True, description="Whether replies are read as they are written.")
    model_tracing: bool = Field(
        False, description="Whether LangSmith's own variables may send calls to LangSmith; off whatever they say."
    )
    inference: str = Field(
        "bbti",
        description="Model of inference that is asked whether the passages answer the question, and which sentence: `bbti`, installed with the package; a folder that `training/` packed; `none`.",
    )
    entailment: str = Field(
        "",
        description="Optional model of inference that judges claims beside the rules: a folder that `training/` packed, or a cross-encoder (folder, or name in the local cache).",
    )
    read_seconds: float = Field(20.0, gt=0, description="Wall-clock limit for reading one file.")
    read_memory_mb: int = Field(600, ge=200, description="Memory limit of a reading process, in megabytes.")
    read_pages: int = Field(2000, ge=1, description="Most pages of one file that are read.")
    read_characters: int = Field(5_000_000, ge=1000, description="Most characters of one file that are read.")
    ocr: str = Field(
        "auto",
        pattern="^(auto|off)$",
        description="`auto` reads pages without text by character recognition where it is installed; `off` never does.",
    )
    read_processes: int = Field(
        0, ge=0, le=64, description="Files read side by side; 0 for one a processor core, four at most."
    )

    @field_validator("model_key")
    @classmethod
    def _one_line_key(cls, key: SecretStr) -> SecretStr:
        """A key read from a file often ends with a line end, which no HTTP header can hold."""
        text = key.get_secret_value().strip()
        if not text.isascii() or not text.isprintable():
            raise ValueError("a key is one line of ASCII letters, digits and signs")
        return SecretStr(text)


def load_settings(environment: Mapping[str, str] | None = None, **overrides: object) -> Settings:
    """Settings from `environment`, by default the process's, where an empty variable is as good as none; `overrides` win, None leaves a
    setting as it is.

    Raises SettingsError for a value out of range, and for a `BBTI_QA_` variable, in letters of either case, that names no setting.
    """
    names = os.environ if environment is None else environment
    _refuse_unknown(names)
    given = {key: value for key, value in overrides.items() if value is not None}
    try:
        return Settings.model_validate({**_from(names), **given})
    except ValidationError as error:
        first = error.errors()[0]
        name = f"{PREFIX}{str(first['loc'][0]).upper()}" if first["loc"] else PREFIX
        shown = "(not shown)" if name in _SECRETIVE else repr(first["input"])
        raise SettingsError(
            f"{name} = {shown} cannot be used{_why(first['type'], first['msg'])}. {_told(first['loc'])}"
        ) from None


def _why(kind: str, message: str) -> str:
    """What pydantic says, but for the pattern of a text, which only a programmer can read; the description says it in words."""
    return "" if kind == "string_pattern_mismatch" else f": {message}"


def _told(location: tuple[int | str, ...]) -> str:
    """What the setting is for, as its description says."""
    field = Settings.model_fields.get(str(location[0])) if location else None
    return f"It is this: {field.description}" if field and field.description else "See the settings in README.md."


def _from(names: Mapping[str, str]) -> dict[str, object]:
    return {
        field: names[PREFIX + field.upper()]
        for field in Settings.model_fields
        if names.get(PREFIX + field.upper(), "") != ""
    }


def _refuse_unknown(names: Mapping[str, str]) -> None:
    known = {PREFIX + field.upper() for field in Settings.model_fields} | _TESTS_ONLY
    unknown = sorted(name for name in names if name.upper().startswith(PREFIX) and name not in known)
    if unknown and unknown[0].upper() in known:
        raise SettingsError(f"{unknown[0]} names no setting. Write it {unknown[0].upper()}.")
    if unknown:
        raise SettingsError(f"{unknown[0]} names no setting. Known: {', '.join(sorted(known - _TESTS_ONLY))}.")
