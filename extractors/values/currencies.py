"""Which signs, codes and words stand for which currency.

Rule: codes are ISO 4217. A word that several countries share maps to a key of `SHARED`, never to a guess.
"""

import re
from dataclasses import dataclass

from extractors.values.lexicon import words

SYMBOLS: dict[str, str] = {
    "$": "USD", "US$": "USD", "U.S.$": "USD", "A$": "AUD", "AU$": "AUD", "AUD$": "AUD", "C$": "CAD",
    "CA$": "CAD", "CAD$": "CAD", "CDN$": "CAD", "NZ$": "NZD", "HK$": "HKD", "NT$": "TWD", "S$": "SGD",
    "SG$": "SGD", "R$": "BRL", "J$": "JMD", "JA$": "JMD", "TT$": "TTD", "BDS$": "BBD", "BBD$": "BBD",
    "EC$": "XCD", "FJ$": "FJD", "B$": "BSD", "BZ$": "BZD", "N$": "NAD", "G$": "GYD", "MX$": "MXN",
    "Mex$": "MXN", "AR$": "ARS", "CL$": "CLP", "CLP$": "CLP", "COP$": "COP", "$U": "UYU", "UY$": "UYU",
    "RD$": "DOP", "MOP$": "MOP", "T$": "TOP", "WS$": "WST", "Z$": "ZWL",
    "€": "EUR", "£": "GBP", "¥": "JPY", "CN¥": "CNY", "JP¥": "JPY", "₹": "INR", "Rs": "INR", "Rs.": "INR",
    "₩": "KRW", "₦": "NGN", "₽": "RUB", "₺": "TRY", "₴": "UAH", "₱": "PHP", "฿": "THB", "₫": "VND",
    "₪": "ILS", "₡": "CRC", "₲": "PYG", "₵": "GHS", "GH₵": "GHS", "GH¢": "GHS", "GHC": "GHS", "₸": "KZT",
    "₾": "GEL", "֏": "AMD", "₼": "AZN", "₮": "MNT", "៛": "KHR", "৳": "BDT",
    "KSh": "KES", "Ksh": "KES", "KSH": "KES", "TSh": "TZS", "TSH": "TZS", "USh": "UGX", "USH": "UGX",
    "Sh": "KES", "Rp": "IDR", "RM": "MYR", "RMB": "CNY", "Fr.": "CHF", "SFr": "CHF", "Ft": "HUF",
    "NKr": "NOK", "Nkr": "NOK", "SKr": "SEK", "Skr": "SEK", "DKr": "DKK", "Dkr": "DKK",
    "kr": "crown", "Kr": "crown", "Kč": "CZK", "zł": "PLN", "Dh": "AED", "Dhs": "AED", "DH": "MAD",
    "LE": "EGP", "E£": "EGP", "L.E.": "EGP", "FCFA": "XOF", "F CFA": "XOF", "CFA": "XOF", "S/": "PEN",
    "S/.": "PEN", "Bs": "BOB", "R": "ZAR", "N": "NGN", "K": "ZMW", "P": "PHP", "D": "GMD", "Br": "ETB",
    "I£": "GBP", "IR£": "EUR", "A£": "GBP",
}  # fmt: skip

CODES = words(
    "USD EUR GBP JPY CHF SEK NOK DKK ISK CZK PLN HUF RON BGN TRY UAH RUB AUD CAD NZD HKD SGD TWD CNY KRW"
    " INR PKR"
    " LKR NPR BDT IDR MYR THB PHP VND KHR LAK MMK BRL ARS CLP COP MXN PEN UYU BOB PYG DOP CRC GTQ JMD TTD"
    " BBD XCD"
    " ZAR NGN GHS KES TZS UGX RWF ETB EGP MAD TND DZD AED SAR QAR KWD BHD OMR JOD LBP ILS IQD IRR GEL AMD"
    " AZN KZT"
    " UZS MNT XOF XAF NAD BWP ZMW MZN AOA MUR RSD MKD BAM ALL MDL FJD PGK WST TOP VUV MOP BND"
)

