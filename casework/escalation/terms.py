"""Words of escalation."""

from __future__ import annotations

from dataclasses import dataclass

from casework.kernel.terms import LabelEnum


class Level(LabelEnum):
    """Who is asked to answer, from near to far."""

    SQUAD = "squad", "大队", "squad"
    COUNTY = "county", "县区", "county"
    CITY = "city", "市级", "city"


LADDER: tuple[Level, ...] = tuple(Level)


class State(LabelEnum):
    """Where an item stands."""

    WAITING = "waiting", "等人处理", "waiting"
    TAKEN = "taken", "有人在处理", "taken up"
    ANSWERED = "answered", "已答复", "answered"
    RESOLVED = "resolved", "已解决", "resolved"


class Measure(LabelEnum):
    """What a supervisor does about it."""

    URGE = "urge", "催办", "urge"
    REASSIGN = "reassign", "改派", "reassign"
    MEETING = "meeting", "协调会", "coordination meeting"
    TALK = "talk", "约谈", "formal talk"
    SUPERVISE = "supervise", "挂牌督办", "put under supervision"
    DESIGNATE = "designate", "指定管辖", "designate jurisdiction"


class Event(LabelEnum):
    """What this slice writes into a timeline."""

    RAISED = "escalation_raised", "超期，报上级督办", "overdue: raised to a supervisor"
    TAKEN_UP = "escalation_taken_up", "督办事项有人接手", "escalation taken up"
    ANSWERED = "escalation_answered", "督办答复", "escalation answered"
    RISEN = "escalation_risen", "没有按时答复，升一级", "not answered in time: one level up"
    RESOLVED = "escalation_resolved", "督办事项已解决", "escalation resolved"


@dataclass(frozen=True)
class ItemRaised:
    """Fact: an overdue limit became an item."""

    item_id: int


@dataclass(frozen=True)
class ItemRisen:
    """Fact: an item went one level up."""

    item_id: int
    level: str


@dataclass(frozen=True)
class ItemAnswered:
    """Fact: a supervisor has answered an item."""

    item_id: int
