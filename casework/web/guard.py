"""Every route says who may use it: ``@guard(Permission.X)`` or ``@public``.

A route that says nothing does not start. The present user answers ``may(permission)``; a worker
or stranger may nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Flask, redirect, request, url_for
from flask_login import current_user
from werkzeug.exceptions import Forbidden
from werkzeug.wrappers import Response

from casework.kernel.terms import LabelEnum

View = Callable[..., Any]


class UndeclaredRoute(RuntimeError):
    """A route declares neither a permission nor that it is public."""


def guard(*permissions: LabelEnum) -> Callable[[View], View]:
    """Only for a signed-in officer who holds at least one of these permissions."""

    def decorate(view: View) -> View:
        @wraps(view)
        def inner(*args: Any, **kwargs: Any) -> Any:
            if not current_user.is_authenticated:
                return _to_sign_in()
            if not any(current_user.may(permission) for permission in permissions):
                raise Forbidden
            return view(*args, **kwargs)

        inner.permissions = permissions  # type: ignore[attr-defined]
        return inner

    return decorate


def signed_in(view: View) -> View:
    """For every signed-in officer, whatever the role: the own account, signing out."""

    @wraps(view)
    def inner(*args: Any, **kwargs: Any) -> Any:
        if not current_user.is_authenticated:
            return _to_sign_in()
        return view(*args, **kwargs)

    inner.permissions = ("signed in",)  # type: ignore[attr-defined]
    return inner


def public(view: View) -> View:
    """For everybody: workers' pages, sign-in, health."""
    view.permissions = ("public",)  # type: ignore[attr-defined]
    return view


def _to_sign_in() -> Response:
    back = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("identity.sign_in", back=back))


def check_routes(app: Flask) -> None:
    """Raises UndeclaredRoute for the first route without a declared permission."""
    for endpoint, view in app.view_functions.items():
        if endpoint != "static" and not hasattr(view, "permissions"):
            raise UndeclaredRoute(endpoint)


def reader() -> Any:
    """The signed-in officer's own row, not the proxy that stands for it."""
    return current_user._get_current_object()
