"""Who is said to do a thing: « piloté par l'Inserm et le CEA », « le pilotage a été confié à l'Inserm », « c'est le CNRS qui pilote », "led by CNRS", « l'évaluation des projets par l'ANR »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bbti_qa.deeds import told_as
from bbti_qa.language import carries_meaning, stem, stems, words

_PARTICIPLE = r"(?:co-?)?[\w’']*(?:é|ée|és|ées|ie?s?|ue?s?|ite?s?|erte?s?|ed|led|run|built|made)"
_WHO = r"(?P<who>[^.;:?!()]{2,120})"
_CARRIES_OUT = (  # « fait le premier tri » tells of a choice, not of a making
    r"(?:fait|font|fera|feront|réalise(?:nt)?|effectue(?:nt)?|mène(?:nt)?|opère(?:nt)?|does|do|makes?|carr(?:y|ies) out|performs?) "
    r"(?:l[ae] |les |l['’]|un |une |the |an? )(?:(?:premi|derni)[eè]re? |deuxième |seconde? |first |second |final |initial )?"
)
_SAYINGS: tuple[re.Pattern[str], ...] = (
    re.compile(
        rf"\b(?P<done>{_PARTICIPLE})(?: en (?:19|20)\d\d| in (?:19|20)\d\d)? (?:\w+ment |jointly )?(?:par|by) {_WHO}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<done>\w{{4,}}(?:tion|ment|age|ance)) (?:d[eu]s? |d['’]|de ces |of )[^.;:?!()]{{0,60}}? (?:par|by) {_WHO}",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:\b(?:c['’](?:est|était)|(?:est|sont)-ce|ce sont|it (?:is|was)|is it|was it)|^(?:est|sont))(?: bien| really| indeed)?"
        rf" (?P<who>[^.;:?!()]{{2,120}}?),? (?:qui|that|who|which) (?:{_CARRIES_OUT})?(?P<done>\w{{3,}})",
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
_CHOSEN = re.compile(
    r"(?:^(?!(?:et |mais |and |but )?(?:pourquoi|why)\b)|\b(?:pourquoi|why|that|que|qu['’]) |, )(?:(?:was|were|is|are|has|have|did|does) )?(?P<who>[^.;:?!]{2,80}?)"
    r" (?:(?:a|ont)(?:-t)?(?:-(?:il|elle|ils|elles))? été |est(?:-(?:il|elle))? |sont(?:-(?:ils|elles))? |was |were |been )?"
    r"(?:choisie?s?|désignée?s?|retenue?s?|nommée?s?|mandatée?s?|chosen|selected|appointed|picked|named)"
    r" (?:pour|comme|to|as) (?:l[ae] |l['’]|the )?(?P<done>\w{3,})",
    re.IGNORECASE,
)
"""« Pourquoi le CNRS a-t-il été choisi pour piloter … ? »"""
_ENTRUSTED = re.compile(
    r"\b(?P<done>\w{4,}(?:tion|ment|age|ance|ise)|lead(?:ership)?)\b[^.;:?!]{0,60}? "
    r"(?:(?:confié|donné|attribué|délégué|assigné)e?s?|revient|incombe|entrusted|given|assigned|delegated)(?: \w+ment)? (?:à|aux?|to) "
    + _WHO,
    re.IGNORECASE,
)
_ENTRUSTING = re.compile(
    r"\b(?:confi|attribu|délégu|assign|entrust|giv|hand|remis|remett|laiss|donn)\w*(?: over)? (?:l[ae]s? |l['’]|the )(?P<done>\w{4,}(?:tion|ment|age|ance|ise)|lead(?:ership)?|rênes|commandes|reins|helm)\b"
    r"[^.;:?!]{0,60}? (?:à|aux?|to) " + _WHO,
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
    r"(?:l['’]|le |la |les |un |une |the |an? )?"
    r"(?P<body>[\w’'-]+(?: (?!(?:pour|afin|et|and|en|dans|avec|with|to|in|for|since|depuis)\b)[\w’'-]+){0,4})",
    re.IGNORECASE,
)
_ELISION = re.compile(r"^(?:[ldLD]['’])")
_ENDS = re.compile(r"[.;:?!](?: |$)|,? (?:puis|then) |,? (?:qui|which|who|that|que|dont) ", re.IGNORECASE)
_STARTS = re.compile(
    r"^ *|, (?:et |and )?|\b(?:et|and|mais|but) (?=(?:l['’]|l[ae]s? |un |the |an? )?[A-ZÀ-Ý])", re.IGNORECASE
)
_NO_SUBJECT = re.compile(
    r"^(?:il|elle|ils|elles|on|ce|c['’]|nous|vous|je|it|they|he|she|we|you|i|en|dans|pour|par|avec|selon|depuis|"
    r"après|avant|à|au|aux|sur|chez|parmi|"
    r"auparavant|ensuite|enfin|ainsi|in|for|with|by|according|since|after|before|at|on|to)\b",
    re.IGNORECASE,
)
_HAS_DONE = re.compile(
    r" (?:a|ont|avait|avaient|has|have|had)(?: \w+ment| aussi| déjà| ensuite| also| already)?\s*$", re.IGNORECASE
)
_NOT_A_VERB = re.compile(  # in front of a noun, of a participle, or of a verb of somebody not named
    r"(?:\b(?:l[ae]s?|une?|du|des?|aux?|ce|cet|cette|ces|son|sa|ses|leurs?|notre|nos|chaque|en|par|pour|sans|sur|et|"
    r"ou|the|an?|of|its|their|this|these|to|by|for|and|or|"
    r"est|sont|être|été|a|ont|as|had|has|have|is|are|was|were|be|been|étant|se|il|elle|ils|elles|on|it|they|qui|who|"
    r"which|that)|\b[ldsn]['’])\s*$",
    re.IGNORECASE,
)
_PRESENT = re.compile(
    r"\w*(?:[^\Wéèi]e|ent|[rsi]t|ient|era|eront|ira|iront)|fund|lead|run|manage|choose|select|review|assess|approve|appoint|support|"
    r"(?:fund|lead|run|manage|coordinate|head|finance|pay|evaluate|assesse|review|commission|order|request|approve|"
    r"validate|adopt|sign|promote|support|choose|select|"
    r"appoint|monitor|follow|oversee|create)s",
    re.IGNORECASE,
)
_DONE = re.compile(_PARTICIPLE, re.IGNORECASE)
_ASKED = re.compile(r"^(?:is|are|was|were) [^,;:]*$", re.IGNORECASE)
_JOINED = re.compile(
    r"^(?:,? ?(?:et|and|ainsi que|&) ?|, ?)?(?:(?:avec|with|à|aux?|to) )?(?:l['’]|d['’]|du |des |de la |de |le |la |les |the )*$",
    re.IGNORECASE,
)
_SPELLED = re.compile(
    r"(?: [\w’'-]+){0,6} ?\((?P<acronym>[A-ZÀ-Ý][\w-]*[A-ZÀ-Ý])\)"
)  # « Agence nationale de la recherche (ANR) »
_LEADS_TO = frozenset(map(stem, "conduit conduire conduira mène mènera leads lead led".split()))
_TO = re.compile(r" (?:à|aux?|to)\b", re.IGNORECASE)
_TOGETHER = re.compile(
    r"^co(?:-(?=\w)|(?=pilot|financ|dirig|organis|sign|constru|produ|fond|prés|écri))", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Agency:
    """`deed` as it stands but for « co- », `done` its stem, `names` the stems of those who did it, `said` the words of all this.

    `acts_on` are the stems of what it is done to, where the verb stands in front of it (« évalue les projets »); empty elsewhere.
    `is_named`: a name stands there, not just a noun. `is_stated`: said of something ("the plan is led by"), not to tell it from others ("plans led by").
    """

    deed: str
    done: str
    names: frozenset[str]
    said: str
    is_named: bool
    is_stated: bool
    acts_on: frozenset[str] = frozenset()


def agencies(text: str) -> Iterator[Agency]:
    """Each deed of `text` with those who are said to have done it: the names, or where there are none the first noun phrase."""
    told: set[tuple[str, frozenset[str]]] = set()
    for pattern in (*_SAYINGS, _CHOSEN, _ENTRUSTED, _ENTRUSTING):
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
                stated |= pattern in (_CHOSEN, _ENTRUSTED, _ENTRUSTING) and not _WHOSE.search(before)
                stated |= bool(_ASKED.match(before)) and not text[last:].strip(" ?.")
                acts_on = _object(text, match.end("done")) if match.end("done") > stop else frozenset[str]()
                yield Agency(
                    deed, stem(deed), names, text[min(match.start("done"), start) : last], named, stated, acts_on
                )
                told.add((deed, names))
    yield from (agency for agency in _acting(text) if (agency.deed, agency.names) not in told)


def _acting(text: str) -> Iterator[Agency]:
    """Deeds in the active voice: « L'ANR évalue les projets », « le jury du port a choisi »; only verbs that `deeds` knows."""
    begins = 0
    for word, start, end in words(text):
        begins = max([begins, *(match.end() for match in _ENDS.finditer(text, begins, start))])
        done = stem(word)
        if word[0].isupper() or not carries_meaning(word) or not told_as(done):
            continue
        if done in _LEADS_TO and _TO.match(text, end):
            continue  # « devrait conduire à retenir trois projets »
        before = text[begins:start]
        auxiliary = _HAS_DONE.search(before) if _DONE.fullmatch(word) else None
        is_present = bool(_PRESENT.fullmatch(word)) and not _NOT_A_VERB.search(before)
        if not (auxiliary or is_present):
            continue
        if found := _subject(before[: auxiliary.start()] if auxiliary else before.rstrip()):
            names, is_named, at = found
            yield Agency(word, done, names, text[begins + at : end], is_named, True, _object(text, end))


