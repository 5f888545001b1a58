"""How long a new calendar takes over the open limits of a large city, and its transactions."""

import time
from datetime import date

from sqlalchemy import func, select

from casework.cases.models import Clock
from casework.kernel import clock
from casework.kernel.database import db
from casework.kernel.transaction import writing
from tests.bench import town

_EARLY = (date(2027, 1, 9), date(2027, 1, 16))
_PROVISIONAL = select(func.count()).select_from(Clock).where(Clock.provisional)


def measured(environ):
    """A notice of next year's days off that moves many of them."""
    from tasks import clocks, relay

    with town.opened(environ):
        count = db.session.scalar(_PROVISIONAL)
        db.session.rollback()
        _announce()
        relay.tick()
        held = _watch_transactions()
        started = time.process_time()
        while db.session.scalar(_PROVISIONAL):
            db.session.rollback()
            clocks.reckon()
        taken = time.process_time() - started
    most = max(held, default=0) * 1000
    return (f"a new calendar over {count} provisional limits: {taken:.0f} s of a processor; "
            f"the longest turn to write took {most:.0f} ms of it")  # fmt: skip


def _announce():
    from casework.statute import actions as statute
    from casework.statute import rules as law
    from casework.statute.rules.notice import Notice

    off_days = frozenset(law.provisional_year(2027).days)
    notice = Notice(year=2027, off_days=off_days, makeup_days=frozenset(_EARLY),
                    document="演示文号", announced_on=date(2026, 11, 20))  # fmt: skip
    with writing():
        statute.load_calendar_year(notice, by=None, now=clock.now())


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
