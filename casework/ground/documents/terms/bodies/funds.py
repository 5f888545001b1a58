"""Papers that move money: wage deposit and emergency fund."""

# ruff: noqa: RUF009 -- these calls declare a field, as dataclasses.field does

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casework.ground.documents.terms.bodies.rows import PayeeRow
from casework.ground.documents.terms.fields import Body, count, day, items, line, money, rows, text
from casework.kernel.money import Money


@dataclass(frozen=True, kw_only=True)
class DepositPaymentBody(Body):
    """农民工工资保证金支付通知书, to the bank or guarantor; a copy goes to the contractor."""

    addressee: str = line("银行或担保机构", "bank or guarantor")
    contractor: str = line("施工总承包单位", "general contractor")
    project: str = line("工程项目", "project")
    deposit: str = line("账户或保函编号", "account or guarantee number")
    decision_number: str = line("行政处理决定文号", "number of the decision")
    decision_served_on: date | None = day("决定送达日期", "decision served on")
    expired_on: date | None = day("决定期满日期", "decision expired on")
    people: int | None = count("人数", "people")
    amount: Money | None = money("支付金额", "amount")
    term_on: date | None = day("支付期限", "last day")
    basis: tuple[str, ...] = items("依据", "basis")
    payees: tuple[PayeeRow, ...] = rows(PayeeRow, "支付名单", "list of payees")


@dataclass(frozen=True, kw_only=True)
class DepositTopUpBody(Body):
    """补足工资保证金（更换保函）通知书."""

    addressee: str = line("施工总承包单位", "general contractor")
    project: str = line("工程项目", "project")
    deposit: str = line("账户或保函编号", "account or guarantee number")
    used_on: date | None = day("动用日期", "used on")
    amount: Money | None = money("应补足金额", "amount to restore")
    term_on: date | None = day("补足期限", "last day")
    effects: tuple[str, ...] = items("逾期后果", "effects")
    basis: tuple[str, ...] = items("依据", "basis")


@dataclass(frozen=True, kw_only=True)
class AdvanceApprovalBody(Body):
    """应急周转金审批表."""

    employer: str = line("欠薪单位", "employer")
    project: str = line("工程项目", "project", needed=False)
    case_number: str = line("案号", "case number")
    reason: str = text("垫付理由", "reason")
    fund: str = line("周转金", "fund")
    balance: Money | None = money("现有余额", "present balance")
    people: int | None = count("人数", "people")
    amount: Money | None = money("垫付金额", "amount")
    recovery: str = text("追偿安排", "recovery")
    proposal: str = text("拟办意见", "proposal")
    basis: tuple[str, ...] = items("依据", "basis")
    payees: tuple[PayeeRow, ...] = rows(PayeeRow, "发放名单", "list of payees")
