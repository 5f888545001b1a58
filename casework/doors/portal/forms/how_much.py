"""Page 4 as a form: an amount, a small sum to work it out, or not remembered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wtforms import BooleanField, FieldList, FormField, RadioField
from wtforms import Form as PlainForm

from casework.doors.hall.forms import NumberField, Question
from casework.doors.portal.rules import sums
from casework.doors.portal.terms.asking import PaidBy, Stretch, Sum
from casework.kernel.money import Money
from casework.web.fields import MoneyField
from casework.web.words import _, _l

#: So many rates are added up on one page.
_MOST_STRETCHES = 6

_RATES = {
    PaidBy.DAY: (_l("一天多少钱"), _l("干了几天")),
    PaidBy.MONTH: (_l("一个月多少钱"), _l("干了几个月")),
    PaidBy.PIECE: (_l("一件多少钱"), _l("干了几件")),
}


class StretchForm(PlainForm):
    """One rate and how long it held. An empty one is left out."""

    rate = MoneyField(_l("一天（一件、一个月）多少钱"))
    number = NumberField(_l("干了几天（几件、几个月）"))

    @property
    def empty(self) -> bool:
        return not any(str((field.raw_data or [""])[0]).strip() for field in self)

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        if self.empty:
            return good
        if self.rate.data is None and not self.rate.errors:
            self.rate.errors = (_("请写多少钱"),)
            good = False
        if self.number.data is None and not self.number.errors:
            self.number.errors = (_("请写干了多少"),)
            good = False
        return good


class HowMuchForm(Question):
    """欠多少: an amount; or rates, numbers and what was paid; or not remembered."""

    reads_back = False  # the page says every amount again

    amount = MoneyField(_l("一共欠您多少钱"), hint=_l("可以写12800，也可以写一万二。"))
    unsure = BooleanField(_l("记不清了"))
    paid_by = RadioField(
        _l("工钱怎么算"), validate_choice=False, default=PaidBy.DAY.value, choices=PaidBy.choices
    )
    stretches = FieldList(FormField(StretchForm), min_entries=1, max_entries=_MOST_STRETCHES)
    paid = MoneyField(_l("已经给过多少"), hint=_l("没给过就空着。"))

    #: The worker asks for the sum, not yet for the next page.
    counting = False
    #: The sum, once it is worked out.
    sum: Sum | None = None
    total: Money | None = None

    def speak(self) -> None:
        """The labels name days, months or pieces, whichever pay was agreed by."""
        rate, number = _RATES[self._paid_by()]
        for row in self.stretches:
            row.form.rate.label.text, row.form.number.label.text = rate, number

    def another(self) -> None:
        """One more rate, as far as the page goes."""
        if len(self.stretches.entries) < _MOST_STRETCHES:
            self.stretches.append_entry()

    @property
    def full(self) -> bool:
        return len(self.stretches.entries) >= _MOST_STRETCHES

    @property
    def opened(self) -> bool:
        """Whether anything stands in the sum, or is wrong there."""
        filled = any(row.form.rate.data or row.form.number.data for row in self.stretches)
        return bool(filled or self.stretches.errors or self.paid.data or self.paid.errors)

    def validate(self, extra_validators: Any = None) -> bool:
        if self.counting:
            self.amount.process_errors = []  # the sum takes the place of whatever was written
        good = super().validate(extra_validators)
        if self.amount.data is not None or self._stretches():
            self.unsure.data = False  # what is typed counts more than a tick from before
        if good and (self.counting or self._left_to_the_sum()):
            good = self._work_out()
        if not good or self.counting or self.unsure.data:
            return good
        if self.amount.data is None:
            return self.refuse(self.amount, _("请写多少钱，记不清就打勾"))
        if not self.amount.data:
            return self.refuse(self.amount, _("金额要大于零，不超过1亿元，请再看一遍"))
        return good

    def _left_to_the_sum(self) -> bool:
        """Nothing written as the amount, and rates to work it out from."""
        return self.amount.data is None and not self.unsure.data and bool(self._stretches())

    def _work_out(self) -> bool:
        """Puts the sum into the amount, or says at its field why there is none."""
        given = Sum(self._paid_by(), self._stretches(), self.paid.data or Money(0))
        if not given.stretches:
            return self.refuse(self.stretches[0].form.rate, _("请写多少钱一天、干了几天"))
        try:
            total = sums.owed(given)
        except (sums.NothingLeft, sums.TooMuch) as refusal:
            return self.refuse(self._fields[refusal.field or "amount"], refusal.words)
        self.sum, self.total = given, total
        self.amount.raw_data, self.amount.data = [total.short], total
        return True

    def _paid_by(self) -> PaidBy:
        return PaidBy.known(self.paid_by.data) or PaidBy.DAY

    def _stretches(self) -> tuple[Stretch, ...]:
        given = ((row.form.rate.data, row.form.number.data) for row in self.stretches)
        return tuple(Stretch(rate, number) for rate, number in given if rate and number)

    def answers(self) -> dict[str, Any]:
        kept = {
            "paid_by": self._paid_by().value,
            "stretches": [[one.rate.fen, one.hundredths] for one in self._stretches()],
            "paid": self.paid.data.fen if self.paid.data else None,
        }
        return {"fen": None if self.unsure.data else self.amount.data.fen, **kept}

    @staticmethod
    def shown(kept: Mapping[str, Any]) -> dict[str, Any]:
        fen, paid = kept.get("fen"), kept.get("paid")
        rows = [
            {"rate": None if rate is None else Money(rate), "number": n}
            for rate, n in kept.get("stretches", ())
        ]
        return {
            **({"amount": Money(fen)} if fen is not None else {}),
            **({"paid": Money(paid)} if paid is not None else {}),
            **({"paid_by": kept["paid_by"]} if "paid_by" in kept else {}),
            "stretches": rows,
            "unsure": "fen" in kept and fen is None,
        }
