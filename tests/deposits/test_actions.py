"""Claims on deposits: their ground, what is frozen, who approves, what moves."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from casework.ground.approvals import rules as approvals
from casework.ground.cases.queries import clocks as case_clocks
from casework.ground.cases.queries import matters
from casework.ground.cases.terms import Subject
from casework.ground.documents import actions as documents
from casework.ground.documents.terms.kinds import PaperServed, State, Way
from casework.ground.documents.terms.service import ServiceFacts
from casework.ground.identity.terms import Role
from casework.ground.payouts import actions as payouts
from casework.ground.payouts import rules as payout_rules
from casework.kernel.database import db
from casework.kernel.days import at
from casework.kernel.money import Money
from casework.kernel.terms import Refused
from casework.procedure.deposits import queries, rules
from casework.procedure.deposits.actions import claiming, hearing, keeping, paying
from casework.procedure.deposits.models import DepositMovement
from casework.procedure.deposits.terms import ClaimState, DepositKind, MovementKind
from casework.procedure.inspections.actions import deadlines
from tests.factories import deposits, identity, inspections
from tests.factories import documents as documents_made
from tests.factories.approvals import shown

TODAY = deposits.LATER.date()


def _pay(claim, now=deposits.LATER, **values):
    amounts = {part.line_id: part.amount for part in claim.parts}
    given = {"amounts": amounts, "slip": "银1", "paid_on": TODAY, "by": claim.preparer, **values}
    return paying.record_bank_payment(claim, now=now, **given)


def _serve(claim):
    facts = ServiceFacts(way=Way.DIRECT, on=TODAY, place="演示银行", receiver="赵演示")
    documents.record_service(claim.paper, facts=facts, by=claim.preparer, now=deposits.LATER)
    paper = claim.paper
    fact = PaperServed(paper.id, paper.case_id, None, paper.kind.value, TODAY.isoformat(), None)
    for _ in range(2):
        hearing.paper_served(fact, now=deposits.LATER)


def test_a_claim_goes_from_the_bank_to_the_line_and_is_topped_up(session, now):
    claim = deposits.approved()
    assert claim.paper.state is State.ISSUED
    _serve(claim)
    clocks = case_clocks.running_clocks(Subject.CLAIM, claim.id)
    assert [(c.rule, c.due_on) for c in clocks] == [("BOND-PAY", date(2026, 12, 11))]
    _pay(claim)
    line = matters.lines(claim.case_id)[0]
    assert (line.paid, queries.balance(claim.account_id)) == (Money.yuan(10_000),
                                                              Money.yuan(40_000))  # fmt: skip
    clocks = case_clocks.running_clocks(Subject.CLAIM, claim.id)
    assert [(c.rule, c.due_on) for c in clocks] == [("BOND-FILL", date(2026, 12, 18))]
    paying.record_top_up(claim, amount=Money.yuan(10_000), on=TODAY, by=claim.preparer,
                          now=deposits.LATER)  # fmt: skip
    assert claim.state is ClaimState.RESTORED
    assert not case_clocks.running_clocks(Subject.CLAIM, claim.id)


def test_without_an_expired_order_there_is_no_claim(session, now):
    case = inspections.project_case()
    deposit = deposits.deposit(case=case)
    with pytest.raises(rules.NoExpiredOrder):
        deposits.claim(case=case, deposit=deposit)


def test_without_an_expired_decision_there_is_no_claim(session, now):
    case = inspections.project_case()
    order = inspections.served_order(case=case)
    deadlines.expire_order(order, now=deposits.LATER)
    deposit = deposits.deposit(case=case)
    with pytest.raises(rules.NoExpiredDecision):
        deposits.claim(case=case, deposit=deposit)


def test_an_expired_guarantee_blocks_with_its_day(session, now):
    case = deposits.case()
    deposit = deposits.deposit(case=case, kind=DepositKind.GUARANTEE,
                               expires_on=date(2026, 12, 3))  # fmt: skip
    with pytest.raises(rules.GuaranteeExpired, match="2026-12-03"):
        deposits.claim(case=case, deposit=deposit)


def test_more_than_the_balance_is_refused(session, now):
    case = deposits.case()
    deposit = deposits.deposit(case=case, yuan=9_999)
    with pytest.raises(rules.MoreThanBalance, match=r"9,999\.00"):
        deposits.claim(case=case, deposit=deposit)


def test_a_worker_without_a_card_is_named(session, now):
    case = deposits.case()
    line = matters.lines(case.id)[0]
    line.worker.card = None
    with pytest.raises(payout_rules.CardMissing, match=line.worker.name):
        deposits.claim(case=case)
    claiming.enter_card(line, card=deposits.CARD, by=identity.officer(), now=now)
    assert deposits.CARD not in matters.timeline(case.id)[0].text
    assert deposits.claim(case=case)


def test_a_deposit_of_another_project_is_refused(session, now):
    case = deposits.case()
    with pytest.raises(rules.NotOfThisProject):
        deposits.claim(case=case, deposit=deposits.deposit())


def test_nobody_is_claimed_more_than_is_owed(session, now):
    case = deposits.case()
    line = matters.lines(case.id)[0]
    with pytest.raises(payout_rules.MoreThanOwed):
        deposits.claim(case=case, amounts={line.id: Money(1_000_001)})


def test_the_preparer_and_the_inspectors_of_the_case_do_not_approve(session, now):
    head = identity.officer(role=Role.DEPARTMENT_HEAD)
    claim = deposits.claim(by=head)
    with pytest.raises(approvals.OwnPreparation):
        claiming.approve_claim(claim, seen=shown(claim), by=head, now=deposits.LATER)
    with pytest.raises(approvals.OwnCase):
        claiming.approve_claim(
            claim, seen=shown(claim), by=inspections.lead(claim.case), now=deposits.LATER
        )


def test_the_database_itself_refuses_the_own_approval(session, now):
    claim = deposits.claim()
    session.commit()
    with pytest.raises(IntegrityError):
        session.execute(text("UPDATE deposit_claim SET approved_by = prepared_by"))
    session.rollback()
    assert claim.approved_by is None


@pytest.mark.parametrize("change", ["card", "amount", "account"])
def test_what_changed_since_preparation_is_not_approved(session, now, change):
    claim = deposits.claim()
    line = matters.lines(claim.case_id)[0]
    if change == "card":
        line.worker.card = "6222021234567890136"
    elif change == "amount":
        line.verified = Money.yuan(10_001)
    else:
        claim.deposit.account = "演改"
    session.flush()
    head = identity.officer(role=Role.DEPARTMENT_HEAD)
    with pytest.raises(approvals.ChangedSince):
        claiming.approve_claim(claim, seen=shown(claim), by=head, now=deposits.LATER)
    claiming.return_claim(claim, seen=shown(claim), reason="名单有变", by=head, now=deposits.LATER)
    assert deposits.claim(case=claim.case, deposit=claim.deposit).state is ClaimState.PREPARED


def test_a_void_notice_drops_the_claim(session, now):
    claim = deposits.approved()
    for _ in range(2):
        hearing.paper_voided(documents_made.voided(claim.paper), now=deposits.LATER)
    assert claim.state is ClaimState.VOID


def test_a_deposit_that_may_be_needed_is_not_returned(session, now):
    claim = deposits.claim()
    with pytest.raises(rules.ClaimsUnderWay):
        keeping.give_back(claim.deposit, amount=Money.yuan(1), on=TODAY, proof="演",
                          by=claim.preparer, now=deposits.LATER)  # fmt: skip


@pytest.mark.parametrize("change", ["UPDATE deposit_movement SET amount = 1",
                                    "DELETE FROM deposit_movement"])  # fmt: skip
def test_a_movement_is_never_changed(session, now, change):
    deposits.deposit()
    session.commit()
    with pytest.raises(DBAPIError, match="never changed"):
        session.execute(text(change))


@settings(max_examples=10, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(st.lists(st.tuples(st.sampled_from(["top_up", "return"]), st.integers(1, 9_000_000)),
                max_size=8))  # fmt: skip
def test_any_history_leaves_the_balance_that_the_movements_add_up_to(session, now, steps):
    with db.session.begin_nested() as undo:
        deposit, by = deposits.deposit(), identity.officer(role=Role.FUND_OFFICER)
        for kind, fen in steps:
            with suppress(Refused):
                moved = DepositMovement(
                    account_id=deposit.id, kind=MovementKind(kind), amount=Money(fen), on=TODAY
                )
                payouts.post(moved, by=by, now=at(TODAY, 12))
        assert queries.balance(deposit.id) == queries.last_movement(deposit.id).balance
        assert queries.balance(deposit.id) >= Money(0)
        undo.rollback()
