"""Forms of papers: approval, reasons, service, and one for the content of any kind."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from casework.ground.approvals.forms import DecisionForm
from casework.ground.documents.terms.fields import Body, Shape, Spec
from casework.ground.documents.terms.kinds import Kind, Way
from casework.ground.documents.terms.service import ServiceFacts
from casework.web.fields import (
    CountField,
    DayField,
    LongText,
    MoneyField,
    Needed,
    Text,
    WordField,
)
from casework.web.pages import Form
from casework.web.words import _, _l

_LINE = 200
_TEXT = 10_000
_REASON = 400
_DETAIL = 200


class ApproveForm(DecisionForm):
    opinion = Text(_l("审批意见"), [Needed(_l("请写审批意见"))], most=_REASON, default="同意。")


class ReasonForm(DecisionForm):
    """Why a paper is sent back, or made void."""

    reason = Text(_l("理由"), [Needed(_l("请写明理由。"))], most=_REASON)


class IssueForm(DecisionForm):
    """A button: nothing but its tokens and the hash of the text that is issued."""


class NewForm(Form):
    """Which kind of paper; the view names those that this officer may draft."""

    kind = WordField(_l("文书种类"), [Needed(_l("请选一种文书"))], words=Kind)

    def offer(self, kinds: Iterable[Kind]) -> None:
        """Only these kinds stand in the list."""
        self.kind.choices = [("", _("请选择"))] + [(kind.value, kind.label) for kind in kinds]


class ServeForm(Form):
    """One attempt at service."""

    way = WordField(_l("送达方式"), [Needed(_l("请选送达方式"))], words=Way)
    on = DayField(
        _l("日期"),
        [Needed(_l("请填日期"))],
        hint=_l("交到手、留下、贴出、邮件签收或者公告发出的那一天。"),
    )
    place = Text(_l("地点或地址"), most=_DETAIL, hint=_l("电子送达写手机号、邮箱或者账号。"))
    receiver = Text(_l("收件人"), most=_DETAIL)
    relation = Text(_l("收件人与受送达人的关系"), most=_DETAIL)
    reason = Text(
        _l("代收、拒收、张贴或者公告的理由"),
        most=_REASON,
        hint=_l("公告送达要写明试过哪些方式，为什么没有送到。"),
    )
    witnesses = Text(_l("见证人"), most=_DETAIL)
    proof = Text(_l("照片、录像、回执或者单号"), most=_DETAIL)
    failed = Text(
        _l("没有送到的，写明情况"),
        most=_REASON,
        hint=_l("送到了就不填。填了这一项，只记为一次没有送到。"),
    )

    def facts(self) -> ServiceFacts:
        fields = ("place", "receiver", "relation", "reason", "witnesses", "proof", "failed")
        texts = {name: getattr(self, name).data or "" for name in fields}
        return ServiceFacts(way=self.way.data, on=self.on.data, **texts)


class ContentForm(Form):
    """The content of a paper; made for each kind by ``content_form``."""

    kind: Kind

    def body(self, present: Body) -> Body:
        """What was typed; a list of rows stays as it is."""
        given = {}
        for spec in present.specs():
            rows = spec.shape is Shape.ROWS
            given[spec.name] = getattr(present, spec.name) if rows else self._value(spec)
        return type(present)(**given)

    def rebase(self, theirs: Body, *, version: int) -> None:
        """After a clash: what another has written stands beside mine, and is now what was seen."""
        specs = [spec for spec in theirs.specs() if spec.shape is not Shape.ROWS]
        standing = {spec.name: _shown(theirs, spec) for spec in specs}
        self.conflict = {n: v for n, v in standing.items() if v != self._fields[n].data}
        self.version.data = str(version)

    def _value(self, spec: Spec) -> Any:
        data = self._fields[spec.name].data
        if spec.shape is Shape.ITEMS:
            return tuple(line.strip() for line in (data or "").splitlines() if line.strip())
        if spec.shape in (Shape.LINE, Shape.TEXT):
            return data or ""
        return data


_FIELDS = {
    Shape.LINE: lambda label: Text(label, most=_LINE),
    Shape.TEXT: lambda label: LongText(label, most=_TEXT),
    Shape.DAY: DayField,
    Shape.MONEY: MoneyField,
    Shape.COUNT: CountField,
    Shape.ITEMS: lambda label: LongText(label, most=_TEXT, hint=_l("一行写一项。")),
}


def content_form(body: Body, *, version: int) -> ContentForm:
    """A form with a field for everything of this body that is not a list of rows."""
    specs = [spec for spec in body.specs() if spec.shape is not Shape.ROWS]
    fields = {spec.name: _FIELDS[spec.shape](spec.label) for spec in specs}
    words = type("ContentFormOfKind", (ContentForm,), fields)
    form: ContentForm = words(version=str(version), **{s.name: _shown(body, s) for s in specs})
    return form


def _shown(body: Body, spec: Spec) -> Any:
    value = getattr(body, spec.name)
    return "\n".join(value) if spec.shape is Shape.ITEMS else value
