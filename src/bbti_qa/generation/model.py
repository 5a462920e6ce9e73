"""The seam between answering and any chat model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from bbti_qa.generation.deadline import Deadline

Parameter = str | int | float


@dataclass(frozen=True, slots=True)
class Message:
    """One message as the model reads it. `content` is sent as it is: it is never a template."""

    role: Literal["system", "user", "assistant"]
    content: str


class Model(Protocol):
    """Where text comes from. Safe to share between threads.

    `name` is the model as it was set (`openai:gpt-4o-mini`); `parameters` are what else decides its text (temperature, …), no secrets.
    """

    @property
    def name(self) -> str: ...

    @property
    def parameters(self) -> Mapping[str, Parameter]: ...

    def stream(self, messages: Sequence[Message], deadline: Deadline) -> Iterator[str]:
        """The reply in pieces of one character or more, as they come; joined they are the reply.

        A call that fails is tried again only as long as no piece was given: what a reader saw is never taken back in silence. Raises
        GenerationError, also in the middle of a reply. Closing the iterator ends the call and its connection.
        """
        ...
