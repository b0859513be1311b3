"""The robots rules that all processes share: asked for once in 24 hours, not once by each worker.

Rule: what is kept is the text as it came; each process reads it for itself.
"""

import time
from datetime import UTC, datetime

from extractors.robots import MemoryRobots, Robots, read_rules
from schemas.warehouse.gate import RulesTable


class SharedRobots:
    """The rules of `raw.robots`, with those this process has read already in front."""

    def __init__(self, table: RulesTable) -> None:
        self._table = table
        self._memory = MemoryRobots()

    def get(self, root: str) -> Robots | None:
        """Return the rules of a root that have not expired."""
        known = self._memory.get(root)
        if known is not None:
            return known
        row = self._table.get(root)
        if row is None:
            return None
        fetched_at, text, problem = row
        at = fetched_at.timestamp()
        robots = Robots(at, problem=problem) if problem else read_rules(text, at)
        if not robots.is_fresh(time.time()):
            return None
        self._memory.put(root, robots)
        return robots

    def put(self, root: str, robots: Robots) -> None:
        """Keep the rules of a root for all processes."""
        self._memory.put(root, robots)
        self._table.put(root, datetime.fromtimestamp(robots.fetched_at, UTC), robots.text, robots.problem)
