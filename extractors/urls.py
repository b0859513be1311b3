"""Addresses of pages: parsed once and strictly, written in one way, compared by site.

Rule: every address from outside (feed, page, form, file) passes `parse_url` before anything else looks at it,
and what it returns is what is sent: no second parser may read the host in another way.
"""

import ipaddress
import re
import socket
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, urljoin

import idna
import tld

MAX_LENGTH = 2000
DEFAULT_PORTS = {"http": 80, "https": 443}

_PARTS = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):(//([^/?#]*))?([^?#]*)(\?[^#]*)?(#.*)?", re.DOTALL)
_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_SAFE = "%/:@!$&'()*+,;=-._~"

# What publishers and networks add to follow readers around; none of it chooses the page.
_TRACKING = re.compile(
    r"(utm_\w*|(fb|g|dcl|ms|y|tw|igsh|li_fat_|wick|ttc|gbra|wbra)(cl|cls|br)?id|fbclid|gclid|dclid|msclkid|igshid"
    r"|mc_(cid|eid)|_hs(enc|mi)|mkt_tok|ref_?src|ref_url|cmpid|ncid|sr_share|s_cid|spm|_ga|_gl|ito|xtor|at_\w+"
    r"|ns_(mchannel|source|campaign|linkname)|pk_\w+|piwik_\w+|matomo_\w+|oly_(anon|enc)_id|vero_(id|conv)"
    r"|__twitter_impression|guccounter|guce_\w+|amp_js_v|usqp|feature|rss|partner)",
    re.IGNORECASE,
)


class BadUrl(ValueError):  # noqa: N818 - read as "refused: bad URL", it is an outcome and no failure of ours
    """The text is no address Newsreel may fetch; the message says why."""


@dataclass(frozen=True, slots=True)
class Url:
    """A checked http(s) address in its one spelling, without fragment, user or password."""

    scheme: str
    host: str  # lower case, IDNA, no trailing dot; an IPv6 address without brackets
    port: int
    target: str  # path and query, as sent

    @property
    def authority(self) -> str:
        """Host, and port where it is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def path(self) -> str:
        """Path without the query."""
        return self.target.partition("?")[0]

    @property
    def root(self) -> str:
        """Scheme and authority: what a robots.txt holds for."""
        return f"{self.scheme}://{self.authority}"

    def __str__(self) -> str:
        return self.root + self.target


def parse_url(text: str) -> Url:
    """Parse an absolute http(s) address; raises BadUrl for anything else."""
    text = text.strip()
    if len(text) > MAX_LENGTH:
        raise BadUrl(f"longer than {MAX_LENGTH} characters")
    if _CONTROL.search(text):
        raise BadUrl("control character in the address")
    match = _PARTS.fullmatch(text)
    if match is None:
        raise BadUrl("no absolute address")
    scheme = match[1].lower()
    if scheme not in DEFAULT_PORTS:
        raise BadUrl(f"scheme {scheme[:20]}: is not http or https")
    if not match[3]:
        raise BadUrl("no host")
    host, port = _split_authority(match[3])
    target = _encode(match[4] or "/") + _encode(match[5] or "", "?[]")
    return Url(scheme, host, port if port is not None else DEFAULT_PORTS[scheme], target)


def resolve_link(base: str, link: str) -> Url | None:
    """Resolve a link of a page or feed against its base; None when it leads to no http(s) address."""
    try:
        return parse_url(urljoin(base, _CONTROL.sub("", link).strip()))
    except ValueError:
        return None


def tidy(url: Url) -> Url:
    """Drop the parameters that only follow readers; the rest keeps its order."""
    path, mark, query = url.target.partition("?")
    if not mark:
        return url
    kept = [pair for pair in query.split("&") if pair and not _TRACKING.fullmatch(pair.partition("=")[0])]
    return Url(url.scheme, url.host, url.port, path + ("?" + "&".join(kept) if kept else ""))


@lru_cache(maxsize=4096)
def site_of(host: str) -> str:
    """Return the registrable domain of a host ("variety.com" of "m.variety.com"); an IP is its own."""
    if is_ip(host):
        return host
    found = tld.get_tld(f"http://{host}", as_object=True, fail_silently=True, search_private=True)
    if isinstance(found, tld.utils.Result) and found.domain:
        return str(found.fld)
    return ".".join(host.split(".")[-2:])


def same_site(one: str, other: str) -> bool:
    """Tell whether two hosts belong to one registrable domain."""
    return one == other or site_of(one) == site_of(other)


def is_ip(host: str) -> bool:
    """Tell whether a host is an IP address and no name."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _split_authority(authority: str) -> tuple[str, int | None]:
    if "@" in authority:
        raise BadUrl("user name or password in the address")
    if authority.startswith("["):
        literal, bracket, rest = authority[1:].partition("]")
        if not bracket or "%" in literal:
            raise BadUrl("broken IPv6 address")
        try:
            host = ipaddress.IPv6Address(literal).compressed
        except ValueError as error:
            raise BadUrl("broken IPv6 address") from error
    else:
        name, colon, rest = authority.partition(":")
        host, rest = _host(name), colon + rest
    if not rest or rest == ":":
        return host, None
    if not re.fullmatch(r":[0-9]{1,5}", rest) or not 0 < int(rest[1:]) < 65536:
        raise BadUrl("broken port")
    return host, int(rest[1:])


def _host(name: str) -> str:
    name = name.lower().removesuffix(".")
    if not name.isascii():
        try:
            name = idna.encode(name, uts46=True).decode("ascii").removesuffix(".")
        except (idna.IDNAError, UnicodeError) as error:
            raise BadUrl("host is no valid international name") from error
    labels = name.split(".")
    if len(name) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise BadUrl("broken host name")
    if _NUMBER.fullmatch(labels[-1]):  # 2130706433, 0x7f.1 and 0177.0.0.1 are spellings of 127.0.0.1
        try:
            return socket.inet_ntoa(socket.inet_aton(name))
        except OSError as error:
            raise BadUrl("broken IPv4 address") from error
    return name


def _encode(part: str, extra: str = "") -> str:
    part = part.encode("utf-8", "replace").decode("utf-8")
    return quote(re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", part), safe=_SAFE + extra)
