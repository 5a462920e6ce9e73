"""The vocabulary of calls, in French and English: kinds of applicants, instruments, stages, countries. Patterns for folded text.

Acronyms that are also words ("AMI", "CIR") count in capitals only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bbti_qa.language import fold_in_place

Patterns = Mapping[str, re.Pattern[str]]


def _patterns(table: Mapping[str, str]) -> Patterns:
    return {name: re.compile(rf"\b(?:{pattern})") for name, pattern in table.items()}


KINDS: Final = _patterns(
    {
        "research_organisation": (
            r"organismes?(?: publics?)?(?: ou instituts?)? de recherche|instituts?(?: publics?)? de recherche|"
            r"epst\b|laboratoires? (?:publics?|academiques?)|umr\b|unites?(?: mixtes?)? de recherche|"
            r"research (?:organi[sz]ations?|institutes?|institutions?|bodies|body)|public (?:research )?(?:lab\w*|institutes?)"
        ),
        "public_research": (
            r"recherche (?:publique|academique)|equipes? (?:de recherche )?(?:academiques?|publiques?)|public research|academic (?:research|teams?|groups?|lab\w*)|"
            r"etablissements? publics?|public (?:establishments?|bodies)"
        ),
        "university": r"universites?\b|universit(?:y|ies)\b|enseignants?-chercheurs?|laboratoires? universitaires?|university lab\w*",
        "hospital": (
            r"chu\b|chru\b|centres? hospitaliers?|hopita(?:l|ux)\b|etablissements? de sante|clcc\b|"
            r"centres? de lutte contre le cancer|(?:university |teaching )?hospitals?\b"
        ),
        "engineering_school": r"ecoles? d'ingenieurs?|ecole (?:centrale|polytechnique|des mines)|grandes? ecoles?|engineering schools?",
        "company": (
            r"entreprises?\b|pme\b|eti\b|start-?ups?\b|industriels?\b|industrielles?\b(?= partenaires?)|partenaires? prives?|societes?\b(?! savante| francaise d| civile)|"
            r"biotechs?\b|compan(?:y|ies)\b|smes?\b|firms?\b|cdmos?\b|groupe pharmaceutique|laboratoires? (?:prives?|pharmaceutiques?)|"
            r"industrial (?:partners?|players?)|pharma(?:ceutical)? (?:groups?|compan\w+)"
        ),
        "association": r"associations?\b(?! (?:d'idees|d[e']s? ?(?:l[ae]s? |deux |trois |vecteurs|molecules|genes|therapies|cellules|traitements|medicaments|anticorps)|entre|between|studies))|fondations?\b|ong\b|patient associations?|foundations?\b|charit(?:y|ies)\b|ngos?\b|non-?profits?",
        "individual": (
            r"particuliers?\b(?! interet)|a titre (?:personnel|individuel)|personnes? physiques?|auto-?entrepreneurs?|etudiante?s?\b|doctorante?s?\b(?= (?:seule?|sans))|"
            r"private individuals?|individual (?:applicants?|researchers?)|freelancers?|students?\b|retired\b|retraitee?s?\b"
        ),
        "local_authority": r"collectivites?(?: territoriales?)?|conseil (?:regional|departemental)|mairies?\b|municipalit(?:y|ies)|local authorit(?:y|ies)",
    }
)
# Institutions by name: they tell what an applicant is, not whom a rule is for.
NAMED: Final = _patterns(
    {
        "research_organisation": r"inserm\b|cnrs\b|cea\b|inrae\b|inria\b|ird\b|institut (?:pasteur|curie|gustave|imagine|du cerveau)|genethon\b|i-stem\b",
        "hospital": r"ap-hp\b|hospices civils|institut (?:gustave roussy|bergonie)",
        "university": r"sorbonne\b",
    }
)
# "La recherche publique" is all of these.
PUBLIC: Final = ("research_organisation", "university", "engineering_school", "public_research")

INSTRUMENTS: Final = _patterns(
    {
        "ami": r"appels? a manifestations? d'interets?|(?:calls? for )?expressions? of interest",
        "aap": r"appels? a (?:projets?|propositions?)|calls? for (?:projects?|proposals?)|project calls?",
        "priority_project": r"projets? (?:« ?)?prioritaires?|projets? cibles?|priority projects?|targeted projects?",
        "erc": r"bourses? erc|erc (?:grants?|starting|consolidator|advanced)|european research council|conseil europeen de la recherche",
        "horizon_europe": r"horizon (?:europe|2020)|h2020\b|marie (?:sklodowska-)?curie",
        "cifre": r"(?:theses?|conventions?|bourses?) cifre|cifre (?:phd|thes[ei]s|grants?)",
        "fellowship": r"bourses? (?:de (?:these|recherche|mobilite|doctorat)|doctorales?|postdoctorales?)|(?:doctoral|phd|postdoctoral|travel) (?:fellowships?|scholarships?|grants?)",
        "loan": r"(?:une?|des|par|de) prets?\b(?! a (?:l'|etre))|prets?(?: a taux| bancaires?| bonifies?| participatifs?| d'honneur)|avances? remboursables?|loans?\b|repayable advances?",
        "tax_credit": r"credits? d'impots?|tax credits?",
        "investment": r"levees? de fonds|prises? de participation|capital-risque|venture capital|equity\b|fundraising",
        "chair": r"chaires? (?:de recherche|industrielles?|d'excellence)|(?:research|industrial) chairs?",
        "phrc": r"phrc\b|hospital clinical research programme",
    }
)
_ACRONYMS: Final = {
    "ami": re.compile(r"\bAMI\b"),
    "aap": re.compile(r"\bAAP\b"),
    "erc": re.compile(r"\bERC\b"),
    "cifre": re.compile(r"\b(?:CIFRE|Cifre)\b"),
    "tax_credit": re.compile(r"\bCIR\b"),
    "jcjc": re.compile(r"\bJCJC\b"),
    "horizon_europe": re.compile(r"\b(?:EIC|MSCA)\b"),
}

# Technology readiness levels that a word stands for (ISO 16290; European Commission, Horizon 2020 annex G), lowest and highest.
STAGES: Final[tuple[tuple[re.Pattern[str], int, int], ...]] = tuple(
    (re.compile(rf"\b(?:{pattern})"), low, high)
    for pattern, low, high in (
        (r"recherche fondamentale|(?:fundamental|basic) research", 1, 2),
        (r"preuves? de concept|proofs?[ -]of[ -]concept", 3, 3),
        (r"precliniques?|pre-?clinical", 4, 5),
        (r"prototypes?\b|demonstrateurs?\b|demonstrators?\b", 5, 7),
        (
            r"essais? (?:cliniques?|de phase|therapeutiques?)|(?:stade|phase|etude) cliniques?|clinical (?:trials?|stage|phase)|phase (?:i{1,3}|[123])\b",
            6,
            8,
        ),
        (
            r"commercialis\w+|mises? sur le marche|deja (?:vendu|sur le marche)|market (?:launch|authori[sz]ation)|on the market|marketing",
            9,
            9,
        ),
    )
)
TRL: Final = re.compile(
    r"\btrl ?(?:de |of |: ?|niveaux? )?(?P<low>[1-9])(?: ?(?:a|to|-|–|/|et|and) ?(?:trl ?)?(?P<high>[1-9]))?(?!\d)"
)

COUNTRIES: Final = _patterns(
    {
        "FR": r"france\b|francais\w*|french\b|inserm\b|cnrs\b|cea\b|inrae\b|ap-hp\b|chu\b|chru\b",
        "DE": r"allemagne|allemand\w*|german\w*|berlin\b|heidelberg\b|munich\b",
        "BE": r"belgique|belges?\b|belgium|belgian\w*|bruxelles|brussels|louvain|leuven",
        "CH": r"suisses?\b|switzerland|swiss\b|lausanne|zurich\b|geneve|geneva",
        "IT": r"italie\b|italien\w*|ital(?:y|ian)\b|milan\b|rome\b",
        "ES": r"espagne|espagnol\w*|spain\b|spanish\b|madrid|barcelon\w+",
        "PT": r"portugal|portugais\w*|portuguese",
        "GB": r"royaume-uni|britanniques?|anglais\w*|angleterre|united kingdom|british|england|uk\b|londres|london\b|oxford|cambridge\b|edinburgh",
        "IE": r"irlande|irlandais\w*|ireland|irish\b",
        "NL": r"pays-bas|neerlandais\w*|netherlands|dutch\b|amsterdam",
        "LU": r"luxembourg\w*",
        "AT": r"autriche|autrichien\w*|austria\w*|vienna\b",
        "SE": r"suede\b|suedois\w*|sweden|swedish",
        "DK": r"danemark|danois\w*|denmark|danish",
        "NO": r"norvege|norvegien\w*|norway|norwegian",
        "FI": r"finlande|finlandais\w*|finland|finnish",
        "PL": r"pologne|polonais\w*|poland|polish\b",
        "CZ": r"tcheques?\b|czech\w*|tchequie",
        "GR": r"grece\b|grecs?\b|grecques?|greece|greek",
        "HU": r"hongrie|hongrois\w*|hungar\w+",
        "RO": r"roumanie|roumain\w*|romania\w*",
        "US": r"etats-unis|americain\w*|united states|american|usa\b|boston\b|harvard|stanford",
        "CA": r"canada|canadien\w*|canadian|montreal\b|quebec\b|toronto\b",
        "JP": r"japon\b|japonais\w*|japan\w*",
        "CN": r"chine\b|chinois\w*|china\b|chinese",
        "KR": r"coree\w*|korea\w*",
        "IN": r"inde\b|indien(?:ne)?s?\b|india\b|indian\b",
        "IL": r"israel\w*",
        "TR": r"turquie|turcs?\b|turques?|turkey|turkish",
        "MA": r"maroc\w*|moroc\w+",
        "TN": r"tunisi\w+",
        "DZ": r"algeri\w+",
        "SN": r"senegal\w*",
        "BR": r"bresil\w*|brazil\w*",
        "AU": r"australi\w+",
    }
)
ABROAD: Final = re.compile(
    r"\b(?:etrang(?:er|ere|ers|eres)\b|a l'etranger|hors (?:de )?france|non francais\w*|foreign\b|abroad|overseas|non-french|outside france|"
    r"partenaires? internationa\w+|international partners?|europeens?\b(?= partenaires?))"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of one of the tables, at `[start, end)` of a text."""

    name: str
    start: int
    end: int


def mentions(text: str, table: Patterns, *, named: bool = False) -> tuple[Mention, ...]:
    """What of `table` stands in `text`, in reading order; of two at one place the longer. `named`: kinds of applicants by their names too."""
    folded = fold_in_place(text)
    found = [
        Mention(name, match.start(), match.end())
        for name, pattern in table.items()
        for match in pattern.finditer(folded)
    ]
    if table is KINDS and named:
        found += [Mention(name, *match.span()) for name, pattern in NAMED.items() for match in pattern.finditer(folded)]
    if table is INSTRUMENTS:
        found += [
            Mention(name, *match.span()) for name, pattern in _ACRONYMS.items() for match in pattern.finditer(text)
        ]
    return tuple(_longest(sorted(found, key=lambda mention: (mention.start, -mention.end))))


def names(text: str, table: Patterns) -> tuple[str, ...]:
    """The names alone, each once, in reading order."""
    return tuple(dict.fromkeys(mention.name for mention in mentions(text, table)))


def _longest(found: list[Mention]) -> Iterator[Mention]:
    end = -1
    for mention in found:
        if mention.start >= end:
            yield mention
            end = mention.end
