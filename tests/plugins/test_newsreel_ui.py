"""The page inside Airflow: behind its log-in, escaped, and clear when there is nothing to show."""

import html
import re
import subprocess
import sys
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest
from airflow.api_fastapi.app import create_app, get_auth_manager
from airflow.api_fastapi.auth.managers.simple.user import SimpleAuthManagerUser
from airflow.utils.db import initdb
from fastapi.testclient import TestClient
from sqlalchemy import create_engine, text

from newsreel.settings import PROJECT
from schemas.records import Evidence, Forum, Records
from schemas.vocabulary import Alert, ForumKind
from schemas.warehouse.load import load
from schemas.warehouse.migrate import upgrade
from schemas.warehouse.raw import VersionRow, write_version
from schemas.warehouse.stage import close_batch, open_batch, stage_article
from schemas.warehouse.watch import keep_alerts

SCRIPT = "<script>alert(1)</script>"
NAME = f"{SCRIPT} Forum"


@pytest.fixture(scope="module")
def server() -> TestClient:
    """Airflow's API server with the plugin, in this process."""
    initdb()
    return TestClient(create_app("core"), raise_server_exceptions=True)


@pytest.fixture(scope="module")
def token(server: TestClient) -> str:
    return get_auth_manager().generate_jwt(SimpleAuthManagerUser(username="viewer", role="viewer"))


