"""Many who hand in and sign in at once on the embedded database, where one writes at a time."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest
from argon2 import PasswordHasher
from sqlalchemy import func, select, text

from casework.kernel.database import db
from casework.kernel.transaction import writing
from casework.procedure.intake.models.complaints import Complaint
from tests.chaos.test_at_once import posted
from tests.factories import identity
from tests.fixtures.browser import live  # noqa: F401 - the server without a browser
from tests.fixtures.pages import PASSWORD, PageClient
from tests.portal import walk

pytestmark = pytest.mark.chaos

FILERS, SIGNERS = 6, 4
#: Longer than SQLite itself lets anybody wait.
_LONG_SECONDS = 6.0


def _cookie(client: PageClient) -> str:
    return "; ".join(f"{one['name']}={one['value']}" for one in client.cookies())


def _ready_to_send(app: Any, now: Any) -> tuple[str, str, dict[str, Any]]:
    client = PageClient(app, now)
    form = walk.to_send(client).form().values
    return "/file/send", _cookie(client), form


def _ready_to_sign_in(app: Any, now: Any) -> tuple[str, str, dict[str, Any]]:
    client, person = PageClient(app, now), identity.officer()
    form = client.get("identity.sign_in").form().values
    typed = {**form, "login": person.login, "password": PASSWORD}
    return "/sign-in", _cookie(client), typed


def _posts(address: str, ready: list[Any]) -> tuple[list[threading.Thread], list[int]]:
    answers: list[int] = []

    def press(path: str, cookie: str, form: dict[str, Any]) -> None:
        answers.append(posted(address, path, cookie, form)[0])

    threads = [threading.Thread(target=press, args=one) for one in ready]
    for thread in threads:
        thread.start()
    return threads, answers


def test_who_waits_long_for_another_writer_is_served_in_the_end(
    app: Any,
    session: Any,
    now: Any,
    lane: Any,
    live: str,  # noqa: F811
) -> None:
    if lane.kind != "sqlite":
        pytest.skip("only SQLite has one writer for the whole file")
    walk.city()
    ready = [_ready_to_send(app, now) for _ in range(FILERS)]
    ready += [_ready_to_sign_in(app, now) for _ in range(SIGNERS)]
    session.commit()

    with writing():
        session.execute(text("DELETE FROM pulse"))
        threads, answers = _posts(live, ready)
        time.sleep(_LONG_SECONDS)
    for thread in threads:
        thread.join()

    assert sorted(set(answers)) == [302, 303]
    session.expire_all()
    assert session.scalar(select(func.count()).select_from(Complaint)) == FILERS


def test_nobody_waits_to_write_while_a_password_is_hashed(
    app: Any, session: Any, now: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    person, written = identity.officer(), []
    client = PageClient(app, now)
    form = client.get("identity.sign_in").form()
    session.commit()
    verify = PasswordHasher.verify

    def while_hashing(self: PasswordHasher, *given: Any) -> Any:
        writer = threading.Thread(target=_write, args=(app, written))
        writer.start()
        writer.join()
        return verify(self, *given)

    monkeypatch.setattr(PasswordHasher, "verify", while_hashing)
    form.submit({"login": person.login, "password": PASSWORD})

    assert written == [True]


def _write(app: Any, written: list[bool]) -> None:
    with app.app_context():
        try:
            with writing():
                db.session.execute(text("DELETE FROM pulse"))
            written.append(True)
        finally:
            db.session.remove()
