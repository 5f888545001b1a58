"""What one county knows never reaches another: a canary in each field, and every page is read."""

from __future__ import annotations

from datetime import date

import pytest

from casework.ground.cases.actions import timeline
from casework.ground.documents.terms.kinds import Kind
from casework.ground.identity.terms import CITY_ROLES, Role
from casework.kernel.money import Money
from tests.factories import cases, documents, intake, offices, parties
from tests.house.subjects import ENDS_THE_SESSION, rules_of

pytestmark = pytest.mark.slow

CANARY = "金丝雀"
#: So much is typed into search fields: pages repeat what was asked, but never the whole word.
HALF = "金丝"
_COUNTY_ROLES = [role for role in Role if role not in CITY_ROLES]


@pytest.fixture
def planted(session, now):
    """A case of the home county whose every word is a canary: its rows by the names of routes."""
    employer = parties.employer(name=f"演示{CANARY}公司")
    project = parties.project(name=f"演示{CANARY}工程")
    case = cases.case(employer_id=employer.id, project_id=project.id)
    line = cases.line(case=case, name=f"{CANARY}甲", verified=Money.yuan(9000))
    lead, _ = cases.inspectors(case=case)
    timeline.write_note(case, text=f"{CANARY}记录", by=lead, now=now)
    task = cases.task(case=case, title=f"{CANARY}任务")
    clock = cases.clock(case=case, due_on=date(2026, 11, 20))
    paper = documents.issued(kind=Kind.ORDER, case=case, by=lead,
                             content=documents.order(f"{CANARY}甲"))  # fmt: skip
    complaint = intake.complaint(
        employer=f"{CANARY}劳务", place=f"{CANARY}路", story=f"{CANARY}经过",
        claimants=(intake.claimant(name=f"{CANARY}乙"),),
    )  # fmt: skip
    session.commit()
    return {"case_id": case.id, "line_id": line.id, "task_id": task.id, "clock_id": clock.id,
            "paper_id": paper.id, "complaint_id": complaint.id}  # fmt: skip


def pages(client):
    """Every page that needs no id, plain and with a search."""
    for rule in rules_of(client.app, method="GET"):
        if rule.arguments or rule.endpoint in ENDS_THE_SESSION:
            continue
        for query in ({}, {"whose": "all", "standing": "any", "q": HALF}):
            yield client.ask("GET", rule.rule, inspect=False, query_string=query)


def test_the_canary_sings_at_home(planted, officer):
    assert any(CANARY in page.html for page in pages(officer(role="inspector")))


def test_no_page_of_another_county_knows_the_canary(planted, officer):
    """Every role: lists and searches are silent, and the addresses of the case lead nowhere."""
    wrong = []
    for role in _COUNTY_ROLES:
        client = officer(role=role, area=offices.ELSEWHERE)
        wrong += [f"{role} {page.url}" for page in pages(client) if CANARY in page.html]
        for page in pages_of(planted, client):
            if page.status not in (403, 404) or CANARY in page.html:
                wrong.append(f"{role} {page.status} {page.url}")
    assert not wrong, "\n".join(wrong)


def pages_of(planted, client):
    """Every address that the planted rows have."""
    for rule in rules_of(client.app, method="GET"):
        if rule.arguments and rule.arguments <= set(planted):
            values = {name: planted[name] for name in rule.arguments}
            yield client.ask("GET", client.url(rule.endpoint, **values), inspect=False)


def test_a_stranger_never_hears_the_canary(planted, client):
    assert not [page.url for page in pages(client) if CANARY in page.html]
