"""Ask: papers, their services, and their printed pages."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from casework.ground.approvals import queries as approvals
from casework.ground.approvals.terms import Fact, Sheet
from casework.ground.cases.models.case import Case, Line
from casework.ground.cases.queries import claims, matters
from casework.ground.cases.rules.claims import Span
from casework.ground.documents import rules
from casework.ground.documents.models import Paper, Service
from casework.ground.documents.terms.bodies.investigation import ServiceReturnBody
from casework.ground.documents.terms.bodies.rows import WorkerRow
from casework.ground.documents.terms.kinds import Kind, Outcome, State
from casework.ground.documents.terms.sheets import APPROVED, listed
from casework.ground.identity import queries as identity
from casework.ground.identity.models import Officer
from casework.ground.offices import queries as offices
from casework.ground.offices.terms import Reach
from casework.kernel import crypto, storage, sweeps
from casework.kernel import paper as press
from casework.kernel.database import db, get
from casework.kernel.days import day_of
from casework.kernel.identifiers import masked
from casework.kernel.money import Money
from casework.kernel.paging import Listing
from casework.kernel.terms import Missing

#: As much of an ID number as tells two people of one name apart.
_ID_HEAD, _ID_TAIL = 6, 4

_TEMPLATES = press.TEMPLATES / "documents" / "papers"


class FileAltered(Exception):
    """A stored paper is not the one that was issued."""


def paper(paper_id: int, *, reach: Reach) -> Paper:
    """Raises Missing, also when the paper lies outside the reach."""
    found = db.session.scalars(
        select(Paper).where(
            Paper.id == paper_id, offices.within(reach, area=Paper.area_id, unit=Paper.unit_id)
        )
    ).one_or_none()
    if found is None:
        raise Missing
    return found


def any_paper(paper_id: int) -> Paper:
    """For handlers of facts and for rooms that have judged the reach. Raises Missing."""
    found = db.session.get(Paper, paper_id)
    if found is None:
        raise Missing
    return found


def papers(case_id: int) -> list[Paper]:
    """The papers of a case in the order in which they were drafted."""
    query = select(Paper).where(Paper.case_id == case_id).order_by(Paper.id)
    return list(db.session.scalars(query))


def papers_of_complaint(complaint_id: int) -> list[Paper]:
    query = select(Paper).where(Paper.complaint_id == complaint_id).order_by(Paper.id)
    return list(db.session.scalars(query))


def find_latest(
    case_id: int, kind: Kind, *, states: Sequence[State] = (State.ISSUED, State.SERVED)
) -> Paper | None:
    """The newest paper of a kind in a case, in one of these states."""
    return db.session.scalars(
        select(Paper)
        .where(Paper.case_id == case_id, Paper.kind == kind, Paper.state.in_(states))
        .order_by(Paper.id.desc())
    ).first()


def sheet(paper: Paper) -> Sheet:
    """What is put before the second person: the whole text, as it stands now."""
    facts, text = listed(paper.body)
    people = [identity.officer(officer_id).name for officer_id in paper.officer_ids]
    foot: dict[str, Fact] = {"unit": paper.unit.authority, "officers": people}
    return Sheet(APPROVED[paper.kind], paper.id, {**facts, **foot}, text)


def waiting_for(officer: Officer, *, after: str | None = None) -> Listing[Paper]:
    """Drafts that this officer may approve, oldest first."""
    kinds = [kind.code for kind in APPROVED.values()]
    found = approvals.waiting_for(officer, kinds=kinds, after=after)
    ids = [row.subject_id for row in found.rows]
    query = select(Paper).where(Paper.id.in_(ids)).order_by(Paper.id)
    return Listing(list(db.session.scalars(query)), found.following, found.total)


def services(paper_id: int) -> list[Service]:
    """Every attempt at service, the first one first."""
    query = select(Service).where(Service.paper_id == paper_id).order_by(Service.id)
    return list(db.session.scalars(query))


def paper_of_service(service_id: int) -> Paper:
    """The paper that was brought, or announced. Raises Missing."""
    return get(Paper, get(Service, service_id).paper_id)


def announcements_over(sweep: str, *, on: date, now: datetime, limit: int = 200) -> list[int]:
    """Ids of announcements whose period is over by this day, but for those that this sweep tries
    again later."""
    query = (
        select(Service.id)
        .where(
            Service.outcome == Outcome.PENDING,
            Service.served_on <= on,
            sweeps.ready(sweep, Service.id, now=now),
        )
        .order_by(Service.served_on, Service.id)
        .limit(limit)
    )
    return list(db.session.scalars(query))


def known(case: Case) -> dict[str, Any]:
    """What a paper of this case can take from it, by the names that bodies use."""
    rows = worker_rows(case)
    project = case.project.name if case.project else ""
    employer = case.employer
    return {
        "addressee": employer.name,
        "party": employer.name,
        "employer": employer.name,
        "suspect": employer.name,
        "party_code": employer.credit_code or "",
        "party_address": employer.address,
        "party_head": employer.head,
        "project": project,
        "case_number": case.number,
        "filed_on": case.filed_on,
        "received_on": case.received_on,
        "people": len(rows),
        "amount": Money.total(row.owed for row in rows),
        "case_name": f"{employer.name}拖欠工资案",
        "workers": rows,
    }


def worker_rows(case: Case) -> tuple[WorkerRow, ...]:
    """The list of workers for a paper: those whose lines are still open, with what is owed."""
    lines = [line for line in matters.lines(case.id) if line.ending is None]
    months = claims.found_months(lines)
    return tuple(_worker_row(line, months[line.id]) for line in lines)


def _worker_row(line: Line, months: Sequence[Span]) -> WorkerRow:
    return WorkerRow(
        name=line.worker.name,
        job=line.job,
        owed=line.owed,
        period="、".join(span.zh for span in months),
        identity=masked(line.worker.id_number, head=_ID_HEAD, tail=_ID_TAIL),
    )


def head(paper: Paper) -> rules.Head:
    """Authority, officers and opinions of a paper, as they stand now."""
    unit = paper.unit
    officers = [identity.officer(officer_id) for officer_id in paper.officer_ids]
    contact = "，".join(part for part in (unit.phone, unit.address) if part)
    return rules.Head(
        authority=unit.authority,
        prefix=rules.prefix(unit.area.short, unit.department, paper.kind),
        contact=contact,
        number=paper.number,
        issued_on=paper.issued_on,
        officers=tuple((officer.name, officer.card_number) for officer in officers),
        drafted_by=paper.drafter.name,
        drafted_on=day_of(paper.drafted_at),
        approved_by=paper.approver.name if paper.approver else "",
        approved_on=day_of(paper.approved_at) if paper.approved_at else None,
        opinion=paper.opinion,
    )


def form_file(kind: Kind) -> Path:
    """Where the form of this kind of paper lies."""
    return _TEMPLATES / f"{kind.value}.typ"


def rendered(paper: Paper, *, at: datetime) -> bytes:
    """The PDF made anew from the row: a draft's preview, or what issuing keeps.

    Raises MissingGlyph.
    """
    return press.render(
        form_file(paper.kind), rules.layout(paper.kind, paper.body, head(paper)), at=at
    )


def pictures(paper: Paper) -> list[bytes]:
    """The pages of a draft as PNG pictures, to look at. Raises MissingGlyph."""
    return press.pictures(form_file(paper.kind), rules.layout(paper.kind, paper.body, head(paper)))


def blank_return(paper: Paper, *, at: datetime) -> bytes:
    """A 送达回证 of this paper with the receiver's part open, to be signed by hand."""
    body = ServiceReturnBody(
        paper=paper.kind.form.title,
        paper_number=paper.number or "",
        addressee=getattr(paper.body, "addressee", ""),
    )
    foot = dataclasses.replace(head(paper), number=None, issued_on=day_of(at))
    kind = Kind.SERVICE_RETURN
    return press.render(form_file(kind), rules.layout(kind, body, foot), at=at)


def printed(paper: Paper) -> bytes:
    """The very PDF that was issued. Raises Missing for a draft, FileAltered."""
    if paper.file_key is None:
        raise Missing
    with storage.current().open(paper.file_key) as file:
        sealed = file.read()
    content = base64.b64decode(crypto.unseal(sealed, file_context(paper)))
    if hashlib.sha256(content).hexdigest() != paper.sha256:
        raise FileAltered(paper.number)
    return content


def file_context(paper: Paper) -> str:
    """What a stored PDF is bound to: put under another paper, it does not open."""
    return f"paper.file.{paper.id}"
