"""The supervisor's board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from casework.doors.reports import queries, rules
from casework.ground.cases.queries import matters
from casework.ground.identity.terms import Permission
from casework.ground.offices.terms import Scope
from casework.kernel import clock
from casework.kernel.paging import NOTHING, Listing
from casework.procedure.escalation import queries as escalation
from casework.procedure.escalation import terms as levels
from casework.web.guard import guard
from casework.web.pages import count_words, page
from casework.web.words import _

if TYPE_CHECKING:
    from casework.procedure.escalation.models import Crowd, Item

blueprint = Blueprint("reports", __name__, url_prefix="/reports")

_ITEMS_SHOWN = 8
_LEVELS = {
    Scope.UNIT: levels.Level.SQUAD,
    Scope.COUNTY: levels.Level.COUNTY,
    Scope.CITY: levels.Level.CITY,
}


@blueprint.get("/board")
@guard(Permission.READ_BOARD)
def board() -> ResponseReturnValue:
    """Open, due soon, overdue, people and money, by county; each number opens its list."""
    reach = current_user.reach(Permission.READ_BOARD)
    today = clock.today()
    marker = matters.marker(today)
    rows = queries.tallies(marker, reach=reach)
    year = today.replace(month=1, day=1)
    items, crowds = _items(), _crowds()
    return page(
        today=today,
        now=clock.now(),
        may_supervise=current_user.may(Permission.SUPERVISE),
        rows=rules.worst_first(rows),
        href=_list_address,
        whole=rules.whole(rows, name=_("合计")),
        items=items.rows,
        items_total=count_words(items.total),
        crowds=crowds.rows,
        crowds_total=count_words(crowds.total),
        more_crowds=crowds.following is not None,
        printed_at=clock.now(),
        confirmed=queries.confirmed_since(year, reach=reach),
        closed=queries.closed_since(year, reach=reach),
        longest=max((row.open for row in rows), default=0),
    )


def _items() -> Listing[Item]:
    """The first of those that wait at the reader's level, and how many there are in all."""
    if not current_user.may(Permission.SUPERVISE):
        return NOTHING
    reach = current_user.reach(Permission.SUPERVISE)
    return escalation.items(
        reach=reach,
        standing=levels.Standing.WAITING,
        level=_LEVELS[reach.scope],
        on=clock.today(),
        size=_ITEMS_SHOWN,
    )


def _crowds() -> Listing[Crowd]:
    """Mass incidents whose plan is not carried out yet: the largest, and how many in all."""
    if not current_user.may(Permission.SUPERVISE):
        return NOTHING
    reach = current_user.reach(Permission.SUPERVISE)
    return escalation.crowds(reach=reach, size=_ITEMS_SHOWN)


def _list_address(row: object, card: str | None = None, late: str | None = None) -> str:
    """The list of exactly the cases that a number counts."""
    area = getattr(row, "area_id", None)
    return url_for("desk.queue", area=area, card=card, late=late)
