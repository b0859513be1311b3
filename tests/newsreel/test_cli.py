"""The command line as a user meets it: what it prints where, and how it ends."""

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from newsreel.commands.output import cell
from newsreel.commands.query import select
from newsreel.errors import QueryError
from newsreel.press.server import Press, running_press
from newsreel.settings import PROJECT, libpq_url
from schemas.warehouse.migrate import upgrade

Run = subprocess.CompletedProcess[str]
Call = Callable[..., Run]


@pytest.fixture
def call(tmp_path: Path) -> Call:
    """Run the command line as a process of its own."""

    def run(*arguments: str, given: str = "", **environment: str) -> Run:
        own = {name: value for name, value in os.environ.items() if not name.startswith("NEWSREEL_")}
        return subprocess.run(
            [sys.executable, "-m", "newsreel", *arguments],
            input=given,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            env=own | {"NEWSREEL_HOME": str(tmp_path / "home"), "COLUMNS": "100"} | environment,
        )

    return run


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    """The corpus as a site on loopback."""
    with running_press() as site:
        yield site


@pytest.fixture(scope="module")
def warehouse_url(module_postgres_url: str) -> Iterator[str]:
    upgrade(module_postgres_url)
    return module_postgres_url  # type: ignore[return-value]  # a fixture without an end


