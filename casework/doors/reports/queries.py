"""Ask: the board's counts and sums, one query for all areas."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select

from casework.doors.desk.queries import lists
from casework.doors.reports.terms import Tally
from casework.ground.cases.models.case import Case
from casework.ground.cases.queries.matters import Marker
from casework.ground.cases.rules.stages import OPEN
from casework.ground.cases.terms import Stage
from casework.ground.offices import queries as offices
from casework.ground.offices.models import Area
from casework.ground.offices.terms import Reach
from casework.ground.statute.terms.words import Card
from casework.kernel.database import db
from casework.kernel.money import Money

_SUMS = ("claimed", "verified", "paid", "confirmed")


def tallies(marker: Marker, *, reach: Reach) -> list[Tally]:
    """One row for each handling area in the reach, also those without a case.

    The cards are counted by the same conditions that the list of cases filters by.
    """
    cards = [func.count().filter(lists.of_card(card, marker)).label(card.value) for card in Card]
    sums = [func.sum(getattr(Case, name)).label(name) for name in _SUMS]
    query = (
        select(
            Case.area_id,
            func.count().label("open"),
            func.sum(Case.people).label("people"),
            *cards,
            *sums,
        )
        .where(offices.within(reach, area=Case.area_id), Case.stage.in_(OPEN))
        .group_by(Case.area_id)
    )
    found = {row.area_id: row for row in db.session.execute(query)}
    return [_tally(area, found.get(area.id)) for area in offices.handling_areas(reach=reach)]


def _tally(area: Area, row: object | None) -> Tally:
    count = {card: getattr(row, card.value, 0) for card in Card}
    number_open = getattr(row, "open", 0)
    return Tally(
        area_id=area.id,
        name=offices.name(area),
        supervised=count[Card.SUPERVISED],
        red=count[Card.RED],
        yellow=count[Card.YELLOW],
        green=count[Card.GREEN],
        no_clock=number_open - sum(count.values()),
        people=int(getattr(row, "people", 0) or 0),
        **{name: getattr(row, name, None) or Money(0) for name in _SUMS},
    )


def confirmed_since(day: date, *, reach: Reach) -> Money:
    """What workers have confirmed in cases filed since a day, closed ones with them."""
    query = select(func.sum(Case.confirmed)).where(
        offices.within(reach, area=Case.area_id), Case.filed_on >= day
    )
    return db.session.scalar(query) or Money(0)


def closed_since(day: date, *, reach: Reach) -> int:
    query = select(func.count()).where(
        offices.within(reach, area=Case.area_id),
        Case.stage == Stage.CLOSED,
        Case.closed_on >= day,
    )
    return db.session.scalar(query) or 0
