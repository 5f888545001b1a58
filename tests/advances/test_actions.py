"""Advances: the fund never goes below zero, two people, and nobody is paid twice."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from casework.ground.approvals import rules as approvals
from casework.ground.cases.queries import matters
from casework.ground.identity.models import Officer
from casework.ground.identity.terms import Role
from casework.ground.ledger.rules import NothingOwed
from casework.ground.payouts.terms import Payee
from casework.kernel.database import db
from casework.kernel.money import Money
from casework.kernel.transaction import writing
from casework.procedure.advances import queries, rules
from casework.procedure.advances.actions import advancing, recovering
from casework.procedure.advances.models import Advance
from casework.procedure.advances.terms import AdvanceState, Payment
from tests.factories import advances, deposits, identity
from tests.factories.approvals import shown


def _head():
    return identity.officer(role=Role.PRINCIPAL_HEAD)


def test_an_empty_fund_advances_nothing(session, now):
    advances.fund(yuan=9_999)
    with pytest.raises(rules.FundTooSmall, match=r"9,999\.00"):
        advances.advance()


def test_a_county_without_a_fund_is_told(session, now):
    case = advances.case()
    line = matters.lines(case.id)[0]
    with pytest.raises(rules.NoFund):
        advancing.prepare_advance(case, amounts={line.id: Money.yuan(1)}, reason="演",
                                recovery_plan="演", by=identity.officer(), now=now)  # fmt: skip


def test_an_unconfirmed_cap_needs_the_approvers_reason(session, now):
    made = advances.advance()
    with pytest.raises(rules.CapReasonNeeded):
        advancing.approve_advance(made, seen=shown(made), by=_head(), now=now)


def test_a_deposit_with_money_needs_a_reason_to_pass_it_by(session, now):
    case = deposits.case()
    deposits.deposit(case=case)
    made = advances.advance(case=case)
    with pytest.raises(rules.OverrideNeeded, match=r"50,000\.00"):
        advancing.approve_advance(made, seen=shown(made), cap_reason="演", by=_head(), now=now)


def test_the_preparer_does_not_approve_nor_does_the_database_let_him(session, now):
    head = _head()
    made = advances.advance(by=head)
    with pytest.raises(approvals.OwnPreparation):
        advancing.approve_advance(made, seen=shown(made), cap_reason="演", by=head, now=now)
    session.commit()
    with pytest.raises(IntegrityError):
        session.execute(text("UPDATE advance SET approved_by = prepared_by"))


def test_a_confirmed_cap_is_the_most_for_one_worker(now):
    payee = Payee(1, Money(51), Money(200), "张示例", "6222")
    rules.check_cap([payee], cap=rules.Cap(Money(100)), before={1: Money(49)})
    with pytest.raises(rules.OverCap):
        rules.check_cap([payee], cap=rules.Cap(Money(100)), before={1: Money(50)})


def test_the_employers_later_payment_restores_the_fund_first(session, now):
    made = advances.paid()
    line = matters.lines(made.case_id)[0]
    line.verified = Money.yuan(12_000)
    session.flush()
    taken, rest = recovering.record_employer_payment(
        made, amount=Money.yuan(11_000), to=Payment.FUND, slip="企1", paid_on=now.date(),
        by=made.preparer, now=now,
    )  # fmt: skip
    assert (taken, rest) == (Money.yuan(10_000), Money.yuan(1000))
    assert (line.paid, queries.balance(made.account_id)) == (Money.yuan(11_000),
                                                          Money.yuan(100_000))  # fmt: skip
    assert made.state is AdvanceState.RECOVERED


def test_a_worker_paid_straight_hands_back_what_he_holds_twice(session, now):
    made = advances.paid()
    line = matters.lines(made.case_id)[0]
    recovering.record_employer_payment(
        made, amount=Money.yuan(10_000), to=Payment.WORKER, line=line, slip="企1",
        paid_on=now.date(), by=made.preparer, now=now,
    )  # fmt: skip
    assert queries.standing(made) == rules.Standing(Money(0), Money.yuan(10_000))
    assert line.paid == Money.yuan(10_000)
    recovering.record_hand_back(made, amount=Money.yuan(10_000), on=now.date(), slip="退1",
                             by=made.preparer, now=now)  # fmt: skip
    assert made.state is AdvanceState.RECOVERED


def test_more_than_was_advanced_and_owed_is_refused(session, now):
    made = advances.paid()
    with pytest.raises(NothingOwed):
        recovering.record_employer_payment(
            made, amount=Money.yuan(10_001), to=Payment.FUND, slip="企1", paid_on=now.date(),
            by=made.preparer, now=now,
        )  # fmt: skip


def test_a_movement_of_the_fund_is_never_changed(session, now):
    advances.fund()
    session.commit()
    with pytest.raises(DBAPIError, match="never changed"):
        session.execute(text("UPDATE fund_movement SET amount = 1"))


@pytest.mark.both
def test_two_approvals_at_once_never_give_the_same_money_away(app, session, now):
    advances.fund(yuan=20_000)
    ids = [advances.advance().id, advances.advance().id]
    advances.drawn(session.get(Advance, ids[0]), Money.yuan(10_000))
    heads = [_head().id, _head().id]
    session.commit()
    start, done = threading.Barrier(2), []

    def approve(advance_id, head_id):
        with app.app_context():
            start.wait()
            try:
                with writing():
                    made, head = (
                        db.session.get(Advance, advance_id),
                        db.session.get(Officer, head_id),
                    )
                    advancing.approve_advance(
                        made, seen=shown(made), cap_reason="演", by=head, now=now
                    )
                done.append("approved")
            except rules.FundTooSmall:
                done.append("refused")

    threads = [threading.Thread(target=approve, args=pair) for pair in zip(ids, heads, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == ["approved", "refused"]
