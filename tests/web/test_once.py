"""A refusal gives the key of a form back; and a test keeps what it is marked with."""

from __future__ import annotations

import secrets

import pytest
from flask import Flask, redirect
from sqlalchemy import func, select
from werkzeug.wrappers import Response

from casework.kernel.database import db
from casework.kernel.once import Counter
from casework.kernel.terms import Refused
from casework.kernel.transaction import writing
from casework.web import once
from casework.web.pages import Form
from tests.fixtures.once import waits


def _counted() -> int:
    return db.session.scalar(select(func.sum(Counter.last))) or 0


def _tries_twice() -> Response:
    """One row is refused, the next is done."""
    form = Form()
    with form.attempt():
        raise Refused
    with form.attempt():
        db.session.add(Counter(series=secrets.token_hex(8), last=1))
    return redirect("/done")


def test_after_a_refusal_the_next_attempt_claims_the_key(app: Flask) -> None:
    sent = {"form_key": secrets.token_urlsafe(24), "form_version": once.digest([])}
    before = _counted()
    db.session.rollback()

    for _sending in range(2):
        with app.test_request_context("/", method="POST", data=sent), writing():
            answer = once.answer(_tries_twice)
            assert answer.location == "/done"

    assert _counted() == before + 1


def test_a_mark_that_a_test_does_not_keep_is_found() -> None:
    marks = [pytest.mark.once("cases.note", "cases.task").mark]
    with pytest.raises(AssertionError, match=r"cases\.note.*cases\.task"), waits(marks):
        pass
