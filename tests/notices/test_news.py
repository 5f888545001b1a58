"""Workers hear of each step of their case, once for each occasion."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import select

from casework.ground.cases.terms import InspectorsAssigned, Stage
from casework.ground.ledger.terms import PaymentRecorded
from casework.ground.notices.actions import hearing
from casework.ground.notices.models import Message
from casework.ground.notices.terms import Notice
from casework.procedure.closing import actions as closing
from casework.procedure.closing.terms import CaseClosed
from casework.procedure.inspections.actions import hearing as orders
from casework.procedure.inspections.terms import OrderServed
from tests.factories import cases, inspections, ledger, parties


def _told(session: Any) -> list[Notice]:
    return list(session.scalars(select(Message.notice).order_by(Message.id)))


def _case(**values: Any) -> Any:
    case = cases.case(**values)
    for name in ("张示例", "李示例"):
        cases.line(case=case, worker_id=parties.worker(name=name, phone="13900000001").id)
    return case


def test_every_worker_of_a_case_hears_once_that_inspectors_are_at_work(
    session: Any, now: datetime
) -> None:
    fact = InspectorsAssigned(_case().id, [])

    for _ in range(3):
        hearing.assigned(fact, now=now)

    assert _told(session) == [Notice.ASSIGNED, Notice.ASSIGNED]


def test_a_payment_is_told_to_those_it_is_for(session: Any, now: datetime) -> None:
    case = _case()
    first = cases.asked_lines(case)[0]
    slip = ledger.batch(line=first)

    hearing.paid(PaymentRecorded(case.id, slip.id, [first.id]), now=now)

    assert _told(session) == [Notice.PAYMENT]


def test_the_last_day_of_an_order_is_told(session: Any, now: datetime) -> None:
    case = inspections.case()
    line = cases.asked_lines(case)[0]
    line.worker = parties.worker(phone="13900000001")
    order = inspections.served_order(case=case)

    orders.order_served(OrderServed(case.id, order.id), now=now)

    message = session.scalars(select(Message)).one()
    assert f"{order.term_on.month}月{order.term_on.day}日" in message.words


@pytest.mark.parametrize(("muted", "told"), [(False, 2), (True, 0)])
def test_the_end_is_told_but_a_replay_tells_nobody(
    session: Any, now: datetime, muted: bool, told: int
) -> None:
    case = _case(stage=Stage.CLOSED, closed_on=date(2026, 11, 20), muted=muted)

    closing.tell_closed(CaseClosed(case.id), now=now)

    assert len(_told(session)) == told
