"""The demo city has matters at every stage, and building it again changes nothing."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from casework.demo import cases, people
from casework.ground.cases.models.case import Case
from casework.ground.cases.terms import Stage
from casework.ground.documents import rules as papers
from casework.ground.ledger import queries as ledger
from casework.ground.statute import queries as law
from casework.ground.statute.actions import loading
from casework.kernel.days import at, day_of
from casework.procedure.intake.models.complaints import Complaint
from tests.fixtures import soak

#: One county with officers and one without; in a soak the whole city.
_COUNTIES = soak.of((people.LANSHAN, "371327"), None)


@pytest.mark.longer
def test_every_stage_is_there_and_a_second_building_adds_nothing(session: Any, now: Any) -> None:
    people.load({}, now=now)
    session.commit()

    cases.load(now=now, say=str, only=_COUNTIES)
    first = _counts(session)
    cases.load(now=now, say=str, only=_COUNTIES)

    assert _counts(session) == first
    stages = set(session.scalars(select(Case.stage).distinct()))
    assert stages == {
        Stage.FILED, Stage.INVESTIGATING, Stage.ORDERED, Stage.EXPIRED, Stage.CLOSED,
    }  # fmt: skip
    sums = session.scalars(select(Case).where(Case.stage == Stage.CLOSED)).all()
    assert all(case.verified == case.paid == case.confirmed for case in sums)
    assert ledger.held_list(reach=None).rows


def _counts(session: Any) -> tuple[int, int]:
    return (
        session.scalar(select(func.count()).select_from(Complaint)),
        session.scalar(select(func.count()).select_from(Case)),
    )


@pytest.mark.longer
def test_the_city_can_be_built_after_a_holiday(session: Any) -> None:
    """Once there was one between an order and its service, and in its term."""
    now = at(date(2026, 3, 9), 10)
    people.load({}, now=now)
    session.commit()

    cases.load(now=now, say=str, only=_COUNTIES)

    assert session.scalar(select(func.count()).where(Case.stage == Stage.EXPIRED)) > 0


def test_whatever_the_holidays_steps_follow_each_other_and_terms_end_when_the_plan_says(
    session: Any, now: datetime
) -> None:
    loading.load_seed(now=now)
    calendar = law.calendar()
    for number in range(500):
        today = at(date(2026, 1, 1) + timedelta(days=number), 10)
        for plan in cases.PLANS:
            days = cases.days_of(plan, calendar=calendar, now=today)
            due = papers.last_day(days.term_on, calendar)
            if plan.stage in ("ordered", "part_paid"):
                assert day_of(days.served) <= day_of(today) < due
            if plan.stage in ("expired", "paid", "closed"):
                done = days.over if plan.stage == "expired" else days.closed
                assert day_of(days.ordered) < day_of(days.served) < due
                assert day_of(days.paid) <= due < day_of(days.over)
                assert done < today
