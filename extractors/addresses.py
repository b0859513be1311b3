"""Which network addresses may be connected to: public ones, and loopback where the operator names it.

Rule: a name is resolved once, every answer is checked, and the connection goes to a checked answer (no second
look-up that could say something else). Only the environment opens loopback; no URL, page or source can.
"""

import ipaddress
import os
import re
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self

from extractors.urls import DEFAULT_PORTS, Url, is_ip

Endpoint = tuple[str, int]
Resolver = Callable[[str, int, float], list[str]]

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
# Not every Python 3.11 counts these as private.
_NEVER = tuple(
    ipaddress.ip_network(net)
    for net in (
        "192.0.0.0/24",
        "192.88.99.0/24",
        "198.18.0.0/15",
        "100.64.0.0/10",
        "fec0::/10",
        "64:ff9b:1::/48",
    )
)
_ENTRY = re.compile(r"(?:(?P<name>[a-z0-9.-]+)=)?(?P<ip>127(?:\.\d{1,3}){3}|\[::1\]):(?P<port>\d{1,5})")


class AddressError(Exception):
    """No connection may or can be made to the host; the message says why."""


class RefusedAddressError(AddressError):
    """The host leads to an address outside the public internet, or to a port that is not the web's."""


class UnresolvedError(AddressError):
    """The name has no address now; `is_final` when the name does not exist."""

    def __init__(self, message: str, *, is_final: bool) -> None:
        super().__init__(message)
        self.is_final = is_final


@dataclass(frozen=True, slots=True)
class Loopback:
    """The loopback addresses the operator allows: by authority, or behind a name that is not resolved."""

    authorities: frozenset[Endpoint] = frozenset()
    names: dict[str, Endpoint] = field(default_factory=dict)

    @classmethod
    def parse(cls, value: str) -> Self:
        """Read `127.0.0.1:8099,reel.example=127.0.0.1:8099`; raises ValueError naming a wrong entry."""
        authorities: set[Endpoint] = set()
        names: dict[str, Endpoint] = {}
        for entry in filter(None, (part.strip().lower() for part in value.split(","))):
            match = _ENTRY.fullmatch(entry)
            if match is None or not 0 < int(match["port"]) < 65536:
                raise ValueError(
                    f"NEWSREEL_LOOPBACK_ALLOWED: {entry!r} is neither 127.0.0.1:PORT nor NAME=127.0.0.1:PORT"
                )
            endpoint = (match["ip"].strip("[]"), int(match["port"]))
            if match["name"]:
                names[match["name"]] = endpoint
            else:
                authorities.add(endpoint)
        return cls(frozenset(authorities), names)

    @classmethod
    def from_environment(cls) -> Self:
        """Read $NEWSREEL_LOOPBACK_ALLOWED."""
        return cls.parse(os.environ.get("NEWSREEL_LOOPBACK_ALLOWED", ""))

    def endpoint(self, url: Url) -> Endpoint | None:
        """Return where an address is to be connected when it is an allowed loopback one."""
        if url.scheme == "http" and url.port == 80 and url.host in self.names:
            return self.names[url.host]
        literal = (url.host, url.port)
        return literal if literal in self.authorities else None


def find_endpoints(
    url: Url, loopback: Loopback, *, timeout: float, resolve: Resolver | None = None
) -> list[Endpoint]:
    """Return the endpoints that may be connected to for an address, in the resolver's order.

    Raises RefusedAddressError when the port or any of the host's addresses is out of bounds, UnresolvedError
    when the name gives none within `timeout` seconds.
    """
    allowed = loopback.endpoint(url)
    if allowed is not None:
        return [allowed]
    if url.port != DEFAULT_PORTS[url.scheme]:
        raise RefusedAddressError(f"port {url.port} is not the web's")
    addresses = [url.host] if is_ip(url.host) else (resolve or resolve_name)(url.host, url.port, timeout)
    if not addresses:
        raise UnresolvedError(f"{url.host} has no address", is_final=False)
    for address in addresses:
        if not is_public(address):
            raise RefusedAddressError(f"{url.host} leads to {address}, which is not on the public internet")
    return [(address, url.port) for address in addresses]


def is_public(address: str) -> bool:
    """Tell whether an IP address lies on the public internet, whatever it is wrapped in."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and (ip in _NAT64 or int(ip) >> 32 == 0):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    if (
        ip.is_multicast
        or ip.is_reserved
        or ip.is_unspecified
        or ip.is_loopback
        or ip.is_link_local
        or ip.is_private
    ):
        return False
    return ip.is_global and not any(ip in net for net in _NEVER if net.version == ip.version)


def resolve_name(host: str, port: int, timeout: float) -> list[str]:
    """Look a name up within `timeout` seconds; raises UnresolvedError."""
    answers: list[str] = []
    failures: list[OSError] = []

    def look_up() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            failures.append(error)
        else:
            answers.extend(dict.fromkeys(str(item[4][0]) for item in found))

    # getaddrinfo takes no time limit; a thread that overruns is left behind and ends with the resolver's own.
    thread = threading.Thread(target=look_up, name=f"resolve {host}", daemon=True)
    thread.start()
    thread.join(timeout)
    if thread.is_alive():
        raise UnresolvedError(f"no answer from name service for {host} within {timeout:g} s", is_final=False)
    if failures:
        is_final = getattr(failures[0], "errno", None) == socket.EAI_NONAME
        raise UnresolvedError(f"{host}: {failures[0].strerror or failures[0]}", is_final=is_final)
    return answers
