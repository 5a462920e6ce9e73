"""What a question is once it is understood: its kind, the terms to look for, the sort of value that would answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bbti_qa.language import Language, stems
from bbti_qa.lexicon import Translations
from bbti_qa.parts import Within
from bbti_qa.relations import Relation
from bbti_qa.values import Unit, Value

MEANT = 0.2  # share of a word's translations, from which on one may be meant
CUE_WEIGHT = 0.3  # of the words of a sentence that defines something
_DEFINING = tuple(
    dict.fromkeys(
        stems(
            "terme désigne englobe définit définition recouvre signifie appelé appelés appelée comprend inclut means refers"
        )
    )
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
        """The rows of stems that say it: itself, what else it is called, its translations with a share of `MEANT` or more."""
        return ((self.stem,), *self.alternatives, *((stem,) for stem, share in self.translations if share >= MEANT))


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
    `instructs` where nothing is asked: the assistant is told how to behave; `greets` where he is
    greeted, thanked or called for help. `after` is what of the turns before it is read with: the last
    question, or the item of a list that it points to; empty for a question that stands alone. `may_stand_alone`: it is only short.
    `is_timeline` where the dates of a development are asked for. `members`: how many things it asks to name ("which three
    instruments"); 0 where it gives no number. `within` where it looks in a part of a document, or in one of the documents;
    `is_overview` where it asks what that part says, and nothing else. `asks_where` and `asks_how_often` where a place or a frequency is asked for.
    `done` is the stem of what somebody is asked to do or to be (« qui dirige », "who is the head of"), where the question asks who.
    `relation`: a reason or a content, where it asks for one.
    `sentences`: the most that the answer may have, 0 where the question does not say.
    `subject` names the thing that it wants an account of, and nothing else (« que couvre l'axe 3 ? »).
    `other_than`: the words of the turn before alone, where another thing than that one's is asked for (« et l'autre appel ? »).
    `read_as`: the question that it is answered as, where that is the last one, asked of something else or, with `in_another_form`, asked again (« plus court ? »). `told`: the values that the answer before gave, where it is read after that one.
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
    greets: bool = False
    after: str = ""
    may_stand_alone: bool = False
    read_as: str = ""
    in_another_form: bool = False
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
    other_than: frozenset[str] = frozenset()
    subject: str = ""
    told: tuple[Value, ...] = ()
    sentences: int = 0

    def called(self, stem: str) -> frozenset[str]:
        """The stem with the single stems that a term of the question gives for it; alone where no term has it."""
        ways = next((term.ways for term in self.terms if term.stem == stem), ())
        return frozenset([stem, *(way[0] for way in ways if len(way) == 1)])

    def weighted_stems(
        self, alternative_weight: float, translation_weight: float = 0.0, counted_weight: float = 0.0
    ) -> tuple[tuple[str, ...], tuple[float, ...]]:
        """The stems for a lexical search with their weights; a row of stems shares the weight of its term.

        `counted_weight`, where it is more, weighs the other words for what shall be counted: « postes » of « combien de postes ? » are « emplois ».
        """
        counted = self.wanted.of if self.wanted is not None else frozenset[str]()
        weights: dict[str, float] = {}
        for cue in _DEFINING if self.defines else ():
            weights[cue] = CUE_WEIGHT
        for term in self.terms:
            weights[term.stem] = max(weights.get(term.stem, 0.0), term.weight)
            share = max(counted_weight, alternative_weight) if term.stem in counted else alternative_weight
            for row in term.alternatives:
                for other in row:
                    weights[other] = max(
                        weights.get(other, 0.0), term.weight * (share if len(row) == 1 else alternative_weight)
                    )
            for other, likelihood in term.translations:
                weights[other] = max(weights.get(other, 0.0), term.weight * translation_weight * likelihood)
        return tuple(weights), tuple(weights.values())
