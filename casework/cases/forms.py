"""Forms of the case itself: a note, a task."""

from __future__ import annotations

from casework.web.fields import DayField, LongText, Needed, Text
from casework.web.pages import Form
from casework.web.words import _l


class NoteForm(Form):
    text = LongText(_l("内部记录"), [Needed(_l("请写内容"))], most=2000,
                    hint=_l("工人看不到。"))  # fmt: skip


class TaskForm(Form):
    title = Text(_l("要做什么"), [Needed(_l("请写要做什么"))])
    due_on = DayField(_l("哪天前"), hint=_l("可以不填。"))


class DoneForm(Form):
    """A button: nothing but its token."""
