"""Airflow's UI with Newsreel in it, as a person uses it: a real browser before the real stack.

Rule: one stack for all of it. What one test needs, its fixtures bring about, so that any order will do; the
browser and REST are waited for with deadlines.
"""

import html
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Frame, Locator, Page, expect, sync_playwright

from newsreel import runs
from newsreel.press.server import running_press
from newsreel.settings import PROJECT, Settings
from newsreel.stack.rest import Airflow, Run
from newsreel.stack.supervisor import Stack, running_stack

pytestmark = pytest.mark.chromium

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()
RUN_SECONDS = 240
PAGE_MILLISECONDS = 60_000
INGEST = "ingest_urls"
SCRAPE = "scrape_reel_ledger"
STORIES = {
    "http://reel-ledger.example/2025/08/altiplano-opens-with-dust-mail": (
        "forums",
        "Altiplano Film Festival",
    ),
    "http://reel-ledger.example/2025/07/andean-screen-fund-condor-foundation": (
        "announcements",
        "Andean Screen Fund",
    ),
}
# Markup that would run. The checks hold back a record with such a name, which is shown with its value.
ATTACK = "<script>window.__hit=1</script><img src=x onerror=window.__hit=1>"


@dataclass(frozen=True, slots=True)
class Site:
    """The running stack, what it read from, and the browser that looks at it."""

    stack: Stack
    settings: Settings
    airflow: Airflow
    browser: Browser
    folder: Path

    def follow(self, dag_id: str, seen: set[str]) -> Run:
        """Return the new run of a DAG, once it and the publishing that it set off have ended in success."""
        begun = [run for run in self.airflow.runs(dag_id) if run.run_id not in seen]
        assert len(begun) == 1
        ended = runs.follow(self.airflow, begun, seconds=RUN_SECONDS, alive=self.stack.check)
        published = runs.await_consumers(self.airflow, ended, runs.PUBLISH, alive=self.stack.check)
        assert published
        runs.follow(self.airflow, published, seconds=RUN_SECONDS, alive=self.stack.check)
        return ended[0]

    def run_ids(self, dag_id: str) -> set[str]:
        """Return the runs that a DAG has had so far."""
        return {run.run_id for run in self.airflow.runs(dag_id)}


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """The stack with one outlet of the press site, which no schedule starts."""
    program = shutil.which("chromium")
    assert program, "these tests need Chromium"
    # pytest's own folder is closed to others, and PostgreSQL may have to run as another user.
    with (
        tempfile.TemporaryDirectory(prefix="newsreel-ui-") as name,
        running_press() as press,
        pytest.MonkeyPatch.context() as patch,
    ):
        folder = Path(name)
        folder.chmod(0o711)
        sources = folder / "sources"
        sources.mkdir()
        described = (PROJECT / "corpus/press/sources/reel_ledger.yaml").read_text("utf-8")
        by_hand = described.replace("enabled: true", "enabled: false")
        (sources / "reel_ledger.yaml").write_text(by_hand, "utf-8")
        patch.setenv("NEWSREEL_SOURCES_DIR", str(sources))
        patch.setenv("NEWSREEL_LOOPBACK_ALLOWED", press.loopback_allowed)
        settings = Settings(home=folder / "home", port=18080)
        with (
            running_stack(settings, print) as stack,
            stack.address.client() as airflow,
            sync_playwright() as playwright,
            playwright.chromium.launch(executable_path=program, args=FLAGS) as browser,
        ):
            runs.await_dags(airflow, [SCRAPE, INGEST, runs.PUBLISH], alive=stack.check)
            yield Site(stack, settings, airflow, browser, folder)


@pytest.fixture
def page(site: Site) -> Iterator[Page]:
    """A browser window of an administrator who has just logged in by the form."""
    with site.browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        context.set_default_timeout(PAGE_MILLISECONDS)
        page = context.new_page()
        page.goto(f"{site.stack.address.url}/")
        page.fill("input[name=username]", site.stack.address.user)
        page.fill("input[name=password]", site.stack.address.password)
        page.keyboard.press("Enter")
        page.get_by_role("link", name="Dags", exact=True).wait_for()
        yield page


