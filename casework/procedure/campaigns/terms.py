"""Words of special inspections."""

from __future__ import annotations

from dataclasses import dataclass

from casework.ground.approvals.terms import Kind, Word
from casework.ground.identity.terms import Permission
from casework.kernel.terms import LabelEnum

#: What the squad head reads before a finding is filed as a case, 25号令19.
APPROVED = Kind(
    code="finding",
    zh="检查发现的立案",
    en="case from an inspection",
    permission=Permission.ASSIGN,
    article="25号令19",
    words={
        "employer": Word("用人单位", "employer"),
        "inspected_on": Word("检查日期", "inspected on"),
        "inspectors": Word("检查人", "inspectors"),
        "result": Word("结果", "result"),
        "people": Word("涉及人数", "people"),
        "amount": Word("涉及金额（元）", "amount"),
        "rectify_by_on": Word("改正期限", "to be put right by"),
        "suspicion": Word("一年内再次检查的理由", "suspicion"),
        "text": Word("检查情况", "report"),
    },
)


class Season(LabelEnum):
    """The two campaigns of a year."""

    SPRING = "spring", "春季专项检查", "spring inspection"
    WINTER = "winter", "冬季专项检查", "winter inspection"


class State(LabelEnum):
    """Where a campaign stands."""

    OPEN = "open", "正在检查", "running"
    CLOSED = "closed", "已结束", "closed"


class Ground(LabelEnum):
    """Why an employer is on the list of targets."""

    ARREARS = "arrears", "有未结清的欠薪案件", "open case of unpaid wages"
    REPEATED = "repeated", "一年内两次以上被投诉", "complained of twice or more in a year"


class Result(LabelEnum):
    """What an inspection found."""

    CLEAN = "clean", "没有发现问题", "nothing found"
    ARREARS = "arrears", "发现欠薪", "unpaid wages found"
    OTHER = "other", "发现其他问题，责令改正", "other faults, to be put right"


class Filing(LabelEnum):
    """What became of a finding."""

    NONE = "none", "不用立案", "no case needed"
    PROPOSED = "proposed", "等负责人批准立案", "waiting for approval of a case"
    FILED = "filed", "已立案", "case filed"
    JOINED = "joined", "并入在办案件", "joined to the open case"


class Event(LabelEnum):
    """What this room writes into a timeline."""

    FOUND = "inspection_found", "专项检查发现欠薪", "special inspection found unpaid wages"


@dataclass(frozen=True)
class CampaignOpened:
    """Fact: a campaign of the year began in an area."""

    campaign_id: int
