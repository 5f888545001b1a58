"""A field that cannot be read: said where it stands, alarmed once, and the pages around it work."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import text

from casework.identity.terms import ROLES, Role
from casework.kernel.database import db
from casework.upkeep import history
from tests.factories import offices
from tests.fixtures.pages import PageClient
from tests.house.subjects import ENDS_THE_SESSION, Subjects, rules_of

SignedIn = Callable[..., PageClient]
BROKEN = b"v1:gcm:k1:" + b"A" * 64
TAIL = "_sealed"


def sealed_columns() -> list[tuple[str, str]]:
    """Every sealed column of every table."""
    return [(t.name, c.name) for t in db.metadata.sorted_tables for c in t.columns
            if c.name.endswith(TAIL)]  # fmt: skip


def damage(columns: list[tuple[str, str]]) -> None:
    """What stands in these columns opens no more, as after a bad copy beneath the triggers."""
    db.session.commit()
    with db.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        else:
            for name in history.guards(connection):
                connection.execute(text(f"DROP TRIGGER {name}"))
        for table, column in columns:
            broken = text(f"UPDATE {table} SET {column} = :broken WHERE {column} IS NOT NULL")
            connection.execute(broken, {"broken": BROKEN})
    db.session.expire_all()


def _role_for(app: Flask, endpoint: str) -> Role | None:
    permissions = app.view_functions[endpoint].permissions
    return next((r for r, held in ROLES.items() if set(permissions) & set(held)), None)


@pytest.mark.slow
def test_no_page_of_an_officer_breaks(app: Flask, officer: SignedIn) -> None:
    subjects = Subjects(area=offices.HOME)
    routes = [(rule, subjects.values(rule) if rule.arguments else {})
              for rule in rules_of(app, method="GET")]  # fmt: skip
    roles = {rule.endpoint: _role_for(app, rule.endpoint) for rule, _ in routes}
    clients = {role: officer(role=role) for role in set(roles.values()) if role}
    damage(sealed_columns())

    wrong = []
    for rule, values in routes:
        role = roles[rule.endpoint]
        if role is None or values is None or rule.endpoint in ENDS_THE_SESSION:
            continue
        client = clients[role]
        answer = client.ask("GET", client.url(rule.endpoint, **values), inspect=False)
        if answer.status >= 500 or answer.status == 409:
            wrong.append(f"{rule.endpoint}: {answer.status}")
    assert not wrong, "\n".join(wrong)
