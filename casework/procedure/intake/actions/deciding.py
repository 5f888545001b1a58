"""Deciding: accept, refuse, ask for more, send on, issue a receipt again."""

from __future__ import annotations

from datetime import date, datetime

from casework.ground.cases.actions import clocks, evidence, opening, timeline
from casework.ground.cases.models.case import Case
from casework.ground.cases.terms import Subject
from casework.ground.identity.models import Officer
from casework.ground.notices.actions import calling
from casework.ground.notices.terms import Notice
from casework.ground.parties import actions as parties
from casework.ground.parties.models import Employer, Project
from casework.ground.statute.terms.ids import RuleId
from casework.kernel.database import lock
from casework.kernel.days import day_of
from casework.kernel.facts import announce
from casework.procedure.intake.actions import letters
from casework.procedure.intake.actions.lines import add_lines
from casework.procedure.intake.actions.record import (
    ACCEPTANCE,
    SUPPLEMENT,
    decide,
    end_supplement,
    move,
    start_acceptance,
    stop_acceptance,
    tell,
)
from casework.procedure.intake.actions.triage import weigh_case
from casework.procedure.intake.models.complaints import Complaint, DeskAct
from casework.procedure.intake.queries import links
from casework.procedure.intake.rules import complaints as complaint_rules
from casework.procedure.intake.rules import elsewhere
from casework.procedure.intake.terms import (
    ACCEPTANCE_ARTICLE,
    TRANSFER_ARTICLE,
    Act,
    ComplaintAccepted,
    Elsewhere,
    Event,
    Ground,
    Kind,
)

FILING = RuleId.FILE


def accept(
    complaint: Complaint, *, join: Case | None = None, by: Officer | None, now: datetime
) -> Case:
    """Takes the complaint: its people become workers, and each one a line of a case.

    The case is filed the same day, 25号令18, or is one that is open already (``join``). What the
    counter has joined to it comes along.
    """
    accepted = complaint_rules.LIFECYCLE.after(lock(Complaint, complaint.id).state, "accept")
    if join is not None and join.area_id != complaint.area_id:
        raise complaint_rules.OtherArea
    on = day_of(now)
    employer = _employer(complaint, now=now)
    case = join or _open(complaint, employer=employer, on=on, by=by, now=now)
    complaint.employer_id, complaint.case_id = employer.id, case.id
    complaint.state = accepted
    if complaint.kind is Kind.COMPLAINT:
        add_lines(case, complaint, by=by, now=now)
    case.chosen_priority = case.chosen_priority or complaint.chosen_priority
    weigh_case(case)
    evidence.file_into_case(complaint.id, case, now=now)
    clocks.meet(Subject.COMPLAINT, complaint.id, ACCEPTANCE, on=on, now=now)
    end_supplement(complaint, now=now)
    event = Event.COMPLAINT_JOINED if join else Event.COMPLAINT_ACCEPTED
    timeline.record(
        case,
        event=event,
        text=complaint.register_number,
        subject=(Subject.COMPLAINT, complaint.id),
        by=by,
        now=now,
    )
    decision = decide(complaint, Act.ACCEPTED, article=ACCEPTANCE_ARTICLE, by=by, now=now)
    letters.of_acceptance(complaint, decision, case=case, by=by, now=now)
    tell(complaint, Notice.ACCEPTED, now=now)
    announce(ComplaintAccepted(complaint_id=complaint.id, case_id=case.id), now=now)
    for other in links.accepted_with(complaint.id):
        accept(other, join=case, by=by, now=now)
    return case


def _employer(complaint: Complaint, *, now: datetime) -> Employer:
    return parties.register_employer(
        name=complaint.employer_text,
        kind=complaint.employer_kind,
        area_id=complaint.area_id,
        now=now,
    )


def _open(
    complaint: Complaint, *, employer: Employer, on: date, by: Officer | None, now: datetime
) -> Case:
    case = opening.open_case(
        unit=complaint.unit,
        employer=employer,
        project=_project(complaint, now=now),
        received_on=complaint.received_on,
        filed_on=on,
        muted=complaint.muted,
        source_note=complaint.source_note,
        by=by,
        now=now,
    )
    clocks.start_clock(
        kind=Subject.CASE,
        subject_id=case.id,
        rule=FILING,
        start_on=on,
        unit=complaint.unit,
        case=case,
        now=now,
    )
    clocks.meet(Subject.CASE, case.id, FILING, on=on, now=now)
    return case


def _project(complaint: Complaint, *, now: datetime) -> Project | None:
    if not complaint.project_text:
        return None
    return parties.register_project(
        name=complaint.project_text,
        area_id=complaint.area_id,
        industry=complaint.industry,
        address=complaint.place,
        now=now,
    )


