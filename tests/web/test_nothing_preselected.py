"""A choice that must be made is made by a person: no form preselects one."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask_wtf import FlaskForm

from casework.web.fields import Needed, RowField, WordField


def _forms() -> list[type[FlaskForm]]:
    found, waiting = [], [FlaskForm]
    while waiting:
        for form in waiting.pop().__subclasses__():
            waiting.append(form)
            if form.__module__.startswith("casework."):
                found.append(form)
    return sorted(set(found), key=lambda form: f"{form.__module__}.{form.__qualname__}")


def _must_choose(form: Any) -> list[Any]:
    return [
        field
        for field in form
        if isinstance(field, WordField | RowField)
        and any(isinstance(one, Needed) for one in field.validators)
        and field.default is None
    ]


def test_a_choice_that_is_needed_begins_empty(app: Flask) -> None:
    wrong = []
    with app.test_request_context():
        for form_class in _forms():
            form = form_class(meta={"csrf": False})
            for field in _must_choose(form):
                first = next(iter(field.iter_choices()))
                if first[0] not in ("", None):
                    wrong.append(f"{form_class.__qualname__}.{field.name}")
    assert wrong == []


@pytest.mark.parametrize("offered", [[(1, "一")], [(0, "没有"), (1, "一")]])
def test_rows_that_are_offered_stand_after_the_empty_one(
    app: Flask, offered: list[tuple[int, str]]
) -> None:
    class ChoiceForm(FlaskForm):  # type: ignore[misc]
        row = RowField("哪一个", [Needed("请选")])

    with app.test_request_context():
        form = ChoiceForm(meta={"csrf": False})
        form.row.choices = offered
        choices = [choice[0] for choice in form.row.iter_choices()]
    assert choices == ["", *(value for value, _ in offered)]
