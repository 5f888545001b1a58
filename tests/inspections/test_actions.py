"""From the first interview to the end of the term of an order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from casework.ground.approvals import rules as approvals
from casework.ground.cases.actions import clocks, people
from casework.ground.cases.queries import clocks as clock_queries
from casework.ground.cases.queries import matters
from casework.ground.cases.terms import ClockState, Ending, Stage, Subject
from casework.ground.documents import actions as documents
from casework.ground.documents.terms.kinds import Kind, State
from casework.ground.identity.terms import Role
from casework.ground.ledger.actions.entries import record_payment
from casework.ground.ledger.terms import Source
from casework.kernel.days import at
from casework.kernel.facts import Fact
from casework.kernel.lifecycle import NoSuchMove
from casework.kernel.money import Money
from casework.kernel.terms import Conflict, Missing
from casework.procedure.inspections import queries, rules
from casework.procedure.inspections.actions import deadlines, ordering
from casework.procedure.inspections.actions import deciding as deciding_actions
from casework.procedure.inspections.actions import finding as finding_actions
from casework.procedure.inspections.models import Interview
from casework.procedure.inspections.terms import (
    DecisionKind,
    Event,
    Finding,
    Found,
    InterviewFacts,
    Outcome,
    ReadBack,
    Relation,
)
from tests.factories import cases, identity, inspections
from tests.factories.approvals import shown

NOTHING = Found(books=None, verified=None)
AFTER_THE_TERM = at(inspections.TERM + timedelta(days=1), 9)


def _facts(session):
    return [fact.kind for fact in session.query(Fact).order_by(Fact.id)]


def _pay_all(case, now, slip="单1"):
    record_payment(case, source=Source.EMPLOYER, slip=slip, paid_on=date(2026, 11, 23),
                   total=case.verified - case.paid, by=None, now=now)  # fmt: skip


def test_an_interview_is_printed_and_kept_with_two_officers(session, now):
    made = inspections.interview()
    paper = made.paper_id
    assert made.first_id != made.second_id
    assert (made.person, made.text) == ("张示例", "问：欠多少？答：一万元。")
    entry = matters.timeline(made.case_id)[0]
    assert (entry.event, entry.subject_id) == (Event.INTERVIEW_HELD, paper)
    assert b"\xe5\xbc\xa0" not in made.person_sealed


def test_an_interview_with_one_inspector_is_refused_with_its_article(session, now):
    case = cases.case()
    with pytest.raises(rules.BothMustBeAssigned) as refusal:
        finding_actions.record_interview(case, facts=_told(), by=identity.officer(), now=now)
    assert refusal.value.article == "劳动保障监察条例16"


def _told(**values):
    facts = {
        "held_on": date(2026, 11, 20), "hours": "9时", "place": "工地", "person": "张示例",
        "relation": Relation.WORKER, "text": "…", "read_back": ReadBack.READ, "signed": True,
        **values,
    }  # fmt: skip
    return InterviewFacts(**facts)


def test_an_unsigned_note_without_a_reason_is_refused(session, now):
    case = inspections.case()
    lead = inspections.lead(case)
    with pytest.raises(rules.RefusalNeedsReason):
        finding_actions.record_interview(case, facts=_told(signed=False), by=lead, now=now)
    kept = finding_actions.record_interview(
        case, facts=_told(signed=False, refusal="说要先问律师"), by=lead, now=now
    )
    assert (kept.signed, kept.refusal) == (False, "说要先问律师")


def test_an_officer_who_is_not_assigned_neither_interviews_nor_verifies(session, now):
    case = inspections.case()
    stranger = identity.officer()
    with pytest.raises(rules.NotAssigned):
        finding_actions.record_interview(case, facts=_told(), by=stranger, now=now)
    with pytest.raises(rules.NotAssigned):
        finding_actions.verify(case, findings=[], by=stranger, now=now)


def test_the_database_refuses_one_officer_twice(session, now):
    kept = inspections.interview()
    values = {c.key: getattr(kept, c.key) for c in Interview.__mapper__.column_attrs}
    values |= {"id": kept.id + 1, "second_id": kept.first_id, "paper_id": kept.paper_id}
    with pytest.raises(IntegrityError, match="two_officers"):
        session.execute(insert(Interview).values(values))


def _found(line, *, was=NOTHING, **mine):
    return Finding(line.id, was, Found(**{"books": None, "verified": None, **mine}))


def test_verified_amounts_reach_the_case_and_the_timeline(session, now):
    case = cases.case()
    lead, _ = cases.inspectors(case=case)
    line = cases.line(case=case, yuan=800)
    mine = _found(line, books=Money.yuan(500), verified=Money.yuan(700), ground="打卡66次")
    finding_actions.verify(case, findings=[mine], by=lead, now=now)
    assert (line.verified, case.verified) == (Money.yuan(700), Money.yuan(700))
    entry = matters.timeline(case.id)[0]
    assert entry.event == Event.AMOUNTS_VERIFIED
    assert '"old": "—", "new": "700.00"' in entry.changes


def test_a_check_that_changes_nothing_leaves_no_entry(session, now):
    case = cases.case()
    lead, _ = cases.inspectors(case=case)
    line = cases.line(case=case)
    finding_actions.verify(case, findings=[_found(line)], by=lead, now=now)
    assert not matters.timeline(case.id)


def test_two_officers_at_once_lose_nothing(session, now):
    case = cases.case()
    lead, second = cases.inspectors(case=case)
    one, two = cases.line(case=case, yuan=800), cases.line(case=case, yuan=900)
    mine = [_found(one, verified=Money.yuan(800)), _found(two)]
    theirs = [_found(one), _found(two, verified=Money.yuan(900))]
    finding_actions.verify(case, findings=mine, by=lead, now=now)
    finding_actions.verify(case, findings=theirs, by=second, now=now)
    assert (one.verified, two.verified) == (Money.yuan(800), Money.yuan(900))


def test_the_same_field_changed_twice_shows_the_value_that_stands(session, now):
    case = cases.case()
    lead, second = cases.inspectors(case=case)
    line = cases.line(case=case, yuan=800)
    finding_actions.verify(
        case, findings=[_found(line, verified=Money.yuan(800))], by=lead, now=now
    )
    clash = _found(line, verified=Money.yuan(700), ground="工友证言")
    with pytest.raises(Conflict) as conflict:
        finding_actions.verify(case, findings=[clash], by=second, now=now)
    assert conflict.value.theirs == {f"verified_{line.id}": Money.yuan(800)}
    assert line.verified == Money.yuan(800)


def test_a_difference_without_its_ground_is_refused_at_its_field(session, now):
    case = cases.case()
    lead, _ = cases.inspectors(case=case)
    line = cases.line(case=case, yuan=800)
    with pytest.raises(rules.GroundNeeded) as refusal:
        finding_actions.verify(
            case, findings=[_found(line, verified=Money.yuan(1))], by=lead, now=now
        )
    assert refusal.value.field == f"ground_{line.id}"


def test_what_was_paid_cannot_be_found_not_owed(session, now):
    case = inspections.case()
    line = matters.lines(case.id)[0]
    _pay_all(case, now)
    was = Found(books=None, verified=line.verified)
    finding = _found(line, was=was, verified=Money.yuan(9000), ground="账册")
    with pytest.raises(rules.BelowPaid):
        finding_actions.verify(case, findings=[finding], by=inspections.lead(case), now=now)


def test_an_ended_line_is_not_verified_again(session, now):
    case = cases.case()
    lead, _ = cases.inspectors(case=case)
    line = cases.line(case=case, ending=Ending.WITHDRAWN, ended_on=date(2026, 11, 20))
    with pytest.raises(rules.LineEndedAlready):
        finding_actions.verify(
            case, findings=[_found(line, verified=line.claimed)], by=lead, now=now
        )


def test_a_line_of_another_case_is_not_there(session, now):
    case, other = inspections.case(), cases.line()
    with pytest.raises(Missing):
        finding_actions.verify(case, findings=[_found(other)], by=inspections.lead(case), now=now)


def test_the_end_of_the_investigation_meets_its_limit_and_begins_the_next(session, now):
    case = inspections.case()
    clock = _investigation_clock(case, now)
    finding_actions.finish_investigation(
        case, report="事实清楚。", by=inspections.lead(case), now=now
    )
    assert (clock.state, clock.met_on) == (ClockState.MET, date(2026, 11, 23))
    deciding = clock_queries.find_running_clock(Subject.CASE, case.id, "DEC")
    assert deciding.due_on == date(2026, 12, 14)
    with pytest.raises(rules.FinishedAlready):
        finding_actions.finish_investigation(case, report="…", by=inspections.lead(case), now=now)


def _investigation_clock(case, now):
    return clocks.start_clock(
        kind=Subject.CASE, subject_id=case.id, rule="INV", start_on=case.filed_on,
        unit=case.holder, case=case, now=now,
    )  # fmt: skip


def test_an_investigation_does_not_end_while_a_line_is_not_verified(session, now):
    case = inspections.case()
    open_line = cases.line(case=case)
    with pytest.raises(rules.NotVerifiedYet, match=open_line.worker.name):
        finding_actions.finish_investigation(case, report="…", by=inspections.lead(case), now=now)


def test_an_order_lists_the_workers_and_what_each_is_still_owed(session, now):
    case = inspections.case()
    cases.line(case=case, verified=Money.yuan(500))
    order = inspections.order(case=case)
    body = order.paper.body
    assert (body.people, body.amount, order.amount) == (2, Money.yuan(10_500), Money.yuan(10_500))
    assert body.missing() == []
    assert "壹万零伍佰元整" in body.demand
    assert order.paper.kind is Kind.ORDER


def test_the_agreed_part_can_be_ordered_alone(session, now):
    case = inspections.case()
    other = cases.line(case=case, verified=Money.yuan(500))
    order = inspections.order(case=case, line_ids=[other.id])
    assert [part.line_id for part in order.parts] == [other.id]


def test_nobody_approves_the_own_order(session, now):
    case = inspections.case()
    head = identity.officer(role=Role.SQUAD_HEAD)
    people.assign(case, lead=head, assistant=inspections.lead(case), by=head, now=now)
    order = ordering.draft_order(case, term_on=inspections.TERM, by=head, now=now)
    with pytest.raises(approvals.OwnPreparation):
        documents.approve(order.paper, seen=shown(order.paper), by=head, now=now)


def test_an_order_names_a_later_day_and_somebody_who_is_owed(session, now):
    case = inspections.case()
    lead = inspections.lead(case)
    with pytest.raises(rules.TermTooEarly):
        ordering.draft_order(case, term_on=date(2026, 11, 23), by=lead, now=now)
    unverified = cases.line(case=case)
    for chosen in ([], [unverified.id], [7]):
        with pytest.raises(rules.NothingToOrder):
            ordering.draft_order(case, term_on=inspections.TERM, line_ids=chosen, by=lead, now=now)


def test_service_begins_the_term_once(session, now):
    order = inspections.served_order()
    deadlines.begin_term(
        order, served_on=date(2026, 11, 23), term_on=order.term_on, by=None, now=now
    )
    clock = clock_queries.find_running_clock(Subject.PAPER, order.paper_id, "ORDER-TERM")
    assert (clock.due_on, order.case.stage) == (date(2026, 12, 2), Stage.ORDERED)
    assert order.case.next_due_on == date(2026, 12, 2)
    assert _facts(session).count("OrderServed") == 1


def test_an_order_served_after_its_own_term_has_no_effect_and_asks_for_a_new_one(session, now):
    order = inspections.order(term_on=date(2026, 11, 24))
    inspections.send(order.paper, by=inspections.lead(order.case))
    deadlines.begin_term(
        order, served_on=date(2026, 11, 25), term_on=order.term_on, by=None, now=now
    )
    assert order.outcome is Outcome.LATE_SERVICE
    assert order.case.stage is Stage.INVESTIGATING
    assert len(matters.open_tasks(order.case_id)) == 1


def test_an_unpaid_order_runs_out_on_the_day_after_its_term(session, now):
    order = inspections.served_order()
    deadlines.expire_order(order, now=at(inspections.TERM, 23))
    assert order.outcome is None
    deadlines.expire_order(order, now=AFTER_THE_TERM)
    deadlines.expire_order(order, now=AFTER_THE_TERM)
    assert (order.outcome, order.case.stage) == (Outcome.EXPIRED, Stage.EXPIRED)
    assert queries.find_expired_order(order.case_id) == order


def test_after_an_expired_order_of_a_finished_investigation_a_decision_is_due(session, now):
    case = inspections.case()
    finding_actions.finish_investigation(case, report="…", by=inspections.lead(case), now=now)
    order = inspections.served_order(case=case)
    deadlines.note_issued(order, issued_on=date(2026, 11, 23), now=now)
    assert clock_queries.find_running_clock(Subject.CASE, case.id, "DEC") is None
    deadlines.expire_order(order, now=AFTER_THE_TERM)
    assert clock_queries.find_running_clock(Subject.CASE, case.id, "DEC").start_on == date(
        2026, 12, 3
    )


def test_an_order_paid_in_full_is_met_and_never_runs_out(session, now):
    order = inspections.served_order()
    _pay_all(order.case, now)
    deadlines.check_met(order.case_id, now=now)
    deadlines.expire_order(order, now=AFTER_THE_TERM)
    assert order.outcome is Outcome.MET
    assert clock_queries.clocks(order.case_id)[0].state is ClockState.MET
    assert order.case.stage is Stage.ORDERED


def test_a_part_payment_does_not_meet_an_order(session, now):
    order = inspections.served_order()
    record_payment(order.case, source=Source.EMPLOYER, slip="单1", paid_on=date(2026, 11, 23),
                   total=Money.yuan(9999), by=None, now=now)  # fmt: skip
    deadlines.check_met(order.case_id, now=now)
    assert order.outcome is None


def test_an_order_may_be_renewed_after_it_ran_out(session, now):
    order = inspections.served_order()
    deadlines.expire_order(order, now=AFTER_THE_TERM)
    again = ordering.draft_order(order.case, term_on=date(2026, 12, 12),
                                by=inspections.lead(order.case), now=AFTER_THE_TERM)  # fmt: skip
    inspections.send(again.paper, by=inspections.lead(order.case))
    deadlines.begin_term(again, served_on=inspections.TODAY, term_on=again.term_on, by=None,
                       now=AFTER_THE_TERM)  # fmt: skip
    assert order.case.stage is Stage.ORDERED
    clock = clock_queries.find_running_clock(Subject.PAPER, again.paper_id, "ORDER-TERM")
    assert clock.due_on == date(2026, 12, 14)


def test_a_closed_case_takes_no_order(session, now):
    case = inspections.case(stage=Stage.CLOSED, closed_on=date(2026, 11, 20))
    with pytest.raises(NoSuchMove):
        inspections.order(case=case)


def test_a_void_order_is_over(session, now):
    order = inspections.order()
    documents.void(order.paper, reason="写错了", by=inspections.lead(order.case), now=now)
    deadlines.drop_order(order, now=now)
    assert order.outcome is Outcome.VOID


def test_before_a_decision_the_party_is_told_and_heard(session, now):
    decision = inspections.decision()
    lead = inspections.lead(decision.notice.case)
    draft = {"term_on": inspections.TERM, "evidence": ["工资表"], "by": lead}
    with pytest.raises(rules.NoticeNotServed):
        deciding_actions.draft_decision(decision, **draft, now=now)
    with pytest.raises(rules.NoticeNotServed):
        deciding_actions.hear_statement(decision, statement="…", answer="…", by=lead, now=now)
    inspections.send(decision.notice, by=lead)
    with pytest.raises(rules.StatementPeriodRuns):
        deciding_actions.draft_decision(decision, **draft, now=now)
    later = at(date(2026, 12, 1), 9)
    paper = deciding_actions.draft_decision(decision, **draft, now=later)
    assert paper.body.statement == "事先告知后，当事人在期限内没有陈述申辩。"


def test_a_party_that_has_spoken_is_decided_on_at_once_and_once(session, now):
    decision = inspections.heard_decision()
    lead = inspections.lead(decision.notice.case)
    draft = {"term_on": inspections.TERM, "evidence": ["工资表"], "by": lead, "now": now}
    paper = deciding_actions.draft_decision(decision, **draft)
    assert "资金周转困难" in paper.body.statement
    assert paper.body.missing() == []
    with pytest.raises(rules.DecidedAlready):
        deciding_actions.draft_decision(decision, **draft)


def test_a_decision_drafted_again_after_it_was_made_void(session, now):
    decision = inspections.heard_decision()
    lead = inspections.lead(decision.notice.case)
    draft = {"term_on": inspections.TERM, "evidence": ["工资表"], "by": lead, "now": now}
    first = deciding_actions.draft_decision(decision, **draft)
    documents.void(first, reason="写错了", by=lead, now=now)
    assert deciding_actions.draft_decision(decision, **draft).state is State.DRAFTED


def test_a_served_decision_that_runs_out_opens_the_way_to_the_deposit(session, now):
    decision = inspections.heard_decision(case=inspections.project_case(),
                                          kind=DecisionKind.PAY_FIRST)  # fmt: skip
    case = decision.notice.case
    lead = inspections.lead(case)
    paper = deciding_actions.draft_decision(decision, term_on=inspections.TERM, evidence=["工资表"],
                                   by=lead, now=now)  # fmt: skip
    assert paper.body.addressee == "演示总包公司"
    inspections.send(paper, by=lead)
    order = queries.find_order_of_paper(paper.id)
    deadlines.begin_term(
        order, served_on=date(2026, 11, 23), term_on=inspections.TERM, by=None, now=now
    )
    assert queries.find_expired_decision(case.id) is None
    deadlines.expire_order(order, now=AFTER_THE_TERM)
    assert queries.find_expired_decision(case.id) == decision
    assert case.stage is Stage.INVESTIGATING


def test_a_decision_that_runs_out_starts_the_months_for_asking_the_court(session, now):
    decision = inspections.heard_decision(case=inspections.project_case(),
                                          kind=DecisionKind.PAY_FIRST)  # fmt: skip
    case = decision.notice.case
    lead = inspections.lead(case)
    paper = deciding_actions.draft_decision(decision, term_on=inspections.TERM, evidence=["工资表"],
                                   by=lead, now=now)  # fmt: skip
    inspections.send(paper, by=lead)
    order = queries.find_order_of_paper(paper.id)
    deadlines.begin_term(
        order, served_on=date(2026, 11, 23), term_on=inspections.TERM, by=None, now=now
    )

    deadlines.expire_order(order, now=AFTER_THE_TERM)

    clock = clock_queries.find_running_clock(Subject.PAPER, paper.id, "ENF")
    # served on 23 November 2026: six months to sue, then three for the court
    assert (clock.start_on, clock.due_on) == (date(2027, 5, 24), date(2027, 8, 24))


def test_without_a_general_contractor_nobody_is_told_to_pay_first(session, now):
    with pytest.raises(rules.NoGeneralContractor):
        inspections.decision(kind=DecisionKind.PAY_FIRST)


def test_an_order_of_2017_cites_the_law_of_2017(session):
    then = at(date(2017, 3, 1), 10)
    case = inspections.case()
    order = ordering.draft_order(
        case, term_on=date(2017, 3, 8), by=inspections.lead(case), now=then
    )
    assert order.paper.body.violated == ("《中华人民共和国劳动法》第五十条",)
    assert order.paper.body.missing() == []


def test_the_day_for_a_statement_is_the_one_that_the_notice_says(session, now):
    decision = inspections.decision()
    notice, lead = decision.notice, inspections.lead(decision.notice.case)
    later = replace(notice.body, term_on=date(2026, 12, 4))
    documents.revise(notice, body=later, seen=None, by=lead, now=now)
    inspections.send(notice, by=lead)

    with pytest.raises(rules.StatementPeriodRuns):
        deciding_actions.draft_decision(decision, term_on=date(2026, 12, 20), evidence=["工资表"],
                               by=lead, now=at(date(2026, 12, 2), 10))  # fmt: skip
