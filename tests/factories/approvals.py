"""What was put before the second person: tests decide on what stands there now."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from casework.ground.approvals.models import Approval
from casework.kernel.database import db


def shown(subject: Any) -> str:
    """The hash of what was put forward last about a row, or the row with this id; else empty."""
    subject_id = subject if isinstance(subject, int) else subject.id
    query = select(Approval.sha256).where(Approval.subject_id == subject_id)
    return db.session.scalars(query.order_by(Approval.id.desc())).first() or ""
