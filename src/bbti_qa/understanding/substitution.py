"""The last question, asked of something else (« et au comité directeur ? ») or in another form (« plus court ? »), written out whole."""

from __future__ import annotations

import re

from bbti_qa.interrogative import asks_for_something_else
from bbti_qa.language import fold_in_place
from bbti_qa.understanding.subject import subject_asked
from bbti_qa.values import Unit, find_values

MOST_WORDS = 6  # of the thing that is named instead

_GOES_ON = r"(?:(?:et|and|mais|but|ok)[ ,]+)"
_ABOUT = r"(?:what about|how about|quid d(?:e |u |es |e l'|e la |')|(?:meme|same) question pour|pour ce qui est de)"
_OF_ANOTHER = re.compile(rf"^(?:{_GOES_ON}?{_ABOUT} ?|{_GOES_ON})(?P<thing>[^,;:?!.]{{2,60}}?)[ ?.!]*$")
_ARTICLE = r"(?:l'|(?:le|la|les|un|une|the|an?) )?"
_DEFINED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^(?:qu'est-ce qu(?:e |')|c'est quoi |que (?:signifie|veut dire|designe) |what(?: is|'s| are) )(?P<thing>{_ARTICLE}[^,;:?!.]{{2,60}}?)[ ?.!]*$",
        rf"^what does (?P<thing>{_ARTICLE}[^,;:?!.]{{2,60}}?) (?:mean|stand for)[ ?.!]*$",
        rf"^(?P<thing>{_ARTICLE}[^,;:?!.]{{2,40}}?),? (?:c'est quoi|ca veut dire quoi|ca sert a quoi|kesako)[ ?.!]*$",
    )
)
_FAMILIES = tuple(
    re.compile(rf"(?:^|(?<= ))(?:{pattern})(?=\w)")
    for pattern in (
        r"a la |a l'|au |aux |a ",
        r"de la |de l'|du |des |de |d'",
        r"dans (?:le |la |les |l')?",
        r"pour (?:le |la |les |l'|un |une )?",
        r"sur (?:le |la |les |l')?",
        r"en ",
        r"chez (?:le |la |les |l')?",
        r"contre (?:le |la |les |l')?",
        r"par (?:le |la |les |l')?",
        r"avec (?:le |la |les |l')?",
        r"in (?:the )?",
        r"for (?:the |an? )?",
        r"of (?:the )?",
        r"to (?:the )?",
        r"by (?:the )?",
        r"at (?:the )?",
        r"with (?:the )?",
    )
)
_PHRASE_ENDS = re.compile(  # not with « de », « of », which go on with the noun
    r"[,;:?!]| (?:a|au|aux|dans|pour|sur|en|chez|contre|par|avec|qui|que|et|ou|est|sont|in|for|to|by|at|with|on|and|or|that|which|is|are)\b"
)
_ONE_FORM = (
    r"(?:(?:beaucoup |un peu |much |a bit )?(?:plus|moins|more|less) (?:courte?|bref|breve|brievement|simple|simplement|claire?|clairement|concise?|simply|briefly|clearly)|"
    r"shorter|simpler|briefer|clearer|court|bref|simplement|"
    r"en (?:une|deux|trois|\d) (?:seule )?(?:phrases?|lignes?)|in (?:an?|one|two|three|\d) (?:single )?(?:sentences?|lines?)|"
    r"en resume|en bref|in short|(?:quelles? (?:est|sont) )?(?:la |les |ta |tes |vos |ton |the |your )?(?:sources?|references?|citations?)|"
    r"d'ou (?:(?:ca|cela) vient|vient(?:[ -](?:ca|cela))?|tu (?:sors|tires) (?:ca|cela))|where does (?:that|it|this) come from|what(?: is|'s) (?:the|your) source)"
)
_ANOTHER_FORM = re.compile(
    r"^(?:(?:et|and|ok|merci|thanks|svp|stp|please|alors|bien)[ ,]+)*(?:(?:peux-tu|tu peux|pouvez-vous|pourrais-tu|can you|could you)[ ,]+)?"
    r"(?:(?:(?:re)?fais|(?:re)?dis|reformule|repete|resume|explique|make|say|explain|repeat|summari[sz]e|put)[rz]?(?:[ -](?:le|la|moi|nous|ca|cela|it|me|that|this))* ?)?"
    rf"(?:{_ONE_FORM}(?:[ ,]+(?:et |and )?|(?=[ ?.!]*$)))+(?:svp|stp|please|s'il (?:te|vous) plait)?[ ?.!]*$"
)


def asks_in_another_form(text: str) -> bool:
    """« Plus court, en une phrase », "source?": nothing but how the last question shall be answered."""
    return bool(_ANOTHER_FORM.match(fold_in_place(text.strip())))


def asked_instead(text: str, last_question: str) -> str:
    """The last question with what `text` names in place of its own thing; empty where it names none.

    The thing is the number of a part (« axe 2 »), what a definition or an account was asked of, or what stands behind the same preposition.
    """
    named = _OF_ANOTHER.match(fold_in_place(text.strip()))
    if (
        not named
        or not last_question
        or asks_for_something_else(named["thing"])
        or len(named["thing"].split()) > MOST_WORDS
    ):
        return ""
    thing = text.strip()[named.start("thing") : named.end("thing")].strip()
    return _with_other_defined(thing, last_question) or _with_other_phrase(thing, last_question)


def with_other_part(named: str, last_question: str) -> str:
    """The last question with the numbered part of `named` for its own; empty where either names none or several."""
    ours, theirs = (
        [value for value in find_values(text) if value.unit is Unit.LABEL] for text in (named, last_question)
    )
    if len(ours) != 1 or len(theirs) != 1:
        return ""
    return f"{last_question[: theirs[0].start]}{named[ours[0].start : ours[0].end]}{last_question[theirs[0].end :]}"


def _with_other_defined(thing: str, last_question: str) -> str:
    """Of a definition or an account, the other thing's."""
    if not re.match(rf"{_ARTICLE}\w", fold_in_place(thing)) or _family_of(thing):
        return ""
    folded = fold_in_place(last_question)
    for pattern in _DEFINED:
        if found := pattern.match(folded):
            return f"{last_question[: found.start('thing')]}{thing}{last_question[found.end('thing') :]}"
    subject = subject_asked(last_question)
    at = last_question.rfind(subject) if subject else -1
    if at < 0:
        return ""
    article = re.search(rf"(?<!\w){_ARTICLE}$", fold_in_place(last_question[:at]))
    has_its_own = re.match(r"l'|(?:le|la|les|un|une|the|an?) ", fold_in_place(thing))
    start = article.start() if article and has_its_own else at
    return f"{last_question[:start]}{thing}{last_question[at + len(subject) :]}"


def _with_other_phrase(thing: str, last_question: str) -> str:
    """« et en Italie ? » behind « … produites en France ? »: the last phrase behind the same preposition."""
    family = _family_of(thing)
    if family is None:
        return ""
    folded = fold_in_place(last_question)
    found = list(family.finditer(folded))
    if not found:
        return ""
    end = _PHRASE_ENDS.search(folded, found[-1].end())
    stop = end.start() if end else len(folded)
    while stop > found[-1].end() and folded[stop - 1] in " ?":
        stop -= 1
    return f"{last_question[: found[-1].start()]}{thing}{last_question[stop:]}"


def _family_of(thing: str) -> re.Pattern[str] | None:
    """The preposition that a phrase begins with, in all its forms."""
    folded = fold_in_place(thing)
    return next((family for family in _FAMILIES if family.match(folded)), None)
