"""Pages made to break a cleaner, or made by somebody in a hurry: what is kept of them, and at what cost."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hostile import bounded, played, plays
from test_clean import PROSE, URL, cleaned, html, ld

from extractors.budget import SECONDS, Cleaner
from extractors.markup import MAX_CHARACTERS, MAX_ELEMENTS
from extractors.source import Source
from schemas.vocabulary import FetchOutcome as Outcome

TEXT = "\n".join(PROSE)
PARAGRAPHS = "".join(f"<p>{each}</p>" for each in PROSE)
ELEMENTS = f"{MAX_ELEMENTS:,} elements"
CHARACTERS = f"{MAX_CHARACTERS // 1_000_000} million characters"


def whole(cases: str, given: str, page: str, within: str = "") -> Any:
    return played(cases, given, page, ends="`fetched`, read whole", within=within)


def within(page: str, more: str) -> str:
    """Put something behind the last paragraph."""
    return page.replace("</article>", f"{more}</article>")


def ld_block(content: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(content)}</script>'


WHOLE = [
    whole("C13", "250 levels", f"<html><body>{'<div>' * 245}{PARAGRAPHS}", within="255 levels"),
    whole("C14", "a class of 1 MB", html().replace("<article>", f"<article class='{'x ' * 500_000}'>")),
    whole("C18", "a script of 9 MB", within(html(), f"<script>{'var x=1;' * 1_100_000}</script>")),
    whole(
        "C18",
        "a picture of 9 MB in its address",
        within(html(), f"<img src='data:image/png,{'A' * 9_000_000}'>"),
    ),
    whole(
        "C18",
        "JSON-LD of 8 MB",
        html(head=ld_block({"@type": "NewsArticle", "articleBody": "x" * 8_000_000})),
    ),
    whole("C18", "40,000 line breaks", within(html(), "<br>" * 40_000), within=ELEMENTS),
    whole("C21", "a second <html> behind the first", f"<html><body></body></html>{html()}"),
    whole(
        "C21",
        "another page behind the end of this one",
        html() + f"<html><body><p>{PROSE[0]}</p></body></html>",
    ),
    whole("C21", "two <body>", html().replace("<article>", "<body class=x><article>")),
]


@pytest.mark.parametrize("page", WHOLE)
def test_text_is_read_whole(page: str) -> None:
    with bounded(seconds=8):
        article = cleaned(page).article
    assert article is not None
    assert article.text.removeprefix("## A story of the north\n") == TEXT


@pytest.mark.parametrize(
    ("page", "outcome"),
    [
        played("C17", "100,000 links", "<a href='/x'>x</a> " * 100_000, Outcome.OVER_BUDGET, within=ELEMENTS),
        played("C17", "100,000 rows", "<tr><td>x</td></tr>" * 100_000, Outcome.OVER_BUDGET, within=ELEMENTS),
        played(
            "C17", "300 rows of 1,000 cells", "<td>x</td>" * 300_000, Outcome.OVER_BUDGET, within=ELEMENTS
        ),
        played("C18", "300,000 line breaks", "<br>" * 300_000, Outcome.OVER_BUDGET, within=ELEMENTS),
        played(
            "C14", "a text of 11 MB in 3.6 million characters", f"<p>{'語' * 3_600_000}", Outcome.TOO_LARGE
        ),
        played("C16", "a page of 50 MB", "<p>word " * 6_000_000, Outcome.TOO_LARGE, within=CHARACTERS),
        played("C21", "frames", "<frameset><frame src=/a></frameset>", Outcome.EMPTY),
        played(
            "D1", "window.location and nothing else", "<script>window.location='/x'</script>", Outcome.JS_ONLY
        ),
        played("D6", "a video and a line of text", "<video src=x></video><p>The trailer.</p>", Outcome.EMPTY),
    ],
)
def test_page_over_a_limit_has_its_outcome(page: str, outcome: Outcome) -> None:
    with bounded(seconds=4):
        result = cleaned(f"<html><head><title>T</title></head><body>{page}</body></html>")
    assert (result.outcome, result.article) == (outcome, None), result.detail


@plays(
    "C15 C17 C18",
    "slow pages one after the other",
    "each ends; the page after them is read",
    f"{SECONDS:g} s",
)
def test_no_page_holds_up_the_next() -> None:
    slow = [
        f"<html><body>{tag * 22_000}</body></html>" for tag in ("<a href='/x'>x</a> ", "<p>x", "<tr><td>x")
    ]
    with Cleaner(seconds=0.3) as cleaner:
        outcomes = [cleaner.clean(page, url=URL).outcome for page in slow]
        cleaner._seconds = SECONDS
        assert cleaner.clean(html(), url=URL).outcome is Outcome.FETCHED
    assert outcomes == [Outcome.OVER_BUDGET] * 3


@plays(
    "C5", "bad bytes in a UTF-8 page; lone surrogates", "`fetched` with U+FFFD; labelled when they are many"
)
def test_bad_bytes_are_replaced_and_told() -> None:
    few = html(*PROSE * 9).encode().replace(b"islands", b"isl\xffands", 1)
    many = html(*PROSE, "A tea\xe9 and \xe9 more \xe9 words").encode().replace("\xe9".encode(), b"\xe9\xff")
    for page, labels in ((few, ()), (many, ("bad_bytes",)), (html(*PROSE, "A lone \ud800 one."), ())):
        article = cleaned(page).article
        assert article is not None
        assert "\ufffd" in article.text
        assert article.labels == labels
        assert article.text.encode("utf-8")


@plays("C9", "markup and a formula as text", "`fetched`, kept as the words they are")
def test_words_that_look_like_code_stay_words() -> None:
    line = "He wrote <script>alert(1)</script> and =cmd()|' /C calc'!A0 into a cell, and then went home."
    escaped = line.replace("<", "&lt;").replace(">", "&gt;")
    article = cleaned(html(*PROSE, escaped, title="A &lt;b&gt;bold&lt;/b&gt; story of the north")).article
    assert article is not None
    assert article.text.split("\n")[-1] == line
    assert article.title == "A <b>bold</b> story of the north"


@plays("C19", "colspan of nine quadrillion", "`fetched`")
def test_absurd_table_is_read() -> None:
    cell = "<td colspan=9007199254740991 rowspan=9007199254740991>The jury met twice.</td>"
    with bounded(seconds=1, megabytes=20):
        article = cleaned(within(html(), f"<table><tr>{cell}</tr></table>")).article
    assert article is not None
    assert article.text.startswith(TEXT)


@plays(
    "C20",
    "60,000 authors in JSON-LD",
    "`fetched`; no author and no date made up",
    "500,000 characters a block",
)
def test_crowd_of_authors_makes_no_date() -> None:
    authors = ld_block({"@type": "NewsArticle", "author": ["A B"] * 60_000})
    article = cleaned(html(head=authors), url="http://www.site.example/x").article
    assert article is not None
    assert (article.published, len(article.authors) <= 20) == (None, True)


@plays("C21 B11", "an XHTML page with entities of its own", "`fetched`, none expanded, no file read")
def test_entities_of_a_page_are_not_expanded() -> None:
    doctype = (
        '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY w "wrong"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
    )
    page = html(*PROSE, "The entities &w; and &x; stand in this text, which goes on for a while.")
    article = cleaned(doctype + page.removeprefix("<!doctype html>")).article
    assert article is not None
    assert "root:" not in article.text
    assert "wrong" not in article.text


@plays("D5", "a page without an end: the next story below the first", "`fetched`: the first story only")
def test_next_story_below_is_left_out() -> None:
    other = (
        "<article><h1>Another story</h1>" + "<p>The second story is about something else, at length.</p>" * 9
    )
    article = cleaned(html().replace("</body>", f"{other}</article></body>")).article
    assert article is not None
    assert article.text == TEXT


@pytest.mark.parametrize(
    ("head", "label"),
    [
        played("D6", "a live blog", ld(**{"@type": "LiveBlogPosting"}), "live_blog", ends="labelled"),
        played(
            "D9",
            "an advertiser's page",
            ld(**{"@type": "AdvertiserContentArticle"}),
            "sponsored",
            ends="labelled",
        ),
        played("D9", "an opinion", ld(articleSection="Opinion"), "opinion", ends="labelled"),
        played("D9", "a press release", ld(**{"@type": "PressRelease"}), "press_release", ends="labelled"),
        played(
            "B9",
            "meta robots noindex",
            "<meta name=robots content='NOINDEX, follow'>",
            "noindex",
            ends="labelled",
        ),
        played(
            "B9",
            "tdm-reservation",
            "<meta name='tdm-reservation' content='1'>",
            "tdm_reserved",
            ends="labelled",
        ),
    ],
)
def test_what_a_page_calls_itself_is_kept(head: str, label: str) -> None:
    article = cleaned(html(head=head)).article
    assert article is not None
    assert article.labels == (label,)


@plays(
    "B9", "X-Robots-Tag and TDM-Reservation as headers", "labelled", "/ai.txt is no standard: not asked for"
)
def test_what_headers_say_is_kept() -> None:
    article = cleaned(html(), headers={"x-robots-tag": "noarchive", "tdm-reservation": "1"}).article
    assert article is not None
    assert article.labels == ("noarchive", "tdm_reserved")


@plays("D12", "3 hours ago, and nothing else", "the day by the time of reading, in the newsroom's zone")
def test_age_is_counted_from_the_time_of_reading(make_source: Callable[..., Source]) -> None:
    page = html("Posted 3 hours ago by Ann Lee", *PROSE)
    headers = {"date": "Thu, 13 Nov 2025 02:00:00 GMT"}
    article = cleaned(page, url="http://site.example/a", headers=headers, source=make_source()).article
    assert article is not None
    assert (article.published, article.provenance["published"]) == (date(2025, 11, 12), "dateline")


@plays("D12", "changed before it was published", "the day of the change is dropped")
def test_change_before_publication_is_no_change() -> None:
    dates = ld(datePublished="2025-11-13T10:00:00Z", dateModified="2025-11-12T10:00:00Z")
    article = cleaned(html(head=dates)).article
    assert article is not None
    assert (article.published, article.modified_at) == (date(2025, 11, 13), None)


@plays("D15", "less text than the page's own summary", "`paywalled`, kept as a part")
def test_less_than_the_summary_is_a_part() -> None:
    summary = f"<meta property='og:description' content='{' '.join(PROSE)}'>"
    result = cleaned(html(PROSE[0], head=summary + ld(datePublished="2025-11-13")))
    assert result.outcome is Outcome.PAYWALLED
    assert result.article is not None
    assert result.article.is_partial
