"""Words of intake: how a complaint arrives, what is decided about it, and the facts announced."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casework.ground.parties.terms import EmployerKind, Industry
from casework.kernel.money import Money
from casework.kernel.terms import LabelEnum


class Channel(LabelEnum):
    """By which door a complaint came in."""

    PHONE_PAGE = "phone_page", "手机网页", "phone page"
    COUNTER = "counter", "窗口", "counter"
    KIOSK = "kiosk", "自助机", "kiosk"
    CALL = "call", "电话", "telephone"
    LETTER = "letter", "来信", "letter"
    HOTLINE = "hotline", "12345热线", "hotline 12345"
    PLATFORM = "platform", "欠薪线索平台", "clue platform"


class Kind(LabelEnum):
    """Somebody claims his own wages, or tells of others' without standing up with his name."""

    COMPLAINT = "complaint", "投诉", "complaint"
    TIP = "tip", "举报", "tip"


class State(LabelEnum):
    """Where a complaint stands before there is a case, and how it left this desk."""

    RECEIVED = "received", "待受理", "waiting for acceptance"
    SUPPLEMENT = "supplement", "待补正", "waiting for missing items"
    ACCEPTED = "accepted", "已受理", "accepted"
    REFUSED = "refused", "不予受理", "refused"
    TRANSFERRED = "transferred", "已移送", "sent on"
    WITHDRAWN = "withdrawn", "已撤回", "withdrawn"


class EvidenceKind(LabelEnum):
    """What the worker says he has in hand."""

    PAPER = "paper", "合同、欠条", "contract or IOU"
    PHOTO = "photo", "照片", "photos"
    ATTENDANCE = "attendance", "考勤卡、记工本", "attendance card or work log"
    CHAT = "chat", "微信聊天", "chat messages"
    BANK = "bank", "银行流水", "bank records"
    WITNESS = "witness", "有人作证", "a witness"
    VOICE = "voice", "录音", "recording"
    NONE = "none", "没有", "none"
    UNSURE = "unsure", "记不清", "not sure"


class Verdict(LabelEnum):
    """Whether somebody who gave a known ID number is the worker on file."""

    SAME = "same", "是同一个人", "the same person"
    OTHER = "other", "不是同一个人", "another person"


class Act(LabelEnum):
    """What was done with a complaint at this desk."""

    RECEIVED = "received", "收到", "received"
    ACCEPTED = "accepted", "受理", "accepted"
    REFUSED = "refused", "不予受理", "refused"
    SUPPLEMENT_ASKED = "supplement_asked", "通知补正", "asked to supplement"
    SUPPLEMENT_RECEIVED = "supplement_received", "收到补正材料", "missing items received"
    TRANSFERRED = "transferred", "移送", "sent on"
    WITHDRAWN = "withdrawn", "撤回", "withdrawn"
    LINE_WITHDRAWN = "line_withdrawn", "一人撤回", "withdrawn by one person"
    CORRECTED = "corrected", "更正", "corrected"
    PHONE_CHANGED = "phone_changed", "换手机号", "new phone"
    IDENTIFIED = "identified", "核对身份", "identity decided"
    RECEIPT_REISSUED = "receipt_reissued", "补发回执", "receipt issued again"
    NAMED = "named", "举报改为投诉", "tip turned into a complaint"
    PASSED_ON = "passed_on", "材料已移交", "papers handed over"
    ROSTER_ADDED = "roster_added", "导入名单", "list imported"
    ROSTER_REMOVED = "roster_removed", "撤销名单", "list removed"
    TAKEN_OVER = "taken_over", "本人接手，改用自己的手机", "taken over by the worker"
    JOINED = "joined", "窗口并案", "joined at the counter"
    LINKED = "linked", "窗口关联", "linked at the counter"
    KEPT_APART = "kept_apart", "窗口单独登记", "kept apart at the counter"
    WEIGHED = "weighed", "确定急缓", "priority noted"
    CALLED = "called", "短信未送达，已打电话", "called, as no message was delivered"
    SENDER_CHECKED = "sender_checked", "待核，已核实", "sender checked"


class Event(LabelEnum):
    """What this desk writes into the timeline of a case."""

    COMPLAINT_ACCEPTED = "complaint_accepted", "本案的投诉", "complaint of this case"
    COMPLAINT_JOINED = "complaint_joined", "投诉并入本案", "complaint joined to this case"
    IDENTITY_DECIDED = "identity_decided", "核对身份", "identity decided"
    TIP_NAMED = "tip_named", "本案的举报改为投诉", "tip of this case turned into a complaint"


class OpeningGround(LabelEnum):
    """What somebody needs the identity behind a tip for."""

    VERIFY = "verify", "核实举报的事", "to verify what the tip says"
    CONTACT = "contact", "请举报人补充情况", "to ask the tipster for more"
    PROTECT = "protect", "举报人可能被报复，要保护", "to protect the tipster"
    REWARD = "reward", "发举报奖励", "to pay a reward"
    AUTHORITY = "authority", "有权机关依法调取", "asked for by an authority under the law"


