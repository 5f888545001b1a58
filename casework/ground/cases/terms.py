"""Words of a case: stages, endings, clocks, timeline; and the facts that it announces."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from casework.ground.approvals.terms import Kind, Word
from casework.ground.identity.terms import Permission
from casework.ground.statute.terms.calendar import Suspension as Stop
from casework.kernel.terms import LabelEnum

_LIMIT = {
    "case": Word("案号", "case"),
    "rule": Word("期限", "limit"),
    "start_on": Word("从哪天起算", "runs from"),
    "due_on": Word("现在到期", "due on"),
}
_GROUNDS = {"paper": Word("依据的文书", "paper"), "reason": Word("理由和说明", "reason")}
#: What the head of the department reads before a limit is lengthened, 劳动保障监察条例17.
EXTENSION = Kind(
    code="extension",
    zh="期限延期",
    en="extension of a limit",
    permission=Permission.APPROVE_DECISION,
    article="劳动保障监察条例17；25号令37",
    words={**_LIMIT, "length": Word("延几个工作日", "working days"), **_GROUNDS},
)
#: What the head of the department reads before a limit stands still.
SUSPENSION = Kind(
    code="suspension",
    zh="期限中止",
    en="suspension of a limit",
    permission=Permission.APPROVE_DECISION,
    words={
        **_LIMIT,
        "ground": Word("中止的原因", "ground"),
        "from_on": Word("从哪一天起不计", "from"),
        "until_on": Word("到哪一天", "until"),
        **_GROUNDS,
    },
)


class Stage(LabelEnum):
    """Where a case stands (the short table; papers, claims and referrals have their own)."""

    FILED = "filed", "已立案", "filed"
    INVESTIGATING = "investigating", "调查", "investigating"
    ORDERED = "ordered", "责令支付", "ordered to pay"
    EXPIRED = "expired", "逾期未付", "order expired"
    CLOSED = "closed", "已结案", "closed"
    WITHDRAWN = "withdrawn", "已撤案", "withdrawn"
    TRANSFERRED = "transferred", "已移送", "transferred"


class Ending(LabelEnum):
    """How one worker's line ended. Only PAID means money in the hand."""

    PAID = "paid", "已足额付清", "paid in full"
    SETTLED = "settled", "协商了结", "settled"
    WITHDRAWN = "withdrawn", "本人撤回", "withdrawn by the worker"
    UNFOUNDED = "unfounded", "查无欠薪", "unfounded"
    ARBITRATION = "arbitration", "已转仲裁", "sent to arbitration"
    COURT = "court", "已转法院", "sent to the court"
    POLICE = "police", "已移送公安", "referred to the police"
    UNREACHABLE = "unreachable", "联系不上本人", "worker cannot be found"


class Part(LabelEnum):
    """The part an inspector plays in a case."""

    LEAD = "lead", "主办", "lead"
    ASSIST = "assist", "协办", "assisting"


class Subject(LabelEnum):
    """What a clock or task hangs on."""

    COMPLAINT = "complaint", "投诉", "complaint"
    CASE = "case", "案件", "case"
    PAPER = "paper", "文书", "paper"
    CLAIM = "claim", "保证金动用", "deposit claim"
    ADVANCE = "advance", "垫付", "advance"
    REFERRAL = "referral", "移送", "referral"
    CAMPAIGN = "campaign", "专项检查", "special inspection"
    FINDING = "finding", "检查发现", "finding"
    DEPOSIT = "deposit", "保证金", "deposit"
    ESCALATION = "escalation", "督办事项", "escalation item"


class ClaimKind(LabelEnum):
    """What a worker says is owed to him."""

    WAGES = "wages", "工资", "wages"


class Sameness(LabelEnum):
    """What an officer found about two claims of one worker that may be the same money."""

    BOTH = "both", "是两笔，都算", "two claims, both count"
    EARLIER = "earlier", "是同一笔，以先说的为准", "the same, as first said"
    LATER = "later", "是同一笔，以后说的为准", "the same, as last said"


