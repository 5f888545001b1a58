"""Forms of the ledger: a slip, a confirmation, a reversal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from wtforms import HiddenField

from casework.ground.ledger.rules import NothingGiven
from casework.ground.ledger.terms import Source, Way
from casework.kernel.identifiers import row_id
from casework.kernel.money import Money
from casework.web.fields import DayField, MoneyField, Needed, RowsField, Text, WordField
from casework.web.pages import Form
from casework.web.words import _, _l

F = TypeVar("F", bound="AmountsForm")

_SLIP = 60
_PROOF = 200


class SourceField(WordField):
    """Who paid. Money of a deposit or of the emergency fund comes in through its own account."""

    _BY_HAND = tuple(source for source in Source if not source.has_account)

    def _labels(self) -> list[tuple[str, str]]:
        known = {source.value for source in self._BY_HAND}
        return [pair for pair in super()._labels() if not pair[0] or pair[0] in known]

    def process_formdata(self, valuelist: Iterable[Any]) -> None:
        super().process_formdata(valuelist)
        if self.data is not None and self.data not in self._BY_HAND:
            self.data = None
            raise ValueError(_("保证金和周转金的钱，在它们自己的页上登记"))


class AmountsForm(Form):
    """An amount for each worker: fields ``amount_<line id>``."""

    @property
    def amounts(self) -> dict[int, Any]:
        """The fields of single workers, by line id."""
        fields = (
            (name.removeprefix("amount_"), field)
            for name, field in self._fields.items()
            if name.startswith("amount_")
        )
        return {int(line_id): field for line_id, field in fields}

    def given(self) -> dict[int, Money]:
        return {line_id: field.data for line_id, field in self.amounts.items() if field.data}

    def show(self, amounts: Mapping[int, Money]) -> None:
        """What is proposed, until somebody types something else."""
        if not self.is_submitted():
            for line_id, amount in amounts.items():
                self.amounts[line_id].data = amount


def amounts_form(base: type[F], lines: Iterable[tuple[int, str]]) -> F:
    """A form with one amount for each line (id, name)."""
    fields = {f"amount_{line_id}": MoneyField(name) for line_id, name in lines}
    made: F = type(base.__name__, (base,), fields)()
    return made


class PayForm(AmountsForm):
    """One slip: a total to spread, or an amount for each worker."""

    source = SourceField(_l("付款方"), [Needed(_l("请选付款方"))], words=Source, empty=_l("请选"))
    paid_on = DayField(_l("到账日期"), [Needed(_l("请填到账日期"))])
    slip = Text(
        _l("单号"),
        [Needed(_l("请填银行回单号或者收据号"))],
        most=_SLIP,
        hint=_l("银行回单号、工资表编号或者收据号。同一张单子只能登记一次。"),
    )
    total = MoneyField(_l("总额"), hint=_l("只填总额，按每人还欠的多少分到每个人，一分不差。"))
    proof = Text(_l("凭证"), most=_PROOF, hint=_l("凭证放在哪里，比如证据第几号。"))

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        if not any(field.raw_data and field.raw_data[0] for field in self._sums()):
            self.total.errors = (*self.total.errors, NothingGiven().words)
            return False
        if not good:
            return False
        parts = Money.total(self.given().values())
        if self.total.data and parts and parts != self.total.data:
            words = _(
                "总额是%(total)s元，每个人加起来是%(parts)s元，对不上",
                total=self.total.data.plain,
                parts=parts.plain,
            )
            self.total.errors = (*self.total.errors, words)
            return False
        return True

    def _sums(self) -> list[Any]:
        return [self.total, *self.amounts.values()]

    def facts(self) -> dict[str, Any]:
        return {
            "source": self.source.data,
            "slip": self.slip.data,
            "paid_on": self.paid_on.data,
            "total": self.total.data,
            "amounts": self.given(),
            "proof": self.proof.data or "",
        }


class ConfirmForm(Form):
    """What arrived, and how it is known."""

    amount = MoneyField(_l("实际到手金额"), [Needed(_l("请填实际到手金额"))])
    way = WordField(_l("核实方式"), [Needed(_l("请选核实方式"))], words=Way, empty=_l("请选"))
    proof = Text(_l("凭证"), most=_PROOF, hint=_l("回单号、签字表编号，或者哪天几点打的电话。"))

    def facts(self) -> dict[str, Any]:
        return {"amount": self.amount.data, "way": self.way.data, "proof": self.proof.data or ""}


class ConfirmManyForm(Form):
    """Who has the whole of what was paid, and the one proof for all of them."""

    lines = RowsField(
        _l("到账人员"), [Needed(_l("请至少选一个人"))], hint=_l("金额不一致的人不要选，单独确认。")
    )
    way = WordField(_l("核实方式"), [Needed(_l("请选核实方式"))], words=Way, empty=_l("请选"))
    proof = Text(
        _l("凭证"),
        [Needed(_l("请写凭证，比如银行批量代发回单号"))],
        most=_PROOF,
        hint=_l("一张凭证管所有选中的人，比如银行批量代发回单号、签字表编号。"),
    )

    def offer(self, rows: Iterable[tuple[int, str]]) -> None:
        self.lines.choices = list(rows)

    def facts(self) -> dict[str, Any]:
        return {"way": self.way.data, "proof": self.proof.data}


class ReverseForm(Form):
    """Why an entry is wrong."""

    reason = Text(_l("冲正理由"), [Needed(_l("请写明冲正理由"))], most=_PROOF)


class FindHeldForm(Form):
    """Whose money: the whole name, the ID number, or the phone."""

    who = Text(
        _l("姓名、身份证号或者手机号"),
        [Needed(_l("请写姓名、号码"))],
        hint=_l("要写全，会留下记录。"),
    )


class HoldForm(Form):
    """How much came back, why, and where it lies now."""

    amount = MoneyField(_l("未能交付本人的金额"), [Needed(_l("请填金额"))])
    reason = Text(
        _l("未能交付的原因"),
        [Needed(_l("请写明未能交付本人的原因"))],
        most=_PROOF,
        hint=_l("比如：银行退票，卡号销户了；本人联系不上。"),
    )
    place = Text(
        _l("钱存在哪里"),
        [Needed(_l("请写钱现在存在哪里"))],
        most=_PROOF,
        hint=_l("专户名称，或者退款单号。"),
    )

    def facts(self) -> dict[str, Any]:
        return {"amount": self.amount.data, "reason": self.reason.data, "place": self.place.data}


class HandOverForm(Form):
    """What the worker has signed; the sum that stood there travels with it."""

    seen = HiddenField()
    proof = Text(
        _l("签收凭证"),
        [Needed(_l("请写签收凭证"))],
        most=_PROOF,
        hint=_l("看过身份证原件，本人签字的收条编号，或者转账回单号。"),
    )

    @property
    def sum(self) -> Money:
        """The sum that was shown; nothing when it is not one."""
        return Money(row_id(self.seen.data) or 0)
