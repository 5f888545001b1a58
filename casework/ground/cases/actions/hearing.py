"""What cases do on hearing of the law and of files. Each may run twice."""

from __future__ import annotations

from datetime import datetime

from casework.ground.cases.actions import reckoning
from casework.ground.cases.terms import Cause, FilesDropped
from casework.ground.statute.terms.facts import CalendarLoaded, FigureChanged
from casework.kernel import vault


def calendar_loaded(fact: CalendarLoaded, *, now: datetime) -> None:
    """A year's days off are announced: each open limit that they reach, once."""
    reckoning.begin_reckoning(Cause.CALENDAR, fact.year, now=now)


def law_changed(fact: FigureChanged, *, now: datetime) -> None:
    """A change of the law was approved: each open limit that it reaches, once."""
    reckoning.begin_reckoning(Cause.LAW, fact.proposal_id, now=now)


def files_dropped(fact: FilesDropped, *, now: datetime) -> None:
    """Files without a row any more leave the storage; what is gone already is gone."""
    for key in fact.file_keys:
        vault.delete(key)
