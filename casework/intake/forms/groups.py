"""Forms of a group complaint at the counter: one more workmate, one more representative."""

from __future__ import annotations

from datetime import date
from typing import Any

from casework.intake.forms.counter import months_agree
from casework.intake.terms import ClaimantFacts
from casework.web.fields import (
    FormKeyField,
    IdNumberField,
    MoneyField,
    MonthField,
    Needed,
    PhoneField,
    RowField,
    Text,
)
from casework.web.pages import Form
from casework.web.words import _l


class WorkmateForm(Form):
    """窗口加一人: somebody without a phone joins at the counter."""

    form_key = FormKeyField()
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


class MarkForm(Form):
    """登记代表: one of the group whom the workers named on paper."""

    claimant = RowField(_l("推选谁当代表"), [Needed(_l("请选一个人"))], id="mark-claimant")

    def offer(self, people: list[tuple[int, str]]) -> None:
        """Who stands in the group comes from the database, so the view puts it in."""
        self.claimant.choices = people
