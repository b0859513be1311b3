"""The words of gatherings: which noun names which kind, and how the trade press says that one is held.

Rule: words of the language only; no name of a real or invented gathering, place or body belongs here.
"""

import re

from extractors.patterns import any_of
from extractors.values.lexicon import row
from schemas.vocabulary import ForumKind

F, M, K = ForumKind.FESTIVAL, ForumKind.MARKET, ForumKind.CONFERENCE
S, A, W = ForumKind.SHOWCASE, ForumKind.AWARDS, ForumKind.WORKSHOP

# Nouns that close or open a proper name; the weak ones say little about the kind.
NAME_HEADS: dict[str, ForumKind] = {
    **dict.fromkeys(
        row(
            "festival fest filmfest filmfestival festspiele fête biennale biennial triennale "
            "carnival fringe mostra muestra rencontres fiesta festivals filmfestspiele viennale "
            "encounters cinefest jazzfest weekender jamboree carnaval festivalen proms quinzaine"
        ),
        F,
    ),
    **dict.fromkeys(
        row(
            "market mart mercado marché mercato fair feria bourse messe buchmesse bazaar markt "
            "marketplace salone tradeshow"
        ),
        M,
    ),
    **dict.fromkeys(["forum", "foro", "fórum"], ForumKind.FORUM),
    **dict.fromkeys(
        row(
            "conference congress congreso convention symposium kongress conclave colloquium con "
            "confex congrès conférence conferencia assembly confab seminar symposia unconference"
        ),
        K,
    ),
    **dict.fromkeys(["summit", "cumbre", "sommet"], ForumKind.SUMMIT),
    **dict.fromkeys(["awards", "oscars"], A),
    **dict.fromkeys(["showcase", "upfront", "upfronts", "newfronts", "showcases"], S),
    **dict.fromkeys(
        row(
            "lab labs workshop workshops camp bootcamp masterclasses atelier ateliers residency academy "
            "clinic"
        ),
        W,
    ),
    **dict.fromkeys(
        row(
            "expo exhibition retreat meetup meet-up get-together webinar webinars gala breakfast lunch "
            "dinner ball party brunch hackathon hackfest jam rendezvous mixer roadshow convergence luncheon"
        ),
        ForumKind.OTHER,
    ),
}
WEAK_HEADS: dict[str, ForumKind] = {
    **dict.fromkeys(
        row(
            "week weeks weekend days nights fortnight tage semana semaine jornadas journées "
            "encuentro encuentros salon salón rendez-vous assises dagen dage dagar giornate"
        ),
        F,
    ),
    **dict.fromkeys(["screenings"], S),
    **dict.fromkeys(
        row(
            "meeting meetings series talks sessions dialogues mondays tuesdays wednesdays thursdays "
            "fridays pitches pitch exchange connection connect pro"
        ),
        ForumKind.OTHER,
    ),
}
OPENING_HEADS = frozenset(
    row(
        "festival foro fórum forum mercado marché feria congreso congrès encuentro encuentros "
        "jornadas journées semana semaine salon salón mostra muestra rencontres cumbre fiesta "
        "fête bienal biennale mercato conferencia"
    )
)

