"""Orders and decisions in a case with two inspectors and one verified line of 10,000 yuan."""

from __future__ import annotations

from datetime import date
from typing import Any

from casework.ground.cases.models.case import Case
from casework.ground.documents import actions as documents
from casework.ground.documents.models import Paper
from casework.ground.documents.terms.kinds import Way
from casework.ground.documents.terms.service import ServiceFacts
from casework.ground.identity import queries as officers
from casework.ground.identity.terms import Permission, Role
from casework.ground.parties import actions as parties
from casework.ground.parties.terms import ChainLevel
from casework.kernel.money import Money
from casework.procedure.inspections import queries
from casework.procedure.inspections.actions import deadlines, deciding, finding, ordering
from casework.procedure.inspections.models import Decision, Interview, Order
from casework.procedure.inspections.terms import DecisionKind, InterviewFacts, ReadBack, Relation
from tests.conftest import NOW
from tests.factories import cases, identity, offices
from tests.factories import parties as people
from tests.factories.approvals import shown

TODAY = NOW.date()
TERM = date(2026, 12, 2)


def case(*, area: str = offices.HOME, **values: Any) -> Case:
    """Two inspectors, one line that is verified in full."""
    made = cases.case(area=area, **values)
    cases.inspectors(case=made, area=area)
    cases.line(case=made, verified=Money.yuan(10_000))
    return made


def lead(case: Case) -> Any:
    """The lead inspector of a case."""
    return officers.officer(queries.inspector_ids(case.id)[0])


def interview(*, case: Case | None = None, area: str = offices.HOME, **values: Any) -> Interview:
    found = case or globals()["case"](area=area)
    facts = {
        "held_on": date(2026, 11, 20), "hours": "09:00–10:00", "place": "演示区服务中心",
        "person": "张示例", "relation": Relation.WORKER, "text": "问：欠多少？答：一万元。",
        "read_back": ReadBack.HEARD, "signed": True, **values,
    }  # fmt: skip
    return finding.record_interview(found, facts=InterviewFacts(**facts), by=lead(found), now=NOW)


def order(*, case: Case | None = None, area: str = offices.HOME, **values: Any) -> Order:
    """A draft of an order over all that is owed."""
    found = case or globals()["case"](area=area)
    given = {"term_on": TERM, "by": lead(found), "now": NOW, **values}
    return ordering.draft_order(found, **given)


def send(paper: Paper, *, by: Any, on: date = TODAY) -> None:
    """Approved by the right head, issued, and handed over."""
    needed = paper.kind.form.approval
    role = Role.SQUAD_HEAD if needed is Permission.APPROVE_ORDER else Role.DEPARTMENT_HEAD
    head = identity.officer(role=role, area=paper.unit.area.code)
    documents.approve(paper, seen=shown(paper), by=head, now=NOW)
    documents.issue(paper, by=by, now=NOW)
    facts = ServiceFacts(way=Way.DIRECT, on=on, place="演示路1号", receiver="李演示")
    documents.record_service(paper, facts=facts, by=by, now=NOW)


def served_order(*, case: Case | None = None, area: str = offices.HOME, **values: Any) -> Order:
    """Approved, issued, served; its term runs."""
    made = order(case=case, area=area, **values)
    send(made.paper, by=lead(made.case))
    deadlines.begin_term(made, served_on=TODAY, term_on=made.term_on, by=None, now=NOW)
    return made


def decision(*, case: Case | None = None, area: str = offices.HOME, **values: Any) -> Decision:
    """A prior notice as a draft."""
    found = case or globals()["case"](area=area)
    given = {
        "kind": DecisionKind.PAY, "statement_until": date(2026, 11, 30), "by": lead(found),
        "now": NOW, **values,
    }  # fmt: skip
    return deciding.draft_notice(found, **given)


def heard_decision(*, case: Case | None = None, area: str = offices.HOME,
                   **values: Any) -> Decision:  # fmt: skip
    """The notice is served and the party has spoken."""
    made = decision(case=case, area=area, **values)
    found = made.notice.case
    send(made.notice, by=lead(found))
    deciding.hear_statement(made, statement="演示：资金周转困难。", answer="不影响支付义务。",
                           by=lead(found), now=NOW)  # fmt: skip
    return made


def project_case(*, area: str = offices.HOME) -> Case:
    """A case on a project whose general contractor is known."""
    project = people.project(area=area)
    found = case(area=area, project_id=project.id)
    contractor = people.employer(area=area, name="演示总包公司")
    parties.link_chain(project, employer=contractor, level=ChainLevel.GENERAL)
    return found
