"""What a case says of its money: changes of a line, and what is left to confirm."""

from __future__ import annotations

from datetime import datetime, timedelta

from casework.ground.cases.actions import tasks
from casework.ground.cases.models.case import Case, Line
from casework.ground.cases.queries import matters
from casework.ground.cases.terms import Change
from casework.ground.identity.models import Officer
from casework.ground.ledger import queries, rules
from casework.kernel.days import day_of
from casework.kernel.money import Money

_CONFIRM = "已登记付款，等工人确认到账，请核对"


def ask_for_confirmation(case: Case, *, by: Officer | None, now: datetime) -> None:
    """While money is paid and not confirmed somebody has a day by which to find out; afterwards
    nobody has."""
    open_lines = [line for line in matters.lines(case.id) if line.ending is None]
    if any(queries.waiting_for_word(open_lines).values()) and not case.muted:
        due_on = day_of(now) + timedelta(days=rules.CONFIRMED_WITHIN_DAYS)
        tasks.follow_up(case, title=_CONFIRM, due_on=due_on, by=by, now=now)
    else:
        tasks.drop_follow_up(case, title=_CONFIRM, by=by, now=now)


def named(line: Line) -> str:
    """A line as officers of the case read it."""
    return f"第{line.position}人{line.worker.name}"


def change(line: Line, zh: str, en: str, before: Money, after: Money) -> Change:
    """A sum of a line as the timeline shows it, before and after."""
    return Change(f"{named(line)}　{zh}", f"{named(line)}: {en}", yuan(before), yuan(after))


def yuan(amount: Money) -> str:
    return f"{amount.plain}元"