@pytest.fixture
def warehouse(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    upgrade(postgres_url)
    monkeypatch.setenv("NEWSREEL_WAREHOUSE_URL", postgres_url)
    return postgres_url


def get(server: TestClient, token: str, **headers: str):
    return server.get("/newsreel/", headers={"Authorization": f"Bearer {token}", **headers})


def load_forum(url: str, canonical_url: str) -> None:
    engine = create_engine(url)
    forum = Forum(
        name=NAME,
        kind=ForumKind.FORUM,
        evidence=(
            Evidence(field="name", start=0, end=len(NAME)),
            Evidence(field="kind", start=0, end=len(NAME)),
        ),
    )
    with engine.begin() as conn:
        open_batch(conn, "run-1", "ingest_urls", None)
        version = write_version(
            conn,
            VersionRow(
                canonical_url=canonical_url,
                source_code="manual",
                outlet='"><img src=x onerror=alert(1)>',
                cleaner_version="1",
                text=f"{NAME} was held.",
                seen_at=datetime.now(UTC),
                published_date=date(2024, 10, 6),
            ),
        )
        stage_article(conn, "run-1", version, Records(forums=(forum,)), "1")
        close_batch(conn, "run-1")
        load(conn, "run-1")
    engine.dispose()


def hold(url: str) -> None:
    engine = create_engine(url)
    with engine.begin() as conn:
        conn.execute(
            text(
                "INSERT INTO quality.quarantine"
                " (run_id, record_type, record_key, rule, severity, value_text, reason_text, payload)"
                " VALUES ('run-1', 'forum', 'k', 'forum.name.solid', 'critical', :value, :reason, '{}')"
            ),
            {"value": SCRIPT, "reason": f"The name is no name: {SCRIPT}"},
        )
    engine.dispose()


@pytest.mark.parametrize("path", ["/newsreel/", "/newsreel/docs", "/newsreel/openapi.json"])
def test_nobody_sees_anything_without_logging_in(server: TestClient, path: str) -> None:
    answer = server.get(path, follow_redirects=False)
    assert answer.status_code in {401, 404}
    assert "Sources" not in answer.text
    assert server.get("/newsreel/").status_code == 401
    assert get(server, "no-token").status_code == 403


def test_scraped_words_are_escaped_and_only_web_addresses_linked(
    server: TestClient, token: str, warehouse: str
) -> None:
    load_forum(warehouse, "javascript:alert(1)")
    hold(warehouse)
    answer = get(server, token)
    assert answer.status_code == 200
    assert "<script" not in answer.text
    assert "<img" not in answer.text
    assert "javascript:" not in answer.text
    assert answer.text.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 3
    assert "forum.name.solid" in answer.text


def test_page_is_sent_with_a_policy_that_runs_and_loads_nothing(
    server: TestClient, token: str, warehouse: str
) -> None:
    headers = get(server, token).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "script-src" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"


class Outline(HTMLParser):
    """The parts of a page that a screen reader goes by."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, name: str) -> list[dict[str, str | None]]:
        return [attrs for tag, attrs in self.tags if tag == name]


def test_page_is_readable_without_eyes_and_without_scripts(
    server: TestClient, token: str, warehouse: str
) -> None:
    load_forum(warehouse, "https://daily-post.example/story")
    page = get(server, token).text
    outline = Outline(page)
    assert outline.all("html")[0]["lang"] == "en"
    assert len(outline.all("h1")) == 1
    assert len(outline.all("caption")) == len(outline.all("table")) == 6
    assert all(cell["scope"] for cell in outline.all("th"))
    ids = [attrs["id"] for _, attrs in outline.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    inside = {a["href"][1:] for a in outline.all("a") if a["href"].startswith("#")}
    assert inside <= set(ids)
    outside = [a for a in outline.all("a") if not a["href"].startswith("#")]
    assert [a["href"] for a in outside] == ["https://daily-post.example/story"]
    assert all(a["rel"] == "noopener noreferrer" for a in outside)
    assert not re.search(r"\son\w+=", page)
    assert "prefers-color-scheme: dark" in page


def test_frame_says_how_links_are_opened(server: TestClient, token: str, warehouse: str) -> None:
    assert "own window" not in get(server, token).text
    assert "own window" in get(server, token, **{"Sec-Fetch-Dest": "iframe"}).text


def test_empty_warehouse_says_what_to_do(server: TestClient, token: str, warehouse: str) -> None:
    answer = get(server, token)
    assert answer.status_code == 200
    assert "Nothing has been published yet" in answer.text
    assert "never run" in answer.text or "disabled" in answer.text


def test_alerts_that_go_on_stand_above_the_sources(server: TestClient, token: str, warehouse: str) -> None:
    now = datetime.now(UTC)
    with create_engine(warehouse).begin() as conn:
        keep_alerts(conn, now, {("gone", Alert.SILENT): f"no page {SCRIPT}"}, {"gone"})
        keep_alerts(conn, now, {("over", Alert.TOO_FEW): "2 articles"}, {"over"})
        keep_alerts(conn, now, {}, {"over"})
    page = get(server, token).text
    assert "silent since" in page
    assert html.escape(SCRIPT) in page
    assert SCRIPT not in page
    assert "too few" not in page
    assert page.index("silent since") < page.index('id="sources"')


def test_database_that_is_not_set_up_is_told(
    server: TestClient, token: str, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSREEL_WAREHOUSE_URL", postgres_url)
    answer = get(server, token)
    assert answer.status_code == 503
    assert "not set up yet" in answer.text


def test_warehouse_out_of_reach_is_told_without_its_password(
    server: TestClient, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSREEL_WAREHOUSE_URL", "postgresql://newsreel:hidden@127.0.0.1:9/nowhere")
    answer = get(server, token)
    assert answer.status_code == 503
    assert "does not answer" in answer.text
    assert "hidden" not in answer.text


def test_page_reads_as_the_readers_role(server: TestClient, token: str, warehouse: str) -> None:
    engine = create_engine(warehouse)
    with engine.begin() as conn:
        conn.execute(text("REVOKE SELECT ON report.forum FROM newsreel_reader"))
    engine.dispose()
    assert get(server, token).status_code == 503


def test_registering_the_page_imports_nothing_heavy() -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import airflow.plugins_manager\n"
        "before = set(sys.modules); import newsreel_ui; new = set(sys.modules) - before\n"
        "assert newsreel_ui.NewsreelPlugin.fastapi_apps\n"
        "heavy = {'fastapi', 'sqlalchemy', 'jinja2', 'pydantic', 'newsreel.settings', 'newsreel.web.app'}\n"
        "assert not heavy & new, heavy & new"
    )
    subprocess.run([sys.executable, "-c", code, str(PROJECT / "plugins")], check=True)
