"""Data Docs: Great Expectations' own pages of each run, made to work without a network and with hostile text.

Rule: scraped text never becomes markup. Values are escaped before the pages are rendered (the library's
templates do not do it), scripts and outside addresses are taken out after, and a policy in each page forbids
the browser to run or load anything else.
Each run writes a folder of its own; only the index is shared, and is rewritten under a lock.
"""

import fcntl
import hashlib
import html
import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag
from great_expectations.core.expectation_validation_result import (
    ExpectationSuiteValidationResult,
    ExpectationSuiteValidationResultSchema,
)
from great_expectations.exceptions.exceptions import GreatExpectationsError
from great_expectations.render.renderer.page_renderer import ValidationResultsPageRenderer
from great_expectations.render.view.view import DefaultJinjaPageView

from schemas.expectations.runner import rule_name

KEPT_RUNS = 200
SHOWN_VALUES = 50
SHOWN_CHARACTERS = 300

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_CUT_LISTS = (
    "unexpected_list",
    "unexpected_index_list",
    "partial_unexpected_list",
    "partial_unexpected_index_list",
)
_DROPPED = ("script", "style", "link", "img", "iframe", "object", "embed", "form", "input", "button", "nav")
_KEPT_ATTRIBUTES = {"id", "class", "colspan", "rowspan", "hidden"}
_STATUS_ICONS = {"fa-check-circle": ("passed", "✔ passed"), "fa-times": ("failed", "✘ failed")}


@dataclass(frozen=True, slots=True)
class Written:
    """Where the pages of a run are, or why there are none."""

    page: Path | None
    problem: str | None = None


def write_docs(
    docs_dir: Path, run_id: str, results: dict[str, ExpectationSuiteValidationResult], outcome: str
) -> Written:
    """Write the pages of one run and the index of all; a failure is told, never raised.

    The pages of `results` (by suite) replace those of an earlier check of the same run.
    """
    try:
        folder = docs_dir / "runs" / _folder_name(run_id)
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=docs_dir, prefix=".new-") as new:
            whole = Path(new) / "run"
            whole.mkdir(mode=0o700)
            _write_run(whole, run_id, results, outcome)
            with _lock(docs_dir):
                shutil.rmtree(folder, ignore_errors=True)
                # Half a folder would keep the index from being written ever after.
                whole.rename(folder)
                _write_index(docs_dir)
    except (OSError, LookupError, TypeError, ValueError, AttributeError, GreatExpectationsError) as error:
        return Written(None, f"the pages of run {run_id} could not be written: {error}")
    return Written(folder / "index.html")


def _write_run(
    folder: Path, run_id: str, results: dict[str, ExpectationSuiteValidationResult], outcome: str
) -> None:
    rows = []
    for suite, result in results.items():
        (folder / f"{suite}.html").write_text(_page(run_id, suite, result), encoding="utf-8")
        broken = [rule_name(one) for one in result.results if not one.success]
        rows.append((suite, len(result.results), broken))
    listed = "".join(
        f'<tr><td><a href="{suite}.html">{suite}</a></td><td>{count}</td>'
        f'<td class="{"failed" if broken else "passed"}">{html.escape(", ".join(broken)) or "none"}</td></tr>'
        for suite, count, broken in rows
    )
    body = (
        f'<p>Outcome: <strong class="{outcome}">{outcome}</strong></p>'
        f"<table><thead><tr><th>Suite</th><th>Rules</th><th>Broken</th></tr></thead><tbody>{listed}</tbody></table>"
    )
    (folder / "index.html").write_text(
        _frame(f"Checks of {run_id}", body, "../../index.html"), encoding="utf-8"
    )
    about = {
        "run_id": run_id,
        "outcome": outcome,
        "checked_at": max((str(r.meta["run_id"].run_time) for r in results.values()), default=""),
        "broken": [rule for _, _, broken in rows for rule in broken],
    }
    (folder / "run.json").write_text(json.dumps(about), encoding="utf-8")


