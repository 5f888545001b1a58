"""What was asked for a limit: more time, or that it stands still."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from casework.ground.approvals import queries as approvals
from casework.ground.approvals.terms import Fact, Kind, plain
from casework.ground.approvals.terms import Sheet as Asked
from casework.ground.cases.models.clocks import Clock, Extension, Suspension
from casework.ground.cases.queries.clocks import any_clock, clock
from casework.ground.cases.queries.matters import any_case
from casework.ground.cases.terms import (
    EXTENSION,
    SUSPENSION,
    RequestState,
)
from casework.ground.identity.models import Officer
from casework.ground.offices.terms import Reach
from casework.ground.statute import queries as statute
from casework.kernel.database import db, get
from casework.kernel.paging import Listing
from casework.kernel.terms import Missing


def suspension(suspension_id: int, *, reach: Reach) -> tuple[Suspension, Clock]:
    """With its clock. Raises Missing."""
    return _request(Suspension, suspension_id, reach)


def extension(extension_id: int, *, reach: Reach) -> tuple[Extension, Clock]:
    """With its clock. Raises Missing."""
    return _request(Extension, extension_id, reach)


def _request(model: Any, row_id: int, reach: Reach) -> Any:
    found = db.session.get(model, row_id)
    if found is None:
        raise Missing
    return found, clock(found.clock_id, reach=reach)


def requests(
    officer: Officer, *, after: str | None = None
) -> Listing[tuple[Extension | Suspension, Clock]]:
    """What waits for this officer's decision, the oldest first."""
    kinds = [EXTENSION.code, SUSPENSION.code]
    waiting = approvals.waiting_for(officer, kinds=kinds, after=after)
    found = [get(_MODELS[row.kind], row.subject_id) for row in waiting.rows]
    rows = [(row, any_clock(row.clock_id)) for row in found]
    return Listing(rows, waiting.following, waiting.total)


_MODELS: dict[str, Any] = {EXTENSION.code: Extension, SUSPENSION.code: Suspension}


def asked_about(clock_id: int) -> list[tuple[Kind, int]]:
    """What was asked about a clock and is not decided: its kind and its row."""
    found: list[tuple[Kind, int]] = []
    for kind in (EXTENSION, SUSPENSION):
        model = _MODELS[kind.code]
        query = select(model.id).where(
            model.clock_id == clock_id, model.state == RequestState.REQUESTED
        )
        found += [(kind, row_id) for row_id in db.session.scalars(query)]
    return found


def extension_sheet(asked: Extension, clock: Clock) -> Asked:
    """What is put before the head of the department, as the limit stands now."""
    facts = {**_limit(clock), "length": plain(asked.length), "paper": asked.paper}
    return Asked(EXTENSION, asked.id, facts, {"reason": asked.reason})


def suspension_sheet(asked: Suspension, clock: Clock) -> Asked:
    """What is put before the head of the department, as the limit stands now."""
    facts = {
        **_limit(clock),
        "ground": asked.ground.zh,
        "from_on": plain(asked.from_on),
        "until_on": plain(asked.until_on),
        "paper": asked.paper,
    }
    return Asked(SUSPENSION, asked.id, facts, {"reason": asked.reason})


def _limit(clock: Clock) -> dict[str, Fact]:
    rule = statute.statute().find_rule(clock.rule, on=clock.start_on)
    case = any_case(clock.case_id).number if clock.case_id else ""
    return {
        "case": case,
        "rule": f"{clock.rule}　{rule.name_zh}" if rule else clock.rule,
        "start_on": plain(clock.start_on),
        "due_on": plain(clock.due_on),
    }
