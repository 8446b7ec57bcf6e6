"""Guard: who may ask. A page of another site must not read drafts, even if its name is made to lead here."""

import ipaddress
import socket
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit


class Headers(Protocol):
    """What a request says besides its target."""

    def get(self, name: str, /) -> str | None:
        """What it says under a name, in whatever case."""


@dataclass(frozen=True, slots=True)
class Guard:
    """Knows the names by which the server may be called."""

    names: frozenset[str]
    everywhere: bool = False
    """It listens to the whole network, so by any address; not by any name, which somebody else may have made up."""

    def refuses(self, headers: Headers) -> str:
        """Why a request is not to be answered; empty if it is."""
        host = headers.get("Host") or ""
        if not self._knows(_name_in(f"//{host}")):
            return f"This server is not known as {host!r}."
        origin = headers.get("Origin")
        if origin is not None and urlsplit(origin).netloc.lower() != host.lower():
            return "Pages of other sites may not ask this server."
        if headers.get("Sec-Fetch-Site") == "cross-site" and headers.get("Sec-Fetch-Mode") != "navigate":
            return "Pages of other sites may not ask this server."
        return ""

    def _knows(self, name: str) -> bool:
        if name in self.names or name.endswith(".localhost"):
            return True
        return self.everywhere and _is_address(name)


def guard_of(host: str) -> Guard:
    """The guard of a server that listens at a host."""
    names = {"localhost", "127.0.0.1", "::1", host.lower()}
    everywhere = host in ("", "0.0.0.0", "::")  # noqa: S104 - asked for with --host
    if everywhere:
        own = socket.gethostname().lower()
        names |= {own, f"{own.partition('.')[0]}.local"}
    return Guard(frozenset(names), everywhere)


def _name_in(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
