"""Words of the officers' lists."""

from __future__ import annotations

from dataclasses import dataclass

from casework.ground.cases.terms import Priority, Stage
from casework.ground.statute.terms.words import Card
from casework.kernel.terms import LabelEnum


class Whose(LabelEnum):
    """Which cases a reader wants to see."""

    MINE = "mine", "我承办的", "mine"
    UNIT = "unit", "本单位", "my unit"
    ALL = "all", "全部", "all"


class Standing(LabelEnum):
    """Open or ended."""

    OPEN = "open", "在办", "open"
    ENDED = "ended", "已办结", "ended"
    ANY = "any", "全部", "all"


class NextStep(LabelEnum):
    """What is still to be done with something that is decided."""

    REVISE = "revise", "退回修改", "sent back, to revise:"
    ISSUE = "issue", "待制发", "to issue:"
    SERVE = "serve", "待送达", "to serve:"
    PAY = "pay", "待登记支付", "payment to record:"


class Next(LabelEnum):
    """Words of the next steps, in the order of the procedure."""

    ASSIGN = "assign", "指派两名监察员", "Assign two inspectors"
    INTERVIEW = "interview", "做询问笔录", "Record an interview"
    VERIFY = "verify", "核实金额", "Verify amounts"
    ORDER = "order", "责令支付", "Order to pay"
    FINISH = "finish", "调查终结", "Finish the investigation"
    PAY = "pay", "登记付款", "Record a payment"
    NOTICE = "notice", "拟事先告知和处理决定", "Prior notice and decision"
    CLAIM = "claim", "动用工资保证金", "Claim on the wage deposit"
    ADVANCE = "advance", "应急周转金垫付", "Advance from the emergency fund"
    REFER = "refer", "移送公安、法院或仲裁", "Refer to police, court or arbitration"
    CLOSE = "close", "办结", "Endings and closing"


class Order(LabelEnum):
    """What stands first in a list."""

    DUE = "due", "先到期的", "due first"
    PRESSING = "pressing", "最急的", "most pressing"


PAGE_SIZES = (25, 50, 100)


@dataclass(frozen=True)
class Filter:
    """What a list of cases is narrowed by. Its words stand in the address."""

    whose: Whose = Whose.ALL
    standing: Standing = Standing.OPEN
    card: Card | None = None
    late: bool = False
    stage: Stage | None = None
    priority: Priority | None = None
    order: Order = Order.DUE
    area_id: int | None = None
    text: str = ""
    size: int = 50
