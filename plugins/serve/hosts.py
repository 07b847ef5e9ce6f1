"""Who may ask: the browser of this machine, by a name of this machine.

A page of the web can have its own name resolve to 127.0.0.1 and then read what is served there as its own (DNS
rebinding). The Host header tells: it still carries the name of that page.
"""

from __future__ import annotations

import ipaddress

_OURS = frozenset(["localhost", "127.0.0.1", "[::1]"])
_ALL = frozenset(["", "0.0.0.0", "::"])
"""Hosts that mean every address of this machine."""


def is_asked_for(header: str | None, host: str) -> bool:
    """Whether a Host header names this server. host: what it was told to listen on.

    Where that is every address, any address will do, since no name can be rebound to one; any other name will not.
    """
    name = _without_port((header or "").strip().lower())
    if name in _OURS or (name and name in (host.lower(), f"[{host.lower()}]")):
        return True
    return host in _ALL and _is_address(name)


def is_here(client: str) -> bool:
    """Whether a client's address is one of this machine."""
    address = ipaddress.ip_address(client.partition("%")[0])
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback


def address_of(host: str, port: int) -> str:
    """What to type into a browser."""
    name = "localhost" if host in _ALL else f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}"


def _without_port(header: str) -> str:
    name, colon, port = header.rpartition(":")
    return name if colon and port.isdigit() and not name.endswith(":") else header


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name.removeprefix("[").removesuffix("]"))
    except ValueError:
        return False
    return True
