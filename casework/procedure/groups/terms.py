"""Words of groups: the code, who came by which way, who speaks; and the facts announced."""

from __future__ import annotations

from dataclasses import dataclass

from casework.kernel.terms import LabelEnum
from casework.procedure.intake.terms import PROVISIONS

GROUP_ARTICLE = f"{PROVISIONS}第十二条"


class GroupState(LabelEnum):
    """Whether workmates may still join a group complaint by its code."""

    OPEN = "open", "可以加入", "open"
    CLOSED = "closed", "已停止加入", "closed"


class JoinWay(LabelEnum):
    """By which way a workmate came into a group complaint."""

    QR = "qr", "扫码", "QR code"
    CODE = "code", "加入码", "join code"
    COUNTER = "counter", "窗口", "counter"


class RepresentativeState(LabelEnum):
    """Where it stands with somebody who is to speak for the group."""

    ASKED = "asked", "等对方答应", "asked"
    ACCEPTED = "accepted", "当代表", "representative"
    DECLINED = "declined", "不同意", "declined"
    RESIGNED = "resigned", "不再当", "resigned"


class GroupEvent(LabelEnum):
    """What happens to a group complaint; also what the timeline of its case says."""

    OPENED = "opened", "开了加入码", "join code opened"
    CLOSED = "closed", "停止加入", "joining closed"
    REOPENED = "reopened", "重新开放加入", "joining opened again"
    RENEWED = "renewed", "换了加入码", "join code renewed"
    JOINED = "joined", "工友加入", "a workmate joined"
    ASKED = "asked", "请人当代表", "asked to be a representative"
    ACCEPTED = "accepted", "答应当代表", "agreed to be a representative"
    DECLINED = "declined", "不同意当代表", "declined to be a representative"
    RESIGNED = "resigned", "不再当代表", "no longer a representative"
    MARKED = "marked", "窗口登记代表", "representative entered at the counter"
    REISSUED = "reissued", "补发工友回执", "receipt of a workmate issued again"


@dataclass(frozen=True)
class Entry:
    """By which code a workmate came to the door of a group, and which issue of it he held."""

    group_id: int
    issue: int
    way: JoinWay


@dataclass(frozen=True)
class WorkmateJoined:
    """Fact: one more person stands in a group complaint."""

    complaint_id: int
    claimant_id: int
