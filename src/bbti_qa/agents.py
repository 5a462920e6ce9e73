"""Who is said to do a thing: « piloté par l'Inserm et le CEA », « le pilotage a été confié à l'Inserm », « c'est le CNRS qui pilote », "led by CNRS", « l'évaluation des projets par l'ANR »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bbti_qa.language import stem, stems

_PARTICIPLE = r"(?:co-?)?[\w’']*(?:é|ée|és|ées|ie?s?|ue?s?|ite?s?|erte?s?|ed|led|run|built|made)"
_WHO = r"(?P<who>[^.;:?!()]{2,120})"
_SAYINGS: tuple[re.Pattern[str], ...] = (
    re.compile(
        rf"\b(?P<done>{_PARTICIPLE})(?: en (?:19|20)\d\d| in (?:19|20)\d\d)? (?:\w+ment |jointly )?(?:par|by) {_WHO}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<done>\w{{4,}}(?:tion|ment|age|ance)) (?:d[eu]s? |de ces |of )[^.;:?!()]{{0,60}}? (?:par|by) {_WHO}",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:c['’](?:est|était)|ce sont|it (?:is|was)|is it|was it) (?P<who>[^.;:?!()]{2,120}?),? (?:qui|that|who|which) (?P<done>\w{4,})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:^|, )(?P<who>[^.;:?!(),]{{2,120}}?) (?:a|ont|has|have) (?!été\b|been\b)(?P<done>{_PARTICIPLE})\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:^|, )(?P<who>[^.;:?!(),]{2,120}?) (?:assure|exerce)(?:nt)?(?: \w+)? (?:le |la |l['’])(?P<done>\w{4,}(?:tion|ment|age|ance))\b",
        re.IGNORECASE,
    ),
)
_ENTRUSTED = re.compile(
    r"\b(?P<done>\w{4,}(?:tion|ment|age|ance|ise)|lead(?:ership)?)\b[^.;:?!]{0,60}? "
    r"(?:(?:confié|donné|attribué|délégué|assigné)e?s?|revient|incombe|entrusted|given|assigned|delegated)(?: \w+ment)? (?:à|aux?|to) "
    + _WHO,
    re.IGNORECASE,
)
_WHOSE = re.compile(r"\b(?:dont|whose|of which) (?:l[ae]s? |l['’]|the )?$", re.IGNORECASE)
_STATED = re.compile(
    r"(?:\b(?:est|sont|était|étaient|été|étant|être|sera|seront|soit|is|are|was|were|been|being|be)(?:-(?:t-)?(?:il|elle|ils|elles))?"
    r"(?: \w+ment| bien| aussi| donc| jointly)?|,) $",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"\b[A-ZÀ-Ý][\w’'&-]*(?: (?:(?:de |des |du |d['’]|of )?[A-ZÀ-Ý][\w’'&-]*|nationale?s?|européenne?s?))*"
)
_BODY = re.compile(
    r"(?:l['’]|le |la |les |un |une |the |an? )?(?P<body>[\w’'-]+(?: (?!(?:pour|afin|et|and|en|dans|avec|with|to|in|for|since|depuis)\b)[\w’'-]+){0,4})",
    re.IGNORECASE,
)
_ELISION = re.compile(r"^(?:[ldLD]['’])")
_JOINED = re.compile(
    r"^(?:,? ?(?:et|and|ainsi que|&) ?|, ?)?(?:(?:avec|with|à|aux?|to) )?(?:l['’]|d['’]|du |des |de la |de |le |la |les |the )*$",
    re.IGNORECASE,
)
_TOGETHER = re.compile(
    r"^co(?:-(?=\w)|(?=pilot|financ|dirig|organis|sign|constru|produ|fond|prés|écri))", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Agency:
    """`deed` as it stands but for « co- », `done` its stem, `names` the stems of those who did it, `said` the words of all this.

    `is_named`: a name stands there, not just a noun. `is_stated`: said of something ("the plan is led by"), not to tell it from others ("plans led by").
    """

    deed: str
    done: str
    names: frozenset[str]
    said: str
    is_named: bool
    is_stated: bool


def agencies(text: str) -> Iterator[Agency]:
    """Each deed of `text` with those who are said to have done it: the names, or where there are none the first noun phrase."""
    for pattern in (*_SAYINGS, _ENTRUSTED):
        for match in pattern.finditer(text):
            start, end = match.span("who")
            names, stop = _names(text, start, end)
            named = bool(names)
            if not named and match.start("done") < start and (body := _BODY.match(text, start, end)):
                names, stop = frozenset(stems(body["body"])), body.end()
            if names:
                deed = _TOGETHER.sub("", match["done"])
                last = max(stop, match.end("done"))
                before = text[: match.start("done")]
                stated = match.start("done") > start or bool(_STATED.search(before))
                stated |= pattern is _ENTRUSTED and not _WHOSE.search(before)
                yield Agency(deed, stem(deed), names, text[min(match.start("done"), start) : last], named, stated)


def _names(text: str, start: int, end: int) -> tuple[frozenset[str], int]:
    """The stems of the names that follow one another from `start`, and where the last of them ends."""
    names: set[str] = set()
    stop = start
    for name in _NAME.finditer(text, start, end):
        if not _JOINED.match(text[stop : name.start()]):
            break
        names.update(stems(_ELISION.sub("", name.group())))
        stop = name.end()
    return frozenset(names), stop
