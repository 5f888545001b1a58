"""The pages of a workmate who joins: the six digits, who he is, his phone, the sending."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wtforms import BooleanField

from casework.doors.hall.forms import Question
from casework.web.fields import IdNumberField, Needed, PhoneField, PrintedText, RowField, Text
from casework.web.pages import Form
from casework.web.words import _, _l


class JoinCodeForm(Form):
    """六位数字: what stands on the sheet beside the QR code."""

    code = Text(_l("纸上的六位数字"), [Needed(_l("请写纸上的六位数字"))], most=20)


class JoinNameForm(Question):
    """您是谁: a name is needed, for a line belongs to somebody; the number may be forgotten."""

    name = PrintedText(
        _l("姓名"), [Needed(_l("请写您的姓名"))], hint=_l("和身份证上一样。"), most=60
    )
    id_number = IdNumberField(_l("身份证号"), hint=_l("办案核对用，不给老板看。"))
    no_id = BooleanField(_l("身份证号记不清"))

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        if not (self.id_number.data or self.id_number.errors or self.no_id.data):
            return self.refuse(self.id_number, _("请写身份证号，记不清就打勾"))
        return good

    def answers(self) -> dict[str, Any]:
        return {
            "name": self.name.data,
            "id_number": self.id_number.data or "",
            "no_id": not self.id_number.data,
        }

    @staticmethod
    def shown(kept: Mapping[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in kept.items() if value not in ("", None)}


class JoinPhoneForm(Question):
    """您的手机: a workmate's own; without one the counter answers."""

    phone = PhoneField(_l("手机号"), hint=_l("有消息，发短信到这个号。"))
    no_phone = BooleanField(_l("没有手机"))

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        if not (self.phone.data or self.phone.errors or self.no_phone.data):
            return self.refuse(self.phone, _("请写手机号，没有就打勾"))
        return good

    def answers(self) -> dict[str, Any]:
        return {"phone": self.phone.data or "", "no_phone": not self.phone.data}

    @staticmethod
    def shown(kept: Mapping[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in kept.items() if value not in ("", None)}


class AskForm(Form):
    """请工友当代表: one of those who have joined."""

    claimant = RowField(_l("请谁当代表"), [Needed(_l("请选一个人"))])

    def offer(self, people: list[tuple[int, str]]) -> None:
        """Who stands in the group comes from the database, so the view puts it in."""
        self.claimant.choices = people
