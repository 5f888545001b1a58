"""Commands, run as somebody would type them, but within this process."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from casework.ground.cases.terms import FilesDropped
from casework.ground.identity.actions import hashing, passwords
from casework.ground.identity.models import Officer
from casework.ground.identity.terms import Browser, Role
from casework.kernel import clock, facts, pulse
from casework.kernel.database import db
from casework.kernel.facts import Fact
from tests.conftest import NOW
from tests.factories import identity


def _run(app: Flask, *words: str) -> Any:
    db.session.commit()
    return app.test_cli_runner().invoke(args=list(words))


def test_the_first_administrator_gets_a_key_and_no_password(app: Flask) -> None:
    answer = _run(app, "officer", "first", "chief", "张示例")

    assert answer.exit_code == 0
    key = re.search(r"key\s+([A-Z2-9-]{23})", answer.output)
    assert key
    assert "/first-password" in answer.output
    chief = db.session.scalars(select(Officer)).one()
    assert (chief.login, chief.role, chief.password_hash) == ("chief", Role.ADMINISTRATOR, None)
    done = passwords.set_first_password(
        "chief",
        key=key[1],
        chosen=hashing.choose("一句只有我自己知道的话呀"),
        browser=Browser(address=""),
        now=NOW,
    )
    assert done is not None


def test_there_is_no_second_first_administrator(app: Flask) -> None:
    identity.officer(role=Role.ADMINISTRATOR)

    answer = _run(app, "officer", "first", "chief", "张示例")

    assert answer.exit_code == 1
    assert "已经有管理员了" in answer.output


@pytest.mark.parametrize("words", [("officer", "invite", "nobody"), ("officer", "first", "x", "y")])
def test_a_command_that_cannot_be_done_says_so(app: Flask, words: tuple[str, ...]) -> None:
    answer = _run(app, *words)
    assert answer.exit_code == 1
    assert answer.output.startswith("Error:")


def test_an_administrator_who_is_locked_out_gets_a_new_key(app: Flask) -> None:
    person = identity.officer(role=Role.ADMINISTRATOR)
    answer = _run(app, "officer", "invite", person.login)
    assert re.search(r"key\s+[A-Z2-9-]{23}", answer.output)


def test_health_tells_what_is_silent(app: Flask) -> None:
    silent = _run(app, "health")
    pulse.beat("tasks", now=clock.now())
    well = _run(app, "health")
    pulse.beat("tasks", now=clock.now() - timedelta(minutes=4))
    again = _run(app, "health")

    assert (silent.exit_code, well.exit_code, again.exit_code) == (1, 0, 1)
    assert well.output == "ok\n"


def test_the_relay_hands_out_what_waits(app: Flask) -> None:
    facts.announce(FilesDropped(file_keys=[]), now=NOW)
    db.session.commit()

    first, second = _run(app, "relay"), _run(app, "relay")

    assert (first.output, second.output) == ("1 facts\n", "0 facts\n")
    assert db.session.scalars(select(Fact)).one().handled_at is not None


def test_the_sweep_works_without_a_queue(app: Flask) -> None:
    answer = _run(app, "sweep")

    assert answer.exit_code == 0, answer.output
    assert "tasks.clocks.tick" in answer.output
    assert "tasks.pulse.tick" not in answer.output


def test_a_demo_city_has_no_place_in_production(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    production = replace(app.extensions["settings"], mode="production")
    monkeypatch.setitem(app.extensions, "settings", production)
    answer = _run(app, "demo", "load")
    assert answer.exit_code == 1
    assert "no place in production" in answer.output
