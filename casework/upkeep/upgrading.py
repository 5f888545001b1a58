"""Bringing a database up: schema, seed, key checks and rights, one upgrade at a time.

May run again at any time: what is there stays as the office has it.
"""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine, make_url, text

from casework.ground.offices import actions as offices
from casework.ground.statute.actions import loading
from casework.kernel import keychecks
from casework.kernel.database import db
from casework.kernel.transaction import reading, writing
from casework.procedure.intake.actions import supplements
from casework.upkeep import readiness, roles, schema
from casework.upkeep.schema import Standing

if TYPE_CHECKING:
    from config.settings import Settings

Say = Callable[[str], None]
#: One number for "an upgrade of casework is running"; PostgreSQL knows no names for such locks.
_LOCK = 724_2019
_STAMP = "%Y%m%d%H%M%S"


class CannotUpgrade(Exception):
    """Nothing was changed; the message says why."""


def upgrade(settings: Settings, *, say: Say, new_secret: bool = False, now: datetime) -> None:
    """Within an application that speaks as the owner of the schema. Raises CannotUpgrade."""
    with _alone(db.engine):
        _make_room(settings, say=say, now=now)
        _must_have_the_keys(settings, but_for={keychecks.SECRET} if new_secret else set())
        _migrate(say)
        with writing():
            _fill(settings, say=say, new_secret=new_secret, now=now)
        _grant(settings, say)


def _make_room(settings: Settings, *, say: Say, now: datetime) -> None:
    """An older demo is put aside, since nothing leads on from it; any other is refused."""
    with reading(), db.engine.connect() as connection:
        standing = schema.standing(connection)
    if standing not in (Standing.OLDER, Standing.AHEAD):
        return
    if standing is Standing.AHEAD or not settings.demo:
        raise CannotUpgrade(readiness.OF_STANDING[standing])
    place = _put_aside(db.engine, f"before-{now.strftime(_STAMP)}")
    if settings.sign_ins_file.exists():
        settings.sign_ins_file.rename(settings.sign_ins_file.with_suffix(f".{now:{_STAMP}}.txt"))
    say(f"The demo here is older than this program can read on; it is kept as {place}.")


def _put_aside(engine: Engine, suffix: str) -> str:
    """Renames the file of SQLite, or the schema of PostgreSQL; answers the new name."""
    if engine.dialect.name == "sqlite":
        old = Path(engine.url.database or "")
        engine.dispose()
        new = old.with_name(f"{old.name}.{suffix}")
        for tail in ("", "-wal", "-shm"):
            if Path(f"{old}{tail}").exists():
                Path(f"{old}{tail}").rename(f"{new}{tail}")
        return new.name
    name = suffix.replace("-", "_")
    with engine.begin() as connection:
        connection.execute(text(f"ALTER SCHEMA public RENAME TO {name}"))
        connection.execute(text("CREATE SCHEMA public"))
    return f"schema {name}"


def _must_have_the_keys(settings: Settings, *, but_for: set[str]) -> None:
    """Before anything is written: with a wrong key it could never be read again."""
    with reading(), db.engine.connect() as connection:
        wrong = [w for w in readiness.wrong_keys(connection, settings) if w not in but_for]
    if wrong:
        raise CannotUpgrade("\n".join(readiness.wrong_key(name) for name in wrong))


def _migrate(say: Say) -> None:
    from flask_migrate import upgrade as to_head

    with reading(), db.engine.connect() as connection:
        before = schema.revision_of(connection)
    if before == schema.revisions()[-1]:
        return
    say(f"schema: {before or 'none'} to {schema.revisions()[-1]}")
    to_head(directory=str(schema.VERSIONS.parent))


def _fill(settings: Settings, *, say: Say, new_secret: bool, now: datetime) -> None:
    places = offices.load_seed(now=now)
    law = loading.load_seed(now=now)
    given = readiness.given_keys(settings)
    if new_secret:
        keychecks.replace(keychecks.SECRET, given, now=now)
    keys = keychecks.write_missing(given, now=now)
    waiting = supplements.give_last_days(now=now)
    if places or law:
        say("seed: offices and statute have what was missing")
    if waiting:
        say(f"limits: {waiting} complaints that wait for what is missing have their last day")
    if keys:
        say(f"keys: noted how {', '.join(keys)} can be told from another")


def _grant(settings: Settings, say: Say) -> None:
    if settings.owner_database_url is None:
        return
    role = make_url(settings.database_url).username
    owner = make_url(settings.owner_database_url).username
    if role and role != owner:
        with db.engine.begin() as connection:
            roles.grant(connection, role)
        say(f"rights: {role} may use the tables, and only add to history")


@contextmanager
def _alone(engine: Engine) -> Iterator[None]:
    """One upgrade at a time; the next one waits, and then finds nothing to do."""
    if engine.dialect.name == "sqlite":
        with Path(f"{engine.url.database}.upgrade").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield
        return
    with engine.connect() as connection:
        connection.execute(text("SELECT pg_advisory_lock(:lock)"), {"lock": _LOCK})
        connection.commit()
        try:
            yield
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:lock)"), {"lock": _LOCK})
            connection.commit()
