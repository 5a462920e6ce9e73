"""The check of one claim, top to bottom: verbatim? then every difference that matters, then the rung that follows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, groupby

from bbti_qa.checking.contrasts import compare_contrasts
from bbti_qa.checking.couplings import compare_couplings
from bbti_qa.checking.degrees import compare_degrees
from bbti_qa.checking.denial import compare_exceptions, denials_of, is_denial, restricts, unmatched
from bbti_qa.checking.doers import compare_doers
from bbti_qa.checking.figures import compare_changes, compare_figures, unreckoned
from bbti_qa.checking.findings import ClaimCheck, Finding, FindingKind
from bbti_qa.checking.frequency import compare_frequency
from bbti_qa.checking.hearing import heard
from bbti_qa.checking.modality import compare_modality
from bbti_qa.checking.opposites import compare_opposites, compare_relations
from bbti_qa.checking.predicate import lacks_predicate
from bbti_qa.checking.quantity import compare_quantifiers, drops_restriction
from bbti_qa.checking.roles import compare_roles
from bbti_qa.checking.silence import is_silent, leaves_open, spoken_words
from bbti_qa.checking.standing import compare_standing
from bbti_qa.checking.statement import Statement, read, shared
from bbti_qa.checking.wording import (
    Rarity,
    compare_compounds,
    compare_names,
    compare_nouns,
    compare_prefixes,
    compare_slots,
    compare_terms,
    coverage,
    held_words,
    speaks_of_subject,
)
from bbti_qa.documents import Support
from bbti_qa.entailment import Entailment
from bbti_qa.glossary import Glossary
from bbti_qa.language import fold, sentence_spans

LONGEST = 600  # characters of a sentence; comparing takes time that grows with both lengths
MOST_PIECES = 60  # sentences of a claim that are checked
NEAREST = 12  # sentences of evidence, those that share the most words with the claim
SIGNS = 12  # characters at the end of a text among which its question mark is looked for
COVERED = 0.55  # of the claim's words that the evidence must say
_EDGES = " .,;:!…«»“”\"'()[]"  # a question mark stays: a question says nothing
_QUOTES = str.maketrans({"’": "'", "œ": "oe", "æ": "ae"})
_SPACES = re.compile(r"\s+")
_SPACED_QUESTION = re.compile(r"\s+(?=[?])")
_SAYS_YES = re.compile(r"\W*(?:oui|yes)\b", re.IGNORECASE)
_ASKS = re.compile(r"[?][\s»”\"')\]]*(?:\(\d{1,2}\))?$")


def check_claim(
    claim: str,
    evidence: Sequence[str],
    *,
    subject: str = "",
    glossary: Glossary | None = None,
    rarity: Rarity | None = None,
    entailment: Entailment | None = None,
) -> ClaimCheck:
    """How well the sentences of `evidence` carry `claim`.

    A question proves nothing but itself, where no sentence behind it says yes: beside it a claim is weak at most.

    Args:
        subject: what the question asks about, if known; the evidence must speak of it.
        glossary: acronyms and terms that may stand for one another.
        rarity: the inverse document frequency of a stem, to weigh the claim's words by; all count alike without it.
        entailment: a model that is heard where the rules leave room; none by default.
    """
    sentences = [text for text in evidence if text.strip()]
    if not claim.strip() or not sentences:
        return ClaimCheck(Support.WEAK, (_unsaid(claim),), 0.0)
    if is_verbatim(claim, sentences):
        return ClaimCheck(Support.VERBATIM)
    statements = sentences if is_question(claim) else list(_statements(sentences))
    if not statements:
        return ClaimCheck(Support.WEAK, (Finding(FindingKind.MODALITY, claim, sentences[0], contradicts=False),), 0.0)
    parts = list(_pieces(claim))
    if len(parts) > 1:

        def check(part: str) -> ClaimCheck:
            return check_claim(part, evidence, subject=subject, glossary=glossary, rarity=rarity, entailment=entailment)

        return _together([check(part) for part in parts[:MOST_PIECES]], " ".join(parts[MOST_PIECES:]))
    said = read(" ".join(claim.split()))
    pieces = (read(" ".join(piece.split())) for text in statements for piece in _pieces(text))
    stock = sorted(pieces, key=lambda other: -shared(said.content, other.content))[:NEAREST]
    terms = glossary or Glossary()
    held = held_words(said, stock, terms)
    share = coverage(said, held, rarity)
    findings = tuple(_differences(said, stock, held, terms))
    if subject and not speaks_of_subject(subject, said, stock, terms):
        findings += (Finding(FindingKind.SUBJECT, subject, "", contradicts=False),)
    if share < COVERED or lacks_predicate(said, held) or _is_left_open(said, stock, terms, rarity):
        findings += (_unsaid(claim),)
    if entailment is not None:
        findings = heard(entailment, claim, statements, findings)
    return ClaimCheck(_rung(findings), findings, share)


def _unsaid(words: str) -> Finding:
    return Finding(FindingKind.WORDS, words, "", contradicts=False)


def _is_left_open(claim: Statement, stock: Sequence[Statement], terms: Glossary, rarity: Rarity | None) -> bool:
    """Whether the words of a claim that denies nothing stand only where the evidence says what is not said."""
    if not any(map(is_silent, stock)) or is_silent(claim) or denials_of(claim):
        return False
    told = [replace(one, words=spoken_words(one)) for one in stock]
    return coverage(claim, held_words(claim, told, terms), rarity) < COVERED


def _pieces(text: str) -> Iterator[str]:
    """`text` itself; one that is longer than any sentence by its sentences, and those cut where they have no end."""
    if len(text) <= LONGEST:
        yield text
        return
    for start, end in sentence_spans(text):
        yield from (text[at : min(at + LONGEST, end)] for at in range(start, end, LONGEST))


def _together(checks: Sequence[ClaimCheck], unread: str) -> ClaimCheck:
    """The check of a text of several sentences: it stands no better than its worst, and nothing vouches for what was not read."""
    if unread:
        checks = (*checks, ClaimCheck(Support.WEAK, (_unsaid(unread),), 0.0))
    findings = tuple(finding for check in checks for finding in check.findings)
    return ClaimCheck(_rung(findings), findings, sum(check.coverage for check in checks) / len(checks))


def is_verbatim(claim: str, evidence: Sequence[str]) -> bool:
    """Whether the claim is a whole sentence of the evidence, or whole sentences in a row; case, spaces and outer signs apart."""
    said = _plain(claim)
    return any(said == _plain(text) for text in evidence) or said == _plain(" ".join(evidence))


def _plain(text: str) -> str:
    """Lower case, one blank for several, one sort of apostrophe. Accents stay (« évalué » is not « évalue »), but on capitals, which may lack them."""
    composed = unicodedata.normalize("NFC", text).strip(_EDGES)
    bare = "".join(fold(letter) if letter.isupper() or not at else letter for at, letter in enumerate(composed))
    spaced = _SPACES.sub(" ", bare.casefold().translate(_QUOTES))
    return _SPACED_QUESTION.sub("", spaced).strip(_EDGES)


def is_question(text: str) -> bool:
    """Whether `text` ends with a question mark, but for quotes and brackets behind it."""
    return _ASKS.search(text.rstrip()[-SIGNS:]) is not None


def _statements(evidence: Sequence[str]) -> Iterator[str]:
    """The evidence without its questions, but for those that the next sentence says yes to."""
    if not any("?" in text for text in evidence):
        yield from evidence
        return
    sentences = [
        (number, text[start:end]) for number, text in enumerate(evidence) for start, end in sentence_spans(text)
    ]
    behind = [*(text for _, text in sentences[1:]), ""]
    kept = [
        one for one, after in zip(sentences, behind, strict=False) if not is_question(one[1]) or _SAYS_YES.match(after)
    ]
    for _, row in groupby(kept, key=lambda one: one[0]):
        yield " ".join(text for _, text in row)


def _differences(
    claim: Statement, stock: Sequence[Statement], held: dict[int, bool], terms: Glossary
) -> Iterator[Finding]:
    best = stock[0]
    yield from unreckoned(claim, stock, chain(compare_figures(claim, stock), compare_frequency(claim, stock)))
    yield from compare_changes(claim, stock)
    yield from _turns(claim, stock, held)
    yield from compare_exceptions(claim, stock)
    yield from compare_modality(claim, best)
    yield from compare_quantifiers(claim, best)
    if drops_restriction(claim, best):
        yield Finding(FindingKind.QUANTIFIER, "", best.text, contradicts=False)
    yield from compare_relations(claim, stock[:1])
    yield from compare_roles(claim, stock[:1])
    yield from compare_doers(claim, stock[:1])
    yield from compare_standing(claim, stock)
    yield from compare_degrees(claim, stock)
    yield from compare_contrasts(claim, stock[:1])
    yield from compare_couplings(claim, stock[:1])
    yield from compare_names(claim, held, stock)
    yield from compare_slots(claim, held, stock)
    yield from compare_nouns(claim, held, stock)
    yield from compare_compounds(claim, stock)
    yield from compare_terms(claim, stock, terms)


def _turns(claim: Statement, stock: Sequence[Statement], held: dict[int, bool]) -> list[Finding]:
    """Negations and opposites together: « n'est pas obligatoire » and « est facultatif » say the same, so two turns undo each other."""
    added, dropped = unmatched(claim, stock[0])
    denials = [(one, Finding(FindingKind.NEGATION, one.said, stock[0].text, contradicts=True)) for one in added]
    if leaves_open(stock[0], claim):
        dropped = []
    denials += [(one, Finding(FindingKind.NEGATION, claim.text, one.said, contradicts=True)) for one in dropped]
    if restricts(stock[0]) and len(added) >= 2:  # « sans l'accord …, pas de … » for « ne … qu'avec l'accord »
        denials = [pair for pair in denials if pair[0] not in added]
    opposites = []
    for one in (*compare_opposites(claim, stock), *compare_prefixes(claim, held, stock)):
        ours = [denial for denial in denials_of(claim) if denial.holds(one.claimed)]
        theirs = [denial for statement in stock for denial in denials_of(statement) if denial.holds(one.found)]
        if is_denial(one.claimed) or is_denial(one.found):
            continue  # « inéligible » was weighed with the negations
        if bool(ours) == bool(theirs):
            opposites.append(one)
        denials = [pair for pair in denials if pair[0] not in (*ours, *theirs)]
    return [*(finding for _, finding in denials), *opposites]


def _rung(findings: Sequence[Finding]) -> Support:
    if any(finding.contradicts for finding in findings):
        return Support.CONTRADICTED
    return Support.WEAK if findings else Support.SUPPORTED
