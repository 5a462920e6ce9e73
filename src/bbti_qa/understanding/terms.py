"""The terms of a question: what is looked for, how else it may be said, and how much it counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from bbti_qa.deeds import told_as
from bbti_qa.glossary import Glossary
from bbti_qa.language import stem, stems
from bbti_qa.understanding.question import Term
from bbti_qa.values import NUMBER_WORDS, Unit, find_values, value_tokens

ANSWERED_WEIGHT = 0.2  # words of the answer before
EARLIER_WEIGHT = 0.5  # words taken over from the turn before, against 1 for the question's own
NAMING_WEIGHT = 0.25  # of words that only say which document is meant
TALK_WEIGHT = 0.5  # words that speak of the documents or of the asking, not of the matter
VALUE_WEIGHT = 0.5  # values: their words count already

Mend = Callable[[str], tuple[str, ...]]
"""The stems that an unknown one may stand for (a spelling slip); nothing for a stem that the documents hold."""

TALK = frozenset(
    stem(word)
    for word in """article articles texte textes document documents publication publications source sources auteur auteurs page passage
    extrait section chapeau intro introduction conclusion paragraphe phrase ligne lignes point points resume resumer
    rediger redige ecris explique expliquer dire dit disent dis parle parlent cite citer citent cites mentionne mentionnes
    mentionnees nomme nommes nommees annonce annoncent indique indiquent precise liste lister donne donner donnent exemple
    exemples exactement precisement selon question reponse concretement gros grosso modo existe sert correct bon compte
    savoir souhaite voudrais aimerais cherche paper papers text texts documents mention mentioned named name list lists
    cited say says said state stated tell give gives given according write explain describe description exactly kind kinds
    veut signifie designe definition definir courte court sigle developper sert abbreviation refer refers stand stands define
    type types sort word words term terms mean means meaning sentence sentences blurb mot mots nom noms simple simples
    simplement brief encadre happen happens happened happening spell spelled lexique glossaire glossary""".split()
)
_ALONE = re.compile(
    r"\b(?:l[ea] |l['’]|du |au |de l['’]|cet(?:te)? |ce |the |this )(?P<noun>[^\W\d_]{4,})"
    r"(?! (?:de|du|des|of|for|pour)\b| d['’]| [«\"]| (?-i:[A-ZÀ-Ý])|-\w)\b",
    re.IGNORECASE,
)
_BOTH_SOURCES = re.compile(
    r"\b(?:les |ces |the )?(?:deux|two|both)(?: of)?(?: the)? (?:articles|documents|textes|sources|publications|papers|texts)\b",
    re.IGNORECASE,
)
_SO_MANY = rf"(?:\d+|{'|'.join(NUMBER_WORDS)}|une?|an?|one|quelques|few|a few)(?: (?:ou|à|to|or|-) \w+)?"
_SORT_OF_LINE = r"(?: (?:petite?s?|courte?s?|brèves?|simples?|seule|short|brief|single))?"
_LINES = (
    r"(?:lignes?|mots|phrases?|points|puces|paragraphes?|lines?|words|sentences?|bullets|bullet points?|paragraphs?)"
)
_MEDIUM = (
    r"(?:posts?|tweets?|sites?|page|infographies?|newsletter|plaquettes?|brochures?|affiches?|communiqués?|diaporamas?|diapos?|diapositives?|slides?|"
    r"présentations?|articles? de presse|dossiers? de presse|kakémono|flyer|billet|blog|faq|infographics?|press releases?|posters?|leaflets?|"
    r"presentations?|website|web ?page|handouts?|briefs?|note)"
)
"""What the answer is wanted for: « pour notre site web », "for a press release"."""
_FORM = re.compile(
    r"\b(?:en|in|de|of|sous)(?: environ| about| moins de| less than| au plus)? "
    rf"{_SO_MANY}{_SORT_OF_LINE} {_LINES}\b(?! (?:du|de|des|of)\b)|"
    r"\b(?:en|in|sous forme de) (?:puces|points|bullets|bullet points)(?= ?(?:$|[.,;:!?)]))|"
    r"\b(?:petite?|courte?|bref|brève|short|brief|small)"
    r" (?:paragraphe|fiche|texte|note|résumé|encadré|paragraph|text|summary|blurb|note)\b|"
    r"\bfiche (?:d['’] ?)?identité\b|"
    r"\b(?:a|ont|aura|auront|aurait|avait|avoir|eu|eut)(?:-t-(?:il|elle|on))? lieu\b|\b(?:takes?|taking|took|taken) place\b|"
    r"\b(?:les |leurs |the |full |exact |complete )*(?:noms?|intitulés?|names?)(?: (?:complets?|exacts?|officiels?))?"
    r"(?= (?:de|des|du|of)\b| d['’]|$| ?[?.,])|"
    r"\b(?:étape par étape|pas à pas|step by step|in detail|en détail|dans le détail)\b|"
    r"\b(?:en|in|avec des|with) (?:langage |langue |mots |termes |plain |simple |clear )?(?:simples?|clairs?|clair|courante?s?|profane|english|french|français|words|terms|language)\b"
    r"(?= ?(?:$|[.,;:!?)(]|svp|stp|please|pour|for))|"
    rf"\b(?:pour|for) (?:une?|notre|nos|mon|ma|mes|le|la|les|des|l['’]|an?|our|my|the) ?(?:\w+ )?{_MEDIUM}(?: (?:\w+ )?(?:web|presse|interne|linkedin|pédagogique|grand public))?\b|"
    r"\b(?:à|pour|to|for) (?:une?|mon|ma|mes|des|l['’]|le|les|an?|my|our|the) ?(?:\w+[ -])?(?:grand[- ](?:mère|père|parents)|grandmother|grandfather|grandparents|enfants?|child|children|kids?|"
    r"lycéens?|collégiens?|étudiante?s?|students?|novices?|débutante?s?|beginners?|profanes?|lay ?(?:man|person|people)|non[- ]spécialistes?|journalistes?|journalists?|grand public|general public|"
    r"collègues?|colleagues?|patrone?|boss|voisine?|neighbou?r)\b|"
    rf"\b(?:j['’]ai besoin d(?:e |['’])|il (?:me|nous) fau(?:t|drait|dra) |(?:i|we) need |(?:i|we)(?: would|['’]d) (?:need|like) )"
    rf"(?:{_SO_MANY}|the|la?)?{_SORT_OF_LINE} {_LINES}(?: (?:en|in) (?:anglais|français|english|french))?\b|"
    rf"\b(?:écri(?:s|vez|re)|rédige[rz]?|fai(?:s|tes|re)|donne[rz]?|prépare[rz]?|propose[rz]?|write|draft|give|make|prepare)(?:[ -](?:moi|nous|me|us))? "
    rf"{_SO_MANY}{_SORT_OF_LINE} {_LINES}\b|"
    r"\b(?:cherch(?:e|ent|ons|er)(?:-(?:t-)?(?:on|ils?|elles?|nous)|(?= à\b))|(?:aller?|allant|va|vont) chercher)\b|"
    r"\bau nom d(?:e l['’]|e la|es?|u|['’])|\bin the name of\b|"
    r"\b(?:présente|explique|raconte|détaille|résume|décris|décrive|dis|dite|parle|donne|montre|rappelle)"
    r"[sz]?-(?:moi|nous)\b|\b[^\W\d_]+-moi\b|\b(?:tell|give|show) (?:me|us)\b",
    re.IGNORECASE,
)
"""« Présente-moi », « en deux lignes », "in one sentence", « un petit paragraphe »: the form that an answer shall have, never looked for.
« avoir lieu » tells of nothing either, nor need « nom » stand beside a name."""
_ORDERS = re.compile(
    r"^(?:(?:bonjour|bonsoir|merci|svp|stp|ok|d['’]accord|alors|et|hello|hi|please|and)[ ,!]+)*(?P<verb>[^\W\d_]{3,})(?:[ -](?:moi|nous))?"
    r" (?:l[ea]s? |l['’]|une? |tous |toutes |ce qu|the |all |every |each |me |us )",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:sont|est|ont été|a été|are|is|were|was)(?:-\w+)? "
    r"(?P<verb>nommée?s?|citée?s?|mentionnée?s?|listée?s?|énumérée?s?|évoquée?s?|donnée?s?|named|mentioned|listed|cited|given)\b|"
    r"\b(?P<last>nommée?s?|citée?s?|mentionnée?s?|listée?s?|énumérée?s?|évoquée?s?|named|mentioned|listed|cited)(?= ?[?.!]*$)",
    re.IGNORECASE,
)
"""« Énumère les … », « lesquelles sont nommées ? »: what the assistant shall do, or what a document does, in whatever verb."""
# Words of the talk itself, and of the form that an answer shall have: never looked for.
_COURTESY = frozenset(
    stem(word)
    for word in """bonjour bonsoir merci svp stp oui non bien viens venez confirme confirmes confirmez confirm hello
    hi please thanks yes many much just told correct get gets getting got happen happens happened happening
    chronologie frise timeline fiche newsletter blurb paragraphe fais fait grâce peux pouvons pourrions devons devrions
    voulons voudrions souhaitons aimerions""".split()
)
_ASIDE = re.compile(
    r"\b(?:outre|hormis|(?:mise?s? )?à part|en plus d(?:es?|u|['’])|en dehors d(?:es?|u|['’])|sans compter|besides|apart from|aside from|other than|in addition to) ?"
    r"(?P<named>[^,;:?]{3,60}?)(?=[,;:?]| (?:quel|que|qui|où|what|which|who|how|where)\b|$)",
    re.IGNORECASE,
)
ASIDE_WEIGHT = 0.25  # of what shall stand beside what is asked for
_BOUNDING = frozenset(
    stem(word)
    for word in """dépasse dépassent dépasser dépassé excède excèdent excéder inférieur inférieure supérieur
    supérieure égal égale atteint atteignent atteindre exceed exceeds exceeded above below equal reach reaches""".split()
)
"""Words that only set a value against another one: not looked for where the question holds a value."""


_REMARKS = re.compile(  # that two sayings differ, or that the asker is in doubt
    r"\b(?:differ\w*|diverge\w*|contredi\w*|contradict\w*|disagree\w*|d['’]accord|agree|pareil|identiques?|(?:la|le|les) mêmes?|the same|(?:in)?cohéren\w*|(?:in)?consisten\w*|"
    r"constante?|varie|deux (?:versions|chiffres|nombres|ordres|développements|réponses)|two (?:versions|numbers|figures|answers)|hésite|confuse\w*|m['’]embrouille|"
    r"l['’]un\b.{0,20}l['’]autre)\b",
    re.IGNORECASE,
)
_OF_REMARKS = TALK | frozenset(
    stem(word)
    for word in """deux two trouve vois vu lu ai impression semble seen found seem seems see read collègue colleague chapeau corps résumé légende figure titre titres abstract summary
    body caption heading headings même same pareil differ different differents differe chiffres nombres numbers figures versions ordres développements autre other another varie
    constant hésite confuse écrivent écrit emploient emploie chose thing things page d'accord agree cohérent""".split()
)
_LABEL = re.compile(r"(?P<noun>[^\W\d_]+)(?P<number>\d{1,2})")
_MEASURES = frozenset((Unit.PERCENT, Unit.MONEY, Unit.DURATION))
MOST_OF_MATTER = 1  # words of the matter in a sentence that only remarks on the sources


