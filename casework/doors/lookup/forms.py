"""What opens a matter or a log: its code and the end of the phone number."""

from __future__ import annotations

from casework.web.fields import (
    Needed,
    Text,
)
from casework.web.pages import Form
from casework.web.words import _l


class FindForm(Form):
    """办到哪一步: the receipt code and the last four digits of the phone."""

    code = Text(
        _l("回执号"),
        [Needed(_l("请写回执号，一共16位数字"))],
        most=40,
        hint=_l("在回执上，一共16位数字。"),
    )
    tail = Text(_l("手机号后四位"), most=20, hint=_l("投诉时留的手机号。没有留姓名的，空着。"))


class FindLogForm(FindForm):
    """打开我的记工本: its code, and the phone where one was left."""

    code = Text(
        _l("编号"),
        [Needed(_l("请写编号，一共16位数字"))],
        most=40,
        hint=_l("新建记工本时给的，一共16位数字。"),
    )
    tail = Text(_l("手机号后四位"), most=20, hint=_l("没留手机的，空着。"))
