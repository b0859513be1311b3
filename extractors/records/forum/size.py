"""Reads how many came to a gathering, and which edition it is.

Rule: the attendance is the figure of people at this edition, not that of the one before, of a session or of
projects.
"""

import re
from collections.abc import Iterator

from extractors.reading import CountSpan, Reading, Words
from extractors.records.forum.gathering import Gathering, Spot
from extractors.records.forum.scene import Scene
from extractors.values.ordinals import find_ordinals
from schemas.records import Attendance

_PEOPLE = re.compile(
    r"\b(?:people|persons|fans?|audience members|members of the public|women|men|children|pupils|families|"
    r"friends|insiders|hopefuls|heads|souls|tickets|admissions|entrants|"
    r"execs|reps|professionals|executives|representatives|heads of \w+|guests?|delegates?|"
    r"cinephiles|creatives|accredited \w+|registrants|residents|locals|talents|critics|academics|"
    r"film commissions|countries’ \w+|"
    r"(?!(?:numbers|orders|letters|offers|papers|posters|centers|theaters|chapters|corners|borders|"
    r"computers|trailers|shutters|drivers’|matters|others|quarters|meters|answers|factors|sectors|"
    r"doors|floors|colours|colors|"
    r"errors|hours|tours|years|authors’|partners|sponsors|jurors|investors’|events|documents|"
    r"comments|moments|agreements|talents|patents|presents|contents|components|students’|fellows|"
    r"instruments|elements|apartments|dollars|seminars|awards|words|"
    r"readers’|continents|contributors|winners|honorees|nominees|finalists|covers|layers|towers|"
    r"flowers|rivers|powers|servers|routers|thrillers|bestsellers|newspapers|prints|points|plants|"
    r"restaurants|grants|variants|donors|exhibitors)\b)"
    r"[\w-]*(?:ers|ors|ists|ants|ees|ians|ents|eurs|mates|folk|goers|makers|holders))$",
    re.IGNORECASE,
)
_ALSO_PEOPLE = re.compile(
    r"\b(?:companies|buyers|sellers|exhibitors|studios|agencies|students|talents?|accreditations|badges|"
    r"badge-holders|"
    r"passes|admissions|tickets|teams|publishers|staff|attendances|ticket-holders|projects’ \w+|libraries|"
    r"film commissions|"
    r"partners|fellows|contributors|winners|nominees|pairs of \w+|registrations|names|bosses|chiefs|heads|"
    r"leaders|"
    r"artists|musicians|bookers|agents|stakeholders|practitioners|users|accredited|viewers|spectators|"
    r"press|media|"
    r"journalists|reporters|clients|chairs|clubs|federations|delegations)$",
    re.IGNORECASE,
)
_CAME = re.compile(
    r"\b(?:attend\w*|drew|draws?|drawn|drawing|attract\w*|brought|brings|welcom\w+|brought (?:in|"
    r"together)|brings? (?:in|together)|bringing together|expect\w*|gather\w*|hosted|hosting|"
    r"registered|signed up|had|"
    r"turned (?:up|out)|came|come|coming|filled|packed|pulled in|pulling in|in front of|before|"
    r"convene\w*|turnout|crowd of|audience of|flocked|descend\w*|assembl\w+|"
    r"met|joined|through (?:its|the) doors|accredit\w+|took part|take part|taking part|"
    r"participat\w+|counted|logged|recorded|reached|saw|lured|with|congregated|showed up|made the "
    r"trip|visited|passed through|"
    r"on hand|present|anticipat\w+|invited|sold|queued|crammed|crowded|squeezed|braved|travelled|"
    r"watched|listened|heard|delegates from|representatives of|representing|thronged|poured|headed|"
    r"counts? with|await\w*|wait(?:s|ed)? for|assist\w*|summon\w*|passed by|"
    r"heading|booked|some|place for|room for|capacity|limited to|open to)\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:against|compared (?:with|to)|up from|down from|from|after|versus|vs\.?|than the|last "
    r"year|previous|in (?:19|20)\d\d|beating|topping)\s+(?:the |last year[’']s |some |about |"
    r"around )?$",
    re.IGNORECASE,
)
_NOT_HEADCOUNT = re.compile(
    r"\b(?:applied|applications|selected|chosen|picked|trained|employ\w*|jobs|submitted|entries|"
    r"places|prize|graduat\w+|staff|crew|panel|jury|jurors|session|told|submissions|projects|films "
    r"by|works by|line-?up|titles|bands|acts)\b",
    re.IGNORECASE,
)
_EDITION_NOUN = re.compile(
    r"^(?:[\s-](?:ever|annual|and final|and last|consecutive|straight|full|physical|in-person|ever "
    r"annual|\w+al)\b)*\s+(?:edition|instal+ment|outing|staging|version|iteration|running|round(?! of))\b",
    re.IGNORECASE,
)
_TO_NAME = re.compile(r"^(?:[\s-](?:ever|annual|biennial|biannual|international|yearly))*\s+$", re.IGNORECASE)
_TO_COME = re.compile(
    r"\s+(?:will|is (?:to|set|due|planned|scheduled|slated|expected)|moves?|returns?|takes? place|"
    r"has been (?:set|scheduled))\b"
)
_TIMES = re.compile(r"^\s+(?:time|year)\b", re.IGNORECASE)
_TIME_CUE = re.compile(
    r"\b(?:for (?:the|a|only the)|in (?:its|their)|its|their"
    r"|(?:it|this) (?:was|is|marks|marked) (?:only )?the)\s+$",
    re.IGNORECASE,
)


