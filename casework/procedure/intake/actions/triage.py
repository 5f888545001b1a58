"""Do: weigh how pressing a complaint and its case are, and note what only a person can see."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from casework.ground.cases.models.case import Case
from casework.ground.cases.rules.people import priority_of
from casework.ground.cases.terms import Priority, Trait
from casework.ground.identity.models import Officer
from casework.ground.statute import queries as statute
from casework.kernel.database import db, lock
from casework.kernel.identifiers import birth_date
from casework.procedure.intake.actions.record import decide
from casework.procedure.intake.models.complaints import Complaint
from casework.procedure.intake.queries import complaints as complaint_queries
from casework.procedure.intake.rules import triage
from casework.procedure.intake.terms import Act


def weigh(complaint: Complaint) -> None:
    """By its people, the day it came, and what was noted; what a person has chosen stands."""
    numbers = (one.id_number for one in complaint.claimants if one.withdrawn_at is None)
    births = (birth_date(number) for number in numbers if number)
    facts = triage.Pressing(
        people=complaint.people,
        received_on=complaint.received_on,
        births=tuple(born for born in births if born is not None),
        noted=frozenset(_words(complaint.noted)),
    )
    found = triage.triage(facts, statute=statute.statute())
    complaint.traits = _kept(found.traits)
    complaint.priority = complaint.chosen_priority or found.priority


def weigh_case(case: Case) -> None:
    """The reasons of all its complaints; how many they are is counted anew."""
    db.session.flush()
    complaints = complaint_queries.complaints_of_case(case.id)
    counted = triage.triage(
        triage.Pressing(case.people, case.received_on), statute=statute.statute()
    )
    found = {trait for one in complaints for trait in _words(one.traits)}
    traits = triage.said_once(found | set(counted.traits))
    case.traits = _kept(traits)
    case.priority = case.chosen_priority or priority_of(traits)


def note_pressing(
    complaint: Complaint,
    *,
    noted: Iterable[Trait],
    chosen: Priority | None,
    reason: str,
    by: Officer,
    now: datetime,
) -> None:
    """What somebody at the desk has seen or heard, and the priority he gives; None leaves it to
    the rule. Raises WhyPressing."""
    triage.check_why(reason)
    held = lock(Complaint, complaint.id)
    held.noted, held.chosen_priority = _kept(noted), chosen
    weigh(held)
    said = [trait.zh for trait in _words(held.noted)] + [held.priority.zh]
    decide(held, Act.WEIGHED, reason="、".join(said) + f"。{reason.strip()}", by=by, now=now)
    if held.case_id is not None:
        weigh_case(lock(Case, held.case_id))


def _words(text: str) -> list[Trait]:
    return [Trait(value) for value in text.split(",") if value]


def _kept(traits: Iterable[Trait]) -> str:
    return ",".join(trait.value for trait in traits)
