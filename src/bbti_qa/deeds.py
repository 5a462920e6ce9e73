"""What is done to a programme or by those who run it, which French and English tell in several words."""

from __future__ import annotations

from bbti_qa.language import stems

_DEEDS = tuple(
    frozenset(stems(row))
    for row in (
        "piloté pilote pilotage dirigé dirige direction coordonné coordonne coordination géré gère conduit mené led leads run runs managed manages coordinated headed heads",
        "présidé préside présidence président présidente chaired chairs chair",
        "créé crée création fondé fonde établi établit lancé lance ouvert institué instauré founded created established launched",
        "financé finance financement subventionné doté funded funds financed pays",
        "évalué évalue évaluation expertisé expertise examiné examine jugé juge evaluated evaluates assessed assesses reviewed reviews",
        "commandé commande commandité demandé mandaté commissioned commissions ordered requested",
        "validé valide validation approuvé approuve adopté approved approves validated validates adopted",
        "signé signe cosigné signed signs",
        "porté porte promu promeut soutenu soutient promoted promotes supported supports carried",
        "produit produits fabriqué fabrique développé développe produced made built developed",
    )
)


_LEADING = frozenset().union(
    *_DEEDS[:2],
    stems("directeur directrice coordinateur coordinatrice responsable chef director leader head coordinator"),
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
