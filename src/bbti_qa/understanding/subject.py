"""The thing that a question wants an account of, and nothing else: « que couvre l'axe 3 ? », "summarise the governance"."""

from __future__ import annotations

import re

_THE = r"(?:(?:le|la|les|ce|cet|cette|the|this|un|une) |l['’]|d['’])?"
_OF = r"(?:de (?=(?:la|l['’]))|du |des |de |d['’]|sur |concernant |of |on |about )"
_THING = rf"{_THE}(?P<thing>[^\W_][^,;:?!.()«»\"]{{1,60}}?)"
_END = r"(?: (?:exactement|concrètement|précisément|exactly|about|cover|include|contain|involve|address|do|for|(?:en|in|à|pour|for|to) [^?]{3,60}))?[ ?.!]*$"
_LEAD = (
    r"^(?:(?:et|alors|donc|bonjour|hello|so|please|svp|stp|s['’]il (?:te|vous) plaît|peux-tu|pouvez-vous|pourrais-tu|pourriez-vous|"
    r"can you|could you|tu peux|vous pouvez|il me faut|i need|je voudrais|j['’]aimerais|en (?:quelques mots|bref|gros|résumé)|in (?:short|brief|a few words)|"
    r"(?:en|in) (?:\d|une?|deux|trois|quatre|cinq|one|two|three|four|five) (?:phrases?|lignes?|sentences?|lines?)),? )*"
)
_WRITE = r"(?:(?:fais|faites|donne|donnez|rédige|rédigez|écris|écrivez|write|give|make|draft|prepare|prépare|préparez)(?:[- ](?:moi|nous|me|us))? )?"
_SOME = r"\d|une?|deux|trois|quatre|cinq|quelques|an?|one|two|three|four|five|a few"
_ADJECTIVE = r"(?:(?:brève?|bref|courte?|petite?|rapide|simple|claire?|short|brief|quick|small|clear|one-paragraph) )*"
_WHOLE = r"(?:le contenu|l['’]essentiel|les grandes lignes|the (?:content|contents|gist|essentials|main points)) "
_LABEL = r"[^\W\d_]{3,} \d{1,2}"
"""« axe 3 »: of what has a number, its definition and its aim are told by its section too."""
_ACCOUNTS = tuple(
    re.compile(_LEAD + pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:que|qu['’]est-ce que|qu['’]est-ce qu['’]|sur quoi|de quoi|en quoi|à quoi) ?(?:re)?(?:couvre|contien|compren|englobe|regroupe|concerne|porte|parle|traite|"
        rf"consiste|correspond|recouvre)\w*(?: (?:exactement|concrètement|donc|au juste))? {_THING}{_END}",
        rf"(?:quel est|quels sont|quelle est) (?:le contenu|l['’]objet|le champ|la teneur) (?:exacte? )?{_OF}{_THING}{_END}",
        rf"(?:résume|présente|décri|expliqu|détaill|synthétis)\w*(?:[- ](?:moi|nous))? (?:(?:brièvement|rapidement|ce qu['’]est|ce que sont) )?(?:{_WHOLE}{_OF})?{_THING}{_END}",
        rf"{_WRITE}(?:une? |le |la |a |an |the )?{_ADJECTIVE}(?:résumé|synthèse|présentation|aperçu|description|panorama|texte|paragraphe|tweet|post|pitch|encadré|chapeau|"
        rf"communiqué|summary|overview|outline|presentation|paragraph|blurb|text|press release)(?: \w+)? {_OF}{_THING}{_END}",
        rf"{_WRITE}(?:{_SOME}) {_ADJECTIVE}(?:phrases?|lignes?|points|puces|sentences?|lines?|bullets|bullet points?) {_OF}{_THING}{_END}",
        rf"(?:quel est|quels sont|quelle est|quelles sont|what is|what are) {_THE}(?:rôles?|fonctions?|missions?|tâches?|attributions?|responsabilités?|role|roles|function|tasks|duties|responsibilities)"
        rf"(?: \w+)? {_OF}{_THING}{_END}",
        r"(?:que (?:fait|font)|à quoi (?:sert|servent)) (?P<thing>(?:le|la|les|l['’]) ?[^,;:?!.()«»\"]{2,60}?)[ ?.!]*$",
        rf"what (?:does|do) {_THING} do[ ?.!]*$",
        rf"parle(?:z|r)?[- ](?:moi|nous) {_OF}{_THING}{_END}",
        rf"what (?:does|do|did|will) {_THING} (?:cover|include|contain|involve|address|encompass|comprise|focus on|deal with|consist of){_END}",
        rf"what (?:is|are) {_THING} (?:all )?about{_END}",
        rf"what (?:is|are) (?:the )?(?:contents?|scope|subject|focus) {_OF}{_THING}{_END}",
        rf"(?:summari[sz]e|describe|present|explain|outline) (?:{_WHOLE}{_OF})?{_THING}{_END}",
        rf"(?:c['’]est quoi|qu['’]est-ce que|à quoi (?:sert|servent)|what(?: is|['’]s)) {_THE}(?P<thing>{_LABEL})[ ?.!]*$",
        rf"(?:que|what) (?:vise|cherche|poursuit|fait|does) {_THE}(?P<thing>{_LABEL})(?: (?:do|seek|aim (?:at|for)))?[ ?.!]*$",
        rf"(?:quel est|quels sont|quelle est|what is|what are) {_THE}(?:but|buts|objectif|objectifs|finalité|finalités|goals?|aims?|purpose|objectives?)"
        rf"(?: \w+)? {_OF}{_THE}(?P<thing>{_LABEL})[ ?.!]*$",
        rf"tell (?:me|us) about {_THING}{_END}",
    )
)


def subject_asked(text: str) -> str:
    """The words for the thing, without its article; empty where the question asks for something of it, or names none."""
    found = next((match for pattern in _ACCOUNTS if (match := pattern.match(text.strip()))), None)
    return found["thing"].strip() if found else ""
