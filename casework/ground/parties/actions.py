"""Do: register workers, employers, projects; the same one twice is one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from casework.ground.identity.models import Officer
from casework.ground.parties import queries, rules
from casework.ground.parties.models import ChainLink, Employer, PhoneChange, Project, Worker
from casework.ground.parties.terms import ChainLevel, EmployerKind, Industry, PhoneWay
from casework.kernel import crypto
from casework.kernel.database import db
from casework.kernel.identifiers import birth_date


def register_worker(
    *,
    name: str,
    id_number: str | None = None,
    phone: str | None = None,
    phone_of: str = "",
    address: str | None = None,
    now: datetime,
) -> Worker:
    """The worker with this ID number, made when there is none. Of one who is known nothing is
    changed: whoever gives his number is not thereby he.

    Without an ID number a worker is always a new one: nobody is merged on a guess.
    """
    known = queries.find_worker_by_id_number(id_number) if id_number else None
    if known is not None:
        return known
    made = Worker(made_at=now)
    made.name, made.name_index = name, crypto.blind("worker.name", name)
    if id_number:
        made.id_number = id_number
        made.id_number_index = crypto.blind("worker.id_number", id_number)
        born = birth_date(id_number)
        made.birth_year = born.year if born else None
    if phone:
        _set_phone(made, phone, of=phone_of)
    made.address = address
    db.session.add(made)
    db.session.flush()
    return made


def change_phone(
    worker: Worker,
    *,
    phone: str,
    way: PhoneWay,
    reason: str = "",
    by: Officer | None,
    now: datetime,
) -> None:
    """His own number from now on; the old one stays on record with who changed it, how and why.

    Raises PhoneReasonNeeded.
    """
    rules.check_phone_reason(reason, at_counter=way is PhoneWay.COUNTER)
    row = PhoneChange(
        worker_id=worker.id,
        way=way,
        old_of=worker.phone_of,
        changed_by=by.id if by else None,
        changed_at=now,
    )
    row.old, row.new, row.reason = worker.phone, phone, reason.strip() or None
    db.session.add(row)
    _set_phone(worker, phone, of="")
    db.session.flush()


def _set_phone(worker: Worker, phone: str, *, of: str) -> None:
    """The number under which he is reached; ``of`` says whose it is, when it is not his own."""
    worker.phone, worker.phone_index = phone, crypto.blind("worker.phone", phone)
    worker.phone_of = of


def set_messages(worker: Worker, *, wanted: bool) -> None:
    """Whether this person may be written to."""
    worker.no_messages = not wanted


def set_card(worker: Worker, *, card: str) -> None:
    """The bank card that wages go to."""
    worker.card = card


def register_employer(
    *,
    name: str,
    kind: EmployerKind = EmployerKind.UNKNOWN,
    credit_code: str | None = None,
    area_id: int | None = None,
    address: str = "",
    head: str = "",
    phone: str = "",
    now: datetime,
) -> Employer:
    """The employer with this code, or this name in this area; made when there is none."""
    found = queries.find_employer(name=name, credit_code=credit_code, area_id=area_id)
    if found is not None:
        return found
    employer = Employer(
        name=name,
        kind=kind,
        credit_code=credit_code,
        area_id=area_id,
        address=address,
        head=head,
        phone=phone,
        made_at=now,
    )
    db.session.add(employer)
    db.session.flush()
    return employer


def register_project(
    *,
    name: str,
    area_id: int,
    industry: Industry = Industry.BUILDING,
    address: str = "",
    now: datetime,
) -> Project:
    """The project of this name in this area; made when there is none."""
    found = queries.find_project(name=name, area_id=area_id)
    if found is not None:
        return found
    project = Project(name=name, area_id=area_id, industry=industry, address=address, made_at=now)
    db.session.add(project)
    db.session.flush()
    return project


def link_chain(project: Project, *, employer: Employer, level: ChainLevel) -> ChainLink:
    """Gives an employer its place in a project's chain; a place held already stays."""
    found = db.session.scalars(
        select(ChainLink).where(
            ChainLink.project_id == project.id,
            ChainLink.employer_id == employer.id,
            ChainLink.level == level,
        )
    ).one_or_none()
    if found is not None:
        return found
    link = ChainLink(
        project_id=project.id,
        employer_id=employer.id,
        level=level,
        position=list(ChainLevel).index(level),
    )
    db.session.add(link)
    db.session.flush()
    return link
