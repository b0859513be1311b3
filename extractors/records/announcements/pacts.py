"""Pacts: the deals, treaties and agreements that are named as such, who signs them and with whom.

Rule: a bare "deal" is a record only with another party, a sum or a name of its own.
"""

import re
from collections.abc import Iterator

from extractors.entities.lexicon import BODY_ROLE_HEADS
from extractors.reading import Entity, Words
from extractors.records.announcements import lexicon as lex
from extractors.records.announcements import parties, territories
from extractors.records.announcements.credits import Credit
from extractors.records.announcements.deals import BY, terms
from extractors.records.announcements.draft import Draft, Story, distinct
from extractors.records.announcements.links import describes_next, link
from extractors.records.announcements.nouns import phrase, phrase_start
from extractors.records.announcements.scheme_names import dubbed, name_beside
from extractors.records.announcements.units import BODY, PERSON, Sentence
from extractors.records.announcements.verbs import clause_end, clause_start, is_passive
from extractors.values.lexicon import words
from schemas.vocabulary import AnnouncementKind as Kind

_FOUNDS = words("set form found launch create establish start open build unveil announce join run")
_BINDS = words("sign agree put initial adopt conclude ink ratify endorse")
_PLURALS = words(
    "deals contracts agreements partnerships sales pacts licences licenses acquisitions pre-sales presales"
)
_NEEDS_SIGNING = _PLURALS | words("acquisition purchase takeover contract licence license arrangement")
_CLOSES = words(
    "close seal score ink strike rack clinch conclude secure announce confirm notch complete sign nail"
    " wrap report"
)
_AGENTS = words(
    "agent agents agency arm team chief head executive manager house director department force veteran"
)
_TAKEOVERS = words("acquisition purchase takeover buyout sale")
_SIGNERS = lex.SIGN | words(
    "hammer have set announce tie enter form forge unveil expand renew win award land get do make"
    " establish create launch found start join"
    " broker score complete confirm nail wrap re-up rack build cut craft end terminate dissolve"
    " unwind prolong"
    " cancel"
)


# Nouns that are pacts only where a verb says that several parties bind themselves.
_BINDING = words("code letter framework rulebook pledge undertaking statute roadmap")


_PACTS = lex.DEAL_NOUNS | _PLURALS
_PACT_HEADS = lex.DEAL_NOUNS | _BINDING


def pacts(story: Story, sentence: Sentence) -> Iterator[Draft]:
    """Read a deal that is named as such: "signed a two-year first-look deal with Z"."""
    units = sentence.units
    for number, unit in enumerate(units):
        binds = unit.lower in _BINDING or _is_joint(sentence, number)
        if unit.kind or not (binds or unit.lower in _PACTS) or unit.pos not in {"NOUN", "PROPN"}:
            continue
        behind = units[number + 1].lower if number + 1 < len(units) else ""
        before = units[number - 1].lower if number else ""
        if _is_no_pact(unit.lower, before, behind):
            continue
        verb = _signing_verb(sentence, number)
        if unit.lower in _PLURALS and (behind in BODY_ROLE_HEADS | _AGENTS or before == "of"):
            continue
        if unit.lower == "sales" and (verb is None or units[verb].lemma not in _CLOSES):
            continue
        if binds and (verb is None or units[verb].lemma not in _BINDS | _FOUNDS):
            continue
        if verb is None and (
            unit.lower in _NEEDS_SIGNING
            or not (_under(sentence, number) or _between(story, sentence, number))
        ):
            continue
        draft = _pact(story, sentence, number, verb)
        if draft is not None:
            yield draft
        return


def _is_no_pact(noun: str, before: str, behind: str) -> bool:
    """Tell "co-production treaty", "the sale of …" and "a lab in partnership with …" from a pact."""
    if noun in _TAKEOVERS and behind == "of":
        return True
    if before == "in" and behind in {"with", "between"} and noun not in {"deal", "deals"}:
        return True
    return behind in _PACT_HEADS and behind != "deal"


def _between(story: Story, sentence: Sentence, number: int) -> bool:
    """Tell a pact that is told by its two sides: "a strategic partnership between X and Y will see …"."""
    sides = parties.others(story, sentence, number, frozenset({"between"}))
    article = {u.lower for u in sentence.units[max(0, number - 5) : number]} & {"a", "an", "new"}
    return len(sides) > 1 and bool(article)


