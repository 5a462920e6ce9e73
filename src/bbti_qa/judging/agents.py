"""Who is said to do a thing: « piloté par l'Inserm et le CEA », "led by CNRS". The names, and the participle that they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bbti_qa.language import stem, stems

_DONE_BY = re.compile(
    r"(?P<done>\b(?:co-?)?[\w'’]*(?:é|ée|és|ées|ie?s?|ue?s?|ite?s?|erte?s?|ed|led|run|built|made)) (?:\w+ment |jointly )?(?:par|by) "
    r"(?P<who>[^.;:?!()]{2,120})",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b[A-ZÀ-Ý][\w’'&-]*(?: [A-ZÀ-Ý][\w’'&-]*)*")
_ELISION = re.compile(r"^(?:[ldLD]['’])")
_JOINED = re.compile(
    r"^(?:,? ?(?:et|and|ainsi que|&) ?|, ?)?(?:(?:avec|with) )?(?:l['’]|d['’]|du |des |de la |de |le |la |les |the )*$",
    re.IGNORECASE,
)
_TOGETHER = re.compile(r"^co-?(?=[a-z])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Agency:
    """`participle` as it stands but for « co- », `done` its stem, `names` the stems of those who did it, `said` the words of all this."""

    participle: str
    done: str
    names: frozenset[str]
    said: str


def agencies(text: str) -> Iterator[Agency]:
    """Each participle of `text` with the names behind its « par » or "by"; none where no name stands there."""
    for match in _DONE_BY.finditer(text):
        names: set[str] = set()
        end = match.start("who")
        for name in _NAME.finditer(text, match.start("who"), match.end("who")):
            if not _JOINED.match(text[end : name.start()]):
                break
            names.update(stems(_ELISION.sub("", name.group())))
            end = name.end()
        if names:
            participle = _TOGETHER.sub("", match["done"])
            yield Agency(participle, stem(participle), frozenset(names), text[match.start() : end])
