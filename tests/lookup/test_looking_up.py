"""A wrong number and a right one with a wrong tail cost the same work: W17."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from casework.doors.lookup import actions as looking_up
from casework.doors.proving.terms import Asking
from casework.kernel import crypto
from casework.procedure.intake.models.complaints import Draft
from tests.factories import groups, intake
from tests.fixtures.queries import queries
from tests.portal import walk

WRONG = "9"


@pytest.fixture
def unsealed(monkeypatch):
    """Every sealed field that is opened, counted where the sealing is done."""
    seen = []
    real = crypto.unseal
    monkeypatch.setattr(crypto, "unseal", lambda *given: seen.append(1) or real(*given))
    return seen


def work_of(session, code, now, unsealed, *, address):
    session.commit()
    session.expunge_all()
    unsealed.clear()
    with queries() as seen:
        assert looking_up.look_up(code=code, tail="9999", by=Asking(address), now=now) is None
    session.commit()
    return len(seen), len(unsealed)


def test_whatever_stands_behind_a_number_the_work_is_the_same(session, client, now, unsealed):
    walk.city()
    alone, tip = intake.complaint().code, intake.complaint(confidential=True).code
    named = tuple(intake.claimant(name=f"李示例{n}", phone=f"1390000{n:04}") for n in range(40))
    many = intake.complaint(claimants=named).code
    group = groups.group()
    leader, mate = group.complaint.code, groups.joining(group).code
    walk.to_step(client, "check")
    draft = session.scalars(select(Draft).where(Draft.complaint_id.is_(None))).one().code
    codes = [WRONG * 16, alone, tip, many, leader, mate, draft, WRONG * 15 + "8"]
    work = [work_of(session, code, now, unsealed, address=f"10.0.0.{n}")
            for n, code in enumerate(codes)]  # fmt: skip
    assert len({asked for asked, _opened in work}) == 1
    opened = [opened for _asked, opened in work]
    assert max(opened) - min(opened) <= 1
