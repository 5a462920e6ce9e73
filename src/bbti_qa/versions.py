"""Which documents are the same text, and which are versions of one another; nothing here reads a file.

Texts are compared by their shingles (runs of five words), each document by a sketch of its smallest hashes (bottom-k sketches:
Cohen & Kaplan, PODC 2007): the share of common ones among the smallest of both estimates the Jaccard resemblance of the texts (Broder,
SEQUENCES 1997).
"""

from __future__ import annotations

import hashlib
import re
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from itertools import combinations
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from bbti_qa.dating import dates_in_name, family_of, numbers_of, version_in_name
from bbti_qa.documents import BlockKind, Document
from bbti_qa.language import fold

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Sketch = NDArray[np.uint64]

SHINGLE = 5  # words
SKETCH = 256  # hashes; the standard error of a resemblance is then at most .03
COMMON = 50  # documents that hold a shingle, or share a name: more tell boilerplate, not kinship
KIN = 0.1  # of the smaller sketch, in common from which two texts are compared at all; ALIKE is far above
SAME_TEXT = 0.9  # resemblance from which two texts are compared word by word
ONE_OF_A_FAMILY = 0.15  # resemblance of two documents of one name or title that makes them versions
ALIKE = 0.5  # the same without a common name
USED = 2  # times that a text uses a word of its name which it is about
FIRST_YEAR = 1900  # numbers from here on are years
FEWEST_WORDS = 20  # of a text that can resemble another
SUPERSEDED = (
    "superseded",
    "replaced",
    "obsolete",
    "archived",
    "remplacé",
    "remplacée",
    "abrogé",
    "abrogée",
    "périmé",
    "archivé",
)
ASIDES = frozenset(
    """annexe annexes annex appendix avenant amendment erratum corrigendum addendum synthese resume abrege summary
    overview faq extrait extract presentation diaporama slides plaquette""".split()
)  # words of a name that make a text another one than that which it is about
DRAFT = ("draft", "projet", "brouillon", "provisoire")

# What comes out again and again under one name; each is a document of its own.
_PERIODICAL = re.compile(
    r"\b(?:cr|pv|compte rendu|proces verbal|minutes|releve de decisions|ordre du jour|agenda|"
    r"lettre (?:d )?info(?:rmation)?|newsletter|bulletin|"
    r"rapport (?:annuel|moral|(?:d )?activite)|(?:annual|activity|progress) report|bilan|communique|press release|"
    r"laureats|resultats|results)\b"
)
_WORD = re.compile(r"\w+")
_ISO = re.compile(r"^\d{4}(?:-\d\d(?:-\d\d)?)?$")


@dataclass(frozen=True, slots=True)
class Twin:
    """A document whose text another already has: it is not indexed, its file is named with the other's."""

    path: str
    kept: str
    is_exact: bool


@dataclass(frozen=True, slots=True)
class Settled:
    """The documents to index, each knowing its other files and what replaces it; and those that are not indexed."""

    documents: tuple[Document, ...]
    twins: tuple[Twin, ...]


@dataclass(frozen=True, slots=True)
class Kinship:
    """Two documents that share a name, a title or some of their text; `alike` is the resemblance of their texts, in [0, 1]."""

    one: Document
    other: Document
    alike: float
    are_versions: bool


@dataclass(frozen=True, slots=True)
class _Profile:
    """What of a document is compared, made once however many others it is compared with.

    `digest` is the SHA-256 of its words in their order, `counts` how often it uses each word, `label` the words of its folders, name and title.
    """

    document: Document
    digest: str
    sketch: Sketch
    counts: Counter[str]
    label: tuple[str, ...]
    families: frozenset[str]


Pair = tuple[Document, Document]


def settle(documents: Sequence[Document]) -> Settled:
    """Drops texts that are there already and finds out what replaces what; the order of the documents is kept."""
    profiles = _profiles(documents)
    kept, exact = _without_copies(documents, profiles)
    pairs = [(pair, _alike(pair, profiles)) for pair in _candidates(kept, profiles)]
    kept, near = _without_near_copies(kept, profiles, pairs)
    return Settled(_superseded(kept, profiles, pairs), (*exact, *near))