class Ground(LabelEnum):
    """Why a complaint is not accepted."""

    TIME_BARRED = "time_barred", "超过监察时效", "past the limit of inspection"
    IN_ARBITRATION = (
        "in_arbitration",
        "已经仲裁或者诉讼",
        "already in arbitration or court",
    )
    COMPENSATION = "compensation", "赔偿争议，走仲裁", "compensation dispute: arbitration"
    SOCIAL_INSURANCE = (
        "social_insurance",
        "社会保险争议，由经办机构办",
        "social insurance: the agency",
    )
    OUT_OF_SCOPE = "out_of_scope", "不属于劳动监察范围", "outside labour inspection"
    NO_HARM = "no_harm", "没有违法事实造成的损害", "no harm through a violation"

    @property
    def article(self) -> str:
        return ARTICLES[self]


class Gap(LabelEnum):
    """What a complaint leaves open; it is taken all the same, and the receipt lists it."""

    IDENTITY = "identity", "没有留姓名", "no name"
    ID_NUMBER = "id_number", "没有身份证号", "no ID number"
    PHONE = "phone", "没有电话", "no telephone"
    MONTHS = "months", "时间记不清", "months not known"
    AMOUNT = "amount", "金额记不清", "amount not known"
    PEOPLE = "people", "人数记不清", "number of people not known"
    PLACE = "place", "没有写具体地点", "no exact place"
    INDUSTRY = "industry", "说不清是哪一行", "trade not known"
    EVIDENCE = "evidence", "手里没有凭据", "no evidence in hand"


_INSPECTION = "《劳动保障监察条例》（2004年12月1日起施行）"
PROVISIONS = "《关于实施〈劳动保障监察条例〉若干规定》（2005年2月1日起施行）"
_WAGES = "《保障农民工工资支付条例》（2020年5月1日起施行）"

#: Where each ground of refusal stands in the law.
ARTICLES = {
    Ground.TIME_BARRED: f"{_INSPECTION}第二十条，{PROVISIONS}第十八条",
    Ground.IN_ARBITRATION: f"{_INSPECTION}第二十一条，{PROVISIONS}第十五条",
    Ground.COMPENSATION: f"{_INSPECTION}第二十一条，{PROVISIONS}第十六条",
    Ground.SOCIAL_INSURANCE: f"{PROVISIONS}第十七条",
    Ground.OUT_OF_SCOPE: f"{PROVISIONS}第十八条",
    Ground.NO_HARM: f"{PROVISIONS}第十八条",
}
ACCEPTANCE_ARTICLE = f"{PROVISIONS}第十八条"
TRANSFER_ARTICLE = f"{_WAGES}第十条"


@dataclass(frozen=True)
class Elsewhere:
    """The body that is responsible instead, as it is told to the worker."""

    name: str
    address: str
    phone: str

    @property
    def words(self) -> str:
        return f"{self.name}。地址：{self.address}。电话：{self.phone}。"


@dataclass(frozen=True)
class ClaimantFacts:
    """One person who is owed wages, as he says it."""

    name: str
    id_number: str | None = None
    phone: str | None = None
    from_month: date | None = None
    to_month: date | None = None
    amount: Money | None = None
    job: str = ""


#: Whose phone it is, where it is that of whoever filed for him; his name stays sealed.
THE_HELPER = "代填人"


@dataclass(frozen=True)
class Helper:
    """Somebody who files for another: his name, his number, and whether messages go to him."""

    name: str
    phone: str
    gets_messages: bool


@dataclass(frozen=True)
class Filing:
    """Everything that a complaint says. None means: not said, or not remembered.

    ``follows`` is the earlier complaint whose group one came too late to join.
    """

    employer: str
    area_id: int
    industry: Industry = Industry.UNKNOWN
    employer_kind: EmployerKind = EmployerKind.UNKNOWN
    place: str = ""
    project: str = ""
    from_month: date | None = None
    to_month: date | None = None
    amount: Money | None = None
    people: int | None = None
    evidence: tuple[EvidenceKind, ...] = ()
    story: str = ""
    claimants: tuple[ClaimantFacts, ...] = ()
    confidential: bool = False
    #: A tipster asked for messages; nobody writes to one who did not.
    told: bool = False
    phone_of: str = ""
    helper: Helper | None = None
    no_messages: bool = False
    channel: Channel = Channel.PHONE_PAGE
    centre_id: int | None = None
    received_on: date | None = None
    muted: bool = False
    source_note: str = ""
    follows: int | None = None
    #: So much came from the same place that its sender is to be checked first.
    unverified: bool = False


@dataclass(frozen=True)
class ComplaintFiled:
    """Fact: a complaint or tip is in the register."""

    complaint_id: int


@dataclass(frozen=True)
class ComplaintAccepted:
    """Fact: a complaint was accepted and is now a case, or part of one."""

    complaint_id: int
    case_id: int
