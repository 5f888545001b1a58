"""How long one turn of the sweep takes over many open limits of which few are due."""

import time
from datetime import date

from sqlalchemy import func, select, text

from casework.ground.cases.models.clocks import Clock, ClockFiring
from casework.kernel import clock
from casework.kernel.database import db
from tests.conftest import NOW
from tests.fixtures import lanes, run

OPEN = 100_000
DUE = 200
_WARN_ON, _LATER = date(2026, 11, 20), date(2027, 3, 1)
_OTHERS = [
    c.name for c in Clock.__table__.columns if c.name not in ("id", "check_on", "subject_id")
]


def seconds() -> float:
    """One turn on an SQLite file; it must have fired what is due and nothing else."""
    mine = run.begin()
    try:
        lane = lanes.SqliteLane()
        lanes.found(lane.url)
        app = lanes.make_app(lane.url)
        with app.app_context(), clock.fixed(NOW):
            _fill()
            return _one_turn()
    finally:
        if mine:
            run.end()


def _fill() -> None:
    from tests.factories import cases

    pattern = cases.clock(start_on=date(2026, 11, 4)).id
    names = ", ".join(_OTHERS)
    db.session.execute(
        text(
            "WITH RECURSIVE row(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM row WHERE n < :open) "
            f"INSERT INTO clock (id, subject_id, check_on, {names}) "
            f"SELECT n, n, CASE WHEN n <= :due THEN :warn ELSE :later END, {names} "
            "FROM clock, row WHERE id = :pattern"
        ),
        {"open": OPEN, "due": DUE, "warn": str(_WARN_ON), "later": str(_LATER),
         "pattern": pattern},
    )  # fmt: skip
    db.session.commit()


def _one_turn() -> float:
    from tasks import clocks

    started = time.perf_counter()
    seen = clocks.tick()
    taken = time.perf_counter() - started
    fired = db.session.scalar(select(func.count()).select_from(ClockFiring))
    assert (seen, fired) == (DUE, DUE), (seen, fired)
    return taken
