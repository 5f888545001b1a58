"""What deposits do on hearing of papers. Each may run twice."""

from __future__ import annotations

from datetime import date, datetime

from casework.ground.documents.terms.kinds import PaperServed, PaperVoided
from casework.ground.payouts import queries as payouts
from casework.procedure.deposits.actions import claiming
from casework.procedure.deposits.models import Claim


def paper_served(fact: PaperServed, *, now: datetime) -> None:
    """The bank has the notice: its days run."""
    claim = payouts.find_of_paper(Claim, fact.paper_id)
    if claim is not None:
        claiming.begin_bank_term(claim, served_on=date.fromisoformat(fact.served_on), now=now)


def paper_voided(fact: PaperVoided, *, now: datetime) -> None:
    """The notice no longer stands: nothing is paid on it."""
    claim = payouts.find_of_paper(Claim, fact.paper_id)
    if claim is not None:
        claiming.drop_claim(claim, now=now)
