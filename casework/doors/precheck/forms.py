"""The three short questions before the first page, as forms. None of them must be answered well."""

from __future__ import annotations

from datetime import date
from typing import Any

from wtforms import BooleanField, RadioField, SelectField

from casework.doors.hall.forms import Question
from casework.doors.precheck.terms import Point, Since, Topic
from casework.web.fields import DayField, MonthField
from casework.web.words import _, _l


class TopicForm(Question):
    """是哪一种事."""

    topic = RadioField(_l("是什么事"), validate_choice=False, default="", choices=Topic.choices)

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        if Topic.known(self.topic.data) is None:
            return self.refuse(self.topic, _("请选一个，说不清也可以选"))
        return good

    def answers(self) -> dict[str, Any]:
        return {"topic": self.topic.data}


class WhenForm(Question):
    """What depends on the topic: which of its points it is, and the month or day it counts from."""

    point = RadioField(_l("是哪一种"), validate_choice=False, default="", choices=Point.choices)
    last = MonthField(_l("哪个月"), hint=_l("还没完的，就选这个月。"))
    day = DayField(_l("哪一天"), hint=_l("大概也行。"))
    unsure = BooleanField(_l("记不清了"))

    asked = Since.OWED

    def ask(self, asked: Since, points: list[Point]) -> None:
        """By the topic: a month or a day, and the points to choose from."""
        self.asked = asked
        del self["day" if asked.by_month else "last"]
        if points:
            self.point.choices = [(point.value, point.label) for point in points]
        else:
            del self["point"]

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        point = self._fields.get("point")
        if point is not None and point.data not in dict(point.choices):
            good = self.refuse(point, _("请选一种"))
        if not good or self.unsure.data:
            return good
        return self._check_month() if self.asked.by_month else self._check_day()

    def _check_month(self) -> bool:
        if self.last.data is None:
            return self.refuse(self.last, _("请选月份，记不清就打勾"))
        if self.today and self.last.data > self.today.replace(day=1):
            return self.refuse(self.last, _("这个月还没有到，请重选"))
        return True

    def _check_day(self) -> bool:
        if self.day.data is None:
            return self.refuse(self.day, _("请选日子，记不清就打勾"))
        if self.today and self.day.data > self.today:
            return self.refuse(self.day, _("这一天还没有到，请重选"))
        return True

    def answers(self) -> dict[str, Any]:
        found: dict[str, Any] = {"when": True, "last": None, "day": None}
        given = self.last if self.asked.by_month else self.day
        if not self.unsure.data:
            found["last" if self.asked.by_month else "day"] = given.data.isoformat()
        if "point" in self._fields:
            found["point"] = self.point.data
        return found

    @staticmethod
    def shown(kept: Any) -> dict[str, Any]:
        found = {name: date.fromisoformat(kept[name]) for name in ("last", "day") if kept.get(name)}
        unsure = bool(kept.get("when")) and not found
        return {**found, "unsure": unsure, "point": kept.get("point", "")}


class OfficeForm(Question):
    """在哪个县区干的活: its office is responsible."""

    area = SelectField(_l("在哪个县区干的活"), coerce=str, validate_choice=False)

    def offer(self, areas: list[tuple[str, str]]) -> None:
        """The counties come from the database, so the view puts them in."""
        self.area.choices = [("", _("请选县区")), *areas]

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        if not self.area.data or self.area.data not in dict(self.area.choices):
            return self.refuse(self.area, _("请选县区，说不清也可以选"))
        return good

    def answers(self) -> dict[str, Any]:
        return {"office": True, "area": int(self.area.data)}

    @staticmethod
    def shown(kept: Any) -> dict[str, Any]:
        return {"area": str(kept.get("area", ""))}
