"""Do: the people of a complaint, as they describe themselves, and as workers on file."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from sqlalchemy.exc import IntegrityError

from casework.intake.models import Claimant, Complaint
from casework.intake.terms import ClaimantFacts
from casework.kernel import crypto
from casework.kernel.database import db
from casework.parties import actions as parties
from casework.parties import queries as people
from casework.parties.models import Worker


def claimant(facts: ClaimantFacts, *, position: int) -> Claimant:
    """A row for one person, as he describes himself; sealed."""
    person = Claimant(position=position, from_month=facts.from_month, to_month=facts.to_month,
                        amount=facts.amount, job=facts.job)  # fmt: skip
    person.name = facts.name
    person.phone = facts.phone
    if facts.id_number:
        person.id_number = facts.id_number
        person.id_number_index = crypto.blind("claimant.id_number", facts.id_number)
    return person


def register_workers(
    complaint: Complaint, *, no_messages: bool = False, now: datetime
) -> None:  # fmt: skip
    """Everybody in it who is not on file yet; the first stands for the complaint."""
    for person in complaint.claimants:
        if person.worker_id is None:
            worker = worker_at_filing(person, now=now)
            person.worker_id, worker.no_messages = worker.id, no_messages
    complaint.worker_id = complaint.claimants[0].worker_id


def worker_at_filing(person: Claimant, *, now: datetime) -> Worker:
    """A person on file keeps his own phone: whoever files only says that he is that person.

    The two become one when an officer accepts the complaint.
    """
    number = person.id_number
    known = bool(number and people.find_worker_by_id_number(number))
    register = partial(parties.register_worker, name=person.name, phone=person.contact,
                       phone_of=person.contact_of, now=now)  # fmt: skip
    try:
        with db.session.begin_nested():
            return register(id_number=None if known else number)
    except IntegrityError:  # the same number came in by another door at this moment
        return register()
