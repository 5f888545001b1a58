"""Lists page by page: everything is reached once, in order, and the counts are true."""

from __future__ import annotations

from datetime import date, datetime
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import select

from casework.ground.cases.models.case import Task
from casework.kernel import paging
from casework.kernel.paging import Key, moment, number
from tests.factories import cases


def _tasks(session: Any, many: int) -> list[int]:
    case = cases.case()
    return [cases.task(case=case, title=f"第{n % 3}种").id for n in range(many)]


def _walk(*keys: Key, size: int) -> list[int]:
    found, after = [], None
    while True:
        shown = paging.listing(select(Task.id, Task.title), *keys, after=after, size=size)
        found += [row.id for row in shown.rows]
        after = shown.following
        if after is None:
            return found


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8])
@pytest.mark.parametrize("down", [True, False])
def test_every_row_is_reached_once_and_in_order(session: Any, size: int, down: bool) -> None:
    made = _tasks(session, 7)
    by = {task.id: task.title for task in session.scalars(select(Task))}
    keys = (Key(Task.title, str, down=down), Key(Task.id, number))

    found = _walk(*keys, size=size)

    assert sorted(found) == sorted(made)
    titles = [by[one] for one in found]
    assert titles == sorted(titles, reverse=down)
    for first, second in pairwise(found):
        assert by[first] != by[second] or first < second


def test_a_row_that_goes_meanwhile_pushes_none_out(session: Any) -> None:
    made = _tasks(session, 6)
    first = paging.listing(select(Task.id), Key(Task.id, number), after=None, size=3)
    session.delete(session.get(Task, made[0]))
    session.flush()

    second = paging.listing(select(Task.id), Key(Task.id, number), after=first.following, size=3)

    assert [*first.rows, *second.rows] == made
    assert second.following is None


def test_the_count_is_true_up_to_its_cap(session: Any, monkeypatch: Any) -> None:
    _tasks(session, 5)
    assert paging.listing(select(Task), Key(Task.id, number), after=None, size=2).total == 5
    monkeypatch.setattr(paging, "COUNT_CAP", 3)
    assert paging.count(select(Task)) == 4


@pytest.mark.parametrize(
    "place", ["", "x", "1~2", "9" * 30, "-", "1.5", "２", "nan", "'; --", "1~", None]
)
def test_a_place_that_is_none_is_the_top(session: Any, place: str | None) -> None:
    made = _tasks(session, 2)
    shown = paging.listing(select(Task.id), Key(Task.id, number), after=place)
    assert shown.rows == made


def test_what_a_key_reads_it_has_written(now: datetime) -> None:
    assert moment(now.isoformat()) == now
    assert date.fromisoformat(now.date().isoformat()) == now.date()
    for text in ("2026-11-23", "2026-11-23T10:00:00", "soon"):
        with pytest.raises(ValueError, match=r".*"):
            moment(text)