@pytest.fixture(scope="module")
def attacked(site: Site) -> Run:
    """The run that took in a page whose title and names are markup that would run as a script."""
    words = html.escape(ATTACK)
    paragraphs = (
        f"The panel “Money Talks {words}” was held on 12 June 2025 at the Harbour Film Forum in Vilnius, with"
        " producer Anna Keller of Northlight Pictures and moderator David Stone.",
        "Northlight Pictures announced on Thursday that it has raised $20 million for its next three films.",
        f"“The market {words} is growing again, and buyers are back,” said Anna Keller, chief executive of"
        " Northlight Pictures. “We will finance more films than ever before.”",
    )
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    file = site.folder / "attack.html"
    file.write_text(
        f"<!doctype html><html lang=en><head><title>{words} Northlight raises $20 million</title>"
        '<meta property="article:published_time" content="2025-06-13T09:00:00Z"></head>'
        f"<body><article><h1>{words} Northlight raises $20 million</h1>{body}</article></body></html>",
        "utf-8",
    )
    seen = site.run_ids(INGEST)
    site.airflow.trigger(INGEST, {"files": [str(file)]})
    return site.follow(INGEST, seen)


def trigger(page: Page, site: Site, dag_id: str, fields: dict[str, str]) -> Run:
    """Start a DAG by the form of its Params and wait for it and for the publishing it sets off."""
    seen = site.run_ids(dag_id)
    page.goto(f"{site.stack.address.url}/dags/{dag_id}")
    page.get_by_role("button", name="Trigger Dag").click()
    form = page.get_by_role("dialog").filter(has_text="Run Parameters")
    for name, value in fields.items():
        form.locator(f"[name=element_{name}]").fill(value)
    with page.expect_response(lambda answer: answer.url.endswith(f"/dags/{dag_id}/dagRuns")) as answer:
        form.get_by_role("button", name="Trigger", exact=True).click()
    assert answer.value.ok, answer.value.text()
    return site.follow(dag_id, seen)


def newsreel(page: Page, site: Site) -> Frame:
    """Open the page by Airflow's navigation; return the frame that it is shown in."""
    page.goto(f"{site.stack.address.url}/")
    page.get_by_role("link", name="Newsreel", exact=True).click()
    frame = page.wait_for_selector("iframe").content_frame()
    assert frame is not None
    frame.get_by_role("heading", name="Newsreel", exact=True).wait_for()
    return frame


def row(frame: Frame, table: str, words: str) -> Locator:
    """Return the row of one of the page's tables in whose first cell these words stand."""
    heads = frame.locator(f"section[aria-labelledby={table}] tbody th").filter(has_text=words)
    return heads.first.locator("xpath=..")


def test_a_scrape_started_by_its_form_shows_in_the_health_of_its_source(site: Site, page: Page) -> None:
    run = trigger(page, site, SCRAPE, {"limit": "2"})
    assert {task.state for task in run.tasks} == {"success"}
    page.goto(site.airflow.page(run))
    expect(page.get_by_text("Success", exact=True).first).to_be_visible()
    source = row(newsreel(page, site), "sources", "reel_ledger")
    expect(source).to_contain_text("Reel Ledger")
    expect(source).to_contain_text("fine")


def test_addresses_given_in_the_form_are_read_and_their_records_shown(site: Site, page: Page) -> None:
    trigger(page, site, INGEST, {"urls": "\n".join(STORIES)})
    frame = newsreel(page, site)
    for url, (table, words) in STORIES.items():
        record = row(frame, table, words)
        expect(record).to_be_visible()
        expect(record.locator(f'a[href="{url}"]')).to_have_count(1)


def test_scraped_markup_is_shown_as_words_in_airflow(site: Site, attacked: Run, page: Page) -> None:
    frame = newsreel(page, site)
    expect(row(frame, "quarantine", ATTACK)).to_be_visible()
    assert frame.locator("script, img").count() == 0
    assert frame.evaluate("window.__hit") is None
    assert page.evaluate("window.__hit") is None


def test_scraped_markup_is_shown_as_words_in_the_data_docs(site: Site, attacked: Run, page: Page) -> None:
    told = [
        file
        for file in site.settings.docs_dir.rglob("*.html")
        if "window.__hit" in html.unescape(file.read_text("utf-8"))
    ]
    assert told
    for file in told:
        page.goto(file.as_uri())
        expect(page.get_by_text(ATTACK).first).to_be_visible()
        assert page.locator("script, img").count() == 0
        assert page.evaluate("window.__hit") is None


def test_nobody_sees_the_page_without_logging_in(site: Site) -> None:
    with site.browser.new_context() as context, context.new_page() as page:
        answer = page.goto(f"{site.stack.address.url}/newsreel/")
        assert answer is not None
        assert answer.status == 401
        assert "Sources" not in page.content()
