"""What the emergency fund does on hearing of papers and payments. Each may run twice."""

from __future__ import annotations

from datetime import datetime

from casework.ground.documents.terms.kinds import PaperVoided
from casework.ground.ledger.terms import PaymentRecorded
from casework.procedure.advances import queries
from casework.procedure.advances.actions import advancing, recovering


def paper_voided(fact: PaperVoided, *, now: datetime) -> None:
    """The approval sheet no longer stands."""
    advance = queries.find_advance_of_paper(fact.paper_id)
    if advance is not None:
        advancing.drop_advance(advance, now=now)


def paid(fact: PaymentRecorded, *, now: datetime) -> None:
    """The employer paid: what was advanced comes first."""
    recovering.remind_recovery(queries.batch(fact.batch_id), now=now)
