"""Names that do not resolve, TLS that cannot be trusted, and waits that a server asks for."""

import datetime as dt
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from hostile import HostileServer, answering, in_turn, page, played, plays, running_hostile_server

from extractors import transport
from extractors.addresses import Loopback
from extractors.answers import MAX_WAIT, retry_after
from extractors.fetch import Fetcher
from schemas.vocabulary import FetchOutcome as Outcome

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
DAY = dt.timedelta(days=1)


class Authority:
    """A certificate authority of this test run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Tests")])
        self.certificate = folder / "authority.pem"
        self.certificate.write_bytes(self._sign(self.key, x509.BasicConstraints(ca=True, path_length=0)))

    def context(self, address: str, days: int, *, is_signed: bool = True) -> ssl.SSLContext:
        """Return a server's context with a certificate for an address that ends in some days."""
        key = ec.generate_private_key(ec.SECP256R1())
        names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))])
        path = self.folder / f"{address}-{days}-{is_signed}.pem"
        private = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        path.write_bytes(private + self._sign(key, names, days, by=self.key if is_signed else key))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        return context

    def _sign(
        self,
        key: ec.EllipticCurvePrivateKey,
        extension: x509.ExtensionType,
        days: int = 9,
        by: ec.EllipticCurvePrivateKey | None = None,
    ) -> bytes:
        now = datetime.now(UTC)
        built = (
            x509.CertificateBuilder()
            .subject_name(self.name if by is None else x509.Name([]))
            .issuer_name(self.name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - 30 * DAY)
            .not_valid_after(now + days * DAY)
            .add_extension(extension, critical=by is None or True)
        )
        return built.sign(by or key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Authority]:
    """An authority that this test's fetchers trust."""
    made = Authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(made.certificate))
    transport._tls.cache_clear()
    yield made
    transport._tls.cache_clear()


def over_tls(make_fetcher: Callable[..., Fetcher], server: HostileServer) -> Fetcher:
    loopback = Loopback(authorities=frozenset({("127.0.0.1", server.port)}))
    return make_fetcher(loopback=loopback, repeats=0)


@pytest.mark.parametrize(
    ("address", "days", "is_signed", "outcome"),
    [
        played("A30", "a certificate that holds", "127.0.0.1", 9, True, Outcome.FETCHED),
        played("A30", "an expired certificate", "127.0.0.1", -1, True, Outcome.UNAVAILABLE),
        played("A30", "a self-signed certificate", "127.0.0.1", 9, False, Outcome.UNAVAILABLE),
        played("A30 B2", "a certificate of another host", "127.0.0.2", 9, True, Outcome.UNAVAILABLE),
    ],
)
def test_certificates_are_always_checked(
    *,
    make_fetcher: Callable[..., Fetcher],
    authority: Authority,
    address: str,
    days: int,
    is_signed: bool,
    outcome: Outcome,
) -> None:
    with running_hostile_server(tls=authority.context(address, days, is_signed=is_signed)) as server:
        host = f"127.0.0.1:{server.port}"
        server.on("/a", page(), host)
        fetched = over_tls(make_fetcher, server).fetch(f"https://{host}/a", source=None)
        assert fetched.outcome is outcome, fetched.detail
        assert len(server.requests) == (2 if outcome is Outcome.FETCHED else 0)
        assert outcome is Outcome.FETCHED or "certificate" in fetched.detail


@plays("A9", "redirect from https to http", "`refused_url`", "never asked without TLS")
def test_redirect_out_of_tls_is_refused(make_fetcher: Callable[..., Fetcher], authority: Authority) -> None:
    with running_hostile_server(tls=authority.context("127.0.0.1", 9)) as server:
        host = f"127.0.0.1:{server.port}"
        server.on("/a", answering(301, {"Location": f"http://{host}/b"}), host)
        fetched = over_tls(make_fetcher, server).fetch(f"https://{host}/a", source=None)
        assert fetched.outcome is Outcome.REFUSED_URL, fetched.detail
        assert server.paths(host) == ["/robots.txt", "/a"]


