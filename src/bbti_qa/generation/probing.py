"""What a configured model can do, found out with one tiny prompt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from bbti_qa.errors import GenerationError
from bbti_qa.excerpt import shortened
from bbti_qa.generation.deadline import Deadline
from bbti_qa.generation.model import Message, Model
from bbti_qa.language import Language, detect_language

_PROMPTS: dict[Language, tuple[str, str, str]] = {
    "fr": (
        "Réponds en français, en une phrase, d'après les preuves seules. Écris après l'affirmation le numéro de sa preuve entre "
        "crochets, par exemple [E7]. N'écris rien d'autre.",
        "Preuves :\nE1 : Le programme dure sept ans.\nE2 : Le comité se réunit à Lyon.\n\nQuestion : combien de temps dure le programme ?",
        "sept",
    ),
    "en": (
        "Answer in English, in one sentence, from the evidence alone. Behind the claim write the number of its evidence in square "
        "brackets, for example [E7]. Write nothing else.",
        "Evidence:\nE1: The programme lasts seven years.\nE2: The committee meets in Lyon.\n\nQuestion: how long does the programme last?",
        "seven",
    ),
}
_LANGUAGES: dict[Language, str] = {"fr": "French", "en": "English"}
# Answers read all of these brackets (answering/pointers.py); numbers without an E only in square ones.
_POINTER = re.compile(r"(?:[\[【［〔]{1,2}E? ?|\(E ?)(?P<number>\d{1,3})[\]】］〕)]{1,2}")
SHOWN = 200  # characters of a reply that a finding repeats


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `next_step` is what to do about it, empty when it works; a finding that is not `needed` fails nothing."""

    what: str
    works: bool
    says: str
    next_step: str = ""
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Checkup:
    """What one prompt showed. Times are in seconds from the asking; `first_seconds` is None when no piece came."""

    model: str
    reply: str
    first_seconds: float | None
    seconds: float
    pieces: int
    findings: tuple[Finding, ...]

    @property
    def works(self) -> bool:
        return all(finding.works for finding in self.findings if finding.needed)

    def to_json(self) -> dict[str, Any]:
        return {
            "model": self.model,
            "works": self.works,
            "first_seconds": self.first_seconds,
            "seconds": self.seconds,
            "pieces": self.pieces,
            "reply": self.reply,
            "findings": [
                {"what": finding.what, "works": finding.works, "says": finding.says, "next_step": finding.next_step}
                for finding in self.findings
            ],
        }


def check_model(model: Model, deadline: Deadline, language: Language) -> Checkup:
    """Asks `model` one small question in `language` and looks at the reply."""
    system, user, fact = _PROMPTS[language]
    pieces: list[str] = []
    first: float | None = None
    fault: GenerationError | None = None
    try:
        for piece in model.stream([Message("system", system), Message("user", user)], deadline):
            first = deadline.elapsed() if first is None else first
            pieces.append(piece)
    except GenerationError as error:
        fault = error
    reply = "".join(pieces)
    findings = [_reachable(fault, deadline.elapsed())]
    if fault is None:
        findings += [_streams(len(pieces), first or 0.0), _points(reply), _speaks(reply, language), _reads(reply, fact)]
    return Checkup(model.name, reply, first, deadline.elapsed(), len(pieces), tuple(findings))


def _reachable(fault: GenerationError | None, seconds: float) -> Finding:
    if fault is None:
        return Finding("reachable", True, f"a whole reply after {seconds:.2f} s")
    what, _, step = str(fault).partition(". ")
    return Finding("reachable", False, what + ".", step)


def _streams(pieces: int, first: float) -> Finding:
    if pieces > 1:
        return Finding("streams", True, f"{pieces} pieces, the first after {first:.2f} s", needed=False)
    step = "Answers appear whole instead of word by word. Look for a streaming option of the server or of a proxy in front of it."
    return Finding("streams", False, "the reply came in one piece", step, needed=False)


def _points(reply: str) -> Finding:
    pointers = [(match.group(), match["number"]) for match in _POINTER.finditer(reply)]
    if pointers and all(number == "1" for _, number in pointers):
        written = pointers[0][0]
        says = "[E1] stands behind the claim"
        return Finding(
            "pointers", True, says if written == "[E1]" else f"{written} stands behind the claim, and is read as [E1]"
        )
    step = "Claims without pointers are left out of answers. A larger model, or one trained to follow instructions, keeps to the format."
    return Finding("pointers", False, f"[E1] was expected, the reply is: {_short(reply)}", step)


def _speaks(reply: str, language: Language) -> Finding:
    if detect_language(reply) == language:
        return Finding("language", True, f"{_LANGUAGES[language]}, as asked")
    step = "Set BBTI_QA_MODEL to a model that is trained on this language."
    return Finding("language", False, f"{_LANGUAGES[language]} was asked, the reply is: {_short(reply)}", step)


def _reads(reply: str, fact: str) -> Finding:
    if fact in reply.lower() or "7" in reply.replace("[E7]", ""):
        return Finding("evidence", True, "the answer is the one that the evidence gives")
    step = "The model does not answer from what it reads. Set BBTI_QA_MODEL to a larger one."
    return Finding("evidence", False, f"“{fact}” was expected, the reply is: {_short(reply)}", step)


def _short(reply: str) -> str:
    return repr(shortened(reply, SHOWN, between_words=False))
