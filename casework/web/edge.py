"""The edge of a request: one transaction for each write, one place where refusals are shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Flask, Response, current_app, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from werkzeug.exceptions import HTTPException, NotFound

from casework.kernel import alarms, clock, unreadable
from casework.kernel.crypto import CannotUnseal
from casework.kernel.database import db
from casework.kernel.terms import Conflict, Missing, Refused
from casework.kernel.transaction import in_passing, only_reads, writing
from casework.kernel.unreadable import FieldUnreadable
from casework.web import once
from casework.web.pages import is_taken
from casework.web.typed import typed
from casework.web.words import _

View = Callable[..., Any]

_SAFE = ("GET", "HEAD", "OPTIONS")
_RETRY_SECONDS = 5
_EXPIRED = 400
_FORGETS = "Clear-Site-Data"


def writes(view: View) -> View:
    """A POST to this view is one transaction: committed when it returns, else nothing happened.
    The same form sent twice acts once."""

    @wraps(view)
    def inner(*args: Any, **kwargs: Any) -> Any:
        if request.method in _SAFE:
            return view(*args, **kwargs)
        with writing():
            return once.answer(lambda: view(*args, **kwargs))

    inner.writes = True  # type: ignore[attr-defined]
    return inner


def _mark_intent() -> None:
    only_reads(request.method in _SAFE)


def _refused(refusal: Refused) -> tuple[str, int]:
    db.session.rollback()
    return _kept("web/refused.html", refusal=refusal), once.CONFLICT


def _conflict(conflict: Conflict) -> tuple[str, int]:
    db.session.rollback()
    return _kept("web/changed_meanwhile.html", conflict=conflict), once.CONFLICT


def _kept(template: str, **context: Any) -> str:
    """A page that says why not, with what was typed, and the way back to the form with it."""
    rows = typed() if request.method not in _SAFE else []
    way_back = once.carried() if rows and once.has_page() else []
    return render_template(template, left_over=rows, way_back=way_back, **context)


def _token_expired(error: CSRFError) -> Any:
    """The form once more, filled in, where its page can be shown; it only has to be sent again."""
    db.session.rollback()
    if once.has_page() and once.may_look_again():
        words = _("这一页过期了，您填的都还在，请看过再交一次。")
        try:
            response = make_response(once.look_again(words))
        except (HTTPException, Missing, Refused, Conflict) as instead:
            # what an error page raises is heard by nobody
            return current_app.handle_user_exception(instead)
        if not once.leads_on(response):
            response.status_code = error.code or _EXPIRED
        return response
    return _error(error)


def _nothing_done(response: Response) -> Response:
    """What was typed is never lost behind an answer that leads elsewhere, to a sign-in for
    instance: a page shows it, and leads on."""
    if request.method in _SAFE or not once.leads_on(response) or not once.was_for_nothing():
        return response
    if _FORGETS in response.headers:
        return response  # somebody has walked away, and the next one must not see it
    rows = typed()
    if not rows:
        return response
    page = _kept("web/not_done.html", onward=response.location)
    # the same answer, since its headers are set already
    response.set_data(page)
    response.mimetype, response.status_code = "text/html", once.CONFLICT
    response.headers.remove("Location")
    return response


def _missing(missing: Missing) -> tuple[str, int, dict[str, str]]:
    return _error(NotFound())


def _error(error: HTTPException) -> tuple[str, int, dict[str, str]]:
    """Words for a person, and for a program the methods that an address takes."""
    db.session.rollback()
    methods = getattr(error, "valid_methods", None)
    headers = {"Allow": ", ".join(sorted(methods))} if methods else {}
    return _kept("web/error.html", error=error), error.code or 500, headers


def _taken_meanwhile(error: IntegrityError) -> tuple[str, int]:
    """Two did the same at once, and the database kept the first; any other breach is our fault."""
    if not is_taken(error):
        raise error
    return _conflict(Conflict())


def _database_away(error: OperationalError | NoConnection) -> tuple[str, int, dict[str, str]]:
    """Nothing more is asked of the database; what was typed stays, to be sent again."""
    db.session.rollback()
    page = _kept("web/away.html")
    return page, 503, {"Retry-After": str(_RETRY_SECONDS)}


def _unreadable(_: CannotUnseal) -> tuple[str, int]:
    return _refused(FieldUnreadable())


def _alarm_unreadable(response: Response) -> Response:
    """What could not be read on this page is told to an administrator, once."""
    if unreadable.any_found():
        with in_passing():
            alarms.tell_unreadable(now=clock.now())
    return response


def install(app: Flask) -> None:
    app.after_request(_alarm_unreadable)
    app.register_error_handler(CannotUnseal, _unreadable)
    app.before_request(_mark_intent)
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(Conflict, _conflict)
    app.register_error_handler(Missing, _missing)
    app.register_error_handler(HTTPException, _error)
    app.register_error_handler(CSRFError, _token_expired)
    app.after_request(_nothing_done)
    app.register_error_handler(IntegrityError, _taken_meanwhile)
    app.register_error_handler(OperationalError, _database_away)
    app.register_error_handler(NoConnection, _database_away)
