"""Do: a worker who has proved himself says whether the money has arrived."""

from __future__ import annotations

from datetime import datetime

from casework.doors.portal.queries import matter
from casework.doors.portal.rules import money
from casework.doors.portal.terms.telling import Seeing
from casework.ground.cases.models.case import Case, Line
from casework.ground.ledger import queries as ledger_queries
from casework.ground.ledger.actions import entries
from casework.ground.ledger.terms import Way
from casework.kernel.database import lock
from casework.kernel.days import local
from casework.kernel.money import Money


def say_came(seeing: Seeing, *, seen: Money, now: datetime) -> None:
    """The money is here: exactly what he saw. Raises NothingWaits, SumChanged."""
    line = _held(seeing)
    money.check_sum(seen, waiting=ledger_queries.waiting(line))
    entries.confirm(
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
    money.check_less(came, waiting=ledger_queries.waiting(line))
    said = "没到，或者少了" if came is None else f"到了{came.plain}元"
    entries.report_short(
        line, came=came, said=f"本人网页上说：{said}　{_at(now)}", by=None, now=now
    )


def _held(seeing: Seeing) -> Line:
    """His line, the case first, as the ledger holds them. Raises NothingWaits."""
    found = matter.line_of(seeing)
    if found is None:
        raise money.NothingWaits
    lock(Case, found.case_id)
    line = lock(Line, found.id)
    if line.ending is not None or not ledger_queries.waiting(line):
        raise money.NothingWaits
    return line


def _at(now: datetime) -> str:
    here = local(now)
    return f"{here.year}年{here.month}月{here.day}日{here:%H:%M}"
