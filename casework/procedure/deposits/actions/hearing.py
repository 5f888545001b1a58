"""What deposits do on hearing of papers. Each may run twice."""

from __future__ import annotations

from datetime import date, datetime

from casework.ground.documents.terms.kinds import PaperServed, PaperVoided
from casework.procedure.deposits import queries
from casework.procedure.deposits.actions import claiming


def paper_served(fact: PaperServed, *, now: datetime) -> None:
    """The bank has the notice: its days run."""
    claim = queries.find_claim_of_paper(fact.paper_id)
    if claim is not None:
        claiming.begin_bank_term(claim, served_on=date.fromisoformat(fact.served_on), now=now)


def paper_voided(fact: PaperVoided, *, now: datetime) -> None:
    """The notice no longer stands: nothing is paid on it."""
    claim = queries.find_claim_of_paper(fact.paper_id)
    if claim is not None:
        claiming.drop_claim(claim, now=now)
