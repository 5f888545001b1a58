"""A case closes when every worker has a result with its proof, by another person's hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from casework.ground.approvals import queries as waiting
from casework.ground.approvals import rules as approvals
from casework.ground.cases.actions import clocks, tasks
from casework.ground.cases.queries import clocks as clock_queries
from casework.ground.cases.queries import matters
from casework.ground.cases.terms import ClaimsAdded, ClockState, Ending, Stage, Subject
from casework.ground.documents import actions as documents
from casework.ground.documents.terms.kinds import State as PaperState
from casework.ground.identity.terms import Role
from casework.ground.ledger.actions.confirming import confirm
from casework.ground.ledger.actions.entries import record_payment
from casework.ground.ledger.rules import LineHasEnded
from casework.ground.ledger.terms import Source, Way
from casework.ground.statute import queries as statute
from casework.ground.statute.rules import counting
from casework.kernel.facts import Fact
from casework.kernel.lifecycle import NoSuchMove
from casework.kernel.money import Money
from casework.procedure.closing import actions, queries, rules
from casework.procedure.closing.models import Closing
from casework.procedure.closing.terms import Event, Gap, State, TryWay
from casework.procedure.inspections import queries as inspection_queries
from casework.procedure.inspections.actions import finding
from tests.conftest import NOW
from tests.factories import cases, identity, inspections
from tests.factories.approvals import shown

DONE = {"facts": "拖欠工资已全部付清。", "result": "付清结案。"}


@pytest.fixture
def case(session, now):
    return inspections.case()


@pytest.fixture
def line(case):
    return matters.lines(case.id)[0]


def _pay(line, now, *, confirmed=True):
    record_payment(line.case, source=Source.EMPLOYER, slip="单1", paid_on=date(2026, 11, 23),
                   total=line.owed, by=None, now=now)  # fmt: skip
    if confirmed:
        confirm(line, amount=line.paid, way=Way.BANK, proof="回单1", by=None, now=now)


def _ended(case, line, now):
    _pay(line, now)
    lead = inspections.lead(case)
    actions.end_line(line, ending=Ending.PAID, by=lead, now=now)
    return lead


def _gaps(case):
    return [one.gap for one in queries.missing(case)]


def test_paid_means_money_in_the_hand(case, line, now):
    lead = inspections.lead(case)
    _pay(line, now, confirmed=False)
    with pytest.raises(rules.NotConfirmed, match=r"10,000\.00元"):
        actions.end_line(line, ending=Ending.PAID, by=lead, now=now)
    confirm(line, amount=Money.yuan(10_000), way=Way.SIGNATURE, by=None, now=now)
    actions.end_line(line, ending=Ending.PAID, by=lead, now=now)
    assert (line.ending, line.ended_on) == (Ending.PAID, date(2026, 11, 23))


def test_an_unverified_line_is_not_paid_in_full(case, now):
    bare = cases.line(case=case)
    with pytest.raises(rules.NotVerified):
        actions.end_line(bare, ending=Ending.PAID, by=inspections.lead(case), now=now)


@pytest.mark.parametrize(
    "ending",
    [Ending.SETTLED, Ending.WITHDRAWN, Ending.ARBITRATION, Ending.COURT, Ending.POLICE],
)
def test_another_ending_needs_its_own_proof(case, line, now, ending):
    lead = inspections.lead(case)
    with pytest.raises(rules.ProofNeeded):
        actions.end_line(line, ending=ending, proof=" ", by=lead, now=now)
    actions.end_line(line, ending=ending, proof="演示文书第1号", by=lead, now=now)
    assert line.ending is ending


def test_unfounded_means_that_nothing_was_found(case, line, now):
    lead = inspections.lead(case)
    with pytest.raises(rules.StillOwed):
        actions.end_line(line, ending=Ending.UNFOUNDED, proof="账册", by=lead, now=now)
    nothing = cases.line(case=case, verified=Money(0))
    actions.end_line(nothing, ending=Ending.UNFOUNDED, proof="考勤和账册", by=lead, now=now)
    assert nothing.ending is Ending.UNFOUNDED


def test_nobody_is_given_up_before_the_third_try(case, line, now):
    lead = inspections.lead(case)
    for _ in range(2):
        actions.record_try(line, way=TryWay.CALL, note="停机", by=lead, now=now)
    with pytest.raises(rules.TooFewTries, match="现在有2次"):
        actions.end_line(line, ending=Ending.UNREACHABLE, proof="通话记录", by=lead, now=now)
    actions.record_try(line, way=TryWay.VISIT, note="搬走了", by=lead, now=now)
    actions.end_line(line, ending=Ending.UNREACHABLE, proof="通话记录", by=lead, now=now)
    assert line.ending is Ending.UNREACHABLE


def test_one_worker_withdraws_for_himself_alone(case, line, now):
    other = cases.line(case=case, verified=Money.yuan(500))
    lead = inspections.lead(case)
    actions.end_line(line, ending=Ending.WITHDRAWN, proof="本人签字", by=lead, now=now)
    assert other.ending is None
    with pytest.raises(LineHasEnded, match="本人撤回"):
        record_payment(case, source=Source.EMPLOYER, slip="单9", paid_on=date(2026, 11, 23),
                       amounts={line.id: Money.yuan(1)}, by=None, now=now)  # fmt: skip


def test_a_line_ends_once_and_an_ending_is_taken_back_with_a_reason(case, line, now):
    lead = _ended(case, line, now)
    with pytest.raises(rules.EndedAlready):
        actions.end_line(line, ending=Ending.PAID, by=lead, now=now)
    actions.reopen_line(line, reason="钱被退回", by=lead, now=now)
    assert (line.ending, line.ended_on) == (None, None)
    with pytest.raises(rules.NotEnded):
        actions.reopen_line(line, reason="再来一次", by=lead, now=now)


def test_everything_that_is_missing_is_listed(case, line, now):
    lead = inspections.lead(case)
    inspections.order(case=case)
    tasks.add_task(case, title="核对银行流水", officer=lead, due_on=None, by=lead, now=now)
    clocks.start_clock(kind=Subject.CLAIM, subject_id=7, rule="INV", start_on=case.filed_on,
                             unit=case.holder, case=case, now=now)  # fmt: skip
    assert _gaps(case) == [Gap.LINE_OPEN, Gap.TASK_OPEN, Gap.PAPER_OPEN, Gap.CLOCK_RUNS]
    with pytest.raises(rules.NotReadyToClose, match=line.worker.name):
        actions.propose_closing(case, **DONE, by=lead, now=now)


def test_a_paper_that_went_out_without_proof_of_service_is_missing(case, line, now):
    lead = _ended(case, line, now)
    other = cases.line(case=case, verified=Money.yuan(500))
    order = inspections.order(case=case)
    documents.approve(
        order.paper, seen=shown(order.paper), by=identity.officer(role=Role.SQUAD_HEAD), now=now
    )
    documents.issue(order.paper, by=lead, now=now)
    actions.end_line(other, ending=Ending.SETTLED, proof="协议", by=lead, now=now)
    assert _gaps(case) == [Gap.PAPER_UNSERVED]


def test_a_case_that_nobody_looked_into_is_not_closed(session, now):
    empty = cases.case()
    assert _gaps(empty) == [Gap.NO_LINE, Gap.NOT_INVESTIGATED]


def test_another_person_closes_and_all_limits_end(case, line, now, session):
    clock = clocks.start_clock(
        kind=Subject.CASE, subject_id=case.id, rule="INV", start_on=case.filed_on,
        unit=case.holder, case=case, now=now,
    )  # fmt: skip
    lead = _ended(case, line, now)
    closing = actions.propose_closing(case, **DONE, by=lead, now=now)
    actions.approve_closing(
        closing, seen=shown(closing), by=identity.officer(role=Role.SQUAD_HEAD), now=now
    )
    assert (case.stage, case.closed_on) == (Stage.CLOSED, date(2026, 11, 23))
    assert clock.state is ClockState.MET
    assert case.next_due_on is None
    assert closing.paper.state is PaperState.ISSUED
    assert session.query(Fact).filter_by(kind="CaseClosed").count() == 1
    assert matters.timeline(case.id)[0].event == Event.CASE_CLOSED


def test_nobody_approves_the_own_closing(case, line, now):
    head = identity.officer(role=Role.SQUAD_HEAD)
    _ended(case, line, now)
    closing = actions.propose_closing(case, **DONE, by=head, now=now)
    with pytest.raises(approvals.OwnPreparation):
        actions.approve_closing(closing, seen=shown(closing), by=head, now=now)
    with pytest.raises(approvals.OwnPreparation):
        actions.return_closing(closing, seen=shown(closing), reason="补材料", by=head, now=now)


def test_the_database_refuses_the_own_approval_too(case, line, now, session):
    lead = _ended(case, line, now)
    closing = actions.propose_closing(case, **DONE, by=lead, now=now)
    with pytest.raises(IntegrityError, match="approver_is_another"):
        session.execute(update(Closing).where(Closing.id == closing.id).values(approved_by=lead.id))


def test_an_inspector_has_no_right_to_approve(case, line, now):
    lead = _ended(case, line, now)
    closing = actions.propose_closing(case, **DONE, by=lead, now=now)
    with pytest.raises(approvals.MayNotDecide):
        actions.approve_closing(closing, seen=shown(closing), by=identity.officer(), now=now)


def test_what_opened_meanwhile_stops_the_approval(case, line, now):
    lead = _ended(case, line, now)
    closing = actions.propose_closing(case, **DONE, by=lead, now=now)
    tasks.add_task(case, title="核对", officer=lead, due_on=date(2026, 11, 30), by=lead,
                          now=now)  # fmt: skip
    with pytest.raises(rules.NotReadyToClose):
        actions.approve_closing(
            closing, seen=shown(closing), by=identity.officer(role=Role.SQUAD_HEAD), now=now
        )


def test_a_proposal_waits_alone_and_goes_back_with_a_reason(case, line, now):
    lead = _ended(case, line, now)
    head = identity.officer(role=Role.SQUAD_HEAD)
    closing = actions.propose_closing(case, **DONE, by=lead, now=now)
    with pytest.raises(rules.ProposedAlready):
        actions.propose_closing(case, **DONE, by=lead, now=now)
    with pytest.raises(rules.ProposedAlready):
        actions.reopen_line(line, reason="…", by=lead, now=now)
    with pytest.raises(approvals.ReasonNeeded):
        actions.return_closing(closing, seen=shown(closing), reason=" ", by=head, now=now)
    actions.return_closing(closing, seen=shown(closing), reason="补送达回证", by=head, now=now)
    assert (closing.state, closing.paper.state) == (State.RETURNED, PaperState.VOID)
    assert actions.propose_closing(case, **DONE, by=lead, now=now).state is State.PROPOSED


def test_a_proposal_waits_for_nobody_once_a_worker_claims_more(case, line, now):
    lead = _ended(case, line, now)
    head = identity.officer(role=Role.SQUAD_HEAD)
    closing = actions.propose_closing(case, **DONE, by=lead, now=now)
    assert waiting.waiting_for(head).total == 1

    actions.claims_added(ClaimsAdded(case.id, [line.id]), now=now)

    assert (closing.state, line.ending) == (State.RETURNED, None)
    assert waiting.waiting_for(head).total == 0
    assert not waiting.before(queries.sheet(closing), reader=head).waits


def test_a_closed_case_takes_no_ending_until_it_is_opened_again(case, line, now):
    lead = _ended(case, line, now)
    head = identity.officer(role=Role.SQUAD_HEAD)
    closing = actions.propose_closing(case, **DONE, by=lead, now=now)
    actions.approve_closing(closing, seen=shown(closing), by=head, now=now)
    with pytest.raises(rules.StageIsOver):
        actions.reopen_line(line, reason="…", by=lead, now=now)
    actions.reopen(case, reason="工人说钱没到", by=head, now=now)
    assert (case.stage, case.closed_on, closing.state) == (
        Stage.INVESTIGATING, None, State.REOPENED,
    )  # fmt: skip
    assert matters.open_tasks(case.id)[0].officer_id == lead.id
    actions.reopen_line(line, reason="钱没到", by=lead, now=now)
    with pytest.raises(NoSuchMove):
        actions.reopen(case, reason="再开", by=head, now=now)


def test_opening_again_lets_the_investigation_go_on(case, line, now):
    lead = _ended(case, line, now)
    finding.finish_investigation(case, report="事实清楚。", by=lead, now=now)
    closing = actions.propose_closing(case, **DONE, by=lead, now=now)
    head = identity.officer(role=Role.SQUAD_HEAD)
    actions.approve_closing(closing, seen=shown(closing), by=head, now=now)
    actions.reopen(case, reason="漏了一个人", by=head, now=now)
    assert inspection_queries.find_investigation(case.id) is None


#: Filed on 1 September; closed and opened again later.
FILED = date(2026, 9, 1)


def _closed(case, line, now):
    lead = _ended(case, line, now)
    closing = actions.propose_closing(case, **DONE, by=lead, now=now)
    actions.approve_closing(
        closing, seen=shown(closing), by=identity.officer(role=Role.SQUAD_HEAD), now=now
    )


def _inv(case, start_on=FILED):
    return clocks.start_clock(kind=Subject.CASE, subject_id=case.id, rule="INV",
                                    start_on=start_on, unit=case.holder, case=case,
                                    now=NOW)  # fmt: skip


def test_a_reopened_case_goes_on_with_the_days_that_were_left(case, line, now):
    clock = _inv(case)
    left = 60 - counting.count_workdays(FILED, now.date(), statute.calendar())
    _closed(case, line, now)
    later = now + timedelta(days=21)
    actions.reopen(case, reason="漏了一个人", by=identity.officer(role=Role.SQUAD_HEAD), now=later)
    running = clock_queries.running_clocks(Subject.CASE, case.id)
    assert [(one.id, one.rule) for one in running] == [(clock.id, "INV")]
    assert 0 < left < 60
    assert counting.count_workdays(later.date(), clock.due_on, statute.calendar()) == left
    assert clock_queries.not_reproduced([clock]) == []
    told = matters.timeline(case.id, limit=50)
    assert any(f"还剩{left}个工作日" in entry.text for entry in told)


def test_days_used_before_the_report_stay_used(case, line, now):
    clock = _inv(case)
    lead = inspections.lead(case)
    finding.finish_investigation(case, report="事实清楚。", by=lead, now=now)
    _closed(case, line, now + timedelta(days=7))
    later = now + timedelta(days=21)
    actions.reopen(case, reason="漏了一个人", by=identity.officer(role=Role.SQUAD_HEAD), now=later)
    left = 60 - counting.count_workdays(FILED, now.date(), statute.calendar())
    assert counting.count_workdays(later.date(), clock.due_on, statute.calendar()) == left
    why = {day.why for day in clock_queries.sheet(clock).days if day.closed}
    assert why == {"期限已停"}, "its limit ended a week before the case was closed"


def test_opened_and_closed_twice_no_day_comes_back(case, line, now):
    clock, head = _inv(case), identity.officer(role=Role.SQUAD_HEAD)
    _closed(case, line, now)
    for week in (1, 3):
        at = now + timedelta(weeks=week)
        actions.reopen(case, reason="再查", by=head, now=at)
        for task in matters.open_tasks(case.id):
            tasks.finish_task(task, by=head, now=at)
        closing = actions.propose_closing(case, **DONE, by=inspections.lead(case), now=at)
        actions.approve_closing(closing, seen=shown(closing), by=head, now=at)
    last = now + timedelta(weeks=5)
    actions.reopen(case, reason="再查", by=head, now=last)
    left = 60 - counting.count_workdays(FILED, now.date(), statute.calendar())
    assert counting.count_workdays(last.date(), clock.due_on, statute.calendar()) == left


def test_a_case_without_a_day_left_is_overdue_as_soon_as_it_is_opened_again(case, line, now):
    clock = _inv(case, start_on=date(2026, 6, 1))
    due_on = clock.due_on
    _closed(case, line, now)
    actions.reopen(case, reason="漏了一个人", by=identity.officer(role=Role.SQUAD_HEAD), now=now)
    assert (clock.state, clock.due_on) == (ClockState.RUNNING, due_on)
    assert due_on < now.date()


def test_the_window_of_the_court_has_run_on_while_the_case_was_closed(case, line, now):
    """It is the law's own calendar: nothing of it comes back, and it is not forgotten."""
    clock = clocks.start_clock(kind=Subject.PAPER, subject_id=1, rule="ENF",
                                     start_on=date(2026, 11, 2), unit=case.holder, case=case,
                                     now=now)  # fmt: skip
    due_on = clock.due_on
    _closed(case, line, now)
    assert clock.state is ClockState.MET
    later = now + timedelta(days=14)
    actions.reopen(case, reason="钱被退回", by=identity.officer(role=Role.SQUAD_HEAD), now=later)
    assert (clock.state, clock.due_on) == (ClockState.RUNNING, due_on)
    assert clock.check_on is not None
