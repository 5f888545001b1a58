"""A tipster who wants his own money gives his name after all."""

from __future__ import annotations

from datetime import date
from typing import Any

from casework.procedure.intake.terms import ClaimantFacts
from casework.web.fields import (
    IdNumberField,
    MoneyField,
    MonthField,
    Needed,
    PhoneField,
    PrintedText,
)
from casework.web.pages import Form
from casework.web.words import _, _l


class StandUpForm(Form):
    """Who he is, and what he is owed as far as he remembers."""

    name = PrintedText(_l("姓名"), [Needed(_l("请写姓名"))], hint=_l("和身份证上一样。"), most=60)
    id_number = IdNumberField(
        _l("身份证号"), [Needed(_l("请写身份证号"))], hint=_l("要和举报时留的一样。")
    )
    phone = PhoneField(_l("手机号"), [Needed(_l("请写手机号"))], hint=_l("以后短信发到这个号。"))
    first = MonthField(_l("从哪个月开始欠"), hint=_l("记不清就空着。"))
    last = MonthField(_l("欠到哪个月"), hint=_l("还在欠，就选这个月。"))
    amount = MoneyField(_l("欠您多少钱"), hint=_l("记不清就空着。"))

    today: date | None = None

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        for field in (self.first, self.last):
            if self.today and field.data and field.data > self.today.replace(day=1):
                field.errors = (*field.errors, _("这个月还没有到，请重选"))
                good = False
        if self.first.data and self.last.data and self.last.data < self.first.data:
            self.last.errors = (*self.last.errors, _("结束月份在开始月份前面，请再看一遍"))
            good = False
        return good

    def facts(self) -> ClaimantFacts:
        return ClaimantFacts(
            name=self.name.data,
            id_number=self.id_number.data,
            phone=self.phone.data,
            from_month=self.first.data,
            to_month=self.last.data,
            amount=self.amount.data,
        )
