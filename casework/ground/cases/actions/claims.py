"""Do: what the workers of a case say is owed to them. Sum and months of a line follow from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from casework.ground.cases.actions.tasks import add_task_unless_open
from casework.ground.cases.actions.timeline import record
from casework.ground.cases.models.case import Case, Line
from casework.ground.cases.models.claims import Claim, ClaimPair
from casework.ground.cases.queries import claims as said_by
from casework.ground.cases.rules import claims as rules
from casework.ground.cases.terms import Change, ClaimsAdded, EntryKind, Event, Sameness
from casework.ground.identity.models import Officer
from casework.ground.parties.models import Worker
from casework.kernel.database import db, lock
from casework.kernel.days import day_of
from casework.kernel.facts import announce
from casework.kernel.money import Money

_LOOK = "工人又说了一笔欠薪，看月份和金额"


@dataclass(frozen=True)
class Source:
    """From where a claim comes: a person of a complaint."""

    complaint_id: int | None = None
    claimant_id: int | None = None


@dataclass(frozen=True)
class Added:
    """The line that a claim went into; ``changes`` say what is new in it, when it was there."""

    line: Line
    changes: tuple[Change, ...] = ()


def add_claim(
    case: Case,
    *,
    worker: Worker,
    amount: Money | None,
    from_month: date | None = None,
    to_month: date | None = None,
    job: str = "",
    source: Source = Source(),
    synthetic: bool = False,
    by: Officer | None,
    now: datetime,
) -> Added:
    """What a worker claims in a case: in a new line, or added to what stands in his line.

    The same person of the same complaint claims once; a second time changes nothing.
    """
    line = db.session.scalars(
        select(Line).where(Line.case_id == case.id, Line.worker_id == worker.id)
    ).one_or_none()
    before = None
    if line is None:
        line = Line(
            case_id=case.id,
            worker_id=worker.id,
            position=case.people + 1,
            claimed=amount or Money(0),
            from_month=from_month,
            to_month=to_month,
            job=job,
            complaint_id=source.complaint_id,
            synthetic=synthetic,
        )
        db.session.add(line)
        # a roster brings hundreds of lines: each is added to the sums, instead of all again
        case.people, case.claimed = case.people + 1, case.claimed + line.claimed
        db.session.flush()
    else:
        before = said_by.said(line)
        known = {claim.claimant_id for claim in before.claims}
        if source.claimant_id is not None and source.claimant_id in known:
            return Added(line)
    _write(
        line,
        before,
        None,
        amount=amount,
        months=(from_month, to_month),
        source=source,
        by=by,
        now=now,
    )
    return Added(line, () if before is None else _sum_up(case, line, before))


def tell_added(
    case: Case, added: Sequence[Added], *, text: str = "", by: Officer | None, now: datetime
) -> None:
    """One entry for all whose lines had been there, and for the handler something to look at."""
    grown = [one for one in added if one.changes]
    if not grown:
        return
    changes = [change for one in grown for change in one.changes]
    record(
        case,
        event=Event.CLAIM_ADDED,
        kind=EntryKind.CHANGE,
        changes=changes,
        text=text,
        by=by,
        now=now,
    )
    add_task_unless_open(
        case, title=_LOOK, officer=case.handler, due_on=day_of(now), by=by, now=now
    )
    announce(ClaimsAdded(case.id, [one.line.id for one in grown]), now=now)


def correct_claim(
    line: Line,
    *,
    claimant_id: int | None,
    claimed: Money | None = None,
    from_month: date | None = None,
    to_month: date | None = None,
    by: Officer | None,
    now: datetime,
) -> None:
    """What one person of a complaint says now instead of what he said before; what he or the same
    worker claims elsewhere stays. What was verified stays too, to be looked at again."""
    case = lock(Case, line.case_id)
    said = said_by.said(line)
    old = said.of_claimant(claimant_id)
    amount = claimed if claimed is not None or old is None else old.amount
    months = (from_month, to_month)
    if from_month is None and old is not None:
        months = (old.from_month, old.to_month)
    source = Source(old.complaint_id if old else line.complaint_id, claimant_id)
    _write(line, said, old, amount=amount, months=months, source=source, by=by, now=now)
    changes = _sum_up(case, line, said)
    record(
        case, event=Event.CLAIM_CORRECTED, kind=EntryKind.CHANGE, changes=changes, by=by, now=now
    )


def withdraw_claim(line: Line, *, claimant_id: int, by: Officer | None, now: datetime) -> None:
    """One claim is taken back, while others of the same worker stand."""
    case = lock(Case, line.case_id)
    said = said_by.said(line)
    old = said.of_claimant(claimant_id)
    if old is None:
        return
    source = Source(old.complaint_id, claimant_id)
    _write(
        line,
        said,
        old,
        amount=old.amount,
        months=(old.from_month, old.to_month),
        source=source,
        withdrawn=True,
        by=by,
        now=now,
    )
    changes = _sum_up(case, line, said)
    record(
        case, event=Event.CLAIM_WITHDRAWN, kind=EntryKind.CHANGE, changes=changes, by=by, now=now
    )


def compare_claims(
    line: Line,
    *,
    earlier: int,
    later: int,
    sameness: Sameness,
    reason: str,
    by: Officer,
    now: datetime,
) -> None:
    """An officer says whether two claims are the same money. Raises SameReasonNeeded,
    ComparedAlready."""
    rules.check_reason(reason)
    case = lock(Case, line.case_id)
    said = said_by.said(line)
    open_pairs = {(a.position, b.position) for a, b in said.doubtful}
    if (earlier, later) not in open_pairs:
        raise rules.ComparedAlready
    pair = ClaimPair(
        line_id=line.id,
        earlier=earlier,
        later=later,
        sameness=sameness,
        decided_by=by.id,
        decided_at=now,
    )
    pair.reason = reason.strip()
    db.session.add(pair)
    db.session.flush()
    changes = _sum_up(case, line, said)
    record(
        case,
        event=Event.CLAIMS_COMPARED,
        kind=EntryKind.CHANGE,
        changes=changes,
        text=f"{_named(line)}　{sameness.zh}　{reason.strip()}",
        by=by,
        now=now,
    )


def seen_all(line: Line) -> None:
    """The finding that is written now is about everything that the worker has said so far."""
    claims = said_by.said(line).claims
    line.seen_claims = claims[-1].position if claims else 0
    line.recheck = False


def _write(
    line: Line,
    said: said_by.Said | None,
    old: Claim | None,
    *,
    amount: Money | None,
    months: tuple[date | None, date | None],
    source: Source,
    withdrawn: bool = False,
    by: Officer | None,
    now: datetime,
) -> None:
    """One more row, which may take the place of ``old``. ``said`` is what stood until now."""
    claim = Claim(
        line_id=line.id,
        position=len(said.claims) + 1 if said else 1,
        replaces=old.position if old else None,
        withdrawn=withdrawn,
        amount=amount,
        from_month=months[0],
        to_month=months[1],
        complaint_id=source.complaint_id,
        claimant_id=source.claimant_id,
        said_at=now,
        said_by=by.id if by else None,
    )
    db.session.add(claim)
    db.session.flush()


def _sum_up(case: Case, line: Line, before: said_by.Said) -> tuple[Change, ...]:
    """Sum and months of the line, and the sum of its case, as the claims have it now; the only
    place where they are worked out. Gives back what has changed."""
    said = said_by.said(line)
    spans = said.spans
    case.claimed = case.claimed - line.claimed + said.total
    line.claimed = said.total
    line.from_month = spans[0].first if spans else None
    line.to_month = _last(spans)
    seen = said.up_to(line.seen_claims)
    line.recheck = line.verified is not None and (seen.total, seen.spans) != (said.total, spans)
    db.session.flush()
    shown = (
        ("主张", "claimed", before.total.plain, said.total.plain),
        ("月份", "months", rules.written(before.spans), rules.written(spans)),
    )
    return tuple(
        Change(f"{_named(line)}　{zh}", f"{_named(line)}: {en}", old, new)
        for zh, en, old, new in shown
        if old != new
    )


def _last(spans: Sequence[rules.Span]) -> date | None:
    """The last month of all; None where somebody did not say when it ends."""
    ends = [span.last for span in spans]
    known = [end for end in ends if end is not None]
    return max(known, default=None) if len(known) == len(ends) else None


def _named(line: Line) -> str:
    return f"第{line.position}人{line.worker.name}"
