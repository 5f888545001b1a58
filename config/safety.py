"""What must be there before anything starts: schema, seed, keys, directories, roles; and for
production a database that is careful and clean. Everything that is missing is said at once.
"""

from __future__ import annotations

import sys

from config.settings import (
    Settings,
    UnsafeSettings,
    careless_database,
    forgotten_demo_accounts,
)


def check(settings: Settings) -> None:
    """Raises UnsafeSettings with everything that is missing or unsafe."""
    # heavy: whoever only schedules asks in another process
    from casework.upkeep import readiness

    problems = readiness.problems(settings)
    if not settings.demo:
        problems += _of_production(settings)
    if problems:
        raise UnsafeSettings(problems)


def _of_production(settings: Settings) -> list[str]:
    """Whether the database is careful and clean; nothing when it does not answer."""
    from sqlalchemy import Connection, create_engine, inspect, text
    from sqlalchemy.exc import OperationalError

    def shown(connection: Connection, name: str) -> str:
        # SHOW takes no parameters, and the names are ours
        return str(connection.execute(text(f"SHOW {name}")).scalar_one())

    def has_demo_accounts(connection: Connection) -> bool:
        if not inspect(connection).has_table("officer"):
            return False
        return connection.execute(text("SELECT 1 FROM officer WHERE is_demo")).first() is not None

    engine = create_engine(settings.database_url)
    try:
        with engine.connect() as connection:
            problems = forgotten_demo_accounts(lambda: has_demo_accounts(connection))
            if engine.dialect.name == "postgresql":
                problems += careless_database(lambda name: shown(connection, name))
            return problems
    except OperationalError:
        return []
    finally:
        engine.dispose()


if __name__ == "__main__":
    try:
        check(Settings.from_env())
    except UnsafeSettings as refusal:
        sys.exit(str(refusal))
