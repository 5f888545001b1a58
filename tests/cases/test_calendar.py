"""A year is announced: open provisional dates are worked out again, once, with reason and news."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from casework.ground.cases.models.case import TimelineEntry
from casework.ground.cases.models.clocks import Clock
from casework.ground.cases.queries import clocks as clock_queries
from casework.ground.cases.queries import matters, moving
from casework.ground.notices.models import Message
from casework.ground.notices.terms import Notice
from casework.ground.statute import queries as book
from casework.ground.statute.actions import loading
from casework.ground.statute.rules import calendar
from casework.ground.statute.rules.notice import Notice as Announced
from casework.ground.statute.rules.notice import with_notice
from tasks import clocks, relay
from tests.factories import cases, parties

_STARTED = date(2026, 11, 4)


def _announced(*, makeup: tuple[date, ...] = (date(2027, 2, 14),)) -> Announced:
    """2027 as the law alone has it, with make-up working days that move what comes after."""
    return Announced(
        year=2027, off_days=frozenset(calendar.provisional_year(2027).days),
        makeup_days=frozenset(makeup), document="演示文号", announced_on=date(2026, 11, 20),
    )  # fmt: skip


_EARLY = (date(2027, 1, 9), date(2027, 1, 16))


def _touched(session: Any, now: datetime) -> Clock:
    case = cases.case()
    cases.line(case=case, worker_id=parties.worker(phone="13912345678").id)
    clock = cases.clock(case=case, start_on=_STARTED)
    assert clock.provisional
    session.commit()
    return clock


def _background() -> None:
    """The news, what it sets going, and the news of that."""
    relay.tick()
    clocks.reckon()
    relay.tick()


def _load(session: Any, now: datetime, *, makeup: tuple[date, ...]) -> None:
    loading.load_calendar_year(_announced(makeup=makeup), by=None, now=now)
    session.commit()
    _background()
    session.expire_all()


def test_a_moved_date_is_recomputed_recorded_and_told_once(session: Any, now: datetime) -> None:
    clock = _touched(session, now)
    before = clock.due_on

    _load(session, now, makeup=_EARLY)
    _load(session, now, makeup=_EARLY)

    assert clock.due_on < before
    assert not clock.provisional
    assert clock_queries.not_reproduced([clock]) == []
    entry = session.scalars(select(TimelineEntry).where(TimelineEntry.event == "date_moved")).one()
    assert "2027年放假安排已公布" in entry.text
    assert f"{before.isoformat()}（暂定）" in entry.changes
    message = session.scalars(select(Message).where(Message.notice == Notice.DATE_MOVED)).one()
    assert f"{clock.due_on.month}月{clock.due_on.day}日" in message.words
    assert matters.any_case(clock.case_id).next_due_on == clock.due_on


def test_a_date_that_stays_becomes_certain_without_a_message(session: Any, now: datetime) -> None:
    clock = _touched(session, now)
    before = clock.due_on

    _load(session, now, makeup=())

    assert (clock.due_on, clock.provisional) == (before, False)
    assert session.scalars(select(Message)).all() == []


def test_limits_that_ended_or_lie_in_another_year_stay(session: Any, now: datetime) -> None:
    short = cases.clock(rule="ACC", start_on=date(2026, 11, 20))
    before = short.due_on

    _load(session, now, makeup=_EARLY)

    assert short.due_on == before
    query = select(TimelineEntry).where(TimelineEntry.event == "date_moved")
    assert session.scalars(query).all() == []


def test_a_later_notice_that_corrects_a_year_moves_dates_again(session: Any, now: datetime) -> None:
    clock = _touched(session, now)
    _load(session, now, makeup=())
    certain = clock.due_on
    later = Announced(
        year=2027, off_days=_announced().off_days, makeup_days=frozenset(_EARLY),
        document="演示更正", announced_on=date(2026, 11, 22),
    )  # fmt: skip

    loading.load_calendar_year(later, by=None, now=now)
    session.commit()
    _background()

    session.expire_all()
    assert clock.due_on < certain


def test_the_preview_says_what_would_move_and_changes_nothing(
    session: Any, officer: Any, now: datetime
) -> None:
    clock = _touched(session, now)
    before = clock.due_on
    notice = _announced(makeup=_EARLY)
    body = {
        "year": 2027,
        "off_days": sorted(on.isoformat() for on in notice.off_days),
        "makeup_workdays": [on.isoformat() for on in _EARLY],
    }
    typed = {"document": "演示文号", "announced_on": "2026-11-20", "text": json.dumps(body)}

    page = officer(role="administrator").get("statute.announce").form()
    page = page.submit(typed, button="先看哪些期限会变", expect=422)

    moved = moving.moving(with_notice(book.calendar(), notice), year=2027)
    assert [(row.clock_id, row.old_on) for row in moved] == [(clock.id, before)]
    assert moved[0].new_on.isoformat() in page.text
    assert not book.calendar().official(2027)
    session.expire_all()
    assert clock.due_on == before
