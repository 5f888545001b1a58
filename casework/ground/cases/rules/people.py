"""Who may work on a case, how pressing it is, and who may read a tip."""

from __future__ import annotations

from collections.abc import Sequence

from casework.ground.cases.terms import Priority, Trait
from casework.kernel.terms import Refused

#: 劳动保障监察条例16: an investigation takes two.
INSPECTORS_NEEDED = 2


#: From so many people on, a case is flagged as a group case on its page.
CROWD_SHOWN_FROM = 10


class TwoInspectorsNeeded(Refused):
    """An investigation is carried out by two inspectors."""

    zh = "调查要由两名监察员共同进行，请选两个不同的人。"
    en = "An investigation takes two inspectors; choose two different persons."
    article = "劳动保障监察条例16"


def check_inspectors(lead_id: int, assistant_id: int) -> None:
    """Two different officers, 劳动保障监察条例16. Raises TwoInspectorsNeeded."""
    if lead_id == assistant_id:
        raise TwoInspectorsNeeded(field="assistant")


def priority_of(traits: Sequence[Trait]) -> Priority:
    """One reason raises; a crowd, a boss who flees, or two reasons make it urgent."""
    if Trait.MASS in traits or Trait.FLIGHT in traits or len(traits) > 1:
        return Priority.URGENT
    return Priority.RAISED if traits else Priority.ORDINARY


class PriorityReasonNeeded(Refused):
    """Whoever sets another priority than the rule says why."""

    zh = "请写理由，会记入时间线。"
    en = "Say why; it stays in the timeline."
    field = "reason"


def may_read_tip(*, accepted: bool, at_desk: bool, on_case: bool, leads: bool) -> bool:
    """What a tip says and shows is for those who work on it: the desk before there is a case,
    then the two inspectors and who leads them."""
    return on_case or leads if accepted else at_desk
