"""Papers of intake: what is taken down, and what the person and other bodies are told."""

# ruff: noqa: RUF009 -- these calls declare a field, as dataclasses.field does

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casework.ground.documents.terms.fields import Body, count, day, items, line, money, text
from casework.kernel.money import Money


@dataclass(frozen=True, kw_only=True)
class RegistrationBody(Body):
    """投诉登记表. The law needs who and where; the rest may be unknown."""

    register_number: str = line("登记号", "register number")
    received_on: date | None = day("登记日期", "date received")
    channel: str = line("来源", "channel")
    complainant: str = line("投诉人", "complainant", needed=False)
    identity: str = line("身份证号", "ID number", needed=False)
    phone: str = line("联系电话", "phone", needed=False)
    home: str = line("住址", "address", needed=False)
    representatives: str = line("代表人", "representatives", needed=False)
    employer: str = line("被投诉单位", "employer")
    employer_code: str = line("统一社会信用代码", "credit code", needed=False)
    employer_address: str = line("单位地址", "employer's address", needed=False)
    employer_head: str = line("负责人及职务", "head and post", needed=False)
    employer_phone: str = line("单位电话", "employer's phone", needed=False)
    project: str = line("工程项目", "project", needed=False)
    contractors: str = line("总包、分包和班组", "contractor, subcontractor, team", needed=False)
    facts: str = text("事实", "facts")
    period: str = line("欠薪期间", "period", needed=False)
    people: int | None = count("人数", "people", needed=False)
    amount: Money | None = money("投诉金额", "amount claimed", needed=False)
    demand: str = text("请求", "demand", needed=False)
    evidence: tuple[str, ...] = items("证据", "evidence", needed=False)
    other_route: str = line("仲裁或诉讼情况", "arbitration or suit", needed=False)
    proposal: str = text("拟办意见", "proposed handling", needed=False)


@dataclass(frozen=True, kw_only=True)
class AcceptanceBody(Body):
    """受理通知书."""

    addressee: str = line("收件人", "addressee")
    register_number: str = line("登记号", "register number")
    received_on: date | None = day("收到日期", "date received")
    employer: str = line("被投诉单位", "employer")
    accepted_on: date | None = day("受理日期", "date accepted")
    case_number: str = line("案号", "case number", needed=False)
    basis: tuple[str, ...] = items("依据", "basis")
    next_step: str = text("后续办理", "what happens next")


@dataclass(frozen=True, kw_only=True)
class RefusalBody(Body):
    """不予受理决定书."""

    addressee: str = line("收件人", "addressee")
    register_number: str = line("登记号", "register number")
    received_on: date | None = day("收到日期", "date received")
    employer: str = line("被投诉单位", "employer")
    reason: str = text("理由", "reason")
    basis: tuple[str, ...] = items("依据", "basis")
    remedies: tuple[str, ...] = items("救济途径", "remedies")


@dataclass(frozen=True, kw_only=True)
class SupplementBody(Body):
    """补正告知书."""

    addressee: str = line("收件人", "addressee")
    register_number: str = line("登记号", "register number")
    received_on: date | None = day("收到日期", "date received")
    wanted: tuple[str, ...] = items("缺的材料", "missing items")
    term_on: date | None = day("补正期限", "last day")
    effect: str = text("逾期后果", "effect")
    basis: tuple[str, ...] = items("依据", "basis")


@dataclass(frozen=True, kw_only=True)
class RedirectBody(Body):
    """告知书（转送）, to the worker: another body is responsible."""

    addressee: str = line("收件人", "addressee")
    register_number: str = line("登记号", "register number")
    received_on: date | None = day("收到日期", "date received")
    employer: str = line("被投诉单位", "employer")
    reason: str = text("理由", "reason")
    receiver: str = line("办理机关", "responsible body")
    where: str = text("怎么去办", "where to go")
    attached: tuple[str, ...] = items("已转送的材料", "papers sent on", needed=False)
    basis: tuple[str, ...] = items("依据", "basis")


@dataclass(frozen=True, kw_only=True)
class TransferBody(Body):
    """案件转送函, to the other body."""

    addressee: str = line("收件机关", "receiving body")
    party: str = line("当事人", "party")
    facts: str = text("事实", "facts")
    reason: str = text("转送理由", "reason")
    attached: tuple[str, ...] = items("材料目录", "list of papers")
    answer_wanted: str = text("请反馈", "answer asked for")
    basis: tuple[str, ...] = items("依据", "basis")
