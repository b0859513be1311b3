"""Collects what speaks for an article's reporting on a gathering rather than mentioning it.

Rule: a sign says how a gathering is told of, never which one it is.
"""

from collections.abc import Iterator

from extractors.reading import Reading
from extractors.records.forum.clauses import ClauseReader
from extractors.records.forum.context import Contexts
from extractors.records.forum.editions import Edition
from extractors.records.forum.forms import fold
from extractors.records.forum.gathering import Gathering
from extractors.records.forum.scene import Scene, main_of


class ReportReader:
    """Describes how one article tells of its gatherings."""

    def __init__(self, reading: Reading, gatherings: list[Gathering], scenes: list[Scene]) -> None:
        self.reading, self.gatherings, self.scenes = reading, gatherings, scenes
        self.contexts = Contexts(reading, ClauseReader(reading))
        self.title = fold(reading.title or "")
        self.main = main_of(gatherings, reading.title)

    def signs(self, edition: Edition, *, has_next: bool) -> set[str]:
        """Return the signs that an edition's gathering is, or is not, what the article reports on."""
        signs = {f"has:{slot}" for slot in edition.found}
        signs |= {f"has:{edge}" for d in edition.days for edge in ("start", "end") if getattr(d, edge)}
        signs |= {f"has:{min(len(signs), 5)}"} if signs else {"has:nothing"}
        if has_next:
            signs.add("has:next")
        signs |= set(self._as_a_whole(edition.gathering))
        return signs | set(self._places(edition.gathering, bare="has:nothing" in signs))

    def _as_a_whole(self, gathering: Gathering) -> Iterator[str]:
        names = [s for s in gathering.spots if s.is_name]
        yield f"clues:{min(gathering.clues, 6)}"
        yield f"names:{min(len(names), 4)}"
        yield f"references:{min(len(gathering.spots) - len(names), 4)}"
        yield f"described:{bool(gathering.describes)}"
        yield f"sessions:{min(gathering.sessions, 2)}"
        yield f"kind:{gathering.kind}"
        yield f"nameless:{gathering.name.text.islower()}"
        yield f"gatherings:{min(len(self.gatherings), 4)}"
        yield "main" if gathering is self.main else "aside"
        name = fold(gathering.name.text)
        words = [w for w in name.split() if len(w) > 3]
        yield "title:whole" if name in self.title else f"title:{any(w in self.title.split() for w in words)}"

    def _places(self, gathering: Gathering, *, bare: bool) -> Iterator[str]:
        """Describe each place that names the gathering; whether all are but asides: "as part of X"."""
        oblique = True
        for scene in self.scenes:
            for spot, other in scene.here:
                if other is not gathering:
                    continue
                oblique &= scene.is_oblique(spot)
                if spot.is_name:
                    yield from self.contexts.describe(scene, gathering, spot.start, spot.end)
                else:
                    yield "referred"
        if oblique:
            yield f"oblique:{'nothing' if bare else 'something'}"
