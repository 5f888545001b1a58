"""Who really asks, and whether over TLS, when a proxy stands in front.

Counted limits and the log need the address; headers, the scheme. What a request says of them is
believed only from a proxy that the settings trust, and addresses only as far back as the first that
they do not: what a stranger writes there stands further left.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from typing import Any

from flask import Flask

_SUBSCRIBER_BITS = 64
_Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class BehindProxies:
    """WSGI: puts the asking address and the scheme where the application looks for it."""

    def __init__(self, application: Any, trusted: Iterable[str]):
        self.application = application
        self.trusted: list[_Network] = [ipaddress.ip_network(part) for part in trusted]

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        if self._is_trusted(str(environ.get("REMOTE_ADDR", ""))):
            said = environ.get("HTTP_X_FORWARDED_PROTO", "").split(",")[-1].strip()
            environ["wsgi.url_scheme"] = "https" if said == "https" else "http"
        environ["REMOTE_ADDR"] = self._asking(environ)
        return self.application(environ, start_response)

    def _asking(self, environ: dict[str, Any]) -> str:
        here = str(environ.get("REMOTE_ADDR", ""))
        said = environ.get("HTTP_X_FORWARDED_FOR", "").split(",")
        for address in reversed(said):
            if not self._is_trusted(here) or not _is_address(address):
                break
            here = address.strip()
        return here

    def _is_trusted(self, address: str) -> bool:
        if not _is_address(address):
            return False
        found = ipaddress.ip_address(address.strip())
        return any(found in network for network in self.trusted)


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text.strip())
    except ValueError:
        return False
    return True


def network(address: str) -> str:
    """What one subscriber has: an IPv4 address, or an IPv6 network of 64 bits, in which a machine
    may take any address it likes. Anything else is as it is."""
    if not _is_address(address):
        return address
    found = ipaddress.ip_address(address.strip())
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is None:
        return str(ipaddress.ip_network((found, _SUBSCRIBER_BITS), strict=False))
    return str(getattr(found, "ipv4_mapped", None) or found)


def install(app: Flask, trusted: Iterable[str]) -> None:
    """Without a trusted proxy nothing is believed, and nothing is in the way."""
    if trusted:
        app.wsgi_app = BehindProxies(app.wsgi_app, trusted)  # type: ignore[method-assign]
