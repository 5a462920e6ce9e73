"""The points of a question: what it asks for, one by one, where it asks for several things at once. Its grammar only; nothing is looked up."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bbti_qa.interrogative import asks_for_something_else, asks_yes_or_no
from bbti_qa.language import fold, stems

MOST_POINTS = 6
LONGEST_LABEL = 8  # words of a point that is only named
LONGEST_ASKED = 3  # words of one that is named with a question mark of its own
LONGEST_SIDE = 8  # words of a thing that is compared
LEAST_TOPIC = 8  # letters in front of a colon


@dataclass(frozen=True, slots=True)
class Point:
    """One of the things asked for: `named` as the question says it, `asked` so that it can be asked alone, after what was said `before` it.

    `is_label` where it is only named (« montant »), and no question.
    """

    named: str
    asked: str
    before: str = ""
    is_label: bool = False


_QUESTION_WORD = r"(?:qui|quoi|quand|comment|pourquoi|combien|où|what|how|when|who|whom|why|where)"
_TO = r"(?:(?:à|a|de|par|dans|en|avec|sur|pour|vers|depuis|jusqu['’]à|to|by|in|for|from|with|since|until) )?"
_WHICH = rf"{_TO}{_QUESTION_WORD}"
_WHICH_ALONE = rf"{_WHICH}(?: de temps| d['’]argent| long| much| many)?"
_WHICH_THING = rf"(?:{_WHICH}|{_TO}(?:quel|quelle|quels|quelles|what|which) \w+)"

_TWICE = re.compile(rf"^(?P<one>{_WHICH_THING}) (?:et|and) (?P<two>{_WHICH_THING}) (?P<rest>.{{8,}})$", re.IGNORECASE)
_AT_THE_END = re.compile(
    rf"^(?P<topic>.{{15,}}?)(?:,(?: et| and)?| et| and) (?P<more>{_WHICH_ALONE}(?:(?:,|,? et|,? and) {_WHICH_ALONE})*)[ .?]*$",
    re.IGNORECASE,
)
_FURTHER = re.compile(
    rf"^(?P<topic>.{{15,}}?),? (?:et|and) (?P<more>{_TO}(?:{_QUESTION_WORD}|quels?|quelles?|lequel|laquelle|which)\b.{{4,}})$",
    re.IGNORECASE,
)
_THEIR_NAMES = re.compile(
    r"^(?P<topic>(?:combien (?:de |d['’])|how many |quel est le nombre (?:de |d['’]))(?P<things>[\w’'-]+(?: (?!et\b|and\b)[\w’'-]+)*?)"
    r"(?: y a-t-il| existe-t-il| are there| exist)?),? "
    r"(?:et|and|avec|with) (?P<more>(?:quels sont )?(?:leurs?|their) (?:noms?|intitulés?|names?)(?: (?:complets?|exacts?|in full))?)[ ?.]*$",
    re.IGNORECASE,
)
_IN_ALL = re.compile(
    r"^(?P<asked>(?:combien|quel|quelle|how many|how much|what)\b.+?),? (?P<all>en tout|au total|in total|in all|overall|altogether)"
    r",? (?:et|and) (?P<each>(?:(?:par|pour|per|for|dans|in|en|à|de|of) )?.+?)[ ?.]*$",
    re.IGNORECASE,
)
_THAT_OF = re.compile(
    r"^(?P<asked>.*\b(?:le|la|les|the) \w+ |.*\bl['’]\w+ )(?P<one>(?:du|des|de|d['’]|of)\b.+?),? (?:et|and) "
    r"(?:celui|celle|ceux|celles|that|those) (?P<two>(?:du|des|de|d['’]|of)\b.+?)[ ?.]*$",
    re.IGNORECASE,
)
_LABELS = re.compile(
    rf"^(?P<topic>[^:?]{{{LEAST_TOPIC},}}?) ?: (?:(?P<labels>[^:;?]+,[^:;?]+?)[ .?]*|(?P<asked>(?:[^:;,.?]+\?){{2,}}))$"
)
_WITHIN = re.compile(
    r" (?:quels?|quelles?|which|what) ", re.IGNORECASE
)  # « Hors programme : le plan, il a quels axes ? »
_SIDE = r"[^.?!;:,]+?"
_BETWEEN = re.compile(
    rf"\b(?:(?:différences?|distinctions?|nuances?|differences?) (?:[\w'’-]+ ){{0,3}}?(?:entre|between)|"
    r"(?:comparer?|comparez|distinguer?|distinguez|compare|distinguish|contrast)"
    rf"(?: entre)?|(?:ce qui|what) (?:distingue|différencie|sépare|distinguishes|separates)) (?P<one>{_SIDE})"
    rf" (?:et|and|from|with) (?P<two>{_SIDE}) ?(?:[.?!,;]|$)",
    re.IGNORECASE,
)
_SHORT_FORMS = re.compile(
    r"(?P<row>[A-ZÀ-Ý][\w&-]{1,9}(?:(?:, ?| ?/ ?|,? et |,? ou |,? and |,? or )[A-ZÀ-Ý][\w&-]{1,9})+)"
)
_STAND_FOR = re.compile(
    r"\b(?:veulent dire|signifi(?:ent|cation)|désignent|sigles?|acronymes?|abréviations?|mean|stand for|acronyms?|abbreviations?)\b",
    re.IGNORECASE,
)
MOST_BESIDE = 8  # words of a question beside the short forms that it asks the meaning of
_STARTS_ASKING = re.compile(rf"{_WHICH_THING}\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?]) +")
_FRAME = re.compile(
    r"^(?:(?:peux-tu |pouvez-vous |merci de |please |can you )?"
    r"(?:rédige[rz]?|écri(?:s|re|vez)|fai(?:s|re|tes)|prépare[rz]?|propose[rz]?|write|draft|prepare|make|give)\b"
    r"[^:?]*?|(?:une? )?(?:petite? )?(?:fiche(?: d['’]identité)?|note|point|brève|encadré|résumé|note|sheet|box)\b[^:?]*?)"
    r"\b(?:sur|annonçant|annoncer|présentant|présenter|résumant|about|on|announcing|presenting|de l['’]|de la|des|"
    r"du|d['’]|of the|of)[ ]?(?=\w)",
    re.IGNORECASE,
)
_FORM = re.compile(
    r"\b(?:en|in) (?:\w+) (?:points?|lignes?|phrases?|mots|puces|points|lines|sentences|words|bullets)\b|"
    r"^(?:vrai ou faux|true or false|questions?|bonjour|bonsoir|hello|hi)\b[ ,!]*",
    re.IGNORECASE,
)


_KEY_FIGURES = re.compile(
    r"^[^:?]{0,40}?\b(?:(?P<french>chiffres?[- ]cl[ée]s?|principaux chiffres|grands chiffres)|key (?:figures|numbers)|main figures)"
    r"(?: (?:du|de la|de l['’]|sur|of the|of|about|on) ?(?:le |la |the )?(?:programme?|pepr(?: bbti)?))? ?[.?!]*$",
    re.IGNORECASE,
)
_FIGURES = {
    "fr": (
        "Quel est le budget du programme ?",
        "Combien de temps dure le programme ?",
        "Combien d'axes compte le programme ?",
        "Combien de projets prioritaires compte le programme ?",
    ),
    "en": (
        "What is the budget of the programme?",
        "How long does the programme last?",
        "How many axes does the programme have?",
        "How many priority projects does the programme have?",
    ),
}
"""What a programme is told by in figures, where no figure is named."""


def points_of(text: str) -> tuple[Point, ...]:
    """The points in the question's order, two at least; nothing where it asks for one thing.

    « Quand et où a-t-il lieu ? », « Quelle rencontre est prévue, et par qui ? », « Quel effet a été observé, et comment y a-t-on remédié ? », « Fiche du
    programme : pilotes, montant et durée », « Combien de projets en tout, et par axe ? », « Combien de comités et leurs noms ? », « Quel est le budget du programme et celui de la gouvernance ? »,
    « Qui le pilote ? Pour combien de temps ? », « Quelle différence entre l'AMI et l'AAP ? ».
    """
    joined = " ".join(text.split())
    for found in (_asked_in_turn(joined), *(read(joined) for read in _READINGS)):
        if 2 <= len(found) <= MOST_POINTS:
            return found
    return ()


def _asked_in_turn(text: str) -> tuple[Point, ...]:
    """Questions one after the other, none of them for yes or no; what is stated before them is said before each."""
    sentences = _SENTENCE_END.split(text)
    asked = [sentence for sentence in sentences if sentence.endswith("?")]
    if len(asked) < 2 or any(asks_yes_or_no(fold(one)) or not asks_for_something_else(fold(one)) for one in asked):
        return ()
    stated = " ".join(sentences[: sentences.index(asked[0])])
    first = " ".join(filter(None, [stated, asked[0]]))
    return (Point(asked[0], asked[0], stated), *(Point(one, one, first) for one in asked[1:]))


def _key_figures(text: str) -> tuple[Point, ...]:
    found = _KEY_FIGURES.match(text)
    if not found:
        return ()
    return tuple(Point(one, one) for one in _FIGURES["fr" if found["french"] else "en"])


def _twice(text: str) -> tuple[Point, ...]:
    found = _TWICE.match(text)
    return tuple(_whole(f"{found[name]} {found['rest']}") for name in ("one", "two")) if found else ()


def _at_the_end(text: str) -> tuple[Point, ...]:
    found = _AT_THE_END.match(text)
    if not found:
        return ()
    more = re.split(r", (?:et |and )?| et | and ", found["more"], flags=re.IGNORECASE)
    return (_whole(found["topic"]), *(Point(one, f"{one} {found['topic']}") for one in more))


def _further(text: str) -> tuple[Point, ...]:
    found = _FURTHER.match(text)
    return (_whole(found["topic"]), Point(found["more"], found["more"], found["topic"])) if found else ()


def _counted_and_named(text: str) -> tuple[Point, ...]:
    found = _THEIR_NAMES.match(text)
    if not found:
        return ()
    is_english = found["more"].lower().startswith("their")
    asked = f"Which {found['things']}?" if is_english else f"Quels {found['things']} ?"
    return (_whole(found["topic"]), Point(found["more"], asked, found["topic"]))


def _in_all_and_each(text: str) -> tuple[Point, ...]:
    found = _IN_ALL.match(text)
    if not found or _STARTS_ASKING.match(found["each"]):
        return ()
    return tuple(_whole(f"{found['asked']} {found[name]} ?") for name in ("all", "each"))


def _that_of(text: str) -> tuple[Point, ...]:
    found = _THAT_OF.match(text)
    return tuple(_whole(f"{found['asked']}{found[name]} ?") for name in ("one", "two")) if found else ()


def _labelled(text: str) -> tuple[Point, ...]:
    """What is named behind a colon, each asked of what stands before it."""
    found = _LABELS.match(text)
    if not found:
        return ()
    topic = topic_of(found["topic"])
    named = found["labels"] or found["asked"]
    labels = [one.strip(" .?") for one in re.split(r"[,?] ?(?:et |and )?| et | and ", named) if one.strip(" .?")]
    longest = LONGEST_LABEL if found["labels"] else LONGEST_ASKED
    is_one_question = bool(found["labels"]) and any(_WITHIN.search(one) for one in labels)
    if not stems(topic) or is_one_question or any(len(one.split()) > longest for one in labels):
        return ()
    return tuple(Point(one, f"{one} {topic}", is_label=not _STARTS_ASKING.match(one)) for one in labels)


def _compared(text: str) -> tuple[Point, ...]:
    found = _BETWEEN.search(text)
    if not found:
        return ()
    sides = [found["one"], found["two"]]
    if any(not stems(side) or len(side.split()) > LONGEST_SIDE for side in sides):
        return ()
    return tuple(Point(side, side, is_label=True) for side in sides)


def _spelled_out(text: str) -> tuple[Point, ...]:
    """« AMI / AAP : que veulent dire ces sigles ? », "What do AMI and AAP stand for?"."""
    found = _SHORT_FORMS.search(text)
    if not found:
        return ()
    beside = f"{text[: found.start()]} {text[found.end() :]}"
    short_forms = re.findall(r"[\w&-]+", re.sub(r"\b(?:et|ou|and|or)\b", " ", found["row"]))
    is_upper = all(sum(letter.isupper() for letter in one) > 1 for one in short_forms)
    if not is_upper or not (ask := _STAND_FOR.search(beside)) or len(beside.split()) > MOST_BESIDE:
        return ()
    is_english = ask.group().lower() in ("mean", "stand for", "acronym", "acronyms", "abbreviation", "abbreviations")
    return tuple(Point(one, f"What does {one} mean?" if is_english else f"Que signifie {one} ?") for one in short_forms)


_READINGS = (
    _key_figures,
    _spelled_out,
    _counted_and_named,
    _in_all_and_each,
    _that_of,
    _twice,
    _labelled,
    _at_the_end,
    _further,
    _compared,
)


def topic_of(text: str) -> str:
    """What a text is wanted about: « Rédige un paragraphe pour la lettre interne annonçant l'appel » → « l'appel »."""
    bare = _FORM.sub(" ", text)
    return " ".join(_FRAME.sub("", bare.strip(), count=1).split())


def _whole(text: str) -> Point:
    return Point(text, text)
