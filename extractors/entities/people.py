"""Ties people to their jobs, employers and works, by what stands beside their names.

Rule: a role is written as the article writes it, without nationality, employer or praise; it is never
inferred.
"""

import re
from collections.abc import Iterable, Sequence

from extractors.entities import lexicon as lex
from extractors.entities.page import Page
from extractors.reading import Entity, EntityKind, Mention, Words

K = EntityKind
_ACTORS = frozenset({K.BODY, K.EVENT, K.SCHEME})
_PRAISE = lex.words(
    """
    is are was were be been being has have had will would named called sees saw
    veteran fellow former late longtime long-time award-winning young acclaimed renowned rising
    celebrated then now acting-up first-time debut fellow star-turned ex local independent noted top the
    a an its his her their our with from by and or of for to in on at as said says added told like
    including featuring plus new old prolific best-selling bestselling emerging established respected
    influential legendary leading
    """
)
_ROLES = lex.ROLE_HEADS | {"exec", "lead", "creative"}
# Words before a role that are no part of it, and those that may lead a phrase that holds one.
_NO_PART = _PRAISE | lex.NATION_WORDS | lex.NOT_NAMES
_LEADING = _PRAISE | lex.NATION_WORDS | {"s"}
_FIELDS = lex.words("A&R VFX CGI TV PR HR AI R&D UK US")
# What a role may be of: "head of Latin America Drama" works for no company of that name.
_DEPARTMENTS = lex.words(
    """
    content drama originals programming programmes programs sales acquisitions acquisition marketing
    production productions development distribution operations strategy scripted unscripted series animation
    kids factual partnerships communications publicity finance legal licensing commissioning casting
    entertainment comedy documentary documentaries nonfiction sports news formats research technology
    engineering design affairs
    """
)
_RANKS = lex.words("vice executive managing chief senior deputy creative artistic associate general")
# Finite verbs and the words that join: what the tagger lets no role begin with.
_NO_MODIFIERS = frozenset(
    {"VBD", "VBZ", "VBP", "VBN", "IN", "WDT", "WP", "WP$", "WRB", "DT", "PRP", "PRP$", "TO", "MD", "RB"}
)
_GENERAL = re.compile(
    r"\b((?:secretary|director|attorney|commissioner|solicitor|consul|auditor)[ -]general)\s$", re.IGNORECASE
)
_WORDS_BEFORE = re.compile(r"([\w’'\-&]+)\s$")
_OF_ROLE = re.compile(
    r"\b((?:(?:[a-z\-]+|Vice|Senior|Executive|Managing|Chief|Head|Director|President)\s){0,3}"
    r"(?:head|president|director|chief|vp|svp|evp|VP|SVP|EVP|manager|editor|producer|commissioner"
    r"|minister|controller"
    r"|secretary|Head|President|Director|Minister|Secretary)\s(?:of|for)\s(?:the\s)?(?:[\w’'&\-]+,?\s){1,6})$"
)
_APPOSITION = re.compile(
    r"(?:\s\([^()“”\"]{1,40}\))?(?:,\s\d\d)?"
    r",\s(?P<det>(?:the|an?|its|their|his|her|then|now|currently|formerly|until recently|a former"
    r"|the former|former)\s)*"
    r"(?P<phrase>[^,.;:()“”\"—–\n]{3,110})"
)
_STOP = re.compile(
    r"\s(?:who|which|that|said|says|told|tells|added|adds|noted|will|has|have|had|is|was|were|are|to"
    r"|spoke|speaks|when"
    r"|while|where|whose|moderated|chaired|explained|recalled|joked|announced|revealed|confirmed)\b"
)
_EMPLOYED = re.compile(
    r"\s(?:of|at|from|for|with)\s(?:the\s)?(?:(?!(?:of|at|from|for|with)\s)[\w’'\-]+\s){0,5}$"
)
_HANGING = re.compile(
    r"[\s,.;:–—-]*(?:\s(?:of|for|at|behind|on|with|from|in|to|and)(?:\sthe)?)?[\s,.;:–—-]*$"
)
_CLAUSE = re.compile(
    r"(?:who|which|whose|where|and|or|but|as|in|on|at|by|with|from|after|before|when|while)\b"
)
_MOST_WORDS_BEFORE = 6
_MOST_ROLE_WORDS = 10
_SERVES = re.compile(
    r"(?:,[^,.;]{3,90},)?\s(?:(?:will|is to|is set to|to)\s)?(?:serves?|served|acts?|acted|joins|joined"
    r"|takes over|took over|returns|sits"
    r"|has been (?:named|appointed|elected|promoted to|hired)|was (?:named|appointed|elected|promoted to"
    r"|hired)|is(?: also)?|steps? down)"
    r"\s(?:as\s)?(?:the\s|its\s|their\s|an?\s|new\s)*(?P<phrase>[^.;:()“”\"\n]{3,80})"
)
_NAMES = re.compile(
    r"\b(?:named|appointed|hired|promoted|elected|tapped|names|appoints|hires|promotes|taps|elevated"
    r"|upped|installed)\s(?:[\w’'\-]+\s){0,4}$"
)
_NAMED_AS = re.compile(
    r"(?:,\s[^,.;]{3,60},)?\s(?:as\s|to\s)?(?:the\s|its\s|their\s|an?\s"
    r"|new\s)*(?P<phrase>[^.;:()“”\"\n]{3,80})"
)
_MAKER = (
    r"(?:co-)?(?:director|creator|showrunner|screenwriter|writer|star|producer|author|novelist|helmer|actor"
    r"|actress|host|designer|composer|editor|cinematographer|artist|developer|presenter|maker|scribe|lead)s?"
)
_HIS = re.compile(
    r"(?:\s\([“\"‘']?|\s\([“\"‘'][^)]*[”\"’',]*(?:,\s|\sand\s|,\sand\s)[“\"‘']?"
    r"|[’']s?\s(?:[\w\-]+\s){0,5}[“\"‘']?"
    r"|,?\swhose\s(?:[\w\-]+,?\s){0,5}[“\"‘']?"
    rf"|,\s(?:the\s)?(?:[\w\-]+\s){{0,4}}(?:{_MAKER})\s(?:of|behind|on)\s(?:[\w\-]+\s){{0,4}}[“\"‘']?"
    rf"|,\s(?:the\s)?(?:[\w\-]+\s){{0,4}}(?:{_MAKER})\s(?:of|behind)\s[“\"‘'][^.;]*[”\"’',]*\sand\s[“\"‘']?)$"
)
_BY_HIM = re.compile(
    rf"^[”\"’',]*\s(?:{_MAKER}(?:\sand\s{_MAKER})?)(?:\s\([^)]*\))?,?\s(?:[A-Z][\w’'\-]+(?:"
    rf"\s[A-Z][\w’'\-]+)*\sand\s)?$"
    r"|^[”\"’',]*,?\s(?:\([^)]*\),?\s)?(?:[\w\-]+\s){0,4}(?:by|from|dirs?[:.])\s?(?:[\w’'\-]+\s){0,5}"
    r"(?:[A-Z][\w’'\-]+(?:\s[A-Z][\w’'\-]+)*,?\s(?:and\s)?)?$"
    r"|^[”\"’',]*\s\([^)]*\),\sdirs?[:.]\s(?:.*,\s)?$"
)


