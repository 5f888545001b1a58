"""What workers are told of each step of their case. Each is told once for each occasion."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from casework.ground.cases.queries import matters
from casework.ground.notices.actions import telling
from casework.ground.notices.terms import Notice
from casework.procedure.inspections import queries as inspections

if TYPE_CHECKING:
    from casework.ground.cases.models.case import Case, Line


def assigned(body: dict[str, Any], *, now: datetime) -> None:
    """Two inspectors are at work."""
    case = matters.any_case(body["case_id"])
    _tell(case, matters.lines(case.id), Notice.ASSIGNED, about=f"case:{case.id}", now=now)


def ordered(body: dict[str, Any], *, now: datetime) -> None:
    """An order to pay was served: those whom it names are told its last day."""
    case = matters.any_case(body["case_id"])
    order = inspections.order(body["order_id"], case_id=case.id)
    named = [part.line for part in order.parts]
    _tell(case, named, Notice.ORDERED, about=f"order:{order.id}", day=order.term_on, now=now)


def paid(body: dict[str, Any], *, now: datetime) -> None:
    """Money was recorded: those whom it is for look at their cards."""
    case = matters.any_case(body["case_id"])
    for_whom = [line for line in matters.lines(case.id) if line.id in body["line_ids"]]
    _tell(
        case,
        for_whom,
        Notice.PAYMENT,
        about=f"batch:{body['batch_id']}",
        batch_id=body["batch_id"],
        now=now,
    )


def closed(body: dict[str, Any], *, now: datetime) -> None:
    """The case was closed; whoever is not content may say so."""
    case = matters.any_case(body["case_id"])
    about = f"closed:{case.id}:{case.closed_on}"
    _tell(case, matters.lines(case.id), Notice.CLOSED, about=about, now=now)


def _tell(
    case: Case,
    lines: Iterable[Line],
    notice: Notice,
    *,
    about: str,
    day: date | None = None,
    batch_id: int | None = None,
    now: datetime,
) -> None:
    for line in lines:
        telling.tell(
            line.worker,
            notice=notice,
            about=about,
            unit=case.holder,
            day=day,
            complaint_id=line.complaint_id,
            case_id=case.id,
            batch_id=batch_id,
            muted=case.muted,
            now=now,
        )
