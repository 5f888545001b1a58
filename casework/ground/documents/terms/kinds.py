"""Kinds of paper, their states, ways of service; who drafts and approves each kind."""

from __future__ import annotations

from dataclasses import dataclass, field

from casework.ground.documents.terms.bodies import decision, funds, intake, investigation, referral
from casework.ground.documents.terms.fields import Body
from casework.ground.identity.terms import Permission
from casework.kernel.terms import LabelEnum


class Kind(LabelEnum):
    """The papers of a case, in the order of the file."""

    REGISTRATION = "registration", "投诉登记表", "register sheet"
    ACCEPTANCE = "acceptance", "受理通知书", "notice of acceptance"
    REFUSAL = "refusal", "不予受理决定书", "refusal to accept"
    SUPPLEMENT = "supplement", "补正告知书", "request to supplement"
    REDIRECT = "redirect", "告知书（转送）", "notice of the responsible body"
    TRANSFER = "transfer", "案件转送函", "letter of transfer"
    FILING = "filing", "立案审批表", "approval of filing"
    INQUIRY = "inquiry", "调查询问通知书", "notice of inquiry"
    INTERVIEW = "interview", "询问笔录", "interview record"
    ORDER = "order", "限期改正指令书", "order to pay"
    PRIOR_NOTICE = "prior_notice", "事先告知书", "prior notice"
    DECISION = "decision", "行政处理决定书", "administrative decision"
    DEPOSIT_PAYMENT = "deposit_payment", "工资保证金支付通知书", "notice to pay from the deposit"
    DEPOSIT_TOP_UP = "deposit_top_up", "补足工资保证金通知书", "notice to top up the deposit"
    ADVANCE_APPROVAL = "advance_approval", "应急周转金审批表", "approval of an advance"
    REFERRAL_APPROVAL = "referral_approval", "涉嫌犯罪案件移送审批表", "approval of a referral"
    REFERRAL = "referral", "涉嫌犯罪案件移送书", "referral to the police"
    DEMAND = "demand", "催告书", "final demand"
    SERVICE_RETURN = "service_return", "送达回证", "record of service"
    CLOSING_APPROVAL = "closing_approval", "结案审批表", "approval of closing"

    @property
    def form(self) -> Form:
        return FORMS[self]


class State(LabelEnum):
    """Where a paper stands."""

    DRAFTED = "drafted", "草稿", "draft"
    APPROVED = "approved", "已批准", "approved"
    ISSUED = "issued", "已制发", "issued"
    SERVED = "served", "已送达", "served"
    VOID = "void", "已作废", "void"


class Way(LabelEnum):
    """How a paper was brought to its addressee."""

    DIRECT = "direct", "直接送达", "direct"
    FAMILY = "family", "成年家属代收", "adult family member"
    UNIT_RECEIVER = "unit_receiver", "单位收件人签收", "receiver of the unit"
    LEFT = "left", "留置送达", "left at the place"
    ELECTRONIC = "electronic", "电子送达", "electronic"
    POST = "post", "邮寄送达", "post"
    ANNOUNCEMENT = "announcement", "公告送达", "announcement"
    POSTED = "posted", "张贴送达", "posted at the place"


class Outcome(LabelEnum):
    """What came of an attempt at service."""

    PENDING = "pending", "等公告期满", "announcement running"
    SERVED = "served", "送达成功", "served"
    FAILED = "failed", "没有送到", "not served"
    OVERTAKEN = "overtaken", "已用别的方式送达", "served in another way"


class Event(LabelEnum):
    """What this room writes into a timeline."""

    PAPER_DRAFTED = "paper_drafted", "拟文书", "paper drafted"
    PAPER_REVISED = "paper_revised", "改文书", "paper revised"
    PAPER_APPROVED = "paper_approved", "批准文书", "paper approved"
    PAPER_SENT_BACK = "paper_sent_back", "退回修改", "paper sent back"
    PAPER_ISSUED = "paper_issued", "制发文书", "paper issued"
    PAPER_SERVED = "paper_served", "送达文书", "paper served"
    PAPER_NOT_SERVED = "paper_not_served", "没有送到", "service failed"
    ANNOUNCEMENT_BEGUN = "announcement_begun", "开始公告送达", "service by announcement begun"
    PAPER_VOIDED = "paper_voided", "作废文书", "paper made void"


@dataclass(frozen=True)
class Form:
    """What is fixed for a kind of paper.

    ``code`` stands in its number (``监令``); a kind without one has no number. ``approval`` is the
    permission that the approving person needs, never the drafting one; None: no approval.
    ``served`` says whether it goes to somebody outside, with proof. ``step``: it is changed,
    approved, issued and made void together with a step of another room, never by itself.
    ``binds``: within the term that it sets itself, its addressee must obey. ``begun_alone``: it is
    begun on the page of papers; the others come from a step of some room.
    """

    title: str
    code: str
    body: type[Body]
    drafting: Permission
    approval: Permission | None
    served: bool = field(kw_only=True)
    step: bool = field(kw_only=True, default=False)
    binds: bool = field(kw_only=True, default=False)
    begun_alone: bool = field(kw_only=True, default=False)

    @property
    def numbered(self) -> bool:
        return bool(self.code)


P = Permission