def _without_remarks(text: str) -> str:
    """`text` without the sentences behind the first that only say that two sayings seem to differ: « J'ai lu deux chiffres dans le même article. »"""
    first, *others = _SENTENCE_ENDS.split(text)
    kept = [one for one in others if not _REMARKS.search(one) or len(set(stems(one)) - _OF_REMARKS) > MOST_OF_MATTER]
    return " ".join([first, *kept]) if stems(first) else text


_SENTENCE_ENDS = re.compile(r"(?<=[.!?]) +")


def terms_of(text: str, earlier: str, glossary: Glossary, earlier_weight: float) -> tuple[Term, ...]:
    """The terms of the question, those that it takes over from earlier turns, and its values."""
    said = _FORM.sub(" ", _BOTH_SOURCES.sub(" ", _without_remarks(text)))
    unsought = _COURTESY | _BOUNDING if find_values(said) else _COURTESY
    matter = [token for token in stems(said) if token not in unsought]
    orders = _ordering(said)
    own = [
        replace(term, weight=TALK_WEIGHT, alternatives=()) if term.stem in orders else term
        for term in _with_alternatives(tuple(matter or stems(text)), glossary, 1.0)
    ]
    own = _as_labels([_by_number(term, said, own) for term in own], said)
    aside = _aside(said)
    own = [replace(term, weight=term.weight * ASIDE_WEIGHT) if term.stem in aside else term for term in own]
    known = {term.stem for term in own}
    borrowed = _with_alternatives(tuple(stems(earlier)), glossary, earlier_weight)
    return tuple(own + [term for term in borrowed if term.stem not in known] + _value_terms(said, own))


