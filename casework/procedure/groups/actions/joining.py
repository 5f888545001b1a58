"""Joining: a workmate comes into a group complaint with a line and a receipt of his own."""

from __future__ import annotations

from datetime import datetime, timedelta

from casework.ground.cases.models.case import Case
from casework.ground.cases.queries import clocks, matters
from casework.ground.cases.queries.claims import said
from casework.ground.cases.rules.claims import may_be_same
from casework.ground.cases.terms import Subject
from casework.ground.identity.models import Officer
from casework.ground.notices.terms import Notice
from casework.ground.parties import queries as people
from casework.ground.parties.rules import agrees
from casework.ground.statute import queries as statute
from casework.kernel import crypto
from casework.kernel.database import db, lock
from casework.kernel.days import day_of
from casework.kernel.facts import announce
from casework.procedure.groups import queries, rules
from casework.procedure.groups.actions.codes import note
from casework.procedure.groups.models import Group, Joining
from casework.procedure.groups.terms import Entry, GroupEvent, WorkmateJoined
from casework.procedure.intake.actions.drafts import new_code
from casework.procedure.intake.actions.filing import is_past_two_years
from casework.procedure.intake.actions.flooding import may_text
from casework.procedure.intake.actions.gaps import close_gaps
from casework.procedure.intake.actions.lines import add_lines_of
from casework.procedure.intake.actions.people import claimant as person_of
from casework.procedure.intake.actions.people import same_person_among, worker_at_filing
from casework.procedure.intake.actions.record import ACCEPTANCE, tell_one
from casework.procedure.intake.actions.triage import weigh, weigh_case
from casework.procedure.intake.models.complaints import Claimant, Complaint, Draft
from casework.procedure.intake.queries import claimants, complaints
from casework.procedure.intake.terms import ClaimantFacts

_A_DAY = timedelta(days=1)


def join(
    facts: ClaimantFacts,
    *,
    entry: Entry,
    draft: Draft | None = None,
    address: str = "",
    by: Officer | None,
    now: datetime,
) -> Joining:
    """Puts a workmate into the complaint, or the open case; a draft once.

    Raises NotJoinable, CodeRenewed, AlreadyInside, GroupFull.
    """
    held = lock(Draft, draft.id) if draft is not None else None
    before = queries.find_joining_by_code(held.code) if held is not None else None
    return before or _join(facts, entry, held, address=address, by=by, now=now)


def _join(
    facts: ClaimantFacts,
    entry: Entry,
    draft: Draft | None,
    *,
    address: str,
    by: Officer | None,
    now: datetime,
) -> Joining:
    group = lock(Group, entry.group_id)
    complaint = lock(Complaint, group.complaint_id)
    case = lock(Case, complaint.case_id) if complaint.case_id else None
    _check(group, complaint, case, facts, entry, by=by, now=now)
    claimant = _come_in(complaint, facts, now=now)
    weigh(complaint)
    joining = _receipt(group, claimant, entry, draft, address=address, by=by, now=now)
    if case is not None:
        add_lines_of(case, complaint, [claimant], by=by, now=now)
        weigh_case(case)
    note(group, GroupEvent.JOINED, about=claimant, by=by, now=now)
    if by is not None or may_text(claimant.contact, now=now):
        _tell(complaint, claimant, now=now)
    announce(WorkmateJoined(complaint_id=complaint.id, claimant_id=claimant.id), now=now)
    return joining


def _check(
    group: Group,
    complaint: Complaint,
    case: Case | None,
    facts: ClaimantFacts,
    entry: Entry,
    *,
    by: Officer | None,
    now: datetime,
) -> None:
    if not queries.joinable(group, on=day_of(now)):
        raise rules.NotJoinable
    if entry.issue != group.issue:
        raise rules.CodeRenewed
    if facts.id_number and _is_inside(complaint, case, facts):
        raise rules.AlreadyInside
    most = statute.statute().figure(rules.MOST_PEOPLE, on=day_of(now)).whole
    if by is None and queries.joined_by_code(group.id) >= most:
        raise rules.GroupFull


