"""The grammar of jobs: which words make a job's name, and where a company's name begins beside it.

Rule: a job is a phrase with a head ("director", "vice president", "head of drama"); the words around it are
cut off at anything that can be no part of it.
"""

import re

from extractors.entities.lexicon import BODY_HEADS, BODY_NOUNS, BODY_ROLE_HEADS, NATION_WORDS, ROLE_HEADS
from extractors.entities.places import gazetteer
from extractors.language import common_words
from extractors.reading import EntityKind, Words
from extractors.records.chunks import Chunk
from extractors.records.names import Names
from extractors.values.lexicon import row, words

_MORE_HEADS = words(
    """
    exec execs honcho topper supremo vp svp evp ceo coo cfo cto cmo cco cpo md gm lead creative voice dj mp
    editor-at-large co-ceo co-lead vice-chairman vice-chancellor film-makers bandleader frontman frontwoman
    beatmaker lyricist vocalist multi-instrumentalist soloist maestro keyboardist saxophonist trumpeter
    performer entertainer magician clown acrobat puppeteer model presenter newsreader weatherman continuity
    runner grip gaffer dramaturg documentarist videographer animator layout modeller modeler rigger compositor
    colourist colorist mixer foley engineer technologist statistician pollster demographer ecologist biologist
    physicist neuroscientist philosopher theologian priest rabbi imam bishop archbishop monk nun pastor
    librarian bookseller proofreader ghostwriter biographer memoirist critic reviewer essayist
    commentator pundit newscaster vlogger tiktoker twitcher modder speedrunner esports-player player coach
    footballer olympian athlete cyclist boxer swimmer skater referee umpire
    detective soldier general admiral colonel diplomat envoy attache attaché lobbyist regulator commissioner
    legislator lawmaker congressman congresswoman councilman mp mep msp td chairperson convenor convener
    headteacher headmaster lecturer fellow postdoc researcher scholar medic doctor nurse midwife psychiatrist
    therapist psychotherapist counsellor counselor intimacy-coordinator coordinator co-ordinator scout stylist
    costumier seamstress milliner tailor couturier make-up-artist hairdresser carpenter builder welder plumber
    electrician baker butcher brewer distiller winemaker sommelier restaurateur hotelier grocer
    secretary-general undersecretary deputy-minister governor co-producers co-directors co-writers
    showrunners mangaka webtoonist illustrator letterer inker penciller penciler cartoonist
    counsel controller commissioner headhunter recruiter buyer programmer scheduler trader merchant
    screenwriter-director producer-presenter actor-comedian actor-producer host-producer singer-actress
    media-maker content-creator creator tastemaker gatekeeper juror judge chairwoman nominee honoree honouree
    pediatrician paediatrician insurer inventor barrister solicitor auditor dyer astronomer chemist linguist
    rapporteur mep broker underwriter notary forager potter weaver printer typographer cartographer columnist
    screenwriter panellist veejay turntablist virtuoso harpist violist flautist percussionist organist soprano
    tenor baritone conductor ceramicist sculptor painter muralist printmaker tattooist rigger gaffer armourer
    armorer stuntman stuntwoman prosthetist taxidermist falconer geologist botanist zoologist
    oceanographer virologist epidemiologist anaesthetist vet paramedic firefighter policeman policewoman
    detective barman bartender
    fundraiser philanthropist angel financier venture-capitalist bookmaker agronomist showman impresario
    recipient survivor whistleblower insider outsider tsar czar guru boss bosses
    """
)
HEADS = ROLE_HEADS | _MORE_HEADS
TRADE_LETTERS = frozenset(
    row(
        "XR AI VR AR IP VFX CGI CG SFX TV UK US USA EU PR HR IT A&R R&D SVOD AVOD FAST OTT VOD EMEA "
        "APAC LATAM MENA CEE DACH UX UI QA DEI ESG"
    )
)
_NOT_HEADS = words(
    "winner prizewinner brother sister duo twins widow son daughter mother father husband wife model"
)
MAKES = re.compile(
    r"\b(?:director|producer|writer|screenwriter|showrunner|creator|actor|actress|star|filmmaker|film-maker|"
    r"cinematographer|editor|composer|designer|animator|author|novelist|singer|rapper|musician|artist|"
    r"maker|host|"
    r"presenter|comedian|playwright|illustrator|cartoonist|songwriter|podcaster|documentarian|"
    r"choreographer)s?\b",
    re.IGNORECASE,
)
MANAGES = re.compile(
    r"\b(?:chief|ceo|head|president|officer|manager|managing|boss|founder|vp|svp|evp|lead)\b", re.IGNORECASE
)
_OF_HEADS = words(
    """
    head heads director directors president vp svp evp chief vice-president manager editor professor minister
    secretary controller commissioner chair curator dean leader executive lead member officer president chair
    lecturer master mistress coordinator producer buyer programmer
    """
)
_INNER = words(
    """
    vice senior deputy executive managing general associate assistant chief founding artistic creative group
    global international regional national interim acting joint head content officer commercial marketing
    technology technical operating financial digital strategy strategic product programming programmes
    originals original drama scripted unscripted factual comedy entertainment kids children’s children's
    animation documentary documentaries news sport sports sales acquisitions acquisition distribution
    development production productions publishing music editorial communications partnerships legal business
    affairs human resources research insights data innovation policy public industry festival market jury
    casting sound visual effects vfx art costume line post co-production co-productions international
    licensing rights audio podcasts podcast radio tv film films series games game studio design narrative
    culture foreign prime first media theatre non-executive honorary emeritus executive lead principal
    story script literary theatrical home growth audience brand advertising corporate investor relations
    formats format original young adult fiction non-fiction
    """
)
_CUT = words(
    """
    by with from between featuring to as that which when while where but told said says tells added adds had
    has have is was were are at in on joined brought together including include includes included alongside
    against than went gave asked called sat put saw over into about after before later then if because how
    what why who whose also both either like via per plus under during only not so yet it they he she we this
    these those there here will would can could may might must do does did made make makes be been being
    heard hears saw sees introduced welcomed welcomes quizzed grilled interviewed interviewing quizzing
    moderated chaired hosted hosting feature features features paired pairs united unites pitted pits
    elected re-elected crowned picked tapped chosen
    pitting teamed teams flanked featuring meet meets met thanked praised named hired appointed
    the a an its his her their our your my another any some all each every two three four five six seven
    eight nine ten fellow veteran acclaimed renowned celebrated late legendary award-winning
    oscar-winning emmy-winning grammy-winning bestselling best-selling rising first-time newly local
    independent prolific noted longtime long-time respected influential beloved young old
    ex- then-  outgoing incoming and or & for of respectively
    """
) - words("of for and or &")
FORMER = re.compile(
    r"\b(?:former|formerly|ex|one-time|erstwhile|previously|until recently|once|then|retired|"
    r"outgoing)[\s-]+$",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"^(?:now|currently|today|newly appointed|recently appointed|incoming|the new|new|latterly)\s+"
)
_LIKE = re.compile(r"-(?:like|style|trained|educated|winning|nominated|born|based|raised)$")
_DIRECTIONS = words("north south east west gulf cape european african asian pacific nordic baltic")
_TOKEN = re.compile(r"[^\s,;:.()“”\"—–\[\]]+(?:\.(?=[A-Z]\.?)|[^\s,;:.()“”\"—–\[\]]+)*")
_SUFFIX = re.compile(r"(?:[’']s|[’'])$")


