"""Everything the page says, in French and in English, in one table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from bbti_qa.documents import NoticeKind, Outcome, Support, Third, Verdict
from bbti_qa.language import Language
from bbti_qa.phrases import is_one
from bbti_qa.typography import all_tied

Groups = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The page's texts in one language. They are Markdown, and the only Markdown that the page trusts.

    `{…}` are filled with `str.format`; what fills them is escaped first. `formats` holds those of the documents' formats that are not written in capitals.
    """

    language: Language
    title: str
    explanation: str
    ask: str
    welcome: str
    welcome_alone: str
    thinking: str
    writing: str
    opening: str
    choose_language: str
    choose_panel: str
    new_conversation: str
    example_groups: Groups
    from_documents: str
    ask_part: str
    documents: str
    more_documents: tuple[str, str]
    pages: tuple[str, str]
    formats: dict[str, str]
    sources: str
    page: str
    short_page: str
    whole_page: str
    show_picture: str
    no_picture: str
    gone: str
    looked: str
    export: str
    download: str
    answer_file: str
    no_index: str
    outcomes: dict[Outcome, str]
    verdicts: dict[Verdict, str]
    supports: dict[Support, str]
    areas: dict[Third, str]
    notices: dict[NoticeKind, str]

    def count_pages(self, count: int) -> str:
        """`1 page`, `3 pages`."""
        return f"{count} {self.pages[0] if is_one(count, self.language) else self.pages[1]}"

    def count_more_documents(self, count: int) -> str:
        """What stands for the documents that are not listed."""
        one, many = self.more_documents
        return (one if is_one(count, self.language) else many).format(count=count)


def _typeset(words: Words) -> Words:
    """With no-break spaces; questions stay as a visitor would type them, and get theirs where they are drawn."""
    return replace(all_tied(words), example_groups=words.example_groups, ask_part=words.ask_part)


FRENCH: Final = _typeset(
    Words(
        language="fr",
        title="PEPR BBTI : questions et réponses",
        explanation=(
            "Posez une question sur les documents du programme *Biothérapies et bioproduction de thérapies innovantes*.  \n"
            "Chaque phrase de la réponse renvoie au passage exact d’où elle vient ; si les documents ne disent rien, "
            "l’assistant le dit aussi."
        ),
        ask="Votre question sur le programme",
        welcome="Écrivez votre question en bas de la page, ou choisissez un exemple :",
        welcome_alone="Écrivez votre question en bas de la page.",
        thinking="Recherche dans les documents…",
        writing="La suite est en cours de rédaction et de vérification…",
        opening="Ouverture de l’index…",
        choose_language="Langue",
        choose_panel="Ce que vous voulez faire",
        new_conversation="Nouvelle conversation",
        example_groups=(
            (
                "Chercheurs",
                (
                    "Quel est le budget du PEPR BBTI ?",
                    "Une entreprise peut-elle participer au programme ?",
                    "Quels sont les axes scientifiques du programme ?",
                ),
            ),
            (
                "Communication",
                (
                    "Qui pilote le programme ?",
                    "Quand le programme a-t-il été lancé et pour combien de temps ?",
                    "Qu’est-ce que la bioproduction ?",
                ),
            ),
            (
                "Évaluateurs",
                (
                    "Quels sont les objectifs du programme ?",
                    "De quel axe relève un projet sur les vecteurs viraux ?",
                    "Quels types de projets sont financés ?",
                ),
            ),
        ),
        from_documents="D’après les documents",
        ask_part="Que dit la partie « {heading} » ?",
        documents="Documents de l’index",
        more_documents=(
            "… et {count} autre (`bbti-qa status` les nomme tous)",
            "… et {count} autres (`bbti-qa status` les nomme tous)",
        ),
        pages=("page", "pages"),
        formats={"markdown": "Markdown", "text": "texte"},
        sources="Sources : cliquez sur un repère pour voir le passage dans sa page",
        page="page {number}",
        short_page="p. {number}",
        whole_page="Toute la page {number}",
        show_picture="Voir le passage dans l’image de la page",
        no_picture="L’image n’est pas disponible : le fichier n’est plus dans le dossier des documents, ou il a changé depuis l’indexation.",
        gone="Ce document n’est plus dans l’index, ou il a changé depuis la réponse. Le passage cité était :",
        looked="Passages examinés ({count})",
        export="Copier en Markdown",
        download="Télécharger (.md)",
        answer_file="reponse",
        no_index=(
            "**Aucun document n’est encore indexé.** Lancez cette commande dans un terminal, puis rechargez la page. "
            "Le dossier qui suit `ingest` est celui des documents ; donnez le vôtre à la place si vous préférez."
        ),
        outcomes={
            Outcome.NOT_IN_DOCUMENTS: "Les documents ne le disent pas",
            Outcome.OFF_TOPIC: "Hors du sujet des documents",
            Outcome.REFUSED: "Demande refusée",
        },
        verdicts={
            Verdict.YES: "Oui",
            Verdict.NO: "Non",
            Verdict.CONDITIONAL: "Sous conditions",
            Verdict.UNKNOWN: "Les documents ne tranchent pas",
        },
        supports={
            Support.WEAK: "Appui partiel : à vérifier dans la source",
            Support.CONTRADICTED: "Attention : ce passage contredit la phrase",
        },
        areas={
            Third.TOP: "texte reconnu dans l’image, en haut",
            Third.MIDDLE: "texte reconnu dans l’image, au milieu",
            Third.BOTTOM: "texte reconnu dans l’image, en bas",
        },
        notices={
            NoticeKind.PREMISE: "Ce que la question suppose",
            NoticeKind.CONFLICT: "Les documents se contredisent",
            NoticeKind.SUPERSESSION: "Une version plus récente existe",
            NoticeKind.FALLBACK: "Réponse de secours",
            NoticeKind.LOOKED: "Où nous avons cherché",
            NoticeKind.REWRITTEN: "Comment la question a été lue",
            NoticeKind.CHECKED: "Vérification des phrases",
            NoticeKind.PARTIAL: "Réponse partielle",
            NoticeKind.SCOPE: "Des dispositifs différents",
        },
    )
)

