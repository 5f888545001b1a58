"""The form of an inspection's result."""

from __future__ import annotations

from typing import Any

from casework.ground.approvals.forms import DecisionForm
from casework.procedure.campaigns.terms import Result
from casework.web.fields import (
    CountField,
    DayField,
    LongText,
    MoneyField,
    Needed,
    RowField,
    Text,
    WordField,
)
from casework.web.pages import Form
from casework.web.words import _, _l


class FindingForm(Form):
    inspected_on = DayField(_l("检查日期"), [Needed(_l("请填检查日期"))])
    companion = RowField(_l("一起检查的监察员"), [Needed(_l("请选一起检查的监察员"))])
    result = WordField(_l("结果"), [Needed(_l("请选结果"))], words=Result)
    people = CountField(_l("涉及人数"), least=1, hint=_l("发现欠薪时填。"))
    amount = MoneyField(_l("涉及金额（元）"), hint=_l("发现欠薪时填。"))
    text = LongText(_l("检查情况"), [Needed(_l("请写检查情况"))], most=4000)
    suspicion = Text(_l("一年内再次检查的理由"), most=400, hint=_l("一年内查过的单位才要写。"))
    rectify_by_on = DayField(_l("改正期限"), hint=_l("发现问题时填，写到哪一天。"))

    def offer(self, officers: list[Any]) -> None:
        """Who may be chosen as the second inspector."""
        self.companion.choices = [(officer.id, officer.name) for officer in officers]

    def chosen(self, officers: list[Any]) -> Any:
        """The second inspector, or None when the choice is not among those offered."""
        found = next((o for o in officers if o.id == self.companion.data), None)
        if found is None:
            self.companion.errors = (_("请选一起检查的监察员"),)
        return found


class FileForm(DecisionForm):
    """A button, and what was read before it was pressed."""
