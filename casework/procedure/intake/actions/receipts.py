"""Do: issue a receipt again, and let a worker take over the one that was filed for him."""

from __future__ import annotations

from datetime import datetime

from casework.ground.identity.models import Officer
from casework.ground.notices.terms import Notice
from casework.ground.parties import actions as parties
from casework.ground.parties import queries as people
from casework.ground.parties.terms import PhoneWay
from casework.procedure.intake.actions.drafts import new_code
from casework.procedure.intake.actions.record import (
    decide,
    tell_number,
    tell_one,
)
from casework.procedure.intake.models.complaints import Complaint, DeskAct
from casework.procedure.intake.queries import claimants, complaints
from casework.procedure.intake.rules import complaints as complaint_rules
from casework.procedure.intake.terms import (
    Act,
)


def take_over(
    complaint: Complaint,
    *,
    phone: str,
    wants_messages: bool,
    reason: str,
    by: Officer,
    now: datetime,
) -> DeskAct:
    """The worker himself stands at the counter: from now on the number is his own, and whoever
    filed for him is out of it, also where he holds the receipt. The old number is told. Raises
    LogReasonNeeded, NobodyNamed."""
    if not reason.strip():
        raise complaint_rules.LogReasonNeeded
    if not complaint.claimants:
        raise complaint_rules.NobodyNamed
    first = complaint.claimants[0]
    tell_one(complaint, first, Notice.PHONE_CHANGED, turn=f":{now.isoformat()}", now=now)
    complaint.helper = complaint.helper_phone = None
    complaint.to_helper, complaint.phone_of, first.phone = False, "", phone
    if first.worker_id is not None:
        worker = people.worker(first.worker_id)
        parties.change_phone(
            worker, phone=phone, way=PhoneWay.COUNTER, reason=reason, by=by, now=now
        )
        parties.set_messages(worker, wanted=wants_messages)
    _renew_code(complaint)
    return decide(complaint, Act.TAKEN_OVER, reason=reason, by=by, now=now)


def reissue_receipt(complaint: Complaint, *, reason: str, by: Officer, now: datetime) -> str:
    """A new code for somebody who lost his receipt; the old one opens nothing any more, and those
    who were sent it get the new one."""
    if not reason.strip():
        raise complaint_rules.LogReasonNeeded
    code = _renew_code(complaint)
    decide(complaint, Act.RECEIPT_REISSUED, reason=reason, by=by, now=now)
    for claimant in claimants.first_people(complaint.id)[1:]:
        tell_number(complaint, claimant, day=None, turn=f":{complaint.code_index[:12]}", now=now)
    return code


def _renew_code(complaint: Complaint) -> str:
    draft, code = complaints.find_draft(complaint.code), new_code()
    complaint.code, complaint.code_index = code, complaints.code_index(code)
    if draft is not None:  # its code was the receipt's, and would lead to the new one
        draft.code, draft.code_index = code, complaint.code_index
    return code