def kindred(documents: Sequence[Document]) -> Iterator[Kinship]:
    """Pairs that share a name, a title or some of their text, in the order of the documents."""
    profiles = _profiles(documents)
    for one, other in _candidates(documents, profiles):
        alike = _alike((one, other), profiles)
        yield Kinship(one, other, alike, _are_versions(profiles[one.id], profiles[other.id], alike))


def _alike(pair: Pair, profiles: Mapping[str, _Profile]) -> float:
    one, other = pair
    return resemblance(profiles[one.id].sketch, profiles[other.id].sketch)


def chains(documents: Sequence[Document]) -> tuple[tuple[Document, ...], ...]:
    """Versions of one document, oldest first, for every document that has more than one; where two are replaced by the same, both
    stand before it."""
    by_id = {document.id: document for document in documents}
    groups: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        groups[newest(document, by_id).id].append(document)
    return tuple(
        tuple(sorted(group, key=lambda one: -_distance(one, by_id))) for group in groups.values() if len(group) > 1
    )


def newest(document: Document, by_id: Mapping[str, Document]) -> Document:
    """The version that replaces `document` in the end, itself where nothing does."""
    seen = {document.id}
    while (after := by_id.get(document.superseded_by)) is not None and after.id not in seen:
        seen.add(after.id)
        document = after
    return document


def _distance(document: Document, by_id: Mapping[str, Document]) -> int:
    steps, seen = 0, {document.id}
    while (after := by_id.get(document.superseded_by)) is not None and after.id not in seen:
        seen.add(after.id)
        document, steps = after, steps + 1
    return steps


def is_out_of_force(document: Document, on: str = "") -> bool:
    """Whether it is replaced, declared so, or no longer valid on the ISO date `on` (empty: no day is asked about).

    What is valid to "2026" or "2026-03" is so to the last day of that year or month.
    """
    last = document.valid_to
    is_over = bool(on and _ISO.match(last)) and on[: len(last)] > last
    return bool(document.superseded_by) or fold(document.status) in map(fold, SUPERSEDED) or is_over


def words_of(document: Document) -> list[str]:
    """The words of the text, folded, without running headers and the like."""
    texts = (
        page.text[block.start : block.end]
        for page in document.pages
        for block in page.blocks
        if block.kind is not BlockKind.FURNITURE
    )
    return _WORD.findall(fold(" ".join(texts)))


def sketch_of(document: Document) -> Sketch:
    """The smallest hashes of its shingles, ascending; none for a text of a few words."""
    return _sketch(words_of(document))


def _sketch(words: Sequence[str]) -> Sketch:
    import numpy as np

    if len(words) < FEWEST_WORDS:
        return np.zeros(0, dtype=np.uint64)
    hashes = np.fromiter((zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in words), np.uint64, len(words))
    mixed = np.zeros(len(words) - SHINGLE + 1, dtype=np.uint64)
    for at in range(SHINGLE):
        # Multiplication by an odd constant and a shift: every word's place counts (Knuth's multiplicative hashing).
        mixed = (mixed ^ hashes[at : at + len(mixed)]) * np.uint64(0x9E3779B97F4A7C15)
        mixed ^= mixed >> np.uint64(29)
    return np.unique(mixed)[:SKETCH]


def resemblance(one: Sketch, other: Sketch) -> float:
    """The estimated Jaccard resemblance of two texts by their sketches, in [0, 1]."""
    import numpy as np

    if not len(one) or not len(other):
        return 0.0
    smallest = np.union1d(one, other)[: max(len(one), len(other))]
    return float(np.isin(smallest, np.intersect1d(one, other)).mean())


def _profiles(documents: Sequence[Document]) -> dict[str, _Profile]:
    return {document.id: _profile(document) for document in documents}


def _profile(document: Document) -> _Profile:
    words = words_of(document)
    # Signs only, no word: what they are is in the bytes.
    digest = hashlib.sha256(" ".join(words).encode("utf-8", "surrogatepass")).hexdigest() if words else document.id
    return _Profile(
        document,
        digest,
        _sketch(words),
        Counter(map(sys.intern, words)),  # one copy of a word for all documents
        tuple(_label(document)),
        frozenset(_families(document)),
    )


