"""Forty-three workers, one bank slip: confirmed together, each judged by himself."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import select

from casework.ground.cases.models.case import Case
from casework.ground.cases.queries import matters
from casework.ground.cases.terms import Ending
from casework.ground.identity.terms import Role
from casework.ground.ledger import queries
from casework.ground.ledger.actions import confirming, entries
from casework.ground.ledger.models import Entry
from casework.ground.ledger.terms import Kind, Source, Way
from casework.kernel.database import Conflict
from casework.kernel.money import Money
from casework.kernel.terms import Missing
from casework.procedure.closing import actions as closing
from casework.procedure.closing import queries as endings
from tests.factories import cases, identity

PEOPLE = 43


def _paid(now: datetime, *, people: int = PEOPLE, area: str | None = None) -> Case:
    where = {"area": area} if area else {}
    case = cases.case(**where)
    for number in range(people):
        cases.line(case=case, verified=Money(10_000 + number), name=f"张例{number:02}")
    entries.record_payment(case, source=Source.EMPLOYER, slip="批量1", paid_on=now.date(),
                           total=Money.total(x.owed for x in matters.lines(case.id)),
                           by=identity.officer(), now=now)  # fmt: skip
    return case


def _confirmations(session: Any, case: Case) -> int:
    query = select(Entry).where(Entry.case_id == case.id, Entry.kind == Kind.CONFIRMATION)
    return len(session.scalars(query).all())


@pytest.mark.once("ledger.confirm_many", "closing.end_paid")
def test_forty_three_are_confirmed_and_ended_on_two_pages(
    session: Any, officer: Any, now: datetime
) -> None:
    case = _paid(now)
    session.commit()
    client = officer(role=Role.INSPECTOR)
    lines = [str(line.id) for line in matters.lines(case.id)]

    assert "批量确认到账" in client.get("ledger.payments", case_id=case.id).text
    page = client.get("ledger.confirm_many", case_id=case.id).click("全部选上")
    done = page.form().submit({"way": "bank", "proof": "批量代发回单7"}, expect=200)
    assert f"确认了{PEOPLE}人" in done.text
    assert "未办成" not in done.text

    session.expire_all()
    assert _confirmations(session, case) == PEOPLE
    assert case.confirmed == case.paid == case.verified
    assert "没有等确认的付款" in client.get("ledger.confirm_many", case_id=case.id).text
    page.form().submit({"way": "bank", "proof": "批量代发回单7"}, expect=200)
    session.expire_all()
    assert _confirmations(session, case) == PEOPLE

    page = client.get("closing.end_paid", case_id=case.id)
    done = page.form("closing.end_paid", case_id=case.id).submit({"lines": lines}, expect=200)
    assert f"按付清办结了{PEOPLE}人" in done.text
    session.expire_all()
    assert {line.ending for line in matters.lines(case.id)} == {Ending.PAID}
    assert endings.paid_in_full(case.id) == []


def test_one_refusal_is_named_and_keeps_nobody_else_waiting(session: Any, now: datetime) -> None:
    case = _paid(now, people=3)
    first, second, third = matters.lines(case.id)
    closing.end_line(second, ending=Ending.SETTLED, proof="演示", by=identity.officer(), now=now)

    results = confirming.confirm_many(
        case, [first.id, second.id, third.id], way=Way.BANK, proof="批量1", seen=case.version,
        by=identity.officer(), now=now,
    )  # fmt: skip

    assert [bool(one.refused) for one in results] == [False, True, False]
    assert "已经办结" in results[1].refused
    assert (first.confirmed, second.confirmed) == (first.paid, Money(0))
    assert {i: both[1] for i, both in queries.sums([first.id, second.id]).items()} == {
        first.id: first.confirmed, second.id: Money(0),
    }  # fmt: skip


def test_what_nobody_saw_is_not_confirmed(session: Any, now: datetime) -> None:
    case = _paid(now, people=2)
    seen = case.version
    line = matters.lines(case.id)[0]
    confirming.confirm(line, amount=Money(1), way=Way.CALL, by=identity.officer(), now=now)
    session.flush()

    with pytest.raises(Conflict):
        confirming.confirm_many(case, [line.id], way=Way.BANK, proof="批量1", seen=seen,
                             by=identity.officer(), now=now)  # fmt: skip


def test_lines_of_another_case_are_missing(session: Any, now: datetime) -> None:
    case, other = _paid(now, people=1), _paid(now, people=1)
    line = matters.lines(other.id)[0]
    with pytest.raises(Missing):
        confirming.confirm_many(case, [line.id], way=Way.BANK, proof="批量1", seen=case.version,
                             by=identity.officer(), now=now)  # fmt: skip
    with pytest.raises(Missing):
        closing.end_paid(case, [line.id], by=identity.officer(), now=now)


@pytest.mark.parametrize("wrong", [{"lines": []}, {"proof": ""}, {"way": ""}, {"lines": ["7"]}])
def test_a_form_without_people_or_proof_comes_back(
    session: Any, officer: Any, now: datetime, wrong: dict[str, Any]
) -> None:
    case = _paid(now, people=2)
    session.commit()
    lines = [str(line.id) for line in matters.lines(case.id)]
    form = officer().get("ledger.confirm_many", case_id=case.id).form(
        "ledger.confirm_many", case_id=case.id
    )  # fmt: skip
    typed = {"lines": lines, "way": "bank", "proof": "批量1", **wrong}
    assert form.submit(typed, expect=422).errors
    assert _confirmations(session, case) == 0


def test_unpaid_and_half_confirmed_lines_are_not_offered_to_end(
    session: Any, officer: Any, now: datetime
) -> None:
    case = _paid(now, people=2)
    first, second = matters.lines(case.id)
    confirming.confirm(first, amount=first.paid, way=Way.BANK, by=identity.officer(), now=now)
    session.commit()

    assert endings.paid_in_full(case.id) == [first]
    for lang in ("en", "zh"):
        page = officer().get("closing.end_paid", case_id=case.id, lang=lang)
        assert first.worker.name in page.text
        assert second.worker.name not in page.text
    [refused] = closing.end_paid(case, [second.id], by=identity.officer(), now=now)
    assert refused.refused
