"""The other doors of the demo city: posters, tips, a group, evidence; built once."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select

from casework.demo import doors, people
from casework.doors.posters.models import Poster
from casework.ground.cases.models.evidence import Evidence
from casework.ground.cases.queries.evidence import files
from casework.ground.cases.terms import Folder
from casework.procedure.groups.models import Joining
from casework.procedure.intake.models.complaints import Complaint
from casework.procedure.intake.models.tips import Tipster
from casework.procedure.intake.terms import Kind
from tests.factories import cases


@pytest.fixture(autouse=True)
def officers(session: Any, now: Any) -> None:
    people.load({}, now=now)
    session.commit()


def test_each_door_was_used_and_a_second_building_adds_nothing(session: Any, now: Any) -> None:
    made = cases.case(area=people.LANSHAN)

    doors.load(now=now, say=str)
    first = _counts(session)
    doors.load(now=now, say=str)

    assert _counts(session) == first
    assert all(number >= 2 for number in first), first
    assert len(files(Folder(case_id=made.id))) == 2


def _counts(session: Any) -> list[int]:
    tips = select(func.count()).select_from(Complaint).where(Complaint.kind == Kind.TIP)
    assert session.scalar(select(func.count()).select_from(Tipster)) == 1
    rows = (select(func.count()).select_from(model) for model in (Poster, Joining, Evidence))
    return [session.scalar(query) for query in (tips, *rows)]


def test_whatever_it_shows_says_that_it_is_invented(session: Any, now: Any) -> None:
    doors.load(now=now, say=str)
    rows = session.scalars(select(Complaint)).all()
    assert rows
    assert all(row.employer_text.startswith("演示") for row in rows)
    assert all("示例" in one.name for row in rows for one in row.claimants)
    assert all(row.name.startswith("演示") for row in session.scalars(select(Evidence)))
