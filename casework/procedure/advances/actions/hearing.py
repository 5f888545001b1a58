"""What the emergency fund does on hearing of papers and payments. Each may run twice."""

from __future__ import annotations

from datetime import datetime

from casework.ground.documents.terms.kinds import PaperVoided
from casework.ground.ledger.terms import PaymentRecorded
from casework.ground.payouts import actions as payout_actions
from casework.ground.payouts import queries as payouts
from casework.procedure.advances import queries
from casework.procedure.advances.actions import recovering
from casework.procedure.advances.models import Advance


def paper_voided(fact: PaperVoided, *, now: datetime) -> None:
    """The approval sheet no longer stands."""
    advance = payouts.find_of_paper(Advance, fact.paper_id)
    if advance is not None:
        payout_actions.drop(advance, now=now)


def paid(fact: PaymentRecorded, *, now: datetime) -> None:
    """The employer paid: what was advanced comes first."""
    recovering.remind_recovery(queries.batch(fact.batch_id), now=now)
