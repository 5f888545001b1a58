"""Forms of tips: what somebody needs the identity for, and standing up with a name."""

from __future__ import annotations

from datetime import date
from typing import Any

from casework.intake.forms.counter import months_agree
from casework.intake.terms import ClaimantFacts, OpeningGround
from casework.web.fields import (
    IdNumberField,
    LongText,
    MoneyField,
    MonthField,
    Needed,
    PhoneField,
    Text,
    WordField,
)
from casework.web.pages import Form
from casework.web.words import _l


class OpenTipForm(Form):
    """Why the identity behind a tip is needed."""

    ground = WordField(
        _l("查看理由"), [Needed(_l("请选理由"))], words=OpeningGround, empty=_l("请选择")
    )
    reason = LongText(_l("具体为了什么"), [Needed(_l("请写明为什么要看，至少10个字"))], most=300)


class StandUpForm(Form):
    """A tipster who wants his money gives his name after all."""

    name = Text(_l("姓名"), [Needed(_l("请写姓名"))], most=60)
    id_number = IdNumberField(_l("身份证号"))
    phone = PhoneField(_l("手机号"))
    from_month = MonthField(_l("从哪个月"))
    to_month = MonthField(_l("到哪个月"))
    amount = MoneyField(_l("欠薪（元）"), hint=_l("记不清就空着"))

    today: date | None = None

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        return months_agree(self.from_month, self.to_month, self.today) and good

    def facts(self) -> ClaimantFacts:
        return ClaimantFacts(
            name=self.name.data, id_number=self.id_number.data, phone=self.phone.data,
            from_month=self.from_month.data, to_month=self.to_month.data,
            amount=self.amount.data,
        )  # fmt: skip


class CounterStandUpForm(StandUpForm):
    """The same before a clerk: the receipt number shows that it is his tip."""

    code = Text(_l("回执号"), hint=_l("没有回执的，凭举报时留的身份证号"), most=40)