def _aside(text: str) -> frozenset[str]:
    """The stems of what the question sets aside and says nowhere else: « outre les dépenses, quelles difficultés … ? »."""
    named = " ".join(found["named"] for found in _ASIDE.finditer(text))
    return frozenset(stems(named)) - frozenset(stems(_ASIDE.sub(" ", text)))


def _as_labels(own: Sequence[Term], text: str) -> list[Term]:
    """« axe 3 » is one name (`axe3`), in every word for its noun; its number alone is not looked for, « trois projets » says nothing of it.

    « exporter 95 % » names nothing.
    """
    measured = {f"{value.low:g}" for value in find_values(text) if value.unit in _MEASURES}
    own = [term for term in own if not ((label := _LABEL.fullmatch(term.stem)) and label["number"] in measured)]
    found: list[Term] = []
    numbers = set[str]()
    for term in own:
        label = _LABEL.fullmatch(term.stem)
        noun = next((one for one in own if label and one.stem == label["noun"]), None)
        if label and noun:
            numbers.add(label["number"])
            names = tuple((f"{row[0]}{label['number']}",) for row in noun.alternatives if len(row) == 1)
            term = replace(term, alternatives=(*term.alternatives, *names))
        found.append(term)
    return [term for term in found if term.stem not in numbers]


