"""The blueprint, and the search field of the bar."""

from __future__ import annotations

from flask import Blueprint, Flask, url_for
from flask_login import current_user

from casework.ground.identity.terms import Permission

blueprint = Blueprint("desk", __name__, url_prefix="/desk")


def install(app: Flask) -> None:
    """The search box of the bar leads to the list of cases."""
    app.context_processor(_search)


def _search() -> dict[str, str]:
    may_search = current_user.is_authenticated and current_user.may(Permission.READ_CASE)
    return {"search_url": url_for("desk.queue")} if may_search else {}
