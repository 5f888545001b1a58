"""How long a new calendar takes over many open limits, and the longest transaction of it."""

import resource
import sys
import time
from datetime import date

from sqlalchemy import event, func, select, text

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


def measure(open_limits: int = OPEN, kind: str = "sqlite") -> str:
    """A notice that moves every one of them, on a database of this kind."""
    mine = run.begin()
    try:
        lane = lanes.lane_named(kind)
        lanes.found(lane.url)
        app = lanes.make_app(lane.url)
        with app.app_context(), clock.fixed(NOW):
            words = _measured(open_limits)
            db.session.remove()
            db.engine.dispose()
        lane.close()
        return f"{kind}: {words}"
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
    held = _watch_transactions()
    started, used = time.monotonic(), time.process_time()
    while db.session.scalar(select(func.count()).select_from(Clock).where(Clock.provisional)):
        db.session.rollback()
        clocks.reckon()
    return (
        f"a new calendar over {open_limits} open limits: {time.monotonic() - started:.0f} s, "
        f"{time.process_time() - used:.0f} s of a processor; {len(held)} transactions, "
        f"99 of 100 under {sorted(held)[len(held) * 99 // 100] * 1000:.0f} ms, "
        f"the longest {max(held) * 1000:.0f} ms; {_megabytes():.0f} MB at most"
    )


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1_000_000


def _copy(pattern: int, number: int, count: int) -> None:
    names, first = ", ".join(_OTHERS), number * count
    db.session.execute(
        text(
            "WITH RECURSIVE numbers(n) AS "
            "(SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :count) "
            f"INSERT INTO clock (id, subject_id, {names}) "
            f"SELECT :first + n, :first + n, {names} FROM clock, numbers WHERE id = :pattern"
        ),
        {"count": count, "first": first, "pattern": pattern},
    )  # fmt: skip


def _watch_transactions() -> list[float]:
    """How long each transaction lasted that was committed, in seconds."""
    held: list[float] = []
    begun = [0.0]

    @event.listens_for(db.session, "after_begin")
    def _begin(*_about: object) -> None:
        begun[0] = time.monotonic()

    @event.listens_for(db.session, "after_commit")
    def _commit(*_about: object) -> None:
        held.append(time.monotonic() - begun[0])

    return held


if __name__ == "__main__":
    for database in lanes.LANES:
        print(measure(int(sys.argv[1]) if len(sys.argv) > 1 else OPEN, database))