def _subject(before: str) -> tuple[frozenset[str], bool, int] | None:
    """Who stands as the subject in front of a verb: stems, whether they are named, and where they begin."""
    for match in _STARTS.finditer(before):
        at = match.end()
        if at >= len(before) or _NO_SUBJECT.match(before[at:]):
            continue
        names, _ = _names(before, at, len(before))
        if names:
            return names, True, at
        held = frozenset(stems(before[at:].partition(",")[0]))
        return (held, False, at) if held else None
    return None


def _object(text: str, at: int) -> frozenset[str]:
    """The stems of what a verb is done to: the words behind it, up to a sign or a relative pronoun."""
    end = _ENDS.search(text, at)
    return frozenset(stems(text[at : end.start() if end else len(text)].partition(",")[0]))


def _names(text: str, start: int, end: int) -> tuple[frozenset[str], int]:
    """The stems of the names that follow one another from `start`, and where the last of them ends."""
    names: set[str] = set()
    stop = start
    for name in _NAME.finditer(text, start, end):
        if not _JOINED.match(text[stop : name.start()]):
            break
        names.update(stems(_ELISION.sub("", name.group())))
        stop = name.end()
        if spelled := _SPELLED.match(text, stop, end):
            names.update(stems(spelled["acronym"]))
            stop = spelled.end()
    return frozenset(names), stop
