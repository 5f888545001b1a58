"""Words of referrals, what an officer enters for the test, and the facts announced."""

from __future__ import annotations

from dataclasses import dataclass

from casework.ground.approvals.terms import Kind, Word
from casework.ground.identity.terms import Permission
from casework.kernel.terms import LabelEnum

#: What the principal head reads: to whom, on which order, who is owed what, and the report.
APPROVED = Kind(
    code="referral",
    zh="移送公安",
    en="referral to the police",
    permission=Permission.APPROVE_REFERRAL,
    article="国务院令310号第5条",
    words={
        "case": Word("案号", "case"),
        "employer": Word("用人单位", "employer"),
        "receiver": Word("收件机关", "receiver"),
        "copied_to": Word("抄送", "copied to"),
        "order": Word("限期改正指令书", "order to pay"),
        "served_on": Word("送达日期", "served on"),
        "last_on": Word("期限最后一天", "last day"),
        "report": Word("移送建议", "report"),
        "transferred": Word("隐匿、转移、处分财产", "hiding or moving property"),
        "sham": Word("虚构债务、假破产、假倒闭", "sham debts or closing"),
        "fled": Word("逃跑、藏匿", "flight or hiding"),
        "records": Word("隐匿、销毁、篡改工资账册", "hiding or changing records"),
        "other": Word("其他逃避支付的做法", "other evasion"),
        "able": Word("有能力支付", "able to pay"),
        "excuse": Word("对方说的理由", "their reasons"),
        "workers": Word("还欠的人", "who is still owed"),
    },
    columns={"name": Word("姓名", "name"), "owed": Word("还欠（元）", "owed", number=True)},
)


class ReferralKind(LabelEnum):
    """To whom a file goes."""

    POLICE = "police", "公安机关", "police"
    COURT = "court", "人民法院（申请强制执行）", "court (enforcement)"
    ARBITRATION = "arbitration", "劳动人事争议仲裁", "labour arbitration"
    LEGAL_AID = "legal_aid", "法律援助", "legal aid"


class Elsewhere(LabelEnum):
    """Where a file goes without the head's decision."""

    COURT = "court", "人民法院（申请强制执行）", "court (enforcement)"
    ARBITRATION = "arbitration", "劳动人事争议仲裁", "labour arbitration"
    LEGAL_AID = "legal_aid", "法律援助", "legal aid"


class ReferralState(LabelEnum):
    """Where a referral stands."""

    PREPARED = "prepared", "等负责人决定", "waiting for the head's decision"
    APPROVED = "approved", "已批准，等移送", "approved, to be sent"
    REFUSED = "refused", "不批准移送", "not approved"
    WITHDRAWN = "withdrawn", "已撤回", "withdrawn"
    SENT = "sent", "公安已签收", "received by the police"
    SUPPLEMENT = "supplement", "公安要求补材料", "police ask for papers"
    FILED = "filed", "公安已立案", "filed by the police"
    HANDED_OVER = "handed_over", "已移交涉案材料", "items handed over"
    NOT_FILED = "not_filed", "公安不予立案", "not filed by the police"
    RECONSIDERING = "reconsidering", "已提请复议", "reconsideration asked for"
    LEFT = "left", "维持不立案，接着办行政处理", "not filed for good"
    PASSED_ON = "passed_on", "已转出", "passed on"
    ANSWERED = "answered", "对方已答复", "answered"


class Step(LabelEnum):
    """What happened after a file went out. The value is the verb of the lifecycle."""

    ASK = "ask", "公安要求补材料", "police ask for papers"
    SUPPLY = "supply", "已补齐材料", "papers supplied"
    FILE = "file", "公安立案", "filed by the police"
    TURN_DOWN = "turn_down", "公安不予立案", "not filed by the police"
    RECONSIDER = "reconsider", "提请公安复议", "reconsideration asked for"
    LEAVE = "leave", "维持不立案或者不再提请", "left unfiled"
    HAND_OVER = "hand_over", "移交涉案材料", "items handed over"
    ANSWER = "answer", "对方答复", "answered"


class Event(LabelEnum):
    """What this room writes into a timeline."""

    REFERRAL_PREPARED = "referral_prepared", "提请移送公安", "referral prepared"
    REFERRAL_APPROVED = "referral_approved", "批准移送公安", "referral approved"
    REFERRAL_REFUSED = "referral_refused", "不批准移送", "referral not approved"
    REFERRAL_WITHDRAWN = "referral_withdrawn", "撤回移送", "referral withdrawn"
    REFERRAL_SENT = "referral_sent", "移送公安", "sent to the police"
    PASSED_ON = "passed_on", "转给别的机关", "passed on"
    ASKED = "asked", "公安要求补材料", "police ask for papers"
    SUPPLIED = "supplied", "已补齐材料", "papers supplied"
    FILED = "filed", "公安立案", "filed by the police"
    NOT_FILED = "not_filed", "公安不予立案", "not filed by the police"
    RECONSIDERED = "reconsidered", "提请公安复议", "reconsideration asked for"
    LEFT = "left", "维持不立案", "left unfiled"
    HANDED_OVER = "handed_over", "移交涉案材料", "items handed over"
    ANSWERED = "answered", "对方答复", "answered"


@dataclass(frozen=True, kw_only=True)
class Conduct:
    """What an officer enters: each text names the evidence for one act; empty is not known."""

    transferred: str = ""
    sham: str = ""
    records: str = ""
    fled: str = ""
    other: str = ""
    able: str = ""
    excuse: str = ""

    @property
    def evasion(self) -> tuple[str, ...]:
        """The acts of evasion that have evidence, apart from flight."""
        return tuple(t for t in (self.transferred, self.sham, self.records, self.other) if t)

    @property
    def evidence(self) -> tuple[str, ...]:
        """Everything that proves evasion, flight or ability."""
        return tuple(t for t in (*self.evasion, self.fled, self.able) if t)