def _without_copies(
    documents: Sequence[Document], profiles: Mapping[str, _Profile]
) -> tuple[list[Document], list[Twin]]:
    """Of documents with the same bytes, or with the same words in the same order, the first, with the others' paths."""
    first: dict[str, int] = {}
    kept: list[Document] = []
    twins: list[Twin] = []
    for document in documents:
        text = f"{profiles[document.id].digest} {document.instrument}"
        at = first.get(document.id, first.get(text, len(kept)))
        if at == len(kept):
            kept.append(document)
        else:
            kept[at] = _with_copy(kept[at], document)
            twins.append(Twin(document.path, kept[at].path, is_exact=True))
        first[document.id] = first[text] = at
    return kept, twins


def _with_copy(document: Document, copy: Document) -> Document:
    return replace(document, copies=(*document.copies, copy.path, *copy.copies))


def _candidates(documents: Sequence[Document], profiles: Mapping[str, _Profile]) -> Iterator[Pair]:
    """Pairs that share a name, a title, or some of their text, each once, in the order of the documents."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, document in enumerate(documents):
        for family in profiles[document.id].families:
            places[family].append(at)
    own = [profiles[document.id].sketch for document in documents]
    groups = (group for group in _sharing(own) if len(group) <= COMMON)
    common = Counter(pair for group in groups for pair in combinations(group, 2))
    alike = (pair for pair, count in common.items() if count >= KIN * min(len(own[pair[0]]), len(own[pair[1]])))
    named = (pair for group in places.values() if len(group) <= COMMON for pair in combinations(group, 2))
    return ((documents[one], documents[other]) for one, other in sorted({*alike, *named}))


def _sharing(sketches: Sequence[Sketch]) -> Iterator[list[int]]:
    """For each hash that several sketches hold, which ones."""
    import numpy as np

    owners = np.repeat(np.arange(len(sketches), dtype=np.int32), [len(sketch) for sketch in sketches])
    values = np.concatenate(sketches) if sketches else np.zeros(0, dtype=np.uint64)
    order = np.argsort(values, kind="stable")
    values, owners = values[order], owners[order]
    cuts = np.flatnonzero(values[1:] != values[:-1]) + 1
    starts, ends = np.append(0, cuts), np.append(cuts, len(values))
    for start, end in zip(starts[ends - starts > 1], ends[ends - starts > 1], strict=True):
        yield owners[start:end].tolist()


def _families(document: Document) -> tuple[str, ...]:
    name = PurePosixPath(document.path).stem
    return tuple(
        f"{kind}:{family}" for kind, text in (("name", name), ("title", document.title)) if (family := family_of(text))
    )


def _without_near_copies(
    documents: Sequence[Document], profiles: Mapping[str, _Profile], pairs: Sequence[tuple[Pair, float]]
) -> tuple[list[Document], list[Twin]]:
    """A text whose every word another has, and that resembles it closely, is a copy of it, unless their dates tell them apart."""
    by_id = {document.id: document for document in documents}
    twins: list[Twin] = []
    for (one, other), alike in pairs:
        is_close = alike >= SAME_TEXT and one.id in by_id and other.id in by_id and one.instrument == other.instrument
        if not is_close or is_newer(one, other) is not None:
            continue
        whole, part = sorted((one, other), key=lambda document: -profiles[document.id].counts.total())
        if profiles[part.id].counts <= profiles[whole.id].counts:
            del by_id[part.id]
            by_id[whole.id] = _with_copy(by_id[whole.id], part)
            twins.append(Twin(part.path, whole.path, is_exact=False))
    return list(by_id.values()), twins


def _superseded(
    documents: Sequence[Document], profiles: Mapping[str, _Profile], pairs: Sequence[tuple[Pair, float]]
) -> tuple[Document, ...]:
    """Each document with the id of the oldest of the versions that are newer than it."""
    by_id = {document.id: document for document in documents}
    newer: dict[str, list[Document]] = defaultdict(list)
    for (one, other), alike in pairs:
        if one.id in by_id and other.id in by_id and _are_versions(profiles[one.id], profiles[other.id], alike):
            order = is_newer(one, other)
            if order is not None:
                old, new = (other, one) if order else (one, other)
                newer[old.id].append(new)
    for document in (document for document in documents if document.replaces):
        for old in _declared_old(document, documents):
            newer[old.id].append(document)
    return tuple(replace(document, superseded_by=_next(document, newer)) for document in documents)


def _next(document: Document, newer: Mapping[str, Sequence[Document]]) -> str:
    """Of the newer versions the one that none of the others is older than; drafts replace nothing."""
    found = [one for one in newer.get(document.id, ()) if fold(one.status) not in map(fold, DRAFT)]
    if not found:
        return ""
    oldest = found[0]
    for one in found[1:]:
        if is_newer(oldest, one):
            oldest = one
    return oldest.id


def _declared_old(document: Document, documents: Sequence[Document]) -> Iterator[Document]:
    return (other for other in documents if other.id != document.id and _declares(document, other))


def _declares(document: Document, old: Document) -> bool:
    return any(is_named(old.path, name) for name in document.replaces)


def is_named(path: str, name: str) -> bool:
    """Whether `name`, a path or a pattern, means the file at `path`; "rapport [2024].pdf" is a path first."""
    return path == name or fnmatchcase(path, name)


def _are_versions(one: _Profile, other: _Profile, alike: float) -> bool:
    """Whether two documents are versions of one: much the same text, or the same name and some of the text.

    However alike they look, documents of different instruments, in different languages, or whose names tell them apart never are; nor is a
    text's summary or amendment a version of it. What comes out again and again under one name (minutes, reports of a year) must be much
    the same text.
    """
    instruments = {fold(profile.document.instrument) for profile in (one, other) if profile.document.instrument}
    is_family = not one.families.isdisjoint(other.families) and not _is_periodical(one)
    return (
        alike >= (ONE_OF_A_FAMILY if is_family else ALIKE)
        and one.document.language == other.document.language
        and len(instruments) < 2
        and ASIDES.intersection(one.label) == ASIDES.intersection(other.label)
        and not _are_told_apart(one, other)
    )


def _is_periodical(profile: _Profile) -> bool:
    return bool(_PERIODICAL.search(f"{' '.join(profile.label)} "))


def _label(document: Document) -> list[str]:
    """The words of folders, name and title, without dates and versions."""
    return f"{family_of(PurePosixPath(document.path).with_suffix('').as_posix())} {family_of(document.title)}".split()


def _are_told_apart(one: _Profile, other: _Profile) -> bool:
    """Whether each label has a word of its own that says which thing it is about: a number or a letter ("lot 2", "annexe B"), or a word
    that its own text uses and the other's never does ("Orion")."""
    own, others = set(one.label) - set(other.label), set(other.label) - set(one.label)
    if not own or not others:
        return False
    if any(map(_is_number, own)) and any(map(_is_number, others)):
        return True
    ours, theirs = one.counts, other.counts
    return any(ours[word] >= USED and not theirs[word] for word in own) and any(
        theirs[word] >= USED and not ours[word] for word in others
    )


