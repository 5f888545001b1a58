"""The watch over a kiosk: who walked away is forgotten at the next request, whatever it asks for.

The cookie of the machine says that it is a kiosk, the session which visit it is; the rows say
whether both still count. A session that was copied from a visit is worth nothing after it.
"""

from __future__ import annotations

from typing import Any

from flask import Flask, current_app, g, redirect, request, session, url_for
from werkzeug.wrappers import Response

from casework.doors.kiosks import actions, queries, rules
from casework.doors.kiosks.terms import AtKiosk, Leaving
from casework.kernel import clock
from casework.kernel.transaction import in_passing
from casework.web import tabs
from casework.web.tabs import WorkerPages

blueprint = WorkerPages("kiosks", __name__, doors=("start",))

_VISIT, _SOUND = "visit", "sound"
#: What is shown on a kiosk also when nobody has begun a visit.
_WITHOUT_VISIT = (
    "kiosks.start",
    "kiosks.kiosks",
    "kiosks.set_up_kiosk",
    "kiosks.end_kiosk",
    "kiosks.leave_kiosk",
    "kiosks.ring",
)
#: Looking whether the visit is over is no sign of somebody being there.
_NO_SIGN = "kiosks.still"


def _watch() -> Response | None:
    if request.endpoint == "static":
        return None
    kiosk = queries.find_kiosk(request.cookies.get(_cookie(), "")) if _has_cookie() else None
    visit = queries.find_visit(session.get(_VISIT))
    if visit is not None and visit.ended_at is None and _walked_away(visit):
        with in_passing():
            end(visit.id, Leaving.IDLE)
        return to_start(kiosk)
    is_open = visit is not None and visit.ended_at is None
    g.kiosk = _at(kiosk, visit.id if visit and is_open else None) if kiosk else None
    if _VISIT in session and not is_open:
        return to_start(kiosk)
    if kiosk and not is_open and tabs.is_worker_page():
        return None if request.endpoint in _WITHOUT_VISIT else to_start(kiosk)
    return None


def _walked_away(visit: Any) -> bool:
    return rules.is_idle(visit.seen_at, now=clock.now())


def _at(kiosk: Any, visit_id: int | None) -> AtKiosk:
    return AtKiosk(
        kiosk_id=kiosk.id,
        centre_id=kiosk.centre_id,
        centre=kiosk.centre.label,
        visit_id=visit_id,
        sound=bool(session.get(_SOUND)) and visit_id is not None,
        warn_seconds=int(rules.WARN_AFTER.total_seconds()),
        wipe_seconds=int(rules.WIPE_AFTER.total_seconds()),
    )


def at_kiosk() -> AtKiosk | None:
    """The kiosk on which this request is made, if it is one."""
    found: AtKiosk | None = g.get("kiosk")
    return found


def to_start(kiosk: Any) -> Response:
    """Nothing of the visit stays in this browser; an officer's own sign-in does."""
    kept = {name: session[name] for name in ("sign_in",) if name in session}
    session.clear()
    session.update(kept)
    g.kiosk = None
    start = "kiosks.start" if kiosk else "hall.home"
    response = redirect(url_for(start), 303)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def end(visit_id: int, how: Leaving) -> None:
    """The visit is over, and the drafts of this browser go with it that were begun here."""
    actions.note_drafts_of_visit(visit_id, codes=tabs.drafts_everywhere())
    actions.end_visit(visit_id, how=how, now=clock.now())


def begin(kiosk: AtKiosk, chosen: dict[str, Any]) -> None:
    """A new person: nothing of anybody before, an officer included."""
    if kiosk.visit_id is not None:
        end(kiosk.visit_id, Leaving.IDLE)
    visit = actions.begin_visit(kiosk.kiosk_id, now=clock.now())
    kept = {name: session[name] for name in ("lang",) if name in session}
    session.clear()
    session.update({**kept, **chosen, _VISIT: visit.id})


def make_kiosk(response: Response, key: str) -> Response:
    """This machine keeps the key of a kiosk."""
    response.set_cookie(
        _cookie(),
        key,
        secure=_secure(),
        httponly=True,
        samesite="Lax",
        max_age=int(rules.KIOSK_FOR.total_seconds()),
    )
    return response


def make_ordinary(response: Response) -> Response:
    response.delete_cookie(_cookie(), secure=_secure(), httponly=True, samesite="Lax")
    return response


def _note_seen(response: Response) -> Response:
    kiosk = at_kiosk()
    if kiosk is not None and kiosk.visit_id is not None and request.endpoint != _NO_SIGN:
        with in_passing():
            actions.note_visit_seen(kiosk.visit_id, now=clock.now())
            actions.note_drafts_of_visit(kiosk.visit_id, codes=tabs.drafts_everywhere())
    return response


def _has_cookie() -> bool:
    return _cookie() in request.cookies


def _cookie() -> str:
    return "__Host-casework-kiosk" if _secure() else "casework-kiosk"


def _secure() -> bool:
    return bool(current_app.config["SESSION_COOKIE_SECURE"])


def _for_pages() -> dict[str, Any]:
    return {"kiosk": at_kiosk()}


def install(app: Flask) -> None:
    app.before_request(_watch)
    app.after_request(_note_seen)
    app.context_processor(_for_pages)
