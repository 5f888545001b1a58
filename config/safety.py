"""What only the database itself can say before production starts: is it careful, is it clean?"""

from __future__ import annotations

import sys

from config.settings import (
    Settings,
    UnsafeSettings,
    careless_database,
    forgotten_demo_accounts,
)


def check(settings: Settings) -> None:
    """Raises UnsafeSettings with everything the database of a production system says wrong."""
    if settings.demo:
        return
    from sqlalchemy import Connection, create_engine, inspect, text

    def shown(connection: Connection, name: str) -> str:
        # SHOW takes no parameters, and the names are ours
        return str(connection.execute(text(f"SHOW {name}")).scalar_one())

    def has_demo_accounts(connection: Connection) -> bool:
        if not inspect(connection).has_table("officer"):
            return False
        return connection.execute(text("SELECT 1 FROM officer WHERE is_demo")).first() is not None

    engine = create_engine(settings.database_url)
    with engine.connect() as connection:
        problems = forgotten_demo_accounts(lambda: has_demo_accounts(connection))
        if engine.dialect.name == "postgresql":
            problems += careless_database(lambda name: shown(connection, name))
    engine.dispose()
    if problems:
        raise UnsafeSettings(problems)


if __name__ == "__main__":
    try:
        check(Settings.from_env())
    except UnsafeSettings as refusal:
        sys.exit(str(refusal))
