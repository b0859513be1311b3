"""Which language a text is in, told from its commonest words or its script.

Rule: unsure is None. A text is of a language only when that language's words are clearly more common in it
than any other's, so that a short or mixed text is never set aside for its language.
"""

import re
from collections import Counter

MIN_WORDS = 25
SAMPLE = 1_500  # characters

_COMMON = {
    "en": (
        "the of and to in a is that for it was on with as his her be at by from have are this not but "
        "had they which or an were been has their will would"
    ),
    "fr": (
        "le la les de des et est un une du en que qui dans pour sur pas au avec ce il elle par plus ne "
        "se sont nous vous aux cette ses mais son"
    ),
    "de": (
        "der die das und ist von mit den des ein eine im zu auf für nicht sich dem auch als wird sind "
        "aus werden bei nach einer oder wie über hat dass"
    ),
    "es": (
        "el la los las de que y en un una por con para del se al es su lo como más pero sus este ha "
        "sobre entre cuando muy desde fue era"
    ),
    "it": (
        "il lo la gli le di che e è un una per con non del della dei nel sono si da come al alla anche "
        "più ma questo ha dal delle degli"
    ),
    "pt": (
        "o a os as de que e em um uma para com não do da dos das no na se por mais como ao foi são pelo "
        "pela seu sua ou ser também"
    ),
    "nl": (
        "de het een en van in is dat op te voor met zijn niet aan er ook als bij door maar naar over om "
        "uit dan nog wordt worden hebben heeft"
    ),
    "sv": (
        "och att det som en är på av för med den till inte har om ett var de jag men från kan vid så när "
        "efter sig eller hade också"
    ),
    "da": (
        "og at det er en til af på for den med ikke som der de har et om var fra men jeg vi kan han ved "
        "så eller efter blev også"
    ),
    "no": (
        "og det er en til av på for den med ikke som at de har et om var fra men jeg vi kan han ved så "
        "eller etter ble også seg"
    ),
    "fi": (
        "ja on ei että se oli hän mutta ovat kun niin myös kuin joka tai mukaan sen ole voi olla jos "
        "vain nyt siitä sitä hänen ollut"
    ),
    "pl": (
        "i w na z do że się nie to jest o jak po od za przez dla są ale być które który jego oraz także "
        "już tym było przy tego"
    ),
    "tr": (
        "ve bir bu için ile da de olarak daha çok en olan gibi ama sonra kadar var her ne ya olduğu "
        "değil ise ki o mi göre"
    ),
    "id": (
        "yang dan di dari ini untuk dengan pada itu tidak dalam akan ke juga adalah oleh karena sebagai "
        "ada bisa lebih telah atau saat mereka"
    ),
    "ro": (
        "și de în la cu a pe care din nu un o este mai pentru că sa fost ca după sau fi s-a prin între "
        "acest iar sunt fiind"
    ),
    "cs": (
        "a v se na je že s z do o to i k ve pro za by ale si po jako podle od jsou tak které který už "
        "bylo nebo při jeho"
    ),
    "hu": (
        "a az és hogy nem is egy ez de van volt már meg csak mint még ki el lesz vagy után szerint "
        "nagyon ha pedig amely"
    ),
}
_SPEAKERS: dict[str, list[str]] = {}
for _code, _words in _COMMON.items():
    for _word in frozenset(_words.split()):
        _SPEAKERS.setdefault(_word, []).append(_code)
_SCRIPTS = (
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)
# Languages so close that their common words hardly differ: the page's own word decides between them.
_CLOSE = ({"da", "no"},)
_FOREIGN = re.compile(r"[\u0370-\u1fff\u2e80-\ud7ff]")
_LETTER = re.compile(r"[^\W\d_]")


def detect_language(text: str, declared: str | None = None) -> str | None:
    """Return the ISO 639-1 code of a text's language; `declared` breaks a tie; None when it is not clear."""
    sample = text[:SAMPLE]
    letters = len(_LETTER.findall(sample)) if _FOREIGN.search(sample) else 0
    for code, script in _SCRIPTS if letters else ():
        if len(script.findall(sample)) > letters * (0.1 if code == "ja" else 0.3):
            return declared if declared and code in ("ru", "ar", "hi") else code
    words = sample.casefold().split()
    if len(words) < MIN_WORDS:
        return None
    counts = Counter(dict.fromkeys(_COMMON, 0))
    for word, times in Counter(filter(_SPEAKERS.__contains__, words)).items():
        for code in _SPEAKERS[word]:
            counts[code] += times
    (best, most), (second, next_most) = counts.most_common(2)
    if most < len(words) * 0.12:
        return None
    if {best, second} in _CLOSE and next_most > most * 0.8:
        return declared if declared in (best, second) else None
    return best if most > next_most * 1.25 else None
