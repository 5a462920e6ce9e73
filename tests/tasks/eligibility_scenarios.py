"""Invented applications over `corpus/`, each with the verdict and the rows that the documents call for, written before any run.

A row is `verdict`, or `unknown/documents` or `unknown/applicant`; rows that a scenario does not name are not judged. `-` for a row that must be absent.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

TODAY = date(2026, 11, 21)
DOCUMENTS, APPLICANT = "unknown/documents", "unknown/applicant"
NOT, CONFIRM = "not_eligible", "to_confirm"


@dataclass(frozen=True, slots=True)
class Scenario:
    id: str
    overall: str
    rows: dict[str, str]
    text: str = ""
    form: dict[str, object] = field(default_factory=dict)
    today: date = TODAY


def prose(id: str, text: str, overall: str, today: date = TODAY, **rows: str) -> Scenario:
    return Scenario(id, overall, rows, text, today=today)


def form(id: str, fields: dict[str, object], overall: str, today: date = TODAY, **rows: str) -> Scenario:
    return Scenario(id, overall, rows, form=fields, today=today)


SCENARIOS = (
    # --- theme and axis, French and English
    prose("t01", "Nous sommes une équipe Inserm et nous cherchons de nouvelles sources de cellules pour des thérapies cellulaires.", CONFIRM, theme="yes", applicant="yes"),
    prose("t02", "Équipe du CNRS : automatisation de la production de cellules thérapeutiques pour en réduire le coût.", CONFIRM, theme="yes", applicant="yes"),
    prose("t03", "Our university team improves the production of viral vectors for gene therapy.", CONFIRM, theme="yes", applicant="yes"),
    prose("t04", "We are an Inserm unit working on gene editing of B cells to make antibodies.", CONFIRM, theme="yes", applicant="yes"),
    prose("t05", "Laboratoire universitaire, nous concevons de nouveaux formats d’anticorps et étudions leur développabilité.", CONFIRM, theme="yes", applicant="yes"),
    prose("t06", "Apport d’ARNm codant des antigènes vaccinaux, par une équipe du CEA.", CONFIRM, theme="yes", applicant="yes"),
    prose("t07", "Nous produisons des vésicules extracellulaires hybrides qui délivrent des ARN thérapeutiques.", CONFIRM, theme="yes", applicant=APPLICANT),
    prose("t08", "Bioproduction of extracellular vesicles from Gram-positive bacteria, at the University of Bordeaux.", CONFIRM, theme="yes", applicant="yes"),
    prose("t09", "Une équipe de l’Inserm veut produire des vésicules à partir de bactéries à Gram négatif.", CONFIRM, theme=DOCUMENTS, applicant="yes"),
    prose("t10", "Notre laboratoire étudie les batteries au sodium pour véhicules électriques.", NOT, theme="no"),
    prose("t11", "We study medieval manuscripts and the pigments of their miniatures.", NOT, theme="no"),
    prose("t12", "Projet de modélisation du climat en Arctique et de la fonte des glaces, porté par le CNRS.", NOT, theme="no", applicant="yes"),
    prose("t13", "A farm robotics project for vineyards, led by an engineering school.", NOT, theme="no", applicant="yes"),
    prose("t14", "Nous visons l’axe 5 du programme avec un projet de thérapie cellulaire.", NOT, theme="no"),
    form("t15", {"axis": 6, "theme": "thérapies géniques"}, NOT, theme="no"),
    form("t16", {"axis": 2, "theme": "thérapies géniques : édition de gènes et adressage cellulaire"}, CONFIRM, theme="yes"),
    form("t17", {"theme": "fraude bancaire et paiements", "applicant": "université"}, NOT, theme="no", applicant="yes"),
    prose("t18", "Nous sommes une équipe de recherche publique et nous avons 200 k€ à dépenser.", CONFIRM, theme=APPLICANT, applicant="yes"),
    # --- the applicant
    prose("a01", "Notre start-up développe un procédé de production de vecteurs AAV.", CONFIRM, theme="yes", applicant=DOCUMENTS),
    prose("a02", "We are a small company making lentiviral vectors for gene therapy.", CONFIRM, theme="yes", applicant=DOCUMENTS),
    prose("a03", "Notre association de patients souhaite financer une thérapie génique de la myopathie.", CONFIRM, theme="yes", applicant=DOCUMENTS),
    prose("a04", "Je suis étudiante et je voudrais une aide pour étudier les thérapies cellulaires.", CONFIRM, applicant=DOCUMENTS),
    form("a05", {"applicant": "collectivité territoriale", "theme": "thérapies cellulaires"}, CONFIRM, applicant=DOCUMENTS, theme="yes"),
    form("a06", {"applicant": "école d’ingénieurs", "theme": "automatisation de la culture de cellules thérapeutiques"}, CONFIRM, applicant="yes", theme="yes"),
    form("a07", {"applicant": "research institute", "theme": "gene therapy vectors"}, CONFIRM, applicant="yes", theme="yes"),
    prose("a08", "Nous ne sommes pas une entreprise mais une université, et nous travaillons sur les vésicules extracellulaires.", CONFIRM, applicant="yes", theme="yes"),
    prose("a09", "Notre CHU mène un projet de thérapie cellulaire et répond à l’AMI.", CONFIRM, applicant=DOCUMENTS, instrument="yes", theme="yes"),
    form("a10", {"applicant": "hôpital universitaire", "theme": "thérapie génique"}, CONFIRM, applicant="conditional"),
    prose("a11", "Une PME, en partenariat avec l’Université de Lille, propose des vésicules extracellulaires thérapeutiques.", CONFIRM, applicant=DOCUMENTS, theme="yes"),
    prose("a12", "L’Université de Lille, en partenariat avec une PME, propose des vésicules extracellulaires thérapeutiques.", CONFIRM, applicant="yes", theme="yes"),
    # --- teams already in the programme
    prose("n01", "Équipe Inserm déjà partenaire d’un projet prioritaire du PEPR BBTI, nous répondons à l’AMI avec un bioréacteur pour cellules.", NOT, newcomer="no", instrument="yes"),
    prose("n02", "Équipe CNRS qui n’a jamais été financée par le PEPR BBTI ; nous répondons à l’AMI sur la bioproduction de vecteurs.", CONFIRM, newcomer="yes", instrument="yes"),
    prose("n03", "We answer the AMI with a project on cell therapy automation.", CONFIRM, newcomer=APPLICANT, instrument="yes"),
    prose("n04", "Our team has never been funded by the programme and applies to the AMI on gene therapy vectors.", CONFIRM, newcomer="yes"),
    prose("n05", "Nous sommes déjà partenaires d’un projet prioritaire et répondons à l’AAP sur les thérapies géniques.", CONFIRM, newcomer="-", instrument="yes"),
    # --- partners and countries
    prose("p01", "Équipe Inserm seule, sans partenaire, nous répondons à l’AMI : production automatisée de cellules.", CONFIRM, partners="conditional", instrument="yes"),
    prose("p02", "Nous répondons à l’AMI en consortium avec deux universités, sur les bioprocédés de cellules.", CONFIRM, partners="yes"),
    prose("p03", "Nous répondons à l’AMI avec un projet sur les vecteurs viraux.", CONFIRM, partners=APPLICANT, instrument="yes"),
    prose("p04", "Nous répondons à l’AAP avec un laboratoire de l’Université de Heidelberg, sur les anticorps.", CONFIRM, country=DOCUMENTS),
    prose("p05", "Our team in Lausanne, Switzerland, wants to apply with a gene therapy project.", CONFIRM, country=DOCUMENTS),
    form("p06", {"country": "Belgique", "applicant": "université", "theme": "vésicules extracellulaires"}, CONFIRM, country=DOCUMENTS, applicant="yes"),
    form("p07", {"country": "France", "applicant": "université", "theme": "vésicules extracellulaires"}, CONFIRM, country="-", applicant="yes"),
    form("p08", {"partners": ["CHU de Nantes", "PME Xenobio"], "instrument": "AMI", "theme": "thérapie cellulaire"}, CONFIRM, partners="yes", instrument="yes"),
    # --- stage
    prose("s01", "Projet d’édition de gènes au stade TRL 4, Inserm.", CONFIRM, stage=DOCUMENTS, theme="yes"),
    form("s02", {"stage": 7, "theme": "production automatisée de cellules"}, CONFIRM, stage=DOCUMENTS),
    prose("s03", "A preclinical gene therapy project led by the CNRS.", CONFIRM, stage=DOCUMENTS, theme="yes"),
    # --- calendar
    prose("c01", "Notre projet Inserm de thérapie génique commence en janvier 2027 et dure trois ans.", CONFIRM, period="yes", duration=DOCUMENTS, deadline=DOCUMENTS),
    prose("c02", "Notre projet Inserm de thérapie génique se déroulera de 2029 à 2033.", NOT, period="no"),
    prose("c03", "A cell therapy project from 2027 to 2029, at a French university.", CONFIRM, period="yes"),
    form("c04", {"start": 2031, "theme": "thérapie génique"}, NOT, period="no"),
    form("c05", {"start": 2027, "end": 2030, "theme": "thérapie génique"}, CONFIRM, period="yes"),
    form("c06", {"start": "2028-01-01", "duration": 48, "theme": "thérapie génique"}, NOT, period="no"),
    form("c07", {"start": "2028-01-01", "duration": 36, "theme": "thérapie génique"}, CONFIRM, period="yes", duration=DOCUMENTS),
    form("c08", {"duration": "10 ans", "theme": "thérapie génique"}, NOT, duration="no"),
    prose("c09", "Nous voulons déposer à l’AAP en mars 2024 un projet sur les vésicules extracellulaires.", NOT, deadline="no", instrument="yes"),
    prose("c10", "Nous répondons à l’AAP avec un projet sur les vésicules extracellulaires.", CONFIRM, today=date(2025, 6, 1), deadline=DOCUMENTS),
    prose("c11", "The project is on gene therapy and started in 2019.", NOT, period="no"),
    # --- budget
    prose("b01", "Université, thérapie génique, nous demandons 450 k€.", CONFIRM, budget=DOCUMENTS, theme="yes"),
    prose("b02", "Université, thérapie génique, nous demandons 120 M€.", NOT, budget="no"),
    prose("b03", "We request €2.5 million for a cell therapy project at the university.", CONFIRM, budget=DOCUMENTS),
    form("b04", {"budget": 90_000_000, "theme": "thérapie génique"}, NOT, budget="no"),
    form("b05", {"budget": 90_000, "theme": "thérapie génique"}, CONFIRM, budget=DOCUMENTS),
    prose("b06", "We request $90 million for a gene therapy project at the university.", CONFIRM, budget=DOCUMENTS),
    prose("b07", "Notre société réalise un chiffre d’affaires de 200 M€ et propose des vecteurs viraux.", CONFIRM, budget=DOCUMENTS, applicant=DOCUMENTS),
    prose("b08", "Nous voulons recruter deux post-docs et un ingénieur, avec un financement à 100 %, pour des vecteurs viraux.", CONFIRM, costs=DOCUMENTS, rate=DOCUMENTS),
    # --- instrument and procedure
    prose("i01", "Nous voulons devenir un projet prioritaire sur la thérapie cellulaire.", NOT, instrument="no"),
    prose("i02", "We apply for an ERC Starting Grant with a gene therapy project.", NOT, instrument="no"),
    prose("i03", "Nous demandons un prêt bonifié pour une usine de vecteurs viraux.", NOT, instrument="no"),
    form("i04", {"instrument": "AAP", "theme": "anticorps", "applicant": "université"}, CONFIRM, instrument="yes", procedure="conditional", applicant="yes"),
    form("i05", {"instrument": "AMI", "theme": "bioprocédés cellulaires", "applicant": "CNRS"}, CONFIRM, instrument="yes", procedure="conditional", applicant="yes"),
    form("i06", {"instrument": "thèse CIFRE", "theme": "vecteurs viraux"}, NOT, instrument="no"),
    prose("i07", "Nous ne visons pas l’AMI mais l’AAP, sur les thérapies géniques.", CONFIRM, instrument="yes", newcomer="-"),
    prose("i08", "We have a gene therapy project and do not know which call suits us.", CONFIRM, instrument=APPLICANT, procedure="conditional"),
)  # fmt: skip

# Over the invented call in call.md, which has what the corpus lacks: amounts, a deadline by the day, a TRL, excluded applicants.
WELL = "Notre université propose un projet d’appel à projets sur les biomatériaux tirés des algues marines, avec trois partenaires, TRL 3, 400 k€ demandés sur 30 mois. Le dossier comporte un plan de gestion des données."
CALL_SCENARIOS = (
    prose("w01", WELL, "conditional", theme="yes", applicant="yes", partners="yes", stage="yes", deadline="yes", duration="yes", budget="yes", instrument="yes", procedure="conditional", other="yes"),
    prose("w02", WELL, "conditional", today=date(2026, 12, 15), deadline="yes"),
    prose("w03", WELL, NOT, today=date(2026, 12, 16), deadline="no"),
    prose("w04", WELL, "conditional", today=date(2026, 12, 14), deadline="yes"),
    prose("w05", WELL.replace("400 k€", "700 k€"), NOT, budget="no"),
    prose("w06", WELL.replace("400 k€", "400 €"), NOT, budget="no"),
    prose("w07", WELL.replace("400 k€", "400 M€"), NOT, budget="no"),
    prose("w08", WELL.replace("400 k€ demandés", "400 000 $ demandés"), CONFIRM, budget=APPLICANT),
    prose("w09", WELL.replace("400 k€ demandés ", ""), CONFIRM, budget=APPLICANT),
    prose("w10", WELL.replace("TRL 3", "TRL 8"), NOT, stage="no"),
    prose("w11", WELL.replace("TRL 3", "TRL 5-6"), "conditional", stage="conditional"),
    prose("w12", WELL.replace("TRL 3, ", ""), CONFIRM, stage=APPLICANT),
    prose("w13", WELL.replace("30 mois", "48 mois"), NOT, duration="no"),
    prose("w14", WELL.replace("30 mois", "deux ans"), "conditional", duration="yes"),
    prose("w15", WELL.replace("trois partenaires", "un partenaire"), NOT, partners="no"),
    prose("w16", WELL.replace("trois partenaires", "huit partenaires"), NOT, partners="no"),
    prose("w17", WELL.replace("avec trois partenaires", "sans partenaire"), NOT, partners="no"),
    prose("w18", WELL.replace("Notre université", "Notre entreprise"), "conditional", applicant="conditional"),
    prose("w19", WELL.replace("Notre université propose", "Je suis un particulier et je propose"), NOT, applicant="no"),
    prose("w20", WELL.replace("Notre université", "Notre association de pêcheurs"), CONFIRM, applicant=DOCUMENTS),
    prose("w21", WELL.replace("trois partenaires", "trois partenaires dont une équipe norvégienne"), "conditional", country="conditional"),
    prose("w22", WELL.replace("les biomatériaux tirés des algues marines", "l’élevage de saumons"), NOT, theme="no"),
    prose("w23", WELL.replace("les biomatériaux tirés des algues marines", "la thermodynamique des moteurs d’avion"), NOT, theme="no"),
    prose("w24", "Our university submits a proposal to the call for projects on marine algae biomaterials, with four partners, at TRL 3; we request €400,000 over 30 months.", "conditional", applicant="yes", partners="yes", stage="yes", budget="yes", duration="yes", theme="yes", other="conditional"),
    form("w25", {"applicant": "university", "partners": ["CNRS", "a company", "CHU"], "theme": "seagrass restoration", "stage": 3, "budget": 500_000, "duration": 36, "instrument": "call for projects", "submission": date(2026, 12, 15)}, "conditional", applicant="yes", partners="yes", deadline="yes", budget="yes", duration="yes", stage="yes"),
    form("w26", {"applicant": "university", "partners": ["CNRS", "a company", "CHU"], "theme": "seagrass restoration", "stage": 3, "budget": 500_000, "duration": 36, "instrument": "AAP", "submission": date(2026, 12, 16)}, NOT, deadline="no"),
    form("w27", {"applicant": "university", "partners": ["CNRS"], "theme": "algues marines", "stage": 3, "budget": 500_000, "duration": 36, "instrument": "AAP"}, NOT, partners="no"),
    form("w28", {"applicant": "university", "theme": "algues marines", "instrument": "ERC"}, CONFIRM, instrument=DOCUMENTS),
    form("w29", {"applicant": "university", "theme": "algues marines", "submission": "décembre 2026", "instrument": "AAP"}, CONFIRM, deadline=APPLICANT),
)  # fmt: skip

# Written after the rules were done and run once; the figures of docs/measurements/0014 tell them apart.
HELD_OUT = (
    prose("h01", "Bonjour, nous sommes trois chercheurs de l’Université de Strasbourg. Notre sujet : des cellules immunitaires modifiées contre le lymphome, produites en automate. Peut-on se présenter ?", CONFIRM, theme="yes", applicant="yes"),
    prose("h02", "PI at an Inserm unit in Marseille; the project is about new ways to dose AAV capsids during vector production; partners are the university hospital and a CDMO; TRL 5; 1.2 million euros.", CONFIRM, applicant="yes", stage=DOCUMENTS, budget=DOCUMENTS),
    prose("h03", "Notre cabinet d’avocats conseille des banques sur la fiscalité et cherche un financement.", NOT, theme="no"),
    prose("h04", "Le CEA et l’École Centrale de Lyon veulent concevoir un capteur pour la culture de cellules souches ; démarrage en 2028, fin en 2031.", NOT, period="no", theme="yes", applicant="yes"),
    prose("h05", "Une jeune pousse, c’est-à-dire une start-up de Toulouse, met au point des exosomes chargés d’ARN interférent. Elle postule seule à l’AMI.", CONFIRM, applicant=DOCUMENTS, partners="conditional", instrument="yes", theme="yes"),
    prose("h06", "We already take part in one of the priority projects as a partner of the programme and would like to answer the call for expressions of interest with another antibody project.", NOT, newcomer="no", instrument="yes"),
    prose("h07", "Je dirige un laboratoire du CNRS ; nous voudrions 85 millions d’euros pour une plateforme de thérapie génique.", NOT, budget="no", theme="yes"),
    prose("h08", "Avec nos collègues de Montréal, nous préparons un projet d’ARNm vaccinal pour l’AAP.", CONFIRM, country=DOCUMENTS, instrument="yes", theme="yes"),
    form("h09", {"applicant": "Université de Rennes", "theme": "production de vésicules extracellulaires à haut rendement", "instrument": "AAP", "budget": "600 k€", "duration": 42, "start": "2027-02-01", "stage": 3}, CONFIRM, theme="yes", applicant="yes", instrument="yes", period="yes", duration=DOCUMENTS, budget=DOCUMENTS, stage=DOCUMENTS),
    form("h10", {"applicant": "fondation", "theme": "thérapie génique", "instrument": "Horizon Europe"}, NOT, instrument="no", applicant=DOCUMENTS),
    form("h11", {"theme": "tunnels ferroviaires et béton", "applicant": "école d’ingénieurs", "budget": 300_000}, NOT, theme="no", applicant="yes"),
    prose("h12", "Is a PhD student in cell therapy allowed to apply on her own for a salary?", CONFIRM, applicant=DOCUMENTS),
    prose("h13", "Nous sommes une équipe CNRS. Nos travaux portent sur l’axe 2 : nouvelles capsides pour cibler le foie. Nous n’avons pas encore de consortium et voulons répondre à l’AMI.", CONFIRM, partners="conditional", theme="yes", applicant="yes", instrument="yes"),
    prose("h14", "Industrial group, turnover €3 billion; wishes to be a partner of an Inserm team which leads a gene-editing project.", CONFIRM, theme="yes"),
    prose("h15", "Un projet de douze ans sur les anticorps, université de Tours, appel à projets.", NOT, duration="no", instrument="yes", applicant="yes", theme="yes"),
)  # fmt: skip

# Over call_en.md, an invented call in English, written after the rules were done.
GOOD = "Our university applies with five partners to study glacier melt and mountain rivers. TRL 2. We request €900,000 over 36 months. The proposal includes an ethics statement."
ENGLISH_HELD_OUT = (
    prose("e01", GOOD, "conditional", applicant="yes", partners="yes", stage="yes", budget="yes", duration="yes", deadline="yes", theme="yes"),
    prose("e02", GOOD.replace("€900,000", "€3 million"), NOT, budget="no"),
    prose("e03", GOOD.replace("five partners", "two partners"), NOT, partners="no"),
    prose("e04", GOOD, NOT, today=date(2027, 2, 1), deadline="no"),
    prose("e05", GOOD, "conditional", today=date(2027, 1, 31), deadline="yes"),
    prose("e06", GOOD.replace("Our university", "Our company"), NOT, applicant="no"),
    prose("e07", GOOD.replace("36 months", "five years"), NOT, duration="no"),
    prose("e08", GOOD.replace("TRL 2. ", ""), CONFIRM, stage=APPLICANT),
    prose("e09", GOOD.replace("glacier melt and mountain rivers", "jazz music in the 1920s"), NOT, theme="no"),
    prose("e10", "Notre université étudie la fonte des glaciers avec cinq partenaires ; TRL 2, 900 k€ demandés sur 36 mois.", "conditional", applicant="yes", partners="yes", budget="yes", duration="yes", stage="yes"),
)  # fmt: skip