def _is_inside(complaint: Complaint, case: Case | None, facts: ClaimantFacts) -> bool:
    """He himself, by number, name and phone, with the same months: in this complaint, or in its
    case by another one. Of anybody else who has his number nothing is said."""
    index = complaints.id_index(facts.id_number or "")
    for one in claimants.claimants(complaint.id):
        mine = one.id_number_index == index and _agrees(facts, one.name, one.contact)
        if mine and may_be_same(facts, _months_of(one)):
            return True
    known = people.find_worker_by_id_number(facts.id_number or "") if case else None
    if known is None or not _agrees(facts, known.name, known.phone):
        return False
    here = (line for line in matters.lines_of_worker(known.id) if line.case is case)
    return any(may_be_same(facts, claim) for line in here for claim in said(line).counted)


def _months_of(one: Claimant) -> ClaimantFacts:
    """His own, or those that were said for all when he stood there."""
    of_all = one if one.came_later else one.complaint
    return ClaimantFacts(
        one.name,
        from_month=one.from_month or of_all.from_month,
        to_month=one.to_month or of_all.to_month,
    )


def _agrees(facts: ClaimantFacts, name: str, phone: str | None) -> bool:
    return agrees(name=facts.name, phone=facts.phone, known_name=name, known_phone=phone)


def _come_in(complaint: Complaint, facts: ClaimantFacts, *, now: datetime) -> Claimant:
    """One more person; number and sum of the complaint follow.

    What was said for all is the amount of him who stood there alone until now.
    """
    inside = claimants.claimants(complaint.id)
    if len(inside) == 1 and inside[0].amount is None:
        inside[0].amount = complaint.amount
    claimant = person_of(facts, position=inside[-1].position + 1)
    claimant.complaint_id, claimant.came_later = complaint.id, True
    db.session.add(claimant)
    db.session.flush()
    there = same_person_among(inside, claimant)
    claimant.worker_id = (there or worker_at_filing(claimant, now=now)).id
    everybody = [*inside, claimant]
    persons = len({one.worker_id or one.id for one in everybody})
    complaint.people = rules.people_together(complaint.people, persons)
    complaint.amount = rules.claimed_together(complaint.amount, [c.amount for c in everybody])
    if is_past_two_years(facts.to_month, received_on=day_of(now)):
        complaint.past_two_years = True
    close_gaps(complaint)
    return claimant


def _receipt(
    group: Group,
    claimant: Claimant,
    entry: Entry,
    draft: Draft | None,
    *,
    address: str,
    by: Officer | None,
    now: datetime,
) -> Joining:
    """The draft's code becomes the receipt; of a flood from one address the later are marked."""
    code = draft.code if draft else new_code()
    index = crypto.blind("joining.address", address) if address else ""
    joining = Joining(
        group_id=group.id,
        claimant_id=claimant.id,
        way=entry.way,
        joined_at=now,
        code_index=complaints.code_index(code),
        address_index=index,
        unchecked=_is_flood(index, now=now),
        officer_id=by.id if by else None,
    )
    joining.code = code
    db.session.add(joining)
    if draft is not None:
        draft.complaint_id, draft.answers = group.complaint_id, "{}"
    db.session.flush()
    return joining


def _is_flood(address_index: str, *, now: datetime) -> bool:
    most = statute.statute().figure(rules.MOST_OF_AN_ADDRESS, on=day_of(now)).whole
    return bool(address_index) and (queries.joined_from(address_index, since=now - _A_DAY) >= most)


def _tell(complaint: Complaint, claimant: Claimant, *, now: datetime) -> None:
    """That it has arrived, and until when the answer comes; in a case, that it is filed."""
    running = clocks.find_running_clock(Subject.COMPLAINT, complaint.id, ACCEPTANCE)
    if running is not None:
        tell_one(complaint, claimant, Notice.RECEIVED, day=running.due_on, now=now)
    elif complaint.case_id is not None:
        tell_one(complaint, claimant, Notice.ACCEPTED, now=now)


def reissue_joined_receipt(joining: Joining, *, by: Officer, now: datetime) -> None:
    """A new code for a workmate who lost his; the old one opens nothing any more."""
    code = new_code()
    joining.code, joining.code_index = code, complaints.code_index(code)
    note(joining.group, GroupEvent.REISSUED, about=joining.claimant, by=by, now=now)
