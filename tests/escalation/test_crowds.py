"""A mass incident: the county is told once, and the plan is ticked by whom and when. D7, S12."""

from __future__ import annotations

from functools import partial

import pytest
from sqlalchemy import func, select

from casework.ground.cases.queries import matters
from casework.ground.identity.terms import Permission
from casework.kernel.transaction import writing
from casework.procedure.escalation import queries, rules
from casework.procedure.escalation.actions import crowds, hearing
from casework.procedure.escalation.models import Crowd, CrowdStep
from casework.procedure.escalation.terms import PlanStep
from casework.procedure.intake.actions import deciding
from casework.procedure.intake.terms import ComplaintFiled
from tests.chaos.test_at_once import at_once
from tests.factories import escalation, groups, identity, offices
from tests.factories import intake as filing
from tests.journeys.office import Office

READ_AT_ONCE = 5


def told(session):
    return session.scalar(select(func.count()).select_from(Crowd))


@pytest.mark.parametrize(("people", "number"), [(None, 0), (29, 0), (30, 1), (400, 1)])
def test_from_thirty_on_and_once_however_often_the_fact_is_read(session, now, people, number):
    made = filing.complaint(people=people)
    for _ in range(3):
        hearing.more_people(ComplaintFiled(made.id), now=now)
    assert told(session) == number


def test_five_workers_that_read_it_at_once_tell_once(app, session, now):
    complaint_id = filing.complaint(people=31).id
    session.commit()

    def deed():
        with writing():
            crowds.raise_crowd(complaint_id, now=now)

    at_once(app, now, *(partial(deed) for _ in range(READ_AT_ONCE)))
    session.expire_all()
    assert told(session) == 1
    assert session.scalar(select(func.count()).select_from(CrowdStep)) == len(PlanStep)


def test_what_is_told_of_a_complaint_is_not_told_again_of_its_case(session, now):
    made = filing.complaint(people=31)
    hearing.more_people(ComplaintFiled(made.id), now=now)
    case = deciding.accept(made, by=None, now=now)
    hearing.more_people(ComplaintFiled(made.id), now=now)
    assert told(session) == 1
    assert [one.id for one in queries.crowds_of([], case.id)] == [session.scalar(select(Crowd.id))]


def test_small_complaints_that_come_to_thirty_in_one_case_are_told(session, now):
    people = [groups.workmate(n) for n in range(1, 31)]
    first = filing.complaint(claimants=tuple(people[:16]), people=16)
    second = filing.complaint(claimants=tuple(people[16:]), people=14)
    case = deciding.accept(first, by=None, now=now)
    hearing.more_people(ComplaintFiled(first.id), now=now)
    assert told(session) == 0
    deciding.accept(second, join=case, by=None, now=now)
    hearing.more_people(ComplaintFiled(second.id), now=now)
    assert told(session) == 1
    assert [e.event for e in matters.timeline(case.id)].count("crowd_raised") == 1


def test_a_replay_of_a_published_case_tells_nobody(session, now):
    made = filing.complaint(people=300, muted=True)
    hearing.more_people(ComplaintFiled(made.id), now=now)
    assert told(session) == 0


def test_through_the_relay_it_stands_before_the_county_supervisor(officer, session, now):
    filing.complaint(people=31)
    session.commit()
    Office(officer, offices.HOME).relay()
    county = officer(role="county_supervisor")
    assert "群体事件：演示劳务公司，31人" in county.get("reports.board").text
    page = county.get("desk.today").click("群体事件1件，等您答复的督办事项0件")
    assert "群体事件" in page.text
    page = page.click("演示劳务公司")
    assert len(page.all("tbody tr")) == len(PlanStep)
    elsewhere = officer(role="county_supervisor", area=offices.ELSEWHERE)
    for room in ("desk.today", "escalation.queue", "reports.board"):
        assert "群体事件" not in elsewhere.get(room).text


def test_a_step_is_ticked_by_whom_and_when_and_only_once(officer, session):
    made = escalation.crowd()
    session.commit()
    county = officer(role="county_supervisor")
    form = county.get("escalation.crowd", crowd_id=made.id).form()
    assert form.submit({"step": "duty", "note": " "}, expect=422).errors
    page = form.submit({"step": "duty", "note": "打给值班领导王示例，10点5分"})
    row = page.all("tbody tr")[0]
    for words in ("☑", county.officer.name, "打给值班领导王示例，10点5分"):
        assert words in row
    form = county.get("escalation.crowd", crowd_id=made.id).form()
    again = form.submit({"step": "duty", "note": "又打一次"}, expect=422)
    assert any("请选一步还没办的" in words for words in again.errors)
    done = session.scalars(select(CrowdStep).where(CrowdStep.done_at.is_not(None))).one()
    assert (done.step, done.done_by) == (PlanStep.DUTY, county.officer.id)


def test_when_all_is_done_it_moves_to_what_is_resolved(officer, session, now):
    made = escalation.crowd()
    by = identity.officer(role="county_supervisor")
    assert by.may(Permission.SUPERVISE)
    for step in PlanStep:
        crowds.do_step(made, step=step, note="办了", by=by, now=now)
    with pytest.raises(rules.StepDone):
        crowds.do_step(made, step=PlanStep.DUTY, note="办了", by=by, now=now)
    session.commit()
    county = officer(role="county_supervisor")
    assert "群体事件" not in county.get("escalation.queue").text
    assert "已全部办完" in county.get("escalation.queue", standing="resolved").text