def _write_index(docs_dir: Path) -> None:
    """List the newest runs and remove the pages of the others."""
    found = [(json.loads(p.read_text(encoding="utf-8")), p.parent) for p in docs_dir.glob("runs/*/run.json")]
    found.sort(key=lambda one: (one[0]["checked_at"], one[0]["run_id"]), reverse=True)
    for _, folder in found[KEPT_RUNS:]:
        shutil.rmtree(folder, ignore_errors=True)
    listed = "".join(
        f'<tr><td><a href="runs/{folder.name}/index.html">{html.escape(about["run_id"])}</a></td>'
        f"<td>{html.escape(about['checked_at'][:19])}</td>"
        f'<td class="{about["outcome"]}">{about["outcome"]}</td>'
        f"<td>{len(about['broken'])}</td></tr>"
        for about, folder in found[:KEPT_RUNS]
    )
    head = "<tr><th>Run</th><th>Checked at (UTC)</th><th>Outcome</th><th>Broken rules</th></tr>"
    page = _frame("Checks of all runs", f"<table><thead>{head}</thead><tbody>{listed}</tbody></table>", None)
    new = docs_dir / ".index.html.new"
    new.write_text(page, encoding="utf-8")
    new.replace(docs_dir / "index.html")


def _page(run_id: str, suite: str, result: ExpectationSuiteValidationResult) -> str:
    """Return the library's page of one suite, without anything that runs or loads."""
    schema = ExpectationSuiteValidationResultSchema()
    inert = schema.load(_inert_result(json.loads(str(result))))
    rendered = _view().render(ValidationResultsPageRenderer().render(inert))
    soup = BeautifulSoup(rendered, "lxml")
    sections = soup.select(".ge-section")
    if not sections:
        raise ValueError("Great Expectations rendered a page without sections")
    return _frame(
        f"{suite}: checks of {run_id}", "".join(_cleaned(section) for section in sections), "index.html"
    )


# One for the process: it compiles its templates again whenever it is made.
@lru_cache(maxsize=1)
def _view() -> Any:
    return DefaultJinjaPageView()


def _inert_result(result: dict[str, Any]) -> dict[str, Any]:
    """Escape all of a result but the expectations themselves, which are ours; they name the run as well."""
    inert = _inert({name: value for name, value in result.items() if name != "results"})
    inert["results"] = []
    for one in result["results"]:
        config = one["expectation_config"]
        config["kwargs"] = {
            name: _inert(value) if name == "batch_id" else value for name, value in config["kwargs"].items()
        }
        rest = _inert({name: value for name, value in one.items() if name != "expectation_config"})
        inert["results"].append(rest | {"expectation_config": config})
    return dict(inert)


def _inert(value: Any) -> Any:
    """Escape every string of a result and cut its lists: the templates print values as they are."""
    if isinstance(value, str):
        return html.escape(
            value if len(value) <= SHOWN_CHARACTERS else f"{value[:SHOWN_CHARACTERS]}…", quote=True
        )
    if isinstance(value, list):
        return [_inert(item) for item in value]
    if isinstance(value, dict):
        return {
            key: _inert(item[:SHOWN_VALUES] if key in _CUT_LISTS and isinstance(item, list) else item)
            for key, item in value.items()
        }
    return value


def _cleaned(section: Tag) -> str:
    for tag in (*section(_DROPPED), *section.select("[data-toggle=collapse]")):
        tag.decompose()
    for link in section("a"):
        link.unwrap()
    for tag in section.find_all(True):
        icon = next(
            (mark for name, mark in _STATUS_ICONS.items() if name in tag.get_attribute_list("class")), None
        )
        if tag.name == "i" and icon:
            tag.name, tag["class"], tag.string = "span", icon[0], icon[1]
            if str(tag.next_sibling or "").strip():
                tag.string = icon[1][0]
        tag.attrs = {name: value for name, value in tag.attrs.items() if name in _KEPT_ATTRIBUTES}
    for words in section.find_all(string=True):
        # Values were escaped once before, and most of them once more by the view: as text both are harmless.
        words.replace_with(NavigableString(html.unescape(html.unescape(words))))
    return str(section)


def _frame(title: str, body: str, up: str | None) -> str:
    style = files("schemas.expectations").joinpath("assets/docs.css").read_text(encoding="utf-8")
    back = f'<nav><a href="{up}">Back</a></nav>' if up else ""
    shown = html.escape(title)
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{shown}</title>'
        f"<style>{style}</style></head><body>{back}<h1>{shown}</h1>{body}</body></html>"
    )


def _folder_name(run_id: str) -> str:
    digest = hashlib.sha256(run_id.encode()).hexdigest()[:8]
    return f"{re.sub(r'[^A-Za-z0-9_-]+', '-', run_id)[:80]}-{digest}"


@contextmanager
def _lock(docs_dir: Path) -> Iterator[None]:
    with (docs_dir / ".lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