class ClockState(LabelEnum):
    """Whether a clock still runs."""

    RUNNING = "running", "计时中", "running"
    MET = "met", "已办到", "met"
    CANCELLED = "cancelled", "不再适用", "no longer applies"


class RequestState(LabelEnum):
    """Where a request for an extension or a suspension stands."""

    REQUESTED = "requested", "等另一人批准", "waiting for approval"
    APPROVED = "approved", "已批准", "approved"
    REJECTED = "rejected", "未批准", "not approved"


class SuspensionGround(LabelEnum):
    """What a clock may stand still for; each needs the paper that allows it."""

    COURT = "court", "法院正在审理", "a court case is pending"
    ARBITRATION = "arbitration", "仲裁正在进行", "an arbitration is pending"
    POLICE = "police", "公安正在侦查", "the police are investigating"
    AUDIT = "audit", "等审计或鉴定", "an audit or appraisal is under way"
    FORCE_MAJEURE = "force_majeure", "不可抗力", "force majeure"


class Cause(LabelEnum):
    """Why all open limits are worked out again."""

    CALENDAR = "calendar", "放假安排", "days off of a year"
    LAW = "law", "规定的改动", "change of the law"


class ClockStage(LabelEnum):
    """What the sweep did about a clock, once each for a due date."""

    WARNING = "warning", "快到期提醒", "warned"
    BREACH = "breach", "超期", "overdue"


class EntryKind(LabelEnum):
    """Kinds of timeline entries: they fold and are drawn by kind."""

    STEP = "step", "办理", "step"
    CHANGE = "change", "更改", "change"
    PAPER = "paper", "文书", "paper"
    MONEY = "money", "付款", "payment"
    WORKER = "worker", "工人", "worker"
    NOTE = "note", "内部记录", "internal note"
    SYSTEM = "system", "系统", "system"


class Scan(LabelEnum):
    """What is known of viruses in a file; not scanned is never clean."""

    UNSCANNED = "unscanned", "未查毒", "not scanned"
    CLEAN = "clean", "查过，无毒", "scanned, clean"
    INFECTED = "infected", "有毒，已隔离", "infected, quarantined"


class Custody(LabelEnum):
    """What happened to a file that was handed in, from hand to hand."""

    HANDED_IN = "handed_in", "交来", "handed in"
    AGAIN = "again", "又交来同一份", "the same handed in again"
    WITH_COMPLAINT = "with_complaint", "随投诉登记", "registered with the complaint"
    INTO_CASE = "into_case", "归入案件", "put into the case"
    SCANNED = "scanned", "查毒", "scanned for viruses"
    QUARANTINED = "quarantined", "隔离", "quarantined"


class Priority(LabelEnum):
    """How pressing a complaint or case is; the values sort, the most pressing first. Legal limits
    are the same for all."""

    URGENT = "1", "特急", "urgent"
    RAISED = "2", "优先", "raised"
    ORDINARY = "3", "一般", "ordinary"


class Trait(LabelEnum):
    """What makes a matter pressing, the most pressing first."""

    MASS = "mass", "群体事件", "mass incident"
    FLIGHT = "flight", "用人单位逃匿或者可能逃匿", "the boss has fled or may"
    MANY = "many", "人数较多", "many people"
    MINOR = "minor", "有未成年人", "under age"
    HURT = "hurt", "受伤或重病", "injury or illness"
    HARDSHIP = "hardship", "生活困难", "hardship"
    OLD = "old", "年老", "old age"
    YEAR_END = "year_end", "临近春节", "before the Spring Festival"


