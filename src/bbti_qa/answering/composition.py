"""Claims of a model put together to an answer: each is checked against the sentences that it points to, and only then shown.

What is shown of a model is never more than its evidence: a claim that fails is refused with its reason, for the model to mend, for the
reader to know, and for the passport.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bbti_qa.answering.claims import Claim
from bbti_qa.answering.markers import Citations, marker, with_markers, without_lookalikes
from bbti_qa.answering.wording import plain, unquoted
from bbti_qa.checking import ClaimCheck, Finding, FindingKind, check_claim
from bbti_qa.documents import Citation, Evidence, Support
from bbti_qa.entailment import Entailment
from bbti_qa.glossary import Glossary
from bbti_qa.language import Language, count_words, fold, sentence_spans, stems

RELATED = 0.5  # of a claim's words that its evidence holds, under which it does not contradict the claim: it speaks of something else
SHOWN = 0.6  # the same, under which a claim that is not proven is not even shown as weak
TALK = 2  # words with meaning; a sentence with fewer, and no number, that points to nothing says nothing
OWN_WORDS = 4  # words from which on a sentence may be given a pointer that the model forgot or got wrong
FOUND = 0.75  # of its words that a sentence must hold for that, with nothing else against it
CLAUSE = 0.5  # of the words of each clause that the evidence must hold; of those behind an « et » too
SHORT, SHORT_HELD = (
    5,
    0.67,
)  # words with meaning of a short claim, and the share of them that its evidence must hold: one of three may be all it says
CLAUSE_WORDS = 3  # words with meaning from which on a clause is held against the evidence by itself
_CLAUSES = re.compile(r"[;:]\s+|\s(?:et|and|mais|but)\s+")
_OF_THE_TALK = frozenset(
    stems(
        "voici réponse répondre répond question questions document documents disent dit passage passages source "
        "sources phrase phrases résumé bref "
        "conclusion synthèse selon information informations here answer answers say says following summary short "
        "sentences according"
    )
)
_SILENT = re.compile(
    r"\b(?:ne |n')(?:\w+ ){0,2}?(?:disent|dit|precis\w+|mentionn\w+|indiqu\w+|contien\w+|fourni\w+|permet\w*|"
    r"donn\w+|parl\w+) (?:pas|rien|aucun\w*)\b|"
    r"\b(?:do|does|did) not (?:say|state|specify|mention|contain|provide|give|indicate|tell)\b|\bno (?:information|mention)\b|"
    r"\baucune (?:information|mention|precision)\b"
)
_LEAD_IN = re.compile(
    r"^(?:d['’]après|selon|according to|based on) (?:les |ces |le |ce |the |these |this )?"
    r"(?:documents?|textes?|sources?|passages?|phrases?|extraits?|texts?|"
    r"sentences?|evidence)(?: (?:fournis|fournies|donnés|données|cités|citées|provided|given))?, +",
    re.IGNORECASE,
)
_COLON = " \u00a0\u202f:"
_CONTEXTUAL = frozenset({FindingKind.NAME, FindingKind.SUBJECT})
_FACTS = frozenset(
    {FindingKind.NAME, FindingKind.NUMBER, FindingKind.DATE, FindingKind.DURATION, FindingKind.PERCENTAGE}
)


@dataclass(frozen=True, slots=True)
class Check:
    """The check of a claim, for one question. `glossary` has the words that may stand for one another; `entailment` is heard beside the rules."""

    question: str = ""
    language: Language = "fr"
    glossary: Glossary | None = None
    entailment: Entailment | None = None

    def __call__(self, claim: str, items: Sequence[Evidence]) -> ClaimCheck:
        """Against the sentences; where only a name is missing, « le PEPR » for « il », with their titles and headings too.

        Words are never taken from a title: anybody may write one, and it states nothing.
        """
        texts = [item.text for item in items]
        subject = self.question if self._speaks_as(items) else ""
        check = self._strictly(claim, texts, self._rules(claim, texts, subject))
        if check.holds or check.coverage < SHOWN or any(one.kind not in _CONTEXTUAL for one in check.findings):
            return check
        places = [". ".join((item.document.title, *item.passage.headings)) for item in items]
        wider = self._rules(claim, [*texts, *dict.fromkeys(places)], subject)
        return wider if wider.holds else check

    def _rules(self, claim: str, texts: Sequence[str], subject: str) -> ClaimCheck:
        return check_claim(claim, texts, subject=subject, glossary=self.glossary, entailment=self.entailment)

    def _strictly(self, claim: str, texts: Sequence[str], check: ClaimCheck) -> ClaimCheck:
        """No more than weak where a clause, or a short claim, says what the evidence does not: joined to something true by « et », say.

        What the question already says counts as said: « il » of a document is the question's programme.
        """
        if check.support is not Support.SUPPORTED:
            return check
        given = [*texts, self.question]
        clauses = [clause for clause in _CLAUSES.split(claim) if len(stems(clause)) >= CLAUSE_WORDS]
        shares = [check_claim(clause, given, glossary=self.glossary).coverage for clause in clauses]
        held = check_claim(claim, given, glossary=self.glossary).coverage if len(stems(claim)) <= SHORT else 1.0
        if min(shares, default=1.0) >= CLAUSE and held >= SHORT_HELD:
            return check
        return replace(
            check, support=Support.WEAK, findings=(Finding(FindingKind.WORDS, claim, "", contradicts=False),)
        )

    def adds_facts(self, check: ClaimCheck, items: Sequence[Evidence]) -> bool:
        """Whether the claim names or counts something that neither its evidence nor the question does.

        Names of another language than the document's prove nothing: « espace européen » is the "European Area".
        """
        asked = fold(self.question)
        kinds = _FACTS if self._speaks_as(items) else _FACTS - {FindingKind.NAME}
        return any(
            finding.kind in kinds and finding.claimed and fold(finding.claimed) not in asked
            for finding in check.findings
        )

    def _speaks_as(self, items: Sequence[Evidence]) -> bool:
        return all(item.document.language == self.language for item in items)


class Reason(StrEnum):
    """Why a claim is not shown."""

    NO_POINTER = "no_pointer"
    UNSUPPORTED = "unsupported"
    CONTRADICTED = "contradicted"
    TALK = "talk"  # nothing that could be true or false: « Voici la réponse. », a question
    SILENCE = "silence"  # the model says that the documents do not say
    REPEATED = "repeated"

    @property
    def can_be_mended(self) -> bool:
        return self in (Reason.NO_POINTER, Reason.UNSUPPORTED, Reason.CONTRADICTED)


@dataclass(frozen=True, slots=True)
class Settled:
    """A piece of the answer: `text` as it is added to what stands before it, `claim` without markers, `markers` of its citations.

    `pointers` are the numbers of the evidence that proves it, from 1; `is_item`: it stands in a list.
    """

    text: str
    claim: str
    markers: tuple[int, ...]
    support: Support
    pointers: tuple[int, ...] = ()
    is_item: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """A claim that is not shown. `claimed` and `found` are what it says and what its evidence says, where they cannot both be true."""

    claim: str
    reason: Reason
    pointers: tuple[int, ...] = ()
    claimed: str = ""
    found: str = ""


class Composition:
    """An answer in the making: claims go in, what may be shown comes out. `opening` is a first line whose markers are of `citations`."""

    def __init__(
        self,
        evidence: Sequence[Evidence],
        check: Check | None = None,
        citations: Citations | None = None,
        opening: str = "",
    ) -> None:
        self._evidence = evidence
        self._check = check or Check()
        self._citations = citations or Citations()
        self._announced: Claim | None = None
        self.opening = opening
        self._text = opening
        self._after_item = False
        self.settled: list[Settled] = []
        self.refused: list[Refused] = []
        self.unquoted: list[str] = []

    @property
    def text(self) -> str:
        return self._text

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Those that the text shows, numbered from 1 without gaps as it stands."""
        return self._citations.all

    @property
    def holds(self) -> bool:
        """Whether any claim of the model is proven."""
        return any(piece.support in (Support.VERBATIM, Support.SUPPORTED) for piece in self.settled)

    def add(self, claim: Claim) -> tuple[Settled, ...]:
        """Takes one claim; the pieces that can be shown now. A line that announces a list waits for its first item."""
        words = _without_lead_in(without_lookalikes(plain(claim.text, [item.text for item in self._evidence])))
        spans = sentence_spans(words)
        if len(spans) > 1:  # taking out a link or a tag laid bare an end of sentence
            parts = [replace(claim, text=words[start:end]) for start, end in spans]
            rest = [replace(part, opens_line=False, is_item=False, is_heading=False) for part in parts[1:]]
            return tuple(piece for part in (parts[0], *rest) for piece in self.add(part))
        claim = replace(claim, text=words, pointers=claim.pointers or self._proof_of(words, claim))
        if claim.announces and not claim.pointers:
            self._announced = claim
            return ()
        announced, self._announced = self._announced, None
        if (reason := self._reason_to_skip(claim)) is not None:
            self.refused.append(Refused(claim.text, reason))
            return ()
        piece = self._checked(claim)
        if piece is None:
            return ()
        before = self._announced_by(announced, claim) if announced and claim.is_item else None
        return tuple(self._show(piece, of) for piece, of in ((before, announced), (piece, claim)) if piece and of)

    def _announced_by(self, announced: Claim, item: Claim) -> _Checked | None:
        """A line that announces a list, checked as one sentence with its first item."""
        whole = replace(announced, text=with_item(announced.text, item.text), pointers=item.pointers)
        checked = self._checked(whole)
        return replace(checked, words=announced.text) if checked else None

    def correct(self, refused: Refused) -> tuple[Settled, ...]:
        """Shows, in place of a claim that its evidence contradicts, that evidence in its own words."""
        shown = []
        for number in refused.pointers:
            item = self._evidence[number - 1]
            words = without_lookalikes(item.text)
            if refused.found in item.text and not any(piece.claim == words for piece in self.settled):
                shown.append(self._show(_Checked(words, (number,), Support.VERBATIM), Claim(words)))
        return tuple(shown)

    def _proof_of(self, words: str, claim: Claim) -> tuple[int, ...]:
        """The sentence that proves a claim without its model's help; none for an item, which says little alone."""
        if claim.is_item or claim.announces or count_words(words) < OWN_WORDS:
            return ()
        checks = [(self._check(words, [item]), number) for number, item in enumerate(self._evidence, start=1)]
        proofs = [(check, number) for check, number in checks if check.holds and check.coverage >= FOUND]
        best = min(proofs, key=lambda one: (one[0].support is not Support.VERBATIM, -one[0].coverage), default=None)
        return (best[1],) if best else ()

    def _reason_to_skip(self, claim: Claim) -> Reason | None:
        told = [stem for stem in stems(claim.text) if claim.pointers or stem not in _OF_THE_TALK]
        if any(piece.claim == claim.text for piece in self.settled):
            return Reason.REPEATED
        if not claim.pointers and _SILENT.search(fold(claim.text)):
            return Reason.SILENCE
        if claim.text.endswith("?"):
            return Reason.TALK
        has_number = any(character.isdigit() for character in claim.text)
        if not told or (not claim.pointers and (claim.is_heading or (len(told) < TALK and not has_number))):
            return Reason.TALK
        return None if claim.pointers else Reason.NO_POINTER

    def _checked(self, claim: Claim) -> _Checked | None:
        """None for a claim that its evidence does not carry; it is among the refused then."""
        items = [self._evidence[number - 1] for number in claim.pointers]
        words, wrong = unquoted(claim.text, [item.text for item in items])
        check = self._check(words, items)
        if check.support is Support.CONTRADICTED and check.coverage >= RELATED:
            against = next(finding for finding in check.findings if finding.contradicts)
            self._refuse(words, Reason.CONTRADICTED, claim, against.claimed, against.found)
            return None
        pointers = claim.pointers
        if not check.holds and (check.coverage < SHOWN or self._check.adds_facts(check, items)):
            pointers = self._proof_of(words, claim)
            if not pointers:
                self._refuse(words, Reason.UNSUPPORTED, claim)
                return None
            check = self._check(words, [self._evidence[number - 1] for number in pointers])
        self.unquoted.extend(wrong)
        return _Checked(words, pointers, check.support)

    def _refuse(self, words: str, reason: Reason, claim: Claim, claimed: str = "", found: str = "") -> None:
        self.refused.append(Refused(words, reason, claim.pointers, claimed, found))

    def _show(self, checked: _Checked, claim: Claim) -> Settled:
        items = [self._evidence[number - 1] for number in checked.pointers]
        numbers = tuple(number for item in items for number in self._citations.cite(item, checked.support))
        marked = _announcing(checked.words, numbers) if claim.announces else with_markers(checked.words, numbers)
        lead = "" if not self._text else "\n" if claim.is_item or self._after_item else " "
        text = f"{lead}{'- ' if claim.is_item else ''}{marked}"
        self._text += text
        self._after_item = claim.is_item
        self.settled.append(Settled(text, checked.words, numbers, checked.support, checked.pointers, claim.is_item))
        return self.settled[-1]


@dataclass(frozen=True, slots=True)
class _Checked:
    words: str
    pointers: tuple[int, ...]
    support: Support


def with_item(announcement: str, item: str) -> str:
    """« Le programme est piloté par : » and « l'Inserm » as one sentence."""
    return f"{announcement.rstrip(_COLON)} {item}"


def _without_lead_in(words: str) -> str:
    """« D'après les documents, le budget … » says what every sentence here says; what follows is the claim."""
    bare = _LEAD_IN.sub("", words)
    return bare[:1].upper() + bare[1:] if bare != words else words


def _announcing(words: str, numbers: Sequence[int]) -> str:
    """« Le programme compte [1] : »."""
    bare = words.rstrip(_COLON)
    return f"{bare} {' '.join(map(marker, numbers))}{words[len(bare) :]}"
