"""Forms of the case itself: a note, a task, an extension, a suspension, a decision, files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import SelectField, SubmitField

from casework.ground.approvals.forms import DecisionForm
from casework.ground.cases.terms import Priority, SuspensionGround
from casework.kernel.files import BadFile
from casework.web.fields import (
    CountField,
    DayField,
    LongText,
    Needed,
    Text,
    WordField,
)
from casework.web.pages import Form
from casework.web.uploads import FilesField
from casework.web.words import _, _l

_LONGEST_OPENING = 200


class NoteForm(Form):
    text = LongText(_l("内部记录"), [Needed(_l("请写内容"))], most=2000, hint=_l("工人看不到。"))


class PriorityForm(Form):
    """Another priority than the rule gives, with its reason."""

    chosen = SelectField(
        _l("急缓"), validate_choice=False, choices=lambda: [("", _("按规则")), *Priority.choices()]
    )
    reason = Text(_l("理由"), [Needed(_l("请写理由，会记入时间线"))], most=200)


class TaskForm(Form):
    title = Text(_l("要做什么"), [Needed(_l("请写要做什么"))])
    due_on = DayField(_l("最晚日期"), hint=_l("可以不填。"))


class DoneForm(Form):
    """A button: nothing but its token."""


class FilesForm(Form):
    """Files that an officer adds; what is wrong with one of them stands at the field."""

    files = FilesField(_l("照片、录音、视频、PDF"), hint=_l("一次最多10个，每个不超过20MB。"))

    refused: Sequence[BadFile] = ()
    brought = False

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        words = [refusal.words for refusal in self.refused]
        if not self.brought:
            words.append(_("请先选文件"))
        self.files.errors = (*self.files.errors, *words)
        return good and not words


class OpenForm(Form):
    """Why somebody takes the original of a file; it is kept in the log."""

    reason = Text(_l("下载理由"), [Needed(_l("请写明理由，会留下记录"))], most=_LONGEST_OPENING)


#: As long as the columns are.
_LONGEST_PAPER = 120
_LONGEST_REASON = 400
#: No form asks for more; the figure of the statute bounds it.
_LONGEST_EXTENSION = 999


class ExtendForm(Form):
    length = CountField(_l("延几个工作日"), least=1, largest=_LONGEST_EXTENSION)
    reason = LongText(_l("延期理由"), [Needed(_l("请写延期理由"))], most=_LONGEST_REASON)
    paper = Text(_l("依据的文书"), most=_LONGEST_PAPER, hint=_l("可以不填"))

    def facts(self) -> dict[str, Any]:
        length = self.length.data if "length" in self else None
        return {"reason": self.reason.data, "paper": self.paper.data or "", "length": length}


class SuspendForm(Form):
    ground = WordField(_l("中止的原因"), [Needed(_l("请选中止的原因"))], words=SuspensionGround)
    from_on = DayField(_l("从哪一天起不计"), [Needed(_l("请填从哪一天起"))])
    until_on = DayField(_l("到哪一天"), hint=_l("还不知道的，先不填，恢复时再填"))
    paper = Text(_l("准许中止的文书"), [Needed(_l("请填文书和文号"))], most=_LONGEST_PAPER)
    reason = LongText(_l("补充说明"), most=_LONGEST_REASON)

    def facts(self) -> dict[str, Any]:
        return {
            "ground": self.ground.data,
            "from_on": self.from_on.data,
            "until_on": self.until_on.data,
            "paper": self.paper.data,
            "reason": self.reason.data or "",
        }


class ResumeForm(Form):
    last_on = DayField(_l("最后一个不计的日子"), [Needed(_l("请填最后一个不计的日子"))])


class DecideForm(DecisionForm):
    """Approve or reject; a rejection says why."""

    note = Text(_l("意见"), most=_LONGEST_REASON, hint=_l("不批准的，写明原因"))
    approve = SubmitField(_l("批准"))
    reject = SubmitField(_l("不批准"))

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            return False
        if not self.approve.data and not (self.note.data or "").strip():
            self.note.errors = [*self.note.errors, _l("不批准的，请写明原因")]
            return False
        return True