WORDS: dict[str, str] = {
    "us dollars": "USD", "u.s. dollars": "USD", "american dollars": "USD", "dollars": "USD", "dollar": "USD",
    "bucks": "USD", "euros": "EUR", "euro": "EUR", "pounds sterling": "GBP", "pounds": "pound",
    "pound": "pound", "sterling": "GBP", "quid": "GBP", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY",
    "won": "KRW", "baht": "THB", "ringgit": "MYR", "rupiah": "IDR", "dong": "VND", "riel": "KHR",
    "kip": "LAK",
    "kyat": "MMK", "taka": "BDT", "rupees": "rupee", "rupee": "rupee", "rand": "ZAR", "naira": "NGN",
    "cedis": "GHS", "cedi": "GHS", "birr": "ETB", "shillings": "shilling", "shilling": "shilling",
    "kwacha": "ZMW", "pula": "BWP", "kwanza": "AOA", "kwanzas": "AOA", "meticais": "MZN", "metical": "MZN",
    "cfa francs": "XOF", "cfa": "XOF", "fcfa": "XOF", "swiss francs": "CHF",
    "francs": "franc", "franc": "franc",
    "lira": "TRY", "liras": "TRY", "roubles": "RUB", "rubles": "RUB", "hryvnia": "UAH", "hryvnias": "UAH",
    "zlotys": "PLN", "zloty": "PLN", "złoty": "PLN", "forints": "HUF", "forint": "HUF", "lei": "leu",
    "leva": "BGN", "lev": "BGN", "koruna": "CZK", "korunas": "CZK", "kroner": "krone", "krone": "krone",
    "kronor": "SEK", "krona": "SEK", "krónur": "ISK", "crowns": "crown", "kr": "crown", "reais": "BRL",
    "reals": "BRL", "reais brasileiros": "BRL", "soles": "PEN", "pesos": "peso", "peso": "peso",
    "guaraníes": "PYG", "guaranies": "PYG", "bolivianos": "BOB", "quetzales": "GTQ", "colones": "CRC",
    "tenge": "KZT", "lari": "GEL", "dram": "AMD", "drams": "AMD", "manat": "AZN", "riyals": "riyal",
    "riyal": "riyal", "rials": "riyal", "dirhams": "dirham", "dirham": "dirham", "dinars": "dinar",
    "dinar": "dinar", "shekels": "ILS", "shekel": "ILS", "patacas": "MOP", "tugrik": "MNT", "denars": "MKD",
    "rwandan francs": "RWF", "lek": "ALL", "leks": "ALL", "dalasi": "GMD", "dalasis": "GMD", "ariary": "MGA",
    "gourdes": "HTG", "lempiras": "HNL", "córdobas": "NIO", "balboas": "PAB", "ngultrum": "BTN",
    "rufiyaa": "MVR", "somoni": "TJS", "convertible marks": "BAM", "cordobas": "NIO",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shared:
    """A currency word of several countries: the default, and how each country is named."""

    default: str
    countries: tuple[tuple[str, re.Pattern[str]], ...]


def _shared(default: str, **countries: str) -> Shared:
    return Shared(default, tuple((code, re.compile(rf"\b(?:{names})")) for code, names in countries.items()))


SHARED: dict[str, Shared] = {
    "peso": _shared(
        "MXN",
        MXN=r"Mexic|Mexico|México|Guadalajara|Monterrey",
        ARS=r"Argentin|Buenos Aires|Rosario|Córdoba",
        CLP=r"Chile|Santiago|Valparaíso",
        COP=r"Colombia|Bogotá|Bogota|Medellín|Cartagena|Cali\b",
        UYU=r"Uruguay|Montevideo",
        PHP=r"Philippin|Filipin|Manila|Cebu\b|Quezon",
        DOP=r"Dominican|Santo Domingo",
        CUP=r"Cuba|Havana",
    ),
    "crown": _shared(
        "SEK",
        SEK=r"Swed|Stockholm|Gothenburg|Malmö|Göteborg",
        NOK=r"Norw|Oslo|Bergen|Haugesund|Tromsø",
        DKK=r"Denmark|Danish|Copenhagen|Aarhus|Odense|Faroe|Greenland",
        ISK=r"Iceland|Reykjav",
        CZK=r"Czech|Prague|Brno|Karlovy Vary",
    ),
    "leu": _shared("RON", RON=r"Romania|Bucharest|Cluj", MDL=r"Moldova|Chi[sș]in[aă]u"),
    "krone": _shared(
        "NOK",
        NOK=r"Norw|Oslo|Bergen|Haugesund|Tromsø",
        DKK=r"Denmark|Danish|Copenhagen|Aarhus|Odense|Faroe|Greenland",
    ),
    "rupee": _shared(
        "INR",
        INR=r"India|Mumbai|Delhi|Chennai|Goa\b|Kolkata|Bengaluru",
        PKR=r"Pakistan|Karachi|Lahore|Islamabad",
        LKR=r"Sri Lanka|Colombo",
        NPR=r"Nepal|Kathmandu",
        MUR=r"Mauriti",
    ),
    "shilling": _shared(
        "KES",
        KES=r"Kenya|Nairobi|Mombasa",
        TZS=r"Tanzania|Dar es Salaam|Zanzibar",
        UGX=r"Uganda|Kampala",
        SOS=r"Somali",
    ),
    "franc": _shared(
        "CHF",
        CHF=r"Swiss|Switzerland|Zurich|Geneva|Locarno|Basel|Lausanne|Solothurn",
        RWF=r"Rwanda|Kigali",
        CDF=r"Congo|Kinshasa",
        XOF=r"Senegal|Dakar|Ivor|Côte d|Abidjan|Burkina|Ouagadougou|Mali\b|Benin|Togo|Niger\b",
        XAF=r"Cameroon|Gabon|Chad\b|Yaound|Douala",
    ),
    "pound": _shared(
        "GBP",
        GBP=r"Brit|UK\b|U\.K\.|London|England|Scot|Wales|Welsh|Manchester|Leeds|Glasgow|Belfast|Cardiff",
        EGP=r"Egypt|Cairo|Alexandria|El Gouna",
    ),
    "dirham": _shared(
        "AED", AED=r"UAE|Emirat|Dubai|Abu Dhabi|Sharjah", MAD=r"Morocc|Casablanca|Marrakech|Rabat"
    ),
    "riyal": _shared(
        "SAR", SAR=r"Saudi|Riyadh|Jeddah|AlUla", QAR=r"Qatar|Doha", OMR=r"Oman|Muscat", IRR=r"Iran|Tehran"
    ),
    "dinar": _shared(
        "TND",
        TND=r"Tunis",
        JOD=r"Jordan|Amman",
        KWD=r"Kuwait",
        DZD=r"Algeri|Algiers",
        IQD=r"Iraq|Baghdad|Basra",
        BHD=r"Bahrain|Manama",
        RSD=r"Serb|Belgrade",
        LYD=r"Libya|Tripoli",
    ),
}

_DOLLARS = {
    "us": "USD", "american": "USD", "australian": "AUD", "canadian": "CAD", "singapore": "SGD",
    "jamaican": "JMD",
    "taiwan": "TWD", "taiwanese": "TWD", "fijian": "FJD", "barbadian": "BBD", "namibian": "NAD",
}  # fmt: skip


def country_currency(adjective: str, word: str) -> str | None:
    """Return the currency of "Canadian dollars" or "Kenyan shillings"; None where the pair says nothing."""
    key = WORDS.get(word.lower())
    if key == "USD":
        return _DOLLARS.get(adjective.lower())
    if key in SHARED:
        for code, names in SHARED[key].countries:
            if names.match(adjective):
                return code
        return None
    return key if key and adjective.istitle() else None
