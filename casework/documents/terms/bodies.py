"""What each kind of paper holds. Authority, number, date and officers are common to all."""

# ruff: noqa: RUF009 -- these calls declare a field, as dataclasses.field does

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casework.documents.terms.fields import Body, count, day, items, line, money, rows, text
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
    next_step: str = text("以后怎么办", "what happens next")


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


@dataclass(frozen=True, kw_only=True)
class ReferralApprovalBody(Body):
    """涉嫌犯罪案件移送审批表: the facts by element, and how an order or expiry is proved."""

    suspect: str = line("涉嫌单位或个人", "suspect")
    suspect_code: str = line("证件号码", "code or ID number", needed=False)
    case_number: str = line("案号", "case number")
    who: str = text("主体", "who owes")
    wages: str = text("劳动报酬", "wages")
    act: str = text("行为", "act: evading, or able and not paying")
    size: str = text("数额", "amount reached")
    order: str = text("责令支付及送达", "order and its service")
    unpaid: str = text("期满仍未支付", "unpaid at the end of the term")
    people: int | None = count("人数", "people")
    amount: Money | None = money("金额", "amount")
    team: str = line("专案组", "team of two or more")
    term_on: date | None = day("决定期限", "last day to decide")
    proposal: str = text("移送建议", "proposal")
    basis: tuple[str, ...] = items("依据", "basis")


@dataclass(frozen=True, kw_only=True)
class ReferralBody(Body):
    """涉嫌犯罪案件移送书, with its 回执."""

    addressee: str = line("公安机关", "police authority")
    suspect: str = line("涉嫌单位或个人", "suspect")
    suspect_code: str = line("证件号码", "code or ID number", needed=False)
    facts: str = text("案件事实", "facts")
    grounds: str = text("移送理由", "grounds")
    people: int | None = count("人数", "people")
    amount: Money | None = money("金额", "amount")
    attached: tuple[str, ...] = items("材料目录", "list of papers")
    copied_to: str = line("抄送检察机关", "copy to the procuratorate")
    basis: tuple[str, ...] = items("依据", "basis")


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