FORMS: dict[Kind, Form] = {
    Kind.REGISTRATION: Form(
        "劳动保障监察投诉登记表",
        "",
        intake.RegistrationBody,
        P.TAKE_COMPLAINT,
        None,
        served=False,
    ),
    Kind.ACCEPTANCE: Form(
        "劳动保障监察受理通知书",
        "监受",
        intake.AcceptanceBody,
        P.ACCEPT_COMPLAINT,
        None,
        served=True,
    ),
    Kind.REFUSAL: Form(
        "不予受理决定书",
        "监不受",
        intake.RefusalBody,
        P.ACCEPT_COMPLAINT,
        None,
        served=True,
    ),
    Kind.SUPPLEMENT: Form(
        "投诉材料补正告知书",
        "监补",
        intake.SupplementBody,
        P.ACCEPT_COMPLAINT,
        None,
        served=True,
    ),
    Kind.REDIRECT: Form(
        "投诉事项告知书",
        "监告",
        intake.RedirectBody,
        P.ACCEPT_COMPLAINT,
        None,
        served=True,
    ),
    Kind.TRANSFER: Form(
        "案件转送函",
        "监转",
        intake.TransferBody,
        P.ACCEPT_COMPLAINT,
        None,
        served=True,
        begun_alone=True,
    ),
    Kind.FILING: Form(
        "劳动保障监察立案审批表",
        "监立",
        investigation.FilingBody,
        P.ACCEPT_COMPLAINT,
        P.APPROVE_ORDER,
        served=False,
        begun_alone=True,
    ),
    Kind.INQUIRY: Form(
        "劳动保障监察调查询问通知书",
        "监询",
        investigation.InquiryBody,
        P.INVESTIGATE,
        None,
        served=True,
        begun_alone=True,
    ),
    Kind.INTERVIEW: Form(
        "劳动保障监察询问笔录",
        "",
        investigation.InterviewBody,
        P.INVESTIGATE,
        None,
        served=False,
    ),
    Kind.ORDER: Form(
        "劳动保障监察限期改正指令书",
        "监令",
        investigation.OrderBody,
        P.INVESTIGATE,
        P.APPROVE_ORDER,
        served=True,
        binds=True,
    ),
    Kind.PRIOR_NOTICE: Form(
        "行政处理（处罚）事先告知书",
        "监先告",
        decision.PriorNoticeBody,
        P.INVESTIGATE,
        P.APPROVE_DECISION,
        served=True,
    ),
    Kind.DECISION: Form(
        "劳动保障监察行政处理决定书",
        "监理",
        decision.DecisionBody,
        P.INVESTIGATE,
        P.APPROVE_DECISION,
        served=True,
        binds=True,
    ),
    Kind.DEPOSIT_PAYMENT: Form(
        "农民工工资保证金支付通知书",
        "保支",
        funds.DepositPaymentBody,
        P.PREPARE_CLAIM,
        P.APPROVE_CLAIM,
        served=True,
        step=True,
    ),
    Kind.DEPOSIT_TOP_UP: Form(
        "补足农民工工资保证金通知书",
        "保补",
        funds.DepositTopUpBody,
        P.PREPARE_CLAIM,
        P.APPROVE_CLAIM,
        served=True,
    ),
    Kind.ADVANCE_APPROVAL: Form(
        "农民工工资应急周转金审批表",
        "周审",
        funds.AdvanceApprovalBody,
        P.PREPARE_ADVANCE,
        P.APPROVE_ADVANCE,
        served=False,
        step=True,
    ),
    Kind.REFERRAL_APPROVAL: Form(
        "涉嫌犯罪案件移送审批表",
        "监移审",
        referral.ReferralApprovalBody,
        P.PREPARE_REFERRAL,
        P.APPROVE_REFERRAL,
        served=False,
        step=True,
    ),
    Kind.REFERRAL: Form(
        "涉嫌犯罪案件移送书",
        "监移",
        referral.ReferralBody,
        P.PREPARE_REFERRAL,
        P.APPROVE_REFERRAL,
        served=True,
    ),
    Kind.DEMAND: Form(
        "履行行政处理决定催告书",
        "监催",
        decision.DemandBody,
        P.INVESTIGATE,
        P.APPROVE_DECISION,
        served=True,
        begun_alone=True,
    ),
    Kind.SERVICE_RETURN: Form(
        "送达回证",
        "",
        investigation.ServiceReturnBody,
        P.SERVE_PAPER,
        None,
        served=False,
    ),
    Kind.CLOSING_APPROVAL: Form(
        "劳动保障监察结案审批表",
        "监结",
        decision.ClosingApprovalBody,
        P.CLOSE_LINE,
        P.APPROVE_CLOSING,
        served=False,
        step=True,
    ),
}


@dataclass(frozen=True)
class PaperIssued:
    """Fact: a paper has its number and is printed. Dates are ISO text."""

    paper_id: int
    case_id: int | None
    complaint_id: int | None
    kind: str
    number: str | None
    issued_on: str
    term_on: str | None


@dataclass(frozen=True)
class PaperServed:
    """Fact: a paper counts as served from ``served_on``."""

    paper_id: int
    case_id: int | None
    complaint_id: int | None
    kind: str
    served_on: str
    term_on: str | None


@dataclass(frozen=True)
class PaperVoided:
    """Fact: an approved or issued paper no longer stands; its number stays used."""

    paper_id: int
    case_id: int | None
    complaint_id: int | None
    kind: str
    number: str | None
    reason: str
