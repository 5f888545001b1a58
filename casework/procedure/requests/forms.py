"""Forms of a worker's requests: what he says, at home or at the counter, and how it is settled."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime
from typing import Any

from wtforms import RadioField, SubmitField
from wtforms.validators import ValidationError

from casework.kernel.days import SHANGHAI
from casework.procedure.requests.terms import About, Grade, Outcome, Said
from casework.web.fields import (
    LongText,
    MoneyField,
    MonthField,
    Needed,
    PhoneField,
    Text,
    WordField,
)
from casework.web.pages import Form
from casework.web.words import _, _l

_WORDS = 400


class Saying(Form):
    """What is said. At the counter the clerk also writes how he knows who stands there."""

    checked = Text(_l("核对身份的方式"), most=_WORDS, hint=_l("比如：看了身份证原件。会留下记录。"))
    today: date | None = None

    def at_counter(self) -> bool:
        """Marks the missing word on how the identity was checked; true when it is there."""
        if not self.checked.data:
            self.checked.errors = (_("请写核对身份的方式"),)
        return bool(self.checked.data)


class WithdrawForm(Saying):
    words = LongText(_l("撤回的原因"), most=_WORDS, hint=_l("不想说就空着。"))


class UnsolvedForm(Saying):
    words = LongText(_l("还差什么"), most=_WORDS, hint=_l("比如：钱没到。不写也行。"))


class PhoneForm(Saying):
    phone = PhoneField(
        _l("新手机号"), [Needed(_l("请写新手机号"))], hint=_l("以后短信发到这个号。")
    )


class GradeForm(Saying):
    grade = RadioField(_l("您满意吗"), validate_choice=False, default="", choices=Grade.choices)
    words = LongText(_l("还想说什么"), most=_WORDS, hint=_l("可以不填。"))

    def validate_grade(self, field: Any) -> None:
        if Grade.known(field.data) is None:
            raise ValidationError(_("请选一个"))


class Correction(Saying):
    """One thing said anew."""

    about = About.AMOUNT

    def said(self) -> Said:
        """What stands in the form now."""
        return Said(self.about)

    @staticmethod
    def shown(present: Said) -> dict[str, Any]:
        """What he has said so far, to start from."""
        return {"text": present.text}


class AmountForm(Correction):
    amount = MoneyField(
        _l("一共欠您多少钱"), [Needed(_l("请写多少钱"))], hint=_l("可以写12800，也可以写一万二。")
    )

    def validate_amount(self, field: Any) -> None:
        if field.data is not None and not field.data:
            raise ValidationError(_("金额要大于零，不超过1亿元，请再看一遍"))

    def said(self) -> Said:
        return Said(self.about, amount=self.amount.data)

    @staticmethod
    def shown(present: Said) -> dict[str, Any]:
        return {"amount": present.amount}


class MonthsForm(Correction):
    about = About.MONTHS
    first = MonthField(_l("从哪个月开始欠"), [Needed(_l("请选月份，记不清就打12333"))])
    last = MonthField(_l("欠到哪个月"), hint=_l("还在欠，就选这个月。"))

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        month = self.today.replace(day=1) if self.today else None
        for field in (self.first, self.last):
            if month and field.data and field.data > month:
                field.errors = (_("这个月还没有到，请重选"),)
                return False
        if self.first.data and self.last.data and self.last.data < self.first.data:
            self.last.errors = (_("结束月份在开始月份前面，请再看一遍"),)
            return False
        return good

    def said(self) -> Said:
        return Said(self.about, from_month=self.first.data, to_month=self.last.data)

    @staticmethod
    def shown(present: Said) -> dict[str, Any]:
        return {"first": present.from_month, "last": present.to_month}


class PlaceForm(Correction):
    about = About.PLACE
    text = Text(_l("工地或店叫什么，在哪条路"), [Needed(_l("请写地点"))], most=200)

    def said(self) -> Said:
        return Said(self.about, text=self.text.data or "")


class EmployerForm(PlaceForm):
    about = About.EMPLOYER
    text = Text(_l("谁欠您的钱"), [Needed(_l("请写谁欠您的钱，写不全也行"))])


#: The form for each thing that may be corrected.
CORRECTIONS: dict[About, type[Correction]] = {
    About.EMPLOYER: EmployerForm,
    About.PLACE: PlaceForm,
    About.MONTHS: MonthsForm,
    About.AMOUNT: AmountForm,
}


class CallForm(Form):
    """The call back: when, what the worker said, and whether the withdrawal stands."""

    called = Text(_l("通话时间"), [Needed(_l("请写通话时间"))], most=40)
    said = LongText(_l("本人怎么说"), [Needed(_l("请写本人怎么说"))], most=_WORDS)
    outcome = WordField(
        _l("本人是否撤回"), [Needed(_l("请选撤回还是不撤回"))], words=Outcome, empty=_l("请选")
    )
    called_at: datetime | None = None

    def validate_called(self, field: Any) -> None:
        plain = unicodedata.normalize("NFKC", field.data or "").replace("/", "-").strip()
        try:
            self.called_at = datetime.fromisoformat(plain).replace(tzinfo=SHANGHAI)
        except ValueError as error:
            raise ValidationError(_("时间写成2026-11-23 10:30这样")) from error


class AnswerForm(Form):
    """Taken over, or not, and what the worker reads about it."""

    answer = LongText(
        _l("给工人的答复"),
        [Needed(_l("请写给工人看的答复"))],
        most=_WORDS,
        hint=_l("工人在自己的进度页上看到这段话。"),
    )
    take = SubmitField()
    leave = SubmitField()


class SeePhoneForm(Form):
    """One button."""
