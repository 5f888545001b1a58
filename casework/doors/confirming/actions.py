"""Do: a worker who has proved himself says whether the money has arrived."""

from __future__ import annotations

from datetime import datetime

from casework.doors.confirming import queries, rules
from casework.doors.proving.terms import Seeing
from casework.ground.cases.models.case import Case, Line
from casework.ground.ledger import queries as ledger_queries
from casework.ground.ledger.actions import confirming
from casework.ground.ledger.terms import Way
from casework.kernel.database import lock
from casework.kernel.days import local
from casework.kernel.money import Money


def say_came(seeing: Seeing, *, seen: Money, now: datetime) -> None:
    """The money is here: exactly what he saw. Raises NothingWaits, SumChanged."""
    line = _held(seeing)
    rules.check_sum(seen, waiting=ledger_queries.waiting(line))
    confirming.confirm(
        line,
        amount=seen,
        way=Way.SMS,
        by=None,
        now=now,
        proof=f"本人网页上点“钱到了”，短信验证过　{_at(now)}",
    )


def say_less(seeing: Seeing, *, came: Money | None, now: datetime) -> None:
    """Not here, or less: nothing is confirmed, and an officer looks at it today.

    Raises NothingWaits, CameInFull.
    """
    line = _held(seeing)
    rules.check_less(came, waiting=ledger_queries.waiting(line))
    said = "没到，或者少了" if came is None else f"到了{came.plain}元"
    confirming.report_short(
        line, came=came, said=f"本人网页上说：{said}　{_at(now)}", by=None, now=now
    )


def _held(seeing: Seeing) -> Line:
    """His line, the case first, as the ledger holds them. Raises NothingWaits."""
    found = queries.line_of(seeing)
    if found is None:
        raise rules.NothingWaits
    lock(Case, found.case_id)
    line = lock(Line, found.id)
    if line.ending is not None or not ledger_queries.waiting(line):
        raise rules.NothingWaits
    return line


def _at(now: datetime) -> str:
    here = local(now)
    return f"{here.year}年{here.month}月{here.day}日{here:%H:%M}"
