"""What sort of answer a question wants, by the words that ask."""

from __future__ import annotations

import re

from bbti_qa.interrogative import WHEN_CLAUSE, asks_yes_or_no
from bbti_qa.understanding.instructions import sentences_of
from bbti_qa.understanding.question import QuestionKind

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
            r"quels sont|quelles sont|enumerate)\b|^(?:nomme|recense|recapitule|dresse|detaille)[rz]?\b|"
            r"^(?!.*\b(?:qui|quand|combien|who|when|how)\b).*\b(?:chacune?|respecti(?:f|ve)(?:s|ment)?|each of|respective(?:ly)?)\b|"
            r"(?:^(?!.*-(?:ils?|elles?|on)\b)|[.?!] )(?:et |and )?(?:les|the) (?:deux|trois|quatre|cinq|six|sept|huit|two|three|four|five|seven|eight|[2-8]) \w{4}",
        ),
        (
            QuestionKind.NUMBER,
            r"^(?!(?:et |mais )?(?:qui|who) (?!.*\b(?:combien|how (?:many|much))\b)).*\b(?:combien|nombre|nbr?e?|montant|budget|budjet|taux|(?:la|quelle) part|pourcentage|chiffree?s?|(?:quels?|quelles?) (?:rendements?|debits?|doses?|dosages?|concentrations?|temperatures?|volumes?|superficies?|surfaces?|"
            r"poids|hauteurs?|longueurs?|vitesses?|capacites?|effectifs?|scores?|seuils?|plafonds?|prix|couts?|tarifs?|salaires?)|"
            r"what (?:\w+ )?(?:yields?|doses?|dosage|concentrations?|temperatures?|volumes?|area|weight|height|length|speed|capacity|headcount|scores?|thresholds?|salary|price)|how (?:many|much|long)|number of)\b",
        ),
        (
            QuestionKind.DATE,
            rf"\b(?!{WHEN_CLAUSE})(?:quand|date|quelle annee|echeance|calendrier|a partir de quand|when|what date|which year|deadline)\b",
        ),
        (
            QuestionKind.NAME,
            r"(?:^|: ?)(?:et )?(?:qui|who|whom|par qui|a qui)\b|^[^,.;:?]{4,}, (?:qui|who) [^,.;:?]{6,}\?$|\b(?:par qui|by whom|qui (?:pilote|dirige|evalue|valide))\b",
        ),
        (
            QuestionKind.DEFINITION,
            r"\b(?:definition|definit|definir|defini|signifie|signifient|veut dire|veulent dire|designe|recouvre|englobe|c'est quoi|"
            r"qu'est-ce qu'une?|qu'est-ce que (?:l[ea] |les |l')[\w-]+(?: [\w-]+)?(?= ?\?|$)|what is (?:an?|the)|"
            r"what(?:'s| is| are) [\w-]+(?: [\w-]+)?(?= ?\?|$)|"
            r"what (?:does|do|did) .{1,80}\b(?:mean|designate|denote|cover|comprise|include|consist of|entail)|stands? for|"
            r"encompass\w*|sigle|(?:le|du|un) (?:mot|terme)|the (?:word|term)|entend\w* par)\b",
        ),
    )
)


_WHEN_BEHIND = re.compile(  # « Que demandait-on quand on les a mandatés ? » asks for no date
    r"(?:^|[.;:?!,] )(?:et |mais |and |but )?(?:(?:a|de|par|pour|sur|dans|to|for|in|by) )?(?:que|qu'|qui|quel\w*|quoi|combien|comment|pourquoi|what|who|which|how|why)\b[^.;:?!]*?"
    r"(?<!et)(?<!and)(?<![,]) (?P<when>quand|when)(?= [\w']+ \w+)"
)


_WHEN_OF_A_CASE = re.compile(  # « Faut-il un partenaire quand on dépose … ? »; « Sait-on quand … ? » asks for a date
    r"^(?!.*\b(?:s(?:ai|avoir|avez|avent)\w*|di[st]\w*|precis\w+|indiqu\w+|mentionn\w+|conn\w+|annonc\w+|prevoi\w+|know\w*|sa(?:y|id)\w*|tell\w*|told|specif\w+|"
    r"state\w*|mention\w*|indicate\w*|date|annee|year|clear|clair) .*\b(?:quand|when)\b)(?=\S+ \S+ \S+.* (?:quand|when) ).*(?P<when>(?<!depuis )(?<!a partir de )\b(?:quand|when)\b)"
    r"(?= (?:on|ils?|elles?|je|nous|vous|une?|l[ea]s?|ce\w*|notre|nos|we|you|i|it|they|the|an?|our) | l'| j')"
)


def kind_of(folded: str) -> QuestionKind:
    if (of_a_case := _WHEN_OF_A_CASE.search(folded)) and asks_yes_or_no(folded[: of_a_case.start("when")] + "?"):
        folded = folded[: of_a_case.start("when")] + "si" + folded[of_a_case.end("when") :]
    if behind := _WHEN_BEHIND.search(folded):
        folded = folded[: behind.start("when")] + "si" + folded[behind.end("when") :]
    for kind, pattern in _KINDS:
        if pattern.search(folded):
            return kind
    return QuestionKind.YES_NO if any(map(asks_yes_or_no, sentences_of(folded))) else QuestionKind.OTHER


def asks_to_define(folded: str) -> bool:
    return any(kind is QuestionKind.DEFINITION and pattern.search(folded) for kind, pattern in _KINDS)
