"""What the odd wording of translated and reworded copies stands for, in the words of the trade.

Rule: only wording that can mean nothing else where it stands; a rewording replaces the words a rule looks at,
never the words a value is cut from.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plain:
    """A word as the trade would write it: in lower case, with its base form and its part of speech."""

    lower: str
    lemma: str
    tag: str

    @property
    def pos(self) -> str:
        """The coarse part of speech."""
        return _COARSE.get(self.tag[:2], "X")


@dataclass(frozen=True, slots=True)
class Rewording:
    """Odd wording and what it stands for; `odd` begins with the word that it is looked up by."""

    odd: tuple[str, ...]
    plain: tuple[Plain, ...]
    before: str = ""  # the kind of name that must follow
    only_verbs: bool = False  # the wording is one word, which counts where it is a verb


_COARSE = {"VB": "VERB", "NN": "NOUN", "IN": "ADP", "JJ": "ADJ", "DT": "DET"}
_TAGS = ("VB", "VBZ", "VBD", "VBN", "VBG")
_IRREGULAR = {
    "give": ("gives", "gave", "given", "giving"),
    "make": ("makes", "made", "made", "making"),
    "take": ("takes", "took", "taken", "taking"),
    "put": ("puts", "put", "put", "putting"),
    "set": ("sets", "set", "set", "setting"),
    "see": ("sees", "saw", "seen", "seeing"),
    "let": ("lets", "let", "let", "letting"),
    "bring": ("brings", "brought", "brought", "bringing"),
    "begin": ("begins", "began", "begun", "beginning"),
    "come": ("comes", "came", "come", "coming"),
    "go": ("goes", "went", "gone", "going"),
    "meet": ("meets", "met", "met", "meeting"),
    "hold": ("holds", "held", "held", "holding"),
    "win": ("wins", "won", "won", "winning"),
    "become": ("becomes", "became", "become", "becoming"),
    "shoot": ("shoots", "shot", "shot", "shooting"),
    "cast": ("casts", "cast", "cast", "casting"),
    "lead": ("leads", "led", "led", "leading"),
    "tell": ("tells", "told", "told", "telling"),
    "write": ("writes", "wrote", "written", "writing"),
    "star": ("stars", "starred", "starred", "starring"),
    "have": ("has", "had", "had", "having"),
    "be": ("is", "was", "been", "being"),
    "pay": ("pays", "paid", "paid", "paying"),
    "transmit": ("transmits", "transmitted", "transmitted", "transmitting"),
    "emit": ("emits", "emitted", "emitted", "emitting"),
    "rope": ("ropes", "roped", "roped", "roping"),
    "hand": ("hands", "handed", "handed", "handing"),
    "join": ("joins", "joined", "joined", "joining"),
}

# A verb of the trade, and the wording of copies that stands for it; the first word of each is inflected.
_VERBS = """
announce: make known | let know | give to know | divulge | proclaim | disseminate | publicize
    | bring to the knowledge
launch: put in march | put into march | put in motion | set in march | put in operation | put under way
    | put on foot | see the light | give birth to | inaugurate officially | flag off
    | open the convocation of | open the registration of | open the inscriptions of | open the inscription of
start: give the starting signal to | give start to | give the kick-off to | give beginning to | commence
premiere: meet with the audience | meet the audience | meet with the viewers | meet with the spectators
    | meet its audience | meet with its audience | meet its viewers | come before the audience
    | enter the screens | enter the cinemas | come out on screens | come out on the screens
    | come out in the rental | come out in rooms | arrive to rooms | arrive to the rooms | arrive to cinemas
    | arrive to the cinemas | arrive to theaters | arrive to the theaters | arrive to the big screen
    | arrive to the screens | reach the rooms | be broadcast for the first time
    | air its first broadcast | air the first broadcast
broadcast: emit | transmit | diffuse
hold: carry out | bring off
acquire: take the control of | take control of | make itself with | make with the control of | get itself
    | get hold of
partner: join hands | join forces | join efforts | give the hand | shake hands
appoint: bring to the position of | bring to the post of | appoint to the position of
    | appoint to the post of | designate | name at the head of | appoint at the post of
    | appoint in the position of
become: take the functions of | take possession of the position of | take office as
replace: take the relay of | take the baton of | take the place of | succeed to | relieve
star: take part in the leading roles | give life to the leading roles | share the leading roles
    | protagonize
play: give life to | give flesh to | lend her features to | lend his features to | take on the role of
    | embody the personality of | embody the role of | perform the role of | embody | impersonate
    | incarnate
cast: rope in
win: conquer | take home | take the trophy for | win over
shoot: go on floors | go to floors | go on the floors
spend: shell out | fork out | disburse
fund: subsidize | subsidise | endow
adapt: make into | turn into a
apply: inscribe themselves | register themselves | postulate
"""
# Wording that is not inflected; a name kind at its end says what must follow.
_FIXED = """
directed/VBN by/IN: under the direction of | with the direction of | in direction of
    | in the direction of <P>
    | to the orders of | realised by <P> | realized by <P> | put by <P> | in the staging of <P>
