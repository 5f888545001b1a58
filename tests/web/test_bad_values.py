"""Values that no browser sends: refused in words, never an error of ours."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from werkzeug.datastructures import MultiDict

from casework.ground.cases.models.case import Case
from casework.kernel.database import db
from casework.kernel.paging import Key, number, read_place
from casework.web.fields import MonthField
from casework.web.pages import Form
from tests.fixtures.lanes import make_app
from tests.fixtures.pages import PageClient


class _Asked(Form):
    month = MonthField()


@pytest.mark.parametrize("version", ["²", "９", "9" * 5000, "-1", "", "一", "9" * 40])
def test_a_version_that_is_none_was_not_seen(app: Flask, version: str) -> None:
    with app.test_request_context(method="POST", data={"version": version}):
        assert _Asked().seen == -1


@pytest.mark.parametrize("month", ["9" * 20 + "-01", "2026-" + "9" * 30, "²-99", "2026-x"])
def test_a_month_that_is_none_is_refused_in_words(app: Flask, month: str) -> None:
    with app.test_request_context():
        form = _Asked(MultiDict({"month": month}))
        form.validate()
        assert form.month.errors


_PLACE = (Key(Case.sort_on, date.fromisoformat), Key(Case.id, number))


@pytest.mark.parametrize(
    "words", ["2026-01-01~99999999999999999999", "2026-01-01~²", "2026-01-01", "~", "x~1", ""]
)
def test_a_place_in_a_list_that_no_row_can_have_is_none(words: str) -> None:
    assert read_place(words, _PLACE) is None


def test_a_place_in_a_list_is_read_as_it_was_written() -> None:
    assert read_place("2026-01-01~17", _PLACE) == [date(2026, 1, 1), 17]


def test_a_server_gives_up_on_a_slow_database(lane: Any) -> None:
    if lane.kind != "postgresql":
        pytest.skip("only PostgreSQL has a server that can be told to stop")
    app = make_app(lane.url, serving=True)
    with app.app_context():
        waits = [db.session.scalar(text(f"SHOW {name}"))
                 for name in ("statement_timeout", "lock_timeout")]  # fmt: skip
        db.session.remove()
        db.engine.dispose()
    assert waits == ["5s", "3s"]


def test_an_error_of_the_database_tells_nobodys_data(app: Flask) -> None:
    with app.app_context(), pytest.raises(DBAPIError) as error:
        db.session.execute(text("SELECT nothing FROM nowhere WHERE name = :name"),
                           {"name": "张示例"})  # fmt: skip
    assert "张示例" not in str(error.value)


@pytest.mark.parametrize(
    "error",
    [NoConnection("every connection is taken"), OperationalError("", {}, Exception("away"))],
)
def test_a_server_without_a_free_connection_is_busy_not_broken(
    app: Flask, client: PageClient, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    _break(app, monkeypatch, error)
    assert client.get("identity.sign_in", expect=503).h1 == "系统正忙"


def test_who_comes_second_with_the_same_key_is_told_so(
    app: Flask, client: PageClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = IntegrityError("", {}, Exception("UNIQUE constraint failed: paper.number"))
    _break(app, monkeypatch, taken)
    assert client.get("identity.sign_in", expect=409).h1 == "别人刚刚改过"


def _break(app: Flask, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """From now on every request ends in this error."""

    def broken() -> None:
        raise error

    before = app.before_request_funcs[None]
    monkeypatch.setitem(app.before_request_funcs, None, [*before, broken])
