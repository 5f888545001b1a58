"""Whose matter it is, how far back one may look, and what is carried over to the nine pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from casework.intake import rules as intake
from casework.parties.terms import Industry
from casework.portal.terms import Advice, Body, Reach, Step, Topic
from casework.statute import rules as law
from casework.statute.terms import Calendar, Statute
from casework.statute.terms.ids import RuleId

#: Under this word the draft keeps what was answered before the first page.
BEFORE = "before"
_INSPECTION, _ARBITRATION = RuleId.LIM_INSP, RuleId.LIM_ARB

#: 25号令16 and 17 for disputes and insurance; 工伤保险条例17 for injuries.
_BODIES = {
    Topic.COMMISSION: Body.ARBITRATION,
    Topic.COMPENSATION: Body.ARBITRATION,
    Topic.ACCIDENT: Body.INJURIES,
    Topic.INSURANCE: Body.INSURANCE,
}


def advice(
    before: Mapping[str, Any], *, today: date, statute: Statute, calendar: Calendar
) -> Advice:
    """What the answers come to: 劳动保障监察条例20, and 劳动争议调解仲裁法27 as the other way."""
    topic = Topic.known(before.get("topic")) or Topic.UNSURE
    month = date.fromisoformat(before["last"]) if before.get("last") else None
    inspection, arbitration = (
        _reach(rule_id, month=month, today=today, statute=statute, calendar=calendar)
        for rule_id in (_INSPECTION, _ARBITRATION)
    )
    return Advice(topic, _BODIES.get(topic, Body.INSPECTION), inspection, arbitration)


def _reach(
    rule_id: str, *, month: date | None, today: date, statute: Statute, calendar: Calendar
) -> Reach | None:
    """Counted from the end of the last month that is owed."""
    rule = statute.find_rule(rule_id, on=today)
    if rule is None or rule.length is None:
        return None
    last = law.due(rule, intake.month_end(month), calendar).due_on if month else None
    return Reach(rule.length, rule.article, last, over=last is not None and last < today)


def first_unasked(before: Mapping[str, Any]) -> str | None:
    """Which of the three comes next; None when all are answered."""
    return next((name for name in ("topic", "when", "office") if name not in before), None)


def from_poster(area_id: int, project: str, place: str, industry: Industry) -> dict[str, Any]:
    """What a sheet on the wall answers before the first page."""
    said = {"project": project, "place": place, "industry": industry.value}
    return {"office": True, "area": area_id, **{key: text for key, text in said.items() if text}}


def carried(step: Step, before: Mapping[str, Any]) -> dict[str, Any]:
    """What a page of the nine need not ask again."""
    topic = Topic.known(before.get("topic"))
    if step is Step.WHERE and before.get("area"):
        return {key: before[key] for key in ("area", "place", "industry") if key in before}
    if step is Step.HOW_LONG and before.get("last"):
        return {"to": before["last"]}
    if step is Step.EVIDENCE and topic is not None and not topic.ours:
        return {"story": topic.zh}
    return {}
