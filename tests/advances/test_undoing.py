"""A payment of an advance that was wrong leaves the ledger, and the fund has the money back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from casework.ground.cases.queries import matters
from casework.ground.identity.terms import Role
from casework.ground.ledger import queries as entries
from casework.ground.ledger import rules as ledger_rules
from casework.ground.ledger.actions import reversing
from casework.ground.ledger.models import Entry
from casework.ground.ledger.terms import Kind, Source
from casework.ground.payouts import actions as payouts
from casework.ground.payouts import queries as payout_queries
from casework.kernel.money import Money
from casework.kernel.terms import Refused
from casework.procedure.advances import queries, rules
from casework.procedure.advances.actions import keeping, recovering
from casework.procedure.advances.models import Advance
from casework.procedure.advances.terms import AdvanceState, MovementKind, Payment
from tests.conftest import NOW
from tests.factories import advances, identity
from tests.fixtures import soak


def _payments(session: Any, advance: Advance) -> list[Entry]:
    query = select(Entry).where(
        Entry.case_id == advance.case_id, Entry.kind == Kind.PAYMENT,
        Entry.source == Source.ADVANCE,
    )  # fmt: skip
    return list(session.scalars(query.order_by(Entry.id)))


def _undo(entry: Entry) -> Advance:
    return recovering.undo_payment(
        entry, reason="打错了卡", by=identity.officer(role=Role.FUND_OFFICER), now=NOW
    )


def test_the_fund_has_the_money_back_and_the_advance_waits_for_its_payment(session: Any) -> None:
    made = advances.paid()
    before, paid = queries.balance(made.account_id), made.paid

    _undo(*_payments(session, made))

    assert queries.balance(made.account_id) == before + paid
    last = queries.last_movement(made.account_id)
    assert (last.kind, last.amount) == (MovementKind.UNDONE, paid)
    assert (made.state, made.paid, made.paid_on) == (AdvanceState.APPROVED, Money(0), None)
    line = matters.lines(made.case_id)[0]
    assert line.paid == Money(0)
    assert queries.advanced_before(line.case) == {}
    amounts = {part.line_id: part.amount for part in made.parts}
    payouts.pay(made, amounts=amounts, slip="演示再付", paid_on=NOW.date(),
                        by=made.preparer, now=NOW)  # fmt: skip
    assert (made.state, queries.balance(made.account_id)) == (AdvanceState.PAID, before)


def test_a_slip_reversed_and_recorded_for_another_advance_is_that_ones(session: Any) -> None:
    wrong = advances.paid(case=advances.case())
    slip = _payments(session, wrong)[0].batch.slip
    _undo(*_payments(session, wrong))
    case = matters.any_case(wrong.case_id)
    payouts.drop(wrong, now=NOW)
    right = advances.approved(case=case)
    amounts = {part.line_id: part.amount for part in right.parts}

    payouts.pay(right, amounts=amounts, slip=slip, paid_on=NOW.date(), by=right.preparer,
                        now=NOW)  # fmt: skip

    entry = _payments(session, right)[-1]
    assert queries.advance_of_entry(entry) == right
    assert (payout_queries.paid_parts(wrong), payout_queries.paid_parts(right)) == ({}, amounts)


def test_what_the_employer_has_paid_back_is_not_undone(session: Any) -> None:
    made = advances.paid()
    [entry] = _payments(session, made)
    recovering.record_employer_payment(made, amount=Money(1), to=Payment.FUND, slip="企1",
                                    paid_on=NOW.date(), by=made.preparer, now=NOW)  # fmt: skip
    balance = queries.balance(made.account_id)

    with pytest.raises(rules.RecoveredAlready, match=r"9,999\.99"), session.begin_nested():
        _undo(entry)

    assert queries.balance(made.account_id) == balance
    assert not entries.is_reversed(entry.id)


def test_the_ledger_alone_does_not_reverse_it(session: Any) -> None:
    made = advances.paid()
    [entry] = _payments(session, made)
    with pytest.raises(ledger_rules.ReversedElsewhere):
        reversing.reverse(entry, reason="演", by=identity.officer(), now=NOW)


@pytest.mark.once("advances.undo")
def test_it_is_reversed_by_page(session: Any, officer: Any) -> None:
    made = advances.paid()
    [entry] = _payments(session, made)
    balance, paid = queries.balance(made.account_id), made.paid
    session.commit()
    client = officer(role=Role.FUND_OFFICER)
    where = {"case_id": made.case_id, "entry_id": entry.id}

    assert "冲正" in client.get("ledger.payments", case_id=made.case_id).text
    assert "emergency fund" in client.get("advances.undo", **where, lang="en").text
    page = client.get("advances.undo", **where, lang="zh")
    assert "退回" in page.text
    assert page.form("advances.undo", **where).submit({"reason": ""}, expect=422).errors
    page.form("advances.undo", **where).submit({"reason": "打错了卡"})

    session.expire_all()
    assert queries.balance(made.account_id) == balance + paid
    assert "冲正垫付" in client.get("advances.fund").text


_STEPS = st.lists(
    st.tuples(st.sampled_from(["pay", "undo", "recover", "hand_back"]),
              st.sampled_from(list(Payment)), st.integers(1, 1_200_000)),
    max_size=10,
)  # fmt: skip


@pytest.mark.longer
@given(steps=_STEPS)
@settings(max_examples=soak.of(8, 50), deadline=None, suppress_health_check=list(HealthCheck))
def test_after_any_history_ledger_advance_and_fund_agree_to_the_fen(
    session: Any, steps: list[tuple[str, Payment, int]]
) -> None:
    # the fund of the county is one, so each history has its own money in it
    keeping.pay_in(area_id=advances.fund().area_id, amount=Money.yuan(20_000), on=NOW.date(),
                   note="演", by=identity.officer(role=Role.FUND_OFFICER), now=NOW)  # fmt: skip
    made = advances.approved()
    first = queries.balance(made.account_id)
    line = matters.lines(made.case_id)[0]
    for number, (step, to, fen) in enumerate(steps):
        try:
            with session.begin_nested():
                _step(session, made, step, to, Money(fen), line=line, slip=f"演{made.id}-{number}")
        except Refused:
            pass
        session.refresh(made)
        paid = entries.paid_from(Source.ADVANCE, case_id=made.case_id).get(line.id, Money(0))
        standing = queries.standing(made)
        back = Money.total(r.amount for r in queries.recoveries(made.id)
                           if r.way.value != "worker")  # fmt: skip
        balance = queries.balance(made.account_id)
        assert made.paid == paid
        assert standing.outstanding >= Money(0) <= standing.held
        assert balance == first - made.paid + back
        assert queries.last_movement(made.account_id).balance == balance >= Money(0)
        assert (made.state is AdvanceState.APPROVED) == (made.paid_on is None)


def _step(
    session: Any, made: Advance, step: str, to: Payment, amount: Money, *, line: Any, slip: str
) -> None:  # fmt: skip
    given = {"slip": slip, "by": made.preparer, "now": NOW}
    if step == "pay":
        payouts.pay(made, amounts={line.id: amount}, paid_on=NOW.date(), **given)
    elif step == "recover":
        recovering.record_employer_payment(made, amount=amount, to=to, line=line,
                                        paid_on=NOW.date(), **given)  # fmt: skip
    elif step == "hand_back":
        recovering.record_hand_back(made, amount=amount, on=NOW.date(), **given)
    else:
        for entry in _payments(session, made):
            if not entries.is_reversed(entry.id):
                _undo(entry)
