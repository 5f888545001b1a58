"""Rows of the tables that papers carry."""

# ruff: noqa: RUF009 -- these calls declare a field, as dataclasses.field does

from __future__ import annotations

from dataclasses import dataclass

from casework.ground.documents.terms.fields import Body, line, money, text
from casework.kernel.money import Money


@dataclass(frozen=True, kw_only=True)
class WorkerRow(Body):
    """A worker in an attached list. ``identity`` is as much of the ID number as the law needs."""

    name: str = line("姓名", "name")
    job: str = line("工种或班组", "job or team", needed=False)
    identity: str = line("身份证号", "ID number", needed=False)
    period: str = line("欠薪期间", "period", needed=False)
    owed: Money = money("欠付金额", "amount owed")


@dataclass(frozen=True, kw_only=True)
class PayeeRow(Body):
    """A worker's account, into which a bank pays."""

    name: str = line("姓名", "name")
    bank: str = line("开户银行", "bank", needed=False)
    account: str = line("银行账号", "account")
    amount: Money = money("支付金额", "amount")


@dataclass(frozen=True, kw_only=True)
class Answer(Body):
    """One question and its answer."""

    question: str = text("问", "question")
    answer: str = text("答", "answer")
