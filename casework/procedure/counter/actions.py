"""Do: join, link or keep apart what the counter has just filed and what is open already."""

from __future__ import annotations

from datetime import datetime

from casework.ground.cases.queries import matters
from casework.ground.identity.models import Officer
from casework.kernel.database import db
from casework.procedure.counter import queries, rules
from casework.procedure.counter.terms import Choice, Together
from casework.procedure.intake.actions.deciding import accept
from casework.procedure.intake.actions.filing import Filed, file
from casework.procedure.intake.actions.record import decide
from casework.procedure.intake.models.complaints import Complaint, ComplaintLink, Draft
from casework.procedure.intake.queries import complaints
from casework.procedure.intake.terms import Act, Filing


def file_at_counter(
    filing: Filing,
    *,
    choice: Choice | None,
    reason: str,
    draft: Draft | None,
    by: Officer,
    now: datetime,
) -> Filed:
    """Files, and does with what is open already what was chosen, in one. Raises NotDecided where
    something is very much alike and nothing was chosen, and what ``file`` raises."""
    there = queries.alike(filing)
    filed = file(filing, draft=draft, by=by, now=now)
    if filed.again:
        return filed
    if choice is None:
        if any(one.undecided for one in there):
            raise rules.NotDecided
        return filed
    _carry_out(filed.complaint, choice, there, reason=reason, by=by, now=now)
    return filed


def _carry_out(
    complaint: Complaint,
    choice: Choice,
    there: list[queries.Alike],
    *,
    reason: str,
    by: Officer,
    now: datetime,
) -> None:
    if choice.how is Together.APART:
        numbers = "、".join(one.row.number for one in there if one.undecided)
        ground = choice.ground.zh if choice.ground else ""
        decide(complaint, Act.KEPT_APART, reason=_words(numbers, ground, reason), by=by, now=now)
        return
    chosen = [one for one in there if (one.row.kind, one.row.id) == (choice.kind, choice.id)]
    if not chosen:
        raise rules.NotAlikeAnyMore
    words = _words(chosen[0].row.number, chosen[0].words, reason)
    act = Act.JOINED if choice.how is Together.JOIN else Act.LINKED
    decide(complaint, act, reason=words, by=by, now=now)
    _bind(complaint, choice, by=by, now=now)


def _words(*parts: str) -> str:
    return "　".join(part for part in parts if part)


def _bind(complaint: Complaint, choice: Choice, *, by: Officer, now: datetime) -> None:
    """Joined to a case it is accepted into it at once; to a complaint, with it."""
    joins = choice.how is Together.JOIN
    if choice.kind == "case":
        if joins:
            accept(complaint, join=matters.any_case(choice.id), by=by, now=now)
            return
        of_case = complaints.complaints_of_case(choice.id)
        follows = of_case[0].id if of_case else None
    else:
        follows = choice.id
    if follows is not None:
        db.session.add(ComplaintLink(complaint_id=complaint.id, follows_id=follows, together=joins))
        db.session.flush()
