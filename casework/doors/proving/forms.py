"""Asking for a one-time code, and typing it."""

from __future__ import annotations

from typing import Any

from wtforms.validators import ValidationError

from casework.doors.proving.rules import CODE_DIGITS
from casework.kernel.crypto import normalise
from casework.web.fields import Needed, Text
from casework.web.pages import Form
from casework.web.words import _, _l


class AskCodeForm(Form):
    """One button; the key of the page makes two presses one code."""


class CodeForm(Form):
    """The six digits."""

    code = Text(
        _l("验证码"), [Needed(_l("请写短信里的6位验证码"))], most=20, hint=_l("在短信里，6位数字。")
    )

    def validate_code(self, field: Any) -> None:
        """Spaces and full-width digits are what people type; anything else is a slip."""
        digits = normalise(field.data or "")
        if not (digits.isascii() and digits.isdigit() and len(digits) == CODE_DIGITS):
            raise ValidationError(_("验证码是6位数字，请再看一遍短信"))
        field.data = digits
