"""What of the turns before a question is read with: the item that it points to, or the questions that it leans on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bbti_qa.documents import Turn
from bbti_qa.interrogative import asks_for_something_else
from bbti_qa.language import carries_meaning, fold, stems
from bbti_qa.understanding.substitution import asked_instead, asks_in_another_form, with_other_part
from bbti_qa.values import Unit, find_values

MOST_EARLIER = 3  # questions that a follow-up is read with
WORDS_OF_AN_ANSWER = 15  # of the last answer, that a follow-up is read with
SHORT = 4  # words with meaning; fewer cannot stand alone after another question

_RANKS = (
    ("premier", "premiere", "first"),
    ("deuxieme", "second", "seconde"),
    ("troisieme", "third"),
    ("quatrieme", "fourth"),
    ("dernier", "derniere", "last"),
)
_POINTS_TO = re.compile(
    rf"\b(?:le|la|du|au|the|l[ea]) (?P<rank>{'|'.join(word for row in _RANKS for word in row)})(?: one)?"
    r"(?= ?[?.!,]|$| (?:sert|fait|est|a|is|does|do|has)\b)"
)
_NEIGHBOUR = re.compile(
    r"\b(?:(?:le|la|du|au|celui|celle|the|l')(?: ?\w+)? ?)"
    r"(?:(?P<next>suivante?|prochaine?|d'apres|next|following)|(?P<previous>precedente?|d'avant|previous))\b"
)
_NEIGHBOUR_ALONE = re.compile(
    r"\b(?:celui|celle|the one) (?:juste |tout de suite |right |just )?(?:(?P<next>apres|after)|(?P<previous>avant|before))(?= ?[?,.]|$| (?:il|elle|it|c'est|is)\b)"
)
_NAMES_WHOSE = re.compile(
    r"^(?:quel(?:le)?s? (?:est|sont|sera|seront|etait|etaient)|qui (?:est|sont)|what (?:is|are|was|were)|"
    r"who (?:is|are)) (?:le |la |les |l'|the )\w+(?: \w+)?"
    r" (?:de la |de l'|de |du |des |d'|par |pour |of the |of |per |for |in )(?!(?:ce|cet|cette|ces|this|that|these|those)\b)\w+"
)
"""« Quel est le montant maximal par projet ? »: short, but whole."""
_OF_SOMETHING_ELSE = re.compile(
    r"^(?:et|and|mais|but|ok)?[ ,]*(?:pour|concernant|quant (?:a|aux?)|quid|(?:meme|same) question|"
    r"(?:celui|celle|ceux|celles)|what about|how about|for|"
    r"(?<=et )(?:(?:le|la|les|du|de|des|dans|en|chez|axe)\b|l')|(?<=and )(?:the|in|of|axis|pillar|strand)\b) ?(?:[\w'’-]+ ?){1,6}\?*$"
)
_MARKERS = re.compile(r" ?\[\d{1,3}\]")  # of an answer of ours
_AMOUNT = re.compile(r"^(?!(?:19|20)\d\d\b)\d+(?:[.,]\d+)?\W*$|[€%]")  # says nothing of what is asked next
_NAMED_BEHIND = re.compile(r"(?: [^\W\d_]+){1,4}")  # what an ordinal counts
_GOES_ON = r"(?:et|mais|and|but|what about|meme question|same question)"
_HE = (  # not the one of « il y a », « il existe », « il est prévu », nor that of an inversion, which stands behind its noun
    r"(?<!-)(?:il(?! (?:n')?(?:y (?:a|avait|aura)|existe\w*|faut|fallait|faudra|reste\w*|s'agi\w+|semble|est (?:\w+ )?(?:qu|possible|prevu|permis|"
    r"necessaire|obligatoire|interdit|question|d'usage)))|ils|elle|elles)"
)
_PRONOUN = rf"(?:qui|on|nous|vous|je|tu|ne) (?:le|la|les|lui|leur|en|y)|qui l'|{_HE}|celui|celle|ceux|celles|ca|cela|y en (?:a|aura|avait)|en existe"
_INVERTED = (  # « pourquoi sont-ils … »: who they are was said before
    r"(?:pourquoi|quand|comment|combien|ou|qui|que|quoi) (?:ne |n'|s'|se |y )?(?!faut|existe|reste|a-t-il\b|agi)"
    r"\w+-(?:t-)?(?:il|elle|ils|elles)|"
    r"combien (?:de |d')[^\W\d_]+ (?:(?!l[ae]s?\b|l'|un|ce|cet|y\b)[^\W\d_]+ )?(?!faut|existe|reste|a-t-il\b|agi)\w+-(?:t-)?(?:il|elle|ils|elles)"
)
_ONE_OF = (  # without the noun that would say of what: « le dernier ? », « l'autre appel » behind one call
    r"(?:le|la|les|l'|du|au|aux|des|the) ?(?:premiere?s?|derniere?s?|autres?|first|last|others?)"
    r"(?= ?[?.!,]| ?$| (?:sert|fait|est|a|consiste|comprend|concerne|concernait|couvre|porte|dure|vise|is|does|do|has|consists|covers|lasts|one|ones)\b)|l'autre \w+(?= ?[?.!]| ?$)|the other \w+(?= ?[?.!]| ?$)"
)
_AS_SAID = r"(?:tu|vous) (?:viens|venez|as|avez|disais|disiez|dis|dites|confirm\w+)|you (?:said|told|just|confirm)"
_THAT = (  # that stands for a thing, not in front of a verb that tells of a noun: "the committee that selects"
    r"(?:^|[,;:] |\b(?:of|about|for|to|in|on|with|from|by|is|are|was|were|does|do|did|has|have|had|can|could|will|would|should|why|how|when|where|after|before) )"
    r"(?:that|this|those|these)\b"
)
_ENGLISH = r"it|they|them|(?:which|the|this|that|another) ones?|(?:a|an|the) (?!one\b)\w+ ones?|ones"
_ANOTHER = re.compile(  # than what was asked about before, named by its noun
    r"\b(?:l'autre|les autres|d'autres|une? autre|(?:the|any|another|which) other|another) (?!ones?\b)[^\W\d_]{3,}"
)
_FRONTED = re.compile(
    r"^[\w'’ -]{3,60}, (?=(?:ca|c'est|cela|il|elle|ils|elles|it|that|they)\b)"
)  # « Patisiran, ça sert à quoi ? »
_ELLIPTIC = (  # « pour quelles maladies ? », "since when?"
    r"^(?:(?:pour|dans|avec|depuis|par|a|chez|contre|sur|de|for|in|with|since|by|against|on|from|until) )(?:quel\w*|qui|quoi|quand|combien|which|what|whom|when|how)"
    r"(?: [\w'-]+){0,2} ?[?]"
)
_LEANING = re.compile(
    rf"^{_GOES_ON}\b|{_ELLIPTIC}|\b(?:{_PRONOUN}|{_INVERTED}|{_ONE_OF}|{_AS_SAID}|{_ENGLISH})(?!\w)|{_THAT}"
)


@dataclass(frozen=True, slots=True)
class Before:
    """`meant` is the thing of an earlier turn that the question points to, `said` the words that it is read with; both empty for one that stands alone.

    `is_asked_again`: the last question is asked of something else. `is_only_short`: nothing but its shortness says that it leans on another.
    `is_of_another`: it asks for another one than the last question did (« et l'autre appel ? »). `answered` is the last answer, `asked` what of `said` was asked; `first_question` the earliest of it, which stands alone.
    `instead`: the last question, asked of what this one names instead (« et l'axe 2 ? » behind « que fait l'axe 1 ? »), or again in another form.
    """

    meant: str
    said: str
    last_question: str
    is_asked_again: bool
    is_only_short: bool
    is_of_another: bool = False
    answered: str = ""
    instead: str = ""
    asked: str = ""
    first_question: str = ""

    @property
    def read_after(self) -> str:
        """What a reader is told that the question was read after; empty where it stands alone."""
        return self.meant or (self.first_question if self.said or self.instead else "")


def whole_turns(history: Sequence[Turn]) -> list[Turn]:
    """The turns that later ones may lean on: one that only named something else (« et l'axe 2 ? ») as the whole question that it stood for, which leans
    on nothing before it; without those that asked for another form."""
    found: list[Turn] = []
    for turn in history:
        if turn.role == "user" and found:
            if asks_in_another_form(turn.content):
                continue
            if instead := said_before(turn.content, found).instead:
                found = [replace(turn, content=instead)]
                continue
        found.append(turn)
    return found


def asked_again(text: str, history: Sequence[Turn]) -> tuple[str, list[Turn]]:
    """The last question, and the turns before it, where `text` only asks for another form of its answer; `text` and `history` otherwise."""
    at = next((number for number in range(len(history) - 1, -1, -1) if history[number].role == "user"), -1)
    if at < 0 or not asks_in_another_form(text):
        return text, list(history)
    return history[at].content, list(history[:at])


def said_before(text: str, history: Sequence[Turn]) -> Before:
    """What `text` leaves to the turns before it (oldest first)."""
    folded = fold(text)
    history = [replace(turn, content=_MARKERS.sub("", turn.content)) for turn in history]
    meant = (
        _neighbour_meant(folded, history)
        or _item_meant(folded, history)
        or _neighbour_meant(folded, history, by_rank=True)
    )
    leant_on = _leant_on(history)
    asked, told = (_without_labels_of(words, text) for words in (" ".join(leant_on), _begun(_last_answer(history))))
    said = meant or (f"{asked} {told}".strip() if _leans(folded, text) else "")
    return Before(
        meant,
        said,
        _last_question(history),
        bool(history) and not meant and _asks_the_same(folded),
        bool(said) and not meant and not _points_back(folded),
        bool(said) and not meant and _ANOTHER.search(folded) is not None,
        _last_answer(history),
        _asked_instead(folded, text, meant, history),
        asked,
        next(iter(leant_on), ""),
    )


def _leans(folded: str, text: str) -> bool:
    """Whether the question leans on the turn before: it points back, or has too few words to stand alone, and names no thing of a thing nor one in front."""
    names_its_own = _NAMES_WHOSE.match(folded) or _FRONTED.match(folded)
    return _points_back(folded) or (len(stems(text)) < SHORT and not names_its_own)


def _points_back(folded: str) -> bool:
    fronted = _FRONTED.match(folded)
    own = (
        folded[fronted.end() :].partition(" ")[2]
        if fronted and carries_meaning(fronted[0].split(",")[0].split()[-1])
        else folded
    )
    return bool(_LEANING.search(own))


def _item_meant(folded: str, history: Sequence[Turn]) -> str:
    """The item of the last answer's list that « le premier », "the second one" points to; empty where it points to none."""
    pointed = _POINTS_TO.search(folded)
    said = _last_answer(history)
    if not pointed or not said:
        return ""
    items = [
        item.strip(" .") for item in re.split(r"[,;]| et | and |\([ivx]+\)|\n", said.split(":", 1)[-1]) if stems(item)
    ]
    at = next(number for number, words in enumerate(_RANKS) if pointed["rank"] in words)
    rank = at if at < len(_RANKS) - 1 else len(items) - 1
    return items[rank] if len(items) >= 2 and rank < len(items) else ""


def _neighbour_meant(folded: str, history: Sequence[Turn], by_rank: bool = False) -> str:
    """« axe 4 » for « et l'axe suivant ? » after a question about axis 3; empty where no numbered thing was asked about.

    `by_rank`: « et le deuxième ? » may mean the second of the thing whose first was asked about.
    """
    asked = _last_question(history)
    pointed = _NEIGHBOUR.search(folded) or _NEIGHBOUR_ALONE.search(folded) or _POINTS_TO.search(folded)
    numbered = [value for value in find_values(asked) if value.unit in (Unit.LABEL, Unit.ORDINAL)]
    if not pointed or not numbered:
        return ""
    value = numbered[-1]
    number = _number_meant(pointed.groupdict(), int(value.low))
    if number < 1 or ("rank" in pointed.groupdict() and value.unit is not Unit.LABEL and not by_rank):
        return ""
    if value.unit is Unit.LABEL:
        return f"{asked[value.start : value.end].rstrip('0123456789 ')} {number}"
    behind = _NAMED_BEHIND.match(asked[value.end :])
    named = behind[0].split() if behind else []
    while named and not carries_meaning(named[-1]):
        named.pop()
    return " ".join([f"{number}e", *named]) if named else ""


def _number_meant(pointed: Mapping[str, str | None], before: int) -> int:
    """The number of the one that « le suivant », « le premier » means, after that of another; 0 for the last one, which has no number."""
    if rank := pointed.get("rank"):
        at = next(place for place, words in enumerate(_RANKS) if rank in words)
        return at + 1 if at < len(_RANKS) - 1 else 0
    return before + (1 if pointed.get("next") else -1)


def _last_question(history: Sequence[Turn]) -> str:
    return next((turn.content for turn in reversed(history) if turn.role == "user"), "")


def _asks_the_same(folded: str) -> bool:
    """« Et pour la gouvernance ? », "what about bacteria?": the last question is asked of something else."""
    return bool(_OF_SOMETHING_ELSE.match(folded)) and not asks_for_something_else(
        folded.removeprefix("what about").removeprefix("and what about")
    )


def _asked_instead(folded: str, text: str, meant: str, history: Sequence[Turn]) -> str:
    """The last question written out for this one; empty where this one asks for something of its own."""
    asked = _last_question(history)
    part = with_other_part(meant or text, asked) if _asks_the_same(folded) else ""
    return part or ("" if meant else asked_instead(text, asked))


def _without_labels_of(earlier: str, text: str) -> str:
    """What was said before, without « axe 2 » where the question names « axe 4 », or "axis 4", instead."""
    names_one = any(value.unit is Unit.LABEL for value in find_values(text))
    for value in reversed(find_values(earlier)):
        if value.unit is Unit.LABEL and names_one:
            earlier = f"{earlier[: value.start]} {earlier[value.end :]}"
    return earlier


def _leant_on(history: Sequence[Turn]) -> list[str]:
    """The last questions back to one that stands alone, oldest first."""
    asked: list[str] = []
    for turn in reversed(history):
        if turn.role == "user":
            asked.append(turn.content)
            if len(asked) == MOST_EARLIER or not _leans(fold(turn.content), turn.content):
                break
    return asked[::-1]


def _begun(answer: str) -> str:
    """The beginning of an answer, without amounts: a long one must not drown what is asked."""
    return " ".join(word for word in answer.split()[:WORDS_OF_AN_ANSWER] if not _AMOUNT.search(word))


def _last_answer(history: Sequence[Turn]) -> str:
    return next((turn.content for turn in reversed(history) if turn.role != "user"), "")
