"""Changing an entry: one officer proposes with a reason and a day, another approves.

The version in force ends on the day before; a case keeps the version of its start event.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from casework.identity.models import Officer
from casework.kernel.database import db, lock
from casework.kernel.facts import announce
from casework.statute import queries
from casework.statute.actions.edition import new_edition
from casework.statute.models import FigureVersion, Proposal, RuleVersion
from casework.statute.rules import changes
from casework.statute.terms import (
    Confidence,
    EntryKind,
    Figure,
    FigureChanged,
    Rule,
    UnknownFigure,
)


def propose_figure(
    *,
    kind: EntryKind,
    code: str,
    area: str,
    value: str,
    article: str,
    confidence: Confidence,
    effective_on: date,
    reason: str,
    by: Officer,
    now: datetime,
) -> Proposal:
    """Raises UnknownRule, UnknownFigure, NotANumber, NothingChanges, BeginsTooEarly."""
    pattern = _pattern(kind, code, area=area, on=effective_on)
    present = queries.version_in_force(kind, code, area=area, on=effective_on)
    new_value = changes.read_value(pattern, value)
    changes.check_beginning(present, effective_on)
    same_value = changes.kept_value(present) == new_value
    if same_value and present is not None and present.confidence is confidence:
        raise changes.NothingChanges
    proposal = Proposal(
        entry_kind=kind, code=code, area=area, old_value=changes.kept_value(present),
        new_value=new_value, article=article or pattern.article, confidence=confidence,
        effective_on=effective_on, reason=reason, proposed_by_id=by.id, proposed_at=now,
    )  # fmt: skip
    db.session.add(proposal)
    db.session.flush()
    return proposal


def approve_figure(proposal_id: int, *, by: Officer, now: datetime) -> Proposal:
    """Makes the proposed version. Raises OwnProposal, EntryMovedOn, BeginsTooEarly, NoSuchMove."""
    proposal = lock(Proposal, proposal_id)
    _decide(proposal, "approve", note="", by=by, now=now)
    kind, day = proposal.entry_kind, proposal.effective_on
    present = queries.version_in_force(kind, proposal.code, area=proposal.area, on=day)
    if changes.kept_value(present) != proposal.old_value:
        raise changes.EntryMovedOn
    changes.check_beginning(present, day)
    pattern = present or _pattern(kind, proposal.code, area=proposal.area, on=day)
    _end_present(kind, present, day)
    _begin(proposal, pattern, until=present.valid_to if present else None)
    new_edition()
    announce(FigureChanged(proposal.id, kind.value, proposal.code, day.isoformat()), now=now)
    return proposal


def reject_figure(proposal_id: int, *, note: str, by: Officer, now: datetime) -> Proposal:
    """Raises OwnProposal, NoSuchMove."""
    proposal = lock(Proposal, proposal_id)
    _decide(proposal, "reject", note=note, by=by, now=now)
    return proposal


def _decide(proposal: Proposal, verb: str, *, note: str, by: Officer, now: datetime) -> None:
    state = changes.PROPOSAL.after(proposal.state, verb)
    if proposal.proposed_by_id == by.id:
        raise changes.OwnProposal
    proposal.state = state
    proposal.decided_by_id = by.id
    proposal.decided_at = now
    proposal.decision_note = note


def _pattern(kind: EntryKind, code: str, *, area: str, on: date) -> Rule | Figure:
    """The entry after which a new version is modelled: for an area without its own, the wider."""
    book = queries.statute()
    if kind is EntryKind.RULE:
        return book.rule(code, on=on)
    found = book.find_figure(code, on=on, area=area)
    if found is None:
        raise UnknownFigure
    return found


def _end_present(kind: EntryKind, present: Rule | Figure | None, day: date) -> None:
    if present is None:
        return
    model: Any = RuleVersion if kind is EntryKind.RULE else FigureVersion
    same_start = model.valid_from.is_not_distinct_from(present.valid_from)
    query = select(model).where(model.code == present.id, same_start)
    if isinstance(present, Figure):
        query = query.where(model.area == present.area)
    db.session.scalars(query).one().valid_to = changes.day_before(day)


def _begin(proposal: Proposal, pattern: Rule | Figure, *, until: date | None) -> None:
    dated: dict[str, Any] = {
        "article": proposal.article, "confidence": proposal.confidence,
        "valid_from": proposal.effective_on, "valid_to": until,
    }  # fmt: skip
    if isinstance(pattern, Rule):
        rule = replace(pattern, length=int(proposal.new_value), **dated)
        db.session.add(RuleVersion.of(rule, position=_position(RuleVersion, pattern.id)))
        return
    figure = replace(pattern, value=Decimal(proposal.new_value), area=proposal.area, **dated)
    db.session.add(FigureVersion.of(figure, position=_position(FigureVersion, pattern.id)))


def _position(model: type[RuleVersion] | type[FigureVersion], code: str) -> int:
    return db.session.scalar(select(model.position).where(model.code == code).limit(1)) or 0
