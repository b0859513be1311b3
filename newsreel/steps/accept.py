"""What people hand in: addresses, files, and what lies claimed in the inbox, as a run's frontier.

Rule: a file is named by its path and the hash of its content, so what is read later is what was accepted.
Where a file may come from is the operator's choice (NEWSREEL_FILES_FROM); its ending says what it is.
"""

import hashlib
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, time
from functools import partial
from pathlib import Path

from sqlalchemy import select

from extractors.urls import BadUrl, parse_url
from extractors.warc import WarcError, is_warc
from newsreel.steps.errors import StepError
from newsreel.steps.frontier import write_batches
from newsreel.steps.house import MANUAL, House
from newsreel.steps.inbox import LISTS, PAGES, TEXTS, Inbox, read_list, sidecar_of
from newsreel.steps.warc import warc_rows
from schemas.vocabulary import FetchOutcome
from schemas.warehouse import tables as t
from schemas.warehouse.raw import FoundRow

log = logging.getLogger(__name__)

MAX_BYTES = 20_000_000
GOOD = frozenset(
    {FetchOutcome.FETCHED, FetchOutcome.DUPLICATE, FetchOutcome.NOT_MODIFIED, FetchOutcome.PAYWALLED}
)


def accept_urls(
    house: House,
    *,
    run_id: str,
    dag_id: str,
    urls: Sequence[str] = (),
    files: Sequence[str] = (),
    published: str | None = None,
    title: str | None = None,
    source_code: str | None = None,
) -> dict[str, int]:
    """Write the run's frontier from addresses and files; return {"batches", "urls", …what was left}.

    `published` is a day in ISO 8601, for files that give none. StepError, naming all that is wrong, when
    anything is: somebody who hands in ten pages wants to know before nine of them are read.
    """
    if source_code and source_code != MANUAL:
        house.source(source_code)
    wrong: list[str] = []
    left: Counter[str] = Counter()
    rows: list[FoundRow] = []
    given = {"title": title or "", "published": published or "", "source": source_code or ""}
    for url in urls:
        _try(wrong, url, rows, partial(_pages, house, run_id, [url], "param", source_code))
    for name in files:
        _try(wrong, name, rows, partial(_handed, house, run_id, name, given, left))
    if wrong:
        raise StepError("nothing was taken in: " + "; ".join(wrong))
    if not rows:
        raise StepError("nothing was handed in: give `urls` or `files`")
    with house.engine.begin() as conn:
        return {**write_batches(conn, run_id, dag_id, source_code, rows), **left}


def accept_claims(house: House, *, run_id: str, dag_id: str) -> dict[str, int]:
    """Write the run's frontier from the claimed files; return {"batches", "urls", "files", "refused"}.

    A file that cannot be read as what it says it is goes to failed/ with the reason.
    """
    inbox = Inbox(house.settings.inbox)
    rows: list[FoundRow] = []
    refused = 0
    claims = inbox.claims()
    for claim in claims:
        wrong: list[str] = []
        _try(
            wrong,
            claim.name,
            rows,
            partial(_claimed, house, run_id, claim),
        )
        if wrong:
            refused += 1
            log.warning("run=%s refused %s", run_id, wrong[0])
            inbox.settle(claim, wrong[0])
    with house.engine.begin() as conn:
        written = write_batches(conn, run_id, dag_id, None, rows)
    return {**written, "files": len(claims), "refused": refused}


def settle_claims(house: House, *, run_id: str) -> dict[str, int]:
    """Move the run's files to done/, or to failed/ with the reasons when a page brought no article."""
    inbox = Inbox(house.settings.inbox)
    frontier, fetch = t.frontier, t.fetch
    with house.engine.begin() as conn:
        rows = conn.execute(
            select(frontier.c.via, frontier.c.url, fetch.c.outcome, fetch.c.detail)
            .join(
                fetch,
                (fetch.c.run_id == frontier.c.run_id) & (fetch.c.url_key == frontier.c.url_key),
                isouter=True,
            )
            .where(frontier.c.run_id == run_id, frontier.c.via.startswith("inbox:"))
            .order_by(frontier.c.url)
        ).all()
    reasons: dict[str, list[str]] = {}
    for via, url, outcome, detail in rows:
        told = reasons.setdefault(via, [])
        if outcome not in GOOD:
            told.append(f"{url}: {outcome or 'not read'}{f' ({detail})' if detail else ''}")
    failed = 0
    for claim in inbox.claims():
        if _via(claim) in reasons:
            reason = "\n".join(reasons[_via(claim)])
            failed += bool(reason)
            inbox.settle(claim, reason or None)
    return {"files": len(reasons), "done": len(reasons) - failed, "failed": failed}