class Event(LabelEnum):
    """What the case room itself writes into a timeline."""

    CASE_OPENED = "case_opened", "受理并立案", "accepted and filed"
    ASSIGNED = "assigned", "指派监察员", "inspectors assigned"
    INVESTIGATION_BEGUN = "investigation_begun", "开始调查", "investigation begun"
    CLOCK_STARTED = "clock_started", "期限起算", "a time limit began"
    CLOCK_MET = "clock_met", "期限内办到", "done within the limit"
    CLOCK_MET_LATE = "clock_met_late", "超期后办到", "done after the limit"
    CLOCK_WARNED = "clock_warned", "快到期提醒", "due soon"
    CLOCK_BREACHED = "clock_breached", "超过期限", "overdue"
    EXTENSION_ASKED = "extension_asked", "提请延期", "extension asked for"
    EXTENDED = "extended", "延期已批准", "extension approved"
    EXTENSION_REJECTED = "extension_rejected", "延期未批准", "extension not approved"
    SUSPENSION_ASKED = "suspension_asked", "提请中止", "suspension asked for"
    SUSPENDED = "suspended", "中止已批准", "suspension approved"
    SUSPENSION_REJECTED = "suspension_rejected", "中止未批准", "suspension not approved"
    RESUMED = "resumed", "恢复计算", "counting again"
    RUNS_ON = "runs_on", "重开后继续计算", "runs on after reopening"
    DATE_MOVED = "date_moved", "到期日重新算过", "due date worked out again"
    HOLDER_CHANGED = "holder_changed", "承办单位变更", "holder changed"
    NOTE_WRITTEN = "note_written", "记一笔", "note"
    LINE_ADDED = "line_added", "加入一人", "a worker added"
    TASK_ADDED = "task_added", "加任务", "task added"
    TASK_DONE = "task_done", "任务完成", "task done"
    CLAIM_ADDED = "claim_added", "增加一笔主张", "another claim added"
    CLAIM_CORRECTED = "claim_corrected", "更正主张", "claim corrected"
    CLAIM_WITHDRAWN = "claim_withdrawn", "撤回一笔主张", "one claim withdrawn"
    CLAIMS_COMPARED = "claims_compared", "核对两笔主张", "two claims compared"
    PRIORITY_CHOSEN = "priority_chosen", "改急缓", "priority changed"
    DETAILS_CHANGED = "details_changed", "更正案件信息", "details changed"
    EVIDENCE_ADDED = "evidence_added", "添加证据", "evidence added"
    EVIDENCE_HANDED_IN = "evidence_handed_in", "工人补交材料", "worker handed in evidence"
    EVIDENCE_QUARANTINED = "evidence_quarantined", "证据有毒，已隔离", "evidence quarantined"


@dataclass(frozen=True)
class Folder:
    """Where files lie: with a draft, or with a complaint, a case, or both. ``confidential``: a tip,
    whose sender must not be known by his files."""

    draft_id: int | None = None
    complaint_id: int | None = None
    case_id: int | None = None
    area_id: int | None = None
    unit_id: int | None = None
    confidential: bool = False


@dataclass(frozen=True)
class Change:
    """One changed field: its two names, the old and the new value as shown."""

    zh: str
    en: str
    old: str
    new: str


@dataclass(frozen=True)
class Run:
    """From what events a clock's date follows, and nothing else.

    ``start_at`` where the limit runs in hours, ``term_on`` where a paper names the last day;
    ``extended_by`` is the length of an extension where the law leaves it to the approval.
    """

    rule: str
    start_on: date
    start_at: datetime | None = None
    term_on: date | None = None
    extended: bool = False
    extended_by: int | None = None
    suspensions: tuple[Stop, ...] = ()


@dataclass(frozen=True)
class InspectorsAssigned:
    """Fact: a case has its two inspectors."""

    case_id: int
    officer_ids: list[int]


@dataclass(frozen=True)
class ClaimsAdded:
    """Fact: workers who had a line claim more in it."""

    case_id: int
    line_ids: list[int]


@dataclass(frozen=True)
class ClockBreached:
    """Fact: a limit has passed unmet."""

    clock_id: int


@dataclass(frozen=True)
class OverdueMet:
    """Fact: what an overdue limit asked for is done, perhaps within the limit and told later."""

    clock_id: int
    met_on: str
    in_time: bool


@dataclass(frozen=True)
class ClockMoved:
    """Fact: a running limit has another due date than before."""

    clock_id: int
    old_on: str
    new_on: str


@dataclass(frozen=True)
class FilesDropped:
    """Fact: files without a row any more, by their keys in the storage."""

    file_keys: list[str]
