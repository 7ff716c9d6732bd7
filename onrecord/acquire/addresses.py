"""Which addresses may be fetched.  An address of a private network behind a harmless name is the oldest trick."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from onrecord.errors import NotAllowed

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

# Not for the public internet, after IANA's special-purpose registries (IPv4 and IPv6, as of 2025).
_NOT_PUBLIC_4 = tuple(
    map(
        ipaddress.IPv4Network,
        (
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
            "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
            "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        ),
    )
)  # fmt: skip
# All that is public lies in 2000::/3.  In it: protocol assignments with Teredo, documentation, 6to4.
_PUBLIC_6 = ipaddress.IPv6Network("2000::/3")
_NOT_PUBLIC_6 = tuple(map(ipaddress.IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")))
# What a translator at the network's edge turns into the IPv4 address in its last 32 bits.
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")

# Ports of other services that browsers do not fetch from either (the Fetch standard's "bad ports"), those of databases
# besides; under 1024 only the web's own two are allowed.
_OTHER_PORTS = frozenset(
    {1433, 1521, 1719, 1720, 1723, 2049, 2375, 2379, 3306, 3389, 3659, 4045, 4190, 5060, 5061, 5432, 5984, 6000, 6379,
     6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 9042, 9200, 10080, 11211, 27017}
)  # fmt: skip
_DEFAULT_PORTS = {"http": 80, "https": 443}
_NUMBER = re.compile(r"0x[0-9a-f]*|\d+", re.IGNORECASE)
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Address:
    """An http(s) address in parts.  ``host``: a name in ASCII, or an IP address without brackets."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        """Scheme, host and port: what a robots.txt holds for."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == _DEFAULT_PORTS[self.scheme] else f":{self.port}")

    @property
    def text(self) -> str:
        """The whole address."""
        return self.origin + self.target


def is_address(source: str) -> bool:
    """Whether it is meant as an address, not as a file's name: a scheme of several letters and ``://``."""
    return re.match(r"[a-z][a-z0-9+.-]+://|data:|javascript:", source, re.IGNORECASE) is not None


def parse_address(text: str, *, private: bool = False) -> Address:
    """The parts of an http(s) address, without a fragment.

    private: addresses in private networks are allowed.  Raises NotAllowed for any other scheme, for a name and
    password in it, for odd ports, for numbers as hosts in any but the plain form, and for private IP addresses.
    """
    text = text.strip()
    if _UNSAFE.search(text):
        raise NotAllowed("its address has blanks, control characters or backslashes; write %20 and the like")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise NotAllowed("its address is malformed; check it") from None
    if parts.scheme not in _DEFAULT_PORTS:
        raise NotAllowed(f"it is a {parts.scheme or 'relative'}: address; only http and https are fetched")
    if "@" in parts.netloc:
        raise NotAllowed("its address holds a name and password; give it without")
    host = _host(parts.netloc, parts.hostname or "", private=private)
    port = _DEFAULT_PORTS[parts.scheme] if port is None else port
    if not private and (port in _OTHER_PORTS or (port < 1024 and port not in _DEFAULT_PORTS.values())):
        raise NotAllowed(f"port {port} is not one for web pages; only 80, 443 and those from 1024 are fetched")
    if port == 0:
        raise NotAllowed("there is no port 0; check the address")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = "?" + quote(parts.query, safe="/?%:@!$&'()*+,;=~-._[]|{}^") if parts.query else ""
    return Address(scheme=parts.scheme, host=host, port=port, target=path + query)


def joined_address(base: str, text: str) -> str:
    """The address that a link means on the page ``base``.  Raises NotAllowed where it is malformed."""
    try:
        return urljoin(base, text.strip())
    except ValueError:
        raise NotAllowed("it leads to an address that is malformed; give the page's own") from None


def _host(netloc: str, host: str, *, private: bool) -> str:
    """The host in ASCII, checked as far as it can be without asking anyone."""
    if netloc.startswith("["):
        try:
            literal = ipaddress.IPv6Address(host)
        except ValueError:
            raise NotAllowed("its host is no IPv6 address; check it") from None
        if literal.scope_id:
            raise NotAllowed("its IPv6 address names a network card; give it without")
        check_public(literal, private=private)
        return str(literal)
    name = _ascii_name(host)
    if _NUMBER.fullmatch(name.rsplit(".", 1)[-1]):
        # All resolvers and browsers take it for an IPv4 address, each in its own way: 127.1, 0x7f.1, 017700000001.
        try:
            number = ipaddress.IPv4Address(name)
        except ValueError:
            raise NotAllowed("its host is a number in an odd form; write it as four decimal numbers") from None
        check_public(number, private=private)
        return str(number)
    if not private and (name == "localhost" or name.endswith(".localhost")):
        raise _private(name)
    return name


def _ascii_name(host: str) -> str:
    """The host's name in lower-case ASCII, without the dot of the root."""
    if "%" in host:
        raise NotAllowed("its host has % signs in it; write it plainly")
    # Full-width and circled digits and the ideographic stop are digits and dots to a resolver.
    name = unicodedata.normalize("NFKC", host).replace("。", ".").lower()
    name = name.removesuffix(".")
    try:
        name = name.encode("idna").decode("ascii") if not name.isascii() else name
    except UnicodeError:
        raise NotAllowed("its host is no valid name; check it") from None
    if len(name) > 253 or not all(_LABEL.fullmatch(label) for label in name.split(".")):
        raise NotAllowed("its host is no valid name; check it")
    return name


def check_public(address: IPAddress, *, private: bool = False, name: str | None = None) -> None:
    """Raises NotAllowed where the IP address is not one of the public internet and ``private`` is not set.

    name: the host that stands for it, for the message.
    """
    if private or is_public(address):
        return
    raise _private(f"{name} ({address})" if name else str(address))


def is_public(address: IPAddress) -> bool:
    """Whether an IP address is one of the public internet: not private, loopback, link-local, multicast, reserved,
    for documentation or benchmarks, nor an IPv6 form that leads to such an IPv4 address."""
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in network for network in _NOT_PUBLIC_4)
    if address in _NAT64:
        return is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    # IPv4-mapped and -compatible addresses lie outside: no resolver gives them for a public host.
    return address in _PUBLIC_6 and not any(address in network for network in _NOT_PUBLIC_6)


def _private(what: str) -> NotAllowed:
    return NotAllowed(
        f"{what} is not on the public internet; set ONRECORD_FETCH_PRIVATE=true if it is meant to be fetched"
    )
