"""The form of one person: his name, his months, his amount."""

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


def months_agree(first: Any, last: Any, today: date | None) -> bool:
    """Marks months that end before they begin or have not come yet."""
    if first.data and last.data and last.data < first.data:
        last.errors = (*last.errors, _("结束月份在开始月份前面，请再看一遍"))
        return False
    for field in (first, last):
        if today and field.data and field.data > today.replace(day=1):
            field.errors = (*field.errors, _("这个月还没有到，请重选"))
            return False
    return True


class PersonForm(Form):
    """One person who gives his name, his months and his amount."""

    name = PrintedText(_l("姓名"), [Needed(_l("请写姓名"))], most=60)
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
            name=self.name.data,
            id_number=self.id_number.data,
            phone=self.phone.data,
            from_month=self.from_month.data,
            to_month=self.to_month.data,
            amount=self.amount.data,
        )
