"""How well an index was read: what a keeper of documents should look at, document by document. Nothing here reads a file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from bbti_qa.documents import Block, BlockKind, Document, Page, Passage
from bbti_qa.excerpt import shortened
from bbti_qa.index import Skipped
from bbti_qa.language import Language
from bbti_qa.versions import ALIKE, is_newer, kindred, newest

FEWEST_WORDS = 40  # on a page, from which its words are judged
LONG_WORD = 24  # letters; longer ones without a hyphen are mostly two
GLUED_SHARE, GLUED_CASES = 0.02, 3
FEWEST_LETTERS = 400  # on a page, from which its accents are judged
ACCENTS = 0.01  # of the letters of a French text; 3 to 4 % are usual
FEWEST_BLOCKS = 5  # of prose on a page, from which their order is judged
BROKEN_SHARE = 0.2
EXAMPLE = 60  # letters of a recognised page, to tell it by

_WORD = re.compile(r"[^\W\d_]+")
# "fin.Le", "programmeLe": a stop or a word's end, and a function word right behind it. Names such as "idZone" are one word.
_JOINED = re.compile(
    r"(?<![\w./@-])[^\W\d_]*[a-zß-öø-ÿ](?:[.,;:][A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]|"
    r"(?:Les?|La|Une?|Des|Ces?|Cette|Ils?|Elles?|En|Pour|Dans|The|This|In|A)(?![a-zß-öø-ÿ]))"
)
_ACCENTED = frozenset("éèêëàâçùûüîïôœæ")
_LOOSE_ACCENT = re.compile(r"(?<=[^\W\d_])\s?[´`¨ˆ¸]")
_STOPS = (".", "!", "?", "…")
_OPEN = frozenset(
    "de du des d la le les un une et ou à au aux en pour par sur dans avec que qui the of and or to in for with that".split()
)


class FindingKind(StrEnum):
    """What may be wrong, worst first."""

    SKIPPED = "skipped"
    NO_TEXT = "no_text"
    GLUED = "glued"
    ACCENTS = "accents"
    ORDER = "order"
    RECOGNISED = "recognised"
    REMARK = "remark"
    UNDATED = "undated"
    SUPERSEDED = "superseded"
    UNORDERED = "unordered"
    LOOK_ALIKE = "look_alike"
    COPY = "copy"
    TOO_LONG = "too_long"


LABELS: Mapping[FindingKind, Mapping[Language, str]] = {
    FindingKind.SKIPPED: {"fr": "Fichiers non indexés", "en": "Files not indexed"},
    FindingKind.NO_TEXT: {"fr": "Pages sans texte", "en": "Pages without text"},
    FindingKind.GLUED: {"fr": "Mots collés", "en": "Glued words"},
    FindingKind.ACCENTS: {"fr": "Accents manquants", "en": "Missing accents"},
    FindingKind.ORDER: {"fr": "Ordre de lecture douteux", "en": "Doubtful reading order"},
    FindingKind.RECOGNISED: {
        "fr": "Pages lues par reconnaissance de caractères",
        "en": "Pages read by character recognition",
    },
    FindingKind.REMARK: {"fr": "Remarques de lecture", "en": "Notes from reading"},
    FindingKind.UNDATED: {"fr": "Documents sans date", "en": "Undated documents"},
    FindingKind.SUPERSEDED: {"fr": "Versions remplacées", "en": "Replaced versions"},
    FindingKind.UNORDERED: {"fr": "Versions que rien ne date", "en": "Versions that nothing puts in order"},
    FindingKind.LOOK_ALIKE: {
        "fr": "Textes presque pareils sous des noms différents",
        "en": "Much the same text under different names",
    },
    FindingKind.COPY: {"fr": "Copies indexées une fois", "en": "Copies indexed once"},
    FindingKind.TOO_LONG: {"fr": "Passages trop longs pour l'encodeur", "en": "Passages over the encoder's limit"},
}


ADVICE: Mapping[FindingKind, Mapping[Language, str]] = {
    FindingKind.SKIPPED: {
        "fr": "Rien de ces fichiers n'est dans l'index ; la raison dit quoi faire.",
        "en": "Nothing of these files is in the index; the reason says what to do.",
    },
    FindingKind.NO_TEXT: {
        "fr": "Un scan, une image ou une page vide : rien n'y est cherché. Installez la reconnaissance de caractères (extra ocr), ou "
        "donnez un fichier qui contient le texte.",
        "en": "A scan, a picture or an empty page: nothing is searched there. Install character recognition (the ocr extra), or give a "
        "file that holds the text.",
    },
    FindingKind.GLUED: {
        "fr": "Des mots ont perdu leurs espaces, et la recherche les manque. Exportez à nouveau le document depuis sa source.",
        "en": "Words have lost their spaces, and a search misses them. Export the document again from its source.",
    },
    FindingKind.ACCENTS: {
        "fr": "Trop peu de lettres accentuées (3 à 4 % en français), ou des accents à côté de leur lettre. Exportez à nouveau le document.",
        "en": "Too few letters with an accent (3 to 4 % in French), or accents beside their letter. Export the document again.",
    },
    FindingKind.ORDER: {
        "fr": "Des paragraphes ne se suivent pas (combien, sur combien) : des colonnes sont peut-être mêlées. Comparez avec la page.",
        "en": "Paragraphs do not follow one another (how many, of how many): columns may be mixed. Compare with the page.",
    },
    FindingKind.RECOGNISED: {
        "fr": "Texte lu dans l'image : des lettres peuvent être fausses. Chaque citation est montrée à sa place dans l'image.",
        "en": "Text read from the picture: letters may be wrong. Each quote is shown at its place in the picture.",
    },
    FindingKind.REMARK: {
        "fr": "Ce qui a été laissé de côté, ou deviné, à la lecture.",
        "en": "What was left out, or guessed, while reading.",
    },
    FindingKind.UNDATED: {
        "fr": "Aucune date dans les propriétés, sur la première page ni dans le nom : rien ne dit s'ils sont à jour. Donnez-la dans "
        "sources.toml.",
        "en": "No date in the properties, on the first page or in the name: nothing tells whether they are up to date. Give it in "
        "sources.toml.",
    },
    FindingKind.SUPERSEDED: {
        "fr": "Une version plus récente répond à leur place, et la réponse dit ce que l'ancienne disait autrement.",
        "en": "A newer version answers in their place, and the answer tells what the old one said otherwise.",
    },
    FindingKind.UNORDERED: {
        "fr": "Deux versions d'un document, et rien ne dit laquelle est la plus récente. Donnez leurs dates dans sources.toml.",
        "en": "Two versions of a document, and nothing tells which is newer. Give their dates in sources.toml.",
    },
    FindingKind.LOOK_ALIKE: {
        "fr": "Tous répondent. Si l'un remplace l'autre, ou s'ils relèvent de dispositifs différents, dites-le dans sources.toml "
        "(replaces, instrument).",
        "en": "All of them answer. If one replaces the other, or if they are of different funding instruments, say so in sources.toml "
        "(replaces, instrument).",
    },
    FindingKind.COPY: {
        "fr": "Le même texte n'est cherché qu'une fois ; tous ses noms sont gardés.",
        "en": "The same text is searched once; all its names are kept.",
    },
    FindingKind.TOO_LONG: {
        "fr": "L'encodeur n'en lit que le début ; la recherche par mots les lit en entier.",
        "en": "The encoder reads only their beginning; the search by words reads them whole.",
    },
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at; `page` is 0 where it is about the whole document. `detail` is a name, a figure or an example, in no language;
    ADVICE says what it means."""

    kind: FindingKind
    path: str
    detail: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class Health:
    """`findings` by kind, worst first, then in the order of the documents."""

    documents: int
    pages: int
    passages: int
    findings: tuple[Finding, ...]

    @property
    def counts(self) -> dict[FindingKind, int]:
        """How many of each kind, those that were found only, worst first."""
        found = Counter(finding.kind for finding in self.findings)
        return {kind: found[kind] for kind in FindingKind if found[kind]}

    def of(self, kind: FindingKind) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.kind is kind)


