"""What worker's pages ask on: a question whose answer a draft keeps, and numbers as people write
them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

from wtforms.widgets import TextInput

from casework.kernel import hundredths
from casework.kernel.amounts import AmountOutOfRange, NotAnAmount
from casework.kernel.money import Money
from casework.web.fields import MoneyField
from casework.web.pages import Form
from casework.web.words import _

_MOST_PIECES = 1_000_000
_HALF = hundredths.HUNDREDTHS // 2
_UNITS = re.compile("[天日件个月半]")


class Question(Form):
    """A page that asks one thing. ``answers`` is what the draft keeps; ``shown`` puts it back."""

    today: date | None = None

    def answers(self) -> dict[str, Any]:
        return {}

    @staticmethod
    def shown(kept: Mapping[str, Any]) -> dict[str, Any]:
        return dict(kept)

    def refuse(self, field: Any, words: str) -> bool:
        field.errors = (*field.errors, words)
        return False


class NumberField(MoneyField):
    """Days, months or pieces as people write them: ``46`` ``46.5`` ``46天半`` ``四十六``.

    The value is in hundredths. Figures are read as those of an amount are.
    """

    widget = TextInput()

    def _write(self, value: Any) -> str:
        return hundredths.number(value)

    def _parse(self, text: str) -> Any:
        plain = unicodedata.normalize("NFKC", text)
        half = _HALF if "半" in plain else 0
        try:
            value = Money.read(_UNITS.sub("", plain) or ("0" if half else "")).fen + half
        except (NotAnAmount, AmountOutOfRange) as error:
            raise ValueError(_("请写数字，比如46，或者46天半")) from error
        if not 0 < value <= _MOST_PIECES * hundredths.HUNDREDTHS:
            raise ValueError(_("要大于零，不超过100万，请再看一遍"))
        return value
