"""What the table says, in French and in English: labels, reasons, verdicts, and the questions for the programme office."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from bbti_qa.documents import Verdict
from bbti_qa.language import Language
from bbti_qa.tasks.eligibility.criterion import Point
from bbti_qa.tasks.eligibility.decision import Decision, Silence
from bbti_qa.typography import colon, quoted, tied, typeset

LABELS: Final[dict[Point, tuple[str, str]]] = {
    Point.THEME: ("Thème et axe", "Theme and axis"),
    Point.APPLICANT: ("Type de porteur", "Type of applicant"),
    Point.NEWCOMER: ("Équipe nouvelle dans le programme", "Team new to the programme"),
    Point.PARTNERS: ("Partenaires", "Partners"),
    Point.COUNTRY: ("Pays", "Country"),
    Point.STAGE: ("Stade de développement", "Stage of development"),
    Point.DEADLINE: ("Calendrier : date limite", "Calendar: deadline"),
    Point.PERIOD: ("Calendrier : période du programme", "Calendar: period of the programme"),
    Point.DURATION: ("Calendrier : durée du projet", "Calendar: duration of the project"),
    Point.BUDGET: ("Budget", "Budget"),
    Point.RATE: ("Taux de financement", "Funding rate"),
    Point.COSTS: ("Dépenses admissibles", "Eligible costs"),
    Point.INSTRUMENT: ("Appel ou instrument", "Call or instrument"),
    Point.PROCEDURE: ("Procédure", "Procedure"),
    Point.OTHER: ("Autre exigence", "Other requirement"),
}
FIELD_NAMES: Final[dict[str, tuple[str, str]]] = {
    "description": ("Description", "Description"),
    "theme": ("Thème", "Theme"),
    "axis": ("Axe", "Axis"),
    "applicant": ("Porteur", "Applicant"),
    "partners": ("Partenaires", "Partners"),
    "country": ("Pays", "Countries"),
    "stage": ("Stade", "Stage"),
    "instrument": ("Appel", "Call"),
    "submission": ("Dépôt", "Submission"),
    "start": ("Début", "Start"),
    "end": ("Fin", "End"),
    "duration": ("Durée", "Duration"),
    "budget": ("Montant demandé", "Amount requested"),
}
VERDICTS: Final[dict[Verdict, tuple[str, str]]] = {
    Verdict.YES: ("oui", "yes"),
    Verdict.NO: ("non", "no"),
    Verdict.CONDITIONAL: ("sous conditions", "with conditions"),
    Verdict.UNKNOWN: ("à confirmer", "to confirm"),
}
SILENCES: Final[dict[Silence, tuple[str, str]]] = {
    Silence.DOCUMENTS: ("les documents ne le disent pas", "the documents do not say"),
    Silence.APPLICANT: ("vous ne le dites pas", "you did not say"),
}
OVERALL: Final[dict[str, tuple[str, str]]] = {
    "eligible": ("Éligible d’après les documents", "Eligible according to the documents"),
    "conditional": ("Éligible si les conditions ci-dessous sont remplies", "Eligible if the conditions below are met"),
    "to_confirm": ("À confirmer auprès du bureau du programme", "To confirm with the programme office"),
    "not_eligible": ("Non éligible d’après les documents", "Not eligible according to the documents"),
}
TEXTS: Final[dict[str, tuple[str, str]]] = {
    "overall": ("Verdict", "Verdict"),
    "title": ("Éligibilité", "Eligibility"),
    "criterion": ("Critère", "Criterion"),
    "verdict": ("Verdict", "Verdict"),
    "why": ("Pourquoi", "Why"),
    "passage": ("Passage des documents", "Passage of the documents"),
    "said": ("Ce que vous dites", "What you say"),
    "questions": ("Questions à envoyer au bureau du programme", "Questions to send to the programme office"),
    "missing": ("À préciser de votre côté", "For you to complete"),
    "conditions": ("Conditions", "Conditions"),
    "obstacles": ("Ce qui s’y oppose", "What stands against it"),
    "application": ("Votre description", "Your description"),
    "rule": (
        "Le verdict suit une règle : un seul non suffit à écarter ; sinon, tout silence des documents ou de votre description reste à confirmer ; sinon, les conditions sont à remplir. "
        "Il ne remplace pas l’avis du bureau du programme.",
        "The verdict follows a rule: one no is enough to exclude; else any silence, of the documents or of your description, is to be confirmed; else the conditions are to be met. "
        "It does not replace the opinion of the programme office.",
    ),
    "today": ("Comparé à la date du", "Compared with the date of"),
    "page": ("p.", "p."),
    "looked": ("Passages les plus proches :", "Nearest passages:"),
    "source": ("Document", "Document"),
    "read_by": (" (lu par le modèle {model} dans « {sentence} »)", " (read by the model {model} in “{sentence}”)"),
    "read_with": (
        "Ce que les règles ne lisaient pas dans la description, le modèle de langue {model} l’y a cherché ; ce qu’il a lu est signalé. "
        "Les verdicts suivent les règles.",
        "What the rules did not read in the description, the language model {model} looked for; what it read is marked. The verdicts follow "
        "the rules.",
    ),
    "not_read": (
        "Le modèle de langue {reason} : la description n’a été lue que par les règles.",
        "The language model {reason}: the description was read by the rules alone.",
    ),
    "lost": (
        "Critères épinglés dont la phrase n’est plus dans les documents",
        "Pinned criteria whose sentence the documents no longer hold",
    ),
}
KIND_NAMES: Final[dict[str, tuple[str, str]]] = {
    "research_organisation": ("un organisme de recherche", "a research organisation"),
    "public_research": ("une équipe de recherche publique", "a public research team"),
    "university": ("une université", "a university"),
    "hospital": ("un hôpital", "a hospital"),
    "engineering_school": ("une école d’ingénieurs", "an engineering school"),
    "company": ("une entreprise", "a company"),
    "sme": ("une PME", "an SME"),
    "mid_cap": ("une ETI", "a mid-cap"),
    "large_company": ("une grande entreprise", "a large company"),
    "association": ("une association ou une fondation", "an association or a foundation"),
    "individual": ("une personne seule", "an individual"),
    "local_authority": ("une collectivité", "a local authority"),
}
INSTRUMENT_NAMES: Final[dict[str, tuple[str, str]]] = {
    "ami": ("l’appel à manifestation d’intérêt (AMI)", "the call for expressions of interest (AMI)"),
    "aap": ("l’appel à projets (AAP)", "the call for projects (AAP)"),
    "priority_project": ("un projet prioritaire", "a priority project"),
    "erc": ("une bourse de l’ERC", "an ERC grant"),
    "horizon_europe": ("Horizon Europe", "Horizon Europe"),
    "cifre": ("une thèse CIFRE", "a CIFRE thesis"),
    "fellowship": ("une bourse", "a fellowship"),
    "loan": ("un prêt ou une avance", "a loan or an advance"),
    "tax_credit": ("un crédit d’impôt", "a tax credit"),
    "investment": ("un investissement en capital", "an equity investment"),
    "chair": ("une chaire", "a chair"),
    "phrc": ("un PHRC", "a PHRC"),
    "jcjc": ("un projet JCJC", "a JCJC project"),
    "?": ("cet instrument", "this instrument"),
}
_WHY: Final[dict[str, tuple[str, str]]] = {
    "theme_inside": ("Le sujet entre dans ce que décrivent les documents{theme}.", "The subject is within what the documents describe{theme}."),
    "theme_shared": ("Le sujet relève de deux axes{theme}, et aussi « {other} ».", "The subject belongs to two axes{theme}, and also “{other}”."),
    "theme_elsewhere": ("Le sujet emploie des mots proches de ce que décrivent les documents{theme}, mais relève surtout d’un autre domaine : {field}.", "The subject uses words near what the documents describe{theme}, but belongs mostly to another field: {field}."),
    "theme_near": (
        "Le sujet est proche de ce que décrivent les documents{theme}, sans y être nettement ; ils ne disent pas s’il est retenu.",
        "The subject is near what the documents describe{theme}, but not clearly within it; they do not say whether it is covered.",
    ),
    "theme_outside": ("Aucun thème des documents ne s’approche de ce sujet ; le plus proche est ci-contre.", "No theme of the documents comes near this subject; the nearest is shown."),
    "theme_left_open": ("Les documents laissent ce cas ouvert.", "The documents leave this case open."),
    "theme_excluded": ("Les documents écartent ce sujet.", "The documents exclude this subject."),
    "theme_unsaid": ("Vous ne dites pas sur quoi porte le projet.", "You do not say what the project is about."),
    "axis_unknown": ("Les documents n’ont pas d’axe {axis} : leurs axes sont {axes}.", "The documents have no axis {axis}: their axes are {axes}."),
    "documents_silent": ("Les documents ne fixent rien sur ce point.", "The documents lay nothing down on this point."),
    "applicant_unsaid": ("Vous ne dites pas qui porte le projet.", "You do not say who applies."),
    "applicant_allowed": ("Les documents s’adressent à ce type de porteur : {kind}.", "The documents address this type of applicant: {kind}."),
    "applicant_excluded": ("Les documents écartent ce type de porteur : {kind}.", "The documents exclude this type of applicant: {kind}."),
    "applicant_conditional": ("Les documents admettent ce type de porteur sous condition : {kind}.", "The documents admit this type of applicant under a condition: {kind}."),
    "applicant_not_listed": ("Les documents réservent l’appel à d’autres porteurs que {kind}.", "The documents reserve the call for applicants other than {kind}."),
    "applicant_unclear": ("Les documents ne disent pas si {kind} peut porter ce projet.", "The documents do not say whether {kind} can apply for this."),
    "applicant_in_part": ("Seule une partie de ce type de porteur est admise ({part}) ; vous ne dites pas si vous en êtes : {kind}.", "Only some of this type of applicant are admitted ({part}); you do not say whether you are one: {kind}."),
    "applicant_as_partner": ("Les documents admettent ce type d’acteur comme partenaire, non comme porteur : {kind}.", "The documents admit this type of body as a partner, not as the coordinator: {kind}."),
    "newcomer_already": ("L’appel vise des équipes qui ne sont pas encore dans le programme ; vous y êtes.", "The call is for teams that are not yet in the programme; you are."),
    "newcomer_elsewhere": ("Cet appel vise des équipes qui ne sont pas encore dans le programme ; si vous le choisissez, cela vous écarte.", "This call is for teams not yet in the programme; if you choose it, that excludes you."),
    "newcomer_new": ("L’appel vise des équipes qui ne sont pas encore dans le programme, comme la vôtre.", "The call is for teams that are not yet in the programme, as yours."),
    "newcomer_unsaid": ("L’appel vise des équipes qui ne sont pas encore dans le programme ; vous ne dites pas si la vôtre l’est.", "The call is for teams that are not yet in the programme; you do not say whether yours is."),
    "partners_inside": ("Le nombre de partenaires convient ({count}).", "The number of partners is right ({count})."),
    "partners_outside": ("Le nombre de partenaires ne convient pas ({count}).", "The number of partners is not right ({count})."),
    "partners_across": ("Le nombre de partenaires ne convient qu’en partie ({count}).", "The number of partners is right in part only ({count})."),
    "partners_enough": ("Les participants que vous nommez suffisent ({count}).", "The participants that you name are enough ({count})."),
    "partners_uncounted": ("Vous ne nommez pas assez de participants pour le dire ; donnez leur nombre.", "You do not name enough participants to tell; give their number."),
    "partners_unsaid": ("Vous ne dites pas combien de partenaires participent.", "You do not say how many partners take part."),
    "partners_alone": ("Il faut des partenaires ; vous dites être seuls.", "Partners are required; you say that you are alone."),
    "partner_kind_there": ("Le partenaire demandé est là : {kind}.", "The partner asked for is there: {kind}."),
    "partner_kind_missing": ("Il manque un partenaire demandé : {kind}.", "A partner asked for is missing: {kind}."),
    "partner_kind_unsaid": ("Un partenaire précis est demandé ; vous n’en nommez pas : {kind}.", "A certain partner is asked for; you name none: {kind}."),
    "partners_welcome": ("Les documents associent ce type de partenaires.", "The documents involve this type of partners."),
    "consortium_there": ("Un consortium est demandé ; vous avez des partenaires.", "A consortium is asked for; you have partners."),
    "consortium_to_form": ("Un consortium est demandé : il vous reste à le former.", "A consortium is asked for: you still have to form one."),
    "consortium_unsaid": ("Un consortium est demandé ; vous ne parlez pas de partenaires.", "A consortium is asked for; you speak of no partners."),
    "country_home": ("Le porteur ou les partenaires sont en France, comme demandé.", "The applicant or the partners are in France, as asked."),
    "country_near": ("Les participants sont dans les pays demandés.", "The participants are in the countries asked for."),
    "country_mixed": ("Une partie des participants est hors des pays demandés.", "Some participants are outside the countries asked for."),
    "country_unsaid": ("Vous ne dites pas dans quel pays sont les participants.", "You do not say in which country the participants are."),
    "country_allowed": ("Les participants étrangers sont admis.", "Participants from abroad are admitted."),
    "country_conditional": ("Les participants étrangers sont admis sous condition.", "Participants from abroad are admitted under a condition."),
    "country_excluded": ("Les participants étrangers sont écartés.", "Participants from abroad are excluded."),
    "country_partly": ("Une partie des participants est à l’étranger ; les documents demandent la France.", "Some participants are abroad; the documents ask for France."),
    "country_unclear": ("Les documents ne disent pas si une équipe étrangère peut participer.", "The documents do not say whether a team from abroad can take part."),
    "stage_unfixed": ("Les documents ne fixent pas de stade ; le vôtre n’y est ni admis ni écarté.", "The documents set no stage; yours is neither admitted nor excluded."),
    "stage_unsaid": ("Un TRL de {low} à {high} est demandé ; vous ne dites pas le vôtre.", "A TRL from {low} to {high} is asked for; you do not say yours."),
    "stage_inside": ("Votre stade (TRL {level}) convient.", "Your stage (TRL {level}) is right."),
    "stage_outside": ("Votre stade (TRL {level}) est en dehors.", "Your stage (TRL {level}) is outside."),
    "stage_across": ("Votre stade (TRL {level}) convient en partie.", "Your stage (TRL {level}) is right in part."),
    "deadline_open": ("La date limite ({date}) n’est pas passée au {when}.", "The deadline ({date}) is not past on {when}."),
    "deadline_today": ("La date limite est ce jour même ({date}) : vérifiez l’heure.", "The deadline is this very day ({date}): check the hour."),
    "deadline_over": ("La date limite ({date}) est passée au {when}.", "The deadline ({date}) is past on {when}."),
    "deadline_vague": ("Les documents ne donnent pas le jour de la date limite ({date}).", "The documents do not give the day of the deadline ({date})."),
    "deadline_when": ("Le jour de votre dépôt décide : vous dites {when}, la date limite est le {date}.", "The day of your submission decides: you say {when}, the deadline is {date}."),
    "deadline_too_early": ("L’appel n’est annoncé que pour {date} ; vous visez {when}.", "The call is announced for {date} only; you aim at {when}."),
    "deadline_unknown": ("Les documents ne donnent pas de date limite.", "The documents give no deadline."),
    "period_inside": ("Le projet tient dans la période du programme ({start}-{end}).", "The project lies within the programme’s period ({start}-{end})."),
    "period_after": ("Le projet dépasse la fin du programme ({end}).", "The project goes beyond the end of the programme ({end})."),
    "period_before": ("Le projet commence avant le programme ({start}).", "The project starts before the programme ({start})."),
    "period_unsaid": ("Le programme court de {start} à {end} ; vous ne donnez pas les dates du projet.", "The programme runs from {start} to {end}; you do not give the project’s dates."),
    "duration_inside": ("La durée du projet convient.", "The duration of the project is right."),
    "duration_outside": ("La durée du projet est en dehors de ce qui est admis.", "The duration of the project is outside what is admitted."),
    "duration_across": ("La durée du projet convient en partie.", "The duration of the project is right in part."),
    "duration_less": ("La durée est fixée ; la vôtre est plus courte.", "The duration is fixed; yours is shorter."),
    "duration_unsaid": ("La durée est limitée ; vous ne dites pas la vôtre.", "The duration is limited; you do not say yours."),
    "duration_beyond": ("Le projet dure plus que le programme entier ({start}-{end}).", "The project lasts longer than the whole programme ({start}-{end})."),
    "duration_unfixed": ("Les documents ne fixent pas la durée d’un projet.", "The documents do not set the duration of a project."),
    "budget_inside": ("Le montant demandé convient.", "The amount asked for is right."),
    "budget_outside": ("Le montant demandé est en dehors de ce qui est admis.", "The amount asked for is outside what is admitted."),
    "budget_across": ("Le montant demandé convient en partie.", "The amount asked for is right in part."),
    "budget_less": ("Le montant est fixé ; vous demandez moins.", "The amount is fixed; you ask for less."),
    "budget_unsaid": ("Le montant est borné ; vous ne dites pas le vôtre.", "The amount is bounded; you do not say yours."),
    "budget_currency": ("Le montant n’est pas en euros ; il ne peut pas être comparé.", "The amount is not in euros; it cannot be compared."),
    "budget_above_total": ("Le montant demandé dépasse le budget du programme entier.", "The amount asked for exceeds the budget of the whole programme."),
    "budget_unfixed": ("Les documents ne disent pas combien un projet peut demander.", "The documents do not say how much a project can ask for."),
    "rate_stated": ("Les documents posent une règle de taux.", "The documents lay down a rule on the rate."),
    "costs_stated": ("Les documents posent une règle de dépenses.", "The documents lay down a rule on costs."),
    "instrument_unsaid": ("Vous ne dites pas à quel appel vous répondez.", "You do not say which call you answer."),
    "instrument_offered": ("Le programme a cet instrument : {instrument}.", "The programme has this instrument: {instrument}."),
    "instrument_closed": ("On n’entre pas par une candidature dans {instrument}.", "One cannot apply for {instrument}."),
    "instrument_not_offered": ("Le programme n’a pas cet instrument : {instrument}.", "The programme does not have this instrument: {instrument}."),
    "instrument_unread": ("L’instrument que vous nommez n’est pas reconnu.", "The instrument that you name is not recognised."),
    "procedure_steps": ("La procédure est à suivre.", "The procedure is to be followed."),
    "other_met": ("Votre description le dit.", "Your description says so."),
    "other_denied": ("Votre description dit le contraire.", "Your description says the contrary."),
    "other_to_meet": ("Exigence à remplir ; votre description n’en parle pas.", "A requirement to be met; your description does not speak of it."),
    "only_for_track": ("{why} Cela vaut pour « {track} » et non pour tous : dites ce que vous visez.", "{why} This holds for “{track}”, not for all: say which one you aim at."),
    "only_for": ("{why} Ce passage ne vaut que pour un appel : dites auquel vous répondez.", "{why} This passage holds for one call only: say which one you answer."),
}  # fmt: skip
_QUESTIONS: Final[dict[Point, tuple[str, str]]] = {
    Point.THEME: (
        "Le sujet suivant entre-t-il dans le périmètre du programme, et dans quel axe ? « {said} »",
        "Is the following subject within the scope of the programme, and in which axis? “{said}”",
    ),
    Point.APPLICANT: (
        "{kind_fr} : ce type de porteur est-il admis{call_fr}, et peut-il recevoir une part du financement ? {said}",
        "Can {kind_en} apply{call_en} and receive a share of the funding? {said}",
    ),
    Point.PARTNERS: (
        "Faut-il des partenaires{call_fr}, de quel type et combien ? {said}",
        "Are partners required{call_en}, of which type and how many? {said}",
    ),
    Point.COUNTRY: (
        "Une équipe établie hors de France peut-elle participer{call_fr}, et être financée ? {said}",
        "Can a team from outside France take part{call_en}, and be funded? {said}",
    ),
    Point.STAGE: (
        "Quel niveau de maturité technologique (TRL) est attendu au début et à la fin d’un projet{call_fr} ? {said}",
        "Which technology readiness level (TRL) is expected at the start and at the end of a project{call_en}? {said}",
    ),
    Point.DEADLINE: (
        "Quelles sont les dates d’ouverture et de clôture des dépôts{call_fr}, heure comprise ? {said}",
        "What are the opening and closing dates for submissions{call_en}, hour included? {said}",
    ),
    Point.PERIOD: (
        "Entre quelles dates un projet doit-il se dérouler ? {said}",
        "Between which dates must a project take place? {said}",
    ),
    Point.DURATION: (
        "Quelle durée, au moins et au plus, un projet peut-il avoir{call_fr} ? {said}",
        "How long may a project last, at least and at most{call_en}? {said}",
    ),
    Point.BUDGET: (
        "Quel montant, au moins et au plus, un projet peut-il demander{call_fr} ? {said}",
        "Which amount, at least and at most, may a project ask for{call_en}? {said}",
    ),
    Point.RATE: (
        "Quel est le taux de financement, selon le type de bénéficiaire{call_fr} ? {said}",
        "What is the funding rate, by type of beneficiary{call_en}? {said}",
    ),
    Point.COSTS: ("Quelles dépenses sont admissibles{call_fr} ? {said}", "Which costs are eligible{call_en}? {said}"),
    Point.INSTRUMENT: (
        "Par quel appel ou instrument un tel projet peut-il être soutenu ? {said}",
        "Through which call or instrument can such a project be supported? {said}",
    ),
    Point.PROCEDURE: (
        "Quelles sont les étapes, la plateforme et les pièces d’une candidature{call_fr} ?",
        "What are the steps, the platform and the documents of an application{call_en}?",
    ),
}
_SCOPE: Final = (
    "Quels sujets entrent dans le périmètre du programme ?",
    "Which subjects are within the scope of the programme?",
)
_CONTEXT: Final = (" Notre cas : « {} »", " Our case: “{}”")
_BLANKS: Final = re.compile(r"[^\S\u00a0]+")
LONGEST_SAID: Final = 240  # letters of the application that a question repeats


def label(point: Point, language: Language) -> str:
    return typeset(LABELS[point][_at(language)], language)


def verdict_text(verdict: Verdict, silence: Silence | None, language: Language) -> str:
    """`oui`, or who is silent where it is unknown."""
    return SILENCES[silence][_at(language)] if silence else VERDICTS[verdict][_at(language)]


def field_name(field: str, language: Language) -> str:
    """`Porteur`, of a field of the form. Raises KeyError for what is none."""
    return FIELD_NAMES[field][_at(language)]


def text(name: str, language: Language) -> str:
    return typeset(TEXTS[name][_at(language)], language)


def overall_text(name: str, language: Language) -> str:
    return OVERALL[name][_at(language)]


def explain(decision: Decision, language: Language) -> str:
    """The reason in words."""
    at = _at(language)
    values = dict(decision.values)
    why = values.pop("why", "")
    values["kind"] = KIND_NAMES.get(values.get("kind", ""), ("", ""))[at] or values.get("kind", "")
    values["part"] = KIND_NAMES.get(values.get("part", ""), ("", ""))[at]
    values["instrument"] = INSTRUMENT_NAMES.get(values.get("instrument", ""), ("", ""))[at]
    if theme := values.get("theme"):
        values["theme"] = f"{colon(language)} {quoted(theme, language)}"
    inner = _filled(why, language, values) if why else ""
    return _filled(decision.why, language, values | {"why": inner})


def _filled(why: str, language: Language, values: Mapping[str, str]) -> str:
    return typeset(_WHY[why][_at(language)], language).format_map(_Blank(values))


class _Blank(dict[str, str]):
    """Nothing where a value is not given."""

    def __missing__(self, key: str) -> str:
        return ""


def question_to_send(decision: Decision, chosen: Sequence[str]) -> tuple[str, str]:
    """In French and in English, with what the applicant says and the call that is meant."""
    said = " ".join(part.text for part in decision.parts)
    said = said if len(said) <= LONGEST_SAID else said[: LONGEST_SAID - 1].rstrip() + "…"
    kind = KIND_NAMES.get(decision.values.get("kind", ""), ("Notre structure", "our organisation"))
    call = INSTRUMENT_NAMES.get(chosen[0], ("", "")) if chosen else ("", "")
    french, english = _QUESTIONS.get(decision.point, _QUESTIONS[Point.INSTRUMENT])
    if decision.point is not Point.THEME:
        french_said, english_said = (tied(_CONTEXT[0]).format(said), _CONTEXT[1].format(said)) if said else ("", "")
    else:
        french_said = english_said = said
        french, english = (french, english) if said else _SCOPE
    fill = {
        "kind_fr": kind[0][:1].upper() + kind[0][1:],
        "kind_en": kind[1],
        "call_fr": f" dans {call[0]}" if call[0] else "",
        "call_en": f" in {call[1]}" if call[1] else "",
    }
    return (
        _BLANKS.sub(" ", tied(french).format(said=french_said, **fill)).strip(),
        _BLANKS.sub(" ", english.format(said=english_said, **fill)).strip(),
    )


def _at(language: Language) -> int:
    return 1 if language == "en" else 0
