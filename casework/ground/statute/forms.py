"""Forms of administrators: propose a change of an entry, decide on one, load a year's notice."""

from __future__ import annotations

from typing import Any

from wtforms import HiddenField, SubmitField

from casework.ground.approvals.forms import DecisionForm
from casework.ground.statute.rules.notice import Notice, read_notice
from casework.ground.statute.terms.entries import Amendment
from casework.ground.statute.terms.words import Applies, Confidence, EntryKind
from casework.web.fields import DayField, LongText, Needed, Text, WordField
from casework.web.pages import Form
from casework.web.words import _l

_LONGEST_NOTICE = 20_000
_LONGEST_ARTICLE = 200
_LONGEST_NOTE = 400


class ProposeForm(Form):
    """A new value from a day on, with its source and the reason."""

    kind = HiddenField()
    code = HiddenField()
    area = HiddenField()
    value = Text(_l("新的数"), [Needed(_l("请填新的数"))], most=20)
    effective_on = DayField(_l("从哪一天起"), [Needed(_l("请填从哪一天起"))])
    applies = WordField(
        _l("已经开始的期限怎么办"),
        words=Applies,
        default=Applies.NEW,
        hint=_l("按新的算的，到期日会变，案子里会写明原因。已经超期的不变。"),
    )
    article = Text(_l("依据"), [Needed(_l("请填依据，写到第几条"))], most=_LONGEST_ARTICLE)
    confidence = WordField(
        _l("依据核对到哪一步"), [Needed(_l("请选核对到哪一步"))], words=Confidence
    )
    reason = LongText(_l("修改理由"), [Needed(_l("请写修改理由"))], most=2_000)

    look = SubmitField(_l("先看哪些期限会变"))

    def amendment(self) -> Amendment:
        return Amendment(
            kind=EntryKind(self.kind.data),
            code=self.code.data or "",
            area=self.area.data or "",
            value=self.value.data or "",
            article=self.article.data or "",
            confidence=self.confidence.data,
            effective_on=self.effective_on.data,
            applies=self.applies.data or Applies.NEW,
        )


class DecideForm(DecisionForm):
    """Approve or reject; a rejection says why."""

    note = Text(_l("意见"), most=_LONGEST_NOTE, hint=_l("不批准的，写明原因"))
    approve = SubmitField(_l("批准"))
    reject = SubmitField(_l("不批准"))

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            return False
        if self.reject.data and not (self.note.data or "").strip():
            self.note.errors = [*self.note.errors, _l("不批准的，请写明原因")]
            return False
        return True


class NoticeForm(Form):
    """The notice of days off for one more year."""

    document = Text(_l("文号"), [Needed(_l("请填文号"))], most=_LONGEST_ARTICLE)
    announced_on = DayField(_l("公布日期"), [Needed(_l("请填公布日期"))])
    text = LongText(
        _l("放假安排"),
        [Needed(_l("请粘贴放假安排"))],
        most=_LONGEST_NOTICE,
        hint=_l("一行写一段：放假2027-01-01至2027-01-03，或者上班2027-02-14"),
    )
    look = SubmitField(_l("先看哪些期限会变"))

    def notice(self) -> Notice:
        """Raises NoticeRefused."""
        return read_notice(
            self.text.data or "",
            document=self.document.data or "",
            announced_on=self.announced_on.data,
        )