def examine(
    documents: Sequence[Document],
    skipped: Iterable[Skipped] = (),
    passages: Sequence[tuple[Passage, str]] = (),
    count_pieces: Callable[[str], int] | None = None,
    max_pieces: int = 0,
) -> Health:
    """What there is to look at. `passages` come with the text that the encoder reads; without `count_pieces` they are not measured."""
    found = [
        *(Finding(_skipped_kind(item), item.path, item.reason) for item in skipped),
        *(finding for document in documents for finding in _document_findings(document)),
        *_version_findings(documents),
    ]
    if count_pieces is not None:
        found += _length_findings(documents, passages, count_pieces, max_pieces)
    order = {kind: at for at, kind in enumerate(FindingKind)}
    ordered = sorted(found, key=lambda finding: order[finding.kind])
    return Health(len(documents), sum(len(document.pages) for document in documents), len(passages), tuple(ordered))


def _skipped_kind(item: Skipped) -> FindingKind:
    return FindingKind.COPY if item.error in ("Duplicate", "NearDuplicate") else FindingKind.SKIPPED


def _document_findings(document: Document) -> Iterator[Finding]:
    for page in document.pages:
        for kind, detail in _page_findings(page, document.language):
            yield Finding(kind, document.path, detail, page.number)
    for remark in document.remarks:
        yield Finding(FindingKind.REMARK, document.path, remark)
    if not document.date:
        yield Finding(FindingKind.UNDATED, document.path, document.title)


