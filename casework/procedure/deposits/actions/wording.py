"""What the papers of a claim say: texts from case data, with the articles that they cite."""

from __future__ import annotations

from datetime import date

from casework.ground.cases.models.case import Case
from casework.ground.documents.terms.bodies.funds import DepositPaymentBody, DepositTopUpBody
from casework.ground.documents.terms.bodies.rows import PayeeRow
from casework.ground.statute import queries as statute
from casework.ground.statute.rules import counting
from casework.ground.statute.terms.ids import RuleId
from casework.kernel.money import Money
from casework.procedure.deposits.models import Claim, Deposit
from casework.procedure.deposits.terms import DepositKind

USE_ARTICLES = (
    "《保障农民工工资支付条例》（2020年5月1日起施行）第三十条、第三十二条",
    "《工程建设领域农民工工资保证金规定》（人社部发〔2021〕65号，2021年11月1日起施行）",
)
FILL_EFFECT = (
    "逾期不补足的，视为未存储工资保证金，"
    "按《保障农民工工资支付条例》（2020年5月1日起施行）第五十五条处理。"
)
#: The limits of the bank, and of the contractor: more money, or another guarantee.
PAYS, FILLS, RENEWS = RuleId.BOND_PAY, RuleId.BOND_FILL, RuleId.BOND_LG


def last_day(rule: str, start_on: date) -> date:
    """The last day under the rule in force. Raises UnknownRule before there was one."""
    found = statute.statute().rule(rule, on=start_on)
    return counting.due(found, start_on, statute.calendar()).due_on


def filling(deposit: Deposit) -> str:
    """A drawn account is filled up; a drawn guarantee is replaced by a new one."""
    return RENEWS if deposit.kind is DepositKind.GUARANTEE else FILLS


def payment_notice(case: Case, claim: Claim, *, on: date) -> DepositPaymentBody:
    deposit, order = claim.deposit, claim.decision.order
    rows = tuple(
        PayeeRow(name=part.line.worker.name, account=part.card, amount=part.amount)
        for part in claim.parts
    )
    return DepositPaymentBody(
        addressee=deposit.bank,
        contractor=deposit.depositor.name,
        project=deposit.project.name,
        deposit=deposit.account,
        decision_number=(order.paper.number or "") if order else "",
        decision_served_on=order.served_on if order else None,
        expired_on=order.term_on if order else None,
        people=len(rows),
        amount=claim.amount,
        term_on=last_day(PAYS, on),
        basis=USE_ARTICLES,
        payees=rows,
    )


def top_up_notice(claim: Claim, *, used_on: date, amount: Money) -> DepositTopUpBody:
    deposit = claim.deposit
    return DepositTopUpBody(
        addressee=deposit.depositor.name,
        project=deposit.project.name,
        deposit=deposit.account,
        used_on=used_on,
        amount=amount,
        term_on=last_day(filling(deposit), used_on),
        effects=(FILL_EFFECT,),
        basis=USE_ARTICLES[1:],
    )
