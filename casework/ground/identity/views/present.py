"""The present user: the cookie holds a random key, the row behind it says whether it still counts.

Nothing about a person stands in the cookie, so a sign-in can be ended from this side at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Flask, current_app, g, redirect, request, session
from flask_login import AnonymousUserMixin, LoginManager
from werkzeug.wrappers import Response

from casework.ground.identity import queries
from casework.ground.identity.actions import signing_in
from casework.ground.identity.rules import signing_in as signing_in_rules
from casework.ground.identity.terms import Admitted, Browser
from casework.kernel import clock
from casework.kernel.terms import LabelEnum
from casework.kernel.transaction import in_passing

if TYPE_CHECKING:
    from casework.ground.identity.models import Officer

_SESSION_KEY = "sign_in"
#: What a reader has chosen for the eyes stays when the session begins anew.
_CHOICES = ("lang", "size")
_BROWSERS = (("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = ("Windows", "Android", "iPhone", "iPad", "Macintosh", "Linux")


class Nobody(AnonymousUserMixin):
    """A worker or a stranger: may nothing that needs a permission."""

    name = ""
    unit_name = ""

    def may(self, permission: LabelEnum) -> bool:
        return False


def _load(_: Any) -> Officer | None:
    if "officer" in g:
        known: Officer | None = g.officer
        return known
    # set first: when the database is away, the page that says so must not ask again
    g.officer = None
    found = queries.find_sign_in(session.get(_SESSION_KEY, "")) if _SESSION_KEY in session else None
    if found is not None and found.officer.is_active and _still_open(found):
        g.sign_in = (found.id, found.seen_at)
        g.officer = found.officer
    officer: Officer | None = g.officer
    return officer


def _still_open(found: Any) -> bool:
    return signing_in_rules.is_open(
        began_at=found.began_at, seen_at=found.seen_at, ended_at=found.ended_at, now=clock.now()
    )


def _note_seen(response: Response) -> Response:
    sign_in_id, seen_at = g.get("sign_in", (None, None))
    if sign_in_id is not None and clock.now() - seen_at >= signing_in_rules.SEEN_EVERY:
        with in_passing():
            signing_in.note_seen(sign_in_id, now=clock.now())
    return response


def browser() -> Browser:
    """What is known of the browser that asks."""
    return Browser(
        address=request.remote_addr or "",
        device=_device(request.user_agent.string),
        device_key=request.cookies.get(_device_cookie()),
    )


def let_in(admitted: Admitted, target: str) -> Response:
    """A session with nothing of the former one but the reader's choices; the browser is known."""
    kept = {name: session[name] for name in _CHOICES if name in session}
    session.clear()
    session.update(kept)
    session[_SESSION_KEY] = admitted.key
    # the sign-in that this request began with is over
    g.pop("sign_in", None)
    response = redirect(target, 303)
    response.set_cookie(
        _device_cookie(),
        admitted.device_key,
        secure=_secure(),
        httponly=True,
        samesite="Lax",
        max_age=int(signing_in_rules.DEVICE_KNOWN_FOR.total_seconds()),
    )
    return response


def present_key() -> str:
    """The key of this browser's sign-in."""
    return str(session.get(_SESSION_KEY, ""))


def let_out(target: str) -> Response:
    """Nothing stays in this browser but that it is known."""
    kept = {name: session[name] for name in _CHOICES if name in session}
    session.clear()
    session.update(kept)
    g.pop("sign_in", None)
    response = redirect(target, 303)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _secure() -> bool:
    return bool(current_app.config["SESSION_COOKIE_SECURE"])


def _device_cookie() -> str:
    return "__Host-casework-device" if _secure() else "casework-device"


def _device(agent: str) -> str:
    """``Chrome · Windows``: enough to know the own browser again."""
    name = next((name for mark, name in _BROWSERS if mark in agent), "")
    system = next((system for system in _SYSTEMS if system in agent), "")
    return " · ".join(part for part in (name, system) if part)


def install(app: Flask) -> None:
    manager = LoginManager()
    # our rows say what a session is; the library's own marks would only fill the cookie
    manager.session_protection = None
    manager.anonymous_user = Nobody
    manager.request_loader(_load)
    manager.init_app(app)
    app.after_request(_note_seen)