def _page_findings(page: Page, language: str) -> Iterator[tuple[FindingKind, str]]:
    texts = [page.text[block.start : block.end] for block in page.blocks if block.kind is not BlockKind.FURNITURE]
    text = "\n".join(texts)
    if not any(character.isalnum() for character in text):
        yield FindingKind.NO_TEXT, ""
        return
    if page.is_recognised:
        yield FindingKind.RECOGNISED, shortened(" ".join(text.split()), EXAMPLE, between_words=False)
    if glued := glued_words(text):
        yield FindingKind.GLUED, f"{len(glued)}: {', '.join(f'“{word}”' for word in glued[:3])}"
    if language == "fr" and (detail := _accents_missing(text)):
        yield FindingKind.ACCENTS, detail
    if detail := _order_doubted(page):
        yield FindingKind.ORDER, detail


def glued_words(text: str) -> list[str]:
    """Words that are most likely two, where there are too many of them for chance; none otherwise."""
    words = _WORD.findall(text)
    cases = [word for word in words if len(word) > LONG_WORD] + _JOINED.findall(text)
    is_much = len(cases) >= GLUED_CASES and len(cases) >= GLUED_SHARE * len(words)
    return cases if is_much and len(words) >= FEWEST_WORDS else []


def _accents_missing(text: str) -> str:
    loose = len(_LOOSE_ACCENT.findall(text))
    if loose >= GLUED_CASES:
        return f"{loose} × ´"
    letters = [character for character in text.casefold() if character.isalpha()]
    share = sum(character in _ACCENTED for character in letters) / max(1, len(letters))
    if len(letters) < FEWEST_LETTERS or share >= ACCENTS:
        return ""
    return f"{100 * share:.1f} %"


def _order_doubted(page: Page) -> str:
    """Prose that stops in mid-sentence and does not go on in the next block, or begins in the middle of one."""
    prose = [block for block in page.blocks if block.kind is BlockKind.PROSE]
    if len(prose) < FEWEST_BLOCKS:
        return ""
    broken = sum(_is_broken(page, one, other) for one, other in pairwise(prose))
    return f"{broken} / {len(prose)}" if broken >= BROKEN_SHARE * len(prose) else ""


def _is_broken(page: Page, one: Block, other: Block) -> bool:
    before, after = page.text[one.start : one.end].rstrip(), page.text[other.start : other.end].lstrip()
    if before.endswith(_STOPS):
        return after[:1].islower()
    last = before.rpartition(" ")[2].casefold()
    return (last in _OPEN or before.endswith((",", "-"))) and after[:1].isupper()


def _version_findings(documents: Sequence[Document]) -> Iterator[Finding]:
    by_id = {document.id: document for document in documents}
    for document in documents:
        if document.superseded_by in by_id:
            yield Finding(FindingKind.SUPERSEDED, document.path, f"→ {newest(document, by_id).path}")
        for copy in document.copies:
            yield Finding(FindingKind.COPY, document.path, f"= {copy}")
    yield from _kinship_findings(documents)


def _kinship_findings(documents: Sequence[Document]) -> Iterator[Finding]:
    """Versions of which nothing tells which is newer, and texts that are much the same under names that tell them apart."""
    for kin in kindred(documents):
        one, other = kin.one, kin.other
        if kin.are_versions:
            if is_newer(one, other) is None:
                yield Finding(FindingKind.UNORDERED, one.path, f"~ {other.path}")
        elif kin.alike >= ALIKE and one.language == other.language and not (one.instrument and other.instrument):
            yield Finding(
                FindingKind.LOOK_ALIKE,
                one.path,
                f"~ {other.path} ({100 * kin.alike:.0f} %)",
            )


def _length_findings(
    documents: Sequence[Document],
    passages: Sequence[tuple[Passage, str]],
    count_pieces: Callable[[str], int],
    most: int,
) -> Iterator[Finding]:
    paths = {document.id: document.path for document in documents}
    for passage, text in passages:
        if (count := count_pieces(text)) > most:
            yield Finding(
                FindingKind.TOO_LONG,
                paths[passage.document_id],
                f"{count} / {most}",
                passage.page,
            )
