"""Payments: 1,000 yuan from the employer for one line."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from casework.ground.cases.models.case import Line
from casework.ground.cases.queries.matters import any_case
from casework.ground.ledger import queries
from casework.ground.ledger.actions import entries
from casework.ground.ledger.models import Batch, Entry
from casework.ground.ledger.terms import Source
from casework.kernel.database import db
from casework.kernel.money import Money
from tests.conftest import NOW
from tests.factories import cases, offices

_numbers = count(1)


def batch(*, line: Line | None = None, area: str = offices.HOME, yuan: int = 1000,
          **values: Any) -> Batch:  # fmt: skip
    """A slip for one line, recorded through the action, so that all sums are in step."""
    line = line or cases.line(area=area)
    given = {
        "source": Source.EMPLOYER, "slip": f"演示单{next(_numbers)}", "paid_on": date(2026, 11, 20),
        "amounts": {line.id: Money.yuan(yuan)}, "by": None, "now": NOW, **values,
    }  # fmt: skip
    return entries.record_payment(any_case(line.case_id), **given)


def entry(*, line: Line | None = None, area: str = offices.HOME, **values: Any) -> Entry:
    """The payment entry of such a slip."""
    made = batch(line=line, area=area, **values)
    db.session.flush()
    return next(e for e in queries.entries(made.case_id) if e.batch_id == made.id)
