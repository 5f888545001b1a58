"""Whose matter it is, how far back one may look, and what is carried over to the nine pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from casework.doors.precheck.terms import Advice, Body, Doing, Point, Since, Topic, Way
from casework.ground.parties.terms import Industry
from casework.ground.statute.rules import citing, counting
from casework.ground.statute.terms.calendar import Calendar
from casework.ground.statute.terms.entries import Statute
from casework.ground.statute.terms.ids import RuleId
from casework.ground.statute.terms.words import Confidence
from casework.procedure.intake.rules import complaints

#: Under this word the draft keeps what was answered before the first page.
BEFORE = "before"
#: What depends on the topic, and is asked again with another one.
_OF_TOPIC = ("when", "last", "day", "point")


@dataclass(frozen=True)
class _Route:
    """One way before its dates: the office, its article with how sure it is, and the limit.

    ``counts``: the limit runs from the day that the second question asks for.
    """

    body: Body
    doing: Doing
    basis: str
    source: Confidence
    limit: RuleId
    counts: bool = True


_WAGES = _Route(
    Body.INSPECTION, Doing.COMPLAIN, "劳动保障监察条例26", Confidence.VERIFIED, RuleId.LIM_INSP
)
_DISPUTE = _Route(
    Body.ARBITRATION, Doing.ARBITRATE, "劳动保障监察条例21", Confidence.VERIFIED, RuleId.LIM_ARB
)
_PAY = (_WAGES, _DISPUTE)
_UNINSURED = _Route(
    Body.INSPECTION, Doing.COMPLAIN, "劳动保障监察条例11(7)", Confidence.MEMORY, RuleId.LIM_INSP
)
#: From the agency's decision, whatever the month (行政复议法20).
_AGENCY = _Route(
    Body.INSURANCE, Doing.REVIEW, "25号令17", Confidence.MEMORY, RuleId.REC, counts=False
)
_INJURED = tuple(
    _Route(Body.INJURIES, doing, "工伤保险条例17", Confidence.MEMORY, limit)
    for doing, limit in (
        (Doing.EMPLOYER_APPLIES, RuleId.INJ_EMP),
        (Doing.WORKER_APPLIES, RuleId.INJ_SELF),
    )
)
_NO_CONTRACT = _Route(
    Body.INSPECTION,
    Doing.COMPLAIN,
    "劳动保障监察条例11(2)",
    Confidence.UNCONFIRMED,
    RuleId.LIM_INSP,
)
#: Double pay is no pay for work: its year may begin long before the last day at work.
_DOUBLE = _Route(
    Body.ARBITRATION,
    Doing.ARBITRATE,
    "劳动合同法82",
    Confidence.MEMORY,
    RuleId.LIM_ARB,
    counts=False,
)

#: The points of a topic, each with its ways; None where the topic has but one.
_ROUTES: dict[Topic, dict[Point | None, tuple[_Route, ...]]] = {
    Topic.WAGES: {None: _PAY},
    Topic.UNSURE: {None: _PAY},
    Topic.COMMISSION: {Point.AGREED: _PAY, Point.DISPUTED: (_DISPUTE,)},
    Topic.COMPENSATION: {None: (_DISPUTE,)},
    Topic.ACCIDENT: {None: _INJURED},
    Topic.INSURANCE: {Point.NOT_PAID: (_UNINSURED,), Point.AGENCY: (_AGENCY,)},
    Topic.CONTRACT: {Point.SIGN: (_NO_CONTRACT,), Point.DOUBLE: (_DOUBLE,)},
}
_ASKED = {
    Topic.COMPENSATION: Since.DISMISSED,
    Topic.ACCIDENT: Since.HURT,
    Topic.INSURANCE: Since.UNINSURED,
    Topic.CONTRACT: Since.LEFT,
}


def asked_of(before: Mapping[str, Any]) -> Since:
    """What the second question asks, by the first answer."""
    return _ASKED.get(_topic(before), Since.OWED)


def points_of(before: Mapping[str, Any]) -> list[Point]:
    """What the second question lets one choose from; empty where the topic has but one way."""
    return [point for point in _ROUTES[_topic(before)] if point is not None]


def answered(before: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """What is kept now: with another topic, what depended on the former one is asked again."""
    changed = "topic" in given and given["topic"] != before.get("topic")
    kept = {key: value for key, value in before.items() if not (changed and key in _OF_TOPIC)}
    return {**kept, **given}


def advice(
    before: Mapping[str, Any], *, today: date, statute: Statute, calendar: Calendar
) -> Advice:
    """What the answers come to. Without the point of a topic, its first one is taken."""
    topic = _topic(before)
    routes = _ROUTES[topic]
    point = Point.known(before.get("point"))
    point = point if point in routes else next(iter(routes))
    day = _counted_from(before)
    ways = tuple(
        _way(route, day=day, today=today, statute=statute, calendar=calendar)
        for route in routes[point]
    )
    return Advice(topic, point, ways)


def _topic(before: Mapping[str, Any]) -> Topic:
    return Topic.known(before.get("topic")) or Topic.UNSURE


def _counted_from(before: Mapping[str, Any]) -> date | None:
    """A day as it was given; of a month its last day, up to which it was owed."""
    if before.get("day"):
        return date.fromisoformat(before["day"])
    return complaints.month_end(date.fromisoformat(before["last"])) if before.get("last") else None


def _way(
    route: _Route, *, day: date | None, today: date, statute: Statute, calendar: Calendar
) -> Way:
    rule = statute.rule(route.limit, on=today)
    last = counting.due(rule, day, calendar).due_on if day and route.counts else None
    return Way(
        body=route.body,
        doing=route.doing,
        basis=citing.cite(route.basis),
        unsure=_unsure(route.source),
        length=rule.length_words,
        article=citing.cite(rule.article),
        limit_unsure=_unsure(rule.confidence),
        from_event=rule.start_event,
        last_day=last,
        over=last is not None and last < today,
        counts=route.counts,
    )


def _unsure(source: Confidence) -> str:
    return "" if source is Confidence.VERIFIED else source.label


def first_unasked(before: Mapping[str, Any]) -> str | None:
    """Which of the three comes next; None when all are answered."""
    return next((name for name in ("topic", "when", "office") if name not in before), None)


def from_poster(area_id: int, project: str, place: str, industry: Industry) -> dict[str, Any]:
    """What a sheet on the wall answers before the first page."""
    said = {"project": project, "place": place, "industry": industry.value}
    return {"office": True, "area": area_id, **{key: text for key, text in said.items() if text}}


def carried(name: str, before: Mapping[str, Any]) -> dict[str, Any]:
    """What a page of the nine, by its name, need not ask again."""
    if name == "where" and before.get("area"):
        return {key: before[key] for key in ("area", "place", "industry") if key in before}
    if name == "how_long" and before.get("last") and asked_of(before) is Since.OWED:
        return {"to": before["last"]}
    if name == "evidence" and "topic" in before and _ROUTES[_topic(before)].get(None) != _PAY:
        return {"story": _story(before)}
    return {}


def _story(before: Mapping[str, Any]) -> str:
    point = Point.known(before.get("point"))
    return f"{_topic(before).zh}：{point.zh}" if point in points_of(before) else _topic(before).zh
