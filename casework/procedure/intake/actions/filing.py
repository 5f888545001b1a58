"""Filing: a complaint enters the register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from casework.ground.cases.actions import evidence
from casework.ground.identity.models import Officer
from casework.ground.offices import queries as offices
from casework.ground.offices.terms import Department
from casework.ground.parties.terms import Industry
from casework.ground.statute import queries as statute
from casework.kernel.database import db, lock
from casework.kernel.days import day_of
from casework.kernel.facts import announce
from casework.kernel.once import next_number
from casework.kernel.terms import Missing
from casework.procedure.intake.actions.drafts import new_code
from casework.procedure.intake.actions.gaps import close_gaps
from casework.procedure.intake.actions.people import claimant, register_workers
from casework.procedure.intake.actions.record import decide, start_acceptance, tell_received
from casework.procedure.intake.actions.tips import seal_tipsters
from casework.procedure.intake.actions.triage import weigh
from casework.procedure.intake.models.complaints import Complaint, ComplaintLink, Draft
from casework.procedure.intake.queries import complaints
from casework.procedure.intake.queries import evidence as evidence_queries
from casework.procedure.intake.rules import complaints as complaint_rules
from casework.procedure.intake.terms import Act, ComplaintFiled, Filing, Kind


@dataclass(frozen=True)
class Filed:
    """A complaint and the code of its receipt; ``again`` when the draft had been filed before."""

    complaint: Complaint
    code: str
    again: bool = False


def file(filing: Filing, *, draft: Draft | None = None, by: Officer | None, now: datetime) -> Filed:
    """Puts a complaint in the register; a draft once, and then it gives the same receipt.

    Raises SameWorkerTwice, Missing.
    """
    held = lock(Draft, draft.id) if draft is not None else None
    if held is not None and held.complaint_id is not None:
        return filed_before(held)
    complaint_rules.check_claimants(filing.claimants)
    complaint = _register(filing, code=held.code if held else new_code(), by=by, now=now)
    if held is not None:
        held.complaint_id = complaint.id
        held.answers = "{}"
        evidence.file_with_complaint(
            held.id,
            evidence_queries.folder(complaint),
            now=now,
            register_number=complaint.register_number,
        )
        close_gaps(complaint)
    announce(ComplaintFiled(complaint_id=complaint.id), now=now)
    return Filed(complaint, complaint.code)


def filed_before(draft: Draft) -> Filed:
    """The complaint that this draft became. Raises Missing for that of a workmate, which went
    into somebody else's."""
    complaint = complaints.any_complaint(draft.complaint_id or 0)
    if complaint.code_index != draft.code_index:
        raise Missing
    return Filed(complaint, complaint.code, again=True)


def _register(filing: Filing, *, code: str, by: Officer | None, now: datetime) -> Complaint:
    received_on = filing.received_on or day_of(now)
    area = offices.area(filing.area_id)
    unit = offices.unit_of(area.id, Department.HUMAN_RESOURCES)
    kind = complaint_rules.kind_of(filing)
    serial = next_number(f"complaint:{area.id}:{received_on.year}")
    complaint = Complaint(
        register_number=f"临{area.short}诉〔{received_on.year}〕{serial:05d}号",
        code_index=complaints.code_index(code),
        area_id=area.id,
        unit_id=unit.id,
        assisting_unit_id=_assisting_unit(area.id, filing.industry),
        centre_id=filing.centre_id,
        channel=filing.channel,
        kind=kind,
        employer_text=filing.employer,
        employer_kind=filing.employer_kind,
        project_text=filing.project,
        industry=filing.industry,
        place=filing.place,
        from_month=filing.from_month,
        to_month=filing.to_month,
        amount=complaint_rules.claimed(filing),
        people=complaint_rules.people(filing),
        evidence=",".join(kind.value for kind in filing.evidence),
        gaps=",".join(gap.value for gap in complaint_rules.gaps(filing)),
        phone_of="" if kind is Kind.TIP else filing.phone_of,
        received_at=now,
        received_on=received_on,
        muted=filing.muted,
        source_note=filing.source_note,
        taken_by=by.id if by else None,
        past_two_years=_past_two_years(filing, received_on),
        unverified=filing.unverified,
    )
    complaint.code = code
    complaint.story = filing.story or None
    _name_helper(complaint, filing)
    db.session.add(complaint)
    _keep_people(complaint, filing, now=now)
    if filing.follows is not None:
        db.session.add(ComplaintLink(complaint_id=complaint.id, follows_id=filing.follows))
    decide(complaint, Act.RECEIVED, by=by, now=now)
    clock = start_acceptance(complaint, on=received_on, now=now)
    if not complaint.unverified:
        tell_received(complaint, day=clock.due_on, now=now)
    weigh(complaint)
    return complaint


def _keep_people(complaint: Complaint, filing: Filing, *, now: datetime) -> None:
    """Those who stand up with their names; who only gives a tip is sealed apart."""
    if complaint.kind is Kind.TIP:
        db.session.flush()
        seal_tipsters(complaint, filing)
        return
    for position, facts in enumerate(filing.claimants, start=1):
        complaint.claimants.append(claimant(facts, position=position))
    db.session.flush()
    register_workers(complaint, no_messages=filing.no_messages, now=now)


def _name_helper(complaint: Complaint, filing: Filing) -> None:
    """Whoever files for another; behind a tip nobody is named."""
    if filing.helper is None or complaint.kind is Kind.TIP:
        return
    complaint.helper, complaint.helper_phone = filing.helper.name, filing.helper.phone
    complaint.to_helper = filing.helper.gets_messages


def _assisting_unit(area_id: int, industry: Industry) -> int | None:
    department = complaint_rules.assisting(industry)
    if department is None:
        return None
    try:
        return offices.unit_of(area_id, department).id
    except Missing:
        return None


def _past_two_years(filing: Filing, received_on: date) -> bool:
    last = {c.to_month or filing.to_month for c in filing.claimants} or {filing.to_month}
    return any(is_past_two_years(month, received_on=received_on) for month in last)


def is_past_two_years(to_month: date | None, *, received_on: date) -> bool:
    """Whether arrears until this month lie too far back, by the statute of today."""
    return complaint_rules.past_two_years(
        to_month, received_on=received_on, statute=statute.statute(), calendar=statute.calendar()
    )