def _is_joint(sentence: Sentence, number: int) -> bool:
    """Tell a company that partners make together: "a joint label", "a 50-50 company"."""
    described = {u.lower for u in sentence.units[max(0, number - 4) : number]}
    return sentence.units[number].lower in BODY_ROLE_HEADS and bool(described & _JOINT)


_JOINT = words("joint 50-50 50:50 jointly-owned jointly-run equal-share")


def _pact(story: Story, sentence: Sentence, number: int, verb: int | None) -> Draft | None:
    units = sentence.units
    first = phrase_start(sentence, number, 0)
    named = story.reading.words(units[first].start, _noun_end(story, sentence, number, bare=first == number))
    bare = first == number and first and units[first - 1].lower in {"the", "this"}
    if bare and verb is not None and units[verb].lemma in _BROKERS:
        return None
    if units[number].lower == "venture" or _is_joint(sentence, number):
        named = dubbed(story, sentence) or name_beside(story, sentence, number) or named
    if verb is not None and verb > number and first and units[first - 1].lower == "the":
        return None  # "the deal was struck by …" is one told before
    draft = Draft(Kind.DEAL, story.words(units[number]), sentence, subject=named, confidence=0.7)
    _sides(story, sentence, number, verb, draft)
    if not draft.with_ and verb is not None and units[verb].lemma in _SIGNS_TALENT:
        draft.people = _talent(story, sentence, number)
    sold = _sale(story, sentence, min(verb if verb is not None else number, number), number, draft)
    if not sold:
        draft.titles = _titles_of_pact(story, sentence, number)
    terms(story, sentence, number, draft)
    draft.date = story.date(sentence, number, ahead=None)
    several = len(draft.by) > 1 or (
        bool(draft.by) and (len(named.text.split()) > 1 or _has_topic(sentence, number))
    )
    return (
        draft
        if draft.with_ or draft.people or draft.amounts or several or (sold and draft.has_identity())
        else None
    )


def _has_topic(sentence: Sentence, number: int) -> bool:
    """Tell what an agreement is on: "reached an agreement on residuals"."""
    ahead = sentence.units[number + 1].lower if number + 1 < len(sentence.units) else ""
    return ahead in {"on", "over", "covering", "governing"}


_BROKERS = words("broker negotiate announce confirm handle oversee make do reach close set")
_SIGNS_TALENT = words(
    "sign ink strike land agree seal announce close secure win get score do make renew extend"
)


def _talent(story: Story, sentence: Sentence, number: int) -> list[Credit]:
    """Return the people that a deal is made with: "a two-book deal with historian A"."""
    for at in range(number + 1, clause_end(sentence, number)):
        unit = sentence.units[at]
        hangs = link(sentence, at) if unit.kind == PERSON and unit.is_name else None
        if hangs is not None and hangs.kind == "prep" and hangs.word == "with" and hangs.at > number:
            return parties.people_of(story, sentence, at)
    return []


def _noun_end(story: Story, sentence: Sentence, number: int, *, bare: bool) -> int:
    """Return where the name of a pact ends: "memorandum of understanding", "code on synthetic dubbing"."""
    units = sentence.units
    if bare and _has_topic(sentence, number):
        topic = phrase(story, sentence, number + 2)
        return topic.end if topic is not None else units[number].end
    behind = [u.lower for u in units[number + 1 : number + 3]]
    whole = behind in (["of", "understanding"], ["of", "intent"])
    return units[number + 2].end if whole else units[number].end


def _under(sentence: Sentence, number: int) -> bool:
    before = " ".join(u.lower for u in sentence.units[max(0, number - 8) : number])
    return bool(re.search(r"\b(?:under|through|as part of|thanks to) (?:the|a|an) [^<,]{0,60}$", before))