def refuse(
    complaint: Complaint,
    *,
    ground: Ground | None,
    reason: str,
    place: Elsewhere | None = None,
    by: Officer,
    now: datetime,
) -> DeskAct:
    """Does not take the complaint, in writing, with ground and article; ``place`` is where to go
    instead. Raises ReasonNeeded, ReceiverNeeded, WhereNeeded."""
    complaint_rules.check_refusal(ground, reason)
    elsewhere.check_refusal_tells(ground, place)
    move(complaint, "refuse")
    decision = decide(
        complaint,
        Act.REFUSED,
        ground=ground,
        reason=reason,
        place=place,
        article=ground.article if ground else "",
        by=by,
        now=now,
    )
    clocks.meet(Subject.COMPLAINT, complaint.id, ACCEPTANCE, on=day_of(now), now=now)
    end_supplement(complaint, now=now)
    letters.of_refusal(complaint, decision, by=by, now=now)
    tell(complaint, Notice.REFUSED, now=now)
    return decision


def ask_supplement(
    complaint: Complaint, *, wanted: str, until: date, by: Officer, now: datetime
) -> DeskAct:
    """Tells the worker what is missing, and until when.

    The limit stops; a new one starts when it is there. His last day is a limit of its own: when it
    passes and nobody has decided, it goes up.
    """
    complaint_rules.check_supplement(wanted, until=until, on=day_of(now))
    move(complaint, "ask_supplement")
    decision = decide(
        complaint, Act.SUPPLEMENT_ASKED, reason=wanted, article=ACCEPTANCE_ARTICLE, by=by, now=now
    )
    stop_acceptance(complaint, now=now)
    clocks.start_clock(
        kind=Subject.COMPLAINT,
        subject_id=complaint.id,
        rule=SUPPLEMENT,
        start_on=day_of(now),
        term_on=until,
        unit=complaint.unit,
        muted=complaint.muted,
        now=now,
    )
    letters.of_supplement(complaint, decision, until=until, by=by, now=now)
    tell(complaint, Notice.SUPPLEMENT, day=until, turn=f":{now.isoformat()}", now=now)
    return decision


def supplement_received(
    complaint: Complaint, *, note: str, by: Officer | None, now: datetime
) -> DeskAct:
    """What was missing is there: the limit, which runs from a complaint that is complete
    (25号令18), begins anew today."""
    move(complaint, "supplement_received")
    end_supplement(complaint, now=now)
    start_acceptance(complaint, on=day_of(now), now=now)
    return decide(complaint, Act.SUPPLEMENT_RECEIVED, reason=note, by=by, now=now)


def passed_on(complaint: Complaint, *, taker: str, by: Officer, now: datetime) -> DeskAct:
    """The papers have reached the other body, and this person there took them.

    Raises NotSentOn, TakerNeeded.
    """
    elsewhere.check_passed_on(lock(Complaint, complaint.id).state, taker)
    clocks.meet(Subject.COMPLAINT, complaint.id, elsewhere.PASS_ON, on=day_of(now), now=now)
    return decide(complaint, Act.PASSED_ON, reason=taker, by=by, now=now)


def transfer(
    complaint: Complaint, *, place: Elsewhere, reason: str, by: Officer, now: datetime
) -> DeskAct:
    """Sends the complaint on to the body that is responsible, 724号10.

    The worker has it in writing at once; the papers follow within the internal limit. Raises
    ReceiverNeeded, WhereNeeded.
    """
    elsewhere.check_elsewhere(place)
    move(complaint, "transfer")
    decision = decide(
        complaint,
        Act.TRANSFERRED,
        reason=reason,
        place=place,
        article=TRANSFER_ARTICLE,
        by=by,
        now=now,
    )
    clocks.meet(Subject.COMPLAINT, complaint.id, ACCEPTANCE, on=day_of(now), now=now)
    end_supplement(complaint, now=now)
    letters.of_transfer(complaint, decision, by=by, now=now)
    clocks.start_clock(
        kind=Subject.COMPLAINT,
        subject_id=complaint.id,
        rule=elsewhere.PASS_ON,
        start_on=day_of(now),
        unit=complaint.unit,
        muted=complaint.muted,
        now=now,
    )
    tell(complaint, Notice.TRANSFERRED, now=now)
    return decision


def note_call(complaint: Complaint, *, said: str, by: Officer, now: datetime) -> DeskAct:
    """A message did not arrive, so somebody has called, and said what stood in it."""
    calling.called(complaint.id, now=now)
    return decide(complaint, Act.CALLED, reason=said, by=by, now=now)
