"""An ASGI application that is made on its first request.

Rule: importing this module is free. Airflow loads plugins in every process, tasks too, and only one of them
serves pages.
"""

from collections.abc import Awaitable, Callable, MutableMapping
from functools import cache
from typing import Any

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Hand a request to the application, which is made when there is none yet."""
    await _application()(scope, receive, send)


@cache
def _application() -> Callable[[Scope, Receive, Send], Awaitable[None]]:
    from newsreel.web.app import create_app  # noqa: PLC0415 - see above

    return create_app()
