"""Guessing one-time codes: many at once, from many addresses, and used ones again."""

from __future__ import annotations

import secrets
import threading

import pytest
from sqlalchemy import select

from casework.doors.proving import rules as proving_rules
from casework.doors.proving.models import OneTimeCode
from casework.kernel import clock
from tests.factories import intake as factory
from tests.portal import proving, walk

pytestmark = pytest.mark.both

GUESSES = 50
TAIL = "0164"


@pytest.fixture
def complaint(session, now):
    walk.city()
    return factory.complaint()


def guess_at_once(app, client, guesses, now):
    """Each guess from a browser of its own with the same cookies and another address."""
    body = client.get("proving.code").form().values
    gate = threading.Barrier(len(guesses))
    answers = []

    def send(number, guess):
        browser = app.test_client()
        for cookie in client.cookies():
            browser.set_cookie(cookie["name"], cookie["value"])
        address = {"REMOTE_ADDR": f"10.0.{number}.1"}
        gate.wait()
        with clock.fixed(now):
            # each with a key of its own: with one key they would be one press, answered alike
            sent = {**body, "form_key": secrets.token_urlsafe(24), "code": guess}
            answer = browser.post("/progress/code", data=sent, environ_overrides=address)
        answers.append(answer.status_code)

    threads = [threading.Thread(target=send, args=pair) for pair in enumerate(guesses)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def wrong_guesses(right: str, many: int) -> list[str]:
    return [f"{(int(right) + step) % 1_000_000:06}" for step in range(1, many + 1)]


def test_of_fifty_guesses_at_once_five_are_looked_at(app, client, complaint, session, now):
    proving.open_matter(client, complaint.code, TAIL)
    client.get("proving.prove").form().submit()
    answers = guess_at_once(app, client, wrong_guesses(proving.last_code(), GUESSES), now)
    session.rollback()
    assert session.scalars(select(OneTimeCode.tries)).one() == proving_rules.MOST_TRIES
    # a busy database answers 503 and has looked at nothing
    assert set(answers) <= {422, 503}
    late = client.get("proving.code").form().submit({"code": proving.last_code()}, expect=422)
    assert late.errors


def test_the_right_code_fifty_times_at_once_opens_one_browser(app, client, complaint, session, now):
    proving.open_matter(client, complaint.code, TAIL)
    client.get("proving.prove").form().submit()
    answers = guess_at_once(app, client, [proving.last_code()] * GUESSES, now)
    assert answers.count(302) == 1
    session.rollback()
    assert session.scalars(select(OneTimeCode.tries)).one() == 1


def test_a_used_code_opens_nothing_again(app, client, complaint, now):
    proving.open_matter(client, complaint.code, TAIL)
    client.get("proving.prove").form().submit()
    page = client.get("proving.code")
    before = client.cookies()
    page.form().submit({"code": proving.last_code()})
    thief = type(client)(app, now)
    for cookie in before:
        thief._client.set_cookie(cookie["name"], cookie["value"])
    again = thief.get("proving.code").form().submit({"code": proving.last_code()}, expect=422)
    assert again.errors


def test_a_code_of_one_browser_is_none_in_another(app, client, complaint, now):
    proving.open_matter(client, complaint.code, TAIL)
    client.get("proving.prove").form().submit()
    other = type(client)(app, now)
    proving.open_matter(other, complaint.code, TAIL)
    assert other.get("proving.code").form().submit({"code": proving.last_code()}, expect=422).errors


def test_other_addresses_bring_no_more_codes_to_one_phone(app, client, complaint, now):
    for number in range(proving_rules.MOST_CODES_OF_A_PHONE_A_DAY + 3):
        browser = type(client)(app, now)
        proving.open_matter(browser, complaint.code, TAIL)
        form = browser.get("proving.prove").form()
        browser._client.environ_base["REMOTE_ADDR"] = f"10.1.{number}.1"
        browser.ask("POST", form.url, form.values)
    assert len(proving.sent()) == proving_rules.MOST_CODES_OF_A_PHONE_A_DAY
