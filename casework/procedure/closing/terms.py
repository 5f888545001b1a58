"""Words of endings and closing, and the facts that they announce."""

from __future__ import annotations

from dataclasses import dataclass

from casework.ground.approvals.terms import Kind
from casework.ground.documents.terms.kinds import Kind as PaperKind
from casework.ground.documents.terms.sheets import APPROVED as PAPERS
from casework.ground.identity.terms import Permission
from casework.kernel.terms import LabelEnum

_SHEET = PAPERS[PaperKind.CLOSING_APPROVAL]
#: What the head reads: every field of the 结案审批表.
APPROVED = Kind(
    code="closing",
    zh="结案",
    en="closing",
    permission=Permission.APPROVE_CLOSING,
    words=_SHEET.words,
    columns=_SHEET.columns,
)


class State(LabelEnum):
    """Where a proposal to close stands."""

    PROPOSED = "proposed", "待审批", "waiting for approval"
    APPROVED = "approved", "已批准结案", "approved"
    RETURNED = "returned", "退回补办", "sent back"
    REOPENED = "reopened", "已重开", "opened again"


class Gap(LabelEnum):
    """What still stands in the way of closing."""

    NO_LINE = "no_line", "案件里没有工人", "the case has no worker"
    NOT_INVESTIGATED = (
        "not_investigated",
        "没有两名监察员的调查",
        "no investigation by two officers",
    )
    IDENTITY_OPEN = "identity_open", "身份待核人员", "person whose identity is not decided"
    LINE_OPEN = "line_open", "未办结的人员", "worker without an ending"
    TASK_OPEN = "task_open", "未完成的任务", "open task"
    PAPER_OPEN = "paper_open", "未办完的文书", "paper not finished"
    PAPER_UNSERVED = "paper_unserved", "未送达的文书", "paper not served"
    CLOCK_RUNS = "clock_runs", "在办的期限", "running limit"


class TryWay(LabelEnum):
    """How somebody tried to reach a worker."""

    CALL = "call", "打电话", "telephone"
    SMS = "sms", "发短信", "text message"
    VISIT = "visit", "上门", "visit"
    WORKMATE = "workmate", "托工友转告", "through a workmate"


class Event(LabelEnum):
    """What this room writes into a timeline."""

    LINE_ENDED = "line_ended", "一人办结", "a line ended"
    LINE_REOPENED = "line_reopened", "撤销一人的办结", "a line opened again"
    REACH_TRIED = "reach_tried", "联系工人", "tried to reach a worker"
    CLOSING_PROPOSED = "closing_proposed", "提请结案", "closing proposed"
    CLOSING_RETURNED = "closing_returned", "退回结案", "closing sent back"
    CASE_CLOSED = "case_closed", "结案", "case closed"
    CASE_REOPENED = "case_reopened", "重开案件", "case opened again"


@dataclass(frozen=True)
class Missing:
    """One thing that stands in the way: what, its own words, and the row it is about."""

    gap: Gap
    words: str = ""
    subject_id: int = 0


@dataclass(frozen=True)
class LineEnded:
    """Fact: a worker's line has its ending."""

    case_id: int
    line_id: int
    ending: str


@dataclass(frozen=True)
class LineReopened:
    """Fact: an ending was taken back."""

    case_id: int
    line_id: int


@dataclass(frozen=True)
class CaseClosed:
    """Fact: a case was closed."""

    case_id: int
