"""Forms of tips: what somebody needs the identity for, and standing up with a name."""

from __future__ import annotations

from casework.procedure.intake.forms.people import PersonForm
from casework.procedure.intake.terms import OpeningGround
from casework.web.fields import (
    LongText,
    Needed,
    Text,
    WordField,
)
from casework.web.pages import Form
from casework.web.words import _l


class OpenTipForm(Form):
    """Why the identity behind a tip is needed."""

    ground = WordField(
        _l("查看理由"), [Needed(_l("请选理由"))], words=OpeningGround, empty=_l("请选择")
    )
    reason = LongText(_l("具体用途"), [Needed(_l("请写明查看的用途，至少10个字"))], most=300)


class StandUpForm(PersonForm):
    """A tipster who wants his money gives his name after all."""


class CounterStandUpForm(StandUpForm):
    """The same before a clerk: the receipt number shows that it is his tip."""

    code = Text(_l("回执号"), hint=_l("没有回执的，凭举报时留的身份证号"), most=40)
