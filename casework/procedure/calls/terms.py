"""Words of calls: what a kiosk asks of its window."""

from __future__ import annotations

from casework.kernel.terms import LabelEnum


class Wish(LabelEnum):
    """What somebody at a kiosk wants of the people at the window."""

    HELP = "help", "叫工作人员", "asks for somebody"
    PRINT = "print", "没有打印出来", "the printing failed"
