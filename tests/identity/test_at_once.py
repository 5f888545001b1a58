"""Many at once: each guess is counted, each key opens once, one administrator stays."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from casework.ground.identity import queries
from casework.ground.identity.actions import accounts, hashing, passwords, signing_in
from casework.ground.identity.models import Officer, SignInFailure
from casework.ground.identity.rules import accounts as account_rules
from casework.ground.identity.rules import signing_in as signing_in_rules
from casework.ground.identity.terms import Account, AccountState, Browser, Role
from casework.kernel.database import db
from casework.kernel.terms import Refused
from casework.kernel.transaction import writing
from tests.conftest import NOW
from tests.factories import identity

pytestmark = pytest.mark.both

HERE = Browser(address="10.0.0.1")
GOOD = "今天的河水流过我家门前的石桥"


def _at_once(app: Flask, deeds: list[Callable[[], Any]]) -> list[Any]:
    """Each deed in a thread and a transaction of its own; a refusal is an answer too."""
    db.session.commit()

    def run(deed: Callable[[], Any]) -> Any:
        with app.app_context():
            try:
                with writing():
                    return deed()
            except Refused as refusal:
                return type(refusal)

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(run, deeds))


def test_of_many_guesses_at_once_only_the_free_ones_are_looked_at(app: Flask) -> None:
    person = identity.officer()
    login = person.login
    wrong = hashing.compare(person.password_hash, "wrong-password-of-mine")

    def guess() -> Any:
        return signing_in.sign_in(login, wrong, browser=HERE, now=NOW)

    assert set(_at_once(app, [guess] * 12)) == {None}
    assert len(db.session.scalars(select(SignInFailure)).all()) == signing_in_rules.ACCOUNT.free


def test_a_key_that_is_sent_twice_at_once_sets_one_password(app: Flask) -> None:
    person = identity.officer(state=AccountState.INVITED, password_hash=None)
    login, key = person.login, accounts.invite(person, by=None, now=NOW)

    chosen = hashing.choose(GOOD)

    def use() -> bool:
        done = passwords.set_first_password(login, key=key, chosen=chosen, browser=HERE, now=NOW)
        return done is not None

    assert sorted(_at_once(app, [use] * 4)) == [False, False, False, True]


def test_two_administrators_who_disable_each_other_leave_one(app: Flask) -> None:
    one = identity.officer(role=Role.ADMINISTRATOR).id
    other = identity.officer(role=Role.ADMINISTRATOR).id

    def disable(whom: int, by: int) -> Callable[[], Any]:
        return lambda: accounts.disable(queries.officer(whom), by=queries.officer(by), now=NOW)

    answers = _at_once(app, [disable(one, other), disable(other, one)])

    assert set(answers) == {None, account_rules.LastAdministrator}
    active = select(Officer).where(Officer.state == AccountState.ACTIVE)
    assert len(db.session.scalars(active).all()) == 1


def test_a_login_is_given_to_one_of_two(app: Flask) -> None:
    admin = identity.officer(role=Role.ADMINISTRATOR)
    by, unit_id = admin.id, admin.unit_id

    def appoint() -> Any:
        account = Account(name="张示例", role=Role.AUDITOR, unit_id=unit_id)
        return accounts.appoint("twice", account, by=queries.officer(by), now=NOW).login

    assert sorted(map(str, _at_once(app, [appoint] * 2)))[1] == "twice"
    assert len(db.session.scalars(select(Officer).where(Officer.login == "twice")).all()) == 1
