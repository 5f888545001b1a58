"""Forms of a group complaint at the counter: one more workmate, one more representative."""

from __future__ import annotations

from casework.procedure.intake.forms.people import PersonForm
from casework.web.fields import (
    Needed,
    RowField,
)
from casework.web.pages import Form
from casework.web.words import _l


class WorkmateForm(PersonForm):
    """窗口加一人: somebody without a phone joins at the counter."""


class MarkForm(Form):
    """登记代表: one of the group whom the workers named on paper."""

    claimant = RowField(_l("推选的代表"), [Needed(_l("请选一个人"))], id="mark-claimant")

    def offer(self, people: list[tuple[int, str]]) -> None:
        """Who stands in the group comes from the database, so the view puts it in."""
        self.claimant.choices = people
