"""The law: the whole seed in the database, and a proposal that waits."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from casework.ground.approvals import actions as approvals
from casework.ground.identity import queries as officers
from casework.ground.statute import queries
from casework.ground.statute.actions import loading
from casework.ground.statute.models import Proposal
from casework.ground.statute.terms.calendar import Calendar
from casework.ground.statute.terms.entries import Statute
from casework.ground.statute.terms.words import Confidence, EntryKind
from casework.kernel import clock
from casework.kernel.database import db
from tests.factories import identity


@cache
def seed() -> tuple[Statute, Calendar]:
    """The seed as frozen values, for tests of rules that need no database."""
    return loading.read_seed()


def law() -> None:
    """Loads the seed, as every installation does; twice changes nothing."""
    loading.load_seed(now=clock.now())
    db.session.flush()


def proposal(*, area: str | None = None, **values: Any) -> Proposal:
    """A shorter time to decide on a complaint, proposed by an administrator."""
    law()
    given = {
        "entry_kind": EntryKind.RULE,
        "code": "ACC",
        "old_value": "5",
        "new_value": "3",
        "article": "25号令18",
        "confidence": Confidence.VERIFIED,
        "effective_on": date(2027, 1, 1),
        "reason": "演示：缩短受理时间",
        "proposed_at": clock.now(),
        **values,
    }
    if "proposed_by_id" not in given:
        given["proposed_by_id"] = identity.officer(role="administrator").id
    made = Proposal(**given)
    db.session.add(made)
    db.session.flush()
    by = officers.officer(made.proposed_by_id)
    approvals.put_forward(queries.sheet(made), unit=by.unit, by=by, now=made.proposed_at)
    return made
