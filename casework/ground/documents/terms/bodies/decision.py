"""Papers of a decision, its enforcement, and the end of a case."""

# ruff: noqa: RUF009 -- these calls declare a field, as dataclasses.field does

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casework.ground.documents.terms.bodies.rows import WorkerRow
from casework.ground.documents.terms.fields import Body, count, day, items, line, money, rows, text
from casework.kernel.money import Money


@dataclass(frozen=True, kw_only=True)
class PriorNoticeBody(Body):
    """行政处理（处罚）事先告知书."""

    addressee: str = line("当事人", "party")
    facts: str = text("事实和证据", "facts and evidence")
    violated: tuple[str, ...] = items("违反的规定", "articles violated")
    basis: tuple[str, ...] = items("依据", "basis")
    proposed: str = text("拟作出的决定", "proposed decision")
    amount: Money | None = money("涉及金额", "amount", needed=False)
    rights: str = text("陈述申辩的权利", "right to be heard")
    hearing: str = text("听证的权利", "right to a hearing", needed=False)
    term_on: date | None = day("陈述申辩期限", "last day")


@dataclass(frozen=True, kw_only=True)
class DecisionBody(Body):
    """行政处理决定书."""

    addressee: str = line("当事人", "party")
    party_code: str = line("统一社会信用代码", "credit code", needed=False)
    party_address: str = line("地址", "address", needed=False)
    party_head: str = line("负责人", "head", needed=False)
    facts: str = text("查明的事实", "facts")
    evidence: tuple[str, ...] = items("证据", "evidence")
    statement: str = text("陈述申辩情况", "party's statement")
    violated: tuple[str, ...] = items("违反的规定", "articles violated")
    basis: tuple[str, ...] = items("依据", "basis")
    people: int | None = count("人数", "people")
    amount: Money | None = money("应付金额", "amount")
    demand: str = text("决定内容", "decision")
    way: str = line("履行方式", "way of payment")
    term_on: date | None = day("履行期限", "last day")
    remedies: tuple[str, ...] = items("救济途径", "remedies")
    workers: tuple[WorkerRow, ...] = rows(WorkerRow, "工人名单", "list of workers")


@dataclass(frozen=True, kw_only=True)
class DemandBody(Body):
    """催告书."""

    addressee: str = line("当事人", "party")
    decision_number: str = line("决定文号", "number of the decision")
    decision_served_on: date | None = day("决定送达日期", "decision served on")
    amount: Money | None = money("尚未履行金额", "amount outstanding")
    way: str = text("履行方式", "way of performance")
    term_on: date | None = day("履行期限", "last day")
    rights: str = text("陈述申辩的权利", "right to be heard")
    effect: str = text("逾期后果", "effect")
    basis: tuple[str, ...] = items("依据", "basis")


@dataclass(frozen=True, kw_only=True)
class ClosingApprovalBody(Body):
    """结案审批表."""

    party: str = line("当事人", "party")
    case_number: str = line("案号", "case number")
    source: str = line("案件来源", "source")
    filed_on: date | None = day("立案日期", "date filed")
    facts: str = text("查明的事实", "facts")
    people: int | None = count("人数", "people")
    verified: Money | None = money("认定金额", "verified amount")
    paid: Money | None = money("实际支付", "paid")
    result: str = text("处理结果", "result")
    endings: tuple[str, ...] = items("各人办结情况", "ending of each line")
    still_open: str = text("未了事项", "open routes", needed=False)
    proposal: str = text("结案意见", "proposal")
