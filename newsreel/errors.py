"""What can go wrong in the front door, each with the one line a user reads and what to do about it.

Rule: a message names the thing that failed and its value; the hint is a command or a setting, never a guess.
Errors of the packages below keep their own classes; only the command line turns them into words.
"""


class NewsreelError(Exception):
    """A failure the user can act on; `hint` is printed below the message."""

    exit_code = 1

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(NewsreelError):
    """The command was called with something it cannot use."""

    exit_code = 2


class SettingsError(NewsreelError):
    """An environment variable holds a value that cannot be used."""


class StackError(NewsreelError):
    """The local stack, or one of its processes, did not do what it had to."""


class NotSetUpError(StackError):
    """There is no local warehouse yet."""


class AirflowError(NewsreelError):
    """Airflow refused a request, did not answer, or a run failed."""


class QueryError(NewsreelError):
    """The warehouse refused a query."""
