"""Ask: what waits about a subject, what was put forward before, and what waits for whom."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, false, or_, select
from sqlalchemy.orm import aliased

from casework.ground.approvals import rules
from casework.ground.approvals.models import Approval, ApprovalEditor
from casework.ground.approvals.terms import Kind, Sheet, Shown, State
from casework.ground.identity.models import Officer
from casework.ground.identity.terms import Permission
from casework.ground.offices import queries as offices
from casework.kernel import paging
from casework.kernel.database import db
from casework.kernel.paging import Key, Listing, moment, number
from casework.kernel.terms import Missing

_SEAL_SHOWN = 12


def find_latest(kind: Kind, subject_id: int) -> Approval | None:
    """What was put forward last about a subject, however it ended."""
    query = select(Approval).where(Approval.kind == kind.code, Approval.subject_id == subject_id)
    return db.session.scalars(query.order_by(Approval.id.desc()).limit(1)).first()


def returned_for(kind: Kind, subject_id: int) -> str:
    """Why it was sent back; empty once it is put forward anew."""
    found = find_latest(kind, subject_id)
    return found.reason if found is not None and found.state is State.RETURNED else ""


def latest(kind: Kind, subject_id: int) -> Approval:
    """Raises Missing when nothing was ever put forward."""
    found = find_latest(kind, subject_id)
    if found is None:
        raise Missing
    return found


def seal(kind: Kind, subject_id: int) -> str:
    """The beginning of the hash of what was put forward last. Raises Missing."""
    return latest(kind, subject_id).sha256[:_SEAL_SHOWN]


def ended_by(approval: Approval) -> str:
    """The name of who decided, or took it back; empty where it ended by itself."""
    if approval.state is State.WITHDRAWN:
        return approval.preparer.name
    return approval.decider.name if approval.decider is not None else ""


def sheet(approval: Approval, present: Sheet) -> Sheet:
    """What was put before the second person, as it was then; read from the record where no sheet
    was kept yet."""
    return Sheet.read(present.kind, approval.sheet) if approval.sheet else present


def find_sheet(present: Sheet, *, case_id: int | None = None, sha256: str) -> Sheet | None:
    """The sheet with this hash, if it was ever put forward about this subject, or about an
    earlier one of its kind in the same case."""
    same = Approval.subject_id == present.subject_id
    query = select(Approval).where(
        Approval.kind == present.kind.code,
        Approval.sha256 == sha256,
        Approval.sha256 != "",
        same if case_id is None else or_(same, Approval.case_id == case_id),
    )
    found = db.session.scalars(query.order_by(Approval.id.desc()).limit(1)).first()
    return sheet(found, present) if found is not None else None


def hands(approval: Approval) -> set[int]:
    """Everybody who prepared it or wrote at it."""
    query = select(ApprovalEditor.officer_id).where(ApprovalEditor.approval_id == approval.id)
    return {approval.prepared_by, *db.session.scalars(query)}


def may_decide(approval: Approval, officer: Officer) -> bool:
    """Whether it still can be decided, or sent back, by this officer."""
    open_still = "send_back" in rules.LIFECYCLE.verbs(approval.state)
    return open_still and reaches(approval, officer) and officer.id not in hands(approval)


def reaches(approval: Approval, officer: Officer) -> bool:
    """The right rank, in the right office."""
    if not officer.may(approval.permission):
        return False
    reach = officer.reach(approval.permission)
    return offices.covers(reach, area_id=approval.area_id, unit_id=approval.unit_id)


@dataclass(frozen=True)
class Before:
    """What a page puts before the second person, as it was put forward."""

    approval: Approval
    sha256: str
    rows: list[Shown]
    moved: list[Shown]
    may_decide: bool

    @property
    def waits(self) -> bool:
        return self.approval.state is State.WAITING


def before(present: Sheet, *, reader: Officer) -> Before:
    """The sheet that waits, or waited last, and how what stands now differs from it.

    Raises Missing when nothing was ever put forward.
    """
    approval = latest(present.kind, present.subject_id)
    waits = approval.state is State.WAITING
    put = sheet(approval, present)
    moved = waits and put.sha256 != present.sha256
    return Before(
        approval=approval,
        sha256=put.sha256,
        rows=rules.shown(put),
        moved=rules.compared(put, present) if moved else [],
        may_decide=waits and may_decide(approval, reader),
    )


class Waiting(NamedTuple):
    """One approval that waits."""

    kind: str
    subject_id: int
    case_id: int | None
    prepared_at: datetime


def waiting_for(
    officer: Officer, *, kinds: Collection[str] | None = None, after: str | None = None
) -> Listing[Waiting]:
    """What this officer may decide and had no hand in, the oldest first; of some kinds only
    where their codes are given."""
    held = [permission for permission in Permission if officer.may(permission)]
    wrote = select(ApprovalEditor.id).where(
        ApprovalEditor.approval_id == Approval.id, ApprovalEditor.officer_id == officer.id
    )
    query = select(
        Approval.kind, Approval.subject_id, Approval.case_id, Approval.prepared_at
    ).where(
        Approval.state == State.WAITING,
        Approval.prepared_by != officer.id,
        or_(false(), *(_reached(officer, p) for p in held)),
        ~wrote.exists(),
    )
    if kinds is not None:
        query = query.where(Approval.kind.in_(kinds))
    keys = (Key(Approval.prepared_at, moment), Key(Approval.id, number))
    found = paging.listing(query, *keys, after=after)
    rows = [Waiting(row.kind, row.subject_id, row.case_id, row.prepared_at) for row in found.rows]
    return Listing(rows, found.following, found.total)


def _reached(officer: Officer, permission: Permission) -> Any:
    within = offices.within(officer.reach(permission), area=Approval.area_id, unit=Approval.unit_id)
    return and_(Approval.permission == permission, within)


def returned_to(officer: Officer, *, kinds: Collection[str]) -> Select[tuple[int]]:
    """A query for the subjects that were sent back to whoever prepared them and were not put
    forward anew."""
    later = aliased(Approval)
    anew = select(later.id).where(
        later.kind == Approval.kind,
        later.subject_id == Approval.subject_id,
        later.id > Approval.id,
    )
    return select(Approval.subject_id).where(
        Approval.prepared_by == officer.id,
        Approval.state == State.RETURNED,
        Approval.kind.in_(kinds),
        ~anew.exists(),
    )
