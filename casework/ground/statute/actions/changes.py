"""Changing an entry: one officer proposes with a reason and a day, another approves.

The version in force ends on the day before. A limit keeps the version of its start event, unless
the change says that it also applies to what is still open.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from casework.ground.approvals import actions as approvals
from casework.ground.identity.models import Officer
from casework.ground.statute import queries
from casework.ground.statute.actions.edition import new_edition
from casework.ground.statute.models import FigureVersion, Proposal, RuleVersion
from casework.ground.statute.rules import changes
from casework.ground.statute.terms.entries import Amendment, Figure, Rule
from casework.ground.statute.terms.facts import FigureChanged
from casework.ground.statute.terms.words import EntryKind
from casework.kernel.database import db, lock
from casework.kernel.days import day_of
from casework.kernel.facts import announce


def propose_figure(asked: Amendment, *, reason: str, by: Officer, now: datetime) -> Proposal:
    """Raises ChangeWaits, and what ``queries.considered`` raises."""
    asked = queries.considered(asked, today=day_of(now))
    if queries.is_proposed(asked):
        raise changes.ChangeWaits
    kind, code, area, day = asked.kind, asked.code, asked.area, asked.effective_on
    present = queries.version_in_force(kind, code, area=area, on=day)
    proposal = Proposal(
        entry_kind=kind,
        code=code,
        area=area,
        old_value=changes.kept_value(present),
        new_value=asked.value,
        article=asked.article,
        confidence=asked.confidence,
        effective_on=day,
        applies=asked.applies,
        reason=reason,
        proposed_by_id=by.id,
        proposed_at=now,
    )
    db.session.add(proposal)
    db.session.flush()
    approvals.put_forward(queries.sheet(proposal), unit=by.unit, by=by, now=now)
    return proposal


def approve_figure(proposal_id: int, *, seen: str, by: Officer, now: datetime) -> Proposal:
    """Makes the proposed version. Raises what approvals.approve and ``queries.considered``
    raise."""
    proposal = lock(Proposal, proposal_id)
    approvals.approve(queries.sheet(proposal), seen=seen, by=by, now=now)
    _decide(proposal, "approve", note="", by=by, now=now)
    kind, day = proposal.entry_kind, proposal.effective_on
    present = queries.version_in_force(kind, proposal.code, area=proposal.area, on=day)
    queries.considered(proposal.amendment, today=day_of(now))
    new = queries.successor(proposal.amendment)
    _end_present(kind, present, day)
    _begin(new)
    new_edition()
    announce(FigureChanged(proposal.id, kind.value, proposal.code, day.isoformat()), now=now)
    return proposal


def reject_figure(
    proposal_id: int, *, seen: str, note: str, by: Officer, now: datetime
) -> Proposal:
    """Raises what approvals.refuse raises."""
    proposal = lock(Proposal, proposal_id)
    approvals.refuse(queries.sheet(proposal), seen=seen, reason=note, by=by, now=now)
    _decide(proposal, "reject", note=note, by=by, now=now)
    return proposal


def _decide(proposal: Proposal, verb: str, *, note: str, by: Officer, now: datetime) -> None:
    proposal.state = changes.PROPOSAL.after(proposal.state, verb)
    proposal.decided_by_id = by.id
    proposal.decided_at = now
    proposal.decision_note = note


def _end_present(kind: EntryKind, present: Rule | Figure | None, day: date) -> None:
    if present is None:
        return
    model: Any = RuleVersion if kind is EntryKind.RULE else FigureVersion
    same_start = model.valid_from.is_not_distinct_from(present.valid_from)
    query = select(model).where(model.code == present.id, same_start)
    if isinstance(present, Figure):
        query = query.where(model.area == present.area)
    db.session.scalars(query).one().valid_to = changes.day_before(day)


def _begin(new: Rule | Figure) -> None:
    if isinstance(new, Rule):
        db.session.add(RuleVersion.of(new, position=_position(RuleVersion, new.id)))
        return
    db.session.add(FigureVersion.of(new, position=_position(FigureVersion, new.id)))


def _position(model: type[RuleVersion] | type[FigureVersion], code: str) -> int:
    return db.session.scalar(select(model.position).where(model.code == code).limit(1)) or 0
