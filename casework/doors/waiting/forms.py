"""钱在等我吗: the phone and the end of the ID number; never a name, for names are common."""

from __future__ import annotations

from typing import Any

from wtforms.validators import ValidationError

from casework.doors.waiting.rules import ID_TAIL
from casework.kernel.crypto import normalise
from casework.web.fields import Needed, PhoneField, Text
from casework.web.pages import Form
from casework.web.words import _, _l


class LookForMoneyForm(Form):
    """Both are needed, and whatever they are the next page is the same."""

    phone = PhoneField(
        _l("手机号"), [Needed(_l("请写手机号"))], hint=_l("投诉时留的、能收短信的手机号。")
    )
    tail = Text(
        _l("身份证号后6位"),
        [Needed(_l("请写身份证号后6位"))],
        most=20,
        hint=_l("最后一位是X的，写X。"),
    )

    def validate_tail(self, field: Any) -> None:
        """Five digits and a digit or X; spaces and full-width digits are what people type."""
        typed = normalise(field.data or "").upper()
        digits = typed[:-1] + typed[-1:].replace("X", "0")
        if not (len(typed) == ID_TAIL and digits.isascii() and digits.isdigit()):
            raise ValidationError(_("要写身份证号最后6位，请再看一遍"))
        field.data = typed
