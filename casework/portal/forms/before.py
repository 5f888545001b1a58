"""The three short questions before the first page, as forms. None of them must be answered well."""

from __future__ import annotations

from datetime import date
from typing import Any

from wtforms import BooleanField, RadioField, SelectField

from casework.portal.forms.questions import Question
from casework.portal.terms import Topic
from casework.web.fields import MonthField
from casework.web.pages import Form
from casework.web.words import _, _l


class TopicForm(Question):
    """是哪一种事."""

    topic = RadioField(_l("是哪一种事"), validate_choice=False, default="", choices=Topic.choices)

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        if Topic.known(self.topic.data) is None:
            return self.refuse(self.topic, _("请选一个，说不清也可以选"))
        return good

    def answers(self) -> dict[str, Any]:
        return {"topic": self.topic.data}


class StartForm(Form):
    """Begins from a poster; nothing to fill in."""


class WhenForm(Question):
    """最后欠的是哪个月."""

    last = MonthField(_l("最后欠的是哪个月"), hint=_l("还在欠，就选这个月。"))
    unsure = BooleanField(_l("记不清了"))

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        if not good or self.unsure.data:
            return good
        if self.last.data is None:
            return self.refuse(self.last, _("请选月份，记不清就打勾"))
        if self.today and self.last.data > self.today.replace(day=1):
            return self.refuse(self.last, _("这个月还没有到，请重选"))
        return good

    def answers(self) -> dict[str, Any]:
        last = None if self.unsure.data else self.last.data.isoformat()
        return {"when": True, "last": last}

    @staticmethod
    def shown(kept: Any) -> dict[str, Any]:
        last = {"last": date.fromisoformat(kept["last"])} if kept.get("last") else {}
        return {**last, "unsure": bool(kept.get("when")) and not last}


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
