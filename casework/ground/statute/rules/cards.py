"""How pressing a limit is: green, yellow, red, or supervised. The numbers are figures."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from casework.ground.statute.rules.counting import count_workdays
from casework.ground.statute.terms.calendar import Calendar, Sheet
from casework.ground.statute.terms.entries import Statute
from casework.ground.statute.terms.ids import FigureId
from casework.ground.statute.terms.words import Card, Unit


def card(
    *,
    left: int,
    length: int,
    workdays_left: int,
    people: int,
    statute: Statute,
    on: date,
    repeated: bool = False,
) -> Card:
    """``left`` and ``length`` in the unit of the limit; negative when overdue.

    ``repeated``: this employer already has another limit overdue.
    """
    if left < 0:
        late = -workdays_left > statute.figure(FigureId.CARD_SUPERVISED_OVERDUE, on=on).whole
        crowd = people >= statute.figure(FigureId.CARD_SUPERVISED_PEOPLE, on=on).whole
        return Card.SUPERVISED if late or crowd or repeated else Card.RED
    scarce = (
        Fraction(left, max(length, 1)) <= statute.figure(FigureId.CARD_YELLOW_SHARE, on=on).ratio
    )
    close = workdays_left <= statute.figure(FigureId.CARD_YELLOW_WORKDAYS, on=on).whole
    return Card.YELLOW if scarce or close else Card.GREEN


def card_of(
    sheet: Sheet,
    today: date,
    calendar: Calendar,
    statute: Statute,
    *,
    people: int = 0,
    repeated: bool = False,
) -> Card:
    """The card of a worked-out limit on a day."""
    workdays = count_workdays(today, sheet.due_on, calendar)
    days = (sheet.due_on - today).days
    by_workdays = sheet.unit is Unit.WORKDAY
    overdue = days < 0
    return card(
        left=days if overdue or not by_workdays else workdays,
        length=sheet.length if by_workdays else (sheet.due_on - sheet.start_on).days,
        workdays_left=workdays,
        people=people,
        statute=statute,
        on=today,
        repeated=repeated,
    )
