"""Workers' requests: a withdrawal of one worker before acceptance; matters accepted and closed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from casework.ground.cases.models.case import Case
from casework.ground.cases.queries import matters
from casework.ground.cases.terms import Ending
from casework.ground.identity.terms import Role
from casework.kernel import clock
from casework.kernel.money import Money
from casework.procedure.closing import actions as closing
from casework.procedure.closing.models import Closing
from casework.procedure.intake.actions import deciding
from casework.procedure.intake.models.complaints import Claimant, Complaint
from casework.procedure.requests.actions import asking
from casework.procedure.requests.models import WorkerRequest
from tests.factories import cases as case_rows
from tests.factories import identity, inspections, offices
from tests.factories import intake as filing
from tests.factories.approvals import shown

FACTS = {"facts": "已经查清。", "result": "每个人都有结果。"}


def claimant(*, area: str = offices.HOME, **values: Any) -> Claimant:
    """The only person of a new complaint."""
    return filing.complaint(area=area, **values).claimants[0]


def request(*, area: str = offices.HOME, **values: Any) -> WorkerRequest:
    """He wants to withdraw."""
    return asking.ask_withdrawal(
        claimant(area=area, **values), words="", by=None, now=clock.now()
    )  # fmt: skip


def people(many: int) -> tuple[Any, ...]:
    """So many workers, each with a phone of his own and another amount."""
    return tuple(
        filing.claimant(name=f"示例{n}", phone=f"1390000{n:04}", amount=Money.yuan(1000 + n))
        for n in range(1, many + 1)
    )


def accepted(many: int = 1) -> tuple[Complaint, Case]:
    """A complaint of so many workers that is a case now, with its two inspectors."""
    made = filing.complaint(claimants=people(many), people=many, amount=None)
    case = deciding.accept(made, by=None, now=clock.now())
    case_rows.inspectors(case=case)
    return made, case


def closed(many: int = 1, *, ending: Ending = Ending.SETTLED) -> tuple[Complaint, Case]:
    """Every line has its ending, and another person has closed the case."""
    complaint, case = accepted(many)
    inspections.interview(case=case)
    end_all(case, ending=ending, now=clock.now())
    return complaint, case


def end_all(case: Case, *, ending: Ending, now: datetime) -> None:
    """Ends what is open and closes the case, by two people."""
    proposal = proposed(case, ending=ending, now=now)
    closing.approve_closing(
        proposal, seen=shown(proposal), by=identity.officer(role=Role.SQUAD_HEAD), now=now
    )


def proposed(case: Case, *, ending: Ending = Ending.SETTLED, now: datetime) -> Closing:
    """Ends what is open and asks that the case be closed."""
    lead = inspections.lead(case)
    for line in matters.lines(case.id):
        if line.ending is None:
            closing.end_line(line, ending=ending, proof="协议在卷", by=lead, now=now)
    for task in matters.open_tasks(case.id):
        case_rows.actions.finish_task(task, by=lead, now=now)
    return closing.propose_closing(case, **FACTS, by=lead, now=now)
