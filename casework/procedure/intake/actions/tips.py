"""Do: keep who gave a tip, show it to the few who may, and let him stand up with his name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from casework.ground.cases.actions import evidence, timeline
from casework.ground.cases.queries import clocks, matters
from casework.ground.cases.rules import stages
from casework.ground.cases.terms import Subject
from casework.ground.identity.actions import readings
from casework.ground.identity.models import Officer
from casework.ground.identity.terms import Deed, Logged
from casework.ground.notices.terms import Notice
from casework.kernel import crypto
from casework.kernel.database import db, lock
from casework.procedure.intake.actions.lines import add_lines
from casework.procedure.intake.actions.people import claimant, register_workers
from casework.procedure.intake.actions.record import ACCEPTANCE, decide, tell
from casework.procedure.intake.models.complaints import Complaint
from casework.procedure.intake.models.tips import Tipster
from casework.procedure.intake.queries import complaints, tips
from casework.procedure.intake.rules import tips as tip_rules
from casework.procedure.intake.terms import (
    Act,
    ClaimantFacts,
    Event,
    Filing,
    Gap,
    Kind,
    OpeningGround,
    State,
)


def seal_tipsters(complaint: Complaint, filing: Filing) -> None:
    """Who gives a tip goes into rows apart; nothing of it stays with the tip itself."""
    for position, facts in enumerate(filing.claimants, start=1):
        row = Tipster(
            complaint_id=complaint.id,
            position=position,
            from_month=facts.from_month,
            to_month=facts.to_month,
            amount=facts.amount,
            told=filing.told,
        )
        row.name, row.phone = facts.name, facts.phone
        row.phone_of = filing.phone_of or None
        if facts.id_number:
            row.id_number = facts.id_number
            row.id_number_index = tips.tipster_index(facts.id_number)
        db.session.add(row)
    db.session.flush()


def open_tip(
    complaint: Complaint,
    *,
    ground: OpeningGround | None,
    words: str,
    address: str,
    by: Officer,
    now: datetime,
) -> list[Tipster]:
    """Who gave the tip. It is logged first, in this same transaction: no log, no data.

    Raises OpeningReasonNeeded.
    """
    tip_rules.check_opening(ground, words)
    reason = f"{ground.zh if ground else ''}：{words.strip()}"
    readings.log_reading(
        what=Deed.OPENED_TIP,
        subject_kind=Logged.COMPLAINT,
        subject_id=complaint.id,
        reason=reason,
        address=address,
        by=by,
        now=now,
    )
    return tips.tipsters(complaint.id)


def stand_up(complaint: Complaint, person: ClaimantFacts, *, now: datetime) -> None:
    """The tipster himself, who holds the receipt, turns his tip into a complaint.

    Raises NotATip, TooLateToStandUp, and NotTheTipster when he left his name and this differs.
    """
    known = tips.tipsters(complaint.id)
    mine = _whose(known, person)
    if known and mine is None:
        raise tip_rules.NotTheTipster
    _turn(complaint, person, mine, by=None, now=now)


def stand_up_at_counter(
    complaint: Complaint, person: ClaimantFacts, *, code: str, by: Officer, now: datetime
) -> None:
    """The same before a clerk, shown by the receipt or by the ID number that was left.

    Raises NotATip, TooLateToStandUp, CodeOrIdNeeded.
    """
    mine = _whose(tips.tipsters(complaint.id), person)
    by_number = mine is not None and mine.id_number_index is not None
    if not by_number and complaints.code_index(code) != complaint.code_index:
        raise tip_rules.CodeOrIdNeeded
    _turn(complaint, person, mine, by=by, now=now)


def _whose(known: Sequence[Tipster], person: ClaimantFacts) -> Tipster | None:
    """The row with this ID number; where none was left, with this phone."""
    index = tips.tipster_index(person.id_number) if person.id_number else None
    phone = crypto.normalise(person.phone or "")
    for row in known:
        if row.id_number_index is not None and row.id_number_index == index:
            return row
        if row.id_number_index is None and phone and row.phone == phone:
            return row
    return None


def _turn(
    complaint: Complaint,
    person: ClaimantFacts,
    mine: Tipster | None,
    *,
    by: Officer | None,
    now: datetime,
) -> None:
    """From now on it is a complaint with his name; those who gave the tip with him stay sealed,
    and while there are any, the files too."""
    held = lock(Complaint, complaint.id)
    tip_rules.check_standing_up(held.kind, held.state)
    held.kind = Kind.COMPLAINT
    gaps = [Gap(value) for value in held.gaps.split(",") if value]
    held.gaps = ",".join(gap.value for gap in tip_rules.gaps_with_name(gaps, person))
    held.claimants.append(claimant(person, position=len(held.claimants) + 1))
    if mine is not None:
        db.session.delete(mine)
    db.session.flush()
    if not tips.has_tipster(held.id):
        evidence.unseal_files(held.id)
    register_workers(held, now=now)
    decide(held, Act.NAMED, by=by, now=now)
    if held.state is State.ACCEPTED:
        _join_case(held, by=by, now=now)
    else:
        tell(held, Notice.RECEIVED, day=_answer_day(held), now=now)


def _answer_day(complaint: Complaint) -> date | None:
    running = clocks.find_running_clock(Subject.COMPLAINT, complaint.id, ACCEPTANCE)
    return running.due_on if running else None


def _join_case(complaint: Complaint, *, by: Officer | None, now: datetime) -> None:
    """His line joins the case that grew out of his tip. Raises TooLateToStandUp."""
    case = matters.any_case(complaint.case_id or 0)
    if case.stage not in stages.OPEN:
        raise tip_rules.TooLateToStandUp
    add_lines(case, complaint, by=by, now=now)
    timeline.record(
        case,
        event=Event.TIP_NAMED,
        text=complaint.register_number,
        subject=(Subject.COMPLAINT, complaint.id),
        by=by,
        now=now,
    )
