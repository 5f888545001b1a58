"""With twenty thousand cases PostgreSQL still walks along an index, and never over them all."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import event, insert, select, text

from casework.doors.desk.queries import lists
from casework.doors.desk.terms import Filter
from casework.ground.cases.models.case import Case
from casework.ground.cases.models.clocks import Clock
from casework.ground.cases.queries import clocks, matters
from casework.ground.identity.terms import Permission, Role
from casework.ground.offices import queries as offices_asked
from casework.ground.offices.terms import Department
from casework.kernel.database import db, new_id
from tests.factories import cases, identity

#: SQLite keeps no statistics by which its plan would change with the number of rows.
_ONLY = pytest.param("postgresql", marks=pytest.mark.postgresql)
pytestmark = [pytest.mark.slow, pytest.mark.parametrize("lane", [_ONLY], indirect=True)]

MANY = 20_000
TODAY = date(2026, 11, 23)
#: One of so many clocks is due.
RARE = 200


@pytest.fixture
def crowded(session):
    """Cases of every county, each with its clock, and statistics about them."""
    case = cases.case()
    clock = cases.clock(case=case)
    session.flush()
    pattern = _row(session, Case, case.id)
    ticking = _row(session, Clock, clock.id)
    places = [(area.id, offices_asked.unit_of(area.id, Department.HUMAN_RESOURCES).id)
              for area in offices_asked.counties()]  # fmt: skip
    made, ticks = [], []
    for number in range(MANY):
        area_id, unit_id = places[number % len(places)]
        due = TODAY + timedelta(days=number % 365)
        case_id = new_id()
        made.append({**pattern, "id": case_id, "number": f"演{number:05}", "area_id": area_id,
                     "holder_unit_id": unit_id, "sort_on": due, "next_due_on": due})  # fmt: skip
        check = TODAY if number % RARE == 0 else TODAY + timedelta(days=30 + number % 300)
        ticks.append({**ticking, "id": new_id(), "case_id": case_id, "subject_id": case_id,
                      "area_id": area_id, "check_on": check, "due_on": check})  # fmt: skip
    session.execute(insert(Case.__table__), made)
    session.execute(insert(Clock.__table__), ticks)
    session.commit()
    session.execute(text('ANALYZE "case", clock'))
    session.commit()


def _row(session, model, row_id):
    """A row as plain columns, to be made again with small changes."""
    table = model.__table__
    return dict(session.execute(select(table).where(table.c.id == row_id)).one()._mapping)


def plans(session, ask):
    """How PostgreSQL would find the rows that each statement of ``ask`` is after. Not the counts:
    they stop at the cap, and where nearly every row counts the table itself is the shortest way."""
    statements = []

    def note(_connection, _cursor, statement, parameters, *_):
        statements.append((statement, parameters))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        ask()
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    raw = session.connection().connection.dbapi_connection
    found = []
    for statement, parameters in statements:
        if statement.lstrip().startswith("SELECT") and "SELECT count(" not in statement:
            rows = raw.execute(f"EXPLAIN {statement}", parameters).fetchall()
            found.append("\n".join(line for (line,) in rows))
    return found


def _asked(officer):
    reach = officer.reach(Permission.READ_CASE)
    marker = matters.marker(TODAY)
    return lambda: lists.queue(Filter(), marker, reach=reach, officer=officer, after=None)


def test_the_queue_of_a_county_is_read_along_its_index(crowded, session):
    officer = identity.officer(role=Role.INSPECTOR)
    session.commit()

    first, *others = [plan for plan in plans(session, _asked(officer)) if "case" in plan]

    assert "ix_case_area_sort" in first
    assert not [plan for plan in (first, *others) if 'Seq Scan on "case"' in plan]


def test_the_queue_of_the_city_is_read_along_its_index(crowded, session):
    officer = identity.officer(role=Role.CITY_SUPERVISOR)
    session.commit()

    first, *others = [plan for plan in plans(session, _asked(officer)) if "case" in plan]

    assert "ix_case_sort" in first
    assert not [plan for plan in (first, *others) if 'Seq Scan on "case"' in plan]


def test_the_sweep_finds_what_is_due_by_its_index(crowded, session, now):
    def ask():
        found = clocks.clocks_to_check("sweep", on=TODAY, limit=200, now=now)
        assert len(found) == MANY // RARE

    [plan] = plans(session, ask)

    assert "ix_clock_check" in plan
