"""Do: put something forward, decide on exactly what was shown, send back, withdraw, make void.

A room calls these and then has its effect, in the same transaction. The row of the subject is
held by the room before; the approval's own row is held here.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from casework.ground.approvals import queries, rules
from casework.ground.approvals.models import Approval, ApprovalEditor
from casework.ground.approvals.terms import Kind, Sheet, State
from casework.ground.identity.models import Officer
from casework.ground.offices.models import Unit
from casework.kernel.database import db


def put_forward(
    sheet: Sheet,
    *,
    unit: Unit,
    case_id: int | None = None,
    editors: Collection[int] = (),
    by: Officer,
    now: datetime,
) -> Approval | None:
    """A text waits for the second person; one about the same subject that still waits is void.

    Whoever had a hand in an earlier text has it in this one too, as have ``editors``. None where
    no approval is needed.
    """
    kind = sheet.kind
    if kind.permission is None:
        return None
    before = _held(kind, sheet.subject_id)
    hands = {*editors, *(queries.hands(before) if before is not None else ())}
    if before is not None and before.state is State.WAITING:
        _end(before, "void", now=now)
    approval = Approval(
        kind=kind.code,
        definition=kind.version,
        subject_id=sheet.subject_id,
        case_id=case_id,
        state=State.WAITING,
        permission=kind.permission,
        area_id=unit.area_id,
        unit_id=unit.id,
        sha256=sheet.sha256,
        prepared_by=by.id,
        prepared_at=now,
    )
    approval.sheet = sheet.canonical()
    db.session.add(approval)
    db.session.flush()
    for officer_id in sorted(hands - {by.id}):
        db.session.add(ApprovalEditor(approval_id=approval.id, officer_id=officer_id))
    db.session.flush()
    return approval


def approve(
    present: Sheet, *, seen: str, inspectors: Collection[int] = (), by: Officer, now: datetime
) -> Approval:
    """The second person agrees to what he was shown (its hash is ``seen``), if that is still what
    stands (``present``).

    Raises NotWaiting, MayNotDecide, OwnPreparation, OwnCase, ChangedSince.
    """
    approval = _open(present, "approve", seen=seen, inspectors=inspectors, by=by)
    if approval.sha256 != present.sha256:
        put = queries.sheet(approval, present)
        raise rules.ChangedSince(put, present, sha256=approval.sha256)
    return _end(approval, "approve", by=by, now=now)


def refuse(
    present: Sheet,
    *,
    seen: str,
    reason: str,
    inspectors: Collection[int] = (),
    by: Officer,
    now: datetime,
) -> Approval:
    """The second person says no, for good. Raises ReasonNeeded and what ``approve`` raises."""
    rules.check_reason(reason)
    approval = _open(present, "refuse", seen=seen, inspectors=inspectors, by=by)
    return _end(approval, "refuse", reason=reason, by=by, now=now)


def send_back(
    present: Sheet,
    *,
    seen: str,
    reason: str,
    inspectors: Collection[int] = (),
    by: Officer,
    now: datetime,
) -> Approval:
    """It goes back to be put right. Raises ReasonNeeded and what ``approve`` raises."""
    rules.check_reason(reason)
    approval = _open(present, "send_back", seen=seen, inspectors=inspectors, by=by)
    return _end(approval, "send_back", reason=reason, by=by, now=now)


def withdraw(kind: Kind, subject_id: int, *, by: Officer, now: datetime) -> Approval:
    """Its preparer takes it back. Raises NotWaiting, NotYours."""
    approval = _movable(kind, subject_id, "withdraw")
    if approval.prepared_by != by.id:
        raise rules.NotYours
    return _end(approval, "withdraw", now=now)


def make_void(kind: Kind, subject_id: int, *, reason: str = "", now: datetime) -> None:
    """What waits about a subject no longer does. Doing it again changes nothing."""
    approval = _held(kind, subject_id)
    if approval is not None and approval.state is State.WAITING:
        _end(approval, "void", reason=reason, now=now)


def check_seen(present: Sheet, *, seen: str) -> None:
    """For a verb that is no decision but rests on what was read. Raises ChangedSince."""
    if seen != present.sha256:
        before = queries.find_sheet(present, sha256=seen)
        raise rules.ChangedSince(before, present, sha256=present.sha256)


def _held(kind: Kind, subject_id: int) -> Approval | None:
    """The latest approval of a subject, read afresh and held until the transaction ends."""
    query = select(Approval).where(Approval.kind == kind.code, Approval.subject_id == subject_id)
    query = query.order_by(Approval.id.desc()).limit(1).with_for_update(of=Approval)
    return db.session.scalars(query.execution_options(populate_existing=True)).first()


def _movable(kind: Kind, subject_id: int, verb: str) -> Approval:
    approval = _held(kind, subject_id)
    if approval is None:
        raise rules.NotWaiting(None)
    if verb not in rules.LIFECYCLE.verbs(approval.state):
        ended = queries.ended_by(approval)
        raise rules.NotWaiting(approval.state, who=ended, at=approval.ended_at)
    return approval


def _open(
    present: Sheet, verb: str, *, seen: str, inspectors: Collection[int], by: Officer
) -> Approval:
    """What may be decided by this officer, who was shown the sheet with the hash ``seen``."""
    approval = _movable(present.kind, present.subject_id, verb)
    rules.check_decider(
        by.id,
        may=queries.reaches(approval, by),
        hands=queries.hands(approval),
        inspectors=inspectors,
        article=present.kind.article,
    )
    put = queries.sheet(approval, present)
    if seen != put.sha256:
        before = queries.find_sheet(present, case_id=approval.case_id, sha256=seen)
        raise rules.ChangedSince(before, put, sha256=put.sha256)
    if not approval.sha256:
        approval.sheet, approval.sha256 = put.canonical(), put.sha256
    return approval


def _end(
    approval: Approval, verb: str, *, reason: str = "", by: Officer | None = None, now: datetime
) -> Approval:
    state = rules.LIFECYCLE.after(approval.state, verb)
    approval.state, approval.ended_at, approval.reason = state, now, reason
    approval.decided_by = by.id if by is not None else None
    db.session.flush()
    return approval
