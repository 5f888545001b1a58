"""How long a new calendar takes over many open limits, and the longest transaction of it."""

import sys
import time
from datetime import date

from sqlalchemy import func, select, text

from casework.ground.cases.models.clocks import Clock
from casework.kernel import clock
from casework.kernel.database import db
from casework.kernel.transaction import writing
from tests.conftest import NOW
from tests.fixtures import lanes, run

OPEN = 20_000
CASES = 200
_OTHERS = [c.name for c in Clock.__table__.columns if c.name not in ("id", "subject_id")]
_EARLY = (date(2027, 1, 9), date(2027, 1, 16))


def measure(open_limits: int = OPEN) -> str:
    """A notice that moves every one of them, on an SQLite file."""
    mine = run.begin()
    try:
        lane = lanes.SqliteLane()
        lanes.found(lane.url)
        app = lanes.make_app(lane.url)
        with app.app_context(), clock.fixed(NOW):
            return _measured(open_limits)
    finally:
        if mine:
            run.end()


def _measured(open_limits: int) -> str:
    from casework.ground.statute.actions import loading
    from casework.ground.statute.rules import calendar
    from casework.ground.statute.rules.notice import Notice
    from tasks import clocks, relay
    from tests.factories import cases

    for number in range(CASES):
        pattern = cases.clock(case=cases.case(), start_on=date(2026, 11, 4))
        _copy(pattern.id, number, open_limits // CASES)
    db.session.commit()
    off_days = frozenset(calendar.provisional_year(2027).days)
    notice = Notice(year=2027, off_days=off_days, makeup_days=frozenset(_EARLY),
                    document="演示文号", announced_on=date(2026, 11, 20))  # fmt: skip
    with writing():
        loading.load_calendar_year(notice, by=None, now=NOW)
    relay.tick()
    longest = _watch_transactions()
    started = time.process_time()
    while db.session.scalar(select(func.count()).select_from(Clock).where(Clock.provisional)):
        db.session.rollback()
        clocks.reckon()
    taken = time.process_time() - started
    most = max(longest) * 1000
    usual = sorted(longest)[len(longest) * 99 // 100] * 1000
    return (
        f"a new calendar over {open_limits} open limits: {taken:.0f} s of a processor; "
        f"99 of 100 transactions took less than {usual:.0f} ms of it, the longest {most:.0f} ms"
    )


def _copy(pattern: int, number: int, count: int) -> None:
    names, first = ", ".join(_OTHERS), number * count
    db.session.execute(
        text(
            "WITH RECURSIVE row(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM row WHERE n < :count) "
            f"INSERT INTO clock (id, subject_id, {names}) "
            f"SELECT :first + n, :first + n, {names} FROM clock, row WHERE id = :pattern"
        ),
        {"count": count, "first": first, "pattern": pattern},
    )  # fmt: skip


def _watch_transactions() -> list[float]:
    """How long each turn to write was held."""
    from casework.kernel import writers

    held: list[float] = []
    begun: list[float] = [0.0]
    take, give_back = writers.Queue.take, writers.Queue.give_back

    def taking(self, patience):
        take(self, patience)
        begun[0] = time.process_time()

    def giving(self):
        held.append(time.process_time() - begun[0])
        give_back(self)

    writers.Queue.take, writers.Queue.give_back = taking, giving
    return held


if __name__ == "__main__":
    print(measure(int(sys.argv[1]) if len(sys.argv) > 1 else OPEN))