ENGLISH: Final = Words(
    language="en",
    title="PEPR BBTI: questions and answers",
    explanation=(
        "Ask about the documents of the programme *Biotherapies and bioproduction of innovative therapies*.  \n"
        "Every sentence of an answer points to the exact passage it comes from; when the documents are silent, "
        "the assistant says so."
    ),
    ask="Your question about the programme",
    welcome="Type your question at the bottom of the page, or pick an example:",
    welcome_alone="Type your question at the bottom of the page.",
    thinking="Searching the documents…",
    writing="More is being written and checked…",
    opening="Opening the index…",
    choose_language="Language",
    choose_panel="What you want to do",
    new_conversation="New conversation",
    example_groups=(
        (
            "Researchers",
            (
                "What is the budget of the PEPR BBTI?",
                "Can a company take part in the programme?",
                "What are the scientific axes of the programme?",
            ),
        ),
        (
            "Communication",
            (
                "Who leads the programme?",
                "When was the programme launched, and for how long?",
                "What is bioproduction?",
            ),
        ),
        (
            "Evaluators",
            (
                "What are the objectives of the programme?",
                "Which axis does a project on viral vectors belong to?",
                "Which kinds of projects are funded?",
            ),
        ),
    ),
    from_documents="From the documents",
    ask_part="What does the part “{heading}” say?",
    documents="Documents in the index",
    more_documents=("… and {count} more (`bbti-qa status` names them all)",) * 2,
    pages=("page", "pages"),
    formats={"markdown": "Markdown", "text": "text"},
    sources="Sources: click a marker to see the passage in its page",
    page="page {number}",
    short_page="p. {number}",
    whole_page="The whole of page {number}",
    show_picture="Show the passage in the picture of the page",
    no_picture="There is no picture: the file is no longer in the documents folder, or it has changed since it was indexed.",
    gone="This document is no longer in the index, or has changed since the answer. The quoted passage was:",
    looked="Passages considered ({count})",
    export="Copy as Markdown",
    download="Download (.md)",
    answer_file="answer",
    no_index=(
        "**No document has been indexed yet.** Run this command in a terminal, then reload the page. "
        "The folder after `ingest` is that of the documents; name your own instead if you prefer."
    ),
    outcomes={
        Outcome.NOT_IN_DOCUMENTS: "The documents do not say",
        Outcome.OFF_TOPIC: "Outside the subject of the documents",
        Outcome.REFUSED: "Request refused",
    },
    verdicts={
        Verdict.YES: "Yes",
        Verdict.NO: "No",
        Verdict.CONDITIONAL: "With conditions",
        Verdict.UNKNOWN: "The documents do not settle it",
    },
    supports={
        Support.WEAK: "Partial support: check it in the source",
        Support.CONTRADICTED: "Beware: this passage contradicts the sentence",
    },
    areas={
        Third.TOP: "text recognised in the picture, at the top",
        Third.MIDDLE: "text recognised in the picture, in the middle",
        Third.BOTTOM: "text recognised in the picture, at the bottom",
    },
    notices={
        NoticeKind.PREMISE: "What the question presumes",
        NoticeKind.CONFLICT: "The documents disagree",
        NoticeKind.SUPERSESSION: "A newer version exists",
        NoticeKind.FALLBACK: "Fallback answer",
        NoticeKind.LOOKED: "Where we looked",
        NoticeKind.REWRITTEN: "How the question was read",
        NoticeKind.CHECKED: "Check of the sentences",
        NoticeKind.PARTIAL: "Partial answer",
        NoticeKind.SCOPE: "Different funding instruments",
    },
)

LANGUAGES: Final = {"Français": FRENCH, "English": ENGLISH}

_ELSEWHERE: Final[dict[Language, Words]] = {
    "fr": _typeset(
        replace(
            FRENCH,
            title="Questions et réponses sur vos documents",
            explanation=(
                "Posez une question sur les documents de l’index, que le menu nomme.  \n"
                "Chaque phrase de la réponse renvoie au passage exact d’où elle vient ; si les documents ne disent rien, "
                "l’assistant le dit aussi."
            ),
            ask="Votre question sur les documents",
            example_groups=(),
        )
    ),
    "en": replace(
        ENGLISH,
        title="Questions and answers about your documents",
        explanation=(
            "Ask about the documents of the index, which the menu names.  \n"
            "Every sentence of an answer points to the exact passage it comes from; when the documents are silent, "
            "the assistant says so."
        ),
        ask="Your question about the documents",
        example_groups=(),
    ),
}


def words_elsewhere(words: Words) -> Words:
    """The same language over documents that are not the programme's: nothing names it."""
    return _ELSEWHERE[words.language]
