"""Signing in and out through the pages, and what goes wrong there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from casework.ground.identity.actions import accounts
from casework.ground.identity.models import SignIn
from casework.ground.identity.terms import AccountState, Role
from tests.conftest import NOW
from tests.factories import identity
from tests.fixtures.pages import PASSWORD, PageClient

#: Where an inspector begins.
START = "/desk/"
WRONG = "工号或密码不对"
GOOD = "今天的河水流过我家门前的石桥"


def _type(client: PageClient, login: str, password: str, *, expect: int = 422) -> Any:
    form = client.get("identity.sign_in").form()
    return form.submit({"login": login, "password": password}, expect=expect)


def test_an_officer_signs_in_and_out(client: PageClient, session: Any) -> None:
    person = identity.officer(role=Role.ADMINISTRATOR)
    session.commit()

    page = client.sign_in_by_page(person)

    assert page.h1 == "人员"
    out = client.post("identity.sign_out", expect=303)
    assert out.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get("identity.account", expect=302).location.startswith("/sign-in")


def test_the_page_comes_back_in_english(client: PageClient) -> None:
    assert client.get("/sign-in?lang=en").h1 == "Sign in"


def test_every_failure_has_one_answer(client: PageClient, session: Any) -> None:
    right = identity.officer()
    disabled = identity.officer(state=AccountState.DISABLED)
    waiting = identity.officer(state=AccountState.INVITED, password_hash=None)
    session.commit()

    answers = [
        _type(client, right.login, "wrong-password-of-mine"),
        _type(client, "nobody-has-this", PASSWORD),
        _type(client, disabled.login, PASSWORD),
        _type(client, waiting.login, PASSWORD),
        _type(client, "𠮷'; DROP TABLE officer; --", "\x00" * 20 + "x"),
    ]

    assert {page.status for page in answers} == {422}
    assert len({tuple(page.errors) for page in answers}) == 1
    assert WRONG in answers[0].errors[0]


def test_a_failure_is_counted_although_the_form_was_refused(
    client: PageClient, session: Any
) -> None:
    person = identity.officer()
    session.commit()
    for _ in range(3):
        _type(client, person.login, "wrong-password-of-mine")

    assert WRONG in _type(client, person.login, PASSWORD).errors[0]
    with client.at(NOW + timedelta(seconds=2)):
        assert _type(client, person.login, PASSWORD, expect=303).location == START


def test_the_browser_stays_known_after_signing_out(client: PageClient, session: Any) -> None:
    person = identity.officer()
    session.commit()
    client.sign_in_by_page(person)
    client.get("identity.account")
    client.post("identity.sign_out", expect=303)
    stranger = PageClient(client.app, NOW)
    for second in range(0, 200, 70):
        for _ in range(4):
            with stranger.at(NOW + timedelta(seconds=second)):
                _type(stranger, person.login, "wrong-password-of-mine")

    client.officer = None
    with client.at(NOW + timedelta(seconds=211)):
        assert _type(client, person.login, PASSWORD, expect=303).location == START


@pytest.mark.parametrize(
    "target",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)",
     "\\\\evil.example", "http:evil.example", "/\tevil", ""],
)  # fmt: skip
def test_the_way_back_stays_in_the_house(client: PageClient, session: Any, target: str) -> None:
    person = identity.officer()
    session.commit()
    form = client.get("identity.sign_in", query={"back": target}).form()

    page = form.submit({"login": person.login, "password": PASSWORD}, expect=303)

    assert page.location == START


def test_after_signing_in_the_page_that_was_asked_for_opens(
    client: PageClient, session: Any
) -> None:
    person = identity.officer()
    session.commit()
    asked = client.get("identity.account", expect=302)

    form = asked.follow().form()

    page = form.submit({"login": person.login, "password": PASSWORD}, expect=303)
    assert page.location == "/account"


def test_an_old_key_does_not_become_the_session(client: PageClient, session: Any) -> None:
    """A session that somebody planted before is not the one that is signed in."""
    person = identity.officer()
    session.commit()
    with client._client.session_transaction() as planted:
        planted["sign_in"] = "known to somebody else"
        planted["anything"] = "kept"
        planted["lang"] = "zh"

    client.sign_in_by_page(person)

    with client._client.session_transaction() as now:
        assert now["sign_in"] != "known to somebody else"
        assert "anything" not in now
        assert now["lang"] == "zh"


def test_the_cookie_of_a_signed_out_session_is_dead(client: PageClient, session: Any) -> None:
    person = identity.officer()
    session.commit()
    client.sign_in_by_page(person)
    with client._client.session_transaction() as kept:
        key = kept["sign_in"]
    client.get("identity.account")
    client.post("identity.sign_out", expect=303)

    with client._client.session_transaction() as again:
        again["sign_in"] = key

    assert client.get("identity.account", expect=302).location.startswith("/sign-in")


def test_a_forged_key_opens_nothing(client: PageClient) -> None:
    with client._client.session_transaction() as forged:
        forged["sign_in"] = "0" * 43
    client.get("identity.account", expect=302)


def test_signing_out_needs_a_post_with_its_token(officer: Callable[..., PageClient]) -> None:
    client = officer()
    client.get("identity.sign_out", expect=405)
    client.get("identity.account")
    client.post("identity.sign_out", {"csrf_token": "forged"}, expect=400)
    client.get("identity.account")


def _seen(client: PageClient, *, minutes: float, expect: int) -> None:
    before, client.now = client.now, NOW + timedelta(minutes=minutes)
    client.get("identity.account", expect=expect)
    client.now = before


def test_after_fifteen_idle_minutes_the_officer_is_out(officer: Callable[..., PageClient]) -> None:
    _seen(officer(), minutes=14.98, expect=200)
    _seen(officer(), minutes=15.01, expect=302)


def test_who_keeps_working_stays_in_for_ten_hours(officer: Callable[..., PageClient]) -> None:
    client = officer()
    for minutes in range(10, 600, 10):
        _seen(client, minutes=minutes, expect=200)
    _seen(client, minutes=600, expect=302)


def test_disabling_an_officer_ends_the_work_at_the_next_request(
    officer: Callable[..., PageClient],
) -> None:
    client, admin = officer(), officer(role=Role.ADMINISTRATOR)
    client.get("identity.account")

    admin.get("identity.officer", officer_id=client.officer.id)
    admin.post("identity.disable", officer_id=client.officer.id)

    client.get("identity.account", expect=302)


def test_signing_out_everywhere_reaches_every_browser(
    officer: Callable[..., PageClient], session: Any
) -> None:
    one = officer()
    other = PageClient(one.app, NOW)
    other.sign_in(one.officer)
    other.get("identity.account")

    one.get("identity.account").form("identity.sign_out_everywhere").submit(expect=303)

    other.get("identity.account", expect=302)
    assert not session.scalars(select(SignIn).where(SignIn.ended_at.is_(None))).all()


def test_a_new_password_ends_the_other_browsers_and_keeps_this_one(
    officer: Callable[..., PageClient],
) -> None:
    one = officer()
    other = PageClient(one.app, NOW)
    other.sign_in(one.officer)
    form = one.get("identity.account").form("identity.account")

    page = form.submit({"old": PASSWORD, "password": GOOD, "again": GOOD})

    assert page.h1 == "我的账号"
    other.get("identity.account", expect=302)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"old": "wrong", "password": GOOD, "again": GOOD}, "现在的密码不对"),
        ({"old": PASSWORD, "password": GOOD, "again": GOOD + "x"}, "两次填的不一样"),
        ({"old": PASSWORD, "password": "短", "again": "短"}, "至少12个字"),
        ({"old": PASSWORD, "password": "password1234", "again": "password1234"}, "太容易猜到"),
        ({"old": PASSWORD, "password": "长" * 129, "again": "长" * 129}, "最多128个字"),
        ({"old": "", "password": "", "again": ""}, "请填现在的密码"),
    ],
)
def test_a_new_password_that_is_refused_says_why(
    officer: Callable[..., PageClient], typed: dict[str, str], said: str
) -> None:
    form = officer().get("identity.account").form("identity.account")
    page = form.submit(typed, expect=422)
    assert any(said in error for error in page.errors)


def test_passwords_are_never_sent_back(client: PageClient) -> None:
    page = _type(client, "nobody", "a-secret-that-was-typed")
    assert "a-secret-that-was-typed" not in page.html


def test_a_newcomer_sets_the_own_password(client: PageClient, session: Any) -> None:
    person = identity.officer(state=AccountState.INVITED, password_hash=None)
    key = accounts.invite(person, by=None, now=NOW)
    session.commit()
    form = client.get("identity.first_password").form()
    typed = {"login": person.login, "key": key.lower(), "password": GOOD, "again": GOOD}

    page = form.submit(typed, expect=303)

    assert page.location == START
    client.get("identity.account")


def test_a_wrong_key_and_a_wrong_name_have_one_answer(client: PageClient, session: Any) -> None:
    person = identity.officer()
    session.commit()
    answers = []
    for login in (person.login, "nobody"):
        form = client.get("identity.first_password").form()
        typed = {"login": login, "key": "A" * 20, "password": GOOD, "again": GOOD}
        answers.append(form.submit(typed, expect=422).errors)
    assert answers[0] == answers[1]
    assert "一次性口令不对" in answers[0][0]


def test_guessing_keys_is_throttled_by_address(client: PageClient, session: Any) -> None:
    person = identity.officer()
    key = accounts.invite(person, by=None, now=NOW)
    session.commit()
    for number in range(61):
        with client.at(NOW + timedelta(seconds=number * 10)):
            form = client.get("identity.first_password").form()
            typed = {"login": f"nobody{number}", "key": "A" * 20, "password": GOOD, "again": GOOD}
            form.submit(typed, expect=422)

    with client.at(NOW + timedelta(seconds=601)):
        form = client.get("identity.first_password").form()
        typed = {"login": person.login, "key": key, "password": GOOD, "again": GOOD}
        assert form.submit(typed, expect=422).errors


def test_who_is_signed_in_does_not_sign_in_again(officer: Callable[..., PageClient]) -> None:
    assert officer().get("identity.sign_in", expect=302).location == "/start"


def test_every_page_costs_one_query_for_its_reader(
    officer: Callable[..., PageClient], queries: Any
) -> None:
    client = officer(role=Role.ADMINISTRATOR)
    client.get("identity.new_officer")
    with queries() as seen:
        client.get("identity.new_officer")
    about_the_reader = [text for text in seen if "sign_in" in str(text)]
    assert len(about_the_reader) == 1