def _via(claim: Path) -> str:
    return f"inbox:{claim.name}"


def _pages(
    house: House, run_id: str, urls: Iterable[str], via: str, source_code: str | None
) -> list[FoundRow]:
    rows = []
    for url in urls:
        address = str(parse_url(url))
        source = house.source_of(address)
        code = source_code or (source.code if source else MANUAL)
        rows.append(FoundRow(run_id=run_id, batch_no=0, url=address, source_code=code, via=via))
    return rows


def _handed(
    house: House, run_id: str, name: str, given: dict[str, str], left: Counter[str]
) -> list[FoundRow]:
    path = _allowed(house, name)
    if not is_warc(path):
        return _file(house, run_id, path, "param", given)
    rows, counts = warc_rows(house, run_id, path, given["source"] or None)
    left.update(counts)
    told = ", ".join(f"{name} {count}" for name, count in sorted(counts.items())) or "nothing"
    log.info("run=%s %s: %d pages taken, left: %s", run_id, path.name, len(rows), told)
    if not rows:
        raise ValueError(
            f"no page of it belongs to {given['source'] or 'a source'} (left: {told});"
            f" the source `{MANUAL}` takes all"
        )
    return rows


def _claimed(house: House, run_id: str, claim: Path) -> list[FoundRow]:
    return _file(house, run_id, claim, _via(claim), sidecar_of(claim))


def _file(house: House, run_id: str, path: Path, via: str, given: dict[str, str]) -> list[FoundRow]:
    """Return the rows of one file; ValueError or StepError with the reason when it cannot be taken in."""
    ending = path.suffix.lower()
    if ending not in PAGES | TEXTS | LISTS:
        raise ValueError(f"unknown ending {ending!r}; known are {', '.join(sorted(PAGES | TEXTS | LISTS))}")
    if path.stat().st_size > MAX_BYTES:
        raise ValueError(f"larger than {MAX_BYTES:,} bytes")
    body = path.read_bytes()
    if ending in LISTS:
        urls = read_list(body.decode("utf-8", "replace"))
        if not urls:
            raise ValueError("the list holds no address")
        return _pages(house, run_id, urls, via, given.get("source") or None)
    code = given.get("source") or MANUAL
    if code != MANUAL:
        house.source(code)
    return [
        FoundRow(
            run_id=run_id,
            batch_no=0,
            url=f"{path.as_uri()}#{hashlib.sha256(body).hexdigest()}",
            source_code=code,
            via=via,
            title=given.get("title") or None,
            published_at=_day(given.get("published")),
        )
    ]


def _day(value: str | None) -> datetime | None:
    if not value:
        return None
    try:
        return datetime.combine(date.fromisoformat(value[:10]), time(), UTC)
    except ValueError as error:
        raise ValueError(f"published is no day in ISO 8601: {value[:40]!r}") from error


def _allowed(house: House, name: str) -> Path:
    path = Path(name).expanduser()
    if not path.is_absolute():
        raise ValueError("give the whole path: the worker has another working folder than you")
    roots = house.settings.files_from
    if roots and not any(path.resolve().is_relative_to(root.resolve()) for root in roots):
        raise ValueError(f"files are only taken from {', '.join(map(str, roots))} (NEWSREEL_FILES_FROM)")
    return path


def _try(wrong: list[str], name: str, rows: list[FoundRow], read: Callable[[], Iterable[FoundRow]]) -> None:
    try:
        rows.extend(read())
    except (BadUrl, ValueError, StepError, WarcError) as error:
        wrong.append(f"{name}: {error}")
    except OSError as error:
        wrong.append(f"{name}: cannot be read ({error.strerror})")
