"""Forms of an escalation item."""

from __future__ import annotations

from collections.abc import Iterable

from wtforms import SelectField

from casework.procedure.escalation.terms import Measure, PlanStep
from casework.web.fields import DayField, LongText, Needed, WordField
from casework.web.pages import Form
from casework.web.words import _, _l


class TakeUpForm(Form):
    """A button."""


class StepForm(Form):
    """One step of the plan is done."""

    step = SelectField(_l("已办好的一步"), validate_choice=False)
    note = LongText(_l("办理情况和联系人"), [Needed(_l("请写办理情况和联系人"))], most=500)

    def offer(self, steps: Iterable[PlanStep]) -> None:
        """What is still to do; nothing is preselected."""
        self.step.choices = [("", _("请选择"))] + [(one.value, one.label) for one in steps]


class AnswerForm(Form):
    measure = WordField(_l("督办措施"), [Needed(_l("请选一种"))], words=Measure)
    words = LongText(_l("具体怎么办、由谁办"), [Needed(_l("请写清楚怎么办、由谁办"))], most=2000)
    due_on = DayField(
        _l("最晚完成日期"), [Needed(_l("请填日期"))], hint=_l("到这天还没办到，会再升一级。")
    )
