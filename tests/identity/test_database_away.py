"""What a signed-in officer sees while the database is away."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from casework.ground.cases.models.case import TimelineEntry
from tests.conftest import NOW
from tests.factories import cases
from tests.fixtures.lanes import make_app
from tests.fixtures.pages import PageClient


@pytest.fixture
def client() -> PageClient:
    """A browser that holds a session, on an application whose database does not answer."""
    client = PageClient(make_app("postgresql://nobody@127.0.0.1:1/away?connect_timeout=1"), NOW)
    with client._client.session_transaction() as kept:
        kept["sign_in"] = "a key that nobody can look up now"
    return client


@pytest.mark.parametrize("path", ["/account", "/officers", "/start", "/sign-in"])
def test_every_page_says_so_and_asks_nothing_more(client: PageClient, path: str) -> None:
    page = client.get(path, expect=503)

    assert page.h1 == "系统正忙"
    assert page.headers["Retry-After"] == "5"


def test_a_sign_in_that_was_typed_is_answered_too(client: PageClient) -> None:
    client.app.config["WTF_CSRF_ENABLED"] = False
    client.post("/sign-in", {"login": "somebody", "password": "anything at all"}, expect=503)


def test_a_writer_that_keeps_the_file_locked_makes_us_busy_not_broken(
    lane: Any, app: Flask
) -> None:
    if lane.kind != "sqlite":
        pytest.skip("only SQLite has one writer for the whole file")
    other = sqlite3.connect(lane.path, isolation_level=None)
    stranger = PageClient(app, NOW)
    form = stranger.get("identity.sign_in").form()
    other.execute("BEGIN IMMEDIATE")

    page = form.submit({"login": "somebody", "password": "anything at all"}, expect=503)

    other.close()
    assert page.h1 == "系统正忙"


def test_what_was_typed_while_another_writes_goes_back_to_the_form(
    lane: Any, app: Flask, officer: Any, session: Any
) -> None:
    if lane.kind != "sqlite":
        pytest.skip("only SQLite has one writer for the whole file")
    case = cases.case()
    inspector = officer()
    form = inspector.get("cases.note", case_id=case.id).form()
    session.commit()
    other = sqlite3.connect(lane.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    page = form.submit({"text": "和工头通了很长的电话"}, expect=503)

    other.close()
    assert "和工头通了很长的电话" in page.text
    again = page.form("cases.note", case_id=case.id).submit(expect=200)
    kept = again.form("cases.note", case_id=case.id)
    assert kept.values["text"] == "和工头通了很长的电话"
    kept.submit()
    assert len(session.scalars(select(TimelineEntry)).all()) == 1
