"""Chooses what a reference without a name stands for, among what the article has named before it.

Rule: the entity is of the kind that the words ask for, stands before them, and is in focus: a subject sooner
than an object, the near sooner than the far. Where two works fit alike, neither is taken.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from extractors.entities import lexicon as lex
from extractors.entities.given import pronoun_of
from extractors.entities.page import Page
from extractors.entities.people import role_words
from extractors.reading import Entity, EntityKind, Mention

K = EntityKind
_KIN = [
    lex.words(
        """
    director filmmaker film-maker helmer auteur moviemaker documentarian documentary-maker co-director
    """
    ),
    lex.words(
        """
    writer screenwriter showrunner novelist author scribe playwright dramatist creator poet scriptwriter
    co-creator co-writer journalist columnist critic
    """
    ),
    lex.words(
        """
    actor actress star performer comedian lead
    """
    ),
    lex.words(
        """
    exec executive boss chief president head ceo founder chairman chairwoman chair director md manager
    topper honcho vice-president vp chieftain co-founder co-president partner commissioner
    """
    ),
    lex.words(
        """
    host presenter moderator broadcaster journalist interlocutor interviewer anchor
    """
    ),
    lex.words(
        """
    minister politician secretary secretary-general commissioner official
    """
    ),
    lex.words(
        """
    designer developer coder programmer artist illustrator cartoonist animator
    """
    ),
    lex.words(
        """
    singer musician rapper songwriter composer artist performer star
    """
    ),
    lex.words(
        """
    producer co-producer
    """
    ),
]
# What people do, and what that makes them.
_DEEDS = {
    **dict.fromkeys(
        lex.words("write pen script adapt co-write author"), lex.words("writer screenwriter author scribe")
    ),
    **dict.fromkeys(lex.words("direct helm"), lex.words("director helmer filmmaker")),
    **dict.fromkeys(lex.words("produce"), lex.words("producer")),
    **dict.fromkeys(lex.words("star topline headline play"), lex.words("star actor actress lead")),
    **dict.fromkeys(lex.words("create"), lex.words("creator")),
    **dict.fromkeys(lex.words("compose score"), lex.words("composer")),
    **dict.fromkeys(lex.words("host present front"), lex.words("host presenter")),
    **dict.fromkeys(lex.words("moderate chair"), lex.words("moderator chair")),
    **dict.fromkeys(lex.words("found set"), lex.words("founder")),
}
_DOERS = frozenset().union(*_DEEDS.values())
_NONE: frozenset[str] = frozenset()
_MOST_DEEDS = 6
_ANY_PERSON = lex.words(
    """
    exec executive boss filmmaker film-maker newcomer veteran official
    """
)
_GENDER = {
    "he": lex.words("mr sir lord spokesman chairman businessman frontman father husband son brother king"),
    "she": lex.words(
        "ms mrs miss dame lady actress spokeswoman chairwoman businesswoman mother wife daughter sister"
    ),
}
# Nouns that say the same of a company, or of a work.
_BODY_KIN = [
    lex.words("streamer platform service svod app site"),
    lex.words("broadcaster network channel pubcaster station"),
    lex.words("publisher imprint house press books verlag"),
    lex.words("label records music"),
    lex.words("distributor sales distribution releasing rights"),
    lex.words("studio studios major developer games interactive"),
    lex.words("agency commission council board institute centre center authority regulator ministry"),
    lex.words("union guild association federation society"),
    lex.words("producer prodco indie productions pictures films shingle banner"),
    lex.words("fund foundation"),
    lex.words("festival market"),
]
_WORK_KIN = [
    lex.words("film movie feature documentary doc short pic picture"),
    lex.words("series show sitcom docuseries miniseries format season procedural"),
    lex.words("game shooter title"),
    lex.words("album single song track ep record"),
    lex.words("book novel memoir biography title"),
    lex.words("play production opera"),
    lex.words("podcast"),
]
_ANY_WORK = lex.words(
    "drama comedy thriller documentary musical title project debut adaptation sequel feature"
)
_PERSONAL = lex.ROLE_HEADS - lex.BODY_NOUNS - lex.BODY_ROLE_HEADS
_EITHER = lex.words("producer developer maker investor buyer seller host trader")
_NO_SCREEN = lex.words("game album single book novel memoir podcast")
# Who is only in a story: "Mama Iyabo, the heroine of …".
_INVENTED = re.compile(
    r",\s(?:the|an?)\s(?:[\w\-]+\s){0,2}(?:heroine|hero|protagonist|character|villain|antihero)\b"
)
_NEAR_BLOCKS = 3
_FAR_BLOCKS = 5
_MOST_SENTENCES = 6


class Antecedents:
    """The names of an article, while its references are resolved from first to last."""

    def __init__(self, page: Page, mentions: Sequence[Mention]) -> None:
        self.page, self.text = page, page.text
        self.mentions = [m for m in mentions if m.is_name]
        self._starts = [m.start for m in self.mentions]
        self._found: list[Mention] = []
        self._learned: dict[int, set[str]] = {}  # roles by which a person was referred to
        self._done: dict[int, set[str]] = {}  # roles by what a person does
        self._gender: dict[int, str] = {}  # pronouns by which a person was referred to
        self._quoted = [(q.inner_start, q.inner_end) for q in page.quotations if q.depth == 0]
        self._sentences = [sent.start_char for sent in page.reading.doc.sents]

    def note(self, mention: Mention) -> None:
        """Remember a resolved reference: what it stands for is in focus now."""
        self._found.append(mention)

    def name_at(self, offset: int) -> Mention | None:
        """Return the first name at or behind an offset."""
        return next(iter(self.mentions[bisect_left(self._starts, offset) :][:1]), None)

    def person(self, offset: int, pronoun: str) -> Entity | None:
        """Return whom a pronoun means: the last subject before it, in its paragraph or the two before."""
        for inside in self._by_block(offset, frozenset({K.PERSON}), _FAR_BLOCKS):
            fitting = [m for m in inside if not pronoun or self._gender_of(m.entity) in {"", pronoun}]
            fitting = [m for m in fitting if not _INVENTED.match(self.page.after(m.end, 40))]
            if not fitting:
                continue
            subject = next((m for m in fitting if self._rank(m)), None)
            if subject is None or self._sentence(offset) - self._sentence(subject.start) > 1:
                told = [m for m in fitting if pronoun and self._gender_of(m.entity)]
                fitting = told or fitting
                subject = next((m for m in fitting if self._rank(m)), fitting[0])
            elif pronoun and not self._gender_of(subject.entity):
                here = self._sentence(subject.start)
                beside = [m for m in fitting if self._sentence(m.start) == here and self._gender_of(m.entity)]
                subject = next((m for m in beside if self._rank(m) == _MAIN), subject)
            return subject.entity
        return None

    def by_role(self, offset: int, head: str, *, owned: bool) -> Entity | None:
        """Return the person whom "the exec" or "its director" means."""
        kin = set().union(*(group for group in _KIN if head in group)) | {head}
        candidates = [m.entity for m in self._before(offset) if m.entity.kind is K.PERSON]
        for accepted in ({head}, kin):
            for person in candidates:
                if (role_words(person) | self._learned.get(id(person), set())) & accepted:
                    return person
            for person in candidates if accepted & _DOERS else ():
                if self._deeds(person) & accepted:
                    return person
        if owned:
            return None
        if head in _ANY_PERSON or head in _PERSONAL or (head in _EITHER and self._speaks(offset)):
            focus = self.person(offset, "")
            if focus is not None:
                self._learned.setdefault(id(focus), set()).add(head)
            return focus
        return None

    def _speaks(self, offset: int) -> bool:
        """Tell whether the noun of a reference is the subject of a verb of speech: "the producer recalls"."""
        for token in self.page.reading.tokens(offset, offset + 24)[:6]:
            if token.dep_ == "nsubj":
                return token.head.lemma_.lower() in lex.SPEECH_VERBS
        return False

    def companion(self, offset: int, pronoun: str) -> Entity | None:
        """Return whom "his co-chief" means: the other one of two who were named together."""
        owner = self.person(offset, pronoun)
        for inside in self._by_block(offset, frozenset({K.PERSON})):
            others = {id(m.entity): m.entity for m in inside if m.entity is not owner}
            if others:
                return next(iter(others.values())) if len(others) == 1 else None
        return None

    def newcomer(self, offset: int, head: str) -> Entity | None:
        """Return whom "the head of Y" means behind "Ada Obi is out.": who is in focus without a job."""
        focus = self.person(offset, "")
        if focus is None or focus.roles:
            return None
        self._learned.setdefault(id(focus), set()).add(head)
        return focus

    def _deeds(self, person: Entity) -> set[str]:
        """Return the roles by what a person does: "Ada Obi writes", "directed by Ada Obi"."""
        if (known := self._done.get(id(person))) is not None:
            return known
        done: set[str] = set()
        for mention in person.mentions[:_MOST_DEEDS]:
            root = self.page.reading.tokens(mention.start, mention.end).root
            while root.dep_ == "conj" and root.head.i < root.i:
                root = root.head
            agent = root.dep_ == "pobj" and root.head.lower_ == "by"
            verb = root.head.head if agent else root.head if root.dep_ == "nsubj" else None
            if verb is not None and mention.is_name:
                done |= _DEEDS.get(verb.lemma_.lower(), _NONE)
        self._done[id(person)] = done
        return done

    def body(self, offset: int, head: str) -> Entity | None:
        """Return the company or body that "the streamer" or "the company" means."""
        kin = next((group for group in _BODY_KIN if head in group), frozenset())
        others = frozenset().union(*(group for group in _BODY_KIN if head not in group)) - kin
        best: tuple[float, Mention] | None = None
        sentence = self._sentence(offset)
        for mention in self._before(offset):
            if mention.entity.kind not in {K.BODY, K.SCHEME} or self._in_speech(mention.start):
                continue
            back = sentence - self._sentence(mention.start)
            score = self._focus(mention) - 0.5 * min(back, _MOST_SENTENCES)
            words = set(mention.entity.name.text.lower().split())
            described = self._descriptions(mention.entity)
            if head in words or head in described:
                score += 4
            elif kin & (words | described):
                score += 3
            elif kin and others & (words | described):
                score -= 2
            elif mention.entity.kind is K.SCHEME:
                score -= 3
            if best is None or score > best[0]:
                best = (score, mention)
        return best[1].entity if best is not None else None

    def work(self, offset: int, head: str) -> Entity | None:
        """Return the work that "the film" means; nothing where the last sentence names several alike."""
        kin = frozenset().union(*(group for group in _WORK_KIN if head in group))
        for inside in self._by_block(offset, frozenset({K.WORK})):
            fitting = [
                m
                for m in inside
                if self._may_be(m.entity, head, kin) and not self._in_speech(m.start, _TITLE_WIDTH)
            ]
            if not fitting:
                continue
            last = self._sentence(fitting[0].start)
            near = [m for m in fitting if self._sentence(m.start) == last]
            if len({id(m.entity) for m in near}) > 1:
                described = [m for m in near if ({head} | kin) & self._descriptions(m.entity)]
                subjects = [m for m in described or near if self._rank(m)]
                near = subjects or described
                if len({id(m.entity) for m in near}) != 1:
                    return None
            return near[0].entity
        return None

    def event(self, offset: int, head: str) -> Entity | None:
        """Return the gathering that "the festival" means."""
        recent = [m.entity for m in self._before(offset) if m.entity.kind is K.EVENT]
        for entity in recent:
            if head in entity.name.text.lower().split():
                return entity
        return max(recent, key=lambda e: len(e.mentions), default=None)

    def scheme(self, offset: int, head: str) -> Entity | None:
        """Return the fund, programme or prize that "the scheme" means."""
        recent = [m.entity for m in self._before(offset) if m.entity.kind is K.SCHEME]
        named = [e for e in recent if head in e.name.text.lower().split()]
        return next(iter(named or recent), None)

    def subject_before(self, offset: int) -> Entity | None:
        """Return what the sentence before an offset is about, if it is no person: what "it" goes on with."""
        block = self.page.block_at(offset)
        n = self._sentence(offset)
        if block is None or n == 0 or self._sentences[n - 1] < block.start:
            return None
        start, end = self._sentences[n - 1], self._sentences[n]
        inside = [m for m in self._before(offset) if start <= m.start < end and self._rank(m) == _MAIN]
        first = inside[-1].entity if inside else None
        return first if first is not None and first.kind is not K.PERSON else None

    def _before(self, offset: int) -> list[Mention]:
        """Return the mentions before an offset, nearest first, names and references."""
        names = self.mentions[: bisect_left(self._starts, offset)]
        return sorted([*names[-60:], *self._found[-20:]], key=lambda m: -m.start)

    def _by_block(
        self, offset: int, kinds: frozenset[EntityKind], width: int = _NEAR_BLOCKS
    ) -> Iterator[list[Mention]]:
        """Yield the mentions of some kinds before an offset, line by line backwards, nearest first."""
        block = self.page.block_at(offset)
        if block is None:
            return
        n = self.page.reading.blocks.index(block)
        before = [m for m in self._before(offset) if m.entity.kind in kinds]
        for back in range(n, max(n - width, -1), -1):
            here = self.page.reading.blocks[back]
            inside = [m for m in before if here.start <= m.start < here.end]
            if K.PERSON in kinds:
                inside = [m for m in inside if not self._in_speech(m.start)]
            free = [m for m in inside if not self._bracketed(m.start, here.start)]
            if free or inside:
                yield free or inside

    def _focus(self, mention: Mention) -> float:
        """Weigh how much a mention is what its sentence speaks of."""
        score = 0.6 * self._rank(mention) + min(len(mention.entity.mentions), 4) * 0.25
        if not mention.is_name:
            score += 0.7
        before = self.page.before(mention.start, 40)
        if before.rfind("(") > before.rfind(")"):
            score -= 1.5
        if re.search(r"\b(?:of|at|for|with|by|from|to)\s(?:the\s)?$", before):
            score -= 0.7
        return score

    def _rank(self, mention: Mention) -> int:
        """Return 2 for the subject of a main clause, 1 for another subject, 0 for the rest."""
        rank = 0
        for token in self.page.reading.tokens(mention.start, mention.end):
            if token.dep_ in {"nsubj", "nsubjpass"}:
                main = token.head.dep_ in {"ROOT", "conj"} or token.head.head.dep_ == "ROOT"
                rank = max(rank, _MAIN if main and token.head.dep_ != "relcl" else 1)
        return rank

    def _gender_of(self, person: Entity) -> str:
        """Return the pronoun that the article uses of a person, if it tells."""
        if (known := self._gender.get(id(person))) is not None:
            return known
        titles = (self.page.before(m.start, 8) for m in person.mentions[:4] if m.is_name)
        said = {w.lower().rstrip(".") for before in titles for w in before.split()[-1:]} | role_words(person)
        told = next((pronoun for pronoun, words in _GENDER.items() if words & said), "")
        found = told or pronoun_of(person.name.text)
        self._gender[id(person)] = found
        return found

    def _descriptions(self, entity: Entity) -> set[str]:
        """Return the nouns that the article sets beside a name: before it, or in apposition behind."""
        words: set[str] = set()
        for mention in entity.mentions[:6]:
            if mention.is_name:
                before = re.search(r"([\w\-]+),?\s[“‘\"']?$", self.page.before(mention.start, 30))
                after = re.match(
                    r"[”’\"']?,?[”’\"']?\s(?:an?|the|its|his|her|their)\s([\w’'\- ]{2,50})",
                    self.page.after(mention.end, 70),
                )
                words.update([before[1].lower()] if before else ())
                words.update(after[1].lower().split() if after else ())
        return words

    def _may_be(self, work: Entity, head: str, kin: frozenset[str]) -> bool:
        """Tell whether nothing said of a work speaks against a noun: no film is called a podcast."""
        said = self._descriptions(work)
        known = (set().union(*_WORK_KIN) - _ANY_WORK) & said
        if head in _NO_SCREEN and said & _ANY_WORK:
            return bool(known & ({head} | kin))
        return not known or head in _ANY_WORK or bool(known & ({head} | kin))

    def _in_speech(self, offset: int, least: int = 0) -> bool:
        return any(start <= offset < end and end - start >= least for start, end in self._quoted)

    def _bracketed(self, offset: int, start: int) -> bool:
        before = self.text[start:offset]
        return before.rfind("(") > before.rfind(")")

    def _sentence(self, offset: int) -> int:
        return max(bisect_left(self._sentences, offset + 1) - 1, 0)


_MAIN = 2
_TITLE_WIDTH = 60  # a quotation up to this width may be a title
