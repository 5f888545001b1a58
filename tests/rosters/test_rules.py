"""Which column of somebody's own list is which."""

from __future__ import annotations

import pytest

from casework.procedure.rosters import rules
from casework.procedure.rosters.terms import Column


@pytest.mark.parametrize(
    ("headings", "amount_in"),
    [
        (["姓名", "日工资", "出勤天数", "应发工资", "已借支", "欠付工资"], 5),
        (["姓名", "工资", "已付工资", "尚欠金额"], 3),
        (["姓名", "工资"], 1),
        (["姓名", "日工资", "应发工资"], None),
    ],
)
def test_the_amount_of_a_list_is_what_is_owed(headings, amount_in):
    found = rules.columns(headings)
    assert (found.index(Column.AMOUNT) if Column.AMOUNT in found else None) == amount_in
