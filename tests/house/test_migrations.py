"""Migrations: one head, up and down and up again, and models that agree with the schema."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import Engine, create_engine, func, inspect, select

from casework.kernel.database import db
from casework.ledger.actions import record_payment
from casework.ledger.terms import Source
from tests.conftest import NOW
from tests.factories import inspections, intake, notices
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
