"""Forms of referrals: the report, the decision, the receipt, a step, a file passed on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wtforms import SelectField

from casework.ground.approvals.forms import YesOrNoForm
from casework.procedure.referrals.terms import Conduct, Elsewhere, ReferralKind, Step
from casework.web.fields import DayField, LongText, Needed, Text, WordField
from casework.web.pages import Form
from casework.web.words import _, _l

_EVIDENCE = 400
_REASON = 400
_NOTE = 1000
_REPORT = 4000
_ACTS = ("transferred", "sham", "records", "fled", "other", "able", "excuse")


class ReportForm(Form):
    """The report: each act with its evidence; empty means not known."""

    transferred = Text(_l("隐匿、转移、处分财产"), most=_EVIDENCE)
    sham = Text(_l("虚构债务、假破产、假倒闭"), most=_EVIDENCE)
    fled = Text(_l("逃跑、藏匿"), most=_EVIDENCE, hint=_l("怎么通知的，通知到没有，到时间来没来。"))
    records = Text(_l("隐匿、销毁、篡改工资账册"), most=_EVIDENCE)
    other = Text(_l("其他逃避支付的做法"), most=_EVIDENCE)
    able = Text(_l("有能力支付"), most=_EVIDENCE, hint=_l("账户、财产、收到的工程款、别的开支。"))
    excuse = Text(_l("对方说的理由"), most=_EVIDENCE, hint=_l("没有收到文书，或者付不了的理由。"))
    report = LongText(_l("移送建议"), [Needed(_l("请写移送建议"))], most=_REPORT)
    receiver = Text(_l("移送的公安机关"), [Needed(_l("请填公安机关名称"))])
    copied_to = Text(_l("抄送的检察院"), [Needed(_l("请填检察院名称"))])

    def conduct(self) -> Conduct:
        return Conduct(**{name: self[name].data or "" for name in _ACTS})


class DecideForm(YesOrNoForm):
    """Approve, or refuse with a reason: the button says which."""

    reason = Text(_l("不批准的理由"), most=_REASON, hint=_l("批准不用填，不批准要写，记入案卷。"))


class SendForm(Form):
    """The police sign for the file."""

    on = DayField(_l("签收日期"), [Needed(_l("请填签收日期"))])
    place = Text(_l("地点"), [Needed(_l("请填地点"))])
    signed_by = Text(_l("签收人"), [Needed(_l("请填签收人"))], most=60)
    proof = Text(_l("回执编号"))


class StepForm(Form):
    """What happened next."""

    step = SelectField(_l("办理进度"), validate_choice=False)
    on = DayField(_l("日期"), [Needed(_l("请填日期"))])
    note = LongText(_l("文号和内容"), [Needed(_l("请写文号和内容"))], most=_NOTE)

    def offer(self, steps: Iterable[Step]) -> None:
        self.step.choices = [("", _("请选择"))] + [(one.value, one.label) for one in steps]

    def chosen(self) -> Step | None:
        """The step, if it was among those offered."""
        offered = {value for value, _label in self.step.choices}
        if not self.step.data or self.step.data not in offered:
            self.step.errors = (_("请在列出的里面选一个"),)
            return None
        return Step.known(self.step.data)


class PassOnForm(Form):
    kind = WordField(_l("转往机关"), [Needed(_l("请选转往机关"))], words=Elsewhere)
    receiver = Text(_l("收件机关"), [Needed(_l("请填收件机关名称"))])
    reason = LongText(_l("理由"), [Needed(_l("请写理由"))], most=_NOTE)

    def facts(self) -> dict[str, Any]:
        return {
            "kind": ReferralKind(self.kind.data.value),
            "receiver": self.receiver.data,
            "reason": self.reason.data,
        }
