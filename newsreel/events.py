"""The inbox' trigger: tells Airflow that files have arrived, from within its triggerer.

Rule: the trigger keeps nothing in memory that matters. What has been told is what lies in claimed/, so a
restart neither tells it again nor forgets it (see `newsreel.steps.inbox`).
"""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from airflow.triggers.base import BaseEventTrigger, TriggerEvent

from newsreel.steps.inbox import Inbox


class InboxTrigger(BaseEventTrigger):
    """Fires when complete files lie in a folder, once for those that arrived together.

    `every` is the time between two looks in seconds: a file whose size and time are the same at two looks is
    complete. `overdue` seconds after its claim a file that is still there is told again.
    """

    def __init__(self, folder: str, every: float = 2.0, overdue: float = 900.0) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # Airflow leaves it untyped
        self.folder = folder
        self.every = every
        self.overdue = overdue

    def serialize(self) -> tuple[str, dict[str, Any]]:
        """Return the class path and the arguments it is made again from."""
        return (
            "newsreel.events.InboxTrigger",
            {"folder": self.folder, "every": self.every, "overdue": self.overdue},
        )

    async def run(self) -> AsyncIterator[TriggerEvent]:
        """Look, claim, tell; for ever."""
        inbox = await asyncio.to_thread(Inbox, Path(self.folder))
        while True:
            try:
                look = await asyncio.to_thread(inbox.look, self.overdue)
            except OSError as error:
                # A share that is away for a while must not end the watch.
                self.log.warning("inbox=%s cannot be read, trying again: %s", self.folder, error)
            else:
                if look.refused:
                    self.log.warning("inbox=%s refused=%s", self.folder, list(look.refused))
                if look.is_worth_a_run:
                    self.log.info(
                        "inbox=%s claimed=%d overdue=%d", self.folder, len(look.claimed), len(look.overdue)
                    )
                    counts = {"claimed": len(look.claimed), "overdue": len(look.overdue)}
                    yield TriggerEvent(counts)  # type: ignore[no-untyped-call]  # as above
            await asyncio.sleep(self.every)
