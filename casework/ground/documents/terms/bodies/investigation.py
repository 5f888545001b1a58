"""Papers of an investigation, up to the order and its proof of service."""

# ruff: noqa: RUF009 -- these calls declare a field, as dataclasses.field does

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casework.ground.documents.terms.bodies.rows import Answer, WorkerRow
from casework.ground.documents.terms.fields import Body, count, day, items, line, money, rows, text
from casework.kernel.money import Money


@dataclass(frozen=True, kw_only=True)
class FilingBody(Body):
    """立案审批表."""

    source: str = line("案件来源", "source")
    party: str = line("当事人", "party")
    party_code: str = line("统一社会信用代码", "credit code", needed=False)
    party_address: str = line("地址", "address", needed=False)
    party_head: str = line("负责人", "head", needed=False)
    project: str = line("工程项目", "project", needed=False)
    people: int | None = count("人数", "people", needed=False)
    amount: Money | None = money("涉案金额", "amount", needed=False)
    facts: str = text("主要事实", "facts")
    suspected: tuple[str, ...] = items("涉嫌违反的规定", "articles suspected")
    lead: str = line("拟主办", "lead inspector")
    assistant: str = line("拟协办", "assisting inspector")
    proposal: str = text("拟办意见", "proposal")


@dataclass(frozen=True, kw_only=True)
class InquiryBody(Body):
    """调查询问通知书."""

    addressee: str = line("收件人", "addressee")
    matter: str = text("调查事项", "matter")
    bring: tuple[str, ...] = items("应带材料", "papers to bring")
    term_on: date | None = day("到场日期", "date to appear")
    hour: str = line("到场时间", "hour")
    place: str = line("地点", "place")
    effect: str = text("不配合的后果", "effect of refusal")
    basis: tuple[str, ...] = items("依据", "basis")


@dataclass(frozen=True, kw_only=True)
class InterviewBody(Body):
    """询问笔录."""

    held_on: date | None = day("询问日期", "date")
    hours: str = line("起止时间", "from and to")
    place: str = line("地点", "place")
    person: str = line("被询问人", "person")
    identity: str = line("身份证号", "ID number", needed=False)
    phone: str = line("联系电话", "phone", needed=False)
    post: str = line("单位和职务", "employer and post", needed=False)
    case_name: str = line("案由", "case")
    rights: str = text("权利义务告知", "rights told")
    recusal: str = line("是否申请回避", "recusal asked")
    answers: tuple[Answer, ...] = rows(Answer, "问答", "questions and answers")
    recording: str = line("录音录像编号", "recording", needed=False)
    read_back: str = line("核对情况", "read back")
    refusal: str = line("拒绝签字的理由", "why it was not signed", needed=False)


@dataclass(frozen=True, kw_only=True)
class OrderBody(Body):
    """限期改正指令书. People and amount are those of the attached list; the term is a date."""

    addressee: str = line("当事人", "party")
    facts: str = text("查明的事实", "facts")
    people: int | None = count("人数", "people")
    amount: Money | None = money("拖欠金额", "amount")
    period: str = line("欠薪期间", "period")
    violated: tuple[str, ...] = items("违反的规定", "articles violated")
    basis: tuple[str, ...] = items("依据", "basis")
    demand: str = text("改正要求", "what to do")
    way: str = line("支付方式", "way of payment")
    term_on: date | None = day("改正期限", "last day")
    proof: str = line("应报送的证明", "proof to return")
    effects: tuple[str, ...] = items("逾期后果", "effects")
    workers: tuple[WorkerRow, ...] = rows(WorkerRow, "工人名单", "list of workers")


@dataclass(frozen=True, kw_only=True)
class ServiceReturnBody(Body):
    """送达回证."""

    paper: str = line("送达文书", "paper")
    paper_number: str = line("文书编号", "number", needed=False)
    addressee: str = line("受送达人", "addressee")
    place: str = line("送达地点", "place")
    way: str = line("送达方式", "way of service")
    served: str = line("送达时间", "time")
    receiver: str = line("收件人", "receiver", needed=False)
    relation: str = line("与受送达人关系", "relation", needed=False)
    reason: str = text("代收或拒收的理由", "reason", needed=False)
    witnesses: str = line("见证人", "witnesses", needed=False)
    proof: str = line("照片、录像或单号", "photo, film or slip number", needed=False)