def is_people(unit: str) -> bool:
    """Tell whether a counted noun is one of people, or of tickets and companies that stand for them."""
    return bool(_PEOPLE.search(unit) or _ALSO_PEOPLE.search(unit))


def read_attendance(reading: Reading, scene: Scene) -> Iterator[tuple[Gathering, Words, Attendance, int]]:
    """Yield (gathering, words, attendance, rank) for the figures of people in one sentence."""
    for count in reading.counts:
        if not scene.start <= count.start < scene.end or count.unit is None or count.value < 15:
            continue
        if not _PEOPLE.search(count.unit.text) or count.value != int(count.value):
            continue
        before = reading.text[scene.start : count.start]
        after = reading.text[count.end : scene.end]
        if (
            _COMPARED.search(before) and not re.search(r"\b(?:after)\s+$", before[:40] + before[-8:])
        ) or _is_quoted(before):
            continue
        if re.search(r"^\s+(?:last year|in (?:19|20)\d\d|the year before)\b", after):
            continue
        rank = _rank(scene, count, before, after)
        gathering = scene.target(count.start)
        if rank and gathering is not None:
            words = reading.words(count.start, max(count.end, count.unit.end))
            yield (
                gathering,
                words,
                Attendance(value=int(count.value), unit=count.unit.text, qualifier=count.qualifier),
                rank,
            )


def _rank(scene: Scene, count: CountSpan, before: str, after: str) -> int:
    near = before[-70:]
    cue = _CAME.search(near) or _CAME.search(after[:90])
    if cue is None or _NOT_HEADCOUNT.search(before[-24:] + " " + after[:20]):
        return 0
    if count.unit is not None and re.search(
        r"(?:speakers|exhibitors|panell?ists|performers)$", count.unit.text
    ):
        return 1
    spot_near = any(abs(s.start - count.end) < 160 or abs(count.start - s.end) < 160 for s, _ in scene.here)
    return 3 if spot_near else 2 if scene.here or scene.carried else 0


def _is_quoted(before: str) -> bool:
    return before.count("“") > before.count("”")


def read_editions(reading: Reading, scene: Scene) -> Iterator[tuple[Gathering, Words, int, int]]:
    """Yield (gathering, words, edition, rank) for the ordinals of one sentence."""
    for ordinal in find_ordinals(scene.text):
        start = scene.start + ordinal.start
        words = reading.words(start, start + len(scene.text[ordinal.start : ordinal.end].rstrip(" -")))
        if _is_quoted(reading.text[scene.start : start]):
            continue
        for spot, gathering in scene.here:
            if spot.start >= words.end and _LONG_AGO.match(reading.text, spot.end, scene.end):
                continue
            if rank := _rank_at(reading, scene, spot, gathering, words):
                yield gathering, words, ordinal.value, rank
            elif ordinal.value > _FEW and _is_counted(reading.text, spot, words):
                yield gathering, words, ordinal.value, 2
        target = scene.target(start)
        if target is not None and (rank := _rank_alone(reading, scene, words)):
            yield target, words, ordinal.value, rank