@plays("A22", "a TLS handshake that never ends", "`too_slow`", "5 s to connect, 15 s to the first byte")
def test_handshake_has_an_end(
    server: HostileServer, make_fetcher: Callable[..., Fetcher], authority: Authority
) -> None:
    fetched = over_tls(make_fetcher, server).fetch(f"https://127.0.0.1:{server.port}/a", source=None)
    assert fetched.outcome is Outcome.TOO_SLOW, fetched.detail
    assert fetched.elapsed < 2


@plays("A31", "a host with an IPv6 address only", "`fetched`")
def test_host_with_ipv6_alone_is_reached(make_fetcher: Callable[..., Fetcher]) -> None:
    with running_hostile_server("::1") as server:
        server.on("/a", page(), "six.example")
        fetcher = make_fetcher(loopback=Loopback(names={"six.example": ("::1", server.port)}))
        assert fetcher.fetch("http://six.example/a", source=None).outcome is Outcome.FETCHED


@pytest.mark.parametrize(
    ("code", "is_transient", "outcome"),
    [
        played("A31", "a name that does not exist", socket.EAI_NONAME, False, Outcome.UNAVAILABLE),
        played("A31", "a name service that fails", socket.EAI_AGAIN, True, Outcome.UNAVAILABLE),
        played("A31", "CNAMEs in a circle", socket.EAI_FAIL, True, Outcome.UNAVAILABLE),
    ],
)
def test_name_that_does_not_resolve_has_its_outcome(
    *,
    server: HostileServer,
    make_fetcher: Callable[..., Fetcher],
    monkeypatch: pytest.MonkeyPatch,
    code: int,
    is_transient: bool,
    outcome: Outcome,
) -> None:
    def fail(host: str, *_: object, **__: object) -> list[object]:
        if host == "127.0.0.1":
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", server.port))]
        raise socket.gaierror(code, "told by the test")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    fetcher = make_fetcher(repeats=0)
    fetched = fetcher.fetch("http://gone.example.com/a", source=None)
    assert (fetched.outcome, fetched.is_transient) == (outcome, True)
    assert ("gone.example.com" in fetched.detail, fetched.elapsed < 1) == (True, True)
    assert fetcher.fetch(server.on("/a", page()), source=None).outcome is Outcome.FETCHED


@plays("A31", "a name service that never answers", "`unavailable`", "5 s; other hosts go on")
def test_name_service_has_its_limit(
    make_fetcher: Callable[..., Fetcher], monkeypatch: pytest.MonkeyPatch
) -> None:
    released = threading.Event()

    def hang(*_: object, **__: object) -> list[object]:
        released.wait(9)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    fetched = make_fetcher(repeats=0).fetch("http://slow.example.com/a", source=None)
    released.set()
    assert (fetched.outcome, fetched.elapsed < 2) == (Outcome.UNAVAILABLE, True), fetched.detail


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        ("1.5", 1.5),
        (format_datetime(NOW + dt.timedelta(hours=3), usegmt=True), 3 * 3600),
        (format_datetime(NOW - dt.timedelta(hours=3), usegmt=True), 0),
        ("-5", 0),
        ("1000000000000", MAX_WAIT),
        ("Fri, 31 Dec 9999 23:59:59 GMT", MAX_WAIT),
        ("abc", None),
        ("", None),
        ("9" * 500, None),
        (None, None),
    ],
)
@plays("A12", "Retry-After: a date, a past one, -5, 10^12, abc", "a wait, or the usual one", "0 to 24 h")
def test_any_retry_after_is_a_bounded_wait(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds


@plays("A10", "429 at one host while another is read", "the other host goes on", "the wait is the host's own")
def test_a_host_that_asks_for_a_wait_stops_no_other(
    server: HostileServer, fetcher: Fetcher, waits: list[float]
) -> None:
    limited = server.on("/a", in_turn(answering(429, {"Retry-After": "7200"}), page()))
    assert fetcher.fetch(limited, source=None).outcome is Outcome.RATE_LIMITED
    assert fetcher.fetch(server.on("/b", page(), "other.example"), source=None).outcome is Outcome.FETCHED
    assert sum(waits) < 1