def test_help_answers_without_loading_what_the_commands_need() -> None:
    program = (
        "import sys; from typer.main import get_command; from newsreel.cli import app\n"
        "try: get_command(app)(['--help'], prog_name='newsreel')\n"
        "except SystemExit: pass\n"
        "heavy = {'airflow', 'great_expectations', 'spacy', 'sqlalchemy', 'psycopg', 'httpx'}\n"
        "print('loaded', sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("loaded []\n")
    for command in ("extract", "ingest", "sql", "url", "sources", "status", "up", "down", "demo", "evaluate"):
        assert f" {command} " in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["sql"],
        ["sql", ""],
        ["extract", "nofile"],
        ["sources", "new", "https://a.b/", "--code", "No!"],
        ["sources", "new", "no-address"],
        ["sources", "check", "nobody"],
    ],
)
def test_a_wrong_call_ends_with_2_and_leaves_standard_output_empty(call: Call, arguments: list[str]) -> None:
    done = call(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("Error") == 1
    assert "Traceback" not in done.stderr


def test_a_failure_is_a_line_and_a_hint_and_debug_has_the_trace(call: Call) -> None:
    done = call("sql", "SELECT 1")
    assert done.returncode == 1
    assert done.stdout == ""
    assert [line[:7] for line in done.stderr.splitlines()] == ["Error: ", "  `make"]
    assert "NotSetUpError" in call("sql", "SELECT 1", "--debug").stderr


def test_an_error_that_nobody_foresaw_is_a_line_too(call: Call, tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file where a folder should be")
    done = call("up")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "--debug" in done.stderr


def test_a_source_file_that_is_wrong_is_told_in_its_own_words(call: Call, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("name: 7\n")
    done = call("sources", "check", NEWSREEL_SOURCES_DIR=str(tmp_path))
    assert done.returncode == 1
    assert "bad.yaml" in done.stderr
    listed = call("sources", "list", NEWSREEL_SOURCES_DIR=str(tmp_path))
    assert listed.returncode == 1
    assert "unexpected" not in listed.stderr


def test_a_new_source_is_right_from_the_start_and_disabled(call: Call, press: Press, tmp_path: Path) -> None:
    known = {"NEWSREEL_LOOPBACK_ALLOWED": press.loopback_allowed, "NEWSREEL_SOURCES_DIR": str(tmp_path)}
    made = call("sources", "new", "http://trade-winds.example/", **known)
    assert made.returncode == 0, made.stderr
    assert "http://trade-winds.example/atom.xml" in made.stdout
    assert "sources check trade_winds" in made.stderr
    written = (tmp_path / "trade_winds.yaml").read_text()
    rows = {row["code"]: row for row in json.loads(call("sources", "list", "-f", "json", **known).stdout)}
    assert rows["trade_winds"]["enabled"] is False
    assert rows["trade_winds"]["feeds"] + rows["trade_winds"]["sitemaps"] > 0

    sample = tmp_path / "samples/trade_winds"
    assert "<html" in (sample / "page.html").read_text()
    assert call("sources", "check", **known).returncode == 0
    read = json.loads((sample / "article.json").read_text())
    (sample / "article.json").write_text(json.dumps(read | {"title": "Another"}))
    worn = call("sources", "check", **known)
    assert worn.returncode == 1
    assert "not 'Another'" in worn.stderr

    (tmp_path / "trade_winds.yaml").write_text(f"# mine\n{written}")
    assert call("sources", "new", "http://trade-winds.example/", **known).returncode == 2
    assert (tmp_path / "trade_winds.yaml").read_text().startswith("# mine\n")


def test_a_site_without_listings_makes_no_source(call: Call, press: Press, tmp_path: Path) -> None:
    known = {"NEWSREEL_LOOPBACK_ALLOWED": f"nothing.example=127.0.0.1:{press.port}"}
    done = call("sources", "new", "http://nothing.example/", "--folder", str(tmp_path), **known)
    assert done.returncode == 1
    assert "404" in done.stderr
    assert list(tmp_path.glob("*.yaml")) == []


def test_a_look_at_a_source_tells_how_each_listing_fares(call: Call, press: Press, tmp_path: Path) -> None:
    text = (PROJECT / "corpus/press/sources/reel_ledger.yaml").read_text()
    (tmp_path / "good.yaml").write_text(text)
    (tmp_path / "worn.yaml").write_text(text.replace("example/feed", "example/old-feed"))
    known = {"NEWSREEL_LOOPBACK_ALLOWED": press.loopback_allowed, "NEWSREEL_SOURCES_DIR": str(tmp_path)}

    good = call("sources", "check", "good", "-f", "json", **known)
    assert good.returncode == 0, good.stderr
    rows = json.loads(good.stdout)
    assert [row["what"] for row in rows] == ["robots", "listing", "listing", "article"]
    assert {row["outcome"] for row in rows[1:]} == {"fetched"}

    worn = call("sources", "check", "worn", **known)
    assert worn.returncode == 1
    assert "old-feed" in worn.stdout
    assert "wrong: http://reel-ledger.example/old-feed: gone" in worn.stderr


def test_nothing_to_stop_is_no_failure(call: Call) -> None:
    done = call("down")
    assert done.returncode == 0
    assert "nothing was running" in done.stderr


def test_a_query_is_printed_as_table_json_or_csv(call: Call, warehouse_url: str) -> None:
    query = "SELECT 1 AS n, 'a, \"b\" [red]' AS words, NULL AS nothing, true AS yes"
    rows = {
        shape: call("sql", query, "--format", shape, NEWSREEL_WAREHOUSE_URL=warehouse_url).stdout
        for shape in ("table", "json", "csv")
    }
    assert 'a, "b" [red]' in rows["table"]
    assert json.loads(rows["json"]) == [{"n": 1, "words": 'a, "b" [red]', "nothing": None, "yes": True}]
    assert list(csv.reader(io.StringIO(rows["csv"])))[1] == ["1", 'a, "b" [red]', "", "True"]


def test_a_query_may_come_by_standard_input_and_its_output_may_be_cut_off(
    call: Call, warehouse_url: str
) -> None:
    query = "SELECT generate_series(1, 200000)"
    environment = os.environ | {"NEWSREEL_WAREHOUSE_URL": warehouse_url}
    cut = subprocess.run(
        ["sh", "-c", f'echo "{query}" | {sys.executable} -m newsreel sql - -f csv | head -2'],
        capture_output=True,
        text=True,
        env=environment,
        check=True,
    )
    assert cut.stdout == "generate_series\n1\n"
    assert cut.stderr == ""


def test_the_url_is_the_warehouse_in_use(call: Call, warehouse_url: str) -> None:
    done = call("url", NEWSREEL_WAREHOUSE_URL=libpq_url(warehouse_url))
    assert done.stdout == warehouse_url + "\n"


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("CREATE TABLE report.mine (n int)", "read-only transaction"),
        ("DELETE FROM raw.article", "permission denied"),
        ("SELECT * FROM core.forum", "permission denied"),
        ("COPY (SELECT 1) TO PROGRAM 'true'", "permission denied"),
        ("COMMIT; DROP SCHEMA report CASCADE", "multiple commands"),
        ("SELECT 1; SELECT 2", "multiple commands"),
        ("SELEC 1", "line 1"),
    ],
)
def test_an_analyst_reads_reports_and_nothing_else(warehouse_url: str, statement: str, reason: str) -> None:
    with pytest.raises(QueryError, match=reason) as refused:
        select(warehouse_url, statement)
    assert refused.value.hint


def test_a_query_that_takes_too_long_is_given_up(warehouse_url: str) -> None:
    with pytest.raises(QueryError, match="statement timeout"):
        select(warehouse_url, "SELECT pg_sleep(60)", seconds=1)


def test_a_role_that_a_query_takes_ends_with_it(warehouse_url: str) -> None:
    select(warehouse_url, "RESET ROLE")
    with psycopg.connect(libpq_url(warehouse_url)) as connection:
        assert connection.execute("SELECT current_user = session_user").fetchone() == (True,)


def test_extract_prints_the_records_of_a_text(call: Call, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    words = "We are very happy to be back in Busan this year"
    story.write_text(f"“{words},” said Minyoung Kim, vice president of content at Netflix.\n")
    shown = call("extract", str(story))
    assert shown.returncode == 0, shown.stderr
    assert "Minyoung Kim" in shown.stdout
    line = call("extract", str(story), "--format", "json").stdout
    assert json.loads(line)["records"]["quotes"][0]["speaker"] == "Minyoung Kim"
    piped = call(
        "extract", "--jsonl", "-", given=json.dumps({"id": 1, "text": story.read_text()}) + "\nbad\n"
    )
    assert piped.returncode == 0
    assert ["error" in json.loads(row) for row in piped.stdout.splitlines()] == [False, True]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (True, "yes"),
        (1234567.5, "1,234,567.5"),
        (["a", "b"], "a; b"),
        ("a\x1b[31mb\x07", "a [31mb "),
        ("x" * 500, "x" * 400 + "…"),
    ],
)
def test_no_value_can_spoil_a_table(value: object, shown: str) -> None:
    assert cell(value) == shown
