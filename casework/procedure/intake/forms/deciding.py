"""Forms of the acceptance desk: each leads to one verb."""

from __future__ import annotations

from wtforms import BooleanField, SelectField, SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from casework.ground.cases.terms import Priority
from casework.procedure.intake.rules import triage
from casework.procedure.intake.terms import Ground
from casework.web.fields import (
    DayField,
    IdNumberField,
    LongText,
    Needed,
    PhoneField,
    RowField,
    Text,
    WordField,
)
from casework.web.pages import Form
from casework.web.words import _, _l

#: As much as fits the space for a reason on a letter.
REASON = 1000


class AcceptForm(Form):
    """Accept, as a case of its own or into one that is open."""

    join = RowField(_l("立案方式"), id="accept-join")

    def offer(self, cases: list[tuple[int, str]]) -> None:
        self.join.choices = [(0, _("单独立案")), *cases]


class _PlaceForm(Form):
    """Where the worker is to go instead: a body of the table, or another one."""

    def offer_bodies(self, bodies: list[tuple[int, str]]) -> None:
        self.body.choices = [(0, _("列表里没有，写在下面")), *bodies]


class RefuseForm(_PlaceForm):
    """Refuse, with ground and reason."""

    ground = WordField(
        _l("依据"),
        [Needed(_l("不予受理要选依据"))],
        words=Ground,
        empty=_l("请选择"),
        id="refuse-ground",
    )
    reason = LongText(
        _l("理由"), [Needed(_l("请写明理由，会写进决定书"))], most=REASON, id="refuse-reason"
    )
    body = RowField(_l("应当去的机关"), id="refuse-body")
    receiver = Text(_l("机关名称"), hint=_l("选了上面的就空着"), most=80, id="refuse-receiver")
    address = Text(_l("地址"), most=200, id="refuse-address")
    phone = Text(_l("电话"), most=40, id="refuse-phone")


class SupplementForm(Form):
    """Ask for what is missing."""

    wanted = LongText(
        _l("缺少的材料"), [Needed(_l("请写明缺少的材料，一行一项"))], most=REASON, id="wanted"
    )
    until = DayField(_l("补正期限"), [Needed(_l("请写补正期限"))], id="until")


class PassedOnForm(Form):
    """The papers have reached the body to which the matter was sent on."""

    taker = Text(_l("对方接收人"), [Needed(_l("请写明对方接收人"))], most=60, id="taker")


class SupplementReceivedForm(Form):
    """What was missing has come."""

    note = LongText(_l("收到的材料"), [Needed(_l("请写收到的材料"))], most=REASON, id="received")


class TransferForm(_PlaceForm):
    """Send on to the body that is responsible."""

    body = RowField(_l("移送机关"), id="body")
    receiver = Text(_l("机关名称"), hint=_l("选了上面的就空着"), most=80, id="receiver")
    address = Text(_l("地址"), most=200, id="address")
    phone = Text(_l("电话"), most=40, id="phone")
    reason = LongText(
        _l("理由和办理途径"),
        [Needed(_l("请写明理由和办理途径"))],
        most=REASON,
        id="transfer-reason",
    )


class PressingForm(Form):
    """What makes a complaint pressing and stands in none of its answers, with a reason."""

    noted = SelectMultipleField(
        _l("其他了解到的情况"),
        validate_choice=False,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        choices=lambda: [(t.value, t.label) for t in triage.NOTED],
    )
    chosen = SelectField(
        _l("急缓"), validate_choice=False, choices=lambda: [("", _("按规则")), *Priority.choices()]
    )
    reason = Text(_l("理由"), [Needed(_l("请写明理由，会留下记录"))], most=200, id="why-pressing")


class CalledForm(Form):
    """Somebody was called whom a message did not reach."""

    said = Text(_l("通话对象和内容"), [Needed(_l("请写通话对象和内容"))], most=200, id="called")


class SenderForm(Form):
    """A complaint of a flood was looked into and is honest."""

    how = Text(
        _l("怎么核实的"), [Needed(_l("请写怎么核实的，会留下记录"))], most=200, id="how-checked"
    )


class ReissueForm(Form):
    """Issue a receipt again, with a reason that is kept."""

    reason = Text(
        _l("补发理由"), [Needed(_l("请写明理由，会留下记录"))], most=200, id="reissue-reason"
    )


class TakeOverForm(Form):
    """The worker takes over from whoever filed for him."""

    phone = PhoneField(_l("本人的手机号"), [Needed(_l("请填本人的手机号"))], id="own-phone")
    quiet = BooleanField(_l("本人不收短信"), id="own-quiet")
    reason = Text(
        _l("核对本人身份的方式"),
        [Needed(_l("请写明理由，会留下记录"))],
        most=200,
        id="take-over-reason",
        hint=_l("比如：本人带身份证到窗口。"),
    )


class FindForm(Form):
    """Find a complaint again by the worker's ID number."""

    id_number = IdNumberField(_l("身份证号"), [Needed(_l("请刷身份证或者输入号码"))])
    reason = Text(_l("理由"), [Needed(_l("请写明理由，会留下记录"))], most=200)