def describe(page: Page, entities: Iterable[Entity], mentions: Sequence[Mention]) -> None:
    """Fill in roles, employers and works of the people among the entities."""
    index = _Index(mentions)
    for entity in entities:
        if entity.kind is not K.PERSON:
            continue
        for mention in entity.mentions:
            if mention.is_name:
                _Describer(page, index, entity, mention).run()
        entity.roles.sort(key=lambda words: -len(words.text.split()) if len(words.text) < 60 else 0)


class _Index:
    """Mentions of names by where they begin and end."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.starting = {m.start: m for m in mentions if m.is_name}
        self.ending = {m.end: m for m in mentions if m.is_name}
        self.ordered = [m for m in mentions if m.is_name]

    def within(self, start: int, end: int, kinds: frozenset[EntityKind]) -> list[Mention]:
        return [
            self.starting[n]
            for n in range(start, end)
            if n in self.starting and self.starting[n].entity.kind in kinds
        ]


class _Describer:
    """One name in its place."""

    def __init__(self, page: Page, index: _Index, person: Entity, mention: Mention) -> None:
        self.page, self.index, self.person = page, index, person
        self.text = page.text
        self.start, self.end = mention.start, mention.end

    def run(self) -> None:
        self._before()
        self._apposition()
        self._predicate()
        self._belongs()
        self._works()

    def _predicate(self) -> None:
        """Read "NAME will serve as jury president" and "named NAME head of drama"."""
        after = self.page.after(self.end, 200)
        match = _SERVES.match(after) or (
            _NAMED_AS.match(after) if _NAMES.search(self.page.before(self.start, 40)) else None
        )
        if match is None:
            return
        phrase = match["phrase"]
        if stop := re.search(
            r"\s(?:at|with|in|on|from|after|before|until|and\s(?:will|has|is)|who|to)\s|[,.;:]", phrase
        ):
            phrase = phrase[: stop.start()]
        words = phrase.split()
        head = next((n for n, w in enumerate(words) if _singular(w) in _ROLES), None)
        if head is not None and head <= 4:
            start = self.end + match.start("phrase")
            bodies = self._bodies(start, start + len(phrase))
            end = start + len(phrase)
            if bodies and (
                lead := re.search(r"\s(?:of|for|at)\s(?:the\s)?$", self.text[start : bodies[0].start])
            ):
                self._employer(bodies[0].entity)
                end = start + lead.start()
            self._role(start, end)

    def _role(self, start: int, end: int) -> None:
        while start < end and not self.text[start].isalnum():
            start += 1
        end = start + len(_HANGING.sub("", self.text[start:end]))
        text = self.text[start:end]
        if (
            text
            and len(text.split()) <= _MOST_ROLE_WORDS
            and all(text.lower() != known.text.lower() for known in self.person.roles)
        ):
            self.person.roles.append(self.page.reading.words(start, end))

    def _employer(self, body: Entity) -> None:
        if all(body is not known for known in self.person.employers):
            self.person.employers.append(body)

    def _work(self, work: Entity) -> None:
        if work.kind is K.WORK and all(work is not known for known in self.person.works):
            self.person.works.append(work)

    def _before(self) -> None:
        """Read "X’s head of drama, NAME", "Y president NAME" and "director NAME"."""
        at = self.start
        if title := re.search(
            r"\b(?:Mr|Mrs|Ms|Dr|Prof|Sir|Dame|Sister|Father|Lord|Lady)\.?\s$", self.text[max(0, at - 8) : at]
        ):
            at -= len(title.group())
        gap = re.search(r",?\s$", self.page.before(at))
        if gap is None:
            return
        begin = self._role_before(at - len(gap.group()), bool(gap.group().strip()))
        if begin is None:
            return
        self._role(begin, at - len(gap.group()))
        self._owner(begin)

    def _role_before(self, end: int, comma: bool) -> int | None:
        """Return where the role that ends here begins."""
        before = self.page.before(end, 90) + " "
        base = end + 1 - len(before)
        last = _WORDS_BEFORE.search(before)
        if last is None:
            return None
        if (of_role := _OF_ROLE.search(before)) and not self._names_in(base + of_role.start(), end):
            possessive = bool(re.search(r"[’']s?\s$", before[: of_role.start()]))
            if not comma or possessive:
                return base + of_role.start(1) + _leading_praise(of_role[1])
        if comma and not re.search(
            r"(?:[’']s?|\b(?:the|The|its|Its|festival|company))\s(?:[\w\-]+\s){1,4}$", before
        ):
            return None
        start = last.start(1)
        general = _GENERAL.search(before)
        if general is not None:
            start = general.start(1)
        elif _singular(last[1]) not in _ROLES:
            return None
        while (previous := _WORDS_BEFORE.search(before[:start])) is not None:
            word = previous[1]
            if (
                word == "and"
                and (left := _WORDS_BEFORE.search(before[: previous.start(1)]))
                and _singular(left[1]) in _ROLES
            ):
                start = left.start(1)
                continue
            at = base + previous.start(1)
            if not self._modifies(word, at) or base + previous.end(1) in self.index.ending:
                break
            start = previous.start(1)
        return base + start

    def _names_in(self, start: int, end: int) -> bool:
        return any(self.index.within(start, end, frozenset({K.PERSON})))

    def _modifies(self, word: str, at: int) -> bool:
        """Tell whether a word at an offset belongs to the role that it stands before."""
        lower = word.lower()
        if word in _FIELDS:
            return True
        if (
            lower in _NO_PART
            or lower.endswith(("-based", "-born", "-listed", "-led", "’s", "'s", "ly"))
            or lower in {"s", "starring"}
        ):
            return False
        if word.islower():
            token = self.page.token_at.get(at)
            return token is None or token.tag_ not in _NO_MODIFIERS
        return at in self.page.sentence_starts or lower in _RANKS

    def _owner(self, begin: int) -> None:
        """Take the body that stands before a role as the employer."""
        at = begin
        while at > 0 and self.text[at - 1] == " ":
            at -= 1
        if self.text[max(0, at - 2) : at] in {"’s", "'s"}:
            at -= 2
        elif self.text[max(0, at - 1) : at] in {"’", "'"}:
            at -= 1
        owner = self.index.ending.get(at)
        if owner is not None and owner.entity.kind in _ACTORS:
            self._employer(owner.entity)
        elif owner is not None and owner.entity.kind is K.WORK:
            self._work(owner.entity)

    def _apposition(self) -> None:
        """Read ", vice president of content at Y," behind the name."""
        match = _APPOSITION.match(self.page.after(self.end, 170))
        if match is None:
            return
        phrase = match["phrase"]
        if _CLAUSE.match(phrase):
            return
        if stop := _STOP.search(phrase):
            phrase = phrase[: stop.start()]
        start = self.end + match.start("phrase")
        end = start + len(phrase)
        head = next((m for m in re.finditer(r"[\w’\-]+", phrase) if _singular(m.group()) in _ROLES), None)
        if (
            head is None
            or len(phrase[: head.start()].split()) > _MOST_WORDS_BEFORE
            or self._names_in(start, end)
        ):
            return  # no role, or the next person of a list
        begin = self._past_owner(start, start + head.start(), end)
        finish = self._before_employer(start + head.end(), end)
        for word in re.compile(r"[\w’'\-&]+").finditer(self.text, begin, start + head.start()):
            if not self._modifies(word.group(), word.start()):
                begin = word.end()
        self._role(begin, max(finish, start + head.end()))

    def _past_owner(self, start: int, head: int, end: int) -> int:
        """Return where a role begins behind the employer before it: "Y’s president of sales"."""
        begin = start
        for body in self._bodies(start, end):
            gap = re.match(r"[’']s?\s|\s", self.text[body.end : body.end + 3])
            if body.start < head and gap:
                self._employer(body.entity)
                begin = body.end + gap.end()
        return begin

    def _before_employer(self, head: int, end: int) -> int:
        """Return where a role ends before the employer behind it: "head of sales at Y"."""
        finish = end
        for body in self._bodies(head, end):
            lead = _EMPLOYED.search(self.text[head - 1 : body.start])
            if lead is not None and not self._is_department(lead.group(), body):
                self._employer(body.entity)
                finish = min(finish, head - 1 + lead.start())
        return finish

    def _is_department(self, lead: str, body: Mention) -> bool:
        words = self.text[body.start : body.end].lower().split()
        return lead.startswith(" of ") and len(words) > 1 and words[-1] in _DEPARTMENTS

    def _bodies(self, start: int, end: int) -> list[Mention]:
        return self.index.within(start, end, _ACTORS)

    def _belongs(self) -> None:
        """Read "NAME of Y", "Y’s NAME" and "NAME (Y)"."""
        after = self.page.after(self.end, 90)
        if match := re.match(r"(?:,)?\s(?:of|from|at)\s(?:the\s)?(?:[\w’'\-]+\s){0,4}?(?=[A-Z])", after):
            for body in self._bodies(self.end, self.end + match.end() + 30)[:1]:
                between = self.text[self.end : body.start]
                if not re.search(r"[,.;:]\s*\w", between[1:]) and len(between) < 60:
                    self._employer(body.entity)
        inside = self.index.starting.get(self.end + 2) if re.match(r"\s\(", after) else None
        if inside is not None and inside.entity.kind in _ACTORS:
            self._employer(inside.entity)
        before = self.page.before(self.start, 4)
        if owner := re.search(r"[’']s?\s$", before):
            holder = self.index.ending.get(self.start - len(owner.group()))
            if holder is not None and holder.entity.kind in _ACTORS:
                self._employer(holder.entity)

    def _works(self) -> None:
        """Read "NAME (“T”)", "NAME’s “T”", "“T” director NAME", "“T” by NAME" and ", whose book “T”"."""
        works = frozenset({K.WORK})
        for title in self.index.within(self.end, min(self.end + 160, len(self.text)), works):
            if _HIS.match(self.text[self.end : title.start]):
                self._work(title.entity)
        for title in self.index.within(max(self.start - 90, 0), self.start, works):
            if _BY_HIM.match(self.text[title.end : self.start]):
                self._work(title.entity)


def _singular(word: str) -> str:
    word = word.lower()
    if word in _ROLES:
        return word
    return word.removesuffix("s")


def _leading_praise(phrase: str) -> int:
    """Return how many characters of words that are no part of the role lead a phrase."""
    skipped = 0
    for word in phrase.split(" "):
        if word.lower() not in _LEADING:
            break
        skipped += len(word) + 1
    return skipped


def role_words(person: Entity) -> set[str]:
    """Return the words of a person's roles, in lower case and singular."""
    return {_singular(word) for role in person.roles for word in re.findall(r"[\w\-]+", role.text)}


__all__ = ["Words", "describe", "role_words"]
