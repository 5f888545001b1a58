"""One row that fails keeps nobody else waiting: it is noted, told of once, and tried again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, text

from casework.ground.offices import queries as offices
from casework.kernel import alarms, clock, sweeps
from casework.kernel.alarms import AlarmKind
from casework.kernel.transaction import writing
from casework.procedure.campaigns.models import Campaign
from casework.procedure.escalation.models import Item
from casework.procedure.intake.models.complaints import Draft
from tasks import campaigns, escalation, intake
from tests.factories import cases
from tests.factories import escalation as raised

_LONG_AGO = date(2026, 11, 2)


def _spoil(session: Any, table: str, row_id: int) -> None:
    """From now on the database refuses every change of this row, whatever the code does."""
    if session.get_bind().dialect.name == "sqlite":
        for what in ("UPDATE", "DELETE"):
            session.execute(text(
                f"CREATE TRIGGER spoilt_{what} BEFORE {what} ON {table} WHEN OLD.id = {row_id} "
                "BEGIN SELECT RAISE(ABORT, 'spoilt'); END"
            ))  # fmt: skip
    else:
        session.execute(text(
            "CREATE FUNCTION spoilt() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'spoilt'; END $$"
        ))  # fmt: skip
        session.execute(text(
            f"CREATE TRIGGER spoilt BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW "
            f"WHEN (OLD.id = {row_id}) EXECUTE FUNCTION spoilt()"
        ))  # fmt: skip
    session.commit()


def _heal(session: Any, table: str) -> None:
    if session.get_bind().dialect.name == "sqlite":
        for what in ("UPDATE", "DELETE"):
            session.execute(text(f"DROP TRIGGER IF EXISTS spoilt_{what}"))
    else:
        session.execute(text(f"DROP TRIGGER IF EXISTS spoilt ON {table}"))
        session.execute(text("DROP FUNCTION IF EXISTS spoilt()"))
    session.commit()


@pytest.fixture
def spoil(session: Any) -> Any:
    """``spoil(table, row_id)``; healed when called without, and at the end."""
    spoilt: list[str] = []

    def act(table: str | None = None, row_id: int = 0) -> None:
        while spoilt:
            _heal(session, spoilt.pop())
        if table is not None:
            _spoil(session, table, row_id)
            spoilt.append(table)

    yield act
    session.rollback()
    act()


def _items(session: Any, number: int) -> list[int]:
    made = [raised.item(rise_on=_LONG_AGO).id for _ in range(number)]
    session.commit()
    return made


def _risen(session: Any) -> int:
    session.expire_all()
    query = select(func.count()).select_from(Item).where(Item.rises > 0)
    return session.scalar(query) or 0


def test_an_item_that_fails_keeps_no_other_from_rising(session: Any, now: Any, spoil: Any) -> None:
    first, *others = _items(session, 5)
    spoil("escalation", first)

    escalation.tick()

    assert _risen(session) == len(others)
    [failed] = sweeps.failed_rows(limit=10)
    assert (failed.sweep, failed.row_id, failed.failures) == ("escalation", first, 1)
    assert failed.error
    assert "spoilt" not in failed.error
    assert alarms.is_open(AlarmKind.ROWS_FAIL)


def test_it_is_told_of_once_and_tried_again_until_it_works(
    session: Any, now: Any, spoil: Any
) -> None:
    [item] = _items(session, 1)
    spoil("escalation", item)
    for minutes in (0, 0, 2, 9):
        with clock.fixed(now + timedelta(minutes=minutes)):
            escalation.tick()
    [failed] = sweeps.failed_rows(limit=10)
    assert failed.failures == 3
    assert len(alarms.open_alarms()) == 1

    spoil()
    with clock.fixed(now + timedelta(hours=2)):
        escalation.tick()

    assert _risen(session) == 1
    assert sweeps.failed_rows(limit=10) == []
    assert alarms.open_alarms() == []


def test_more_failing_items_than_a_turn_takes_starve_nobody(
    session: Any, now: Any, spoil: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(escalation, "_AT_A_TIME", 1)
    first, second = _items(session, 2)
    spoil("escalation", first)

    escalation.tick()
    escalation.tick()

    assert _risen(session) == 1
    assert session.get(Item, second).rises == 1


def test_a_campaign_that_cannot_be_opened_keeps_no_county_waiting(session: Any, now: Any) -> None:
    one, *others = [area.id for area in offices.counties()]
    name = session.get_bind().dialect.name
    refuse = (
        f"CREATE TRIGGER refuse BEFORE INSERT ON campaign WHEN NEW.area_id = {one} "
        "BEGIN SELECT RAISE(ABORT, 'refused'); END"
        if name == "sqlite"
        else f"ALTER TABLE campaign ADD CONSTRAINT refuse CHECK (area_id <> {one})"
    )
    session.execute(text(refuse))
    session.commit()
    try:
        campaigns.tick()
    finally:
        session.rollback()
        undo = "DROP TRIGGER refuse" if name == "sqlite" else (
            "ALTER TABLE campaign DROP CONSTRAINT refuse"
        )  # fmt: skip
        session.execute(text(undo))
        session.commit()

    areas = set(session.scalars(select(Campaign.area_id)))
    assert areas == set(others)
    assert {row.row_id for row in sweeps.failed_rows(limit=10)} == {one}
    with clock.fixed(now + timedelta(minutes=2)):
        campaigns.tick()
    assert one in set(session.scalars(select(Campaign.area_id)))
    assert alarms.open_alarms() == []


def test_a_draft_that_cannot_be_wiped_keeps_no_other(session: Any, now: Any, spoil: Any) -> None:
    from casework.procedure.intake.actions import drafts

    with writing():
        made = [drafts.start_draft({}, now=now - timedelta(days=90)).id for _ in range(3)]
    spoil("draft", made[0])

    assert intake.tick() == 2

    assert session.scalars(select(Draft.id)).all() == [made[0]]


def test_an_administrator_reads_what_failed(
    session: Any, now: Any, spoil: Any, officer: Any
) -> None:
    [item] = _items(session, 1)
    spoil("escalation", item)
    escalation.tick()

    administrator = officer(role="administrator")
    page = administrator.get("cases.machinery")

    assert "未完成的后台任务" in page.text
    assert str(item) in page.text
    assert "后台有几件没有办成" in administrator.get("identity.officers").text


def test_a_limit_that_cannot_be_judged_is_noted(session: Any, now: Any, spoil: Any) -> None:
    from tasks import clocks

    bad, good = cases.clock(due_on=_LONG_AGO), cases.clock(due_on=_LONG_AGO)
    session.commit()
    spoil("clock", bad.id)

    clocks.tick()

    session.expire_all()
    assert good.check_on is None
    assert {row.row_id for row in sweeps.failed_rows(limit=9)} == {bad.id}