# Common nouns for a gathering, longest first.
_NOUNS: dict[str, ForumKind] = {
    **dict.fromkeys(
        (
            "film festival",
            "music festival",
            "arts festival",
            "book festival",
            "literary festival",
            "festival",
            "jamboree",
            "biennale",
            "biennial",
            "celebration",
            "film week",
            "music week",
            "book week",
            "games week",
            "design week",
            "animation week",
            "screenwriting week",
            "writing week",
            "documentary week",
            "theatre week",
            "podcast week",
            "carnival",
            "fest",
        ),
        F,
    ),
    **dict.fromkeys(
        (
            "book fair",
            "trade fair",
            "rights fair",
            "art fair",
            "fair",
            "co-production market",
            "film market",
            "content market",
            "tv market",
            "project market",
            "trade show",
            "tradeshow",
            "trade expo",
            "consumer show",
            "technology show",
            "tech show",
            "marketplace",
            "rights market",
            "industry market",
            "market",
            "sales market",
            "trading floor",
            "bazaar",
            "mart",
        ),
        M,
    ),
    **dict.fromkeys(
        (
            "co-production forum",
            "coproduction forum",
            "financing forum",
            "pitching forum",
            "pitch forum",
            "forum",
        ),
        ForumKind.FORUM,
    ),
    **dict.fromkeys(
        (
            *row(
                "conference congress convention symposium conclave confab colloquium unconference conferences"
            ),
            "general assembly",
            "annual assembly",
            "annual meeting",
            "yearly meeting",
            "general meeting",
            "annual general meeting",
        ),
        K,
    ),
    **dict.fromkeys(("summit",), ForumKind.SUMMIT),
    **dict.fromkeys(
        (
            "awards ceremony",
            "award ceremony",
            "awards gala",
            "awards evening",
            "gala ceremony",
            "awards do",
            "prize night",
            "prize gala",
            "awards show",
            "awards night",
            "awards gala",
            "awards dinner",
            "prize-giving",
            "prizegiving",
            "prize ceremony",
            "tv prizes",
            "film prizes",
            "music prizes",
            "book prizes",
            "trade prizes",
            "industry prizes",
            "radio prizes",
            "press prizes",
            "journalism prizes",
            "theatre prizes",
            "games prizes",
            "awards",
            "annual dinner",
            "gala",
            "ceremony",
        ),
        A,
    ),
    **dict.fromkeys(
        (
            "showcase",
            "showcases",
            "slate event",
            "slate presentation",
            "sizzle event",
            "preview night",
            "industry preview",
            "trade preview",
            "newfront",
            "screenings event",
            "upfront",
            "upfronts",
            "upfront presentation",
            "showreel event",
            "content day",
            "content showcase",
            "content event",
            "slate day",
            "slate reveal",
            "slate launch",
            "programme launch",
            "season launch",
            "season preview",
            "product presentation",
            "upfronts presentation",
            "preview event",
        ),
        S,
    ),
    **dict.fromkeys(
        (
            "training camp",
            "boot camp",
            "bootcamp",
            "summer school",
            "script camp",
            "training week",
            "residency",
            "workshop",
            "clinic",
            "lab",
            "residential",
            "academy",
            "summer academy",
            "spring school",
            "winter school",
            "autumn school",
            "camp",
            "masterclass series",
            "script lab",
            "writers lab",
            "training programme",
            "training program",
            "training scheme",
            "talent programme",
            "talent campus",
            "talents campus",
            "residential workshop",
            "incubator",
            "intensive",
        ),
        W,
    ),
    **dict.fromkeys(
        (
            "programme of talks",
            "virtual event",
            "reception",
            "hackathon",
            "hackfest",
            "game jam",
            "jam",
            "seminar",
            "online seminar",
            "mixer",
            "networking event",
            "networking evening",
            "industry day",
            "industry days",
            "industry section",
            "industry strand",
            "industry programme",
            "industry program",
            "industry platform",
            "industry sidebar",
            "industry arm",
            "industry component",
            "industry wing",
            "industry leg",
            "industry side",
            "industry event",
            "industry forum",
            "industry offshoot",
            "industry get-together",
            "industry meeting",
            "professional days",
            "pitching event",
            "pitch event",
            "pitching contest",
            "pitching competition",
            "matchmaking event",
            "speed-dating event",
            "roadshow",
            "trade event",
            "town hall",
            "dinner",
            "breakfast",
            "luncheon",
            "webinar series",
            "series of webinars",
            "talk series",
            "webinar",
            "meet-up",
            "meetup",
            "retreat",
            "expo",
            "exhibition",
            "trade mission",
            "open day",
            "screening series",
            "round of talks",
        ),
        ForumKind.OTHER,
    ),
}
NOUN_KINDS = _NOUNS
GENERIC = (
    "event",
    "gathering",
    "happening",
    "occasion",
    "edition",
    "meeting",
    "get-together",
    "affair",
    "shindig",
    "evening",
    "bash",
    "proceedings",
    "offshoot",
    "spin-off",
    "instalment",
    "installment",
    "outing",
    "rendezvous",
    "three-dayer",
    "show",
)
NOUN = any_of(_NOUNS)
ANY_NOUN = any_of((*_NOUNS, *GENERIC))
ONE_DAY = re.compile(
    r"\b(?:one-day|day-long|daylong|single-day|evening|night|ceremony|gala|dinner|tonight|"
    r"afternoon|half-day|lunch|breakfast|brunch|party|reception|prize-giving|prizegiving)\b",
    re.IGNORECASE,
)
DAY_COUNT = re.compile(
    r"\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})-day\b(?!\s+(?:week|pass))",
    re.IGNORECASE,
)
NUMBERS = dict(
    zip(
        ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
        range(2, 13),
        strict=True,
    )
)
SESSION = (
    r"(?:keynote(?:\s+(?:address|speech|crowd|audience))?|panel(?:\s+discussion)?|session|fireside "
    r"chat|chat|conversation|"
    r"master ?class|masterclass|round-?\s?table|talk|speech|workshop|pitch(?:ing)? session|press conference|"
    r"presentation|discussion|debate|seminar|lecture|q&a|audience|crowd|delegates|attendees)"
)


def kind_of_noun(noun: str) -> ForumKind | None:
    """Return the kind that a common noun names, or None for a noun that fits any gathering."""
    noun = noun.casefold()
    return _NOUNS.get(noun) or _NOUNS.get(noun.removesuffix("s"))
