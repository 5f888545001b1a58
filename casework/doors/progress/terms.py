"""Words of what a worker is told: his state, who has the matter, which day comes next, and what
has happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casework.ground.cases.terms import Ending
from casework.kernel.money import Money
from casework.kernel.terms import LabelEnum
from casework.procedure.intake.terms import Elsewhere, Kind
from casework.procedure.intake.terms import State as ComplaintState


class WorkerState(LabelEnum):
    """How far one worker's line is, in the words that he reads."""

    RECEIVED = "received", "已收到", "Received"
    SUPPLEMENT = "supplement", "缺材料", "Something is missing"
    CHECKING = "checking", "正在查", "Being checked"
    ORDERED = "ordered", "已责令老板付钱", "Employer ordered to pay"
    FUNDS = "funds", "正在动用保证金或周转金", "Using the deposit or emergency fund"
    REFERRED = "referred", "已转公安或法院", "Sent to the police or the court"
    PAID = "paid", "已拿到钱", "You have the money"
    OVER = "over", "办结（没拿到钱）", "Closed (without money)"


class Node(LabelEnum):
    """How a node of the track is drawn."""

    DONE = "done", "办过了", "done"
    UNNEEDED = "unneeded", "不需要", "not needed"
    NOW = "now", "现在", "now"
    LATER = "later", "以后", "later"
    MAYBE = "maybe", "不一定", "perhaps"


@dataclass(frozen=True)
class Known:
    """What the rooms below know about one worker's line; plain words and flags.

    ``complaint`` is the state at intake, ``stage`` that of the case, ``ending`` that of the line.
    """

    complaint: str
    stage: str | None = None
    ending: str | None = None
    supplemented: bool = False
    ordered: bool = False
    claim_open: bool = False
    advance_open: bool = False
    referred: bool = False


@dataclass(frozen=True)
class TrackNode:
    """One of the seven nodes of the track."""

    words: str
    note: str
    state: str


@dataclass(frozen=True)
class Moment:
    """Something that happened and that the worker may know."""

    on: date
    zh: str
    en: str


@dataclass(frozen=True)
class Told:
    """A message that went out to the worker, and whether it did not arrive."""

    on: date
    words: str
    lost: bool


@dataclass(frozen=True)
class Due:
    """The next legal day of a matter, from its clock."""

    clock_id: int
    rule: str
    start_on: date
    due_on: date
    length: int | None
    provisional: bool
    extended: bool


@dataclass(frozen=True)
class SaidShort:
    """What he said of money that was recorded for him: how much came, if he said so, and what he
    misses."""

    on: date
    came: Money | None
    short: Money


@dataclass(frozen=True)
class Matter:
    """What one worker may see: his state, who has it, the next day, what has happened."""

    code: str
    register_number: str
    kind: Kind
    known: Known
    state: WorkerState
    complaint_state: ComplaintState
    ending: Ending | None
    unit_zh: str
    unit_en: str
    officers: tuple[str, ...]
    phone: str
    received_on: date
    accepted_on: date | None
    due: Due | None
    elsewhere: Elsewhere | None
    moments: tuple[Moment, ...]
    waiting: bool = False
    #: Money that could not be handed to him lies with the authority.
    held: bool = False
    #: His own word on money that waits, while nothing else has come of it.
    said_short: SaidShort | None = None
    #: He has said that all of it came; an officer has still to end his line.
    in_full: bool = False
    #: What he has said since an order went out is not in it.
    beyond_order: bool = False
    told: tuple[Told, ...] = ()
    wants_none: bool = False


class Happened(LabelEnum):
    """An event or an act by its stored value; what stands here in none is said as it is kept."""

    RECEIVED = "received", "已收到您的投诉", "complaint received"
    ACCEPTED = "accepted", "已受理", "accepted"
    REFUSED = "refused", "不予受理，见书面答复", "not accepted, see the letter"
    SUPPLEMENT_ASKED = "supplement_asked", "通知您补材料", "you were asked for documents"
    SUPPLEMENT_RECEIVED = "supplement_received", "已收到您补的材料", "your documents were received"
    SENT_ON = "transferred", "已移送别的机关", "sent on to another authority"
    MATERIALS_SENT = "passed_on", "材料已转交", "documents passed on"
    ROSTER_ADDED = "roster_added", "名单已登记", "list registered"
    NAMED = "named", "举报改为投诉", "tip turned into a complaint"
    CASE_OPENED = "case_opened", "已立案", "case opened"
    ASSIGNED = "assigned", "已安排监察员", "inspectors assigned"
    INTERVIEWED = "interview_held", "监察员找您做了笔录", "an inspector took your statement"
    TERM_BEGAN = "term_began", "通知书已送到老板", "the order was served on the employer"
    TERM_MET = "term_met", "老板已付清，等您确认", "paid by the employer; please confirm"
    TERM_MET_LATE = (
        "term_met_known_late",
        "查明老板已按期付清，等您确认",
        "found to be paid by the employer in time; please confirm",
    )
    TERM_AGAIN = "term_again", "钱没有付够，老板继续付", "not all was paid; the order goes on"
    TERM_MOOT = "term_moot", "通知书上的人都已办结", "everyone named in the order is settled"
    TERM_EXPIRED = "term_expired", "老板到期没有付清", "the employer did not pay in time"
    DATE_MOVED = "date_moved", "到期日有变", "a date has changed"
    EXTENDED = "extended", "办理期限延长", "the time limit was extended"
    SUSPENDED = "suspended", "办理期限中止", "the time limit was suspended"
    RESUMED = "resumed", "办理期限恢复计算", "the time limit runs again"
    CLAIM_APPROVED = "claim_approved", "批准动用保证金", "use of the deposit approved"
    ADVANCE_APPROVED = "advance_approved", "批准用周转金垫付", "advance from the fund approved"
    REFERRED = "referral_sent", "已移送公安", "sent to the police"
    EVIDENCE = "evidence_handed_in", "您补交了材料", "you added documents"
    CLOSED = "case_closed", "已办结", "closed"
    REOPENED = "case_reopened", "重新办理", "reopened"
