"""The form in which an officer says who somebody is."""

from __future__ import annotations

from casework.procedure.intake.terms import Verdict
from casework.web.fields import Needed, Text, WordField
from casework.web.pages import Form
from casework.web.words import _l


class VerdictForm(Form):
    """Whether it is the worker on file, and what was looked at."""

    verdict = WordField(_l("核对结果"), [Needed(_l("请选是不是同一个人"))], words=Verdict)
    reason = Text(
        _l("核对方式"),
        [Needed(_l("请写看了什么证件、怎么核对的，会留下记录"))],
        most=200,
        hint=_l("比如：本人带身份证原件到窗口。"),
    )
