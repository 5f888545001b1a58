"""How fast one address may ask, whatever it asks for: so that nobody takes every thread.

Counted in the memory of each web process. A queue that hangs would hold up every page, and a web
process never talks to it; what must hold whatever is away (codes, filing, uploads) is counted in
the database instead, see ``kernel.allowances``. Signed-in officers, this machine itself, styles
and the health page are not counted; a kiosk asks as one person does.
"""

from __future__ import annotations

import ipaddress

from flask import Flask, request, session
from flask_limiter import Limiter

from casework.web.proxies import network

#: Generous: a whole site behind one address turns pages at the same time.
_MOST = ("60 per second", "1200 per minute")
_NOT_COUNTED = ("static", "healthz")
_SIGNED_IN = "sign_in"


def _here() -> str:
    return network(request.remote_addr or "")


def _is_free() -> bool:
    return request.endpoint in _NOT_COUNTED or _SIGNED_IN in session or _is_this_machine()


def _is_this_machine() -> bool:
    """Where a proxy on this machine is not told of, everybody would look like one."""
    try:
        return ipaddress.ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False


def install(app: Flask) -> None:
    limiter = Limiter(
        _here,
        application_limits=list(_MOST),
        storage_uri="memory://",
        strategy="fixed-window",
        headers_enabled=True,
    )
    limiter.request_filter(_is_free)
    limiter.init_app(app)
