"""How a step fails, where it matters to the orchestrator: for good, or until a moment that is known.

Rule: a message names what failed and what to do about it, since it is all that a person sees of it in the UI.
Anything else a step raises counts as passing, and is tried again.
"""

from datetime import datetime


class StepError(Exception):
    """No retry can mend this: a wrong parameter, a source that refuses us, a batch that breaks a rule."""


class RetryLater(Exception):  # noqa: N818 - it asks for another try, it is no verdict
    """Something has to wait until `retry_at`; the step may then be run again and does only what is left."""

    def __init__(self, message: str, retry_at: datetime) -> None:
        super().__init__(message)
        self.retry_at = retry_at
