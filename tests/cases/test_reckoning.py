"""A new calendar works every open limit out again, batch by batch, whoever is killed meanwhile."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import func, select, text

from casework.ground.cases.models.case import TimelineEntry
from casework.ground.cases.models.clocks import Clock, Reckoning
from casework.ground.cases.queries import clocks as clock_queries
from casework.ground.statute.actions import loading
from casework.ground.statute.rules import calendar
from casework.ground.statute.rules.notice import Notice
from casework.kernel import clock, sweeps
from casework.kernel.transaction import writing
from tasks import clocks, relay
from tests.factories import cases
from tests.fixtures.lanes import subprocess_environment

OPEN = 23
_STARTED = date(2026, 11, 4)
_EARLY = (date(2027, 1, 9), date(2027, 1, 16))


def _opened(session: Any, number: int = OPEN) -> list[int]:
    case = cases.case()
    made = [cases.clock(case=case, start_on=_STARTED).id for _ in range(number)]
    session.commit()
    return sorted(made)


def _announced(now: Any) -> None:
    notice = Notice(
        year=2027, off_days=frozenset(calendar.provisional_year(2027).days),
        makeup_days=frozenset(_EARLY), document="演示文号", announced_on=date(2026, 11, 20),
    )  # fmt: skip
    with writing():
        loading.load_calendar_year(notice, by=None, now=now)
    relay.tick()


def _provisional(session: Any) -> int:
    session.expire_all()
    query = select(func.count()).select_from(Clock).where(Clock.provisional)
    return session.scalar(query) or 0


def _the(session: Any) -> Reckoning:
    session.expire_all()
    return session.scalars(select(Reckoning)).one()


def test_a_turn_that_is_cut_off_is_taken_up_where_it_was(
    session: Any, now: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = _opened(session)
    _announced(now)
    times = iter((0.0, 0.0, 0.0, 99.0))
    monkeypatch.setattr(clocks, "time", SimpleNamespace(monotonic=lambda: next(times)))

    clocks.reckon()

    assert _provisional(session) == OPEN - 2 * clocks._RECKONED_AT_A_TIME
    assert _the(session).cursor == opened[2 * clocks._RECKONED_AT_A_TIME - 1]
    monkeypatch.undo()
    clocks.reckon()
    assert _provisional(session) == 0
    row = _the(session)
    assert (row.seen, row.total, row.moved) == (OPEN, OPEN, OPEN)
    assert row.finished_at is not None
    entries = select(func.count()).where(TimelineEntry.event == "date_moved")
    assert session.scalar(entries) == OPEN


_WORKER = """
import os, signal
from datetime import datetime
from casework.ground.cases.actions import reckoning
from casework.kernel import clock
from tasks import application, clocks
done = []
follow = reckoning.reckon_batch
def killed_in_the_middle(*given, **more):
    if len(done) == 2:
        follow(*given, **more)
        os.kill(os.getpid(), signal.SIGKILL)
    done.append(follow(*given, **more))
reckoning.reckon_batch = killed_in_the_middle
with application().app_context(), clock.fixed(datetime.fromisoformat(os.environ["NOW"])):
    clocks.reckon()
"""


def test_a_worker_that_is_killed_in_a_batch_loses_and_doubles_nothing(
    session: Any, now: Any, lane: Any, tmp_path: Path
) -> None:
    _opened(session)
    _announced(now)
    session.remove()

    killed = subprocess.run(
        [sys.executable, "-c", _WORKER], cwd=Path(__file__).parents[2], check=False,
        env=subprocess_environment(lane, tmp_path, NOW=now.isoformat()),
    )  # fmt: skip

    assert killed.returncode == -signal.SIGKILL
    assert _provisional(session) == OPEN - 2 * clocks._RECKONED_AT_A_TIME
    session.commit()
    clocks.reckon()
    assert _provisional(session) == 0
    assert _the(session).seen == OPEN
    entries = select(func.count()).where(TimelineEntry.event == "date_moved")
    assert session.scalar(entries) == OPEN


def test_a_limit_that_fails_keeps_no_other_and_is_tried_again(
    session: Any, now: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, *_ = _opened(session)
    session.execute(text(f"UPDATE clock SET rule = 'NO-RULE' WHERE id = {bad}"))
    session.commit()
    _announced(now)

    clocks.reckon()

    assert _provisional(session) == 1
    assert [row.row_id for row in sweeps.failed_rows(limit=9)] == [bad]
    assert _the(session).finished_at is None
    with writing():
        session.execute(text(f"UPDATE clock SET rule = 'INV' WHERE id = {bad}"))
    with clock.fixed(now + timedelta(minutes=2)):
        clocks.reckon()
    assert _provisional(session) == 0
    assert _the(session).finished_at is not None
    assert sweeps.failed_rows(limit=9) == []


def test_the_nightly_proof_waits_until_every_limit_was_looked_at(session: Any, now: Any) -> None:
    _opened(session)
    _announced(now)
    assert clocks.verify() == 0
    clocks.reckon()
    assert clocks.verify() == 0
    found = list(session.scalars(select(Clock)))
    assert clock_queries.not_reproduced(found) == []


def test_an_administrator_sees_how_far_it_is(session: Any, now: Any, officer: Any) -> None:
    _opened(session)
    _announced(now)
    page = officer(role="administrator").get("cases.machinery")
    assert "2027年放假安排" in page.text
    assert "正在计算" in page.text
    clocks.reckon()
    assert "已算完" in officer(role="administrator").get("cases.machinery").text
