"""Addresses: one spelling, and nothing inward."""

import ipaddress

import pytest
from hostile import plays
from hypothesis import given
from hypothesis import strategies as st

from extractors.addresses import Loopback, RefusedAddressError, UnresolvedError, find_endpoints, is_public
from extractors.urls import BadUrl, parse_url, resolve_link, same_site, site_of, tidy


@plays("A5", "trailing dot, capitals, default port, IDN, numbers for an address", "one spelling")
@pytest.mark.parametrize(
    ("given_url", "expected"),
    [
        ("HTTP://GOOD.com", "http://good.com/"),
        ("http://good.com.:80/a#f", "http://good.com/a"),
        ("https://good.com:443/?", "https://good.com/?"),
        ("http://exämple.com/ü?q=ü", "http://xn--exmple-cua.com/%C3%BC?q=%C3%BC"),
        ("http://good.com/a b%zz", "http://good.com/a%20b%25zz"),
        ("http://2130706433/", "http://127.0.0.1/"),
        ("http://0x7f.1/", "http://127.0.0.1/"),
        ("http://[0:0::1]/", "http://[::1]/"),
        ("http://a.com/?b[]=1", "http://a.com/?b[]=1"),
    ],
)
def test_address_has_one_spelling(given_url: str, expected: str) -> None:
    assert str(parse_url(given_url)) == expected


@plays(
    "A4 A5",
    "file:, data: and javascript:, user names, backslashes, broken ports, 2,000 characters",
    "`refused_url`",
)
@pytest.mark.parametrize(
    "url",
    [
        "",
        "a.com",
        "//a.com/",
        "http:/a.com",
        "http://",
        "ftp://a.com/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:,x",
        "http://u@a.com/",
        "http://good.com@evil/",
        "http://a.com\\@b.com/",
        "http://a..b/",
        "http://a.com:0/",
        "http://a.com:99999/",
        "http://a.com:8x/",
        "http://[::1",
        "http://[fe80::1%25eth0]/",
        "http://1.2.3.4.5/",
        "http://a\tb.com/\x00",
        "http://a.com/" + "x" * 2000,
        "http://-a.com/",
        "http://a%2eb.com/",
    ],
)
def test_what_is_no_plain_address_is_refused(url: str) -> None:
    with pytest.raises(BadUrl):
        parse_url(url)


@given(st.text(max_size=200))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    try:
        url = parse_url(text)
    except BadUrl:
        return
    assert parse_url(str(url)) == url
    assert str(url).isascii()


@given(st.text(max_size=100), st.text(max_size=100))
def test_any_link_resolves_or_not(base: str, link: str) -> None:
    url = resolve_link("http://a.com/" + base, link)
    assert url is None or parse_url(str(url)) == url


@plays("B15", "utm_*, fbclid, gclid and #fragments on links", "dropped; the rest keeps its order")
def test_tracking_is_dropped_and_the_rest_stays() -> None:
    url = parse_url("http://a.com/x?id=7&utm_source=rss&fbclid=y&b=2&gclid=3&mc_cid=4#top")
    assert str(tidy(url)) == "http://a.com/x?id=7&b=2"
    assert str(tidy(parse_url("http://a.com/x?utm_medium=feed"))) == "http://a.com/x"


def test_sites_are_registrable_domains() -> None:
    assert site_of("m.variety.com") == "variety.com"
    assert site_of("news.bbc.co.uk") == "bbc.co.uk"
    assert not same_site("one.github.io", "two.github.io")
    assert same_site("www.reel-ledger.example", "reel-ledger.example")
    assert not same_site("10.0.0.1", "10.0.0.2")


@plays("A1 A2", "23 kinds of inner addresses, IPv6 wrappings too", "not public")
@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 - refused, not bound
        "224.0.0.1",
        "240.0.0.1",
        "198.18.0.1",
        "192.0.0.8",
        "203.0.113.1",
        "::",
        "::1",
        "fe80::1",
        "fd00::1",
        "fec0::1",
        "ff02::1",
        "2001:db8::1",
        "::ffff:10.0.0.1",
        "2002:7f00:1::",
        "64:ff9b::7f00:1",
        "::7f00:1",
        "no address",
    ],
)
def test_inner_address_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_outer_address_is_public(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses())
def test_public_address_is_global(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    if is_public(str(address)):
        inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None) or address
        assert inner.is_global or isinstance(address, ipaddress.IPv6Address)
        assert not inner.is_loopback
        assert not inner.is_link_local


def test_loopback_opens_only_what_is_named() -> None:
    loopback = Loopback.parse("127.0.0.1:8099, reel.example=127.0.0.1:8100")
    assert loopback.endpoint(parse_url("http://127.0.0.1:8099/")) == ("127.0.0.1", 8099)
    assert loopback.endpoint(parse_url("http://reel.example/")) == ("127.0.0.1", 8100)
    for url in (
        "http://127.0.0.1:8098/",
        "https://reel.example/",
        "http://reel.example:8100/",
        "http://a.com/",
    ):
        assert loopback.endpoint(parse_url(url)) is None


@pytest.mark.parametrize(
    "value", ["10.0.0.1:80", "a.com", "127.0.0.1", "a=b:1", "127.0.0.1:99999", "x=10.0.0.1:80"]
)
def test_wrong_loopback_entry_is_named(value: str) -> None:
    with pytest.raises(ValueError, match="NEWSREEL_LOOPBACK_ALLOWED"):
        Loopback.parse(value)


@plays("A3", "a name with a public and a private address", "`refused_address`")
def test_one_inner_answer_refuses_the_name() -> None:
    with pytest.raises(RefusedAddressError, match=r"10\.0\.0\.1"):
        find_endpoints(
            parse_url("http://a.com/"),
            Loopback(),
            timeout=1,
            resolve=lambda *_: ["93.184.215.14", "10.0.0.1"],
        )


@plays("A3", "a public name that leads to an allowed loopback port", "`refused_address`")
def test_name_pointing_to_an_allowed_loopback_port_is_still_refused() -> None:
    loopback = Loopback.parse("127.0.0.1:80")
    with pytest.raises(RefusedAddressError):
        find_endpoints(parse_url("http://evil.com/"), loopback, timeout=1, resolve=lambda *_: ["127.0.0.1"])


@plays("A31", "a name without an address", "`unavailable`")
def test_name_without_an_address_is_unresolved() -> None:
    with pytest.raises(UnresolvedError):
        find_endpoints(parse_url("http://a.com/"), Loopback(), timeout=1, resolve=lambda *_: [])
