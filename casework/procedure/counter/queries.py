"""Ask: what is open already that may be the same matter as the one being filed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, select

from casework.ground.cases.models.case import Case, Line
from casework.ground.cases.queries import matters
from casework.ground.cases.rules import stages
from casework.kernel.database import db
from casework.procedure.counter import rules
from casework.procedure.counter.terms import Likeness
from casework.procedure.intake.models.complaints import Claimant, Complaint
from casework.procedure.intake.queries.complaints import id_index
from casework.procedure.intake.queries.same import (
    SAME_EMPLOYER_ROWS,
    SameEmployer,
    case_as_same,
    complaint_as_same,
    same_employer,
)
from casework.procedure.intake.rules.complaints import WAITING
from casework.procedure.intake.terms import Filing


@dataclass(frozen=True)
class Alike:
    """Something open, in what it agrees with the new complaint, and whether somebody has to
    say what they have to do with each other."""

    row: SameEmployer
    ways: tuple[Likeness, ...]
    undecided: bool

    @property
    def words(self) -> str:
        return "、".join(way.zh for way in self.ways)


def alike(filing: Filing) -> list[Alike]:
    """Open cases and waiting complaints of the same person or employer in this area, those that
    agree in most first."""
    theirs = _of_the_same_people(filing)
    rows = {(row.kind, row.id): row for row in theirs}
    for row in same_employer(filing.employer, area_id=filing.area_id):
        rows.setdefault((row.kind, row.id), row)
    persons = {(row.kind, row.id) for row in theirs}
    said = _said(filing)
    found = [
        _judged(said, row, same_person=(row.kind, row.id) in persons)
        for row in _with_months(list(rows.values()))
    ]
    return sorted(found, key=lambda one: (not one.undecided, -len(one.ways)))


def _judged(said: rules.Matter, row: SameEmployer, *, same_person: bool) -> Alike:
    other = rules.Matter(row.employer, row.project, row.from_month, row.to_month)
    return Alike(
        row,
        rules.likeness(said, other, same_person=same_person),
        rules.must_be_decided(said, other, same_person=same_person),
    )


def _said(filing: Filing) -> rules.Matter:
    """The months of everybody together, where they were not said for all."""
    first = [c.from_month for c in filing.claimants if c.from_month]
    last = [c.to_month for c in filing.claimants if c.to_month]
    return rules.Matter(
        filing.employer.strip(),
        filing.project,
        filing.from_month or min(first, default=None),
        filing.to_month or max(last, default=None),
    )


def _of_the_same_people(filing: Filing) -> list[SameEmployer]:
    """Where one of them stands already, by ID number; whoever gave a tip is not found."""
    indexes = [id_index(c.id_number) for c in filing.claimants if c.id_number]
    if not indexes:
        return []
    query = (
        select(Complaint)
        .join(Claimant, Claimant.complaint_id == Complaint.id)
        .outerjoin(Case, Case.id == Complaint.case_id)
        .where(
            Claimant.id_number_index.in_(indexes),
            Claimant.withdrawn_at.is_(None),
            Complaint.area_id == filing.area_id,
            Complaint.state.in_(WAITING) | Case.stage.in_(stages.OPEN),
        )
        .order_by(Complaint.id.desc())
        .limit(SAME_EMPLOYER_ROWS)
    )
    return [
        case_as_same(matters.any_case(one.case_id)) if one.case_id else complaint_as_same(one)
        for one in db.session.scalars(query).unique()
    ]


def _with_months(rows: list[SameEmployer]) -> list[SameEmployer]:
    """The cases among them with the first and the last month of their lines."""
    ids = [row.id for row in rows if row.kind == "case"]
    months = _months(ids) if ids else {}
    return [
        replace(row, from_month=months[row.id][0], to_month=months[row.id][1])
        if row.kind == "case" and row.id in months
        else row
        for row in rows
    ]


def _months(case_ids: list[int]) -> dict[int, tuple[date | None, date | None]]:
    query = (
        select(Line.case_id, func.min(Line.from_month), func.max(Line.to_month))
        .where(Line.case_id.in_(case_ids))
        .group_by(Line.case_id)
    )
    return {case_id: (first, last) for case_id, first, last in db.session.execute(query)}
