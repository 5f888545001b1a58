"""The representative's form: which of the group is to speak for it too."""

from __future__ import annotations

from casework.web.fields import Needed, RowField
from casework.web.pages import Form
from casework.web.words import _l


class AskForm(Form):
    """请工友当代表: one of those who have joined."""

    claimant = RowField(_l("请谁当代表"), [Needed(_l("请选一个人"))])

    def offer(self, people: list[tuple[int, str]]) -> None:
        """Who stands in the group comes from the database, so the view puts it in."""
        self.claimant.choices = people
