"""Headers on every response: no foreign content, no framing, no sniffing, no caching of pages."""

from __future__ import annotations

from flask import Flask, make_response, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "media-src 'self' blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    )
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(), geolocation=()",
}
_WITH_MICROPHONE = "camera=(self), microphone=(self), geolocation=()"
_HSTS = "max-age=31536000"


def hearing(answer: ResponseReturnValue) -> ResponseReturnValue:
    """A page on which one may speak: only there the browser offers its microphone."""
    response = make_response(answer)
    response.headers["Permissions-Policy"] = _WITH_MICROPHONE
    return response


def _add(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", _HSTS)
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def install(app: Flask) -> None:
    app.after_request(_add)