def _by_number(term: Term, text: str, own: Sequence[Term]) -> Term:
    """« le premier axe » is the one that a heading calls « Axe 1 », read as one token too (`axe1`)."""
    for value in find_values(text):
        if value.unit is not Unit.ORDINAL or not value.of or term.stem not in stems(text[value.start : value.end]):
            continue
        others = next((one.alternatives for one in own if one.stem == value.of[0]), ())
        names = (value.of[0], *(row[0] for row in others if len(row) == 1))
        return replace(term, alternatives=(*term.alternatives, *((f"{name}{value.low:g}",) for name in names)))
    return term


def _ordering(text: str) -> frozenset[str]:
    """The stems of the verbs that order the assistant about, or tell what a document does."""
    found = (_ORDERS.match(text.strip()), *_SAID.finditer(text))
    said = (one.groupdict().get("verb") or one.groupdict().get("last") or "" for one in found if one)
    return frozenset(token for verb in said for token in stems(verb))


def _value_terms(text: str, own: Sequence[Term]) -> list[Term]:
    """The values of the question in their one form; a count also of what the glossary calls the counted thing."""
    found: dict[str, Term] = {}
    for token in value_tokens(text, nearest_only=True):
        number, _, name = token.partition("#")
        others = next((term.alternatives for term in own if term.stem == name), ())
        rows = tuple((f"{number}#{row[0]}",) for row in others if len(row) == 1)
        found[token] = Term(token, rows, VALUE_WEIGHT)
    return list(found.values())


def naming(document: str, terms: Sequence[Term], glossary: Glossary) -> tuple[Term, ...]:
    """`terms`, and the words that say in which document to look; they count little."""
    known = {term.stem for term in terms}
    named = _with_alternatives(tuple(stems(document)), glossary, NAMING_WEIGHT)
    return (*terms, *(term for term in named if term.stem not in known))


def mended(terms: Sequence[Term], mend: Mend | None) -> tuple[Term, ...]:
    """`terms` with what an unknown one may be a slip for."""
    if mend is None:
        return tuple(terms)
    return tuple(
        replace(term, alternatives=(*term.alternatives, *((other,) for other in mend(term.stem)))) for term in terms
    )


def _with_alternatives(tokens: tuple[str, ...], glossary: Glossary, weight: float) -> list[Term]:
    """One term a token; a form of the glossary that spans several tokens gives its alternatives to each of them.

    What is a part of that form is none: a date is no « date limite ».
    """
    alternatives: dict[int, tuple[tuple[str, ...], ...]] = {}
    for start, end, others in glossary.matches(tokens):
        wider = tuple(row for row in others if end - start == 1 or not set(row) <= set(tokens[start:end]))
        for at in range(start, end):
            alternatives[at] = wider
    seen: dict[str, Term] = {}
    for at, token in enumerate(tokens):
        if token not in seen:
            talk = TALK_WEIGHT if token in TALK and at not in alternatives else 1.0
            seen[token] = Term(token, alternatives.get(at, ()), weight * talk)
    return list(seen.values())


def nouns_alone(text: str) -> frozenset[str]:
    """The stems of the nouns that stand alone behind an article: « le programme », "the agency"."""
    return frozenset(stem(found["noun"]) for found in _ALONE.finditer(text))


def by_head(term: Term, bare: Collection[str], heads: Mapping[str, Collection[str]]) -> Term:
    """« le programme » is the PEPR, where documents speak of one; not « un programme », « le programme de formation »."""
    others = heads.get(term.stem, ()) if term.stem in bare and not term.alternatives else ()
    return replace(term, alternatives=(*term.alternatives, *((other,) for other in sorted(others)))) if others else term


def in_other_words(term: Term) -> Term:
    """« Qui dirige … ? » is answered by who pilots it."""
    told = sorted(told_as(term.stem) - {term.stem})
    return replace(term, alternatives=(*term.alternatives, *((other,) for other in told)))
