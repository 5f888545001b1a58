"""What changes for one person of a complaint: he corrects, withdraws, or has a new phone."""

from __future__ import annotations

from datetime import date, datetime

from casework.ground.cases.actions import clocks
from casework.ground.cases.terms import Subject
from casework.ground.identity.models import Officer
from casework.kernel.database import db, lock
from casework.kernel.days import day_of
from casework.kernel.money import Money
from casework.procedure.intake.actions.deciding import supplement_received
from casework.procedure.intake.actions.gaps import close_gaps
from casework.procedure.intake.actions.record import ACCEPTANCE, decide, end_supplement
from casework.procedure.intake.models.complaints import Claimant, Complaint
from casework.procedure.intake.queries import complaints, identities
from casework.procedure.intake.rules import complaints as complaint_rules
from casework.procedure.intake.terms import Act, State


def withdraw_claimant(claimant: Claimant, *, call: str, by: Officer, now: datetime) -> None:
    """One person withdraws before acceptance; the complaint does when nobody is left in it.

    ``call`` says when he was asked back, and what he said. So it is too while an officer has to
    say who he is, in a complaint that is accepted. Raises NoSuchMove.
    """
    complaint = lock(Complaint, claimant.complaint_id)
    if identities.is_doubted(claimant.id) and complaint.state is State.ACCEPTED:
        claimant.withdrawn_at = now
        decide(complaint, Act.LINE_WITHDRAWN, reason=call, by=by, now=now)
        return
    over = complaint_rules.LIFECYCLE.after(complaint.state, "withdraw")
    claimant.withdrawn_at = now
    db.session.flush()
    if any(one.withdrawn_at is None for one in complaint.claimants):
        decide(complaint, Act.LINE_WITHDRAWN, reason=call, by=by, now=now)
        return
    complaint.state = over
    clocks.meet(Subject.COMPLAINT, complaint.id, ACCEPTANCE, on=day_of(now), now=now)
    end_supplement(complaint, now=now)
    decide(complaint, Act.WITHDRAWN, reason=call, by=by, now=now)


def correct_claimant(
    claimant: Claimant,
    *,
    amount: Money | None = None,
    from_month: date | None = None,
    to_month: date | None = None,
    place: str | None = None,
    employer: str | None = None,
    history: str,
    by: Officer | None,
    now: datetime,
) -> None:
    """What one person says differently before acceptance; ``history`` keeps the old and the new."""
    complaint = lock(Complaint, claimant.complaint_id)
    alone = len(complaint.claimants) == 1
    if amount is not None:
        claimant.amount = amount
        complaint.amount = amount if alone else _total(complaint)
    if from_month is not None:
        claimant.from_month, claimant.to_month = from_month, to_month
        if alone:
            complaint.from_month, complaint.to_month = from_month, to_month
    correct_complaint(complaint, place=place, employer=employer, history=history, by=by, now=now)


def _total(complaint: Complaint) -> Money | None:
    """The sum of what each says, as at filing; unchanged while somebody has not said his own."""
    amounts = [one.amount for one in complaint.claimants]
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Money(0)) if len(known) == len(amounts) else complaint.amount


def correct_complaint(
    complaint: Complaint,
    *,
    place: str | None = None,
    employer: str | None = None,
    history: str,
    by: Officer | None,
    now: datetime,
) -> None:
    """Place and employer, which belong to everybody in the complaint."""
    if place is not None:
        complaint.place = place
    if employer is not None:
        complaint.employer_text = employer
    close_gaps(complaint)
    decide(complaint, Act.CORRECTED, reason=history, by=by, now=now)
    if complaint.state is State.SUPPLEMENT:  # what he was asked for he may have said here
        supplement_received(complaint, note=history, by=by, now=now)


def note_new_phone(claimant: Claimant, *, phone: str, by: Officer | None, now: datetime) -> None:
    """The phone that opens his receipts: in all his complaints where the old one stood.

    Messages that went to whoever filed for him go to the new number from now on.
    """
    old = claimant.contact
    for one in complaints.claimants_of(claimant):
        if one.contact == old:
            one.phone = phone
            if one.position == 1:
                one.complaint.to_helper, one.complaint.phone_of = False, ""
            close_gaps(one.complaint)
    decide(claimant.complaint, Act.PHONE_CHANGED, by=by, now=now)
