"""Rows that a form offers: one of them, or words; never a number that no row can have."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from casework.kernel.identifiers import LARGEST_ID
from casework.web.fields import Needed, RowField, RowsField
from casework.web.pages import Form

WORDS = "请在列出的里面选一个"


class _Asked(Form):
    row = RowField()
    rows = RowsField()
    needed = RowField(validators=[Needed("请选一个")])


def _asked(*answers: tuple[str, str]) -> Form:
    form = _Asked(MultiDict(answers))
    form.row.choices = [(0, "没有"), (LARGEST_ID, "最后一个")]
    form.rows.choices = [(7, "七"), (8, "八")]
    form.needed.choices = [("", "请选"), (7, "七")]
    form.validate()
    return form


@pytest.mark.parametrize("typed", ["9" * 40, str(LARGEST_ID + 1), "-1", "²", "一", "1.0", "5", ""])
def test_what_was_not_offered_is_refused_in_words(app: Flask, typed: str) -> None:
    with app.test_request_context():
        form = _asked(("row", typed))
        assert form.row.errors == [WORDS]
        assert form.row.data is None or form.row.data <= LARGEST_ID


@pytest.mark.parametrize("chosen", [0, LARGEST_ID])
def test_what_was_offered_is_the_id(app: Flask, chosen: int) -> None:
    with app.test_request_context():
        form = _asked(("row", str(chosen)))
        assert (form.row.data, list(form.row.errors)) == (chosen, [])


def test_a_field_left_out_has_chosen_nothing(app: Flask) -> None:
    with app.test_request_context():
        form = _asked()
        assert (form.row.data, list(form.row.errors)) == (None, [])
        assert form.needed.errors == ["请选一个"]


@pytest.mark.parametrize("typed", ["9" * 40, "9", "x"])
def test_one_tick_that_was_not_offered_spoils_the_rest(app: Flask, typed: str) -> None:
    with app.test_request_context():
        assert _asked(("rows", "7"), ("rows", typed)).rows.errors == [WORDS]


def test_ticks_are_ids(app: Flask) -> None:
    with app.test_request_context():
        form = _asked(("rows", "7"), ("rows", "8"))
        assert (form.rows.data, list(form.rows.errors)) == ([7, 8], [])