def _is_number(word: str) -> bool:
    return len(word) == 1 or any(character.isdigit() for character in word)


def is_newer(one: Document, other: Document) -> bool | None:
    """Whether `one` is newer than `other`: by what is declared, by the names, the version numbers, the dates, the folders; None where nothing
    tells."""
    if _declares(one, other) or _declares(other, one):
        return _declares(one, other)
    return _first_told(
        _later(one.valid_from, other.valid_from),
        _later(*_own_dates(PurePosixPath(one.path).stem, PurePosixPath(other.path).stem)),
        _greater(_version(one), _version(other)),
        _later(one.date, other.date),
        _later(*_own_dates(str(PurePosixPath(one.path).parent), str(PurePosixPath(other.path).parent))),
    )


def _own_dates(one: str, other: str) -> tuple[str, str]:
    """The latest date of each name that the other one does not carry: a programme's own year ("france-2030") dates neither."""
    ours, theirs = dates_in_name(one), dates_in_name(other)
    return max(ours - theirs, default=""), max(theirs - ours, default="")


def _first_told(*answers: bool | None) -> bool | None:
    return next((answer for answer in answers if answer is not None), None)


def _later(one: str, other: str) -> bool | None:
    """None where a date is missing, or one is only the less exact form of the other."""
    if not _ISO.match(one) or not _ISO.match(other) or one.startswith(other) or other.startswith(one):
        return None
    return one > other


def _greater(one: tuple[int, ...], other: tuple[int, ...]) -> bool | None:
    """None where a number is missing, or only one of them begins with a year: "2024-02" and "3" do not compare."""
    if not one or not other or one == other or (one[0] >= FIRST_YEAR) != (other[0] >= FIRST_YEAR):
        return None
    return one > other


def _version(document: Document) -> tuple[int, ...]:
    return numbers_of(document.version or version_in_name(document.path))
