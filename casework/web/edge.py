"""The edge of a request: one transaction for each write, one place where refusals are shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Flask, Response, render_template, request
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from werkzeug.exceptions import HTTPException, NotFound

from casework.kernel import alarms, clock, unreadable
from casework.kernel.crypto import CannotUnseal
from casework.kernel.database import db
from casework.kernel.terms import Conflict, Missing, Refused
from casework.kernel.transaction import in_passing, only_reads, writing
from casework.kernel.unreadable import FieldUnreadable

View = Callable[..., Any]

_SAFE = ("GET", "HEAD", "OPTIONS")
_RETRY_SECONDS = 5


def writes(view: View) -> View:
    """A POST to this view is one transaction: committed when it returns, else nothing happened."""

    @wraps(view)
    def inner(*args: Any, **kwargs: Any) -> Any:
        if request.method in _SAFE:
            return view(*args, **kwargs)
        with writing():
            return view(*args, **kwargs)

    inner.writes = True  # type: ignore[attr-defined]
    return inner


def _mark_intent() -> None:
    only_reads(request.method in _SAFE)


def _refused(refusal: Refused) -> tuple[str, int]:
    db.session.rollback()
    return render_template("web/refused.html", refusal=refusal), 409


def _conflict(conflict: Conflict) -> tuple[str, int]:
    db.session.rollback()
    return render_template("web/changed_meanwhile.html", conflict=conflict), 409


def _missing(_: Missing) -> tuple[str, int]:
    return _error(NotFound())


def _error(error: HTTPException) -> tuple[str, int]:
    db.session.rollback()
    return render_template("web/error.html", error=error), error.code or 500


def _taken_meanwhile(error: IntegrityError) -> tuple[str, int]:
    """Two did the same at once, and the database kept the first; any other breach is our fault."""
    if "unique" not in str(error.orig).casefold():
        raise error
    return _conflict(Conflict())


def _database_away(error: OperationalError | NoConnection) -> tuple[str, int, dict[str, str]]:
    db.session.rollback()
    page = render_template("web/away.html")
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
    app.register_error_handler(IntegrityError, _taken_meanwhile)
    app.register_error_handler(OperationalError, _database_away)
    app.register_error_handler(NoConnection, _database_away)