def _sides(story: Story, sentence: Sentence, number: int, verb: int | None, draft: Draft) -> None:
    """Find who signs: the subject, or both sides of "between A and B"; and with whom."""
    between = frozenset({"between"})
    sides = parties.others(story, sentence, number, between) or parties.states(sentence, number, between)
    if len(sides) > 1:
        draft.by = sides
        draft.places = [w for w in parties.states(sentence, number, between) if w in sides]
        return
    if verb is not None and (acting := parties.acting_states(sentence, verb)):
        draft.by, draft.with_ = acting, parties.states(sentence, number, frozenset({"with"}))
        draft.places = [*draft.by, *draft.with_]
        return
    if verb is not None and (verb > number or is_passive(sentence, verb)):
        draft.by = parties.others(story, sentence, verb, BY) or story.actors(sentence, verb)
    else:
        draft.by = story.actors(sentence, verb if verb is not None else number)
    at = min(verb if verb is not None else number, number)
    draft.with_ = parties.others(story, sentence, at, words("with from alongside")) or _signed(
        story, sentence, number, verb
    )


def _signed(story: Story, sentence: Sentence, number: int, verb: int | None) -> list[Words]:
    """Return the companies that are signed to a deal: "has signed her label, Acme, to a first-look deal"."""
    if verb is None or verb > number or sentence.units[verb].lemma not in _SIGNS_UP:
        return []
    return distinct(
        [
            party
            for at in range(verb + 1, number)
            if sentence.units[at].kind == BODY
            and link(sentence, at).kind in {"verb", "comma", "start"}
            and not describes_next(sentence, at)
            for party in story.parties(sentence, at)
        ]
    )


_SIGNS_UP = words("sign re-sign resign tie lock lure poach enlist rope sign-up")


def _sale(story: Story, sentence: Sentence, at: int, number: int, draft: Draft) -> bool:
    """Turn "X has closed deals on “Y” with A (Spain) and B (Italy)" round: X sells, A and B buy."""
    sold = territories.pairs(sentence, number)
    if not sold and sentence.units[number].lower in _PLURALS:
        sold = territories.items_behind(story.sentences, sentence)
        sold.buyers = sold.buyers or list(draft.with_)
    behind = story.titles_after(sentence, number)
    titles = behind or story.titles_after(sentence, at) or story.focused(sentence)
    sells = {w.text for w in parties.sellers(story)} & {w.text for w in draft.by}
    if not sold and sells and behind and "rights" not in sentence.lower:
        sold.buyers = list(draft.with_)
    if not sold or not titles:
        return False
    bought = {w.text for w in sold.buyers}
    sellers = draft.by if at <= number and not _is_done(sentence, number) else []
    draft.with_ = [
        w for w in sellers or parties.seller_in_sight(story, sentence, sold.buyers) if w.text not in bought
    ]
    draft.by, draft.places, draft.titles, draft.subject = sold.buyers, sold.places, titles, None
    return True


def _is_done(sentence: Sentence, number: int) -> bool:
    """Tell "deals have been done in Germany (A)": nobody is said to do them."""
    return any(
        u.pos == "VERB" and is_passive(sentence, n)
        for n, u in enumerate(sentence.units[number + 1 : number + 5], number + 1)
    )


def _titles_of_pact(story: Story, sentence: Sentence, number: int) -> list[Entity]:
    behind = story.titles_after(sentence, number, clause_end(sentence, number))
    about = any(u.lower in {"for", "on", "to", "covering"} for u in sentence.units[number:])
    return behind if about else []


def _signing_verb(sentence: Sentence, number: int) -> int | None:
    start = clause_start(sentence, number)
    for at in range(number - 1, max(start - 1, number - 20), -1):
        unit = sentence.units[at]
        if unit.pos == "VERB" and (unit.lemma in _SIGNERS or _puts_name(sentence, at)):
            return at
    for at in range(number + 1, min(len(sentence.units), number + 8)):
        unit = sentence.units[at]
        if unit.pos == "VERB" and unit.lemma in _SIGNERS and unit.tag in {"VBN", "VBD"}:
            return at
    return None


def _puts_name(sentence: Sentence, verb: int) -> bool:
    """Tell "has put its name to" and "added their signatures to"."""
    behind = {u.lower for u in sentence.units[verb + 1 : verb + 4]}
    return sentence.units[verb].lemma in {"put", "add", "set"} and bool(behind & _SIGNATURES)


_SIGNATURES = words("name names signature signatures pen initials")
