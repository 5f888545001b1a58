"""Forms of endings and closing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from casework.ground.approvals.forms import YesOrNoForm
from casework.ground.cases.terms import Ending
from casework.procedure.closing.terms import TryWay
from casework.web.fields import LongText, Needed, RowsField, Text, WordField
from casework.web.pages import Form
from casework.web.words import _l

_PROOF = 400
_NOTE = 2000


class EndingForm(Form):
    """How a line ended."""

    ending = WordField(_l("办结方式"), [Needed(_l("请选办结方式"))], words=Ending, empty=_l("请选"))
    proof = Text(
        _l("凭证"), most=_PROOF, hint=_l("付清的看到账记录，不用填。别的都要写明凭证在哪里。")
    )

    def facts(self) -> dict[str, Any]:
        return {"ending": self.ending.data, "proof": self.proof.data or ""}


class EndPaidForm(Form):
    """Whose lines end as paid in full."""

    lines = RowsField(_l("已付清人员"), [Needed(_l("请至少选一个人"))])

    def offer(self, rows: Iterable[tuple[int, str]]) -> None:
        self.lines.choices = list(rows)


class TryForm(Form):
    """One try to reach a worker."""

    way = WordField(_l("联系方式"), [Needed(_l("请选联系方式"))], words=TryWay, empty=_l("请选"))
    note = Text(_l("结果"), [Needed(_l("请写联系的结果"))], most=_PROOF)

    def facts(self) -> dict[str, Any]:
        return {"way": self.way.data, "note": self.note.data}


class ReasonForm(Form):
    reason = Text(_l("理由"), [Needed(_l("请写明理由"))], most=_PROOF)


class CloseForm(Form):
    """What the approval sheet says."""

    facts_found = LongText(_l("查明的事实"), [Needed(_l("请写查明的事实"))], most=_NOTE)
    result = LongText(_l("处理结果"), [Needed(_l("请写处理结果"))], most=_NOTE)

    def facts(self) -> dict[str, Any]:
        return {"facts": self.facts_found.data, "result": self.result.data}


class ApproveForm(YesOrNoForm):
    """Approve, or send back with a reason: the button says which."""

    reason = Text(_l("退回理由"), most=_PROOF, hint=_l("批准不用填，退回要写。"))
