"""An overdue limit becomes one item; unanswered it rises; answered it waits for its day."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import func, select

from casework.ground.cases.actions import clocks, moving
from casework.ground.cases.models.clocks import ClockFiring
from casework.ground.cases.queries import matters
from casework.ground.identity.terms import Role
from casework.kernel import clock
from casework.kernel.days import at
from casework.kernel.terms import Conflict
from casework.procedure.escalation import queries, rules
from casework.procedure.escalation.actions import items
from casework.procedure.escalation.models import Item
from casework.procedure.escalation.terms import Level, Measure, State
from tasks import clocks as sweeps
from tasks import escalation as ladder
from tasks import relay
from tests.factories import cases, escalation, identity


def _items(session: Any) -> int:
    return session.scalar(select(func.count()).select_from(Item)) or 0


def test_an_overdue_limit_is_one_item_however_often_it_is_told(session: Any, now: datetime) -> None:
    clock = cases.clock(due_on=escalation.YESTERDAY)

    done = [items.raise_item(clock.id, now=now) for _ in range(3)]

    assert (done, _items(session)) == ([True, False, False], 1)


def test_a_limit_met_meanwhile_raises_nothing(session: Any, now: datetime) -> None:
    clock = cases.clock(due_on=escalation.YESTERDAY)
    clocks.meet_clock(clock, on=date(2026, 11, 22), now=now)

    assert items.raise_item(clock.id, now=now) is False


def test_thirty_people_go_to_the_city_at_once(session: Any, now: datetime) -> None:
    case = cases.case(people=30)

    item = escalation.item(clock=cases.clock(case=case, due_on=escalation.YESTERDAY))

    assert item.level is Level.CITY


def test_an_item_not_answered_in_two_working_days_rises_level_by_level(
    session: Any, now: datetime
) -> None:
    item = escalation.item()
    assert (item.answer_by_on, item.rise_on) == (date(2026, 11, 25), date(2026, 11, 26))

    early = items.rise(item.id, on=date(2026, 11, 25), now=now)
    first = items.rise(item.id, on=date(2026, 11, 26), now=now)
    again = items.rise(item.id, on=date(2026, 11, 26), now=now)

    assert (early, first, again) == (False, True, False)
    assert (item.level, item.rises, item.answer_by_on) == (Level.COUNTY, 1, date(2026, 11, 30))


def test_nothing_rises_while_the_clock_of_the_machine_is_in_doubt(
    session: Any, now: datetime
) -> None:
    item, alarm = escalation.item(), cases.alarm()
    session.commit()
    with clock.fixed(at(date(2026, 11, 26), 9)):
        held = ladder.tick()
        level = queries.item_of_clock(item.clock_id, due_on=item.due_on).level
        moving.confirm_alarm(alarm.id, by=identity.officer(role=Role.ADMINISTRATOR), now=now)
        session.commit()
        risen = ladder.tick()

    session.expire_all()
    assert (held, level, risen, item.level) == (0, Level.SQUAD, 1, Level.COUNTY)


def test_an_answered_item_rises_when_its_measure_has_not_worked(
    session: Any, now: datetime
) -> None:
    item, head = escalation.item(), identity.officer(role=Role.SQUAD_HEAD)
    items.answer(
        item, measure=Measure.URGE, words="三天内办完", due_on=date(2026, 11, 27),
        seen=item.version, by=head, now=now,
    )  # fmt: skip
    assert item.state is State.ANSWERED

    items.rise(item.id, on=date(2026, 11, 30), now=now)

    assert (item.state, item.level) == (State.WAITING, Level.COUNTY)


def test_an_item_whose_limit_was_met_is_resolved_instead_of_rising(
    session: Any, now: datetime
) -> None:
    item = escalation.item()
    clocks.meet_clock(item.clock, on=date(2026, 11, 24), now=now)

    items.rise(item.id, on=date(2026, 11, 26), now=now)

    assert (item.state, item.level) == (State.RESOLVED, Level.SQUAD)


def test_another_level_cannot_answer(session: Any, now: datetime) -> None:
    item, supervisor = escalation.item(), identity.officer(role=Role.COUNTY_SUPERVISOR)

    with pytest.raises(rules.NotYourLevel):
        items.take_up(item, seen=item.version, by=supervisor, now=now)


def test_an_answer_needs_words_and_a_day_ahead(session: Any, now: datetime) -> None:
    item, head = escalation.item(), identity.officer(role=Role.SQUAD_HEAD)
    given = {"measure": Measure.TALK, "seen": item.version, "by": head, "now": now}

    with pytest.raises(rules.AnswerNeeded):
        items.answer(item, words=" ", due_on=date(2026, 11, 27), **given)
    with pytest.raises(rules.DueDayPast):
        items.answer(item, words="约谈", due_on=date(2026, 11, 23), **given)


def test_the_second_of_two_answers_is_told(session: Any, now: datetime) -> None:
    item, head = escalation.item(), identity.officer(role=Role.SQUAD_HEAD)
    seen = item.version
    items.take_up(item, seen=seen, by=head, now=now)
    session.flush()

    with pytest.raises(Conflict):
        items.answer(
            item, measure=Measure.URGE, words="办", due_on=date(2026, 11, 27), seen=seen,
            by=head, now=now,
        )  # fmt: skip


def test_putting_under_supervision_marks_the_case(session: Any, now: datetime) -> None:
    item, head = escalation.item(), identity.officer(role=Role.SQUAD_HEAD)

    items.answer(
        item, measure=Measure.SUPERVISE, words="挂牌", due_on=date(2026, 11, 27),
        seen=item.version, by=head, now=now,
    )  # fmt: skip

    assert item.clock.case_id is not None
    assert session.get(Item, item.id).case.supervised  # type: ignore[union-attr]


def test_what_was_done_in_time_and_told_late_closes_its_item_with_that_reason(
    session: Any, now: datetime
) -> None:
    clock = cases.clock(due_on=escalation.YESTERDAY)
    session.commit()
    for _stage in ("warning", "breach"):
        sweeps.check(clock.id)
    relay.tick()
    item = session.scalars(select(Item)).one()
    assert item.state is State.WAITING

    clocks.meet_clock(clock, on=escalation.YESTERDAY, now=now)
    session.commit()
    relay.tick()
    relay.tick()

    session.expire_all()
    assert item.state is State.RESOLVED
    told = next(e for e in matters.timeline(clock.case_id)
                if e.event == "escalation_resolved")  # fmt: skip
    assert "在期限内已办到，事后才登记" in told.text
    assert len(session.scalars(select(ClockFiring)).all()) == 2
