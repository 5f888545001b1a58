"""What was paid before movements named their slips names them after the upgrade."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from casework.ground.identity.terms import Role
from casework.ground.ledger.models import Entry
from casework.ground.ledger.terms import Kind, Source
from casework.ground.payouts import actions as payouts
from casework.kernel.database import db
from casework.kernel.money import Money
from casework.procedure.advances.models import FundMovement
from casework.procedure.deposits.actions import claiming, paying
from casework.procedure.deposits.models import Claim, ClaimPart, DepositMovement
from tests.factories import advances, deposits, identity
from tests.factories import statute as seeded
from tests.factories.approvals import shown
from tests.factories.deposits import CARD, LATER
from tests.fixtures.lanes import MIGRATIONS, make_app

BEFORE = "0119"


@pytest.fixture
def empty(empty_database: str) -> Iterator[Flask]:
    """The application on a database without any table."""
    application = make_app(empty_database)
    with application.app_context():
        yield application
        db.session.remove()
        db.engine.dispose()


def _pay(claim: Claim) -> None:
    amounts = {part.line_id: part.amount for part in claim.parts}
    paying.record_bank_payment(claim, amounts=amounts, slip="演示银行1", paid_on=LATER.date(),
                               by=claim.preparer, now=LATER)  # fmt: skip


def _rows() -> None:
    """A claim sent back; one paid, undone, paid again by the same slip and topped up; an advance,
    paid."""
    seeded.law()
    head = identity.officer(role=Role.DEPARTMENT_HEAD)
    back = deposits.claim()
    claiming.return_claim(back, seen=shown(back), reason="卡号不对", by=head, now=LATER)
    claim = deposits.approved()
    _pay(claim)
    query = select(Entry).where(Entry.kind == Kind.PAYMENT, Entry.source == Source.DEPOSIT)
    payouts.undo(claim, db.session.scalars(query).one(), reason="记错了", by=head, now=LATER)
    _pay(claim)
    paying.record_top_up(claim, amount=Money(1), on=LATER.date(), proof="演补", by=head, now=LATER)
    advances.paid()
    db.session.commit()


def _kept() -> tuple[list[Any], ...]:
    """Every movement with its slip, every claim with what was paid and why it was sent back."""
    found = []
    for kind in (DepositMovement, FundMovement):
        rows = db.session.scalars(select(kind).order_by(kind.id))
        found.append([(m.id, m.kind, m.amount, m.balance, m.note, m.batch_id) for m in rows])
    claims = db.session.scalars(select(Claim).order_by(Claim.id))
    found.append([(c.id, c.state, c.paid, c.returned_for) for c in claims])
    cards = db.session.scalars(select(ClaimPart).order_by(ClaimPart.id))
    found.append([(part.id, part.card) for part in cards])
    db.session.rollback()
    return tuple(found)


@pytest.mark.both
def test_each_payment_names_the_slip_by_which_it_was_recorded(empty: Flask) -> None:
    upgrade(directory=str(MIGRATIONS))
    _rows()
    before = _kept()
    slips = [row[-1] for movements in before[:2] for row in movements if row[-1]]
    assert len(set(slips)) == 3
    assert {card for _id, card in before[3]} == {CARD}

    downgrade(directory=str(MIGRATIONS), revision=BEFORE)
    upgrade(directory=str(MIGRATIONS))

    db.session.expire_all()
    assert _kept() == before
    for table in ("deposit_movement", "fund_movement"):
        for change in (f"UPDATE {table} SET amount = 1", f"DELETE FROM {table}"):
            with pytest.raises(DBAPIError, match="never changed"):
                db.session.execute(text(change))
            db.session.rollback()
