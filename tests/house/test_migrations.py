"""Migrations: one head, up and down and up again, and models that agree with the schema."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import Engine, create_engine, func, inspect, select, text

from casework.ground.cases.models.case import Case, Line
from casework.ground.cases.queries import claims
from casework.ground.ledger.actions.entries import record_payment
from casework.ground.ledger.terms import Source
from casework.kernel.database import db
from casework.kernel.facts import Fact
from casework.kernel.money import Money
from casework.procedure.intake.actions import deciding
from casework.procedure.intake.models.complaints import Claimant
from tests.conftest import NOW
from tests.factories import groups, inspections, intake, notices
from tests.factories import statute as seeded
from tests.fixtures.lanes import MIGRATIONS, make_app


@pytest.fixture
def scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return ScriptDirectory.from_config(config)


@pytest.fixture
def empty(empty_database: str) -> Iterator[Flask]:
    """The application on a database without any table."""
    application = make_app(empty_database)
    with application.app_context():
        yield application
        db.session.remove()
        db.engine.dispose()


def _schema(engine: Engine) -> dict[str, Any]:
    """What the database itself says about its tables."""
    looked = inspect(engine)
    return {
        table: {
            "columns": sorted(
                (c["name"], str(c["type"]), c["nullable"]) for c in looked.get_columns(table)
            ),
            "indexes": sorted(str(i["name"]) for i in looked.get_indexes(table)),
            "unique": sorted(str(u["name"]) for u in looked.get_unique_constraints(table)),
            "checks": sorted(str(c["name"]) for c in looked.get_check_constraints(table)),
            "foreign": sorted(str(f["name"]) for f in looked.get_foreign_keys(table)),
        }
        for table in looked.get_table_names()
        if table != "alembic_version"
    }  # fmt: skip


def test_there_is_one_head(scripts: ScriptDirectory) -> None:
    assert len(scripts.get_heads()) == 1


def test_every_migration_can_be_undone(scripts: ScriptDirectory) -> None:
    assert not [r.revision for r in scripts.walk_revisions() if not hasattr(r.module, "downgrade")]


def test_up_and_down_and_up_again_is_the_same_schema(empty: Flask) -> None:
    upgrade(directory=str(MIGRATIONS))
    first = _schema(db.engine)
    downgrade(directory=str(MIGRATIONS), revision="base")
    assert not _schema(db.engine)
    upgrade(directory=str(MIGRATIONS))

    assert _schema(db.engine) == first


def test_rows_that_refer_to_each_other_survive_the_way_down_and_up(empty: Flask) -> None:
    """An office that upgrades has rows: SQLite must not make a table anew beneath them."""
    upgrade(directory=str(MIGRATIONS))
    seeded.law()
    order = inspections.served_order(case=inspections.case())
    record_payment(order.case, source=Source.EMPLOYER, slip="单1", paid_on=NOW.date(),
                   total=order.amount, by=None, now=NOW)  # fmt: skip
    intake.complaint()
    notices.answered()
    db.session.commit()
    before = _rows()

    downgrade(directory=str(MIGRATIONS), revision="0102")
    upgrade(directory=str(MIGRATIONS))

    assert _rows() == before


def test_what_was_claimed_before_there_were_claims_is_carried_over(empty: Flask) -> None:
    """A second complaint of the same worker had been left out of his line: it is added."""
    upgrade(directory=str(MIGRATIONS))
    line_id, case_id = _accepted_twice()
    downgrade(directory=str(MIGRATIONS), revision="0102")
    for words in ("line SET claimed = 800000, verified = 800000, to_month = from_month",
                  "\"case\" SET claimed = 800000"):  # fmt: skip
        db.session.execute(text(f"UPDATE {words}"))
    db.session.commit()
    upgrade(directory=str(MIGRATIONS))

    line, case = db.session.get(Line, line_id), db.session.get(Case, case_id)
    assert line is not None
    assert case is not None
    assert line.claimed == case.claimed == Money.yuan(14_000)
    assert (line.from_month, line.to_month) == (date(2026, 9, 1), date(2026, 11, 1))
    assert (line.seen_claims, line.recheck) == (1, True)
    kept = [(c.amount, c.claimant_id) for c in claims.said(line).claims]
    mine = db.session.scalars(select(Claimant).order_by(Claimant.id)).all()
    assert kept == [(Money.yuan(8_000), mine[0].id), (Money.yuan(6_000), mine[1].id)]
    db.session.rollback()


def test_who_joined_before_it_was_noted_came_later(empty: Flask) -> None:
    upgrade(directory=str(MIGRATIONS))
    seeded.law()
    groups.joining(groups.group())
    db.session.commit()
    downgrade(directory=str(MIGRATIONS), revision="0118")
    upgrade(directory=str(MIGRATIONS))

    query = select(Claimant.position, Claimant.came_later).order_by(Claimant.position)
    assert [tuple(row) for row in db.session.execute(query)] == [(1, False), (2, True)]
    db.session.rollback()


def test_a_fact_that_nobody_hears_any_more_does_not_wait(empty: Flask) -> None:
    upgrade(directory=str(MIGRATIONS), revision="0117")
    insert = "INSERT INTO fact (id, kind, body, happened_at) VALUES (:id, :kind, '{}', :at)"
    for number, kind in enumerate(("CaseOpened", "PaperServed"), 1):
        db.session.execute(text(insert), {"id": number, "kind": kind, "at": NOW.isoformat()})
    db.session.commit()

    upgrade(directory=str(MIGRATIONS))

    waiting = db.session.scalars(select(Fact.kind).where(Fact.handled_at.is_(None))).all()
    assert waiting == ["PaperServed"]
    db.session.rollback()


def _accepted_twice() -> tuple[int, int]:
    """One worker in one case by two complaints: 8,000 for September, 6,000 for November."""
    seeded.law()
    given = {"id_number": "371302200001010017"}
    first, second = (
        intake.complaint(claimants=(intake.claimant(
            amount=Money.yuan(yuan), from_month=date(2026, month, 1),
            to_month=date(2026, month, 1), **given),))
        for yuan, month in ((8_000, 9), (6_000, 11))
    )  # fmt: skip
    case = deciding.accept(first, by=None, now=NOW)
    deciding.accept(second, join=case, by=None, now=NOW)
    found = (db.session.scalars(select(Line.id)).one(), case.id)
    db.session.commit()
    return found


def _rows() -> dict[str, int]:
    found = {
        table.name: db.session.scalar(select(func.count()).select_from(table))
        for table in db.metadata.sorted_tables
    }
    db.session.rollback()
    return found


def test_models_and_schema_agree(app: Flask) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, db.metadata)

    assert not differences, "regenerate the migration:\n" + "\n".join(map(str, differences))


def test_the_migrated_schema_is_what_the_models_would_make(app: Flask, empty_database: str) -> None:
    """Autogenerate sees no CHECK constraints: they are compared by name."""
    made = create_engine(empty_database)
    db.metadata.create_all(made)
    wanted, found = _schema(made), _schema(db.engine)
    made.dispose()

    for table in wanted:
        assert found[table]["checks"] == wanted[table]["checks"], table
        assert found[table]["indexes"] == wanted[table]["indexes"], table


def test_every_constraint_has_a_name(app: Flask) -> None:
    nameless = [
        (table.name, constraint)
        for table in db.metadata.tables.values()
        for constraint in table.constraints
        if constraint.name is None
    ]
    assert not nameless
