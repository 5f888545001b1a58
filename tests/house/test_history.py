"""Tables of history: the models say which, and on both databases triggers keep them."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from casework.kernel.database import db
from casework.upkeep import history


def test_every_guard_is_there(app: Flask) -> None:
    with db.engine.connect() as connection:
        assert history.missing_guards(connection) == []


def test_no_guard_is_left_that_no_model_speaks_of(app: Flask, lane: Any) -> None:
    """A table that the database guards and the model does not would only fail when used."""
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    with db.engine.connect() as connection:
        there = set(connection.execute(text(query[lane.kind])).scalars())

    spoken = {history.guard(t, change) for t, changes in history.refused().items()
              for change in changes}  # fmt: skip
    assert {name for name in there if "_no_" in name} <= spoken


@pytest.mark.parametrize("statement", ["TRUNCATE {} CASCADE"])
def test_history_is_not_emptied_at_once(app: Flask, lane: Any, statement: str) -> None:
    """SQLite knows no TRUNCATE: there DELETE is refused row by row."""
    if lane.kind != "postgresql":
        return
    for table in history.refused():
        with pytest.raises(DBAPIError, match="never changed"), db.engine.begin() as connection:
            connection.execute(text(statement.format(table)))