def singular(word: str) -> str:
    """Return a head in the singular: "directors" is "director"."""
    lower = word.lower()
    if lower.endswith("s") and lower[:-1] in HEADS:
        return lower[:-1]
    return {"actresses": "actress", "bosses": "boss", "chiefs": "chief"}.get(lower, lower)


def is_head(word: str) -> bool:
    """Tell whether a word can be the head of a job."""
    lower = singular(_SUFFIX.sub("", word))
    if lower in _NOT_HEADS:
        return False
    return lower in HEADS or any(
        lower.endswith("-" + h) for h in ("director", "producer", "writer", "maker", "founder")
    )


def has_job(text: str) -> bool:
    """Tell whether a stretch holds the head of a job."""
    return any(is_head(t) for t in _TOKEN.findall(text))


def is_nation(word: str) -> bool:
    """Tell whether a word is a nationality: "Danish", "Hungarian-Chilean", "South"."""
    return all(p in NATION_WORDS for p in re.split(r"[-‑–]", word.lower()) if p) or bool(
        re.fullmatch(r"[\w’]+-(?:based|born|raised|bred)", word)
    )


def job_before(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where the job is that a stretch ends with: "Belair’s |chief technology officer|"."""
    tokens = [(m.start(), m.end()) for m in _TOKEN.finditer(text, start, end)]
    if not tokens or text[tokens[-1][1] : end].strip():
        return None
    last = len(tokens) - 1
    word = text[slice(*tokens[last])]
    first = last
    if not is_head(word):
        head = _of_head(text, tokens)
        if head is None:
            return None
        first = head
    while first > 0:
        ahead = text[slice(*tokens[first - 1])]
        if text[tokens[first - 1][1] : tokens[first][0]].strip():
            break
        if not _goes_in(text, tokens, first - 1, ahead):
            break
        first -= 1
    while first < last and text[slice(*tokens[first])].lower() in {"and", "or", "&", "of", "for"}:
        first += 1
    return tokens[first][0], tokens[last][1]


def _of_head(text: str, tokens: list[tuple[int, int]]) -> int | None:
    """Return the head of "head of drama": a head before "of" or "for", a few small words behind it."""
    for n in range(len(tokens) - 2, max(-1, len(tokens) - 8), -1):
        word = text[slice(*tokens[n])]
        if text[tokens[n][1] : tokens[n + 1][0]].strip():
            return None
        if word.lower() in {"of", "for"} and n > 0 and singular(text[slice(*tokens[n - 1])]) in _OF_HEADS:
            return n - 1
        if word.lower() in _CUT:
            return None
    return None


def _goes_in(text: str, tokens: list[tuple[int, int]], n: int, word: str) -> bool:
    """Tell whether the word before a job is a part of it."""
    lower = word.lower()
    if lower in {"of", "for", "and", "or", "&"}:
        head = singular(text[slice(*tokens[n - 1])]) if n > 0 else ""
        return head in _OF_HEADS if lower in {"of", "for"} else is_head(head)
    owns = _SUFFIX.search(word) and lower not in {"children’s", "children's", "women’s", "women's"}
    if owns or lower in _CUT or is_nation(word) or lower in {"former", "ex", "then", "one-time"}:
        return False
    if word[:1].islower():
        return True
    if lower not in _INNER and not is_head(word):
        return False
    return word.isupper() or not (_is_in_name(text, tokens, n) or _is_a_name(text, tokens, n))


def _is_a_name(text: str, tokens: list[tuple[int, int]], n: int) -> bool:
    """Tell whether two capitalised words before a small one are a name: "|Marketing Post| editor"."""
    first, second, head = (text[slice(*span)] for span in (tokens[n - 1], tokens[n], tokens[n + 1]))
    return n > 0 and first.istitle() and second.istitle() and head.islower()


def _is_in_name(text: str, tokens: list[tuple[int, int]], n: int) -> bool:
    """Tell whether a capitalised word ends a name: "Hartwell |Audio| publisher"."""
    if n == 0 or text[tokens[n - 1][1] : tokens[n][0]] != " ":
        return False
    before = text[slice(*tokens[n - 1])]
    known = before.lower() in _INNER or is_head(before) or is_nation(before)
    return before[:1].isupper() and not known and not _SUFFIX.search(before)


def trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Cut articles, times and loose prepositions off a job; None when nothing is left."""
    while True:
        piece = text[start:end]
        opening = re.match(
            r"(?:\s+|(?:the|a|an|its|her|his|their|own|both|fellow|veteran|acclaimed|award-winning|renowned|"
            r"celebrated|legendary|longtime|long-time|newly appointed|recently appointed|newly|new|now|"
            r"currently|"
            r"also|respectively|an?|include|includes|including|against|with|and|by|as|host|media company|"
            r"former|"
            r"(?:[A-Z][\w’'-]+-)(?:based|born))\s+)",
            piece,
        )
        if opening is None or opening.end() >= len(piece):
            break
        if piece.startswith("host "):
            break
        start += opening.end()
    first = re.match(r"\S+", text[start:end])
    while first and is_nation(first.group()) and start + first.end() < end:
        start += first.end() + 1
        first = re.match(r"\S+", text[start:end])
    closing = re.search(
        r"(?:\s+(?:of|at|for|with|in|on|from|and|the|to|behind|who|which))+\s*$|[\s,;:.–—-]+$",
        text[start:end],
    )
    while closing:
        end = start + closing.start()
        closing = re.search(
            r"(?:\s+(?:of|at|for|with|in|on|from|and|the|to|behind|who|which))+\s*$|[\s,;:.–—-]+$",
            text[start:end],
        )
    last = re.search(r"(\S+)$", text[start:end])
    if last and singular(last[1]) != last[1].lower() and last[1].endswith("s"):
        end -= 2 if last[1].lower() in {"actresses", "bosses"} else 1
    return (start, end) if end > start else None


class Bodies:
    """Tells which names beside a job are those of companies and bodies."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.text = names.reading.text

    def before(self, line: int, at: int, *, titles: bool) -> Words | None:
        """Return the body whose name ends right before a job: "Northlight |drama chief".

        With `titles` a name that the language layer takes for a work's can be a body's all the same. A town
        before the job of one who does not manage tells where the person works.
        """
        stop = at
        gap = re.search(
            r"(?:[’']s?)?\s+(?:(?:new|own|former|then|long-time|longtime|first)\s+)?$", self.text[line:stop]
        )
        if gap is None:
            return None
        end = line + gap.start()
        chunk = next((c for c in self.names.chunks if line <= c.start and c.end == end), None)
        if chunk is None or (not titles and self.names.kind(chunk.start, chunk.end) is EntityKind.WORK):
            return None
        job = re.match(r"[^,.;:]{0,40}", self.text[at:])
        if not chunk.owns and self._is_town(chunk) and not (job and MANAGES.search(job.group())):
            return None
        return self.body(chunk)

    def _is_town(self, chunk: Chunk) -> bool:
        """Tell "Nottingham |bookseller" from a company: a town to which the article does not come back."""
        same = sum(1 for c in self.names.chunks if c.text == chunk.text)
        return same == 1 and chunk.text.lower() in gazetteer()[0]

    def after(self, at: int, limit: int) -> Words | None:
        """Return the body of a noun phrase that begins at an offset: "the sales house Cardinal Sur"."""
        found: Chunk | None = None
        place = at
        for chunk in self.names.chunks:
            if chunk.start < at or chunk.start >= limit:
                continue
            gap = self.text[place : chunk.start]
            if not re.fullmatch(
                r"(?:[’']s?)?\s*(?:(?:the|its|a|an|his|her)\s+)?(?:[a-zà-ÿ0-9][\w’'&-]*,?\s+){0,6}[“\"‘]?",
                gap,
            ) or re.search(
                r"(?<![\w-])(?:of|at|in|and|for|with|on|from|to|who|which|that|by|said|told|was|is|has|as)\s",
                gap,
            ):
                break
            found, place = chunk, chunk.end
            if not (chunk.owns or self._leads_on(chunk)):
                break
        if found is None:
            return None
        return self.body(found)

    def _leads_on(self, chunk: Chunk) -> bool:
        """Tell whether a nationality or a city leads on to the name: "Basque broadcaster EuskoTB"."""
        ahead = re.match(
            r"(?:-based)?\s+((?:[a-zà-ÿ][\w’'&-]*\s+){1,6})(?=[A-ZÀ-Þ0-9])", self.text[chunk.end :]
        )
        if ahead is None:
            return False
        last = ahead[1].split()[-1]
        noun = last in BODY_NOUNS | BODY_ROLE_HEADS | BODY_HEADS or last in {
            "giant",
            "specialist",
            "house",
            "major",
        }
        nation = all(is_nation(w) for w in chunk.text.split()) or self.is_place(chunk)
        return nation or (noun and (len(chunk.words) <= 2 or self.is_place(chunk)))

    def is_plain_word(self, chunk: Chunk) -> bool:
        """Tell a word that is capitalised only because a sentence begins with it: "|Cloud economist"."""
        if len(chunk.words) > 1 or not chunk.text.istitle():
            return False
        begins = re.search(
            r"(?:^|[.!?:\n]\s*[“\"]?|[“\"])$", self.text[max(0, chunk.start - 3) : chunk.start]
        )
        seen = sum(1 for c in self.names.chunks if c.text == chunk.text)
        return bool(begins) and seen == 1 and common_words().knows(chunk.text.lower())

    def is_place(self, chunk: Chunk) -> bool:
        """Tell whether a name is a place's."""
        return self.names.kind(chunk.start, chunk.end) in {
            EntityKind.CITY,
            EntityKind.COUNTRY,
            EntityKind.REGION,
        }

    def body(self, chunk: Chunk) -> Words | None:
        """Return a name in its full form if it can be a body's."""
        names = chunk.text.split()
        national = all(is_nation(w) for w in names) or (
            is_nation(names[-1]) and names[-1].lower() not in _DIRECTIONS
        )
        if self.is_place(chunk) or national or "-year-old" in chunk.text:
            return None
        if self.is_plain_word(chunk) or chunk.text in TRADE_LETTERS or _LIKE.search(chunk.text):
            return None
        quoted = self.text[max(0, chunk.start - 1) : chunk.start] in {"“", '"', "‘"}
        if self.names.kind(chunk.start, chunk.end) is EntityKind.SESSION or quoted:
            return None
        if is_head(chunk.text) or len(chunk.text) < 2:
            return None
        if owner := re.match(r"((?:[\w.-]+\s)?[\w.-]+)[’']s?\s(?=[A-Z])", chunk.text):
            held = Chunk(chunk.start, chunk.start + owner.end(1), owner[1], owns=True)
            if self.is_place(held) or is_nation(owner[1]):
                return self.names.reading.words(chunk.start + owner.end(), chunk.end)
        return self.names.full(chunk.start, chunk.end)
