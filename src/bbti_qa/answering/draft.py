"""What came of a model's reply, and how it is told: notices for the reader, a passport for whoever checks it later."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bbti_qa.answering.composition import Composition, Reason, Refused
from bbti_qa.answering.prompts import PROMPT_HASH, Task
from bbti_qa.documents import CheckedClaim, DroppedClaim, Notice, NoticeKind, NumberedEvidence, Passport, Support
from bbti_qa.language import Language
from bbti_qa.phrases import phrase
from bbti_qa.typography import listed

LONGEST = 60  # characters of what a wrong claim says that a notice repeats


@dataclass(slots=True)
class Draft:
    """What came of a model's reply. `found_nothing`: the model says that no sentence answers. `seconds` since the question, by event."""

    composition: Composition
    replies: list[str] = field(default_factory=list)
    unknown_pointers: int = 0
    found_nothing: bool = False
    mended: list[Refused] = field(default_factory=list)
    asked_again: str = ""  # why the model was asked again: "claims" or "language"
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def lost(self) -> tuple[Refused, ...]:
        """The claims that are not shown and that said something, without those that came back mended."""
        lost = [one for one in self.composition.refused if one.reason.can_be_mended and one not in self.mended]
        return tuple({one.claim.rstrip(" ."): one for one in lost}.values())

    @property
    def misses_a_part(self) -> bool:
        """Whether the model says that the sentences do not answer everything."""
        return self.found_nothing or any(one.reason is Reason.SILENCE for one in self.composition.refused)


def reservations(draft: Draft, language: Language, missing: tuple[str, ...]) -> tuple[Notice, ...]:
    """What the reader must know of the check: claims corrected, removed or weak, and what of the question is not answered."""
    found = removals(draft, language)
    weak = [number for piece in draft.composition.settled if piece.support is Support.WEAK for number in piece.markers]
    if weak:
        found.append(Notice(NoticeKind.CHECKED, phrase("checked_weak", language), tuple(dict.fromkeys(weak))))
    if missing:
        found.append(Notice(NoticeKind.PARTIAL, phrase("partial", language, missing=listed(missing, language))))
    elif draft.misses_a_part:
        found.append(Notice(NoticeKind.PARTIAL, phrase("partial_model", language)))
    return tuple({notice.text: notice for notice in found}.values())


def removals(draft: Draft, language: Language) -> list[Notice]:
    """What was corrected, each with both values, and how many claims were removed."""
    found = [_corrected(draft, one, language) for one in draft.lost if one.reason is Reason.CONTRADICTED]
    removed = [one for one in draft.lost if one.reason is not Reason.CONTRADICTED]
    if removed:
        found.append(Notice(NoticeKind.CHECKED, phrase("checked_removed", language, count=len(removed))))
    return found


def passport_of(task: Task, draft: Draft, model: str, parameters: dict[str, str | int | float], index: str) -> Passport:
    """Everything about the reply that a later check needs."""
    return Passport(
        question=task.question,
        rewritten=task.after,
        index=index,
        evidence=tuple(
            NumberedEvidence(f"E{number}", item.document.id, item.document.path, item.sentence.spans, item.score)
            for number, item in enumerate(task.evidence, start=1)
        ),
        prompt=PROMPT_HASH,
        model=model,
        parameters=parameters,
        replies=tuple(draft.replies),
        opening=draft.composition.opening,
        claims=tuple(CheckedClaim(piece.claim, piece.markers, piece.support) for piece in draft.composition.settled),
        dropped=tuple(
            DroppedClaim(one.claim, one.reason.value, one in draft.mended) for one in draft.composition.refused
        ),
        unknown_pointers=draft.unknown_pointers,
        seconds={name: round(seconds, 4) for name, seconds in draft.seconds.items()},
    )


def failed(passport: Passport, why: str) -> Passport:
    """The passport of a reply that was not used."""
    return replace(passport, claims=(), fallback=why)


def _corrected(draft: Draft, refused: Refused, language: Language) -> Notice:
    """The correction stands in the answer where the evidence could be shown in its place."""
    markers = next(
        (piece.markers for piece in draft.composition.settled if refused.found and refused.found in piece.claim), ()
    )
    if refused.claimed and refused.found and max(len(refused.claimed), len(refused.found)) <= LONGEST:
        text = phrase("checked_corrected", language, claimed=refused.claimed, found=refused.found)
    else:
        text = phrase("checked_contradicted", language)
    return Notice(NoticeKind.CHECKED, text, markers)
