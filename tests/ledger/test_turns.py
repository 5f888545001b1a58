"""A slip's number is taken while anything of it stands, and free when all of it was reversed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from casework.ground.cases.models.case import Case
from casework.ground.ledger import queries, rules
from casework.ground.ledger.actions import confirming, entries, reversing
from casework.ground.ledger.models import Batch
from casework.ground.ledger.terms import Kind, Source, Way
from casework.kernel.money import Money
from tests.factories import cases, identity

SLIP = "回单88"


def _case(people: int = 2) -> Case:
    case = cases.case()
    for _ in range(people):
        cases.line(case=case, verified=Money.yuan(500))
    return case


def _pay(case: Case, now: datetime, *, yuan: int = 400) -> Batch:
    return entries.record_payment(
        case, source=Source.EMPLOYER, slip=SLIP, paid_on=now.date(), total=Money.yuan(yuan),
        by=identity.officer(), now=now,
    )  # fmt: skip


def _reverse(case: Case, now: datetime, *, number: int) -> None:
    """So many of the payments that stand, the newest first."""
    standing = [e for e in queries.entries(case.id)
                if e.kind is Kind.PAYMENT and not queries.is_reversed(e.id)]  # fmt: skip
    for entry in standing[:number]:
        reversing.reverse(entry, reason="记错了", by=identity.officer(), now=now)


def test_a_slip_that_was_reversed_as_a_whole_is_recorded_again(session: Any, now: datetime) -> None:
    case = _case()
    wrong = _pay(case, now)
    _reverse(case, now, number=2)

    right = _pay(case, now, yuan=300)

    assert (wrong.slip, wrong.turn, right.slip, right.turn) == (SLIP, 1, SLIP, 2)
    assert [queries.stands(batch) for batch in queries.slips(case.id, SLIP)] == [False, True]
    assert case.paid == Money.yuan(300)


def test_while_a_part_of_it_stands_the_number_is_taken(session: Any, now: datetime) -> None:
    case = _case()
    _pay(case, now)
    _reverse(case, now, number=1)

    with pytest.raises(rules.SlipUsed) as refused:
        _pay(case, now)

    assert "400" in refused.value.zh
    _reverse(case, now, number=1)
    _pay(case, now)
    with pytest.raises(rules.SlipUsed):
        _pay(case, now, yuan=100)


def test_the_database_too_keeps_one_slip_to_one_turn(session: Any, now: datetime) -> None:
    batch = _pay(_case(), now)
    session.add(Batch(case_id=batch.case_id, source=batch.source, total=batch.total, slip=SLIP,
                      paid_on=batch.paid_on, at=now))  # fmt: skip

    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()


def test_a_workers_word_about_the_wrong_slip_confirms_nothing_of_the_right_one(
    session: Any, now: datetime
) -> None:
    case = _case(people=1)
    wrong = _pay(case, now)
    _reverse(case, now, number=1)
    right = _pay(case, now)
    line = queries.entries(case.id)[0].line

    assert confirming.confirm_slip(line, batch_id=wrong.id, way=Way.SMS, by=None, now=now) is None
    assert (
        confirming.confirm_slip(line, batch_id=right.id, way=Way.SMS, by=None, now=now) is not None
    )


def test_the_page_takes_the_number_again(session: Any, officer: Any, now: datetime) -> None:
    case = _case()
    _pay(case, now)
    _reverse(case, now, number=2)
    session.commit()

    page = officer().get("ledger.pay", case_id=case.id)
    page.form().submit(
        {"source": "employer", "paid_on": "2026-11-20", "slip": SLIP, "total": "200"}
    )

    session.expire_all()
    assert case.paid == Money.yuan(200)
