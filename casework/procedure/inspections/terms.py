"""Words of investigation, what is found, and the facts that it announces."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casework.kernel.money import Money
from casework.kernel.terms import LabelEnum


class Relation(LabelEnum):
    """What the person heard has to do with the matter."""

    WORKER = "worker", "工人", "worker"
    EMPLOYER = "employer", "用人单位人员", "employer's side"
    CONTRACTOR = "contractor", "总包或分包人员", "contractor's side"
    TEAM_LEADER = "team_leader", "班组长", "team leader"
    WITNESS = "witness", "证人", "witness"


class ReadBack(LabelEnum):
    """How the person learned what was written down."""

    READ = "read", "本人看过", "read by the person"
    HEARD = "heard", "读给本人听过", "read aloud to the person"


class Signature(LabelEnum):
    """Whether the person signed the note."""

    GIVEN = "given", "已签字", "signed"
    REFUSED = "refused", "不签", "refused"


class OrderKind(LabelEnum):
    """Papers that tell somebody to pay by a day."""

    ORDER = "order", "限期改正指令书", "order to pay"
    DECISION = "decision", "行政处理决定书", "administrative decision"


class Outcome(LabelEnum):
    """How the term of an order ended."""

    MET = "met", "期限内付清", "paid within the term"
    EXPIRED = "expired", "到期未付清", "not paid within the term"
    LATE_SERVICE = "late_service", "送达时期限已过", "served after its own term"
    VOID = "void", "已作废", "void"


class DecisionKind(LabelEnum):
    """Who is told to pay by a decision."""

    PAY = "pay", "责令用人单位支付", "the employer pays"
    PAY_FIRST = "pay_first", "责令总包先行清偿", "the general contractor pays first"


class Event(LabelEnum):
    """What this room writes into a timeline."""

    INTERVIEW_HELD = "interview_held", "询问笔录", "interview recorded"
    AMOUNTS_VERIFIED = "amounts_verified", "更改认定", "verified amounts changed"
    INVESTIGATION_FINISHED = "investigation_finished", "调查终结", "investigation finished"
    INVESTIGATION_RESUMED = "investigation_resumed", "恢复调查", "investigation resumed"
    TERM_BEGAN = "term_began", "责令支付期限起算", "the term to pay began"
    TERM_MET = "term_met", "期限内登记付清", "payment in full recorded within the term"
    TERM_MOOT = "term_moot", "已无应付人员，期限终止", "nobody is left to be paid"
    TERM_AGAIN = "term_again", "付款不足，期限继续计算", "no longer paid; the term goes on"
    TERM_MET_KNOWN_LATE = (
        "term_met_known_late",
        "期限内已付清，事后才登记",
        "paid within the term, recorded later",
    )
    TERM_EXPIRED = "term_expired", "责令支付逾期未付", "the term to pay ran out unpaid"
    SERVED_TOO_LATE = "served_too_late", "送达时期限已过", "served after its own term"
    STATEMENT_HEARD = "statement_heard", "陈述申辩", "the party's statement"


@dataclass(frozen=True)
class Article:
    """A provision as a paper cites it, and the first and last days on which it stands so."""

    text: str
    since: str = ""
    until: str = ""


@dataclass(frozen=True)
class Found:
    """What stands in one line of the three-column check."""

    books: Money | None
    verified: Money | None
    ground: str = ""


@dataclass(frozen=True)
class Finding:
    """One line as an inspector leaves it, and as the inspector saw it before."""

    line_id: int
    was: Found
    mine: Found


@dataclass(frozen=True)
class Part:
    """What one worker is to receive under an order."""

    line_id: int
    amount: Money


@dataclass(frozen=True, kw_only=True)
class InterviewFacts:
    """An interview as it was held."""

    held_on: date
    hours: str
    place: str
    person: str
    relation: Relation
    post: str = ""
    text: str
    read_back: ReadBack
    signed: bool
    refusal: str = ""
    recusal: str = ""
    recording: str = ""


@dataclass(frozen=True)
class OrderServed:
    """Fact: the term of an order to pay runs."""

    case_id: int
    order_id: int
