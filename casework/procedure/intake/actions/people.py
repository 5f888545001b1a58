"""Do: the people of a complaint, as they describe themselves, and as workers on file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from casework.ground.parties import actions as parties
from casework.ground.parties import queries as people
from casework.ground.parties import rules as parties_rules
from casework.ground.parties.models import Worker
from casework.kernel import crypto
from casework.kernel.database import db
from casework.kernel.once import insert_unless_there
from casework.procedure.intake.models.complaints import Claimant, Complaint
from casework.procedure.intake.models.identities import IdentityDoubt
from casework.procedure.intake.terms import ClaimantFacts


def claimant(facts: ClaimantFacts, *, position: int) -> Claimant:
    """A row for one person, as he describes himself; sealed."""
    person = Claimant(
        position=position,
        from_month=facts.from_month,
        to_month=facts.to_month,
        amount=facts.amount,
        job=facts.job,
    )
    person.name = facts.name
    person.phone = facts.phone
    if facts.id_number:
        person.id_number = facts.id_number
        person.id_number_index = crypto.blind("claimant.id_number", facts.id_number)
    return person


def register_workers(complaint: Complaint, *, no_messages: bool = False, now: datetime) -> None:
    """Everybody in it who is not on file yet; the first stands for the complaint."""
    for person in complaint.claimants:
        if person.worker_id is None:
            there = same_person_among(complaint.claimants, person)
            worker = there or worker_at_filing(person, now=now)
            person.worker_id = worker.id
            if there is None:
                worker.no_messages = no_messages
    complaint.worker_id = complaint.claimants[0].worker_id


def same_person_among(claimants: Iterable[Claimant], person: Claimant) -> Worker | None:
    """Him who stands in the same complaint already with another claim: number, name and phone
    agree."""
    for other in claimants:
        if other.id == person.id or other.worker is None or not person.id_number_index:
            continue
        alike = parties_rules.agrees(
            name=person.name, phone=person.contact, known_name=other.name, known_phone=other.contact
        )
        if other.id_number_index == person.id_number_index and alike:
            return other.worker
    return None


def worker_at_filing(person: Claimant, *, now: datetime) -> Worker:
    """A person on file keeps his own phone: whoever files only says that he is that person.

    The two become one when an officer accepts the complaint. Where name or phone are not those on
    file, an officer is asked first who he is.
    """
    number = person.id_number
    known = people.find_worker_by_id_number(number) if number else None
    if known is not None and not agrees_with(person, known):
        raise_doubt(person, known, now=now)
    register = partial(
        parties.register_worker,
        name=person.name,
        phone=person.contact,
        phone_of=person.contact_of,
        now=now,
    )
    try:
        with db.session.begin_nested():
            return register(id_number=None if known else number)
    except IntegrityError:  # the same number came in by another door at this moment
        return register()


def agrees_with(person: Claimant, known: Worker) -> bool:
    """Whether he gives the name and the phone of the worker on file."""
    return parties_rules.agrees(
        name=person.name, phone=person.contact, known_name=known.name, known_phone=known.phone
    )


def drop_doubt(person: Claimant) -> None:
    """He leaves the complaint again: what nobody has decided about him is no question any more."""
    db.session.execute(
        delete(IdentityDoubt).where(
            IdentityDoubt.claimant_id == person.id, IdentityDoubt.verdict.is_(None)
        )
    )


def raise_doubt(person: Claimant, known: Worker, *, now: datetime) -> None:
    """An officer is to say whether he is the worker on file. Again changes nothing; he himself is
    told nothing of it, and neither is the other."""
    insert_unless_there(IdentityDoubt, claimant_id=person.id, worker_id=known.id, raised_at=now)
