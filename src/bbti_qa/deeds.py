"""What is done to a programme or by those who run it, which French and English tell in several words."""

from __future__ import annotations

from bbti_qa.language import stems

_DEEDS = tuple(
    frozenset(stems(row))
    for row in (
        "piloté pilote pilotent pilotage dirigé dirige dirigent direction coordonné coordonne coordonnent "
        "coordination copilote copiloté copilotent codirigé codirige codirigent codirection géré gère gèrent mène mènent conduit mené led leads run runs "
        "managed manages coordinated headed heads tête rênes commandes reins helm",
        "présidé préside président présidence présidente copréside coprésident coprésidé chaired chairs chair",
        "créé crée créent création fondé fonde établi établit lancé lance ouvert institué instauré founded created "
        "established launched",
        "financé finance financent financement cofinancé cofinance cofinancent subventionné doté funded funds financed pays",
        "évalué évalue évaluent évaluation expertisé expertise expertisent examiné examine examinent jugé juge "
        "jugent evaluated evaluates assessed assesses reviewed reviews",
        "commandé commande commandent commandité demandé mandaté commissioned commissions ordered requested",
        "validé valide valident validation approuvé approuve approuvent adopté approved approves validated validates adopted",
        "signé signe signent cosigné signed signs",
        "porté porte promu promeut soutenu soutient soutiennent promoted promotes supported supports carried",
        "choisi choisit choisissent choix sélectionné sélectionne sélectionnent sélection retenu retient retiennent "
        "trié trie trient tri désigné désigne désignent nommé nomme nomment chosen chooses choose selected selects selection appoints "
        "appointed",
        "arbitre arbitrent arbitrage tranche tranchent décide décident décidé decides decided",
        "suivi suit suivent supervisé supervise supervisent surveillé surveille surveillent surveillance monitored monitors "
        "follows followed oversees watches",
        "produit produits fabriqué fabrique développé développe produced made built developed",
    )
)


_LEADING = frozenset().union(
    *_DEEDS[:2],
    stems(
        "directeur directrice coordinateur coordinatrice responsable chef director leader leaders head heading coordinator"
    ),
)


def leads(stem: str) -> bool:
    """Whether a stem tells that somebody leads something, or calls one who does."""
    return stem in _LEADING


def same_deed(one: str, other: str) -> bool:
    """Whether two stems tell the same deed."""
    return one == other or other in told_as(one)


def told_as(stem: str) -> frozenset[str]:
    """The stems that tell the deed of `stem`, with itself; empty where it tells none that is known."""
    return frozenset().union(*(row for row in _DEEDS if stem in row))
