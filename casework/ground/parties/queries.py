"""Ask: workers by their blind indexes, employers by code or name, projects."""

from __future__ import annotations

from sqlalchemy import select

from casework.ground.parties.models import ChainLink, Employer, PhoneChange, Project, Worker
from casework.kernel import crypto
from casework.kernel.database import db
from casework.kernel.terms import Missing


def worker(worker_id: int) -> Worker:
    """Raises Missing."""
    found = db.session.get(Worker, worker_id)
    if found is None:
        raise Missing
    return found


def find_worker_by_id_number(id_number: str) -> Worker | None:
    index = crypto.blind("worker.id_number", id_number)
    return db.session.scalars(select(Worker).where(Worker.id_number_index == index)).one_or_none()


def phone_changes(worker_id: int) -> list[PhoneChange]:
    """Every number that he has had, newest first."""
    query = select(PhoneChange).where(PhoneChange.worker_id == worker_id)
    return list(db.session.scalars(query.order_by(PhoneChange.id.desc())))


def workers_by_phone(phone: str) -> list[Worker]:
    index = crypto.blind("worker.phone", phone)
    return list(db.session.scalars(select(Worker).where(Worker.phone_index == index)))


def workers_by_name(name: str) -> list[Worker]:
    """Whole name only: a blind index knows no parts."""
    index = crypto.blind("worker.name", name)
    return list(db.session.scalars(select(Worker).where(Worker.name_index == index)))


def employer(employer_id: int) -> Employer:
    """Raises Missing."""
    found = db.session.get(Employer, employer_id)
    if found is None:
        raise Missing
    return found


def find_employer(*, name: str, credit_code: str | None, area_id: int | None) -> Employer | None:
    """By credit code where there is one; else the same name in the same area without a code."""
    if credit_code:
        return db.session.scalars(
            select(Employer).where(Employer.credit_code == credit_code)
        ).one_or_none()
    query = select(Employer).where(Employer.name == name, Employer.area_id == area_id)
    return db.session.scalars(query.order_by(Employer.id)).first()


def employers_named(text: str, *, area_id: int | None, limit: int = 20) -> list[Employer]:
    """Employers whose name contains the text; wildcards in it are only characters."""
    query = select(Employer).where(Employer.name.contains(text, autoescape=True))
    if area_id is not None:
        query = query.where(Employer.area_id == area_id)
    return list(db.session.scalars(query.order_by(Employer.name, Employer.id).limit(limit)))


def project(project_id: int) -> Project:
    """Raises Missing."""
    found = db.session.get(Project, project_id)
    if found is None:
        raise Missing
    return found


def find_project(*, name: str, area_id: int) -> Project | None:
    query = select(Project).where(Project.name == name, Project.area_id == area_id)
    return db.session.scalars(query.order_by(Project.id)).first()


def projects(*, area_id: int | None) -> list[Project]:
    query = select(Project).order_by(Project.name)
    if area_id is not None:
        query = query.where(Project.area_id == area_id)
    return list(db.session.scalars(query))


def chain(project_id: int) -> list[ChainLink]:
    """From the owner down to the team."""
    query = select(ChainLink).where(ChainLink.project_id == project_id)
    return list(db.session.scalars(query.order_by(ChainLink.position, ChainLink.id)))