def _rank_at(reading: Reading, scene: Scene, spot: Spot, gathering: Gathering, words: Words) -> int:
    """Weigh an ordinal that stands before or inside a naming of a gathering; 0 is none."""
    text, after = reading.text, reading.text[words.end : scene.end]
    between = text[words.end : spot.start] if spot.is_name and 0 <= spot.start - words.end <= 70 else None
    if between is not None and len(between) <= 40 and _TO_NAME.match(between):
        return 4
    if any(d.start <= words.start < d.end for d in gathering.describes):
        return 0 if _SUPERLATIVE.match(after) else 4
    if between and _TO_FAR_NAME.match(between):
        return 3
    hoped = text.startswith(("a ", "an "), spot.start) and _HOPED.search(scene.text)
    if spot.is_name or hoped or not spot.start <= words.start < spot.end:
        return 0
    edition = _EDITION_NOUN.match(text[words.end : spot.end + 12]) or _ITS.match(text, spot.start)
    to_come = _TO_COME.match(text[spot.end : scene.end])
    return 3 if edition or to_come or "naugural" in words.text else 0


def _is_counted(text: str, spot: Spot, words: Words) -> bool:
    """Tell "the third forum", which stands for the gathering and counts it."""
    noun = text[words.end : spot.end].strip()
    return not spot.is_name and text[spot.start : words.start].lower() == "the " and noun.isalpha()


def _rank_alone(reading: Reading, scene: Scene, words: Words) -> int:
    """Weigh an ordinal by the words around it: "its third edition", "for the third time"; 0 is none."""
    lead, after = reading.text[scene.start : words.start], reading.text[words.end : scene.end]
    if lead.endswith((" a ", " an ")) and _HOPED.search(scene.text):
        return 0
    if _EDITION_NOUN.match(after):
        return 3
    if _IN_APPOSITION.search(lead) and _CLOSED.match(after):
        return 2
    held = _HELD.search(scene.text) and "anniversary" not in scene.text
    first = _FIRST_TIME.search(reading.text[words.start - 8 : words.end + 12])
    return 2 if _TIMES.match(after) and _TIME_CUE.search(lead) and held and not first else 0


_FEW = 2  # "the first forum" and "the second" may be two of this year's
_LONG_AGO = re.compile(r",? (?:held |back |staged )?in (?:19|20)\d\d\b(?=[,.]? )")
_HOPED = re.compile(
    r"\b(?:hop(?:es?|ed|ing)|plan(?:s|ned|ning)|no date|may|could|would|might|possib\w+|talks? of|wants?|"
    r"prepar\w+|promis\w+|work(?:s|ing) on)\b",
    re.IGNORECASE,
)
_SUPERLATIVE = re.compile(r"\s*(?:largest|biggest|oldest|most|best|floor|day)")
_ITS = re.compile(r"(?:its|this)\b", re.IGNORECASE)
_IN_APPOSITION = re.compile(r"(?:,\s+(?:the|its|now the)|\b(?:was|is|will be) (?:only )?(?:the|its))\s+$")
_CLOSED = re.compile(r"\s*(?:,|\.|;|in (?:a|the) row|so far|to date|since|of its kind)")
_HELD = re.compile(
    r"\b(?:run|held|hold(?:s|ing)?|host(?:s|ed|ing)|stag(?:es|ed|ing)|return\w*|gather\w*|conven\w+|"
    r"br(?:ings|ought)|"
    r"meets?|met|welcom\w+|tak\w+ place|took place|now|put on|organi[sz]\w+|presented|"
    r"mounted|opens?)\b",
    re.IGNORECASE,
)
_FIRST_TIME = re.compile(r"first time (?:since|that|in)|for the first time")
_TO_FAR_NAME = re.compile(
    r"^(?:[\s-](?:ever|annual|biennial))*\s+(?:edition|instal+ment|outing)\s+of\s+(?:the\s+|"
    r"its\s+)?(?:annual\s+)?$|^(?:[\s-]\w+){1,3}?,\s+$",
    re.IGNORECASE,
)
