"""What went wrong, in the language of the page: what happened, then what to do next.

The class of an error says that; no sentence is taken apart. An error's own text is English: it is all that the English page needs,
and on the French one it stands behind ours as the detail, where ours leaves something open.
"""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from typing import Final

import streamlit as st

from bbti_qa.errors import (
    BbtiError,
    BriefError,
    CorpusError,
    CriteriaError,
    DamagedDocument,
    DamagedIndex,
    DiskFull,
    DocumentError,
    EmptyDocument,
    EncoderError,
    EncryptedDocument,
    GenerationError,
    IndexBusy,
    IndexError_,
    InputError,
    MissingExtra,
    NoIndex,
    OutputError,
    ProposalError,
    QuestionError,
    QuestionSetError,
    ReaderStopped,
    ScannedDocument,
    SettingsError,
    StaleIndex,
    UnknownFormat,
)
from bbti_qa.page.markdown import escape_markdown
from bbti_qa.page.words import Words
from bbti_qa.settings import load_settings
from bbti_qa.understanding import MAX_QUESTION


class Said(InputError):
    """What the page itself refuses, said in its own language."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What an error is to a French reader. `is_whole`: its own text would add nothing."""

    text: str
    is_whole: bool = False


_FRENCH: Final[dict[type[BbtiError], _Told]] = {
    BbtiError: _Told("Une erreur a arrêté le travail. Recommencez ; si elle revient, montrez le détail à qui tient l’assistant."),
    InputError: _Told("Ce qui a été donné ne peut pas être utilisé. Corrigez-le, puis recommencez."),
    QuestionError: _Told(
        f"Ce texte est vide, ou trop long pour une question : au plus {MAX_QUESTION} caractères sont lus. "
        "Demandez une seule chose, en quelques phrases.",
        is_whole=True,
    ),
    QuestionSetError: _Told("Ce fichier de questions ne peut pas être lu. Corrigez-le, puis recommencez."),
    SettingsError: _Told(
        "Un réglage de l’assistant (une variable BBTI_QA_… ou un fichier qu’elle nomme) ne peut pas être utilisé. "
        "Corrigez-le là où la page a été lancée, puis relancez-la."
    ),
    CriteriaError: _Told(
        "Ces critères ne peuvent pas être utilisés. Chaque table [[criteria]] du fichier a besoin d’un id qui n’est qu’à elle, d’un label, "
        "et soit de heading, le début d’un titre des documents, soit de text. Corrigez le fichier, puis déposez-le de nouveau."
    ),
    ProposalError: _Told(
        "Cette proposition ne peut pas être lue. Donnez un texte qui ne soit ni vide ni trop long ; dans un fichier JSON Lines ou CSV, "
        "une proposition par ligne, avec id et text, en UTF-8."
    ),
    CorpusError: _Told("Le dossier des documents manque, ou ne contient rien de lisible. Ajoutez-y des documents, puis indexez-les."),
    OutputError: _Told("Ce fichier ne peut pas être écrit. Choisissez un autre nom ou un autre dossier."),
    DocumentError: _Told("Ce fichier ne peut pas être lu. Enregistrez-le de nouveau depuis le programme où il a été fait."),
    UnknownFormat: _Told("Les fichiers de cette sorte ne sont pas lus. Enregistrez-le en PDF, Word, HTML ou texte.", is_whole=True),
    EmptyDocument: _Told("Ce fichier est vide, ou ne contient aucun texte. Vérifiez-le, puis donnez-le de nouveau.", is_whole=True),
    ScannedDocument: _Told(
        "Ce PDF n’a que des images, sans texte : c’est sans doute un document numérisé. Passez-le par une reconnaissance de caractères.",
        is_whole=True,
    ),
    EncryptedDocument: _Told(
        "Ce fichier est protégé par un mot de passe, ou d’un format ancien (.doc, .xls, .ppt). "
        "Enregistrez-le dans un format d’aujourd’hui, sans mot de passe.",
        is_whole=True,
    ),
    DamagedDocument: _Told(
        "Ce fichier est abîmé, ou n’est pas de la sorte que dit son nom. Ouvrez-le dans son programme et enregistrez-le de nouveau.",
        is_whole=True,
    ),
    ReaderStopped: _Told(
        "La lecture de ce fichier a été arrêtée : il est trop gros, ou trop long à lire. Coupez-le en parties, ou exportez-le de nouveau.",
        is_whole=True,
    ),
    IndexError_: _Told("L’index ne peut être ni lu ni écrit. Vérifiez les droits de son dossier, puis rechargez la page."),
    DamagedIndex: _Told(
        "L’index est abîmé : un de ses fichiers manque ou a changé. Cette commande revient à l’état précédent s’il est intact ; sinon, "
        "indexez de nouveau les documents. Rechargez ensuite la page."
    ),
    StaleIndex: _Told(
        "L’index a été fait avec un autre encodeur ou une autre version du programme. Indexez de nouveau les documents par cette commande, "
        "en nommant les mêmes dossiers que la première fois, ou remettez BBTI_QA_ENCODER comme il était. Rechargez ensuite la page."
    ),
    IndexBusy: _Told(
        "L’index est en train d’être écrit. Attendez que ce soit fini, puis rechargez la page.", is_whole=True
    ),
    DiskFull: _Told("Le disque est plein ; l’index d’avant sert encore. Libérez de la place, puis recommencez.", is_whole=True),
    EncoderError: _Told(
        "Un modèle dont l’assistant a besoin n’a pas pu être ouvert. Installez de nouveau le programme, ou corrigez BBTI_QA_ENCODER, "
        "BBTI_QA_INFERENCE ou BBTI_QA_ENTAILMENT."
    ),
    GenerationError: _Told(
        "Le modèle de langue n’a donné aucun texte utilisable. Recommencez dans un moment ; si cela dure, "
        "`bbti-qa models check` dit ce qui ne va pas."
    ),
    MissingExtra: _Told("Une partie facultative du programme n’est pas installée sur cette machine."),
}  # fmt: skip
_SAID: Final = (Said, BriefError)  # a brief is refused in the language that it was asked in
_DETAIL: Final = "Détail, en anglais : "

_COMMANDS: Final[dict[type[BbtiError], str]] = {
    NoIndex: "bbti-qa ingest {corpus} --index {index}",
    StaleIndex: "bbti-qa ingest {corpus} --index {index}",
    DamagedIndex: "bbti-qa doctor --repair --index {index}",
}


def told(error: BbtiError, language: str) -> str:
    """What to tell the reader of a page in `language`, as plain text."""
    if language == "en" or isinstance(error, _SAID):
        return str(error)
    ours = next(_FRENCH[kind] for kind in type(error).__mro__ if kind in _FRENCH)
    return ours.text if ours.is_whole else f"{ours.text} {_DETAIL}{error}"


def draw_fault(error: BbtiError, words: Words) -> None:
    """The error where its result would have stood."""
    st.error(escape_markdown(told(error, words.language)))


def draw_failure(error: BbtiError, words: Words) -> None:
    """What stands in the page's place when there is no assistant to ask, with the command that mends it."""
    st.title(words.title, anchor=False)
    if isinstance(error, NoIndex):
        st.info(words.no_index, icon=":material/folder_open:")
    else:
        draw_fault(error, words)
    if type(error) in _COMMANDS:
        settings = load_settings()
        index, corpus = shlex.quote(str(settings.index)), shlex.quote(str(settings.corpus))
        st.code(_COMMANDS[type(error)].format(index=index, corpus=corpus), language=None, wrap_lines=True)
