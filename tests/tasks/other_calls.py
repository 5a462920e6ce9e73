"""Invented applications over the five invented calls of `calls/`, each row with the verdict that a careful reader gives, written before any run.

The first three of each tuple: the call, a name, the day. A row may have several right verdicts, parted by `|`.
"""

from __future__ import annotations

from datetime import date

DOCUMENTS, APPLICANT = "unknown/documents", "unknown/applicant"

CASES: tuple[tuple[str, str, date, str, dict[str, object], dict[str, str]], ...] = (
    ("region", "r1", date(2026, 6, 1), 'Notre PME de menuiserie, installée dans la région, veut isoler des maisons avec des panneaux de lin et de chanvre. Elle s’associe à un laboratoire public de l’université et à une seconde PME. Le projet dure 30 mois, part d’un TRL 5 et nous demandons 180 k€.', {}, {"theme": "yes", "applicant": "yes|conditional", "partners": "yes", "duration": "yes", "budget": "yes", "stage": "yes", "deadline": "yes"}),
    ("region", "r2", date(2026, 10, 3), 'Nous sommes un grand groupe du bâtiment et nous travaillons seuls, sans partenaire, sur la construction en bois d’œuvre. Le projet dure quatre ans. Nous demandons 400 000 €. TRL 8.', {}, {"applicant": "no", "partners": "no", "duration": "no", "budget": "no", "stage": "no", "deadline": "no"}),
    ("region", "r3", date(2026, 6, 1), 'Notre université coordonne un projet sur la résistance du bois d’œuvre, avec deux PME. Nous demandons 20 000 € sur 18 mois. TRL 4.', {}, {"applicant": "conditional|no", "budget": "no", "duration": "yes", "stage": "yes", "deadline": "yes"}),
    ("region", "r4", date(2026, 6, 1), 'Une entreprise veut produire de l’électricité par combustion du bois avec six partenaires, sur trois ans, pour 240 k€.', {}, {"theme": "no", "applicant": APPLICANT, "partners": "no", "duration": "yes", "budget": "yes", "stage": APPLICANT}),
    ("region", "r5", date(2026, 6, 1), '', {'applicant': 'start-up', 'theme': 'textile de chanvre', 'partners': ['laboratoire public CNRS'], 'duration': 37, 'budget': 250000, 'stage': 4}, {"theme": "yes", "applicant": "yes|conditional", "duration": "no", "budget": "yes", "stage": "yes", "deadline": "yes"}),
    ("agency", "a1", date(2026, 12, 1), 'Une équipe de l’INRAE coordonne un projet sur le stockage du carbone dans les sols, avec quatre partenaires. TRL 2. Nous demandons 450 k€ sur 36 mois.', {}, {"theme": "yes", "applicant": "yes", "partners": "yes", "duration": "yes", "budget": "yes", "stage": "yes", "deadline": "yes"}),
    ("agency", "a2", date(2026, 12, 1), 'Notre entreprise coordonne un projet sur la réduction des engrais de synthèse avec une université. TRL 6. Nous demandons 800 k€ sur cinq ans.', {}, {"applicant": "conditional|no", "duration": "no", "budget": "no", "stage": "no", "deadline": "yes"}),
    ("agency", "a3", date(2027, 1, 15), 'Notre métropole, collectivité territoriale, porte un projet de dépollution de friches industrielles avec deux laboratoires. Nous demandons 150 k€.', {}, {"theme": "no", "applicant": "no", "budget": "no", "deadline": "no", "duration": APPLICANT, "stage": APPLICANT}),
    ("agency", "a4", date(2026, 12, 1), 'Our university coordinates a project on soil biology with a Belgian team, seven partners in total. TRL 3. We request €500,000 over 42 months.', {}, {"theme": "yes", "applicant": "yes", "partners": "no", "country": "conditional", "duration": "yes", "budget": "yes", "stage": "yes"}),
    ("agency", "a5", date(2026, 12, 1), '', {'applicant': 'association', 'theme': 'biologie des sols', 'partners': ['CNRS', 'université de Lille', 'INRAE'], 'duration': 18, 'budget': 200000, 'stage': 4}, {"theme": "yes", "applicant": DOCUMENTS, "duration": "no", "budget": "yes", "stage": "yes", "partners": "yes"}),
    ("europe", "e1", date(2027, 3, 1), 'Our university coordinates a consortium of eight partners on shore-side electricity in ports. We start at TRL 4. We request EUR 3.5 million over 42 months.', {}, {"theme": "yes", "applicant": "yes", "partners": "yes|unknown/applicant", "duration": "yes", "budget": "yes", "deadline": "yes", "stage": "yes"}),
    ("europe", "e2", date(2027, 4, 21), 'Our company applies with three partners to monitor the air quality in ports. We request €5 million over 60 months.', {}, {"applicant": "yes", "partners": "no", "duration": "no", "budget": "no", "deadline": "no", "stage": APPLICANT}),
    ("europe", "e3", date(2027, 3, 1), 'I am a freelancer and I apply on my own to study offshore wind farms. I request €3 million over 36 months.', {}, {"theme": "no", "applicant": "no", "partners": "no", "duration": "yes", "budget": "yes"}),
    ("europe", "e4", date(2027, 3, 1), 'An SME applies with fourteen partners on cleaner dredging. We request EUR 2 million over two years. TRL 2.', {}, {"theme": "yes", "applicant": "yes", "partners": "no", "duration": "no", "budget": "no", "stage": "no"}),
    ("foundation", "f1", date(2027, 3, 1), 'Notre association installe un jardin partagé pour des personnes hospitalisées, avec l’hôpital de Vannes. Nous demandons 25 000 € sur 18 mois.', {}, {"theme": "yes", "applicant": "yes|conditional", "partners": "yes", "duration": "yes", "budget": "yes", "deadline": "yes"}),
    ("foundation", "f2", date(2027, 6, 1), 'Notre entreprise propose des ateliers d’art à l’hôpital. Nous demandons 60 000 € sur trois ans.', {}, {"applicant": "no", "duration": "no", "budget": "no", "deadline": "no"}),
    ("foundation", "f3", date(2027, 3, 1), 'Un CHU veut conduire une recherche clinique sur le sport adapté, pour 3 000 euros et six mois.', {}, {"applicant": "no|conditional", "duration": "no", "budget": "no", "deadline": "yes"}),
    ("foundation", "f4", date(2027, 5, 15), 'Notre association belge, établie à Bruxelles, propose du sport adapté pour des personnes hospitalisées avec un hôpital. Nous demandons 40 000 € sur un an.', {}, {"theme": "yes", "applicant": "yes|conditional", "country": "no", "duration": "yes", "budget": "yes", "deadline": "yes"}),
    ("city", "m1", date(2027, 3, 1), 'Notre association répare des vélos et des objets avec deux autres associations. Nous candidatons au volet Coup de pouce : 12 000 € sur 10 mois.', {}, {"theme": "yes", "applicant": "yes", "duration": "yes", "budget": "yes", "deadline": "yes"}),
    ("city", "m2", date(2027, 3, 1), 'Nous sommes une PME et nous voulons rafraîchir les rues en été. Grand projet, 130 000 € sur 24 mois, six membres dans le groupement.', {}, {"theme": "yes", "applicant": "yes|conditional|unknown/documents", "duration": "yes", "budget": "no", "partners": "no", "deadline": "yes"}),
    ("city", "m3", date(2027, 5, 2), 'Notre université candidate seule sur les déplacements à vélo, 60 000 € sur 40 mois.', {}, {"applicant": "no|conditional|unknown/documents", "duration": "no", "budget": "yes|conditional", "partners": "no", "deadline": "no"}),
    ("city", "m4", date(2027, 3, 1), 'Notre association organise des voyages d’étude, pour 40 000 € sur 14 mois.', {}, {"theme": "no", "budget": "no", "duration": "no", "deadline": "yes"}),
)  # fmt: skip

# What each call bounds: a point, the least and the most (euros, days, pieces), None where open or not looked at.
LIMITS: tuple[tuple[str, str, float | None, float | None], ...] = (
    ("region", "partners", 2, 5),
    ("region", "duration", None, 1080),
    ("region", "budget", None, 250000),
    ("region", "budget", 30000, None),
    ("region", "stage", 4, 7),
    ("agency", "partners", 3, 6),
    ("agency", "duration", 720, 1260),
    ("agency", "budget", 200000, 600000),
    ("agency", "stage", 1, 4),
    ("europe", "partners", 5, 12),
    ("europe", "duration", 900, 1440),
    ("europe", "budget", 2500000.0, 4000000.0),
    ("europe", "stage", 4, 6),
    ("foundation", "partners", None, 4),
    ("foundation", "partners", 1, None),
    ("foundation", "duration", 360, None),
    ("foundation", "duration", None, 730),
    ("foundation", "budget", 5000, 40000),
    ("city", "duration", 180, 360),
    ("city", "duration", 540, 1080),
    ("city", "budget", None, 15000),
    ("city", "budget", 50000, 120000),
    ("city", "partners", 3, 5),
)
