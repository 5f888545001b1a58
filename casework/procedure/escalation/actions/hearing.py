"""Overdue limits become items, and crowds are told to the county. Each may run twice."""

from __future__ import annotations

from datetime import date, datetime

from casework.ground.cases.terms import ClockBreached, OverdueMet
from casework.procedure.escalation.actions import crowds, items
from casework.procedure.groups.terms import WorkmateJoined
from casework.procedure.intake.terms import ComplaintAccepted, ComplaintFiled
from casework.procedure.rosters.terms import RosterAdded


def limit_breached(fact: ClockBreached, *, now: datetime) -> None:
    """A limit has passed unmet: its item, unless there is one."""
    items.raise_item(fact.clock_id, now=now)


def overdue_met(fact: OverdueMet, *, now: datetime) -> None:
    """An overdue limit was met after all: nobody has to answer for it any more."""
    met_on = date.fromisoformat(fact.met_on)
    items.resolve_met(fact.clock_id, met_on=met_on, in_time=fact.in_time, now=now)


def more_people(
    fact: ComplaintFiled | WorkmateJoined | RosterAdded | ComplaintAccepted, *, now: datetime
) -> None:
    """More people stand in a complaint or its case: at so many the county is told, once."""
    crowds.raise_crowd(fact.complaint_id, now=now)
