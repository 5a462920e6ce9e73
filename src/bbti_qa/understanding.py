"""A question and what was said before, turned into what to search for. Deterministic; no model."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bbti_qa.deeds import told_as
from bbti_qa.documents import Turn
from bbti_qa.errors import QuestionError
from bbti_qa.glossary import Glossary
from bbti_qa.interrogative import asks_for_something_else, asks_yes_or_no
from bbti_qa.language import Language, carries_meaning, count_marks, detect_language, fold, stem, stems, words
from bbti_qa.lexicon import Lexicon, Translations
from bbti_qa.parts import Within, looked_in
from bbti_qa.places import PLACE, asks_where, names_sort
from bbti_qa.relations import Relation, relation_asked
from bbti_qa.rhythm import asks_how_often
from bbti_qa.shorthand import written_out
from bbti_qa.values import NUMBER_WORDS, Unit, Value, find_values, value_tokens

MAX_QUESTION = 4_000  # characters; longer texts are documents, not questions
_NAMING_WEIGHT = 0.25  # of words that only say which document is meant
_EARLIER_WEIGHT = 0.5  # words taken over from the turn before, against 1 for the question's own
_TALK_WEIGHT = 0.5  # words that speak of the documents or of the asking, not of the matter
_VALUE_WEIGHT = 0.5  # values: their words count already
MOST_EARLIER = 3  # questions that a follow-up is read with
WORDS_OF_AN_ANSWER = 15  # of the last answer, that a follow-up is read with
LIKELY = 0.2  # share of a word's translations, from which on one may be meant
BARE_ENGLISH = 2  # words with a translation, from which on bare words may be English
_SHORT_FOLLOW_UP = 4  # words with meaning; fewer cannot stand alone after another question


_TALK = frozenset(
    stem(word)
    for word in """article articles texte textes document documents publication publications source sources auteur auteurs page passage
    extrait section chapeau intro introduction conclusion paragraphe phrase ligne lignes point points resume resumer
    rediger redige ecris explique expliquer dire dit disent dis parle parlent cite citer citent cites mentionne mentionnes
    mentionnees nomme nommes nommees annonce annoncent indique indiquent precise liste lister donne donner donnent exemple
    exemples exactement precisement selon question reponse concretement gros grosso modo existe sert correct bon compte
    savoir souhaite voudrais aimerais cherche paper papers text texts documents mention mentioned named name list lists
    cited say says said state stated tell give gives given according write explain describe description exactly kind kinds
    veut signifie designe definition definir courte court sigle developper sert abbreviation refer refers stand stands define
    type types sort word words term terms mean means meaning sentence sentences blurb mot mots nom noms simple simples
    simplement brief encadre""".split()
)


class QuestionKind(StrEnum):
    """What sort of answer is wanted."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    LIST = "list"
    COMPARISON = "comparison"
    YES_NO = "yes_no"
    DEFINITION = "definition"
    OTHER = "other"

    @property
    def is_long(self) -> bool:
        """Whether a good answer may need more room than a fact."""
        return self in (QuestionKind.LIST, QuestionKind.COMPARISON)


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that the question speaks of: its stem, other ways to say it (each a row of stems), translations. Weight in (0, 1].

    `held_by`: the word only names the sort of value that is asked for (« la somme »), and a text that holds such a value, or tells a `places.PLACE`, need
    not say it.
    """

    stem: str
    alternatives: tuple[tuple[str, ...], ...] = ()
    weight: float = 1.0
    translations: Translations = ()
    held_by: str | None = None

    @property
    def ways(self) -> tuple[tuple[str, ...], ...]:
        """The rows of stems that say it: itself, what else it is called, its translations with a share of `LIKELY` or more."""
        return ((self.stem,), *self.alternatives, *((stem,) for stem, share in self.translations if share >= LIKELY))


@dataclass(frozen=True, slots=True)
class Wanted:
    """The sort of value that would answer: of this unit; of these stems, where things are counted or numbered; a day, where it is asked for."""

    unit: Unit
    of: frozenset[str] = frozenset()
    to_the_day: bool = False

    def is_met_by(self, value: Value) -> bool:
        if self.to_the_day and len(value.date) < len("2024-01-31"):
            return False
        if value.unit is not self.unit:
            return self.unit is Unit.DATE and value.is_period  # « 2023-2030 » tells two dates
        return self.unit not in (Unit.COUNT, Unit.LABEL) or not self.of or bool(self.of & set(value.of))


@dataclass(frozen=True, slots=True)
class Question:
    """`text` as asked; `whole` with what a follow-up leaves out; `terms` to look for, in order of the question.

    `wanted` is set where only a certain sort of value can be the answer, `defines` where a definition is asked for,
    `instructs` where nothing is asked: the assistant is told how to behave. `after` is what of the turns before it is read with: the last
    question, or the item of a list that it points to; empty for a question that stands alone. `may_stand_alone`: it is only short.
    `is_timeline` where the dates of a development are asked for. `members`: how many things it asks to name ("which three
    instruments"); 0 where it gives no number. `within` where it looks in a part of a document, or in one of the documents;
    `is_overview` where it asks what that part says, and nothing else. `asks_where` and `asks_how_often` where a place or a frequency is asked for.
    `done` is the stem of what somebody is asked to do or to be (« qui dirige », "who is the head of"), where the question asks who.
    `relation`: a reason or a content, where it asks for one.
    `numbered` is the stem of the numbered parts of something that it asks to name (« les axes »), `numbered_of` the stems of what they are parts of.
    """

    text: str
    whole: str
    language: Language
    kind: QuestionKind
    terms: tuple[Term, ...]
    wanted: Wanted | None = None
    defines: bool = False
    instructs: bool = False
    after: str = ""
    may_stand_alone: bool = False
    is_timeline: bool = False
    members: int = 0
    asks_where: bool = False
    within: Within | None = None
    is_overview: bool = False
    asks_how_often: bool = False
    done: str = ""
    numbered: str = ""
    numbered_of: frozenset[str] = frozenset()
    relation: Relation | None = None

    def called(self, stem: str) -> frozenset[str]:
        """The stem with the single stems that a term of the question gives for it; alone where no term has it."""
        ways = next((term.ways for term in self.terms if term.stem == stem), ())
        return frozenset([stem, *(way[0] for way in ways if len(way) == 1)])

    def weighted_stems(
        self, alternative_weight: float, translation_weight: float = 0.0
    ) -> tuple[tuple[str, ...], tuple[float, ...]]:
        """The stems for a lexical search with their weights; a row of stems shares the weight of its term."""
        weights: dict[str, float] = {}
        for cue in _DEFINING if self.defines else ():
            weights[cue] = _CUE_WEIGHT
        for term in self.terms:
            weights[term.stem] = max(weights.get(term.stem, 0.0), term.weight)
            for row in term.alternatives:
                for other in row:
                    weights[other] = max(weights.get(other, 0.0), term.weight * alternative_weight)
            for other, share in term.translations:
                weights[other] = max(weights.get(other, 0.0), term.weight * translation_weight * share)
        return tuple(weights), tuple(weights.values())


# Words of a sentence that defines something.
_CUE_WEIGHT = 0.3
_DEFINING = tuple(
    dict.fromkeys(
        stems(
            "terme désigne englobe définit définition recouvre signifie appelé appelés appelée comprend inclut means refers"
        )
    )
)


# Looked for in the folded question, in this order; the first that matches names the kind.
_KINDS: tuple[tuple[QuestionKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (
            QuestionKind.COMPARISON,
            r"\b(?:deux (?:articles|documents|sources|publications|textes)|compare|comparer|difference|differe|d'accord|"
            r"convergent|contredi\w+|coherent\w*|distingue\w*|versus|vs|two (?:papers|articles|documents|sources)|agree|differ\w*|"
            r"chronologie|timeline|fiche|paragraphe|resume\w*|summar\w+|blurb)\b",
        ),
        (
            QuestionKind.LIST,
            r"\b(?:liste\w*|list|cite|citer|citez|enumere\w*|lesquel\w*|quels|quelles|which (?:\w+ )?(?:companies|conditions|"
            r"diseases|cities|instruments|committees|axes)|what (?:are|kinds|types)|name the|"
            r"quels sont|quelles sont|enumerate)\b",
        ),
        (
            QuestionKind.NUMBER,
            r"\b(?:combien|nombre|nbr?e?|montant|budget|budjet|taux|(?:la|quelle) part|pourcentage|how (?:many|much|long)|number of)\b",
        ),
        (
            QuestionKind.DATE,
            r"\b(?:quand|date|quelle annee|echeance|calendrier|a partir de quand|when|what date|which year|deadline)\b",
        ),
        (
            QuestionKind.NAME,
            r"^(?:et )?(?:qui|who|whom|par qui|a qui)\b|\b(?:par qui|by whom|qui (?:pilote|dirige|evalue|valide))\b",
        ),
        (
            QuestionKind.DEFINITION,
            r"\b(?:definition|definit|definir|defini|signifie|veut dire|designe|recouvre|englobe|c'est quoi|qu'est-ce qu'une?|qu'est-ce que (?:l[ea] |les |l')[\w-]+(?: [\w-]+)?(?= ?\?|$)|what is (?:an?|the)|what(?:'s| is| are) [\w-]+(?: [\w-]+)?(?= ?\?|$)|"
            r"what (?:does|do|did) .{1,80}\b(?:mean|designate|denote|cover|comprise|include|consist of|entail)|stands? for|encompass\w*|sigle|(?:le|du|un) (?:mot|terme)|the (?:word|term)|entend\w* par)\b",
        ),
    )
)
_ASKS_VALUE = re.compile(
    r"\b(?:combien|quel|quelle|quels|quelles|quoi|meme|same|jusqu|quand|when|what|which|how|a partir de|nombre|nbr?e?|number)\b"
)
_NAMES_VALUE = re.compile(
    r"^(?:et |and )?(?:(?:le|la|les|the) |l')?(?:taux|montant|somme|enveloppe|dotation|budget|budjet|cout|date|duree|prix|cost|amount|share|rate)\b"
)
_ASKS_TIMELINE = re.compile(r"\b(?:chronologie|timeline|frise|etapes cles|key dates|dates cles)\b")
_NUMBERED = (
    r"(axes?|axis|pillars?|piliers?|volets?|strands?|priorite|theme|lots?|action|work packages?|objectif|objective)"
)
_ASKS_WHICH_NUMBERED = re.compile(
    rf"\b(?:quel|quels|quelle|quelles|which|what) {_NUMBERED}\b|\b(?:un seul|one of the|l'un des|aucun|any) {_NUMBERED}\b|(?:^|[.;:!?] ){_NUMBERED} ?\?$"
)
_ASKS_FOR_NUMBERED = re.compile(
    r"^(?:(?:quels|quelles|which|what)(?: sont| are| were)?|cite[rz]?|liste[rz]?|list|name|nomme[rz]?|enumere[rz]?|donne[rz]?)(?:[ -]moi)?(?: tous| toutes| all)?"
    rf"(?: les| ces| the)*(?: (?!des?\b|du\b|of\b|par\b|pour\b|for\b)\w+){{0,2}} (?P<named>{_NUMBERED})(?: (?:scientifiques?|principaux|thematiques|prioritaires))?"
    r"(?: (?:du|de la|de l'|des|de|of the|of this|of|in the|for the) ?(?P<whole>\w+(?: \w+)?))? ?[?.!]*$"
)
_ASKS_WHO_DOES = re.compile(
    r"(?:et |and )?(?:par qui|by whom|qui|who)(?: est-ce qui)? (?:(?:a|ont|has|have|will|may|can|doit|peut|va|vont|sera|seront|est|sont|is|are|ete|been|be|actuellement|le|la|the) |l')*(?P<done>\w+)"
)
_ASKS_WHERE_IT_FITS = re.compile(
    r"\bwhere (?:would|does|could|might|do) (?:this|it|that|(?:our|my) \w+) (?:sit|fit|belong)\b|"
    r"\bou (?:cela|ca|mon projet|notre projet) (?:se situe\w*|se place\w*|entre\w*|s'inscri\w+)|"
    r"\bou (?:se situe\w*|se place\w*|entre\w*|s'inscri\w+) (?:cela|mon|notre|ce) projet\b"
)
_ASKS_MORE = re.compile(
    r"\b(?:pourquoi|comment|why|fiche|chronologie|timeline|resume|paragraphe|blurb|write|redige|ecris)\b"
)
_ASKS_TO_NAME = re.compile(
    r"\b(?:quels?|quelles?|lesquel\w*|qui|which|what|who|name|list|nomme\w*|cite\w*|liste\w*|enumere\w*|donne\w*)"
    r"(?: sont| etaient| are| were| moi)?(?: tous| toutes| all)?(?: les| ces| des| of| the| these| those)* ?$|"
    r"\b(?:intitules?|noms?|titres?|names?|titles?)(?: (?:exacts?|precis|complets?|officiels?))? (?:de|des|of)(?: ces| the| these| those)? ?$"
)
_WANTED: tuple[tuple[Unit, bool, re.Pattern[str]], ...] = (
    (Unit.DATE, False, re.compile(r"^(?:et )?(?:quand|when)\b")),
    (Unit.PERCENT, False, re.compile(r"\b(?:taux|pourcentage|quelle (?:part|proportion)|preciput|ponderation|rate|what (?:share|proportion)|percentage)\b|%")),
    (Unit.DATE, True, re.compile(r"\b(?:quel jour|au jour pres|quelle heure|date limite|deadline|date exacte|exact date)\b")),
    (Unit.DURATION, False, re.compile(r"\b(?:duree|combien de temps|how long|combien dure\w*|combien d'annees|combien de mois|how many (?:years|months))\b")),
    (Unit.COUNT, False, re.compile(r"\b(?:combien (?:y a-t-il |existe-t-il )?(?:de |d')(?!argent|chac|chaq)|how many (?!euros)|(?:nombre|nbr?e?) (?:de |d')|number of )")),
    (Unit.MONEY, False, re.compile(r"\b(?:budget|budjet|montant|somme|enveloppe|coute\w*|cost\w*|quel est le prix|a quel prix|prix (?:de|du|d')|dotation|combien d'(?:argent|euros)|s'eleve\w* a combien|a combien s'eleve\w*|how much (?:money|funding)|amount of (?:money|funding)|how many euros)\b|€")),
    (Unit.DATE, False, re.compile(r"\b(?:quelle annee|which year|what year|quelle date|what date|a partir de quand|depuis quand|jusqu'a quand|jusqu'en quelle annee|until when|c quand|c'est quand)\b")),
)  # fmt: skip
# Words that only name the sort of value: a sentence that holds such a value need not say them. Not those of dates, which stand everywhere.
_NAMING: dict[Unit, frozenset[str]] = {
    unit: frozenset(map(stem, names.split()))
    for unit, names in (
        (
            Unit.MONEY,
            "somme sommes montant montants enveloppe enveloppes dotation amount amounts sum sums argent money",
        ),
        (Unit.PERCENT, "taux part pourcentage proportion rate share percentage"),
        (Unit.DURATION, "duree temps annees mois years months duration length"),
        (Unit.COUNT, "nombre nb nbr nbre number"),
    )
}
_ALONE = re.compile(
    r"\b(?:l[ea] |l['’]|du |au |de l['’]|cet(?:te)? |ce |the |this )(?P<noun>[^\W\d_]{4,})(?! (?:de|du|des|of|for|pour)\b| d['’]| [«\"]| (?-i:[A-ZÀ-Ý])|-\w)\b",
    re.IGNORECASE,
)
_LASTING = frozenset(
    stem(word)
    for word in """dure durent durer durera court courir courra termine terminent terminer terminera acheve achevent finit finissent finir finira fin prend
    long longtemps last lasts run runs end ends finish finishes expire expires""".split()
)
_STARTING = frozenset(
    stem(word)
    for word in "commence commencer commencent commencera debute debutent debuter debutera demarre demarrer demarrera start starts started begin begins began".split()
)
"""Words that a period tells: « 7 ans (2023-2030) » says how long, from when and until when."""
_RANKS = (
    ("premier", "premiere", "first"),
    ("deuxieme", "second", "seconde"),
    ("troisieme", "third"),
    ("quatrieme", "fourth"),
    ("dernier", "derniere", "last"),
)
_POINTS_TO = re.compile(
    rf"\b(?:le|la|du|au|the|l[ea]) (?P<rank>{'|'.join(word for row in _RANKS for word in row)})(?: one)?(?= ?[?.!,]|$| (?:sert|fait|est|a|is|does|do|has)\b)"
)
_NEIGHBOUR = re.compile(
    r"\b(?:(?:le|la|du|au|celui|celle|the|l')(?: ?\w+)? ?)(?:(?P<next>suivante?|d'apres|next|following)|(?P<previous>precedente?|d'avant|previous))\b"
)
_NAMES_WHOSE = re.compile(
    r"^(?:quel(?:le)?s? (?:est|sont|sera|seront|etait|etaient)|qui (?:est|sont)|what (?:is|are|was|were)|who (?:is|are)) (?:le |la |les |l'|the )\w+(?: \w+)?"
    r" (?:de la |de l'|de |du |des |d'|par |pour |of the |of |per |for |in )(?!(?:ce|cet|cette|ces|this|that|these|those)\b)\w+"
)
"""« Quel est le montant maximal par projet ? »: short, but whole."""
_OF_SOMETHING_ELSE = re.compile(
    r"^(?:et|and|mais|but|ok)?[ ,]*(?:pour|concernant|quant (?:a|aux?)|quid|(?:meme|same) question|(?:celui|celle|ceux|celles)|what about|how about|for|"
    r"(?<=et )(?:le|la|les|l'|du|de|des|dans|en|chez|axe)|(?<=and )(?:the|in|of)) ?(?:[\w'’-]+ ?){1,6}\?*$"
)
_NAMED_BEHIND = re.compile(r"(?: [^\W\d_]+){1,4}")  # what an ordinal counts
_BOTH_SOURCES = re.compile(
    r"\b(?:les |ces |the )?(?:deux|two|both)(?: of)?(?: the)? (?:articles|documents|textes|sources|publications|papers|texts)\b",
    re.IGNORECASE,
)
_FORM = re.compile(
    r"\b(?:en|in|de|of|sous)(?: environ| about| moins de| less than| au plus)? "
    rf"(?:\d+|{'|'.join(NUMBER_WORDS)}|une?|an?|one|quelques|few|a few)(?: (?:ou|à|to|or|-) \w+)?(?: (?:petite?s?|courte?s?|brèves?|simples?|seule|short|brief|single))?"
    r" (?:lignes?|mots|phrases?|points|puces|paragraphes?|lines?|words|sentences?|bullets|bullet points?|paragraphs?)\b(?! (?:du|de|des|of)\b)|"
    r"\b(?:en|in|sous forme de) (?:puces|points|bullets|bullet points)(?= ?(?:$|[.,;:!?)]))|"
    r"\b(?:petite?|courte?|bref|brève|short|brief|small) (?:paragraphe|fiche|texte|note|résumé|encadré|paragraph|text|summary|blurb|note)\b|"
    r"\bfiche (?:d['’] ?)?identité\b|\b(?:étape par étape|pas à pas|step by step|in detail|en détail|dans le détail)\b|"
    r"\b(?:présente|explique|raconte|détaille|résume|décris|décrive|dis|dite|parle|donne|montre|rappelle)[sz]?-(?:moi|nous)\b|\b(?:tell|give|show) (?:me|us)\b",
    re.IGNORECASE,
)
"""« Présente-moi », « en deux lignes », "in one sentence", « un petit paragraphe »: the form that an answer shall have, never looked for."""
# Words of the talk itself, and of the form that an answer shall have: never looked for.
_COURTESY = frozenset(
    stem(word)
    for word in """bonjour bonsoir merci svp stp oui non bien viens venez confirme confirmes confirmez confirm hello hi please thanks yes
    many much just told correct get gets getting got happen happens happened happening chronologie frise timeline fiche newsletter blurb paragraphe fais fait""".split()
)
_BOUNDING = frozenset(
    stem(word)
    for word in """dépasse dépassent dépasser dépassé excède excèdent excéder inférieur inférieure supérieur supérieure égal égale atteint atteignent atteindre exceed exceeds
    exceeded above below equal reach reaches""".split()
)
"""Words that only set a value against another one: not looked for where the question holds a value."""
_LEANING = re.compile(
    r"^(?:et|mais|and|but|what about|meme question|same question)\b|\b(?:(?:qui|on|nous|vous|je|tu|ne) (?:le|la|les|lui|leur|en|y)|qui l'|(?<!-)(?:il|ils|elle|elles)|celui|celle|ceux|celles|ca|cela|"
    r"(?:pourquoi|quand|comment|combien|ou|qui|que|quoi) (?:ne |n'|s'|se |y )?(?!faut|existe|reste|a-t-il\b|agi)\w+-(?:t-)?(?:il|elle|ils|elles)|"
    r"premier|premiere|dernier|derniere|autre|(?:tu|vous) (?:viens|venez|as|avez|disais|disiez|dis|dites|confirm\w+)|you (?:said|told|just|confirm)|it|they|them|that|this|those|these|one)\b"
)


_INSTRUCTS = re.compile(
    r"\b(?:oublie[zr]?|ignore[zr]?|ne tiens? pas compte|fais comme si|a partir de maintenant|desormais|tu es (?:maintenant|un)|joue le role|"
    r"forget|disregard|from now on|you are now|pretend|act as|system prompt|instructions? (?:ci-dessus|precedentes?|above|previous)|"
    r"(?:i|we) order you|je (?:t'|vous )ordonne|(?:say|answer|reply|respond|write|output) (?:nothing else|only|just)|nothing else than|"
    r"(?:reponds?|repondez|dis|dites|ecris|ecrivez) (?:uniquement|seulement|juste)|rien d'autre que|"
    r"(?:previous|prior|above|all) instructions?|(?:tes|vos|your) (?:consignes|regles|rules|restrictions))\b"
)
Mend = Callable[[str], tuple[str, ...]]
"""The stems that an unknown one may stand for (a spelling slip); nothing for a stem that the documents hold."""


def understand(
    text: str,
    history: Sequence[Turn] = (),
    *,
    glossary: Glossary | None = None,
    lexicon: Lexicon | None = None,
    mend: Mend | None = None,
    language: Language | None = None,
    heads: Mapping[str, Collection[str]] | None = None,
) -> Question:
    """What `text` asks after `history` (oldest turn first). Raises QuestionError for an empty or overlong question.

    `heads` gives for a noun (its stem) the acronyms that it stands for where it stands alone: « le programme » is the PEPR.
    """
    cleaned = unicodedata.normalize("NFC", " ".join(text.split()))
    history = [replace(turn, content=unicodedata.normalize("NFC", turn.content)) for turn in history]
    if not any(character.isalnum() for character in cleaned):
        raise QuestionError(
            "The question is empty. Ask it in a few words, for example « Quel est le budget du programme ? »."
        )
    if len(cleaned) > MAX_QUESTION:
        raise QuestionError(
            f"The question has {len(cleaned)} characters; at most {MAX_QUESTION} are read. Ask for one thing, in a few sentences."
        )
    asked = cleaned
    spoken = language or _spoken(cleaned, lexicon)
    cleaned = written_out(cleaned)
    within, cleaned, is_overview = _looked_in(without_instructions(cleaned))
    folded = fold(cleaned)
    meant = _neighbour_meant(folded, history) or _item_meant(folded, history)
    asks_the_same = bool(history) and not meant and _asks_the_same(folded)
    earlier = meant or (_without_labels_of(_earlier(history), cleaned) if _leans(folded, cleaned) else "")
    asking = fold(_last_question(history)) if asks_the_same else folded
    weight = 1.0 if meant else _EARLIER_WEIGHT
    terms = _terms(cleaned, earlier, glossary or Glossary(), weight)
    if within is not None and within.document and not is_overview:
        known = {term.stem for term in terms}
        named = _with_alternatives(tuple(stems(within.document)), glossary or Glossary(), _NAMING_WEIGHT)
        terms = (*terms, *(term for term in named if term.stem not in known))
    alone = _bare(cleaned)
    terms = tuple(_by_head(term, alone, heads or {}) for term in _mended(terms, mend))
    if lexicon is not None and _spoken(cleaned, lexicon) == "en":
        terms = tuple(replace(term, translations=lexicon.french(term.stem)) for term in terms)
    whole = f"{earlier} {cleaned}".strip()
    often = asks_how_often(folded)
    kind, wanted = _kind(asking), None if often else _wanted(asking, terms)
    if wanted is not None:
        terms = tuple(replace(term, held_by=_held_by(term.stem, wanted.unit)) for term in terms)
    where = wanted is None and asks_where(folded)
    if where:
        terms = tuple(replace(term, held_by=PLACE) if names_sort(term.stem) else term for term in terms)
    if kind is QuestionKind.NAME:
        terms = tuple(_in_other_words(term) for term in terms)
    return Question(
        asked,
        whole,
        spoken,
        kind,
        terms,
        wanted,
        _defines(folded),
        is_only_instructions(asked),
        meant or (_last_question(history) if earlier else ""),
        bool(earlier) and not meant and not _points_back(folded),
        bool(_ASKS_TIMELINE.search(folded)),
        _members(cleaned),
        where,
        within,
        is_overview,
        often,
        _done(folded) if kind is QuestionKind.NAME else "",
        *_numbered(folded),
        relation_asked(asking),
    )


def _looked_in(text: str) -> tuple[Within | None, str, bool]:
    """Where the question looks, the rest of it, and whether that asks for nothing else: then the question as it is."""
    within, rest = looked_in(text)
    is_all = within is not None and all(one in _TALK for one in stems(rest))
    return within, text if is_all else rest, is_all and within is not None and within.is_part


def _spoken(text: str, lexicon: Lexicon | None) -> Language:
    """By its small words; bare words ("steering committee members") are English where most of them have a translation."""
    if lexicon is None or any(count_marks(text)) or not text.isascii():
        return detect_language(text)
    found = stems(text)
    translated = sum(bool(lexicon.french(one)) for one in found)
    return "en" if translated >= BARE_ENGLISH and 2 * translated >= len(found) else "fr"


def _bare(text: str) -> frozenset[str]:
    """The stems of the nouns that stand alone behind an article: « le programme », "the agency"."""
    return frozenset(stem(found["noun"]) for found in _ALONE.finditer(text))


def _by_head(term: Term, bare: Collection[str], heads: Mapping[str, Collection[str]]) -> Term:
    """« le programme » is the PEPR, where documents speak of one; not « un programme », « le programme de formation »."""
    others = heads.get(term.stem, ()) if term.stem in bare and not term.alternatives else ()
    return replace(term, alternatives=(*term.alternatives, *((other,) for other in sorted(others)))) if others else term


def _held_by(word: str, wanted: Unit) -> Unit | None:
    if (word in _LASTING and wanted in (Unit.DATE, Unit.DURATION)) or (word in _STARTING and wanted is Unit.DATE):
        return Unit.DURATION
    return wanted if word in _NAMING.get(wanted, ()) else None


def _in_other_words(term: Term) -> Term:
    """« Qui dirige … ? » is answered by who pilots it."""
    told = sorted(told_as(term.stem) - {term.stem})
    return replace(term, alternatives=(*term.alternatives, *((other,) for other in told)))


def is_only_instructions(text: str) -> bool:
    """Whether every sentence tells the assistant how to behave and none asks anything."""
    return all(_INSTRUCTS.search(fold(sentence)) for sentence in _sentences(text)) and "?" not in text


def without_instructions(text: str) -> str:
    """`text` without the sentences that tell the assistant how to behave, where others remain; else as it is."""
    kept = [sentence for sentence in _sentences(text) if not _INSTRUCTS.search(fold(sentence))]
    return " ".join(kept) if any(stems(sentence) for sentence in kept) else text


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?]) +", text)


def _kind(folded: str) -> QuestionKind:
    for kind, pattern in _KINDS:
        if pattern.search(folded):
            return kind
    return QuestionKind.YES_NO if any(map(asks_yes_or_no, _sentences(folded))) else QuestionKind.OTHER


def _defines(folded: str) -> bool:
    return any(kind is QuestionKind.DEFINITION and pattern.search(folded) for kind, pattern in _KINDS)


def _wanted(folded: str, terms: tuple[Term, ...]) -> Wanted | None:
    """None where the question asks for no value, or for more than one sort of thing."""
    if _ASKS_TIMELINE.search(folded):
        return Wanted(Unit.DATE)
    if _ASKS_WHERE_IT_FITS.search(folded):
        return Wanted(Unit.LABEL)
    if numbered := _ASKS_WHICH_NUMBERED.search(folded):
        name = stems(next(filter(None, numbered.groups())))[0]
        others = {
            other for term in terms if term.stem == name for row in term.alternatives if len(row) == 1 for other in row
        }
        return Wanted(Unit.LABEL, frozenset({name, *others}))
    asks = _ASKS_VALUE.search(folded) or (_NAMES_VALUE.search(folded) and not asks_yes_or_no(folded))
    if not asks or _ASKS_MORE.search(folded):
        return None
    for unit, to_the_day, pattern in _WANTED:
        if match := pattern.search(folded):
            if unit is not Unit.COUNT:
                return Wanted(unit, to_the_day=to_the_day)
            return Wanted(unit, _counted_things(folded[match.end() :], terms))
    return None


def _done(folded: str) -> str:
    found = _ASKS_WHO_DOES.match(folded)
    return stem(found["done"]) if found else ""


def _numbered(folded: str) -> tuple[str, frozenset[str]]:
    """The stem of the numbered parts that the question asks to name, with the stems of what they are parts of: « les quatre axes du programme »."""
    found = _ASKS_FOR_NUMBERED.match(folded)
    if not found or not found["named"].endswith("s"):
        return "", frozenset()
    return stem(found["named"]), frozenset(stems(found["whole"] or ""))


def _members(text: str) -> int:
    """How many things are to be named: the number that stands right behind « quels sont les », "which", « cite »."""
    counts = (value for value in find_values(text) if value.unit is Unit.COUNT and value.low == value.high)
    return next((int(value.low) for value in counts if _ASKS_TO_NAME.search(fold(text[: value.start]))), 0)


def _counted_things(behind: str, terms: tuple[Term, ...]) -> frozenset[str]:
    """The stems right behind "combien de", two at most, with what the glossary gives for the first."""
    near = list(itertools.takewhile(carries_meaning, (word for word, _, _ in words(behind))))[:2]
    named = stems(" ".join(near))
    others = {other for term in terms if term.stem in named[:1] for row in term.alternatives for other in row}
    return frozenset(named) | others


def _leans(folded: str, text: str) -> bool:
    """Whether the question leans on the turn before: it points back, or has too few words to stand alone and names no thing of a thing."""
    return _points_back(folded) or (len(stems(text)) < _SHORT_FOLLOW_UP and not _NAMES_WHOSE.match(folded))


def _points_back(folded: str) -> bool:
    return bool(_LEANING.search(folded))


def _item_meant(folded: str, history: Sequence[Turn]) -> str:
    """The item of the last answer's list that « le premier », "the second one" points to; empty where it points to none."""
    pointed = _POINTS_TO.search(folded)
    said = next((turn.content for turn in reversed(history) if turn.role == "assistant"), "")
    if not pointed or not said:
        return ""
    items = [
        item.strip(" .") for item in re.split(r"[,;]| et | and |\([ivx]+\)|\n", said.split(":", 1)[-1]) if stems(item)
    ]
    at = next(number for number, words in enumerate(_RANKS) if pointed["rank"] in words)
    rank = at if at < len(_RANKS) - 1 else len(items) - 1
    return items[rank] if len(items) >= 2 and rank < len(items) else ""


def _neighbour_meant(folded: str, history: Sequence[Turn]) -> str:
    """« axe 4 » for « et l'axe suivant ? » after a question about axis 3; empty where no numbered thing was asked about."""
    pointed, asked = _NEIGHBOUR.search(folded) or _POINTS_TO.search(folded), _last_question(history)
    numbered = [value for value in find_values(asked) if value.unit in (Unit.LABEL, Unit.ORDINAL)]
    if not pointed or not numbered:
        return ""
    value = numbered[-1]
    number = _number_meant(pointed.groupdict(), int(value.low))
    if number < 1 or ("rank" in pointed.groupdict() and value.unit is not Unit.LABEL):
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


def _without_labels_of(earlier: str, text: str) -> str:
    """What was said before, without « axe 2 » where the question names « axe 4 » instead."""
    named = {name for value in find_values(text) if value.unit is Unit.LABEL for name in value.of}
    for value in reversed(find_values(earlier)):
        if value.unit is Unit.LABEL and not named.isdisjoint(value.of):
            earlier = f"{earlier[: value.start]} {earlier[value.end :]}"
    return earlier


def _earlier(history: Sequence[Turn]) -> str:
    """The last questions back to one that stands alone, and the beginning of the last answer: a long one must not drown what is asked."""
    asked: list[str] = []
    for turn in reversed(history):
        if turn.role == "user":
            asked.append(turn.content)
            if len(asked) == MOST_EARLIER or not _leans(fold(turn.content), turn.content):
                break
    answered = next((turn.content for turn in reversed(history) if turn.role != "user"), "")
    return " ".join([*reversed(asked), *answered.split()[:WORDS_OF_AN_ANSWER]])


def _terms(text: str, earlier: str, glossary: Glossary, earlier_weight: float) -> tuple[Term, ...]:
    said = _FORM.sub(" ", _BOTH_SOURCES.sub(" ", text))
    unsought = _COURTESY | _BOUNDING if find_values(said) else _COURTESY
    matter = [token for token in stems(said) if token not in unsought]
    own = _with_alternatives(tuple(matter or stems(text)), glossary, 1.0)
    known = {term.stem for term in own}
    borrowed = _with_alternatives(tuple(stems(earlier)), glossary, earlier_weight)
    return tuple(own + [term for term in borrowed if term.stem not in known] + _value_terms(said, own))


def _value_terms(text: str, own: Sequence[Term]) -> list[Term]:
    """The values of the question in their one form; a count also of what the glossary calls the counted thing."""
    found: dict[str, Term] = {}
    for token in value_tokens(text, nearest_only=True):
        number, _, name = token.partition("#")
        others = next((term.alternatives for term in own if term.stem == name), ())
        rows = tuple((f"{number}#{row[0]}",) for row in others if len(row) == 1)
        found[token] = Term(token, rows, _VALUE_WEIGHT)
    return list(found.values())


def _mended(terms: tuple[Term, ...], mend: Mend | None) -> tuple[Term, ...]:
    if mend is None:
        return terms
    return tuple(
        replace(term, alternatives=(*term.alternatives, *((other,) for other in mend(term.stem)))) for term in terms
    )


def _with_alternatives(tokens: tuple[str, ...], glossary: Glossary, weight: float) -> list[Term]:
    """One term a token; a form of the glossary that spans several tokens gives its alternatives to each of them.

    What is a part of that form is none: a date is no « date limite ».
    """
    alternatives: dict[int, tuple[tuple[str, ...], ...]] = {}
    for start, end, others in glossary.matches(tokens):
        wider = tuple(row for row in others if end - start == 1 or not set(row) <= set(tokens[start:end]))
        for at in range(start, end):
            alternatives[at] = wider
    seen: dict[str, Term] = {}
    for at, token in enumerate(tokens):
        if token not in seen:
            talk = _TALK_WEIGHT if token in _TALK and at not in alternatives else 1.0
            seen[token] = Term(token, alternatives.get(at, ()), weight * talk)
    return list(seen.values())
