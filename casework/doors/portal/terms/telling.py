"""Words of what a worker is told: his state, who has the matter, which day comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

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


@dataclass(frozen=True)
class OpenedLog:
    """A day log that its code and phone have opened."""

    log_id: int


@dataclass(frozen=True)
class Seeing:
    """A receipt that was opened in this browser, whose line, and until when it stays open."""

    complaint_id: int
    claimant_id: int | None
    until: datetime

    @property
    def purpose(self) -> str:
        """What a one-time code opens here: this line and no other."""
        return f"line:{self.complaint_id}:{self.claimant_id or 0}"