produced/VBN by/IN: realised by <B> | realized by <B> | realised by the company | realised by the house
written/VBN by/IN: with script of | with scenario of | to script of
played/VBN by/IN: interpreted by <P> | interpreted from <P> | embodied by <P> | incarnated by <P>
starring/VBG: with the performance of | with the performances of | protagonised by
    | protagonized by | starred by | protagonisted by | with the protagonism of
    | interpreted by the actors | played by the actors
voiced/VBN by/IN: with the voice of | with the voices of | in the voice of
by/IN: by the hand of | from the hand of | at the hands of | in the hands of <P> | on the part of
    | in charge of <P>
with/IN: hand in hand with | in company of | in tie-up with | in the company of | of the hand of
in/IN the/DT role/NN of/IN: in the skin of | in the shoes of | in the clothes of | in the guise of
as/IN: at the post of | in the post of | in the position of | to the post of | in quality of
    | in the quality of | in the capacity of
replacing/VBG: in replacement of | in substitution of | in the place of <P> | in place of <P> | in relay of
film/NN: tape | long-footage | feature-length | long-metrage
films/NNS: tapes
director/NN: realiser | realizer | regisseur | metteur
directors/NNS: realisers | realizers
screenwriter/NN: scenarist | scenariste | scriptwriter
series/NN: televisual fiction | teleseries | tele-series
episodes/NNS: deliveries of <W>
competition/NN: contest
winners/NNS: laureates
winner/NN: laureate
cinemas/NNS: rooms of cinema | movie rooms | cinema rooms | film rooms | cinema halls
broadcaster/NN: diffuser | televisora
appointment/NN of/IN: nomination of <P> | designation of <P> | naming of <P> | incorporation of <P>
went/VBD to/IN: fell in <W> | fell on <W> | fell upon <W> | fell to <W> | went for <W> | was for <W>
    | fell on <P> | fell to <P> | went for <P> | corresponded to
becomes/VBZ head/NN: takes the head | take the head | took the head | taken the head
starring/VBG: in which take part | in which takes part | in which participate | in which participates
    | with the participation of | with the interpretation of | in which act
stake/NN in/IN: equity of
applications/NNS: candidatures | inscriptions | postulations | candidacies
"""


def _inflected(lemma: str) -> tuple[str, ...]:
    """Return base form, third person, past, participle and -ing form of a verb."""
    if lemma in _IRREGULAR:
        return (lemma, *_IRREGULAR[lemma])
    stem = lemma.removesuffix("e")
    ends_in_y = lemma.endswith("y") and lemma[-2] not in "aeiou"
    past = f"{lemma[:-1]}ied" if ends_in_y else f"{stem}ed"
    third = (
        f"{lemma[:-1]}ies"
        if ends_in_y
        else f"{lemma}{'es' if lemma.endswith(('s', 'sh', 'ch', 'x')) else 's'}"
    )
    return lemma, third, past, past, f"{stem}ing"


def _rows(table: str) -> Iterator[tuple[str, list[list[str]]]]:
    for row in table.strip().replace("\n    ", " ").split("\n"):
        plain, _, odd = row.partition(": ")
        yield plain, [phrase.split() for phrase in odd.split(" | ")]


def _verb_rewordings() -> Iterator[Rewording]:
    for lemma, phrases in _rows(_VERBS):
        plain_forms = _inflected(lemma)
        for first, *rest in phrases:
            for form, plain, tag in zip(_inflected(first), plain_forms, _TAGS, strict=True):
                yield Rewording((form, *rest), (Plain(plain, lemma, tag),), only_verbs=not rest)


def _fixed_rewordings() -> Iterator[Rewording]:
    for plain, phrases in _rows(_FIXED):
        parts = [word.split("/") for word in plain.split()]
        read = tuple(Plain(word, _LEMMAS.get(word, word), tag) for word, tag in parts)
        for phrase in phrases:
            kind = phrase.pop()[1:-1] if phrase[-1].startswith("<") else ""
            yield Rewording(tuple(phrase), read, kind)


_LEMMAS = {
    "directed": "direct", "produced": "produce", "written": "write", "played": "play", "starring": "star",
    "voiced": "voice", "replacing": "replace", "films": "film", "directors": "director",
    "winners": "winner", "went": "go", "becomes": "become", "applications": "application",
    "cinemas": "cinema", "episodes": "episode",
}  # fmt: skip


def _by_first_word(rewordings: Iterable[Rewording]) -> Mapping[str, list[Rewording]]:
    found: dict[str, list[Rewording]] = defaultdict(list)
    for rewording in rewordings:
        found[rewording.odd[0]].append(rewording)
    for same in found.values():
        same.sort(key=lambda r: -len(r.odd))
    return dict(found)


REWORDINGS = _by_first_word((*_verb_rewordings(), *_fixed_rewordings()))
