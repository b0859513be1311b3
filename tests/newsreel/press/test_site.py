import gzip
import html
import http.client
import json
import re

import pytest

from newsreel.press.server import running_press
from newsreel.press.site import CORPUS, PressSite


@pytest.fixture(scope="module")
def site() -> PressSite:
    return PressSite()


def words(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def test_every_article_of_the_corpus_belongs_to_an_outlet(site: PressSite) -> None:
    cases = {json.loads(f.read_text(encoding="utf-8"))["id"] for f in (CORPUS / "articles").glob("*.json")}
    own = {p.case_id for o in site.outlets.values() for p in site.pages(o.host) if not p.credit}
    assert own == cases


def test_pages_carry_the_words_of_the_corpus(site: PressSite) -> None:
    for outlet in site.outlets.values():
        for page in site.pages(outlet.host):
            parts = page.parts()
            for number, part in enumerate(parts, 1):
                answer = site.respond(outlet.host, f"{page.path}?page={number}", {})
                assert answer.status == 200, page.url
                text = words(answer.body.decode())
                for line in part:
                    assert words(re.sub(r"^(## |- )", "", line)) in text, (page.case_id, line)
            if not page.is_teaser:
                assert sum(map(len, parts)) == len(page.paragraphs)


def test_a_page_that_did_not_change_answers_304(site: PressSite) -> None:
    page = site.pages("reel-ledger.example")[0]
    first = site.respond("reel-ledger.example", page.path, {})
    assert (
        site.respond("reel-ledger.example", page.path, {"if-none-match": first.headers["ETag"]}).status == 304
    )
    modified = {"if-modified-since": first.headers["Last-Modified"]}
    assert site.respond("reel-ledger.example", page.path, modified).status == 304
    assert site.respond("reel-ledger.example", page.path, {"if-none-match": '"other"'}).status == 200


def test_bodies_are_compressed_when_asked(site: PressSite) -> None:
    plain = site.respond("reel-ledger.example", "/feed", {})
    packed = site.respond("reel-ledger.example", "/feed", {"accept-encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body


@pytest.mark.parametrize(
    ("host", "path", "status"),
    [
        ("reel-ledger.example", "/2025/02/lanterne-rouge-apricots", 301),
        ("market-brief.example", "/2024/01/withdrawn-story", 410),
        ("daily-post.example", "/2025/01/page-that-moved-away", 200),
        ("daily-post.example", "/no/such/page", 404),
        ("reel-ledger.example", "/atom.xml", 404),
        ("nobody.example", "/", 404),
    ],
)
def test_oddities_answer_as_described(site: PressSite, host: str, path: str, status: int) -> None:
    assert site.respond(host, path, {}).status == status


def test_robots_forbid_the_previews_and_name_the_sitemaps(site: PressSite) -> None:
    robots = site.respond("market-brief.example", "/robots.txt", {}).body.decode()
    assert "Disallow: /preview/" in robots
    assert "Sitemap: http://market-brief.example/sitemap.xml" in robots
    assert any(p.path.startswith("/preview/") for p in site.pages("screen-courier.example"))


def test_the_server_keeps_a_log_and_listens_on_loopback() -> None:
    with running_press() as press:
        connection = http.client.HTTPConnection("127.0.0.1", press.port, timeout=5)
        connection.request("GET", "/feed", headers={"Host": "reel-ledger.example"})
        response = connection.getresponse()
        assert response.status == 200
        assert b"<rss" in response.read()
        connection.close()
        assert f"reel-ledger.example=127.0.0.1:{press.port}" in press.loopback_allowed.split(",")
    asked = press.requests[0]
    assert (asked.host, asked.target, asked.status) == ("reel-ledger.example", "/feed", 200)
    assert asked.began <= asked.ended
