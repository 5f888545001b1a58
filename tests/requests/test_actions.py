"""What a worker asks for changes his own line alone, and only when it may."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from casework.ground.cases.queries import matters
from casework.ground.cases.terms import Ending, EntryKind, Stage
from casework.ground.documents.terms.kinds import State as PaperState
from casework.ground.identity.terms import Role
from casework.ground.notices.models import Message
from casework.ground.notices.terms import Notice
from casework.kernel.database import db
from casework.kernel.lifecycle import NoSuchMove
from casework.kernel.money import Money
from casework.procedure.closing.terms import State as Proposed
from casework.procedure.intake.actions import deciding
from casework.procedure.intake.models.complaints import DeskAct
from casework.procedure.intake.terms import Act
from casework.procedure.intake.terms import State as Filed
from casework.procedure.requests import queries, rules
from casework.procedure.requests.actions import asking, settling
from casework.procedure.requests.models import WorkerRequest
from casework.procedure.requests.terms import About, Grade, Kind, Said, State
from tests.factories import identity, inspections
from tests.factories import intake as filing
from tests.factories import requests as factory

CALL = "本人说愿意撤"


def withdraw(claimant, now, *, by=None):
    row = asking.ask_withdrawal(claimant, words="", by=None, now=now)
    settling.withdraw(row, called_at=now, said=CALL, by=by or identity.officer(), now=now)
    return row


def sums(case):
    db.session.refresh(case)
    return case.people, case.claimed, case.verified, case.paid, case.confirmed


def lines(case):
    return {line.id: (line.claimed, line.verified, line.paid, line.ending, line.from_month)
            for line in matters.lines(case.id)}  # fmt: skip


@pytest.fixture
def accepted(session, now):
    return factory.accepted(3)


def test_a_withdrawal_waits_until_he_is_called_back(accepted, now):
    complaint, case = accepted
    row = asking.ask_withdrawal(complaint.claimants[1], words="不想等了", by=None, now=now)
    assert queries.line_of(complaint.claimants[1]).ending is None
    assert [task.title for task in matters.open_tasks(case.id)] == ["工人要撤回：先打电话问本人"]
    entry = matters.timeline(case.id)[1]
    assert (entry.kind, entry.to_worker, entry.text) == (EntryKind.WORKER, False, "不想等了")
    for called_at, said in ((None, CALL), (now, " ")):
        with pytest.raises(rules.CallNeeded):
            settling.withdraw(row, called_at=called_at, said=said, by=identity.officer(), now=now)
    for called_at in (now + timedelta(minutes=1), now - timedelta(minutes=1)):
        with pytest.raises(rules.CalledInFuture):
            settling.withdraw(row, called_at=called_at, said=CALL, by=identity.officer(), now=now)


def test_the_call_is_the_proof_and_ends_his_line_alone(accepted, now):
    complaint, case = accepted
    before, total = lines(case), sums(case)
    officer = identity.officer()
    row = withdraw(complaint.claimants[1], now, by=officer)
    mine = queries.line_of(complaint.claimants[1])
    assert mine.ending is Ending.WITHDRAWN
    assert officer.name in mine.ending_proof
    assert CALL in mine.ending_proof
    after = lines(case)
    assert {k: v for k, v in after.items() if k != mine.id} == {
        k: v for k, v in before.items() if k != mine.id
    }
    assert sums(case) == total
    assert row.state is State.DONE
    assert not matters.open_tasks(case.id)
    assert case.stage is Stage.INVESTIGATING or case.stage is Stage.FILED


def test_he_says_that_he_does_not_withdraw(accepted, now):
    complaint = accepted[0]
    row = asking.ask_withdrawal(complaint.claimants[0], words="", by=None, now=now)
    settling.keep(row, called_at=now, said="老板逼我撤，我不撤", by=identity.officer(), now=now)
    assert row.state is State.CANCELLED
    assert queries.line_of(complaint.claimants[0]).ending is None
    with pytest.raises(NoSuchMove):
        settling.withdraw(row, called_at=now, said=CALL, by=identity.officer(), now=now)


def test_asking_five_times_is_one_request_and_one_task(accepted, now, session):
    complaint, case = accepted
    rows = {
        asking.ask_withdrawal(complaint.claimants[0], words="", by=None, now=now).id
        for _ in range(5)
    }
    assert len(rows) == 1
    assert len(matters.open_tasks(case.id)) == 1


@pytest.mark.parametrize("which", range(3))
def test_before_acceptance_one_of_three_withdraws_and_the_others_become_lines(session, now, which):
    complaint = filing.complaint(claimants=factory.people(3), people=3)
    withdraw(complaint.claimants[which], now)
    assert complaint.state is Filed.RECEIVED
    case = deciding.accept(complaint, by=None, now=now)
    kept = [one.worker_id for n, one in enumerate(complaint.claimants) if n != which]
    assert [line.worker_id for line in matters.lines(case.id)] == kept


def test_the_complaint_is_withdrawn_when_nobody_is_left_in_it(session, now):
    complaint = filing.complaint(claimants=factory.people(2), people=2)
    for claimant in complaint.claimants:
        withdraw(claimant, now)
    assert complaint.state is Filed.WITHDRAWN
    acts = session.scalars(select(DeskAct.act).where(DeskAct.complaint_id == complaint.id))
    assert list(acts)[-2:] == [Act.LINE_WITHDRAWN, Act.WITHDRAWN]


@settings(
    max_examples=15, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(amounts=st.lists(st.integers(1, 10_000_000), min_size=1, max_size=6), data=st.data())
def test_whoever_withdraws_nobody_elses_line_or_sum_moves(session, now, amounts, data):
    people = tuple(
        filing.claimant(name=f"示例{n}", phone=f"1390000{n:04}", amount=Money(fen))
        for n, fen in enumerate(amounts)
    )
    complaint = filing.complaint(claimants=people, people=len(people), amount=None)
    case = deciding.accept(complaint, by=None, now=now)
    total = sums(case)
    gone = data.draw(st.sets(st.integers(0, len(amounts) - 1), max_size=len(amounts)))
    before = lines(case)
    for number in sorted(gone):
        withdraw(complaint.claimants[number], now)
    mine = {queries.line_of(complaint.claimants[number]).id for number in gone}
    for line_id, kept in lines(case).items():
        assert kept[:3] == before[line_id][:3]
        assert (kept[3] is Ending.WITHDRAWN) is (line_id in mine)
    assert sums(case) == total
    assert case.stage is not Stage.CLOSED


def test_the_claimed_amount_changes_only_when_an_officer_takes_it_over(accepted, now):
    complaint, case = accepted
    me = complaint.claimants[0]
    line = queries.line_of(me)
    before = line.claimed
    said = Said(About.AMOUNT, amount=Money.yuan(15_000))
    row = asking.ask_correction(me, said, by=None, now=now)
    assert (line.claimed, row.old, row.new) == (before, "1,001.00", "15,000.00")
    total = case.claimed
    settling.carry_out(row, said, answer="按您说的改了", by=identity.officer(), now=now)
    assert line.claimed == Money.yuan(15_000)
    assert line.verified is None
    assert sums(case)[1] == total + Money.yuan(15_000) - before


def test_a_correction_not_taken_over_has_an_answer_that_he_reads(accepted, now, session):
    me = accepted[0].claimants[0]
    row = asking.ask_correction(me, Said(About.PLACE, text="演示二路"), by=None, now=now)
    with pytest.raises(rules.AnswerNeeded):
        settling.answer(row, answer=" ", by=identity.officer(), now=now)
    settling.answer(row, answer="合同上写的是演示路", by=identity.officer(), now=now)
    assert (row.state, row.answer) == (State.ANSWERED, "合同上写的是演示路")
    told = session.scalars(select(Message).where(Message.notice == Notice.ANSWERED)).all()
    assert len(told) == 1


def test_a_newer_correction_takes_the_place_of_one_that_waits(accepted, now):
    me, case = accepted[0].claimants[0], accepted[1]
    first = asking.ask_correction(me, Said(About.AMOUNT, amount=Money.yuan(5)), by=None, now=now)
    second = asking.ask_correction(me, Said(About.AMOUNT, amount=Money.yuan(6)), by=None, now=now)
    db.session.refresh(first)
    assert (first.state, second.state) == (State.CANCELLED, State.OPEN)
    assert len(matters.open_tasks(case.id)) == 1


def test_before_acceptance_his_own_amount_changes_at_once_and_the_old_one_is_kept(session, now):
    complaint = filing.complaint(claimants=factory.people(2), people=2, amount=Money.yuan(2003))
    me = complaint.claimants[0]
    said = Said(About.AMOUNT, amount=Money.yuan(4000))
    row = asking.ask_correction(me, said, by=None, now=now)
    assert (row.state, me.amount) == (State.DONE, Money.yuan(4000))
    assert complaint.amount == Money.yuan(5002)
    act = session.scalars(select(DeskAct).where(DeskAct.act == Act.CORRECTED)).one()
    assert act.reason == "欠多少：1,001.00 → 4,000.00"


def test_one_of_several_does_not_change_the_employer_of_all(session, now):
    complaint = filing.complaint(claimants=factory.people(2), people=2)
    said = Said(About.EMPLOYER, text="别的公司")
    row = asking.ask_correction(complaint.claimants[0], said, by=None, now=now)
    assert row.state is State.OPEN
    assert complaint.employer_text == "演示劳务公司"
    settling.carry_out(row, said, answer="改了", by=identity.officer(), now=now)
    assert complaint.employer_text == "别的公司"


def test_saying_the_same_is_no_correction(accepted, now):
    me = accepted[0].claimants[0]
    with pytest.raises(rules.NothingNew):
        asking.ask_correction(me, queries.present(me, About.AMOUNT), by=None, now=now)


def test_nothing_is_changed_or_withdrawn_when_it_is_over(session, now):
    complaint, _ = factory.closed()
    me = complaint.claimants[0]
    with pytest.raises(rules.OverAlready):
        asking.ask_withdrawal(me, words="", by=None, now=now)
    with pytest.raises(rules.OverAlready):
        asking.ask_correction(me, Said(About.AMOUNT, amount=Money.yuan(5)), by=None, now=now)


def test_not_solved_opens_the_case_once_under_its_number(session, now):
    complaint, case = factory.closed(2)
    number, holder = case.number, case.holder_unit_id
    me, other = complaint.claimants
    later = now + timedelta(days=20)
    rows = {asking.say_unsolved(me, words="钱没到", by=None, now=later).id for _ in range(5)}
    assert len(rows) == 1
    assert (case.stage, case.number, case.closed_on) == (Stage.INVESTIGATING, number, None)
    assert queries.line_of(me).ending is None
    assert queries.line_of(other).ending is Ending.SETTLED
    assert [row.unit_id for row in queries.reopenings(case.id)] == [holder]
    assert len(matters.open_tasks(case.id)) == 1
    reopened = [e for e in matters.timeline(case.id) if e.event == "case_reopened"]
    assert [(e.kind, e.officer_id) for e in reopened] == [(EntryKind.WORKER, None)]


def test_not_solved_sends_back_a_closing_that_waits(session, now):
    complaint, case = factory.accepted(2)
    me, other = complaint.claimants
    inspections.interview(case=case)
    proposal = factory.proposed(case, now=now)
    asking.say_unsolved(me, words="钱没到", by=None, now=now)
    assert (proposal.state, proposal.paper.state) == (Proposed.RETURNED, PaperState.VOID)
    assert queries.line_of(me).ending is None
    assert queries.line_of(other).ending is Ending.SETTLED
    events = [(e.event, e.kind) for e in matters.timeline(case.id)]
    assert ("closing_returned", EntryKind.WORKER) in events


def test_a_workmate_who_presses_too_takes_back_his_own_ending_and_counts_no_more(session, now):
    complaint, case = factory.closed(2)
    me, other = complaint.claimants
    asking.say_unsolved(me, words="", by=None, now=now)
    asking.say_unsolved(other, words="", by=None, now=now)
    assert queries.line_of(other).ending is None
    assert len(queries.reopenings(case.id)) == 1


@pytest.mark.parametrize(("days", "in_time"), [(0, True), (30, True), (31, False), (40, False)])
def test_after_thirty_days_the_counter_is_told(session, now, days, in_time):
    complaint, case = factory.closed()
    later = now + timedelta(days=days)
    if in_time:
        asking.say_unsolved(complaint.claimants[0], words="", by=None, now=later)
        assert case.stage is Stage.INVESTIGATING
        return
    with pytest.raises(rules.TooLate):
        asking.say_unsolved(complaint.claimants[0], words="", by=None, now=later)
    assert case.stage is Stage.CLOSED


def test_what_the_counter_takes_after_the_window_a_head_decides(session, now):
    complaint, case = factory.closed()
    clerk, head = identity.officer(role=Role.CLERK), identity.officer(role=Role.SQUAD_HEAD)
    later = now + timedelta(days=40)
    row = asking.say_unsolved(complaint.claimants[0], words="钱没到", by=clerk, now=later)
    assert (row.state, case.stage) == (State.OPEN, Stage.CLOSED)
    with pytest.raises(rules.OwnEntry):
        settling.reopen_late(row, answer="重开", by=clerk, now=later)
    settling.reopen_late(row, answer="重开", by=head, now=later)
    assert (row.state, case.stage) == (State.DONE, Stage.INVESTIGATING)


def test_while_it_is_open_there_is_nothing_to_reopen(accepted, now):
    with pytest.raises(rules.StillOpen):
        asking.say_unsolved(accepted[0].claimants[0], words="", by=None, now=now)


def test_satisfaction_is_said_once_and_may_be_changed_for_thirty_days(session, now):
    complaint, case = factory.closed()
    me = complaint.claimants[0]
    asking.grade(me, Grade.DISCONTENT, words="太慢", by=None, now=now)
    asking.grade(me, Grade.FAIR, words="", by=None, now=now + timedelta(days=30))
    assert [(one.grade, one.words) for one in queries.satisfactions(case.id)] == [
        (Grade.FAIR, None)
    ]
    with pytest.raises(rules.TooLate):
        asking.grade(me, Grade.CONTENT, words="", by=None, now=now + timedelta(days=31))


def test_before_the_end_nobody_is_asked_how_content_he_is(accepted, now):
    with pytest.raises(rules.StillOpen):
        asking.grade(accepted[0].claimants[0], Grade.FAIR, words="", by=None, now=now)


def test_who_entered_it_at_the_counter_does_not_carry_it_out(session, now):
    clerk = identity.officer(role=Role.CLERK)
    claimant = factory.claimant()
    row = asking.ask_withdrawal(claimant, words="", by=clerk, now=now)
    with pytest.raises(rules.OwnEntry):
        settling.withdraw(row, called_at=now, said=CALL, by=clerk, now=now)


def test_the_database_keeps_to_it_too(session, now):
    row = factory.request()
    session.flush()
    done = update(WorkerRequest).where(WorkerRequest.id == row.id)
    with pytest.raises(IntegrityError, match="withdrawal_was_asked_back"), session.begin_nested():
        session.execute(done.values(state="done", settled_at=now))
    with pytest.raises(IntegrityError, match="settled_has_time"), session.begin_nested():
        session.execute(done.values(state="cancelled"))


def test_a_new_phone_opens_the_receipt_and_the_old_one_is_told(accepted, now, session):
    me = accepted[0].claimants[0]
    old = me.phone
    asking.change_phone(me, phone="13911112222", by=None, now=now)
    assert (me.phone, me.worker.phone) == ("13911112222", "13911112222")
    told = session.scalars(select(Message).where(Message.notice == Notice.PHONE_CHANGED)).one()
    assert told.address == old
    others = [one.phone for one in accepted[0].claimants[1:]]
    assert others == [f"1390000{n:04}" for n in (2, 3)]


def test_what_was_asked_before_there_was_a_case_goes_to_its_handler(session, now):
    made = filing.complaint(claimants=factory.people(2), people=2, amount=None)
    me, other = made.claimants
    row = asking.ask_withdrawal(me, words="不想等了", by=None, now=now)
    case = deciding.accept(made, by=None, now=now)
    for _again in range(2):
        asking.follow_into_case(made.id, case, now=now)
    assert (row.case_id, row.line_id) == (case.id, queries.line_of(me).id)
    assert [task.title for task in matters.open_tasks(case.id)] == ["工人要撤回：先打电话问本人"]
    assert [entry.text for entry in matters.timeline(case.id)].count("不想等了") == 1
    settling.withdraw(row, called_at=now, said=CALL, by=identity.officer(), now=now)
    assert queries.line_of(me).ending is Ending.WITHDRAWN
    assert queries.line_of(other).ending is None


def test_a_withdrawal_that_comes_too_late_for_the_desk_changes_nothing(session, now):
    made = filing.complaint(claimants=factory.people(2), people=2, amount=None)
    row = asking.ask_withdrawal(made.claimants[0], words="", by=None, now=now)
    deciding.accept(made, by=None, now=now)
    with pytest.raises(NoSuchMove):
        settling.withdraw(row, called_at=now, said=CALL, by=identity.officer(), now=now)
    assert made.claimants[0].withdrawn_at is None


def test_asking_takes_complaint_case_and_request_in_this_order(accepted, session, now, queries):
    me = accepted[0].claimants[0]
    session.commit()
    if session.get_bind().dialect.name != "postgresql":
        return  # one writer at a time, no rows to hold
    with queries() as seen:
        asking.ask_correction(me, Said(About.PLACE, text="别处"), by=None, now=now)
        asking.ask_correction(me, Said(About.PLACE, text="又别处"), by=None, now=now)
    held = [s.split("FROM ")[1].split()[0] for s in seen if "FOR UPDATE" in s]
    assert held.index("complaint") < held.index('"case"') < held.index("worker_request")


def test_of_one_worker_nobody_reads_the_requests_of_another(accepted, now):
    me, other, _ = accepted[0].claimants
    asking.ask_withdrawal(me, words="", by=None, now=now)
    assert queries.of_claimant(other.id) == []
    assert queries.find_open(me.id, Kind.WITHDRAW, About.LINE) is not None
