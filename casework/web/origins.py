"""Where a write comes from: from a page of ours, or it is refused, whatever token it carries.

Browsers say it in ``Origin`` and ``Sec-Fetch-Site``; old web views that say nothing are told apart
by the token in the form. A service that signs what it sends is no browser and needs neither.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask, current_app, render_template, request
from flask_wtf import CSRFProtect
from werkzeug.exceptions import Forbidden

from casework.web import addresses

View = Callable[..., Any]

_SAFE = ("GET", "HEAD", "OPTIONS")
_FOREIGN = ("cross-site", "same-site")


class ForeignWrite(Forbidden):
    """The form does not stand on a page of ours."""


def signed(app: Flask, view: View) -> None:
    """This view proves its sender itself; it is the only kind that is exempt."""
    app.extensions["csrf"].exempt(view)
    view.signed = True  # type: ignore[attr-defined]


def _look_at_origin() -> None:
    """Raises ForeignWrite."""
    if request.method in _SAFE or _is_signed():
        return
    origin = request.headers.get("Origin")
    if request.headers.get("Sec-Fetch-Site") in _FOREIGN:
        raise ForeignWrite
    if origin is not None and not addresses.is_ours(origin):
        raise ForeignWrite


def _is_signed() -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    return getattr(view, "signed", False)


def _foreign(_: ForeignWrite) -> tuple[str, int]:
    return render_template("web/foreign_write.html"), 403


def install(app: Flask) -> None:
    # our own look at Origin is stricter than a look at Referer, which some browsers leave out
    app.config["WTF_CSRF_SSL_STRICT"] = False
    # it would look among the first; see ``install_last``
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    app.before_request(_look_at_origin)
    app.register_error_handler(ForeignWrite, _foreign)
    CSRFProtect(app)


def install_last(app: Flask) -> None:
    """A form whose token has ended is shown once more: by then all else about the request must be
    known, such as whether it comes from a kiosk."""
    app.before_request(lambda: app.extensions["csrf"].protect(apply_exemptions=True))
