"""The demo city has matters at every stage, and building it again changes nothing."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from casework.cases.models import Case
from casework.cases.terms import Stage
from casework.demo import cases, people
from casework.intake.models import Complaint


def test_every_stage_is_there_and_a_second_building_adds_nothing(session: Any, now: Any) -> None:
    people.load({}, now=now)
    session.commit()

    cases.load(now=now)
    first = _counts(session)
    cases.load(now=now)

    assert _counts(session) == first
    stages = set(session.scalars(select(Case.stage).distinct()))
    assert stages == {
        Stage.FILED, Stage.INVESTIGATING, Stage.ORDERED, Stage.EXPIRED, Stage.CLOSED,
    }  # fmt: skip
    sums = session.scalars(select(Case).where(Case.stage == Stage.CLOSED)).all()
    assert all(case.verified == case.paid == case.confirmed for case in sums)


def _counts(session: Any) -> tuple[int, int]:
    return (
        session.scalar(select(func.count()).select_from(Complaint)),
        session.scalar(select(func.count()).select_from(Case)),
    )
