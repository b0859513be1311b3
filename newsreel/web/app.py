"""The page as an application: who may see it, what it is made of, and the headers it is sent with.

Rule: every route is behind Airflow's log-in (an application of a plugin is public by default), and the page
runs no script and loads nothing: its style is inline and named in the policy by its hash.
"""

import base64
import hashlib
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from airflow.api_fastapi.auth.managers.models.resource_details import AccessView
from airflow.api_fastapi.core_api.security import requires_access_view
from fastapi import Depends, FastAPI, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from newsreel.web.data import UnavailableError, read_overview

log = logging.getLogger(__name__)

FOLDER = Path(__file__).parent / "templates"
STYLE = (FOLDER / "page.css").read_text("utf-8")


def _policy() -> str:
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none';"
        " frame-ancestors 'self'"
    )


HEADERS = {
    "Content-Security-Policy": _policy(),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
}


def create_app() -> FastAPI:
    """Return the application, to be mounted into Airflow's API server."""
    app = FastAPI(
        title="Newsreel",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        dependencies=[Depends(requires_access_view(AccessView.WEBSITE))],
    )
    template = _environment().get_template("page.html")

    # No coroutine: the queries would block the server's loop.
    @app.get("/", response_class=HTMLResponse)
    def page(request: Request) -> HTMLResponse:
        """Show the overview, or why there is none."""
        overview, problem = None, None
        try:
            overview = read_overview()
        except UnavailableError as error:
            log.warning("the Newsreel page has nothing to show: %s", error, exc_info=error.__cause__)
            problem = str(error)
        content = template.render(
            overview=overview,
            problem=problem,
            now=datetime.now(UTC),
            is_framed=request.headers.get("sec-fetch-dest") == "iframe",
        )
        return HTMLResponse(content, status_code=503 if problem else 200, headers=HEADERS)

    return app


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: dict[str, Callable[..., Any]] = {"ago": ago, "links": links, "number": number, "share": share}
    environment.filters |= filters
    # Ours, and the text whose hash the policy names: it must not be escaped.
    environment.globals["style"] = Markup(STYLE)  # noqa: S704 - a file of this package
    return environment


def links(urls: list[str] | str | None) -> list[tuple[str, str]]:
    """Return (address, host) of those addresses that may be linked: http and https alone."""
    found = []
    for url in [urls] if isinstance(urls, str) else urls or []:
        try:
            parts = urlsplit(url)
        except ValueError:
            continue
        if parts.scheme in {"http", "https"} and parts.hostname:
            found.append((url, parts.hostname.removeprefix("www.")))
    return found


def ago(moment: datetime | None, now: datetime) -> str:
    """Say how long ago a moment was, in the largest unit that fits."""
    if moment is None:
        return "never"
    seconds = max(0, int((now - moment).total_seconds()))
    for size, unit in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= size:
            count = seconds // size
            return f"{count} {unit}{'s' if count > 1 else ''} ago"
    return "just now"


def number(value: float | None) -> str:
    """Write a number with thousands parted; nothing for none."""
    return "" if value is None else f"{value:,.0f}" if float(value).is_integer() else f"{value:,}"


def share(value: float | None) -> str:
    """Write a share as a percentage; nothing for none."""
    return "" if value is None else f"{value:.0%}"
