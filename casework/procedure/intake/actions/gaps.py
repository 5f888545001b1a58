"""What is still missing in a complaint: a later answer closes the gap that an earlier one left."""

from __future__ import annotations

from casework.ground.cases.queries import evidence
from casework.ground.parties.terms import Industry
from casework.kernel.database import db
from casework.procedure.intake.models.complaints import Complaint
from casework.procedure.intake.rules import complaints
from casework.procedure.intake.terms import EvidenceKind, Gap


def close_gaps(complaint: Complaint) -> None:
    """Takes out what has been said or handed in meanwhile. A file answers what was answered with
    没有: both words cannot stand beside each other."""
    db.session.flush()
    kinds = [EvidenceKind(value) for value in complaint.evidence.split(",") if value]
    in_hand = complaints.in_hand(kinds, files=len(evidence.files_of_complaint(complaint.id)))
    complaint.evidence = ",".join(kind.value for kind in in_hand)
    known = _known(complaint)
    gaps = (Gap(value) for value in complaint.gaps.split(",") if value)
    complaint.gaps = ",".join(gap.value for gap in gaps if not known[gap])
    db.session.flush()


def _known(complaint: Complaint) -> dict[Gap, bool]:
    people = complaint.claimants
    files = len(evidence.files_of_complaint(complaint.id))
    return {
        Gap.INDUSTRY: complaint.industry is not Industry.UNKNOWN,
        Gap.PLACE: bool(complaint.place or complaint.project_text),
        Gap.MONTHS: bool(complaint.from_month or any(one.from_month for one in people)),
        Gap.AMOUNT: complaint.amount is not None,
        Gap.PEOPLE: complaint.people is not None,
        Gap.EVIDENCE: bool(files),
        Gap.IDENTITY: bool(people),
        Gap.ID_NUMBER: bool(people) and all(one.id_number for one in people),
        Gap.PHONE: bool(people) and people[0].contact is not None,
    }
