"""A payment from a deposit that was wrong leaves the ledger, and the deposit has the money back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from casework.ground.cases.models.case import Task
from casework.ground.cases.queries import clocks, matters
from casework.ground.cases.terms import Subject
from casework.ground.documents.terms.kinds import State
from casework.ground.identity.terms import Role
from casework.ground.ledger import queries as entries
from casework.ground.ledger import rules as ledger_rules
from casework.ground.ledger.actions import entries as entry_actions
from casework.ground.ledger.actions import reversing
from casework.ground.ledger.models import Entry
from casework.ground.ledger.terms import Kind, Source
from casework.kernel.money import Money
from casework.kernel.terms import Missing, Refused
from casework.procedure.deposits import queries
from casework.procedure.deposits.actions import paying
from casework.procedure.deposits.models import Claim
from casework.procedure.deposits.terms import ClaimState, MovementKind
from tests.factories import deposits, identity, inspections
from tests.factories.deposits import LATER
from tests.fixtures import soak


def _paid(*, fen: int | None = None, slip: str = "演示银行1") -> Claim:
    claim = deposits.approved()
    amounts = {part.line_id: Money(fen) if fen else part.amount for part in claim.parts}
    by = identity.officer(role=Role.FUND_OFFICER)
    return paying.record_bank_payment(claim, amounts=amounts, slip=slip, paid_on=LATER.date(),
                                       by=by, now=LATER)  # fmt: skip


def _payments(session: Any, claim: Claim) -> list[Entry]:
    query = select(Entry).where(Entry.case_id == claim.case_id, Entry.kind == Kind.PAYMENT)
    return list(session.scalars(query.order_by(Entry.id)))


def _undo(entry: Entry) -> Claim:
    return paying.undo_bank_payment(
        entry, reason="记错了人", by=identity.officer(role=Role.FUND_OFFICER), now=LATER
    )


def test_the_deposit_has_the_money_back_and_the_bank_is_waited_for_again(session: Any) -> None:
    claim = _paid()
    before = queries.balance(claim.account_id)
    top_up = claim.top_up_paper

    _undo(*_payments(session, claim))

    line = matters.lines(claim.case_id)[0]
    assert (line.paid, line.owed) == (Money(0), line.verified)
    assert queries.balance(claim.account_id) == before + claim.amount
    last = queries.last_movement(claim.account_id)
    assert (last.kind, last.amount, last.payout_id) == (MovementKind.UNDONE, claim.amount, claim.id)
    assert (claim.state, claim.paid, claim.paid_on) == (ClaimState.APPROVED, Money(0), None)
    assert (top_up.state, claim.top_up_paper) == (State.VOID, None)
    assert [c.rule for c in clocks.running_clocks(Subject.CLAIM, claim.id)
            if c.rule.startswith("BOND-F")] == []  # fmt: skip
    amounts = {part.line_id: part.amount for part in claim.parts}
    again = paying.record_bank_payment(
        claim, amounts=amounts, slip="演示银行1", paid_on=LATER.date(), by=claim.preparer, now=LATER
    )
    assert (again.state, queries.balance(claim.account_id)) == (ClaimState.PAID, before)
    _undo(_payments(session, claim)[-1])
    assert queries.balance(claim.account_id) == before + claim.amount


def test_a_served_notice_to_top_up_is_not_touched_but_becomes_a_task(session: Any) -> None:
    claim = _paid()
    inspections.send(claim.top_up_paper, by=claim.preparer)
    assert claim.top_up_paper.state is State.SERVED

    _undo(*_payments(session, claim))

    assert claim.top_up_paper.state is State.SERVED
    titles = session.scalars(select(Task.title).where(Task.case_id == claim.case_id)).all()
    assert any("补足通知书" in title for title in titles)


def test_the_ledger_alone_does_not_reverse_it(session: Any, now: Any) -> None:
    claim = _paid()
    [entry] = _payments(session, claim)

    with pytest.raises(ledger_rules.ReversedElsewhere):
        reversing.reverse(entry, reason="演", by=identity.officer(), now=LATER)
    _undo(entry)
    with pytest.raises(ledger_rules.AlreadyReversed):
        _undo(entry)


def test_confirmed_money_stays_where_it_is(session: Any) -> None:
    claim = _paid()
    [entry] = _payments(session, claim)
    balance = queries.balance(claim.account_id)
    line = matters.lines(claim.case_id)[0]
    line.confirmed = line.paid
    session.flush()

    with pytest.raises(ledger_rules.ConfirmedAlready):
        _undo(entry)
    assert queries.balance(claim.account_id) == balance


def test_money_from_elsewhere_has_no_claim(session: Any) -> None:
    case = deposits.case()
    entry_actions.record_payment(case, source=Source.EMPLOYER, slip="企1", paid_on=LATER.date(),
                          total=Money(100), by=identity.officer(), now=LATER)  # fmt: skip
    with pytest.raises(Missing):
        _undo(entries.entries(case.id)[0])


@pytest.mark.once("deposits.undo")
def test_it_is_reversed_by_page_and_the_page_says_where_the_money_goes(
    session: Any, officer: Any
) -> None:
    claim = _paid()
    [entry] = _payments(session, claim)
    balance = queries.balance(claim.account_id)
    session.commit()
    client = officer(role=Role.FUND_OFFICER)

    page = client.get("ledger.payments", case_id=claim.case_id)
    assert page.has(f"a[href='/deposits/cases/{claim.case_id}/entries/{entry.id}/undo']")
    for lang, words in (("en", "back to the deposit"), ("zh", "退回保证金")):
        where = {"case_id": claim.case_id, "entry_id": entry.id, "lang": lang}
        assert words in client.get("deposits.undo", **where).text
    page = client.get("deposits.undo", case_id=claim.case_id, entry_id=entry.id)
    assert (
        page.form("deposits.undo", case_id=claim.case_id, entry_id=entry.id)
        .submit({"reason": ""}, expect=422)
        .errors
    )
    page.form("deposits.undo", case_id=claim.case_id, entry_id=entry.id).submit(
        {"reason": "记错了人"}
    )

    session.expire_all()
    assert queries.balance(claim.account_id) == balance + claim.amount
    movements = client.get("deposits.deposit", deposit_id=claim.account_id)
    assert "冲正动用" in movements.text


_STEPS = st.lists(st.tuples(st.sampled_from(["pay", "undo", "top_up"]), st.integers(1, 1_000_000)),
                  max_size=8)  # fmt: skip


@pytest.mark.longer
@given(steps=_STEPS)
@settings(max_examples=soak.of(6, 50), deadline=None, suppress_health_check=list(HealthCheck))
def test_after_any_history_ledger_claim_and_deposit_agree_to_the_fen(
    session: Any, steps: list[tuple[str, int]]
) -> None:
    claim = deposits.approved()
    first = queries.balance(claim.account_id)
    line_id = claim.parts[0].line_id
    for number, (step, fen) in enumerate(steps):
        try:
            with session.begin_nested():
                _step(session, claim, step, fen, line_id=line_id, slip=f"演{claim.id}-{number}")
        except Refused:
            pass
        session.refresh(claim)
        paid = entries.paid_from(Source.DEPOSIT, case_id=claim.case_id).get(line_id, Money(0))
        assert claim.paid == paid == matters.line(line_id, case_id=claim.case_id).paid
        balance = queries.balance(claim.account_id)
        assert balance == first - claim.paid + queries.restored(claim.id)
        assert queries.last_movement(claim.account_id).balance == balance >= Money(0)
        assert (claim.state is ClaimState.APPROVED) == (claim.paid_on is None)


def _step(
    session: Any, claim: Claim, step: str, fen: int, *, line_id: int, slip: str
) -> None:  # fmt: skip
    by = claim.preparer
    if step == "pay":
        paying.record_bank_payment(claim, amounts={line_id: Money(fen)}, slip=slip,
                                    paid_on=LATER.date(), by=by, now=LATER)  # fmt: skip
    elif step == "top_up":
        missing = claim.paid - queries.restored(claim.id)
        paying.record_top_up(claim, amount=min(Money(fen), max(missing, Money(0))),
                              on=LATER.date(), by=by, now=LATER)  # fmt: skip
    else:
        for entry in _payments(session, claim):
            if not entries.is_reversed(entry.id):
                _undo(entry)
