"""What referrals do on hearing of papers. May run twice."""

from __future__ import annotations

from datetime import date, datetime

from casework.ground.documents.terms.kinds import PaperServed
from casework.procedure.referrals import queries
from casework.procedure.referrals.actions import following


def paper_served(fact: PaperServed, *, now: datetime) -> None:
    """The police have the letter, on whichever page that was recorded."""
    referral = queries.find_referral_of_paper(fact.paper_id)
    if referral is not None:
        following.note_sent(referral, on=date.fromisoformat(fact.served_on), by=None, now=now)
