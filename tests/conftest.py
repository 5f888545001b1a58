"""What every test may ask for: ``app``, ``session``, ``client``, ``officer``, ``now``, ``queries``.

The stage itself is in ``tests/fixtures``. A test that asks for any of these runs on PostgreSQL, and
where it depends on the database on SQLite too (``tests/fixtures/lanes.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings
from sqlalchemy.orm import scoped_session

from casework.kernel import clock, unreadable
from casework.kernel.database import db
from casework.kernel.days import SHANGHAI
from casework.kernel.terms import language
from tests.fixtures import run
from tests.fixtures.lanes import app_on
from tests.fixtures.pages import PageClient
from tests.fixtures.queries import Seen
from tests.fixtures.queries import queries as count_queries

pytest_plugins = [
    "tests.fixtures.soak",
    "tests.fixtures.order",
    "tests.fixtures.lanes",
    "tests.fixtures.valkey",
    "tests.fixtures.celery",
    "tests.fixtures.browser",
    "tests.fixtures.mail",
    "tests.fixtures.once",
    "tests.fixtures.forbidden",
    "tests.fixtures.zones",
]

#: A Monday, an ordinary working day, ten in the morning in Shanghai; not on the full second, since
#: a real clock never is.
NOW = datetime(2026, 11, 23, 10, 0, 0, 123456, tzinfo=SHANGHAI)

# how long an example takes says how busy the machine is, and nothing about the rule
settings.register_profile("calm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("calm")

_OWNER = pytest.StashKey[bool]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_OWNER] = run.begin()


def pytest_unconfigure(config: pytest.Config) -> None:
    if config.stash.get(_OWNER, False):
        run.end()


@pytest.fixture(autouse=True)
def _nothing_before() -> Iterator[None]:
    """Every test begins in the office's language, and none has met an unreadable field yet."""
    unreadable.found()
    token = language.set("zh")
    yield
    language.reset(token)


@pytest.fixture
def now() -> Iterator[datetime]:
    """The instant at which the test happens; the clock stands still there."""
    with clock.fixed(NOW):
        yield NOW


@pytest.fixture
def app(lane: Any, now: datetime) -> Iterator[Flask]:
    """The application on a clean database, within its context."""
    application = app_on(lane.kind)
    with application.app_context():
        yield application
        db.session.rollback()


@pytest.fixture
def session(app: Flask) -> scoped_session[Any]:
    """The database session of the test itself."""
    return db.session


@pytest.fixture
def client(app: Flask, now: datetime) -> PageClient:
    """A stranger's browser: inspects every page it sees."""
    return PageClient(app, now)


@pytest.fixture
def queries() -> Callable[[], AbstractContextManager[Seen]]:
    """``with queries() as seen: …``: the statements that reached the database."""
    return count_queries


@pytest.fixture
def officer(app: Flask, now: datetime) -> Callable[..., PageClient]:
    """``officer(role="inspector", area="371302")``: the browser of a signed-in officer.

    Its row is ``.officer``. Each call is another person.
    """
    from tests.factories import identity

    def signed_in(**given: Any) -> PageClient:
        person = identity.officer(**given)
        browser = PageClient(app, now)
        browser.sign_in(person)
        return browser

    return signed_in
