"""Forms of the emergency fund: money in, an advance, its approval, its payment, what came back."""

from __future__ import annotations

from collections.abc import Iterable

from casework.ground.approvals.forms import YesOrNoForm
from casework.ground.ledger.forms import AmountsForm
from casework.procedure.advances.terms import Payment
from casework.web.fields import DayField, LongText, MoneyField, Needed, RowField, Text, WordField
from casework.web.pages import Form
from casework.web.words import _, _l

_NOTE = 200
_REASON = 400
_SLIP = 60


class PayInForm(Form):
    """Money into the fund."""

    amount = MoneyField(_l("金额（元）"), [Needed(_l("请填金额"))])
    on = DayField(_l("日期"), [Needed(_l("请填日期"))])
    note = Text(
        _l("资金来源"),
        [Needed(_l("请写资金来源"))],
        most=_NOTE,
        hint=_l("拨款文号，或者结转依据。"),
    )


class PrepareForm(AmountsForm):
    reason = LongText(
        _l("垫付理由"),
        [Needed(_l("请写垫付理由"))],
        most=1000,
        hint=_l("单位为什么一时付不了，工人眼下有什么困难。"),
    )
    recovery_plan = Text(_l("追偿安排"), [Needed(_l("请写怎么追偿"))], most=_REASON)


class PayForm(AmountsForm):
    """What was paid out."""

    paid_on = DayField(_l("发放日期"), [Needed(_l("请填发放日期"))])
    slip = Text(_l("银行回单号"), [Needed(_l("请填银行回单号"))], most=_SLIP)


class ApproveForm(YesOrNoForm):
    """Approve with what the approver must write himself, or send back with a reason."""

    cap_reason = Text(_l("上限没有确认，批准的理由"), most=_REASON)
    override_reason = Text(_l("保证金还有钱，仍要垫付的理由"), most=_REASON)
    reason = Text(_l("退回理由"), most=_REASON, hint=_l("批准不用填，退回要写。"))


class RecoverForm(Form):
    """The employer's later payment."""

    to = WordField(_l("付款去向"), [Needed(_l("请选付款去向"))], words=Payment)
    line = RowField(_l("付给了哪个工人"), [Needed(_l("请选付给了哪个工人"))])
    amount = MoneyField(_l("金额（元）"), [Needed(_l("请填金额"))])
    paid_on = DayField(_l("付款日期"), [Needed(_l("请填付款日期"))])
    slip = Text(_l("单号"), [Needed(_l("请填银行回单号或者收据号"))], most=_SLIP)
    note = Text(_l("凭证"), most=_NOTE)

    def offer(self, lines: Iterable[tuple[int, str]]) -> None:
        self.line.choices = [(0, _("不是直接付给工人")), *lines]


class HandBackForm(Form):
    """A worker gives back what he holds twice."""

    amount = MoneyField(_l("金额（元）"), [Needed(_l("请填金额"))])
    on = DayField(_l("日期"), [Needed(_l("请填日期"))])
    slip = Text(_l("单号"), [Needed(_l("请填银行回单号或者收据号"))], most=_SLIP)
    note = Text(_l("凭证"), most=_NOTE)
