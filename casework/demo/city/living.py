"""Day by day what the sweeps find in a matter, and what comes of it, until now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import exists, func, or_, select

from casework.demo import steps
from casework.ground.cases.actions import firing
from casework.ground.cases.queries import clocks
from casework.ground.identity import queries as officers
from casework.ground.identity.models import Officer
from casework.ground.identity.terms import Permission, Role
from casework.ground.notices.models import Message
from casework.ground.notices.terms import Delivery
from casework.kernel import clock
from casework.kernel.database import db
from casework.kernel.days import at, day_of
from casework.kernel.facts import Fact
from casework.kernel.transaction import writing
from casework.procedure.escalation import queries as escalated
from casework.procedure.escalation.actions import items
from casework.procedure.escalation.models import Item
from casework.procedure.escalation.terms import Level, Measure, State

_SWEEP, _HOUR, _AT_A_TIME = "city", 10, 200
_MOST_TURNS = 400
_WAITS = or_(
    exists().where(Fact.handled_at.is_(None)), exists().where(Message.state == Delivery.WAITING)
)
_PROMISED = timedelta(days=28)
_MEASURES = (Measure.URGE, Measure.TALK, Measure.MEETING, Measure.SUPERVISE)


@dataclass(frozen=True)
class Life:
    """``turn`` does what the worker process would do at that moment. Of the supervisors some see
    nothing, some take an item up and leave it, most answer: ``number`` says which."""

    area: str
    number: int
    turn: Callable[[], object]

    def until(self, now: datetime) -> None:
        """Whatever is told between two looks is heard when the last of it has happened."""
        today = day_of(now)
        self._work(_last_news(before=now))
        for _ in range(_MOST_TURNS):
            day = _next_day(today, now=now)
            if day is None:
                break
            moment = min(at(day, _HOUR), now)
            self._work(moment)
            _sweep(day, now=moment)
            self._work(moment)
            self._supervise(moment)
        self._work(now)

    def _work(self, now: datetime) -> None:
        """Where nothing waits a worker process would do nothing."""
        waits = db.session.scalar(select(_WAITS))
        db.session.rollback()
        if waits:
            with clock.fixed(now):
                self.turn()

    def _supervise(self, now: datetime) -> None:
        attention = self.number % 4
        if not attention:
            return
        with writing():
            waiting = select(Item).where(Item.state == State.WAITING).order_by(Item.id)
            for item in db.session.scalars(waiting).all():
                by = _supervisor(self.area, item.level)
                if by is not None:
                    _act(item, attention, by=by, now=now)


def _last_news(*, before: datetime) -> datetime:
    query = select(func.max(Fact.happened_at)).where(Fact.handled_at.is_(None))
    found = db.session.scalar(query)
    db.session.rollback()
    return min(found or before, before)


def _supervisor(area: str, level: Level) -> Officer | None:
    if level is Level.CITY:
        able = officers.who_may(Permission.SUPERVISE)
        return next((one for one in able if one.role is Role.CITY_SUPERVISOR), None)
    team = steps.crew(area)
    if team is None:
        return None
    return team.head if level is Level.SQUAD else team.department


def _act(item: Item, attention: int, *, by: Officer, now: datetime) -> None:
    if attention == 1:
        items.take_up(item, seen=item.version, by=by, now=now)
        return
    items.answer(
        item,
        measure=_MEASURES[item.rises % len(_MEASURES)],
        words="由承办人一周内报进展。",
        due_on=day_of(now + _PROMISED),
        seen=item.version,
        by=by,
        now=now,
    )


def _next_day(today: date, *, now: datetime) -> date | None:
    due = clocks.next_check_day(_SWEEP, by=today, now=now)
    rising = db.session.scalar(
        select(func.min(Item.rise_on)).where(Item.state != State.RESOLVED, Item.rise_on <= today)
    )
    db.session.rollback()
    return min((day for day in (due, rising) if day is not None), default=None)


def _sweep(day: date, *, now: datetime) -> None:
    with writing():
        for clock_id in clocks.clocks_to_check(_SWEEP, on=day, limit=_AT_A_TIME, now=now):
            firing.check_clock(clock_id, on=day, now=now)
        for item_id in escalated.to_rise(_SWEEP, on=day, limit=_AT_A_TIME, now=now):
            items.rise(item_id, on=day, now=now)
