"""Owner and working role on a real PostgreSQL: what the working role can never do."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

from casework.kernel.database import db
from casework.upkeep import history, readiness, upgrading
from config.settings import Settings
from tests.conftest import NOW
from tests.fixtures import postgres, run
from tests.fixtures.lanes import environment, make_app

README = Path(__file__).parents[2] / "README.md"
OWNER, WORKING = "casework_owner", "casework_app"

pytestmark = pytest.mark.postgresql


@dataclass
class Office:
    """A database as the README has it made: two roles, one owner."""

    name: str
    settings: Settings

    def upgrade(self) -> None:
        app = make_app(postgres.url(self.name).replace("postgres@", f"{OWNER}@"))
        with app.app_context():
            upgrading.upgrade(self.settings, say=lambda words: None, now=NOW)
            db.session.remove()
            db.engine.dispose()

    def connected(self, role: str) -> psycopg.Connection[Any]:
        home = postgres.server()["home"]
        return psycopg.connect(host=home, user=role, dbname=self.name, autocommit=True)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    name = f"roles_{run.worker()}"
    home = postgres.server()["home"]
    with psycopg.connect(host=home, user="postgres", dbname="postgres", autocommit=True) as server:
        for role in (OWNER, WORKING):
            # one server for all processes: another may make the same roles at this moment
            with suppress(psycopg.errors.DuplicateObject, psycopg.errors.UniqueViolation):
                server.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {name} OWNER {OWNER}")
        made = Office(name, _settings(name, tmp_path_factory.mktemp("roles")))
        made.upgrade()
        yield made
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _settings(name: str, data_dir: Path) -> Settings:
    address = postgres.url(name)
    working, owner = (address.replace("postgres@", f"{role}@") for role in (WORKING, OWNER))
    found = Settings.from_env(environment(working, data_dir, OWNER_DATABASE_URL=owner))

    return replace(found, mode="production")


def refused(connection: psycopg.Connection[Any], statement: str) -> bool:
    try:
        connection.execute(statement)  # type: ignore[call-overload]
    except psycopg.Error:
        return True
    return False


def test_after_an_upgrade_the_working_role_lacks_nothing_and_owns_nothing(office: Office) -> None:
    assert readiness.problems(office.settings) == []


def test_the_working_role_can_only_add_to_history(office: Office) -> None:
    with office.connected(WORKING) as working:
        done = [
            (table, statement)
            for table, changes in history.refused().items()
            for change, statement in {
                "UPDATE": f"UPDATE {table} SET id = id",
                "DELETE": f"DELETE FROM {table}",
                "TRUNCATE": f"TRUNCATE {table} CASCADE",
            }.items()
            if change in changes and not refused(working, statement)
        ]

    assert not done


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE ledger_entry",
        "TRUNCATE officer CASCADE",
        "ALTER TABLE ledger_entry DISABLE TRIGGER ALL",
        "DROP TRIGGER ledger_entry_no_update ON ledger_entry",
        "ALTER TABLE ledger_entry ADD COLUMN more INTEGER",
        "ALTER FUNCTION refuse_change() RENAME TO allow_change",
        "CREATE TABLE other (id INTEGER)",
        "SET session_replication_role = replica",
        "UPDATE alembic_version SET version_num = '0101'",
    ],
)
def test_the_working_role_cannot_change_the_schema(office: Office, statement: str) -> None:
    with office.connected(WORKING) as working:
        assert refused(working, statement)


def test_even_the_owner_does_not_empty_history_by_mistake(office: Office) -> None:
    with office.connected(OWNER) as owner:
        emptied = [t for t in history.refused() if not refused(owner, f"TRUNCATE {t} CASCADE")]

    assert not emptied


def test_the_backup_of_the_readme_comes_back_whole(office: Office, tmp_path: Path) -> None:
    address = "postgresql://casework_owner:…@db.example"
    [told] = [block for block in re.findall(r"```sh\n(.*?)```", README.read_text(), re.S)
              if "pg_dump" in block]  # fmt: skip
    home, restored = postgres.server()["home"], f"{office.name}_restored"
    for name, database in (("casework", office.name), ("empty", restored)):
        told = told.replace(f"{address}/{name}", f"'postgresql://{OWNER}@/{database}?host={home}'")
    with psycopg.connect(host=home, user="postgres", dbname="postgres", autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {restored} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {restored} OWNER {OWNER}")
        path = f"{postgres.programs()}:{os.environ['PATH']}"
        subprocess.run(["sh", "-euc", told], cwd=tmp_path, env={"PATH": path}, check=True)

        assert readiness.problems(_settings(restored, tmp_path)) == []

        server.execute(f"DROP DATABASE {restored} WITH (FORCE)")


def test_rights_that_somebody_added_are_named_and_taken_back(office: Office) -> None:
    with office.connected(OWNER) as owner:
        owner.execute(f"GRANT DELETE ON ledger_entry TO {WORKING}")
        owner.execute(f"REVOKE INSERT ON complaint FROM {WORKING}")

    lacking, excess = readiness.problems(office.settings)
    office.upgrade()

    assert "may not use complaint" in lacking
    assert "may do too much to ledger_entry" in excess
    assert readiness.problems(office.settings) == []


def test_production_does_not_start_as_the_owner(office: Office) -> None:

    owner = replace(office.settings, database_url=office.settings.owner_database_url)

    [said] = readiness.problems(owner)

    assert OWNER in said
    assert "OWNER_DATABASE_URL" in said
