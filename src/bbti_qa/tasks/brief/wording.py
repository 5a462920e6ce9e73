"""The program's own words in a brief, French and English. Everything else in it is quoted."""

from __future__ import annotations

from bbti_qa.language import Language
from bbti_qa.typography import tied

_WORDS: dict[str, tuple[str, str]] = {
    # kinds of brief
    "note": ("Note de synthèse", "Briefing note"),
    "fiche": ("Fiche", "Fact sheet"),
    "communique": ("Communiqué de presse – projet", "Press release – draft"),
    "faq": ("Questions et réponses", "Questions and answers"),
    "chronologie": ("Chronologie", "Timeline"),
    # headings of a note: for an institution, then for everybody
    "essential": ("L’essentiel", "In short"),
    "what": ("Présentation", "Overview"),
    "why": ("Objectifs", "Objectives"),
    "who": ("Acteurs et rôles", "Bodies and roles"),
    "how_much": ("Moyens et chiffres", "Means and figures"),
    "when": ("Calendrier", "Calendar"),
    "how": ("Mise en œuvre", "How it works"),
    "limits": ("Difficultés et défis", "Difficulties and challenges"),
    "more": ("À savoir aussi", "Also of note"),
    "what_plain": ("De quoi s’agit-il ?", "What is it?"),
    "why_plain": ("À quoi cela sert-il ?", "What is it for?"),
    "who_plain": ("Qui agit ?", "Who acts?"),
    "how_much_plain": ("Combien ?", "How much?"),
    "when_plain": ("Quand ?", "When?"),
    "how_plain": ("Comment cela se passe-t-il ?", "How does it work?"),
    "limits_plain": ("Quelles difficultés ?", "What are the difficulties?"),
    "more_plain": ("À savoir aussi", "Also of note"),
    "unsaid": ("Ce que les documents ne disent pas", "What the documents do not say"),
    "silence_on": (
        "Aucun passage trouvé sur ce sujet ne traite de : {points}.",
        "No passage found on this topic deals with: {points}.",
    ),
    # what the brief says about itself
    "honest": (
        "Texte composé sans modèle de langue : chaque phrase est extraite telle quelle des documents, choisie et ordonnée par le "
        "programme. « […] » marque une coupe. Chaque note renvoie au passage exact. À relire avant diffusion.",
        "Composed without a language model: every sentence is taken as it stands from the documents, chosen and put in order by the "
        "program. “[…]” marks a cut. Every note gives the exact passage. To be read over before it is sent out.",
    ),
    "honest_model": (
        "Texte rédigé par le modèle de langue {model}, d’après des phrases numérotées des documents : il les désigne, le programme en copie "
        "le passage et contrôle chaque phrase. Chaque note renvoie au passage exact. À relire avant diffusion.",
        "Written by the language model {model} from numbered sentences of the documents: it points to them, the program copies the passage "
        "and checks every sentence. Every note gives the exact passage. To be read over before it is sent out.",
    ),
    "checked": ("Contrôle du texte", "Check of the text"),
    "in_part": ("{heading} : {text}", "{heading}: {text}"),
    "fell_back": (
        "{heading} : le modèle de langue {reason} ; cette partie est faite des phrases mêmes des documents.",
        "{heading}: the language model {reason}; this part is made of the documents’ own sentences.",
    ),
    "written_by": ("Rédigé par {model}", "Written by {model}"),
    "weak": ("[à vérifier : étayé en partie]", "[to check: supported in part]"),
    "foreign_quotes": (
        "Les phrases entre guillemets sont citées dans la langue du document.",
        "Sentences in quotation marks are quoted in the language of the document.",
    ),
    "foreign": (
        "Les documents sont en anglais : leurs phrases sont citées en anglais, sans traduction.",
        "The documents are in French: their sentences are quoted in French, untranslated; headings and notices are in English.",
    ),
    "about": ("Sur : {topic}", "On: {topic}"),
    "sources": ("Documents cités : {documents} · index {index}", "Documents cited: {documents} · index {index}"),
    "audience_grand-public": ("Pour le grand public", "For the general public"),
    "audience_institutionnel": ("Pour un public institutionnel", "For an institutional audience"),
    "page": ("p. {page}", "p. {page}"),
    "version": ("version {version}", "version {version}"),
    "dated": ("{date}", "{date}"),
    "same_saying": ("De même : ", "Likewise: "),
    "unsupported": ("[non étayé par les documents]", "[not supported by the documents]"),
    # boxes and annexes
    "key_facts": ("Chiffres et repères", "Key facts"),
    "fact_budget": ("Budget", "Budget"),
    "fact_dates": ("Dates et durée", "Dates and duration"),
    "fact_bodies": ("Organismes", "Bodies"),
    "fact_parts": ("Axes, parties", "Axes, parts"),
    "fact_silent": ("Non précisé dans les documents", "Not stated in the documents"),
    "fact_numbers": ("En nombre", "In numbers"),
    "glossary": ("Sigles", "Acronyms"),
    "glossary_own": ("glossaire du projet", "the project’s glossary"),
    "ledger": ("Annexe : registre des faits", "Annex: ledger of facts"),
    "ledger_intro": (
        "Chaque nombre, date, organisme et nom cité dans le texte, avec le numéro de la note qui en donne la source.",
        "Every number, date, body and name in the text, with the number of the note that gives its source.",
    ),
    "ledger_number": ("Nombre", "Number"),
    "ledger_date": ("Date", "Date"),
    "ledger_body": ("Organisme", "Body"),
    "ledger_name": ("Nom", "Name"),
    "head_kind": ("Nature", "Kind"),
    "head_fact": ("Dans le texte", "In the text"),
    "head_note": ("Notes", "Notes"),
    "head_source": ("Source", "Source"),
    "head_date": ("Date", "Date"),
    "head_event": ("Fait", "Fact"),
    "unanswered_faq": (
        "Questions restées sans réponse dans les documents",
        "Questions that the documents do not answer",
    ),
    "timeline_alt": (
        "Frise chronologique de {count} dates, de {first} à {last}. Les mêmes faits sont dans le tableau.",
        "Timeline of {count} dates, from {first} to {last}. The same facts are in the table.",
    ),
    "timeline_missing": (
        "La frise n’est pas dessinée : matplotlib n’est pas installé (pip install 'bbti-qa[report]').",
        "The timeline is not drawn: matplotlib is not installed (pip install 'bbti-qa[report]').",
    ),
    "dates_table": ("Les faits datés", "Dated facts"),
    # press release
    "press_place": ("[Ville à compléter], le {date}", "[Place to fill in], {date}"),
    "press_contact": (
        "Contact presse : [nom, téléphone et adresse électronique à compléter]",
        "Press contact: [name, telephone and e-mail address to fill in]",
    ),
    "press_quote": (
        "[Citation d’un responsable à compléter : le programme n’en invente pas]",
        "[Quotation of an official to fill in: the program invents none]",
    ),
    "press_about": ("À propos", "About"),
    "press_figures": ("En chiffres", "In figures"),
    # margin
    "differ": (
        "Les documents diffèrent : « {first} » ({first_source}) ; « {second} » ({second_source}). À trancher avant diffusion.",
        "The documents differ: “{first}” ({first_source}); “{second}” ({second_source}). Settle it before sending out.",
    ),
    "elsewhere": (
        "Ailleurs, les documents disent {places}. Vérifier s’il s’agit de la même chose.",
        "Elsewhere the documents say {places}. Check whether it is the same thing.",
    ),
    "place": ("« {said} » ({source})", "“{said}” ({source})"),
    "and": (" et ", " and "),
    "miscount": (
        "Le compte ne tombe pas juste dans la source : « {first} » annoncés, {listed} énumérés.",
        "The count does not match in the source: “{first}” announced, {listed} listed.",
    ),
    "announced": (
        "Annoncé au futur pour {when}, date passée au {today}. Vérifier ce qu’il en est.",
        "Announced for {when}, which is past on {today}. Check what has become of it.",
    ),
    "newer": (
        "Une version plus récente de ce document est dans l’index : {newer}. Vérifier que la phrase y tient encore.",
        "A newer version of this document is in the index: {newer}. Check that the sentence still holds there.",
    ),
    "overtaken": (
        "La phrase donne une valeur dépassée : « {said} ».",
        "The sentence gives a value that is left behind: “{said}”.",
    ),
    # questions of the FAQ
    "ask_what": ("Qu’est-ce que {topic} ?", "What is {topic}?"),
    "ask_why": ("Quels sont les objectifs de {topic} ?", "What are the objectives of {topic}?"),
    "ask_who": ("Qui pilote {topic} ?", "Who leads {topic}?"),
    "ask_parts": ("Quels sont les axes de {topic} ?", "What are the axes of {topic}?"),
    "ask_how_much": ("Quel est le budget de {topic} ?", "What is the budget of {topic}?"),
    "ask_when": ("Quel est le calendrier de {topic} ?", "What is the calendar of {topic}?"),
    "ask_how": ("Comment {topic} est-il mis en œuvre ?", "How is {topic} carried out?"),
    "ask_apply": ("Qui peut participer à {topic} ?", "Who can take part in {topic}?"),
    # refusals
    "nothing": (
        "Les documents ne parlent pas de « {topic} » : aucune note n’est écrite. {looked}",
        "The documents do not speak of “{topic}”: no brief is written. {looked}",
    ),
}


def word(name: str, language: Language, **values: object) -> str:
    """The phrase called `name`; `values` are put in as they are and never read as a template. Raises KeyError."""
    french, english = _WORDS[name]
    text = english if language == "en" else tied(french)
    for key, value in values.items():
        text = text.replace("{" + key + "}", str(value), 1)
    return text
