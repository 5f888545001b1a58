"""Forms of investigation: who works on a case, what was said and found, what is ordered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from wtforms import HiddenField

from casework.ground.cases.terms import Sameness
from casework.kernel.identifiers import row_id
from casework.kernel.money import Money
from casework.procedure.inspections import rules
from casework.procedure.inspections.terms import (
    DecisionKind,
    Finding,
    Found,
    InterviewFacts,
    ReadBack,
    Relation,
    Signature,
)
from casework.web.fields import (
    DayField,
    LongText,
    MoneyField,
    Needed,
    RowField,
    RowsField,
    Text,
    WordField,
)
from casework.web.pages import Form
from casework.web.words import _, _l

_GROUND = 200
_NOTE = 10_000
_COLUMNS = ("books", "verified", "ground")


class AssignForm(Form):
    """Two inspectors; the choices are the officers of the holder."""

    lead = RowField(_l("主办"), [Needed(_l("请选主办"))])
    assistant = RowField(_l("协办"), [Needed(_l("请选协办"))])

    def offer(self, officers: Iterable[Any]) -> None:
        choices = [
            ("", _("请选")),
            *((officer.id, f"{officer.name}　{officer.card_number}") for officer in officers),
        ]
        self.lead.choices = self.assistant.choices = choices


class InterviewForm(Form):
    """An interview as it was held."""

    held_on = DayField(_l("询问日期"), [Needed(_l("请填询问日期"))])
    hours = Text(
        _l("起止时间"), [Needed(_l("请填几点到几点"))], most=40, hint=_l("比如9:00至10:20。")
    )
    place = Text(_l("地点"), [Needed(_l("请填询问地点"))])
    person = Text(_l("被询问人"), [Needed(_l("请填被询问人姓名"))], most=60)
    relation = WordField(
        _l("身份"), [Needed(_l("请选被询问人的身份"))], words=Relation, empty=_l("请选")
    )
    post = Text(_l("单位和职务"))
    recusal = Text(_l("申请回避"), hint=_l("不填就是不申请回避。"))
    text = LongText(
        _l("问答"),
        [Needed(_l("请写问和答"))],
        most=_NOTE,
        hint=_l("每个问题另起一行，写“问：”和“答：”。"),
    )
    recording = Text(_l("录音录像编号"))
    read_back = WordField(
        _l("核对方式"), [Needed(_l("请选核对方式"))], words=ReadBack, empty=_l("请选")
    )
    signed = WordField(
        _l("本人签字"), [Needed(_l("请选是否签字"))], words=Signature, empty=_l("请选")
    )
    why_unsigned = Text(_l("不签字的理由"), most=_GROUND, hint=_l("没有签字，一定要写。"))

    def facts(self) -> InterviewFacts:
        texts = ("hours", "place", "person", "post", "recusal", "text", "recording")
        values = {name: self[name].data or "" for name in texts}
        return InterviewFacts(
            held_on=self.held_on.data,
            relation=self.relation.data,
            read_back=self.read_back.data,
            signed=self.signed.data is Signature.GIVEN,
            refusal=self.why_unsigned.data or "",
            **values,
        )


def _fen(text: str | None) -> Money | None:
    return Money(int(text)) if text and text.isascii() and text.isdigit() else None


class VerifyForm(Form):
    """The three columns of each line: ``books_``, ``verified_``, ``ground_<line id>``.

    ``was_…`` holds what stood there when the page was shown, so that two people's changes join.
    """

    line_ids: Sequence[int] = ()

    def show(self, line_id: int, found: Found) -> None:
        """Puts the values of a line into its fields, as what the reader sees."""
        self._fill(line_id, found)
        self._remember(line_id, found)

    def rebase(self, line_id: int, theirs: Found) -> None:
        """After a clash: what the other has written is now what was seen; mine stays typed in."""
        finding = self.finding(line_id)
        joined = rules.join(was=finding.was, mine=finding.mine, theirs=theirs)
        self._fill(line_id, joined.result)
        self._remember(line_id, theirs)

    def _fill(self, line_id: int, found: Found) -> None:
        for column in _COLUMNS:
            field = self[f"{column}_{line_id}"]
            if not field.process_errors:  # what is no amount stays as it was typed
                field.data, field.raw_data = getattr(found, column), None

    def _remember(self, line_id: int, found: Found) -> None:
        for column in ("books", "verified"):
            value = getattr(found, column)
            self[f"was_{column}_{line_id}"].data = "" if value is None else str(value.fen)
        self[f"was_ground_{line_id}"].data = found.ground

    def finding(self, line_id: int) -> Finding:
        was = Found(
            books=_fen(self[f"was_books_{line_id}"].data),
            verified=_fen(self[f"was_verified_{line_id}"].data),
            ground=self[f"was_ground_{line_id}"].data or "",
        )
        mine = Found(
            books=self[f"books_{line_id}"].data,
            verified=self[f"verified_{line_id}"].data,
            ground=self[f"ground_{line_id}"].data or "",
        )
        return Finding(line_id, was, mine)

    def findings(self) -> list[Finding]:
        return [self.finding(line_id) for line_id in self.line_ids]

    def check_grounds(self, claimed: dict[int, Money]) -> bool:
        """Marks every line whose difference is not explained, all at once."""
        bare = [
            finding.line_id
            for finding in self.findings()
            if finding.mine != finding.was
            and rules.ground_needed(claimed[finding.line_id], finding.mine)
        ]
        for line_id in bare:
            field = self[f"ground_{line_id}"]
            field.errors = (*field.errors, _("认定的和工人说的不一样，请写依据。"))
        return not bare


def verify_form(lines: Iterable[tuple[int, str]]) -> VerifyForm:
    """A form with the three columns of each line (id, name)."""
    fields: dict[str, Any] = {}
    for line_id, name in lines:
        fields[f"books_{line_id}"] = MoneyField(_("%(name)s 账册写", name=name))
        fields[f"verified_{line_id}"] = MoneyField(_("%(name)s 监察员认定", name=name))
        fields[f"ground_{line_id}"] = Text(_("%(name)s 依据", name=name), most=_GROUND)
        for column in _COLUMNS:
            fields[f"was_{column}_{line_id}"] = HiddenField()
    form = type("VerifyForm", (VerifyForm,), fields)()
    form.line_ids = [
        int(name.removeprefix("books_")) for name in fields if name.startswith("books_")
    ]
    return form


class CompareForm(Form):
    """Whether two claims of one worker, named by their positions, are the same money."""

    earlier = HiddenField()
    later = HiddenField()
    sameness = WordField(_l("核对结果"), [Needed(_l("请选是不是同一笔"))], words=Sameness)
    reason = Text(_l("依据"), [Needed(_l("请写明这样认定的依据，会记入时间线"))], most=_GROUND)

    def show(self, earlier: Any, later: Any) -> None:
        """The two that the page asks about, also after another pair was answered meanwhile."""
        self.earlier.data, self.later.data = earlier.position, later.position

    def facts(self) -> dict[str, Any]:
        return {
            "earlier": row_id(self.earlier.data or "") or 0,
            "later": row_id(self.later.data or "") or 0,
            "sameness": self.sameness.data,
            "reason": self.reason.data,
        }


class FinishForm(Form):
    report = LongText(
        _l("调查终结报告"),
        [Needed(_l("请写调查终结报告"))],
        most=_NOTE,
        hint=_l("写明事实、证据、当事人意见和处理建议。"),
    )


class _PayForm(Form):
    """Who is to be paid: everybody who is owed, unless ticks say otherwise."""

    def offer(self, lines: Iterable[Any], *, chosen: Iterable[int]) -> None:
        self.lines.choices = [
            (line.id, _("%(name)s　%(amount)s元", name=line.worker.name, amount=line.owed.plain))
            for line in lines
        ]
        if not self.is_submitted():
            self.lines.data = list(chosen)


class OrderForm(_PayForm):
    term_on = DayField(_l("改正期限"), [Needed(_l("请选最后一天"))])
    lines = RowsField(_l("责令支付的工人"))

    def facts(self) -> dict[str, Any]:
        return {"term_on": self.term_on.data, "line_ids": self.lines.data}


class NoticeForm(_PayForm):
    kind = WordField(
        _l("拟作决定"), [Needed(_l("请选拟作的决定"))], words=DecisionKind, empty=_l("请选")
    )
    statement_until = DayField(_l("陈述申辩截止日期"), [Needed(_l("请选最后一天"))])
    lines = RowsField(_l("责令支付的工人"))

    def facts(self) -> dict[str, Any]:
        return {
            "kind": self.kind.data,
            "statement_until": self.statement_until.data,
            "line_ids": self.lines.data,
        }


class StatementForm(Form):
    statement = LongText(_l("当事人的陈述申辩"), [Needed(_l("请写当事人的陈述申辩"))], most=_NOTE)
    answer = LongText(_l("本机关意见"), [Needed(_l("请写明是否采纳及理由"))], most=_NOTE)


class DecisionForm(_PayForm):
    term_on = DayField(_l("履行期限"), [Needed(_l("请选最后一天"))])
    evidence = LongText(
        _l("证据"), [Needed(_l("请写证据，一行一项"))], most=_NOTE, hint=_l("一行一项。")
    )
    lines = RowsField(_l("责令支付的工人"))

    def facts(self) -> dict[str, Any]:
        items = [line.strip() for line in (self.evidence.data or "").split("\n")]
        return {
            "term_on": self.term_on.data,
            "evidence": [item for item in items if item],
            "line_ids": self.lines.data,
        }
