"""`Guard`: which network addresses a user's URL may reach. Knows addresses and names, nothing of HTTP.

The check is made on the address that is dialled, after the name was resolved, so that no spelling of an address and
no name that changes its mind between check and use gets past it.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mudong.spec.errors import InvalidRequest

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Resolve = Callable[[str, int], Sequence[str]]

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_PROTOCOLS = ipaddress.ip_network("192.0.0.0/24")
"""IETF protocol assignments (RFC 6890): older Pythons call most of them global."""


def resolve(host: str, port: int) -> list[str]:
    """Addresses of a name, in the system's order. Raises `OSError`."""
    return [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """Global addresses only, unless listed. hosts: names (with or without `:port`); networks: address ranges.

    resolve: how names become addresses; a test may pass its own.
    """

    hosts: frozenset[str] = frozenset()
    networks: tuple[Network, ...] = ()
    resolve: Resolve = resolve

    @classmethod
    def of(cls, allowed: Sequence[str]) -> Guard:
        """From a setting such as `("cdn.internal:9000", "10.1.0.0/16")`."""
        hosts: set[str] = set()
        networks: list[Network] = []
        for entry in allowed:
            try:
                networks.append(ipaddress.ip_network(entry, strict=False))
            except ValueError:
                hosts.add(entry.lower())
        return cls(hosts=frozenset(hosts), networks=tuple(networks))

    def lists(self, host: str, port: int) -> bool:
        """Whether the operator vouches for this host, whatever its address and scheme."""
        name = host.lower()
        return name in self.hosts or f"{name}:{port}" in self.hosts or self._in_networks(host)

    def address(self, host: str, port: int) -> str:
        """The one address to dial. Raises `InvalidRequest` (`fetch.host`) if there is none or any is not allowed.

        All of them have to be fine: a name with one public and one private address is an attack, not a mistake. A name
        that is unknown and one that is private read the same: nobody shall map our network by asking.
        """
        try:
            found = list(self.resolve(host, port))
        except (OSError, UnicodeError) as error:
            raise InvalidRequest("fetch.host", host=host) from error
        if not found:
            raise InvalidRequest("fetch.host", host=host)
        if not self.lists(host, port) and not all(self._allowed(each) for each in found):
            raise InvalidRequest("fetch.host", host=host)
        return found[0]

    def _allowed(self, text: str) -> bool:
        return _is_global(ipaddress.ip_address(text.split("%", maxsplit=1)[0])) or self._in_networks(text)

    def _in_networks(self, text: str) -> bool:
        try:
            address = ipaddress.ip_address(text.split("%", maxsplit=1)[0])
        except ValueError:
            return False
        return any(address.version == network.version and address in network for network in self.networks)


def _is_global(address: Address) -> bool:
    """Reachable from everywhere; addresses that carry another one inside are judged by that one too."""
    if isinstance(address, ipaddress.IPv6Address):
        teredo = address.teredo
        inner = [address.ipv4_mapped, address.sixtofour, *(teredo or ())]
        if address in _NAT64:
            inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        carried = [each for each in inner if each is not None]
        if carried:
            return all(_is_global(each) for each in carried)
    if address.version == 4 and address in _PROTOCOLS:
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved
