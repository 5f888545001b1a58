"""Forms of deposits: a new one, a claim, its approval, what the bank paid, a top-up, a card."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from casework.ground.approvals.forms import YesOrNoForm
from casework.ground.ledger.forms import AmountsForm
from casework.kernel import identifiers
from casework.kernel.money import Money
from casework.kernel.terms import Refused
from casework.procedure.deposits.terms import CardRow, DepositFacts, DepositKind
from casework.web.fields import (
    BankCardField,
    CreditCodeField,
    DayField,
    LongText,
    MoneyField,
    Needed,
    RowField,
    Text,
    WordField,
)
from casework.web.pages import Form
from casework.web.words import _, _l

_PROOF = 200
_REASON = 400
_ACCOUNT = 60


class DepositForm(Form):
    """A deposit or guarantee as it is handed in."""

    project = RowField(_l("工程"))
    project_name = Text(_l("新工程名称"), hint=_l("上面没有这个工程，才在这里写。"))
    contractor = Text(_l("总包单位"), hint=_l("存保证金的单位。不填，就是工程登记的总包。"))
    credit_code = CreditCodeField(_l("总包的统一社会信用代码"), hint=_l("可以不填。"))
    kind = WordField(_l("形式"), [Needed(_l("请选形式"))], words=DepositKind)
    bank = Text(_l("银行"), [Needed(_l("请填银行"))])
    account = Text(_l("账号或者保函编号"), [Needed(_l("请填账号或者保函编号"))], most=_ACCOUNT)
    amount = MoneyField(_l("金额（元）"), [Needed(_l("请填金额"))])
    deposited_on = DayField(_l("存入或者开立日期"), [Needed(_l("请填日期"))])
    expires_on = DayField(_l("到期日"), hint=_l("保函一定要填。"))
    proof = Text(_l("凭证"), most=_PROOF, hint=_l("存款凭证或者保函原件放在哪里。"))

    def offer(self, projects: Iterable[Any]) -> None:
        none = [(0, _("新工程，写在下面"))]
        self.project.choices = none + [(one.id, one.name) for one in projects]

    def facts(self) -> DepositFacts:
        return DepositFacts(
            project_id=self.project.data or None,
            project_name=self.project_name.data or "",
            contractor=self.contractor.data or "",
            credit_code=self.credit_code.data,
            kind=self.kind.data,
            bank=self.bank.data or "",
            account=self.account.data or "",
            amount=self.amount.data,
            deposited_on=self.deposited_on.data,
            expires_on=self.expires_on.data,
            proof=self.proof.data or "",
        )


class ClaimForm(AmountsForm):
    deposit = RowField(_l("动用的保证金"), [Needed(_l("请选动用的保证金"))])

    def offer(self, deposits: Iterable[tuple[Any, Money]]) -> None:
        self.deposit.choices = [
            (
                one.id,
                _(
                    "%(bank)s　%(account)s　可动用%(amount)s元",
                    bank=one.bank,
                    account=one.account,
                    amount=left.plain,
                ),
            )
            for one, left in deposits
        ]


class BankForm(AmountsForm):
    """The bank's slip."""

    paid_on = DayField(_l("银行支付日期"), [Needed(_l("请填银行支付日期"))])
    slip = Text(_l("银行回单号"), [Needed(_l("请填银行回单号"))], most=_ACCOUNT)
    proof = Text(_l("凭证"), most=_PROOF, hint=_l("凭证放在哪里，比如证据第几号。"))


class ApproveForm(YesOrNoForm):
    """Approve, or send back with a reason: the button says which."""

    reason = Text(_l("退回理由"), most=_REASON, hint=_l("批准不用填，退回要写。"))


class MovementForm(Form):
    """Money that is given back."""

    amount = MoneyField(_l("金额（元）"), [Needed(_l("请填金额"))])
    on = DayField(_l("日期"), [Needed(_l("请填日期"))])
    proof = Text(_l("凭证"), [Needed(_l("请填凭证"))], most=_PROOF)


class TopUpForm(MovementForm):
    """Money or a new guarantee."""

    account = Text(_l("新保函编号"), most=_ACCOUNT, hint=_l("换了保函才填。"))
    expires_on = DayField(_l("新到期日"), hint=_l("换了保函才填。"))


class CardForm(Form):
    card = BankCardField(
        _l("银行卡号"), [Needed(_l("请填银行卡号"))], hint=_l("工人本人的卡，不能填别人的。")
    )


class CardsForm(Form):
    """A table pasted from a spreadsheet: name, ID number or its last four characters, card."""

    text = LongText(
        _l("工资卡表"),
        [Needed(_l("请粘贴工资卡表"))],
        most=40_000,
        hint=_l("从表格里复制三列：姓名、身份证号（或者后四位）、银行卡号。一行一个人。"),
    )

    def rows(self) -> list[CardRow]:
        lines = enumerate((self.text.data or "").split("\n"), start=1)
        return [_card_row(place, line) for place, line in lines if line.strip()]


def _card_row(place: int, line: str) -> CardRow:
    """Cells stand apart by tabs, commas or spaces; a card number may itself have spaces in it."""
    name, tail, card = [*re.split(r"[\t,，;；]+|\s+", line.strip(), maxsplit=2), "", ""][:3]
    try:
        return CardRow(place, name, tail.upper(), identifiers.bank_card(card))
    except Refused as refusal:
        return CardRow(place, name, tail.upper(), wrong_card=refusal.words)
